"""`puente backup`: a copy of the records now, proved to open, beside a window at work or without one.

The JSON document:

    {"backup": {"path": "…", "made_at": "…", "kind": "on-demand", "bytes": 421888},
     "copied_to": "…"}

and with `--list` `{"backups": [{"path": …}, …]}`, newest first. `copied_to` is the folder on another disk,
null where none is chosen or it is gone. `kind` is `on-demand`, `daily`, `before-upgrade` or `before-restore`.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from trainer import paths
from trainer.app.backups import BackupDiskGoneFault, BackupNotCopiedFault
from trainer.app.doctor_findings import format_bytes
from trainer.app.faults import Fault
from trainer.app.ports import BackupFacts, BackupKind
from trainer.bootstrap import chosen_copies
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.path_argument import PATH
from trainer.i18n import _, format_datetime, pgettext
from trainer.settings import SettingsFile
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder

__all__ = ["command", "records_folder"]


@click.command(
    "backup",
    help=_(
        "Make a backup of the records now, and prove that it opens. Puente may be open meanwhile. "
        "“puente restore” returns to one."
    ),
)
@click.option(
    "--output",
    "folder",
    type=PATH,
    metavar="FOLDER",
    help=_("The folder to make it in, instead of that of the other backups."),
)
@click.option("--list", "listing", is_flag=True, help=_("List the backups that are there instead."))
@format_option
def command(folder: Path | None, output: str, *, listing: bool) -> int:
    """Make one, or list them."""
    records = records_folder()
    try:
        if listing:
            _list(records.backups.list(), OutputFormat(output))
            return 0
        made = records.back_up(folder)
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    except OSError as error:
        where = folder or records.backups.folder
        raise click.ClickException(
            _("{folder} cannot be read or written ({reason}); choose another, or allow it").format(
                folder=where, reason=error.strerror or error
            )
        ) from error
    _tell(made, _copy(made) if folder is None else None, OutputFormat(output))
    return 0


def records_folder() -> RecordsFolder:
    """Return the records of this machine's data folder, not opened."""
    return RecordsFolder(paths.data_folder(), clock=MachineClock(), identifiers=MachineIdentifiers())


def _copy(made: BackupFacts) -> Path | None:
    """Copy a backup to the other disk, where there is one; that it is gone is told, and no failure."""
    copies = chosen_copies(SettingsFile(paths.data_folder()), paths.data_folder())
    if copies is None:
        return None
    try:
        copies.take(made)
    except (BackupDiskGoneFault, BackupNotCopiedFault) as fault:
        click.echo(_("puente: {sentence}").format(sentence=fault), err=True)
        return None
    return copies.folder


def _tell(made: BackupFacts, copied: Path | None, output: OutputFormat) -> None:
    if output is OutputFormat.JSON:
        print_json({"backup": _as_data(made), "copied_to": None if copied is None else str(copied)})
        return
    told = _("{path} is made and opens ({size}).")
    click.echo(told.format(path=made.path, size=format_bytes(made.size)))
    if copied is not None:
        click.echo(_("A copy is in {folder}.").format(folder=copied))


def _list(backups: Sequence[BackupFacts], output: OutputFormat) -> None:
    if output is OutputFormat.JSON:
        print_json({"backups": [_as_data(each) for each in backups]})
        return
    if not backups:
        click.echo(_("There are no backups yet; one is made each day."))
    names = _kind_names()
    for each in backups:
        row = pgettext("backup", "{moment}  {kind}  {size}  {path}")
        click.echo(
            row.format(
                moment=format_datetime(each.made_at),
                kind=names[each.kind],
                size=format_bytes(each.size),
                path=each.path,
            )
        )


def _kind_names() -> dict[BackupKind, str]:
    return {
        BackupKind.ON_DEMAND: pgettext("backup", "asked for"),
        BackupKind.DAILY: pgettext("backup", "of the day"),
        BackupKind.BEFORE_UPGRADE: pgettext("backup", "before an upgrade"),
        BackupKind.BEFORE_RESTORE: pgettext("backup", "before a return to another"),
    }


def _as_data(backup: BackupFacts) -> dict[str, object]:
    return {
        "path": str(backup.path),
        "made_at": backup.made_at.isoformat(),
        "kind": backup.kind.value,
        "bytes": backup.size,
    }
