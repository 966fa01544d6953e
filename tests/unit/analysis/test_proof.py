"""What is proved about a scenario, held against every one of its plays."""

from collections import Counter
from fractions import Fraction

import naive
import pytest
from building import double_charge, ending, mood, reply, scenario, scene, silence, text
from drawing import scenarios
from hypothesis import given
from hypothesis import strategies as st

from trainer.analysis import chance
from trainer.analysis.chance import Chance, Method, find_chance
from trainer.analysis.plays import Lowest, PlayCount
from trainer.analysis.proof import Proof
from trainer.analysis.strategies import Strategy
from trainer.analysis.tally import Tally, find_stakes
from trainer.engine.graph import Graph
from trainer.scenario.model import CriticalError, Dimension, Outcome, PassMarks, Scenario
from trainer.scoring.perfect import Perfect


def test_the_figures_of_the_complete_example() -> None:
    proof = Proof(double_charge())
    assert proof.graph is not None
    assert proof.graph.size == 8
    assert proof.reached == {"opening", "verify", "done", "hung-up"}
    assert proof.plays == PlayCount(
        6, {Outcome.RESOLVED: 3, Outcome.FOLLOW_UP: 0, Outcome.ESCALATED: 0, Outcome.LOST: 3}, 2, 2
    )
    assert proof.par == {Dimension.EMPATHY: 5, Dimension.RESOLUTION: 6, Dimension.REGISTER: 0}
    assert proof.lowest == {
        Dimension.EMPATHY: Lowest(0, 40),
        Dimension.RESOLUTION: Lowest(0, 50),
        Dimension.REGISTER: None,
    }
    assert proof.chance == Chance(Fraction(1, 4), Method.EXACT)
    assert proof.strategies is not None
    longest = proof.strategies[Strategy.LONGEST]["en"]
    assert longest.replies == ("own-it", "last-four")
    assert longest.card.passed
    assert proof.strategies[Strategy.SHORTEST]["es"].replies == ("wait", "full-card")


@given(drawn=scenarios(loops=True, stuck=True))
def test_states_scenes_and_dead_ends_are_those_that_plays_reach(drawn: Scenario) -> None:
    proof, reached = Proof(drawn), naive.reached(drawn)
    assert proof.graph is not None
    assert proof.graph.size == len(reached)
    assert proof.reached == {state[0] for state in reached}
    stuck = {
        state
        for state, play in reached.items()
        if play.outcome(drawn) is None and not naive.offered(drawn, play)
    }
    found = {proof.graph.machine.state(proof.graph.keys[number]) for number in proof.stuck}
    assert {(state.scene, state.flags, state.mood) for state in found} == stuck
    outcomes = {play.outcome(drawn) for play in reached.values()}
    assert proof.accepted is any(outcome in outcomes for outcome in drawn.marks.outcomes)


def following(graph: Graph, state: int) -> set[int]:
    """Return every state that can be reached from one by a reply or more."""
    found: set[int] = set()
    waiting = [state]
    while waiting:
        new = {target for _, target in graph.moves(waiting.pop())} - found
        found |= new
        waiting.extend(new)
    return found


@given(drawn=scenarios(loops=True, stuck=True))
def test_loops_are_the_states_that_reach_one_another(drawn: Scenario) -> None:
    proof = Proof(drawn)
    graph = proof.graph
    assert graph is not None
    after = {state: following(graph, state) for state in range(graph.size)}
    loops = {
        tuple(sorted(other for other in after[state] if state in after[other]))
        for state in after
        if state in after[state]
    }
    assert proof.loops == tuple(sorted(loops))
    assert (proof.plays is None) is bool(loops)


@given(drawn=scenarios(stuck=True))
def test_plays_are_counted_and_their_lowest_scores_found(drawn: Scenario) -> None:
    proof = Proof(drawn)
    plays = [play for play in naive.every_play(drawn) if play.outcome(drawn) is not None]
    lengths = [len(play.replies) for play in plays]
    assert proof.plays == PlayCount(
        len(plays),
        {**dict.fromkeys(Outcome, 0), **Counter(filter(None, (play.outcome(drawn) for play in plays)))},
        min(lengths, default=None),
        max(lengths, default=None),
    )
    if proof.par is None:
        assert proof.lowest is None
        return
    assert proof.lowest is not None
    for dimension in Dimension:
        par = proof.par[dimension]
        if par:
            scores = [(naive.score(play, dimension, par), play.outcome(drawn)) for play in plays]
            assert proof.lowest[dimension] == Lowest(
                int(min(score for score, _ in scores)),
                int(min(score for score, outcome in scores if outcome in drawn.marks.outcomes)),
            )
        else:
            assert proof.lowest[dimension] is None


@given(drawn=scenarios())
def test_the_chance_to_pass_is_the_sum_over_all_plays(drawn: Scenario) -> None:
    proof = Proof(drawn)
    if proof.par is None:
        assert proof.chance is None
        return
    par = dict(proof.par)
    rate = sum(
        (play.chance for play in naive.every_play(drawn) if naive.passes(drawn, play, par)), start=Fraction(0)
    )
    assert proof.chance == Chance(rate, Method.EXACT)
    assert proof.outline is not None
    assert proof.perfect is not None
    assert proof.luck is not None
    assert float(rate) <= proof.luck.most * 1.000001
    stakes = find_stakes(proof.perfect, drawn.marks)
    for luck in (proof.luck, proof.luck._replace(most=1.0)):
        sampled = find_chance(proof.outline, None, stakes, luck, limit=0)
        assert sampled.method is Method.SAMPLED
        assert abs(sampled.rate - rate) < Fraction(4, 100)


@given(drawn=scenarios())
def test_strategies_take_what_they_say(drawn: Scenario) -> None:
    proof = Proof(drawn)
    if proof.strategies is None:
        return
    for strategy, by_language in proof.strategies.items():
        for language, found in by_language.items():
            play = naive.begin(drawn)
            for taken in found.replies:
                replies = naive.offered(drawn, play)
                locale = drawn.locale(language)
                sizes = [len(each.agent.spoken(locale)) for each in replies]
                warm = [(-(each.empathy or 0), each.resolution or 0) for each in replies]
                bold = [(-(each.resolution or 0), each.empathy or 0) for each in replies]
                place = {
                    Strategy.LONGEST: sizes.index(max(sizes)),
                    Strategy.SHORTEST: sizes.index(min(sizes)),
                    Strategy.KINDEST: warm.index(min(warm)),
                    Strategy.FIXER: bold.index(min(bold)),
                }[strategy]
                assert taken == replies[place].id
                play = naive.take(drawn, play, taken)
            assert play.outcome(drawn) is found.card.outcome
            assert proof.par is not None
            assert found.card.passed is naive.passes(drawn, play, dict(proof.par))


def test_lengths_are_those_that_the_customers_locale_shows() -> None:
    regional = scenario(
        scene(
            "one",
            reply(
                "a", "end", "33", agent=text(en="Long enough.", es="Corto.", es_MX="El más largo de todos.")
            ),
            reply("b", "end", "00", agent=text(en="Short.", es="Bastante largo.")),
        ),
        ending("end"),
    )
    strategies = Proof(regional).strategies
    assert strategies is not None
    assert strategies[Strategy.LONGEST]["es"].replies == ("a",)


def test_a_loop_leaves_the_perfect_call_and_hides_what_has_no_end() -> None:
    proof = Proof(
        scenario(scene("one", reply("again", "one", "00"), reply("on", "end", "33")), ending("end"))
    )
    assert proof.loops == ((0,),)
    assert proof.perfect is not None
    assert (proof.par, proof.plays, proof.lowest, proof.strategies, proof.chance) == (None,) * 5


def test_a_dead_end_hides_what_would_run_into_it() -> None:
    proof = Proof(
        scenario(
            scene("one", reply("in", "trap", "00"), reply("on", "end", "33")),
            scene("trap", reply("never", "end", "33", when=(mood(">", 2),))),
            ending("end"),
        )
    )
    assert len(proof.stuck) == 1
    assert (proof.strategies, proof.chance) == (None, None)
    assert proof.plays == PlayCount(1, {**dict.fromkeys(Outcome, 0), Outcome.RESOLVED: 1}, 1, 1)
    assert proof.lowest is not None
    assert proof.lowest[Dimension.EMPATHY] == Lowest(100, 100)


def test_silence_does_not_help_where_nothing_is_offered() -> None:
    proof = Proof(
        scenario(
            scene("one", reply("never", "end", "33", when=(mood(">", 2),)), silence=silence("end")),
            ending("end"),
        )
    )
    assert proof.stuck == (0,)
    assert proof.plays is not None
    assert proof.plays.plays == 1


def test_too_many_states_hide_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.analysis.outline.STATE_LIMIT", 7)
    proof = Proof(double_charge())
    assert proof.graph is None
    assert proof.reached == frozenset()
    assert (proof.perfect, proof.par, proof.plays, proof.lowest, proof.strategies, proof.chance) == (
        (None,) * 6
    )


def test_plays_are_counted_exactly_however_many_there_are() -> None:
    scenes = [
        scene(f"s{number}", reply("a", f"s{number + 1}", "33"), reply("b", f"s{number + 1}", "22"))
        for number in range(500)
    ]
    proof = Proof(scenario(*scenes, ending("s500")))
    assert proof.plays is not None
    assert proof.plays.plays == 2**500
    assert proof.plays.longest == 500
    assert proof.chance is not None


def test_a_critical_error_never_passes_by_chance() -> None:
    proof = Proof(
        scenario(
            scene("one", reply("a", "end", "33"), reply("b", "end", "33", critical=CriticalError.BUSINESS)),
            ending("end"),
        )
    )
    assert proof.chance == Chance(Fraction(1, 2), Method.EXACT)


def test_many_entries_are_sampled_near_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    scenes = [
        scene(f"s{number}", reply("a", f"s{number + 1}", "33"), reply("b", f"s{number + 1}", "22"))
        for number in range(12)
    ]
    exact = Proof(scenario(*scenes, ending("s12"))).chance
    monkeypatch.setattr(chance, "ENTRY_LIMIT", 20)
    sampled = Proof(scenario(*scenes, ending("s12"))).chance
    assert exact is not None
    assert sampled is not None
    assert (exact.method, sampled.method) == (Method.EXACT, Method.SAMPLED)
    assert abs(exact.rate - sampled.rate) < Fraction(2, 100)
    assert 0 < exact.rate < 1


def test_marks_are_reached_exactly() -> None:
    two_thirds = scenario(
        scene("one", reply("a", "end", "33"), reply("b", "end", "22")),
        ending("end"),
        marks=PassMarks(66, 66, 80, (Outcome.RESOLVED,)),
    )
    assert Proof(two_thirds).chance == Chance(Fraction(1), Method.EXACT)


@given(
    dimensions=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 100)), max_size=3),
    data=st.data(),
)
def test_a_tally_passes_where_the_score_reaches_the_mark(
    dimensions: list[tuple[int, int]], data: st.DataObject
) -> None:
    par = {
        **dict.fromkeys(Dimension, 0),
        **dict(zip(Dimension, (par for par, _ in dimensions), strict=False)),
    }
    empathy, resolution, register, *_ = [*[mark for _, mark in dimensions], 1, 1, 1]
    marks = PassMarks(empathy, resolution, register, (Outcome.RESOLVED,))
    decisions = data.draw(st.integers(0, 8))
    tally = Tally(find_stakes(Perfect(par, ()), marks), decisions=decisions)
    now: int | None = tally.start
    unmerged = tally.start
    many = {tally.start}
    earned, available = [0] * len(dimensions), [0] * len(dimensions)
    points = st.integers(0, 3)
    for _ in range(decisions):
        got = [data.draw(points) for _ in dimensions]
        lost = [data.draw(st.integers(0, 3 - each)) for each in got]
        earned = [sum(pair) for pair in zip(earned, got, strict=True)]
        available = [sum(triple) for triple in zip(available, got, lost, strict=True)]
        change = tally.change(got, lost)
        now = None if now is None else tally.add(now, change)
        many = tally.add_to_each(many, change)
        unmerged += change if unmerged & tally.alive == tally.alive else 0
        assert many == (set() if now is None else {now})
        assert (unmerged & tally.alive == tally.alive) is (now is not None)
    passed = all(
        Fraction(100 * max(0, min(offered, par) - (offered - gained)), par) >= mark
        for (par, mark), gained, offered in zip(dimensions, earned, available, strict=True)
    )
    assert (now is not None and tally.passes(now)) is passed
    assert now is None or tally.passes(unmerged) is passed
