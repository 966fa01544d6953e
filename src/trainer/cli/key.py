"""`puente key`: the center's key on this machine. It is made once; the public half is for everybody."""

from pathlib import Path

import click

from trainer import paths
from trainer.app.center import Center, KeyFacts, KeyThereFault
from trainer.app.faults import Fault
from trainer.cli.certificate_desk import open_desk
from trainer.cli.passphrase import passphrase_option
from trainer.cli.path_argument import PATH
from trainer.cli.verify import read_bytes
from trainer.exports.typst_documents import save_file
from trainer.i18n import _, format_date
from trainer.signing.key_file import KeyFile
from trainer.signing.public_keys import PublicKeyForm, write_public_key

__all__ = ["command"]


@click.group(
    "key",
    help=_(
        "Make the key with which a training center signs its certificates, show its public half, or carry "
        "it to "
        "another machine of the center. The key is kept encrypted under the instructor's passphrase."
    ),
)
def command() -> None:
    """Hold the commands together."""


@command.command(
    "new",
    help=_(
        "Make the center's key on this machine, under the passphrase of the instructor's entrance. A center "
        "makes "
        "one key, once."
    ),
)
@click.option("--name", required=True, help=_("The center's name, as certificates show it."))
@click.option("--url", help=_("The address of the center's page."))
@passphrase_option
def new(name: str, url: str | None, passphrase_file: Path | None) -> int:
    """Make the key."""
    with open_desk() as desk:
        center = Center(" ".join(name.split()), url)
        if desk.keys.exists():
            raise KeyThereFault(desk.keys.facts())
        key = desk.make_key(center, passphrase_file)
    click.echo(_("The key of {center} is made: {key}").format(center=center.name, key=key.issuer.thumbprint))
    click.echo(_("Keep a copy of it now, on another disk: puente key export --encrypted --output FILE"))
    click.echo(_("Give those who check certificates its public half: puente key export --output FILE"))
    return 0


@command.command("show", help=_("Tell which key this machine has."))
def show() -> int:
    """Tell what is known without the passphrase."""
    facts = _facts()
    for name, value in (
        (_("Center"), facts.center.name),
        (_("Page"), facts.center.url or _("none")),
        (_("Made on"), format_date(facts.made_at, "long")),
        (_("Key"), facts.public_key.thumbprint),
    ):
        click.echo(_("{name}: {value}").format(name=name, value=value))
    return 0


@command.command(
    "export",
    help=_(
        "Write the public half of the key, which anybody may have, or the whole key as it is kept: "
        "encrypted, "
        "for another machine of the center or as a copy in a safe place."
    ),
)
@click.option("--output", required=True, type=PATH, help=_("The file to write."))
@click.option(
    "--form",
    type=click.Choice([each.value for each in PublicKeyForm]),
    default=PublicKeyForm.PEM.value,
    show_default=True,
    help=_("How the public half is written."),
)
@click.option("--encrypted", is_flag=True, help=_("The whole key, encrypted, instead of its public half."))
def export(output: Path, form: str, *, encrypted: bool) -> int:
    """Write a file."""
    facts = _facts()
    try:
        content = _content(facts, PublicKeyForm(form), encrypted=encrypted)
        save_file(content, output)
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(_("{path} is written.").format(path=output))
    return 0


@command.command(
    "import", help=_("Take over the key from a FILE that another machine of the center exported.")
)
@click.argument("file", type=PATH)
@passphrase_option
def take(file: Path, passphrase_file: Path | None) -> int:
    """Keep the key of a file."""
    content = read_bytes(file)
    with open_desk() as desk:
        key = desk.take_key(content, passphrase_file)
    click.echo(
        _("This machine has the key of {center} now: {key}").format(
            center=key.center.name, key=key.issuer.thumbprint
        )
    )
    return 0


@command.command(
    "describe", help=_("Change what certificates that are issued from now on say of the center.")
)
@click.option("--name", required=True, help=_("The center's name, as certificates show it."))
@click.option("--url", help=_("The address of the center's page; none where it is left out."))
@passphrase_option
def describe(name: str, url: str | None, passphrase_file: Path | None) -> int:
    """Change the center's name and page."""
    with open_desk() as desk:
        center = Center(" ".join(name.split()), url)
        desk.describe(center, passphrase_file)
    click.echo(_("Certificates name {center} from now on.").format(center=center.name))
    return 0


@command.command("passphrase", help=_("Change the passphrase of the instructor's entrance and of the key."))
@passphrase_option
@click.option(
    "--new-passphrase-file",
    type=PATH,
    help=_("A file whose first line is the new passphrase; without it you are asked."),
)
def passphrase(passphrase_file: Path | None, new_passphrase_file: Path | None) -> int:
    """Change the passphrase."""
    with open_desk() as desk:
        desk.change_passphrase(passphrase_file, new_passphrase_file)
    click.echo(_("The passphrase is changed. Copies of the key that were exported keep the old one."))
    return 0


def _keys() -> KeyFile:
    return KeyFile(paths.center_key_file())


def _facts() -> KeyFacts:
    try:
        return _keys().facts()
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault


def _content(facts: KeyFacts, form: PublicKeyForm, *, encrypted: bool) -> bytes:
    return _keys().encrypted() if encrypted else write_public_key(facts.public_key, form)
