"""What the pages of the desk are made of: a head, cards of rows, fields with their names, files to choose."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLayout, QWidget

from trainer.ui.instructor.presenter import InstructorPresenter
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space
from trainer.ui.widgets.boxes import column, margins, panel, row
from trainer.ui.widgets.fields import LineField
from trainer.ui.widgets.secrets import SecretField
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import body, caption, card_title, label

__all__ = ["DeskCard", "ask_to_open", "ask_to_save", "plain_field", "question", "secret_field"]


class DeskCard(Card):
    """A card with a title, a sentence below it, and rows with hairlines between."""

    def __init__(self, theme: Theme, name: str, sentence: str = "") -> None:
        super().__init__(theme, gap=0, padding=margins(Space.S24, Space.S20))
        self._theme = theme
        self.column.addWidget(card_title(theme, name))
        if sentence:
            self.column.addWidget(body(theme, sentence, Color.TEXT_2))
        self.column.addSpacing(Space.S12)

    def add_row(self, part: QWidget | QLayout) -> None:
        """Add a row below a hairline."""
        self.column.addWidget(Rule(self._theme))
        self.add(part)

    def add_sentence(self, sentence: str, color: Color = Color.TEXT) -> None:
        """Add a row that is a sentence."""
        self.add_row(panel(row(body(self._theme, sentence, color), margins=margins(0, Space.S12))))

    def add(self, part: QWidget | QLayout) -> None:
        """Add something without a hairline."""
        if isinstance(part, QWidget):
            self.column.addWidget(part)
        else:
            self.column.addLayout(part)


def question(theme: Theme, name: str, answer: QWidget, *, hint: str = "") -> QLayout:
    """Return a field below its name, with a hint between."""
    inside = column(label(theme, name, Color.TEXT), gap=Space.S4)
    if hint:
        inside.addWidget(caption(theme, hint))
    inside.addWidget(answer)
    return inside


def plain_field(presenter: InstructorPresenter, theme: Theme, key: str, name: str, text: str) -> LineField:
    """Return a field whose content a new drawing does not lose; `text` is what it begins with."""
    field = LineField(theme, name, presenter.typed.setdefault(key, text))
    field.setObjectName(key)

    def take(typed: str) -> None:
        presenter.typed[key] = typed
        presenter.stay()

    field.textChanged.connect(take)
    return field


def secret_field(presenter: InstructorPresenter, theme: Theme, key: str, name: str) -> SecretField:
    """Return a field for a passphrase, which no drawing keeps."""
    field = SecretField(theme, name)
    field.setObjectName(key)
    field.textChanged.connect(lambda _text: presenter.stay())
    return field


def ask_to_save(parent: QWidget, title: str, name: str, kind: str, then: Callable[[Path], None]) -> None:
    """Ask where a file is to be saved; one that exists is asked about. ``kind`` is a filter of Qt's."""
    dialog = _dialog(parent, title, kind, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    # Not `exec`: what was asked for meanwhile still arrives.
    dialog.open()


def ask_to_open(parent: QWidget, title: str, kind: str, then: Callable[[Path], None]) -> None:
    """Ask for a file that is there."""
    dialog = _dialog(parent, title, kind, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def _dialog(parent: QWidget, title: str, kind: str, then: Callable[[Path], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setNameFilter(kind)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(documents)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
