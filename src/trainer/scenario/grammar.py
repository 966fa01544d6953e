"""The top of a scenario, key by key, as the format's contract lists it."""

from typing import Any, Final

from trainer.scenario.judging import Judge
from trainer.scenario.languages import AddressShape, LanguageShape, LocalesShape
from trainer.scenario.model import (
    HIGHEST_MOOD,
    LOWEST_MOOD,
    Agent,
    Article,
    Channel,
    Customer,
    Level,
    Outcome,
    PassMarks,
    Record,
    Scenario,
    Use,
    VoiceGender,
)
from trainer.scenario.nodes import ListNode, MapNode, Node, UnjudgedNode
from trainer.scenario.references import SceneName, check_flags
from trainer.scenario.scenes import ScenesShape
from trainer.scenario.shapes import Built, Choice, Fields, Format, Integer, ListOf, Sentence, Slug
from trainer.scenario.texts import TextShape

__all__ = ["DEFAULT_MARK", "DEFAULT_OUTCOMES", "DEFAULT_USE", "TOP", "KnownLanguages", "read_scenario"]

LANGUAGES: Final = "languages"
SCENES: Final = "scenes"
HIGHEST_MARK: Final = 100
DEFAULT_MARK: Final = 80
DEFAULT_OUTCOMES: Final = (Outcome.RESOLVED,)
DEFAULT_USE: Final = (Use.PRACTICE, Use.ASSESSMENT)

TEXT: Final = TextShape()
MARK: Final = Integer(1, HIGHEST_MARK)
LANGUAGE_LIST: Final = ListOf(LanguageShape(), unique=True)


class KnownLanguages:
    """The languages of the file, which are read before everything else."""

    list: Final = LANGUAGE_LIST

    def read(self, _: Node, judge: Judge) -> tuple[str, ...]:
        """Return the languages."""
        return judge.languages


def _customer(values: dict[str, Any]) -> Customer:
    return Customer(
        name=values["name"],
        voice=values["voice"],
        locales=values["locales"],
        mood=values.get("mood", 0),
        portrait=values.get("portrait"),
        address=values.get("address", {}),
    )


def _marks(values: dict[str, Any]) -> PassMarks:
    return PassMarks(
        empathy=values.get("empathy", DEFAULT_MARK),
        resolution=values.get("resolution", DEFAULT_MARK),
        register_=values.get("register", DEFAULT_MARK),
        outcomes=values.get("outcomes", DEFAULT_OUTCOMES),
    )


CUSTOMER: Final = Built(
    Fields(
        required={"name": Sentence(), "voice": Choice(VoiceGender), "locales": LocalesShape()},
        optional={
            "mood": Integer(LOWEST_MOOD, HIGHEST_MOOD),
            "portrait": Slug(),
            "address": AddressShape(),
        },
    ),
    _customer,
)
AGENT: Final = Built(
    Fields(required={"company": TEXT, "role": TEXT}),
    lambda values: Agent(values["company"], values["role"]),
)
RECORD: Final = Built(
    Fields(required={"label": TEXT, "value": TEXT}),
    lambda values: Record(values["label"], values["value"]),
)
ARTICLE: Final = Built(
    Fields(required={"title": TEXT, "body": TEXT}),
    lambda values: Article(values["title"], values["body"]),
)
PASS: Final = Built(
    Fields(
        required={},
        optional={
            "empathy": MARK,
            "resolution": MARK,
            "register": MARK,
            "outcomes": ListOf(Choice(Outcome), unique=True),
        },
    ),
    _marks,
)
TOP: Final = Fields(
    required={
        "format": Format(),
        "id": Slug(),
        "version": Integer(1),
        "title": TEXT,
        "summary": TEXT,
        LANGUAGES: KnownLanguages(),
        "channel": Choice(Channel),
        "level": Choice(Level),
        "customer": CUSTOMER,
        "agent": AGENT,
        "start": SceneName(),
        SCENES: ScenesShape(),
    },
    optional={
        "tags": ListOf(Slug(), unique=True),
        "use": ListOf(Choice(Use), unique=True),
        "records": ListOf(RECORD, unique=False, may_be_empty=True),
        "articles": ListOf(ARTICLE, unique=False, may_be_empty=True),
        "pass": PASS,
    },
)


def read_scenario(judge: Judge) -> Scenario | None:
    """Judge a whole scenario; return it where it has no error."""
    root = judge.document.root
    if root is None:
        return None
    _learn_languages(root, judge)
    judge.references.scenes = _scene_ids(root)
    values = TOP.read(root, judge)
    if judge.document.ended is None:
        check_flags(judge)
    return _scenario(values) if values is not None and judge.sound else None


def _learn_languages(root: MapNode, judge: Judge) -> None:
    """Read the languages first: every Text, above and below them, depends on them."""
    for key, node in root.entries:
        if key.value == LANGUAGES:
            languages = LANGUAGE_LIST.read(node, judge) or ()
            # Where one of them is wrong, which texts are wanted is known only in part.
            complete = isinstance(node, ListNode) and len(languages) == len(node.items) > 0
            judge.speak(dict.fromkeys(languages), complete=complete)


def _scene_ids(root: MapNode) -> frozenset[str] | None:
    ids: set[str] = set()
    for key, node in root.entries:
        if key.value == SCENES:
            if isinstance(node, UnjudgedNode):
                return None
            if isinstance(node, MapNode):
                ids.update(scene.value for scene, _ in node.entries)
    return frozenset(ids)


def _scenario(values: dict[str, Any]) -> Scenario:
    return Scenario(
        id=values["id"],
        version=values["version"],
        title=values["title"],
        summary=values["summary"],
        languages=values[LANGUAGES],
        channel=values["channel"],
        level=values["level"],
        tags=values.get("tags", ()),
        use=values.get("use", DEFAULT_USE),
        customer=values["customer"],
        agent=values["agent"],
        records=values.get("records", ()),
        articles=values.get("articles", ()),
        marks=values.get("pass") or _marks({}),
        start=values["start"],
        scenes=values[SCENES],
    )
