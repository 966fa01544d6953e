"""The bar over a call: the way out, what is played, how long it has lasted, and which decision this is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from trainer.app.result_words import use_name
from trainer.i18n import _, current_language
from trainer.ui.call.key_link import KeyLink
from trainer.ui.call.picture import CallPicture, Phase, Setting
from trainer.ui.call.words import clock_time
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.keys import key_name
from trainer.ui.widgets.marks import Chip, LanguageMark, Tone
from trainer.ui.widgets.surfaces import Rule, TopBar
from trainer.ui.widgets.text import Text


class CallBar(TopBar):
    """Emits ``left`` and ``keys_wanted``. From a call that is not ``going_on`` the way out is Home."""

    left = Signal()
    keys_wanted = Signal()

    def __init__(self, theme: Theme, setting: Setting | None, *, going_on: bool, narrow: bool) -> None:
        super().__init__(theme)
        back = Button(
            theme,
            _("Leave") if going_on else _("Home"),
            size=ButtonSize.SMALL,
            icon=Icon.ARROW_LEFT,
            shortcut=Qt.Key.Key_Escape,
            show_key=not narrow,
        )
        back.setObjectName("leave")
        back.clicked.connect(self.left)
        inside = row(back, gap=Space.S16)
        if setting is not None:
            title = Text(theme, setting.title.shown(current_language()), TextStyle.HEADING, wrap=False)
            title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            inside.addWidget(title)
            inside.addWidget(LanguageMark(theme, setting.language))
            tone = Tone.ACCENT if setting.practice else Tone.NEUTRAL
            icon = None if setting.practice else Icon.SHIELD
            inside.addWidget(Chip(theme, use_name(setting.use), tone=tone, icon=icon))
        inside.addStretch(1)
        self._time = Text(theme, "", TextStyle.TIMER, wrap=False)
        self._time.setObjectName("call-time")
        # The clock is silent; T asks for it.
        self._time.setAccessibleName(_("Time of the call. T says it."))
        self._decision = Text(theme, "", TextStyle.BODY, color=Color.TEXT_2, wrap=False)
        self._decision.setObjectName("decision-number")
        clock = IconView(theme, Icon.CLOCK, size=16)
        inside.addLayout(row(clock, self._time, gap=Space.S8))
        inside.addWidget(self._decision)
        if not narrow:
            inside.addSpacing(-Space.S4)
            rule = Rule(theme, vertical=True)
            rule.setFixedHeight(theme.px(24))
            inside.addWidget(rule)
        keys = KeyLink(theme, key_name("F1"), _("Shortcuts"), _("Keyboard shortcuts (F1)"), brief=narrow)
        keys.setObjectName("keys")
        keys.clicked.connect(self.keys_wanted)
        inside.addWidget(keys)
        self.hold(inside)

    def show_picture(self, picture: CallPicture) -> None:
        """Show which decision is due; none once the call has ended."""
        ended = picture.phase is Phase.ENDED
        self._decision.show_text(_("Decision {number}").format(number=picture.decision))
        self._decision.setVisible(not ended)

    def show_time(self, seconds: float) -> None:
        """Show how long the call has lasted."""
        shown = clock_time(seconds)
        if self._time.text() != shown:
            grows = len(shown) != len(self._time.text())
            self._time.setText(shown)
            if grows:
                self._time.updateGeometry()
