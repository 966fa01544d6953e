"""What may happen to a file on its way: by hand, by an editor, by a program, or by somebody's intent.

Every mutation takes the chance it works with, so that the same seed damages the same file in the same way.
"""

import re
from collections.abc import Callable
from random import Random
from typing import Final, TypeAlias

__all__ = ["mutate"]

Mutation: TypeAlias = Callable[[str, Random], str]

SYNTAX: Final = (
    *"[]{},:#&*!|>'\"%@`?-\\~",
    ": ", "- ", "? ", " #", "---\n", "...\n", "%YAML 1.1\n", "&a ", "*a", "<<: ", "!!binary ", "!t ",
    "|+2\n", ">-\n", "{[", "]}", "\n\n", "  ",
)  # fmt: skip
ODD: Final = (
    *"\t\x00\x07\x0b\x0c\x1b\x7f\x80\x85\xa0\xad",
    "\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c",
    "\ufeff",
    "\ufffe", "\uffff", "\ufdd0", "\ue000", "\U000e0041", "\U0010ffff", "e\u0301", "ﬁ", "ß", "İ", "😀",
    "👩‍💻", "م", "א",
)  # fmt: skip
ESCAPES: Final = (
    "\\0", "\\t", "\\N", "\\L", "\\_", "\\x00", "\\x7f", "\\u202e", "\\u2066", "\\ud800", "\\udc00",
    "\\ud83d\\ude00",
    "\\uffff", "\\ufeff", "\\U0001F600", "\\U00110000", "\\UFFFFFFFF", "\\x", "\\z", "\\\n", "\\",
)  # fmt: skip
SCALARS: Final = (
    "", "~", "null", "true", "no", "0", "-0", "007", "0x1F", "0o17", "1e999", ".inf", "-.nan", "1_000",
    "9" * 50, "-9223372036854775809",
    "1:30", "2020-01-01", "''", '""', "' '", "[]", "{}", "[[]]", "{a: }", "[,]", "{?}", "not", "mood",
    "mood < 0", "mood<=99999999999",
    "not not a", "silence", "en", "es-MX", "xx", "ES", "a" * 65, "a-", "x" * 3000, "{en: , es: }",
    "[a, a]", "|", "> ", "&b c", "*c", "!!int 3",
    "usted tú", "\u202eabc", '"\\ud800"', '"\\u202e"', '"\\0"',
)  # fmt: skip
BREAK: Final = re.compile(r"\r\n|\n|\r")
KEY: Final = re.compile(r"[\w-]+(?=:)")
VALUE: Final = re.compile(r"(?<=: )[^\s,{}\[\]][^,{}\[\]\n]*")


def _span(text: str, chance: Random, longest: int = 12) -> tuple[int, int]:
    start = chance.randint(0, len(text))
    return start, min(len(text), start + chance.randint(0, longest))


def _insert(text: str, chance: Random, pieces: tuple[str, ...]) -> str:
    start, end = _span(text, chance, longest=3)
    piece = chance.choice(pieces) * chance.choice((1, 1, 1, 2, 40))
    return text[:start] + piece + text[end if chance.random() < 0.3 else start :]


def _syntax(text: str, chance: Random) -> str:
    return _insert(text, chance, SYNTAX)


def _odd(text: str, chance: Random) -> str:
    return _insert(text, chance, ODD)


def _escape(text: str, chance: Random) -> str:
    quotes = [found.end() for found in re.finditer('"', text)]
    at = chance.choice(quotes) if quotes else 0
    return text[:at] + chance.choice(ESCAPES) + text[at:]


def _cut(text: str, chance: Random) -> str:
    start, end = _span(text, chance, longest=chance.choice((1, 8, 200)))
    return text[:start] + text[end:]


def _truncate(text: str, chance: Random) -> str:
    return text[: chance.randint(0, len(text))]


def _copy(text: str, chance: Random) -> str:
    start, end = _span(text, chance, longest=chance.choice((4, 30, 300)))
    at = chance.randint(0, len(text))
    return text[:at] + text[start:end] + text[at:]


def _lines(text: str, chance: Random) -> str:
    """Leave out, repeat, swap, move or indent some lines."""
    lines = text.splitlines(keepends=True) or [""]
    first = chance.randrange(len(lines))
    last = min(len(lines), first + chance.choice((1, 1, 2, 5)))
    block, other = lines[first:last], chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines[first:last] = []
        case 1:
            lines[last:last] = block * chance.choice((1, 1, 3))
        case 2:
            lines[first], lines[other] = lines[other], lines[first]
        case 3:
            lines[first:last] = []
            lines[other:other] = block
        case 4:
            lines[first:last] = [" " * chance.randint(1, 4) + line for line in block]
        case _:
            lines[first:last] = [line[chance.randint(1, 4) :] for line in block]
    return "".join(lines)


def _replace_found(pattern: re.Pattern[str], text: str, replacement: str, chance: Random) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return replacement
    one = chance.choice(found)
    return text[: one.start()] + replacement + text[one.end() :]


def _rename_key(text: str, chance: Random) -> str:
    words = KEY.findall(text) or ["format"]
    word = chance.choice(words)
    if chance.random() < 0.5:
        word = word[:1] + chance.choice(("", "x", "-", "é", "\u202e", " ")) + word[2:]
    return _replace_found(KEY, text, word, chance)


def _scalar(text: str, chance: Random) -> str:
    return _replace_found(VALUE, text, chance.choice(SCALARS), chance)


def _swap_values(text: str, chance: Random) -> str:
    values = VALUE.findall(text) or [""]
    return _replace_found(VALUE, text, chance.choice(values), chance)


def _breaks(text: str, chance: Random) -> str:
    """Mix line ends, in some lines or in all."""
    share = chance.choice((0.1, 0.5, 1.0))
    ends = chance.choice((("\r\n",), ("\r",), ("\n", "\r\n", "\r")))
    return BREAK.sub(lambda found: chance.choice(ends) if chance.random() < share else found.group(), text)


TEXT_MUTATIONS: Final[tuple[Mutation, ...]] = (
    _syntax, _odd, _escape, _cut, _truncate, _copy, _breaks,
    _lines, _lines, _rename_key, _scalar, _scalar, _swap_values,
)  # fmt: skip


def _damage_bytes(data: bytes, chance: Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        if not damaged:
            break
        at = chance.randrange(len(damaged))
        match chance.randrange(4):
            case 0:
                damaged[at] ^= 1 << chance.randrange(8)
            case 1:
                damaged[at] = chance.randrange(256)
            case 2:
                del damaged[at]
            case _:
                damaged.insert(at, chance.choice((0x00, 0x80, 0xC0, 0xED, 0xF4, 0xFF, 0x0A, 0x0D)))
    return bytes(damaged)


def mutate(text: str, chance: Random) -> bytes:
    """Return the bytes of a damaged file: one to four changes to its text, at times to its bytes too."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        text = chance.choice(TEXT_MUTATIONS)(text, chance)
    encoding = chance.choices(
        ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"),
        (150, 5, 1, 1, 1, 1, 1),
    )[0]
    data = text.encode(encoding, "replace")
    return _damage_bytes(data, chance) if chance.random() < 0.05 else data
