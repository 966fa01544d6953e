"""The perfect call and the par, held against every play of small scenarios."""

import naive
import pytest
from building import double_charge, ending, mood, reply, scenario, scene, silence
from drawing import scenarios
from hypothesis import given

from trainer.engine.graph import TooManyStatesError
from trainer.scenario.model import CriticalError, Dimension, Outcome, Scenario
from trainer.scoring import perfect
from trainer.scoring.perfect import Move, find_perfect


def test_the_complete_example() -> None:
    found = find_perfect(double_charge())
    assert found is not None
    assert found.par == {Dimension.EMPATHY: 5, Dimension.RESOLUTION: 6, Dimension.REGISTER: 0}
    assert found.moves == (Move("opening", "own-it"), Move("verify", "last-four"))


def test_par_is_the_least_of_each_dimension_over_all_perfect_calls() -> None:
    found = find_perfect(
        scenario(
            scene("one", reply("warm", "kind"), reply("quick", "brisk")),
            scene("kind", reply("k", "end", "31"), reply("k2", "end", "00")),
            scene("brisk", reply("b", "more", "13"), reply("b2", "end", "00")),
            scene("more", reply("m", "end", "-1")),
            ending("end"),
        )
    )
    assert found is not None
    assert found.par == {Dimension.EMPATHY: 1, Dimension.RESOLUTION: 1, Dimension.REGISTER: 0}
    assert [move.reply for move in found.moves] == ["warm", "k"]


def test_the_shown_call_is_the_first_in_file_order_among_the_shortest() -> None:
    found = find_perfect(
        scenario(
            scene(
                "one", reply("long", "two", "33"), reply("first", "end", "33"), reply("second", "end", "33")
            ),
            scene("two", reply("x", "end", "33")),
            ending("end"),
        )
    )
    assert found is not None
    assert found.moves == (Move("one", "first"),)


def test_best_means_best_of_those_offered() -> None:
    found = find_perfect(
        scenario(
            scene(
                "one",
                reply("better", "end", "33", when=(mood(">", 2),)),
                reply("plain", "end", "11"),
            ),
            ending("end"),
        )
    )
    assert found is not None
    assert found.par[Dimension.EMPATHY] == 1


@pytest.mark.parametrize(
    "broken",
    [
        scenario(scene("one", reply("a", "end", "30"), reply("b", "end", "03")), ending("end")),
        scenario(
            scene("one", reply("a", "end", "33", critical=CriticalError.BUSINESS), reply("b", "end", "22")),
            ending("end"),
        ),
        scenario(scene("one", reply("a", "end", "33")), ending("end", Outcome.ESCALATED)),
        scenario(
            scene("one", reply("a", "lost", "33"), silence=silence("end")),
            ending("end"),
            ending("lost", Outcome.LOST),
        ),
        scenario(scene("one", reply("a", "one", "33"), reply("b", "end", "22")), ending("end")),
    ],
    ids=["split", "critical", "outcome", "silence", "loop"],
)
def test_there_may_be_no_perfect_call(broken: Scenario) -> None:
    assert find_perfect(broken) is None


def test_a_loop_of_perfect_replies_hides_no_perfect_call() -> None:
    found = find_perfect(
        scenario(scene("one", reply("again", "one", "33"), reply("on", "end", "33")), ending("end"))
    )
    assert found is not None
    assert found.par[Dimension.EMPATHY] == 3
    assert found.moves == (Move("one", "on"),)


def test_a_call_that_ends_at_once_is_perfect_without_a_reply() -> None:
    found = find_perfect(scenario(ending("end")))
    assert found is not None
    assert found.moves == ()
    assert set(found.par.values()) == {0}


def test_too_many_perfect_states_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(perfect, "STATE_LIMIT", 2)
    with pytest.raises(TooManyStatesError):
        find_perfect(double_charge())


@given(played=scenarios(stuck=True))
def test_every_play_agrees(played: Scenario) -> None:
    perfect_plays = [
        play
        for play in naive.every_play(played)
        if play.perfect and play.outcome(played) in played.marks.outcomes
    ]
    found = find_perfect(played)
    if found is None:
        assert not perfect_plays
        return
    assert found.par == {
        dimension: min(play.available.get(dimension, 0) for play in perfect_plays) for dimension in Dimension
    }
    assert [move.reply for move in found.moves] == perfect_plays[0].replies
    assert [move.scene for move in found.moves] == [scene for scene, _, _ in perfect_plays[0].states[:-1]]
