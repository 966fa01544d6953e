"""Scenes and replies: the part of a scenario that is the conversation."""

from typing import Any, Final

from trainer.scenario import catalogue
from trainer.scenario.choices import CONDITION, WHEN, FlagList, LinesShape, NextShape
from trainer.scenario.diagnostics import excerpt
from trainer.scenario.judging import Judge
from trainer.scenario.model import (
    SILENCE,
    Condition,
    CriticalError,
    Dimension,
    Outcome,
    Reply,
    Scene,
    Silence,
    Text,
    Variant,
)
from trainer.scenario.nodes import MapNode, Node, ScalarNode
from trainer.scenario.shapes import Choice, Fields, Integer, Sentence, Slug, read_id
from trainer.scenario.texts import TextShape

__all__ = [
    "MOST_REPLIES",
    "ONLY_WITH_REPLIES",
    "REPLY",
    "SCENE",
    "RepliesShape",
    "ScenesShape",
    "SilenceShape",
]

MOST_REPLIES: Final = 6
MOST_POINTS: Final = 3
LARGEST_SWING: Final = 6
"""From one end of the mood's scale to the other."""

SHORTEST_SILENCE: Final = 3
LONGEST_SILENCE: Final = 120

TEXT: Final = TextShape()
NEXT: Final = NextShape()
POINTS: Final = Integer(0, MOST_POINTS)
MOOD_CHANGE: Final = Integer(-LARGEST_SWING, LARGEST_SWING)

REPLY: Final = Fields(
    required={"agent": TextShape(of_agent=True), "next": NEXT},
    optional={
        **{str(dimension): POINTS for dimension in Dimension},
        "critical": Choice(CriticalError),
        "mood": MOOD_CHANGE,
        "sets": FlagList(sets=True),
        "clears": FlagList(sets=False),
        WHEN: CONDITION,
        "feedback": TEXT,
    },
)


class RepliesShape:
    """What the trainee may say in one scene."""

    def read(self, node: Node, judge: Judge) -> tuple[Reply, ...] | None:
        """Return the replies in the author's order, as far as the file is sound."""
        if type(node) is not MapNode:
            judge.report(catalogue.WANTS_MAPPING, node)
            return None
        count = len(node.entries) + len(node.odd)
        if not 1 <= count <= MOST_REPLIES:
            judge.report(catalogue.REPLY_COUNT, node, high=MOST_REPLIES, count=count)
        for key, _ in node.odd:
            judge.report(catalogue.WANTS_ID, key)
        replies: list[Reply] = []
        ratings: list[tuple[ScalarNode, frozenset[str]]] = []
        for key, value in node.entries:
            name = read_id(key, judge, RESERVED_REPLIES)
            values = REPLY.read(value, judge)
            if values is not None:
                ratings.append((key, DIMENSIONS & values.keys()))
                if name is not None and judge.sound:
                    replies.append(_reply(name, values))
        _check_ratings(ratings, judge)
        return tuple(replies)


def _check_ratings(ratings: list[tuple[ScalarNode, frozenset[str]]], judge: Judge) -> None:
    rated = frozenset[str]().union(*(dimensions for _, dimensions in ratings))
    for key, dimensions in ratings:
        if dimensions != rated:
            for dimension in Dimension:
                if dimension in rated - dimensions:
                    judge.report(
                        catalogue.RATING_MISSING, key, reply=excerpt(key.value), dimension=str(dimension)
                    )


def _reply(name: str, values: dict[str, Any]) -> Reply:
    get = values.get
    return Reply(
        id=name,
        agent=values["agent"],
        empathy=get(Dimension.EMPATHY),
        resolution=get(Dimension.RESOLUTION),
        register_=get(Dimension.REGISTER),
        critical=get("critical"),
        mood=get("mood", 0),
        sets=get("sets", ()),
        clears=get("clears", ()),
        when=get(WHEN, ()),
        feedback=get("feedback"),
        next=values["next"],
    )


class SilenceShape:
    """What happens when the trainee says nothing."""

    fields: Final = Fields(
        required={"after": Integer(SHORTEST_SILENCE, LONGEST_SILENCE), "next": NextShape()},
        optional={"mood": MOOD_CHANGE, "feedback": TEXT},
    )

    def read(self, node: Node, judge: Judge) -> Silence | None:
        """Return the silence."""
        values = self.fields.read(node, judge)
        if values is None or not judge.sound:
            return None
        return Silence(values["after"], values.get("mood", 0), values.get("feedback"), values["next"])


SCENE: Final = Fields(
    required={"customer": LinesShape()},
    optional={
        "replies": RepliesShape(),
        "ending": Choice(Outcome),
        "skill": Slug(),
        "silence": SilenceShape(),
        "note": Sentence(),
    },
)
ONLY_WITH_REPLIES: Final = ("skill", "silence")
RESERVED_REPLIES: Final = frozenset({SILENCE})
DIMENSIONS: Final = frozenset(map(str, Dimension))


class ScenesShape:
    """All scenes of a scenario by id."""

    def read(self, node: Node, judge: Judge) -> dict[str, Scene] | None:
        """Return the scenes in the author's order, as far as the file is sound."""
        if type(node) is not MapNode:
            judge.report(catalogue.WANTS_MAPPING, node)
            return None
        most = judge.document.limits.scenes
        count = len(node.entries) + len(node.odd)
        if not 1 <= count <= most:
            judge.report(catalogue.SCENE_COUNT, node, high=most, count=count)
        for key, _ in node.odd:
            judge.report(catalogue.WANTS_ID, key)
        scenes: dict[str, Scene] = {}
        for key, value in node.entries:
            name = read_id(key, judge)
            values = SCENE.read(value, judge)
            if values is not None:
                _check_kind(key, values, judge)
                if name is not None and judge.sound:
                    scenes[name] = _scene(name, values)
        return scenes


def _check_kind(key: ScalarNode, values: dict[str, Any], judge: Judge) -> None:
    """Report a scene that is not exactly one of a decision and an ending."""
    scene = excerpt(key.value)
    has_replies = "replies" in values
    has_ending = "ending" in values
    if has_replies and has_ending:
        judge.report(catalogue.REPLIES_AND_ENDING, key, scene=scene)
    elif has_ending:
        for name in ONLY_WITH_REPLIES:
            if name in values:
                judge.report(catalogue.ONLY_WITH_REPLIES, key, scene=scene, key=name)
    elif not has_replies:
        judge.report(catalogue.NO_REPLIES_NO_ENDING, key, scene=scene)


def _scene(name: str, values: dict[str, Any]) -> Scene:
    get = values.get
    return Scene(
        id=name,
        customer=_variants(name, values["customer"]),
        replies=get("replies", ()),
        ending=get("ending"),
        skill=get("skill"),
        silence=get("silence"),
        note=get("note"),
    )


def _variants(scene: str, lines: Text | list[tuple[Condition, Text]]) -> tuple[Variant, ...]:
    line = f"scenes/{scene}/customer"
    if isinstance(lines, Text):
        return (Variant(line, (), lines),)
    return tuple(Variant(f"{line}/{number}", *variant) for number, variant in enumerate(lines))
