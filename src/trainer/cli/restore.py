"""`puente restore`: back to a backup, once it is told what that would bring back and what it would lose.

The JSON document, which is printed with `--yes` or `--preview` alone:

    {"backup": "…", "restored": true, "before": "…",
     "people": {"gained": ["…"], "lost": ["…"]},
     "attempts": {"gained": 0, "lost": 12}, "certificates": {"gained": ["…"], "lost": ["…"]}}

`before` is the backup that was made of the records as they were, null where they could not be read. The parts
are null where the present records cannot be read, so that nothing can be said of what changes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from trainer.app.backup_contents import Changes, RecordedContents, compare
from trainer.app.faults import Fault
from trainer.app.ports import BackupFacts
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.backup import records_folder
from trainer.cli.path_argument import PATH
from trainer.i18n import _, format_datetime, format_list, ngettext, one_period
from trainer.storage.backup_contents import read_backup, read_present
from trainer.storage.opening import RecordsFolder

__all__ = ["command"]

NOT_RESTORED: Final = 1
"""The exit status where somebody looked and said no."""
NAMED: Final = 12
"""So many people are named; the others are counted."""


@click.command(
    "restore",
    help=_(
        "Return to the backup FILE: tell what would change, ask, and put it in the place of the records. "
        "These become a backup first, so that the return can be taken back. Puente must be closed."
    ),
)
@click.argument("file", type=PATH)
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--preview", is_flag=True, help=_("Tell what would change, and change nothing."))
@format_option
def command(file: Path, output: str, *, yes: bool, preview: bool) -> int:
    """Preview, ask, restore."""
    as_json = OutputFormat(output) is OutputFormat.JSON
    if as_json and not (yes or preview):
        raise click.UsageError(_("a program cannot be asked; add --yes, or --preview to change nothing"))
    folder = records_folder()
    file = _named(file, folder)
    try:
        backup, present = read_backup(file), read_present(folder.file)
        changes = None if present is None else compare(present, backup)
        if not as_json:
            for line in _preview(file, backup, changes):
                click.echo(line)
        if preview or not (yes or click.confirm(_("Return to this backup?"))):
            if as_json:
                print_json(_as_data(file, changes, restored=False, before=None))
            return 0 if preview else NOT_RESTORED
        before = folder.restore(file)
        # Brings a backup of an earlier version up to date, and proves that what is there now opens.
        folder.open().close_file()
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    if as_json:
        print_json(_as_data(file, changes, restored=True, before=before))
    else:
        _tell(before)
    return 0


def _named(file: Path, folder: RecordsFolder) -> Path:
    """Return the file, also where only its name was given and it is among the other backups."""
    kept = folder.backups.folder / file.name
    return kept if file == Path(file.name) and not file.exists() and kept.exists() else file.absolute()


def _preview(file: Path, backup: RecordedContents, changes: Changes | None) -> Iterator[str]:
    attempts = ngettext("{count} attempt", "{count} attempts", len(backup.attempts)).format(
        count=len(backup.attempts)
    )
    people = ngettext("{count} person", "{count} people", len(backup.people)).format(count=len(backup.people))
    yield _("{file} holds {people} and {attempts}.").format(file=file, people=people, attempts=attempts)
    if backup.last_at is not None:
        sentence = _("The last attempt in it was begun on {moment}.")
        yield one_period(sentence.format(moment=format_datetime(backup.last_at)))
    if changes is None:
        yield _("The present records cannot be read, so it cannot be told what would change.")
        return
    if changes.nothing:
        yield _("The people, attempts and certificates are the same as now.")
        return
    yield from _sides(_("It brings back: {what}."), changes, gained=True)
    yield from _sides(_("It loses: {what}."), changes, gained=False)


def _sides(sentence: str, changes: Changes, *, gained: bool) -> Iterator[str]:
    parts = (changes.people, changes.attempts, changes.certificates)
    people, attempts, certificates = (each.gained if gained else each.lost for each in parts)
    told = []
    if people:
        told.append(_people(people))
    if attempts:
        count = len(attempts)
        told.append(ngettext("{count} attempt", "{count} attempts", count).format(count=count))
    if certificates:
        count = len(certificates)
        told.append(ngettext("{count} certificate", "{count} certificates", count).format(count=count))
    if told:
        yield sentence.format(what=format_list(told))


def _people(names: tuple[str, ...]) -> str:
    named = [*names[:NAMED]]
    more = len(names) - len(named)
    if more:
        named.append(ngettext("{count} more", "{count} more", more).format(count=more))
    people = ngettext("{count} person", "{count} people", len(names)).format(count=len(names))
    return _("{people} ({names})").format(people=people, names=format_list(named))


def _tell(before: BackupFacts | None) -> None:
    click.echo(_("The records are those of the backup now."))
    if before is None:
        click.echo(_("What was there before is set aside beside them."))
    else:
        click.echo(_("To take this back: puente restore {name}").format(name=before.name))


def _as_data(
    file: Path, changes: Changes | None, *, restored: bool, before: BackupFacts | None
) -> dict[str, object]:
    document: dict[str, object] = {
        "backup": str(file),
        "restored": restored,
        "before": None if before is None else str(before.path),
    }
    if changes is None:
        return document | {"people": None, "attempts": None, "certificates": None}
    return document | {
        "people": {"gained": list(changes.people.gained), "lost": list(changes.people.lost)},
        "attempts": {"gained": len(changes.attempts.gained), "lost": len(changes.attempts.lost)},
        "certificates": {
            "gained": list(changes.certificates.gained),
            "lost": list(changes.certificates.lost),
        },
    }
