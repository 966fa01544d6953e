"""Judgements of files as text, to be kept, and back.

What comes back may have been cut short, forged, or written by another version of the program. It is
therefore taken apart value by value; whatever is not exactly as it would be written is refused. A finding is
kept before it is put into words: its sentence is found again in the catalogues by code and template, so that
it can be read in any language, and no sentence comes from outside.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter
from types import ModuleType, NoneType
from typing import Any, Final

from trainer.analysis import catalogue as analysis_catalogue
from trainer.analysis.plans import catalogue as plan_catalogue
from trainer.app.judgement import Identity, Judgement
from trainer.app.synopsis import Synopsis
from trainer.scenario import catalogue as scenario_catalogue
from trainer.scenario import pronunciation_catalogue
from trainer.scenario.diagnostics import Diagnostic, Message, Place
from trainer.scenario.model import (
    Address,
    Agent,
    Channel,
    Customer,
    Level,
    Outcome,
    PassMarks,
    Text,
    Use,
    VoiceGender,
)
from trainer.scenario.reading import FileKind
from trainer.scenario.source import SourceFile
from trainer.storage.sealed_text import UnsoundTextError

__all__ = ["decode", "encode"]

CATALOGUES: Final = (scenario_catalogue, pronunciation_catalogue, analysis_catalogue, plan_catalogue)
OWN, PLAN = 0, 1
"""In which file a finding stands: in the file that is judged, or in its plan."""


def encode(judgement: Judgement, file: SourceFile) -> str | None:
    """Return a judgement of a file as text; None where it holds what cannot be kept."""
    rows = [_row(found, file) for found in judgement.diagnostics]
    if None in rows:
        return None
    identity = judgement.identity
    data = {
        "kind": judgement.kind,
        "identity": None if identity is None else [identity.name, *identity.place],
        "found": rows,
        "omitted": judgement.omitted,
        "synopsis": None if judgement.synopsis is None else _synopsis_data(judgement.synopsis),
    }
    return json.dumps(data, separators=(",", ":"))


def decode(text: str, file: SourceFile) -> Judgement:
    """Return what `encode` made a text of, for a file with the same content, wherever it lies.

    Raises `UnsoundTextError` for any other text.
    """
    try:
        data = json.loads(text)
        identity, synopsis = data["identity"], data["synopsis"]
        return Judgement(
            kind=FileKind(data["kind"]),
            identity=None if identity is None else _identity(*identity),
            diagnostics=tuple(_diagnostic(file, *row) for row in _sequence(data["found"])),
            omitted=_count(data["omitted"]),
            synopsis=None if synopsis is None else _synopsis(synopsis),
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise UnsoundTextError(str(error)) from error


# Findings


def _row(found: Diagnostic, file: SourceFile) -> list[Any] | None:
    """Return a finding as a row; None where it says something of this machine, which is not to be kept."""
    known = (found.code, found.template) in _messages()
    # A word of an enumeration reads like the text it is.
    plain = all(
        isinstance(value, str) or type(value) in (int, NoneType) for value in found.arguments.values()
    )
    where = {file.path: OWN, None if file.plan is None else file.plan.path: PLAN}.get(found.path)
    if where is None or not known or not plain:
        return None
    row = [where, found.line, found.column, found.code, found.template, dict(found.arguments)]
    return row if found.play is None else [*row, list(found.play)]


def _diagnostic(  # noqa: PLR0913, PLR0917 - a row, spread out
    file: SourceFile,
    where: Any,
    line: Any,
    column: Any,
    code: Any,
    template: Any,
    arguments: Any,
    play: Any = None,
) -> Diagnostic:
    message = _messages()[_word(code), _word(template)]
    if not _placeholders(message.template) <= set(arguments):
        raise UnsoundTextError(f"arguments of {code}")
    for value in arguments.values():
        if type(value) not in (str, int, NoneType):
            raise UnsoundTextError(f"an argument of {code}")
    if where == OWN:
        path = file.path
    elif where == PLAN and file.plan is not None:
        path = file.plan.path
    else:
        raise UnsoundTextError(f"the file of {code}")
    return message.at(path, _place(line, column), arguments, None if play is None else _words(play))


@cache
def _messages() -> Mapping[tuple[str, str], Message]:
    """Return every sentence of the catalogues by code and template."""
    return {(each.code.code, each.template): each for module in CATALOGUES for each in _messages_in(module)}


def _messages_in(module: ModuleType) -> list[Message]:
    return [each for each in vars(module).values() if isinstance(each, Message)]


@cache
def _placeholders(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


# Synopses


def _synopsis_data(synopsis: Synopsis) -> dict[str, Any]:
    customer, agent = synopsis.customer, synopsis.agent
    return {
        **synopsis._asdict(),
        "title": synopsis.title.by_tag,
        "summary": synopsis.summary.by_tag,
        "customer": customer._asdict(),
        "agent": {"company": agent.company.by_tag, "role": agent.role.by_tag},
        "marks": synopsis.marks._asdict(),
    }


def _synopsis(data: Mapping[str, Any]) -> Synopsis:
    customer, agent, marks = data["customer"], data["agent"], data["marks"]
    return Synopsis(
        id=_word(data["id"]),
        version=_count(data["version"]),
        title=_text(data["title"]),
        summary=_text(data["summary"]),
        languages=_words(data["languages"]),
        channel=Channel(data["channel"]),
        level=Level(data["level"]),
        tags=_words(data["tags"]),
        use=tuple(Use(each) for each in _sequence(data["use"])),
        customer=Customer(
            name=_word(customer["name"]),
            voice=VoiceGender(customer["voice"]),
            locales=_by_tag(customer["locales"]),
            mood=_number(customer["mood"]),
            portrait=None if customer["portrait"] is None else _word(customer["portrait"]),
            address={tag: Address(form) for tag, form in _by_tag(customer["address"]).items()},
        ),
        agent=Agent(_text(agent["company"]), _text(agent["role"])),
        marks=PassMarks(
            empathy=_count(marks["empathy"]),
            resolution=_count(marks["resolution"]),
            register_=_count(marks["register_"]),
            outcomes=tuple(Outcome(each) for each in _sequence(marks["outcomes"])),
        ),
        skills=_words(data["skills"]),
        minutes=None if data["minutes"] is None else _count(data["minutes"]),
        decisions=None if data["decisions"] is None else _count(data["decisions"]),
    )


# Plain values


def _identity(name: Any, line: Any, column: Any) -> Identity:
    return Identity(_word(name), _place(line, column))


def _place(line: Any, column: Any) -> Place:
    place = Place(_count(line), _count(column))
    if not all(place):
        raise UnsoundTextError("places count from 1")
    return place


def _number(value: Any) -> int:
    if type(value) is not int:
        raise UnsoundTextError("not a number")
    return value


def _count(value: Any) -> int:
    if _number(value) < 0:
        raise UnsoundTextError("not a count")
    return int(value)


def _word(value: Any) -> str:
    if type(value) is not str:
        raise UnsoundTextError("not a text")
    return value


def _sequence(value: Any) -> Sequence[Any]:
    if type(value) is not list:
        raise UnsoundTextError("not a list")
    return value


def _words(value: Any) -> tuple[str, ...]:
    return tuple(_word(each) for each in _sequence(value))


def _by_tag(value: Any) -> dict[str, str]:
    if type(value) is not dict:
        raise UnsoundTextError("not a mapping")
    return {tag: _word(each) for tag, each in value.items()}


def _text(value: Any) -> Text:
    by_tag = _by_tag(value)
    if not by_tag:
        raise UnsoundTextError("a text without words")
    return Text(by_tag)
