from pathlib import Path

import pytest
from building import double_charge, ending, reply, scenario, scene, text
from workshop import Workshop

from trainer.app.contents import read_source, take_in
from trainer.app.faults import UnplayableScenarioFault, UnreadableSourceFault
from trainer.app.library import Library
from trainer.app.standard import find_standard
from trainer.scenario.model import Channel, Dimension, Variant
from trainer.scenario.source import SourceFile

BUNDLED = Path("bundled")

CALL = """\
format: 1
id: {name}
version: 1
title: {{en: A call}}
summary: {{en: A short one.}}
languages: [en]
channel: voice
level: B1
customer: {{name: Ana, voice: female, locales: {{en: en-US}}}}
agent: {{company: Puente, role: {{en: Agent}}}}
start: only
scenes:
  only:
    customer: {{en: Hello.}}
    replies:
      good: {{agent: {{en: Good day.}}, empathy: 3, resolution: 3, next: end}}
      bad: {{agent: {{en: What.}}, empathy: 0, resolution: 0, next: end, feedback: {{en: Greet.}}}}
  end:
    customer: {{en: Bye.}}
    ending: resolved
"""

CERTIFICATION = """\
format: 1
certification: basics
version: 1
title: {{en: Basics}}
requires:
  - {{scenarios: [{scenarios}], languages: [en]}}
"""


def call(name: str, folder: Path = BUNDLED) -> SourceFile:
    return SourceFile(folder / f"{name}.yaml", CALL.format(name=name).encode())


def certification(scenarios: str) -> SourceFile:
    return SourceFile(BUNDLED / "basics.yaml", CERTIFICATION.format(scenarios=scenarios).encode())


def test_sound_files_are_taken_in_with_their_exact_bytes() -> None:
    files = [call("first"), call("second", Path("mine")), certification("first")]
    contents = take_in(files, BUNDLED)
    assert list(contents.scenarios) == ["first", "second"]
    assert contents.scenarios["first"].read() == files[0]
    assert contents.scenarios["first"].bundled
    assert not contents.scenarios["second"].bundled
    assert list(contents.certifications) == ["basics"]
    assert contents.broken == ()


def test_the_library_opens_where_some_files_are_broken_and_says_which() -> None:
    broken = SourceFile(Path("broken.yaml"), b"format: 1\nid: [")
    unreadable = SourceFile(Path("locked.yaml"), b"", fault="Permission denied")
    contents = take_in([broken, unreadable, call("sound")], BUNDLED)
    assert list(contents.scenarios) == ["sound"]
    assert [each.path.name for each in contents.broken] == ["broken.yaml", "locked.yaml"]
    assert [each.problems[0].code for each in contents.broken] == ["F002", "F001"]


def test_of_two_files_with_one_id_the_first_is_taken() -> None:
    contents = take_in([call("same"), call("same", Path("mine"))], BUNDLED)
    assert contents.scenarios["same"].path == BUNDLED / "same.yaml"
    (broken,) = contents.broken
    assert broken.path == Path("mine/same.yaml")
    assert [each.code for each in broken.problems] == ["R204"]


def test_a_certification_that_nobody_can_achieve_is_broken() -> None:
    contents = take_in([call("first"), certification("first, nowhere")], BUNDLED)
    assert contents.certifications == {}
    (broken,) = contents.broken
    assert [each.code for each in broken.problems] == ["C601"]


def test_a_source_is_read_again_as_it_was_played() -> None:
    source = call("first").data
    scenario_again = read_source(source)
    assert scenario_again is not None
    assert scenario_again.id == "first"
    assert read_source(b"format: 2") is None
    assert read_source(b"") is None


def test_a_source_that_cannot_be_read_any_more_is_told() -> None:
    library = Library(lambda: take_in([], BUNDLED), read_source)
    with pytest.raises(UnreadableSourceFault, match="newer version"):
        library.played("old", b"format: 99")


def test_reloading_finds_what_was_added_and_keeps_what_was_worked_out() -> None:
    files = [call("first")]
    library = Library(lambda: take_in(files, BUNDLED), read_source)
    standard = library.standard("first")
    files.append(call("second"))
    assert list(library.scenarios) == ["first"]
    library.reload()
    assert list(library.scenarios) == ["first", "second"]
    assert library.standard("first") is standard


def test_the_standard_tells_par_length_and_moods() -> None:
    standard = find_standard(double_charge())
    assert standard is not None
    assert standard.par == {Dimension.EMPATHY: 5, Dimension.RESOLUTION: 6, Dimension.REGISTER: 0}
    assert standard.decisions == 2
    assert standard.moods == (-1, 0, 0)


@pytest.mark.parametrize(("channel", "minutes"), [(Channel.VOICE, 4), (Channel.CHAT, 3)])
def test_a_call_is_estimated_by_its_words(channel: Channel, minutes: int) -> None:
    heard = text(" ".join(["word"] * 300))
    read = text(" ".join(["word"] * 175))
    replies = (reply("good", "end", "33", agent=read), reply("bad", "end", "00", agent=read))
    moment = scene("only", *replies)._replace(customer=(Variant("scenes/only/customer", (), heard),))
    standard = find_standard(scenario(moment, ending("end"))._replace(channel=channel))
    assert standard is not None
    # Heard in 120 seconds (read in 86), the replies read in 100, one chosen in 5, and a word of farewell.
    assert standard.minutes == minutes


def test_a_scenario_without_a_perfect_call_has_no_standard() -> None:
    hopeless = scenario(
        scene("only", reply("a", "end", "30"), reply("b", "end", "03")), ending("end"), name="hopeless"
    )
    assert find_standard(hopeless) is None
    with pytest.raises(UnplayableScenarioFault):
        Workshop(hopeless).library.standard("hopeless")
