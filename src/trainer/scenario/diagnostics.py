"""What is said about a file: a code, a place, and a sentence that tells the author how to mend it.

Codes are permanent and language-free; sentences are templates that are filled and translated only when
somebody reads them, so that one finding can be shown in English on a terminal and in Spanish in the window.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from trainer.i18n import gettext

__all__ = ["Code", "Diagnostic", "Message", "Place", "Severity", "excerpt", "in_order", "printable"]

LONGEST_EXCERPT: Final = 60
DELETE: Final = 0x7F
"""The last of ASCII, and a control character."""
SPACE: Final = "Zs"
"""Unicode's category of spaces: the ordinary one and those that languages put between figures and signs."""


class Severity(StrEnum):
    """Whether a file with this problem can be used."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A place in a file. Both count from 1; columns count Unicode characters."""

    line: int
    column: int


class Code(NamedTuple):
    """One entry of the catalogue of diagnostics."""

    code: str
    severity: Severity
    when: str
    """When it is reported; an English msgid."""
    place: str
    """Where it is reported; an English msgid."""

    def says(self, template: str) -> "Message":
        """Return a sentence under this code; `template` is an English msgid with named placeholders."""
        return Message(self, template)


class Message(NamedTuple):
    """One sentence of a code, still to be filled."""

    code: Code
    template: str

    def at(
        self,
        path: Path,
        place: Place,
        arguments: Mapping[str, object],
        play: tuple[str, ...] | None = None,
    ) -> "Diagnostic":
        """Return the finding at a place; `arguments` fill the template's placeholders by name."""
        return Diagnostic(
            path, place.line, place.column, self.code.code, self.code.severity, self.template, arguments, play
        )


class Diagnostic(NamedTuple):
    """One finding about one file."""

    path: Path
    line: int
    column: int
    code: str
    severity: Severity
    template: str
    arguments: Mapping[str, object]
    play: tuple[str, ...] | None = None
    """Reply ids that lead to the state that the finding concerns, where it concerns one."""

    @property
    def message(self) -> str:
        """The sentence in the active language: one line that no file can make do anything but be read."""
        return printable(gettext(self.template).format(**self.arguments))

    @property
    def where(self) -> str:
        """The place as it is printed: `path:line:column`, on one line whatever the file is called."""
        return f"{printable(str(self.path))}:{self.line}:{self.column}"

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used as it is."""
        return self.severity is Severity.ERROR

    def as_data(self) -> dict[str, object]:
        """Return what the JSON of the command line says about this finding."""
        data: dict[str, object] = {
            "path": str(self.path),
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
        }
        if self.play is not None:
            data["play"] = list(self.play)
        return data


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics by path, line, column and code; those equal in all four keep their order."""
    return sorted(diagnostics, key=lambda found: (str(found.path), found.line, found.column, found.code))


def printable(value: str) -> str:
    r"""Return a text in which what a terminal would obey, or nobody can see, stands as its number.

    Such are control characters, those that turn the direction of writing, and halves of surrogate pairs,
    which the name of a file may hold too; they are written like `\u202e`.
    """
    if value.isprintable():
        return value
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == SPACE
        else _number(character)
        for character in value
    )


def _number(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code <= DELETE else character.encode("ascii", "backslashreplace").decode()


def excerpt(value: str) -> str:
    """Return what a sentence quotes of a file: one line, cut where it is long, with nothing unprintable."""
    if len(value) <= LONGEST_EXCERPT and value.isprintable():
        return value
    cut = value if len(value) <= LONGEST_EXCERPT else value[: LONGEST_EXCERPT - 1] + "…"
    return "".join(character if character.isprintable() else " " for character in cut)
