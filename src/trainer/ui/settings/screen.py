"""Draws the settings: voices and appearance above, calls and data below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from trainer.app.ports import TimeAllowance
from trainer.i18n import _
from trainer.settings import Motion
from trainer.ui.audio import AudioPlayer
from trainer.ui.cells import Cells
from trainer.ui.icons import Icon
from trainer.ui.screen import Opened, Screen, Stage
from trainer.ui.settings.appearance import AppearanceCard
from trainer.ui.settings.data import data_card, settings_card
from trainer.ui.settings.presenter import SettingsPresenter
from trainer.ui.settings.voices import VoicesCard
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space
from trainer.ui.widgets.boxes import column, panel, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.choices import Switch
from trainer.ui.widgets.layouts import PairedCards, ScrollPage
from trainer.ui.widgets.rows import SettingRow
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import body, title

_SHARES = (592, 384)
_TWO_COLUMNS = 900


def open_settings(stage: Stage) -> Opened:
    """Open the screen."""
    presenter = SettingsPresenter(stage, AudioPlayer)
    return Opened(presenter, lambda theme: SettingsScreen(presenter, theme))


class SettingsScreen(Screen):
    """Four cards, each drawn in a turn of its own and anew where what it shows has changed.

    Every change holds at once.
    """

    def __init__(self, presenter: SettingsPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(presenter.undo)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(presenter.stage.navigator.back)
        self._undo = self._undo_button()
        self._cells = Cells(self)
        self._cells.filled.connect(self.drawn)
        self.setLayout(column(self._page(), gap=0))
        self.refresh()

    @property
    def is_drawn(self) -> bool:
        """Tell whether every card is there."""
        return self._cells.is_filled

    def complete(self) -> None:
        """Draw at once the cards that wait."""
        self._cells.complete()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Settings")

    def refresh(self) -> None:
        """Draw anew what shows something else than before."""
        presenter, theme = self._presenter, self.theme
        settings, cells = presenter.settings, self._cells
        self._undo.setVisible(presenter.can_undo)
        cells.fill("voices", lambda: VoicesCard(presenter, theme), (settings, presenter.voices.facts))
        cells.fill("appearance", lambda: AppearanceCard(presenter, theme), settings)
        cells.fill("calls", self._calls, (settings, presenter.time_allowance))
        kept = (presenter.newest_backup, presenter.backing_up, presenter.backup_trouble)
        cells.fill("data", lambda: data_card(presenter, theme), (settings, kept))

    def _page(self) -> ScrollPage:
        """Return the page, with the places of the cards."""
        theme, cells = self.theme, self._cells
        page = ScrollPage("settings")
        page.column.setSpacing(Space.S20)
        page.column.setContentsMargins(Space.S32, Space.S32, Space.S32, Space.S24)
        words = column(title(theme, _("Settings")), gap=0)
        words.addWidget(body(theme, _("Changes are kept at once."), Color.TEXT_2))
        head = row(gap=Space.S16)
        head.addLayout(words, 1)
        head.addWidget(self._undo)
        page.column.addLayout(head)
        voices, appearance, calls, data = (
            panel(cells.place(name)) for name in ("voices", "appearance", "calls", "data")
        )
        rows = [(voices, appearance), (calls, data)]
        cards = PairedCards(rows, shares=_SHARES, breakpoint_=theme.px(_TWO_COLUMNS))
        page.column.addWidget(cards, 1)
        return page

    def _undo_button(self) -> Button:
        undo = Button(self.theme, _("Undo"), size=ButtonSize.SMALL, icon=Icon.UNDO, shortcut="Ctrl+Z")
        # The screen's own shortcut works it; the button only shows it.
        undo.setShortcut(QKeySequence())
        undo.setObjectName("undo")
        undo.clicked.connect(self._presenter.undo)
        undo.hide()
        return undo

    def _calls(self) -> Card:
        presenter, theme = self._presenter, self.theme
        settings = presenter.settings
        captions = Switch(theme, _("Captions"), on=settings.captions)
        captions.setObjectName("captions")
        captions.toggled.connect(lambda on: presenter.change(captions=on))
        motion = Switch(theme, _("Reduce motion"), on=theme.reduced_motion)
        motion.setObjectName("motion")
        motion.toggled.connect(lambda on: presenter.reduce_motion(wanted=on))
        limits = Switch(theme, _("Time limits in practice"), on=settings.practice_time_limits)
        limits.setObjectName("limits")
        limits.toggled.connect(lambda on: presenter.change(practice_time_limits=on))
        asked = settings.reduced_motion is Motion.SYSTEM and theme.reduced_motion
        moving = _("The system asks for it: nothing moves.") if asked else _("Nothing moves on the screen.")
        return settings_card(
            theme,
            _("During a call"),
            SettingRow(theme, _("Captions"), _("Always on where no voice speaks."), captions),
            SettingRow(theme, _("Reduce motion"), moving, motion),
            SettingRow(
                theme, _("Time limits in practice"), _limits_sentence(presenter.time_allowance), limits
            ),
        )


def _limits_sentence(allowance: TimeAllowance | None) -> str:
    match allowance:
        case TimeAllowance.HALF_MORE | TimeAllowance.DOUBLE:
            return _("In assessments they hold, with your adjustment: ×{factor}.").format(
                factor=allowance.value
            )
        case TimeAllowance.NO_LIMIT:
            return _("Your profile has no time limits, in assessments either.")
        case _:
            return _("In assessments they always hold.")
