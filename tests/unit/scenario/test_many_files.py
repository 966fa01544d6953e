"""Files taken together: R204, the order of findings, and broken files among sound ones."""

from authored import SMALL, brief, changed, read

from trainer.scenario.collection import collect
from trainer.scenario.diagnostics import in_order
from trainer.scenario.reading import Loaded

CERTIFICATION = "format: 1\ncertification: small\nversion: 1\ntitle: A\nrequires: []\n"


def clashes(*files: Loaded) -> list[str]:
    return [f"{found.path}:{brief(found)}" for found in collect(files).clashes]


def test_the_later_of_two_files_with_one_id_is_reported() -> None:
    assert clashes(read(SMALL, "a.yaml"), read(SMALL, "b.yaml"), read(SMALL, "c.yaml")) == [
        "b.yaml:2:5:R204",
        "c.yaml:2:5:R204",
    ]


def test_the_message_names_the_other_file() -> None:
    collection = collect([read(SMALL, "a.yaml"), read(SMALL, "b.yaml")])
    assert "a.yaml" in collection.clashes[0].message


def test_the_first_keeps_the_id_and_both_could_be_played() -> None:
    first, second = read(SMALL, "a.yaml"), read(changed(("level: B1", "level: A2")), "b.yaml")
    collection = collect([first, second])
    assert collection.scenarios == {"small": first.scenario}
    assert second.scenario is not None


def test_files_of_different_kinds_may_share_an_id() -> None:
    assert clashes(read(SMALL, "a.yaml"), read(CERTIFICATION, "b.yaml")) == []
    assert clashes(read(CERTIFICATION, "a.yaml"), read(CERTIFICATION, "b.yaml")) == ["b.yaml:2:16:R204"]


def test_files_without_an_id_do_not_clash() -> None:
    broken = read("id: [small]\n", "a.yaml")
    assert (
        clashes(broken, read(SMALL, "b.yaml"), read("", "c.yaml"), read("pronunciations: 1", "d.yaml")) == []
    )


def test_a_broken_file_leaves_the_others_usable_and_says_what_is_wrong() -> None:
    broken = read("format: 1\nid: [\n", "broken.yaml")
    collection = collect([broken, read(SMALL, "sound.yaml")])
    assert list(collection.scenarios) == ["small"]
    assert [found.code for found in collection.diagnostics_of(broken)] == ["F002"]


def test_findings_are_sorted_by_path_line_column_and_code() -> None:
    text = changed(("id: small", "id: &a Small"), ("version: 1", "version: 0"), ("level: B1", "level: 1"))
    found = [*read(text, "b.yaml").diagnostics, *read(text, "a.yaml").diagnostics]
    keys = [(str(each.path), each.line, each.column, each.code) for each in in_order(reversed(found))]
    assert keys == sorted(keys)
    assert [key[3] for key in keys[:2]] == ["F004", "S103"]
