"""`puente voices recorded`: what it notes makes `check` warn once the words change."""

import json
from pathlib import Path

import pytest
from measuring import tone

from trainer.app.recordings import MANIFEST, audio_folder
from trainer.cli.main import run
from trainer.speech.wave_file import write_samples

EXAMPLE = Path(__file__).parents[2] / "playthroughs" / "double-charge.yaml"
OPENING = "es/scenes.opening.customer.wav"


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "double-charge.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    return path


def record(scenario: Path, *names: str) -> None:
    for name in names:
        path = audio_folder(scenario) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_samples(path, tone(300, seconds=0.02, rate=8000), 8000)


def stale(scenario: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[int, int, str]]:
    capsys.readouterr()
    run(["check", str(scenario), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return [(each["line"], each["column"], each["message"]) for each in found if each["code"] == "T305"]


def test_words_that_change_after_the_recording_are_reported(
    scenario: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(scenario, OPENING, "es-MX/scenes.verify.customer.0.wav")
    assert stale(scenario, capsys) == []  # nobody noted what they say
    assert run(["voices", "recorded", str(scenario)]) == 0
    assert "2 recordings noted" in capsys.readouterr().out
    assert stale(scenario, capsys) == []
    text = scenario.read_text(encoding="utf-8")
    changed = text.replace("Me cobraron dos veces este mes", "Me cobraron tres veces este mes")
    scenario.write_text(changed, encoding="utf-8")
    line = changed[: changed.index("Me cobraron tres")].count("\n") + 1
    ((found_line, _, message),) = stale(scenario, capsys)
    assert found_line == line
    assert OPENING in message
    run(["voices", "recorded", str(scenario)])
    assert stale(scenario, capsys) == []


def test_a_recording_that_belongs_to_no_line_is_told(
    scenario: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(scenario, OPENING, "es/scenes.openin.customer.wav", "fr/scenes.opening.customer.wav")
    assert run(["voices", "recorded", str(scenario)]) == 1
    told = capsys.readouterr().err
    assert "scenes.openin.customer.wav belongs to no line" in told
    assert str(Path("fr", "scenes.opening.customer.wav")) in told
    assert list(json.loads((audio_folder(scenario) / MANIFEST).read_bytes())) == [OPENING]


def test_without_recordings_it_says_where_they_should_lie(
    scenario: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["voices", "recorded", str(scenario)]) != 0
    assert str(audio_folder(scenario)) in capsys.readouterr().err


def test_a_recording_that_was_taken_away_is_not_reported(
    scenario: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(scenario, OPENING)
    run(["voices", "recorded", str(scenario)])
    (audio_folder(scenario) / OPENING).unlink()
    scenario.write_text(
        scenario.read_text(encoding="utf-8").replace("dos veces", "tres veces"), encoding="utf-8"
    )
    assert stale(scenario, capsys) == []
