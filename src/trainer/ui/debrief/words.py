"""The words and signs of the debrief: verdicts, reasons, costs."""

from collections.abc import Mapping
from typing import Final

from trainer.i18n import _, ngettext, pgettext
from trainer.scenario.model import CriticalError, Dimension
from trainer.scoring.card import Reason
from trainer.ui.call.words import dimension_name
from trainer.ui.icons import Icon
from trainer.ui.widgets.mood import signed

__all__ = [
    "DIMENSION_ICONS",
    "cost_sign",
    "critical_name",
    "dimension_name",
    "missing_sentence",
    "under_mark",
]

DIMENSION_ICONS: Final[Mapping[Dimension, Icon]] = {
    Dimension.EMPATHY: Icon.EMPATHY,
    Dimension.RESOLUTION: Icon.RESOLUTION,
    Dimension.REGISTER: Icon.REGISTER,
}


def cost_sign(cost: int | None) -> str:
    """Return what a decision cost in one dimension: "−2", or "–" where it is not rated."""
    return "–" if cost is None else signed(-cost)


def critical_name(kind: CriticalError) -> str:
    """Return what a critical error endangered, as a name."""
    return {
        CriticalError.CUSTOMER: pgettext("critical error", "against the customer"),
        CriticalError.BUSINESS: pgettext("critical error", "against the business"),
        CriticalError.COMPLIANCE: pgettext("critical error", "against the rules that protect data"),
    }[kind]


def under_mark(points: int) -> str:
    """Return how far a score is under its mark."""
    return ngettext("{count} under the mark", "{count} under the mark", points).format(count=points)


def missing_sentence(reasons: tuple[Reason, ...]) -> str:
    """Return in one sentence what kept an attempt from passing."""
    if len(reasons) > 1:
        return ngettext(
            "{count} thing is missing; each is named below.",
            "{count} things are missing; each is named below.",
            len(reasons),
        ).format(count=len(reasons))
    return {
        Reason.EMPATHY: _("Only empathy is missing."),
        Reason.RESOLUTION: _("Only resolution is missing."),
        Reason.REGISTER: _("Only register is missing."),
        Reason.CRITICAL: _("The scores are there; a critical error decided."),
        Reason.OUTCOME: _("The scores are there; the outcome was not."),
        Reason.INCOMPLETE: _("The call did not come to its end."),
    }[reasons[0]]
