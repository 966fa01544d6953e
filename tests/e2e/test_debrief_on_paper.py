"""The PDF of a debrief, as other programs see it: whole, tagged, and with nothing read as markup."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from building import double_charge, ending, reply, scenario, scene, text
from workshop import Workshop

from trainer import i18n
from trainer.app.documents import Paper
from trainer.exports.typst_documents import TypstDocuments
from trainer.scenario.model import Scenario, Use

HOSTILE = [
    '#set page(width: 1cm) #image("/etc/passwd")',
    "*bold* _slanted_ `raw` = heading",
    "<label> @reference $x^2$ // comment /* more */",
    r"\ \u{1F600} #let x = 1; [square] {curly} ~ -- --- ... ",
    "<b>bold</b> &lt; <img src=x>",
]

Read = Callable[[Path], str]
Set = Callable[..., Path]


@pytest.fixture
def read() -> Read:
    """Return how to read the text of a PDF."""
    program = _program("pdftotext")

    def text_of(file: Path) -> str:
        # Without the hyphens that Typst sets at the ends of lines, and with lines of a paragraph as one.
        return " ".join(_output(program, "-enc", "UTF-8", str(file), "-").split())

    return text_of


@pytest.fixture
def set_pdf(tmp_path: Path, repository: Path) -> Iterator[Set]:
    """Return how to set the debrief of a call that was played so."""
    documents = TypstDocuments(repository / "assets" / "fonts")

    def save(
        replies: str,
        *scenarios: Scenario,
        interface: str = "en",
        use: Use = Use.PRACTICE,
        trainee: str = "Mariana Ortega",
        paper: Paper = Paper.LETTER,
    ) -> Path:
        chosen = scenarios or (double_charge(),)
        workshop = Workshop(*chosen)
        call = workshop.play(replies, chosen[0].id, "es", use)
        i18n.activate(interface)
        file = tmp_path / "debrief.pdf"
        debrief = workshop.debriefs.debrief(call.attempt)
        assert documents.save_debrief(debrief, trainee, file, paper=paper, wanted=lambda: True)
        return file

    yield save
    i18n.activate("en")


def test_it_is_a_sound_file_that_claims_pdf_ua(set_pdf: Set) -> None:
    file = set_pdf("wait full-card")
    assert "No syntax or stream encoding errors" in _output(_program("qpdf"), "--check", str(file))
    unpacked = _output(_program("qpdf"), "--qdf", "--stream-data=uncompress", str(file), "-")
    assert re.search(r"pdfuaid:part[=>\"]+1", unpacked)
    assert "/Lang (en)" in unpacked
    # Lines of the call say that they are in Mexican Spanish.
    assert "(es-MX)" in unpacked
    assert "/DisplayDocTitle true" in unpacked


def test_its_structure_has_headings_tables_with_heads_and_a_described_picture(set_pdf: Set) -> None:
    file = set_pdf("wait full-card", interface="es")
    program = _program("pdfinfo")
    facts = _output(program, str(file))
    assert re.search(r"Tagged:\s+yes", facts)
    assert re.search(r"Page size:\s+612 x 792", facts)
    structure = _output(program, "-struct", str(file))
    assert structure.count("H1 ") == 4
    assert structure.count("H2 ") == 3
    assert structure.count("THead") == 4
    assert structure.count("/Scope /Column") == 3 + 5 + 2 * 4
    assert "Figure" in structure


def test_it_says_everything_in_the_language_of_the_interface(set_pdf: Set, read: Read) -> None:
    said = read(set_pdf("wait full-card", interface="es"))
    for words in ("Aún no aprobada", "Mariana Ortega", "Lucía", "Llamada perfecta", "Página 1 de"):
        assert words in said
    assert "Not passed" not in said


def test_a_practice_tells_what_was_offered_and_what_the_perfect_call_says(set_pdf: Set, read: Read) -> None:
    said = read(set_pdf("wait full-card"))
    assert "Perfect call" in said
    assert "Dígame el número completo de su tarjeta." in said
    assert "Critical error: it breaks a rule that protects people" in said
    assert "4 conditions are not met." in said
    assert "Look first at decisions 2 and 1" in said


def test_an_assessment_gives_nothing_away(set_pdf: Set, read: Read) -> None:
    better, other = text("What would have been best."), text("What else was offered.")
    told = scenario(
        scene(
            "opening",
            reply("plain", "done", "21", feedback=text("Say it whole.")),
            reply("best", "done", "33", agent=better),
            reply("other", "done", "10", agent=other),
        ),
        ending("done"),
    )
    in_practice = read(set_pdf("plain", told))
    in_assessment = read(set_pdf("plain", told, use=Use.ASSESSMENT))
    for words in ("What would have been best.", "What else was offered."):
        assert words in in_practice
        assert words not in in_assessment
    assert "Say it whole." in in_assessment
    assert "Perfect call" not in in_assessment


@pytest.mark.parametrize("words", HOSTILE)
def test_text_is_shown_as_it_is_and_never_read_as_markup(set_pdf: Set, read: Read, words: str) -> None:
    hostile = text(words)
    told = scenario(
        scene(
            "opening", reply("yes", "done", "00", agent=hostile, feedback=hostile), reply("no", "done", "33")
        ),
        ending("done"),
    )._replace(title=hostile)
    file = set_pdf("yes", told, trainee=words)
    said = read(file)
    # In title, name, reply, feedback and the foot of each page.
    assert said.replace(" ", "").count(words.replace(" ", "")) >= 5
    assert "root:" not in said


def test_signs_that_no_font_has_do_not_keep_a_call_from_paper(set_pdf: Set, read: Read) -> None:
    file = set_pdf("wait full-card", trainee="Ana \x00\u202e\ue000 𒀀 Ruiz")
    assert "Ruiz" in read(file)


def test_a_word_without_an_end_stays_on_the_page(set_pdf: Set) -> None:
    word = "w" * 400
    told = double_charge()._replace(title=text(word))
    file = set_pdf("wait full-card", told, trainee=word)
    boxes = _output(_program("pdftotext"), "-bbox", str(file), "-")
    ends = [float(end) for end in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert max(ends) < 612 - 60


def test_it_is_set_for_the_paper_that_there_is(set_pdf: Set) -> None:
    facts = _output(_program("pdfinfo"), str(set_pdf("wait full-card", paper=Paper.A4)))
    assert re.search(r"Page size:\s+595\.\d+ x 841\.\d+", facts)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", errors="replace")
