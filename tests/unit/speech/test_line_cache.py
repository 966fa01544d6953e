"""The cache hands out whole files only, and stays within its bounds."""

import errno
import os
import threading
import wave
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.app.speech import UnspokenReason
from trainer.speech.cache import (
    ABANDONED_AFTER_S,
    LEFT_FREE_BYTES,
    CacheError,
    LineCache,
    LineIdentity,
)
from trainer.speech.wave_file import WaveError

LINE = LineIdentity(
    engine="espeak",
    engine_version="1.52.0",
    voice_id="roa/es-419",
    words_per_minute=165,
    pitch=0.0,
    loudness=0.0,
    telephone=False,
    text="Buenas tardes",
)
FRAMES = 8000
FILE_BYTES = 44 + 2 * FRAMES


def write_tone(path: Path, frames: int = FRAMES) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x10\x20" * frames)


def keep(cache: LineCache, identity: LineIdentity = LINE, *, used_at: float | None = None) -> Path:
    unfinished = cache.reserve()
    write_tone(unfinished)
    path = cache.keep(unfinished, identity).path
    if used_at is not None:
        os.utime(path, (used_at, used_at))
    return path


def numbered(number: int) -> LineIdentity:
    return replace(LINE, text=f"Línea {number}")


def test_a_kept_line_is_found_by_another_program(tmp_path: Path) -> None:
    path = keep(LineCache(tmp_path))
    found = LineCache(tmp_path).find(LINE)
    assert found is not None
    assert (found.path, found.duration_ms) == (path, 1000)


@pytest.mark.parametrize(
    "other",
    [
        replace(LINE, engine="sapi5"),
        replace(LINE, engine_version="1.51"),
        replace(LINE, voice_id="roa/es"),
        replace(LINE, words_per_minute=166),
        replace(LINE, text="buenas tardes"),
    ],
)
def test_everything_that_is_heard_is_part_of_the_identity(tmp_path: Path, other: LineIdentity) -> None:
    cache = LineCache(tmp_path)
    keep(cache)
    assert cache.find(other) is None


@pytest.mark.parametrize("damage", [b"", b"RIFF", b"no sound at all", None])
def test_a_damaged_file_is_removed_instead_of_handed_out(tmp_path: Path, damage: bytes | None) -> None:
    cache = LineCache(tmp_path)
    path = keep(cache)
    if damage is None:
        os.truncate(path, FILE_BYTES - 1)
    else:
        path.write_bytes(damage)
    assert cache.find(LINE) is None
    assert not path.exists()


def test_a_file_that_is_not_whole_gets_no_name(tmp_path: Path) -> None:
    cache = LineCache(tmp_path)
    unfinished = cache.reserve()
    unfinished.write_bytes(b"RIFF")
    with pytest.raises(WaveError):
        cache.keep(unfinished, LINE)
    assert cache.find(LINE) is None


def test_the_least_recently_used_leave_first(tmp_path: Path) -> None:
    cache = LineCache(tmp_path, limit_bytes=5 * FILE_BYTES)
    for number in range(5):
        keep(cache, numbered(number), used_at=1000.0 + number)
    assert cache.find(numbered(0)) is not None  # now the most recently used
    keep(cache, numbered(5))
    left = [number for number in range(6) if cache.find(numbered(number)) is not None]
    assert left == [0, 3, 4, 5]
    assert cache.size_bytes() <= 5 * FILE_BYTES


def test_a_limit_below_one_file_keeps_the_newest_to_be_played(tmp_path: Path) -> None:
    cache = LineCache(tmp_path, limit_bytes=1)
    keep(cache, numbered(1), used_at=1.0)
    path = keep(cache, numbered(2))
    assert [*tmp_path.rglob("*.wav")] == [path]


def test_what_another_program_adds_is_counted(tmp_path: Path) -> None:
    first = LineCache(tmp_path, limit_bytes=4 * FILE_BYTES)
    keep(first, numbered(0))
    second = LineCache(tmp_path, limit_bytes=4 * FILE_BYTES)
    for number in range(1, 4):
        keep(second, numbered(number))
    keep(second, numbered(4))
    assert second.size_bytes() <= 4 * FILE_BYTES


def test_two_writers_of_one_line_leave_one_whole_file(tmp_path: Path) -> None:
    caches = [LineCache(tmp_path), LineCache(tmp_path)]
    start = threading.Barrier(len(caches))
    failures = list[BaseException]()

    def write(cache: LineCache) -> None:
        start.wait()
        try:
            for _ in range(20):
                keep(cache)
        except BaseException as fault:
            failures.append(fault)
            raise

    threads = [threading.Thread(target=write, args=(cache,)) for cache in caches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()] == [FILE_BYTES]


def test_a_file_that_cannot_be_replaced_is_as_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = LineCache(tmp_path)
    path = keep(cache)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, f"{self} is being played, {target} too")

    monkeypatch.setattr(Path, "replace", refuse)
    assert keep(cache) == path
    with pytest.raises(CacheError) as told:
        keep(cache, numbered(1))
    assert told.value.reason is UnspokenReason.FOLDER_NOT_WRITABLE
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_has_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    def refuse(self: Path, *, exist_ok: bool) -> None:
        raise OSError(error, f"{os.strerror(error)}: {self}, {exist_ok}")

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(CacheError) as told:
        LineCache(tmp_path).reserve()
    assert told.value.reason is UnspokenReason.DISK_FULL


def test_the_last_of_a_disk_is_left_to_others(tmp_path: Path) -> None:
    fault = LineCache(tmp_path, free_bytes=lambda _: LEFT_FREE_BYTES - 1).fault()
    assert fault is not None
    assert fault.reason is UnspokenReason.DISK_FULL
    assert LineCache(tmp_path, free_bytes=lambda _: LEFT_FREE_BYTES).fault() is None


def test_what_killed_programs_left_is_swept_away(tmp_path: Path) -> None:
    crashed = LineCache(tmp_path)
    old, young = crashed.reserve(), crashed.reserve()
    os.utime(old, (old.stat().st_mtime - ABANDONED_AFTER_S - 1,) * 2)
    keep(LineCache(tmp_path))
    assert not old.exists()
    assert young.exists()


def test_a_folder_that_only_serves_still_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = keep(LineCache(tmp_path))

    def refuse(path: Path) -> None:
        raise PermissionError(errno.EROFS, f"{path} is on a read-only disk")

    monkeypatch.setattr(os, "utime", refuse)
    found = LineCache(tmp_path).find(LINE)
    assert found is not None
    assert found.path == path


def test_what_a_center_made_ahead_is_found_and_left_alone(tmp_path: Path) -> None:
    made = keep(LineCache(tmp_path / "center"), used_at=1000.0)
    cache = LineCache(tmp_path / "own", shared=tmp_path / "center")
    found = cache.find(LINE)
    assert found is not None
    assert (found.path, found.duration_ms) == (made, 1000)
    assert made.stat().st_mtime == 1000.0
    assert not (tmp_path / "own").exists()
    assert cache.find(numbered(1)) is None


def test_a_line_of_the_own_folder_goes_before_the_centers(tmp_path: Path) -> None:
    keep(LineCache(tmp_path / "center"))
    own = keep(LineCache(tmp_path / "own"))
    found = LineCache(tmp_path / "own", shared=tmp_path / "center").find(LINE)
    assert found is not None
    assert found.path == own


def test_a_damaged_file_of_the_center_is_made_anew_and_not_removed(tmp_path: Path) -> None:
    damaged = keep(LineCache(tmp_path / "center"))
    damaged.write_bytes(b"RIFF")
    cache = LineCache(tmp_path / "own", shared=tmp_path / "center")
    assert cache.find(LINE) is None
    assert damaged.exists()
    keep(cache)
    assert cache.find(LINE) is not None
    assert cache.count() == 1
