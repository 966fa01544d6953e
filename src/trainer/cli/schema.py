"""`puente schema`: the JSON Schema of scenarios and certifications, for editors."""

import click

from trainer.app.editor_schema import editor_schema_text
from trainer.i18n import _

__all__ = ["command"]


@click.command(
    "schema",
    help=_(
        "Print the JSON Schema of scenarios and certifications, by which an editor completes, explains and "
        "corrects them as you type. Its sentences are in the language of the interface."
    ),
)
def command() -> int:
    """Print the schema."""
    click.echo(editor_schema_text(), nl=False)
    return 0
