"""Judgements that are kept: never another than the one that would be made anew."""

import json
import os
import random
import sys
import threading
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from authored import SMALL, changed
from examples import EXAMPLES

from trainer import i18n, paths
from trainer.app.checking import Checked, check_judged, judge_files
from trainer.app.judgement import Judgement, judge
from trainer.scenario.source import SourceFile
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.judgement_text import decode, encode
from trainer.storage.judging import judge_paths
from trainer.storage.scenario_files import find_files, read_file, read_with_plan
from trainer.storage.sealed_text import UnsoundTextError, seal

BROKEN = changed(("start: opening", "start: openning"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "checks"


@pytest.fixture
def cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> JudgementCache:
    monkeypatch.delenv(paths.DATA_VARIABLE)
    return JudgementCache(folder)


def source(text: str = BROKEN, name: str = "a.yaml", plan: str | None = None) -> SourceFile:
    file = SourceFile(Path(name), text.encode())
    beside = None if plan is None else SourceFile(Path(name).with_suffix(".plan"), plan.encode())
    return file._replace(plan=beside)


def said(judgement: Judgement | None) -> object:
    """Return a judgement in a form in which two can be compared: sequences may be lists or tuples."""
    if judgement is None:
        return None
    return judgement._replace(diagnostics=tuple(judgement.diagnostics))


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def documents(checked: Checked) -> str:
    return json.dumps([checked.files, checked.omitted, [each.as_data() for each in checked.diagnostics]])


def test_what_was_kept_is_found_for_the_same_content_under_any_name(cache: JudgementCache) -> None:
    cache.keep(source(), judge(source()))
    moved = source(name="elsewhere/b.yaml")
    assert said(cache.find(moved)) == said(judge(moved))


def test_another_content_is_not_known(cache: JudgementCache) -> None:
    cache.keep(source(), judge(source()))
    assert cache.find(source(BROKEN + "\n")) is None


def test_a_plan_belongs_to_the_content(cache: JudgementCache) -> None:
    plan = "format: 1\nplays: []\n"
    cache.keep(source(SMALL), judge(source(SMALL)))
    assert cache.find(source(SMALL, plan=plan)) is None
    planned = source(SMALL, plan=plan)
    cache.keep(planned, judge(planned))
    assert said(cache.find(planned)) == said(judge(planned))
    assert cache.find(source(SMALL, plan=plan + "\n")) is None
    assert {each.path.suffix for each in judge(planned).diagnostics} >= {".plan"}


def test_another_version_of_the_program_judges_anew(folder: Path, cache: JudgementCache) -> None:
    cache.keep(source(), judge(source()))
    assert JudgementCache(folder, program="another").find(source()) is None
    assert JudgementCache(folder).find(source()) is not None


def test_findings_are_read_in_the_language_of_the_moment(
    cache: JudgementCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep(source(), judge(source()))
    monkeypatch.setattr(i18n._Active, "catalogue", _Shouting())
    found = cache.find(source())
    assert found is not None
    assert found.diagnostics[0].message.startswith("NO SCENE IS CALLED")


class _Shouting(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper().replace("{SCENE}", "{scene}").replace("{NEAREST}", "{nearest}")


def test_a_damaged_entry_is_made_again(cache: JudgementCache, folder: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - chance for damage, not for secrets
    wanted = judge(source())
    cache.keep(source(), wanted)
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    damages = [b"", b"{}", whole[:-1], whole[:70], whole + b" ", b"\xff" * 100, b"[" * 2_000_000]
    for _ in range(50):
        place = chance.randrange(len(whole))
        damages.append(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
    for damaged in damages:
        entry.write_bytes(damaged)
        assert cache.find(source()) is None
        assert not entry.exists()
        cache.keep(source(), wanted)
        assert entry.read_bytes() == whole


def test_the_entry_of_another_file_is_not_believed(cache: JudgementCache, folder: Path) -> None:
    cache.keep(source(), judge(source()))
    (first,) = entries(folder)
    cache.keep(source(SMALL), judge(source(SMALL)))
    (second,) = set(entries(folder)) - {first}
    second.write_bytes(first.read_bytes())
    assert cache.find(source(SMALL)) is None


def forgeries() -> Iterator[object]:
    sound = json.loads(encode(judge(source(SMALL)), source(SMALL)) or "")
    row = [0, 1, 1, "F003", 'the key "{key}" is given twice in this mapping; remove or rename one of the two']
    arguments = {"key": "x"}
    yield None
    yield []
    yield {}
    yield {**sound, "kind": "program"}
    yield {**sound, "omitted": -1}
    yield {**sound, "omitted": True}
    yield {**sound, "identity": ["a", 0, 1]}
    yield {**sound, "identity": {"name": 1}}
    yield {**sound, "synopsis": {**sound["synopsis"], "title": {}}}
    yield {**sound, "synopsis": {**sound["synopsis"], "minutes": "1"}}
    yield {**sound, "synopsis": {**sound["synopsis"], "level": "D1"}}
    yield {**sound, "found": "none"}
    yield {**sound, "found": [[*row[:4], "{key.__class__.__mro__}", arguments]]}
    yield {**sound, "found": [[*row[:3], "S103", row[4], arguments]]}
    yield {**sound, "found": [[*row, {}]]}
    yield {**sound, "found": [[*row, {"key": ["x"]}]]}
    yield {**sound, "found": [[*row, [*arguments]]]}
    yield {**sound, "found": [[1, *row[1:], arguments]]}
    yield {**sound, "found": [[0, 0, *row[2:], arguments]]}
    yield {**sound, "found": [[*row, arguments, [1]]]}
    yield {**sound, "found": [[*row, arguments, None, None]]}


@pytest.mark.parametrize("forged", list(forgeries()))
def test_a_forged_entry_with_the_right_seal_is_refused(
    cache: JudgementCache, folder: Path, forged: object
) -> None:
    cache.keep(source(SMALL), judge(source(SMALL)))
    (entry,) = entries(folder)
    entry.write_bytes(seal(json.dumps(forged), entry.stem))
    assert cache.find(source(SMALL)) is None
    with pytest.raises(UnsoundTextError):
        decode(json.dumps(forged), source(SMALL))


def test_two_writers_and_a_reader_of_one_folder_disturb_nobody(folder: Path) -> None:
    files = [source(BROKEN + f"# {number}\n") for number in range(20)]
    judgements = [judge(file) for file in files]
    wrong: list[int] = []

    def write() -> None:
        cache = JudgementCache(folder)
        for file, judgement in zip(files, judgements, strict=True):
            cache.keep(file, judgement)
            cache.prune()

    def read() -> None:
        cache = JudgementCache(folder)
        for _ in range(5):
            for number, file in enumerate(files):
                found = cache.find(file)
                if found is not None and said(found) != said(judgements[number]):
                    wrong.append(number)

    folder.parent.mkdir(exist_ok=True)
    folder.mkdir()
    threads = [threading.Thread(target=work) for work in (write, write, read)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []
    assert len(entries(folder)) == len(files)
    assert not list(folder.glob("*.part"))


def test_the_folder_is_bounded_and_the_least_recently_used_leaves_first(folder: Path) -> None:
    folder.mkdir(parents=True)
    cache = JudgementCache(folder, most_entries=10)
    files = [source(BROKEN + f"# {number}\n") for number in range(11)]
    for number, file in enumerate(files):
        cache.keep(file, judge(file))
        newest = max(entries(folder), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (1_000_000_000 + number, 1_000_000_000 + number))
    # Found, and with that used today.
    assert cache.find(files[0]) is not None
    cache.prune()
    left = [number for number, file in enumerate(files) if cache.find(file) is not None]
    assert left == [0, 4, 5, 6, 7, 8, 9, 10]


def test_the_folder_is_bounded_in_bytes_too(folder: Path) -> None:
    folder.mkdir(parents=True)
    cache = JudgementCache(folder, most_bytes=2_000)
    for number in range(8):
        file = source(BROKEN + f"# {number}\n")
        cache.keep(file, judge(file))
    cache.prune()
    assert 0 < sum(entry.stat().st_size for entry in entries(folder)) <= 2_000


def test_what_killed_programs_left_is_swept_up(folder: Path, cache: JudgementCache) -> None:
    folder.mkdir()
    for name, age in (("old.part", 1_000_000_000), ("new.part", None)):
        (folder / name).touch()
        if age is not None:
            os.utime(folder / name, (age, age))
    cache.prune()
    assert [path.name for path in folder.iterdir()] == ["new.part"]


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.DATA_VARIABLE)
    (tmp_path / "file").touch()
    cache = JudgementCache(tmp_path / "file" / "checks")
    cache.keep(source(), judge(source()))
    assert cache.find(source()) is None
    cache.prune()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_cannot_be_written_is_still_read(folder: Path, cache: JudgementCache) -> None:
    cache.keep(source(), judge(source()))
    folder.chmod(0o500)
    try:
        cache.keep(source(SMALL), judge(source(SMALL)))
        assert cache.find(source()) is not None
        assert cache.find(source(SMALL)) is None
    finally:
        folder.chmod(0o700)


def test_no_folder_is_made_where_a_chosen_drive_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "drive" / "puente"
    monkeypatch.setenv(paths.DATA_VARIABLE, str(gone))
    JudgementCache().keep(source(), judge(source()))
    assert not gone.parent.exists()


def test_by_default_entries_lie_in_the_cache_of_the_data_folder() -> None:
    JudgementCache().keep(source(), judge(source()))
    assert len(entries(paths.cache_folder() / "checks")) == 1


def test_what_could_not_be_read_is_not_kept(folder: Path, cache: JudgementCache) -> None:
    unreadable = SourceFile(Path("a.yaml"), b"", fault="Permission denied")
    cache.keep(unreadable, judge(unreadable))
    assert cache.find(unreadable) is None
    assert not folder.exists()


def test_what_names_a_place_of_this_machine_is_not_kept(cache: JudgementCache) -> None:
    judgement = judge(source())
    (found,) = judgement.diagnostics
    named = judgement._replace(diagnostics=(found._replace(arguments={"scene": Path("x")}),))
    assert encode(named, source()) is None
    stray = judgement._replace(diagnostics=(found._replace(path=Path("other.yaml")),))
    assert encode(stray, source()) is None
    cache.keep(source(), stray)
    assert cache.find(source()) is None


def test_every_example_of_the_catalogue_is_found_as_it_was_judged(cache: JudgementCache) -> None:
    files = find_files([EXAMPLES], plans=True)
    sources = [read_with_plan(path) for path in files if path.suffix != ".plan"]
    for file in sources:
        judgement = judge(file)
        cache.keep(file, judgement)
        assert said(cache.find(file)) == said(judgement), file.path


@pytest.mark.parametrize("seed", range(4))
def test_with_and_without_the_cache_random_trees_are_told_alike(
    seed: int, tmp_path: Path, cache: JudgementCache
) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance for trees, not for secrets
    texts = [path.read_bytes() for path in find_files([EXAMPLES]) if path.stat().st_size < 20_000]
    tree = tmp_path / "tree"
    for number in range(25):
        path = tree / chance.choice("abc") / f"{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = bytearray(chance.choice(texts))
        if chance.random() < 0.3:
            text[chance.randrange(len(text))] = chance.choice(b"x: \n#")
        path.write_bytes(text)
    files = find_files([tree])
    plain = documents(check_judged(judge_files(map(read_file, files))))
    for _ in range(2):
        kept = list(judge_paths(files, cache))
        chance.shuffle(kept)
        assert documents(check_judged(kept)) == plain
    assert all(cache.find(read_file(file)) is not None for file in files)
