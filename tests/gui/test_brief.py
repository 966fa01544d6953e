"""The brief: what is proposed, what stands in the way, and answering by keyboard."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from bell import Bell
from building import text
from call_rig import Rig, TalkingSpeech, chat_scenario, desk_scenario, plain_theme
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from silent_speech import SilentSpeech

from trainer import i18n
from trainer.app.expression import express
from trainer.app.faults import DiskFullFault
from trainer.app.speech import SpeechCondition, SpeechStatus, UnspokenReason
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.scenario.model import Scenario, Use
from trainer.ui.audio import AudioProblem
from trainer.ui.brief.picture import Phase
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.brief.telephone import Telephone
from trainer.ui.brief.view import BriefScreen
from trainer.ui.brief.voice_sample import VoiceSample
from trainer.ui.navigator import Brief, Call, Home, Scenarios
from trainer.ui.theme import apply_theme, load_fonts
from trainer.ui.widgets.choices import Switch
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FOUNDATION = Certification(
    id="foundation",
    version=1,
    title=text(en="Bilingual support, foundation", es="Atención bilingüe, nivel básico"),
    description=None,
    requires=(Requirement(("double-charge",), ("en", "es"), 1),),
    limit=AttemptLimit(2, timedelta(days=7)),
)

Opened = Callable[..., tuple[Rig, BriefPresenter]]
Shown = Callable[..., tuple[Rig, BriefPresenter, BriefScreen]]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Return how to open a brief; everything is closed afterwards."""
    del qapp
    made: list[tuple[Rig, BriefPresenter]] = []

    def open_brief(rig: Rig | None = None, language: str | None = None) -> tuple[Rig, BriefPresenter]:
        rig = rig or Rig(tmp_path, certifications=[FOUNDATION])
        route = Brief("double-charge", language)
        rig.navigator.reset(Scenarios())
        rig.navigator.go(route)
        rig.routes.clear()
        presenter = BriefPresenter(
            rig.stage, route, VoiceSample(rig.speech, rig.player), Telephone(Bell(), Path("ring.wav"))
        )
        made.append((rig, presenter))
        presenter.open()
        qtbot.waitUntil(lambda: presenter.picture.phase is not Phase.LOADING)
        return rig, presenter

    yield open_brief
    for rig, presenter in made:
        presenter.close()
        rig.tasks.close()


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, opened: Opened) -> Iterator[Shown]:
    """Return how to show a brief."""
    load_fonts(plain_theme().assets / "fonts")

    def show_brief(
        rig: Rig | None = None, *, scale: float = 1.0, language: str | None = None
    ) -> tuple[Rig, BriefPresenter, BriefScreen]:
        rig, presenter = opened(rig, language)
        theme = plain_theme(scale=scale)
        apply_theme(qapp, theme)
        screen = BriefScreen(presenter, theme)
        screen.resize(1280, 800)
        qtbot.addWidget(screen)
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        focus = screen.first_focus()
        assert focus is not None
        focus.setFocus()
        return rig, presenter, screen

    yield show_brief
    i18n.activate("en")


def practicing_rig(folder: Path, scenario: Scenario | None = None) -> Rig:
    return Rig(folder, scenario or desk_scenario(), certifications=[FOUNDATION])


def can_answer(presenter: BriefPresenter) -> bool:
    return presenter.picture.can_answer


def clipped(screen: QWidget) -> list[str]:
    """Return every text that has less room than it needs, or is elided."""
    return [
        label.text()
        for label in screen.findChildren(Text)
        if label.isVisible()
        and label.text()
        and (
            label.height() < label.heightForWidth(label.width())
            if label.hasHeightForWidth()
            else label.width() < label.sizeHint().width() - 1
        )
    ]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(screen: QWidget, key: Qt.Key) -> None:
    focused: QWidget | None = screen.window().focusWidget()
    QTest.keyClick(screen if focused is None else focused, key)


def test_the_language_asked_for_is_proposed(opened: Opened) -> None:
    _, presenter = opened(language="es")

    assert presenter.picture.language == "es"
    assert presenter.picture.use is Use.PRACTICE
    assert presenter.picture.can_answer


def test_without_one_the_trainees_first_language_is_proposed(opened: Opened) -> None:
    _, presenter = opened()

    assert presenter.picture.language == "en"


def test_answering_begins_the_call_as_it_was_chosen(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened()
    presenter.choose_language("es")
    presenter.choose_use(Use.ASSESSMENT)

    presenter.answer()
    presenter.answer()
    qtbot.waitUntil(lambda: bool(rig.routes))

    attempts = rig.workshop.records.attempts(rig.workshop.trainee.id)
    assert [(each.language, each.use) for each in attempts] == [("es", Use.ASSESSMENT)]
    assert rig.routes == [Call(attempts[0].id)]


def test_a_scenario_for_assessment_alone_offers_no_practice(shown: Shown, tmp_path: Path) -> None:
    exam = desk_scenario()._replace(use=(Use.ASSESSMENT,))

    _, presenter, screen = shown(practicing_rig(tmp_path, exam))

    assert presenter.picture.use is Use.ASSESSMENT
    assert screen.findChild(QWidget, "use-practice") is None
    assert screen.findChild(QWidget, "use-assessment") is not None


def test_a_scenario_for_practice_alone_offers_no_assessment(shown: Shown, tmp_path: Path) -> None:
    drill = desk_scenario()._replace(use=(Use.PRACTICE,))

    _, _, screen = shown(practicing_rig(tmp_path, drill))

    assert screen.findChild(QWidget, "use-assessment") is None


def test_an_open_assessment_is_gone_on_with_not_begun_again(opened: Opened, tmp_path: Path) -> None:
    rig = practicing_rig(tmp_path)
    call = rig.workshop.begin("double-charge", "es", Use.ASSESSMENT)
    _, presenter = opened(rig, "es")

    presenter.choose_use(Use.ASSESSMENT)
    assert presenter.picture.resumes
    presenter.answer()

    assert rig.routes == [Call(call.attempt)]
    assert len(rig.workshop.records.attempts(rig.workshop.trainee.id)) == 1


def test_after_too_many_failures_the_assessment_waits_and_practice_does_not(
    shown: Shown, tmp_path: Path
) -> None:
    rig = practicing_rig(tmp_path)
    for _attempt in range(2):
        rig.workshop.play("wait full-card", "double-charge", "es", Use.ASSESSMENT)
    _, presenter, screen = shown(rig, language="es")

    presenter.choose_use(Use.ASSESSMENT)

    assert not can_answer(presenter)
    assert "Opens Mar 16, 2026" in [chip.accessibleName() for chip in screen.findChildren(QWidget)]
    presenter.answer()
    assert rig.routes == []
    presenter.choose_use(Use.PRACTICE)
    assert can_answer(presenter)
    presenter.choose_language("en")
    presenter.choose_use(Use.ASSESSMENT)
    assert can_answer(presenter)


def test_the_last_result_stands_with_its_use(shown: Shown, tmp_path: Path) -> None:
    rig = practicing_rig(tmp_path)
    rig.workshop.play("own-it last-four", "double-charge", "es")

    _, _, screen = shown(rig, language="es")

    assert "Last time, Mar 9, 2026: empathy 100, resolution 100." in texts(screen)


def test_what_the_call_asks_for_stands_in_words(shown: Shown) -> None:
    _, _, screen = shown(language="es")

    told = texts(screen)

    for words in (
        "Charged twice",
        "Lucía Herrera",
        "Mexico",
        "speaks Mexican Spanish",
        "Impatient −1",
        "Role, Company",
        "Resolved",
        "Empathy 80, resolution 80, no critical error",
        "B1, 2 decisions, about 1 minute",
        "The interface stays in English.",
        "Sabina, es-MX, speed 1.0×",
        "Counts for Bilingual support, foundation.",
        "2 tries; after that, a wait of 7 days.",
    ):
        assert words in told


def test_what_the_records_refuse_is_told_and_can_be_tried_again(
    shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    rig, presenter, screen = shown()
    rig.workshop.fake_records.refuse = DiskFullFault(tmp_path)

    press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(presenter.picture.fault))
    assert str(tmp_path) in texts(screen)
    qtbot.waitUntil(lambda: presenter.picture.can_answer)
    presenter.answer()
    qtbot.waitUntil(lambda: bool(rig.routes))

    assert isinstance(rig.routes[0], Call)


def test_a_scenario_that_is_gone_is_told(opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    rig = practicing_rig(tmp_path)
    rig.workshop.remove("double-charge")
    rig.workshop.library.reload()

    _, presenter = opened(rig)

    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.BROKEN)
    assert presenter.picture.fault


def test_enter_answers_and_escape_goes_back(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    rig, _, screen = shown()
    press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rig.routes) == 1)
    assert isinstance(rig.routes[0], Call)

    other, _, screen = shown(Rig(tmp_path / "other", certifications=[FOUNDATION]))
    press(screen, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: other.routes == [Scenarios()])


def test_space_answers_as_well(shown: Shown, qtbot: QtBot) -> None:
    rig, _, screen = shown()

    press(screen, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: bool(rig.routes))
    assert isinstance(rig.routes[0], Call)


def test_use_and_language_are_chosen_by_keyboard(shown: Shown) -> None:
    _, presenter, screen = shown()
    assessment = screen.findChild(QWidget, "use-assessment")
    assert assessment is not None

    assessment.setFocus()
    press(screen, Qt.Key.Key_Space)
    spanish = screen.findChild(QWidget, "Call language-1")
    assert spanish is not None
    spanish.setFocus()
    press(screen, Qt.Key.Key_Space)

    assert (presenter.picture.use, presenter.picture.language) == (Use.ASSESSMENT, "es")


def test_v_lets_the_voice_be_heard_and_stops_it(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, screen = shown(language="es")

    press(screen, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: "play sample.wav" in rig.player.did)

    assert isinstance(rig.speech, TalkingSpeech)
    assert (rig.speech.spoken[0].locale, rig.speech.spoken[0].voice_id) == ("es-MX", "sabina")
    facts = presenter.picture.facts
    assert facts is not None
    customer = facts.scenario.customer
    assert rig.speech.spoken[0].pitch == express(customer.name, customer.mood).pitch != 0
    assert presenter.picture.testing
    rig.player.finish()
    assert not presenter.picture.testing


@pytest.mark.parametrize(
    ("speech", "words"),
    [
        (SilentSpeech(()), "This computer has no voice for Spanish (Mexico)"),
        (SilentSpeech(ready=False), "Sabina"),
    ],
)
def test_the_voice_or_why_there_is_none_is_told(
    shown: Shown, qtbot: QtBot, tmp_path: Path, speech: SilentSpeech, words: str
) -> None:
    rig = Rig(tmp_path, speech=speech)

    _, _, screen = shown(rig, language="es")

    qtbot.waitUntil(lambda: words in texts(screen))


def test_a_voice_that_fails_is_told_at_once(shown: Shown, qtbot: QtBot) -> None:
    rig, _, screen = shown()

    rig.speech.become(SpeechStatus(SpeechCondition.DEGRADED, UnspokenReason.ENGINE_FAILED))

    qtbot.waitUntil(lambda: "The speech program stopped working." in texts(screen))
    assert screen.findChild(QWidget, "test-voice") is None


def test_where_there_is_nothing_to_hear_it_on_that_is_told(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, screen = shown()
    rig.player.problem = AudioProblem.NO_DEVICE

    presenter.test_voice()

    qtbot.waitUntil(lambda: "No loudspeaker or headset was found." in texts(screen))


def test_a_chat_needs_no_voice(shown: Shown, tmp_path: Path) -> None:
    _, _, screen = shown(practicing_rig(tmp_path, chat_scenario()))

    assert "Incoming chat" in texts(screen)
    assert screen.findChild(QWidget, "test-voice") is None


def test_time_limits_can_be_switched_off_for_practice_alone(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, screen = shown()
    switch = screen.findChild(QWidget, "time-limits")
    assert switch is not None

    switch.setFocus()
    press(screen, Qt.Key.Key_Space)

    assert not rig.preferences.settings.practice_time_limits
    presenter.choose_use(Use.ASSESSMENT)
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "time-limits") is None)


def test_leaving_the_brief_stops_the_sample(opened: Opened) -> None:
    rig, presenter = opened()
    presenter.test_voice()

    presenter.close()

    assert rig.player.did[-1] == "stop"
    assert not presenter.picture.testing


def test_the_way_back_is_named(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened()
    rig.navigator.reset(Home())
    rig.navigator.go(Brief("double-charge"))
    screen = BriefScreen(presenter, plain_theme())
    qtbot.addWidget(screen)

    back = screen.findChild(QWidget, "back")

    assert back is not None
    assert back.accessibleName() == "Home"


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 1.5, 2.0])
def test_nothing_is_clipped_at_any_size_of_text(shown: Shown, qtbot: QtBot, scale: float) -> None:
    _, _, screen = shown(scale=scale, language="es")

    qtbot.waitUntil(lambda: clipped(screen) == [])


def test_every_control_has_a_name(shown: Shown) -> None:
    _, _, screen = shown()

    unnamed = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
    ]

    assert unnamed == []


def test_only_listening_is_chosen_for_one_practice_on_the_telephone(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, screen = shown()
    switch = screen.findChild(Switch, "only-listen")
    assert switch is not None
    assert not switch.isChecked()
    switch.toggle()
    presenter.answer()
    qtbot.waitUntil(lambda: rig.routes != [] and isinstance(rig.routes[-1], Call))
    route = rig.routes[-1]
    assert isinstance(route, Call)
    assert route.only_listen
    assert rig.preferences.settings.captions


def test_an_assessment_is_never_only_listened_to(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, screen = shown()
    presenter.choose_only_listen(on=True)
    presenter.choose_use(Use.ASSESSMENT)
    qtbot.waitUntil(lambda: screen.findChild(Switch, "only-listen") is None)
    assert "Captions are on" in texts(screen)
    assert "If the call is cut off, it waits 24 hours, then it counts as lost." in texts(screen)
    presenter.answer()
    qtbot.waitUntil(lambda: rig.routes != [] and isinstance(rig.routes[-1], Call))
    route = rig.routes[-1]
    assert isinstance(route, Call)
    assert not route.only_listen


def test_a_chat_is_not_listened_to(shown: Shown, tmp_path: Path) -> None:
    _rig, _presenter, screen = shown(Rig(tmp_path, chat_scenario()))
    assert screen.findChild(Switch, "only-listen") is None
