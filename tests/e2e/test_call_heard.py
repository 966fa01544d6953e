"""A whole call in Spanish as it is heard: recorded from a sound server, held against the lines' own files.

The window, records, voices and player are the real ones. The recording and its measured timeline are left in
`build/heard/` for people, a WAV file and a table for each scenario. A short call is heard each time; the long
one takes a minute.
"""

import json
import math
import operator
import subprocess
import sys
import wave
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
import sound_server as sound
from sound_server import RATE, SoundServer, open_sound_server, samples

from trainer.app.ports import NewTrainee, TimeAllowance
from trainer.bootstrap import build_services

BUILD = Path(__file__).parents[2] / "build" / "heard"
SHORT, LONG = "three-words", "double-charge"
SOON_S, SHORT_S = 200, 60
FRAME = RATE // 50
"""20 ms."""
EQUAL_POWER_DB = -3.0
"""One channel is spread over two, at equal power."""
BEGINNING = RATE // 10
"""The first moments of a line, which a device that wakes late would lose: 100 ms."""
PIECE = RATE // 2
"""Half a second of a line, which is looked for by itself: a loaded machine holds a line up in its middle."""
LATEST = RATE // 4
"""How much later than the piece before a piece may come."""
EDGE_S = 0.1
"""What may be heard before and after a line: it was found to 20 ms, and a sound server fades nothing."""
QUIET_DB = -60

SHORT_CALL = """
format: 1
id: three-words
version: 1
title: {es: Tres palabras}
summary: {es: Tres intervenciones breves.}
level: B1
languages: [es]
channel: voice
customer: {name: Lucía Herrera, voice: female, locales: {es: es-MX}}
agent: {company: Andina Móvil, role: {es: Soporte}}
start: opening
scenes:
  opening:
    customer: {es: "Bueno, ¿hay alguien ahí?"}
    replies:
      greet: {agent: {es: Buenos días.}, empathy: 3, resolution: 3, next: problem}
      doubt: {agent: {es: Diga.}, empathy: 0, resolution: 0, next: problem}
  problem:
    customer: {es: No tengo señal.}
    replies:
      help: {agent: {es: Lo reviso.}, empathy: 3, resolution: 3, next: done}
      wait: {agent: {es: Espere.}, empathy: 0, resolution: 0, next: done}
  done:
    customer: {es: ¡Muchas gracias!}
    ending: resolved
"""

Played: TypeAlias = tuple[str, str, str]
"""The id of a line, its text, and the file that was played."""

pytestmark = pytest.mark.skipif(not sound.there, reason="no PulseAudio to listen with")

TAKE_A_CALL = """
import json, os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
import trainer.__main__ as entry

build, kept, played = entry._build_services, [], []

def keep(settings):
    kept.append(build(settings))
    return kept[-1]

entry._build_services = keep

def watch(window, shell):
    def wait_for_home():
        library = kept[0].library if kept else None
        if window.findChild(QWidget, "next") is None or sys.argv[1] not in library.scenarios:
            QTimer.singleShot(20, wait_for_home)
            return
        from trainer.scenario.model import Use
        from trainer.ui.navigator import Call
        services = kept[0]
        trainee = services.profiles.list()[0].trainee
        moves = [move.reply for move in services.library.standard(sys.argv[1]).moves]
        call = services.practice.begin(trainee, sys.argv[1], "es", Use.PRACTICE)
        route = Call(call.attempt)
        shell.navigator.reset(route)
        presenter = shell._opened[route].presenter
        voice = presenter.listening.voice
        play = voice._player.play
        def note(file, **how):
            played.append([presenter._call.line.id, presenter._call.line.text, str(file)])
            play(file, **how)
        voice._player.play = note
        voice.line_over.connect(lambda: QTimer.singleShot(120, go_on))
        def go_on():
            from trainer.ui.call.picture import Phase
            if presenter.picture.phase is Phase.REPLYING:
                presenter.take(moves.pop(0))
            elif presenter.picture.phase is Phase.ENDED:
                print(json.dumps(played), flush=True)
                os._exit(0)
            else:
                QTimer.singleShot(20, go_on)
    wait_for_home()

entry.open_window(opened=watch)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with open_sound_server(tmp_path) as opened:
        yield opened


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a line was found in the recording."""

    line: str
    text: str
    begin_s: float
    duration_s: float
    level_db: float
    file_db: float
    likeness: float
    """Correlation of the loudness of recording and file, 1.0 being the same; louder pieces count more."""
    beginning: float
    """Correlation of their first samples where they fit best: near 0 where the first moments are missing."""


def power(sound: Sequence[int]) -> float:
    energy: int = sum(map(operator.mul, sound, sound))
    return energy / max(1, len(sound)) / (32768 * 32768)


def decibels(sound: Sequence[int]) -> float:
    return 10 * math.log10(max(power(sound), 1e-10))


def envelope(sound: Sequence[int]) -> list[float]:
    """Return the loudness of each 20 ms, as an amplitude."""
    return [math.sqrt(power(sound[at : at + FRAME])) for at in range(0, len(sound) - FRAME, FRAME)]


def read(path: Path) -> "array[int]":
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


def begin_of(said: Sequence[int], recorded: Sequence[int], around: int) -> int:
    """Return the place near another where the first samples of a line fit best what was recorded."""
    first = said[:BEGINNING]
    places = range(max(0, around - FRAME), min(around + FRAME, len(recorded) - BEGINNING))
    return max(places, key=lambda at: sum(map(operator.mul, first, recorded[at : at + BEGINNING])))


def likeness(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the correlation of two sounds, or of their envelopes, of one length."""
    mean, mean_other = sum(one) / len(one), sum(other) / len(other)
    apart = [value - mean for value in one]
    apart_other = [value - mean_other for value in other]
    norm = math.sqrt(sum(map(operator.mul, apart, apart)) * sum(map(operator.mul, apart_other, apart_other)))
    alike: float = sum(map(operator.mul, apart, apart_other))
    return alike / norm if norm else 0.0


def find(played: Played, recorded: "array[int]", shape: list[float], begin: int) -> Heard:
    """Find a line in the recording, from a frame on."""
    line, text, file = played
    said = read(Path(file))
    wanted = envelope(said)
    places = range(begin, len(shape) - len(wanted) + 1)
    assert places, f"{line} would end after the recording does"
    at = max(places, key=lambda place: likeness(wanted, shape[place : place + len(wanted)]))
    begins = begin_of(said, recorded, at * FRAME)
    alike, late = compare(said, recorded[begins:])
    part = recorded[begins : begins + len(said) + late]
    return Heard(
        line,
        text,
        begins / RATE,
        len(part) / RATE,
        decibels(part) + 10 * math.log10(len(part) / len(said)),
        decibels(said),
        alike,
        likeness(said[:BEGINNING], part[:BEGINNING]),
    )


def compare(said: Sequence[int], recorded: Sequence[int]) -> tuple[float, int]:
    """Return how alike a line and its recording are, piece by piece, and how many samples late it ended."""
    late, alike, weight = 0, 0.0, 0.0
    for at in range(0, max(1, len(said) - PIECE), PIECE):
        piece = said[at : at + PIECE]
        wanted, loud = envelope(piece), power(piece)
        found = {
            later: likeness(wanted, envelope(recorded[at + later : at + later + PIECE]))
            for later in range(late, late + LATEST, FRAME // 4)
        }
        late = max(found, key=lambda later: found[later])
        alike, weight = alike + loud * found[late], weight + loud
    return alike / weight, late


def show(name: str, found: Sequence[Heard], recorded: "array[int]") -> None:
    """Leave the recording and its timeline for people."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with wave.open(str(BUILD / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(recorded.tobytes())
    rows = ["  begin      end   heard     file   likeness  beginning  line"]
    rows += [
        f"{each.begin_s:6.2f} s {each.begin_s + each.duration_s:6.2f} s {each.level_db:5.1f} dB "
        f"{each.file_db:5.1f} dB {each.likeness:8.3f}  {each.beginning:9.3f}  {each.line}: {each.text}"
        for each in found
    ]
    (BUILD / f"{name}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")


@pytest.mark.parametrize("scenario", [SHORT, pytest.param(LONG, marks=pytest.mark.soak)])
@pytest.mark.timeout(300)
def test_every_line_of_a_call_is_heard_whole_in_order_and_as_loud_as_its_file(
    server: SoundServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: str
) -> None:
    data = tmp_path / "data"
    monkeypatch.setenv("PUENTE_DATA", str(data))
    (data / "scenarios").mkdir(parents=True)
    (data / "scenarios" / "short.yaml").write_text(SHORT_CALL, encoding="utf-8")
    services = build_services()
    trainee = services.profiles.create(NewTrainee("Ana", ("en", "es"), "es", 2.0, TimeAllowance.AS_AUTHORED))
    services.settings.change(last_trainee=trainee.id)
    services.close()
    soon_s = SOON_S if scenario == LONG else SHORT_S
    raw = tmp_path / "heard.raw"
    with server.recording(raw):
        done = subprocess.run(
            [sys.executable, "-c", TAKE_A_CALL, scenario],
            env=server.environment | {"PUENTE_DATA": str(data), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
            timeout=soon_s,
        )
    recorded = samples(raw)
    shape = envelope(recorded)
    found = list[Heard]()
    begin = 0
    for played in json.loads(done.stdout.splitlines()[-1]):
        found.append(find(played, recorded, shape, begin))
        begin = round((found[-1].begin_s + found[-1].duration_s) * RATE / FRAME) - 5
    show(scenario, found, recorded)
    assert len(found) >= 3
    for each in found:
        assert each.likeness > 0.9, each
        assert each.beginning > 0.9, each
        assert each.level_db == pytest.approx(each.file_db + EQUAL_POWER_DB, abs=0.5), each
    # Between the lines it is quiet: nothing is heard that is not a line.
    spoken = [(each.begin_s, each.begin_s + each.duration_s) for each in found]
    others = array("h")
    ends, begins = [0.0, *(end for _, end in spoken)], [*(at for at, _ in spoken), len(recorded) / RATE]
    for end, start in zip(ends, begins, strict=True):
        others.extend(recorded[round((end + EDGE_S) * RATE) : round((start - EDGE_S) * RATE)])
    assert decibels(others) < QUIET_DB
