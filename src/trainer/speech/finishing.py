"""What is done to every line after its engine has written it: one level for all, and the telephone.

It happens once, in the worker, before the line is kept; what is played later needs no filter and no gain of
its own, and the interface's thread never waits for it.
"""

from pathlib import Path

from trainer.speech.loudness import amplify, matching_gain
from trainer.speech.protocol import Finish
from trainer.speech.telephone import through_telephone
from trainer.speech.wave_file import read_samples, write_samples


def finish_file(path: Path, finish: Finish) -> None:
    """Give a WAV file its level and its line; `WaveError` where it is none, `OSError` where none is written.

    The file becomes one of 16 bits and one channel.
    """
    samples, rate = read_samples(path)
    samples = amplify(samples, matching_gain(samples, rate, louder_db=finish.loudness))
    if finish.telephone:
        # What the band cuts off is missing from the level, more for a low voice than for a high one.
        samples, rate = through_telephone(samples, rate)
        samples = amplify(samples, matching_gain(samples, rate, louder_db=finish.loudness))
    write_samples(path, samples, rate)
