"""Of a line whose parts are in several languages, each word is known where it stands and when it is heard."""

from array import array
from pathlib import Path

from trainer.app.speech import (
    PAUSE_FOR_MISSING_VOICE_MS,
    Speaking,
    Spoken,
    SpokenLine,
    SpokenWord,
    Unspoken,
    UnspokenReason,
    Voice,
    VoiceGender,
)
from trainer.speech.switching import join_parts
from trainer.speech.wave_file import write_samples

RATE = 8000
VOICE = Voice("v", "Voz", "es-MX", VoiceGender.FEMALE, "engine")


def part(folder: Path, text: str, seconds: int, *words: SpokenWord) -> tuple[SpokenLine, Speaking]:
    """Return a part that sounds from its first sample to its last."""
    line = SpokenLine(key=text, text=text, locale="es-MX", voice=VoiceGender.FEMALE, rate=1.0)
    path = folder / f"{len(text)}.wav"
    write_samples(path, array("h", [9000] * (seconds * RATE)), RATE)
    return line, Spoken(line, path, 1000 * seconds, VOICE, cached=False, words=words)


def test_the_words_of_later_parts_are_moved_in_text_and_time(tmp_path: Path) -> None:
    first = part(tmp_path, "Mi pedido ", 1, SpokenWord(0, 0, 2), SpokenWord(400, 3, 6))
    second = part(tmp_path, "is late", 2, SpokenWord(0, 0, 2), SpokenWord(700, 3, 4))
    words = join_parts([first, second], tmp_path / "whole.wav")
    assert words == (
        SpokenWord(0, 0, 2),
        SpokenWord(400, 3, 6),
        SpokenWord(1000, 10, 2),
        SpokenWord(1700, 13, 4),
    )


def test_a_part_without_a_voice_moves_what_comes_after_it(tmp_path: Path) -> None:
    silent = SpokenLine(key="s", text="Hello, ", locale="en-US", voice=VoiceGender.FEMALE, rate=1.0)
    missing = (silent, Unspoken(silent, UnspokenReason.NO_VOICE_FOR_LOCALE))
    words = join_parts([missing, part(tmp_path, "bueno", 1, SpokenWord(50, 0, 5))], tmp_path / "whole.wav")
    assert words == (SpokenWord(PAUSE_FOR_MISSING_VOICE_MS + 50, 7, 5),)
