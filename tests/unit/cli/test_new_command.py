"""`puente new` and `puente schema`: what they write, and what they refuse."""

import json
import re
import sys
from pathlib import Path

import pytest

from trainer import i18n
from trainer.app.checking import check_files
from trainer.app.editor_schema import MADE_BY, editor_schema
from trainer.app.starter import COMMENTS, SCHEMA_NAME, slug_of, starter
from trainer.cli.main import WRONG_CALL, run
from trainer.scenario.reading import load
from trainer.scenario.source import SourceFile
from trainer.storage.scenario_files import read_file

FIRST_LINE = "# yaml-language-server: $schema=./puente.schema.json\n"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUENTE_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line that a wrong call gets."""
    assert run(["new", *arguments]) == WRONG_CALL
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err


class TestNew:
    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    def test_the_file_has_nothing_to_mend(
        self, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("PUENTE_LANGUAGE", language)
        assert run(["new", "late-parcel.yaml"]) == 0
        assert "late-parcel.yaml" in capsys.readouterr().out
        assert run(["check", "--strict", "."]) == 0
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    def test_its_comments_are_in_the_language_of_the_interface(
        self, language: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PUENTE_LANGUAGE", language)
        assert run(["new", "a.yaml"]) == 0
        comments = " ".join(
            re.findall(r"^ *# (.*)", Path("a.yaml").read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert [message for message in COMMENTS.values() if i18n.gettext(message) not in comments] == []

    def test_whatever_a_translator_writes_stays_a_comment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Careless:
            def gettext(self, message: str) -> str:
                return f"{message}\nkey: [\n\ttab {message}" * 3

        monkeypatch.setattr(i18n._Active, "catalogue", Careless())
        assert load(SourceFile(Path("a.yaml"), starter("a").encode())).diagnostics == ()

    def test_the_first_line_names_the_schema_that_stands_beside_it(self) -> None:
        assert run(["new", "a.yml"]) == 0
        assert Path("a.yml").read_text(encoding="utf-8").startswith(FIRST_LINE)
        assert json.loads(Path(SCHEMA_NAME).read_text(encoding="utf-8")) == editor_schema()
        assert sorted(path.name for path in Path().iterdir()) == ["a.yml", SCHEMA_NAME]

    def test_its_id_comes_from_the_name(self) -> None:
        assert run(["new", "Devolución número 2.yaml"]) == 0
        loaded = load(read_file(Path("Devolución número 2.yaml")))
        assert loaded.scenario is not None
        assert loaded.scenario.id == "devolucion-numero-2"

    def test_two_new_files_are_two_scenarios(self) -> None:
        assert run(["new", "one.yaml"]) == 0
        assert run(["new", "two.yaml"]) == 0
        assert check_files([read_file(Path("one.yaml")), read_file(Path("two.yaml"))]).diagnostics == []

    def test_nothing_is_overwritten(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("a.yaml").write_text("mine", encoding="utf-8")
        assert refused(capsys, "a.yaml") == "puente: a.yaml is there already; choose another name\n"
        assert Path("a.yaml").read_text(encoding="utf-8") == "mine"
        assert not Path(SCHEMA_NAME).exists()

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
    def test_nothing_is_written_through_a_link_that_leads_nowhere(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("a.yaml").symlink_to("elsewhere.yaml")
        refused(capsys, "a.yaml")
        assert not Path("elsewhere.yaml").exists()

    def test_no_folder_is_made(self, capsys: pytest.CaptureFixture[str]) -> None:
        expected = "puente: there is no folder gone; make it first, or choose another\n"
        assert refused(capsys, "gone/a.yaml") == expected
        assert not Path("gone").exists()

    def test_a_folder_is_no_file(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("calls.yaml").mkdir()
        assert "is there already" in refused(capsys, "calls.yaml")

    def test_a_name_that_check_would_pass_over(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert refused(capsys, "a.txt") == "puente: a.txt does not end in .yaml; name it so\n"
        assert "does not end in .yaml" in refused(capsys, ".yaml")

    def test_a_name_without_an_id(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "no id can be made of the name 12.yaml" in refused(capsys, "12.yaml")
        assert list(Path().iterdir()) == []

    def test_a_disk_that_refuses(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        written = Path.open

        def refuse(path: Path, mode: str = "r", **options: str) -> object:
            if mode == "x":
                raise PermissionError(13, "Permission denied")
            return written(path, mode, **options)  # type: ignore[call-overload]  # passed on as it came

        monkeypatch.setattr(Path, "open", refuse)
        assert "a.yaml cannot be written (Permission denied)" in refused(capsys, "a.yaml")

    def test_an_old_schema_is_brought_up_to_date(self) -> None:
        Path(SCHEMA_NAME).write_text(json.dumps({"$comment": MADE_BY}), encoding="utf-8")
        assert run(["new", "a.yaml"]) == 0
        assert json.loads(Path(SCHEMA_NAME).read_text(encoding="utf-8")) == editor_schema()

    @pytest.mark.parametrize("content", [b"{}", b"\xff\xfe"])
    def test_a_schema_that_is_not_ours_is_left_alone(
        self, content: bytes, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path(SCHEMA_NAME).write_bytes(content)
        assert "move it away first" in refused(capsys, "a.yaml")
        assert Path(SCHEMA_NAME).read_bytes() == content
        assert not Path("a.yaml").exists()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("late-parcel", "late-parcel"),
        ("Late  Parcel_2", "late-parcel-2"),
        ("2 años después", "anos-despues"),
        ("¿Dónde está?", "donde-esta"),
        ("-a--b-", "a-b"),
        ("x" * 70, "x" * 64),
        (f"{'x' * 63} y", "x" * 63),
        ("123", None),
        ("电话", None),
        ("", None),
    ],
)
def test_an_id_is_made_of_what_is_left_of_a_name(name: str, slug: str | None) -> None:
    assert slug_of(name) == slug


def test_the_schema_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == editor_schema()
    assert printed.err == ""
