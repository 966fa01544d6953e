"""When each word of a line is heard: what an engine reports, fitted to the words that a person reads.

eSpeak NG reports a place in the text (in characters, from 1) and in the sound (in ms) for whatever it says in
one piece: half a number, a sign read out, once more a part of what it has said. A person reads words with
spaces between. So each report counts for the word it lies in, the first report of a word is the word's
moment, and what goes back in the text is left out.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from trainer.app.speech import SpokenWord

__all__ = ["fit_words", "move_words"]

_WORD: Final = re.compile(r"\S+")
_EDGE: Final = re.compile(r"^[^\w$€£]*(.*?)[^\w%]*$", re.DOTALL)


def fit_words(reports: Iterable[tuple[int, int]], text: str) -> tuple[SpokenWord, ...]:
    """Return the words of a text with their moments, in the order in which they are heard.

    `reports` are pairs of a moment in ms and a place in the text, in characters from 0.
    """
    words = _words(text)
    found: list[SpokenWord] = []
    number = 0
    last = -1
    for at_ms, place in reports:
        if found and place < found[-1].start:
            continue
        while number < len(words) and words[number][1] <= place:
            number += 1
        if number < len(words) and number != last and words[number][0] <= place:
            start, end = _bare(text, *words[number])
            found.append(SpokenWord(max(0, at_ms), start, end - start))
            last = number
    return tuple(found)


def move_words(words: Sequence[SpokenWord], spoken: str, shown: str) -> tuple[SpokenWord, ...]:
    """Return the words at their places in the text that is shown; none where its words are not the same."""
    if spoken == shown:
        return tuple(words)
    there, here = _words(spoken), _words(shown)
    if len(there) != len(here):
        return ()
    moved = []
    for word in words:
        number = next(n for n, (_start, end) in enumerate(there) if word.start < end)
        start, end = _bare(shown, *here[number])
        moved.append(SpokenWord(word.at_ms, start, end - start))
    return tuple(moved)


def _words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(text)]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a word stands without the marks around it; with them where it is nothing else."""
    found = _EDGE.match(text[start:end])
    if found is None or not found.group(1):
        return start, end
    return start + found.start(1), start + found.end(1)
