"""Judging many files: in processes of their own or in this one, what is found is the same."""

import multiprocessing
import signal
import sys
from contextlib import closing
from pathlib import Path

import pytest
from authored import changed
from dying import die

from trainer.app.checking import check_judged, judge_files
from trainer.app.judgement import Judged
from trainer.storage import judging, judging_processes
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.judging import judge_chunk, judge_paths, spare_processes
from trainer.storage.judging_processes import share_out
from trainer.storage.scenario_files import find_files, read_with_plan

CERTIFICATION = """\
format: 1
certification: basics
version: 1
title: {en: Basics, es: Bases}
requires:
  - {scenarios: [small-0, nowhere], languages: [en]}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder with sound files, broken ones, one id twice, a plan and a certification."""
    folder = tmp_path / "tree"
    folder.mkdir()
    for number in range(12):
        name = f"id: small-{number % 10}"
        text = changed(("id: small", name))
        if number % 3 == 0:
            text = text.replace("next: done", "next: dine")
        (folder / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    (folder / "00.plan").write_text("format: 1\nplays: []\n", encoding="utf-8")
    (folder / "certification.yaml").write_text(CERTIFICATION, encoding="utf-8")
    (folder / "gone.yaml").symlink_to(folder / "nowhere")
    return folder


def told(judged: list[Judged]) -> object:
    """Return all that is said. Why a file cannot be read is said by the system, in a language of its own."""
    checked = check_judged(judged)
    found = [
        {**each.as_data(), **({"message": ""} if each.code == "F001" else {})} for each in checked.diagnostics
    ]
    return checked.files, checked.omitted, found


def test_processes_find_what_one_finds_and_keep_it(tree: Path) -> None:
    files = find_files([tree])
    plain = told(list(judge_files(map(read_with_plan, files))))
    cache = JudgementCache()
    assert told(list(judge_paths(files, cache, processes=2, shared_from_bytes=0))) == plain
    known, unknown = judging.look_up(files, cache)
    assert [path.name for path, _ in unknown] == ["gone.yaml"]
    assert len(known) == len(files) - 1
    assert multiprocessing.active_children() == []


def test_little_is_judged_without_starting_anything(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(judging_processes, "ProcessPoolExecutor", refuse)
    files = find_files([tree])
    assert len(list(judge_paths(files, None, processes=2))) == len(files)


def test_what_a_dead_process_leaves_is_judged_here(tree: Path) -> None:
    files = find_files([tree])
    plain = told(list(judge_files(map(read_with_plan, files))))
    chunks = [[file] for file in files]
    assert told(list(share_out(chunks, None, 2, work=die, here=judge_chunk))) == plain
    assert multiprocessing.active_children() == []


def test_who_looks_away_leaves_no_process_behind(tree: Path) -> None:
    files = find_files([tree])
    with closing(judge_paths(files, None, processes=2, shared_from_bytes=0)) as judged:
        next(judged)
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back here")
def test_an_interruption_while_processes_start_arrives_afterwards(tree: Path) -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    list(judge_paths(find_files([tree]), None, processes=2, shared_from_bytes=0))
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before


def test_a_program_in_one_file_starts_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= spare_processes() <= judging.MOST_PROCESSES
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert spare_processes() == 1
