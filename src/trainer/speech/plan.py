"""How a line is to be spoken by the engine that is there: which voice, how fast, and what exactly is said."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from trainer.app.speech import (
    FASTEST_RATE,
    HIGHEST_PITCH,
    LOUDEST,
    SLOWEST_RATE,
    SpokenLine,
    UnspokenReason,
    Voice,
)
from trainer.app.voices import pick_voice
from trainer.speech.cache import LineIdentity
from trainer.speech.protocol import Finish, Hello

LONGEST_TEXT: Final = 5000
"""In characters, some six minutes. eSpeak NG dies of texts of 19,000."""
NATURAL_WORDS_PER_MINUTE: Final = 165
"""A customer who is neither hurried nor slow, in English and in Spanish."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A line, decided in every detail that can be heard."""

    voice: Voice
    identity: LineIdentity
    rate: float
    """A factor of the natural pace."""

    @property
    def finish(self) -> Finish:
        """Return what becomes of the line after the engine has written it."""
        return Finish(self.identity.loudness, telephone=self.identity.telephone)


def plan_line(line: SpokenLine, engine: Hello | None) -> Plan | None:
    """Return how the engine is to speak a line, None where the line's language has no voice there."""
    voice = None if engine is None else pick_voice(engine.voices, line.locale, line.voice, line.voice_id)
    if engine is None or voice is None:
        return None
    rate = min(max(line.rate, SLOWEST_RATE), FASTEST_RATE)
    pace = round(NATURAL_WORDS_PER_MINUTE * rate)
    identity = LineIdentity(
        engine=engine.engine,
        engine_version=engine.engine_version,
        voice_id=voice.id,
        words_per_minute=pace,
        pitch=round(_within(line.pitch, HIGHEST_PITCH), 2),
        loudness=round(_within(line.loudness, LOUDEST), 2),
        telephone=line.telephone,
        text=plain_text(line.text),
    )
    return Plan(voice, identity, rate)


def _within(value: float, limit: float) -> float:
    return min(limit, max(-limit, value))


def find_obstacle(text: str) -> UnspokenReason | None:
    """Return why no engine is to be given a text: they fail at nothing to say, and at too much."""
    if not any(map(str.isalnum, text)):
        return UnspokenReason.NOTHING_TO_SAY
    return UnspokenReason.TOO_LONG if len(text) > LONGEST_TEXT else None


def plain_text(text: str) -> str:
    """Return a text on one line, without what no engine takes: control and format characters, and halves."""
    whole = text.encode("utf-8", "replace").decode()
    return " ".join("".join(map(_spoken_character, whole)).split())


def _spoken_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # such as a soft hyphen, which must not split a word
        return ""
    return " " if category == "Cc" or category.startswith("Z") else character
