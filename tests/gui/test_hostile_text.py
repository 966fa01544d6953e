"""Texts from files and persons are shown letter by letter, wherever they turn up."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import double_charge, text
from PySide6.QtCore import Qt as CoreQt
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shell_rig import ShellRig

from trainer.app.ports import NewTrainee, TimeAllowance
from trainer.scenario.model import Article, Record, Scenario
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.navigator import Brief, Call, Home, Scenarios, Settings, Who
from trainer.ui.theme import load_fonts
from trainer.ui.widgets.text import Text
from trainer.ui.widgets.tips import WORD_JOINER, plain_tip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARKUP = "<img src=x> <b>fat</b> &lt; <a href='http://example.org'>link</a> Salt & pepper &Save"
LONG = "Donau" * 60
SIGNS = "👩🏽‍🚒 e\u0301\u0323 العربية"
NASTY = (MARKUP, LONG, SIGNS)


def hostile() -> Scenario:
    """Return a scenario in which every text that can be free holds markup."""
    plain = double_charge()
    return plain._replace(
        title=text(en=MARKUP, es=MARKUP),
        customer=plain.customer._replace(name=MARKUP),
        records=(Record(text(en=MARKUP, es=MARKUP), text(LONG)), Record(text(SIGNS), text(MARKUP))),
        articles=(Article(text(en=MARKUP, es=MARKUP), text(en=MARKUP, es=MARKUP)),),
    )


@pytest.fixture
def rig(qapp: QApplication, qtbot: QtBot, tmp_path: Path, repository: Path) -> Iterator[ShellRig]:
    load_fonts(repository / "assets" / "fonts")
    made = ShellRig(qapp, tmp_path, hostile(), reduced_motion="on")
    qtbot.addWidget(made.window)
    made.start()
    qtbot.waitUntil(lambda: made.shell.navigator.current == Who())
    yield made
    made.close()


def interpreted(window: QWidget) -> list[str]:
    """Return whatever Qt would take for more than text."""
    found = []
    for widget in window.findChildren(QWidget):
        if Qt.mightBeRichText(widget.toolTip()):
            found.append(f"tooltip {widget.toolTip()!r}")
        if isinstance(widget, QLabel) and widget.textFormat() is not CoreQt.TextFormat.PlainText:
            found.append(f"label {widget.text()!r}")
        if isinstance(widget, QAbstractButton) and re.search(r"(?<!&)(?:&&)*&(?!&)", widget.text()):
            found.append(f"mnemonic {widget.text()!r}")
    return found


def shows(window: QWidget, words: str) -> bool:
    """Tell whether a text is shown, or said to a screen reader, as it was written."""
    said = [
        each.text() if isinstance(each, Text) else each.accessibleName()
        for each in window.findChildren(QWidget)
        if each.isVisible()
    ]
    return any(words in each for each in said)


def test_a_scenario_s_markup_is_text_on_every_screen(rig: ShellRig, qtbot: QtBot) -> None:
    rig.shell.enter(rig.workshop.trainee)
    qtbot.waitUntil(
        lambda: isinstance(rig.shell.presenter, HomePresenter) and rig.shell.presenter.overview is not None
    )
    for route in (Home(), Scenarios(), Brief("double-charge", "es")):
        rig.shell.navigator.go(route)
        qtbot.waitUntil(lambda: shows(rig.window, MARKUP))
        rig.window.grab()
        assert interpreted(rig.window) == []


def test_a_call_s_markup_is_text(rig: ShellRig, qtbot: QtBot) -> None:
    rig.shell.enter(rig.workshop.trainee)
    call = rig.workshop.play("", "double-charge", "es")
    rig.shell.navigator.go(Call(call.attempt))
    presenter = rig.shell.presenter
    assert isinstance(presenter, CallPresenter)
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
    rig.window.grab()
    assert shows(rig.window, MARKUP)
    assert shows(rig.window, SIGNS)
    assert interpreted(rig.window) == []
    assert rig.window.width() <= 1280


@pytest.mark.parametrize("name", [MARKUP[:60], LONG[:60], SIGNS], ids=["markup", "long", "signs"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_person_may_have_any_name(rig: ShellRig, qtbot: QtBot, name: str, scale: float) -> None:
    rig.preferences.change(text_scale=scale)
    made = rig.workshop.profiles.create(NewTrainee(name, ("en",), "en", 1.0, TimeAllowance.AS_AUTHORED))
    rig.shell.enter(rig.workshop.trainee)
    rig.shell.navigator.reset(Who())
    qtbot.waitUntil(lambda: shows(rig.window, made.name))
    rig.window.grab()
    assert interpreted(rig.window) == []
    rig.shell.enter(made)
    qtbot.waitUntil(lambda: isinstance(rig.shell.presenter, HomePresenter))
    rig.shell.navigator.go(Settings())
    rig.window.grab()
    assert interpreted(rig.window) == []
    assert rig.window.width() <= 1280


@pytest.mark.parametrize(
    "words", [*NASTY, "a < b", "&amp;", "<", "1 &lt; 2\n<b>x</b>", "<!-- x -->", "<?xml?>"]
)
def test_no_tooltip_is_rich(words: str) -> None:
    assert not Qt.mightBeRichText(plain_tip(words))
    assert plain_tip(words).replace(WORD_JOINER, "") == words


def test_every_tooltip_is_set_in_one_place(repository: Path) -> None:
    sources = (repository / "src" / "trainer" / "ui").rglob("*.py")
    setting = {each.name for each in sources if ".setToolTip(" in each.read_text(encoding="utf-8")}
    assert setting == {"tips.py"}


def test_nothing_else_shows_rich_text(repository: Path) -> None:
    rich = re.compile(r"QTextBrowser|setHtml|RichText|MarkdownText|QMessageBox|setTextFormat")
    sources = (repository / "src" / "trainer" / "ui").rglob("*.py")
    using = {each.name for each in sources if rich.search(each.read_text(encoding="utf-8"))}
    # One sets its texts plain; the other tells why in its docstring.
    assert using == {"text.py", "tips.py"}


def test_a_name_turns_no_sentence_around(rig: ShellRig) -> None:
    profile = NewTrainee("Ana\u202e gnp\u2067.exe\x07", ("en",), "en", 1.0, TimeAllowance.AS_AUTHORED)
    assert rig.workshop.profiles.create(profile).name == "Ana gnp.exe"
