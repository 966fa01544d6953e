"""Random plays through the engine with every event kept: choices a second."""

import random
import time

from bench_reading import read
from bench_scenarios import build
from trainer.engine.call import Event, advance, start

SECONDS = 2.0
SCENES = 30


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return how many choices a second the engine takes."""
    scenario = read(build(SCENES))
    chance = random.Random(0)
    taken = plays = 0
    begun = time.perf_counter()
    while time.perf_counter() - begun < SECONDS:
        step = start(scenario)
        events: list[Event] = []
        while step.ending is None:
            event, step = advance(scenario, step.state, chance.choice(step.offered).id)
            events.append(event)
        taken += len(events)
        plays += 1
    rate = taken / (time.perf_counter() - begun)
    return [("random plays through the engine", rate, "/s", None, f"choices with full events, {plays} plays")]
