"""The tree of a file, built in one pass over the parser's events.

The events come from libyaml where it is there, else from PyYAML's own parser, which is slower and otherwise
alike. Nothing recurses and no node is visited twice, and reading ends at the depth limit: a hostile file
costs no more than an honest one of its size.
"""

import re
from collections.abc import Callable
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
from trainer.scenario.yaml_faults import Fault, explain

__all__ = ["Tree"]

MERGE: Final = "<<"
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


class _OpenMapping:
    """A mapping whose end has not been read yet."""

    __slots__ = ("findings", "key", "node", "seen")

    def __init__(self, node: MapNode, findings: Findings) -> None:
        self.node = node
        self.findings = findings
        self.key: Node | None = None
        """The key whose value comes next."""
        self.seen = {MERGE}
        """Keys so far, and the merge key, so that one look tells the usual key from both unusual ones."""

    def put(self, node: Node) -> None:
        """Take the next key or value."""
        key = self.key
        if key is None:
            self.key = node
            if type(node) is ScalarNode:
                if node.value in self.seen:
                    self._put_unusual(node)
                else:
                    self.seen.add(node.value)
        elif type(key) is ScalarNode:
            self.node.entries.append((key, node))
            self.key = None
        else:
            self.node.odd.append((key, node))
            self.key = None

    def _put_unusual(self, key: ScalarNode) -> None:
        if key.value != MERGE:
            self.findings.add(catalogue.KEY_TWICE, key.start, key=excerpt(key.value))
        elif key.style == PLAIN:
            self.findings.add(catalogue.MERGE_KEY, key.start)
            self.key = UnjudgedNode(key.start)


class _OpenList:
    """A list whose end has not been read yet."""

    __slots__ = ("node", "put")

    def __init__(self, node: ListNode) -> None:
        self.node = node
        self.put = node.items.append


class Tree:
    """Reads a text into nodes and reports what the nodes cannot show: F003, F004, and F005 by escape."""

    def __init__(
        self, original: str, originals: dict[int, str] | None, findings: Findings, depth: int
    ) -> None:
        self.top: Node | None = None
        """The outermost node; where reading ended early, with as much below it as was read."""
        self._original = original
        self._originals = originals
        self._findings = findings
        self._depth = depth
        self._open: list[_OpenMapping | _OpenList] = []
        self._documents = 0

    def read(self, text: str) -> Fault | None:
        """Build the tree of `text` and return what ended the reading, if anything did."""
        try:
            self._read(_events_of(text))
        except _Ended as ended:
            return ended.fault
        except MarkedYAMLError as error:
            return explain(error, text, self._last_value())
        return None

    def _read(self, next_event: Callable[[], Any]) -> None:
        originals = self._originals
        escapes = "\\" in self._original
        put: Callable[[Node], None] = self._put_top
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value if originals is None else event.value.translate(originals)
                node = ScalarNode(value, event.start_mark.index, event.end_mark.index, event.style or PLAIN)
                if escapes and event.style == '"' and ESCAPED_ONLY.search(value):
                    self._report_escape(node)
                if event.anchor is None and event.tag is None:
                    put(node)
                else:
                    put(self._without_properties(event, node))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._open.pop()
                put = self._open[-1].put if self._open else self._put_top
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._begin(event, put)
                put = self._open[-1].put
            elif kind is AliasEvent:
                self._findings.add(catalogue.ALIAS, event.start_mark.index)
                put(UnjudgedNode(event.start_mark.index))
            elif kind is DocumentStartEvent:
                self._begin_document(event.start_mark.index)
            elif kind is StreamEndEvent:
                return

    def _put_top(self, node: Node) -> None:
        self.top = node

    def _begin_document(self, index: int) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Ended(Fault(index, catalogue.SECOND_DOCUMENT, {}))

    def _begin(self, event: Any, put: Callable[[Node], None]) -> None:
        index = event.start_mark.index
        if len(self._open) >= self._depth:
            raise _Ended(Fault(index, catalogue.TOO_DEEP, {"limit": self._depth}))
        node: MapNode | ListNode
        if type(event) is MappingStartEvent:
            node = MapNode(index, flow=bool(event.flow_style))
            self._open.append(_OpenMapping(node, self._findings))
        else:
            node = ListNode(index)
            self._open.append(_OpenList(node))
        # What is below a tag is still read, for its own F codes, but hangs on nothing.
        bare = event.anchor is None and event.tag is None
        put(node if bare else self._without_properties(event, node))

    def _without_properties(self, event: Any, node: Node) -> Node:
        """Report the anchor and the tag of a node, in either order, and return what is judged of it."""
        start = event.start_mark.index
        messages = [catalogue.ANCHOR] if event.anchor is not None else []
        if event.tag is not None:
            messages.insert(0 if self._original[start] == "!" else len(messages), catalogue.TAG)
        for message in messages:
            self._findings.add(message, start)
            behind = PROPERTY.match(self._original, start)
            start = behind.end() if behind is not None else start
        return node if event.tag is None else UnjudgedNode(event.start_mark.index)

    def _report_escape(self, node: ScalarNode) -> None:
        escape = find_control_escape(self._original, node.start, node.end)
        if escape is None:
            return
        if escape.is_half_a_pair:
            raise _Ended(Fault(escape.index + 2, catalogue.BAD_ESCAPE, {}))
        if escape.character == "\t":
            self._findings.add(catalogue.ESCAPED_TAB, node.start)
        else:
            self._findings.add(catalogue.ESCAPED_CONTROL, node.start, character=code_point(escape.character))

    def _last_value(self) -> int | None:
        """Return where the last value began that was read in the mapping or list that is open."""
        if not self._open:
            return None
        node = self._open[-1].node
        values = node.items[-1:] if isinstance(node, ListNode) else [value for _, value in node.entries[-1:]]
        return values[0].start if values else None
