"""Files that Hypothesis invents: any bytes, texts full of signs, and trees that look like scenarios."""

from typing import Any

import yaml
from fuzzing import Case, attempt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

INVENTED = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
SIGNS = st.sampled_from("[]{},:#&*!|>'\"%@`?-~\t\n\r \\\ufeff\u2028\u202e\x00\x07\x85aé😀1")
PIECES = st.sampled_from(
    ("en", "es", "next", "when", "agent", "scenes", "format: 1\n", "<<: ", "---\n", "...\n", "\\t", "\\ud800",
     "\r\n", "- ", ": ", " #", "? ", "!!", "|\n", ">-\n  ", "\n  ", "\n    ")
)  # fmt: skip
MARKUP = st.lists(SIGNS | PIECES, max_size=40).map("".join)

NAMES = st.sampled_from(("a", "b", "done", "not", "mood", "silence", "A", "a-", "", "x" * 70))
WORDS = NAMES | st.text(max_size=8)
ODD = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.lists(st.integers(), max_size=2)
LANGUAGES = st.sampled_from(("en", "es", "es-MX", "fr", "EN", "x"))
TEXTS = WORDS | st.dictionaries(LANGUAGES, WORDS, max_size=3)
TERMS = NAMES | st.sampled_from(("not a", "mood < 0", "mood>=3", "mood == 99999", "not not a", "mood <"))


def _mapping(**shapes: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw mappings in which each key may be missing, and each value may be something else."""
    usual = {key: st.one_of(shape, shape, shape, shape, ODD) for key, shape in shapes.items()}
    return st.fixed_dictionaries({}, optional=usual)


def _cases(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(_mapping(when=st.lists(TERMS, max_size=2), **more), max_size=3)


POINTS = st.integers(-1, 4)
NEXT = NAMES | _cases(scene=NAMES)
REPLY = _mapping(
    agent=TEXTS,
    next=NEXT,
    empathy=POINTS,
    resolution=POINTS,
    register=POINTS,
    mood=st.integers(-7, 7),
    sets=st.lists(NAMES, max_size=3),
    clears=st.lists(NAMES, max_size=2),
    when=st.lists(TERMS, max_size=2),
    critical=st.sampled_from(("customer", "business", "fatal")),
    feedback=TEXTS,
)
SCENE = _mapping(
    customer=TEXTS | _cases(en=WORDS, es=WORDS),
    replies=st.dictionaries(NAMES, REPLY, max_size=3),
    ending=st.sampled_from(("resolved", "lost", "won")),
    silence=_mapping(after=st.integers(0, 130), next=NEXT, mood=st.integers(-7, 7)),
    skill=NAMES,
    note=WORDS,
)
SOUND = {
    "format": 1,
    "id": "small",
    "version": 1,
    "title": "Small",
    "summary": "A short call.",
    "languages": ["en", "es"],
    "channel": "voice",
    "level": "B1",
    "customer": {"name": "Lucía", "voice": "female", "locales": {"en": "en-US", "es": "es-MX"}},
    "agent": {"company": "Andina", "role": "Agent"},
    "start": "a",
    "scenes": {
        "a": {"customer": "Hello", "replies": {"b": {"agent": "Hi", "next": "done"}}},
        "done": {"customer": "Thanks", "ending": "resolved"},
    },
}
CHANGES = _mapping(
    languages=st.lists(LANGUAGES, max_size=3),
    tags=st.lists(NAMES, max_size=3),
    start=NAMES,
    title=TEXTS,
    records=st.lists(_mapping(label=TEXTS, value=TEXTS), max_size=2),
    scenes=st.dictionaries(NAMES, SCENE, max_size=4),
    certification=NAMES,
    requires=st.lists(_mapping(scenarios=st.lists(NAMES), languages=st.lists(LANGUAGES)), max_size=2),
)
TREES = st.one_of(CHANGES.map(lambda changes: {**SOUND, **changes}), CHANGES, st.recursive(ODD, st.lists))


@settings(INVENTED, max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_are_answered(data: bytes) -> None:
    _hold(data)


@settings(INVENTED, max_examples=200)
@given(MARKUP)
def test_any_signs_are_answered(text: str) -> None:
    _hold(text.encode())


@settings(INVENTED, max_examples=200)
@given(TREES, st.booleans())
def test_any_tree_is_answered(tree: object, flow: bool) -> None:  # noqa: FBT001 - as it is drawn
    _hold(yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False).encode())


@settings(INVENTED, max_examples=100)
@given(MARKUP, st.sampled_from((None, "plays:\n  - replies: [b]\n")))
def test_any_plan_is_answered(plan: str, before: str | None) -> None:
    _hold(yaml.safe_dump(SOUND).encode(), ((before or "") + plan).encode())


def _hold(data: bytes, plan: bytes | None = None) -> None:
    _, _, wrong = attempt(Case(data, plan))
    assert wrong is None, wrong
