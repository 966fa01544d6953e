"""What is true of all plays of a scenario, found without playing them: how many, how long, how they end.

Every figure is one walk through the states in an order in which no call goes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.engine.graph import SILENT, Graph
from trainer.scenario.model import Dimension, Outcome

__all__ = ["Lowest", "PlayCount", "count_plays", "find_lowest", "rate_moves"]


@dataclass(frozen=True, slots=True)
class PlayCount:
    """How many plays there are, and how long. A play is complete: it ends in an ending."""

    plays: int
    endings: Mapping[Outcome, int]
    """How many plays end in each outcome; all four."""
    shortest: int | None
    """Fewest decisions in one play; None where no play ends."""
    longest: int | None


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest scores of one dimension, 0 to 100, rounded down."""

    of_all: int
    of_accepted: int


@dataclass(slots=True)
class _Extremes:
    """Over some plays, the least that any earns and the most that any costs."""

    earned: int
    cost: int

    def widen(self, earned: int, cost: int) -> None:
        self.earned = min(self.earned, earned)
        self.cost = max(self.cost, cost)

    def score(self, par: int) -> int:
        """Return the lowest score: what a play has is the lesser of its earnings and of par less its cost."""
        return 100 * max(0, min(self.earned, par - self.cost)) // par


def count_plays(graph: Graph, order: Sequence[int]) -> PlayCount:
    """Count the plays; `order` holds every state before all that follow it."""
    ways = [0] * graph.size
    fewest = [graph.size] * graph.size
    most = [0] * graph.size
    ways[0], fewest[0] = 1, 0
    endings = dict.fromkeys(Outcome, 0)
    lengths: list[int] = []
    for state in order:
        outcome = graph.scene(state).ending
        if outcome is not None:
            endings[outcome] += ways[state]
            lengths += fewest[state], most[state]
        for _, target in graph.moves(state):
            ways[target] += ways[state]
            fewest[target] = min(fewest[target], fewest[state] + 1)
            most[target] = max(most[target], most[state] + 1)
        ways[state] = 0  # the number may be very long, and is needed no more
    return PlayCount(
        plays=sum(endings.values()),
        endings=endings,
        shortest=min(lengths, default=None),
        longest=max(lengths, default=None),
    )


def find_lowest(
    graph: Graph, order: Sequence[int], dimension: Dimension, par: int, accepted: Sequence[Outcome]
) -> Lowest:
    """Return the lowest scores of a dimension that has a par; some play must end in an accepted outcome."""
    reached: list[_Extremes | None] = [None] * graph.size
    reached[0] = _Extremes(0, 0)
    of_all: _Extremes | None = None
    of_accepted: _Extremes | None = None
    for state in order:
        here = reached[state]
        if here is None:
            continue
        outcome = graph.scene(state).ending
        if outcome is not None:
            of_all = _widened(of_all, here.earned, here.cost)
            if outcome in accepted:
                of_accepted = _widened(of_accepted, here.earned, here.cost)
        for target, earned, available in rate_moves(graph, state, dimension):
            reached[target] = _widened(reached[target], here.earned + earned, here.cost + available - earned)
    if of_all is None or of_accepted is None:
        raise ValueError("no play ends in an accepted outcome")
    return Lowest(of_all.score(par), of_accepted.score(par))


def rate_moves(graph: Graph, state: int, dimension: Dimension) -> list[tuple[int, int, int]]:
    """Return for each move, silence included, the next state, the points earned and the points available."""
    replies = graph.scene(state).replies
    rated = [
        (target, 0 if choice == SILENT else replies[choice].points(dimension) or 0)
        for choice, target in graph.moves(state)
    ]
    # Silence earns nothing, so it never is the most that a state offers.
    available = max((earned for _, earned in rated), default=0)
    return [(target, earned, available) for target, earned in rated]


def _widened(extremes: _Extremes | None, earned: int, cost: int) -> _Extremes:
    if extremes is None:
        return _Extremes(earned, cost)
    extremes.widen(earned, cost)
    return extremes
