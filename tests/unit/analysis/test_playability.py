"""Which scenarios can be played: exactly those that `analyze` finds nothing against that stops a call."""

import pytest
from building import double_charge
from drawing import scenarios
from hypothesis import given

from trainer.analysis.examination import examine
from trainer.analysis.playability import find_playable
from trainer.analysis.proof import Proof
from trainer.scenario.model import Scenario

STOPPING = {"G403", "G404", "G405", "G407"}


@given(drawn=scenarios(loops=True, stuck=True))
def test_a_scenario_is_playable_where_no_code_says_otherwise(drawn: Scenario) -> None:
    proof = Proof(drawn)
    stopped = bool(STOPPING & {each.code for each in examine(proof)})
    assert find_playable(drawn) == (None if stopped else proof.perfect)


def test_too_many_states_stop_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_playable(double_charge()) is not None
    monkeypatch.setattr("trainer.scoring.perfect.STATE_LIMIT", 2)
    assert find_playable(double_charge()) is None
