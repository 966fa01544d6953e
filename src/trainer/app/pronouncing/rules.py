"""How writing is turned into speech, whatever the language: rules, and one pass of them over a text.

A rule finds something written and says how it is read aloud. Voices read plain numbers well, so a rule leaves
numbers as figures and only parts, joins or names them. What one rule has said, no other rule reads again.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

__all__ = [
    "Change",
    "Reading",
    "Rule",
    "apply",
    "is_range",
    "number_of",
    "say_letters",
    "say_parts",
    "spaced",
]

LONGEST_NUMBER: Final = 2
"""Figures; parts of a code that are no longer are read as numbers, longer ones figure by figure."""
SEPARATORS: Final = re.compile(r"[-–. ()]+")


class Rule(NamedTuple):
    """Something written and how it is said."""

    pattern: re.Pattern[str]
    say: Callable[["re.Match[str]", str], str | None]
    """From what was found, and the locale, to what is said; None to leave it as it is."""


class Change(NamedTuple):
    """Where something is said otherwise than it is written: characters from 0, ends excluded."""

    start: int
    end: int
    said_start: int
    said_end: int


class Reading(NamedTuple):
    """A text as it is said, and where that differs from what is written."""

    text: str
    changes: tuple[Change, ...] = ()
    """In order, none within another."""

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Return which characters are written for those said; of a change, all that was changed."""
        return self._written(start, at_end=False), self._written(end - 1, at_end=True)

    def _written(self, said: int, *, at_end: bool) -> int:
        place = bisect_right(self.changes, said, key=lambda change: change.said_start) - 1
        if place < 0:
            return said + at_end
        last = self.changes[place]
        if said < last.said_end:
            return last.end if at_end else last.start
        return last.end + said - last.said_end + at_end


def apply(rules: Sequence[Rule], text: str, locale: str) -> Reading:
    """Return a text as it is said: what begins first is read first, where two begin by the earlier rule."""
    said: list[str] = []
    changes: list[Change] = []
    position = length = 0
    ahead = {rule: found for rule in rules if (found := rule.pattern.search(text))}
    while ahead:
        rule = min(ahead, key=lambda each: ahead[each].start())
        found = ahead[rule]
        words = rule.say(found, locale)
        if words is None:
            _look_ahead(ahead, text, [rule], found.start() + 1)
            continue
        begin = length + found.start() - position
        said += [text[position : found.start()], words]
        length = begin + len(words)
        changes.append(Change(found.start(), found.end(), begin, length))
        position = found.end()
        _look_ahead(ahead, text, [each for each in ahead if ahead[each].start() < position], position)
    said.append(text[position:])
    return Reading("".join(said), tuple(changes))


def _look_ahead(ahead: dict[Rule, re.Match[str]], text: str, rules: Iterable[Rule], position: int) -> None:
    """Find what these rules find next, from a position on."""
    for rule in rules:
        found = rule.pattern.search(text, position)
        if found is None:
            del ahead[rule]
        else:
            ahead[rule] = found


def spaced(figures: str) -> str:
    """Return figures to be read one by one."""
    return " ".join(figures)


def is_range(first: str, second: str) -> bool:
    """Tell whether two numbers with a hyphen between them go from the one to the other."""
    alike = len(first) <= LONGEST_NUMBER or len(first) == len(second)
    return alike and len(second) <= max(LONGEST_NUMBER, len(first)) and int(first) < int(second)


def say_parts(written: str) -> str:
    """Return groups of figures, such as a telephone number, with a pause between the groups."""
    groups = [group for group in SEPARATORS.split(written.lstrip("+")) if group]
    if all(len(group) <= LONGEST_NUMBER for group in groups):
        return " ".join(group.lstrip("0") or "0" for group in groups)
    return ", ".join(spaced(group) for group in groups)


def say_letters(written: str, names: Mapping[str, str]) -> str:
    """Return a code letter by letter and figure by figure; a hyphen is a pause."""
    parts = (" ".join(names.get(sign, sign) for sign in part) for part in written.split("-") if part)
    return ", ".join(parts)


def number_of(written: str, grouping: str) -> tuple[str, str]:
    """Return the figures of an amount before and behind its decimal sign; `grouping` parts the thousands."""
    decimal = "." if grouping == "," else ","
    whole, _, rest = written.replace(grouping, "").partition(decimal)
    return whole.lstrip("0") or "0", rest
