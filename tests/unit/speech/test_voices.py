"""The best voice there is for a line, and never one of another language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machines import LINUX, LINUX_WITH_PIPER, MACOS, WINDOWS

from trainer.app.speech import UnspokenReason, Voice, VoiceGender
from trainer.app.voices import (
    SAMPLES,
    LocaleTag,
    System,
    choose_voice,
    explain,
    installation_advice,
    locale_name,
    pick_voice,
    rank_voices,
    sample_sentence,
)

FEMALE, MALE = VoiceGender.FEMALE, VoiceGender.MALE


def voice(locale: str, gender: VoiceGender | None = None, name: str = "") -> Voice:
    return Voice(f"{locale}/{name or gender}", name or f"{locale} {gender}", locale, gender, "pretend")


def order(locales: str, wanted: str) -> str:
    """Return locales, separated by spaces, in the order in which their voices are preferred."""
    voices = [voice(locale) for locale in locales.split()]
    return " ".join(found.locale for found in rank_voices(voices, wanted, FEMALE))


@pytest.mark.parametrize(
    ("wanted", "best_first"),
    [
        ("es-MX", "es-MX es-419 es-US es-CO es-AR es es-ES"),
        ("es-CO", "es-CO es-419 es-MX es-US es-AR es es-ES"),
        ("es-419", "es-419 es-MX es-US es-CO es-AR es es-ES"),
        ("es-ES", "es-ES es es-419 es-AR es-MX"),
        ("es-PE", "es-PE es-419 es-CO es-MX es es-ES"),
        ("es", "es es-ES es-419 es-MX"),
        ("en-US", "en-US en-US-nyc en-CA en en-AU en-GB"),
        ("en-GB", "en-GB en-GB-scotland en en-IE en-AU en-US"),
        ("pt-BR", "pt-BR pt pt-PT"),
    ],
)
def test_accents_go_by_nearness(wanted: str, best_first: str) -> None:
    locales = best_first.split()
    backwards = " ".join(reversed(locales))
    assert order(f"fr-FR {backwards} de", wanted) == best_first


@pytest.mark.parametrize(
    ("machine", "locale", "gender", "name"),
    [
        (WINDOWS, "en-US", FEMALE, "Microsoft Zira Desktop"),
        (WINDOWS, "en-US", MALE, "Microsoft David Desktop"),
        (WINDOWS, "es-MX", MALE, "Microsoft Sabina Desktop"),  # the accent goes before the gender
        (WINDOWS, "es-CO", FEMALE, "Microsoft Sabina Desktop"),
        (WINDOWS, "es-419", FEMALE, "Microsoft Sabina Desktop"),
        (WINDOWS, "es-ES", FEMALE, "Microsoft Helena Desktop"),
        (WINDOWS, "pt-BR", FEMALE, None),
        (MACOS, "en-US", FEMALE, "Samantha"),
        (MACOS, "en-US", MALE, "Fred"),
        (MACOS, "es-CO", FEMALE, "Paulina"),
        (MACOS, "es-ES", MALE, "Mónica"),
        (MACOS, "pt-BR", MALE, None),
        (LINUX, "en-US", FEMALE, "eSpeak en-US female"),
        (LINUX, "es-MX", FEMALE, "eSpeak es-419 female"),
        (LINUX, "es-CO", MALE, "eSpeak es-419 male"),
        (LINUX, "es-ES", MALE, "eSpeak es male"),
        (LINUX, "pt-PT", MALE, "eSpeak pt-BR male"),
        (LINUX_WITH_PIPER, "en-US", MALE, "Joe"),
        (LINUX_WITH_PIPER, "en-US", FEMALE, "eSpeak en-US female"),  # a woman is no man
        (LINUX_WITH_PIPER, "en-GB", MALE, "eSpeak en-GB male"),  # nor a Briton an American
        (LINUX_WITH_PIPER, "es-MX", MALE, "Ald"),
        (LINUX_WITH_PIPER, "es-CO", MALE, "Ald"),  # a neighbor's neural voice, before a nearer machine
        (LINUX_WITH_PIPER, "es-ES", MALE, "Davefx"),
    ],
)
def test_the_choice_on_four_machines(
    machine: tuple[Voice, ...], locale: str, gender: VoiceGender, name: str | None
) -> None:
    found = choose_voice(machine, locale, gender)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("chosen", "gender", "name"),
    [
        ("TTS_MS_en-US_DAVID", MALE, "Microsoft David Desktop"),
        ("TTS_MS_en-US_DAVID", FEMALE, "Microsoft Zira Desktop"),  # a choice of voice changes nobody's sex
        ("TTS_MS_es-MX_SABINA", FEMALE, "Microsoft Zira Desktop"),
        ("gone", FEMALE, "Microsoft Zira Desktop"),
        ("", MALE, "Microsoft David Desktop"),
    ],
)
def test_a_chosen_voice_speaks_where_it_can(chosen: str, gender: VoiceGender, name: str) -> None:
    found = pick_voice(WINDOWS, "en-US", gender, chosen)
    assert found is not None
    assert found.name == name


def test_a_chosen_voice_speaks_for_the_other_gender_where_nobody_else_can() -> None:
    found = pick_voice(WINDOWS, "es-MX", MALE, "TTS_MS_es-ES_HELENA")
    assert found is not None
    assert found.name == "Microsoft Helena Desktop"


def test_an_unknown_gender_goes_before_the_wrong_one() -> None:
    voices = [voice("es-MX", MALE), voice("es-MX", None, "unsaid")]
    assert [found.name for found in rank_voices(voices, "es-MX", FEMALE)] == ["unsaid", "es-MX male"]


LOCALES = st.from_regex(r"(es|en|pt|eo)([-_]([A-Z]{2}|419|mx))?([-_]nyc)?", fullmatch=True)


@given(st.lists(st.builds(voice, LOCALES, st.sampled_from([FEMALE, MALE, None]))), LOCALES)
def test_another_language_is_never_chosen(voices: list[Voice], locale: str) -> None:
    same = [one for one in voices if one.locale[:2] == locale[:2]]
    ranked = rank_voices(voices, locale, MALE)
    assert sorted(map(repr, ranked)) == sorted(map(repr, same))
    assert choose_voice(voices, locale, MALE) == (ranked[0] if same else None)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("es", "es"),
        ("ES-mx", "es-MX"),
        ("es_MX", "es-MX"),
        ("es-419", "es-419"),
        ("en-gb-scotland", "en-GB-scotland"),
        ("en-gb-x-rp", "en-GB-x-rp"),
        ("zh-Hans-CN", "zh-hans-cn"),
    ],
)
def test_locales_are_read_in_every_writing(written: str, tag: str) -> None:
    assert str(LocaleTag.of(written)) == tag


@pytest.mark.parametrize(
    ("locale", "sample"),
    [("es-MX", "es-MX"), ("es_co", "es-CO"), ("es-AR", "es"), ("en-GB", "en"), ("pt-BR", "en")],
)
def test_a_voice_is_heard_in_the_words_of_its_place(locale: str, sample: str) -> None:
    assert sample_sentence(locale) == SAMPLES[sample]


def test_locales_have_names() -> None:
    assert locale_name("es-MX") == "Spanish (Mexico)"
    assert locale_name("es_CO") == "Spanish (Colombia)"
    assert locale_name("es-419") == "Spanish (Latin America)"
    assert locale_name("xx-klingon") == "xx-klingon"


@pytest.mark.parametrize("system", System)
def test_every_system_has_advice(system: System) -> None:
    advice = installation_advice("es-CO", system)
    assert "Spanish (Colombia)" in advice
    assert "{" not in advice


@pytest.mark.parametrize(
    ("platform", "system"),
    [
        ("win32", System.WINDOWS),
        ("darwin", System.MACOS),
        ("linux", System.LINUX),
        ("freebsd14", System.LINUX),
    ],
)
def test_the_system_is_known(monkeypatch: pytest.MonkeyPatch, platform: str, system: System) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert System.current() is system


@pytest.mark.parametrize("reason", UnspokenReason)
def test_every_reason_has_words(reason: UnspokenReason) -> None:
    words = explain(reason, "es-MX")
    assert words.endswith(".")
    assert "{" not in words
    assert len({explain(other, "es-MX") for other in UnspokenReason}) == len(UnspokenReason)
