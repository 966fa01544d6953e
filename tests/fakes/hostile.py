"""Files that a stranger might make to break a reader, each kind in any size.

A kind is a function from a size in bytes to a text of about that size. Those that fill a scenario begin as a
sound one does, so that every later stage has its share of the work.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from authored import SMALL
from fuzzing import peak_memory

from trainer.app.checking import check_files
from trainer.scenario.source import SourceFile

__all__ = ["KINDS", "LARGEST", "Kind", "Measured", "measure"]

Kind: TypeAlias = Callable[[int], str]

LARGEST: Final = 8 * 1024 * 1024
"""In bytes; the format allows no more."""

HEAD: Final = SMALL.split("start:", maxsplit=1)[0]
"""A sound beginning, without scenes."""

DONE: Final = "  done: {customer: A, ending: resolved}\n"


def _filled(pattern: str, size: int, *, before: str = "", after: str = "") -> str:
    """Repeat a pattern up to a size; `#` in it stands for the number of the repetition."""
    room = max(0, size - len(before.encode()) - len(after.encode()))
    if "#" not in pattern:
        return before + pattern * (room // len(pattern.encode())) + after
    wide = len(pattern.replace("#", str(room)).encode())
    return before + "".join(pattern.replace("#", str(number)) for number in range(room // wide)) + after


def _repeated(pattern: str, *, before: str = "", after: str = "") -> Kind:
    return lambda size: _filled(pattern, size, before=before, after=after)


def _scenes(scene: str, *, before: str = HEAD + "start: done\nscenes:\n" + DONE) -> Kind:
    return _repeated(scene, before=before)


def _in_replies(pattern: str, *, before: str, after: str = "") -> Kind:
    """Put a long part into the only reply of a scenario."""
    top = (
        HEAD
        + "start: a\nscenes:\n"
        + DONE
        + "  a:\n    customer: A\n    replies:\n      r:\n        agent: B\n"
    )
    return _repeated(pattern, before=top + before, after=after)


def _staircase(_: int) -> str:
    return "".join(f"{' ' * level}a:\n" for level in range(3000))


def _wrong_names(size: int) -> str:
    """Fill 2,000 scenes with six replies each, in which every name and key is a little wrong."""
    scenes = min(2_000, size // 900)
    replies = "".join(
        f"      reply-{number}: {{agnt: B, nxt: sceen-{number}, next: scen-@-{number}, when: [flagg-@], "
        f"sets: [flag-@-{number}], clears: [flog-{number}]}}\n"
        for number in range(6)
    )
    scene = f"  scene-@:\n    custmer: A\n    customer: B\n    replys: 1\n    replies:\n{replies}"
    return HEAD + "start: scene-x\nscenes:\n" + "".join(scene.replace("@", str(n)) for n in range(scenes))


def _sixteen_flags(size: int) -> str:
    """Write 2,000 scenes in which each of 16 flags may or may not be set: far over 200,000 states."""
    scenes = max(2, min(1_999, size // 400))
    lines = []
    for number in range(scenes):
        flag = f"flag-{number % 16}"
        tested = f"flag-{(number * 7 + 3) % 16}"
        following = f"s{number + 1}" if number + 1 < scenes else "done"
        lines.append(
            f"  s{number}:\n"
            f"    customer: [{{when: [{tested}], en: A, es: B}}, {{en: C, es: D}}]\n"
            "    replies:\n"
            f"      a: {{agent: B, empathy: 3, resolution: 3, sets: [{flag}], next: {following}}}\n"
            f"      b: {{agent: B, empathy: 1, resolution: 2, clears: [{flag}], next: {following}}}\n"
            f"      c: {{agent: B, empathy: 0, resolution: 0, when: [{tested}], next: {following}}}\n"
        )
    return HEAD + "start: s0\nscenes:\n" + DONE + "".join(lines)


KINDS: Final[Mapping[str, Kind]] = {
    # Nothing but YAML
    "hyphens": _repeated("- "),
    "hyphens-down": _repeated("-\n"),
    "items": _repeated("- a\n"),
    "brackets": _repeated("["),
    "brackets-behind-a-key": _repeated("[", before="a: "),
    "braces": _repeated("{"),
    "lists-in-a-list": _repeated("[],", before="a: [", after="]"),
    "mappings-in-a-list": _repeated("{},", before="a: [", after="]"),
    "question-marks": _repeated("? "),
    "question-marks-down": _repeated("?\n"),
    "odd-keys": _repeated("? [a]\n: b\n"),
    "staircase": _staircase,
    "colons": _repeated("a: b: "),
    "commas": _repeated(",", before="a: [", after="]"),
    "pairs-in-a-list": _repeated("a: b, ", before="a: [", after="]"),
    "open-bracket": _repeated("a, ", before="a: ["),
    "open-bracket-deep": _repeated("[a], ", before="a: [[[[[["),
    "open-quote": _repeated("b ", before='a: "'),
    "quotes": _repeated('"'),
    "empty-quotes": _repeated('"" ', before="a: "),
    "anchors": _repeated("&a "),
    "anchored": _repeated("- &a b\n", before="a:\n"),
    "aliases": _repeated("*a, ", before="id: &a [", after="]"),
    "alias-keys": _repeated("*a : b\n", before="id: &a b\n"),
    "merge-keys": _repeated("<<: b\n"),
    "tagged": _repeated("- !t b\n", before="a:\n"),
    "tags-of-many-names": _repeated("- !t# b\n", before="a:\n"),
    "long-tag": _repeated("t", before="a: !", after=" b"),
    "directives": _repeated("%TAG !a#! b\n", after="--- \na: b\n"),
    "unknown-directives": _repeated("%A b\n", after="--- \na: b\n"),
    "comments": _repeated("# b\n"),
    "comment": _repeated("#"),
    "comments-behind-texts": _repeated("- a # b\n", before="a:\n"),
    "line-breaks": _repeated("\n"),
    "carriage-returns": _repeated("\r"),
    "both-breaks": _repeated("\r\n"),
    "blank-lines-in-a-text": _repeated("\n", before="a: b", after="  c\n"),
    "spaces": _repeated(" "),
    "spaces-behind-a-key": _repeated(" ", before="a:"),
    "tabs": _repeated("\t"),
    "tabs-in-a-text": _repeated("\t", before="a: |\n  b"),
    "tabs-between": _repeated("b\t", before='a: "', after='"'),
    "zeros": _repeated("\x00"),
    "controls-in-a-text": _repeated("\x07", before="a: b"),
    "controls-on-lines": _repeated("\x07\n"),
    "escaped-controls": _repeated("\\a", before='a: "', after='"'),
    "many-escaped-controls": _repeated('- "\\a"\n', before="a:\n"),
    "escapes": _repeated("\\\\", before='a: "', after='"'),
    "half-pairs": _repeated("\\ud800", before='a: "', after='"'),
    "byte-order-marks": _repeated("\ufeff"),
    "line-separators": _repeated("\u2028", before="a: b"),
    "directions": _repeated("\u202e", before="a: b"),
    "private-characters": lambda size: _filled(
        "".join(map(chr, range(0xE000, 0xF900))) + "\u2028\u2029", size, before="a: b"
    ),
    "emoji": _repeated("😀", before="a: b"),
    "combining": _repeated("\u0301", before="a: b"),
    "documents": _repeated("--- \na: b\n"),
    "plain-text": _repeated("b ", before="a: "),
    "plain-lines": _repeated(" b\n", before="a:\n"),
    "single-quoted": _repeated("b", before="a: '", after="'"),
    "double-quoted": _repeated("b", before='a: "', after='"'),
    "quoted-quotes": _repeated("''", before="a: '", after="'"),
    "literal": _repeated("  b\n", before="a: |\n"),
    "folded": _repeated("  b\n", before="a: >\n"),
    "folded-blank": _repeated("  b\n\n", before="a: >\n"),
    "one-line": _repeated("b", before="a: |\n  "),
    "huge-key": _repeated("a", after=": b"),
    "quoted-key": _repeated("a", before='"', after='": b'),
    "complex-key": _repeated("a", before="? ", after="\n: b"),
    "digits": _repeated("9", before="version: "),
    "dots": _repeated("1.", before="version: "),
    # Keys
    "duplicate-keys": _repeated("a: 1\n"),
    "unknown-keys": _repeated("a#: 1\n"),
    "unknown-keys-in-braces": _repeated("a#: 1, ", before="{", after="}"),
    "keys-without-values": _repeated("a#:\n"),
    "lone-keys-in-braces": _repeated("a#, ", before="{", after="}"),
    "misspelled-keys": _repeated("summery#: 1\n"),
    "nested-duplicates": _repeated("- {a: 1, a: 1}\n", before="a:\n"),
    # In a scenario
    "tags": _repeated("t#, ", before=SMALL + "tags: [", after="]"),
    "equal-tags": _repeated("t, ", before=SMALL + "tags: [", after="]"),
    "wrong-tags": _repeated("T#, ", before=SMALL + "tags: [", after="]"),
    "languages": _repeated("xx, ", before="languages: [", after="]"),
    "all-languages": lambda size: _filled(
        "{a: b},",
        size,
        before="languages: ["
        + ", ".join(
            a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz" if a + b != "no"
        )
        + "]\nrecords: [",
        after="]",
    ),
    "texts-in-all-languages": lambda size: _filled(
        "- {label: {"
        + ", ".join(f"{a}{b}: one word" for a in "abcdefghijkl" for b in "abcdefghijklmnopqrstuvwxyz")
        + "}, value: c}\n",
        size,
        before="languages: ["
        + ", ".join(a + b for a in "abcdefghijkl" for b in "abcdefghijklmnopqrstuvwxyz")
        + "]\nrecords:\n",
    ),
    "empty-texts-in-all-languages": lambda size: _filled(
        "- {label: {}}\n",
        size,
        before="languages: ["
        + ", ".join(a + b for a in "abcdefghijkl" for b in "abcdefghijklmnopqrstuvwxyz")
        + "]\nrecords:\n",
    ),
    "text-in-many-languages": _repeated("x#: b, ", before="title: {", after="}"),
    "text-in-many-regions": _repeated(
        "en-#: b, ",
        before=SMALL.replace("title: Small", "title: {", 1).split("summary")[0].strip(),
        after="}",
    ),
    "records": _repeated("- {label: A, value: B}\n", before=SMALL + "records:\n"),
    "empty-records": _repeated("- {}\n", before=SMALL + "records:\n"),
    "records-of-text": _repeated("- a\n", before=SMALL + "records:\n"),
    "records-with-comments": _repeated("- {label: A, value: B} # c\n", before=SMALL + "records:\n"),
    "articles": _repeated("- {title: {en: A b, es: A b}, body: B}\n", before=SMALL + "articles:\n"),
    "long-article": _repeated("palabra tu ", before=SMALL + "articles: [{title: A, body: ", after="}]"),
    "long-agent-line": _repeated(
        "usted ",
        before=SMALL.replace("¿En qué le ayudo?", "@").split("@")[0],
        after=SMALL.replace("¿En qué le ayudo?", "@").split("@")[1],
    ),
    "marks": _repeated("e#: 1, ", before=SMALL + "pass: {", after="}"),
    "locale": _repeated("-abcde", before="languages: [en]\ncustomer: {locales: {en: en", after="}}"),
    "locale-extensions": _repeated(
        "-a-bc", before="languages: [en]\ncustomer: {locales: {en: en", after="}}"
    ),
    "locale-private": _repeated("-x", before="languages: [en]\ncustomer: {locales: {en: en", after="}}"),
    "locales": _repeated("e#: en, ", before="languages: [en]\ncustomer: {locales: {", after="}}"),
    "scenes": _scenes("  s#: {customer: A, ending: lost}\n"),
    "empty-scenes": _scenes("  s#: {}\n"),
    "scenes-of-nothing": _scenes("  s#:\n"),
    "one-scene-again": _scenes("  s: {customer: A, ending: lost}\n"),
    "lost-scenes": _scenes("  s#: {customer: A, replies: {a: {agent: A, next: t#}}}\n"),
    "replies": _repeated(
        "      r#: {agent: B, next: done}\n",
        before=HEAD + "start: a\nscenes:\n" + DONE + "  a:\n    customer: A\n    replies:\n",
    ),
    "unevenly-rated-replies": _repeated(
        "      r#: {agent: B, next: done}\n",
        before=HEAD
        + "start: a\nscenes:\n"
        + DONE
        + "  a:\n    customer: A\n    replies:\n"
        + "      a: {agent: A, empathy: 1, resolution: 2, register: 3, next: done}\n",
    ),
    "variants": _repeated(
        "{when: [mood > 0], en: A, es: B}, ",
        before=HEAD + "start: a\nscenes:\n  a:\n    ending: resolved\n    customer: [",
        after="{en: C, es: D}]\n",
    ),
    "variants-without-when": _repeated(
        "{en: A, es: B}, ",
        before=HEAD + "start: a\nscenes:\n  a:\n    ending: resolved\n    customer: [",
        after="{en: C, es: D}]\n",
    ),
    "cases": _in_replies(
        "{when: [mood > 0], scene: done}, ", before="        next: [", after="{scene: done}]\n"
    ),
    "flag-cases": _in_replies(
        "{when: [f#], scene: done}, ", before="        next: [", after="{scene: done}]\n"
    ),
    "cases-without-when": _in_replies("{scene: done}, ", before="        next: [", after="{scene: done}]\n"),
    "cases-to-nowhere": _in_replies(
        "{when: [a], scene: dome}, ", before="        next: [", after="{scene: done}]\n"
    ),
    "terms": _in_replies("a#, ", before="        next: done\n        when: [", after="]\n"),
    "equal-terms": _in_replies("a, ", before="        next: done\n        when: [", after="]\n"),
    "mood-terms": _in_replies("mood < #, ", before="        next: done\n        when: [", after="]\n"),
    "bad-terms": _in_replies("not, ", before="        next: done\n        when: [", after="]\n"),
    "long-term": _in_replies(" ", before="        next: done\n        when: [mood", after="< 1]\n"),
    "long-number": _in_replies("0", before="        next: done\n        when: [mood <", after="x]\n"),
    "long-slug": _in_replies("a-", before="        next: done\n        when: [", after="]\n"),
    "flags": _in_replies("f#, ", before="        next: done\n        sets: [", after="]\n"),
    "flags-set-and-cleared": lambda size: (
        _in_replies("f#, ", before="        next: done\n        sets: [", after="]\n")(size // 2)
        + _filled("f#, ", size // 2, before="        clears: [", after="]\n")
    ),
    "flags-set-and-tested": lambda size: (
        _in_replies("f#, ", before="        next: done\n        sets: [", after="]\n")(size // 2)
        + _filled("f#, ", size // 2, before="        when: [", after="]\n")
    ),
    "cleared-flags": _in_replies("f#, ", before="        next: done\n        clears: [", after="]\n"),
    "wrong-names": _wrong_names,
    "sixteen-flags": _sixteen_flags,
    # Of other kinds
    "certification-of-many": _repeated(
        "s#, ", before="certification: a\nrequires:\n- languages: [en]\n  scenarios: [", after="]\n"
    ),
    "many-requirements": _repeated(
        "- {scenarios: [a#], languages: [en]}\n",
        before="format: 1\ncertification: a\nversion: 1\ntitle: A\nrequires:\n",
    ),
    "certification-after": _repeated(
        "s#, ",
        before="format: 1\ncertification: a\nversion: 1\ntitle: A\n"
        "requires: [{scenarios: [a], languages: [en]}]\nafter: [",
        after="]\n",
    ),
    "certification-languages": _repeated(
        "en, ", before="certification: a\nrequires:\n- languages: [", after="]\n"
    ),
    "pronunciations": _repeated("a#: b\n", before="pronunciations: 1\n"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What the answer to one file took."""

    seconds: float
    """Of the processor's time, the sentences included."""
    peak: int
    """Bytes of memory that the whole process had at most."""
    codes: Sequence[str]


def measure(kind: str) -> Measured:
    """Check a file of the largest size; call it in a process of its own."""
    file = SourceFile(Path("hostile.yaml"), KINDS[kind](LARGEST).encode())
    started = time.process_time()
    checked = check_files([file])
    said = [found.message for found in checked.diagnostics]
    seconds = time.process_time() - started
    assert all(said)
    return Measured(seconds, peak_memory(), sorted({found.code for found in checked.diagnostics}))
