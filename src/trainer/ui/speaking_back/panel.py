"""The booth as people see it: say the reply, hear yourself and the model, and three figures, no score."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from trainer.app.speaking_back import Measures
from trainer.app.transcript import Line
from trainer.i18n import _, format_number, ngettext
from trainer.ui.call.announcing import announce
from trainer.ui.icons import Icon, IconView
from trainer.ui.speaking_back.booth import Booth, BoothPicture, Playing, Stand
from trainer.ui.speaking_back.microphone import RecordingFault
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, clear, column, panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton
from trainer.ui.widgets.layouts import FlowRow
from trainer.ui.widgets.mood import signed
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text

__all__ = ["SayAloud", "explain_fault", "spoken_measures"]


class SayAloud(Card):
    """Shows a booth while it is open. Emits ``put_away`` when the trainee is done with it."""

    put_away = Signal()

    def __init__(self, theme: Theme, booth: Booth) -> None:
        super().__init__(theme, padding=QMargins(Space.S16, Space.S12, Space.S12, Space.S12), gap=Space.S8)
        self._booth = booth
        self._shown: BoothPicture | None = None
        self.setObjectName("say-aloud")
        self.setAccessibleName(_("Say it aloud"))
        self.hide()
        booth.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the booth as it is; the keyboard goes to what comes next."""
        picture, before = self._booth.picture, self._shown
        if picture == before:
            return
        self._shown = picture
        opened = picture.stand is not Stand.AWAY
        had_keyboard = self.isAncestorOf(self.window().focusWidget())
        focused = self.window().focusWidget()
        name = focused.objectName() if had_keyboard and focused is not None else ""
        clear(self.column)
        self.setVisible(opened)
        if opened and picture.line is not None:
            content = panel(self._draw(picture, picture.line))
            self.column.addWidget(content)
            # What is added to something already seen shows itself only later: no key would work until then.
            content.show()
        moved = before is None or before.stand is not picture.stand
        if opened and (had_keyboard or moved):
            again = None if moved else self.findChild(QWidget, name)
            first = self.findChild(QWidget, _FIRST[picture.stand])
            # Without a microphone there is no button that records.
            target = again or first or self.findChild(QWidget, "play-model")
            if target is not None:
                target.setFocus()
        if opened and moved:
            self._tell(picture)
        self.updateGeometry()

    def layout_height(self, width: int) -> int:
        """Return the height that the booth needs at a width."""
        return (
            self.column.totalHeightForWidth(width)
            if self.column.hasHeightForWidth()
            else self.sizeHint().height()
        )

    def _draw(self, picture: BoothPicture, line: Line) -> QVBoxLayout:
        theme, recording = self._theme, picture.stand is Stand.RECORDING
        title = _("Recording…") if recording else _("Say it aloud")
        ink = Color.CRITICAL if recording else Color.TEXT
        head = row(
            IconView(theme, Icon.MICROPHONE, color=Color.CRITICAL if recording else Color.ACCENT),
            Text(theme, title, TextStyle.LABEL, color=ink, wrap=False),
            1,
        )
        cross = IconButton(theme, Icon.CROSS, _("Put away"), side=Height.COMPACT, bordered=False)
        cross.setObjectName("put-away")
        cross.clicked.connect(self.put_away)
        head.addWidget(cross)
        said = Text(theme, line.text, TextStyle.DENSE, language=line.locale, lines=3)
        said.setObjectName("say-aloud-line")
        content = column(head, said, gap=Space.S8)
        if picture.mine is not None:
            content.addWidget(self._figures(picture))
        note = Text(theme, _note(picture), TextStyle.CAPTION, color=Color.TEXT_2)
        note.setObjectName("say-aloud-note")
        content.addWidget(note)
        buttons = FlowRow()
        for button in self._buttons(picture):
            buttons.addWidget(button)
        content.addWidget(panel(buttons))
        return content

    def _figures(self, picture: BoothPicture) -> QWidget:
        """Return both sets of figures, yours over the model's."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S16)
        grid.setVerticalSpacing(Space.S4)
        rows = [(_("You"), picture.mine), (_("Model voice"), picture.model)]
        for number, (name, measures) in enumerate(each for each in rows if each[1] is not None):
            label = Text(self._theme, name, TextStyle.LABEL, color=Color.TEXT_2, wrap=False)
            grid.addWidget(label, number, 0, TOP)
            figures = Text(self._theme, spoken_measures(measures), TextStyle.DENSE)
            figures.setObjectName(f"figures-{number}")
            grid.addWidget(figures, number, 1)
        grid.setColumnStretch(1, 1)
        return panel(grid)

    def _buttons(self, picture: BoothPicture) -> list[Button]:
        booth, playing = self._booth, picture.playing
        stop = _("Stop")
        if picture.stand is Stand.RECORDING:
            return [self._button("stop", stop, Icon.STOP, booth.stop, ButtonKind.PRIMARY)]
        if picture.stand is Stand.MEASURING:
            return []
        model = stop if playing is Playing.MODEL else _("Play the model")
        hear_model = self._button("play-model", model, Icon.SPEAKER, booth.play_model)
        if picture.fault is RecordingFault.NO_MICROPHONE:
            return [hear_model]
        if picture.stand is Stand.READY:
            return [
                self._button("record-aloud", _("Record"), Icon.MICROPHONE, booth.record, ButtonKind.PRIMARY),
                hear_model,
            ]
        mine = stop if playing is Playing.MINE else _("Play mine")
        buttons = [
            self._button("play-mine", mine, Icon.PLAY, booth.play_mine, ButtonKind.PRIMARY),
            hear_model,
            self._button("record-aloud", _("Record again"), Icon.MICROPHONE, booth.record),
        ]
        if not picture.kept:
            buttons.append(self._button("keep", _("Keep"), Icon.DOWNLOAD, booth.keep))
        return buttons

    def _button(
        self,
        name: str,
        text: str,
        icon: Icon,
        act: Callable[[], None],
        kind: ButtonKind = ButtonKind.SECONDARY,
    ) -> Button:
        button = Button(self._theme, text, kind=kind, size=ButtonSize.SMALL, icon=icon)
        button.setObjectName(name)
        button.clicked.connect(act)
        return button

    def _tell(self, picture: BoothPicture) -> None:
        """Let a screen reader say what has changed."""
        if picture.stand is Stand.RECORDING:
            announce(self, _("Recording…"), urgent=True)
        elif picture.stand is Stand.TAKEN and picture.mine is not None:
            announce(self, spoken_measures(picture.mine))
        elif picture.fault is not None:
            announce(self, explain_fault(picture.fault))


_FIRST = {
    Stand.AWAY: "",
    Stand.READY: "record-aloud",
    Stand.RECORDING: "stop",
    Stand.MEASURING: "put-away",
    Stand.TAKEN: "play-mine",
}
"""What has the keyboard when the booth comes to stand there."""


def spoken_measures(measures: Measures | None) -> str:
    """Return the figures of a recording as one line."""
    if measures is None or not measures.heard:
        return _("Nobody was heard. Speak closer to the microphone.")
    longest = max((pause.duration_ms for pause in measures.pauses), default=0)
    pauses = (
        ngettext(
            "{count} pause of {seconds} s", "{count} pauses, the longest {seconds} s", len(measures.pauses)
        )
        if measures.pauses
        else _("no pause")
    ).format(count=len(measures.pauses), seconds=format_number(longest / 1000, decimals=1))
    return _("{pace} words a minute · {pauses} · {loudness} dB").format(
        pace=measures.words_per_minute,
        pauses=pauses,
        loudness=signed(round(measures.loudness_db)),
    )


def explain_fault(fault: RecordingFault) -> str:
    """Return why nothing was recorded and what to do about it."""
    return {
        RecordingFault.NO_MICROPHONE: _(
            "No microphone was found. Connect one to record your reply; the model can be heard without."
        ),
        RecordingFault.NOT_ALLOWED: _(
            "The microphone gave no sound. Allow Puente to use it in the settings of your system, and see "
            "that it is not muted."
        ),
        RecordingFault.NOT_WRITABLE: _(
            "The recording could not be kept on this computer. See that its disk has room, and try again."
        ),
    }[fault]


def _note(picture: BoothPicture) -> str:
    """Return the quiet sentence below."""
    if picture.fault is not None:
        return explain_fault(picture.fault)
    if picture.kept:
        return _("Kept in the folder of your recordings.")
    if picture.mine is not None and picture.mine.distorted:
        return _("That was louder than the microphone can take. Move away from it a little.")
    return {
        Stand.READY: _(
            "Record yourself saying this reply, then hear it beside the model voice. It stays on this "
            "computer and is deleted when you go on, unless you keep it. It is never scored."
        ),
        Stand.RECORDING: _("Say your reply now. It ends by itself after a minute."),
        Stand.MEASURING: _("Measuring…"),
    }.get(
        picture.stand,
        _("It stays on this computer and is deleted when you go on, unless you keep it. It is never scored."),
    )
