"""What an editor sees of a YAML file: plain data, by YAML 1.2's core rules, as JSON Schema judges it."""

import math
from typing import Any

from trainer.scenario.nodes import ListNode, MapNode, Node, ScalarNode
from trainer.scenario.scalars import integer_of, is_string


def plain(node: Node | None) -> Any:
    """Return a node as data; an alias or a value with a tag as None."""
    if isinstance(node, MapNode):
        return {key.value: plain(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return _scalar(node) if isinstance(node, ScalarNode) else None


def _scalar(node: ScalarNode) -> str | float | bool | None:
    if is_string(node):
        return node.value
    if (number := integer_of(node)) is not None:
        return number
    word = node.value.lower()
    if word in {"", "~", "null"}:
        return None
    if word in {"true", "false"}:
        return word == "true"
    return math.inf if "inf" in word or "nan" in word else float(word)
