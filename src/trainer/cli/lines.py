"""How a conversation and its headings are laid out in a terminal."""

import shutil
import textwrap
from typing import Final

import click

__all__ = ["INDENT", "heading", "said", "wrapped"]

WIDEST: Final = 100
"""Columns; longer lines are hard to read, however wide the terminal is."""

INDENT: Final = "    "


def heading(text: str) -> str:
    """Return a heading; bold where the terminal can show it."""
    return click.style(text, bold=True)


def said(speaker: str, words: str) -> str:
    """Return what somebody says, wrapped below the name."""
    return wrapped(f"{speaker}: {words}", hanging=INDENT)


def wrapped(text: str, *, first: str = "", hanging: str = "") -> str:
    """Return a text in lines that fit the terminal; `hanging` stands before all but the first."""
    width = max(40, min(WIDEST, shutil.get_terminal_size().columns))
    if len(first) + len(text) <= width and text.isprintable():
        return f"{first}{text}"  # what fits on a line needs no wrapping, which is slow
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
