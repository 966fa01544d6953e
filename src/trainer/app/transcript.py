"""What was said in a call, as values that a screen shows and a voice speaks.

A transcript is a fold of recorded decisions over the scenario that was played, so a call that is resumed
shows exactly what it showed before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from trainer.app.ports import DecisionFacts
from trainer.engine.call import Event, Rating, Step
from trainer.scenario.model import SILENCE, CriticalError, Dimension, Reply, Scenario, Scene, Text
from trainer.scenario.spans import Segment

__all__ = [
    "Entry",
    "Feedback",
    "Line",
    "Speaker",
    "agent_entry",
    "agent_line",
    "best_reply",
    "customer_entry",
    "customer_line",
    "feedback_text",
    "taken_line",
]


class Speaker(StrEnum):
    """Who says something."""

    CUSTOMER = "customer"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Line:
    """Something said, in the words of the call's locale."""

    id: str
    """Line id of the format, such as `scenes/opening/customer`."""
    text: str
    locale: str
    """BCP 47, such as `es-CO`; of the call, whatever the language of the interface."""
    segments: tuple[Segment, ...] = ()
    """Where some words are in another language: the text in parts, each in one; else empty."""
    mood: int = 0
    """The customer's as they say it, -3 to 3; 0 in what the agent says."""

    @property
    def switched(self) -> tuple[Segment, ...]:
        """Return the parts in another language than the line's."""
        return tuple(each for each in self.segments if each.locale != self.locale)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a decision earned and why; for practice alone while the call lasts."""

    ratings: Mapping[Dimension, Rating]
    """Only the dimensions that the scene rates."""
    critical: CriticalError | None
    text: Text | None
    """The author's words, in every language they are written in: coaching speaks the interface's language."""
    better: Line | None
    """A reply that would have been best; None where the one taken was."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a transcript."""

    speaker: Speaker
    line: Line | None
    """None where the agent said nothing in time."""
    mood: int
    """The customer's, after this was said."""
    elapsed: float
    """Seconds since the call began, without those in which it was interrupted or paused."""
    decision: int | None
    """The number of the decision, from 1; None for the customer."""
    feedback: Feedback | None
    """Never given in an assessment."""


def customer_line(scenario: Scenario, step: Step, language: str) -> Line:
    """Return what the customer says at a step."""
    locale = scenario.locale(language)
    return replace(_line(step.line, step.text, locale), mood=step.state.mood)


def agent_line(scenario: Scenario, scene: str, reply: Reply, language: str) -> Line:
    """Return what the agent says with a reply."""
    locale = scenario.locale(language)
    return _line(f"scenes/{scene}/replies/{reply.id}/agent", reply.agent, locale)


def customer_entry(scenario: Scenario, step: Step, language: str, elapsed: float) -> Entry:
    """Return the entry of the customer's line at a step."""
    line = customer_line(scenario, step, language)
    return Entry(Speaker.CUSTOMER, line, step.state.mood, elapsed, decision=None, feedback=None)


def agent_entry(scenario: Scenario, decision: DecisionFacts, language: str, *, coached: bool) -> Entry:
    """Return the entry of a decision; with its feedback where the trainee is `coached` in the call."""
    event = decision.event
    return Entry(
        speaker=Speaker.AGENT,
        line=taken_line(scenario, event, language),
        mood=event.mood,
        elapsed=decision.elapsed,
        decision=decision.number,
        feedback=_feedback(scenario, event, language) if coached else None,
    )


def taken_line(scenario: Scenario, event: Event, language: str) -> Line | None:
    """Return what the agent said with a decision; None where nothing was said in time."""
    reply = _taken(scenario.scenes[event.scene], event)
    return None if reply is None else agent_line(scenario, event.scene, reply, language)


def feedback_text(scenario: Scenario, event: Event) -> Text | None:
    """Return the author's feedback on the reply taken, silence included."""
    scene = scenario.scenes[event.scene]
    reply = _taken(scene, event)
    if reply is not None:
        return reply.feedback
    return None if scene.silence is None else scene.silence.feedback


def best_reply(scene: Scene, offered: Iterable[str]) -> Reply | None:
    """Return the first of the replies offered that a perfect call would take; None where there is none."""
    ids = set(offered)
    replies = [reply for reply in scene.replies if reply.id in ids]
    best = {
        dimension: max(points)
        for dimension in Dimension
        if (points := [value for reply in replies if (value := reply.points(dimension)) is not None])
    }
    return next(
        (
            reply
            for reply in replies
            if reply.critical is None
            and all(reply.points(dimension) == most for dimension, most in best.items())
        ),
        None,
    )


def _line(name: str, text: Text, locale: str) -> Line:
    segments = text.segments(locale)
    # A line that stays in its language is all there is to say of it.
    switches = any(each.locale != locale for each in segments)
    return Line(name, text.spoken(locale), locale, segments if switches else ())


def _taken(scene: Scene, event: Event) -> Reply | None:
    """Return the reply that was taken; None where it was silence."""
    if event.reply == SILENCE:
        return None
    return next(reply for reply in scene.replies if reply.id == event.reply)


def _feedback(scenario: Scenario, event: Event, language: str) -> Feedback:
    scene = scenario.scenes[event.scene]
    best = best_reply(scene, event.offered)
    was_best = (
        event.reply != SILENCE
        and event.critical is None
        and all(rating.earned == rating.available for rating in event.ratings.values())
    )
    return Feedback(
        ratings=event.ratings,
        critical=event.critical,
        text=feedback_text(scenario, event),
        better=None if was_best or best is None else agent_line(scenario, scene.id, best, language),
    )
