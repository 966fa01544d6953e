"""Machines that are not here: the voices that a fresh one of each system offers, as its engine has them."""

from itertools import product
from typing import Final

from trainer.app.speech import Voice, VoiceGender

FEMALE, MALE = VoiceGender.FEMALE, VoiceGender.MALE
APPLE: Final = "com.apple.voice.compact"
FUN: Final = "com.apple.speech.synthesis.voice"


def _sapi(name: str, locale: str, gender: VoiceGender) -> Voice:
    return Voice(f"TTS_MS_{locale}_{name.upper()}", f"Microsoft {name} Desktop", locale, gender, "sapi5")


def _espeak(locale: str, gender: VoiceGender) -> Voice:
    mark = "+f3" if gender is FEMALE else ""
    return Voice(f"{locale}{mark}", f"eSpeak {locale} {gender}", locale, gender, "espeak")


WINDOWS: Final = (
    _sapi("David", "en-US", MALE),
    _sapi("Zira", "en-US", FEMALE),
    _sapi("Helena", "es-ES", FEMALE),
    _sapi("Sabina", "es-MX", FEMALE),
)
MACOS: Final = (
    Voice(f"{FUN}.Albert", "Albert", "en-US", MALE, "nsss"),
    Voice(f"{FUN}.Fred", "Fred", "en-US", MALE, "nsss"),
    Voice(f"{APPLE}.en-US.Samantha", "Samantha", "en_US", FEMALE, "nsss"),
    Voice(f"{APPLE}.es-MX.Paulina", "Paulina", "es_MX", FEMALE, "nsss"),
    Voice(f"{APPLE}.es-ES.Monica", "Mónica", "es_ES", FEMALE, "nsss"),
)
LINUX: Final = tuple(
    _espeak(locale, gender)
    for locale, gender in product(
        ("en-029", "en-GB", "en-GB-scotland", "en-US", "en-US-nyc", "es", "es-419", "pt-BR"), (FEMALE, MALE)
    )
)
LINUX_WITH_PIPER: Final = (
    *LINUX,
    Voice("joe.onnx", "Joe", "en-US", MALE, "piper"),
    Voice("ald.onnx", "Ald", "es-MX", MALE, "piper"),
    Voice("davefx.onnx", "Davefx", "es-ES", MALE, "piper"),
)

MACHINES: Final = {
    "Windows (SAPI 5)": WINDOWS,
    "macOS": MACOS,
    "Linux (eSpeak NG)": LINUX,
    "Linux with Piper": LINUX_WITH_PIPER,
}
