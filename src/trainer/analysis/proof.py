"""All that is proved about one scenario, each part worked out when it is first asked for.

`check`, `analyze` and `play` ask for different parts of one proof, and none pays for what it does not ask.
"""

from collections.abc import Mapping
from functools import cached_property

from trainer.analysis.chance import Chance, find_chance
from trainer.analysis.course import Course, chart
from trainer.analysis.plays import Lowest, PlayCount, count_plays, find_lowest
from trainer.analysis.strategies import Strategy, StrategyPlay, play_strategy
from trainer.engine.graph import SILENT, STATE_LIMIT, Graph, TooManyStatesError, explore
from trainer.scenario.model import Dimension, Scenario
from trainer.scoring.perfect import Perfect, find_perfect

__all__ = ["Proof"]


class Proof:
    """What is proved about a scenario; a part that cannot be known is None."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    @cached_property
    def graph(self) -> Graph | None:
        """Every state that a call can reach; None where there are too many (G407)."""
        try:
            return explore(self.scenario, limit=STATE_LIMIT)
        except TooManyStatesError:
            return None

    @cached_property
    def course(self) -> Course | None:
        """Which way the calls run."""
        return None if self.graph is None else chart(self.graph)

    @property
    def loops(self) -> tuple[tuple[int, ...], ...]:
        """The sets of states that reach one another (G403)."""
        return () if self.course is None else self.course.loops

    @cached_property
    def reached(self) -> frozenset[str]:
        """The ids of the scenes that can be reached; none where there are too many states."""
        if self.graph is None:
            return frozenset()
        scenes = self.graph.machine.scenes
        return frozenset(scenes[number].id for number in set(map(self.graph.scene_number, self._states)))

    @cached_property
    def stuck(self) -> tuple[int, ...]:
        """The states in which no reply is offered and the call is not over (G402), nearest first."""
        graph = self.graph
        if graph is None:
            return ()
        return tuple(
            state
            for state in self._states
            if graph.scene(state).ending is None and all(choice == SILENT for choice, _ in graph.moves(state))
        )

    @cached_property
    def accepted(self) -> bool:
        """Whether some call ends in an accepted outcome (otherwise G404)."""
        outcomes = self.scenario.marks.outcomes
        return any(self.scenario.scenes[scene].ending in outcomes for scene in self.reached)

    @cached_property
    def perfect(self) -> Perfect | None:
        """The perfect call and the par (G405); None where too many states are reached, too."""
        return None if self.graph is None else find_perfect(self.scenario)

    @property
    def par(self) -> Mapping[Dimension, int] | None:
        """The par of every dimension; None where a call can go on for ever, too."""
        return None if self.perfect is None or self.loops else self.perfect.par

    @cached_property
    def plays(self) -> PlayCount | None:
        """How many plays there are; None where a call can go on for ever."""
        if self.graph is None or self.course is None or self.loops:
            return None
        return count_plays(self.graph, self.course.order)

    @cached_property
    def lowest(self) -> Mapping[Dimension, Lowest | None] | None:
        """The lowest scores of every dimension, None for one that has no par."""
        graph, course, par = self.graph, self.course, self.par
        if graph is None or course is None or par is None:
            return None
        outcomes = self.scenario.marks.outcomes
        return {
            each: find_lowest(graph, course.order, each, par[each], outcomes) if par[each] else None
            for each in Dimension
        }

    @cached_property
    def strategies(self) -> Mapping[Strategy, Mapping[str, StrategyPlay]] | None:
        """What every strategy leads to in every language; None where it may lead to nowhere."""
        perfect = self.perfect
        if perfect is None or self.par is None or self.stuck:
            return None
        return {
            strategy: {
                language: play_strategy(self.scenario, perfect, strategy, language)
                for language in self.scenario.languages
            }
            for strategy in Strategy
        }

    @cached_property
    def chance(self) -> Chance | None:
        """How likely replies taken at random are to pass; None where they may lead to nowhere."""
        if self.graph is None or self.course is None or self.perfect is None or self.loops or self.stuck:
            return None
        return find_chance(self.graph, self.course.order, self.perfect)

    @property
    def _states(self) -> range:
        return range(0 if self.graph is None else self.graph.size)
