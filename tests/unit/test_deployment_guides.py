"""The guides for administrators: what they show works, in both languages alike."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from trainer.app.policy_schema import policy_schema
from trainer.cli.main import COMMANDS
from trainer.policy import KEYS, read_policy

GUIDES = ("deployment.md", "deployment.es.md")


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest, repository: Path) -> str:
    return (repository / "docs" / str(request.param)).read_text(encoding="utf-8")


def test_the_policy_that_is_shown_is_sound_and_whole(
    guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "mariana")
    (shown,) = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    jsonschema.validate(json.loads(shown), policy_schema())
    file = tmp_path / "policy.json"
    file.write_text(shown, encoding="utf-8")
    read = read_policy(file)
    assert read.problems == ()
    assert set(read.keys) == set(KEYS)
    assert set(re.findall(r"^\| `([a-z_]+)` \|", guide, re.MULTILINE)) == set(KEYS)


def test_every_command_that_is_named_exists(guide: str) -> None:
    named = set(re.findall(r"(?:`|^|policy\.json )puente ([a-z][a-z-]+)", guide, re.MULTILINE))
    assert {"self-test", "doctor", "backup", "restore", "pack", "install-pack", "packs"} <= named
    assert named <= set(COMMANDS)


def test_both_guides_say_the_same(repository: Path) -> None:
    english, spanish = ((repository / "docs" / name).read_text(encoding="utf-8") for name in GUIDES)
    for pattern in (r"^#+ ", r"^\| ", r"^```", r"^- "):
        counts = [len(re.findall(pattern, guide, re.MULTILINE)) for guide in (english, spanish)]
        assert counts[0] == counts[1] > 0
