"""Characters that a file must not hold, and the text that the parser gets in their place.

The parser underneath stops at the first control character, and takes three characters for line breaks that
are none since YAML 1.2. So every such character is noted with its place first, and the parser reads a text
of the same length in which something harmless stands instead: no index shifts, and one bad character hides
no other problem.
"""

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Characters", "Escape", "code_point", "examine", "find_control_escape"]

ORDINARY: Final = re.compile("[\n\r -~\xa0-\u2027\u202a-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
ESCAPED_ONLY: Final = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What a double-quoted text can hold only by escape; but for a tab, which can stand there raw."""
CONTROL: Final = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
REPLACED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
BLANK_BUT_FOR_CONTROLS: Final = re.compile("(?<![^\n\r])[ \x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+(?![^\n\r])")
INVISIBLE: Final = re.compile("[\ufeff\ufffe\uffff]")
NO_BREAKS: Final = "\u2028\u2029"
"""Line and paragraph separator: breaks to YAML 1.1, ordinary characters to YAML 1.2."""
PRIVATE_USE: Final = range(0xE000, 0xF900)
ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
CONTROL_ESCAPES: Final = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "v": "\v",
    "f": "\f",
    "e": "\x1b",
    "N": "\x85",
}


@dataclass(frozen=True, slots=True)
class Characters:
    """A text for the parser, and what was noted about the original."""

    text: str
    """As long as the original, character by character."""
    controls: tuple[int, ...]
    """Indexes of control characters, tabs included, in order."""
    invisible: int | None
    """Index of the first character that is no part of YAML and no control character either."""
    originals: dict[int, str] | None
    """For `str.translate` on what was read: what stand-ins in `text` stand for; None where there are none."""


def examine(original: str) -> Characters:
    """Return the text for the parser. Tabs stay in it, for the parser to decide where they end a reading."""
    ordinary = ORDINARY.match(original)
    if ordinary is not None and ordinary.end() == len(original):
        return Characters(original, (), None, None)
    controls = tuple(found.start() for found in CONTROL.finditer(original))
    first_invisible = INVISIBLE.search(original)
    # A line that holds nothing but control characters, such as a form feed, reads as a blank one.
    text = BLANK_BUT_FOR_CONTROLS.sub(lambda line: " " * len(line.group()), original)
    text = REPLACED.sub("\N{REPLACEMENT CHARACTER}", text)
    originals: dict[int, str] = {}
    free = (code for code in PRIVATE_USE if chr(code) not in original)
    for no_break in NO_BREAKS:
        if no_break in text:
            stand_in = next(free, ord("\N{REPLACEMENT CHARACTER}"))
            originals[stand_in] = no_break
            text = text.replace(no_break, chr(stand_in))
    return Characters(text, controls, first_invisible.start() if first_invisible else None, originals or None)


@dataclass(frozen=True, slots=True)
class Escape:
    """The escape of a character that cannot stand in a file, inside a double-quoted text."""

    character: str
    index: int
    """Where its backslash stands."""

    @property
    def is_half_a_pair(self) -> bool:
        """Whether it is half a surrogate pair, which is no character."""
        return "\ud800" <= self.character <= "\udfff"


def find_control_escape(original: str, start: int, end: int) -> Escape | None:
    """Return the first escape of a control character, or of half a surrogate pair, in a double-quoted scalar.

    The escapes of line breaks are no such escapes. A raw control character behind a backslash is none
    either; it is noted where it stands.
    """
    for found in ESCAPE.finditer(original, start, end):
        digits = found[1] or found[2] or found[3]
        character = _character(int(digits, 16)) if digits else CONTROL_ESCAPES.get(found[4])
        if character is not None and ESCAPED_ONLY.match(character):
            return Escape(character, found.start())
    return None


def _character(code: int) -> str | None:
    # The parser itself refuses what lies beyond Unicode.
    return chr(code) if code <= 0x10FFFF else None  # noqa: PLR2004 - the last code point there is


def code_point(character: str) -> str:
    """Return how people look a character up that cannot be shown: `U+0007`."""
    return f"U+{ord(character):04X}"
