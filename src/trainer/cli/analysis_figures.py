"""Figures of the page of `puente analyze` in words: large numbers, chances, and plays that can be pasted."""

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from trainer.analysis.chance import SAMPLES, Chance, Method, SampledChance
from trainer.analysis.quality_checks import CHANCE_MARKS
from trainer.i18n import _, format_number, format_percent

__all__ = ["describe_chance", "play_command", "whole_number", "whole_percent"]

MANY: Final = 10**15
"""From here on a number is given by its size alone."""

RARE: Final = 1000
"""A chance of less than one in so many is told as one in how many, since its percentage is all zeros."""

COMMAND_INDENT: Final = "    "


def whole_number(number: int) -> str:
    """Return a number of things, by its size alone where nobody would read all its digits."""
    if number >= MANY:
        return _("over 10^{digits}").format(digits=len(str(number)) - 1)
    return format_number(number)


def whole_percent(part: int, whole: int) -> str:
    """Return a share of a whole in percent; a small one is never told as none."""
    if 0 < 100 * part < whole:
        return _("under {percent}").format(percent=format_percent(0.01))
    return format_percent(part / whole)


def play_command(path: Path, language: str, replies: Sequence[str]) -> str:
    """Return the line that plays these replies, to be pasted into a shell; it is never broken."""
    words = ["puente", "play", str(path), "--language", language, "--replies", ",".join(replies)]
    joined = subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
    return f"{COMMAND_INDENT}{joined}"


def describe_chance(chance: Chance | SampledChance) -> str:
    """Return how often replies taken at random pass, whether that is good, and what to do where it is not."""
    often = _how_often(chance)
    if chance.is_over(CHANCE_MARKS[chance.method]):
        return _(
            "Replies taken at random: {often}. That is too easy: more than 5 of 100. Add decisions, or "
            "replies that are wrong but tempting."
        ).format(often=often)
    return _("Replies taken at random: {often}. That is as it should be: at most 5 of 100.").format(
        often=often
    )


def _how_often(chance: Chance | SampledChance) -> str:
    sampled = chance.method is Method.SAMPLED
    if chance.rate == 0:
        return (
            _("none of {number} trial calls passes").format(number=format_number(SAMPLES))
            if sampled
            else _("no call passes")
        )
    if chance.rate * RARE < 1:
        return _("about 1 call of {number} passes").format(number=whole_number(round(1 / chance.rate)))
    percent = format_percent(float(chance.rate), decimals=1)
    if sampled:
        return _("about {percent} of calls pass ({number} trial calls)").format(
            percent=percent, number=format_number(SAMPLES)
        )
    return _("{percent} of calls pass").format(percent=percent)
