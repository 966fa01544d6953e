"""`puente install-pack`: checks a pack from outside to the last byte, and only then installs it.

The JSON document: `{"pack": "…", "center": "…", "folder": "…", "files": 14}`; `center` is null where it is
not signed.
"""

from pathlib import Path

import click

from trainer.app.faults import Fault
from trainer.app.packs import describe_pack
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.pack_desk import open_shelf, trust
from trainer.cli.path_argument import PATH
from trainer.i18n import _
from trainer.storage.pack_archive import open_pack

__all__ = ["command"]


@click.command(
    "install-pack",
    help=_(
        "Check the scenario pack FILE and install it: who signed it, what is in it, and whether all of it "
        "can be used. Nothing is changed where anything is wrong. “puente packs remove” takes it back."
    ),
)
@click.argument("file", type=PATH)
@click.option(
    "--issuer",
    type=PATH,
    help=_("The public key of the center that signed it; that of this machine's center where left out."),
)
@click.option("--unsigned", is_flag=True, help=_("Install it although nobody signed it."))
@format_option
def command(file: Path, issuer: Path | None, output: str, *, unsigned: bool) -> int:
    """Check and install."""
    if not file.exists():
        raise click.ClickException(_("there is no file {path}; check the name").format(path=file))
    believed = trust(issuer, unsigned=unsigned)
    try:
        with open_pack(file, believed.claims_of) as archive:
            believed.admit(archive.token)
            installed = open_shelf().install(archive)
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be read or written ({reason}); allow your account to").format(
                path=error.filename or file, reason=error.strerror or error
            )
        ) from error
    pack = installed.pack
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(
            {
                "pack": pack.name,
                "center": pack.center,
                "folder": str(installed.folder),
                "files": len(pack.files),
            }
        )
        return 0
    click.echo(describe_pack(pack))
    click.echo(_("It is installed. To take it back: puente packs remove {name}").format(name=pack.name))
    return 0
