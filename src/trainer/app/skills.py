"""The skills that scenarios exercise, by the names that people read.

A scenario names a skill by a slug. Those of our vocabulary have a name in each language; an author may use others,
which are then shown as they are written.
"""

from trainer.i18n import pgettext

__all__ = ["skill_name"]


def skill_name(skill: str) -> str:
    """Return a skill's name in the interface's language: `set-expectations` is "Set expectations"."""
    known = {
        "open-and-identify": pgettext("skill", "Open and identify"),
        "verify-identity": pgettext("skill", "Verify identity"),
        "acknowledge-emotion": pgettext("skill", "Acknowledge emotion"),
        "explore-need": pgettext("skill", "Explore the need"),
        "set-expectations": pgettext("skill", "Set expectations"),
        "offer-options": pgettext("skill", "Offer options"),
        "explain-policy": pgettext("skill", "Explain policy"),
        "say-no-well": pgettext("skill", "Say no well"),
        "de-escalate": pgettext("skill", "De-escalate"),
        "recover-from-error": pgettext("skill", "Recover from an error"),
        "protect-data": pgettext("skill", "Protect data"),
        "transfer-or-escalate": pgettext("skill", "Transfer or escalate"),
        "close-and-confirm": pgettext("skill", "Close and confirm"),
        "serve-in-language": pgettext("skill", "Serve in the customer's language"),
    }
    if skill in known:
        return known[skill]
    words = skill.replace("-", " ")
    return words[:1].upper() + words[1:]
