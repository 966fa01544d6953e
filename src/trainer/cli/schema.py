"""`puente schema`: the JSON Schema of scenarios and certifications, or of a policy, for editors."""

from typing import Final

import click

from trainer.app.editor_schema import editor_schema_text
from trainer.app.policy_schema import policy_schema_text
from trainer.i18n import _

__all__ = ["command"]

SCENARIO: Final = "scenario"
POLICY: Final = "policy"


@click.command(
    "schema",
    help=_(
        "Print the JSON Schema of scenarios and certifications, by which an editor completes, explains and "
        "corrects them as you type. Its sentences are in the language of the interface. “puente schema "
        "policy” prints that of a center's policy."
    ),
)
@click.argument("kind", type=click.Choice([SCENARIO, POLICY]), default=SCENARIO)
def command(kind: str) -> int:
    """Print the schema."""
    click.echo(policy_schema_text() if kind == POLICY else editor_schema_text(), nl=False)
    return 0
