"""Words of another language inside a text, as in `Mi [[en: billing statement]] no ha llegado`.

People who live in two languages switch in the middle of a sentence. A span says which language some words are
in, so that the voice of that language speaks them and a screen reader is told. What people are shown has no
brackets: `Mi billing statement no ha llegado`.

A text is read with care when its file is judged (`find_faults`), and simply ever after: `shown` and
`segments` are asked of texts without a fault, and leave the brackets of a faulty one as they are.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final, NamedTuple

__all__ = [
    "LANGUAGES",
    "OPENING",
    "TAG",
    "Fault",
    "FoundFault",
    "Segment",
    "base_of",
    "find_faults",
    "own_words",
    "segments",
    "shown",
]

OPENING: Final = "[["
CLOSING: Final = "]]"
BRACKETS: Final = re.compile(r"\[\[|\]\]")
TAG: Final = re.compile(r"[a-z]{2}(?:-(?:[A-Z]{2}|[0-9]{3}))?")
"""A language tag of a Text: a base language, alone or with a region."""
SPAN: Final = re.compile(rf"\[\[\s*({TAG.pattern})\s*:((?:(?!\[\[|\]\]).)*)\]\]", re.DOTALL)

ISO_639_1: Final = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES: Final = frozenset(ISO_639_1.split())
"""The languages that have a code of two letters."""


class Fault(Enum):
    """What can be wrong with a span."""

    UNCLOSED = auto()
    NESTED = auto()
    NO_LANGUAGE = auto()
    """No colon parts a language from the words."""
    BAD_TAG = auto()
    """What stands before the colon is no language tag."""
    UNKNOWN_LANGUAGE = auto()
    EMPTY = auto()
    NO_SWITCH = auto()
    """Its language is that of the text around it."""


class FoundFault(NamedTuple):
    """A fault of one span."""

    fault: Fault
    number: int
    """Which `[[` of the text it is about, from 0."""
    written: str
    """What stands where the language should, where the span is closed."""


class Segment(NamedTuple):
    """Words in one language."""

    locale: str
    """BCP 47: that of the call for the text's own words, `en` or `en-US` for those of a span."""
    words: str
    """With the white space that parts them from what stands beside them."""


def shown(text: str) -> str:
    """Return a text as people read it, without brackets and tags."""
    if OPENING not in text:
        return text
    return SPAN.sub(lambda span: span[2].strip(), text)


def segments(text: str, locale: str) -> tuple[Segment, ...]:
    """Return a text's words in order, each with its language; joined, they are what `shown` returns.

    `locale` is that of the words outside spans.
    """
    found: list[Segment] = []
    end = 0
    for span in SPAN.finditer(text) if OPENING in text else ():
        _append(found, locale, text[end : span.start()])
        _append(found, span[1], span[2].strip())
        end = span.end()
    _append(found, locale, text[end:])
    return tuple(found)


def own_words(text: str, language: str) -> str:
    """Return a text without its spans in languages other than a base language, each replaced by a dash."""
    if OPENING not in text:
        return text
    return SPAN.sub(lambda span: span[2] if base_of(span[1]) == language else "–", text)


def base_of(tag: str) -> str:
    """Return the base language of a tag or locale."""
    return tag.partition("-")[0]


def find_faults(text: str, language: str | None) -> Iterator[FoundFault]:
    """Give what is wrong with the spans of a text, in order: at most one fault for each span.

    Of a span with others inside, the first of those is what is wrong. `language` is the text's own tag; None
    for a bare string, which is the same in every language.
    """
    number, opened, begin = -1, -1, 0
    depth, nested = 0, False
    for bracket in BRACKETS.finditer(text):
        if bracket[0] == OPENING:
            number += 1
            depth += 1
            if depth == 1:
                opened, begin, nested = number, bracket.end(), False
            elif not nested:
                nested = True
                yield FoundFault(Fault.NESTED, number, "")
        elif depth > 0:
            depth -= 1
            if depth == 0 and not nested:
                fault, written = _judge_span(text[begin : bracket.start()], language)
                if fault is not None:
                    yield FoundFault(fault, opened, written)
    if depth > 0 and not nested:
        yield FoundFault(Fault.UNCLOSED, opened, "")


def _judge_span(inside: str, language: str | None) -> tuple[Fault | None, str]:
    """Return what is wrong with a closed span, if anything, and what stands where its language should."""
    written, colon, words = inside.partition(":")
    tag = written.strip()
    fault = None
    if not colon:
        fault = Fault.NO_LANGUAGE
    elif TAG.fullmatch(tag) is None:
        fault = Fault.BAD_TAG
    elif base_of(tag) not in LANGUAGES:
        fault = Fault.UNKNOWN_LANGUAGE
    elif not words.strip():
        fault = Fault.EMPTY
    elif language is not None and tag in (language, base_of(language)):
        fault = Fault.NO_SWITCH
    return fault, tag


def _append(found: list[Segment], locale: str, words: str) -> None:
    """Append words; those that follow others of the same language go on with them."""
    if not words:
        return
    if found and found[-1].locale == locale:
        words = found.pop().words + words
    found.append(Segment(locale, words))
