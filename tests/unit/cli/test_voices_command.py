"""`puente voices` over a worker that obeys: what is made, what is skipped, and what is told."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from speech_studio import WORKER

from trainer import paths
from trainer.app.speaking_ahead import await_voices, speak_all
from trainer.app.speech import Speaking, Spoken
from trainer.cli import voices
from trainer.cli.main import ABORTED, WRONG_CALL, run
from trainer.settings import Settings
from trainer.speech.cache import LineCache
from trainer.speech.supervisor import Patience
from trainer.speech.synthesizer import Synthesizer

EXAMPLE = Path(__file__).parents[2] / "playthroughs" / "double-charge.yaml"

Engine = Callable[[str], None]

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def worker(tmp_path: Path) -> Path:
    folder = tmp_path / "worker"
    folder.mkdir()
    return folder


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, worker: Path) -> Engine:
    """Let the commands speak with a worker that has the fault given, in a data folder of the test's."""
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path / "data"))
    (tmp_path / "data").mkdir()

    def become(fault: str) -> None:
        def open_voices(folder: Path, *, limit_bytes: int) -> Synthesizer:
            command = (sys.executable, "-I", "-S", str(WORKER), str(worker), fault)
            cache = LineCache(folder, limit_bytes=limit_bytes)
            return Synthesizer(cache, command=command, patience=Patience(backoff_s=(0.0,)))

        monkeypatch.setattr(voices, "open_voices", open_voices)

    become("")
    return become


def prepare(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    status = run(["voices", "prepare", *arguments, "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return status, document


def test_what_was_made_is_known_the_next_time(capsys: pytest.CaptureFixture[str]) -> None:
    status, first = prepare(capsys, str(EXAMPLE))
    assert status == 0
    assert first["complete"] is True
    assert first["scenarios"] == 1
    assert first["made"] + first["known"] == first["lines"] > 5
    assert Path(first["folder"]) == paths.cache_folder() / "speech"
    status, second = prepare(capsys, str(EXAMPLE))
    assert (status, second["made"], second["known"]) == (0, 0, first["lines"])
    assert second["size_bytes"] == first["size_bytes"] > 0


def test_a_language_a_locale_and_paces_narrow_and_widen(capsys: pytest.CaptureFixture[str]) -> None:
    _, spanish = prepare(capsys, str(EXAMPLE), "--language", "es")
    _, mexican = prepare(capsys, str(EXAMPLE), "--locale", "es-MX")
    assert (mexican["lines"], mexican["made"]) == (spanish["lines"], 0)
    assert prepare(capsys, str(EXAMPLE), "--locale", "es-PE")[1]["lines"] == 0
    _, paces = prepare(capsys, str(EXAMPLE), "--language", "es", "--pace", "1.0", "--pace", "0.8")
    assert (paces["lines"], paces["made"]) == (2 * spanish["lines"], spanish["made"])
    _, replies = prepare(capsys, str(EXAMPLE), "--language", "es", "--replies")
    assert replies["lines"] > spanish["lines"]


def test_a_folder_to_hand_out_is_found_by_other_machines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, worker: Path
) -> None:
    shipped = tmp_path / "shipped"
    status, made = prepare(capsys, str(EXAMPLE), "--language", "es", "--output", str(shipped))
    assert (status, made["folder"]) == (0, str(shipped))
    assert not (paths.cache_folder() / "speech").exists()
    command = (sys.executable, "-I", "-S", str(WORKER), str(worker), "dies")
    elsewhere = Synthesizer(LineCache(tmp_path / "own", shared=shipped), command=command)
    try:
        await_voices(elsewhere)
        contents = voices._read_library([EXAMPLE])
        wanted = voices._Wanted(("es",), (), replies=False)
        lines = list(voices._plan(contents, [Settings()], wanted))
        answers = list(speak_all(elsewhere, lines))
    finally:
        elsewhere.close()
    assert len(answers) == made["lines"]
    assert all(isinstance(answer, Spoken) and answer.cached for answer in answers)


def test_lines_without_a_sound_are_counted_by_reason(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine("missing")
    status, found = prepare(capsys, str(EXAMPLE), "--language", "en")
    assert status == 1
    assert found["complete"] is False
    assert found["unspoken"] == [{"reason": "engine-missing", "locale": "en-US", "count": found["lines"]}]
    assert run(["voices", "prepare", str(EXAMPLE), "--language", "en"]) == 1
    assert "No speech program was found" in capsys.readouterr().out


def test_who_interrupts_goes_on_where_it_stood(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = speak_all

    def interrupted(*given: Any) -> Iterator[Speaking]:
        for number, answer in enumerate(whole(*given)):
            yield answer
            if number == 2:
                raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(voices, "speak_all", interrupted)
        assert run(["voices", "prepare", str(EXAMPLE)]) == ABORTED
    assert "what was spoken is kept" in capsys.readouterr().err
    status, found = prepare(capsys, str(EXAMPLE))
    assert status == 0
    assert found["known"] >= 3
    assert found["made"] > 0


def test_a_broken_file_is_told_and_the_others_are_prepared(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copy(EXAMPLE, tmp_path / "good.yaml")
    (tmp_path / "broken.yaml").write_text("format: 1\nid: broken\n", encoding="utf-8")
    status, found = prepare(capsys, str(tmp_path), "--language", "en")
    assert (status, found["scenarios"], found["unspoken"]) == (1, 1, [])
    assert found["broken"] == [str(tmp_path / "broken.yaml")]
    assert run(["voices", "prepare", str(tmp_path), "--language", "en"]) == 1
    assert "puente check" in capsys.readouterr().out


def test_more_than_the_folder_keeps_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "DEFAULT_LIMIT_BYTES", 100_000)
    assert run(["voices", "prepare", str(EXAMPLE)]) == 1
    assert "--output" in capsys.readouterr().out


def test_a_path_that_leads_nowhere_is_a_wrong_call(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["voices", "prepare", str(tmp_path / "nowhere")]) == WRONG_CALL
    assert "nowhere" in capsys.readouterr().err
    assert run(["voices", "prepare", str(EXAMPLE), "--pace", "9"]) == WRONG_CALL


def test_voices_are_listed_for_the_languages_of_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["voices", "list", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {voice["name"] for voice in found["voices"]} == {"Paulina", "Juan", "Samantha", "Alex"}
    assert {each["locale"]: each["voice"] for each in found["locales"]}["es-MX"] == "mx-f"
    assert run(["voices", "list"]) == 0
    assert "Spanish (Mexico) is spoken by Paulina (es-MX)." in capsys.readouterr().out


def test_without_voices_the_list_says_how_to_get_them(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    engine("missing")
    assert run(["voices", "list"]) == 1
    told = capsys.readouterr().out
    assert "Spanish (Colombia): no voice." in told
    assert told.count("\n") >= 3
