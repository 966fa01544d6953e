"""Files taken together: R204, and the order of what is found."""

from pathlib import Path

from authored import SMALL, brief, changed, read

from trainer.app.checking import check_files
from trainer.scenario.diagnostics import in_order
from trainer.scenario.source import SourceFile

CERTIFICATION = "format: 1\ncertification: small\nversion: 1\ntitle: A\nrequires: []\n"


def clashes(**texts: str) -> list[str]:
    """Return where ids clash among files, each named by a letter."""
    files = [SourceFile(Path(f"{name}.yaml"), text.encode()) for name, text in texts.items()]
    found = check_files(files).diagnostics
    return [f"{each.path}:{brief(each)}" for each in found if each.code == "R204"]


def test_the_later_of_two_files_with_one_id_is_reported() -> None:
    assert clashes(c=SMALL, a=SMALL, b=SMALL) == ["b.yaml:2:5:R204", "c.yaml:2:5:R204"]


def test_the_message_names_the_other_file() -> None:
    files = [SourceFile(Path(name), SMALL.encode()) for name in ("a.yaml", "b.yaml")]
    assert any("a.yaml" in each.message for each in check_files(files).diagnostics if each.code == "R204")


def test_files_of_different_kinds_may_share_an_id() -> None:
    assert clashes(a=SMALL, b=CERTIFICATION) == []
    assert clashes(a=CERTIFICATION, b=CERTIFICATION) == ["b.yaml:2:16:R204"]


def test_files_without_an_id_do_not_clash() -> None:
    assert clashes(a="id: [small]\n", b=SMALL, c="", d="pronunciations: 1") == []


def test_findings_are_sorted_by_path_line_column_and_code() -> None:
    text = changed(("id: small", "id: &a Small"), ("version: 1", "version: 0"), ("level: B1", "level: 1"))
    found = [*read(text, "b.yaml").diagnostics, *read(text, "a.yaml").diagnostics]
    keys = [(str(each.path), each.line, each.column, each.code) for each in in_order(reversed(found))]
    assert keys == sorted(keys)
    assert [key[3] for key in keys[:2]] == ["F004", "S103"]
