"""The scenario as frozen values.

Everything below has passed the format's checks: ids resolve, every Text holds every language, conditions are
parsed. The engine and the screens therefore never look at YAML, and never meet a malformed value.

The values are named tuples: the reader has judged every one of them at its line and column before it builds
them, so there is nothing left to validate, and no other frozen value is as quick to define and to make.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from trainer.scenario import spans

__all__ = [
    "EVERY_LANGUAGE",
    "HIGHEST_MOOD",
    "LOWEST_MOOD",
    "SILENCE",
    "Address",
    "Agent",
    "Article",
    "Case",
    "Channel",
    "Condition",
    "CriticalError",
    "Customer",
    "Dimension",
    "FlagTerm",
    "Level",
    "MoodTerm",
    "Outcome",
    "PassMarks",
    "Record",
    "Reply",
    "Scenario",
    "Scene",
    "Silence",
    "Text",
    "Use",
    "Variant",
    "VoiceGender",
]

EVERY_LANGUAGE: Final = ""
"""The key under which a bare string, the same in every language, stands in a Text."""

SILENCE: Final = "silence"
"""The reserved reply id that stands for saying nothing in time."""

LOWEST_MOOD: Final = -3
HIGHEST_MOOD: Final = 3


class Channel(StrEnum):
    """How the customer reaches the agent."""

    VOICE = "voice"
    CHAT = "chat"


class Level(StrEnum):
    """CEFR level of the customer's language."""

    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


class Outcome(StrEnum):
    """How a call ends."""

    RESOLVED = "resolved"
    FOLLOW_UP = "follow-up"
    ESCALATED = "escalated"
    LOST = "lost"


class CriticalError(StrEnum):
    """What a critical error endangers; any one fails the attempt."""

    CUSTOMER = "customer"
    BUSINESS = "business"
    COMPLIANCE = "compliance"


class Dimension(StrEnum):
    """What a reply is rated on, in the order in which it is always shown."""

    EMPATHY = "empathy"
    RESOLUTION = "resolution"
    REGISTER = "register"


class Use(StrEnum):
    """What an attempt is made for, and what a scenario may be used for."""

    PRACTICE = "practice"
    ASSESSMENT = "assessment"


class Address(StrEnum):
    """The form of address that a customer expects in Spanish."""

    TU = "tu"
    USTED = "usted"
    VOS = "vos"


class VoiceGender(StrEnum):
    """The voice a customer speaks with."""

    FEMALE = "female"
    MALE = "male"


class Text(NamedTuple):
    """One whole utterance in every language it is written in.

    `by_tag` maps a base language (`es`) or a regional tag (`es-CO`) to the words as their author wrote them,
    with brackets around words of another language (see `spans`); a bare string of the file stands under
    `EVERY_LANGUAGE` alone. Whoever shows or measures a text asks for what is `spoken` or `shown`.
    """

    by_tag: Mapping[str, str]

    def spoken(self, locale: str) -> str:
        """Return the words for a customer's locale (`es-CO`): the regional ones, else the base language's."""
        return spans.shown(self._written(locale))

    def segments(self, locale: str) -> tuple[spans.Segment, ...]:
        """Return the words for a locale in parts, each in one language; joined, they are what is `spoken`."""
        return spans.segments(self._written(locale), locale)

    def shown(self, language: str) -> str:
        """Return the words for an interface in `language`; those of the first language where it has none."""
        return spans.shown(self.by_tag[self.shown_tag(language)])

    def shown_tag(self, language: str) -> str:
        """Return the tag of the words that an interface in `language` shows: `EVERY_LANGUAGE` is one, too."""
        base = language.partition("-")[0]
        tags = (tag for tag in (language, base, EVERY_LANGUAGE) if tag in self.by_tag)
        return next(tags, next(iter(self.by_tag)))

    def _written(self, locale: str) -> str:
        by_tag = self.by_tag
        if locale in by_tag:
            return by_tag[locale]
        base = locale.partition("-")[0]
        if base in by_tag:
            return by_tag[base]
        return by_tag[EVERY_LANGUAGE]


class FlagTerm(NamedTuple):
    """A flag that must be set (`wanted`), or must not be."""

    flag: str
    wanted: bool


class MoodTerm(NamedTuple):
    """A comparison of the customer's mood with a number."""

    operator: Literal["<", "<=", "==", ">=", ">"]
    value: int


Condition = tuple[FlagTerm | MoodTerm, ...]
"""Terms that must all hold; the empty condition always holds."""


class Variant(NamedTuple):
    """One line the customer may say on entering a scene."""

    line: str
    """Line id: `scenes/verify/customer`, or `scenes/verify/customer/0` where the author wrote a list."""
    when: Condition
    text: Text


class Case(NamedTuple):
    """One possible next scene."""

    when: Condition
    scene: str


class Silence(NamedTuple):
    """What happens when the trainee says nothing for `after` seconds."""

    after: int
    mood: int
    feedback: Text | None
    next: tuple[Case, ...]


class Reply(NamedTuple):
    """Something the trainee may say, and what it does."""

    id: str
    agent: Text
    empathy: int | None
    resolution: int | None
    register_: int | None
    critical: CriticalError | None
    mood: int
    sets: tuple[str, ...]
    clears: tuple[str, ...]
    when: Condition
    feedback: Text | None
    next: tuple[Case, ...]

    def points(self, dimension: Dimension) -> int | None:
        """Return the points, 0 to 3, or None where the scene does not rate the dimension."""
        if dimension is Dimension.EMPATHY:
            return self.empathy
        if dimension is Dimension.RESOLUTION:
            return self.resolution
        return self.register_


class Scene(NamedTuple):
    """A moment of the call: the customer says something, and the trainee decides or the call ends."""

    id: str
    customer: tuple[Variant, ...]
    replies: tuple[Reply, ...]
    """In the author's order; empty where the scene is an ending."""
    ending: Outcome | None
    skill: str | None
    silence: Silence | None
    note: str | None


class Customer(NamedTuple):
    """Who calls."""

    name: str
    voice: VoiceGender
    locales: Mapping[str, str]
    """Base language to BCP 47 locale."""
    mood: int
    portrait: str | None
    address: Mapping[str, Address]


class Agent(NamedTuple):
    """Whom the trainee works for, and as what."""

    company: Text
    role: Text


class Record(NamedTuple):
    """One row of the customer's account."""

    label: Text
    value: Text


class Article(NamedTuple):
    """One article of the knowledge base."""

    title: Text
    body: Text


class PassMarks(NamedTuple):
    """What an attempt must reach to pass."""

    empathy: int
    resolution: int
    register_: int
    outcomes: tuple[Outcome, ...]

    def mark(self, dimension: Dimension) -> int:
        """Return the mark of a dimension, 1 to 100."""
        if dimension is Dimension.EMPATHY:
            return self.empathy
        if dimension is Dimension.RESOLUTION:
            return self.resolution
        return self.register_


class Scenario(NamedTuple):
    """One authored conversation graph with its lines in every language."""

    id: str
    version: int
    title: Text
    summary: Text
    languages: tuple[str, ...]
    channel: Channel
    level: Level
    tags: tuple[str, ...]
    use: tuple[Use, ...]
    customer: Customer
    agent: Agent
    records: tuple[Record, ...]
    articles: tuple[Article, ...]
    marks: PassMarks
    start: str
    scenes: Mapping[str, Scene]
    """In the author's order."""

    def locale(self, language: str) -> str:
        """Return the locale in which the customer speaks `language`; KeyError where it is not offered."""
        return self.customer.locales[language]
