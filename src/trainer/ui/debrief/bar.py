"""The bar over a debrief: the way home, which call this was and when, and the way on."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from trainer.app.debrief import Debrief
from trainer.app.result_words import use_name
from trainer.i18n import _, current_language
from trainer.scenario.model import Use
from trainer.ui.debrief.words import when_sentence
from trainer.ui.icons import Icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, column, margins, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.marks import Chip, LanguageMark, Tone
from trainer.ui.widgets.surfaces import TopBar
from trainer.ui.widgets.text import Text


class DebriefBar(TopBar):
    """Emits ``left`` for Home, ``went_on`` for the next call, and ``save_wanted`` for a PDF.

    Before the call has arrived there is only the way home. A bar that is not ``wide`` has two lines.
    """

    left = Signal()
    went_on = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme, debrief: Debrief | None, now: datetime, *, wide: bool) -> None:
        super().__init__(theme)
        self._look = theme
        home = Button(theme, _("Home"), size=ButtonSize.SMALL, icon=Icon.HOME, shortcut=Qt.Key.Key_Escape)
        home.setObjectName("debrief-home")
        home.clicked.connect(self.left)
        line = row(home, gap=Space.S16)
        self.following: Button | None = None
        if debrief is None:
            line.addStretch(1)
            self.hold(line)
            return
        facts = self._build_facts(debrief, now)
        self.following = self._build_following(debrief)
        self.save = self._build_save()
        if wide:
            line.addLayout(facts, 1)
            line.addWidget(self.save)
            line.addWidget(self.following)
            self.hold(line)
            return
        line.addStretch(1)
        line.addWidget(self.save)
        line.addWidget(self.following)
        lines = column(line, facts, gap=Space.S8)
        self.hold(lines)
        lines.setContentsMargins(margins(Space.CALL_EDGE, Space.S12))

    def _build_facts(self, debrief: Debrief, now: datetime) -> QHBoxLayout:
        theme, attempt = self._look, debrief.attempt
        title = Text(theme, debrief.scenario.title.shown(current_language()), TextStyle.HEADING, wrap=False)
        facts = row(title, gap=Space.S16)
        facts.addWidget(LanguageMark(theme, attempt.language), 0, MIDDLE)
        if attempt.use is Use.ASSESSMENT:
            use = Chip(theme, use_name(attempt.use), icon=Icon.SHIELD)
        else:
            use = Chip(theme, use_name(attempt.use), tone=Tone.ACCENT)
        facts.addWidget(use, 0, MIDDLE)
        if attempt.parent is not None:
            again = _("Again from decision {number}").format(number=attempt.branch_length + 1)
            facts.addWidget(Chip(theme, again, icon=Icon.REPLAY), 0, MIDDLE)
        when = when_sentence(debrief.finished_at, now, debrief.seconds, debrief.held)
        facts.addWidget(Text(theme, when, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False), 1)
        return facts

    def _build_save(self) -> Button:
        text, size, key = _("Save as PDF"), ButtonSize.SMALL, Qt.Key.Key_P
        save = Button(self._look, text, size=size, icon=Icon.DOWNLOAD, shortcut=key)
        save.setObjectName("debrief-save")
        save.clicked.connect(self.save_wanted)
        return save

    def _build_following(self, debrief: Debrief) -> Button:
        quiet = debrief.may_try_again and not debrief.passed
        following = Button(
            self._look,
            _("Next call"),
            kind=ButtonKind.SECONDARY if quiet else ButtonKind.PRIMARY,
            size=ButtonSize.SMALL,
            shortcut=Qt.Key.Key_N,
        )
        following.setObjectName("debrief-next")
        following.clicked.connect(self.went_on)
        return following
