"""Synthesizers for tests, closed afterwards."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from speech_studio import SOON_S, WORKER, Opener, Studio

from trainer.speech.cache import LineCache
from trainer.speech.supervisor import Patience
from trainer.speech.synthesizer import Synthesizer


@pytest.fixture
def open_studio(tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens a studio whose worker has a fault, and that is closed after the test."""
    opened = list[Studio]()

    def open_(
        fault: str = "",
        *,
        patience: Patience | None = None,
        clock: Callable[[], float] = lambda: 0.0,
        cache: LineCache | None = None,
    ) -> Studio:
        folder = tmp_path / f"worker-{len(opened)}"
        folder.mkdir()
        synthesizer = Synthesizer(
            cache or LineCache(tmp_path / "lines"),
            command=(sys.executable, "-I", "-S", str(WORKER), str(folder), fault),
            patience=patience or Patience(line_s=SOON_S, backoff_s=(0.0,)),
            clock=clock,
        )
        studio = Studio(folder, synthesizer)
        synthesizer.watch(studio.statuses.put)
        opened.append(studio)
        return studio

    yield open_
    for studio in opened:
        studio.synthesizer.close()
