"""Every state is found, once, with a shortest play that leads there."""

import naive
import pytest
from building import double_charge, ending, flag, mood, reply, scenario, scene
from drawing import scenarios
from hypothesis import given

from trainer.engine import call
from trainer.engine.graph import SILENT, Graph, Machine, TooManyStatesError, explore
from trainer.scenario.model import Condition, Scenario


def states(graph: Graph) -> list[call.State]:
    return [graph.machine.state(key) for key in graph.keys]


def test_the_complete_example_has_eight_states() -> None:
    graph = explore(Machine(double_charge()))
    assert graph.size == 8
    assert [graph.scene(state).id for state in range(8)] == [
        "opening",
        "verify",
        "verify",
        *["done", "hung-up"] * 2,
        "hung-up",
    ]


def test_moves_are_in_file_order_with_silence_last() -> None:
    graph = explore(Machine(double_charge()))
    assert [choice for choice, _ in graph.moves(1)] == [0, 1, SILENT]
    assert [graph.scene(target).id for _, target in graph.moves(1)] == ["done", "done", "hung-up"]


@given(played=scenarios(loops=True, stuck=True))
def test_all_states_are_found_each_with_a_shortest_play_that_leads_there(played: Scenario) -> None:
    graph = explore(Machine(played))
    found = states(graph)
    reached = naive.reached(played)
    assert [(state.scene, state.flags, state.mood) for state in found] == list(reached)
    for number, state in enumerate(found):
        assert list(graph.play_to(number)) == reached[state.scene, state.flags, state.mood].replies


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ((), True),
        ((flag("a"),), False),
        ((flag("a", wanted=False),), True),
        ((flag("a"), flag("a", wanted=False)), False),
        ((mood(">=", -1), mood("<=", -1)), True),
        ((mood("<", -1),), False),
        ((mood(">", -4),), True),
        ((mood("==", 7),), False),
    ],
)
def test_a_compiled_condition_says_what_the_engine_says(condition: Condition, holds: bool) -> None:  # noqa: FBT001 - a case's expected answer
    played = scenario(
        scene("one", reply("x", "end", when=condition), reply("y", "end", sets=("a",))),
        ending("end"),
        mood=-1,
    )
    machine = Machine(played)
    assert call.holds(condition, call.start(played).state) is holds
    assert machine.compile(condition).holds(machine.start >> machine.scene_bits) is holds


def test_more_states_than_the_limit_are_refused_and_as_many_are_not() -> None:
    assert explore(Machine(double_charge()), limit=8).size == 8
    with pytest.raises(TooManyStatesError):
        explore(Machine(double_charge()), limit=7)


def test_a_call_that_ends_at_once_has_one_state() -> None:
    graph = explore(Machine(scenario(ending("end"))))
    assert graph.size == 1
    assert list(graph.moves(0)) == []
    assert graph.play_to(0) == ()
