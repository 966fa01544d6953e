"""F codes: what is wrong with a file as YAML, and where."""

from pathlib import Path

import pytest
from authored import SMALL, changed, listed, messages, read

from trainer.scenario.reading import load
from trainer.scenario.source import Limits, SourceFile

TITLE = "title: Small"
"""On line 4."""
SUMMARY = "summary: A short call."
"""On line 5."""


def test_the_small_file_is_sound() -> None:
    assert listed(SMALL) == []
    assert read(SMALL).scenario is not None


def test_the_contracts_example_is_sound(repository: Path) -> None:
    text = (repository / "tests/unit/scenario/contract.yaml").read_text(encoding="utf-8")
    assert listed(text) == []


class TestF001:
    def test_a_file_that_cannot_be_read(self) -> None:
        loaded = load(SourceFile(Path("gone.yaml"), b"", fault="Permission denied"))
        assert [(found.code, found.line, found.column) for found in loaded.diagnostics] == [("F001", 1, 1)]
        assert "Permission denied" in loaded.diagnostics[0].message

    @pytest.mark.parametrize("data", [SMALL.encode("utf-16"), SMALL.encode("latin-1"), b"\xff", b"a: \xc3"])
    def test_a_file_that_is_not_utf_8(self, data: bytes) -> None:
        assert listed(data) == ["1:1:F001"]

    def test_a_file_of_8_mib_is_read_and_one_byte_more_is_not(self) -> None:
        room = 8 * 1024 * 1024 - len(SMALL.encode())
        assert listed(SMALL + "#" * (room - 1) + "\n") == []
        assert listed(SMALL + "#" * room + "\n") == ["1:1:F001"]

    def test_bytes_are_counted_and_not_characters(self) -> None:
        file = SourceFile(Path("a.yaml"), "# ñ\n".encode())
        assert load(file, Limits(size=5)).diagnostics[0].code == "F002"
        assert load(file, Limits(size=4)).diagnostics[0].code == "F001"

    def test_32_levels_are_read_and_the_33rd_is_not(self) -> None:
        def nested(levels: int) -> str:
            return SMALL + "deep: " + "[" * (levels - 1) + "]" * (levels - 1) + "\n"

        assert listed(nested(32)) == ["28:1:S102"]
        assert listed(nested(33)) == ["28:38:F001"]

    def test_block_levels_count_too(self) -> None:
        text = "".join(f"{' ' * level}a:\n" for level in range(40))
        assert listed(text) == ["33:33:F001"]

    def test_what_follows_the_depth_is_not_judged_and_what_stands_before_is(self) -> None:
        text = changed((TITLE, "title: *a"), ("id: small", "id: &b " + "[" * 33))
        assert listed(text) == ["2:5:F004", "2:39:F001"]


class TestF002:
    @pytest.mark.parametrize(
        ("value", "place"),
        [
            ("Dime: ¿qué pasa?", "4:12"),
            ("@home", "4:8"),
            ("`code`", "4:8"),
            ("%off", "4:8"),
            ("* urgent", "4:9"),
            ("& more", "4:9"),
            ("] closed", "4:8"),
            ("} closed", "4:8"),
            ("[Small] call", "4:16"),
            ("{Small} call", "4:16"),
            ("| Small", "4:10"),
            ("> Small", "4:10"),
            ("*small call", "4:15"),
            ("!small! call", "4:15"),
        ],
    )
    def test_an_unquoted_text_that_means_something_to_yaml(self, value: str, place: str) -> None:
        text = changed((TITLE, f"title: {value}"))
        assert listed(text)[-1] == f"{place}:F002"
        assert "quotes" in messages(text)[-1]

    def test_a_colon_inside_braces(self) -> None:
        text = changed((TITLE, "title: {en: Tell me: what, es: Dime}"))
        assert listed(text) == ["4:8:F002"]
        assert "quotes" in messages(text)[0]

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("[en, es", "6:12:F002"),
            ("[[en], [es, [a]", "6:19:F002"),
            ("[en, {a: b]", "6:17:F002"),
            ("{en: [a, b}", "6:17:F002"),
        ],
    )
    def test_a_missing_comma_or_bracket_is_placed_at_the_innermost_open_one(
        self, value: str, found: str
    ) -> None:
        assert listed(changed(("[en, es]", value))) == [found]

    @pytest.mark.parametrize("quote", ['"', "'"])
    def test_a_quote_that_runs_to_the_end_is_placed_at_that_quote(self, quote: str) -> None:
        assert listed(SMALL + f"note: {quote}never closed\nand: on\n") == ["28:7:F002"]

    def test_an_escape_that_is_none(self) -> None:
        assert listed(changed((TITLE, 'title: "C:\\Small"'))) == ["4:11:F002"]
        assert listed(changed((TITLE, 'title: "\\ud83d\\ude00"'))) == ["4:11:F002"]

    def test_a_line_that_does_not_fit(self) -> None:
        assert listed(changed((SUMMARY, " summary: A short call."))) == ["5:9:F002"]
        assert listed(changed((TITLE, 'title: "Small" call'))) == ["4:16:F002"]
        assert listed(changed((TITLE, "title: - Small"))) == ["4:8:F002"]

    def test_a_key_without_its_colon(self) -> None:
        assert listed(SMALL + "note\n") == ["29:1:F002"]

    def test_the_end_of_a_file_without_a_last_line_break_is_the_line_after_it(self) -> None:
        assert listed(SMALL + "note") == ["29:1:F002"]

    @pytest.mark.parametrize("text", ["", "\n", "# nothing but a comment\n", "   \n\n", "\ufeff"])
    def test_an_empty_file(self, text: str) -> None:
        assert listed(text) == ["1:1:F002"]

    @pytest.mark.parametrize(
        ("text", "found"),
        [("just words\n", "1:1"), ("- a\n- b\n", "1:1"), ("\n  [a]\n", "2:3"), ("'a: b'\n", "1:1")],
    )
    def test_a_file_that_is_no_mapping(self, text: str, found: str) -> None:
        assert listed(text) == [f"{found}:F002"]

    def test_a_second_document(self) -> None:
        assert listed(SMALL + "---\nformat: 1\n") == ["28:1:F002"]
        assert listed(SMALL + "---\n") == ["28:1:F002"]
        assert listed("--- \n" + SMALL + "...\n") == []
        assert listed("%YAML 1.2\n---\n" + SMALL) == []

    def test_only_f_codes_before_the_place_are_given(self) -> None:
        text = changed(
            ("format: 1", "format: 2"),
            ("version: 1", "version: none"),
            (TITLE, "title: Small #1"),
            (SUMMARY, "summary: @"),
            ("level: B1", "level: *b1"),
        )
        assert listed(text) == ["1:9:F006", "4:14:F007", "5:10:F002"]

    def test_what_the_parser_read_ahead_is_given_too(self) -> None:
        text = changed((TITLE, "title:\n  Small #1"), (SUMMARY, "@"))
        assert listed(text) == ["5:9:F007", "6:1:F002"]

    def test_what_stands_between_an_open_bracket_and_the_parsers_mark_is_not(self) -> None:
        text = changed((TITLE, "title: {en: Small #1, es: Chica}"))
        assert listed(text) == ["4:8:F002"]
        assert "comment" in messages(text)[0]

    @pytest.mark.parametrize("character", ["\ufeff", "\ufffe", "\uffff"])
    def test_a_character_that_is_no_part_of_yaml(self, character: str) -> None:
        text = changed((TITLE, f"title: Sm{character}all"), (SUMMARY, "summary: @"))
        assert listed(text) == ["4:10:F002"]
        assert f"U+{ord(character):04X}" in messages(text)[0]
        assert listed(changed((TITLE, "title: @"), (SUMMARY, f"summary: {character}"))) == ["4:8:F002"]


class TestF003:
    def test_each_further_key_is_reported(self) -> None:
        assert listed(SMALL + "level: B2\nlevel: B1\n") == ["28:1:F003", "29:1:F003"]

    def test_quotes_make_no_other_key(self) -> None:
        assert listed(SMALL + '"level": B2\n') == ["28:1:F003"]

    def test_both_values_are_judged(self) -> None:
        assert listed(SMALL + "level: D1\n") == ["28:1:F003", "28:8:S103"]

    def test_in_a_text(self) -> None:
        assert listed(changed((TITLE, "title: {en: Small, es: Chica, en: Tiny}"))) == ["4:31:F003"]

    def test_equal_keys_of_different_mappings_are_none(self) -> None:
        assert listed(SMALL + "records:\n  - {label: A, value: B}\n  - {label: A, value: B}\n") == []


class TestF004:
    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("&small Small", ["4:8:F004"]),
            ("*small", ["4:8:F004"]),
            ("!small Small", ["4:8:F004"]),
            ("!!str Small", ["4:8:F004"]),
            ("! Small", ["4:8:F004"]),
            ("&small !!str Small", ["4:8:F004", "4:15:F004"]),
            ("!!str &small Small", ["4:8:F004", "4:14:F004"]),
            ("!!str [] # judged no further", ["4:8:F004"]),
            ("!!map {fr: Petit}", ["4:8:F004"]),
            ("&a {fr: Petit}", ["4:8:F004", "4:8:T301", "4:8:T301", "4:12:S102"]),
            ("&small", ["4:8:F004", "4:8:S103"]),
            ("*small #1", ["4:8:F004"]),
        ],
    )
    def test_as_a_value(self, value: str, found: list[str]) -> None:
        assert listed(changed((TITLE, f"title: {value}"))) == found

    def test_the_message_says_to_quote(self) -> None:
        for value in ("&small", "*small", "!small"):
            assert "quotes" in messages(changed((TITLE, f"title: {value}")))[0]

    def test_a_merge_key_and_its_alias(self) -> None:
        assert listed(SMALL + "<<: *small\n") == ["28:1:F004", "28:5:F004"]
        assert listed(SMALL + '"<<": 1\n') == ["28:1:S102"]

    def test_a_tagged_key_is_not_missing(self) -> None:
        assert listed(changed((TITLE, f"!!str {TITLE}"))) == ["4:1:F004"]
        assert listed(changed((TITLE, f"{TITLE}\n!!str {TITLE}"))) == ["5:1:F003", "5:1:F004"]

    def test_below_a_tag_f_codes_are_still_found(self) -> None:
        text = SMALL + 'records: !rows\n  - {label: *a, label: 1, other: "\\t"}\n'
        assert listed(text) == ["28:10:F004", "29:13:F004", "29:17:F003", "29:34:F005"]

    def test_a_tagged_top_is_not_judged(self) -> None:
        assert listed("!!map\nformat: 2\n") == ["1:1:F004"]

    def test_what_an_alias_would_bring_is_not_missed(self) -> None:
        text = changed(("start: opening", "start: *first"), ("[en, es]", "*both"))
        assert listed(text) == ["6:12:F004", "14:8:F004"]
        text = SMALL.replace("next: done", "next: *next")
        assert listed(text) == ["21:15:F004", "24:15:F004"]

    def test_an_alias_among_flags_may_be_any_flag(self) -> None:
        text = changed(("next: done\n      wait:", "next: done\n        sets: [*flag]\n      wait:"))
        text = text.replace(
            '        agent: {en: "One', '        when: [apologized]\n        agent: {en: "One'
        )
        assert listed(text) == ["22:16:F004"]

    def test_scenes_that_are_not_judged_have_any_name(self) -> None:
        start = SMALL.index("scenes:")
        assert listed(SMALL[:start] + "scenes: *scenes\n") == ["15:9:F004"]


class TestF005:
    @pytest.mark.parametrize(
        "character", [chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))]
    )
    def test_raw_it_is_reported_and_hides_nothing(self, character: str) -> None:
        text = changed((TITLE, f"title: Sm{character}all"), ("level: B1", "level: D1"))
        assert listed(text) == ["4:10:F005", "8:8:S103"]
        assert f"U+{ord(character):04X}" in messages(text)[0]

    def test_line_breaks_are_none(self) -> None:
        for end in ("\n", "\r\n", "\r"):
            assert listed(SMALL.replace("\n", end)) == []

    def test_each_is_reported(self) -> None:
        assert listed(changed((TITLE, "title: \x07\x07Small # \x07"))) == [
            "4:8:F005",
            "4:9:F005",
            "4:16:F007",
            "4:18:F005",
        ]

    def test_a_line_of_nothing_else_reads_as_a_blank_one(self) -> None:
        assert listed(SMALL + "\x0c\n\x1a") == ["28:1:F005", "29:1:F005"]

    def test_a_tab_that_separates_is_reported_and_ends_nothing(self) -> None:
        text = changed((TITLE, "title:\tSmall\t# so"), ("level: B1", "level: D1"))
        assert listed(text) == ["4:7:F005", "4:13:F005", "4:14:F007", "8:8:S103"]
        assert "spaces" in messages(text)[0]

    def test_a_tab_in_a_quoted_text_is_reported_once(self) -> None:
        assert listed(changed((TITLE, 'title: "Sm\tall\\n"'))) == ["4:11:F005"]

    @pytest.mark.parametrize("indent", ["\t", "  \t", "\t  "])
    def test_a_tab_that_indents_ends_the_reading_as_f002_would(self, indent: str) -> None:
        text = changed(("  name: Lucía", f"{indent}name: Lucía"), ("format: 1", "format: 2"))
        column = indent.index("\t") + 1
        assert listed(text + "\tmore\n") == ["1:9:F006", f"10:{column}:F005"]
        assert "spaces" in messages(text)[1]

    def test_a_blank_line_of_a_tab_behind_a_text_ends_the_reading(self) -> None:
        assert listed(changed((TITLE, "title: Small\n\t"), ("level: B1", "level: D1"))) == ["5:1:F005"]

    @pytest.mark.parametrize(
        "escape", ["\\t", "\\0", "\\a", "\\b", "\\v", "\\f", "\\e", "\\N", "\\x1b", "\\u0007", "\\U0000009f"]
    )
    def test_by_escape_the_value_is_reported_once(self, escape: str) -> None:
        assert listed(changed((TITLE, f'title: "Sm{escape}al{escape}l"'))) == ["4:8:F005"]

    @pytest.mark.parametrize(
        "escape", ["\\n", "\\r", "\\x0a", "\\u000D", "\\L", "\\P", "\\_", "\\\\t", "\\/", '\\"', "\\ "]
    )
    def test_other_escapes_are_none(self, escape: str) -> None:
        assert listed(changed((TITLE, f'title: "Sm{escape}all"'))) == []

    def test_an_escaped_line_end_is_none(self) -> None:
        assert listed(changed((TITLE, 'title: "Sm\\\n  all"'))) == []

    def test_single_quotes_know_no_escapes(self) -> None:
        assert listed(changed((TITLE, "title: 'Sm\\tall'"))) == []

    def test_the_message_for_an_escaped_tab_says_to_use_spaces(self) -> None:
        assert "spaces" in messages(changed((TITLE, 'title: "Sm\\tall"')))[0]

    def test_in_a_key(self) -> None:
        assert listed(SMALL + '"no\\tte": 1\n') == ["28:1:F005", "28:1:S102"]

    def test_in_a_comment(self) -> None:
        assert listed(SMALL + "# a\tb\n") == ["28:4:F005"]


class TestF006:
    @pytest.mark.parametrize("value", ["2", '"1"', "1.0", "one", "[1]", "", "0", "-1", "10"])
    def test_anything_but_1(self, value: str) -> None:
        place = "1:9" if value else "1:8"
        assert listed(changed(("format: 1", f"format: {value}".rstrip()))) == [f"{place}:F006"]

    @pytest.mark.parametrize("value", ["1", "01", "+1", "0x1", "0o1"])
    def test_1_by_the_core_rules(self, value: str) -> None:
        assert listed(changed(("format: 1", f"format: {value}"))) == []


class TestF007:
    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            (TITLE, "title: Order #12", "4:14"),
            (TITLE, "title: Order   # 12", "4:16"),
            (TITLE, "title: #12", "4:8"),
            (TITLE, "title: 12 #", "4:11"),
            ("name: Lucía", "name: Lucía # the customer", "10:15"),
            ("customer: Thanks", "customer: Thanks #1", "26:22"),
            ("ending: resolved", "ending: resolved\n    note: See #12", "28:15"),
            (
                '{en: "Hello?", es: "¿Bueno?"}',
                "\n      en: Hello #1\n      es: ¿Bueno?",
                "18:17",
            ),
            ("company: Andina", "company: Andina #1\n   ", "13:25"),
        ],
    )
    def test_behind_an_unquoted_text(self, old: str, new: str, found: str) -> None:
        assert f"{found}:F007" in listed(changed((old, new)))

    def test_it_is_a_warning(self) -> None:
        loaded = read(changed((TITLE, "title: Order #12")))
        assert [str(found.severity) for found in loaded.diagnostics] == ["warning"]
        assert loaded.scenario is not None
        assert loaded.scenario.title.by_tag == {"": "Order"}

    @pytest.mark.parametrize(
        "new",
        ['title: "Order" #12', "title: 'Order' #12", "title: Order#12", "title: Small\n# a comment"],
    )
    def test_not_behind_a_quoted_text_inside_a_word_or_on_another_line(self, new: str) -> None:
        assert listed(changed((TITLE, new))) == []

    def test_not_behind_what_is_no_text(self) -> None:
        text = changed(("id: small", "id: small # mine"), ("start: opening", "start: opening # first"))
        assert listed(text) == []

    def test_of_a_text_on_several_lines_the_last_counts(self) -> None:
        assert listed(changed((TITLE, "title: Order\n  number #12"))) == ["5:10:F007"]

    def test_for_each_language(self) -> None:
        text = changed((TITLE, "title:\n  en: Order #1\n  es: Pedido #1"))
        assert listed(text) == ["5:13:F007", "6:14:F007"]


class TestPlaces:
    def test_columns_count_unicode_characters(self) -> None:
        assert listed(changed((TITLE, "title: {en: 😀é, es: '', fr: x}"))) == ["4:21:S103", "4:25:S102"]

    def test_a_byte_order_mark_is_ignored(self) -> None:
        assert listed("\ufeff" + changed(("format: 1", "format: 2"))) == ["1:9:F006"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_lines_end_at_lf_crlf_or_cr(self, end: str) -> None:
        assert listed(changed(("level: B1", "level: D1")).replace("\n", end)) == ["8:8:S103"]

    @pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
    def test_and_at_nothing_else(self, separator: str) -> None:
        text = changed((TITLE, f"title: Sm{separator}all"), ("level: B1", f"level: {separator}D1"))
        assert listed(text) == ["8:8:S103"]
        loaded = read(changed((TITLE, f"title: Sm{separator}all")))
        assert loaded.scenario is not None
        assert loaded.scenario.title.by_tag == {"": f"Sm{separator}all"}

    def test_what_stands_for_a_separator_meets_no_character_of_the_file(self) -> None:
        loaded = read(changed((TITLE, "title: \ue000\u2028\u2029\ue001")))
        assert loaded.scenario is not None
        assert loaded.scenario.title.by_tag == {"": "\ue000\u2028\u2029\ue001"}


class TestKinds:
    def test_other_files_are_judged_as_yaml_only(self) -> None:
        assert listed("certification: basic\ntitle: [1]\nformat: 1\n") == []
        assert listed("pronunciations:\n  a: *b\n") == ["2:6:F004"]
