"""`puente verify-records`: whether the records are as they were written, for people and for programs.

The JSON document:

    {"sound": false, "facts": 1204, "seals": 3, "supervised": ["…"], "keys": ["…"],
     "chains": [{"id": "…", "origin": "begun", "begun_at": "2026-03-12T14:40:00+00:00",
                 "place": 1204, "link": "…"}],
     "faults": [{"kind": "changed", "chain": "…", "place": 31, "count": 1, "fact": "decision", "id": "…",
                 "attempt": "…", "message": "…"}]}

`origin` is `begun`, `upgraded` or `restored`; `kind` is one of `FaultKind`. `place` and `link` of a chain are
its end. The document of an earlier run, kept where nobody at this machine can write, is what `--against`
takes.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from trainer import paths
from trainer.app.faults import Fault
from trainer.app.record_chain import ChainHead
from trainer.app.record_chain_examination import Examination, ExaminedChain, RecordFault, examine_records
from trainer.app.record_chain_words import chain_sentence, fault_sentence, seal_sentence, summary
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.lines import INDENT, heading, wrapped
from trainer.cli.path_argument import PATH
from trainer.i18n import _
from trainer.signing.seals import is_signed
from trainer.signing.tokens import read_own_token
from trainer.storage.chain_reader import ChainReader

__all__ = ["command"]

TAMPERED: Final = 1
"""The exit status where something was found."""


@click.command(
    "verify-records",
    help=_(
        "Tell whether the records are as they were written: whether something was changed, taken away, put "
        "in or reordered past Puente, and where. Records are only read, also while the window is open. "
        "To notice later that their end was cut off or all of it written anew, keep the JSON document of "
        "this command elsewhere and give it back with --against. "
        "The exit status is 1 where something was found."
    ),
)
@click.option(
    "--against",
    "kept",
    type=PATH,
    metavar="FILE",
    help=_("The JSON document of an earlier run: what the records held then must still be there."),
)
@format_option
def command(kept: Path | None, output: str) -> int:
    """Examine the records; 1 where something was found."""
    heads = () if kept is None else _read_heads(kept)
    try:
        found = examine_records(
            ChainReader(paths.data_folder()), is_signed, heads, check_token=read_own_token
        )
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(_document(found))
    else:
        _print(found)
    return 0 if found.sound else TAMPERED


def _read_heads(path: Path) -> Sequence[ChainHead]:
    """Return the ends of chains that an earlier document names; `click.ClickException` where it is none."""
    try:
        document = json.loads(path.read_bytes())
        return [
            ChainHead(str(each["id"]), int(each["place"]), bytes.fromhex(each["link"]))
            for each in document["chains"]
            if each["place"] > 0
        ]
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be read ({reason}); check the name").format(
                path=path, reason=error.strerror or error
            )
        ) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise click.ClickException(
            _("{path} is no document of puente verify-records --format json; name one that is").format(
                path=path
            )
        ) from error


def _print(found: Examination) -> None:
    click.echo(heading(summary(found)))
    for fault in found.faults:
        click.echo(wrapped(fault_sentence(fault), first="  ", hanging=INDENT))
    click.echo()
    for chain in found.chains:
        click.echo(wrapped(chain_sentence(chain), hanging=INDENT))
    click.echo(wrapped(seal_sentence(found), hanging=INDENT))


def _document(found: Examination) -> dict[str, Any]:
    return {
        "sound": found.sound,
        "facts": found.facts,
        "seals": found.seals,
        "supervised": sorted(found.supervised),
        "keys": sorted(key.hex() for key in found.keys),
        "chains": [_chain(each) for each in found.chains],
        "faults": [_fault(each) for each in found.faults],
    }


def _chain(chain: ExaminedChain) -> dict[str, Any]:
    return {
        "id": chain.facts.id,
        "origin": chain.facts.origin.value,
        "begun_at": chain.facts.begun_at.isoformat(),
        "place": chain.head.place,
        "link": chain.head.link.hex(),
    }


def _fault(fault: RecordFault) -> dict[str, Any]:
    return {
        "kind": fault.kind.value,
        "chain": fault.chain,
        "place": fault.place,
        "count": fault.count,
        "fact": None if fault.fact is None else fault.fact.value,
        "id": fault.identity,
        "attempt": fault.attempt,
        "message": fault_sentence(fault),
    }
