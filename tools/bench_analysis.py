"""`check` and `analyze` of large scenarios, beside loading them, and of one with too many states.

The scenarios differ in what makes an analysis slow: moods and flags multiply states, near targets make long
plays, far ones many ways. Each is drawn from a seed, so that every run measures the same.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import yaml

from bench_reading import LIFTED
from bench_scenarios import HEAD, build
from trainer.analysis.examination import diagnose
from trainer.analysis.proof import Proof
from trainer.cli.analyze import answer
from trainer.cli.answers import OutputFormat
from trainer.scenario.reading import Loaded, load
from trainer.scenario.source import SourceFile

RUNS, HUGE_RUNS = 5, 1
LARGE, HUGE = 1_000, 10_000
HOSTILE_SCENES, HOSTILE_FLAGS = 1_990, 16

SCENE = """\
  s-{here}:
    customer: {{en: "Then there is item {here} of the bill.", es: "Falta el punto {here} de la factura."}}
    replies:
"""

REPLY = """\
      r{number}:
        agent:
          en: "For item {here} here is what the contract says, and what we can do about it now{more}."
          es: "Del punto {here} le digo lo que dice el contrato y lo que usted y yo podemos hacer{more}."
        empathy: {empathy}
        resolution: {resolution}
        mood: {mood}
{flags}        feedback:
          en: "Say what happened to this customer before you say what the contract says about it."
          es: "Diga lo que le pasó a esta persona antes de decir lo que el contrato dice de eso."
        next: {target}
"""

ENDS = """\
  end-0: {customer: {en: "That was all.", es: "Eso era todo."}, ending: resolved}
  end-1: {customer: {en: "Call me back.", es: "Llámeme después."}, ending: follow-up}
  end-2: {customer: {en: "Forget it.", es: "Olvídelo."}, ending: lost}
"""


Row = tuple[str, float, str, float | None, str]


class Times(NamedTuple):
    """Median times of one scenario in seconds; to check and to analyze includes to load."""

    events: float
    load: float
    check: float
    analyze: float


def measure() -> list[Row]:
    """Return the ratios of checking and analyzing."""
    return [
        *_measure_large("decorative moods", build),
        *_measure_large("near targets", partial(_draw, reach=3)),
        *_measure_large("far targets", partial(_draw, reach=100)),
        *_measure_large("2 flags", partial(_draw, reach=3, flags=2)),
        _measure_hostile(),
    ]


def _measure_large(kind: str, write: Callable[[int], str]) -> list[Row]:
    text = write(LARGE)
    large, huge = _time(text, RUNS), _time(write(HUGE), HUGE_RUNS)
    loaded = f"load {_ms(large.load)}, {len(text.encode()) / 1e6:.1f} MB; {kind}"
    events = f"{_ms(large.events)}; {kind}"
    rows: list[Row] = []
    for name, budget, of_large, of_huge in (
        ("check", 1.5, large.check, huge.check),
        ("analyze", 3.0, large.analyze, huge.analyze),
    ):
        rows += [
            (f"{name} 1,000 scenes ÷ load", of_large / large.load, "×", budget, f"{_ms(of_large)}; {loaded}"),
            (f"{name} 1,000 scenes ÷ libyaml's events", of_large / large.events, "×", None, events),
            (f"{name} 10,000 scenes ÷ 1,000", of_huge / of_large, "×", 11.0, f"{_ms(of_huge)}; {kind}"),
        ]
    return rows


def _measure_hostile() -> Row:
    times = _time(_draw(HOSTILE_SCENES, reach=1, flags=HOSTILE_FLAGS), HUGE_RUNS)
    name = f"check {HOSTILE_SCENES:,} scenes, {HOSTILE_FLAGS} flags ÷ load"
    return (name, times.check / times.load, "×", None, f"{_ms(times.check)}; over 200,000 states")


def _time(text: str, runs: int) -> Times:
    """Return the median times of what is done in turns; the first turn of several is a warm-up."""
    file = SourceFile(Path("measured.yaml"), text.encode())
    works: tuple[Callable[[], object], ...] = (
        lambda: _read_events(text),
        lambda: _load(file),
        lambda: _check(_load(file)),
        lambda: _analyze(_load(file)),
    )
    turns = [[_once(work) for work in works] for _ in range(runs)]
    return Times(*map(statistics.median, zip(*turns[min(1, runs - 1) :], strict=True)))


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _read_events(text: str) -> None:
    parser = yaml.CLoader(text)
    while parser.check_event():
        parser.get_event()


def _load(file: SourceFile) -> Loaded:
    return load(file, LIFTED)


def _check(loaded: Loaded) -> None:
    if loaded.scenario is None:
        raise SystemExit("the scenario that is measured does not load")
    diagnose(loaded, Proof(loaded.scenario))


def _analyze(loaded: Loaded) -> None:
    with redirect_stdout(StringIO()):
        answer(loaded, OutputFormat.JSON)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def _draw(scenes: int, *, reach: int, flags: int = 0) -> str:
    """Return a scenario whose replies lead at most `reach` scenes ahead, and may set or clear a flag."""
    return "".join(_parts(random.Random(scenes), scenes, reach, flags))


def _parts(chance: random.Random, scenes: int, reach: int, flags: int) -> Iterator[str]:
    yield HEAD
    for here in range(scenes):
        yield SCENE.format(here=here)
        for number in range(3):
            best = number == 0
            ahead = here + chance.randint(1, reach)
            # The best replies all lead to the good end, so that a perfect call exists.
            end = 0 if best else chance.randrange(3)
            target = f"s-{ahead}" if ahead < scenes else f"end-{end}"
            changed = chance.choice(("sets", "clears")) if number or here >= flags else "sets"
            flag = here % flags if flags and best and here < flags else chance.randrange(flags or 1)
            condition = f"not f{flag}" if flags else "mood < 0"
            yield REPLY.format(
                here=here,
                number=number,
                more=" (A-7)" * chance.randint(0, 2),
                empathy=3 if best else chance.randint(0, 3),
                resolution=3 if best else chance.randint(0, 2),
                mood=chance.randint(-1, 1),
                flags=f"        {changed}: [f{flag}]\n" if flags else "",
                target=f"[{{when: [{condition}], scene: {target}}}, {{scene: s-{here + 1}}}]"
                if number and here % 4 == 0 and here + 1 < scenes
                else target,
            )
    yield ENDS
