"""The two cards with charts: scores over time and skills, each with its table behind it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from trainer.app.progress import Development, Selection
from trainer.app.skills import SkillRow
from trainer.i18n import _
from trainer.scenario.model import Dimension
from trainer.ui.icons import Icon
from trainer.ui.progress.chart import ScoreChart, ScoreCurves
from trainer.ui.progress.figures import course_figures, skill_figures
from trainer.ui.progress.presenter import Chart, ProgressPresenter
from trainer.ui.progress.skill_bars import SkillBars
from trainer.ui.progress.tables import FigureTable
from trainer.ui.progress.words import course_title
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, margins, panel
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.layouts import EndedRow
from trainer.ui.widgets.states import EmptyState
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, card_title

__all__ = ["ScoresCard", "SkillsCard", "weakest"]

_SHOWN: Final = 6
_MOST: Final = 100
_TABLE: Final = 236
_READ_LINES: Final = 2


class _ChartCard(Card):
    """A card whose head names what is shown, and turns it into a table."""

    def __init__(self, presenter: ProgressPresenter, theme: Theme, chart: Chart, title: str) -> None:
        super().__init__(theme, gap=Space.S8, padding=margins(Space.S24, Space.S20))
        self._theme = theme
        self._presenter = presenter
        self._chart = chart
        self._title = title
        head = EndedRow(gap=Space.S12, line_gap=Space.S4)
        head.addWidget(card_title(theme, title))
        head.addWidget(self._build_turn())
        self.column.addWidget(panel(head))

    @property
    def as_table(self) -> bool:
        """Whether the table is shown."""
        return self._chart in self._presenter.tables

    def _build_turn(self) -> Button:
        presenter, chart = self._presenter, self._chart
        text = _("As a chart") if self.as_table else _("As a table")
        icon = Icon.CHART if self.as_table else Icon.LIST
        button = Button(self._theme, text, size=ButtonSize.SMALL, icon=icon)
        button.setObjectName(f"progress-turn-{chart.name.lower()}")
        # Two cards have such a button, and one hears them without the card.
        button.setAccessibleDescription(self._title)
        button.clicked.connect(lambda: presenter.turn_table(chart))
        return button

    def _show_table(self, table: FigureTable) -> None:
        table.setFixedHeight(min(table.natural_height(), self._theme.px(_TABLE)))
        self.column.addWidget(table)
        self.column.addStretch(1)


class ScoresCard(_ChartCard):
    """The scores of one dimension over time, English beside Spanish."""

    def __init__(
        self, presenter: ProgressPresenter, theme: Theme, development: Development, selection: Selection
    ) -> None:
        dimension = presenter.dimension
        super().__init__(presenter, theme, Chart.SCORES, course_title(dimension, selection.course.step))
        curves = ScoreCurves(
            selection.course,
            dimension,
            presenter.languages,
            development.marks.get(dimension),
            development.today,
        )
        if not curves.intervals:
            sentence = _("None of these calls was rated in it. Show other calls, or another score.")
            self.column.addWidget(EmptyState(theme, Icon.CHART, _("Nothing to draw"), sentence), 1)
        elif self.as_table:
            self._show_figures(selection, dimension, development)
        else:
            self._show_chart(curves)

    def _show_figures(self, selection: Selection, dimension: Dimension, development: Development) -> None:
        model = course_figures(selection.course, dimension, self._presenter.languages, development.today)
        name = course_title(dimension, selection.course.step)
        table = FigureTable(self._theme, name, model)
        table.setObjectName("progress-scores")
        self._show_table(table)

    def _show_chart(self, curves: ScoreCurves) -> None:
        chart = ScoreChart(self._theme, curves)
        reading = Text(
            self._theme, chart.summary, TextStyle.CAPTION, color=Color.TEXT_2, align=TOP, lines=_READ_LINES
        )
        # Two lines, whatever is read: nothing moves under the mouse.
        reading.setMinimumHeight(_READ_LINES * self._theme.line_height(TextStyle.CAPTION))
        chart.read.connect(lambda words: reading.show_text(words or chart.summary))
        self.column.addWidget(chart, 1)
        self.column.addWidget(reading)


class SkillsCard(_ChartCard):
    """The skills, weakest first in mind: all of them where they are asked for."""

    def __init__(self, presenter: ProgressPresenter, theme: Theme, skills: Sequence[SkillRow]) -> None:
        super().__init__(presenter, theme, Chart.SKILLS, _("Skills"))
        languages = presenter.languages
        if not skills:
            sentence = _("None of these calls exercised a skill. Show other calls.")
            self.column.addWidget(EmptyState(theme, Icon.CHART, _("Nothing to draw"), sentence), 1)
            return
        if self.as_table:
            table = FigureTable(theme, _("Skills"), skill_figures(skills, languages))
            table.setObjectName("progress-skills")
            self._show_table(table)
            return
        shown = skills if presenter.all_skills else weakest(skills, _SHOWN)
        self.column.addWidget(SkillBars(theme, shown, languages), 1)
        if len(skills) > _SHOWN:
            self.column.addWidget(self._build_more(len(skills)))
        self.column.addStretch(0)

    def _build_more(self, count: int) -> QWidget:
        presenter = self._presenter
        if presenter.all_skills:
            text = _("Show the weakest {count}").format(count=_SHOWN)
        else:
            text = _("Show all {count}").format(count=count)
        button = Button(self._theme, text, kind=ButtonKind.QUIET, size=ButtonSize.SMALL)
        button.setObjectName("progress-more")
        button.clicked.connect(presenter.turn_skills)
        line = EndedRow()
        line.addWidget(button)
        return panel(line)


def weakest(skills: Sequence[SkillRow], count: int) -> list[SkillRow]:
    """Return at most ``count`` skills, those with the lowest scores, in the order they were listed."""
    lowest = sorted(
        skills, key=lambda row: min((each.score for each in row.by_language.values()), default=_MOST)
    )
    chosen = lowest[:count]
    return [each for each in skills if each in chosen]
