"""Files of pronunciations: how voices are to say what they would read wrongly.

A brand, an acronym or a name is written in one way and said in another. A center writes that down once for
all its scenarios; the words that people read stay as they are.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from trainer.scenario import catalogue, pronunciation_catalogue
from trainer.scenario.diagnostics import Diagnostic, excerpt
from trainer.scenario.judging import Judge
from trainer.scenario.nodes import MapNode, Node, ScalarNode
from trainer.scenario.reading import Loaded
from trainer.scenario.shapes import Choice, Fields, Format, ListOf, Sentence
from trainer.scenario.spans import LANGUAGES, TAG, base_of

__all__ = [
    "NO_PRONUNCIATIONS",
    "TOP",
    "ByLanguageShape",
    "LetterCase",
    "LoadedPronunciations",
    "Pronunciation",
    "PronunciationShape",
    "Pronunciations",
    "read_pronunciations",
]

WRITTEN: Final = "written"
SPOKEN: Final = "spoken"
CASE: Final = "case"
EXAMPLE_TAGS: Final = "en, es, es-CO, es-MX"


class LetterCase(StrEnum):
    """Whether capitals and small letters matter where something is looked for."""

    ANY = "any"
    EXACT = "exact"


class Pronunciation(NamedTuple):
    """Something written, looked for as whole words, and how it is said."""

    written: str
    spoken: str
    case: LetterCase = LetterCase.ANY

    @property
    def key(self) -> str:
        """Return what two pronunciations of the same writing have in common."""
        return self.written if self.case is LetterCase.EXACT else self.written.casefold()


class Pronunciations(NamedTuple):
    """Pronunciations by language tag, in the order in which they count: the first of a writing does."""

    by_tag: Mapping[str, tuple[Pronunciation, ...]]

    def for_locale(self, locale: str) -> tuple[Pronunciation, ...]:
        """Return those for a voice of a locale: its own before those of its language, each writing once."""
        tags = dict.fromkeys((locale, base_of(locale)))
        found: dict[str, Pronunciation] = {}
        for tag in tags:
            for entry in self.by_tag.get(tag, ()):
                found.setdefault(entry.key, entry)
        return tuple(found.values())

    def before(self, other: "Pronunciations") -> "Pronunciations":
        """Return both together; of what both have, these count."""
        tags = (*self.by_tag, *other.by_tag)
        return Pronunciations({tag: self.by_tag.get(tag, ()) + other.by_tag.get(tag, ()) for tag in tags})


NO_PRONUNCIATIONS: Final = Pronunciations({})


class LoadedPronunciations(NamedTuple):
    """What was read of one file of pronunciations."""

    pronunciations: Pronunciations | None
    """None where the file has an error."""
    diagnostics: tuple[Diagnostic, ...]
    """F, S and P codes, in order; P705 is told where it is known which scenarios there are."""
    omitted: int
    """How many problems there are beyond those that are listed."""
    places: tuple[tuple[Pronunciation, int], ...]
    """Each entry with the index of its `written` in the file."""


class PronunciationShape:
    """One entry."""

    fields: Final = Fields(
        required={WRITTEN: Sentence(), SPOKEN: Sentence()}, optional={CASE: Choice(LetterCase)}
    )

    def read(self, node: Node, judge: Judge) -> tuple[Pronunciation, ScalarNode] | None:
        """Return the entry, and where what it is about is written."""
        values = self.fields.read(node, judge)
        if values is None or not isinstance(node, MapNode):
            return None
        written, spoken = values.get(WRITTEN), values.get(SPOKEN)
        nodes = {key.value: value for key, value in node.entries if isinstance(value, ScalarNode)}
        if written is None or spoken is None:
            return None
        if not _can_be_said(written):
            judge.report(pronunciation_catalogue.NOTHING_TO_FIND, nodes[WRITTEN])
        elif not _can_be_said(spoken):
            judge.report(pronunciation_catalogue.NOTHING_TO_SAY, nodes[SPOKEN])
        elif written == spoken:
            judge.report(pronunciation_catalogue.CHANGES_NOTHING, nodes[SPOKEN], written=excerpt(written))
        return Pronunciation(written, spoken, values.get(CASE) or LetterCase.ANY), nodes[WRITTEN]


class ByLanguageShape:
    """Lists of entries by language tag."""

    entries: Final = ListOf(PronunciationShape(), unique=False, may_be_empty=True)

    def read(self, node: Node, judge: Judge) -> dict[str, list[tuple[Pronunciation, int]]] | None:
        """Return the entries of each language with the index of what each is about."""
        if not isinstance(node, MapNode):
            judge.report(catalogue.WANTS_MAPPING, node)
            return None
        by_tag: dict[str, list[tuple[Pronunciation, int]]] = {}
        for key, value in node.entries:
            _check_tag(key, judge)
            read = self.entries.read(value, judge) or ()
            _check_repetitions(read, judge)
            by_tag[key.value] = [(entry, written.start) for entry, written in read]
        for odd_key, _ in node.odd:
            judge.report(catalogue.NOT_A_KEY, odd_key, known=EXAMPLE_TAGS)
        return by_tag


TOP: Final = Fields(required={"pronunciations": ByLanguageShape()}, optional={"format": Format()})


def read_pronunciations(loaded: Loaded) -> LoadedPronunciations:
    """Judge a file of pronunciations, and return what it says where it has no error."""
    judge = Judge(loaded.document)
    root = loaded.document.root
    values = None if root is None else TOP.read(root, judge)
    entries = (values or {}).get("pronunciations") or {}
    pronunciations = None
    if values is not None and judge.sound:
        pronunciations = Pronunciations(
            {tag: tuple(entry for entry, _ in listed) for tag, listed in entries.items()}
        )
    places = tuple(each for listed in entries.values() for each in listed)
    return LoadedPronunciations(pronunciations, judge.diagnostics(), judge.omitted, places)


def _can_be_said(words: str) -> bool:
    return any(map(str.isalnum, words))


def _check_tag(key: ScalarNode, judge: Judge) -> None:
    tag = key.value
    if TAG.fullmatch(tag) is None:
        judge.report(pronunciation_catalogue.NO_TAG, key, tag=excerpt(tag))
    elif base_of(tag) not in LANGUAGES:
        judge.report(pronunciation_catalogue.UNKNOWN_LANGUAGE, key, tag=tag)


def _check_repetitions(entries: tuple[tuple[Pronunciation, ScalarNode], ...], judge: Judge) -> None:
    seen: set[str] = set()
    for entry, written in entries:
        if entry.key in seen:
            judge.report(pronunciation_catalogue.WRITTEN_TWICE, written, written=excerpt(entry.written))
        seen.add(entry.key)
