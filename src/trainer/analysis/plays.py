"""What is true of all plays of a scenario, found without playing them: how many, how long, how they end.

Every figure is one walk through the states in an order in which no call goes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trainer.analysis.tally import POINTS
from trainer.engine.graph import SILENT, Graph
from trainer.scenario.model import Dimension, Outcome

__all__ = ["Lowest", "PlayCount", "count_plays", "find_lowest"]


_Rated: TypeAlias = tuple[list[tuple[int, int]], ...]
"""For each dimension, what every move out of a state earns and costs."""


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


def count_plays(graph: Graph, order: Sequence[int]) -> PlayCount:
    """Count the plays; `order` holds every state before all that follow it."""
    ways = [0] * graph.size
    fewest = [graph.size] * graph.size
    most = [0] * graph.size
    ways[0], fewest[0] = 1, 0
    endings = dict.fromkeys(Outcome, 0)
    lengths: list[int] = []
    for state in order:
        here, few, many = ways[state], fewest[state], most[state]
        outcome = graph.scene(state).ending
        if outcome is not None:
            endings[outcome] += here
            lengths += few, many
            continue
        few, many = few + 1, many + 1
        for target in graph.next_states(state):
            ways[target] += here
            fewest[target] = min(fewest[target], few)
            most[target] = max(most[target], many)
        ways[state] = 0  # the number may be very long, and is needed no more
    return PlayCount(
        plays=sum(endings.values()),
        endings=endings,
        shortest=min(lengths, default=None),
        longest=max(lengths, default=None),
    )


def find_lowest(
    graph: Graph, order: Sequence[int], par: Mapping[Dimension, int], accepted: Sequence[Outcome]
) -> Mapping[Dimension, Lowest | None]:
    """Return the lowest scores of every dimension, None for one that has no par.

    Some play must end in an accepted outcome.
    """
    rated = _rate(graph, order)
    ends = [state for state in order if graph.scene(state).ending is not None]
    good = [state for state in ends if graph.scene(state).ending in accepted]
    found: dict[Dimension, Lowest | None] = {}
    for place, dimension in enumerate(Dimension):
        worth = par[dimension]
        if worth:
            scores = _lowest_scores(graph, order, [of[place] for of in rated], worth)
            found[dimension] = Lowest(min(scores[end] for end in ends), min(scores[end] for end in good))
        else:
            found[dimension] = None
    return found


def _rate(graph: Graph, order: Sequence[int]) -> list[_Rated]:
    """Return what the moves out of each state earn and cost, found once for all states alike."""
    known: dict[tuple[int, bytes], _Rated] = {}
    rated: list[_Rated] = [()] * graph.size
    for state in order:
        choices = graph.choices[graph.first_moves[state] : graph.first_moves[state + 1]]
        offered = graph.scene_number(state), choices.tobytes()
        points = known.get(offered)
        if points is None:
            points = known[offered] = tuple(_rate_moves(graph, state, each) for each in Dimension)
        rated[state] = points
    return rated


def _rate_moves(graph: Graph, state: int, dimension: Dimension) -> list[tuple[int, int]]:
    """Return for each move, silence included, the points that it earns and costs."""
    replies = graph.scene(state).replies
    earned = [
        0 if choice == SILENT else replies[choice].points(dimension) or 0 for choice, _ in graph.moves(state)
    ]
    # Silence earns nothing, so it never is the most that a state offers.
    available = max(earned, default=0)
    return [(points, available - points) for points in earned]


def _lowest_scores(
    graph: Graph, order: Sequence[int], rated: Sequence[list[tuple[int, int]]], par: int
) -> list[int]:
    """Return for each state the lowest score, of one dimension, of a call that ends there."""
    earned = [POINTS * graph.size] * graph.size
    cost = [0] * graph.size
    earned[0] = 0
    for state in order:
        least, most = earned[state], cost[state]
        for (gained, lost), target in zip(rated[state], graph.next_states(state), strict=True):
            earned[target] = min(earned[target], least + gained)
            cost[target] = max(cost[target], most + lost)
    return [100 * max(0, min(pair[0], par - pair[1])) // par for pair in zip(earned, cost, strict=True)]
