"""The library's folders: what is known at once, what is looked into later, and what of it is believed."""

import os
from pathlib import Path

import pytest
from authored import SMALL, changed

from trainer import paths
from trainer.app.contents import read_source, take_in
from trainer.app.faults import ScenarioGoneFault
from trainer.app.library import Contents, Library
from trainer.storage import library_folders, library_index
from trainer.storage.judgement_cache import JudgementCache, this_program
from trainer.storage.library_folders import LibraryFolders
from trainer.storage.library_index import LibraryIndex, stamps
from trainer.storage.scenario_files import find_files, read_file
from trainer.storage.sealed_text import seal

PLAYABLE = SMALL.replace(
    "        next: done", "        empathy: 3\n        resolution: 3\n        next: done"
)

FUTURE_NS = -3_600_000_000_000
"""For a test in which files need not have settled: up to an hour from now all have."""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    for number in range(5):
        write(folder / f"{number}.yaml", PLAYABLE.replace("id: small", f"id: own-{number}"))
    return folder


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    write(tmp_path / "bundled" / "z.yaml", PLAYABLE)
    return tmp_path / "bundled"


@pytest.fixture
def folders(bundled: Path, own: Path) -> LibraryFolders:
    return open_folders(bundled, own)


def open_folders(bundled: Path, own: Path) -> LibraryFolders:
    return LibraryFolders(bundled, own, JudgementCache(), LibraryIndex(paths.cache_folder() / "library.json"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def seen(contents: Contents) -> object:
    """Return what is in a library, but for how its files are read."""
    entries = [(name, one.scenario, one.path, one.bundled) for name, one in contents.scenarios.items()]
    return entries, contents.certifications, contents.broken


def test_a_few_new_files_are_there_at_once_in_the_order_of_the_folders(folders: LibraryFolders) -> None:
    contents = folders.known()
    assert list(contents.scenarios) == ["small", "own-0", "own-1", "own-2", "own-3", "own-4"]
    assert [one.bundled for one in contents.scenarios.values()] == [True, *[False] * 5]
    assert contents.waiting == 0


def test_many_new_files_wait_and_what_comes_with_the_program_does_not(
    folders: LibraryFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_folders, "AT_ONCE_BYTES", 1_000)
    contents = folders.known()
    assert list(contents.scenarios) == ["small"]
    assert contents.waiting == 5
    whole = folders.all()
    assert len(whole.scenarios) == 6
    assert whole.waiting == 0
    # What was looked into once is known the next time.
    assert seen(folders.known()) == seen(whole)


def test_what_waits_breaks_no_certification(
    folders: LibraryFolders, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_folders, "AT_ONCE_BYTES", 1_000)
    write(
        own / "basics.yaml",
        "format: 1\ncertification: basics\nversion: 1\ntitle: Basics\n"
        "requires:\n  - {scenarios: [small, own-4], languages: [en]}\n",
    )
    contents = folders.known()
    assert contents.waiting > 0
    assert (list(contents.certifications), contents.broken) == ([], ())
    assert list(folders.all().certifications) == ["basics"]


def test_what_comes_with_the_program_is_known_at_once(repository: Path) -> None:
    bundled = [path.stat().st_size for path in (repository / "scenarios").rglob("*.yaml")]
    assert sum(bundled) < library_folders.AT_ONCE_BYTES


def test_known_or_read_anew_a_library_is_the_same(folders: LibraryFolders, own: Path, bundled: Path) -> None:
    write(own / "broken.yaml", changed(("id: small", "id: broken"), ("start: opening", "start: openning")))
    write(own / "double.yaml", PLAYABLE)
    write(own / "double.plan", "format: 1\nplays: []\n")
    write(
        own / "basics.yaml",
        "format: 1\ncertification: basics\nversion: 1\ntitle: Basics\n"
        "requires:\n  - {scenarios: [small, own-1], languages: [en]}\n",
    )
    files = map(read_file, [*find_files([bundled]), *find_files([own])])
    plain = seen(take_in(files, bundled))
    for _ in range(2):
        contents = folders.all()
        assert seen(contents) == plain
    assert list(contents.certifications) == ["basics"]
    assert {(one.path.name, one.problems[0].code) for one in contents.broken} == {
        ("broken.yaml", "R201"),
        ("double.yaml", "R204"),
    }


def test_a_folder_that_is_not_there_is_empty_and_one_that_cannot_be_listed_is_told(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        LibraryFolders(
            tmp_path / "gone",
            tmp_path / "gone",
            JudgementCache(),
            LibraryIndex(paths.cache_folder() / "library.json"),
        )
        .known()
        .scenarios
        == {}
    )

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    folders = open_folders(tmp_path / "gone", own)
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refuse)
        (broken,) = folders.known().broken
    assert broken.path == own
    assert [each.code for each in broken.problems] == ["F001"]


def test_whoever_leaves_need_not_wait_for_the_rest(folders: LibraryFolders) -> None:
    library = Library(folders.all, read_source, read_known=folders.known, leave=folders.leave)
    library.leave()
    library.reload()
    assert len(library.scenarios) < 6


def test_a_scenario_is_opened_as_its_file_is_now(folders: LibraryFolders, own: Path) -> None:
    library = Library(folders.all, read_source, read_known=folders.known)
    newer = PLAYABLE.replace("id: small", "id: own-1").replace("version: 1", "version: 2")
    write(own / "1.yaml", newer)
    opened = library.open("own-1")
    assert (opened.scenario.version, opened.source) == (2, newer.encode())


@pytest.mark.parametrize("now", [None, "format: 1\n", PLAYABLE], ids=["gone", "broken", "another"])
def test_a_file_that_is_that_scenario_no_more_is_told(
    folders: LibraryFolders, own: Path, now: str | None
) -> None:
    library = Library(folders.all, read_source, read_known=folders.known)
    (own / "1.yaml").unlink()
    if now is not None:
        write(own / "1.yaml", now)
    with pytest.raises(ScenarioGoneFault, match=r"1\.yaml"):
        library.standard("own-1")


def test_a_known_library_reads_no_scenes(folders: LibraryFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    folders.known()

    def refuse(*_: object) -> None:
        raise AssertionError("a known file was judged again")

    monkeypatch.setattr(library_folders, "judge_one", refuse)
    assert len(folders.known().scenarios) == 6
    assert paths.cache_folder().is_dir()


def test_what_was_noted_is_known_without_reading(
    folders: LibraryFolders, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own / "broken.yaml", changed(("id: small", "id: broken"), ("start: opening", "start: openning")))
    monkeypatch.setattr(library_index, "SETTLED_NS", FUTURE_NS)
    whole = seen(folders.all())

    def refuse(paths: list[Path], _cache: object) -> tuple[list[object], list[object]]:
        assert paths == []
        return [], []

    monkeypatch.setattr(library_folders, "look_up", refuse)
    assert seen(folders.known()) == whole


def test_what_changed_after_it_was_noted_is_read(
    folders: LibraryFolders, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_index, "SETTLED_NS", FUTURE_NS)
    folders.all()
    write(own / "1.yaml", PLAYABLE.replace("id: small", "id: new-1"))
    (own / "2.yaml").unlink()
    assert list(folders.known().scenarios) == ["small", "own-0", "new-1", "own-3", "own-4"]


def test_what_changed_a_moment_ago_is_not_noted(folders: LibraryFolders, own: Path) -> None:
    folders.all()
    index = LibraryIndex(paths.cache_folder() / "library.json")
    assert index.find(stamps(own.iterdir())) == {}


@pytest.mark.parametrize("damage", [b"", b"[]", b"{" * 5_000])
def test_a_damaged_index_is_made_again(
    folders: LibraryFolders, own: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    monkeypatch.setattr(library_index, "SETTLED_NS", FUTURE_NS)
    whole = seen(folders.all())
    file = paths.cache_folder() / "library.json"
    sound = file.read_bytes()
    for written in (damage, sound[:-1], seal("[[1, 2]]", this_program()), seal('{"a": 1}', this_program())):
        file.write_bytes(written)
        assert seen(folders.known()) == whole
        assert file.read_bytes() != written
    assert len(LibraryIndex(file).find(stamps(own.iterdir()))) == 5
