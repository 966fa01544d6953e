"""The self-test of an installed copy: what it tries, in which order, and how it is told.

A package that builds is not yet a package that runs: a file left behind, a library that is not found, a voice
without its data show only when each part has really worked once. The parts themselves are handed in; here it
is only decided that one that fails hides none of the others.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from trainer.i18n import _, pgettext

__all__ = ["NotWorkingError", "Part", "Probe", "Tried", "part_name", "try_parts"]


class Part(StrEnum):
    """What has to work, in the order in which it is tried."""

    RECORDS = "records"
    LIBRARY = "library"
    CALL = "call"
    SPEECH = "speech"
    CERTIFICATE = "certificate"
    WINDOW = "window"


Probe: TypeAlias = Callable[[], str]
"""Tries one part, and returns a sentence on what it has done. Whatever it raises is why the part fails."""


class NotWorkingError(Exception):
    """A part does not do what it should. The text says what it did instead."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one part."""

    part: Part
    works: bool
    text: str
    """What was done, or why it failed."""
    took_ms: int


def try_parts(probes: Iterable[tuple[Part, Probe]]) -> Iterator[Tried]:
    """Try the parts in turn and tell of each as soon as it is done; none that fails stops the others."""
    for part, probe in probes:
        begun = time.monotonic()
        try:
            text, works = probe(), True
        except NotWorkingError as error:
            text, works = str(error), False
        except Exception as error:  # noqa: BLE001 - whatever a copy lacks, in whichever part, is the finding
            text, works = _describe(error), False
        yield Tried(part, works=works, text=text, took_ms=round(1000 * (time.monotonic() - begun)))


def part_name(part: Part) -> str:
    """Return what people call a part."""
    return {
        Part.RECORDS: _("Records"),
        Part.LIBRARY: _("Scenarios"),
        Part.CALL: pgettext("self-test", "Call"),
        Part.SPEECH: _("Voice"),
        Part.CERTIFICATE: pgettext("self-test", "Certificate"),
        Part.WINDOW: pgettext("self-test", "Window"),
    }[part]


def _describe(error: Exception) -> str:
    """Return an error in one line; its kind says more than a text that only names a file."""
    said = " ".join(str(error).split())
    kind = type(error).__name__
    return _("{kind}: {error}").format(kind=kind, error=said) if said else kind
