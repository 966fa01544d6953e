"""The words for what the commands show of a call: moods, dimensions, outcomes, reasons.

They are functions and not tables, because the language is chosen when the program starts.
"""

from trainer.i18n import _, pgettext
from trainer.scenario.model import CriticalError, Dimension, Outcome
from trainer.scoring.card import Reason

__all__ = ["critical_name", "dimension_name", "language_word", "mood_name", "outcome_name", "reason_sentence"]


def language_word(language: str) -> str:
    """Return the name of a base language as it stands within a sentence; its code where it is another."""
    names = {"en": pgettext("language", "English"), "es": pgettext("language", "Spanish")}
    return names.get(language, language)


def mood_name(mood: int) -> str:
    """Return the word for a mood of -3 to 3."""
    return {
        -3: pgettext("mood", "Angry"),
        -2: pgettext("mood", "Upset"),
        -1: pgettext("mood", "Impatient"),
        0: pgettext("mood", "Neutral"),
        1: pgettext("mood", "Calm"),
        2: pgettext("mood", "Satisfied"),
        3: pgettext("mood", "Delighted"),
    }[mood]


def dimension_name(dimension: Dimension) -> str:
    """Return a dimension's name as a label."""
    return {
        Dimension.EMPATHY: pgettext("dimension", "Empathy"),
        Dimension.RESOLUTION: pgettext("dimension", "Resolution"),
        Dimension.REGISTER: pgettext("dimension", "Register"),
    }[dimension]


def outcome_name(outcome: Outcome) -> str:
    """Return an outcome as it stands within a sentence."""
    return {
        Outcome.RESOLVED: pgettext("outcome", "resolved"),
        Outcome.FOLLOW_UP: pgettext("outcome", "with follow-up"),
        Outcome.ESCALATED: pgettext("outcome", "escalated"),
        Outcome.LOST: pgettext("outcome", "lost"),
    }[outcome]


def critical_name(kind: CriticalError) -> str:
    """Return what a critical error offends against."""
    return {
        CriticalError.CUSTOMER: pgettext("critical error", "against the customer"),
        CriticalError.BUSINESS: pgettext("critical error", "against the business"),
        CriticalError.COMPLIANCE: pgettext("critical error", "against the rules that protect data"),
    }[kind]


def reason_sentence(reason: Reason) -> str:
    """Return why a call did not pass, as a sentence."""
    return {
        Reason.EMPATHY: _("Empathy is under its mark."),
        Reason.RESOLUTION: _("Resolution is under its mark."),
        Reason.REGISTER: _("Register is under its mark."),
        Reason.CRITICAL: _("A critical error was made."),
        Reason.OUTCOME: _("The call did not end as it should."),
        Reason.INCOMPLETE: _("The call did not come to its end."),
    }[reason]
