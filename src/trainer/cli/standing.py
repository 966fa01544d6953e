"""`puente standing`: where trainees stand in every certification, for people and for programs.

The JSON document:

    {"at": "2026-03-12T14:40:00+00:00",
     "trainees": [{"id": "…", "name": "Mariana Ortega",
       "certifications": [{"certification": "bilingual-foundation", "version": 1, "status": "in-progress",
         "held": false, "achieved_at": null, "expires_at": null, "renewable_at": null, "awaited": [],
         "opens_at": null,
         "requirements": [{"at_least": 4, "done": 1, "met": false,
           "parts": [{"scenario": "double-charge", "language": "en", "attempt": "…", "passed_at": "…",
                      "counts_until": "…", "failures": 0, "opens_at": null}]}]}]}]}

`status` is `not-started`, `in-progress`, `achieved`, `expiring` or `expired`. Moments are ISO 8601 in UTC.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import click

from trainer.app.faults import Fault
from trainer.app.ports import Trainee
from trainer.app.standing_report import TraineeStandings, report_standings
from trainer.certification.model import Certification
from trainer.certification.standing import Part, RequirementStanding, Standing
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.data_folder import nearest, open_records, read_library
from trainer.cli.standing_page import print_standings
from trainer.i18n import _
from trainer.storage.machine import MachineClock

__all__ = ["command"]


@click.command(
    "standing",
    help=_(
        "Tell where trainees stand in every certification: what is met by which assessment, what is missing, "
        "when a blocked scenario opens again, when a certification expires and from when it can be renewed. "
        "Records are only read, also while the window is open."
    ),
)
@click.option("--trainee", "name", help=_("Only the trainees of this name, or the one with this id."))
@format_option
def command(name: str | None, output: str) -> int:
    """Print the standings."""
    records = open_records()
    contents = read_library()
    now = MachineClock().now()
    try:
        chosen = _choose(records.trainees(), name)
        found = report_standings(records, contents.certifications.values(), now, chosen)
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(
            {"at": _moment(now), "trainees": [_trainee(each, contents.certifications) for each in found]}
        )
    else:
        titles = {each.id: each.scenario.title for each in contents.scenarios.values()}
        print_standings(found, contents.certifications, titles)
    return 0


def _choose(trainees: Sequence[Trainee], name: str | None) -> Sequence[Trainee]:
    """Return the trainees of a name, all where none is given; `click.ClickException` where there are none."""
    if name is None:
        return trainees
    wanted = " ".join(name.split()).casefold()
    chosen = [each for each in trainees if wanted in {each.name.casefold(), each.id}]
    if chosen:
        return chosen
    near = nearest(wanted, [each.name for each in trainees])
    if near is None:
        raise click.ClickException(
            _('there is no trainee "{name}"; leave --trainee out to see everybody').format(name=name)
        )
    raise click.ClickException(
        _('there is no trainee "{name}"; did you mean "{nearest}"?').format(name=name, nearest=near)
    )


def _trainee(found: TraineeStandings, certifications: Mapping[str, Certification]) -> dict[str, object]:
    return {
        "id": found.trainee.id,
        "name": found.trainee.name,
        "certifications": [_standing(each, certifications[name]) for name, each in found.standings.items()],
    }


def _standing(standing: Standing, certification: Certification) -> dict[str, object]:
    return {
        "certification": standing.certification,
        "version": certification.version,
        "status": standing.status.value,
        "held": standing.held,
        "achieved_at": _moment(standing.achieved_at),
        "expires_at": _moment(standing.expires_at),
        "renewable_at": _moment(standing.holds[-1].renewable_at if standing.holds else None),
        "awaited": list(standing.awaited),
        "opens_at": _moment(standing.next_opening),
        "requirements": [_requirement(each) for each in standing.requirements],
    }


def _requirement(standing: RequirementStanding) -> dict[str, object]:
    return {
        "at_least": standing.requirement.at_least,
        "done": standing.done,
        "met": standing.met,
        "parts": [_part(each) for each in standing.parts],
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "scenario": part.scenario,
        "language": part.language,
        "attempt": part.attempt,
        "passed_at": _moment(part.passed_at),
        "counts_until": _moment(part.lapses_at),
        "failures": part.failures,
        "opens_at": _moment(part.opens_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
