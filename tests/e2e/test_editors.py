"""What an author sees in an editor: a real language server reads the schema that `puente` writes.

The server is that of most editors, locked in `language_server/` beside this file; without it, or without
node, these tests are skipped. What was said is kept in `build/editors-transcript.txt`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from language_client import LanguageClient

from trainer import i18n
from trainer.scenario.model import Outcome
from trainer.scenario.notes import SCENARIO_NOTES

REPOSITORY = Path(__file__).resolve().parents[2]
SERVER = Path(__file__).parent / "language_server" / "node_modules" / ".bin" / "yaml-language-server"
TRANSCRIPT = REPOSITORY / "build" / "editors-transcript.txt"
NAME = "first-call.yaml"
CURSOR = "¦"
"""Where the cursor stands in a text; an author would hardly type it."""

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not SERVER.exists(), reason="the language server is not installed"
)

MISTAKES = {
    "a key is missing": ("version: 1\n", "", 1),
    "a key is misspelled": ("channel: voice", "chanel: voice", "chanel"),
    "another format": ("format: 1", "format: 2", "format: 2"),
    "an id of two words": ("id: first-call", "id: First call", "First call"),
    "a quoted number": ("version: 1", 'version: "1"', '"1"'),
    "an unknown channel": ("channel: voice", "channel: email", "email"),
    "an unknown level": ("level: B1", "level: B7", "B7"),
    "a language that is none": ("languages: [en, es]", "languages: [en, spanish]", "spanish"),
    "a language twice": ("languages: [en, es]", "languages: [en, es, en]", "[en, es, en]"),
    "no list of tags": ("tags: [internet]", "tags: internet", "tags: internet"),
    "a tag of two words": ("tags: [internet]", "tags: [the internet]", "the internet"),
    "a name that is a number": ("name: Elena Robles", "name: 007", "007"),
    "an unknown voice": ("voice: female", "voice: woman", "woman"),
    "a mood beyond the scale": ("  mood: -1\n  address", "  mood: -4\n  address", "mood: -4"),
    "a locale of another language": ("es: es-MX", "es: en-US", "es: en-US"),
    "a text cut at its comma": ("{en: The connection", "{en: Well, the connection", "Well, the"),
    "a text that is a list": ("company: Andina Móvil", "company: [Andina Móvil]", "[Andina Móvil]"),
    "an empty text": ("en: Technical support", 'en: ""', 'en: ""'),
    "a row without a value": ('    value: {en: "Two', '    valve: {en: "Two', "valve"),
    "a start that is no id": ("start: opening", "start: The opening", "The opening"),
    "a scene's id in capitals": ("  waiting:", "  Waiting:", "Waiting:"),
    "a scene without replies or ending": ("    ending: follow-up\n", "", "  waiting:"),
    "an ending with a skill": ("ending: lost", "ending: lost\n    skill: patience", "skill: patience"),
    "an unknown ending": ("ending: resolved", "ending: solved", "ending: solved"),
    "a reply without its words": ("      own-it:\n        agent:", "      own-it:\n        agnet:", "agnet"),
    "a reserved reply": ("      ask-password:", "      silence:", "      silence:"),
    "four points": ("        empathy: 1", "        empathy: 4", "empathy: 4"),
    "a critical error of no kind": ("critical: compliance", "critical: yes", "critical: yes"),
    "a flag that is no id": ("sets: [line-tested]", "sets: [Line tested]", "Line tested"),
    "a condition with one sign of equality": ("when: [mood >= 0]", "when: [mood = 0]", "mood = 0"),
    "a case without a scene": ("{scene: done}", "{}", "- {}"),
    "silence too short": ("silence: {after: 20", "silence: {after: 2", "after: 2,"),
}  # fmt: skip
"""What is replaced in a new file by what, and what stands on the line that is then found wrong."""


@dataclass
class Desk:
    """An author's folder, open in an editor."""

    folder: Path
    client: LanguageClient
    transcript: list[str] = field(default_factory=list)

    @property
    def new_file(self) -> str:
        return (self.folder / NAME).read_text(encoding="utf-8")

    def path(self, title: str) -> Path:
        return self.folder / f"{title.replace(' ', '-')}.yaml"

    def complete(self, title: str, text: str) -> dict[str, dict[str, Any]]:
        """Return what is offered at the cursor, by label."""
        found = self.client.completions(*self._place(title, text))
        offers = (f"{item['label']}\n{indent(item['insertText'], '    ')}" for item in found)
        self.tell(f"Completion: {title}", offers)
        return {item["label"]: item for item in found}

    def hover(self, title: str, text: str) -> str:
        """Return what is told of the place of the cursor."""
        told = self.client.hover(*self._place(title, text))
        self.tell(f"Hover: {title}", [told])
        return told

    def tell(self, heading: str, said: Iterable[str]) -> None:
        """Keep what the server said, for people."""
        self.transcript.append("\n".join((heading, *(indent(each.strip(), "    ") for each in said), "")))

    def _place(self, title: str, text: str) -> tuple[Path, int, int]:
        before, after = text.split(CURSOR)
        path = self.path(title)
        self.client.write(path, before + after)
        return path, before.count("\n"), len(before) - before.rfind("\n") - 1


def puente(*arguments: str, folder: Path, language: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "trainer", *arguments],
        cwd=folder,
        env={**os.environ, "PUENTE_LANGUAGE": language},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("calls")
    puente("new", NAME, folder=folder, language="en")
    with LanguageClient([SERVER, "--stdio"], folder) as client:
        desk = Desk(folder, client)
        # All are opened before the first is asked for, since the server lets a while pass before it judges.
        for title, (old, new, _) in MISTAKES.items():
            assert desk.new_file.count(old), old
            client.write(desk.path(title), desk.new_file.replace(old, new, 1))
        yield desk
    TRANSCRIPT.parent.mkdir(exist_ok=True)
    TRANSCRIPT.write_text("\n".join(sorted(desk.transcript)), encoding="utf-8")


def added(text: str, at: str, new: str) -> str:
    """Return a text with something behind the first place of `at`."""
    before, found, after = text.partition(at)
    assert found
    return before + found + new + after


def test_a_new_file_has_nothing_to_mend(desk: Desk) -> None:
    path = desk.folder / NAME
    desk.client.write(path, desk.new_file)
    assert desk.client.diagnostics(path) == []


def test_the_library_has_nothing_to_mend(desk: Desk) -> None:
    first_line = desk.new_file.partition("\n")[0]
    texts = {
        desk.path(f"library-{path.stem}"): f"{first_line}\n{path.read_text(encoding='utf-8')}"
        for path in (REPOSITORY / "scenarios").rglob("*.yaml")
    }
    assert texts
    for path, text in texts.items():
        desk.client.write(path, text)
    assert [path.name for path in texts if desk.client.diagnostics(path)] == []


@pytest.mark.parametrize("title", MISTAKES)
def test_a_mistake_is_found_on_its_line(desk: Desk, title: str) -> None:
    old, new, where = MISTAKES[title]
    text = desk.new_file.replace(old, new, 1)
    lines = text.splitlines()
    if isinstance(where, str):
        expected = next(number for number, line in enumerate(lines) if where in line)
    else:
        # What lacks at the top is told where the mapping begins, behind the comments.
        expected = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    found = desk.client.diagnostics(desk.path(title))
    told = (f"{each['range']['start']['line'] + 1}: {each['message']}" for each in found)
    desk.tell(f"Mistake: {title}, on line {expected + 1}: {lines[expected].strip()}", told)
    assert expected in {each["range"]["start"]["line"] for each in found}


def test_a_reason_is_told_in_the_words_of_the_format(desk: Desk) -> None:
    (found,) = desk.client.diagnostics(desk.path("a condition with one sign of equality"))
    assert found["message"].startswith('A condition is "flag", "not flag", or "mood < 0"')


class TestCompletion:
    def test_the_keys_at_the_top(self, desk: Desk) -> None:
        offered = desk.complete("keys at the top", added(desk.new_file, "tags: [internet]\n", f"{CURSOR}\n"))
        assert {"use", "pass"} <= set(offered)
        assert "channel" not in offered
        assert offered["pass"]["insertText"].startswith("pass:\n  empathy: ")

    def test_an_empty_file(self, desk: Desk) -> None:
        first_line = desk.new_file.partition("\n")[0]
        offered = desk.complete("an empty file", f"{first_line}\n{CURSOR}\n")
        assert {"format", "id", "title", "scenes", "a certification"} <= set(offered)
        assert "requires:\n" in offered["a certification"]["insertText"]

    def test_the_keys_of_a_certification(self, desk: Desk) -> None:
        first_line = desk.new_file.partition("\n")[0]
        offered = desk.complete(
            "keys of a certification", f"{first_line}\nformat: 1\ncertification: basics\n{CURSOR}\n"
        )
        assert {"requires", "after", "marks", "valid_days"} <= set(offered)
        assert "scenes" not in offered

    def test_the_keys_of_a_reply(self, desk: Desk) -> None:
        text = added(desk.new_file, "        resolution: 3\n", f"        {CURSOR}\n")
        offered = desk.complete("keys of a reply", text)
        assert {"register", "critical", "sets", "clears", "when", "feedback"} <= set(offered)
        assert "agent" not in offered
        assert "ending" not in offered
        assert offered["feedback"]["insertText"] == 'feedback:\n  en: "$1"\n  es: "$2"'

    def test_a_whole_reply(self, desk: Desk) -> None:
        text = added(desk.new_file, "    replies:\n", f"      {CURSOR}\n")
        inserted = desk.complete("a whole reply", text)["a reply"]["insertText"]
        for key in ("agent:", "empathy:", "resolution:", "feedback:", "next:"):
            assert key in inserted

    def test_a_whole_scene(self, desk: Desk) -> None:
        offered = desk.complete("a whole scene", added(desk.new_file, "\nscenes:\n", f"  {CURSOR}\n"))
        assert "replies:" in offered["a scene with two replies"]["insertText"]
        assert "ending:" in offered["a scene that ends the call"]["insertText"]

    def test_the_keys_of_a_scene(self, desk: Desk) -> None:
        offered = desk.complete(
            "keys of a scene", added(desk.new_file, "\nscenes:\n", f"  more:\n    {CURSOR}\n")
        )
        assert {"customer", "replies", "ending", "skill", "silence", "note"} <= set(offered)

    def test_the_channels(self, desk: Desk) -> None:
        offered = desk.complete("channels", desk.new_file.replace("channel: voice", f"channel: {CURSOR}"))
        assert set(offered) == {"voice", "chat"}

    def test_the_endings(self, desk: Desk) -> None:
        offered = desk.complete("endings", desk.new_file.replace("ending: lost", f"ending: {CURSOR}"))
        assert set(offered) == set(Outcome)
        assert offered["follow-up"]["documentation"] == "Somebody will have to come back to it."

    def test_the_points(self, desk: Desk) -> None:
        offered = desk.complete("points", desk.new_file.replace("empathy: 1", f"empathy: {CURSOR}"))
        assert set(offered) == {"0", "1", "2", "3"}

    def test_the_languages_of_a_text(self, desk: Desk) -> None:
        text = desk.new_file.replace(
            "  role: {en: Technical support, es: Soporte técnico}", f"  role:\n    en: A\n    {CURSOR}"
        )
        offered = desk.complete("languages of a text", text)
        assert {"es", "es-MX", "es-CO"} <= set(offered)
        assert "en" not in offered

    def test_a_text_in_both_languages(self, desk: Desk) -> None:
        text = desk.new_file.replace("company: Andina Móvil", f"company: {CURSOR}")
        offered = desk.complete("a text in both languages", text)
        assert set(offered) == {"in English and Spanish"}

    def test_the_locales(self, desk: Desk) -> None:
        text = desk.new_file.replace("locales: {en: en-US, es: es-MX}", f"locales:\n    es: {CURSOR}")
        assert {"es-MX", "es-CO"} <= set(desk.complete("locales", text))

    def test_what_follows(self, desk: Desk) -> None:
        text = desk.new_file.replace("        next: waiting\n", f"        next: {CURSOR}\n")
        assert set(desk.complete("what follows", text)) == {"one scene", "it depends"}


HOVERS = {
    "cha¦nnel: voice": "scenario.channel",
    "a¦gent:\n          en": "reply.agent",
    "n¦ext: waiting": "reply.next",
    "emp¦athy: 1": "reply.empathy",
    "sile¦nce: {": "scene.silence",
    "own-¦it:": "replies.*",
    "hung-u¦p:": "scenes.*",
    "w¦hen: [mood >= 0]": "variant.when",
}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("place", HOVERS)
def test_a_key_is_explained_in_the_language_of_the_interface(desk: Desk, place: str, language: str) -> None:
    schema = desk.folder / f"schema.{language}.json"
    if not schema.exists():
        schema.write_text(puente("schema", folder=desk.folder, language=language), encoding="utf-8")
    text = desk.new_file.replace("./puente.schema.json", f"./{schema.name}")
    told = desk.hover(
        f"{place.partition(':')[0].replace(CURSOR, '')} ({language})",
        text.replace(place.replace(CURSOR, ""), place, 1),
    )
    i18n.activate(language)
    meaning = i18n.gettext(SCENARIO_NOTES[HOVERS[place]].meaning)
    i18n.activate("en")
    assert meaning in told.replace("\\", "")


def test_a_word_is_explained(desk: Desk) -> None:
    told = desk.hover(
        "a critical error", desk.new_file.replace("critical: compliance", f"critical: compl{CURSOR}iance")
    )
    assert "It breaks a law or a rule" in told
