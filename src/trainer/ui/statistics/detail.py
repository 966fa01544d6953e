"""The cards of the statistics: all decisions, the one looked at, and how reliable certifications are."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.analysis.statistics import Certainty, Reliability, certainty
from trainer.app.item_report import ReportedDecision
from trainer.app.item_statistics import CertificationFigures, ItemFigures
from trainer.app.item_words import alpha_words, hint_words
from trainer.app.result_words import dimension_name
from trainer.i18n import _, current_language, format_number, ngettext, pgettext
from trainer.scenario.model import Dimension
from trainer.ui.icons import Icon, IconView
from trainer.ui.progress.tables import FigureTable
from trainer.ui.statistics.chart import DecisionChart
from trainer.ui.statistics.figures import decision_figures, reply_figures
from trainer.ui.statistics.presenter import Chart, StatisticsPresenter
from trainer.ui.statistics.replies import ReplyChart
from trainer.ui.statistics.scales import STACKED_FROM
from trainer.ui.statistics.words import (
    best_of,
    certainty_sentence,
    decision_line,
    difference_sentence,
    discrimination_meaning,
    number,
    reliability_error,
    reply_line,
    share,
)
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, column, margins, panel, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.layouts import EndedRow, FlowGrid, FlowRow
from trainer.ui.widgets.marks import Chip
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, caption, card_title, heading, label

__all__ = ["DecisionCard", "DecisionsCard", "ReliabilityCard"]

_TABLE: Final = 400
_TILE: Final = 190


class _ChartCard(Card):
    """A card whose head names what is shown, and turns it into a table."""

    def __init__(self, presenter: StatisticsPresenter, theme: Theme, chart: Chart) -> None:
        super().__init__(theme, gap=Space.S12, padding=margins(Space.S24, Space.S20))
        self._theme = theme
        self._presenter = presenter
        self._chart = chart

    @property
    def as_table(self) -> bool:
        """Whether the table is shown."""
        return self._chart in self._presenter.tables

    def _head(self, words: QWidget, name: str) -> QWidget:
        presenter, chart = self._presenter, self._chart
        text = _("As a chart") if self.as_table else _("As a table")
        icon = Icon.CHART if self.as_table else Icon.LIST
        button = Button(self._theme, text, size=ButtonSize.SMALL, icon=icon)
        button.setObjectName(f"statistics-turn-{chart.name.lower()}")
        # Two cards have such a button, and one hears them without the card.
        button.setAccessibleDescription(name)
        button.clicked.connect(lambda: presenter.turn_table(chart))
        head = EndedRow(gap=Space.S12, line_gap=Space.S4)
        head.addWidget(words)
        head.addWidget(button)
        return panel(head)

    def _show_table(self, table: FigureTable, name: str) -> None:
        table.setObjectName(name)
        table.setFixedHeight(min(table.natural_height(), self._theme.px(_TABLE)))
        self.column.addWidget(table)


class DecisionsCard(_ChartCard):
    """Every decision of the scenario in figures."""

    def __init__(self, presenter: StatisticsPresenter, theme: Theme, figures: ItemFigures) -> None:
        super().__init__(presenter, theme, Chart.DECISIONS)
        self.chart: DecisionChart | None = None
        """None where the table stands in its place."""
        report = figures.report
        self.column.addWidget(self._head(card_title(theme, _("Decisions")), _("Decisions")))
        sentence = certainty_sentence(report.certainty)
        if sentence:
            self.column.addLayout(_note(theme, Icon.INFO, sentence))
        if self.as_table:
            table = FigureTable(theme, _("Decisions"), decision_figures(figures), leads_on=True)
            table.taken.connect(lambda place: presenter.choose(report.decisions[place].statistics.scene))
            self._show_table(table, "statistics-decisions")
            return
        lines = [
            decision_line(each.statistics.scene, figures.scenario, report.language)
            for each in report.decisions
        ]
        self.chart = DecisionChart(theme, report.decisions, lines, presenter.scene)
        self.chart.chosen.connect(presenter.choose)
        self.column.addWidget(self.chart)
        if report.certainty is not Certainty.HIDDEN:
            self.column.addWidget(caption(theme, _legend()))


class DecisionCard(_ChartCard):
    """One decision: what its figures mean, what to do, and who took which reply."""

    def __init__(
        self, presenter: StatisticsPresenter, theme: Theme, figures: ItemFigures, decision: ReportedDecision
    ) -> None:
        super().__init__(presenter, theme, Chart.REPLIES)
        self.setObjectName("statistics-decision")
        found, language = decision.statistics, figures.report.language
        line = decision_line(found.scene, figures.scenario, language)
        title = column(Text(theme, line, TextStyle.HEADING, language=language), gap=2)
        attempts = ngettext("{count} attempt", "{count} attempts", found.attempts)
        facts = FlowRow(gap=Space.S12)
        facts.addWidget(Text(theme, found.scene, TextStyle.SCENARIO, color=Color.TEXT_2, wrap=False))
        counted = attempts.format(count=format_number(found.attempts))
        facts.addWidget(Text(theme, counted, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False))
        if found.certainty is Certainty.PROVISIONAL:
            facts.addWidget(Chip(theme, pgettext("figures", "Provisional"), icon=Icon.HOURGLASS))
        title.addLayout(facts)
        self.column.addLayout(title)
        if found.certainty is Certainty.HIDDEN:
            self.column.addLayout(_note(theme, Icon.LOCK, certainty_sentence(found.certainty)))
            return
        for hint in decision.hints:
            self.column.addLayout(_note(theme, Icon.ERROR, hint_words(hint), Color.CAUTION))
        self.column.addWidget(self._tiles(decision))
        for compared in decision.languages:
            self.column.addLayout(_note(theme, Icon.LANGUAGES, difference_sentence(compared)))
        self.column.addWidget(Rule(theme))
        self.column.addWidget(self._head(heading(theme, _("Who took which reply")), _("Replies")))
        if self.as_table:
            table = FigureTable(theme, _("Replies"), reply_figures(decision, figures))
            self._show_table(table, "statistics-replies")
            return
        lines = [reply_line(found.scene, each.reply, figures.scenario, language) for each in found.replies]
        best = best_of(found.scene, figures.scenario)
        self.column.addWidget(ReplyChart(theme, found.replies, lines, best))

    def _tiles(self, decision: ReportedDecision) -> QWidget:
        theme, found = self._theme, decision.statistics
        grid = FlowGrid(narrowest=theme.px(_TILE), gap=Space.S20, most=4)
        seconds = _("{count} s").format(count=format_number(found.seconds, decimals=1))
        for name, value, meaning in (
            (
                _("Difficulty"),
                share(found.difficulty),
                _("of the points are earned: the higher, the easier."),
            ),
            (_("Discrimination"), number(found.discrimination), discrimination_meaning(found)),
            (
                _("Upper less lower"),
                number(found.upper_minus_lower),
                _("more of the points for the best trainees than for the weakest."),
            ),
            (pgettext("statistics", "Median time"), seconds, _("Half of them decide faster.")),
        ):
            tile = column(label(theme, name), Text(theme, value, TextStyle.CARD_TITLE, wrap=False), gap=0)
            tile.addWidget(caption(theme, meaning))
            tile.addStretch(1)
            grid.addWidget(panel(tile))
        return panel(grid)


class ReliabilityCard(Card):
    """How far the scores of each certification can be relied upon."""

    def __init__(self, theme: Theme, found: Sequence[CertificationFigures]) -> None:
        super().__init__(theme, gap=Space.S12, padding=margins(Space.S24, Space.S20))
        self._theme = theme
        self.column.addWidget(card_title(theme, _("Reliability of certifications")))
        words = _(
            "Cronbach's alpha, at most 1, tells how well the scenarios of a certification measure one thing "
            "together; the standard error is that of a trainee's mean score."
        )
        self.column.addWidget(caption(theme, words))
        for each in found:
            self.column.addWidget(Rule(theme))
            self.column.addLayout(self._certification(each))

    def _certification(self, figures: CertificationFigures) -> QBoxLayout:
        theme, report = self._theme, figures.report
        title = figures.certification.title.shown(current_language())
        box = column(Text(theme, title, TextStyle.BODY_STRONG), gap=Space.S4)
        if not report.reliability:
            box.addWidget(caption(theme, _("No dimension is scored in every scenario yet.")))
            return box
        takers = min(each.trainees for each in report.reliability.values())
        taken = ngettext(
            "{count} trainee took every scenario.", "{count} trainees took every scenario.", takers
        ).format(count=format_number(takers))
        known = _("{first} {second}").format(first=taken, second=certainty_sentence(certainty(takers)))
        box.addWidget(caption(theme, known.strip()))
        for dimension, found in report.reliability.items():
            if found.certainty is not Certainty.HIDDEN:
                box.addSpacing(Space.S4)
                box.addLayout(self._dimension(dimension, found))
        return box

    def _dimension(self, dimension: Dimension, found: Reliability) -> QBoxLayout:
        theme = self._theme
        name = Text(theme, dimension_name(dimension), TextStyle.DENSE_STRONG)
        if found.alpha is None or found.error is None:
            said = _("Everybody has the same score, or there is one scenario: no reliability can be told.")
            return self._figure_line(name, Text(theme, "–", TextStyle.FIGURE_STRONG), [said])
        shown = _("Alpha {alpha} · standard error {error} points").format(
            alpha=number(found.alpha), error=format_number(found.error, decimals=1)
        )
        figures = Text(theme, shown, TextStyle.FIGURE_STRONG)
        return self._figure_line(name, figures, [alpha_words(found.alpha), reliability_error(found)])

    def _figure_line(self, name: Text, figures: Text, meaning: Sequence[str]) -> QBoxLayout:
        theme = self._theme
        words = column(*(caption(theme, each) for each in meaning), gap=0)
        if theme.scale > STACKED_FROM:
            return column(name, figures, words, gap=0)
        line = row(gap=Space.S16)
        line.addWidget(name, 2, TOP)
        line.addWidget(figures, 4, TOP)
        line.addLayout(words, 9)
        return line


def _note(theme: Theme, icon: Icon, sentence: str, color: Color = Color.TEXT_2) -> QBoxLayout:
    sign = IconView(theme, icon, color=color, size=16)
    sign.setFixedHeight(theme.line_height(TextStyle.DENSE))
    line = row(gap=Space.S12)
    line.addWidget(sign, 0, TOP)
    line.addWidget(Text(theme, sentence, TextStyle.DENSE), 1)
    return line


def _legend() -> str:
    return _(
        "Filled figures rest on 100 attempts or more, hollow ones are provisional. The dotted line stands "
        "at 0.2: from there on a decision tells people apart. Choose a decision to see what it means."
    )
