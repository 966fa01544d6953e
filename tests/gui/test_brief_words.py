"""What the brief says a call counts for, with one certification and with several."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bell import Bell
from building import text
from call_rig import Rig
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.certification.model import Certification, Requirement
from trainer.scenario.model import Use
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.brief.telephone import Telephone
from trainer.ui.brief.voice_sample import VoiceSample
from trainer.ui.brief.words import use_words
from trainer.ui.navigator import Brief, Scenarios

FOUNDATION = Certification(
    id="foundation",
    version=1,
    title=text(en="Foundation", es="Nivel básico"),
    description=None,
    requires=(Requirement(("double-charge",), ("en", "es"), 1),),
)


@pytest.fixture
def counted(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[BriefPresenter]:
    """Open the brief of a call that three certifications ask for."""
    del qapp
    others = [
        replace(FOUNDATION, id=each, title=text(en=each.title(), es=each.title()))
        for each in ("specialist", "mentor")
    ]
    rig = Rig(tmp_path, certifications=[FOUNDATION, *others])
    rig.navigator.reset(Scenarios())
    presenter = BriefPresenter(
        rig.stage,
        Brief("double-charge", "es"),
        VoiceSample(rig.speech, rig.player),
        Telephone(Bell(), Path("ring.wav")),
    )
    presenter.open()
    qtbot.waitUntil(lambda: presenter.picture.facts is not None)
    yield presenter
    presenter.close()
    rig.tasks.close()


def test_the_first_certification_is_named_and_the_others_are_counted(counted: BriefPresenter) -> None:
    facts = counted.picture.facts
    assert facts is not None

    assert use_words(facts, Use.ASSESSMENT, "es").endswith("Counts for Foundation and 2 more.")


def test_one_certification_is_named(counted: BriefPresenter) -> None:
    facts = counted.picture.facts
    assert facts is not None
    alone = replace(facts, certifications={"es": facts.certifications["es"][:1]})

    assert use_words(alone, Use.ASSESSMENT, "es").endswith("Counts for Foundation.")
