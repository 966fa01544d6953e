"""The process that reads recordings: `python -m trainer.speech.recordings_worker`.

A file from anywhere is decoded here, by a library written in C: what it may do to a process, it does to this
one.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import miniaudio  # type: ignore[import-untyped]  # it comes without types

from trainer.app.speech import SpokenWord
from trainer.speech.protocol import Save
from trainer.speech.recorded import ENGINE
from trainer.speech.serving import SavingError, serve
from trainer.speech.wave_file import write_samples

RATE: Final = 22_050
"""Samples a second: that of most voices, and more than a telephone has."""


class RecordingReader:
    """Decodes WAV, FLAC, Ogg Vorbis and MP3."""

    name: Final = ENGINE
    version: Final = str(miniaudio.__version__)
    voices: Final = ()

    def save(self, request: Save) -> tuple[SpokenWord, ...]:
        """Write the recording that the request names as a voice; `SavingError` where it is none."""
        try:
            sound = miniaudio.decode_file(request.voice_id, nchannels=1, sample_rate=RATE)
        except (miniaudio.MiniaudioError, OSError) as fault:
            raise SavingError(f"{Path(request.voice_id).name} cannot be read: {fault}") from fault
        write_samples(request.path, sound.samples, RATE)
        return ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until standard input ends."""
    del arguments
    return serve(RecordingReader)


if __name__ == "__main__":
    raise SystemExit(main())
