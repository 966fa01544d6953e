"""All that is proved about one scenario, each part worked out when it is first asked for.

`check`, `analyze` and `play` ask for different parts of one proof, and none pays for what it does not ask.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from trainer.analysis.chance import Chance, SampledChance, find_chance
from trainer.analysis.course import Course, chart
from trainer.analysis.luck import Luck, bound_luck
from trainer.analysis.outline import Outline, draw_outline
from trainer.analysis.plays import Lowest, PlayCount, count_plays, find_lowest
from trainer.analysis.strategies import Strategy, StrategyPlay, play_strategy
from trainer.analysis.tally import Stake, find_stakes
from trainer.engine.graph import SILENT, Graph, Machine, TooManyStatesError, explore
from trainer.scenario.collector import paused_collector
from trainer.scenario.model import Dimension, Scenario
from trainer.scoring.perfect import Perfect, find_perfect

__all__ = ["UNLIKELY", "Proof"]

UNLIKELY: Final = 0.04
"""Where chance is bound to pass in no larger a share of calls, nothing asks for the share itself.

Of 5,000 plays that pass with such a chance over 350 pass with one of 10 to the power of -21, so that what is
sampled says the same.
"""


class Proof:
    """What is proved about a scenario; a part that cannot be known is None."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._strategies: dict[tuple[Strategy, str], StrategyPlay] = {}

    @cached_property
    def machine(self) -> Machine:
        """The scenario compiled."""
        return Machine(self.scenario)

    @cached_property
    def outline(self) -> Outline | None:
        """Every state that a call can reach, seen from afar; None where there are too many (G407)."""
        try:
            return draw_outline(self.machine)
        except TooManyStatesError:
            return None

    @cached_property
    def graph(self) -> Graph | None:
        """Every state by itself, and the moves between them; None where there are too many (G407)."""
        if self.outline is None:
            return None
        with paused_collector():
            return explore(self.machine)

    @cached_property
    def course(self) -> Course | None:
        """Which way the calls run."""
        return None if self.graph is None else chart(self.graph)

    @property
    def loops(self) -> tuple[tuple[int, ...], ...]:
        """The sets of states that reach one another (G403)."""
        if self.outline is None or self.outline.surely_ends or self.course is None:
            return ()
        return self.course.loops

    @cached_property
    def reached(self) -> frozenset[str]:
        """The ids of the scenes that can be reached; none where there are too many states."""
        if self.outline is None:
            return frozenset()
        return frozenset(self.machine.scenes[number].id for number in self.outline.reached)

    @cached_property
    def stuck(self) -> tuple[int, ...]:
        """The states in which no reply is offered and the call is not over (G402), nearest first."""
        if self.outline is None or self.outline.offers_everywhere():
            return ()
        graph = self.graph
        if graph is None:
            return ()
        return tuple(
            state
            for state in range(graph.size)
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
        return None if self.outline is None else find_perfect(self.scenario, machine=self.machine)

    @property
    def par(self) -> Mapping[Dimension, int] | None:
        """The par of every dimension; None where a call can go on for ever, too."""
        return None if self.perfect is None or self.loops else self.perfect.par

    @cached_property
    def plays(self) -> PlayCount | None:
        """How many plays there are; None where a call can go on for ever."""
        if self.graph is None or self.course is None or self.loops:
            return None
        with paused_collector():
            return count_plays(self.graph, self.course.order)

    @cached_property
    def lowest(self) -> Mapping[Dimension, Lowest | None] | None:
        """The lowest scores of every dimension, None for one that has no par."""
        graph, course, par = self.graph, self.course, self.par
        if graph is None or course is None or par is None:
            return None
        with paused_collector():
            return find_lowest(graph, course.order, par, self.scenario.marks.outcomes)

    @cached_property
    def strategies(self) -> Mapping[Strategy, Mapping[str, StrategyPlay]] | None:
        """What every strategy leads to in every language; None where it may lead to nowhere."""
        if not self.plays_through:
            return None
        return {
            strategy: {language: self._play(strategy, language) for language in self.scenario.languages}
            for strategy in Strategy
        }

    @property
    def plays_through(self) -> bool:
        """Whether every call ends, whatever replies it takes, and can be scored."""
        return self.par is not None and not self.stuck

    def passes(self, strategy: Strategy, language: str) -> bool:
        """Tell whether a strategy passes; False where it may lead to nowhere."""
        return self.plays_through and self._play(strategy, language).card.passed

    @cached_property
    def luck(self) -> Luck | None:
        """A bound on how likely replies taken at random are to pass; None where they may lead to nowhere."""
        if self.outline is None or not self.plays_through:
            return None
        return bound_luck(self.outline, self._stakes, enough=UNLIKELY)

    @cached_property
    def chance(self) -> Chance | SampledChance | None:
        """How likely replies taken at random are to pass; None where they may lead to nowhere."""
        if self.outline is None or self.luck is None:
            return None
        # Where no call comes back to a scene, the scenes are order enough, and nobody asks for the graph.
        order = None
        if self.outline.turning and self.graph is not None and self.course is not None:
            order = map(self.graph.keys.__getitem__, self.course.order)
        with paused_collector():
            return find_chance(self.outline, order, self._stakes, self.luck)

    @property
    def _stakes(self) -> tuple[Stake, ...]:
        return () if self.perfect is None else find_stakes(self.perfect, self.scenario.marks)

    def _play(self, strategy: Strategy, language: str) -> StrategyPlay:
        play = self._strategies.get((strategy, language))
        if play is None:
            if self.perfect is None:
                raise ValueError("nothing can be scored without a perfect call")
            play = play_strategy(self.machine, self.perfect, strategy, language)
            self._strategies[strategy, language] = play
        return play
