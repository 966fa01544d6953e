"""Every code of the graph and of the quality: when it is found, where, and where it is not."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

import pytest
from building import (
    double_charge,
    ending,
    flag,
    mood,
    reply,
    scenario,
    scene,
    silence,
    text,
)

from trainer.analysis import chance
from trainer.analysis.examination import examine
from trainer.analysis.findings import Finding, Site
from trainer.analysis.proof import Proof
from trainer.scenario.model import CriticalError, Outcome, PassMarks, Reply, Scenario, Scene

START = Site(("start",), on_key=False)


def found(examined: Scenario, code: str) -> list[Finding]:
    return [each for each in examine(Proof(examined)) if each.code == code]


def sites(findings: Iterable[Finding]) -> list[Site]:
    return [each.site for each in findings]


def codes(examined: Scenario) -> list[str]:
    return sorted(each.code for each in examine(Proof(examined)))


def key(*steps: str | int) -> Site:
    return Site(steps, on_key=True)


def value(*steps: str | int) -> Site:
    return Site(steps, on_key=False)


def good(name: str, target: str, points: str = "33") -> Reply:
    return reply(name, target, points, agent=text("Short."))


def bad(name: str, target: str, points: str = "00") -> Reply:
    return reply(name, target, points, agent=text("Rather long, this is."), feedback=text("No."))


def chain(count: int) -> list[Scene]:
    """Build scenes in which only somebody who listens passes."""
    names = [*(f"s{number}" for number in range(count)), "end"]
    return [
        scene(
            name,
            good("right", after),
            reply("warm", after, "30", agent=text("Longer."), feedback=text("No.")),
            reply("cold", after, "03", agent=text("Longer."), feedback=text("No.")),
        )
        for name, after in pairwise(names)
    ]


def test_a_sound_scenario_has_no_finding() -> None:
    assert codes(scenario(*chain(8), ending("end"))) == []


def test_the_complete_example_is_easy_in_four_ways() -> None:
    assert codes(double_charge()) == ["Q503", "Q504", "Q506", "Q506"]


def test_g401_names_every_scene_that_no_call_reaches_and_hides_nothing() -> None:
    examined = scenario(
        scene("one", good("a", "end")), scene("island", good("b", "shore")), ending("end"), ending("shore")
    )
    assert sites(found(examined, "G401")) == [key("scenes", "island"), key("scenes", "shore")]
    assert "Q503" in codes(examined)


def test_g402_gives_a_shortest_play_once_for_each_scene() -> None:
    examined = scenario(
        scene("one", good("on", "end"), bad("in", "trap"), bad("round", "detour")),
        scene("detour", bad("in", "trap"), good("on", "end")),
        scene("trap", reply("never", "end", "33", when=(mood(">", 2),)), silence=silence("end")),
        ending("end"),
    )
    (finding,) = found(examined, "G402")
    assert (finding.site, finding.play) == (key("scenes", "trap"), ("in",))
    assert {"Q503", "Q504", "Q506"}.isdisjoint(codes(examined))


def test_g402_at_the_very_start_has_an_empty_play() -> None:
    (finding,) = found(
        scenario(scene("one", reply("never", "end", "33", when=(mood(">", 2),))), ending("end")), "G402"
    )
    assert finding.play == ()
    assert "begins" in finding.message.template


def test_g403_is_one_for_each_set_of_states_at_its_first_scene() -> None:
    examined = scenario(
        scene("one", good("on", "end"), bad("left", "three"), bad("right", "four")),
        scene("two", bad("back", "three"), good("out", "end")),
        scene("three", bad("forth", "two"), good("out", "end")),
        scene("four", bad("again", "four"), good("out", "end")),
        ending("end"),
    )
    first, second = found(examined, "G403")
    assert (first.site, first.play) == (key("scenes", "two"), ("left", "forth"))
    assert (second.site, second.play) == (key("scenes", "four"), ("right",))
    assert {"Q503", "Q504", "Q506"}.isdisjoint(codes(examined))


def test_g403_is_not_a_scene_that_comes_back_in_another_state() -> None:
    examined = scenario(
        scene(
            "one",
            reply("again", "one", "00", sets=("tried",), when=(flag("tried", wanted=False),)),
            good("on", "end"),
        ),
        ending("end"),
    )
    assert found(examined, "G403") == []


def test_g403_knows_a_loop_through_silence() -> None:
    (finding,) = found(
        scenario(scene("one", good("on", "end"), silence=silence("one")), ending("end")), "G403"
    )
    assert finding.play == ()


def test_g404_brings_g405_with_it() -> None:
    examined = scenario(scene("one", good("a", "end")), ending("end", Outcome.ESCALATED))
    assert codes(examined) == ["G404", "G405"]
    assert sites(examine(Proof(examined))) == [START, START]


def test_g405_where_an_accepted_end_is_reached_but_never_perfectly() -> None:
    examined = scenario(scene("one", reply("a", "end", "33", critical=CriticalError.CUSTOMER)), ending("end"))
    assert codes(examined) == ["G405"]


@pytest.mark.parametrize(
    ("points", "dimensions"), [("-3", ["empathy"]), ("3", ["resolution"]), ("--3", ["empathy", "resolution"])]
)
def test_g406_is_one_for_each_dimension(points: str, dimensions: list[str]) -> None:
    examined = scenario(scene("one", good("a", "end", points)), ending("end"))
    findings = found(examined, "G406")
    assert sites(findings) == [START] * len(dimensions)
    assert [each.arguments["dimension"] for each in findings] == dimensions


def test_g406_and_g409_are_not_judged_where_a_call_can_go_on_for_ever() -> None:
    examined = scenario(
        scene("one", good("a", "end", "3"), reply("b", "one", "0")),
        scene("island", good("c", "end", "--3")),
        ending("end"),
    )
    assert found(examined, "G403")
    assert found(examined, "G406") == found(examined, "G409") == []


def test_g407_leaves_only_what_needs_no_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.analysis.outline.STATE_LIMIT", 3)
    examined = scenario(
        *chain(8), scene("island", reply("a", "end", "33"), reply("b", "end", "33")), ending("end")
    )
    assert codes(examined) == ["G407", "Q502"]
    assert sites(found(examined, "G407")) == [START]


def test_g408_replies_cases_and_variants_that_are_never_used() -> None:
    never = (mood(">", 2),)
    examined = scenario(
        scene(
            "one",
            reply("on", [(never, "end"), ((), "end")], "33"),
            reply("never", [(never, "end"), ((), "end")], "00", when=never, feedback=text("No.")),
            silence=silence([((mood("<=", 0),), "end"), ((), "end")]),
            variants=[never, (mood("<", 3),), ()],
        ),
        scene("island", reply("x", "end", "33", when=never), variants=[never, ()]),
        ending("end"),
    )
    assert sites(found(examined, "G408")) == [
        value("scenes", "one", "customer", 0),
        value("scenes", "one", "customer", 2),
        value("scenes", "one", "replies", "on", "next", 0),
        key("scenes", "one", "replies", "never"),
        value("scenes", "one", "silence", "next", 1),
    ]


def test_g408_decides_cases_on_the_state_after_the_reply() -> None:
    examined = scenario(
        scene(
            "one",
            reply("on", [((flag("seen"), mood("==", 1)), "end"), ((), "end")], "33", sets=("seen",), mood=1),
        ),
        ending("end"),
    )
    assert sites(found(examined, "G408")) == [value("scenes", "one", "replies", "on", "next", 1)]


def test_g408_looks_at_the_lines_of_endings_too() -> None:
    examined = scenario(scene("one", good("a", "end")), ending("end"))
    line = examined.scenes["end"].customer[0]
    varied = Scene("end", (line, line), (), Outcome.RESOLVED, None, None, None)
    with_variants = scenario(examined.scenes["one"], varied)
    assert sites(found(with_variants, "G408")) == [value("scenes", "end", "customer", 1)]


def test_g409_register_is_rated_but_never_counts() -> None:
    island = scene("island", good("b", "end", "333"))
    assert sites(found(scenario(scene("one", good("a", "end")), island, ending("end")), "G409")) == [START]
    assert found(scenario(scene("one", good("a", "end", "333")), island, ending("end")), "G409") == []
    assert found(scenario(scene("one", good("a", "end")), ending("end")), "G409") == []


def test_q501_is_about_the_best_of_the_scene_not_of_what_is_offered() -> None:
    examined = scenario(
        scene(
            "one",
            reply("best", "end", "33", when=(mood(">", 2),)),
            reply("warm", "end", "30"),
            reply("told", "end", "00", feedback=text("Because.")),
        ),
        scene("unrated", reply("x", "end"), reply("y", "end")),
        ending("end"),
    )
    assert sites(found(examined, "Q501")) == [key("scenes", "one", "replies", "warm")]


def test_q502_wants_a_difference_in_rated_scenes_of_two_replies_or_more() -> None:
    examined = scenario(
        scene("same", good("a", "mixed", "21"), good("b", "mixed", "21")),
        scene("mixed", good("a", "single", "21"), good("b", "single", "22")),
        scene("single", good("a", "unrated", "21")),
        scene("unrated", good("a", "end", ""), good("b", "end", "")),
        ending("end"),
    )
    assert sites(found(examined, "Q502")) == [key("scenes", "same")]


def test_q503_names_the_languages_in_which_the_longest_reply_passes() -> None:
    examined = scenario(
        scene(
            "one",
            reply("a", "end", "33", agent=text(en="A long one.", es="Corta.")),
            reply("b", "end", "00", agent=text(en="Short.", es="Una más larga.")),
        ),
        ending("end"),
    )
    (finding,) = found(examined, "Q503")
    assert (finding.site, finding.arguments, finding.play) == (START, {"languages": "en"}, None)


def test_q504_is_over_five_percent_and_no_less() -> None:
    marks = PassMarks(1, 1, 1, (Outcome.RESOLVED,))
    few = [good("g", "two"), *(bad(f"b{number}", "lost") for number in range(4))]
    lost = ending("lost", Outcome.LOST)
    four = scene("two", good("g", "end"), *(bad(f"b{number}", "lost") for number in range(3)))
    twenty = scenario(scene("one", *few), four, ending("end"), lost, marks=marks)
    assert Proof(twenty).chance == chance.Chance(Fraction(1, 20), chance.Method.EXACT)
    assert found(twenty, "Q504") == []
    three = scene("two", good("g", "end"), *(bad(f"b{number}", "lost") for number in range(2)))
    fifteen = scenario(scene("one", *few), three, ending("end"), lost, marks=marks)
    assert sites(found(fifteen, "Q504")) == [START]


def test_q504_asks_for_seven_percent_where_plays_were_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chance, "ENTRY_LIMIT", 0)
    for percent, codes_wanted in ((6, 0), (8, 1)):
        monkeypatch.setattr(
            "trainer.analysis.proof.find_chance",
            lambda *_, share=percent: chance.Chance(Fraction(share, 100), chance.Method.SAMPLED),
        )
        assert len(found(scenario(*chain(8), ending("end")), "Q504")) == codes_wanted


@pytest.mark.parametrize(("given_away", "warned"), [(3, False), (4, True)])
def test_q505_is_over_sixty_percent_of_five_scenes(given_away: int, warned: bool) -> None:  # noqa: FBT001 - a case's expected answer
    scenes = []
    for number in range(5):
        long, short = text("The longer one."), text("Short.")
        best_is_long = number < given_away
        scenes.append(
            scene(
                f"s{number}",
                reply("best", f"s{number + 1}", "33", agent=long if best_is_long else short),
                reply("worse", f"s{number + 1}", "00", agent=short if best_is_long else long),
            )
        )
    assert bool(found(scenario(*scenes, ending("s5")), "Q505")) is warned


def test_q505_counts_only_reachable_rated_scenes_of_two_replies_with_a_best_one() -> None:
    def long_best(name: str, target: str) -> Scene:
        longest = text("This is by far the longest of the two replies.")
        return scene(name, reply("best", target, "33", agent=longest), bad("b", target))

    four = [long_best(f"s{number}", f"s{number + 1}") for number in range(4)]
    others = [
        scene("s4", good("single", "s5")),
        scene("s5", good("x", "s6", ""), good("y", "s6", "")),
        scene("s6", good("split", "s7", "30"), good("other", "s7", "03")),
        long_best("island", "end"),
        scene("s7", good("z", "end")),
    ]
    assert found(scenario(*four, *others, ending("end")), "Q505") == []
    five = [*four, long_best("s4", "s5"), *others[1:]]
    assert sites(found(scenario(*five, ending("end")), "Q505")) == [START]


def test_q505_a_tie_for_the_longest_gives_nothing_away() -> None:
    scenes = [
        scene(
            f"s{number}",
            reply("best", f"s{number + 1}", "33", agent=text("As long.")),
            reply("worse", f"s{number + 1}", "00", agent=text("As long.")),
        )
        for number in range(5)
    ]
    assert found(scenario(*scenes, ending("s5")), "Q505") == []


def test_q506_is_one_for_each_side() -> None:
    only_kind = scenario(
        scene("one", good("a", "end"), bad("warm", "end", "31"), reply("b", "end", "03", feedback=text("x"))),
        ending("end"),
        marks=PassMarks(80, 30, 80, (Outcome.RESOLVED,)),
    )
    (kindest,) = found(only_kind, "Q506")
    assert "kindest" in kindest.message.template
    only_bold = scenario(
        scene("one", good("a", "end"), bad("cold", "end", "13"), reply("b", "end", "30", feedback=text("x"))),
        ending("end"),
        marks=PassMarks(30, 80, 80, (Outcome.RESOLVED,)),
    )
    (boldest,) = found(only_bold, "Q506")
    assert "effective" in boldest.message.template
