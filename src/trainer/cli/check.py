"""`puente check`: everything that is wrong in scenario files, for people, for programs and for a forge."""

import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Final

import click

from trainer.app.checking import Checked, check_judged
from trainer.app.faults import Fault
from trainer.cli.path_argument import PATH
from trainer.cli.progress import watched
from trainer.i18n import _, ngettext
from trainer.scenario.diagnostics import Severity, printable
from trainer.scenario.source import PLAN_SUFFIX
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.judging import judge_paths, spare_processes
from trainer.storage.scenario_files import MissingPathError, find_files, read_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["command"]

FOUND: Final = 1
"""The exit status where an error stands, or where warnings count, a warning."""

FORMATS: Final = ("text", "json", "github")
STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


@click.command(
    "check",
    help=_(
        "Find what is wrong in scenario files. "
        "A PATH is a file, or a folder for all *.yaml and *.yml below it. "
        "The plan beside a scenario, NAME.plan beside NAME.yaml, is played. "
        "Each finding is one line: path:line:column: CODE message. "
        "The exit status is 1 where there is an error, 2 where the call itself was wrong."
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@click.option("--strict", is_flag=True, help=_("Let warnings count as errors do."))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    help=_("How findings are printed: for people, as one JSON document, or as GitHub annotations."),
)
@click.option(
    "--no-cache",
    "anew",
    is_flag=True,
    help=_("Judge every file anew. What is found is the same; otherwise known files are not judged again."),
)
def command(paths: "Sequence[Path]", form: str, *, strict: bool, anew: bool) -> int:
    """Check files and return the exit status."""
    try:
        files = find_files(paths, plans=True)
    except MissingPathError as error:
        raise click.UsageError(
            _("there is no file or folder {path}; check how it is spelled").format(path=error.path)
        ) from error
    except Fault as fault:
        raise click.UsageError(str(fault)) from fault
    try:
        checked = _check(files, None if anew else JudgementCache())
    except KeyboardInterrupt:
        click.echo(_("puente: interrupted before all files were checked"), err=True)
        raise click.Abort from None
    if form == "json":
        _print_json(checked)
    elif form == "github":
        _print_annotations(checked)
    elif sys.stdout.isatty():
        _print_in_color(checked)
    else:
        for found in checked.diagnostics:
            click.echo(f"{found.where}: {found.code} {found.message}")
    _tell_omitted(checked)
    return FOUND if checked.errors or (strict and checked.warnings) else 0


def _check(files: "Sequence[Path]", cache: JudgementCache | None) -> Checked:
    """Judge files as fast as this machine can, and show on a terminal how far it is."""
    plans = [read_file(path) for path in files if path.name.endswith(PLAN_SUFFIX)]
    scenarios = [path for path in files if not path.name.endswith(PLAN_SUFFIX)]
    with closing(judge_paths(scenarios, cache, processes=spare_processes())) as judged:
        every = list(watched(judged, len(scenarios), _("Checking files")))
        return check_judged(every, plans, read=read_file)


def _print_json(checked: Checked) -> None:
    document = {
        "files": checked.files,
        "errors": checked.errors,
        "warnings": checked.warnings,
        "diagnostics": [found.as_data() for found in checked.diagnostics],
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _print_annotations(checked: Checked) -> None:
    """Print GitHub's workflow commands, which write some characters by their number."""
    for found in checked.diagnostics:
        properties = {
            "file": _fit_for_a_command(found.path.as_posix()),
            "line": str(found.line),
            "col": str(found.column),
            "title": found.code,
        }
        written = ",".join(
            f"{name}={_escape(value).replace(':', '%3A').replace(',', '%2C')}"
            for name, value in properties.items()
        )
        click.echo(f"::{found.severity} {written}::{_escape(found.message)}")


def _fit_for_a_command(path: str) -> str:
    """Return a path with nothing that is obeyed or unseen but line breaks, which are escaped like all."""
    return "".join(each if each in "\r\n" else printable(each) for each in path)


def _escape(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _print_in_color(checked: Checked) -> None:
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.text import Text  # noqa: PLC0415 - the same

    console = Console(highlight=False, soft_wrap=True)
    for found in checked.diagnostics:
        place = Text(f"{found.where}: ", style="bold")
        console.print(
            place.append(found.code, STYLES[found.severity]).append(f" {found.message}", "not bold")
        )
    files = ngettext("{count} file", "{count} files", checked.files).format(count=checked.files)
    errors = ngettext("{count} error", "{count} errors", checked.errors).format(count=checked.errors)
    warnings = ngettext("{count} warning", "{count} warnings", checked.warnings).format(
        count=checked.warnings
    )
    console.print(
        _("{files}: {errors}, {warnings}").format(files=files, errors=errors, warnings=warnings),
        style="green" if not checked.diagnostics else "bold",
    )


def _tell_omitted(checked: Checked) -> None:
    if checked.omitted:
        click.echo(
            ngettext(
                "puente: {count} further problem is not listed; mend those above first",
                "puente: {count} further problems are not listed; mend those above first",
                checked.omitted,
            ).format(count=checked.omitted),
            err=True,
        )
