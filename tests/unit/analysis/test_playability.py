"""Which scenarios can be played: exactly those that `analyze` finds nothing against that stops a call."""

import pytest
from building import double_charge, ending, mood, reply, scenario, scene, text
from drawing import scenarios
from hypothesis import given

from trainer.analysis.examination import examine
from trainer.analysis.outline import draw_outline
from trainer.analysis.playability import find_playable
from trainer.analysis.proof import Proof
from trainer.engine.graph import Machine, TooManyStatesError
from trainer.scenario.model import Scenario

STOPPING = {"G403", "G404", "G405", "G407"}


@given(drawn=scenarios(loops=True, stuck=True))
def test_a_scenario_is_playable_where_no_code_says_otherwise(drawn: Scenario) -> None:
    proof = Proof(drawn)
    stopped = bool(STOPPING & {each.code for each in examine(proof)})
    assert find_playable(drawn) == (None if stopped else proof.perfect)


@given(drawn=scenarios(loops=True, stuck=True))
def test_an_outline_counts_every_state_and_is_sure_only_of_calls_that_end(drawn: Scenario) -> None:
    proof = Proof(drawn)
    assert proof.graph is not None
    outline = draw_outline(proof.graph.machine)
    assert outline.states == proof.graph.size
    assert not (outline.surely_ends and proof.loops)


def test_a_call_that_only_its_mood_ends_is_not_surely_ended_but_playable() -> None:
    nagging = scenario(
        scene(
            "one",
            reply("again", "one", "00", mood=-1, when=(mood(">", -3),), feedback=text("No.")),
            reply("on", "end", "33"),
        ),
        ending("end"),
    )
    assert not draw_outline(Machine(nagging)).surely_ends
    assert find_playable(nagging) is not None


def test_an_outline_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.analysis.outline.STATE_LIMIT", 8)
    assert draw_outline(Machine(double_charge())).states == 8
    monkeypatch.setattr("trainer.analysis.outline.STATE_LIMIT", 7)
    with pytest.raises(TooManyStatesError):
        draw_outline(Machine(double_charge()))
    assert find_playable(double_charge()) is None


def test_too_many_perfect_states_stop_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_playable(double_charge()) is not None
    monkeypatch.setattr("trainer.scoring.perfect.STATE_LIMIT", 2)
    assert find_playable(double_charge()) is None
