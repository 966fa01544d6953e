"""How a command is given the instructor's passphrase: typed unseen, or the first line of a file.

Never as an argument: those can be read by every program of the machine.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from trainer.cli.path_argument import PATH
from trainer.i18n import _

__all__ = ["ask", "passphrase_option"]

Command = TypeVar("Command", bound=Callable[..., object])


def passphrase_option(function: Command) -> Command:
    """Give a command the option that names a file with the passphrase."""
    return click.option(
        "--passphrase-file",
        type=PATH,
        help=_("A file whose first line is the passphrase; without it you are asked."),
    )(function)


def ask(file: Path | None, question: str, *, confirm: bool = False) -> str:
    """Return the passphrase; `click.ClickException` where the file cannot be read or is empty."""
    if file is None:
        answer: str = click.prompt(question, hide_input=True, confirmation_prompt=confirm, err=True)
        return answer
    try:
        # Editors of Windows begin a file with a mark that nobody types.
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(
            _("{path} cannot be read; name a text file whose first line is the passphrase").format(path=file)
        ) from error
    if not lines or not lines[0]:
        raise click.ClickException(
            _("the first line of {path} is empty; write the passphrase there").format(path=file)
        )
    return lines[0]
