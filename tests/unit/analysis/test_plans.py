"""A plan: what may be written in it, and what is said of plays that come to something else."""

from pathlib import Path

import pytest
from authored import brief, changed
from authored import read as read_scenario
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.analysis.plans.checks import Judged, check_plan
from trainer.analysis.plans.reading import MOST_PLAYS, MOST_REPLIES, read_plan
from trainer.scenario.source import SourceFile
from trainer.scoring.card import Reason
from trainer.scoring.perfect import find_perfect

SCENARIO = """\
format: 1
id: parcel
version: 1
title: Parcel
summary: {en: A customer waits for a parcel., es: Una persona espera un paquete.}
languages: [en, es]
channel: chat
level: B1
customer: {name: Lucía, voice: female, locales: {en: en-US, es: es-MX}}
agent: {company: Andina, role: Agent}
start: opening
scenes:
  opening:
    customer: {en: "Where is my parcel?", es: "¿Dónde está mi paquete?"}
    silence: {after: 20, mood: -2, next: gone}
    replies:
      look:
        agent: {en: "Waiting is hard. I will look.", es: "Esperar cansa. Voy a ver."}
        empathy: 3
        resolution: 3
        next: closing
      card:
        agent: {en: "Read me your card number.", es: "Dígame el número de su tarjeta."}
        empathy: 1
        resolution: 2
        critical: compliance
        mood: -1
        next: closing
  closing:
    customer:
      - {when: [mood < 0], en: "And?", es: "¿Y bien?"}
      - {en: "When does it come?", es: "¿Cuándo llega?"}
    replies:
      tomorrow:
        agent: {en: "Tomorrow.", es: "Mañana."}
        resolution: 3
        next: done
  done: {customer: {en: "Thanks!", es: "¡Gracias!"}, ending: resolved}
  gone: {customer: {en: "Goodbye.", es: "Adiós."}, ending: lost}
"""
PLAN = """\
format: 1
plays:
  - replies: [look, tomorrow]
    language: es
    ending: done
    outcome: resolved
    scores: {empathy: 100, resolution: 100}
    verdict: passes
    critical: []
    mood: 0
    lines: [scenes/opening/customer, scenes/closing/customer/1, scenes/done/customer]
  - replies: [card, tomorrow]
    ending: done
    outcome: resolved
    scores: {empathy: 33, resolution: 83}
    verdict: [critical, empathy]
    critical: [{scene: opening, reply: card, kind: compliance}]
    mood: -1
"""


def judge(plan: str | bytes, scenario: str = SCENARIO, *, playable: bool = True) -> Judged:
    read = read_scenario(scenario).scenario
    perfect = find_perfect(read) if read is not None else None
    par = perfect.par if perfect is not None and playable else None
    data = plan if isinstance(plan, bytes) else plan.encode()
    return check_plan(SourceFile(Path("parcel.plan"), data), read, par)


def listed(plan: str, scenario: str = SCENARIO) -> list[str]:
    return [brief(found) for found in judge(plan, scenario).diagnostics]


def messages(plan: str, scenario: str = SCENARIO) -> list[str]:
    return [found.message for found in judge(plan, scenario).diagnostics]


def test_nothing_is_said_of_a_plan_that_comes_true() -> None:
    assert judge(PLAN) == ([], 0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format: 1", "format: 2", ["1:9:F006"]),
        ("format: 1\n", "", ["1:1:S101"]),
        ("    language: es\n", "    langauge: es\n", ["4:5:S102"]),
        ("language: es", "language: Spanish", ["4:15:S103"]),
        ("[look, tomorrow]", "look", ["3:14:S103"]),
        ("[look, tomorrow]", "[look, Tomorrow]", ["3:21:S103"]),
        ("    mood: 0", "    mood: 4", ["10:11:S103"]),
        ("    mood: 0", "    mood: good", ["10:11:S103"]),
        ("resolution: 100", "resolution: 101", ["7:40:S103"]),
        ("resolution: 100", "warmth: 100", ["7:28:S102"]),
        ("verdict: passes", "verdict: yes", ["8:14:S103"]),
        ("verdict: passes", "verdict: []", ["8:14:S103"]),
        ("verdict: passes", "verdict: [incomplete]", ["8:15:S103"]),
        ("[critical, empathy]", "[critical, critical]", ["16:25:S103"]),
        ("kind: compliance", "kind: legal", ["17:52:S103"]),
        (", kind: compliance", "", ["17:17:S101"]),
        ("[scenes/opening/customer, ", "[{}, ", ["11:13:S103"]),
        ("[scenes/opening/customer, scenes/closing/customer/1, scenes/done/customer]", "[]", ["11:12:S103"]),
        ("    critical: []\n", "    critical: []\n    critical: []\n", ["10:5:F003"]),
        ("verdict: passes", "verdict: &good passes", ["8:14:F004"]),
        ("verdict: passes", "verdict: passes: no", ["8:20:F002"]),
    ],
)
def test_the_form_is_judged_as_that_of_every_file(old: str, new: str, expected: list[str]) -> None:
    assert listed(changed((old, new), of=PLAN)) == expected


def test_the_nearest_key_is_suggested() -> None:
    (message,) = messages(changed(("    language: es", "    langauge: es"), of=PLAN))
    assert message == 'unknown key "langauge"; did you mean "language"?'


def test_every_required_key_that_is_missing_is_named() -> None:
    found = judge("format: 1\nplays:\n  - {}\n").diagnostics
    assert [each.arguments["key"] for each in found] == ["replies", "ending", "outcome", "scores", "verdict"]


@pytest.mark.parametrize("plays", ["[]", "{}", "none"])
def test_there_must_be_plays(plays: str) -> None:
    assert listed(f"format: 1\nplays: {plays}\n") == ["2:8:S103"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[look, tomorrow]", "[look, card]", ["3:21:E802"]),
        ("[look, tomorrow]", "[look, tomorrow, look, look]", ["3:31:E802"]),
        ("[look, tomorrow]", "[]", ["3:14:E803"]),
        ("[look, tomorrow]", "[look]", ["3:14:E803"]),
        ("language: es", "language: pt", ["4:15:E804"]),
        ("es\n    ending: done", "es\n    ending: gone", ["5:13:E805"]),
        ("resolved\n    scores: {empathy: 100", "lost\n    scores: {empathy: 100", ["6:14:E805"]),
        ("empathy: 100, resolution: 100", "empathy: 99, resolution: 1", ["7:23:E806", "7:39:E806"]),
        ("empathy: 100, ", "", ["7:13:E806"]),
        ("resolution: 100}", "resolution: 100, register: 0}", ["7:45:E806"]),
        ("verdict: passes", "verdict: [outcome]", ["8:14:E807"]),
        ("verdict: [critical, empathy]", "verdict: [critical]", ["16:14:E807"]),
        ("critical: []", "critical: [{scene: opening, reply: card, kind: compliance}]", ["9:16:E808"]),
        ("critical: [{scene: opening, reply: card, kind: compliance}]", "critical: []", ["17:15:E808"]),
        ("kind: compliance", "kind: business", ["17:52:E808"]),
        ("scene: opening", "scene: closing", ["17:15:E808", "17:16:E808"]),
        ("    mood: 0", "    mood: -1", ["10:11:E809"]),
        ("scenes/opening/customer", "scenes/opening/customer/0", ["11:13:E810"]),
        (", scenes/done/customer]", "]", ["11:12:E810"]),
        ("scenes/done/customer]", "scenes/done/customer, more]", ["11:87:E810"]),
    ],
)  # fmt: skip
def test_what_differs_is_found_where_it_is_written(old: str, new: str, expected: list[str]) -> None:
    assert listed(changed((old, new), of=PLAN)) == expected


def test_the_expected_and_the_real_value_are_both_told() -> None:
    (score,) = messages(changed(("empathy: 33", "empathy: 40"), of=PLAN))
    assert "expects 40 for empathy, and the call scores 33;" in score
    (verdict,) = messages(changed(("verdict: [critical, empathy]", "verdict: passes"), of=PLAN))
    assert "expects the verdict passes, and it is [empathy, critical];" in verdict


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("resolution: 2\n", "resolution: 1\n", {"E806", "E807"}),
        ("        mood: -1\n", "", {"E809"}),
        ("        critical: compliance\n", "", {"E807", "E808"}),
        ("        critical: compliance\n", "        critical: business\n", {"E808"}),
        ("when: [mood < 0]", "when: [mood <= 0]", {"E810"}),
        ("tomorrow:\n", "the-next-day:\n", {"E802"}),
        ("next: done", "next: gone", {"E805", "E807", "E810"}),
        ("ending: resolved", "ending: follow-up", {"E805", "E807"}),
    ],
)
def test_a_change_of_the_scenario_shows_in_its_plan(old: str, new: str, codes: set[str]) -> None:
    """The par of the unchanged scenario is taken, since some of these changes leave none."""
    read = read_scenario(changed((old, new), of=SCENARIO)).scenario
    perfect = find_perfect(read_scenario(SCENARIO).scenario or pytest.fail("not sound"))
    assert read is not None
    assert perfect is not None
    found = check_plan(SourceFile(Path("parcel.plan"), PLAN.encode()), read, perfect.par).diagnostics
    assert {each.code for each in found} == codes


def test_what_is_left_out_is_not_judged() -> None:
    lines = [
        line for line in PLAN.splitlines() if line.split(":")[0].strip() not in {"mood", "critical", "lines"}
    ]
    assert listed("\n".join(lines) + "\n") == []


def test_the_order_of_reasons_is_that_in_which_they_are_listed() -> None:
    plays = read_plan(SourceFile(Path("parcel.plan"), PLAN.encode())).plays
    assert plays is not None
    assert plays[1].reasons == (Reason.EMPATHY, Reason.CRITICAL)


@pytest.mark.parametrize("plan", [changed(("mood: 0", "mood: 1"), of=PLAN), PLAN.replace("look", "lok")])
def test_no_play_is_judged_where_the_scenario_cannot_be_played(plan: str) -> None:
    assert judge(plan).diagnostics
    assert judge(plan, playable=False) == ((), 0)
    assert judge(plan, changed(("start: opening", "start: openin"), of=SCENARIO)) == ((), 0)


def test_the_form_is_judged_where_the_scenario_cannot_be_played() -> None:
    plan = changed(("    mood: 0", "    moods: 0"), of=PLAN)
    assert [brief(found) for found in judge(plan, playable=False).diagnostics] == ["10:5:S102"]


def test_a_play_in_which_nothing_is_offered() -> None:
    stuck = changed(("      tomorrow:\n", "      tomorrow:\n        when: [mood >= 0]\n"), of=SCENARIO)
    (taken,) = messages(PLAN, stuck)
    assert (
        taken == 'in the scene "closing" nothing is offered, so "tomorrow" cannot be taken; mend the scenario'
    )
    (left,) = messages(changed(("[card, tomorrow]", "[card]"), of=PLAN), stuck)
    assert left == 'after these replies nothing is offered in the scene "closing"; mend the scenario'


PLAY = PLAN[PLAN.index("  - replies: [card") :]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        pytest.param("format: 1\nplays: " + "[" * 40_000, "2:39:F001", id="deep"),
        pytest.param("format: 1\nplays: [" + "{}, " * 50_000 + "]", "2:8:S103", id="plays"),
        pytest.param("format: 1\nplays: &a [" + "*a, " * 50_000 + "]", "2:8:F004", id="aliases"),
        pytest.param(PLAN + "    lines: [" + "a, " * 9_000 + "]", "19:13:E810", id="lines"),
        pytest.param(PLAN + "    lines: [" + "a, " * 50_000 + "]", "19:12:S103", id="too-many-lines"),
        pytest.param(
            "format: 1\nplays:\n" + PLAY.replace("[card,", "[card, " + "a, " * 9_000) * 3,
            "3:3:S103",
            id="replies",
        ),
        pytest.param("format: 1\nplays:\n" + PLAY * MOST_PLAYS, "", id="as-many-plays-as-may-be"),
        pytest.param(PLAN + "#" * 1024 * 1024, "1:1:F001", id="large"),
        pytest.param("", "1:1:F002", id="empty"),
        pytest.param("\x00" * 1000, "1:1:F002", id="zeros"),
    ],
)
def test_hostile_plans_are_answered(plan: str, expected: str) -> None:
    found = judge(plan).diagnostics
    assert (brief(found[0]) if found else "") == expected
    assert all(each.message for each in found)


def test_more_replies_than_are_played_at_once() -> None:
    play = PLAY.replace("[card, tomorrow]", f"[{', '.join(['look'] * (MOST_REPLIES // 2))}]")
    assert listed("format: 1\nplays:\n" + play * 2) == ["3:21:E802", "10:21:E802"]
    (message,) = messages("format: 1\nplays:\n" + play * 2 + PLAY)
    assert message.startswith("the plays have 20002 replies together")


def test_beyond_10000_deviations_they_are_only_counted() -> None:
    item = "{scene: a, reply: b, kind: customer}"
    play = PLAN[PLAN.index("  - replies: [look") : PLAN.index("  - replies: [card")]
    play = play.replace("critical: []", f"critical: [{', '.join([item] * 6_000)}]")
    judged = judge("format: 1\nplays:\n" + play * 2)
    assert len(judged.diagnostics) == 10_000
    assert judged.omitted == 2_000


PIECES = st.sampled_from(
    [
        *"[]{},:#&*!|>'\"- \n\t\x00é😀\u202e",
        "look",
        "card",
        "silence",
        "done",
        "passes",
        "100",
        "- ",
        ": ",
        "mood",
        "~",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw the plan with some pieces put in or written over."""
    text = PLAN
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 10))
        text = text[:place] + "".join(draw(st.lists(PIECES, max_size=3))) + text[place + length :]
    return text


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_every_finding_about_a_damaged_plan_lies_inside_it(plan: str) -> None:
    lengths = [len(line) for line in (*plan.split("\n"), "")]
    for found in judge(plan).diagnostics:
        assert 1 <= found.line <= len(lengths)
        assert 1 <= found.column <= lengths[found.line - 1] + 1
        assert found.message


def test_a_plan_that_cannot_be_read() -> None:
    file = SourceFile(Path("parcel.plan"), b"", fault="Permission denied")
    (found,) = check_plan(file, None, None).diagnostics
    assert (found.code, "Permission denied" in found.message) == ("F001", True)
