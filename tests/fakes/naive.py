"""The rules of a call a second time, as plainly as they can be said: every play is played, nothing is shared.

The product is held against this in tests. It is slow on purpose: no state is ever recognized again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from trainer.scenario.model import (
    Condition,
    Dimension,
    FlagTerm,
    Outcome,
    Reply,
    Scenario,
)


@dataclass
class Play:
    """One call, as far as it was played."""

    scene: str
    mood: int
    flags: set[str] = field(default_factory=set)
    replies: list[str] = field(default_factory=list)
    earned: dict[Dimension, int] = field(default_factory=dict)
    available: dict[Dimension, int] = field(default_factory=dict)
    critical: bool = False
    perfect: bool = True
    chance: Fraction = Fraction(1)
    """How likely replies taken at random are to make this play."""
    states: list[tuple[str, frozenset[str], int]] = field(default_factory=list)
    """Every state it went through, the one it stands in too."""

    def outcome(self, scenario: Scenario) -> Outcome | None:
        return scenario.scenes[self.scene].ending


def true(condition: Condition, flags: set[str], mood: int) -> bool:
    for term in condition:
        if isinstance(term, FlagTerm):
            if (term.flag in flags) != term.wanted:
                return False
        elif not {
            "<": mood < term.value,
            "<=": mood <= term.value,
            "==": mood == term.value,
            ">=": mood >= term.value,
            ">": mood > term.value,
        }[term.operator]:
            return False
    return True


def offered(scenario: Scenario, play: Play) -> list[Reply]:
    return [reply for reply in scenario.scenes[play.scene].replies if true(reply.when, play.flags, play.mood)]


def begin(scenario: Scenario) -> Play:
    play = Play(scenario.start, scenario.customer.mood)
    play.states.append((play.scene, frozenset(play.flags), play.mood))
    return play


def take(scenario: Scenario, play: Play, choice: str) -> Play:
    """Return the play one reply further."""
    scene = scenario.scenes[play.scene]
    replies = offered(scenario, play)
    after = Play(
        play.scene,
        play.mood,
        set(play.flags),
        [*play.replies, choice],
        dict(play.earned),
        dict(play.available),
        play.critical,
        play.perfect,
        play.chance,
        list(play.states),
    )
    reply = next((each for each in replies if each.id == choice), None)
    for dimension in Dimension:
        if scene.replies[0].points(dimension) is None:
            continue
        best = max([each.points(dimension) or 0 for each in replies], default=0)
        got = (reply.points(dimension) or 0) if reply else 0
        after.earned[dimension] = after.earned.get(dimension, 0) + got
        after.available[dimension] = after.available.get(dimension, 0) + best
        after.perfect = after.perfect and got == best
    if reply is None:
        assert scene.silence is not None
        after.perfect = False
        after.chance = Fraction(0)
        after.mood += scene.silence.mood
        following = scene.silence.next
    else:
        after.critical = after.critical or reply.critical is not None
        after.perfect = after.perfect and reply.critical is None
        after.chance /= len(replies)
        after.mood += reply.mood
        after.flags.difference_update(reply.clears)
        after.flags.update(reply.sets)
        following = reply.next
    after.mood = min(3, max(-3, after.mood))
    for case in following:
        if true(case.when, after.flags, after.mood):
            after.scene = case.scene
            break
    after.states.append((after.scene, frozenset(after.flags), after.mood))
    return after


def choices(scenario: Scenario, play: Play) -> list[str]:
    scene = scenario.scenes[play.scene]
    ids = [reply.id for reply in offered(scenario, play)]
    return [*ids, "silence"] if scene.silence is not None else ids


def every_play(scenario: Scenario, limit: int = 20_000) -> Iterator[Play]:
    """Give every play there is and every beginning of one, shortest first, in file order.

    Only for calls that end: AssertionError where there are more than `limit`.
    """
    plays = [begin(scenario)]
    for number, play in enumerate(plays):
        assert number < limit, "too many plays for the plain way"
        yield play
        plays.extend(take(scenario, play, choice) for choice in choices(scenario, play))


def reached(scenario: Scenario) -> dict[tuple[str, frozenset[str], int], Play]:
    """Return every state that can be reached, each with the first of the shortest plays that lead there."""
    first = begin(scenario)
    found = {first.states[-1]: first}
    plays = [first]
    for play in plays:
        for choice in choices(scenario, play):
            after = take(scenario, play, choice)
            if after.states[-1] not in found:
                found[after.states[-1]] = after
                plays.append(after)
    return found


def score(play: Play, dimension: Dimension, par: int) -> Fraction:
    earned, available = play.earned.get(dimension, 0), play.available.get(dimension, 0)
    return Fraction(100 * max(0, min(available, par) - (available - earned)), par)


def passes(scenario: Scenario, play: Play, par: dict[Dimension, int]) -> bool:
    return (
        play.outcome(scenario) in scenario.marks.outcomes
        and not play.critical
        and all(
            score(play, dimension, par[dimension]) >= scenario.marks.mark(dimension)
            for dimension in Dimension
            if par[dimension]
        )
    )
