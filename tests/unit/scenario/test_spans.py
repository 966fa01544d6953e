"""Words of another language inside a text: what is shown, what is spoken, and what can be wrong."""

import pytest
from authored import SMALL, changed, listed, messages, read

from trainer.scenario.model import Text
from trainer.scenario.spans import Segment, own_words, segments, shown

WAIT = 'agent: {en: "One moment.", es: "Un momento."}\n        next: done'


def spoken(words: str) -> list[str]:
    """Find what is wrong where a Spanish text of the agent, on line 23 at column 41, holds these words."""
    return listed(changed((WAIT, f'agent: {{en: "One moment.", es: "{words}"}}\n        next: done')))


class TestWhatIsShown:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("Mi [[en: billing statement]] no llegó.", "Mi billing statement no llegó."),
            ("[[en:Hi]], soy yo.", "Hi, soy yo."),
            ("Un [[  en-US :  late fee ]]y ya", "Un late feey ya"),
            ("[[en: one]][[fr: deux]]", "onedeux"),
            ("Vi [[en: a [small] sign: stop]]", "Vi a [small] sign: stop"),
            ("Línea [[en: first\nsecond]]", "Línea first\nsecond"),
            ("Cierra ]] sin abrir", "Cierra ]] sin abrir"),
            ("[en: uno]", "[en: uno]"),
        ],
    )
    def test_it_has_no_brackets(self, written: str, read: str) -> None:
        assert shown(written) == read
        assert "".join(each.words for each in segments(written, "es-MX")) == read

    def test_segments_name_the_language_of_each_part(self) -> None:
        assert segments("Mi [[en: billing statement]] no llegó.", "es-CO") == (
            Segment("es-CO", "Mi "),
            Segment("en", "billing statement"),
            Segment("es-CO", " no llegó."),
        )

    def test_parts_of_one_language_go_together(self) -> None:
        assert segments("[[en: one]][[en: two]]", "es") == (Segment("en", "onetwo"),)
        assert segments("Sin más", "es") == (Segment("es", "Sin más"),)

    def test_the_words_of_other_languages_can_be_left_out(self) -> None:
        assert own_words("Diga [[en: your]] y [[es-CO: tinto]]", "es") == "Diga – y  tinto"

    def test_a_text_gives_what_is_spoken_in_each_locale(self) -> None:
        text = Text({"es": "El [[en: bill]]", "es-CO": "La [[en: bill]], [[es-MX: ándale]]"})
        assert text.spoken("es-MX") == text.shown("es") == "El bill"
        assert [each.locale for each in text.segments("es-CO")] == ["es-CO", "en", "es-CO", "es-MX"]
        assert text.shown_tag("es-CO") == "es-CO"
        assert text.shown_tag("en") == "es"
        assert Text({"": "Wi-Fi"}).shown_tag("en") == ""


class TestT306:
    def test_a_span_that_is_never_closed(self) -> None:
        assert spoken("Su [[en: bill no llegó") == ["23:44:T306"]
        assert spoken("Su [[en: bill]] y [[en: fee]") == ["23:59:T306"]

    def test_it_keeps_the_scenario_from_being_played(self) -> None:
        assert read(SMALL.replace("customer: Thanks", 'customer: "[[en"')).scenario is None


class TestT307:
    def test_a_span_inside_another(self) -> None:
        assert spoken("Su [[en: bill [[es: cuenta]] ]].") == ["23:55:T307"]

    def test_of_those_inside_the_first(self) -> None:
        assert spoken("Su [[en: bill [[es: a]] [[es: b]]") == ["23:55:T307"]

    def test_the_next_span_is_judged_again(self) -> None:
        assert spoken("[[en: a [[es: b]] c]] [[en:]]") == ["23:49:T307", "23:63:T308"]


class TestT308:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("Su [[billing statement]]", 'behind "[["'),
            ("Su [[English: bill]]", '"English" is no language tag'),
            ("Su [[EN: bill]]", '"EN" is no language tag'),
            ("Su [[en-us: bill]]", '"en-us" is no language tag'),
            ("Su [[: bill]]", '"" is no language tag'),
            ("Su [[[en: bill]]]", '"[en" is no language tag'),
            ("Su [[sp: cuenta]]", 'there is no language "sp"'),
            ("Su [[en: ]]", "this span has no words"),
            ("Su [[]]", 'behind "[["'),
        ],
    )
    def test_what_a_span_must_have(self, words: str, said: str) -> None:
        text = changed((WAIT, f'agent: {{en: "One moment.", es: "{words}"}}\n        next: done'))
        assert listed(text) == ["23:44:T308"]
        assert messages(text)[0].startswith(said)

    def test_any_language_that_there_is(self) -> None:
        assert spoken("Su [[pt: recibo]], [[fr-CA: merci]] y [[es-419: ya]]") == []

    def test_a_language_of_the_file_is_known(self) -> None:
        text = SMALL.replace("languages: [en, es]", "languages: [en, es, xx]").replace(
            "es-MX}", "es-MX, xx: xx}"
        )
        text = text.replace("customer: Thanks", 'customer: "[[xx: A]]"')
        assert [each for each in listed(text) if "T301" not in each] == []


class TestT309:
    @pytest.mark.parametrize(("tag", "found"), [("es", ["23:41:T309"]), ("es-CO", []), ("en", [])])
    def test_the_language_of_the_text_itself(self, tag: str, found: list[str]) -> None:
        assert spoken(f"[[{tag}: Un momento]].") == found

    def test_a_regional_text(self) -> None:
        text = "{en: A, es: B, es-CO: 'C [[es: d]] [[es-CO: e]] [[es-MX: f]]'}"
        assert listed(changed(("title: Small", f"title: {text}"))) == ["4:33:T309", "4:43:T309"]

    def test_a_bare_string_has_no_language(self) -> None:
        assert listed(changed(("customer: Thanks", 'customer: "[[en: Thanks]], [[es: gracias]]"'))) == []


class TestPlaces:
    @pytest.mark.parametrize(
        ("title", "place"),
        [
            ("Small [[x]]", "4:14"),
            ("'It''s [[x]]'", "4:15"),
            ('"\\u00e9 [[x]]"', "4:16"),
            ("|-\n  First\n  second [[x]]", "6:10"),
            (">-\n  First\n  [[x]]", "6:3"),
            ('"First\n  second [[x]]"', "5:10"),
            ('"\\x5b[x]]"', "4:8"),
            ("| # [[\n  [[x]]", "4:8"),
        ],
    )
    def test_the_brackets_themselves_where_they_can_be_told(self, title: str, place: str) -> None:
        assert listed(changed(("title: Small", f"title: {title}"))) == [f"{place}:T308"]

    def test_only_texts_have_spans(self) -> None:
        assert listed(changed(("name: Lucía", "name: 'Lucía [[x]]'"))) == []
        assert listed(changed(("  opening:\n", "  opening:\n    note: '[[x]]'\n"))) == []


class TestOtherCodes:
    def test_lengths_count_what_is_shown(self) -> None:
        words = 25 * "a"
        long = f"{{en: {words}, es: '{words}b[[en: {36 * 'c'}]]'}}"
        assert listed(changed(("title: Small", f"title: {long}"))) == []
        longer = f"{{en: {words}, es: '{words}b[[en: {37 * 'c'}]]'}}"
        assert listed(changed(("title: Small", f"title: {longer}"))) == ["4:44:T303"]

    def test_what_is_shown_may_be_identical(self) -> None:
        title = "{en: 'Two words', es: 'Two [[en: words]]'}"
        assert listed(changed(("title: Small", f"title: {title}"))) == ["4:30:T302"]

    def test_what_is_in_another_language_as_a_whole_is_meant_so(self) -> None:
        title = "{en: 'Two words.', es: '[[en: Two words]].'}"
        assert listed(changed(("title: Small", f"title: {title}"))) == []

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("Diga usted [[en: te quiero]]", []),
            ("[[en: Usted]] no es tu palabra", []),
            ("Diga usted [[en: please]] a tu jefe", ["23:40:T304"]),
            ("Diga usted [[es-CO: tu nombre]]", ["23:40:T304"]),
        ],
    )
    def test_the_form_of_address_is_that_of_the_own_words(self, words: str, found: list[str]) -> None:
        assert spoken(words) == found
