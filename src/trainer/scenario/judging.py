"""One file being judged against its format: what is known about it so far, and what was found.

A shape (see `shapes`) says what a value must be; the judge is what all shapes of one file share. Scenarios,
certifications and whatever other YAML an author writes are judged in the same way:

    judge = Judge(document)
    values = FIELDS.read(document.root, judge)
    diagnostics = judge.diagnostics()

A value that is wrong is reported at its place and read as None; values are built only where `judge.sound`
holds.
"""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from trainer.scenario import catalogue
from trainer.scenario.diagnostics import Diagnostic, Message, in_order
from trainer.scenario.findings import Findings
from trainer.scenario.nodes import ListNode, Node, ScalarNode, UnjudgedNode
from trainer.scenario.parsing import Document

__all__ = ["MOST_NAMED", "Judge", "References"]

COMPARISONS: Final = 25_000
"""How many names may be compared to guess what an author meant; a hostile file gets no more guesses."""
LONGEST_GUESS: Final = 80
MOST_NAMED: Final = 20
"""Languages; a sentence that lists more helps nobody."""
FILE_CODES: Final = "F"


@dataclass(slots=True)
class References:
    """What the values of a scenario refer to, gathered while they are read. Other files leave it empty."""

    scenes: frozenset[str] | None = None
    """The ids in `scenes`; None where they cannot be known."""
    tested: list[tuple[str, ScalarNode]] = field(default_factory=list)
    """Flags in conditions, each with its term."""
    cleared: list[tuple[str, ScalarNode]] = field(default_factory=list)
    set: list[tuple[str, ScalarNode]] = field(default_factory=list)
    unjudged_sets: bool = False
    """Whether some `sets` was not judged, so that any flag may be among it."""


class Judge:
    """Everything that the shapes of one file share."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.source.text
        self.may_hold_comments = "#" in self.text
        """Whether any text can be cut short by a comment; many files hold no such sign at all."""
        self.may_hold_spans = "[[" in self.text or "\\" in self.text
        """Whether any text can switch languages; an escape may hide a bracket."""
        self.languages: tuple[str, ...] = ()
        """Base languages in which every Text must be written."""
        self.language_set: frozenset[str] = frozenset()
        self.named_languages = ""
        """The languages as a sentence lists them."""
        self.all_languages_known = False
        """Whether a Text may be written in no other language than `languages`, and regions of these."""
        self.accepted_tags: set[str] = set()
        """Language tags met so far that a Text of this file may have."""
        self.references = References()
        self._findings = Findings(document.source, document.limits.problems)
        self._findings.has_errors = any(found.is_error for found in document.diagnostics)
        self._comparisons = 0

    @property
    def sound(self) -> bool:
        """Whether no error was found so far; then every value that was read is as its shape promises."""
        return not self._findings.has_errors

    @property
    def omitted(self) -> int:
        """How many problems were found beyond those that are listed."""
        return self.document.omitted + self._findings.omitted

    def speak(self, languages: Iterable[str], *, complete: bool) -> None:
        """Say which base languages every Text must have and, where `complete`, that it may have no others."""
        self.languages = tuple(languages)
        self.language_set = frozenset(self.languages)
        self.named_languages = ", ".join(self.languages[:MOST_NAMED])
        self.all_languages_known = complete
        self.accepted_tags = set()

    def report(self, message: Message, node: Node, **arguments: object) -> None:
        """Report a problem of a node, unless the node is one that is not judged."""
        if type(node) is not UnjudgedNode and self._listens_to(message):
            self._findings.add(message, node.start, **arguments)

    def report_at(self, message: Message, index: int, **arguments: object) -> None:
        """Report a problem at a character, by its index from 0."""
        if self._listens_to(message):
            self._findings.add(message, index, **arguments)

    def report_each(
        self, message: Message, node: Node, count: int, arguments: Iterable[dict[str, str]]
    ) -> None:
        """Report a number of problems of one node; where there is no room for any, they are only counted."""
        if not self._findings.room:
            if self._listens_to(message):
                self._findings.omit(message, count)
            return
        for each in arguments:
            self.report(message, node, **each)

    def has_too_many(self, node: ListNode) -> bool:
        """Tell whether a list is longer than any is, and report it then; its items are not judged."""
        count, most = len(node.items), self.document.limits.items
        if count > most:
            self.report(catalogue.ITEM_COUNT, node, count=count, high=most)
        return count > most

    def _listens_to(self, message: Message) -> bool:
        """Tell whether a finding counts: where reading ended early, only F codes before that place do."""
        return self.document.ended is None or message.code.code[0] == FILE_CODES

    def nearest(self, word: str, candidates: Collection[str]) -> str | None:
        """Return the candidate that an author who wrote `word` most likely meant, if any comes near it."""
        self._comparisons += len(candidates)
        if not candidates or self._comparisons > COMPARISONS or len(word) > LONGEST_GUESS:
            return None
        folded = {candidate.casefold(): candidate for candidate in candidates}
        near = difflib.get_close_matches(word.casefold(), folded, n=1)
        return folded[near[0]] if near else None

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return all that was found, in order; where reading ended early, only F codes before that place."""
        found = self._findings.diagnostics
        ended = self.document.ended
        if ended is not None:
            found = [
                each for each in found if each.code[0] == FILE_CODES and (each.line, each.column) < ended
            ]
        return tuple(in_order((*self.document.diagnostics, *found)))
