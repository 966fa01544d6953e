"""Pitch, which pyttsx3 sets with eSpeak NG alone: each engine's own way to raise and lower a voice.

SAPI 5 takes it from markup before the text; macOS from a property of its synthesizer, which not every voice
has. Where an engine cannot, a voice keeps its own pitch: customers are then told apart by pace.
"""

from typing import Any, Final, TypeAlias

ESPEAK_NATURAL: Final = 50
ESPEAK_LOWEST: Final = 0
ESPEAK_HIGHEST: Final = 99
ESPEAK_UNITS_UP: Final = 6.2
ESPEAK_UNITS_DOWN: Final = 7.3
"""For a semitone. Measured with eSpeak NG 1.51 on four voices: 25 is 3.4 semitones down, 75 is 3.8 up."""
SAPI_UNITS_A_SEMITONE: Final = 2
"""Each unit of `absmiddle` is a 24th root of two (SAPI 5, XML TTS Tutorial)."""
SAPI_HIGHEST: Final = 10
MARKUP: Final = frozenset("<>&")
NSSS_BASE: Final = "pbas"
"""`NSSpeechPitchBaseProperty`: the pitch as the number of a key of a piano, in semitones."""

Pitched: TypeAlias = tuple[str, int]
"""A text as the engine is to be given it, and how many characters were put before it."""


def espeak_pitch(semitones: float) -> int:
    """Return the value of eSpeak's property for a pitch above the natural one."""
    units = ESPEAK_UNITS_UP if semitones > 0 else ESPEAK_UNITS_DOWN
    wanted = round(ESPEAK_NATURAL + semitones * units)
    return min(ESPEAK_HIGHEST, max(ESPEAK_LOWEST, wanted))


def sapi_pitched(text: str, semitones: float) -> Pitched:
    """Return a text with SAPI's markup before it; as it is where the text itself looks like markup."""
    units = round(semitones * SAPI_UNITS_A_SEMITONE)
    if not units or MARKUP & set(text):
        return text, 0
    markup = f'<pitch absmiddle="{min(SAPI_HIGHEST, max(-SAPI_HIGHEST, units))}"/>'
    return markup + text, len(markup)


class MacPitch:
    """The pitch of macOS's synthesizer, which is found inside pyttsx3's driver.

    A voice that does not know the property, or a pyttsx3 built otherwise, keeps its pitch.
    """

    def __init__(self, engine: Any) -> None:
        driver = getattr(getattr(engine, "proxy", None), "_driver", None)
        self._synthesizer: Final = getattr(driver, "_tts", None)

    def raise_by(self, semitones: float) -> None:
        """Raise the voice that was just chosen; choosing a voice has set its own pitch."""
        read = getattr(self._synthesizer, "objectForProperty_error_", None)
        write = getattr(self._synthesizer, "setObject_forProperty_error_", None)
        if read is None or write is None:
            return
        base, _fault = read(NSSS_BASE, None)
        if base is not None:
            write(float(base) + semitones, NSSS_BASE, None)
