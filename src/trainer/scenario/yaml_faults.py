"""Why a file is not well-formed YAML, in words for a person who has never heard of YAML.

A parser says what it expected; an author needs to know what to do. Most often the answer is to put a text in
quotes, because a text begins with a sign, or holds a colon, that means something to YAML.
"""

from typing import Final, NamedTuple

from yaml.error import MarkedYAMLError

from trainer.scenario import catalogue
from trainer.scenario.diagnostics import Message

__all__ = ["Fault", "explain"]

INDICATORS: Final = frozenset("[]{}*&!|>%@`")
"""An unquoted text cannot begin with any of these."""

COMMENT: Final = " #"


class Fault(NamedTuple):
    """Where, by its index from 0, and why reading ended."""

    at: int
    message: Message
    arguments: dict[str, object]
    exact: bool = False
    """Whether what was read until then is all that stands before the place, and nothing behind it."""


def explain(error: MarkedYAMLError, text: str, last_value: int | None) -> Fault:
    """Say where a parser's complaint is placed, and what the author can do about it.

    `last_value` is the index of the last value that was read before; a complaint about what follows on its
    line is really one about its first character.
    """
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark is not None else 0
    context = error.context_mark.index if error.context_mark is not None else index
    if text[index : index + 1] == "\t":
        return Fault(index, catalogue.TAB, {})
    # The two parsers word this a little differently, hence no whole sentence.
    if "',' or " in problem:
        commented = COMMENT in text[context:index]
        message = catalogue.OPEN_BRACKET_BEFORE_COMMENT if commented else catalogue.OPEN_BRACKET
        return Fault(context, message, {"bracket": text[context : context + 1]})
    if "unexpected end of stream" in problem:
        return Fault(context, catalogue.OPEN_QUOTE, {})
    if "escape" in problem:
        return Fault(index, catalogue.BAD_ESCAPE, {})
    begins = (index, context) if last_value is None else (index, context, last_value)
    for begin in begins:
        if text[begin : begin + 1] in INDICATORS and _on_one_line(text, begin, index):
            return Fault(index, catalogue.INDICATOR_FIRST, {"character": text[begin]})
    return Fault(index, _general(problem), {})


def _general(problem: str) -> Message:
    if "values are not allowed" in problem:
        return catalogue.COLON_IN_TEXT
    if "':'" in problem:
        return catalogue.KEY_WITHOUT_COLON
    if "sequence entries are not allowed" in problem:
        return catalogue.LIST_INSIDE_LINE
    if "expected key" in problem or "block end" in problem or "'-' indicator" in problem:
        return catalogue.OUT_OF_LINE
    return catalogue.MALFORMED


def _on_one_line(text: str, begin: int, end: int) -> bool:
    between = text[min(begin, end) : max(begin, end)]
    return "\n" not in between and "\r" not in between
