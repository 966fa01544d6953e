"""Shapes: what a value of a YAML file must be, said once, and read with every problem at its place.

A shape is a constant without state. Its `read` takes a node and the judge of the file, reports what is
wrong, and returns the plain value, or None where there is none to return. Mappings are read through
`Fields`, which knows the keys, those that are required among them, and the shape behind each.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, Generic, Protocol, TypeVar

from trainer.scenario import catalogue
from trainer.scenario.diagnostics import excerpt
from trainer.scenario.judging import Judge
from trainer.scenario.nodes import ListNode, MapNode, Node, ScalarNode
from trainer.scenario.scalars import integer_of, is_string
from trainer.scenario.texts import check_comment

__all__ = [
    "Built",
    "Choice",
    "Fields",
    "Format",
    "Integer",
    "ListOf",
    "Sentence",
    "Shape",
    "Slug",
    "is_slug",
    "read_id",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=StrEnum)

SLUG: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_SLUG: Final = 64
FORMAT: Final = 1
"""The one version of the format that there is."""

LARGEST_INTEGER: Final = 2**53 - 1
"""The largest whole number that JSON, SQL and every program between them agree on."""


class Shape(Protocol[T_co]):
    """What a value must be."""

    def read(self, node: Node, judge: Judge) -> T_co | None:
        """Return the value of a node, or report what is wrong with it and return None."""


def is_slug(value: str) -> bool:
    """Tell whether a value has the form of an id."""
    return len(value) <= LONGEST_SLUG and SLUG.fullmatch(value) is not None


def read_id(node: Node, judge: Judge, reserved: frozenset[str] = frozenset()) -> str | None:
    """Return the id that a node is, be it a key or a value."""
    if type(node) is not ScalarNode or not is_string(node):
        judge.report(catalogue.WANTS_ID, node)
        return None
    if not is_slug(node.value):
        judge.report(catalogue.NOT_AN_ID, node, value=excerpt(node.value))
        return None
    if node.value in reserved:
        judge.report(catalogue.RESERVED_ID, node, value=node.value)
        return None
    return node.value


class Slug:
    """An id. Those that are `reserved` mean something else."""

    def __init__(self, *reserved: str) -> None:
        self.reserved = frozenset(reserved)

    def read(self, node: Node, judge: Judge) -> str | None:
        """Return the id."""
        return read_id(node, judge, self.reserved)


class Integer:
    """A whole number within bounds, both included."""

    def __init__(self, low: int, high: int = LARGEST_INTEGER) -> None:
        self.low = low
        self.high = high

    def read(self, node: Node, judge: Judge) -> int | None:
        """Return the number."""
        number = integer_of(node) if type(node) is ScalarNode else None
        if number is None or not self.low <= number <= self.high:
            judge.report(catalogue.WANTS_INTEGER, node, low=self.low, high=self.high)
            return None
        return number


class Format:
    """The version of the format, which is 1."""

    def read(self, node: Node, judge: Judge) -> int | None:
        """Return 1."""
        number = integer_of(node) if type(node) is ScalarNode else None
        if number != FORMAT:
            judge.report(catalogue.FORMAT_NOT_1, node)
            return None
        return number


class Choice(Generic[E]):
    """One of the words of an enumeration."""

    def __init__(self, words: type[E]) -> None:
        self.words = words
        self._members = {member.value: member for member in words}
        self._listed = ", ".join(self._members)

    def read(self, node: Node, judge: Judge) -> E | None:
        """Return the member."""
        if type(node) is not ScalarNode or not node.value:
            judge.report(catalogue.WANTS_CHOICE, node, choices=self._listed)
            return None
        member = self._members.get(node.value)
        if member is None:
            judge.report(catalogue.NOT_ALLOWED, node, value=excerpt(node.value), choices=self._listed)
        return member


class Sentence:
    """A string by YAML's rules, in one language only: a name, a note."""

    def read(self, node: Node, judge: Judge) -> str | None:
        """Return the string without white space around it."""
        if type(node) is not ScalarNode:
            judge.report(catalogue.WANTS_STRING, node)
            return None
        check_comment(node, judge)
        words = node.value.strip()
        if not words:
            judge.report(catalogue.EMPTY, node)
            return None
        if not is_string(node):
            judge.report(catalogue.WANTS_STRING, node)
            return None
        return words


class ListOf(Generic[T]):
    """A list of items of one shape; `unique` ones are compared as written."""

    def __init__(self, item: Shape[T], *, unique: bool, may_be_empty: bool = False) -> None:
        self.item = item
        self.unique = unique
        self.may_be_empty = may_be_empty

    def read(self, node: Node, judge: Judge) -> tuple[T, ...] | None:
        """Return the items that are right; None where it is no list."""
        if type(node) is not ListNode:
            judge.report(catalogue.WANTS_LIST, node)
            return None
        if not node.items and not self.may_be_empty:
            judge.report(catalogue.EMPTY_LIST, node)
        if judge.has_too_many(node):
            return None
        values: list[T] = []
        seen: set[str] = set()
        for item in node.items:
            value = self.item.read(item, judge)
            if value is None:
                continue
            values.append(value)
            if self.unique and type(item) is ScalarNode:
                check_repetition(item, seen, judge)
        return tuple(values)


def check_repetition(item: ScalarNode, seen: set[str], judge: Judge) -> None:
    """Report an item that is in its list already, compared as written, and note it as seen."""
    if item.value in seen:
        judge.report(catalogue.REPEATED, item, value=excerpt(item.value))
    seen.add(item.value)


class Fields:
    """The keys of a mapping, and the shape of the value behind each."""

    def __init__(
        self,
        required: Mapping[str, Shape[object]],
        optional: Mapping[str, Shape[object]] | None = None,
    ) -> None:
        self.shapes: Mapping[str, Shape[object]] = {**required, **(optional or {})}
        self.required = required.keys()
        self._readers: dict[str, Callable[[Node, Judge], object]] = {
            key: shape.read for key, shape in self.shapes.items()
        }
        self._known = tuple(self.shapes)

    def read(self, node: Node, judge: Judge) -> dict[str, Any] | None:
        """Return what stands behind each key that is there, None for what is wrong; None for no mapping.

        Reports keys that are unknown or missing. Of a key given twice, both values are judged and the last is
        returned.
        """
        if type(node) is not MapNode:
            judge.report(catalogue.WANTS_MAPPING, node)
            return None
        readers = self._readers
        values: dict[str, Any] = {}
        for key, value in node.entries:
            reader = readers.get(key.value)
            if reader is None:
                report_unknown_key(key, self._known, judge)
            else:
                values[key.value] = reader(value, judge)
        check_odd_keys(node, self._known, judge)
        if not values.keys() >= self.required:
            for name in self.required:
                if name not in values:
                    judge.report_at(catalogue.MISSING_KEY, node.first, key=name)
        return values


def report_unknown_key(key: ScalarNode, known: tuple[str, ...], judge: Judge) -> None:
    """Report a key that the mapping cannot have, with the nearest one that it can."""
    written = excerpt(key.value)
    nearest = judge.nearest(key.value, known)
    if nearest is None:
        judge.report(catalogue.UNKNOWN_KEY, key, key=written, known=", ".join(known))
    else:
        judge.report(catalogue.MISSPELLED_KEY, key, key=written, nearest=nearest)


def check_odd_keys(node: MapNode, known: tuple[str, ...], judge: Judge) -> None:
    """Report keys that are no scalars. A merge key or an alias was reported before, and is not judged."""
    for key, _ in node.odd:
        judge.report(catalogue.NOT_A_KEY, key, known=", ".join(known))


class Built(Generic[T]):
    """A mapping that becomes one value."""

    def __init__(self, fields: Fields, build: Callable[[dict[str, Any]], T]) -> None:
        self.fields = fields
        self._build = build

    def read(self, node: Node, judge: Judge) -> T | None:
        """Return the value, where the file is sound as far as it was read."""
        values = self.fields.read(node, judge)
        return self._build(values) if values is not None and judge.sound else None
