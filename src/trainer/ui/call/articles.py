"""Searching the articles of a call, as an agent types: any accent, any case, words in any order."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["ShownArticle", "find_articles"]


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """One article in the language of the call."""

    number: int
    """Its place in the scenario, from 0."""
    title: str
    body: str


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
