"""What can be done about a decision: try again from it, see the other replies, go to its neighbors."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLayout

from trainer.app.debrief import Debrief, ReviewedDecision
from trainer.i18n import _, ngettext
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.icons import Icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space
from trainer.ui.widgets.boxes import panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind
from trainer.ui.widgets.layouts import EndedRow

__all__ = ["build_actions"]


def build_actions(
    theme: Theme, presenter: DebriefPresenter, debrief: Debrief, decision: ReviewedDecision
) -> QLayout:
    """Return the row of buttons below a decision."""
    line = EndedRow(gap=Space.S12, line_gap=Space.S12)
    if debrief.may_try_again:
        line.addWidget(_build_again(theme, presenter, primary=not debrief.passed))
    if decision.others:
        line.addWidget(_build_others(theme, presenter, len(decision.others)))
    before = _build_step(theme, presenter, _("Previous"), -1)
    before.setObjectName("debrief-previous")
    after = _build_step(theme, presenter, _("Next"), 1)
    after.setObjectName("debrief-following")
    if not line.count():
        return row(1, before, after, gap=Space.S12)
    line.addWidget(panel(row(before, after, gap=Space.S12)))
    return line


def _build_again(theme: Theme, presenter: DebriefPresenter, *, primary: bool) -> Button:
    kind = ButtonKind.PRIMARY if primary else ButtonKind.SECONDARY
    again = Button(theme, _("Try again from here"), kind=kind, icon=Icon.REPLAY, shortcut=Qt.Key.Key_T)
    again.setObjectName("debrief-again")
    again.clicked.connect(presenter.try_again)
    return again


def _build_others(theme: Theme, presenter: DebriefPresenter, count: int) -> Button:
    text = ngettext("Other replies: {count}", "Other replies: {count}", count).format(count=count)
    icon = Icon.CHEVRON_UP if presenter.others_open else Icon.CHEVRON_DOWN
    others = Button(theme, text, trailing_icon=icon, shortcut=Qt.Key.Key_O)
    others.setObjectName("debrief-others")
    others.clicked.connect(lambda: presenter.show_others(wanted=not presenter.others_open))
    return others


def _build_step(theme: Theme, presenter: DebriefPresenter, text: str, by: int) -> Button:
    key = Qt.Key.Key_Up if by < 0 else Qt.Key.Key_Down
    step = Button(theme, text, shortcut=key)
    # The button names the key; the screen takes it, at once and not after the animation of a click.
    step.setShortcut(QKeySequence())
    step.setEnabled(presenter.neighbor(by) is not None)
    step.clicked.connect(lambda: presenter.go(by))
    return step
