"""Which way the calls of a scenario run: an order in which none goes back or, where there is none, the loops.

Nothing here calls itself: a scenario may have plays of many thousand decisions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from trainer.engine.graph import Graph

__all__ = ["Course", "chart"]


class Course(NamedTuple):
    """The order of a graph's states, or what stands in its way."""

    order: Sequence[int]
    """Every state, each before all that follow it; empty where there are loops."""
    loops: tuple[tuple[int, ...], ...]
    """Every set of states that reach one another, in ascending order; so are the sets, by their first."""


def chart(graph: Graph) -> Course:
    """Return the course of a graph."""
    waits_for = [0] * graph.size
    for target in graph.targets:
        waits_for[target] += 1
    order = [0] if waits_for[0] == 0 else []
    for state in order:  # grows while it is walked through
        for target in graph.next_states(state):
            waits_for[target] -= 1
            if waits_for[target] == 0:
                order.append(target)
    if len(order) == graph.size:
        return Course(order, ())
    search = _Search(graph)
    for state, count in enumerate(waits_for):
        if count > 0:
            search.visit(state)
    return Course((), tuple(sorted(search.loops)))


@dataclass(slots=True)
class _Search:
    """Tarjan's search for strongly connected components, with a stack of its own instead of recursion."""

    graph: Graph
    loops: list[tuple[int, ...]] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _lowest: dict[int, int] = field(default_factory=dict)
    """For each state, the lowest number known to be reached from it within its component."""
    _open: list[int] = field(default_factory=list)
    """States whose component is not complete."""
    _is_open: set[int] = field(default_factory=set)

    def visit(self, root: int) -> None:
        """Find every loop that can be reached from a state and was not found before."""
        if root in self._numbers:
            return
        path = [(root, self._enter(root))]
        while path:
            state, targets = path[-1]
            for target in targets:
                if target not in self._numbers:
                    path.append((target, self._enter(target)))
                    break
                if target in self._is_open:
                    self._lowest[state] = min(self._lowest[state], self._numbers[target])
            else:
                path.pop()
                if path:
                    parent = path[-1][0]
                    self._lowest[parent] = min(self._lowest[parent], self._lowest[state])
                if self._lowest[state] == self._numbers[state]:
                    self._complete(state)

    def _enter(self, state: int) -> Iterator[int]:
        self._numbers[state] = self._lowest[state] = len(self._numbers)
        self._open.append(state)
        self._is_open.add(state)
        return iter(self.graph.next_states(state))

    def _complete(self, first: int) -> None:
        members = [self._open.pop()]
        while members[-1] != first:
            members.append(self._open.pop())
        self._is_open.difference_update(members)
        if len(members) > 1 or first in self.graph.next_states(first):
            self.loops.append(tuple(sorted(members)))
