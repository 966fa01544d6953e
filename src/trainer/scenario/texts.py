"""Texts: what is said or shown to people, in every language of the file, and whether the languages agree.

A Text is a mapping from language tag to words, or one bare string for all languages. The checks here are
those of one Text alone: that no language lacks, that none was left untranslated or says much more than
another, that the agent keeps to one form of address, and that words of another language are marked as such.
"""

import re
import unicodedata
from operator import itemgetter
from typing import Final

from trainer.scenario import catalogue, spans
from trainer.scenario.diagnostics import excerpt
from trainer.scenario.judging import Judge
from trainer.scenario.model import EVERY_LANGUAGE, Text
from trainer.scenario.nodes import PLAIN, MapNode, Node, ScalarNode

__all__ = ["TextShape", "check_comment", "check_spans", "read_translations"]

BASE_LENGTH: Final = 2
LANGUAGE_TAG: Final = spans.TAG
BLANKS: Final = (" ", "\t")
COMMENT: Final = re.compile(r"[ \t]+#")
WORD: Final = re.compile(r"\w+")
BRACKETS: Final = re.compile(re.escape(spans.OPENING))

SPANISH: Final = "es"
FORMAL: Final = "usted"
FAMILIAR: Final = frozenset({"tú", "ti", "contigo", "tu", "tus", "te"})

LENGTHS_COUNT_FROM: Final = 20
"""Characters; of shorter texts one may well be much longer than the other."""

SPAN_FAULTS: Final = {
    spans.Fault.UNCLOSED: catalogue.UNCLOSED_SPAN,
    spans.Fault.NESTED: catalogue.NESTED_SPAN,
    spans.Fault.NO_LANGUAGE: catalogue.SPAN_WITHOUT_LANGUAGE,
    spans.Fault.BAD_TAG: catalogue.SPAN_WITH_BAD_TAG,
    spans.Fault.UNKNOWN_LANGUAGE: catalogue.SPAN_OF_UNKNOWN_LANGUAGE,
    spans.Fault.EMPTY: catalogue.EMPTY_SPAN,
    spans.Fault.NO_SWITCH: catalogue.NO_SWITCH,
}


def check_comment(node: ScalarNode, judge: Judge) -> None:
    """Report what YAML takes for a comment behind an unquoted text, and its author perhaps does not."""
    if (
        judge.may_hold_comments
        and node.style == PLAIN
        and judge.text.startswith(BLANKS, node.end)
        and (comment := COMMENT.match(judge.text, node.end))
    ):
        judge.report_at(catalogue.COMMENT_AFTER_TEXT, comment.end() - 1)


class TextShape:
    """A Text; `of_agent` where it is what the trainee says."""

    def __init__(self, *, of_agent: bool = False) -> None:
        self._of_agent = of_agent

    def read(self, node: Node, judge: Judge) -> Text | None:
        """Return the Text."""
        if type(node) is MapNode:
            by_tag = read_translations(node, judge)
            if self._of_agent:
                for tag, words in by_tag.items():
                    if tag.startswith(SPANISH) and FORMAL in words.casefold():
                        _check_address(words, _place_of(tag, node), judge)
            return Text(by_tag)
        if type(node) is not ScalarNode:
            judge.report(catalogue.WANTS_TEXT, node)
            return None
        check_comment(node, judge)
        words = node.value.strip()
        if not words:
            judge.report(catalogue.EMPTY, node)
            return None
        check_spans(words, None, node, judge)
        if self._of_agent and SPANISH in judge.languages:
            _check_address(words, node, judge)
        return Text({EVERY_LANGUAGE: words})


def check_spans(words: str, tag: str | None, node: ScalarNode, judge: Judge) -> None:
    """Report what is wrong with the spans of a text; `tag` is its language, None for a bare string."""
    if not judge.may_hold_spans or spans.OPENING not in words:
        return
    places: list[int] | None = None
    for fault, number, written in spans.find_faults(words, tag):
        if fault is spans.Fault.UNKNOWN_LANGUAGE and spans.base_of(written) in judge.language_set:
            continue
        places = _places_of_spans(words, node, judge) if places is None else places
        place = places[number] if places else node.start
        judge.report_at(SPAN_FAULTS[fault], place, tag=excerpt(written))


def _places_of_spans(words: str, node: ScalarNode, judge: Judge) -> list[int]:
    """Return the index in the file of each `[[` of a value; none where some of them cannot be told apart.

    Folding and quotes leave brackets alone. An escape may hide some, and a comment behind the sign of a block
    may hold some.
    """
    places = [found.start() for found in BRACKETS.finditer(judge.text, node.start, node.end)]
    return places if len(places) == words.count(spans.OPENING) else []


def read_translations(node: MapNode, judge: Judge, besides: str | None = None) -> dict[str, str]:
    """Return the words of a Text by language tag; `besides` is a key that stands among them and is none."""
    by_tag: dict[str, str] = {}
    wrong: list[str] = []
    accepted = judge.accepted_tags
    for key, value in node.entries:
        tag = key.value
        if tag not in accepted and (tag == besides or not _accepts(key, value, node, judge)):
            continue
        if type(value) is ScalarNode:
            if judge.may_hold_comments:
                check_comment(value, judge)
            words = value.value.strip()
            if words:
                by_tag[tag] = words
                check_spans(words, tag, value, judge)
                continue
            judge.report(catalogue.EMPTY, value)
        else:
            judge.report(catalogue.WANTS_WORDS, value)
        wrong.append(tag)
    for odd_key, _ in node.odd:
        judge.report(catalogue.NOT_A_KEY, odd_key, known=judge.named_languages)
    present = judge.language_set.intersection(by_tag).union(judge.language_set.intersection(wrong))
    if len(present) < len(judge.languages):
        lacking = ({"language": each} for each in judge.languages if each not in present)
        judge.report_each(catalogue.LACKS_LANGUAGE, node, len(judge.languages) - len(present), lacking)
    if len(by_tag) > 1:
        _compare(by_tag, node, judge)
    return by_tag


def _accepts(key: ScalarNode, value: Node, node: MapNode, judge: Judge) -> bool:
    """Tell whether a Text of this file may have a language tag, and report it where it may not."""
    tag = key.value
    well_formed = LANGUAGE_TAG.fullmatch(tag) is not None
    if well_formed and (not judge.all_languages_known or tag.partition("-")[0] in judge.language_set):
        judge.accepted_tags.add(tag)
        return True
    known = judge.named_languages or SPANISH
    if node.flow and type(value) is ScalarNode and value.start == value.end:
        judge.report(catalogue.TEXT_CUT_AT_COMMA, key, tag=excerpt(tag))
    elif well_formed:
        judge.report(catalogue.OTHER_LANGUAGE, key, tag=tag, known=known)
        if type(value) is ScalarNode:
            check_comment(value, judge)
    else:
        judge.report(catalogue.NOT_A_LANGUAGE_TAG, key, tag=excerpt(tag), known=known)
    return False


def _place_of(tag: str, node: MapNode) -> Node:
    """Return where the words of a language stand; asked only where something is to be said of them."""
    return next(value for key, value in reversed(node.entries) if key.value == tag)


def _compare(by_tag: dict[str, str], node: MapNode, judge: Judge) -> None:
    """Report languages that say the same, or much more than others; what counts is what is shown."""
    shown = {tag: spans.shown(words) for tag, words in by_tag.items()} if judge.may_hold_spans else by_tag
    lengths = [len(words) for words in shown.values()]
    if not _is_much_longer(max(lengths), min(lengths)) and len(set(shown.values())) == len(lengths):
        return
    base = [(tag, words) for tag, words in shown.items() if len(tag) == BASE_LENGTH]
    places = {key.value: value for key, value in node.entries}
    first: dict[str, str] = {}
    for tag, words in base:
        # What is in another language as a whole is meant to be so.
        if judge.may_hold_spans and not _count_words(spans.own_words(by_tag[tag], tag)):
            continue
        earlier = first.setdefault(words, tag)
        if earlier != tag and _count_words(words) > 1:
            judge.report(catalogue.IDENTICAL, places[tag], first=earlier, second=tag)
    counted = [(len(words), tag) for tag, words in base if len(words) > LENGTHS_COUNT_FROM]
    shortest, shorter = min(counted, key=itemgetter(0), default=(0, ""))
    for length, tag in counted:
        if _is_much_longer(length, shortest):
            judge.report(catalogue.MUCH_LONGER, places[tag], longer=tag, shorter=shorter)


def _is_much_longer(length: int, other: int) -> bool:
    return 2 * length > 5 * other


def _count_words(words: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in words.split())


def _check_address(words: str, node: Node, judge: Judge) -> None:
    # An accent may be a character of its own, and must not part a word.
    own = spans.own_words(words, SPANISH)
    spoken = WORD.findall(unicodedata.normalize("NFC", own.casefold()))
    familiar = next((word for word in spoken if word in FAMILIAR), None)
    if familiar is not None and FORMAL in spoken:
        judge.report(catalogue.MIXED_ADDRESS, node, word=familiar)
