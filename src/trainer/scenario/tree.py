"""The tree of a file, built in one pass over the parser's events.

The events come from libyaml where it is there, else from PyYAML's own parser, which is slower and otherwise
alike. Nothing recurses and no node is visited twice, and reading ends at the limits of depth and number: a
hostile file costs no more than an honest one of its size.
"""

import re
from collections.abc import Callable
from itertools import repeat
from typing import Any, Final

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from trainer.scenario import catalogue
from trainer.scenario.characters import ESCAPED_ONLY, code_point, find_control_escape
from trainer.scenario.diagnostics import excerpt
from trainer.scenario.findings import Findings
from trainer.scenario.nodes import PLAIN, ListNode, MapNode, Node, ScalarNode, UnjudgedNode
from trainer.scenario.source import Limits
from trainer.scenario.yaml_faults import Fault, explain

__all__ = ["Tree"]

MERGE: Final = "<<"
HALVES: Final = range(0xD800, 0xE000)
"""Halves of surrogate pairs, which are no characters."""
PROPERTY: Final = re.compile(r"[^ \t\r\n]+(?:[ \t\r\n]|#[^\r\n]*)*")
"""An anchor or a tag, and what separates it from the tag or anchor behind it."""


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for a machine without libyaml."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


def _events_of(text: str) -> Callable[[], Any]:
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser  # noqa: PLC0415 - absent where PyYAML was built without libyaml

        return CParser(text).get_event
    return _PythonParser(text).get_event


class _Ended(Exception):  # noqa: N818 - it ends a reading, and is no error of ours
    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


class _Open:
    """A mapping or list whose end has not been read yet."""

    __slots__ = ("key", "node", "row", "seen")

    def __init__(self, node: MapNode | ListNode) -> None:
        self.node = node
        self.key: Node | None = None
        """The key whose value is being read."""
        self.row: list[Any]
        """What was read so far: pairs of key and value, or items."""
        self.seen: set[str] | None
        """Keys so far, and the merge key, so that one look tells an unusual key; None for a list."""
        if isinstance(node, MapNode):
            self.row, self.seen = node.entries, {MERGE}
        else:
            self.row, self.seen = node.items, None


class Tree:
    """Reads a text into nodes and reports what the nodes cannot show: F003, F004, and F005 by escape."""

    def __init__(
        self, original: str, originals: dict[int, str] | None, findings: Findings, limits: Limits
    ) -> None:
        self._original = original
        self._originals = originals
        self._findings = findings
        self._limits = limits
        self._stream = ListNode(0)
        """Holds the top node as its only item."""
        self._open = [_Open(self._stream)]
        self._begun: MapNode | ListNode = self._stream
        self._with_odd_keys: list[MapNode] = []
        self._documents = 0

    @property
    def top(self) -> Node | None:
        """The outermost node; where reading ended early, with as much below it as was read."""
        return self._stream.items[0] if self._stream.items else None

    def read(self, text: str) -> Fault | None:
        """Build the tree of `text` and return what ended the reading, if anything did."""
        try:
            self._read(_events_of(text))
        except _Ended as ended:
            return ended.fault
        except MarkedYAMLError as error:
            return explain(error, text, self._last_value())
        finally:
            for node in self._with_odd_keys:
                _part(node)
        return None

    def _read(self, next_event: Callable[[], Any]) -> None:  # noqa: C901 - one branch for each kind of event
        """Go through the events. Most are scalars, so these are dealt with here, by local names only."""
        originals = self._originals
        escapes = "\\" in self._original
        row, seen, key = self._open[-1].row, self._open[-1].seen, self._open[-1].key
        node: Node | None
        event: Any = None
        for _ in repeat(None, self._limits.events):
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value if originals is None else event.value.translate(originals)
                node = ScalarNode(value, event.start_mark.index, event.end_mark.index, event.style or PLAIN)
                if event.anchor is not None or event.tag is not None or (escapes and event.style == '"'):
                    node = self._inspect(event, node, is_key=seen is not None and key is None)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._open.pop()
                row, seen, key = self._open[-1].row, self._open[-1].seen, self._open[-1].key
                continue
            elif kind is StreamEndEvent:
                return
            elif (node := self._begin(event)) is None:
                continue
            if key is not None:
                row.append((key, node))
                key = None
            elif seen is None:
                row.append(node)
            elif type(node) is ScalarNode and node.value not in seen:
                seen.add(node.value)
                key = node
            else:
                key = self._unusual_key(node)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open[-1].key = key
                self._open.append(_Open(self._begun))
                row, seen, key = self._open[-1].row, self._open[-1].seen, None
        raise _Ended(self._excess(event.start_mark.index))

    def _excess(self, at: int) -> Fault:
        """Say that there is too much. What can be no scenario anyway is better called by its name."""
        top = self.top
        if isinstance(top, ListNode):
            return Fault(top.start, catalogue.NOT_A_MAPPING, {})
        return Fault(at, catalogue.TOO_MANY, {}, exact=True)

    def _begin(self, event: Any) -> Node | None:
        """Return the node that begins with an event which is no scalar; None where none does."""
        kind = type(event)
        index = event.start_mark.index
        if kind is AliasEvent:
            self._findings.add(catalogue.ALIAS, index)
            return UnjudgedNode(index)
        if kind is MappingStartEvent:
            node: MapNode | ListNode = MapNode(index, flow=bool(event.flow_style))
        elif kind is SequenceStartEvent:
            node = ListNode(index)
        else:
            self._documents += kind is DocumentStartEvent
            if self._documents > 1:
                raise _Ended(Fault(index, catalogue.SECOND_DOCUMENT, {}))
            return None
        if len(self._open) > self._limits.depth:
            raise _Ended(Fault(index, catalogue.TOO_DEEP, {"limit": self._limits.depth}, exact=True))
        # What is below a tag is still read, for its own F codes, but hangs on nothing.
        self._begun = node
        return self._inspect(event, node)

    def _inspect(self, event: Any, node: ScalarNode | MapNode | ListNode, *, is_key: bool = False) -> Node:
        """Report the anchor, the tag and the escapes of a node, and return what is judged of it.

        A tagged value is not judged further. A key still is, or it would be reported as missing too.
        """
        if type(node) is ScalarNode and event.style == '"' and re.search(ESCAPED_ONLY, node.value):
            self._report_escape(node)
        start = event.start_mark.index
        messages = [catalogue.ANCHOR] if event.anchor is not None else []
        if event.tag is not None:
            messages.insert(0 if self._original[start] == "!" else len(messages), catalogue.TAG)
        for message in messages:
            self._findings.add(message, start)
            behind = PROPERTY.match(self._original, start)
            start = behind.end() if behind is not None else start
        return node if event.tag is None or is_key else UnjudgedNode(event.start_mark.index)

    def _report_escape(self, node: ScalarNode) -> None:
        if not self._findings.room and not any(map(HALVES.__contains__, map(ord, node.value))):
            self._findings.omit(catalogue.ESCAPED_CONTROL, 1)
            return
        escape = find_control_escape(self._original, node.start, node.end)
        if escape is None:
            return
        if escape.is_half_a_pair:
            raise _Ended(Fault(escape.at + 2, catalogue.BAD_ESCAPE, {}))
        if escape.character == "\t":
            self._findings.add(catalogue.ESCAPED_TAB, node.start)
        else:
            self._findings.add(catalogue.ESCAPED_CONTROL, node.start, character=code_point(escape.character))

    def _unusual_key(self, key: Node) -> Node:
        """Report a key that was seen before or is a merge key, and return what stands as the key."""
        if type(key) is ScalarNode and (key.value != MERGE or key.style != PLAIN):
            if key.value != MERGE:
                self._findings.add(catalogue.KEY_TWICE, key.start, key=excerpt(key.value))
            return key
        mapping = self._open[-1].node
        if isinstance(mapping, MapNode) and mapping not in self._with_odd_keys[-1:]:
            self._with_odd_keys.append(mapping)
        if type(key) is ScalarNode:
            self._findings.add(catalogue.MERGE_KEY, key.start)
            return UnjudgedNode(key.start)
        return key

    def _last_value(self) -> int | None:
        """Return where the last value began that was read in the mapping or list that is open."""
        opened = self._open[-1]
        values = [value for _, value in opened.row[-1:]] if opened.seen is not None else opened.row[-1:]
        return values[0].start if values else None


def _part(mapping: MapNode) -> None:
    """Part the entries of a mapping into those with a scalar for a key and the others."""
    entries = mapping.entries
    mapping.odd.extend(entry for entry in entries if type(entry[0]) is not ScalarNode)
    mapping.entries = [entry for entry in entries if type(entry[0]) is ScalarNode]
