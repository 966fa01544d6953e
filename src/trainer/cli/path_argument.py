"""A path on the command line. An empty one, as an unset variable leaves it, is not the current folder."""

from os import PathLike
from pathlib import Path
from typing import Final

import click

from trainer.i18n import _

__all__ = ["PATH"]


class PathArgument(click.ParamType[Path]):
    """A path as it was written; whether anything is there is for the command to say."""

    name = "path"

    def convert(
        self,
        value: str | PathLike[str],
        param: click.Parameter | None,  # noqa: ARG002 - the signature is click's
        ctx: click.Context | None,  # noqa: ARG002 - the same
    ) -> Path:
        """Return the path; raise `click.UsageError` where it is empty."""
        if not value:
            raise click.UsageError(_("a path is empty; name a file or a folder"))
        return Path(value)


PATH: Final = PathArgument()
