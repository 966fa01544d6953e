"""The tree of a YAML file: plain nodes that know where they stand, and nothing of what they mean.

Indexes count the characters of the file from 0, without its byte order mark. A scalar keeps both its ends,
so that an editor can replace exactly its characters and leave every other byte as the author wrote it.
"""

from typing import Final

__all__ = ["PLAIN", "ListNode", "MapNode", "Node", "ScalarNode", "UnjudgedNode"]

PLAIN: Final = ""
"""The style of an unquoted scalar."""


class ScalarNode:
    """A single value. Most nodes of a file are scalars, hence the plain class: nothing is quicker to make."""

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, value: str, start: int, end: int, style: str) -> None:
        self.value = value
        """Its characters after unquoting, unescaping and folding."""
        self.start = start
        self.end = end
        """Just behind the last character; for a block scalar, the beginning of the line after it."""
        self.style = style
        """`PLAIN`, or the character that opened it: a quote, a bar or a greater-than sign."""


class ListNode:
    """A list, written with hyphens or with brackets."""

    __slots__ = ("items", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.items: list[Node] = []


class MapNode:
    """A mapping, written with indentation or with braces."""

    __slots__ = ("entries", "flow", "odd", "start")

    def __init__(self, start: int, *, flow: bool) -> None:
        self.start = start
        self.flow = flow
        """Whether it is written with braces."""
        self.entries: list[tuple[ScalarNode, Node]] = []
        """In the file's order; a key given twice stands here twice."""
        self.odd: list[tuple[Node, Node]] = []
        """Entries whose key is no scalar, or is a merge key or an alias and thus not judged."""

    @property
    def first(self) -> int:
        """Where its first key stands, or the mapping itself where it is empty."""
        starts = [pairs[0][0].start for pairs in (self.entries, self.odd) if pairs]
        return min(starts, default=self.start)


class UnjudgedNode:
    """An alias, or a value with a tag: reported as such, and not judged further."""

    __slots__ = ("start",)

    def __init__(self, start: int) -> None:
        self.start = start


Node = ScalarNode | ListNode | MapNode | UnjudgedNode
