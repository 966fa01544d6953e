"""`puente pack`: a folder of scenarios as one signed file, which another machine can check and install.

The JSON document: `{"pack": "…", "file": "…", "center": "…", "files": 14, "bytes": 1203, "left_out": ["…"]}`;
`center` is null where nobody signed it.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import click

from trainer import paths
from trainer.app.faults import Fault
from trainer.app.packs import Pack, PackFile, describe_pack, is_name, largest_of
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.certificate_desk import open_desk
from trainer.cli.passphrase import passphrase_option
from trainer.cli.path_argument import PATH
from trainer.i18n import _, format_list
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.machine import MachineClock
from trainer.storage.pack_archive import open_pack, write_pack
from trainer.storage.pack_shelf import PackShelf

__all__ = ["command"]

SUFFIX: Final = ".puente"
_STRANGE: Final = re.compile(r"[^a-z0-9]+")


@click.command(
    "pack",
    help=_(
        "Make one file of the scenarios, certifications, recordings and portraits in FOLDER, signed with the "
        "center's key. “puente install-pack” checks and installs it on another machine."
    ),
)
@click.argument("folder", type=PATH)
@click.option("--output", "target", required=True, type=PATH, metavar="FILE", help=_("The file to write."))
@click.option("--name", help=_("What the pack is called; the folder's name where it is left out."))
@click.option("--unsigned", is_flag=True, help=_("Do not sign it; who installs it has to allow that."))
@passphrase_option
@format_option
def command(  # noqa: PLR0913 - each is an option
    folder: Path, target: Path, name: str | None, passphrase_file: Path | None, output: str, *, unsigned: bool
) -> int:
    """Collect, sign, write, and look at the result as whoever installs it will."""
    if not folder.is_dir():
        raise click.ClickException(_("there is no folder {path}; check the name").format(path=folder))
    if os.path.lexists(target):
        raise click.ClickException(_("{path} is there already; choose another name").format(path=target))
    called = _name(folder, name)
    try:
        files, left_out = _collect(folder)
        with _signing(passphrase_file, unsigned=unsigned) as (center, sign):
            pack = Pack(called, center, MachineClock().now(), files)
            _write(target, folder, pack, sign)
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be read or written ({reason}); allow your account to").format(
                path=error.filename or target, reason=error.strerror or error
            )
        ) from error
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(
            {
                "pack": pack.name,
                "file": str(target),
                "center": pack.center,
                "files": len(pack.files),
                "bytes": target.stat().st_size,
                "left_out": left_out,
            }
        )
        return 0
    click.echo(describe_pack(pack))
    click.echo(_("{path} is written.").format(path=target))
    if left_out:
        click.echo(_("Left out, since no scenario uses it: {files}").format(files=format_list(left_out)))
    return 0


def _name(folder: Path, name: str | None) -> str:
    called = _STRANGE.sub("-", folder.resolve().name.casefold()).strip("-") if name is None else name
    if not is_name(called):
        raise click.UsageError(
            _(
                "“{name}” cannot be a pack's name; give one of lower-case letters, digits and hyphens: --name"
            ).format(name=called)
        )
    return called


def _collect(folder: Path) -> tuple[tuple[PackFile, ...], list[str]]:
    """Return the files that a pack can hold, and the names of those that it cannot."""
    files, left_out = [], []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_dir() or hidden:
            continue
        if path.is_symlink() or largest_of(name) is None:
            left_out.append(name)
            continue
        content = path.read_bytes()
        files.append(PackFile(name, len(content), hashlib.sha256(content).hexdigest()))
    return tuple(files), left_out


@contextmanager
def _signing(
    passphrase_file: Path | None, *, unsigned: bool
) -> Iterator[tuple[str | None, Callable[[dict[str, Any]], str] | None]]:
    """Give the name of the center and the way to sign, or neither."""
    if unsigned:
        yield None, None
        return
    with open_desk() as desk:
        signer = desk.signer(passphrase_file)
        yield signer.center.name, signer.sign_token


def _write(target: Path, folder: Path, pack: Pack, sign: Callable[[dict[str, Any]], str] | None) -> None:
    """Write the pack, and give it its name once it has passed every check that awaits it elsewhere."""
    tokens = list[dict[str, Any]]()

    def sign_and_keep(claims: dict[str, Any]) -> str:
        tokens.append(claims)
        return "" if sign is None else sign(claims)

    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        write_pack(draft, folder, pack, None if sign is None else sign_and_keep)
        with (
            tempfile.TemporaryDirectory(prefix="puente-pack-", ignore_cleanup_errors=True) as scratch,
            open_pack(draft, lambda _token: tokens[0]) as archive,
        ):
            others = (paths.bundled_scenarios_folder(),)
            PackShelf(Path(scratch) / "scenarios", others, JudgementCache()).examine(archive)
        draft.rename(target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
