"""`puente packs`: which scenario packs are installed, and how to be rid of one."""

import click

from trainer.app.faults import Fault
from trainer.app.packs import describe_pack
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.pack_desk import open_shelf
from trainer.i18n import _

__all__ = ["command"]


@click.group("packs", help=_("List the scenario packs that are installed, or remove one."))
def command() -> None:
    """Hold the commands together."""


@command.command("list", help=_("List the scenario packs that are installed."))
@format_option
def list_packs(output: str) -> int:
    """Print them by name."""
    try:
        installed = open_shelf().list()
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be read or written ({reason}); allow your account to").format(
                path=error.filename, reason=error.strerror or error
            )
        ) from error
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(
            {
                "packs": [
                    {
                        "pack": each.pack.name,
                        "center": each.pack.center,
                        "made_at": each.pack.made_at.isoformat(),
                        "installed_at": each.installed_at.isoformat(),
                        "folder": str(each.folder),
                        "files": len(each.pack.files),
                    }
                    for each in installed
                ]
            }
        )
        return 0
    if not installed:
        click.echo(_("No scenario pack is installed."))
    for each in installed:
        click.echo(describe_pack(each.pack))
    return 0


@command.command("remove", help=_("Remove the scenario pack NAME. What was recorded of its calls stays."))
@click.argument("name")
def remove(name: str) -> int:
    """Remove one."""
    try:
        removed = open_shelf().remove(name)
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be read or written ({reason}); allow your account to").format(
                path=error.filename, reason=error.strerror or error
            )
        ) from error
    click.echo(_("“{name}” is removed.").format(name=removed.pack.name))
    return 0
