"""Make the ringing tone and the silence: `python tools/ring.py` writes both in assets/sounds.

Two soft tones that take turns, as an office telephone rings: two bursts, then a pause, made to be repeated.
They are computed here, so they are ours, under the license of the project. A test keeps the files and this
program together. The silence has the rate of most devices, so that nothing has to be resampled for it.
"""

import math
import wave
from array import array
from pathlib import Path

RATE = 16_000
LOW_HZ, HIGH_HZ = 659.25, 783.99  # E5 and G5, a minor third
TURNS_A_SECOND = 18
BURST_S, GAP_S, PERIOD_S = 0.55, 0.2, 3.0
LOUDNESS = 0.25
SOFT_EDGE_S = 0.03
SILENCE_RATE = 48_000
SILENCE_S = 0.5
SOUNDS = Path(__file__).parent.parent / "assets" / "sounds"


def ring() -> bytes:
    """Return one period of the tone as mono samples of 16 bits, little-endian."""
    samples = array("h", bytes(2 * round(PERIOD_S * RATE)))
    for burst in range(2):
        first = round(burst * (BURST_S + GAP_S) * RATE)
        phase = 0.0
        for number in range(round(BURST_S * RATE)):
            at = number / RATE
            # The tones glide into each other: a jump between them would click.
            turn = 0.5 + 0.5 * math.sin(2 * math.pi * TURNS_A_SECOND * at)
            phase += 2 * math.pi * (LOW_HZ + (HIGH_HZ - LOW_HZ) * turn) / RATE
            edge = min(1.0, at / SOFT_EDGE_S, (BURST_S - at) / SOFT_EDGE_S)
            warmth = 0.8 * math.sin(phase) + 0.2 * math.sin(2 * phase)
            samples[first + number] = round(32767 * LOUDNESS * edge * warmth)
    if array("H", [1]).tobytes() == b"\x00\x01":
        samples.byteswap()
    return samples.tobytes()


def silence() -> bytes:
    """Return samples of nothing, to be repeated."""
    return bytes(2 * round(SILENCE_S * SILENCE_RATE))


def write(folder: Path) -> None:
    """Write both as WAV files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rate, samples in (("ring", RATE, ring()), ("silence", SILENCE_RATE, silence())):
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(samples)


if __name__ == "__main__":
    write(SOUNDS)
