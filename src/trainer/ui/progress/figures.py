"""What the tables of Progress hold: scores by interval, skills, every call."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from trainer.app.progress import Average, Course, Development, FinishedCall, Interval, Step
from trainer.app.result_words import dimension_name, use_name
from trainer.app.skills import SkillRow, skill_name
from trainer.i18n import _, current_language, format_date, ngettext, pgettext
from trainer.scenario.model import Dimension
from trainer.ui.icons import Icon
from trainer.ui.progress.tables import Cell, Column, FigureModel
from trainer.ui.progress.words import interval_name, step_name
from trainer.ui.tokens import Color
from trainer.ui.widgets.marks import language_label, language_name

__all__ = ["call_figures", "course_figures", "skill_figures"]

NONE = "–"


def course_figures(
    course: Course, dimension: Dimension, languages: Sequence[str], today: date
) -> FigureModel[Interval]:
    """Return the averages behind the chart of the scores, newest first, and how many calls each rests on."""
    columns = [Column(step_name(course.step), partial(_interval_cell, course.step, today), wide=True)]
    for language in languages:
        name = language_label(language)
        columns.append(Column(name, partial(_average_cell, language, dimension), right=True))
        heading = _("Calls in {language}").format(language=language_name(language))
        columns.append(Column(heading, partial(_count_cell, language, dimension), right=True))
    return FigureModel(columns, tuple(reversed(course.scored(dimension))))


def skill_figures(skills: Sequence[SkillRow], languages: Sequence[str]) -> FigureModel[SkillRow]:
    """Return every skill, its score in each language, and how many decisions that rests on."""
    columns: list[Column[SkillRow]] = [Column(_("Skill"), lambda row: Cell(skill_name(row.skill)), wide=True)]
    columns += [Column(language_label(each), partial(_skill_cell, each), right=True) for each in languages]
    return FigureModel(columns, tuple(skills))


def call_figures(development: Development, calls: Sequence[FinishedCall]) -> FigureModel[FinishedCall]:
    """Return every call: when, which, in what language, what for, how it came out."""
    columns: list[Column[FinishedCall]] = [
        Column(pgettext("call", "Date"), lambda call: Cell(format_date(call.day, "medium"))),
        Column(_("Scenario"), partial(_scenario_cell, development), wide=True),
        Column(_("Language"), _language_cell),
        Column(pgettext("call", "Taken as"), lambda call: Cell(use_name(call.result.use))),
        *(
            Column(dimension_name(each), partial(_score_cell, each), right=True)
            for each in development.dimensions
        ),
        Column(pgettext("call", "Result"), _verdict_cell),
    ]
    return FigureModel(columns, calls)


def _interval_cell(step: Step, today: date, interval: Interval) -> Cell:
    return Cell(interval_name(interval, step, today))


def _average_cell(language: str, dimension: Dimension, interval: Interval) -> Cell:
    return _figure(interval.average(language, dimension))


def _figure(average: Average | None) -> Cell:
    if average is None:
        return Cell(NONE, _("no call"), ink=Color.TEXT_2)
    return Cell(str(average.shown), strong=True)


def _count_cell(language: str, dimension: Dimension, interval: Interval) -> Cell:
    average = interval.average(language, dimension)
    return Cell("0" if average is None else str(average.calls), ink=Color.TEXT_2)


def _skill_cell(language: str, row: SkillRow) -> Cell:
    score = row.by_language.get(language)
    if score is None:
        return Cell(NONE, _("not measured yet"), ink=Color.TEXT_2)
    spoken = ngettext("{score}, from {count} decision", "{score}, from {count} decisions", score.decisions)
    return Cell(str(score.shown), spoken.format(score=score.shown, count=score.decisions), strong=True)


def _scenario_cell(development: Development, call: FinishedCall) -> Cell:
    scenario = development.scenarios.get(call.result.scenario)
    return Cell(call.result.scenario if scenario is None else scenario.title.shown(current_language()))


def _language_cell(call: FinishedCall) -> Cell:
    name = language_label(call.result.language)
    return Cell(name, name, mark=call.result.language)


def _score_cell(dimension: Dimension, call: FinishedCall) -> Cell:
    shown = call.result.shown(dimension)
    if shown is None:
        return Cell(NONE, _("not rated"), ink=Color.TEXT_2)
    if dimension in call.under:
        spoken = _("{score}, under the mark").format(score=shown)
        return Cell(str(shown), spoken, ink=Color.CRITICAL, strong=True, underline=True)
    return Cell(str(shown))


def _verdict_cell(call: FinishedCall) -> Cell:
    if call.result.passed:
        return Cell(_("Passed"), icon=Icon.CHECK, ink=Color.POSITIVE, strong=True)
    return Cell(_("Not passed"), icon=Icon.CROSS, ink=Color.CRITICAL, strong=True)
