"""What a choice does: the conditions it is offered under, the flags it changes and the scene it leads to."""

from collections.abc import Sequence
from typing import Final

from trainer.scenario import catalogue
from trainer.scenario.conditions import NO_FLAGS, ConditionShape
from trainer.scenario.judging import Judge
from trainer.scenario.model import Case, Condition, Text
from trainer.scenario.nodes import ListNode, MapNode, Node, ScalarNode, UnjudgedNode
from trainer.scenario.references import SceneName, read_scene_name
from trainer.scenario.shapes import Fields, ListOf, Slug
from trainer.scenario.texts import TextShape, read_translations

__all__ = ["CASE", "CONDITION", "WHEN", "FlagList", "LinesShape", "NextShape"]

WHEN: Final = "when"
CONDITION: Final = ConditionShape()
TEXT: Final = TextShape()
CASE: Final = Fields(required={"scene": SceneName()}, optional={WHEN: CONDITION})


def check_order(items: Sequence[Node], judge: Judge) -> None:
    """Report cases or variants of which the last has a `when`, or an earlier one has none."""
    last = len(items) - 1
    for number, item in enumerate(items):
        if type(item) is MapNode:
            has_when = any(key.value == WHEN for key, _ in item.entries)
            if number == last and has_when:
                judge.report(catalogue.WHEN_ON_LAST, item)
            elif number < last and not has_when:
                judge.report(catalogue.NO_WHEN_BEFORE_LAST, item)


class NextShape:
    """Where a reply or silence leads: a scene, or cases of which the first that holds decides."""

    def read(self, node: Node, judge: Judge) -> tuple[Case, ...] | None:
        """Return the cases; a bare scene is one that always holds."""
        if type(node) is ScalarNode:
            scene = read_scene_name(node, catalogue.WANTS_NEXT, judge)
            return None if scene is None else (Case((), scene),)
        if type(node) is not ListNode:
            judge.report(catalogue.WANTS_NEXT, node)
            return None
        if not node.items:
            judge.report(catalogue.EMPTY_LIST, node)
        if judge.has_too_many(node):
            return None
        cases: list[Case] = []
        for item in node.items:
            if type(item) is not MapNode:
                judge.report(catalogue.WANTS_CASE, item)
                continue
            values = CASE.read(item, judge)
            if values is not None and judge.sound:
                cases.append(Case(values.get(WHEN) or (), values["scene"]))
        check_order(node.items, judge)
        return tuple(cases)


class LinesShape:
    """What the customer says on entering a scene: a Text, or variants; the first that holds is said."""

    def read(self, node: Node, judge: Judge) -> Text | list[tuple[Condition, Text]] | None:
        """Return the Text, or the variants in order."""
        if type(node) is not ListNode:
            return TEXT.read(node, judge)
        if not node.items:
            judge.report(catalogue.EMPTY_LIST, node)
        if judge.has_too_many(node):
            return None
        variants: list[tuple[Condition, Text]] = []
        for item in node.items:
            if type(item) is not MapNode:
                judge.report(catalogue.WANTS_VARIANT, item)
                continue
            condition: Condition = ()
            for key, value in item.entries:
                if key.value == WHEN:
                    condition = CONDITION.read(value, judge) or ()
            variants.append((condition, Text(read_translations(item, judge, besides=WHEN))))
        check_order(node.items, judge)
        return variants


class FlagList:
    """Flags that a reply sets or clears; each is noted with its place."""

    def __init__(self, *, sets: bool) -> None:
        self._sets = sets
        self.list = ListOf(Slug(*NO_FLAGS), unique=True)

    def read(self, node: Node, judge: Judge) -> tuple[str, ...] | None:
        """Return the flags."""
        flags = self.list.read(node, judge)
        references = judge.references
        noted = references.set if self._sets else references.cleared
        if type(node) is ListNode:
            found = set(flags or ())
            for item in node.items:
                if type(item) is ScalarNode and item.value in found:
                    noted.append((item.value, item))
        unjudged = (node, *node.items) if type(node) is ListNode else (node,)
        if self._sets and any(type(each) is UnjudgedNode for each in unjudged):
            references.unjudged_sets = True
        return flags
