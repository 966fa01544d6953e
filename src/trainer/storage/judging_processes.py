"""Sharing the files of a large library out among processes, which end when we do.

A module of its own: what starts processes costs memory, which a window with a small library does without.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from trainer.app.judgement import Judged
from trainer.storage.judgement_cache import JudgementCache

__all__ = ["Work", "share_out"]

Work: TypeAlias = Callable[[Sequence[Path], JudgementCache | None], list[Judged]]


def share_out(
    chunks: Sequence[Sequence[Path]],
    cache: JudgementCache | None,
    processes: int,
    *,
    work: Work,
    here: Work,
) -> Iterator[Judged]:
    """Do the `work` on chunks in so many processes; what a process that dies leaves is done `here`."""
    # Started anew on every platform alike: a copy of this process would hold its threads' locks for ever.
    context = multiprocessing.get_context("spawn")
    with _ended_with_us(ProcessPoolExecutor(processes, context, _begin_worker)) as pool:
        waiting: dict[Future[list[Judged]], Sequence[Path]] = {}
        try:
            with _undisturbed():
                for chunk in chunks:
                    waiting[pool.submit(work, chunk, cache)] = chunk
            for done in as_completed(tuple(waiting)):
                judged = done.result()
                del waiting[done]
                yield from judged
        except BrokenProcessPool:
            left = list(waiting.values()) or chunks
        else:
            return
    for chunk in left:
        yield from here(chunk, cache)


@contextmanager
def _ended_with_us(pool: ProcessPoolExecutor) -> Iterator[ProcessPoolExecutor]:
    """End the processes of a pool at once when the block ends, whatever they are at."""
    others = set(multiprocessing.active_children())
    try:
        yield pool
    finally:
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let processes start that do not hear Ctrl-C, which goes to all that a terminal has: we end them.

    What is typed meanwhile arrives at the end of the block. Windows knows no such mask; there each process
    turns a deaf ear as soon as it runs.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_worker() -> None:
    """Prepare a process that judges: it neither hears Ctrl-C nor outlives the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
