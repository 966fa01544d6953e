"""A microphone, recorded into a WAV file. Imports QtMultimedia, so calls import it when somebody records.

`QAudioSource` rather than `QMediaRecorder`: it gives plain samples at the rate that is measured, with no
codec that a machine may lack, and stops at once.
"""

import wave
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal, SignalInstance
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices

from trainer.app.speaking_back import LONGEST_TAKE_S

__all__ = ["Microphone", "QtMicrophone", "RecordingFault"]

FORMATS: Final = ((16000, 1), (48000, 1), (44100, 1), (48000, 2), (44100, 2))
"""Samples a second and channels, the wanted one first; what no device offers is passed over."""
SAMPLE_BYTES: Final = 2
NOTHING_CAME_MS: Final = 3000


class RecordingFault(StrEnum):
    """Why nothing was recorded."""

    NO_MICROPHONE = "no-microphone"
    NOT_ALLOWED = "not-allowed"
    """The system gave no sound: it may ask people which programs may listen."""
    NOT_WRITABLE = "not-writable"


class Microphone(Protocol):
    """What records, one recording at a time."""

    @property
    def there(self) -> bool:
        """Return whether there is one now."""

    @property
    def stopped(self) -> SignalInstance:
        """Return the signal that a recording is whole, after `stop` or after the longest time."""

    @property
    def failed(self) -> SignalInstance:
        """Return the signal that nothing is recorded, with a `RecordingFault`."""

    def record(self, file: Path) -> None:
        """Record into a WAV file from now on."""

    def stop(self) -> None:
        """Finish the recording; ``stopped`` is emitted."""

    def give_up(self) -> None:
        """End a recording that nobody wants; nothing is emitted."""


class QtMicrophone(QObject):
    """The system's microphone."""

    stopped = Signal()
    failed = Signal(RecordingFault)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._file: wave.Wave_write | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(LONGEST_TAKE_S * 1000)
        self._limit.timeout.connect(self.stop)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(NOTHING_CAME_MS)
        self._silence.timeout.connect(lambda: self._fail(RecordingFault.NOT_ALLOWED))

    @property
    def there(self) -> bool:
        """Return whether there is a microphone now."""
        return bool(QMediaDevices.audioInputs())

    def record(self, file: Path) -> None:
        """Record into a WAV file from now on."""
        self.give_up()
        device = QMediaDevices.defaultAudioInput()
        form = _form(device)
        if device.isNull() or form is None:
            self.failed.emit(RecordingFault.NO_MICROPHONE)
            return
        try:
            self._file = wave.open(str(file), "wb")  # noqa: SIM115 - closed when the recording ends
        except OSError:
            self.failed.emit(RecordingFault.NOT_WRITABLE)
            return
        self._file.setnchannels(form.channelCount())
        self._file.setsampwidth(SAMPLE_BYTES)
        self._file.setframerate(form.sampleRate())
        self._source = QAudioSource(device, form, self)
        self._stream = self._source.start()
        if self._source.error().value:  # PySide's names for the enumeration differ between its versions
            self._fail(RecordingFault.NO_MICROPHONE)
            return
        self._stream.readyRead.connect(self._take_in)
        self._limit.start()
        self._silence.start()

    def stop(self) -> None:
        """Finish the recording; ``stopped`` is emitted."""
        if self._source is not None:
            self._take_in()
            self._end()
            self.stopped.emit()

    def give_up(self) -> None:
        """End a recording that nobody wants; nothing is emitted."""
        if self._source is not None:
            self._end()

    def _take_in(self) -> None:
        if self._stream is None or self._file is None:
            return
        data = self._stream.readAll().data()
        if not data:
            return
        self._silence.stop()
        try:
            self._file.writeframesraw(data)
        except OSError:
            self._fail(RecordingFault.NOT_WRITABLE)

    def _fail(self, fault: RecordingFault) -> None:
        self._end()
        self.failed.emit(fault)

    def _end(self) -> None:
        self._limit.stop()
        self._silence.stop()
        source, file = self._source, self._file
        self._source = self._stream = self._file = None
        if source is not None:
            source.stop()
            source.deleteLater()
        if file is not None:
            try:
                file.close()
            except OSError:
                # The disk is full: what is there is measured as far as it goes, or found to be no recording.
                return


def _form(device: QAudioDevice) -> QAudioFormat | None:
    """Return the best form that a device offers."""
    for rate, channels in FORMATS:
        form = QAudioFormat()
        form.setSampleRate(rate)
        form.setChannelCount(channels)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if device.isFormatSupported(form):
            return form
    return None
