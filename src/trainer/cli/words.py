"""The words for what the commands alone show of a call: critical errors, reasons, languages.

They are functions and not tables, because the language is chosen when the program starts.
"""

from trainer.i18n import _, pgettext
from trainer.scenario.model import CriticalError
from trainer.scoring.card import Reason

__all__ = ["critical_name", "language_word", "reason_sentence"]


def language_word(language: str) -> str:
    """Return the name of a base language as it stands within a sentence; its code where it is another."""
    names = {"en": pgettext("language", "English"), "es": pgettext("language", "Spanish")}
    return names.get(language, language)


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
