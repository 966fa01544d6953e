"""What `puente doctor` looks at, and how: nothing of a person's is changed, and nothing that is ill stops it.

A line is really spoken in every locale of the library, into a folder that is gone afterwards. The system's
sound is asked in a process of its own, which may hang or die.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trainer import __version__, paths
from trainer.app.contents import take_in_judged
from trainer.app.doctor_facts import (
    AudioFacts,
    CacheFacts,
    Examined,
    FolderFacts,
    LibraryFacts,
    LogFacts,
    ProgramFacts,
    SpeechFacts,
    SpokenSample,
)
from trainer.app.faults import Fault
from trainer.app.speaking_ahead import await_voices, speak_all
from trainer.app.speaking_back import Recording, RecordingError, measure_speech
from trainer.app.speech import Speech, Spoken, SpokenLine, VoiceGender
from trainer.app.voices import sample_sentence
from trainer.bootstrap import SPEECH, open_voices
from trainer.child_programs import child_command
from trainer.i18n import _
from trainer.policy import machine_policy
from trainer.settings import SettingsFile
from trainer.speech.cache import DEFAULT_LIMIT_BYTES, LineCache
from trainer.storage.health import examine_records
from trainer.storage.judging import judge_paths, spare_processes
from trainer.storage.scenario_files import find_files, read_file

__all__ = ["examine"]

SOUND_DEVICES: Final = "trainer.ui.sound_devices"
DEVICES_S: Final = 20.0
"""A sound service that does not run may take some seconds to be given up."""
FONT_BEGINNINGS: Final = (b"\0\1\0\0", b"OTTO")


def examine(locales: Sequence[str]) -> Examined:
    """Look at everything; voices in `locales`, or where none are named in those of the library."""
    data = paths.data_folder()
    with tempfile.TemporaryDirectory(prefix="puente-doctor-") as folder:
        scratch = Path(folder)
        settings, legible = _settings(data, scratch)
        library = _library()
        speech = _speech(locales or library.locales, settings.current.voices, scratch / "lines")
    audio = _ask_devices()
    cache = LineCache(paths.cache_folder() / SPEECH)
    return Examined(
        program=_program(audio.qt),
        folder=_folder(data, settings_legible=legible),
        records=examine_records(data),
        library=library,
        speech=speech,
        cache=CacheFacts(
            paths.cache_folder() / SPEECH, cache.count(), cache.size_bytes(), DEFAULT_LIMIT_BYTES
        ),
        audio=AudioFacts(audio.outputs, audio.inputs, audio.fault),
        policy=machine_policy(),
        log=LogFacts(paths.log_folder(), _size(paths.log_folder())),
    )


@dataclass(frozen=True, slots=True)
class _Devices:
    qt: str = ""
    outputs: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    fault: str = ""


def _program(qt: str) -> ProgramFacts:
    fonts = paths.assets_folder() / "fonts"
    return ProgramFacts(
        version=__version__,
        python=platform.python_version(),
        system=platform.platform(terse=True),
        qt=qt,
        screen=sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))),
        fonts=tuple(path.name for path in sorted(fonts.glob("*.ttf")) if _is_font(path)),
        fonts_folder=fonts,
    )


def _is_font(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in FONT_BEGINNINGS
    except OSError:
        return False


def _folder(data: Path, *, settings_legible: bool) -> FolderFacts:
    """Tell what may be done with the data folder, or where it would be made."""
    fault = ""
    try:
        exists = data.is_dir()
        if exists:
            next(data.iterdir(), None)
    except OSError as error:
        exists, fault = False, error.strerror or str(error)
    standing = next((each for each in (data, *data.parents) if _is_folder(each)), None)
    # A folder that somebody chose may be on a drive that is not there now: what is above it is not made.
    nearby = exists or not paths.is_data_folder_chosen() or standing == data.parent
    return FolderFacts(
        path=data,
        exists=exists,
        writable=standing is not None and nearby and os.access(standing, os.W_OK | os.X_OK),
        variable=paths.DATA_VARIABLE if os.environ.get(paths.DATA_VARIABLE) else "",
        free_bytes=None if standing is None else _free_bytes(standing),
        settings_legible=settings_legible,
        fault=fault,
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _free_bytes(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _settings(data: Path, scratch: Path) -> tuple[SettingsFile, bool]:
    """Return the settings and whether they are legible; of a copy, since a damaged file is set aside."""
    with suppress(OSError):  # none yet, or not to be read: as if nobody had chosen
        shutil.copyfile(data / "settings.json", scratch / "settings.json")
    settings = SettingsFile(scratch)
    return settings, settings.set_aside is None


def _library() -> LibraryFacts:
    shared = paths.shared_scenarios_folders()
    folders = (paths.bundled_scenarios_folder(), paths.user_scenarios_folder(), *shared)
    files = list[Path]()
    for folder in folders:
        with suppress(Fault):  # a folder that cannot be listed holds nothing that could be practiced
            files.extend(find_files([folder]) if _is_folder(folder) else ())
    with closing(judge_paths(files, None, processes=spare_processes())) as judged:
        contents = take_in_judged(sorted(judged, key=lambda one: str(one.path)), folders[0], read_file)
    scenarios = contents.scenarios.values()
    locales = {locale for each in scenarios for locale in each.scenario.customer.locales.values()}
    return LibraryFacts(
        len(contents.scenarios),
        tuple(each.path for each in contents.broken),
        tuple(sorted(locales)),
        gone=tuple(folder for folder in shared if not _is_folder(folder)),
    )


def _speech(locales: Sequence[str], chosen: Mapping[str, str], folder: Path) -> SpeechFacts:
    """Have a sentence spoken in each locale by the voice that would speak it."""
    with closing(open_voices(folder)) as speech:
        status = await_voices(speech)
        samples = tuple(_sample(speech, locale, chosen.get(locale, "")) for locale in locales)
        voices = speech.voices()
    installed = {voice.id for voice in voices}
    return SpeechFacts(
        engines=Counter(voice.engine for voice in voices),
        opened=status.engine,
        samples=samples,
        missing_choices=tuple(
            locale for locale in locales if chosen.get(locale) and chosen[locale] not in installed
        )
        if installed
        else (),
    )


def _sample(speech: Speech, locale: str, voice_id: str) -> SpokenSample:
    text = sample_sentence(locale)
    line = SpokenLine(text, locale, VoiceGender.FEMALE, key=locale, voice_id=voice_id)
    begun = time.monotonic()
    (answer,) = speak_all(speech, [line])
    took_ms = round(1000 * (time.monotonic() - begun))
    if not isinstance(answer, Spoken):
        return SpokenSample(locale, None, answer.reason, answer.detail, chosen=False, took_ms=took_ms)
    return SpokenSample(
        locale,
        answer.voice,
        None,
        "",
        chosen=bool(voice_id) and answer.voice.id == voice_id,
        duration_ms=answer.duration_ms,
        loudness_db=_loudness(answer.path, text),
        took_ms=took_ms,
    )


def _loudness(path: Path, text: str) -> float | None:
    try:
        return measure_speech(Recording.of_wave(path.read_bytes()), text).loudness_db
    except (OSError, RecordingError):
        return None


def _ask_devices() -> _Devices:
    command = child_command(SOUND_DEVICES)
    try:
        asked = subprocess.run(  # noqa: S603 - the program itself
            command, capture_output=True, text=True, timeout=DEVICES_S, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return _Devices(fault=_("it does not answer"))
    except OSError as error:
        return _Devices(fault=error.strerror or str(error))
    try:
        told = json.loads(asked.stdout)
        return _Devices(told["qt"], tuple(told["outputs"]), tuple(told["inputs"]))
    except (ValueError, KeyError, TypeError):
        last = asked.stderr.strip().splitlines()[-1:] or [str(asked.returncode)]
        return _Devices(fault=last[0])


def _size(folder: Path) -> int:
    try:
        return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    except OSError:
        return 0
