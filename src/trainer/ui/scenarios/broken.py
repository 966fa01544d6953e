"""Which files of the library could not be taken in, and why: the rest of the library opens all the same."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from trainer.app.library import BrokenFile
from trainer.i18n import _, ngettext
from trainer.scenario.diagnostics import Diagnostic
from trainer.ui.icons import Icon, IconView
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import column, margins, panel, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, caption

_MOST_FILES: Final = 20
_MOST_PROBLEMS: Final = 3
_ICON: Final = 18


class BrokenFiles(Card):
    """A sentence, and when ``opened`` each file with its first problems.

    Emits ``turned`` when it is to be opened or closed, ``reading_wanted`` when the files are to be read anew.
    """

    turned = Signal()
    reading_wanted = Signal()

    def __init__(self, theme: Theme, files: Sequence[BrokenFile], *, opened: bool) -> None:
        super().__init__(
            theme,
            # Opened, it is something to read and no longer a strip.
            fill=Color.SURFACE if opened else Color.CAUTION_SOFT,
            border=Color.CAUTION if theme.high_contrast else Color.LINE if opened else None,
            radius=Radius.REPLY,
            padding=margins(Space.S16, Space.S12),
        )
        self._look = theme
        sentence = ngettext(
            "{count} file of the library could not be read, so what it holds is missing here.",
            "{count} files of the library could not be read, so what they hold is missing here.",
            len(files),
        ).format(count=len(files))
        self.setAccessibleName(sentence)
        self.column.addLayout(self._build_head(sentence, opened=opened))
        if opened:
            self.column.addLayout(self._build_files(files))

    def _build_head(self, sentence: str, *, opened: bool) -> QHBoxLayout:
        theme = self._look
        line = row(IconView(theme, Icon.WARNING, color=Color.CAUTION, size=_ICON), gap=Space.S12)
        line.addWidget(Text(theme, sentence, TextStyle.DENSE, color=Color.CAUTION), 1)
        toggle = Button(
            theme,
            _("Hide") if opened else _("Which, and why"),
            size=ButtonSize.SMALL,
            trailing_icon=Icon.CHEVRON_UP if opened else Icon.CHEVRON_DOWN,
        )
        toggle.setObjectName("broken-toggle")
        toggle.clicked.connect(self.turned)
        again = Button(theme, _("Read again"), size=ButtonSize.SMALL, icon=Icon.REVIEW)
        again.setObjectName("broken-again")
        again.clicked.connect(self.reading_wanted)
        line.addLayout(row(toggle, again, gap=Space.S8))
        return line

    def _build_files(self, files: Sequence[BrokenFile]) -> QVBoxLayout:
        theme = self._look
        listed = column(gap=Space.S8)
        for file in files[:_MOST_FILES]:
            listed.addWidget(Rule(theme))
            listed.addWidget(self._indented(self._build_file(file)))
        beyond = len(files) - _MOST_FILES
        if beyond > 0:
            more = ngettext("and {count} more file", "and {count} more files", beyond)
            listed.addWidget(self._indented(column(caption(theme, more.format(count=beyond)))))
        return listed

    def _build_file(self, file: BrokenFile) -> QVBoxLayout:
        theme = self._look
        inside = column(Text(theme, file.path.name, TextStyle.DENSE_STRONG), gap=Space.S4)
        inside.addWidget(caption(theme, _("in {folder}").format(folder=file.path.parent)))
        errors = [each for each in file.problems if each.is_error]
        for problem in errors[:_MOST_PROBLEMS]:
            inside.addWidget(Text(theme, problem_sentence(problem), TextStyle.DENSE))
        beyond = len(errors) - _MOST_PROBLEMS
        if beyond > 0:
            more = ngettext("and {count} more problem", "and {count} more problems", beyond)
            inside.addWidget(caption(theme, more.format(count=beyond)))
        return inside

    def _indented(self, layout: QLayout) -> QWidget:
        """Let what stands below the sentence begin where the sentence does, past the icon."""
        layout.setContentsMargins(self._look.px(_ICON) + Space.S12, 0, 0, 0)
        return panel(layout)


def problem_sentence(problem: Diagnostic) -> str:
    """Return where in a file a problem is, and what it is."""
    return _("Line {line}: {message} ({code})").format(
        line=problem.line, message=problem.message, code=problem.code
    )
