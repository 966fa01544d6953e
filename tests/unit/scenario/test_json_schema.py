"""The schema for editors: it says what the reader says, and calls nothing wrong that the reader takes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from authored import SMALL, changed, read
from examples import EXAMPLES
from jsonschema import Draft7Validator
from plain_data import plain

from trainer import i18n
from trainer.app.editor_schema import editor_schema
from trainer.app.starter import starter
from trainer.certification import reading
from trainer.certification.notes import CERTIFICATION_NOTES
from trainer.certification.reading import read_certification
from trainer.scenario import grammar
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.json_schema import Place, scenario_schema, schema_of
from trainer.scenario.nodes import ListNode, MapNode, Node, ScalarNode
from trainer.scenario.notes import SCENARIO_NOTES, WORD_NOTES
from trainer.scenario.pronunciations import read_pronunciations
from trainer.scenario.reading import FileKind

ROOT = Path(__file__).resolve().parents[3]
FORM = "S"
"""The first letter of the codes about form, the only ones that a schema can know."""

WAIT = 'agent: {en: "One moment.", es: "Un momento."}'
WAITED = f"{WAIT}\n        next: done"
FIVE_MORE = "".join(f"      r{number}: {{agent: A, next: done}}\n" for number in range(5))
LEVEL = "level: B1"
ENDING = "ending: resolved"
CERTIFICATION = """\
format: 1
certification: basics
version: 1
title: {en: Basics, es: Bases}
requires:
  - scenarios: [small, other]
    languages: [en]
    at_least: 1
after: []
marks: {empathy: 80}
attempts: {max: 2, wait_days: 0}
valid_days: 365
"""
WHOLE = changed(
    (LEVEL, f"{LEVEL}\nuse: [practice]\ntags: [a]\npass: {{empathy: 80, outcomes: [lost]}}"),
    ("start: opening", "records: [{label: A, value: B}]\narticles: [{title: A, body: B}]\nstart: opening"),
    ("voice: female", "voice: female\n  mood: 1\n  portrait: a\n  address: {es: vos}"),
    (
        "    replies:",
        "    skill: a\n    note: A\n    silence: {after: 9, mood: -1, next: done}\n    replies:",
    ),
    (
        WAITED,
        "agent: A\n        when: [not a]\n        next: [{when: [mood < 0], scene: done}, {scene: done}]",
    ),
    ("customer: Thanks", "customer: [{when: [a], en: A, es: B}, {en: A, es: B, es-CO: C}]"),
    ('"¿En qué le ayudo?"}', '"¿En qué le ayudo?"}\n        sets: [a]\n        clears: [a]'),
)
"""A scenario with every kind of value."""


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    schema = editor_schema()
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def problems(validator: Draft7Validator, text: str) -> list[str]:
    """Return where the schema finds something, as paths into the data."""
    data = plain(read(text).document.root)
    return ["/".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)]


def findings(text: str) -> list[Diagnostic]:
    """Return what the reader finds, whichever kind of file it is."""
    loaded = read(text)
    if loaded.kind is FileKind.CERTIFICATION:
        return list(read_certification(loaded).diagnostics)
    if loaded.kind is FileKind.PRONUNCIATIONS:
        return list(read_pronunciations(loaded).diagnostics)
    return list(loaded.diagnostics)


def yaml_files() -> Iterator[Path]:
    for folder in (ROOT / "scenarios", EXAMPLES, ROOT / "tests" / "playthroughs", Path(__file__).parent):
        yield from (path for path in sorted(folder.rglob("*.yaml")) if not path.name.endswith(".plan.yaml"))


@pytest.mark.parametrize("path", tuple(yaml_files()), ids=lambda path: path.stem)
def test_what_the_reader_takes_for_well_formed_the_schema_takes_too(
    path: Path, validator: Draft7Validator
) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    codes = {found.code for found in findings(text) if found.code[0] in "FSTP" and found.is_error}
    if not codes:
        assert problems(validator, text) == []


# What the reader finds in the second reply, at the top or at the end, and whether a schema can say it.
WRONG = {
    "no format": changed(("format: 1\n", "")),
    "another format": changed(("format: 1", "format: 2")),
    "no title": changed(("title: Small\n", "")),
    "an id of two words": changed(("id: small", "id: Small call")),
    "an id that is a number": changed(("id: small", "id: 12")),
    "a quoted number": changed(("version: 1", 'version: "1"')),
    "version 0": changed(("version: 1", "version: 0")),
    "a misspelled key": changed(("channel:", "chanel:")),
    "an unknown channel": changed(("channel: voice", "channel: email")),
    "an unknown level": changed((LEVEL, "level: D1")),
    "languages without a list": changed(("[en, es]", "en")),
    "no languages": changed(("[en, es]", "[]")),
    "a language twice": changed(("[en, es]", "[en, es, en]")),
    "a language of three letters": changed(("[en, es]", "[en, spa]")),
    "a name that is a number": changed(("name: Lucía", "name: 007")),
    "an empty name": changed(("name: Lucía", "name: ' '")),
    "a locale of another language": changed(("es: es-MX", "es: en-MX")),
    "a locale with an underscore": changed(("es: es-MX", "es: es_MX")),
    "a mood out of range": changed(("voice: female", "voice: female\n  mood: 4")),
    "an unknown form of address": changed(("voice: female", "voice: female\n  address: {es: ud}")),
    "an agent without a role": changed(("agent: {company: Andina, role: Agent}", "agent: {company: Andina}")),
    "a mark over 100": changed((LEVEL, f"{LEVEL}\npass: {{empathy: 101}}")),
    "an unknown outcome": changed((LEVEL, f"{LEVEL}\npass: {{outcomes: [won]}}")),
    "an empty list of uses": changed((LEVEL, f"{LEVEL}\nuse: []")),
    "a record without a value": changed((LEVEL, f"{LEVEL}\nrecords: [{{label: A}}]")),
    "an article with another key": changed((LEVEL, f"{LEVEL}\narticles: [{{title: A, body: B, boby: C}}]")),
    "a tag that is no id": changed((LEVEL, f"{LEVEL}\ntags: [Two words]")),
    "a text that is a list": changed(("title: Small", "title: [Small]")),
    "a text of lists": changed(("title: Small", "title: {en: [A], es: B}")),
    "an empty text": changed(("title: Small", "title: ''")),
    "a text of blanks": changed(("title: Small", "title: {en: ' ', es: B}")),
    "a text cut at a comma": changed(("title: Small", "title: {en: Well, thanks, es: B}")),
    "a text with a condition": changed(("customer: Thanks", "customer: {en: A, es: B, when: [a]}")),
    "no variants": changed(("customer: Thanks", "customer: []")),
    "a variant that is a text": changed(("customer: Thanks", "customer: [Thanks]")),
    "scenes in a list": SMALL[: SMALL.index("scenes:")] + "scenes: [opening]\n",
    "no scenes": SMALL[: SMALL.index("scenes:")] + "scenes: {}\n",
    "a scene's id in capitals": changed(("  done:", "  Done:")),
    "a scene with both": changed((ENDING, f"{ENDING}\n    replies: {{a: {{{WAIT}, next: done}}}}")),
    "a scene with neither": changed(("    ending: resolved\n", "    note: Later\n")),
    "an ending with a skill": changed(("ending: resolved", "ending: resolved\n    skill: patience")),
    "an ending with silence": changed((ENDING, f"{ENDING}\n    silence: {{after: 9, next: done}}")),
    "an unknown ending": changed(("ending: resolved", "ending: solved")),
    "silence too short": changed(("    replies:", "    silence: {after: 2, next: done}\n    replies:")),
    "silence without a next": changed(("    replies:", "    silence: {after: 9}\n    replies:")),
    "a reserved reply": changed(("wait:", "silence:")),
    "seven replies": changed(("      wait:\n", f"{FIVE_MORE}      wait:\n")),
    "a reply without words": changed((f"        {WAIT}\n", "        note: A\n")),
    "four points": changed((WAIT, f"{WAIT}\n        empathy: 4")),
    "points in words": changed((WAIT, f"{WAIT}\n        empathy: three")),
    "an unknown critical error": changed((WAIT, f"{WAIT}\n        critical: yes")),
    "a swing too large": changed((WAIT, f"{WAIT}\n        mood: 7")),
    "a flag twice": changed((WAIT, f"{WAIT}\n        sets: [a, a]")),
    "a flag that is a word of conditions": changed((WAIT, f"{WAIT}\n        sets: [not]")),
    "a condition that is no list": changed((WAIT, f"{WAIT}\n        when: calm")),
    "an empty condition": changed((WAIT, f"{WAIT}\n        when: []")),
    "a case without a scene": changed((WAITED, f"{WAIT}\n        next: [{{when: [a]}}, {{}}]")),
    "no cases": changed((WAITED, f"{WAIT}\n        next: []")),
    "no requirement": CERTIFICATION.replace("requires:", "requires: []\nrequired:"),
    "a requirement without languages": CERTIFICATION.replace("    languages: [en]\n", ""),
    "a mark of 0": CERTIFICATION.replace("empathy: 80", "empathy: 0"),
    "no wait": CERTIFICATION.replace(", wait_days: 0", ""),
    "valid for ever": CERTIFICATION.replace("365", "forever"),
    "a scenario's key": CERTIFICATION + "channel: voice\n",
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_the_reader_calls_wrong_the_schema_does_too(text: str, validator: Draft7Validator) -> None:
    assert {found.code[0] for found in findings(text)} & {FORM, "F"}
    assert problems(validator, text)


@pytest.mark.parametrize(
    "term", ["mood = 3", "mood", "not", "not  mood", "a b", "-a", "mood<", "mood<x", "A"]
)
def test_a_bad_term_is_bad_in_both(term: str, validator: Draft7Validator) -> None:
    text = changed((WAIT, f"{WAIT}\n        when: ['{term}']"))
    assert [found.code for found in findings(text)] == ["S106"]
    assert problems(validator, text) == ["scenes/opening/replies/wait/when/0"]


@pytest.mark.parametrize(
    "term", ["mood<0", "mood  >=  -2", "mood == +003", "a", "not a", "not   a-b", "mood-2", "not-a"]
)
def test_a_good_term_is_good_in_both(term: str, validator: Draft7Validator) -> None:
    text = changed((WAIT, f"{WAIT}\n        when: ['{term}']"))
    assert not [found for found in findings(text) if found.code == "S106"]
    assert problems(validator, text) == []


@pytest.mark.parametrize(
    "written", ["007", "true", "~", "null", "1.5", "0x1F", ".inf", "-3", '"007"', "2026-07-01"]
)
def test_a_text_is_its_characters_as_written(written: str, validator: Draft7Validator) -> None:
    for text in (
        changed(("title: Small", f"title: {written}")),
        changed(("title: Small", f"title: {{en: {written}, es: A}}")),
        changed(("customer: Thanks", f"customer: {written}")),
        changed(("customer: Thanks", f"customer: [{{en: {written}, es: A}}]")),
    ):
        assert findings(text) == []
        assert problems(validator, text) == []


@pytest.mark.parametrize("locale", ["es", "es-419", "ES-mx", "es-Latn-MX", "es-MX-x-norte", "es-u-co-trad"])
def test_a_locale_is_any_of_bcp_47(locale: str, validator: Draft7Validator) -> None:
    text = changed(("es: es-MX", f"es: {locale}"))
    assert findings(text) == []
    assert problems(validator, text) == []


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("{written: Wi-Fi, spoken: guaifai}", []),
        ("{written: SAT, spoken: sat, case: exact}", []),
        ("{written: SAT, spoken: sat, case: some}", ["pronunciations/es/0/case"]),
        ("{written: SAT}", ["pronunciations/es/0"]),
        ("SAT", ["pronunciations/es/0"]),
    ],
)
def test_pronunciations(validator: Draft7Validator, entry: str, found: list[str]) -> None:
    text = f"format: 1\npronunciations: {{es: [{entry}]}}\n"
    assert problems(validator, text) == found
    assert bool(findings(text)) == bool(found)


def test_the_file_to_start_from_and_a_certification(validator: Draft7Validator) -> None:
    assert problems(validator, starter("first-call")) == []
    assert findings(CERTIFICATION) == []
    assert problems(validator, CERTIFICATION) == []


def schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Return every schema inside a schema, itself included."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from schemas(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from schemas(value)


def test_every_key_is_explained_and_nothing_else_is() -> None:
    found = (each.get("description") for each in schemas(editor_schema()))
    told = {each for each in found if isinstance(each, str)}
    meant = {note.meaning for note in (*SCENARIO_NOTES.values(), *CERTIFICATION_NOTES.values())}
    assert meant <= told
    for each in schemas(editor_schema()):
        properties = each.get("properties")
        if isinstance(properties, dict) and "required" in each:
            assert [key for key, value in properties.items() if not value["description"]] == []


def test_every_word_and_every_number_is_explained() -> None:
    for each in schemas(editor_schema()):
        if "enum" in each:
            assert len(each["enumDescriptions"]) == len(each["enum"])
    for words, notes in WORD_NOTES.items():
        assert set(notes) == set(words)


def test_a_default_is_what_an_absent_key_means() -> None:
    properties = scenario_schema()["properties"]
    without = read(SMALL).scenario
    assert without is not None
    defaults = {"use": properties["use"]["default"]}
    defaults["pass"] = {key: value["default"] for key, value in properties["pass"]["properties"].items()}
    lines = "".join(f"\n{key}: {value}" for key, value in defaults.items()).replace("'", "")
    mood = properties["customer"]["properties"]["mood"]["default"]
    written = changed((LEVEL, LEVEL + lines), ("voice: female", f"voice: female\n  mood: {mood}"))
    assert read(written).scenario == without


def test_a_shape_that_the_schema_does_not_know_is_a_defect() -> None:
    with pytest.raises(TypeError, match="no JSON Schema was written for the shape object"):
        schema_of(object(), Place("scenario", {}))


def test_keys_are_those_that_the_reader_knows() -> None:
    schema = editor_schema()
    certification, scenario = schema["then"], schema["else"]["else"]
    assert list(scenario["properties"]) == list(grammar.TOP.shapes)
    assert list(certification["properties"]) == list(reading.TOP.shapes)


def test_patterns_are_those_of_every_dialect() -> None:
    """JavaScript, by which editors judge, knows no flags inside a pattern, and names groups otherwise."""
    for each in schemas(editor_schema()):
        pattern = each.get("pattern")
        if isinstance(pattern, str):
            assert not re.search(r"\(\?[P<#a-zA-Z]|\\[AZ]", pattern)


def test_sentences_are_in_the_language_of_the_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loud:
        def gettext(self, message: str) -> str:
            return f"({message})"

    monkeypatch.setattr(i18n._Active, "catalogue", Loud())
    for each in schemas(editor_schema()):
        for key in ("description", "patternErrorMessage", "errorMessage", "label"):
            if isinstance(each.get(key), str):
                assert each[key].startswith("(")


STAND_INS = (
    "",
    "~",
    "007",
    "3",
    "-3",
    "x",
    "two words",
    "a-b",
    "es-MX",
    "voice",
    "mood < 0",
    "[]",
    "{}",
    "[a]",
    "{en: a}",
)
"""What is written in place of every value in turn."""


def values(node: Node) -> Iterator[ScalarNode]:
    """Return every single value below a node; keys are none."""
    if isinstance(node, ScalarNode):
        yield node
    inside = node.items if isinstance(node, ListNode) else ()
    below = [value for _, value in node.entries] if isinstance(node, MapNode) else inside
    for each in below:
        yield from values(each)


@pytest.mark.parametrize("stand_in", STAND_INS)
def test_no_value_that_the_reader_takes_is_refused(stand_in: str, validator: Draft7Validator) -> None:
    for text in (WHOLE, CERTIFICATION):
        root = read(text).document.root
        assert root is not None
        for value in values(root):
            written = f"{text[: value.start]}{stand_in}{text[value.end :]}"
            if not any(found.is_error for found in findings(written)):
                assert problems(validator, written) == [], written
