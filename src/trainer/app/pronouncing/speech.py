"""Voices that say what people write the way people say it.

This stands before whatever speaks, so that every line of the program, made ahead or at once, is pronounced by
the same rules; and behind it, so that whoever asked gets back the line that was asked for, with its words
where they are read.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from trainer.app.pronouncing.pronounce import pronounce_line, said_line
from trainer.app.speech import (
    Speaking,
    Speech,
    SpeechStatus,
    Spoken,
    SpokenLine,
    SpokenWord,
    Voice,
    VoiceGender,
)
from trainer.scenario.pronunciations import Pronunciations

__all__ = ["PronouncingSpeech"]


class PronouncingSpeech:
    """A `Speech` that hands lines on as they are to be said.

    `pronunciations` gives those that hold now; it is asked for each line, on the thread that asks for it.
    """

    def __init__(self, speech: Speech, pronunciations: Callable[[], Pronunciations]) -> None:
        self._speech = speech
        self._pronunciations = pronunciations

    def start(self) -> None:
        """Open the engine ahead of the first line."""
        self._speech.start()

    def watch(self, on_change: Callable[[SpeechStatus], None]) -> Callable[[], None]:
        """Call `on_change` at every change of the status, until the function given back is called."""
        return self._speech.watch(on_change)

    def status(self) -> SpeechStatus:
        """How the voices are doing now."""
        return self._speech.status()

    def voices(self) -> tuple[Voice, ...]:
        """Give the voices installed, as far as known."""
        return self._speech.voices()

    def choose(self, locale: str, gender: VoiceGender) -> Voice | None:
        """Give the voice that would speak a line of this locale."""
        return self._speech.choose(locale, gender)

    def prepare(self, lines: Sequence[SpokenLine]) -> None:
        """Make these lines ahead."""
        pronunciations = self._pronunciations()
        self._speech.prepare([said_line(line, pronunciations) for line in lines])

    def cancel_prepared(self) -> None:
        """Forget the lines asked for by `prepare` that have not begun."""
        self._speech.cancel_prepared()

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        """Make this line before all prepared ones; what comes back is about the line as it was asked for."""
        pronunciations = self._pronunciations()

        def hand_back(answer: Speaking) -> None:
            if isinstance(answer, Spoken) and answer.words:
                answer = replace(answer, words=_where_written(answer.words, line, pronunciations))
            on_done(replace(answer, line=line))

        self._speech.speak(said_line(line, pronunciations), hand_back)

    def close(self) -> None:
        """End the engine's process."""
        self._speech.close()


def _where_written(
    words: Sequence[SpokenWord], line: SpokenLine, pronunciations: Pronunciations
) -> tuple[SpokenWord, ...]:
    """Return when each word that is written is heard: several that are said for one are that one."""
    reading = pronounce_line(line, pronunciations)
    found: list[SpokenWord] = []
    for word in words:
        start, end = reading.written(word.start, word.start + word.length)
        if not found or found[-1].start != start:
            found.append(SpokenWord(word.at_ms, start, end - start))
    return tuple(found)
