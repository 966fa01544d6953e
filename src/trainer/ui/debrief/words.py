"""The words and signs of the debrief: verdicts, reasons, costs, when a call was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from trainer.i18n import _, format_time, ngettext, pgettext
from trainer.scenario.model import CriticalError, Dimension
from trainer.scoring.card import Reason
from trainer.ui.call.feedback import critical_name as critical_sentence
from trainer.ui.call.words import dimension_name
from trainer.ui.home.words import moment
from trainer.ui.icons import Icon
from trainer.ui.widgets.mood import signed

__all__ = [
    "DIMENSION_ICONS",
    "brief_time",
    "cost_sign",
    "critical_name",
    "critical_sentence",
    "dimension_name",
    "missing_sentence",
    "under_mark",
    "when_sentence",
]

DIMENSION_ICONS: Final[Mapping[Dimension, Icon]] = {
    Dimension.EMPATHY: Icon.EMPATHY,
    Dimension.RESOLUTION: Icon.RESOLUTION,
    Dimension.REGISTER: Icon.REGISTER,
}
_MINUTE: Final = 60


def cost_sign(cost: int | None) -> str:
    """Return what a decision cost in one dimension: "−2", or "–" where it is not rated."""
    return "–" if cost is None else signed(-cost)


def critical_name(kind: CriticalError) -> str:
    """Return what a critical error endangered, in a word; `critical_sentence` says it whole."""
    return {
        CriticalError.CUSTOMER: pgettext("critical error", "customer"),
        CriticalError.BUSINESS: pgettext("critical error", "company"),
        CriticalError.COMPLIANCE: pgettext("critical error", "compliance"),
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


def when_sentence(at: datetime, now: datetime, seconds: float) -> str:
    """Return when a call ended, by the day as people say it, and how long it took."""
    day = moment(at, now)
    return _("{day}, {time} · {duration}").format(
        day=day[:1].upper() + day[1:],
        time=format_time(at.astimezone(now.tzinfo).time()),
        duration=brief_time(seconds),
    )
