"""`puente FILE.puente`, as a double-click starts it: the window in which a pack is installed."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from trainer import paths
from trainer.app.faults import Fault
from trainer.app.packs import PackRefusedFault, describe_pack
from trainer.cli.pack_desk import known_issuer, open_shelf, trust
from trainer.i18n import _
from trainer.settings import SettingsFile
from trainer.storage.pack_archive import open_pack
from trainer.ui.pack_window import PackDoor, PackOffer, run

__all__ = ["open_door", "open_pack_window"]

Result = TypeVar("Result")


def open_pack_window(file: Path) -> int:
    """Open the window, and return the exit status when it is closed."""
    folder = paths.data_folder()
    return run(open_door(file), SettingsFile(folder), folder)


def open_door(file: Path) -> PackDoor:
    """Return what can be done with a pack.

    Where the machine knows its center's key, an unsigned pack is refused; elsewhere a person decides.
    """

    def examine() -> PackOffer:
        return _telling(lambda: _examine(file))

    def install() -> None:
        _telling(lambda: _install(file))

    return PackDoor(file, examine, install)


def _examine(file: Path) -> PackOffer:
    believed = trust(None, unsigned=known_issuer() is None)
    with open_pack(file, believed.claims_of) as archive:
        believed.admit(archive.token)
        open_shelf().examine(archive)
        return PackOffer(describe_pack(archive.pack), signed=archive.token is not None)


def _install(file: Path) -> None:
    believed = trust(None, unsigned=known_issuer() is None)
    with open_pack(file, believed.claims_of) as archive:
        believed.admit(archive.token)
        open_shelf().install(archive)


def _telling(work: Callable[[], Result]) -> Result:
    """Tell what the system or a key's file has against it as a fault, which the window shows."""
    try:
        return work()
    except click.ClickException as error:
        raise Fault(error.message) from error
    except OSError as error:
        raise PackRefusedFault(
            _("{path} cannot be read or written ({reason}); allow your account to").format(
                path=error.filename, reason=error.strerror or error
            )
        ) from error
