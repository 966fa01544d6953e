"""What a voice is given to say in place of what people read.

First come the pronunciations that people wrote down, since they know their brands; then the rules of the
language. Captions, transcripts and records never see any of it.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from trainer.app.pronouncing import english, spanish
from trainer.app.pronouncing.rules import Change, Reading, Rule, apply
from trainer.app.speech import SpokenLine
from trainer.scenario.pronunciations import NO_PRONUNCIATIONS, LetterCase, Pronunciation, Pronunciations
from trainer.scenario.spans import Segment, base_of

__all__ = ["pronounce", "pronounce_line", "said_line"]

RULES: Final = {"en": english.RULES, "es": spanish.RULES}
REMEMBERED: Final = 16
"""Lists of pronunciations that are kept ready: a call needs one for each of its languages."""


def pronounce(text: str, locale: str, pronunciations: Pronunciations = NO_PRONUNCIATIONS) -> Reading:
    """Return how a text of one language is to be said by a voice of `locale`; never to be shown.

    In a language without rules only what was written down is replaced.
    """
    return apply(_rules(pronunciations.for_locale(locale), base_of(locale)), text, locale)


def pronounce_line(line: SpokenLine, pronunciations: Pronunciations = NO_PRONUNCIATIONS) -> Reading:
    """Return how a line is to be said, each part by the rules of its own language."""
    if not line.segments:
        return pronounce(line.text, line.locale, pronunciations)
    said, changes, written = "", list[Change](), 0
    for segment in line.segments:
        reading = pronounce(segment.words, segment.locale, pronunciations)
        changes += [
            Change(written + start, written + end, len(said) + said_start, len(said) + said_end)
            for start, end, said_start, said_end in reading.changes
        ]
        said += reading.text
        written += len(segment.words)
    return Reading(said, tuple(changes))


def said_line(line: SpokenLine, pronunciations: Pronunciations = NO_PRONUNCIATIONS) -> SpokenLine:
    """Return a line as a voice is to say it; `written` keeps what people read.

    A part that has nothing to say, such as a full stop, goes with the part before it, or after it.
    """
    parts: list[Segment] = []
    ahead = ""
    for segment in line.segments:
        if any(map(str.isalnum, segment.words)):
            words = pronounce(segment.words, segment.locale, pronunciations).text
            parts.append(Segment(segment.locale, ahead + words))
            ahead = ""
        elif parts:
            parts[-1] = parts[-1]._replace(words=parts[-1].words + segment.words)
        else:
            ahead += segment.words
    text = pronounce_line(line, pronunciations).text
    return replace(line, text=text, segments=tuple(parts), written=line.written or line.text)


@lru_cache(REMEMBERED)
def _rules(entries: tuple[Pronunciation, ...], language: str) -> tuple[Rule, ...]:
    rules = RULES.get(language, ())
    return (_rule_of(entries), *rules) if entries else rules


def _rule_of(entries: tuple[Pronunciation, ...]) -> Rule:
    """Return the one rule that reads whole words as people wrote down, the longest first."""
    exact = {entry.written: entry.spoken for entry in entries if entry.case is LetterCase.EXACT}
    folded = {entry.written.casefold(): entry.spoken for entry in entries if entry.case is LetterCase.ANY}

    def say(found: re.Match[str], _locale: str) -> str:
        return exact.get(found[0]) or folded[found[0].casefold()]

    longest_first = sorted(entries, key=lambda entry: -len(entry.written))
    return Rule(re.compile("|".join(map(_pattern_of, longest_first))), say)


def _pattern_of(entry: Pronunciation) -> str:
    written = entry.written
    before = r"(?<!\w)" if written[0].isalnum() else ""
    behind = r"(?!\w)" if written[-1].isalnum() else ""
    letters = re.escape(written)
    return f"{before}{letters if entry.case is LetterCase.EXACT else f'(?i:{letters})'}{behind}"
