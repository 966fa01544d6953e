"""What a finished call is worth: the worked example of the contract, and every small scenario's plays."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import naive
import pytest
from building import double_charge, ending, reply, scenario, scene
from drawing import scenarios
from hypothesis import HealthCheck, assume, given, settings

from trainer.engine import call
from trainer.scenario.model import CriticalError, Dimension, Outcome, PassMarks, Scenario
from trainer.scoring.card import CriticalMoment, Reason, ScoreCard, score
from trainer.scoring.perfect import find_perfect


def card(played: Scenario, replies: Iterable[str]) -> ScoreCard:
    found = find_perfect(played)
    assert found is not None
    return card_by(found.par, played, replies)


def card_by(par: Mapping[Dimension, int], played: Scenario, replies: Iterable[str]) -> ScoreCard:
    step, events = call.start(played), []
    for choice in replies:
        event, step = call.advance(played, step.state, choice)
        events.append(event)
    assert step.ending is not None
    return score(events, step.ending, par, played.marks)


@pytest.mark.parametrize(
    ("replies", "outcome", "empathy", "resolution", "reasons"),
    [
        ("own-it last-four", "resolved", 100, 100, ""),
        ("own-it full-card", "resolved", 80, 50, "resolution critical"),
        ("own-it silence", "lost", 60, 50, "empathy resolution outcome"),
        ("wait last-four", "resolved", 40, 50, "empathy resolution"),
        ("wait full-card", "lost", 20, 0, "empathy resolution critical outcome"),
        ("wait silence", "lost", 0, 0, "empathy resolution outcome"),
    ],
)
def test_the_worked_example(replies: str, outcome: str, empathy: int, resolution: int, reasons: str) -> None:
    found = card(double_charge(), replies.split())
    measured = [found.dimensions[dimension] for dimension in Dimension]
    assert [each and each.score for each in measured] == [empathy, resolution, None]
    assert found.outcome == outcome
    assert found.reasons == tuple(Reason(reason) for reason in reasons.split())
    assert found.passed is not bool(reasons)


def test_what_an_early_end_kept_from_being_reached_counts_as_missed() -> None:
    call_ends = scenario(
        scene("one", reply("good", "two", "33"), reply("bad", "gone", "00")),
        scene("two", reply("x", "end", "23")),
        ending("end"),
        ending("gone", Outcome.LOST),
    )
    found = card(call_ends, ["bad"]).dimensions[Dimension.EMPATHY]
    assert found is not None
    assert (int(found.score), found.earned, found.available, found.cost, found.par) == (0, 0, 3, 3, 5)


def test_a_detour_neither_pays_an_error_back_nor_costs_anything() -> None:
    detour = scenario(
        scene("one", reply("good", "two", "33"), reply("weak", "extra", "22")),
        scene("extra", reply("well", "two", "33"), reply("badly", "two", "00")),
        scene("two", reply("x", "end", "33")),
        ending("end"),
    )
    well, badly = card(detour, ["weak", "well", "x"]), card(detour, ["weak", "badly", "x"])
    assert well.dimensions[Dimension.EMPATHY].score == Fraction(500, 6)  # type: ignore[union-attr] # it is rated
    assert badly.dimensions[Dimension.EMPATHY].score == Fraction(200, 6)  # type: ignore[union-attr] # it is rated


def test_scores_are_exact_and_shown_rounded_down() -> None:
    thirds = scenario(
        scene("one", reply("a", "end", "33"), reply("b", "end", "22")),
        ending("end"),
        marks=PassMarks(67, 66, 80, (Outcome.RESOLVED,)),
    )
    found = card(thirds, ["b"])
    empathy = found.dimensions[Dimension.EMPATHY]
    assert empathy is not None
    assert (empathy.score, empathy.shown) == (Fraction(200, 3), 66)
    assert found.reasons == (Reason.EMPATHY,)


def test_a_shown_mark_is_a_passed_mark() -> None:
    found = card(
        scenario(
            scene("one", reply("a", "two", "33"), reply("b", "two", "33")),
            scene("two", reply("c", "end", "22"), reply("d", "end", "11")),
            ending("end"),
        ),
        ["a", "d"],
    )
    assert found.passed


def test_critical_errors_are_named_in_their_order() -> None:
    twice = scenario(
        scene("one", reply("good", "two", "33"), reply("a", "two", "33", critical=CriticalError.BUSINESS)),
        scene("two", reply("good", "end", "33"), reply("b", "end", "33", critical=CriticalError.CUSTOMER)),
        ending("end"),
    )
    found = card(twice, ["a", "b"])
    assert found.critical == (
        CriticalMoment("one", "a", CriticalError.BUSINESS),
        CriticalMoment("two", "b", CriticalError.CUSTOMER),
    )
    assert found.reasons == (Reason.CRITICAL,)


def test_reasons_stand_in_the_order_of_the_contract() -> None:
    worst = scenario(
        scene(
            "one",
            reply("good", "end", "333"),
            reply("bad", "gone", "000", critical=CriticalError.CUSTOMER),
        ),
        ending("end"),
        ending("gone", Outcome.LOST),
    )
    assert card(worst, ["bad"]).reasons == (
        Reason.EMPATHY,
        Reason.RESOLUTION,
        Reason.REGISTER,
        Reason.CRITICAL,
        Reason.OUTCOME,
    )


# Many of the calls that are drawn cannot be perfect, and are passed over.
@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(played=scenarios())
def test_every_play_is_worth_what_the_formula_says(played: Scenario) -> None:
    found = find_perfect(played)
    assume(found is not None)
    assert found is not None
    par = dict(found.par)
    for play in naive.every_play(played):
        if play.outcome(played) is None:
            continue
        scored = card_by(par, played, play.replies)
        assert scored.passed is naive.passes(played, play, par)
        assert scored.passed is not bool(scored.reasons)
        for dimension in Dimension:
            measured = scored.dimensions[dimension]
            assert (measured and measured.score) == (
                naive.score(play, dimension, par[dimension]) if par[dimension] else None
            )
        if play.perfect and play.outcome(played) in played.marks.outcomes:
            assert scored.passed
            assert all(each.score == 100 for each in scored.dimensions.values() if each is not None)
