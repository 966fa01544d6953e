"""Plays that people wrote down, of the bundled scenarios and of those here. See docs/playthroughs.md."""

from pathlib import Path

import pytest

from trainer.analysis.plans.model import PlannedPlay
from trainer.analysis.plans.reading import read_plan
from trainer.app.checking import check_files
from trainer.scenario.model import Scenario
from trainer.scenario.reading import load
from trainer.scoring.card import Reason
from trainer.storage.scenario_files import read_file, read_with_plan

HERE = Path(__file__).parent
BUNDLED = HERE.parent.parent / "scenarios"
BUNDLED_SCENARIOS = sorted(path for path in BUNDLED.glob("*.yaml") if path.stem != "pronunciations")
SCENARIOS = [*sorted(HERE.glob("*.yaml")), *BUNDLED_SCENARIOS]


def plays_of(path: Path) -> tuple[PlannedPlay, ...]:
    plays = read_plan(read_file(path.with_suffix(".plan"))).plays
    assert plays is not None, f"the plan of {path.stem} has errors; see `puente check`"
    return plays


def scenario_of(path: Path) -> Scenario:
    scenario = load(read_file(path)).scenario
    assert scenario is not None, f"{path.name} has errors; see `puente check`"
    return scenario


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_play_comes_to_what_its_plan_says(path: Path) -> None:
    file = read_with_plan(path)
    assert file.plan is not None, "a scenario without a plan"
    found = check_files([file]).diagnostics
    assert [each for each in found if each.path == file.plan.path] == []
    assert not any(each.is_error for each in found), "the plan was not played"


def test_every_plan_has_a_scenario() -> None:
    plans = {path.with_suffix(".yaml") for folder in (HERE, BUNDLED) for path in folder.glob("**/*.plan*")}
    assert plans == set(SCENARIOS)


@pytest.mark.parametrize("path", BUNDLED_SCENARIOS, ids=lambda path: path.stem)
class TestCoverage:
    """What the plan of a bundled scenario must show of it."""

    def test_a_perfect_call(self, path: Path) -> None:
        assert any(set(play.scores.values()) == {100} and not play.reasons for play in plays_of(path))

    def test_a_call_that_passes_and_is_not_perfect(self, path: Path) -> None:
        assert any(min(play.scores.values()) < 100 and not play.reasons for play in plays_of(path))

    def test_each_critical_error(self, path: Path) -> None:
        stated = {(each.scene, each.reply) for play in plays_of(path) for each in play.critical or ()}
        assert stated == {
            (scene.id, reply.id)
            for scene in scenario_of(path).scenes.values()
            for reply in scene.replies
            if reply.critical is not None
        }

    def test_a_critical_error_that_is_all_that_fails(self, path: Path) -> None:
        assert any(play.reasons == (Reason.CRITICAL,) for play in plays_of(path))

    def test_each_ending(self, path: Path) -> None:
        scenes = scenario_of(path).scenes.values()
        endings = {scene.id for scene in scenes if scene.ending is not None}
        assert {play.ending for play in plays_of(path)} == endings

    def test_each_language(self, path: Path) -> None:
        assert {play.language for play in plays_of(path)} >= set(scenario_of(path).languages)
