"""What the guide to plans promises: its plans come true or not as it says, and it tells of every key.

An HTML comment above a YAML block says what the block is: `plan`, or `plan: differs` with what `check` says
of it in the next block.
"""

import json
import re
import shlex
from pathlib import Path

import pytest

from trainer.analysis.plans.reading import PLAY, read_plan
from trainer.cli.main import run
from trainer.scenario.source import SourceFile

HERE = Path(__file__).parent
DOCS = HERE.parent.parent / "docs"
GUIDES = {"en": DOCS / "playthroughs.md", "es": DOCS / "playthroughs.es.md"}
PLAN = re.compile(r"^<!-- plan -->\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DIFFERS = re.compile(
    r"^<!-- plan: differs -->\n```yaml\n(.*?)^```$.*?^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
COMMAND = re.compile(r"^```sh\npuente (play .*)\n```$", re.MULTILINE)
KEY = re.compile(r"^\| `([a-z]+)`(\*?) \|", re.MULTILINE)
KEYS = re.compile(r"<!-- keys -->\n\n((?:\|[^\n]*\n)+)")


@pytest.fixture(params=GUIDES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def guide(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PUENTE_LANGUAGE", language)
    monkeypatch.chdir(tmp_path)
    Path("double-charge.yaml").write_bytes((HERE / "double-charge.yaml").read_bytes())
    return GUIDES[language].read_text(encoding="utf-8")


def test_the_plan_comes_true(guide: str) -> None:
    (plan,) = PLAN.findall(guide)
    Path("double-charge.plan").write_text(plan, encoding="utf-8")
    assert run(["check", "double-charge.yaml"]) == 0


def test_both_guides_show_the_same_plans() -> None:
    texts = [path.read_text(encoding="utf-8") for path in GUIDES.values()]
    first, second = ([plan for plan, _said in DIFFERS.findall(text)] for text in texts)
    assert first == second
    plays = [read_plan(SourceFile(Path(), PLAN.findall(text)[0].encode())).plays for text in texts]
    assert plays[0] == plays[1]
    assert plays[0]


def test_what_differs_is_said_as_the_guide_says_it(guide: str, capsys: pytest.CaptureFixture[str]) -> None:
    ((plan, said),) = DIFFERS.findall(guide)
    Path("double-charge.plan").write_text(plan, encoding="utf-8")
    assert run(["check", "double-charge.yaml"]) == 1
    printed = [line for line in capsys.readouterr().out.splitlines() if " E8" in line]
    expected = said.splitlines()
    assert [line.split()[:2] for line in printed] == [line.split()[:2] for line in expected]
    # A sentence that is still to be translated is said in English; that none is left so is another test's.
    ((_, in_english),) = DIFFERS.findall(GUIDES["en"].read_text(encoding="utf-8"))
    assert printed in (expected, in_english.splitlines())


def test_every_key_is_told_of(guide: str) -> None:
    (table,) = KEYS.findall(guide)
    told = {key: bool(star) for key, star in KEY.findall(table)}
    assert told == {key: key in PLAY.fields.required for key in PLAY.fields.shapes}


def test_the_numbers_come_from_where_the_guide_says(guide: str, capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = COMMAND.findall(guide)
    assert run(shlex.split(command)) == 0
    played = json.loads(capsys.readouterr().out)
    (plan,) = PLAN.findall(guide)
    plays = read_plan(SourceFile(Path("double-charge.plan"), plan.encode())).plays
    assert plays is not None
    planned = plays[1]
    assert list(planned.replies) == [decision["reply"] for decision in played["decisions"]]
    assert planned.ending == played["ending"]["scene"]
    assert planned.outcome == played["ending"]["outcome"]
    assert planned.scores == {name: played["scores"][name]["score"] for name in planned.scores}
    assert list(planned.reasons) == played["reasons"]
    assert [each._asdict() for each in planned.critical or ()] == played["critical"]
