"""R and T codes: what a scenario refers to, and whether its languages agree."""

import pytest
from authored import SMALL, changed, listed, messages, read

HELP = 'agent: {en: "How can I help?", es: "¿En qué le ayudo?"}\n        next: done'
WAIT = 'agent: {en: "One moment.", es: "Un momento."}\n        next: done'
"""On lines 23 and 24; further keys of that reply follow on line 25."""


def said(text: str) -> list[str]:
    """Find what is wrong with what the agent says in the second reply, on line 23."""
    return listed(changed((WAIT, f"agent: {text}\n        next: done")))


class TestR201:
    def test_start(self) -> None:
        text = changed(("start: opening", "start: openning"))
        assert listed(text) == ["14:8:R201"]
        assert messages(text) == ['no scene is called "openning"; did you mean "opening"?']

    def test_next_of_a_reply(self) -> None:
        text = changed((WAIT, "agent: A\n        next: Somewhere else"))
        assert listed(text) == ["24:15:R201"]
        assert messages(text)[0].startswith('no scene is called "Somewhere else";')

    def test_a_case(self) -> None:
        cases = "[{when: [mood < 0], scene: dome}, {scene: donne}]"
        text = changed((WAIT, f"agent: A\n        next: {cases}"))
        assert listed(text) == ["24:42:R201", "24:57:R201"]

    def test_next_of_silence(self) -> None:
        text = changed(("    replies:", "    silence: {after: 9, next: dome}\n    replies:"))
        assert listed(text) == ["18:31:R201"]
        text = changed(("    replies:", "    silence: {after: 9, next: [{scene: dome}]}\n    replies:"))
        assert listed(text) == ["18:40:R201"]


class TestR202:
    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("when: [apologized]", ["25:16:R202"]),
            ("when: [not apologized, mood < 0]", ["25:16:R202"]),
            ("clears: [apologized, thanked]", ["25:18:R202", "25:30:R202"]),
        ],
    )
    def test_in_a_reply(self, line: str, found: list[str]) -> None:
        assert listed(changed((WAIT, f"{WAIT}\n        {line}"))) == found

    def test_in_a_case_and_in_a_variant(self) -> None:
        text = changed(
            (WAIT, "agent: A\n        next: [{when: [a], scene: done}, {scene: done}]"),
            ("customer: Thanks", "customer: [{when: [b], en: A, es: B}, {en: C, es: D}]"),
        )
        assert listed(text) == ["24:24:R202", "26:24:R202"]

    def test_in_a_case_of_silence(self) -> None:
        cases = "[{when: [a], scene: done}, {scene: done}]"
        text = changed(("    replies:", f"    silence: {{after: 9, next: {cases}}}\n    replies:"))
        assert listed(text) == ["18:40:R202"]

    def test_the_nearest_flag_is_suggested(self) -> None:
        text = changed(
            (HELP, f"{HELP}\n        sets: [apologized]"),
            (WAIT, f"{WAIT}\n        when: [apologised, not apologized]"),
        )
        assert listed(text) == ["26:16:R202"]
        assert '"apologized"' in messages(text)[0]

    def test_a_flag_may_be_set_anywhere(self) -> None:
        text = changed(
            (HELP, f"{HELP}\n        when: [a]\n        clears: [a]"), (WAIT, f"{WAIT}\n        sets: [a]")
        )
        assert listed(text) == []


class TestR203:
    def test_one_for_each_place(self) -> None:
        text = changed((HELP, f"{HELP}\n        sets: [a, b]"), (WAIT, f"{WAIT}\n        sets: [a]"))
        assert listed(text) == ["22:16:R203", "22:19:R203", "26:16:R203"]

    def test_to_clear_a_flag_is_not_to_test_it(self) -> None:
        text = changed((HELP, f"{HELP}\n        sets: [a]"), (WAIT, f"{WAIT}\n        clears: [a]"))
        assert listed(text) == ["22:16:R203"]

    def test_it_is_a_warning(self) -> None:
        assert read(changed((HELP, f"{HELP}\n        sets: [a]"))).scenario is not None


class TestT301:
    def test_one_for_each_language(self) -> None:
        assert listed(changed(("title: Small", "title: {es: Chica}"))) == ["4:8:T301"]
        assert listed(changed(("title: Small", "title: {}"))) == ["4:8:T301", "4:8:T301"]

    def test_a_text_on_lines_of_its_own_stands_where_it_begins(self) -> None:
        assert listed(changed(("title: Small", "title:\n  es: Chica"))) == ["5:3:T301"]

    def test_a_regional_text_is_no_base(self) -> None:
        assert listed(changed(("title: Small", "title: {en: Small, es-CO: Chica}"))) == ["4:8:T301"]

    def test_a_variant(self) -> None:
        text = changed(("customer: Thanks", "customer:\n    - when: [mood < 0]\n      en: A\n    - {es: B}"))
        assert listed(text) == ["27:7:T301", "29:7:T301"]
        assert listed(changed(("customer: Thanks", "customer: [{}]"))) == ["26:16:T301", "26:16:T301"]

    def test_an_empty_or_wrong_text_does_not_lack(self) -> None:
        assert listed(changed(("title: Small", "title: {en: Small, es: ''}"))) == ["4:24:S103"]
        assert listed(changed(("title: Small", "title: {en: Small, es: *a}"))) == ["4:24:F004"]

    @pytest.mark.parametrize("key", ["label: {en: A}, value: B", "value: {en: A}, label: B"])
    def test_in_records(self, key: str) -> None:
        assert listed(SMALL + f"records: [{{{key}}}]\n") == ["28:19:T301"]

    def test_in_articles_the_agent_and_feedback(self) -> None:
        text = SMALL + "articles: [{title: A, body: {en: B}}]\n"
        assert listed(text) == ["28:29:T301"]
        assert listed(changed(("role: Agent", "role: {en: Agent}"))) == ["13:32:T301"]
        assert listed(changed((WAIT, f"{WAIT}\n        feedback: {{es: A}}"))) == ["25:19:T301"]
        text = changed(
            ("    replies:", "    silence: {after: 9, next: done, feedback: {es: A}}\n    replies:")
        )
        assert listed(text) == ["18:47:T301"]

    def test_where_the_languages_are_not_known_none_lacks(self) -> None:
        text = changed(("languages: [en, es]", "languages: en"), ("title: Small", "title: {fr: Petit}"))
        assert listed(text) == ["6:12:S103"]
        text = changed(("languages: [en, es]", "languages: [en, ES]"), ("title: Small", "title: {fr: A}"))
        assert listed(text) == ["4:8:T301", "6:17:S103"]


class TestT302:
    def test_the_later_one(self) -> None:
        assert listed(changed(("title: Small", "title: {en: Small call, es: Small call}"))) == ["4:29:T302"]
        assert listed(changed(("title: Small", "title: {es: Small call, en: Small call}"))) == ["4:29:T302"]

    @pytest.mark.parametrize("words", ["Small", "44-2210", "don't", "Small!", "- Small", "Small."])
    def test_one_word_may_be_the_same(self, words: str) -> None:
        quoted = "'" + words.replace("'", "''") + "'"
        assert listed(changed(("title: Small", f"title: {{en: {quoted}, es: {quoted}}}"))) == []

    def test_white_space_around_is_dropped_before(self) -> None:
        text = changed(("title: Small", "title: {en: ' Small call', es: 'Small call '}"))
        assert listed(text) == ["4:32:T302"]

    def test_a_regional_text_may_be_the_same(self) -> None:
        text = changed(("title: Small", "title: {en: Small call, es: Llamada corta, es-CO: Llamada corta}"))
        assert listed(text) == []

    def test_of_three_languages_each_later_one_once(self) -> None:
        text = changed(
            ("[en, es]", "[en, es, pt]"),
            ("es: es-MX", "es: es-MX, pt: pt-BR"),
            ("title: Small", "title: {en: Small call, es: Small call, pt: Small call}"),
        ).replace('"¿Bueno?"', '"¿Bueno?", pt: Bom')
        text = text.replace('le ayudo?"', 'le ayudo?", pt: Ajuda').replace('"Un momento."', '"Un", pt: Um')
        assert listed(text) == ["4:29:T302", "4:45:T302"]


class TestT303:
    def test_the_longer_one(self) -> None:
        text = changed(("title: Small", f"title: {{en: {'a' * 21}, es: {'b' * 53}}}"))
        assert listed(text) == ["4:40:T303"]
        text = changed(("title: Small", f"title: {{en: {'a' * 53}, es: {'b' * 21}}}"))
        assert listed(text) == ["4:13:T303"]

    @pytest.mark.parametrize(("short", "long"), [(21, 52), (22, 55), (20, 53), (20, 500)])
    def test_two_and_a_half_times_is_not_over_and_both_are_over_20(self, short: int, long: int) -> None:
        text = changed(("title: Small", f"title: {{en: {'a' * short}, es: {'b' * long}}}"))
        assert listed(text) == []

    def test_white_space_around_does_not_count(self) -> None:
        text = changed(("title: Small", f"title: {{en: '{'a' * 20} ', es: {'b' * 60}}}"))
        assert listed(text) == []
        text = changed(("title: Small", f"title: {{en: {'a' * 21}, es: '{'b' * 52}  '}}"))
        assert listed(text) == []

    def test_characters_are_counted(self) -> None:
        text = changed(("title: Small", f"title: {{en: {'😀' * 21}, es: {'ñ' * 53}}}"))
        assert listed(text) == ["4:40:T303"]


class TestT304:
    @pytest.mark.parametrize("word", ["tú", "ti", "contigo", "tu", "tus", "te", "Tú", "TE", "tu\u0301"])
    def test_each_form(self, word: str) -> None:
        assert said(f'{{en: A word, es: "Usted y {word}."}}') == ["23:33:T304"]

    @pytest.mark.parametrize(
        "words",
        [
            "Usted y él",
            "Tú y yo, te digo",
            "Ustedes y te",
            "Usted toma té",
            "Usted toma te\u0301",
            "Usted y el tutor",
            "Usted, atienda",
            "Con su usted-es",
        ],
    )
    def test_no_mixture(self, words: str) -> None:
        assert said(f'{{en: A word, es: "{words}"}}') == []

    def test_a_bare_string_too(self) -> None:
        assert said("Usted y tu amigo") == ["23:16:T304"]

    def test_each_line_for_itself(self) -> None:
        assert said('{en: A, es: "Usted", es-CO: "Tú"}') == []
        assert said('{en: A, es: "Dígame usted", es-CO: "Usted y tú"}') == ["23:51:T304"]

    def test_in_spanish_only(self) -> None:
        assert said('{en: "usted te", es: "Usted"}') == []
        text = changed(
            ("[en, es]", "[en]"),
            (", es: es-MX", ""),
            (', es: "¿Bueno?"', ""),
            (', es: "¿En qué le ayudo?"', ""),
            ('{en: "One moment.", es: "Un momento."}', "usted te"),
        )
        assert listed(text) == []

    def test_what_the_agent_says_only(self) -> None:
        text = changed(("customer: Thanks", "customer: {en: Thanks, es: A usted y a ti}"))
        assert listed(text) == []
        assert listed(changed((WAIT, f"{WAIT}\n        feedback: Usted y tu"))) == []

    def test_it_names_the_form(self) -> None:
        assert '"tu"' in messages(changed((WAIT, "agent: Usted y tu\n        next: done")))[0]
