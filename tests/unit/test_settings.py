import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.settings import Appearance, Motion, Settings, SettingsFile, WindowPlace


def test_nothing_chosen_gives_the_defaults_and_writes_nothing(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    assert file.current == Settings()
    assert list(tmp_path.iterdir()) == []


def test_what_was_changed_is_there_after_a_restart(tmp_path: Path) -> None:
    changed = SettingsFile(tmp_path / "new").change(
        interface_language="es",
        appearance=Appearance.HIGH_CONTRAST,
        text_scale=1.5,
        reduced_motion=Motion.REDUCED,
        captions=False,
        voices={"es-MX": "sabina"},
        practice_time_limits=False,
        last_trainee="somebody",
        window=WindowPlace(1, 2, 1280, 800, maximized=True),
    )
    again = SettingsFile(tmp_path / "new").current
    assert again == changed
    assert again.appearance is Appearance.HIGH_CONTRAST
    assert again.voices == {"es-MX": "sabina"}
    assert again.window == WindowPlace(1, 2, 1280, 800, maximized=True)


def test_numbers_are_brought_into_their_range(tmp_path: Path) -> None:
    changed = SettingsFile(tmp_path).change(text_scale=9, speech_rate=0, volume=-1)
    assert (changed.text_scale, changed.speech_rate, changed.volume) == (2.0, 0.5, 0.0)


def test_what_this_version_does_not_know_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"invented_later": [1, 2], "captions": false}', encoding="utf-8")
    SettingsFile(tmp_path).change(volume=0.25)
    assert json.loads(path.read_text(encoding="utf-8"))["invented_later"] == [1, 2]
    assert SettingsFile(tmp_path).current.captions is False


def test_settings_make_no_folder_in_the_place_of_a_drive_that_is_gone(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "drive" / "data")
    with pytest.raises(FileNotFoundError):
        file.change(volume=0.5)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_a_damaged_file_is_set_aside_whole(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(damage)
    file = SettingsFile(tmp_path)
    assert file.current == Settings()
    assert file.set_aside is not None
    assert file.set_aside.read_bytes() == damage
    file.change(captions=False)
    assert SettingsFile(tmp_path).current.captions is False


def test_a_value_that_makes_no_sense_does_not_spoil_the_others(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(
        '{"appearance": "purple", "text_scale": "big", "captions": 1, "voices": 3, "window": {"x": 1},'
        ' "volume": 0.5, "last_trainee": 7}',
        encoding="utf-8",
    )
    file = SettingsFile(tmp_path)
    assert file.current == Settings(volume=0.5)
    assert file.set_aside is None


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SettingsFile(tmp_path)
    file.change(volume=0.5)

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        file.change(volume=0.75)
    assert file.current.volume == 0.75
    assert SettingsFile(tmp_path).current.volume == 0.5
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | st.text("aé1", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["x", "y", "width", "height", "es"]), inner, max_size=3)
    ),
    max_leaves=8,
)
names = st.sampled_from([*Settings.__dataclass_fields__, "unknown"])


@settings(deadline=None)  # it writes a file each time
@given(known=st.dictionaries(names, anything, max_size=6))
def test_no_file_of_json_keeps_the_program_from_starting(
    tmp_path_factory: pytest.TempPathFactory, known: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / "settings.json").write_text(json.dumps(known), encoding="utf-8")
    current = SettingsFile(folder).current
    assert 0.8 <= current.text_scale <= 2.0
    assert isinstance(current.captions, bool)
