"""The guides to editors say what is so: the first line, the hooks and the settings that they show."""

import json
import re
from pathlib import Path

import pytest
import yaml

from trainer.app.starter import SCHEMA_NAME, starter

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = ("editors.md", "editors.es.md")


def blocks(guide: str, language: str) -> list[str]:
    text = (DOCS / guide).read_text(encoding="utf-8")
    return [str(block) for block in re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_first_line_is_that_of_a_new_file(guide: str) -> None:
    first_line, _ = blocks(guide, "yaml")
    assert starter("a").startswith(first_line)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_hooks_are_there(guide: str, repository: Path) -> None:
    manifest = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    known = {hook["id"] for hook in manifest}
    _, configuration = blocks(guide, "yaml")
    (repo,) = yaml.safe_load(configuration)["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= known
    assert set(re.findall(r"`(puente-check[a-z-]*)`", (DOCS / guide).read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize("guide", GUIDES)
def test_the_settings_name_the_schema(guide: str) -> None:
    (settings,) = blocks(guide, "json")
    assert list(json.loads(settings)["yaml.schemas"]) == [SCHEMA_NAME]
