"""`puente voices recorded`: note what recordings of a scenario say, so that `check` tells when it changes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from trainer.app.recordings import SUFFIXES, audio_folder, write_manifest
from trainer.app.stale_recordings import digests_of
from trainer.cli.path_argument import PATH
from trainer.cli.scenario_file import read_scenario_file
from trainer.i18n import _, ngettext

__all__ = ["recorded_command"]

STRAY = 1
"""The exit status where a recording belongs to no line."""


@click.command(
    "recorded",
    help=_(
        "Note that the recordings of scenarios say what their lines say now. "
        "When the words change later, check reports it (T305), and a voice speaks them instead. "
        "The recordings of calls/double-charge.yaml lie in calls/double-charge/audio, "
        "one for each line, such as es-MX/scenes.opening.customer.wav. "
        "The exit status is 1 where a recording belongs to no line."
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
def recorded_command(files: Sequence[Path]) -> int:
    """Note recordings; 1 where one belongs to no line."""
    strays = [stray for file in files for stray in _note(file)]
    for stray in strays:
        click.echo(_("{recording} belongs to no line; check its name").format(recording=stray), err=True)
    return STRAY if strays else 0


def _note(file: Path) -> Iterator[Path]:
    """Note the recordings of one scenario, and give those that belong to no line."""
    scenario = read_scenario_file(file).scenario
    if scenario is None:
        raise click.ClickException(_("{path} has errors; look with: puente check {path}").format(path=file))
    folder = audio_folder(file)
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.glob("*/*") if path.suffix in SUFFIXES
    )
    if not names:
        raise click.ClickException(_("there are no recordings in {folder}").format(folder=folder))
    digests = digests_of(scenario, names)
    try:
        write_manifest(folder, digests)
    except OSError as error:
        raise click.ClickException(
            _("{folder} takes no file ({reason}); allow your account to write there").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error
    count = len(digests)
    click.echo(
        ngettext("{path}: {count} recording noted.", "{path}: {count} recordings noted.", count).format(
            path=file, count=count
        )
    )
    yield from (folder / name for name in names if name not in digests)
