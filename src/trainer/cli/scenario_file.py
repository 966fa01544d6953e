"""The one scenario file that a command is about."""

from pathlib import Path
from typing import Final

import click

from trainer.i18n import N_, _
from trainer.scenario.reading import FileKind, Loaded, load
from trainer.storage.scenario_files import At, read_file, what_is_at

__all__ = ["read_scenario_file"]

OTHER_KINDS: Final = {
    FileKind.CERTIFICATION: N_("{path} is a certification; name the file of a scenario"),
    FileKind.PRONUNCIATIONS: N_("{path} holds pronunciations; name the file of a scenario"),
}


def read_scenario_file(path: Path) -> Loaded:
    """Read the file of a scenario, whatever may be wrong in it.

    Raises `click.ClickException` where there is no such file, or it is of another kind.
    """
    at = what_is_at(path)
    if at is At.FOLDER:
        raise click.ClickException(_("{path} is a folder; name one file").format(path=path))
    if at is At.NOTHING:
        raise click.ClickException(_("there is no file {path}; check the name").format(path=path))
    loaded = load(read_file(path))
    if loaded.kind in OTHER_KINDS:
        raise click.ClickException(_(OTHER_KINDS[loaded.kind]).format(path=path))
    return loaded
