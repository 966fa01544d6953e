"""`puente audit`: what was done behind the instructor's entrance, for people and for programs.

The JSON document:

    {"deeds": [{"id": "…", "at": "2026-03-12T14:40:00+00:00", "deed": "certificate-issued", "subject": "…",
                "detail": "…", "message": "…"}]}

The last deed comes first; `deed` is one of `Deed`.
"""

import click

from trainer import paths
from trainer.app.audit_words import deed_sentence
from trainer.app.faults import Fault
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.lines import INDENT, wrapped
from trainer.i18n import _, format_datetime
from trainer.storage.instructor_records import AuditReader

__all__ = ["command"]


@click.command(
    "audit",
    help=_(
        "List what was done behind the instructor's entrance: unlocked, tried in vain, issued, revoked, "
        "changed; the last first. The list is chained with all other records: puente verify-records tells "
        "whether somebody changed it."
    ),
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("At most so many entries."),
)
@format_option
def command(most: int | None, output: str) -> int:
    """Print the list of deeds."""
    try:
        deeds, names = AuditReader(paths.data_folder()).read(most)
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(
            {
                "deeds": [
                    {
                        "id": each.id,
                        "at": each.at.isoformat(),
                        "deed": each.deed.value,
                        "subject": each.subject,
                        "detail": each.detail,
                        "message": deed_sentence(each, names),
                    }
                    for each in deeds
                ]
            }
        )
        return 0
    if not deeds:
        click.echo(_("Nothing was done yet."))
    for each in deeds:
        said = _("{moment}: {deed}").format(moment=format_datetime(each.at), deed=deed_sentence(each, names))
        click.echo(wrapped(said, hanging=INDENT))
    return 0
