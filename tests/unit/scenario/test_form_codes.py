"""S codes: what is wrong with the form of a scenario, and where."""

import pytest
from authored import SMALL, changed, listed, messages, read

LANGUAGES = "languages: [en, es]"
"""On line 6."""
LEVEL = "level: B1"
"""On line 8; optional keys are written behind it, on line 9."""
HELP = 'agent: {en: "How can I help?", es: "¿En qué le ayudo?"}\n        next: done'
"""On lines 20 and 21."""
WAIT = 'agent: {en: "One moment.", es: "Un momento."}\n        next: done'
"""On lines 23 and 24; further keys of that reply follow on line 25."""
ENDING = "ending: resolved"
"""On line 27, the last."""


def top(line: str) -> list[str]:
    """Find what is wrong with an optional key at the top, on line 9."""
    return listed(changed((LEVEL, f"{LEVEL}\n{line}")))


def reply(line: str) -> list[str]:
    """Find what is wrong with a key of the second reply, on line 25."""
    return listed(changed((WAIT, f"{WAIT}\n        {line}")))


class TestS101:
    @pytest.mark.parametrize(
        "key",
        ["format", "id", "version", "title", "summary", "languages", "channel", "level", "agent", "start"],
    )
    def test_each_required_key_of_the_top(self, key: str) -> None:
        lines = [line for line in SMALL.splitlines(keepends=True) if not line.startswith(f"{key}:")]
        assert listed("".join(lines)) == ["1:1:S101"]
        assert f'"{key}"' in messages("".join(lines))[0]

    def test_the_customer(self) -> None:
        lines = SMALL.splitlines(keepends=True)
        assert listed("".join(lines[:8] + lines[12:])) == ["1:1:S101"]

    def test_without_scenes_the_start_names_none(self) -> None:
        assert listed(SMALL[: SMALL.index("scenes:")]) == ["1:1:S101", "14:8:R201"]

    @pytest.mark.parametrize("line", ["  name: Lucía\n", "  voice: female\n"])
    def test_of_the_customer(self, line: str) -> None:
        assert listed(changed((line, ""))) == ["10:3:S101"]

    def test_of_the_customers_locales(self) -> None:
        assert listed(changed(("  locales: {en: en-US, es: es-MX}\n", ""))) == ["10:3:S101"]
        assert listed(changed(("{en: en-US, es: es-MX}", "{es: es-MX}"))) == ["12:13:S101"]
        assert listed(changed(("{en: en-US, es: es-MX}", "{}"))) == ["12:12:S101", "12:12:S101"]

    def test_of_the_agent(self) -> None:
        assert listed(changed(("{company: Andina, role: Agent}", "{role: Agent}"))) == ["13:9:S101"]
        assert listed(changed(("{company: Andina, role: Agent}", "{}"))) == ["13:8:S101", "13:8:S101"]

    def test_of_records_and_articles(self) -> None:
        assert top("records: [{label: A}]") == ["9:12:S101"]
        assert top("articles: [{body: A}]") == ["9:13:S101"]

    def test_of_a_scene(self) -> None:
        assert listed(changed(("customer: Thanks", "note: See"))) == ["26:5:S101"]

    def test_of_a_reply(self) -> None:
        assert listed(changed((WAIT, "next: done"))) == ["23:9:S101"]
        assert listed(changed((WAIT, "agent: A"))) == ["23:9:S101"]
        assert listed(changed((f"\n        {WAIT}", " {}"))) == ["22:13:S101", "22:13:S101"]

    def test_of_silence(self) -> None:
        silence = "\n    silence: {mood: 1}\n    replies:"
        assert listed(changed(("\n    replies:", silence))) == ["18:15:S101", "18:15:S101"]

    def test_of_a_case(self) -> None:
        cases = "next: [{when: [mood < 0], scene: done}, {}]"
        assert listed(changed((WAIT, f"agent: A\n        {cases}"))) == ["24:49:S101"]

    def test_where_a_key_is_no_scalar_it_is_the_first_all_the_same(self) -> None:
        assert listed(changed(("{company: Andina, role: Agent}", "{[a]: b, company: Andina}"))) == [
            "13:9:S101",
            "13:9:S102",
        ]


class TestS102:
    @pytest.mark.parametrize(
        ("old", "new", "found", "nearest"),
        [
            (LEVEL, f"{LEVEL}\ntag: [a]", "9:1", "tags"),
            (LEVEL, f"{LEVEL}\nRecords: []", "9:1", "records"),
            ("  voice: female", "  voice: female\n  moods: 1", "12:3", "mood"),
            ("role: Agent", "role: Agent, compani: A", "13:39", "company"),
            (LEVEL, f"{LEVEL}\npass: {{emphaty: 80}}", "9:8", "empathy"),
            (LEVEL, f"{LEVEL}\nrecords: [{{label: A, value: B, valeu: C}}]", "9:32", "value"),
            (LEVEL, f"{LEVEL}\narticles: [{{title: A, body: B, boby: C}}]", "9:32", "body"),
            (ENDING, f"{ENDING}\n    endings: lost", "28:5", "ending"),
            (WAIT, f"{WAIT}\n        sett: [a]", "25:9", "sets"),
            ("    replies:", "    silence: {after: 9, next: done, moood: 1}\n    replies:", "18:37", "mood"),
            (WAIT, "agent: A\n        next: [{scene: done, whn: 1}]", "24:30", "when"),
        ],
    )
    def test_an_unknown_key_suggests_the_nearest(self, old: str, new: str, found: str, nearest: str) -> None:
        assert listed(changed((old, new))) == [f"{found}:S102"]
        assert f'"{nearest}"' in messages(changed((old, new)))[0]

    def test_one_that_is_near_to_none_suggests_all(self) -> None:
        message = messages(changed(("role: Agent", "role: Agent, zzz: A")))[0]
        assert "company" in message
        assert "role" in message

    def test_its_value_is_not_judged(self) -> None:
        assert top("zzz: {a: [], b: ''}") == ["9:1:S102"]

    def test_a_text_has_no_when(self) -> None:
        text = changed(("customer: Thanks", "customer: {en: A, es: B, when: [a]}"))
        assert listed(text) == ["26:30:S102"]

    def test_another_language_or_a_region_of_another(self) -> None:
        text = changed(("title: Small", "title: {en: A, es: B, fr: C, fr-CA: D, es-CO: E, en-419: F}"))
        assert listed(text) == ["4:23:S102", "4:30:S102"]

    @pytest.mark.parametrize("tag", ["spa", "ES", "es_MX", "es-mx", "es-Latn", "español", "1", "when"])
    def test_what_is_no_language_tag(self, tag: str) -> None:
        assert listed(changed(("title: Small", f"title: {{en: A, es: B, {tag}: C}}"))) == ["4:23:S102"]

    @pytest.mark.parametrize("word", ["thanks", "no", "thank you", "2"])
    def test_a_text_cut_at_its_comma_says_to_quote(self, word: str) -> None:
        text = changed(("customer: Thanks", f"customer: {{en: Well, {word}, es: Bueno}}"))
        assert listed(text) == ["26:26:S102"]
        assert "quotes" in messages(text)[0]

    def test_a_language_of_the_customer_that_the_file_has_not(self) -> None:
        text = changed(("es: es-MX}", "es: es-MX, fr: fr-CA}"))
        assert listed(text) == ["12:35:S102"]
        text = changed(("  voice: female", "  voice: female\n  address: {es: usted, fr: tu, es-MX: tu}"))
        assert listed(text) == ["12:24:S102", "12:32:S102"]

    def test_a_key_that_is_a_list_or_a_mapping(self) -> None:
        assert top("[a]: b") == ["9:1:S102"]
        assert top("? {a: b}\n: c") == ["9:3:S102"]
        assert listed(changed(("title: Small", "title: {en: A, es: B, [a]: b}"))) == ["4:23:S102"]


WRONG_AT_TOP = [
    ("id: small", "id: Small", "2:5"),
    ("id: small", "id: small-", "2:5"),
    ("id: small", "id: small--call", "2:5"),
    ("id: small", "id: 7-eleven", "2:5"),
    ("id: small", "id: café", "2:5"),
    ("id: small", "id: true", "2:5"),
    ("id: small", "id: 7", "2:5"),
    ("id: small", "id: ''", "2:5"),
    ("id: small", "id:", "2:4"),
    ("id: small", "id: [small]", "2:5"),
    ("id: small", f"id: {'a' * 65}", "2:5"),
    ("version: 1", "version: 0", "3:10"),
    ("version: 1", "version: -1", "3:10"),
    ("version: 1", "version: 1.0", "3:10"),
    ("version: 1", "version: '1'", "3:10"),
    ("version: 1", "version: one", "3:10"),
    ("version: 1", "version:", "3:9"),
    ("version: 1", f"version: {'9' * 5000}", "3:10"),
    ("title: Small", "title: ''", "4:8"),
    ("title: Small", "title: '  '", "4:8"),
    ("title: Small", "title:", "4:7"),
    ("title: Small", "title: [Small]", "4:8"),
    ("title: Small", "title: {en: A, es: ''}", "4:20"),
    ("title: Small", "title: {en: A, es: }", "4:20"),
    ("title: Small", "title: {en: A, es: [B]}", "4:20"),
    ("title: Small", "title: {en: A, es: {es: B}}", "4:20"),
    ("channel: voice", "channel: phone", "7:10"),
    ("channel: voice", "channel: Voice", "7:10"),
    ("channel: voice", "channel: [voice]", "7:10"),
    ("channel: voice", "channel:", "7:9"),
    (LEVEL, "level: A1", "8:8"),
    (LEVEL, "level: b1", "8:8"),
    ("\n  name: Lucía\n  voice: female\n  locales: {en: en-US, es: es-MX}", " Lucía", "9:11"),
    ("name: Lucía", "name: 007", "10:9"),
    ("name: Lucía", "name: 1e3", "10:9"),
    ("name: Lucía", "name: ~", "10:9"),
    ("name: Lucía", "name: true", "10:9"),
    ("name: Lucía", "name: ''", "10:9"),
    ("name: Lucía", "name: ' '", "10:9"),
    ("name: Lucía", "name:", "10:8"),
    ("name: Lucía", "name: {en: A, es: B}", "10:9"),
    ("voice: female", "voice: neutral", "11:10"),
    ("es: es-MX}", "es: en-US}", "12:28"),
    ("es: es-MX}", "es: spanish}", "12:28"),
    ("es: es-MX}", "es: es_MX}", "12:28"),
    ("es: es-MX}", "es: }", "12:28"),
    ("es: es-MX}", "es: [es-MX]}", "12:28"),
    ("{en: en-US, es: es-MX}", "es-MX", "12:12"),
    ("  voice: female", "  voice: female\n  mood: 4", "12:9"),
    ("  voice: female", "  voice: female\n  mood: -4", "12:9"),
    ("  voice: female", "  voice: female\n  portrait: Lucía", "12:13"),
    ("  voice: female", "  voice: female\n  address: usted", "12:12"),
    ("  voice: female", "  voice: female\n  address: {es: ustedes}", "12:17"),
    ("{company: Andina, role: Agent}", "Andina", "13:8"),
    ("start: opening", "start: 7", "14:8"),
    ("start: opening", "start:", "14:7"),
    ("start: opening", "start: ''", "14:8"),
    ("start: opening", "start: [opening]", "14:8"),
]


class TestS103:
    @pytest.mark.parametrize(("old", "new", "found"), WRONG_AT_TOP)
    def test_at_the_top(self, old: str, new: str, found: str) -> None:
        assert listed(changed((old, new))) == [f"{found}:S103"]

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("tags: []", ["9:7"]),
            ("tags:", ["9:6"]),
            ("tags: billing", ["9:7"]),
            ("tags: [billing, Billing, billing]", ["9:17", "9:26"]),
            ("tags: [a, [b], {c: d}]", ["9:11", "9:16"]),
            ('tags: [a, "a"]', ["9:11"]),
            ("use: []", ["9:6"]),
            ("use: [practice, practice]", ["9:17"]),
            ("use: [exam]", ["9:7"]),
            ("use: practice", ["9:6"]),
            ("records: A", ["9:10"]),
            ("records: [A]", ["9:11"]),
            ("articles: {title: A}", ["9:11"]),
            ("pass: 80", ["9:7"]),
            ("pass: {empathy: 0}", ["9:17"]),
            ("pass: {resolution: 101}", ["9:20"]),
            ("pass: {register: 80.0}", ["9:18"]),
            ("pass: {outcomes: []}", ["9:18"]),
            ("pass: {outcomes: resolved}", ["9:18"]),
            ("pass: {outcomes: [lost, won, lost]}", ["9:25", "9:30"]),
        ],
    )
    def test_in_optional_keys(self, line: str, found: list[str]) -> None:
        assert top(line) == [f"{place}:S103" for place in found]

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("[]", ["6:12:S103"]),
            ("en", ["6:12:S103"]),
            ("[en, es, en]", ["6:21:S103"]),
            ("[en, es, spa]", ["6:21:S103"]),
            ("[en, es, EN]", ["6:21:S103"]),
            ("[en, es, es-MX]", ["6:21:S103"]),
            ("[en, es, 12]", ["6:21:S103"]),
            ("[en, es, [fr]]", ["6:21:S103"]),
        ],
    )
    def test_languages(self, value: str, found: list[str]) -> None:
        assert listed(changed(("[en, es]", value))) == found

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("empathy: 4", "25:18"),
            ("empathy: -1", "25:18"),
            ("resolution: 1.5", "25:21"),
            ("register: '2'", "25:19"),
            ("critical: legal", "25:19"),
            ("mood: 7", "25:15"),
            ("mood: -7", "25:15"),
            ("mood:", "25:14"),
            ("sets: []", "25:15"),
            ("clears: []", "25:17"),
            ("clears: a", "25:17"),
            ("sets: [not]", "25:16"),
            ("sets: [mood]", "25:16"),
            ("clears: [A]", "25:18"),
            ("when: []", "25:15"),
            ("when: apologized", "25:15"),
            ("when:", "25:14"),
            ("feedback: ''", "25:19"),
            ("feedback: [A]", "25:19"),
        ],
    )
    def test_in_a_reply(self, line: str, found: str) -> None:
        # Rated alone, the reply would lack nothing, but the other one would.
        assert [each for each in reply(line) if "S105" not in each] == [f"{found}:S103"]

    @pytest.mark.parametrize("key", ["silence", "Wait", "true", "wait-", "''", '"one two"'])
    def test_a_reserved_or_malformed_id_of_a_reply(self, key: str) -> None:
        assert listed(changed(("wait:", f"{key}:"))) == ["22:7:S103"]

    @pytest.mark.parametrize("key", ["Done", "do_ne", "1", "null", "[done]"])
    def test_a_malformed_id_of_a_scene(self, key: str) -> None:
        text = changed(("  done:\n", f"  {key}:\n")).replace("next: done", "next: opening")
        assert listed(text) == ["25:3:S103"]

    def test_a_malformed_id_is_a_name_all_the_same(self) -> None:
        text = changed(("  done:\n", "  Done:\n")).replace("next: done", "next: Done")
        assert listed(text) == ["25:3:S103"]

    def test_silence_is_a_fine_id_of_a_scene(self) -> None:
        text = changed(("  done:\n", "  silence:\n")).replace("next: done", "next: silence")
        assert listed(text) == []

    @pytest.mark.parametrize(
        ("value", "found"),
        [("{}", "18:14"), ("", "18:13"), ("[a]", "18:14"), ("help", "18:14")],
    )
    def test_replies(self, value: str, found: str) -> None:
        start, end = SMALL.index("    replies:"), SMALL.index("  done:")
        text = SMALL[:start] + f"    replies: {value}".rstrip() + "\n" + SMALL[end:]
        assert listed(text) == [f"{found}:S103"]

    def test_six_replies_are_read_and_seven_are_too_many(self) -> None:
        more = "".join(f"      more-{number}: {{agent: A, next: done}}\n" for number in range(4))
        assert listed(changed(("  done:\n", f"{more}  done:\n"))) == []
        more += "      more-4: {agent: A, next: done}\n"
        assert listed(changed(("  done:\n", f"{more}  done:\n"))) == ["19:7:S103"]

    def test_2000_scenes_are_read_and_one_more_is_too_many(self) -> None:
        more = "".join(f"  more-{number}: {{customer: A, ending: lost}}\n" for number in range(1998))
        assert listed(SMALL + more) == []
        assert listed(SMALL + more + "  more: {customer: A, ending: lost}\n") == ["16:3:S103"]

    @pytest.mark.parametrize("value", ["{}", "", "[]", "all"])
    def test_scenes(self, value: str) -> None:
        text = SMALL[: SMALL.index("scenes:")] + f"scenes: {value}".rstrip() + "\n"
        assert listed(text) == ["14:8:R201", f"15:{9 if value else 8}:S103"]

    @pytest.mark.parametrize("value", ["", "A", "[A]"])
    def test_a_scene_and_a_reply_are_mappings(self, value: str) -> None:
        text = changed(("  done:\n    customer: Thanks\n    ending: resolved\n", f"  done: {value}\n"))
        assert listed(text) == [f"25:{9 if value else 8}:S103"]
        text = changed((f"      wait:\n        {WAIT}\n", f"      wait: {value}\n"))
        assert listed(text) == [f"22:{13 if value else 12}:S103"]

    @pytest.mark.parametrize("value", ["won", "Resolved", "", "[lost]"])
    def test_an_ending(self, value: str) -> None:
        assert listed(changed((ENDING, f"ending: {value}".rstrip()))) == [f"27:{13 if value else 12}:S103"]

    @pytest.mark.parametrize(
        ("line", "column"), [("skill: Be kind", 12), ("skill: 7", 12), ("note: 007", 11)]
    )
    def test_other_keys_of_a_scene(self, line: str, column: int) -> None:
        assert listed(changed(("    replies:", f"    {line}\n    replies:"))) == [f"18:{column}:S103"]

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("20", "18:14"),
            ("{after: 2, next: done}", "18:22"),
            ("{after: 121, next: done}", "18:22"),
            ("{after: 20s, next: done}", "18:22"),
            ("{after: 20, mood: 7, next: done}", "18:32"),
            ("{after: 20, feedback: '', next: done}", "18:36"),
            ("{after: 20, next: 7}", "18:32"),
            ("{after: 20, next: []}", "18:32"),
        ],
    )
    def test_silence(self, value: str, found: str) -> None:
        assert listed(changed(("    replies:", f"    silence: {value}\n    replies:"))) == [f"{found}:S103"]

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("[]", ["24:15"]),
            ("", ["24:14"]),
            ("''", ["24:15"]),
            ("7", ["24:15"]),
            ("true", ["24:15"]),
            ("{scene: done}", ["24:15"]),
            ("[done]", ["24:16"]),
            ("[{when: [mood < 0], scene: done}, done]", ["24:49"]),
            ("[{scene: 7}]", ["24:24"]),
            ("[{scene: }]", ["24:24"]),
        ],
    )
    def test_next(self, value: str, found: list[str]) -> None:
        text = changed((WAIT, f"agent: A\n        next: {value}".rstrip()))
        assert listed(text) == [f"{place}:S103" for place in found]

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("", ["26:14:S103"]),
            ("''", ["26:15:S103"]),
            ("[]", ["26:15:S103"]),
            ("[Thanks]", ["26:16:S103"]),
            ("[{when: [mood < 0], en: A, es: B}, Thanks]", ["26:50:S103"]),
            ("[[a]]", ["26:16:S103"]),
        ],
    )
    def test_what_the_customer_says(self, value: str, found: list[str]) -> None:
        assert listed(changed(("customer: Thanks", f"customer: {value}".rstrip()))) == found


class TestS104:
    def test_both(self) -> None:
        assert listed(changed(("    replies:", "    ending: lost\n    replies:"))) == ["16:3:S104"]
        text = changed(("    replies:", "    skill: a\n    ending: lost\n    replies:"))
        assert listed(text) == ["16:3:S104"]

    def test_neither(self) -> None:
        assert listed(changed(("    ending: resolved\n", ""))) == ["25:3:S104"]

    def test_skill_and_silence_on_an_ending_each(self) -> None:
        assert listed(changed((ENDING, f"{ENDING}\n    skill: a"))) == ["25:3:S104"]
        text = changed((ENDING, f"{ENDING}\n    skill: a\n    silence: {{after: 9, next: done}}"))
        assert listed(text) == ["25:3:S104", "25:3:S104"]
        assert [name in message for name, message in zip(("skill", "silence"), messages(text), strict=True)]

    def test_a_wrong_value_is_there_all_the_same(self) -> None:
        assert listed(changed((ENDING, "ending: won"))) == ["27:13:S103"]


class TestS105:
    def test_one_for_each_reply_and_dimension_it_lacks(self) -> None:
        text = changed(
            (HELP, f"{HELP}\n        empathy: 1"),
            (WAIT, f"{WAIT}\n        resolution: 1\n        register: 1"),
        )
        assert listed(text) == ["19:7:S105", "19:7:S105", "23:7:S105"]
        assert ['"resolution"' in each for each in messages(text)] == [True, False, False]

    def test_a_wrong_value_is_a_rating_all_the_same(self) -> None:
        text = changed((HELP, f"{HELP}\n        empathy: 1"), (WAIT, f"{WAIT}\n        empathy: 9"))
        assert listed(text) == ["26:18:S103"]

    def test_scenes_may_be_rated_on_different_dimensions(self) -> None:
        text = changed(
            (HELP, f"{HELP}\n        empathy: 1"),
            (WAIT, f"{WAIT}\n        empathy: 1"),
            ("    ending: resolved", "    replies: {a: {agent: A, next: opening, register: 3}}"),
        )
        assert listed(text) == []


class TestS106:
    @pytest.mark.parametrize(
        "term",
        [
            "Apologized",
            "not",
            "mood",
            "not mood",
            "not not",
            "not Apologized",
            "mood < x",
            "mood <",
            "mood = 1",
            "mood != 1",
            "mood => 1",
            "mood < 1.5",
            "mood < 1 2",
            "moods < 1",
            "Mood < 1",
            "a and b",
            "2",
            "true1_",
            "true",
            "null",
            "''",
            "[a]",
            "{a: b}",
        ],
    )
    def test_a_bad_term(self, term: str) -> None:
        assert reply(f"when: [{term}]") == ["25:16:S106"]

    @pytest.mark.parametrize(
        "term",
        ["mood < 1", "mood<1", "mood<=-1", "mood >=  +1", "mood   ==0", "'mood > 3'", "mood < 99999999999"],
    )
    def test_a_comparison(self, term: str) -> None:
        assert reply(f"when: [{term}]") == []

    def test_a_repeated_term_compared_as_written(self) -> None:
        assert reply("when: [mood < 1, mood<1, mood < 1]") == ["25:34:S103"]


class TestS107:
    def test_a_when_on_the_last_case(self) -> None:
        text = changed((WAIT, "agent: A\n        next: [{when: [mood < 0], scene: done}]"))
        assert listed(text) == ["24:16:S107"]

    def test_none_on_an_earlier_case(self) -> None:
        cases = "next: [{scene: done}, {scene: opening}, {scene: done}]"
        assert listed(changed((WAIT, f"agent: A\n        {cases}"))) == ["24:16:S107", "24:31:S107"]

    def test_of_silence(self) -> None:
        silence = "silence: {after: 9, next: [{when: [mood < 0], scene: done}]}"
        assert listed(changed(("    replies:", f"    {silence}\n    replies:"))) == ["18:32:S107"]

    def test_a_when_on_the_last_variant_and_none_on_an_earlier(self) -> None:
        lines = (
            "customer:\n      - en: A\n        es: B\n      - es: D\n        en: C\n        when: [mood < 0]"
        )
        assert listed(changed(("customer: Thanks", lines))) == ["27:9:S107", "29:9:S107"]

    def test_a_wrong_when_is_there_all_the_same(self) -> None:
        text = changed((WAIT, "agent: A\n        next: [{when: , scene: done}, {scene: done}]"))
        assert listed(text) == ["24:23:S103"]


def test_every_problem_is_reported_at_once_and_in_order() -> None:
    text = changed(("id: small", "id: Small"), ("version: 1", "versión: 1"), ("  voice: female\n", ""))
    assert listed(text) == ["1:1:S101", "2:5:S103", "3:1:S102", "10:3:S101"]
    assert read(text).scenario is None
