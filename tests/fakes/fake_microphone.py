"""A microphone that hears what a test gives it."""

import wave
from array import array
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.ui.speaking_back.microphone import RecordingFault

RATE = 16000


class FakeMicrophone(QObject):
    """Records `heard` into the file at `stop`."""

    stopped = Signal()
    failed = Signal(RecordingFault)

    def __init__(self, *, there: bool = True) -> None:
        super().__init__()
        self.there = there
        self.heard = array("h")
        self.file: Path | None = None
        self.refuses: RecordingFault | None = None

    def record(self, file: Path) -> None:
        self.file = file
        file.touch()
        if self.refuses is not None:
            self.file = None
            self.failed.emit(self.refuses)

    def stop(self) -> None:
        assert self.file is not None
        with wave.open(str(self.file), "wb") as target:
            target.setnchannels(1)
            target.setsampwidth(2)
            target.setframerate(RATE)
            target.writeframes(self.heard.tobytes())
        self.file = None
        self.stopped.emit()

    def give_up(self) -> None:
        self.file = None
