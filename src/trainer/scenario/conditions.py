"""Conditions: what must hold of the flags and the mood, as an author writes it."""

import re
from typing import Final, Literal, cast

from trainer.scenario import catalogue
from trainer.scenario.diagnostics import excerpt
from trainer.scenario.judging import Judge
from trainer.scenario.model import Condition, FlagTerm, MoodTerm
from trainer.scenario.nodes import ListNode, Node, ScalarNode
from trainer.scenario.scalars import is_string
from trainer.scenario.shapes import check_repetition, is_slug

__all__ = ["NO_FLAGS", "ConditionShape", "parse_term"]

NO_FLAGS: Final = ("not", "mood")
"""Words of the conditions, which are therefore no flags."""

MOOD_TERM: Final = re.compile(r"mood *(<=|>=|==|<|>) *([-+]?)([0-9]+)")
FLAG_TERM: Final = re.compile(r"(not +)?([a-z0-9-]+)")
BEYOND_ANY_MOOD: Final = 1_000
"""A number of more than three digits compares with every mood as this one does."""

Operator = Literal["<", "<=", "==", ">=", ">"]


def parse_term(written: str) -> FlagTerm | MoodTerm | None:
    """Return a term as a value, or None where it is none."""
    if mood := MOOD_TERM.fullmatch(written):
        digits = mood[3].lstrip("0") or "0"
        number = int(digits) if len(digits) <= len("999") else BEYOND_ANY_MOOD
        return MoodTerm(cast("Operator", mood[1]), -number if mood[2] == "-" else number)
    flag = FLAG_TERM.fullmatch(written)
    if flag is None or not is_slug(flag[2]) or flag[2] in NO_FLAGS:
        return None
    return FlagTerm(flag[2], wanted=flag[1] is None)


class ConditionShape:
    """A list of terms that must all hold."""

    def read(self, node: Node, judge: Judge) -> Condition | None:
        """Return the terms that are right; None where it is no list."""
        if type(node) is not ListNode:
            judge.report(catalogue.WANTS_LIST, node)
            return None
        if not node.items:
            judge.report(catalogue.EMPTY_LIST, node)
        if judge.has_too_many(node):
            return None
        terms: list[FlagTerm | MoodTerm] = []
        seen: set[str] = set()
        for item in node.items:
            if type(item) is not ScalarNode or not is_string(item):
                judge.report(catalogue.TERM_NOT_TEXT, item)
                continue
            check_repetition(item, seen, judge)
            term = parse_term(item.value)
            if term is None:
                judge.report(catalogue.BAD_TERM, item, term=excerpt(item.value))
                continue
            terms.append(term)
            if isinstance(term, FlagTerm):
                judge.references.tested.append((term.flag, item))
        return tuple(terms)
