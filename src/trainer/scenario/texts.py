"""Texts: what is said or shown to people, in every language of the file, and whether the languages agree.

A Text is a mapping from language tag to words, or one bare string for all languages. The checks here are
those of one Text alone: that no language lacks, that none was left untranslated or says much more than
another, and that the agent keeps to one form of address.
"""

import re
import unicodedata
from typing import Final

from trainer.scenario import catalogue
from trainer.scenario.diagnostics import excerpt
from trainer.scenario.judging import Judge
from trainer.scenario.model import EVERY_LANGUAGE, Text
from trainer.scenario.nodes import PLAIN, MapNode, Node, ScalarNode

__all__ = ["TextShape", "check_comment", "read_translations"]

BASE_LENGTH: Final = 2
LANGUAGE_TAG: Final = re.compile(r"[a-z]{2}(?:-(?:[A-Z]{2}|[0-9]{3}))?")
BLANKS: Final = (" ", "\t")
COMMENT: Final = re.compile(r"[ \t]+#")
WORD: Final = re.compile(r"\w+")

SPANISH: Final = "es"
FORMAL: Final = "usted"
FAMILIAR: Final = frozenset({"tú", "ti", "contigo", "tu", "tus", "te"})

LENGTHS_COUNT_FROM: Final = 20
"""Characters; of shorter texts one may well be much longer than the other."""

Translations = dict[str, tuple[str, ScalarNode]]
"""By language tag, in the file's order: the words, and where they stand."""


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
            translations = read_translations(node, judge)
            if self._of_agent:
                for tag, (words, value) in translations.items():
                    if tag.startswith(SPANISH):
                        _check_address(words, value, judge)
            return Text({tag: words for tag, (words, _) in translations.items()})
        if type(node) is not ScalarNode:
            judge.report(catalogue.WANTS_TEXT, node)
            return None
        check_comment(node, judge)
        words = node.value.strip()
        if not words:
            judge.report(catalogue.EMPTY, node)
            return None
        if self._of_agent and SPANISH in judge.languages:
            _check_address(words, node, judge)
        return Text({EVERY_LANGUAGE: words})


def read_translations(node: MapNode, judge: Judge, besides: str | None = None) -> Translations:
    """Return the words of a Text in each language; `besides` is a key that stands among them and is none."""
    translations: Translations = {}
    accepted = judge.accepted_tags
    present: set[str] | None = None
    for key, value in node.entries:
        tag = key.value
        if tag == besides:
            continue
        if not (accepted.get(tag) or _accepts(key, value, node, judge)):
            continue
        if type(value) is ScalarNode:
            check_comment(value, judge)
            words = value.value.strip()
            if words:
                translations[tag] = (words, value)
                continue
            judge.report(catalogue.EMPTY, value)
        else:
            judge.report(catalogue.WANTS_WORDS, value)
        # Wrong or not judged, but not lacking.
        present = {tag} if present is None else present | {tag}
    for odd_key, _ in node.odd:
        judge.report(catalogue.NOT_A_KEY, odd_key, known=", ".join(judge.languages))
    for language in judge.languages:
        if language not in translations and (present is None or language not in present):
            judge.report(catalogue.LACKS_LANGUAGE, node, language=language)
    _compare(translations, judge)
    return translations


def _accepts(key: ScalarNode, value: Node, node: MapNode, judge: Judge) -> bool:
    """Tell whether a Text of this file may have a language tag, and report it where it may not."""
    tag = key.value
    well_formed = LANGUAGE_TAG.fullmatch(tag) is not None
    if well_formed and (not judge.all_languages_known or tag.partition("-")[0] in judge.languages):
        judge.accepted_tags[tag] = True
        return True
    known = ", ".join(judge.languages) or SPANISH
    if node.flow and type(value) is ScalarNode and value.start == value.end:
        judge.report(catalogue.TEXT_CUT_AT_COMMA, key, tag=excerpt(tag))
    elif well_formed:
        judge.report(catalogue.OTHER_LANGUAGE, key, tag=tag, known=known)
        if type(value) is ScalarNode:
            check_comment(value, judge)
    else:
        judge.report(catalogue.NOT_A_LANGUAGE_TAG, key, tag=excerpt(tag), known=known)
    return False


def _compare(translations: Translations, judge: Judge) -> None:
    base = [(tag, *said) for tag, said in translations.items() if len(tag) == BASE_LENGTH]
    much_longer: set[str] = set()
    for number, (tag, words, node) in enumerate(base):
        for other, other_words, other_node in base[:number]:
            if words == other_words and _count_words(words) > 1:
                judge.report(catalogue.IDENTICAL, node, first=other, second=tag)
                break
            if min(len(words), len(other_words)) <= LENGTHS_COUNT_FROM:
                continue
            if 2 * len(words) > 5 * len(other_words) and tag not in much_longer:
                much_longer.add(tag)
                judge.report(catalogue.MUCH_LONGER, node, longer=tag, shorter=other)
            elif 2 * len(other_words) > 5 * len(words) and other not in much_longer:
                much_longer.add(other)
                judge.report(catalogue.MUCH_LONGER, other_node, longer=other, shorter=tag)


def _count_words(words: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in words.split())


def _check_address(words: str, node: ScalarNode, judge: Judge) -> None:
    folded = words.casefold()
    if FORMAL not in folded:
        return
    # An accent may be a character of its own, and must not part a word.
    spoken = WORD.findall(unicodedata.normalize("NFC", folded))
    familiar = next((word for word in spoken if word in FAMILIAR), None)
    if familiar is not None and FORMAL in spoken:
        judge.report(catalogue.MIXED_ADDRESS, node, word=familiar)
