"""Sets documents with Typst, as PDF that is tagged for screen readers (PDF/UA-1).

A document is a template beside this module and its data, which goes in as JSON and is shown as text: nothing
that a file or a person says is ever read as markup. Fonts are those that come with the program, so that a
document looks the same everywhere, and equal data give the same bytes.
"""

import contextlib
import errno
import json
import logging
import os
import re
import threading
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from trainer.app.debrief import Debrief
from trainer.app.documents import FolderGoneFault, FullDiskFault, NotSavedFault, Paper
from trainer.exports.debrief_document import describe_debrief

__all__ = ["TypstDocuments", "UnsetDocumentError", "draw_picture", "save_file", "set_document"]

_TEMPLATES: Final = Path(__file__).parent / "templates"
_UNPRINTABLE: Final = frozenset(("Cc", "Cn", "Co", "Cs"))
"""Controls, and code points that no font has a shape for."""
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what follows, also of what follows their own text."""
_LONG_WORD: Final = re.compile(r"\S{41,}")
"""What would run over the edge of a column if it could not be broken: no language has such words."""
_PIECE: Final = re.compile(r"\S{12}(?=\S)")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)

_log = logging.getLogger(__name__)


class UnsetDocumentError(ValueError):
    """A document could not be set with the pictures it was given. The text is Typst's own, in English."""


class TypstDocuments:
    """Fills the port `Documents`. `fonts` is the folder of the program's fonts."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def save_debrief(
        self, debrief: Debrief, trainee: str, file: Path, *, paper: Paper, wanted: Callable[[], bool]
    ) -> bool:
        """Save a finished call as a tagged PDF, unless it is wanted no longer once it is set."""
        data = describe_debrief(debrief, trainee, paper)
        content = set_document("debrief", data, fonts=self._fonts, made_at=debrief.finished_at)
        if not wanted():
            return False
        save_file(content, file)
        return True


def set_document(
    template: str,
    data: Mapping[str, Any],
    *,
    fonts: Path,
    made_at: datetime,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the PDF that a template makes of its data.

    `data` is plain data as JSON has it; `files` are pictures that it names. `made_at` stands in the file as
    its date. Where a text has characters that none of the program's fonts can show, the fonts of this machine
    are asked; where these cannot either, the document has the sign for a missing character, is tagged as
    always, but does not claim to be PDF/UA. Raises `UnsetDocumentError` where a picture cannot be drawn.
    """
    # Typst is a large library that nobody needs before the first document.
    import typst  # noqa: PLC0415

    def compile_with(*, machine: bool, standards: list[Any]) -> bytes:
        return typst.compile(
            _sources(template, files),
            # Looking through a machine's fonts takes a while, in which nothing else of the program moves.
            font_paths=typst.Fonts(include_system_fonts=machine, font_paths=[fonts]),
            sys_inputs=_inputs(data),
            pdf_standards=standards,
            timestamp=int(made_at.timestamp()),
        )

    try:
        return compile_with(machine=False, standards=["ua-1"])
    except typst.TypstError as error:
        _log.info("%s: trying the fonts of this machine: %s", template, error.message)
    try:
        return compile_with(machine=True, standards=["ua-1"])
    except typst.TypstError as error:
        _log.warning("%s: not PDF/UA: %s", template, error.message)
    try:
        return compile_with(machine=True, standards=[])
    except typst.TypstError as error:
        raise UnsetDocumentError(error.message) from error


def draw_picture(
    template: str,
    data: Mapping[str, Any],
    *,
    fonts: Path,
    files: Mapping[str, bytes],
    points_per_inch: float | None,
) -> bytes:
    """Return the one page that a template makes of its data, as PNG, or as SVG where no resolution is given.

    Raises `UnsetDocumentError` where a picture cannot be drawn.
    """
    import typst  # noqa: PLC0415 - as above

    options: dict[str, Any] = {"format": "svg"} if points_per_inch is None else {"format": "png"}
    if points_per_inch is not None:
        options["ppi"] = points_per_inch
    try:
        pages = typst.compile(
            _sources(template, files),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
            sys_inputs=_inputs(data),
            **options,
        )
    except typst.TypstError as error:
        raise UnsetDocumentError(error.message) from error
    picture: bytes = pages[0] if isinstance(pages, list) else pages
    return picture


def _sources(template: str, files: Mapping[str, bytes] | None) -> Any:
    """Return what a document may read: its template, what templates share, and pictures, and nothing else."""
    # A mapping of names to contents; the library takes it, but its type information does not say so.
    sources = {"main.typ": _TEMPLATES / f"{template}.typ", "page.typ": _TEMPLATES / "page.typ"}
    return {name: path.read_bytes() for name, path in sources.items()} | dict(files or {})


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(_printable(data), ensure_ascii=False)}


def save_file(content: bytes, file: Path) -> None:
    """Write a file as a whole: there is the old one or the new one, never half of it. Raises `Fault`."""
    draft = file.with_name(f".puente-{os.getpid()}-{threading.get_ident()}.part")
    try:
        with draft.open("wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        draft.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):  # where nothing can be written, nothing may be there to be deleted
            draft.unlink(missing_ok=True)
        raise _fault(error, file) from error


def _fault(error: OSError, file: Path) -> FullDiskFault | FolderGoneFault | NotSavedFault:
    if error.errno in _FULL:
        return FullDiskFault(file)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FolderGoneFault(file.parent)
    return NotSavedFault(file)


def _printable(value: Any) -> Any:
    """Return plain data with the sign for a missing character in the place of what cannot be printed.

    Very long words may be broken where they are too long for a line.
    """
    if isinstance(value, str):
        printable = "".join(_REPLACEMENT if _is_unprintable(sign) else sign for sign in value)
        return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\N{ZERO WIDTH SPACE}", word[0]), printable)
    if isinstance(value, Mapping):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value


def _is_unprintable(sign: str) -> bool:
    return sign not in "\n\t" and (sign in _TURNING or unicodedata.category(sign) in _UNPRINTABLE)
