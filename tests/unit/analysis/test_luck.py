"""That the bound on chance holds, and that what it settles is what counting would have said."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from building import ending, flag, reply, scenario, scene
from drawing import scenarios
from hypothesis import given
from hypothesis import strategies as st

from trainer.analysis import chance
from trainer.analysis.chance import SAMPLES, Method, SampledChance
from trainer.analysis.examination import examine
from trainer.analysis.luck import bound_luck
from trainer.analysis.proof import UNLIKELY, Proof
from trainer.analysis.quality_checks import CHANCE_MARKS
from trainer.analysis.tally import find_stakes
from trainer.scenario.model import CriticalError, Outcome, PassMarks, Scenario, Scene

ROUNDING = 1.000001


def chain(length: int, *points: str, target: int = 1) -> Scenario:
    """Build scenes in a row, each with a reply for each of the points."""
    scenes: list[Scene] = []
    for number in range(length):
        ahead = min(length, number + target)
        scenes.append(
            scene(f"s{number}", *(reply(f"r{place}", f"s{ahead}", of) for place, of in enumerate(points)))
        )
    return scenario(*scenes, ending(f"s{length}"))


@given(drawn=scenarios(loops=True), enough=st.sampled_from([0.0, UNLIKELY, 1.0]))
def test_no_more_plays_pass_than_the_bound_says(drawn: Scenario, enough: float) -> None:
    proof = Proof(drawn)
    if proof.chance is None or proof.outline is None or proof.perfect is None:
        return
    assert proof.chance.method is Method.EXACT
    luck = bound_luck(proof.outline, find_stakes(proof.perfect, drawn.marks), enough=enough)
    assert float(proof.chance.rate) <= luck.most * ROUNDING


@given(drawn=scenarios(loops=True, stuck=True), limit=st.sampled_from([0, 3, 10, 100_000]))
def test_whether_chance_passes_too_often_is_what_the_published_rate_says(drawn: Scenario, limit: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chance, "ENTRY_LIMIT", limit)
        proof = Proof(drawn)
        findings = examine(proof)
        warned = [each for each in findings if each.code == "Q504"]
        sound = not any(each.is_error and each.code != "G401" for each in findings)
        rate = proof.chance
        too_often = rate is not None and rate.rate > CHANCE_MARKS[rate.method]
        assert bool(warned) is (sound and too_often)


def test_a_long_call_is_settled_without_a_look_at_states_or_plays() -> None:
    proof = Proof(chain(300, "33", "11", "00"))
    assert proof.luck is not None
    assert 0 < proof.luck.most < UNLIKELY
    assert [each.code for each in examine(proof) if each.code == "Q504"] == []
    assert not {"graph", "course", "chance"} & vars(proof).keys()
    assert proof.chance is not None
    assert 0 < float(proof.chance.rate) < proof.luck.most


def test_a_bound_that_says_little_leaves_the_question_to_counting() -> None:
    proof = Proof(chain(8, "33", "32"))
    assert proof.luck is not None
    assert proof.luck.most > UNLIKELY
    assert [each.code for each in examine(proof) if each.code == "Q504"] == ["Q504"]


def test_nothing_may_be_lost_where_all_is_asked_for() -> None:
    all_of_it = chain(10, "33", "23")._replace(marks=PassMarks(100, 100, 100, (Outcome.RESOLVED,)))
    proof = Proof(all_of_it)
    assert proof.luck is not None
    assert proof.luck.most == 1 / 2**10
    assert proof.chance is not None
    assert proof.chance.rate == Fraction(1, 2**10)


def test_the_luckiest_offer_counts() -> None:
    # With the flag, only the best reply is left: such a call cannot be lost any more.
    lucky = scenario(
        scene(
            "one", reply("a", "two", "33", sets=("safe",)), reply("b", "two", "00"), reply("c", "two", "00")
        ),
        scene(
            "two",
            reply("a", "end", "33"),
            reply("b", "end", "00", when=(flag("safe", wanted=False),)),
        ),
        ending("end"),
        marks=PassMarks(80, 80, 80, (Outcome.RESOLVED,)),
    )
    proof = Proof(lucky)
    assert proof.chance is not None
    assert proof.luck is not None
    assert proof.chance.rate == Fraction(1, 3)
    assert float(proof.chance.rate) <= proof.luck.most * ROUNDING


@pytest.mark.parametrize("points", [("33", "31", "13"), ("33", "33", "11"), ("33", "32", "22", "00")])
def test_sampled_plays_pass_as_often_as_random_ones(
    points: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = Proof(chain(24, *points)).chance
    monkeypatch.setattr(chance, "ENTRY_LIMIT", 0)
    sampled = Proof(chain(24, *points)).chance
    assert exact is not None
    assert sampled is not None
    assert (exact.method, sampled.method) == (Method.EXACT, Method.SAMPLED)
    assert sampled.rate > 0
    assert abs(exact.rate - sampled.rate) < Fraction(2, 100)


@pytest.mark.parametrize(("passing", "over", "plays"), [(1, True, 351), (0, False, SAMPLES - 350)])
def test_plays_are_sampled_until_it_is_decided(passing: int, plays: int, *, over: bool) -> None:
    taken: list[None] = []

    def every_play() -> Iterator[bool]:
        for _ in range(SAMPLES):
            taken.append(None)
            yield bool(passing)

    sampled = SampledChance(every_play())
    assert sampled.is_over(CHANCE_MARKS[Method.SAMPLED]) is over
    assert len(taken) == plays
    assert sampled.rate == passing
    assert sampled.is_over(CHANCE_MARKS[Method.SAMPLED]) is over
    assert len(taken) == SAMPLES


@pytest.mark.parametrize(("passing", "over"), [(350, False), (351, True)])
def test_over_seven_percent_of_the_samples_is_one_more_than_350(passing: int, *, over: bool) -> None:
    plays = [True] * passing + [False] * (SAMPLES - passing)
    for order in (plays, plays[::-1]):
        assert SampledChance(iter(order)).is_over(CHANCE_MARKS[Method.SAMPLED]) is over


def test_a_sampled_warning_names_the_limit_and_leaves_the_rate_to_be_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chance, "ENTRY_LIMIT", 0)
    proof = Proof(chain(8, "33", "32"))
    (warned,) = [each for each in examine(proof) if each.code == "Q504"]
    assert "(over {percent} %)" in warned.message.template
    assert warned.arguments == {"percent": "7"}
    assert proof.chance is not None
    assert proof.chance.rate > CHANCE_MARKS[Method.SAMPLED]


def test_a_critical_error_fails_a_sampled_play_where_nothing_is_at_stake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing_rated = scenario(
        scene("one", reply("a", "end", "--"), reply("b", "end", "--", critical=CriticalError.BUSINESS)),
        ending("end"),
    )
    monkeypatch.setattr(chance, "ENTRY_LIMIT", 0)
    proof = Proof(nothing_rated)
    assert proof.outline is not None
    assert proof.luck is not None
    for luck in (proof.luck, proof.luck._replace(most=1.0)):
        found = chance.find_chance(proof.outline, None, (), luck)
        assert abs(found.rate - Fraction(1, 2)) < Fraction(2, 100)
