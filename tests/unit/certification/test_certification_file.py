"""Certification files: what may stand in them, and what is said of one among the scenarios it names."""

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import pytest

from trainer.certification.checks import ScenarioFacts, bears_on_scoring, check_certification
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.certification.reading import LoadedCertification, read_certification
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.model import Dimension, Use
from trainer.scenario.reading import FileKind, Loaded, load
from trainer.scenario.source import SourceFile

COMPLETE = """\
format: 1
certification: bilingual-foundation
version: 3
title: {en: Bilingual support, es: Atención bilingüe}
description: {en: The first steps., es: Los primeros pasos.}
requires:
  - scenarios: [double-charge, late-delivery]
    languages: [en, es]
  - scenarios: [lost-parcel, wrong-parcel, torn-parcel]
    at_least: 2
    languages: [es]
after: [basics]
marks: {empathy: 85, register: 70}
window_days: 180
attempts: {max: 2, wait_days: 7}
valid_days: 365
"""
SHORTEST = """\
format: 1
certification: small
version: 1
title: {es: Pequeña}
requires:
  - scenarios: [double-charge]
    languages: [es]
"""


def loaded(text: str) -> Loaded:
    return load(SourceFile(Path("small.yaml"), dedent(text).encode()))


def read(text: str) -> LoadedCertification:
    return read_certification(loaded(text))


def found(diagnostics: Collection[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in diagnostics]


def facts(
    name: str,
    *,
    languages: Collection[str] | None = ("en", "es"),
    uses: Collection[Use] = tuple(Use),
    decisions: int | None = 12,
    flaws: tuple[str, ...] = (),
) -> ScenarioFacts:
    return ScenarioFacts(name, languages, uses, decisions, flaws)


def judged(text: str, *scenarios: ScenarioFacts, others: Collection[Certification] = ()) -> list[Diagnostic]:
    file = loaded(text)
    certification = read_certification(file).certification
    assert certification is not None
    library = {each.id: each for each in (certification, *others)}
    return check_certification(file, certification, {each.id: each for each in scenarios}, library)


def test_everything_that_a_certification_may_say_is_read() -> None:
    assert loaded(COMPLETE).kind is FileKind.CERTIFICATION
    complete = read(COMPLETE)
    assert complete.diagnostics == ()
    certification = complete.certification
    assert certification is not None
    assert (certification.id, certification.version) == ("bilingual-foundation", 3)
    assert certification.title.spoken("es") == "Atención bilingüe"
    assert certification.description is not None
    assert certification.requires == (
        Requirement(("double-charge", "late-delivery"), ("en", "es"), 2),
        Requirement(("lost-parcel", "wrong-parcel", "torn-parcel"), ("es",), 2),
    )
    assert certification.after == ("basics",)
    assert certification.marks == {Dimension.EMPATHY: 85, Dimension.REGISTER: 70}
    assert certification.window == timedelta(days=180)
    assert certification.limit == AttemptLimit(2, timedelta(days=7))
    assert certification.validity == timedelta(days=365)


def test_what_may_be_left_out_asks_for_nothing() -> None:
    certification = read(SHORTEST).certification
    assert certification is not None
    assert (certification.description, certification.after, certification.marks) == (None, (), {})
    assert (certification.window, certification.limit, certification.validity) == (None, None, None)
    assert certification.requires == (Requirement(("double-charge",), ("es",), 1),)


def test_nothing_may_stand_in_after() -> None:
    certification = read(SHORTEST + "after: []\n").certification
    assert certification is not None
    assert certification.after == ()


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("version: 1\n", "", [("S101", 1, 1)]),
        ("title: {es: Pequeña}\n", "", [("S101", 1, 1)]),
        ("format: 1", "format: 2", [("F006", 1, 9)]),
        ("version: 1", "version: 0", [("S103", 3, 10)]),
        ("version: 1", "versio: 1", [("S101", 1, 1), ("S102", 3, 1)]),
        ("certification: small", "certification: Small", [("S103", 2, 16)]),
        ("title: {es: Pequeña}", "title: {en: Small}", [("T301", 4, 8)]),
        ("title: {es: Pequeña}", "title: {es: Pequeña, en: Small}", []),
        ("    languages: [es]\n", "", [("S101", 6, 5)]),
        ("languages: [es]", "languages: [spanish]", [("S103", 7, 17)]),
        ("[double-charge]", "[]", [("S103", 6, 16)]),
        ("[double-charge]", "[double-charge, double-charge]", [("S103", 6, 32)]),
        ("    languages: [es]\n", "    languages: [es]\n    at_least: 0\n", [("S103", 8, 15)]),
    ],
)
def test_problems_stand_at_their_places(old: str, new: str, wanted: list[tuple[str, int, int]]) -> None:
    assert old in SHORTEST
    file = read(SHORTEST.replace(old, new))
    assert found(file.diagnostics) == wanted
    assert (file.certification is None) is bool(wanted)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("marks: {empathy: 101}", 18),
        ("marks: {empathy: 0}", 18),
        ("window_days: 0", 14),
        ("window_days: 40000", 14),
        ("valid_days: 9007199254740991", 13),
        ("attempts: {max: 0, wait_days: 7}", 17),
        ("attempts: {max: 1, wait_days: -1}", 31),
        ("after: small", 8),
    ],
)
def test_values_out_of_range_are_named(line: str, column: int) -> None:
    assert found(read(SHORTEST + line + "\n").diagnostics) == [("S103", 8, column)]


def test_an_attempt_limit_wants_both_its_numbers() -> None:
    assert found(read(SHORTEST + "attempts: {max: 2}\n").diagnostics) == [("S101", 8, 12)]


def test_requirements_are_wanted() -> None:
    bare = SHORTEST[: SHORTEST.index("requires")]
    assert found(read(bare + "requires: []\n").diagnostics) == [("S103", 5, 11)]
    assert found(read(bare).diagnostics) == [("S101", 1, 1)]


def test_a_file_that_is_no_yaml_is_no_certification() -> None:
    broken = load(SourceFile(Path("broken.yaml"), b"certification: [\n"))
    assert [each.code for each in broken.diagnostics] == ["F002"]


def test_a_sound_certification_has_no_finding() -> None:
    assert judged(SHORTEST, facts("double-charge")) == []


def test_c601_names_a_scenario_that_is_not_there_and_one_that_is_near() -> None:
    (missing,) = judged(SHORTEST)
    assert found([missing]) == [("C601", 6, 17)]
    (near,) = judged(SHORTEST, facts("double-change"))
    assert 'did you mean "double-change"' in near.message


def test_c602_a_required_language_that_the_scenario_lacks() -> None:
    found_ones = judged(SHORTEST, facts("double-charge", languages=("en",)))
    assert found(found_ones) == [("C602", 6, 17)]


def test_c602_a_scenario_for_practice_alone() -> None:
    assert found(judged(SHORTEST, facts("double-charge", uses=(Use.PRACTICE,)))) == [("C602", 6, 17)]


def test_c602_is_not_judged_where_the_scenario_could_not_be_read() -> None:
    unread = facts("double-charge", languages=None, uses=(), decisions=None)
    assert judged(SHORTEST, unread) == []


def other(name: str, *after: str) -> Certification:
    base = read(SHORTEST).certification
    assert base is not None
    return Certification(name, 1, base.title, None, base.requires, after)


@pytest.mark.parametrize(
    ("after", "others", "wanted"),
    [
        ("[nowhere]", (), [("C603", 8, 9)]),
        ("[small]", (), [("C603", 8, 9)]),
        ("[one]", (other("one", "two"), other("two", "small")), [("C603", 8, 9)]),
        ("[one]", (other("one", "two"), other("two")), []),
        ("[one]", (other("one", "one"),), []),
        ("[one, nowhere]", (other("one"),), [("C603", 8, 14)]),
    ],
)
def test_c603_an_order_that_cannot_be_kept(
    after: str, others: tuple[Certification, ...], wanted: list[tuple[str, int, int]]
) -> None:
    text = f"{SHORTEST}after: {after}\n"
    assert found(judged(text, facts("double-charge"), others=others)) == wanted


def test_c603_knows_a_certification_whose_own_file_has_errors() -> None:
    file = loaded(f"{SHORTEST}after: [broken]\n")
    certification = read_certification(file).certification
    assert certification is not None
    library = {"small": certification, "broken": None}
    assert check_certification(file, certification, {"double-charge": facts("double-charge")}, library) == []


def test_c604_more_scenarios_than_there_are() -> None:
    text = SHORTEST + "    at_least: 2\n"
    assert found(judged(text, facts("double-charge"))) == [("C604", 8, 15)]


@pytest.mark.parametrize(("decisions", "warned"), [(11, True), (12, False)])
def test_c605_fewer_than_twelve_decisions(decisions: int, warned: bool) -> None:  # noqa: FBT001 - a case's expected answer
    wanted = [("C605", 5, 1)] if warned else []
    assert found(judged(SHORTEST, facts("double-charge", decisions=decisions))) == wanted


def test_c605_counts_the_shortest_that_may_be_chosen_and_none_twice() -> None:
    text = """\
        format: 1
        certification: small
        version: 1
        title: Small
        requires:
          - {scenarios: [a, b, c], at_least: 2, languages: [en, es]}
          - {scenarios: [a], languages: [es]}
        """
    long = facts("c", decisions=20)
    assert judged(text, facts("a", decisions=6), facts("b", decisions=6), long) == []
    short = judged(text, facts("a", decisions=6), facts("b", decisions=5), long)
    assert found(short) == [("C605", 5, 1)]
    assert "11" in short[0].message


def test_c605_is_not_judged_where_a_perfect_call_is_not_known() -> None:
    assert judged(SHORTEST, facts("double-charge", decisions=None)) == []


def test_c606_names_the_codes_that_make_scores_unsound() -> None:
    (finding,) = judged(SHORTEST, facts("double-charge", flaws=("G402", "Q504")))
    assert found([finding]) == [("C606", 6, 17)]
    assert finding.severity == "warning"
    assert "G402, Q504" in finding.message


def test_codes_that_bear_on_scoring() -> None:
    codes = ["T302", "Q504", "Q501", "G408", "Q505", "Q503", "G408", "S101", "F007"]
    assert bears_on_scoring(codes) == ("G408", "Q503", "Q504")
