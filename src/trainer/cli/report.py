"""`puente report`: what recorded assessments say about a scenario's decisions, and about a certification.

The JSON document of `items`, in which every figure of fewer than 30 attempts is null:

    {"scenario": "double-charge", "versions": [1], "language": null, "attempts": "first", "count": 140,
     "certainty": "firm",
     "decisions": [{"scene": "opening", "attempts": 140, "certainty": "firm", "difficulty": 0.81,
       "discrimination": 0.34, "upper_minus_lower": 0.42, "median_seconds": 9.4, "hints": ["language"],
       "replies": [{"reply": "own-it", "offered": 140, "certainty": "firm", "taken": 101, "share": 0.72,
                    "upper": 0.95, "middle": 0.74, "lower": 0.45, "tempts_nobody": false}],
       "languages": [{"languages": ["en", "es"], "attempts": [70, 70], "certainty": "provisional",
                      "difference": 0.12, "low": 0.02, "high": 0.22, "differs": true}]}]}

and of `certification`:

    {"certification": "bilingual-foundation", "scenarios": ["double-charge"], "trainees": 140,
     "reliability": {"empathy": {"trainees": 120, "certainty": "firm", "alpha": 0.78, "error": 5.1}}}

`certainty` is `hidden`, `provisional` or `firm`; `hints` are those of `trainer.app.item_report.Hint`.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import click

from trainer.analysis.statistics import Certainty, LanguageDifference, Reliability, ReplyStatistics
from trainer.app.faults import Fault
from trainer.app.item_report import (
    CertificationReport,
    ItemReport,
    ReportedDecision,
    describe_certification,
    describe_items,
)
from trainer.app.library import Contents
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.data_folder import nearest, open_records, read_library
from trainer.cli.report_page import print_certification, print_items
from trainer.cli.scenario_file import read_scenario_file
from trainer.i18n import _
from trainer.scenario.model import Scenario
from trainer.scenario.reading import load
from trainer.storage.records_reader import RecordsReader

__all__ = ["command"]

FILE_SUFFIXES: Final = (".yaml", ".yml")

COLUMNS: Final = (
    "scene",
    "attempts",
    "certainty",
    "difficulty",
    "discrimination",
    "upper_minus_lower",
    "median_seconds",
    "reply",
    "offered",
    "taken",
    "share",
    "upper",
    "middle",
    "lower",
)
"""Of the table; each is the key of the JSON document."""


class ReportFormat(StrEnum):
    """How a report is given."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class _Subject:
    """The scenario that is asked about."""

    id: str
    scenario: Scenario | None
    """None where it has left the library, or its file cannot be read."""


@click.group("report", help=_("Tell what recorded assessments say, for instructors. Records are only read."))
def command() -> None:
    """Hold the reports together."""


@command.command(
    "items",
    help=_(
        "Tell how hard each decision of a SCENARIO is, whether it tells people apart, how often each reply "
        "is taken and by whom, and whether it is harder in one language. SCENARIO is an id or a file. Only "
        "the first assessment of each trainee counts. Figures of fewer than 30 attempts are hidden, of "
        "fewer than 100 provisional."
    ),
)
@click.argument("scenario")
@click.option("--language", help=_("Only assessments taken in this language, such as es."))
@click.option("--all-attempts", is_flag=True, help=_("Count every assessment, not only first ones."))
@click.option(
    "--format",
    "form",
    type=click.Choice([each.value for each in ReportFormat]),
    default=ReportFormat.TEXT.value,
    show_default=True,
    help=_("For people, as one JSON document, or as a table with one line for each reply."),
)
def items(scenario: str, language: str | None, form: str, *, all_attempts: bool) -> int:
    """Print the statistics of a scenario's decisions."""
    records = open_records()
    try:
        subject = _find(scenario, records)
        report = describe_items(
            records,
            subject.id,
            language=language,
            every_attempt=all_attempts,
            scenes=() if subject.scenario is None else tuple(subject.scenario.scenes),
        )
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    match ReportFormat(form):
        case ReportFormat.TEXT:
            print_items(report, subject.scenario)
        case ReportFormat.JSON:
            print_json(_items(report))
        case ReportFormat.CSV:
            click.echo(_table(report), nl=False)
    return 0


@command.command(
    "certification",
    help=_(
        "Tell how reliable the scores are by which the certification ID is achieved: Cronbach's alpha over "
        "its scenarios, and the standard error of measurement. Only first assessments count."
    ),
)
@click.argument("certification", metavar="ID")
@format_option
def certification_report(certification: str, output: str) -> int:
    """Print how reliable a certification's scores are."""
    contents = read_library()
    found = contents.certifications.get(certification)
    if found is None:
        near = nearest(certification, contents.certifications)
        said = (
            _('the library has no certification "{name}"; add it, or name one that exists')
            if near is None
            else _('the library has no certification "{name}"; did you mean "{nearest}"?')
        )
        raise click.ClickException(said.format(name=certification, nearest=near))
    records = open_records()
    try:
        report = describe_certification(records, found)
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(_certification(report))
    else:
        print_certification(report, found)
    return 0


def _find(name: str, records: RecordsReader) -> _Subject:
    """Return the scenario that a person named; `click.ClickException` where nothing is known of it."""
    if name.endswith(FILE_SUFFIXES) or Path(name).is_file():
        loaded = read_scenario_file(Path(name))
        if loaded.scenario is None:
            raise click.ClickException(
                _("{path} cannot be read as a scenario; puente check says why").format(path=name)
            )
        return _Subject(loaded.scenario.id, loaded.scenario)
    contents = read_library()
    if name in contents.scenarios:
        return _Subject(name, _read(contents, name))
    recorded = records.scenarios()
    if name in recorded:
        return _Subject(name, None)
    near = nearest(name, [*contents.scenarios, *recorded])
    said = (
        _('neither the library nor the records know a scenario "{name}"; name its id or its file')
        if near is None
        else _('neither the library nor the records know a scenario "{name}"; did you mean "{nearest}"?')
    )
    raise click.ClickException(said.format(name=name, nearest=near))


def _read(contents: Contents, name: str) -> Scenario | None:
    return load(contents.scenarios[name].read()).scenario


def _items(report: ItemReport) -> dict[str, object]:
    return {
        "scenario": report.scenario,
        "versions": list(report.versions),
        "language": report.language,
        "attempts": "all" if report.every_attempt else "first",
        "count": report.attempts,
        "certainty": report.certainty.value,
        "decisions": [_decision(each) for each in report.decisions],
    }


def _decision(decision: ReportedDecision) -> dict[str, object]:
    found = decision.statistics
    hidden = found.certainty is Certainty.HIDDEN
    return {
        "scene": found.scene,
        "attempts": found.attempts,
        "certainty": found.certainty.value,
        "difficulty": None if hidden else found.difficulty,
        "discrimination": None if hidden else found.discrimination,
        "upper_minus_lower": None if hidden else found.upper_minus_lower,
        "median_seconds": None if hidden else found.seconds,
        "hints": [hint.value for hint in decision.hints],
        "replies": [_reply(each) for each in found.replies],
        "languages": [_languages(each) for each in decision.languages],
    }


def _reply(reply: ReplyStatistics) -> dict[str, object]:
    hidden = reply.certainty is Certainty.HIDDEN
    return {
        "reply": reply.reply,
        "offered": reply.offered,
        "certainty": reply.certainty.value,
        "taken": None if hidden else reply.taken,
        "share": None if hidden else reply.share,
        "upper": None if hidden else reply.upper,
        "middle": None if hidden else reply.middle,
        "lower": None if hidden else reply.lower,
        "tempts_nobody": None if hidden else reply.tempts_nobody,
    }


def _languages(compared: LanguageDifference) -> dict[str, object]:
    hidden = compared.certainty is Certainty.HIDDEN
    return {
        "languages": list(compared.languages),
        "attempts": list(compared.attempts),
        "certainty": compared.certainty.value,
        "difference": None if hidden else compared.difference,
        "low": None if hidden else compared.low,
        "high": None if hidden else compared.high,
        "differs": None if hidden else compared.differs,
    }


def _certification(report: CertificationReport) -> dict[str, object]:
    return {
        "certification": report.certification,
        "scenarios": list(report.scenarios),
        "trainees": report.trainees,
        "reliability": {
            dimension.value: _reliability(each) for dimension, each in report.reliability.items()
        },
    }


def _reliability(found: Reliability) -> dict[str, object]:
    hidden = found.certainty is Certainty.HIDDEN
    return {
        "trainees": found.trainees,
        "certainty": found.certainty.value,
        "alpha": None if hidden else found.alpha,
        "error": None if hidden else found.error,
    }


def _table(report: ItemReport) -> str:
    """Return one line for each reply, the figures of its decision repeated; what is hidden is empty."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(_rows(report))
    return written.getvalue()


def _rows(report: ItemReport) -> Iterator[dict[str, object]]:
    for decision in report.decisions:
        of_decision = _decision(decision)
        for reply in decision.statistics.replies:
            of_reply = _reply(reply)
            del of_reply["certainty"]
            yield of_decision | of_reply
