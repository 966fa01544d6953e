"""Where things stand in a file, by the keys and list positions that lead to them from the top.

Checks of the call graph and the studio know scenes, replies and cases, not lines and columns; they ask here.
"""

from typing import NamedTuple, TypeAlias

from trainer.scenario.diagnostics import Place
from trainer.scenario.nodes import ListNode, MapNode, Node, ScalarNode
from trainer.scenario.parsing import Document

__all__ = ["Positions", "Span", "Step"]

Step: TypeAlias = str | int
"""A key of a mapping, or a position in a list from 0."""


class Span(NamedTuple):
    """The characters of one scalar: indexes from 0 into the text of the file, and how it is written."""

    start: int
    end: int
    """Just behind the last character; for a block scalar, the beginning of the line after it."""
    style: str
    """Empty for an unquoted one, else the character that opens it."""


class Positions:
    """Looks places up in one file. A path that leads nowhere raises `KeyError`."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._keys: dict[MapNode, dict[str, tuple[ScalarNode, Node]]] = {}

    def key(self, *path: Step) -> Place:
        """Return where a key stands: `key("scenes", "verify")`."""
        parent = self._node(path[:-1])
        if not isinstance(parent, MapNode):
            raise KeyError(path)
        return self._place(self._entry(parent, path[-1])[0])

    def value(self, *path: Step) -> Place:
        """Return where a value stands: `value("scenes", "verify", "customer", 0)`.

        Position 0 of what the author wrote without a list is that itself, as it is in the scenario's values.
        """
        return self._place(self._node(path))

    def span(self, *path: Step) -> Span:
        """Return the characters of a scalar, for an editor to replace; `KeyError` where there is none."""
        node = self._node(path)
        if not isinstance(node, ScalarNode):
            raise KeyError(path)
        return Span(node.start, node.end, node.style)

    def _place(self, node: Node) -> Place:
        return self._document.source.place(node.start)

    def _node(self, path: tuple[Step, ...]) -> Node:
        node: Node | None = self._document.root
        for step in path:
            if isinstance(step, int) and isinstance(node, ListNode) and step < len(node.items):
                node = node.items[step]
            elif isinstance(node, MapNode) and not isinstance(step, int):
                node = self._entry(node, step)[1]
            elif step != 0 or isinstance(node, ListNode):
                raise KeyError(path)
        if node is None:
            raise KeyError(path)
        return node

    def _entry(self, node: MapNode, key: Step) -> tuple[ScalarNode, Node]:
        entries = self._keys.get(node)
        if entries is None:
            # Of a key given twice the last counts, here as in the values.
            entries = {name.value: (name, value) for name, value in node.entries}
            self._keys[node] = entries
        return entries[str(key)]
