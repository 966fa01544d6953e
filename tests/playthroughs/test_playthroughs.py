"""Plays that people wrote down, with what they must come to. See the README beside this file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from trainer.engine import call
from trainer.scenario.model import Dimension, Scenario
from trainer.scenario.reading import load
from trainer.scenario.source import SourceFile
from trainer.scoring.card import score
from trainer.scoring.perfect import find_perfect

HERE = Path(__file__).parent
PLANS = sorted(HERE.glob("*.plan.yaml"))
KNOWN = {"replies", "language", "ending", "outcome", "scores", "reasons", "mood", "lines"}


def plays() -> Iterator[Any]:
    for path in PLANS:
        plan = yaml.safe_load(path.read_text(encoding="utf-8"))
        for play in plan["plays"]:
            name = f"{path.name.removesuffix('.plan.yaml')}: {','.join(play['replies'])}"
            yield pytest.param(HERE / plan["scenario"], play, id=name)


def read(path: Path) -> Scenario:
    scenario = load(SourceFile(path, path.read_bytes())).scenario
    assert scenario is not None, f"{path.name} has errors; see `puente check`"
    return scenario


@pytest.mark.parametrize(("path", "play"), list(plays()))
def test_a_planned_play_comes_to_what_the_plan_says(path: Path, play: dict[str, Any]) -> None:
    assert play.keys() <= KNOWN, "a plan may only hold what the README names"
    scenario = read(path)
    perfect = find_perfect(scenario)
    assert perfect is not None
    locale = scenario.locale(play.get("language", scenario.languages[0]))
    step, events = call.start(scenario), []
    for reply in play["replies"]:
        assert step.text.spoken(locale)
        event, step = call.advance(scenario, step.state, reply)
        events.append(event)
    assert step.ending is not None, "the call does not end here"
    card = score(events, step.ending, perfect.par, scenario.marks)
    scores = {str(each): found.shown for each in Dimension if (found := card.dimensions[each]) is not None}
    assert (step.state.scene, str(card.outcome)) == (play["ending"], play["outcome"])
    assert scores == play["scores"]
    assert [str(reason) for reason in card.reasons] == play["reasons"]
    assert step.state.mood == play.get("mood", step.state.mood)
    lines = [event.line for event in events]
    assert lines == play.get("lines", lines)


def test_every_scenario_here_has_a_plan() -> None:
    planned = {
        (HERE / yaml.safe_load(path.read_text(encoding="utf-8"))["scenario"]).resolve() for path in PLANS
    }
    scenarios = {path for path in HERE.glob("*.yaml") if not path.name.endswith(".plan.yaml")}
    assert scenarios <= planned


@pytest.mark.parametrize(
    "path", sorted((HERE.parent.parent / "scenarios").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_perfect_call_of_every_bundled_scenario_scores_100(path: Path) -> None:
    scenario = read(path)
    perfect = find_perfect(scenario)
    assert perfect is not None
    step, events = call.start(scenario), []
    for move in perfect.moves:
        assert step.state.scene == move.scene
        event, step = call.advance(scenario, step.state, move.reply)
        events.append(event)
    assert step.ending is not None
    card = score(events, step.ending, perfect.par, scenario.marks)
    assert card.passed
    assert {found.score for found in card.dimensions.values() if found is not None} == {100}
