"""What the checks of a scenario find: a sentence, and where it belongs in the file.

The checks know values, not files; a finding therefore names its place by the keys that lead there, and
whoever has read the file turns that into a line and a column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from trainer.scenario.diagnostics import Message, Severity

__all__ = ["START", "Finding", "Site", "case_site", "reply_site", "scene_site", "variant_site"]

Step: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Site:
    """A place in a file, by the keys and list positions that lead there from the top."""

    steps: tuple[Step, ...]
    on_key: bool
    """Whether the last key itself is meant, and not its value."""


START: Final = Site(("start",), on_key=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an author should know about a scenario."""

    message: Message
    site: Site
    arguments: Mapping[str, object] = field(default_factory=dict)
    play: tuple[str, ...] | None = None
    """Reply ids of a shortest play that leads to the state that is meant, where one is."""

    @property
    def code(self) -> str:
        """The code, such as `G401`."""
        return self.message.code.code

    @property
    def is_error(self) -> bool:
        """Whether the scenario cannot be used as it is."""
        return self.message.code.severity is Severity.ERROR


def scene_site(scene: str) -> Site:
    """Return the place of a scene's key."""
    return Site(("scenes", scene), on_key=True)


def reply_site(scene: str, reply: str) -> Site:
    """Return the place of a reply's key."""
    return Site(("scenes", scene, "replies", reply), on_key=True)


def case_site(scene: str, reply: str | None, number: int) -> Site:
    """Return the place of a case of a reply or, where that is None, of silence."""
    choice = ("silence",) if reply is None else ("replies", reply)
    return Site(("scenes", scene, *choice, "next", number), on_key=False)


def variant_site(scene: str, number: int) -> Site:
    """Return the place of a variant of what the customer says."""
    return Site(("scenes", scene, "customer", number), on_key=False)
