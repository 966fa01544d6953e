"""What the tables of the statistics hold: the figures of every decision, and who took which reply."""

from collections.abc import Callable, Sequence
from functools import partial

from trainer.analysis.statistics import Certainty, DecisionStatistics, ReplyStatistics
from trainer.app.item_report import ReportedDecision
from trainer.app.item_statistics import ItemFigures
from trainer.i18n import _, format_number, pgettext
from trainer.ui.progress.tables import Cell, Column, FigureModel
from trainer.ui.statistics.words import (
    NONE,
    decision_line,
    decision_sentence,
    difference_sentence,
    group_names,
    number,
    reply_line,
    share,
)
from trainer.ui.tokens import Color

__all__ = ["decision_figures", "reply_figures"]


def decision_figures(figures: ItemFigures) -> FigureModel[ReportedDecision]:
    """Return every decision with all its figures."""
    report = figures.report
    columns: list[Column[ReportedDecision]] = [
        Column(
            _("Decision"),
            lambda row: Cell(
                decision_line(row.statistics.scene, figures.scenario, report.language),
                decision_sentence(row),
            ),
            wide=True,
        ),
        Column(_("Attempts"), lambda row: Cell(format_number(row.statistics.attempts)), right=True),
        _figure(_("Difficulty"), lambda found: share(found.difficulty)),
        _figure(_("Discrimination"), lambda found: number(found.discrimination)),
        _figure(_("Upper less lower"), lambda found: number(found.upper_minus_lower)),
        _figure(
            pgettext("statistics", "Median time"),
            lambda found: _("{count} s").format(count=format_number(found.seconds, decimals=1)),
        ),
    ]
    if any(each.languages for each in report.decisions):
        columns.append(Column(_("Between languages"), _difference_cell))
    return FigureModel(columns, report.decisions)


def reply_figures(decision: ReportedDecision, figures: ItemFigures) -> FigureModel[ReplyStatistics]:
    """Return every reply of a decision: how often it was taken where it was offered, and by whom."""
    scene, language = decision.statistics.scene, figures.report.language
    columns: list[Column[ReplyStatistics]] = [
        Column(
            _("Reply"),
            lambda row: Cell(reply_line(scene, row.reply, figures.scenario, language)),
            wide=True,
        ),
        Column(_("Offered"), lambda row: Cell(format_number(row.offered)), right=True),
    ]
    names: Sequence[str] = group_names()
    columns += [Column(name, partial(_share_cell, place), right=True) for place, name in enumerate(names)]
    return FigureModel(columns, decision.statistics.replies)


def _figure(heading: str, shown: Callable[[DecisionStatistics], str]) -> Column[ReportedDecision]:
    def cell(row: ReportedDecision) -> Cell:
        if row.statistics.certainty is Certainty.HIDDEN:
            return _hidden()
        return Cell(shown(row.statistics), strong=row.statistics.certainty is Certainty.FIRM)

    return Column(heading, cell, right=True)


def _difference_cell(row: ReportedDecision) -> Cell:
    if not row.languages:
        return Cell(NONE, _("not to be compared"), ink=Color.TEXT_2)
    found = row.languages[0]
    if found.certainty is Certainty.HIDDEN:
        return Cell(pgettext("figures", "Hidden"), difference_sentence(found), ink=Color.TEXT_2)
    shown = _("{difference} ({low} to {high})").format(
        difference=number(found.difference), low=number(found.low), high=number(found.high)
    )
    return Cell(shown, difference_sentence(found), strong=found.differs)


def _share_cell(place: int, row: ReplyStatistics) -> Cell:
    if row.certainty is Certainty.HIDDEN:
        return _hidden()
    value = (row.share, row.upper, row.middle, row.lower)[place]
    return Cell(share(value), strong=place == 0)


def _hidden() -> Cell:
    return Cell(pgettext("figures", "Hidden"), ink=Color.TEXT_2)
