"""How a command answers: for people, or in one JSON document for programs."""

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import click

from trainer.i18n import _

__all__ = ["OutputFormat", "format_option", "print_json"]

Command = TypeVar("Command", bound=Callable[..., Any])


class OutputFormat(StrEnum):
    """How a command answers."""

    TEXT = "text"
    JSON = "json"


def format_option(command: Command) -> Command:
    """Give a command the option `--format`, which it takes as `output`: the value of an `OutputFormat`."""
    option = click.option(
        "--format",
        "output",
        type=click.Choice([each.value for each in OutputFormat]),
        default=OutputFormat.TEXT.value,
        show_default=True,
        help=_("For people, or one JSON document for programs."),
    )
    return option(command)


def print_json(data: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
