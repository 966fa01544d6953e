"""Playing a plan: what each play comes to, against what its author says.

Every finding stands at the value of the plan that differs, one function for each code.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from trainer.analysis.plans import catalogue
from trainer.analysis.plans.model import PlannedPlay
from trainer.analysis.plans.reading import LANGUAGE, PASSES, read_plan
from trainer.engine.call import CallEndedError, Event, NotOfferedError, State, Step, advance, start
from trainer.scenario.diagnostics import Diagnostic, Message, Place, excerpt, in_order
from trainer.scenario.model import SILENCE, Dimension, Scenario
from trainer.scenario.positions import Positions
from trainer.scenario.source import SourceFile
from trainer.scoring.card import Reason, ScoreCard, score

__all__ = ["Judged", "check_plan", "report_stray_plan"]

PLAYS: Final = "plays"
TOP: Final = Place(1, 1)
MEBIBYTE: Final = 1024 * 1024
LARGEST_PLAN: Final = 1
"""In MiB. As many plays as a plan may have need half of it."""

Take: TypeAlias = Callable[[State, str], tuple[Event, Step]]
"""Takes a reply in a state of one scenario, as `advance` does."""


class Judged(NamedTuple):
    """What is said of a plan."""

    diagnostics: Sequence[Diagnostic]
    """F, S and E codes, in order."""
    omitted: int
    """How many problems there are beyond those that are listed."""


class _Deviation(NamedTuple):
    """Something that a play does otherwise than its plan says."""

    message: Message
    site: tuple[str | int, ...]
    """The keys and list positions that lead from the play to the value that differs."""
    arguments: Mapping[str, object]
    on_key: bool = False


class _Played(NamedTuple):
    """What a play came to."""

    events: Sequence[Event]
    last: Step
    card: ScoreCard


def check_plan(file: SourceFile, scenario: Scenario | None, par: Mapping[Dimension, int] | None) -> Judged:
    """Judge the plan of a scenario: its form, and what its plays come to.

    Where the scenario has errors, or no `par` because it cannot be played, its own diagnostics say so, and
    only the form of the plan is judged.
    """
    if len(file.data) > LARGEST_PLAN * MEBIBYTE:
        return Judged([catalogue.TOO_LARGE.at(file.path, TOP, {"limit": LARGEST_PLAN})], 0)
    loaded = read_plan(file)
    if scenario is None or par is None or loaded.plays is None:
        return Judged(loaded.diagnostics, loaded.omitted)
    positions, most = Positions(loaded.document), loaded.document.limits.problems
    found = list(loaded.diagnostics)
    omitted = loaded.omitted
    # Plays of one plan mostly begin alike: no step is worked out twice.
    take = cache(partial(advance, scenario))
    for number, planned in enumerate(loaded.plays):
        for deviation in _deviations(planned, scenario, par, take):
            if len(found) < most:
                look_up = positions.key if deviation.on_key else positions.value
                place = look_up(PLAYS, number, *deviation.site)
                found.append(deviation.message.at(file.path, place, deviation.arguments))
            else:
                omitted += 1
    return Judged(in_order(found), omitted)


def report_stray_plan(plan: Path, beside: Path | None) -> Diagnostic:
    """E801: a plan that has no scenario of its name beside it; there may be a file that is no scenario."""
    message = catalogue.NO_SCENARIO if beside is None else catalogue.OTHER_FILE
    name = plan.with_suffix(".yaml").name if beside is None else beside.name
    return message.at(plan, TOP, {"name": excerpt(name)})


def _deviations(
    planned: PlannedPlay, scenario: Scenario, par: Mapping[Dimension, int], take: Take
) -> Iterator[_Deviation]:
    yield from other_language(planned, scenario)
    step, events = start(scenario), []
    for number, reply in enumerate(planned.replies):
        try:
            event, step = take(step.state, reply)
        except (NotOfferedError, CallEndedError) as error:
            yield impossible_reply(error, number)
            return
        events.append(event)
    if step.ending is None:
        yield unfinished(step)
        return
    played = _Played(events, step, score(events, step.ending, par, scenario.marks))
    for compare in (other_ending, other_scores, other_verdict, other_critical, other_mood, other_lines):
        yield from compare(planned, played)


def impossible_reply(error: NotOfferedError | CallEndedError, number: int) -> _Deviation:
    """E802: a reply that is not offered where it is taken, or comes after the end."""
    site = ("replies", number)
    arguments = {"scene": error.scene, "reply": error.reply}
    if isinstance(error, CallEndedError):
        return _Deviation(catalogue.AFTER_THE_END, site, arguments)
    if not error.offered:
        return _Deviation(catalogue.NOTHING_OFFERED, site, arguments)
    return _Deviation(catalogue.NOT_OFFERED, site, {**arguments, "offered": ", ".join(error.offered)})


def unfinished(step: Step) -> _Deviation:
    """E803: a play that runs out of replies before the call ends."""
    offered = [reply.id for reply in step.offered]
    if step.silence is not None:
        offered.append(SILENCE)
    message = catalogue.NOT_OVER if offered else catalogue.STUCK
    return _Deviation(message, ("replies",), {"scene": step.state.scene, "offered": ", ".join(offered)})


def other_language(planned: PlannedPlay, scenario: Scenario) -> Iterator[_Deviation]:
    """E804: a language in which the scenario cannot be played."""
    if planned.language is not None and planned.language not in scenario.languages:
        offered = ", ".join(scenario.languages)
        arguments = {"language": planned.language, "offered": offered}
        yield _Deviation(catalogue.NOT_IN_LANGUAGE, (LANGUAGE,), arguments)


def other_ending(planned: PlannedPlay, played: _Played) -> Iterator[_Deviation]:
    """E805: another scene at the end, or another outcome."""
    scene, outcome = played.last.state.scene, played.card.outcome
    if planned.ending != scene:
        yield _differs(catalogue.OTHER_SCENE, ("ending",), planned.ending, scene)
    if planned.outcome is not outcome:
        yield _differs(catalogue.OTHER_OUTCOME, ("outcome",), planned.outcome, outcome)


def other_scores(planned: PlannedPlay, played: _Played) -> Iterator[_Deviation]:
    """E806: another score; one that is not stated, or is stated where the dimension has none."""
    for dimension, measured in played.card.dimensions.items():
        expected = planned.scores.get(dimension)
        site = ("scores", dimension)
        arguments = {
            "dimension": str(dimension),
            "expected": expected,
            "real": measured.shown if measured is not None else None,
        }
        if measured is None and expected is not None:
            yield _Deviation(catalogue.NO_SUCH_SCORE, site, arguments, on_key=True)
        elif measured is not None and expected is None:
            yield _Deviation(catalogue.SCORE_NOT_STATED, ("scores",), arguments)
        elif measured is not None and measured.shown != expected:
            yield _Deviation(catalogue.OTHER_SCORE, site, arguments)


def other_verdict(planned: PlannedPlay, played: _Played) -> Iterator[_Deviation]:
    """E807: another verdict."""
    if planned.reasons != played.card.reasons:
        expected, real = _verdict(planned.reasons), _verdict(played.card.reasons)
        yield _differs(catalogue.OTHER_VERDICT, ("verdict",), expected, real)


def other_critical(planned: PlannedPlay, played: _Played) -> Iterator[_Deviation]:
    """E808: a critical error that is not made, is of another kind, or is not stated."""
    if planned.critical is None:
        return
    kinds = {(each.scene, each.reply): each.kind for each in played.card.critical}
    left = Counter((each.scene, each.reply) for each in played.card.critical)
    for number, expected in enumerate(planned.critical):
        where = expected.scene, expected.reply
        site = ("critical", number)
        if not left[where]:
            arguments = {"scene": expected.scene, "reply": expected.reply}
            yield _Deviation(catalogue.NO_SUCH_CRITICAL_ERROR, site, arguments)
            continue
        left[where] -= 1
        if expected.kind is not kinds[where]:
            yield _differs(catalogue.OTHER_KIND, (*site, "kind"), expected.kind, kinds[where])
    for scene, reply in left.elements():
        arguments = {"scene": scene, "reply": reply, "kind": str(kinds[scene, reply])}
        yield _Deviation(catalogue.CRITICAL_ERROR_NOT_STATED, ("critical",), arguments)


def other_mood(planned: PlannedPlay, played: _Played) -> Iterator[_Deviation]:
    """E809: another mood at the end."""
    mood = played.last.state.mood
    if planned.mood is not None and planned.mood != mood:
        yield _differs(catalogue.OTHER_MOOD, ("mood",), planned.mood, mood)


def other_lines(planned: PlannedPlay, played: _Played) -> Iterator[_Deviation]:
    """E810: the first customer line that differs; those after it mostly follow from it."""
    if planned.lines is None:
        return
    said = [*(event.line for event in played.events), played.last.line]
    pairs = enumerate(zip(planned.lines, said, strict=False))
    number = next((each for each, (expected, real) in pairs if expected != real), None)
    if number is not None:
        expected, real = excerpt(planned.lines[number]), said[number]
        yield _differs(catalogue.OTHER_LINE, ("lines", number), expected, real)
    elif len(planned.lines) > len(said):
        extra = excerpt(planned.lines[len(said)])
        yield _Deviation(catalogue.LINE_AFTER_THE_END, ("lines", len(said)), {"expected": extra})
    elif len(planned.lines) < len(said):
        yield _Deviation(catalogue.LINE_NOT_STATED, ("lines",), {"real": said[len(planned.lines)]})


def _differs(message: Message, site: tuple[str | int, ...], expected: object, real: object) -> _Deviation:
    return _Deviation(message, site, {"expected": str(expected), "real": str(real)})


def _verdict(reasons: Sequence[Reason]) -> str:
    """Return a verdict as an author writes it."""
    return f"[{', '.join(reasons)}]" if reasons else PASSES
