"""Searching the desk of a call, as an agent types: any accent, any case, words in any order."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from trainer.scenario.spans import Segment

__all__ = ["ShownArticle", "find_articles", "find_words", "holds_words"]

_WORD: Final = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""Letters and digits, and the accents that stand behind their letters."""


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """One article in the language of the call."""

    number: int
    """Its place in the scenario, from 0."""
    title: str
    body: str
    switched: tuple[Segment, ...] = ()
    """What of both is in another language."""

    def switched_in(self, words: str) -> tuple[Segment, ...]:
        """Return what of a paragraph, or of the title, is in another language."""
        return tuple(each for each in self.switched if each.words.strip() in words)


def find_articles(articles: Sequence[ShownArticle], words: str) -> tuple[ShownArticle, ...]:
    """Return the articles that hold every word as the beginning of one of theirs; all where nothing is typed.

    Those that hold the words in their titles come first; otherwise the author's order stands.
    """
    wanted = _words(words)
    if not wanted:
        return tuple(articles)
    found = [
        (not _holds(_words(article.title), wanted), article)
        for article in articles
        if _holds(_words(f"{article.title} {article.body}"), wanted)
    ]
    return tuple(article for _in_body, article in sorted(found, key=lambda pair: pair[0]))


def find_words(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Return where a text has words that begin with one of those typed: pairs of a place and a length."""
    wanted = _words(words)
    return tuple(
        (found.start(), len(found.group()))
        for found in _WORD.finditer(text)
        if any(each.startswith(beginning) for each in _words(found.group()) for beginning in wanted)
    )


def holds_words(text: str, words: str) -> bool:
    """Tell whether a text holds every word typed as the beginning of one of its own; False for none."""
    wanted = _words(words)
    return bool(wanted) and _holds(_words(text), wanted)


def _holds(words: Iterable[str], wanted: Iterable[str]) -> bool:
    held = tuple(words)
    return all(any(word.startswith(beginning) for word in held) for beginning in wanted)


def _words(text: str) -> tuple[str, ...]:
    plain = "".join(
        character
        for character in unicodedata.normalize("NFD", text.casefold())
        if not unicodedata.combining(character)
    )
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())
