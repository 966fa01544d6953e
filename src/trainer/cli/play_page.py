"""A call in the terminal in words: what was said, what it came to, and what it cost most."""

from collections.abc import Iterator

from trainer.app.result_words import dimension_name, mood_name, outcome_name
from trainer.cli.lines import heading, said, wrapped
from trainer.cli.play_result import PlayedCall
from trainer.cli.words import critical_name, reason_sentence
from trainer.engine.call import Event
from trainer.i18n import _, ngettext, pgettext
from trainer.scenario.model import SILENCE, Text
from trainer.scoring.card import Reason, find_critical

__all__ = ["describe_call", "describe_mood", "describe_result", "find_feedback", "spoken_reply"]


def describe_call(call: PlayedCall) -> Iterator[str]:
    """Give the whole call as a dialogue, and what it came to."""
    customer = call.scenario.customer.name
    for event in call.events:
        variants = call.scenario.scenes[event.scene].customer
        line = next(variant.text for variant in variants if variant.line == event.line)
        yield said(customer, call.words(line))
        yield said(_("You"), spoken_reply(call, event.scene, event.reply))
    yield said(customer, call.words(call.step.text))
    yield from describe_result(call)


def find_feedback(call: PlayedCall, event: Event) -> Text | None:
    """Return what the author says about a decision; None where nothing is said."""
    scene = call.scenario.scenes[event.scene]
    if event.reply == SILENCE:
        return None if scene.silence is None else scene.silence.feedback
    return next(each.feedback for each in scene.replies if each.id == event.reply)


def describe_mood(mood: int) -> str:
    """Return the customer's mood in a sentence."""
    return _("Mood: {mood}").format(mood=mood_name(mood))


def describe_result(call: PlayedCall) -> Iterator[str]:
    """Give the lines that tell a person what the call came to."""
    yield ""
    if call.step.ending is None:
        yield heading(_("The call is not over"))
        yield reason_sentence(Reason.INCOMPLETE)
        return
    yield heading(pgettext("verdict", "Passed") if not call.reasons else pgettext("verdict", "Not passed"))
    yield _("Outcome: {outcome}").format(outcome=outcome_name(call.step.ending))
    marks = call.scenario.marks
    for dimension, measured in call.measured.items():
        if measured is not None:
            yield _("{dimension}: {score} of 100 (mark {mark}; {earned} of {par} points)").format(
                dimension=dimension_name(dimension),
                score=measured.shown,
                mark=marks.mark(dimension),
                earned=measured.earned,
                par=measured.par,
            )
    for reason in call.reasons:
        yield wrapped(reason_sentence(reason), first="- ", hanging="  ")
    for moment in find_critical(call.events):
        yield wrapped(
            _("Critical error {kind}: {reply}").format(
                kind=critical_name(moment.kind), reply=spoken_reply(call, moment.scene, moment.reply)
            ),
            first="- ",
            hanging="  ",
        )
    yield from _costliest(call)


def spoken_reply(call: PlayedCall, scene: str, reply: str) -> str:
    """Return the words of a reply, or that nothing was said."""
    if reply == SILENCE:
        return _("(You said nothing.)")
    return call.words(next(each.agent for each in call.scenario.scenes[scene].replies if each.id == reply))


def _costliest(call: PlayedCall) -> Iterator[str]:
    """Give the decision that cost most, the first of several, and what was better there."""
    costs = [
        sum(rating.available - rating.earned for rating in event.ratings.values()) for event in call.events
    ]
    most = max(costs, default=0)
    if most == 0:
        return
    event = call.events[costs.index(most)]
    yield ""
    yield heading(
        ngettext(
            "The costliest decision ({count} point)", "The costliest decision ({count} points)", most
        ).format(count=most)
    )
    yield said(_("You"), spoken_reply(call, event.scene, event.reply))
    for dimension, rating in event.ratings.items():
        yield _("{dimension}: {earned} of {available} points").format(
            dimension=dimension_name(dimension), earned=rating.earned, available=rating.available
        )
    feedback = find_feedback(call, event)
    if feedback is not None:
        yield wrapped(call.words(feedback))
