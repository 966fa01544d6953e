"""pyttsx3, made to tell the truth. Lives in the worker's process only.

pyttsx3 2.99 raises nothing for an unknown voice or a path it cannot write, mixes what is said with what is
saved, and with eSpeak NG may return before the file is written, never return after a fault in its callback,
or cancel a change of voice that has not been carried out yet. So: one save for each run, never `say`, a
wait for the engine to be at rest around each of them, every change read back, every file looked at.
Whatever goes wrong is an `SavingError`, after which the process is to be ended: eSpeak may hang at the next
call.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import pyttsx3

from trainer.app.speech import SpokenWord, Voice, VoiceGender
from trainer.app.voices import LocaleTag
from trainer.speech.espeak_library import LibrarySource, provide_library
from trainer.speech.pitch import MacPitch, espeak_pitch, sapi_pitched
from trainer.speech.protocol import Save
from trainer.speech.serving import SavingError
from trainer.speech.words import fit_words

ESPEAK: Final = "espeak"
SAPI: Final = "sapi5"
FEMALE_VARIANT: Final = "+f3"
"""eSpeak's voices are all male; a variant changes the timbre of any of them."""
PROMPTLY_S: Final = 0.001
AIFF_MAGIC: Final = b"FORM"
AFCONVERT: Final = ("/usr/bin/afconvert", "-f", "WAVE", "-d", "LEI16")
"""Part of every macOS, whose synthesizer writes AIFF whatever the file is called."""


class Pyttsx3Engine:
    """The system's speech engine. To be used by one thread, once in a process."""

    def __init__(self, source: LibrarySource = LibrarySource.ANY) -> None:
        """Open the engine; `LibraryMissingError` where there is none, anything where it does not open."""
        if sys.platform == "linux":
            provide_library(source)
        self._engine = pyttsx3.init()
        self._faults = list[str]()
        self._reports = list[tuple[int, int]]()
        """Moments in ms and places in the text, from 0, of what is said."""
        self._finished = threading.Event()
        self._engine.connect("error", self._note_fault)
        self._engine.connect("finished-utterance", self._note_end)
        sys.unraisablehook = self._note_unraisable
        self.name: Final[str] = str(self._engine)
        self._settle = self._rest_of_espeak() if self.name == ESPEAK else _at_rest
        if self.name == ESPEAK:
            self._listen_to_espeak()
        # Properties are queued until the first run; from then on they are carried out at once.
        self._settle()
        self._engine.runAndWait()
        self.version: Final = self._find_version()
        self.voices: Final = tuple(self._list_voices())

    def save(self, request: Save) -> tuple[SpokenWord, ...]:
        """Write a text as a WAV file, and return when each word is heard, where the engine reports it.

        `SavingError` where that did not happen.
        """
        text, path = request.text, request.path
        if not text.strip():
            raise SavingError("a line without text")
        self._faults.clear()
        self._reports.clear()
        self._finished.clear()
        self._set("voice", request.voice_id)
        self._set("rate", request.words_per_minute)
        given = self._pitched(text, request.pitch)
        path.unlink(missing_ok=True)
        # Drivers are made to carry out their queue within the run. What is asked of one at rest happens at
        # once, and the end of the run comes too early (macOS cuts the line off) or never.
        self._engine.proxy.setBusy(True)
        self._engine.save_to_file(given, str(path))
        self._engine.runAndWait()
        if self.name == ESPEAK:
            # It works on in a thread of its own. Should it hang there, this process is ended from outside.
            self._finished.wait()
        self._raise_faults()  # at once: after a fault, eSpeak may never come to rest
        self._settle()
        if not path.is_file() or not path.stat().st_size:
            raise SavingError("no file was written")
        ensure_wave(path)
        return fit_words(self._reports, text)

    def _set(self, name: str, value: str | int) -> None:
        if self._engine.getProperty(name) == value:
            return
        self._engine.setProperty(name, value)
        # A run begins by cancelling whatever eSpeak has not carried out yet, a change of voice for one.
        self._settle()
        self._raise_faults()
        found = self._engine.getProperty(name)
        # The rate of other engines is rounded to their own scale.
        if found != value and (self.name == ESPEAK or name == "voice"):
            raise SavingError(f"{name} is {found!r}, not {value!r}")

    def _pitched(self, text: str, semitones: float) -> str:
        """Set the pitch, and return the text as the engine is to be given it."""
        if self.name == ESPEAK:
            self._set("pitch", espeak_pitch(semitones))
        elif self.name == SAPI:
            return sapi_pitched(text, semitones)[0]
        else:
            MacPitch(self._engine).raise_by(semitones)
        return text

    def _raise_faults(self) -> None:
        if self._faults:
            raise SavingError("; ".join(self._faults))

    def _note_fault(self, name: str | None, exception: Exception) -> None:
        del name
        self._faults.append(repr(exception))
        self._finished.set()

    def _note_end(self, name: str | None, *, completed: bool) -> None:
        del name
        if not completed:
            self._faults.append("the engine broke off")
        self._finished.set()

    def _note_unraisable(self, unraisable: Any) -> None:
        """Hear of what is raised inside a callback of eSpeak, such as a full disk: nobody else is told."""
        self._faults.append(repr(unraisable.exc_value))
        self._finished.set()

    def _listen_to_espeak(self) -> None:
        """Hear when each word begins: the driver passes on where it stands, but not when it is heard."""
        from pyttsx3.drivers import _espeak  # noqa: PLC0415 - it loads a library

        driver = _espeak.SynthCallback
        reports, end, word = self._reports, _espeak.EVENT_LIST_TERMINATED, _espeak.EVENT_WORD

        def listen(wave: Any, samples: int, events: Any) -> int:
            for event in takewhile(lambda each: each.type != end, events):
                if event.type == word:
                    reports.append((event.audio_position, event.text_position - 1))
            return int(driver(wave, samples, events))

        _espeak.SetSynthCallback(listen)

    @staticmethod
    def _rest_of_espeak() -> Callable[[], None]:
        from pyttsx3.drivers import _espeak  # noqa: PLC0415 - it loads a library

        def settle() -> None:
            while _espeak.IsPlaying():
                time.sleep(PROMPTLY_S)

        return settle

    def _find_version(self) -> str:
        if self.name == ESPEAK:
            from pyttsx3.drivers import _espeak  # noqa: PLC0415 - it loads a library

            return str(_espeak.Info(None).decode())
        import platform  # noqa: PLC0415 - only where the engine is part of the system

        return platform.version()

    def _list_voices(self) -> Sequence[Voice]:
        found = list[Voice]()
        for offered in self._engine.getProperty("voices"):
            voice = _voice_of(offered, self.name)
            if voice is None:
                continue
            found.append(voice)
            if self.name == ESPEAK:
                female = VoiceGender.FEMALE
                found.append(Voice(voice.id + FEMALE_VARIANT, voice.name, voice.locale, female, ESPEAK))
        return found


def ensure_wave(path: Path, converter: Sequence[str] = AFCONVERT) -> None:
    """Turn an AIFF file into WAV where it is, by `converter SOURCE TARGET`; leave a WAV file alone."""
    with path.open("rb") as file:
        if file.read(len(AIFF_MAGIC)) != AIFF_MAGIC:
            return
    converted = path.with_name(f"{path.name}.wave")
    try:
        command = [*converter, str(path), str(converted)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
        converted.replace(path)
    except (OSError, subprocess.CalledProcessError) as fault:
        converted.unlink(missing_ok=True)
        raise SavingError(f"cannot convert AIFF: {fault}") from fault


def _at_rest() -> None:
    """Other engines than eSpeak return when they are done."""


def _voice_of(offered: Any, engine: str) -> Voice | None:
    """Return a voice of pyttsx3 in our terms; None for one whose language is not told."""
    locale = str(offered.languages[0] or "") if offered.languages else ""
    if not locale or locale.startswith("Unknown"):
        return None
    said = str(offered.gender or "").lower().removeprefix("voicegender")
    gender = {"female": VoiceGender.FEMALE, "male": VoiceGender.MALE}.get(said)
    name = str(offered.name or offered.id)
    return Voice(str(offered.id), name, str(LocaleTag.of(locale)), gender, engine)
