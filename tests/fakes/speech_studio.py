"""A real synthesizer over a worker that does as it is told."""

import os
import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from trainer.app.speech import Speaking, SpeechStatus, SpokenLine, VoiceGender
from trainer.speech.cache import LineCache
from trainer.speech.supervisor import Patience
from trainer.speech.synthesizer import Synthesizer

SOON_S: Final = 20.0
WORKER: Final = Path(__file__).with_name("speech_worker.py")


@dataclass
class Studio:
    """A synthesizer, its worker's folder, and the answers that came."""

    folder: Path
    synthesizer: Synthesizer
    answers: "queue.SimpleQueue[Speaking]" = field(default_factory=queue.SimpleQueue)
    statuses: "queue.SimpleQueue[SpeechStatus]" = field(default_factory=queue.SimpleQueue)

    def ask(self, text: str, **how: object) -> None:
        self.synthesizer.speak(line(text, **how), self.answers.put)

    def answer(self) -> Speaking:
        return self.answers.get(timeout=SOON_S)

    def speak(self, text: str, **how: object) -> Speaking:
        self.ask(text, **how)
        return self.answer()

    def await_status(self, wanted: Callable[[SpeechStatus], bool]) -> SpeechStatus:
        while not wanted(status := self.statuses.get(timeout=SOON_S)):
            pass
        return status

    def asked(self) -> list[str]:
        """Return every text that the workers were asked for, in order."""
        return _lines(self.folder / "asked.txt")

    def starts(self) -> list[str]:
        """Return the process of every worker that was started."""
        return _lines(self.folder / "starts.txt")

    def hold(self) -> None:
        """Make the worker wait at the next line it is asked for."""
        os.mkfifo(self.folder / "gate")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait until the worker is at the line, and let it go on afterwards."""
        gate = self.folder / "gate"
        with gate.open("wb"):
            gate.unlink()
            yield


def line(text: str, **how: object) -> SpokenLine:
    settings: dict[str, object] = {"locale": "es-MX", "voice": VoiceGender.FEMALE} | how
    return SpokenLine(text, **settings)  # type: ignore[arg-type]  # as the test gives them


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


class Opener(Protocol):
    """Opens a studio whose worker has a fault; it is closed after the test."""

    def __call__(
        self,
        fault: str = "",
        *,
        patience: Patience | None = None,
        clock: Callable[[], float] = ...,
        cache: LineCache | None = None,
    ) -> Studio:
        """Open it."""
