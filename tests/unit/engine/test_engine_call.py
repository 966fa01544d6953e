"""How a call runs. Every test runs twice: straight, and through a saved state at every step."""

import json
from collections.abc import Callable, Iterable

import naive
import pytest
from building import double_charge, ending, flag, mood, reply, scenario, scene, silence, text
from drawing import scenarios
from hypothesis import given
from hypothesis import strategies as st

from trainer.engine import call
from trainer.engine.call import CallEndedError, Event, NotOfferedError, Rating, State, Step
from trainer.scenario.model import CriticalError, Dimension, Outcome, Scenario

Through = Callable[[Scenario, Step], Step]


def straight(_: Scenario, step: Step) -> Step:
    return step


def through_a_saved_state(played: Scenario, step: Step) -> Step:
    return call.restore(played, json.loads(json.dumps(call.snapshot(step.state))))


@pytest.fixture(params=[straight, through_a_saved_state], ids=["straight", "restored"])
def through(request: pytest.FixtureRequest) -> Through:
    chosen: Through = request.param
    return chosen


def play(played: Scenario, replies: Iterable[str], through: Through) -> tuple[list[Event], Step]:
    step = through(played, call.start(played))
    events = []
    for choice in replies:
        event, step = call.advance(played, step.state, choice)
        step = through(played, step)
        events.append(event)
    return events, step


def test_a_call_starts_in_the_start_scene_without_flags_and_in_the_customers_mood(through: Through) -> None:
    _, step = play(double_charge(), [], through)
    assert step.state == State("opening", frozenset(), -1)
    assert step.line == "scenes/opening/customer"
    assert [each.id for each in step.offered] == ["own-it", "wait"]
    assert step.silence is None
    assert step.ending is None
    assert step.skill == "acknowledge-emotion"


def test_the_first_variant_whose_condition_holds_is_said(through: Through) -> None:
    assert play(double_charge(), ["own-it"], through)[1].line == "scenes/verify/customer/0"
    assert play(double_charge(), ["wait"], through)[1].line == "scenes/verify/customer/1"


def test_an_event_says_all_of_a_decision(through: Through) -> None:
    events, _ = play(double_charge(), ["own-it", "full-card"], through)
    assert events[1] == Event(
        scene="verify",
        skill="verify-identity",
        line="scenes/verify/customer/0",
        offered=("last-four", "full-card"),
        reply="full-card",
        ratings={Dimension.EMPATHY: Rating(1, 2), Dimension.RESOLUTION: Rating(0, 3)},
        critical=CriticalError.COMPLIANCE,
        mood=0,
        flags=frozenset({"apologized"}),
    )


def test_next_is_decided_on_the_new_mood(through: Through) -> None:
    assert play(double_charge(), ["wait", "full-card"], through)[1].ending is Outcome.LOST
    assert play(double_charge(), ["own-it", "full-card"], through)[1].ending is Outcome.RESOLVED


def test_next_is_decided_on_the_new_flags(through: Through) -> None:
    played = scenario(
        scene("one", reply("a", [((flag("x"),), "yes"), ((), "no")], sets=("x",))),
        ending("yes"),
        ending("no"),
    )
    assert play(played, ["a"], through)[1].state.scene == "yes"


def test_flags_are_cleared_before_they_are_set(through: Through) -> None:
    played = scenario(scene("one", reply("a", "end", sets=("x",), clears=("x", "y"))), ending("end"))
    assert play(played, ["a"], through)[1].state.flags == {"x"}


@pytest.mark.parametrize(("change", "after"), [(6, 3), (-6, -3), (1, 1)])
def test_the_mood_stays_within_its_bounds(through: Through, change: int, after: int) -> None:
    played = scenario(scene("one", reply("a", "end", mood=change)), ending("end"))
    assert play(played, ["a"], through)[1].state.mood == after


def test_silence_changes_mood_and_no_flags_and_earns_nothing(through: Through) -> None:
    events, step = play(double_charge(), ["own-it", "silence"], through)
    assert events[1].ratings == {Dimension.EMPATHY: Rating(0, 2), Dimension.RESOLUTION: Rating(0, 3)}
    assert events[1].critical is None
    assert step.state == State("hung-up", frozenset({"apologized"}), -1)


def test_only_replies_whose_condition_holds_are_offered_and_compared(through: Through) -> None:
    played = scenario(
        scene(
            "one",
            reply("best", "end", "33", when=(mood(">", 0),)),
            reply("plain", "end", "12"),
        ),
        ending("end"),
    )
    events, _ = play(played, ["plain"], through)
    assert events[0].offered == ("plain",)
    assert events[0].ratings[Dimension.EMPATHY] == Rating(1, 1)


def test_a_dimension_is_rated_by_its_scene_even_where_nothing_is_offered(through: Through) -> None:
    played = scenario(
        scene("one", reply("never", "end", "3", when=(mood(">", 2),)), silence=silence("end")), ending("end")
    )
    events, _ = play(played, ["silence"], through)
    assert events[0].ratings == {Dimension.EMPATHY: Rating(0, 0)}


def test_a_reply_that_is_not_offered_names_what_is(through: Through) -> None:
    with pytest.raises(NotOfferedError) as raised:
        play(double_charge(), ["own-it", "own-it"], through)
    assert (raised.value.scene, raised.value.reply) == ("verify", "own-it")
    assert raised.value.offered == ("last-four", "full-card", "silence")


def test_silence_is_no_choice_where_the_scene_has_none(through: Through) -> None:
    with pytest.raises(NotOfferedError) as raised:
        play(double_charge(), ["silence"], through)
    assert raised.value.offered == ("own-it", "wait")


def test_nothing_can_be_said_after_the_end(through: Through) -> None:
    with pytest.raises(CallEndedError) as raised:
        play(double_charge(), ["own-it", "last-four", "last-four"], through)
    assert raised.value.scene == "done"


def test_an_ending_says_its_line_and_offers_nothing(through: Through) -> None:
    _, step = play(double_charge(), ["own-it", "last-four"], through)
    assert (step.ending, step.offered, step.silence) == (Outcome.RESOLVED, (), None)
    assert step.text == text("done")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"scene": "nowhere", "flags": [], "mood": 0},
        {"scene": "opening", "flags": "apologized", "mood": 0},
        {"scene": "opening", "flags": [1], "mood": 0},
        {"scene": "opening", "flags": [], "mood": 4},
        {"scene": "opening", "flags": [], "mood": True},
        {"scene": "opening", "flags": [], "mood": 0.0},
        {"scene": ["opening"], "flags": [], "mood": 0},
    ],
)
def test_what_is_no_snapshot_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a snapshot"):
        call.restore(double_charge(), data)


@given(played=scenarios(loops=True, stuck=True), data=st.data())
def test_the_engine_agrees_with_the_rules_said_plainly(played: Scenario, data: st.DataObject) -> None:
    plain = naive.begin(played)
    step = call.start(played)
    earned = dict.fromkeys(Dimension, 0)
    available = dict(earned)
    for _ in range(6):
        assert step.state == State(plain.scene, frozenset(plain.flags), plain.mood)
        ids = [each.id for each in step.offered]
        assert [*ids, *(["silence"] if step.silence else [])] == naive.choices(played, plain)
        if not naive.choices(played, plain):
            break
        choice = data.draw(st.sampled_from(naive.choices(played, plain)))
        plain = naive.take(played, plain, choice)
        event, step = call.advance(played, through_a_saved_state(played, step).state, choice)
        step = through_a_saved_state(played, step)
        for dimension, rating in event.ratings.items():
            earned[dimension] += rating.earned
            available[dimension] += rating.available
    assert all(plain.earned.get(dimension, 0) == earned[dimension] for dimension in Dimension)
    assert all(plain.available.get(dimension, 0) == available[dimension] for dimension in Dimension)
