"""What a sound file becomes: values, with the format's defaults."""

from pathlib import Path

import pytest
from authored import SMALL, changed, read

from trainer.scenario.model import (
    Address,
    Case,
    Channel,
    CriticalError,
    Dimension,
    FlagTerm,
    Level,
    MoodTerm,
    Outcome,
    PassMarks,
    Scenario,
    Text,
    Use,
    Variant,
    VoiceGender,
)
from trainer.scenario.reading import FileKind

WAIT = 'agent: {en: "One moment.", es: "Un momento."}\n        next: done'


def scenario(text: str) -> Scenario:
    loaded = read(text)
    assert loaded.scenario is not None, loaded.diagnostics
    return loaded.scenario


@pytest.fixture(scope="module")
def contract() -> Scenario:
    return scenario((Path(__file__).parent / "contract.yaml").read_text(encoding="utf-8"))


def test_the_top_of_the_contracts_example(contract: Scenario) -> None:
    assert contract.id == "double-charge"
    assert contract.version == 1
    assert contract.title == Text({"en": "Charged twice", "es": "Cobro duplicado"})
    assert contract.languages == ("en", "es")
    assert contract.channel is Channel.VOICE
    assert contract.level is Level.B1
    assert contract.tags == ("billing", "telecom")
    assert contract.use == (Use.PRACTICE, Use.ASSESSMENT)
    assert contract.agent.company == Text({"": "Andina Móvil"})
    assert [record.value for record in contract.records] == [Text({"": "44-2210"})]
    assert [article.title.shown("es") for article in contract.articles] == ["Política de reembolsos"]
    assert contract.marks == PassMarks(80, 80, 80, (Outcome.RESOLVED,))
    assert contract.start == "opening"
    assert list(contract.scenes) == ["opening", "verify", "done", "hung-up"]


def test_the_customer_of_the_contracts_example(contract: Scenario) -> None:
    customer = contract.customer
    assert (customer.name, customer.voice, customer.mood) == ("Lucía Herrera", VoiceGender.FEMALE, -1)
    assert customer.locales == {"en": "en-US", "es": "es-MX"}
    assert customer.portrait is None
    assert customer.address == {}
    assert contract.locale("es") == "es-MX"


def test_replies_of_the_contracts_example(contract: Scenario) -> None:
    own_it, wait = contract.scenes["opening"].replies
    assert (own_it.id, wait.id) == ("own-it", "wait")
    assert (own_it.empathy, own_it.resolution, own_it.register_) == (3, 3, None)
    assert [own_it.points(dimension) for dimension in Dimension] == [3, 3, None]
    assert (own_it.mood, own_it.sets, own_it.clears, own_it.when) == (1, ("apologized",), (), ())
    assert own_it.next == (Case((), "verify"),)
    assert own_it.feedback is None
    assert wait.feedback is not None
    full_card = contract.scenes["verify"].replies[1]
    assert full_card.critical is CriticalError.COMPLIANCE
    assert full_card.next == (Case((MoodTerm("<", 0),), "hung-up"), Case((), "done"))


def test_lines_of_the_customer_have_ids(contract: Scenario) -> None:
    assert contract.scenes["opening"].customer[0].line == "scenes/opening/customer"
    first, second = contract.scenes["verify"].customer
    assert first == Variant(
        "scenes/verify/customer/0",
        (FlagTerm("apologized", wanted=True),),
        Text({"en": "Thank you. What do you need from me?", "es": "Gracias. ¿Qué necesita de mí?"}),
    )
    assert (second.line, second.when) == ("scenes/verify/customer/1", ())


def test_silence_and_endings_of_the_contracts_example(contract: Scenario) -> None:
    silence = contract.scenes["verify"].silence
    assert silence is not None
    assert (silence.after, silence.mood, silence.feedback) == (20, -1, None)
    assert silence.next == (Case((), "hung-up"),)
    assert contract.scenes["verify"].skill == "verify-identity"
    assert contract.scenes["done"].ending is Outcome.RESOLVED
    assert contract.scenes["done"].replies == ()


def test_everything_optional_given() -> None:
    optional = (
        "sets: [a, b]",
        "clears: [b]",
        "when: [not a, b, mood >= -2]",
        "feedback: A",
        "critical: customer",
        "mood: -6",
    )
    text = changed(
        (
            "level: B1",
            "level: C2\nuse: [assessment]\npass: {empathy: 1, register: 100, outcomes: [lost, resolved]}",
        ),
        ("voice: female", "voice: male\n  mood: 3\n  portrait: ernesto\n  address: {es: vos}"),
        (
            WAIT,
            "\n        ".join((WAIT, *optional)),
        ),
        ("ending: resolved", "ending: follow-up\n    note: For the author"),
    )
    built = scenario(text)
    assert built.use == (Use.ASSESSMENT,)
    assert built.marks == PassMarks(1, 80, 100, (Outcome.LOST, Outcome.RESOLVED))
    assert [built.marks.mark(dimension) for dimension in Dimension] == [1, 80, 100]
    assert (built.customer.mood, built.customer.portrait) == (3, "ernesto")
    assert built.customer.address == {"es": Address.VOS}
    reply = built.scenes["opening"].replies[1]
    assert (reply.sets, reply.clears, reply.mood) == (("a", "b"), ("b",), -6)
    assert reply.when == (FlagTerm("a", wanted=False), FlagTerm("b", wanted=True), MoodTerm(">=", -2))
    assert reply.critical is CriticalError.CUSTOMER
    assert built.scenes["done"].note == "For the author"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("007", "007"),
        ("1.50", "1.50"),
        ("0x1F", "0x1F"),
        ("true", "true"),
        ("no", "no"),
        ("null", "null"),
        ("~", "~"),
        ("2026-01-01", "2026-01-01"),
        ("12:30", "12:30"),
        ('"  spaces  "', "spaces"),
        ('"\\n\\n words \\n"', "words"),
        ("|\n  one\n  two\n", "one\ntwo"),
        (">\n  one\n  two\n", "one two"),
        ("one\n  two", "one two"),
        ("'it''s'", "it's"),
    ],
)
def test_a_text_is_its_characters_as_written(written: str, words: str) -> None:
    assert scenario(changed(("title: Small", f"title: {written}"))).title == Text({"": words})


def test_yaml_1_1_words_are_words() -> None:
    text = changed(("id: small", "id: on"), ("name: Lucía", "name: No"))
    text = text.replace("  done:", "  yes:").replace("next: done", "next: yes")
    built = scenario(text)
    assert (built.id, built.customer.name) == ("on", "No")
    assert "yes" in built.scenes


def test_no_can_be_a_language() -> None:
    text = changed(("[en, es]", "[en, no]"), ("es: es-MX", "no: no-NO")).replace(", es: ", ", no: ")
    assert scenario(text).languages == ("en", "no")


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("es", "es"),
        ("es-MX", "es-MX"),
        ("ES-mx", "es-MX"),
        ("es-419", "es-419"),
        ("es-latn-co", "es-Latn-CO"),
        ("es-ES-valencia", "es-ES-valencia"),
        ("es-CO-u-co-trad", "es-CO-u-co-trad"),
        ("es-MX-x-mine", "es-MX-x-mine"),
    ],
)
def test_a_locale_takes_its_usual_form(written: str, usual: str) -> None:
    assert scenario(changed(("es: es-MX", f"es: {written}"))).customer.locales["es"] == usual


def test_a_regional_text_wins_for_its_locale() -> None:
    built = scenario(changed(("title: Small", "title: {en: Small, es: Pequeña, es-CO: Chiquita}")))
    assert built.title.spoken("es-CO") == "Chiquita"
    assert built.title.spoken("es-MX") == "Pequeña"
    assert built.title.shown("fr") == "Small"


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("mood<0", MoodTerm("<", 0)),
        ("mood <= -1", MoodTerm("<=", -1)),
        ("mood == +1", MoodTerm("==", 1)),
        ("mood >=007", MoodTerm(">=", 7)),
        ("mood > 123456789", MoodTerm(">", 1000)),
        ("mood > -123456789", MoodTerm(">", -1000)),
    ],
)
def test_a_comparison_of_the_mood(written: str, term: MoodTerm) -> None:
    built = scenario(changed((WAIT, f"{WAIT}\n        when: ['{written}']")))
    assert built.scenes["opening"].replies[1].when == (term,)


def test_empty_records_articles_and_pass_are_fine() -> None:
    built = scenario(SMALL + "records: []\narticles: []\npass: {}\n")
    assert (built.records, built.articles) == ((), ())


def test_an_empty_address_is_fine() -> None:
    assert scenario(changed(("  voice: female", "  voice: female\n  address: {}"))).customer.address == {}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("certification: basic\n", FileKind.CERTIFICATION),
        ("pronunciations: {}\n", FileKind.PRONUNCIATIONS),
        ("", FileKind.SCENARIO),
    ],
)
def test_a_file_is_a_scenario_unless_its_top_says_otherwise(line: str, kind: FileKind) -> None:
    loaded = read(SMALL + line)
    assert loaded.kind is kind
    assert (loaded.scenario is not None) is (kind is FileKind.SCENARIO)


@pytest.mark.parametrize(
    ("old", "new", "playable"),
    [
        ("title: Small", "title: Order #1", True),
        ("title: Small", "title: {en: A call, es: A call}", True),
        ("title: Small", "title: {en: A call}", False),
        ("title: Small", "title: *title", False),
        ("start: opening", "start: closing", False),
        (WAIT, f"{WAIT}\n        when: [a]", False),
        (WAIT, f"{WAIT}\n        sets: [a]", True),
    ],
)
def test_only_f_s_r201_r202_and_t301_errors_hide_the_scenario(old: str, new: str, *, playable: bool) -> None:
    assert (read(changed((old, new))).scenario is not None) is playable
