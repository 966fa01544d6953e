"""What click itself says on the command line, so that it is in the catalogue: half of a help page is click's.

Click asks Python's gettext, which reads the catalogue that the process has chosen; `speak` chooses ours.
"""

import gettext
import os
from pathlib import Path
from typing import Final

from trainer import i18n
from trainer.i18n import N_, ngettext

__all__ = ["SAID_BY_CLICK", "said_by_click_of", "speak"]

SAID_BY_CLICK: Final = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("default: {default}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing command."),
    N_("Choose from:\n\t{choices}"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} requires an argument."),
    N_("Option {name!r} does not take a value."),
    N_("Could not open file {filename!r}: {message}"),
)


def speak(language: str) -> None:
    """Let click say everything in a language, one of `LANGUAGES`, from now on."""
    # Python's gettext knows no other way to be told a language.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(i18n.DOMAIN, str(Path(i18n.__file__).parent / "locale"))
    gettext.textdomain(i18n.DOMAIN)


def said_by_click_of(count: int) -> tuple[str, ...]:
    """Return what click says of one thing or of several."""
    return (
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count),
    )
