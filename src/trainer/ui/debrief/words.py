"""The words and signs of the debrief: verdicts, reasons, costs, when a call was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from trainer.app.result_words import (
    brief_time,
    critical_name,
    critical_sentence,
    dimension_name,
    missing_sentence,
    signed,
    under_mark,
)
from trainer.i18n import _, format_time
from trainer.scenario.model import Dimension
from trainer.ui.home.words import moment
from trainer.ui.icons import Icon

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


def cost_sign(cost: int | None) -> str:
    """Return what a decision cost in one dimension: "−2", or "–" where it is not rated."""
    return "–" if cost is None else signed(-cost)


def when_sentence(at: datetime, now: datetime, seconds: float, held: float) -> str:
    """Return when a call ended, by the day as people say it, how long it took, and what of that was hold."""
    day = moment(at, now)
    sentence = _("{day}, {time} · {duration}")
    if held >= 1:
        sentence = _("{day}, {time} · {duration}, {hold} on hold")
    return sentence.format(
        day=day[:1].upper() + day[1:],
        time=format_time(at.astimezone(now.tzinfo).time()),
        duration=brief_time(seconds),
        hold=brief_time(held),
    )
