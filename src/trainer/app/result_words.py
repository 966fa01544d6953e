"""The words for what a call came to: dimensions, moods, outcomes, critical errors, durations.

Screens and printed documents say the same thing in the same words. They are functions and not tables, because
the language of the interface can change at any moment.
"""

from typing import Final

from trainer.i18n import _, ngettext, pgettext
from trainer.scenario.model import CriticalError, Dimension, Outcome, Use
from trainer.scoring.card import Reason

__all__ = [
    "brief_time",
    "clock_time",
    "critical_name",
    "critical_sentence",
    "dimension_name",
    "missing_sentence",
    "mood_name",
    "outcome_name",
    "signed",
    "under_mark",
    "use_name",
]

_MINUTE: Final = 60
_MINUS: Final = "−"


def dimension_name(dimension: Dimension) -> str:
    """Return a dimension's name as a label."""
    return {
        Dimension.EMPATHY: pgettext("dimension", "Empathy"),
        Dimension.RESOLUTION: pgettext("dimension", "Resolution"),
        Dimension.REGISTER: pgettext("dimension", "Register"),
    }[dimension]


def use_name(use: Use) -> str:
    """Return the word for what an attempt is made for."""
    return _("Practice") if use is Use.PRACTICE else _("Assessment")


def outcome_name(outcome: Outcome) -> str:
    """Return an outcome as it stands within a sentence."""
    return {
        Outcome.RESOLVED: pgettext("outcome", "resolved"),
        Outcome.FOLLOW_UP: pgettext("outcome", "with follow-up"),
        Outcome.ESCALATED: pgettext("outcome", "escalated"),
        Outcome.LOST: pgettext("outcome", "lost"),
    }[outcome]


def mood_name(mood: int) -> str:
    """Return the word for a mood of −3 to 3."""
    return {
        -3: pgettext("mood", "Angry"),
        -2: pgettext("mood", "Upset"),
        -1: pgettext("mood", "Impatient"),
        0: pgettext("mood", "Neutral"),
        1: pgettext("mood", "Calm"),
        2: pgettext("mood", "Satisfied"),
        3: pgettext("mood", "Delighted"),
    }[mood]


def critical_name(kind: CriticalError) -> str:
    """Return what a critical error endangered, in a word; `critical_sentence` says it whole."""
    return {
        CriticalError.CUSTOMER: pgettext("critical error", "customer"),
        CriticalError.BUSINESS: pgettext("critical error", "company"),
        CriticalError.COMPLIANCE: pgettext("critical error", "compliance"),
    }[kind]


def critical_sentence(kind: CriticalError) -> str:
    """Return the words for a critical error and what it endangers."""
    return {
        CriticalError.CUSTOMER: _("Critical error: it harms the customer"),
        CriticalError.BUSINESS: _("Critical error: it harms the company"),
        CriticalError.COMPLIANCE: _("Critical error: it breaks a rule that protects people"),
    }[kind]


def under_mark(points: int) -> str:
    """Return how far a score is under its mark."""
    return ngettext("{count} under the mark", "{count} under the mark", points).format(count=points)


def missing_sentence(reasons: tuple[Reason, ...]) -> str:
    """Return in one sentence what kept an attempt from passing."""
    if len(reasons) > 1:
        several = ngettext("{count} condition is not met.", "{count} conditions are not met.", len(reasons))
        return several.format(count=len(reasons))
    return {
        Reason.EMPATHY: _("Only empathy is missing."),
        Reason.RESOLUTION: _("Only resolution is missing."),
        Reason.REGISTER: _("Only register is missing."),
        Reason.CRITICAL: _("The scores are there; a critical error decided."),
        Reason.OUTCOME: _("The scores are there; the outcome was not."),
        Reason.INCOMPLETE: _("The call did not come to its end."),
    }[reasons[0]]


def brief_time(seconds: float) -> str:
    """Return a duration where there is little room: "7 min 52 s"."""
    minutes, rest = divmod(max(0, int(seconds)), _MINUTE)
    if not minutes:
        return pgettext("duration", "{seconds} s").format(seconds=rest)
    return pgettext("duration", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def clock_time(seconds: float) -> str:
    """Return a duration as a clock shows it: 1:08."""
    minutes, rest = divmod(max(0, int(seconds)), _MINUTE)
    return f"{minutes}:{rest:02d}"


def signed(number: int, *, plus: bool = False) -> str:
    """Return a number with a true minus sign, and with a plus where asked."""
    if number < 0:
        return f"{_MINUS}{-number}"
    return f"+{number}" if plus and number > 0 else str(number)
