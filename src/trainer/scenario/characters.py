"""Characters that a file must not hold, and the text that the parser gets in their place.

The parser underneath stops at the first control character, and takes three characters for line breaks that
are none since YAML 1.2. So every such character is noted with its place first, and the parser reads a text
of the same length in which something harmless stands instead: no index shifts, and one bad character hides
no other problem.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = [
    "Characters",
    "Escape",
    "code_point",
    "control_characters",
    "count_controls",
    "examine",
    "find_control_escape",
]

# Patterns for files that hold such characters stay uncompiled until there is one.
CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""Control characters but for the tab and the line breaks.

Those that turn the direction of writing are among them: with one, a line can be shown in another order than
the one in which it is read and spoken, and no language of the format needs any.
"""

NO_CHARACTERS: Final = "\ufeff\ufffe\uffff"
"""What is no part of YAML, and no control character either."""

ORDINARY: Final = re.compile(f"[^\t{CONTROLS}\u2028\u2029{NO_CHARACTERS}]*")
BLANK_BUT_FOR_CONTROLS: Final = f"(?<![^\n\r])[ {CONTROLS}]+(?![^\n\r])"
ESCAPED_ONLY: Final = f"[\t{CONTROLS}\ud800-\udfff]"
"""What a double-quoted text can hold only by escape; but for a tab, which can stand there raw."""
ESCAPE: Final = r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))"
NO_BREAKS: Final = "\u2028\u2029"
"""Line and paragraph separator: breaks to YAML 1.1, ordinary characters to YAML 1.2."""
PRIVATE_USE: Final = range(0xE000, 0xF900)
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


class Characters(NamedTuple):
    """A text for the parser, and what was noted about the original."""

    text: str
    """As long as the original, character by character."""
    has_controls: bool
    """Whether it holds control characters, tabs included."""
    invisible: int | None
    """Index of the first character that is no part of YAML and no control character either."""
    originals: dict[int, str] | None
    """For `str.translate` on what was read: what stand-ins in `text` stand for; None where there are none."""


def examine(original: str) -> Characters:
    """Return the text for the parser. Tabs stay in it, for the parser to decide where they end a reading."""
    ordinary = ORDINARY.match(original)
    if ordinary is not None and ordinary.end() == len(original):
        return Characters(original, has_controls=False, invisible=None, originals=None)
    has_controls = re.search(f"[\t{CONTROLS}]", original) is not None
    first_invisible = re.search(f"[{NO_CHARACTERS}]", original)
    # A line that holds nothing but control characters, such as a form feed, reads as a blank one.
    text = re.sub(BLANK_BUT_FOR_CONTROLS, lambda line: " " * len(line.group()), original)
    text = re.sub(f"[{CONTROLS}{NO_CHARACTERS}]", "\N{REPLACEMENT CHARACTER}", text)
    originals: dict[int, str] = {}
    free = (code for code in PRIVATE_USE if chr(code) not in original)
    for no_break in NO_BREAKS:
        if no_break in text:
            stand_in = next(free, ord("\N{REPLACEMENT CHARACTER}"))
            originals[stand_in] = no_break
            text = text.replace(no_break, chr(stand_in))
    return Characters(
        text, has_controls, first_invisible.start() if first_invisible else None, originals or None
    )


def control_characters(text: str, end: int) -> Iterator[int]:
    """Give the indexes of control characters, tabs included, before an end."""
    return (found.start() for found in re.compile(f"[\t{CONTROLS}]").finditer(text, 0, end))


def count_controls(text: str, start: int, end: int) -> int:
    """Count control characters, tabs included; much faster than one by one where there are millions."""
    distinct = re.findall(f"[\t{CONTROLS}]", "".join(set(text[start:end])))
    return sum(text.count(character, start, end) for character in distinct)


class Escape(NamedTuple):
    """The escape of a character that cannot stand in a file, inside a double-quoted text."""

    character: str
    at: int
    """Index of its backslash."""

    @property
    def is_half_a_pair(self) -> bool:
        """Whether it is half a surrogate pair, which is no character."""
        return "\ud800" <= self.character <= "\udfff"


def find_control_escape(original: str, start: int, end: int) -> Escape | None:
    """Return the first escape of a control character, or of half a surrogate pair, in a double-quoted scalar.

    The escapes of line breaks are no such escapes. A raw control character behind a backslash is none
    either; it is noted where it stands.
    """
    for found in re.finditer(ESCAPE, original[start:end], re.DOTALL):
        digits = found[1] or found[2] or found[3]
        character = _character(int(digits, 16)) if digits else CONTROL_ESCAPES.get(found[4])
        if character is not None and re.match(ESCAPED_ONLY, character):
            return Escape(character, start + found.start())
    return None


def _character(code: int) -> str | None:
    # The parser itself refuses what lies beyond Unicode.
    return chr(code) if code <= 0x10FFFF else None  # noqa: PLR2004 - the last code point there is


def code_point(character: str) -> str:
    """Return how people look a character up that cannot be shown: `U+0007`."""
    return f"U+{ord(character):04X}"
