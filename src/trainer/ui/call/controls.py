"""What a trainee does with the customer's voice: hear again, pause, captions, pace and loudness."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from trainer.i18n import _, format_number, format_percent, pgettext
from trainer.ui.call.listening import Listening
from trainer.ui.call.picture import CallPicture, Phase, Setting, VoiceState
from trainer.ui.icons import Icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Height, Space, TextStyle
from trainer.ui.widgets.boxes import CENTER, RIGHT, column, row
from trainer.ui.widgets.buttons import IconButton
from trainer.ui.widgets.keys import KeyHint, key_name
from trainer.ui.widgets.slider import ScaleSlider
from trainer.ui.widgets.text import Text

_TENTHS: Final = 10
_SLOWEST, _FASTEST = 5, 20
_LOUDEST: Final = 100


class TileStyle(Enum):
    """How much room a control takes."""

    FULL = auto()
    """A square over its word and its key."""
    SHORT = auto()
    """A square beside its key; the word is its tooltip."""
    BARE = auto()
    """A square; word and key are its tooltip."""


class ControlTile(QWidget):
    """A square button with its word and its key."""

    def __init__(self, theme: Theme, icon: Icon, name: str, key: str, style: TileStyle) -> None:
        super().__init__()
        self._word: Text | None = None
        self.button = IconButton(theme, icon, name, shortcut=QKeySequence(key))
        self.button.setObjectName(f"control-{key}")
        if style is TileStyle.FULL:
            self.button.setFixedSize(QSize(theme.px(48), theme.px(44)))
            self._word = Text(theme, name, TextStyle.LABEL, wrap=False, align=CENTER)
            tile = column(gap=6)
            tile.addWidget(self.button, 0, CENTER)
            tile.addWidget(self._word)
            tile.addWidget(KeyHint(theme, key_name(key)), 0, CENTER)
            self.setLayout(tile)
            return
        self.button.setFixedSize(theme.px(Height.CONTROL), theme.px(Height.CONTROL))
        line = row(self.button, gap=Space.S8)
        if style is TileStyle.SHORT:
            line.addWidget(KeyHint(theme, key_name(key)))
        self.setLayout(line)

    def show_icon(self, icon: Icon, name: str) -> None:
        """Show another icon and word: pause becomes go on."""
        if self.button.accessibleName() == name:
            return
        self.button.show_icon(icon, name)
        if self._word is not None:
            self._word.show_text(name)


class VoiceControls(QWidget):
    """Hear again, pause (in practice) and captions (where somebody speaks), side by side."""

    replayed = Signal()
    paused = Signal()
    captions_toggled = Signal()

    def __init__(self, theme: Theme, setting: Setting, style: TileStyle = TileStyle.FULL) -> None:
        super().__init__()
        icon, again = (
            (Icon.SPEAKER, _("Read aloud")) if setting.chat else (Icon.REPLAY, pgettext("voice", "Repeat"))
        )
        self._replay = ControlTile(theme, icon, again, "R", style)
        self._replay.button.clicked.connect(self.replayed)
        tiles = [self._replay]
        self._pause: ControlTile | None = None
        if setting.practice:
            self._pause = ControlTile(theme, Icon.PAUSE, _("Pause"), "P", style)
            self._pause.button.clicked.connect(self.paused)
            tiles.append(self._pause)
        self._captions: ControlTile | None = None
        if not setting.chat:
            self._captions = ControlTile(theme, Icon.CAPTIONS, _("Captions"), "C", style)
            self._captions.button.setCheckable(True)
            # Toggled, not clicked: a screen reader toggles without a click.
            self._captions.button.toggled.connect(lambda _on: self.captions_toggled.emit())
            tiles.append(self._captions)
        spread = style is TileStyle.FULL and not setting.chat
        box = row(gap=Space.S24 if style is TileStyle.SHORT else Space.S8)
        for tile in tiles:
            box.addWidget(tile, 1 if spread else 0)
        if not spread and style is not TileStyle.BARE:
            box.addStretch(1)
        self.setLayout(box)

    def show_picture(self, picture: CallPicture) -> None:
        """Show what can be done now, and what is on."""
        if self._pause is not None:
            if picture.paused:
                self._pause.show_icon(Icon.PLAY, _("Go on"))
            else:
                self._pause.show_icon(Icon.PAUSE, _("Pause"))
            self._pause.button.setEnabled(picture.phase is not Phase.ENDED)
        if self._captions is not None:
            # Where no voice speaks there are captions in any case, so that there is nothing to decide.
            silent = picture.voice is VoiceState.ABSENT
            with QSignalBlocker(self._captions.button):
                self._captions.button.setChecked(picture.captions_wanted or silent)
            self._captions.button.setEnabled(not silent)
            self._captions.button.update()


class VoiceSliders(QWidget):
    """Pace and loudness of the voice."""

    def __init__(self, theme: Theme, listening: Listening) -> None:
        super().__init__()
        self._listening = listening
        self._rate = ScaleSlider(
            theme,
            _("Speed of the voice"),
            lowest=_SLOWEST,
            highest=_FASTEST,
            value=round(listening.rate * _TENTHS),
        )
        self._rate.setObjectName("voice-rate")
        self._volume = ScaleSlider(
            theme,
            _("Volume of the voice"),
            lowest=0,
            highest=_LOUDEST,
            value=round(listening.volume * _LOUDEST),
            step=5,
        )
        self._volume.setObjectName("voice-volume")
        self._rate_value = Text(theme, "", TextStyle.FIGURE, wrap=False, align=RIGHT)
        self._volume_value = Text(theme, "", TextStyle.FIGURE, wrap=False, align=RIGHT)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S12)
        grid.setVerticalSpacing(Space.S4)
        grid.setColumnStretch(1, 1)
        for line, (name, slider, value) in enumerate(
            (
                (pgettext("voice", "Speed"), self._rate, self._rate_value),
                (pgettext("voice", "Volume"), self._volume, self._volume_value),
            )
        ):
            grid.addWidget(Text(theme, name, TextStyle.CAPTION, wrap=False), line, 0)
            grid.addWidget(slider, line, 1)
            grid.addWidget(value, line, 2)
        widest = Text(theme, format_percent(1.0), TextStyle.FIGURE, wrap=False).sizeHint().width()
        grid.setColumnMinimumWidth(2, widest)
        self._tell()
        self._rate.valueChanged.connect(self._hear_rate)
        self._rate.sliderReleased.connect(self._keep_rate)
        self._volume.valueChanged.connect(self._hear_volume)
        self._volume.sliderReleased.connect(lambda: self._hear_volume(self._volume.value()))

    def _hear_rate(self) -> None:
        self._tell()
        if not self._rate.isSliderDown():
            self._keep_rate()

    def _keep_rate(self) -> None:
        self._listening.change_rate(self._rate.value() / _TENTHS)

    def _hear_volume(self, volume: int) -> None:
        self._tell()
        self._listening.change_volume(volume / _LOUDEST, keep=not self._volume.isSliderDown())

    def _tell(self) -> None:
        rate = self._rate.value() / _TENTHS
        shown = pgettext("speed", "{factor}×").format(factor=format_number(rate, decimals=1))
        self._rate_value.show_text(shown)
        self._volume_value.show_text(format_percent(self._volume.value() / _LOUDEST))
