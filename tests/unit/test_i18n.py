"""The switch of languages, and dates and numbers by language."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest

from trainer import i18n


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.activate("en")
    yield
    i18n.activate("en")


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("en", "en"),
        ("es", "es"),
        ("es_MX", "es"),
        ("es-CO", "es"),
        ("es_MX.UTF-8", "es"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_activates_the_base_language_and_english_where_it_is_not_offered(asked: str, spoken: str) -> None:
    i18n.activate(asked)
    assert i18n.current_language() == spoken


def test_english_needs_no_catalogue() -> None:
    assert i18n.gettext("Not in any catalogue") == "Not in any catalogue"
    assert i18n.pgettext("anywhere", "Not in any catalogue") == "Not in any catalogue"
    assert i18n.ngettext("one", "many", 1) == "one"
    assert i18n.npgettext("anywhere", "one", "many", 2) == "many"
    assert i18n.N_("deferred") == "deferred"


@pytest.mark.parametrize(
    ("variable", "value", "language"),
    [
        ("LANG", "es_CO.UTF-8", "es"),
        ("LC_ALL", "en_US.UTF-8", "en"),
        ("LANGUAGE", "fr:es:en", "es"),
        ("LANG", "C.UTF-8", "en"),
    ],
)
def test_the_systems_language_is_that_of_its_messages(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    assert i18n.system_language() == language


def test_dates_and_numbers_follow_the_language() -> None:
    day = date(2026, 3, 9)
    assert i18n.format_date(day) == "Mar 9, 2026"
    assert i18n.format_number(1234.5) == "1,234.5"
    assert i18n.format_number(2, decimals=2) == "2.00"
    assert i18n.format_percent(0.25) == "25%"
    assert i18n.format_percent(0.0525, decimals=1) == "5.2%"
    assert i18n.format_list(["a", "b", "c"]) == "a, b, and c"
    i18n.activate("es")
    assert i18n.format_date(day) == "9 mar 2026"
    assert i18n.format_date(day, "long") == "9 de marzo de 2026"
    assert i18n.format_percent(0.25) == "25%"
    assert i18n.format_percent(0.5, decimals=1) == "50.0%"
    assert i18n.format_list(["a", "b", "c"]) == "a, b y c"


def test_a_moment_is_shown_in_local_time() -> None:
    moment = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
    local = moment.astimezone()
    assert i18n.format_time(moment) == i18n.format_time(time(local.hour, local.minute))
    assert i18n.format_datetime(moment) == i18n.format_datetime(local.replace(tzinfo=None))
    assert i18n.format_date(moment) == i18n.format_date(local.date())


def test_an_abbreviation_that_ends_a_sentence_brings_its_period() -> None:
    i18n.activate("es")
    moment = i18n.format_datetime(datetime(2026, 3, 3, 9, 26, 34))  # noqa: DTZ001 - a time on the wall
    assert moment.endswith("a.m.")
    said = f"Desde el {moment}. Nada más, en ../registros..."
    assert i18n.one_period(f"{said} Hasta el {moment}.") == f"{said.replace('m..', 'm.')} Hasta el {moment}"
