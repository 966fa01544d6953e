"""The services as the program builds them, over a real data folder."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer import paths
from trainer.app.faults import AlreadyOpenFault, FolderMissingFault
from trainer.app.ports import NewTrainee, TimeAllowance
from trainer.app.services import Services
from trainer.bootstrap import build_services
from trainer.scenario.model import Use
from trainer.settings import SettingsFile

SOMEBODY = NewTrainee("Mariana Ortega", ("en", "es"), "es", 1.0, TimeAllowance.AS_AUTHORED)


@pytest.fixture
def services() -> Iterator[Services]:
    built = build_services()
    yield built
    built.close()


def test_what_comes_with_the_program_is_there_and_whole(services: Services) -> None:
    assert len(services.library.scenarios) == 24
    assert list(services.library.certifications) == [
        "bilingual-foundation",
        "chat-specialist",
        "senior-support",
        "spanish-voice",
    ]
    assert services.library.broken == ()
    assert all(entry.bundled for entry in services.library.scenarios.values())


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_bundled_scenario_can_be_played_perfectly_and_looked_back_at(
    services: Services, language: str
) -> None:
    trainee = services.profiles.create(SOMEBODY)
    for scenario in services.library.scenarios:
        call = services.practice.begin(trainee, scenario, language, Use.ASSESSMENT)
        for move in services.library.standard(scenario).moves:
            call.take(move.reply, 3.0)
        assert call.finish is not None
        assert services.debriefs.debrief(call.attempt).passed
    overview = services.home.overview(trainee)
    path = overview.path[0]
    assert path.met == path.total // 2


def test_files_of_this_machine_join_the_library_and_a_broken_one_is_named(
    services: Services, repository: Path
) -> None:
    mine = paths.user_scenarios_folder()
    mine.mkdir()
    source = (repository / "scenarios" / "double-charge.yaml").read_text(encoding="utf-8")
    (mine / "mine.yaml").write_text(source.replace("id: double-charge", "id: my-charge", 1), encoding="utf-8")
    (mine / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    services.library.reload()
    assert not services.library.scenario("my-charge").bundled
    assert [each.path for each in services.library.broken] == [mine / "broken.yaml"]


def test_a_folder_that_cannot_be_listed_does_not_keep_the_library_shut(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = paths.user_scenarios_folder()
    mine.mkdir()

    def refuse(folder: Path, onerror: object) -> Iterator[object]:
        assert callable(onerror)
        if Path(folder) == mine:
            onerror(PermissionError(13, "Permission denied", str(folder)))
        return iter(())

    monkeypatch.setattr("os.walk", refuse)
    services.library.reload()
    assert [each.path for each in services.library.broken] == [mine]
    assert services.library.broken[0].problems[0].code == "F001"


def test_a_second_program_is_refused_until_the_first_has_closed() -> None:
    first = build_services()
    with pytest.raises(AlreadyOpenFault):
        build_services()
    first.close()
    build_services().close()


def test_what_fails_while_it_is_built_lets_go_of_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_folder: Path, **_limits: int) -> None:
        raise RuntimeError("a defect")

    with monkeypatch.context() as broken:
        broken.setattr("trainer.bootstrap.LineCache", fail)
        with pytest.raises(RuntimeError, match="a defect"):
            build_services()
    build_services().close()


def test_time_limits_in_practice_follow_the_windows_settings() -> None:
    settings = SettingsFile(paths.data_folder())
    services = build_services(settings)
    trainee = services.profiles.create(SOMEBODY)
    limited = next(
        opened.scenario
        for opened in map(services.library.open, services.library.scenarios)
        if any(scene.silence is not None for scene in opened.scenario.scenes.values())
    )
    call = services.practice.begin(trainee, limited.id, "en", Use.PRACTICE)
    moves = iter(services.library.standard(limited.id).moves)
    while call.step.silence is None:
        call.take(next(moves).reply, 1.0)
    assert call.silence_seconds() == call.step.silence.after
    settings.change(practice_time_limits=False)
    assert call.silence_seconds() is None
    services.close()


def test_the_log_is_kept_in_the_data_folder_and_let_go_of() -> None:
    services = build_services()
    logging.getLogger("trainer.anything").warning("the line to find")
    services.close()
    logging.getLogger("trainer.anything").warning("the line too late")
    log = (services.folders.logs / "puente.log").read_text(encoding="utf-8")
    assert "the line to find" in log
    assert "the line too late" not in log


def test_nothing_is_made_in_the_place_of_a_drive_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUENTE_DATA", str(tmp_path / "drive" / "puente"))
    with pytest.raises(FolderMissingFault):
        build_services()
    assert list(tmp_path.iterdir()) == []


def test_the_usual_folder_is_made_with_all_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUENTE_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share" / "local"))
    monkeypatch.setenv("HOME", str(tmp_path))
    services = build_services()
    assert services.folders.records.is_file()
    assert services.folders.data.is_relative_to(tmp_path)
    services.close()
