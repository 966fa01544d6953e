"""Which installed voice speaks a line, and what people are told about voices.

The wrong voice teaches the wrong thing: Spanish read by an English voice is worse than silence. So the
choice is a pure function over what is installed, the same for every engine, and the words for what is
missing stand beside it, for the settings screen, the call and the doctor alike.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, assert_never

from trainer.app.speech import UnspokenReason, Voice, VoiceGender
from trainer.i18n import FORMATS, _, current_language

SPANISH_OF_SPAIN: Final = frozenset({"", "ES", "IC", "EA", "GQ"})
"""Regions of the peninsular family. Plain `es` is among them: engines mean Castilian by it."""

NEAREST: Final = {
    "es-419": ("MX", "US", "CO"),
    "es-MX": ("419", "US", "CO"),
    "es-CO": ("419", "VE", "EC", "PA", "MX", "US"),
    "es-US": ("MX", "419", "CO"),
    "es-ES": ("",),
    "en-US": ("CA", ""),
    "en-CA": ("US", ""),
    "en-GB": ("", "IE", "AU", "NZ"),
}
"""Regions by likeness of accent, nearest first, of the locales that scenarios use. The empty one is none."""

OUT_OF_THE_LIST: Final = 10

NEURAL: Final = "piper"
"""The engine whose voices are neural networks: installed on purpose, and the most natural there are."""

NORTH_AMERICA: Final = frozenset({"US", "CA"})

NOVELTIES: Final = frozenset(
    {
        *(
            "albert",
            "badnews",
            "bahh",
            "bells",
            "boing",
            "bubbles",
            "cellos",
            "deranged",
            "goodnews",
            "hysterical",
        ),
        *("jester", "junior", "organ", "pipeorgan", "princess", "superstar", "trinoids", "whisper", "wobble"),
        "zarvox",
    }
)
"""Voices of macOS made for fun, by the last part of their ids, in lower case."""


@dataclass(frozen=True, slots=True)
class LocaleTag:
    """The parts of a BCP 47 locale that matter to an accent."""

    language: str
    region: str
    """A country or an area such as `419`; empty where none is named."""
    variants: tuple[str, ...]
    """What narrows it further: a town, a script, a private use."""

    @classmethod
    def of(cls, locale: str) -> "LocaleTag":
        """Read a locale as any engine writes it: `es-MX`, `es_MX`, `en-gb-scotland`."""
        language, *others = re.split(r"[-_]", locale)
        region = ""
        variants = list[str]()
        for part in others:
            if not region and not variants and re.fullmatch(r"[A-Za-z]{2}|\d{3}", part):
                region = part.upper()
            else:
                variants.append(part.lower())
        return cls(language.lower(), region, tuple(variants))

    def __str__(self) -> str:
        return "-".join(part for part in (self.language, self.region, *self.variants) if part)


def rank_voices(voices: Iterable[Voice], locale: str, gender: VoiceGender) -> tuple[Voice, ...]:
    """Return the voices that may speak a line of `locale`, best first; empty where its language has none.

    The accents of the locale's part of the world come first, and of those a neural voice, unless it is known
    to be of the other gender. Then the exact locale, then the same language by nearness of region; then plain
    accents before narrow ones, serious voices before novelties, the gender asked for, and the name.
    """
    wanted = LocaleTag.of(locale)

    def merit(voice: Voice) -> tuple[bool, bool, int, int, bool, int, str, str]:
        offered = LocaleTag.of(voice.locale)
        return (
            _family(wanted) != _family(offered),
            voice.engine != NEURAL or voice.gender not in {gender, None},
            _distance(wanted, offered),
            len(set(offered.variants) ^ set(wanted.variants)),
            _is_novelty(voice),
            0 if voice.gender is gender else 1 if voice.gender is None else 2,
            voice.name,
            voice.id,
        )

    return tuple(sorted((voice for voice in voices if speaks(voice, locale)), key=merit))


def choose_voice(voices: Iterable[Voice], locale: str, gender: VoiceGender) -> Voice | None:
    """Return the best voice for a line of `locale`, None where its language has no voice."""
    return next(iter(rank_voices(voices, locale, gender)), None)


def pick_voice(voices: Sequence[Voice], locale: str, gender: VoiceGender, chosen: str) -> Voice | None:
    """Return the voice that a person chose by its id, or the best where it cannot serve.

    It cannot where it is gone, of another language, or known to be of the other gender while there is one of
    the gender asked for: a choice is of a voice, and the scenario says who calls.
    """
    best = choose_voice(voices, locale, gender)
    voice = next((voice for voice in voices if voice.id == chosen), None)
    if voice is None or best is None or not speaks(voice, locale):
        return best
    misfit = voice.gender not in {gender, None} and best.gender is gender
    return best if misfit else voice


def speaks(voice: Voice, locale: str) -> bool:
    """Tell whether the voice is of the language of `locale`."""
    return _language(voice.locale) == _language(locale)


def _language(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0].lower()


def _distance(wanted: LocaleTag, offered: LocaleTag) -> int:
    """Return how far the accents are apart, 0 being the same; only compared, never added."""
    if wanted.region == offered.region:
        return 0
    nearest = NEAREST.get(f"{wanted.language}-{wanted.region}", ())
    if offered.region in nearest:
        return 1 + nearest.index(offered.region)
    if wanted.language == "es":
        same_family = (wanted.region in SPANISH_OF_SPAIN) == (offered.region in SPANISH_OF_SPAIN)
        if not same_family:
            return OUT_OF_THE_LIST + 3 + bool(offered.region)
        return OUT_OF_THE_LIST + (0 if offered.region in {"419", ""} else 1)
    return OUT_OF_THE_LIST + (0 if not offered.region else 1)


def _family(tag: LocaleTag) -> str:
    """Return the part of the world that an accent belongs to; nobody mistakes one for the other."""
    if tag.language == "es":
        return "peninsular" if tag.region in SPANISH_OF_SPAIN else "american"
    if tag.language == "en":
        return "american" if tag.region in NORTH_AMERICA else "other"
    return ""


def _is_novelty(voice: Voice) -> bool:
    return voice.id.rpartition(".")[2].lower() in NOVELTIES


SAMPLES: Final = {
    "en": "Hi, good afternoon. There is a charge on my bill that I don't recognize. "
    "Could you help me, please?",
    "es": "Hola, buenas tardes. Me llegó un cargo que no reconozco. ¿Me puede ayudar, por favor?",
    "es-MX": "Bueno, buenas tardes, señorita. Oiga, me llegó un cargo que no reconozco. "
    "¿Me ayuda a revisarlo, por favor?",
    "es-CO": "Aló, muy buenas tardes. Vea, es que me llegó un cobro que no reconozco. "
    "¿Usted me puede colaborar, por favor?",
}
"""What a customer would say, in the words of the place: spoken, so never translated."""


def sample_sentence(locale: str) -> str:
    """Return a sentence to hear a voice of `locale` by; the nearest one written, English at last."""
    tag = LocaleTag.of(locale)
    exact = SAMPLES.get(f"{tag.language}-{tag.region}")
    return exact or SAMPLES.get(tag.language) or SAMPLES["en"]


class System(StrEnum):
    """A family of operating systems, by how voices are installed there."""

    WINDOWS = "windows"
    MACOS = "macos"
    LINUX = "linux"

    @classmethod
    def current(cls) -> "System":
        """Return that of this machine; everything else that runs Qt installs voices as Linux does."""
        return {"win32": cls.WINDOWS, "darwin": cls.MACOS}.get(sys.platform, cls.LINUX)


def locale_name(locale: str) -> str:
    """Return a locale's name in the language of the interface: `Spanish (Mexico)`, `español (México)`."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - loaded when first shown, not at start

    tag = LocaleTag.of(locale)
    try:
        named = Locale.parse("_".join(part for part in (tag.language, tag.region) if part))
    except (UnknownLocaleError, ValueError):
        return locale
    return named.get_display_name(FORMATS[current_language()]) or locale


def installation_advice(locale: str, system: System) -> str:
    """Return what a person does to get a voice for `locale` on `system`."""
    match system:
        case System.WINDOWS:
            text = _(
                "Open Settings > Time & language > Language & region, choose Add a language, pick {language} "
                "and keep Text-to-speech ticked. Then start Puente again."
            )
        case System.MACOS:
            text = _(
                "Open System Settings > Accessibility > Spoken Content, open the list of system voices, "
                "choose Manage Voices and download one for {language}. Then start Puente again."
            )
        case System.LINUX:
            text = _(
                "Install eSpeak NG, which speaks {language}. Debian, Ubuntu: sudo apt install espeak-ng. "
                "Fedora: sudo dnf install espeak-ng. Then start Puente again."
            )
        case _:
            assert_never(system)
    return text.format(language=locale_name(locale))


def natural_voice_advice(locale: str, folder: Path) -> str:
    """Return what a person does, on any system, for a neural voice of `locale`, kept in `folder`."""
    text = _(
        "Piper voices sound more natural. Install Piper (pip install piper-tts), and put a voice for "
        "{language}, its .onnx and .onnx.json files, into {folder}. Then start Puente again."
    )
    return text.format(language=locale_name(locale), folder=folder)


def explain(reason: UnspokenReason, locale: str) -> str:
    """Return, for the trainee, why a line of `locale` has no sound and what to do about it."""
    match reason:
        case UnspokenReason.NO_VOICE_FOR_LOCALE:
            text = _(
                "This computer has no voice for {language}. Captions show every line; Settings says how to "
                "add one."
            )
        case UnspokenReason.ENGINE_MISSING:
            text = _(
                "No speech program was found on this computer. Captions show every line; Settings says how "
                "to install one."
            )
        case UnspokenReason.ENGINE_FAILED:
            text = _(
                "The speech program stopped working. Captions show every line; Puente keeps trying to start "
                "it again."
            )
        case UnspokenReason.TIMED_OUT:
            text = _("The speech program takes too long. Captions show every line; Puente keeps trying.")
        case UnspokenReason.DISK_FULL:
            text = _("The disk is full, so no line can be spoken. Free some space; captions show every line.")
        case UnspokenReason.FOLDER_NOT_WRITABLE:
            text = _(
                "Spoken lines cannot be kept: Puente may not write in its folder. Settings shows which "
                "folder it is; captions show every line."
            )
        case UnspokenReason.NOTHING_TO_SAY:
            text = _("This line has no words to speak.")
        case UnspokenReason.TOO_LONG:
            text = _("This line is too long to be spoken. The captions show all of it.")
        case UnspokenReason.CLOSED:
            text = _("The voice was switched off.")
        case _:
            assert_never(reason)
    return text.format(language=locale_name(locale))
