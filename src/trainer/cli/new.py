"""`puente new`: a commented scenario to start from, and beside it the schema that editors read."""

from pathlib import Path

import click

from trainer.app.editor_schema import MADE_BY, editor_schema_text
from trainer.app.faults import Fault
from trainer.app.starter import SCHEMA_NAME, slug_of, starter
from trainer.cli.path_argument import PATH
from trainer.i18n import _
from trainer.storage.new_files import refresh, require_free, write_new
from trainer.storage.scenario_files import SUFFIXES

__all__ = ["command"]


@click.command(
    "new",
    help=_(
        "Write a scenario to start from. FILE ends in .yaml, and is never overwritten. It is a short sound "
        "call in English and Spanish, with comments in the language of the interface. Beside it stands "
        "puente.schema.json, by which editors complete and explain what you write."
    ),
)
@click.argument("file", type=PATH)
def command(file: Path) -> int:
    """Write the file."""
    if file.suffix not in SUFFIXES:
        raise click.ClickException(_("{path} does not end in .yaml; name it so").format(path=file))
    scenario_id = slug_of(file.stem)
    if scenario_id is None:
        raise click.ClickException(
            _(
                "no id can be made of the name {name}; name the file in letters, such as late-parcel.yaml"
            ).format(name=file.name)
        )
    schema = file.with_name(SCHEMA_NAME)
    try:
        require_free(file)
        refresh(schema, editor_schema_text(), mark=MADE_BY)
        write_new(file, starter(scenario_id))
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(_("{path} is ready. Play it, check it, then replace it scene by scene.").format(path=file))
    return 0
