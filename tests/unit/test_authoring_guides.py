"""What the authoring guides promise: every key is told of, every example is what the guide says it is.

An HTML comment above each YAML block says what the block is: `complete`, `certification`, `pronunciations`,
`plan: ID`, or `fragment: top | scenes | replies`, with `gives: CODE` where it shows a mistake.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from trainer import i18n
from trainer.app.checking import check_files
from trainer.app.skills import KNOWN_SKILLS, skill_name
from trainer.cli.main import COMMANDS, run
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.source import SourceFile

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = ("authoring.md", "authoring.es.md")

MARKED = re.compile(
    r"(?:<!-- (?P<marker>[^\n]*) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
TABLE = re.compile(r"<!-- keys: (?P<name>\w+) -->\n\n(?P<rows>(?:\|[^\n]*\n)+)")
ROW = re.compile(r"^\| `(?P<key>[a-z_]+)`(?P<required>\*?) \|", re.MULTILINE)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
CODE_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)

UNKNOWN = 40 * "q"
"""A key that is like no other, so that the answer to it lists those that there are."""

EVERY_MAPPING = (
    f"""\
{UNKNOWN}-scenario: 1
""",
    f"""\
{UNKNOWN}-scenario: 1
languages: [en]
customer: {{{UNKNOWN}-customer: 1}}
agent: {{{UNKNOWN}-agent: 1}}
records: [{{{UNKNOWN}-record: 1}}]
articles: [{{{UNKNOWN}-article: 1}}]
pass: {{{UNKNOWN}-pass: 1}}
scenes:
  one:
    {UNKNOWN}-scene: 1
    silence: {{{UNKNOWN}-silence: 1}}
    replies:
      own: {{{UNKNOWN}-reply: 1}}
      other: {{next: [{{{UNKNOWN}-case: 1}}]}}
""",
    f"""\
{UNKNOWN}-certification: 1
certification: all
""",
    f"""\
certification: all
requires: [{{{UNKNOWN}-requirement: 1}}]
marks: {{{UNKNOWN}-marks: 1}}
attempts: {{{UNKNOWN}-attempts: 1}}
""",
    f"""\
{UNKNOWN}-pronunciations: 1
pronunciations: {{}}
""",
    f"""\
pronunciations: {{es: [{{{UNKNOWN}-pronunciation: 1}}]}}
""",
)
"""Files in which every mapping of the format begins with an unknown key, most of them with nothing else."""

EVERY_MAPPING_OF_A_PLAN = (f"{UNKNOWN}-plan: 1\n", f"plays: [{{{UNKNOWN}-play: 1}}]\n")

TOP = """\
format: 1
id: around
version: 1
title: {en: Around, es: Alrededor}
summary: {en: What stands around an example., es: Lo que rodea un ejemplo.}
languages: [en, es]
channel: voice
level: B1
customer: {name: Ana, voice: female, locales: {en: en-US, es: es-CO}}
agent: {company: Andina, role: {en: Support, es: Soporte}}
start: opening
"""
SCENES = {
    "opening": """\
opening:
  customer: {en: Hello?, es: ¿Bueno?}
  replies:
    hello: {agent: {en: Hello., es: Hola.}, next: verify}
""",
    "verify": """\
verify:
  customer: {en: And now?, es: ¿Y ahora?}
  replies:
    fine: {agent: {en: We are done., es: Ya terminamos.}, next: done}
""",
    "done": "done: {customer: {en: Thanks., es: Gracias.}, ending: resolved}\n",
    "hung-up": "hung-up: {customer: {en: Goodbye., es: Adiós.}, ending: lost}\n",
}
KEY = re.compile(r"^([a-z][a-z0-9_-]*):", re.MULTILINE)
FLAGS_OF_THE_REST = frozenset({"R202", "R203"})
"""What a fragment sets may be tested elsewhere in its file, and the other way round."""


@dataclass(frozen=True, slots=True)
class Example:
    """A block of a guide, and what its marker says of it."""

    guide: str
    line: int
    kind: str
    marker: dict[str, str]
    text: str

    def __str__(self) -> str:
        return f"{self.guide}:{self.line}"


def examples(guide: str) -> Iterator[Example]:
    page = (DOCS / guide).read_text(encoding="utf-8")
    for block in MARKED.finditer(page):
        parts = [part.strip().partition(": ") for part in (block["marker"] or "").split(";") if part]
        marker = {name: value for name, _, value in parts}
        yield Example(guide, page.count("\n", 0, block.start()) + 1, block["kind"], marker, block["text"])


EXAMPLES = [example for guide in GUIDES for example in examples(guide)]
YAML = [example for example in EXAMPLES if example.kind == "yaml"]


def blocks(text: str) -> dict[str, str]:
    """Return a text in blocks, by the key at the left margin that each begins with."""
    starts = [*(match.start() for match in KEY.finditer(text)), len(text)]
    found = (text[start:end] for start, end in pairwise(starts))
    return {block.partition(":")[0]: block for block in found}


def indent(text: str, depth: int) -> str:
    return "".join(f"{' ' * depth}{line}" for line in text.splitlines(keepends=True))


def spliced(example: Example) -> str:
    """Return a whole scenario in which a fragment stands at its place."""
    top, scenes = blocks(TOP), dict(SCENES)
    match example.marker.get("fragment", "top"):
        case "top":
            top |= blocks(example.text)
        case "scenes":
            own = blocks(example.text)
            scenes = own | {name: text for name, text in scenes.items() if name not in own}
            top["start"] = f"start: {next(iter(own))}\n"
        case "replies":
            head = "opening:\n  customer: {en: Hello?, es: ¿Bueno?}\n  replies:\n"
            scenes["opening"] = head + indent(example.text, 4)
        case other:
            pytest.fail(f"{example}: a fragment cannot be {other!r}")
    return f"{''.join(top.values())}scenes:\n{indent(''.join(scenes.values()), 2)}"


def diagnose(text: str, name: str = "example.yaml", plan: str | None = None) -> list[Diagnostic]:
    beside = None if plan is None else SourceFile(Path(name).with_suffix(".plan"), plan.encode())
    file = SourceFile(Path(name), text.encode(), plan=beside)
    return list(check_files([file]).diagnostics)


def told(diagnostics: list[Diagnostic]) -> str:
    return "\n".join(f"{each.line}:{each.column} {each.code} {each.message}" for each in diagnostics)


@pytest.mark.parametrize("example", YAML, ids=str)
def test_an_example_is_what_its_marker_says(example: Example) -> None:
    wanted = set(example.marker.get("gives", "").split())
    match example.marker:
        case {"complete": _} | {"pronunciations": _}:
            found = diagnose(example.text)
            assert {each.code for each in found} == wanted, told(found)
        case {"certification": _}:
            found = diagnose(example.text)
            # The scenarios that it names are not beside it here.
            assert {each.code for each in found} - {"C601"} == wanted, told(found)
        case {"plan": scenario}:
            found = diagnose(whole_file(example.guide, scenario), f"{scenario}.yaml", example.text)
            assert not found, told(found)
        case {"fragment": _} | {"gives": _}:
            found = diagnose(spliced(example))
            codes = {each.code for each in found}
            form = {code for code in codes if code[0] not in "GQ"} - (FLAGS_OF_THE_REST - wanted)
            assert form | (codes & wanted) == wanted, told(found)
        case _:
            pytest.fail(f"{example}: a YAML block without a marker")


def whole_file(guide: str, scenario: str) -> str:
    return next(
        example.text
        for example in YAML
        if example.guide == guide and "complete" in example.marker and f"id: {scenario}\n" in example.text
    )


FOUND = re.compile(
    r'^(?P<file>[a-z-]+)\.yaml:(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]\d{3}) .*?"(?P<id>[a-z-]+)"'
)


@pytest.mark.parametrize("example", [each for each in EXAMPLES if FOUND.match(each.text)], ids=str)
def test_a_finding_that_is_quoted_stands_where_it_says(example: Example) -> None:
    quoted = FOUND.match(example.text)
    assert quoted is not None
    line = whole_file(example.guide, quoted["file"]).splitlines()[int(quoted["line"]) - 1]
    assert line[int(quoted["column"]) - 1 :] == f"{quoted['id']}:"


COMMANDS_SHOWN = [
    (example, line) for example in EXAMPLES if example.kind == "sh" for line in example.text.splitlines()
]


@pytest.mark.parametrize(("example", "line"), COMMANDS_SHOWN, ids=str)
def test_a_command_that_is_shown_can_be_run(
    example: Example, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, *arguments = shlex.split(line)
    assert (program, arguments[0] in COMMANDS) == ("puente", True)
    monkeypatch.chdir(tmp_path)
    file = Path(arguments[1])
    if arguments[0] != "new":
        file.write_text(whole_file(example.guide, file.stem), encoding="utf-8")
    if arguments[0] == "play" and "--replies" not in arguments:
        # A call that a person takes; here the replies stand for the person.
        arguments += ["--replies", ""]
    assert run(arguments) == 0


def declared() -> dict[str, dict[str, bool]]:
    """Return the keys of every mapping of the format and whether each is required, as `check` tells them."""
    keys: dict[str, dict[str, bool]] = {}
    around = TOP + "scenes:\n" + indent("".join(SCENES.values()), 2)
    answers = [*map(diagnose, EVERY_MAPPING)]
    answers += [diagnose(around, plan=plan) for plan in EVERY_MAPPING_OF_A_PLAN]
    for found in answers:
        for each in found:
            written = str(each.arguments.get("key", ""))
            if each.code == "S102" and written.startswith(UNKNOWN):
                missing = {
                    other.arguments["key"]
                    for other in found
                    if other.code == "S101" and (other.line, other.column) == (each.line, each.column)
                }
                known = str(each.arguments["known"]).split(", ")
                name = written.removeprefix(f"{UNKNOWN}-")
                keys.setdefault(name, {key: key in missing for key in known})
    # What makes a file a certification, or pronunciations, cannot be left out of one.
    keys["certification"]["certification"] = True
    keys["pronunciations"]["pronunciations"] = True
    return keys


@pytest.mark.parametrize("guide", GUIDES)
def test_every_key_is_in_its_table_and_no_other(guide: str) -> None:
    page = (DOCS / guide).read_text(encoding="utf-8")
    documented = {
        table["name"]: {row["key"]: bool(row["required"]) for row in ROW.finditer(table["rows"])}
        for table in TABLE.finditer(page)
    }
    assert documented == declared()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_row_of_a_table_of_keys_begins_with_its_key(guide: str) -> None:
    page = (DOCS / guide).read_text(encoding="utf-8")
    for table in TABLE.finditer(page):
        rows = table["rows"].splitlines()[2:]
        assert len(ROW.findall(table["rows"])) == len(rows), table["name"]


def test_the_guides_show_the_same_things() -> None:
    english, spanish = (
        [[*sorted(each.marker), each.marker.get("gives", "")] for each in YAML if each.guide == guide]
        for guide in GUIDES
    )
    assert english == spanish


PAGES = [*sorted(DOCS.parent.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS.parent)))
def test_links_lead_somewhere(page: Path) -> None:
    text = CODE_FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in LINK.finditer(text):
        target = link["target"]
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), target


def anchors(page: str) -> set[str]:
    """Return the anchors that a forge gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", CODE_FENCE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(("guide", "language"), [("authoring.md", "en"), ("authoring.es.md", "es")])
def test_every_skill_is_told_of_by_the_name_that_reports_give_it(guide: str, language: str) -> None:
    i18n.activate(language)
    text = (DOCS / guide).read_text(encoding="utf-8")
    assert [skill for skill in KNOWN_SKILLS if f"| `{skill}` | {skill_name(skill)} |" not in text] == []
