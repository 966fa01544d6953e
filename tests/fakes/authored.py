"""Scenario files as authors write them: a small sound one, and what is found in it after a change."""

from pathlib import Path

from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.reading import Loaded, load
from trainer.scenario.source import SourceFile

SMALL = """\
format: 1
id: small
version: 1
title: Small
summary: A short call.
languages: [en, es]
channel: voice
level: B1
customer:
  name: Lucía
  voice: female
  locales: {en: en-US, es: es-MX}
agent: {company: Andina, role: Agent}
start: opening
scenes:
  opening:
    customer: {en: "Hello?", es: "¿Bueno?"}
    replies:
      help:
        agent: {en: "How can I help?", es: "¿En qué le ayudo?"}
        next: done
      wait:
        agent: {en: "One moment.", es: "Un momento."}
        next: done
  done:
    customer: Thanks
    ending: resolved
"""
"""A file in which nothing is wrong. It has 27 lines; the first scene stands on line 16."""


def changed(*changes: tuple[str, str], of: str = SMALL) -> str:
    """Return a file in which each text, which must be there exactly once, has been replaced by another."""
    text = of
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def read(text: str | bytes, name: str = "small.yaml") -> Loaded:
    """Read what an author wrote."""
    return load(SourceFile(Path(name), text.encode() if isinstance(text, str) else text))


def listed(text: str | bytes) -> list[str]:
    """Return what is found, each as `line:column:code`."""
    return [brief(found) for found in read(text).diagnostics]


def brief(found: Diagnostic) -> str:
    """Return a finding as `line:column:code`."""
    return f"{found.line}:{found.column}:{found.code}"


def messages(text: str | bytes) -> list[str]:
    """Return the sentences that are said about a file."""
    return [found.message for found in read(text).diagnostics]
