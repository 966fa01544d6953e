"""`puente self-test`: whether an installed copy works, each part of it really done once.

The JSON document:

    {"works": true,
     "parts": [{"part": "records", "works": true, "text": "…", "took_ms": 120}, …]}

`part` is `records`, `library`, `call`, `speech`, `certificate` or `window`, always in this order.
"""

import logging
import tempfile
from pathlib import Path
from typing import Final

import click

from trainer.app.doctor_findings import ended
from trainer.app.self_test import Part, Tried, part_name, try_parts
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.self_test_probes import Rehearsal
from trainer.i18n import _, ngettext, pgettext

__all__ = ["command"]

BROKEN: Final = 1
"""The exit status where a part does not work."""


@click.command(
    "self-test",
    help=_(
        "Test this copy of Puente: make a temporary database, load the scenarios that came with it, play a "
        "call, speak a line into a file, draw a certificate, open a window. Nothing of yours is read or "
        "changed. The exit status is 1 where something does not work."
    ),
)
@format_option
def command(output: str) -> int:
    """Try every part; 0 where all work."""
    # What engines say when they fail is in what is told.
    logging.getLogger("trainer").addHandler(logging.NullHandler())
    as_text = OutputFormat(output) is OutputFormat.TEXT
    tried = list[Tried]()
    # Windows keeps a file that a child still holds; the system clears its temporary folder in time.
    with tempfile.TemporaryDirectory(prefix="puente-self-test-", ignore_cleanup_errors=True) as folder:
        for one in try_parts(Rehearsal(Path(folder)).probes()):
            tried.append(one)
            if as_text:
                click.echo(_line(one))
    broken = sum(not one.works for one in tried)
    if as_text:
        click.echo(_verdict(broken))
    else:
        print_json({"works": not broken, "parts": [_as_data(one) for one in tried]})
    return BROKEN if broken else 0


def _line(one: Tried) -> str:
    works, fails = pgettext("self-test", "works"), pgettext("self-test", "fails")
    mark, color = (works, "green") if one.works else (fails, "red")
    width = max(len(works), len(fails))
    told = pgettext("doctor", "{subject}: {text}").format(subject=part_name(one.part), text=ended(one.text))
    return f"{click.style(mark.ljust(width), fg=color)}  {told}"


def _verdict(broken: int) -> str:
    if not broken:
        return _("This copy of Puente works.")
    return ngettext(
        "{count} of {all} parts does not work; install Puente again, and send the lines above to those who "
        "made it where that does not help.",
        "{count} of {all} parts do not work; install Puente again, and send the lines above to those who "
        "made it where that does not help.",
        broken,
    ).format(count=broken, all=len(Part))


def _as_data(one: Tried) -> dict[str, object]:
    return {"part": one.part.value, "works": one.works, "text": one.text, "took_ms": one.took_ms}
