"""The form of a profile: few questions, each with a sound answer already given."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from trainer.app.ports import TimeAllowance
from trainer.app.profiles import LONGEST_PIN, ProfileField
from trainer.i18n import LANGUAGES, _, format_number, pgettext
from trainer.ui.icons import Icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Space, TextStyle
from trainer.ui.who.presenter import WhoPresenter
from trainer.ui.widgets.boxes import column, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.checks import Check
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.fields import LineField
from trainer.ui.widgets.marks import language_label
from trainer.ui.widgets.secrets import SecretField
from trainer.ui.widgets.slider import ScaleSlider
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, body, caption, label, title

_WIDTH, _WIDEST = 640, 960
_SLOWEST, _FASTEST, _STEP = 50, 200, 10
"""The voice's speed in percent of its natural pace."""


def speed_text(factor: float) -> str:
    """Return a voice's speed as people read it: "1.0×"."""
    return pgettext("voice speed", "{factor}×").format(factor=format_number(factor, decimals=1))


class ProfileForm(Card):
    """Name, languages, voice speed and time; what was typed goes to the presenter at once."""

    def __init__(self, presenter: WhoPresenter, theme: Theme) -> None:
        super().__init__(theme, gap=Space.S24)
        self._presenter = presenter
        self._theme = theme
        draft = presenter.draft
        if draft is None:
            raise ValueError("a form needs a draft")
        self.setFixedWidth(min(theme.px(_WIDTH), _WIDEST))
        self.name = LineField(theme, _("Your name"), draft.name)
        self.name.setObjectName("name")
        self.name.setMaxLength(80)
        self.name.textChanged.connect(lambda text: presenter.edit(name=text))
        self.column.addLayout(self._intro())
        self.column.addLayout(self._question(_("Your name"), self.name, field=ProfileField.NAME))
        languages = self._question(
            _("Languages you practice"), self._languages(draft.languages), field=ProfileField.LANGUAGES
        )
        self.column.addLayout(languages)
        hint = _("How fast customers speak. You can change it during a call.")
        speed = self._question(_("Voice speed"), self._speed(draft.speech_rate), hint=hint)
        self.column.addLayout(speed)
        hint = _("For replies with a time limit, in practice and in assessments.")
        self.column.addLayout(self._question(_("Time to reply"), self._time(draft.time_allowance), hint=hint))
        hint = _("Optional, 4 to 12 digits, so that nobody practices as you.")
        self.column.addLayout(self._question(_("PIN"), self._pin(), hint=hint, field=ProfileField.PIN))
        self.column.addSpacing(Space.S4)
        self.column.addLayout(self._buttons())
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(presenter.cancel)

    def show_problem(self) -> None:
        """Bring the keyboard to what has to be mended."""
        draft = self._presenter.draft
        if draft is not None and draft.problem is ProfileField.NAME:
            self.name.setFocus()
        elif draft is not None and draft.problem is ProfileField.PIN:
            self.pin.setFocus()

    def _intro(self) -> QBoxLayout:
        theme, presenter = self._theme, self._presenter
        draft = presenter.draft
        if presenter.first_run:
            sentence = _("Practice customer calls in English and Spanish. First, who are you?")
            return column(title(theme, _("Welcome to Puente")), body(theme, sentence, Color.TEXT_2), gap=4)
        if draft is not None and draft.trainee is not None:
            return column(title(theme, _("Change the profile")))
        return column(title(theme, _("New profile")))

    def _question(
        self, text: str, answer: QWidget | QLayout, *, hint: str = "", field: ProfileField | None = None
    ) -> QBoxLayout:
        theme, draft = self._theme, self._presenter.draft
        inside = column(label(theme, text, Color.TEXT), gap=Space.S8)
        if hint:
            inside.setSpacing(Space.S4)
            inside.addWidget(caption(theme, hint))
            inside.addSpacing(Space.S4)
        if isinstance(answer, QWidget):
            inside.addWidget(answer)
        else:
            inside.addLayout(answer)
        if draft is not None and draft.advice and draft.problem is field:
            advice = Text(theme, draft.advice, TextStyle.LABEL, color=Color.CRITICAL)
            inside.addWidget(advice)
        return inside

    def _languages(self, chosen: tuple[str, ...]) -> QBoxLayout:
        boxes = row(gap=Space.S12)
        for language in LANGUAGES:
            check = Check(self._theme, language_label(language), on=language in chosen, mark=language)
            check.setObjectName(f"practice-{language}")
            check.toggled.connect(
                lambda on, code=language: self._presenter.practice_language(code, wanted=on)
            )
            boxes.addWidget(check)
        boxes.addStretch(1)
        return boxes

    def _speed(self, rate: float) -> QBoxLayout:
        theme = self._theme
        slider = ScaleSlider(
            theme,
            _("Voice speed"),
            lowest=_SLOWEST,
            highest=_FASTEST,
            value=round(rate * 100),
            step=_STEP,
        )
        slider.setObjectName("speed")
        value = Text(theme, speed_text(rate), TextStyle.FIGURE_STRONG, wrap=False)
        value.setMinimumWidth(theme.px(48))

        def take(percent: int) -> None:
            self._presenter.edit(speech_rate=percent / 100)
            value.show_text(speed_text(percent / 100))

        slider.valueChanged.connect(take)
        line = row(gap=Space.S16)
        line.addWidget(slider, 1)
        line.addWidget(value)
        return line

    def _pin(self) -> QBoxLayout:
        theme, presenter, draft = self._theme, self._presenter, self._presenter.draft
        self.pin = SecretField(theme, _("PIN"), draft.pin if draft is not None else "")
        self.pin.setObjectName("profile-pin")
        self.pin.setMaxLength(LONGEST_PIN)
        self.pin.textChanged.connect(lambda text: presenter.edit(pin=text))
        line = row(self.pin, gap=Space.S16)
        if draft is not None and draft.has_pin:
            self.pin.setPlaceholderText(_("As it is"))
            remove = Check(theme, _("Remove the PIN"), on=draft.remove_pin)
            remove.setObjectName("remove-pin")
            remove.toggled.connect(lambda on: presenter.edit(remove_pin=on))
            line.addWidget(remove)
        return line

    def _time(self, allowance: TimeAllowance) -> SegmentedControl:
        segments = [
            Segment(TimeAllowance.AS_AUTHORED, _("As written")),
            Segment(TimeAllowance.HALF_MORE, "×1.5"),
            Segment(TimeAllowance.DOUBLE, "×2"),
            Segment(TimeAllowance.NO_LIMIT, _("No limit")),
        ]
        height = Height.CONTROL
        control = SegmentedControl(self._theme, _("Time to reply"), segments, allowance, height=height)
        control.chosen.connect(lambda chosen: self._presenter.edit(time_allowance=chosen))
        return control

    def _buttons(self) -> QBoxLayout:
        theme, presenter = self._theme, self._presenter
        draft = presenter.draft
        fresh = draft is None or draft.trainee is None
        keep = Button(
            theme,
            _("Start practicing") if fresh else _("Save"),
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.LARGE,
            icon=Icon.ARROW_RIGHT if fresh else Icon.CHECK,
            shortcut=Qt.Key.Key_Return,
        )
        keep.setObjectName("keep")
        keep.clicked.connect(presenter.save)
        buttons = row(keep, gap=Space.S12)
        if not presenter.first_run:
            cancel = Button(theme, _("Cancel"), size=ButtonSize.LARGE)
            cancel.setObjectName("cancel")
            cancel.clicked.connect(presenter.cancel)
            buttons.addWidget(cancel)
        buttons.addStretch(1)
        if draft is not None and draft.advice and draft.problem is None:
            advice = Text(theme, draft.advice, TextStyle.LABEL, color=Color.CRITICAL)
            return column(advice, buttons, gap=Space.S12)
        return buttons
