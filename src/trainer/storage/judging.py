"""Judging the files of a whole library: what is known already is looked up, the rest is shared out.

A file takes some hundredths of a second, a library of a thousand files as many seconds as there are tens of
them. Where there is enough to do, it is done in processes of their own, one for each core.
"""

import os
import sys
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Final

from trainer.app.judgement import Judged, judge
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.scenario_files import read_with_plan

__all__ = ["judge_chunk", "judge_one", "judge_paths", "look_up", "spare_processes"]

MOST_PROCESSES: Final = 4
"""Each takes some 50 MB."""
SHARED_FROM_BYTES: Final = 1_500_000
"""So much is judged here in about the time in which processes start."""
CHUNK_BYTES: Final = 250_000


def spare_processes() -> int:
    """Return how many processes should judge files on this machine; 1 where none should be started."""
    if getattr(sys, "frozen", False):
        return 1  # A program in one file would be unpacked again for each.
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return min(cores, MOST_PROCESSES)


def judge_paths(
    paths: Iterable[Path],
    cache: JudgementCache | None,
    *,
    processes: int = 1,
    shared_from_bytes: int = SHARED_FROM_BYTES,
) -> Generator[Judged, None, None]:
    """Read and judge files, and keep what is found in the cache; they come in no particular order.

    From `shared_from_bytes` on, what is not known yet is judged in that many processes. One that dies costs
    time alone: its files are judged here. Close the iterator where it is not used up: that ends them.
    """
    known, unknown = look_up(paths, cache)
    yield from known
    if processes > 1 and len(unknown) > 1 and sum(size for _, size in unknown) >= shared_from_bytes:
        # Loaded only here: most libraries are small, and the window does without what starts processes.
        from trainer.storage.judging_processes import share_out  # noqa: PLC0415

        yield from share_out(_chunks(unknown), cache, processes, work=judge_chunk, here=judge_chunk)
    else:
        for path, _ in unknown:
            yield judge_one(path, cache)
    if unknown and cache is not None:
        cache.prune()


def look_up(
    paths: Iterable[Path], cache: JudgementCache | None
) -> tuple[list[Judged], list[tuple[Path, int]]]:
    """Return what is known of files, and of the others how large each is, in bytes."""
    known: list[Judged] = []
    unknown: list[tuple[Path, int]] = []
    for path in paths:
        file = read_with_plan(path)
        judgement = cache.find(file) if cache is not None else None
        if judgement is not None:
            known.append(Judged.of(file, judgement))
        else:
            unknown.append((path, len(file.data)))
    return known, unknown


def judge_one(path: Path, cache: JudgementCache | None) -> Judged:
    """Read and judge one file; what was read is let go of."""
    file = read_with_plan(path)
    judgement = judge(file)
    if cache is not None:
        cache.keep(file, judgement)
    return Judged.of(file, judgement)


def judge_chunk(chunk: Sequence[Path], cache: JudgementCache | None) -> list[Judged]:
    """Read and judge some files."""
    return [judge_one(path, cache) for path in chunk]


def _chunks(files: Iterable[tuple[Path, int]]) -> list[list[Path]]:
    """Return files in portions: small, so that all processes end at about the same time."""
    chunks: list[list[Path]] = []
    room = 0
    for path, size in files:
        if room <= 0:
            chunks.append([])
            room = CHUNK_BYTES
        chunks[-1].append(path)
        room -= size
    return chunks
