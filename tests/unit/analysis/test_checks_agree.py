"""The checks of the graph against the same questions asked plainly of every state there is."""

from collections.abc import Sequence

import naive
from drawing import scenarios
from hypothesis import given

from trainer.analysis.examination import examine
from trainer.analysis.findings import START, Finding, case_site, reply_site, scene_site, variant_site
from trainer.analysis.proof import Proof
from trainer.engine import call
from trainer.scenario.model import Case, Condition, Dimension, Scenario


def of(findings: Sequence[Finding], code: str) -> list[Finding]:
    return [each for each in findings if each.code == code]


def first(conditions: Sequence[Condition], play: naive.Play) -> int:
    """Return which condition is the first to hold after a play."""
    return next(
        place for place, condition in enumerate(conditions) if naive.true(condition, play.flags, play.mood)
    )


def when(cases: Sequence[Case]) -> list[Condition]:
    return [case.when for case in cases]


@given(drawn=scenarios(loops=True, stuck=True))
def test_g408_names_exactly_what_no_state_uses(drawn: Scenario) -> None:
    used = set()
    scenes = set()
    for play in naive.reached(drawn).values():
        scene = drawn.scenes[play.scene]
        scenes.add(scene.id)
        variants = [variant.when for variant in scene.customer]
        used.add(variant_site(scene.id, first(variants, play)))
        for reply in naive.offered(drawn, play):
            used.add(reply_site(scene.id, reply.id))
            after = naive.take(drawn, play, reply.id)
            used.add(case_site(scene.id, reply.id, first(when(reply.next), after)))
        if scene.silence is not None:
            after = naive.take(drawn, play, "silence")
            used.add(case_site(scene.id, None, first(when(scene.silence.next), after)))
    wanted = set()
    for name in scenes:
        scene = drawn.scenes[name]
        wanted |= {variant_site(name, place) for place in range(len(scene.customer))}
        for reply in scene.replies:
            site = reply_site(name, reply.id)
            wanted.add(site)
            if site in used:
                wanted |= {case_site(name, reply.id, place) for place in range(len(reply.next))}
        if scene.silence is not None:
            wanted |= {case_site(name, None, place) for place in range(len(scene.silence.next))}
    findings = of(examine(Proof(drawn)), "G408")
    assert {each.site for each in findings} == wanted - used
    assert len(findings) == len(wanted - used)


@given(drawn=scenarios(loops=True, stuck=True))
def test_scenes_dead_ends_and_ends_are_judged_by_the_states_that_plays_reach(drawn: Scenario) -> None:
    findings, reached = examine(Proof(drawn)), naive.reached(drawn)
    scenes = {state[0] for state in reached}
    assert {each.site for each in of(findings, "G401")} == {
        scene_site(name) for name in drawn.scenes if name not in scenes
    }
    stuck: dict[str, int] = {}
    for play in reached.values():
        if play.outcome(drawn) is None and not naive.offered(drawn, play):
            stuck.setdefault(play.scene, len(play.replies))
    found = of(findings, "G402")
    assert {each.site for each in found} == {scene_site(name) for name in stuck}
    for each in found:
        assert each.play is not None
        step = call.start(drawn)
        for choice in each.play:
            _, step = call.advance(drawn, step.state, choice)
        assert scene_site(step.state.scene) == each.site
        assert step.offered == ()
        assert len(each.play) == stuck[step.state.scene]
    accepted = any(play.outcome(drawn) in drawn.marks.outcomes for play in reached.values())
    assert [each.site for each in of(findings, "G404")] == ([] if accepted else [START])
    assert accepted or of(findings, "G405")


@given(drawn=scenarios(loops=True, stuck=True))
def test_the_play_of_a_loop_leads_to_a_state_that_comes_back(drawn: Scenario) -> None:
    for found in of(examine(Proof(drawn)), "G403"):
        assert found.play is not None
        step = call.start(drawn)
        for choice in found.play:
            _, step = call.advance(drawn, step.state, choice)
        assert scene_site(step.state.scene) == found.site
        waiting, seen = [step.state], set()
        while waiting:
            here = call.enter(drawn, waiting.pop())
            names = [reply.id for reply in here.offered] + (["silence"] if here.silence else [])
            for name in names:
                after = call.advance(drawn, here.state, name)[1].state
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        assert step.state in seen


@given(drawn=scenarios())
def test_par_is_judged_by_the_perfect_plays(drawn: Scenario) -> None:
    findings = examine(Proof(drawn))
    perfect = [
        play
        for play in naive.every_play(drawn)
        if play.perfect and play.outcome(drawn) in drawn.marks.outcomes
    ]
    assert bool(of(findings, "G405")) is not bool(perfect)
    without = [
        dimension
        for dimension in Dimension
        if perfect and min(play.available.get(dimension, 0) for play in perfect) == 0
    ]
    assert [each.arguments["dimension"] for each in of(findings, "G406")] == [
        each for each in without if each is not Dimension.REGISTER
    ]
    rated = any(reply.register_ is not None for scene in drawn.scenes.values() for reply in scene.replies)
    assert bool(of(findings, "G409")) is (rated and Dimension.REGISTER in without)
