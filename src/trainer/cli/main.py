"""The command `puente`: which commands there are, and how every one of them fails.

A command is imported when it is called, so that each starts as fast as what it needs allows. Errors are one
line on standard error that says what to do: no usage text around it, no traceback.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

import click

from trainer import i18n
from trainer.cli import click_words
from trainer.i18n import N_, _
from trainer.policy import machine_policy

__all__ = ["ABORTED", "DEFECT", "UNWRITTEN", "WRONG_CALL", "commands", "run"]

WRONG_CALL: Final = 2
"""The exit status where the call itself was wrong."""

DEFECT: Final = 70
"""The exit status where the program itself is at fault, as `sysexits` has it."""

UNWRITTEN: Final = 74
"""The exit status where the output could not be written, as `sysexits` has it."""

ABORTED: Final = 130
"""The exit status where a person interrupted, as shells have it."""

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
"""How a stream fails to which we write; a file of its own is named by its error."""

LANGUAGE_VARIABLE: Final = "PUENTE_LANGUAGE"

COMMANDS: Final[Mapping[str, str]] = {
    "check": N_("Find what is wrong in scenario files."),
    "analyze": N_("Tell what is proved about one scenario."),
    "play": N_("Take a call in the terminal."),
    "new": N_("Write a scenario to start from."),
    "schema": N_("Print the JSON Schema of the format, for editors."),
    "standing": N_("Tell where trainees stand in every certification."),
    "verify-records": N_("Tell whether the records are as they were written."),
    "audit": N_("List what was done behind the instructor's entrance."),
    "report": N_("Tell what recorded assessments say about scenarios and certifications."),
    "key": N_("Make the key of a training center, or carry it to another machine."),
    "certificate": N_("Issue, hand out and take back certificates."),
    "verify": N_("Tell whether a certificate is genuine and valid."),
    "voices": N_("List voices, or have lines spoken ahead."),
    "pack": N_("Make one signed file of a folder of scenarios."),
    "install-pack": N_("Check a scenario pack, and install it."),
    "packs": N_("List the scenario packs that are installed, or remove one."),
    "backup": N_("Make a backup of the records, and prove that it opens."),
    "restore": N_("Return to a backup, once it is told what would change."),
    "doctor": N_("Tell what this machine offers, what is missing and how to get it."),
    "self-test": N_("Test this copy: records, scenarios, a call, a voice, a certificate, the window."),
}
"""Every command, in the order in which help lists them. Its module has its name, with `_` for `-`."""


class Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in our order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Return a command, imported now; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"trainer.cli.{cmd_name.replace('-', '_')}").command
        return found if isinstance(found, click.Command) else None

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """Say what the program does, in the language of the moment."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_("Practice bilingual calls. Without a command the window opens."))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """List the commands without importing any."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(summary)) for name, summary in COMMANDS.items()])


class VersionOption(click.Option):
    """The option of the version. Click would word its help once, when this module is imported."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Say what it does in the language of the moment."""
        self.help = _("Show the version and exit.")
        return super().get_help_record(ctx)


def _tell_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
    """Print the versions and end, where they are asked for."""
    if not wanted or ctx.resilient_parsing:
        return
    from trainer.cli.version import version_lines  # noqa: PLC0415 - no other command needs the voices

    for line in version_lines():
        click.echo(line)
    ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, cls=VersionOption
)
def commands() -> None:
    """Hold the commands together."""


def run(arguments: Sequence[str]) -> int:
    """Run a command and return the exit status: 0 done, 1 the answer is no, 2 the call was wrong."""
    _speak_utf8()
    read = machine_policy()
    decided = read.policy.interface_language
    i18n.activate(os.environ.get(LANGUAGE_VARIABLE) or decided or i18n.system_language())
    click_words.speak(i18n.current_language())
    if read.problems:
        click.echo(_("puente: {sentence}").format(sentence=read.describe_problems()), err=True)
    try:
        status = commands.main(list(arguments), prog_name="puente", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return 0
    except click.Abort:
        return ABORTED
    except click.ClickException as error:
        # Whatever a library breaks into lines, a person gets in one.
        click.echo(f"puente: {' '.join(error.format_message().split())}", err=True)
        return WRONG_CALL
    except OSError as error:
        return _end_unwritten(error)
    except Exception:  # noqa: BLE001 - the outermost boundary: a person gets a line, the log the rest
        _tell_defect()
        return DEFECT
    return status if isinstance(status, int) else 0


def _end_unwritten(error: OSError) -> int:
    """Return the exit status where the output could not be written; other errors are defects."""
    if error.filename is not None or error.errno not in {errno.EPIPE, *_NO_ROOM}:
        _tell_defect()
        return DEFECT
    # What is still to be written goes nowhere, so that the end of the program does not fail on it.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        # Whoever read our output has enough of it.
        return 0
    said = _("puente: the output could not be written ({reason}); make room, or write it elsewhere")
    click.echo(said.format(reason=error.strerror), err=True)
    return UNWRITTEN


def _tell_defect() -> None:
    """Keep what went wrong for those who can mend it, and say in one line where."""
    # None of this is needed by a command that works.
    import traceback  # noqa: PLC0415

    from trainer.paths import log_folder  # noqa: PLC0415

    log = log_folder() / "command.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError as error:
        said = _("puente: a fault of the program itself ended it, and {path} cannot be written ({reason})")
        click.echo(said.format(path=log, reason=error.strerror), err=True)
    else:
        said = _("puente: a fault of the program itself ended it; please send {path} to those who made it")
        click.echo(said.format(path=log), err=True)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's code page says: Spanish must arrive whole in a file or a pipe."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
