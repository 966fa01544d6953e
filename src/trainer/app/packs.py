"""Scenario packs: what one holds, what it may hold, and the words in which a bad one is refused.

A pack comes from outside, by mail or from a page. Whoever made it may mean harm, or may have used a tool that
did something odd; either way nothing of it is put anywhere before all of it has been looked at. Every limit
stands here, and so does everything that can be told from names and numbers alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final

from trainer.app.faults import Fault
from trainer.i18n import _, ngettext

__all__ = [
    "KIND",
    "LARGEST_PACK",
    "LARGEST_TOTAL",
    "MANIFEST",
    "MOST_FILES",
    "SIGNED",
    "Pack",
    "PackFile",
    "PackRefusedFault",
    "check_names",
    "check_sizes",
    "describe_pack",
    "is_name",
    "largest_of",
    "manifest_claims",
    "read_manifest_claims",
]

KIND: Final = "puente-pack"
FORMAT: Final = 1
MANIFEST: Final = "puente-pack.json"
"""What an unsigned pack says of itself."""
SIGNED: Final = "puente-pack.jwt"
"""The same as a token that the center's key signed."""

_MB: Final = 1_000_000
LARGEST_PACK: Final = 500 * _MB
LARGEST_TOTAL: Final = 1_000 * _MB
MOST_FILES: Final = 5_000
LARGEST_RATIO: Final = 100
"""How many times larger a file may be than what is packed of it; YAML packs about ten times."""
RATIO_FROM: Final = 1 * _MB
"""Below this no ratio is asked for: a short file of one letter packs very well and harms nobody."""
LONGEST_PATH: Final = 180
"""In characters: with the data folder before it, a path still fits what Windows takes."""
DEEPEST: Final = 8

_LARGEST: Final[Mapping[str, int]] = {
    ".yaml": 8 * _MB,
    ".yml": 8 * _MB,
    ".plan": 1 * _MB,
    ".json": 8 * _MB,
    ".svg": 1 * _MB,
    ".wav": 50 * _MB,
    ".flac": 50 * _MB,
    ".ogg": 50 * _MB,
    ".mp3": 50 * _MB,
}
"""What a pack may hold, and how large each may be, in bytes."""

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"}
)
_FORBIDDEN: Final = frozenset('<>:"|?*\\')


class PackRefusedFault(Fault):
    """A pack is not installed; nothing was changed. The text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack."""

    path: str
    """Below the pack's own folder, with `/` between its parts."""
    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack says of itself."""

    name: str
    """By which it is installed and removed: lower-case letters, digits and hyphens."""
    center: str | None
    """Whose key signed it; None where nobody did."""
    made_at: datetime
    files: tuple[PackFile, ...]

    @property
    def size(self) -> int:
        """Return how many bytes the files have together."""
        return sum(file.size for file in self.files)


def is_name(name: object) -> bool:
    """Tell whether a pack can be called that on every system."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None and name not in _RESERVED


def largest_of(path: str) -> int | None:
    """Return how large a file of this name may be, in bytes; None where a pack may hold no such file."""
    return _LARGEST.get(PurePosixPath(path).suffix)


def check_names(paths: Iterable[str]) -> None:
    """Refuse names that lead elsewhere, or that some system would take for something else.

    Raises `PackRefusedFault`.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        _check_name(path)
        folded = _folded(path)
        if folded in files:
            raise _refused(
                _("it holds “{path}” twice, or under names that some systems do not tell apart"), path
            )
        files[folded] = path
        for parent in PurePosixPath(path).parents:
            if parent.name:
                folders.setdefault(_folded(str(parent)), path)
    for folded, path in files.items():
        if folded in folders:
            raise _refused(_("“{path}” is a file and a folder at once"), path)


def check_sizes(sizes: Mapping[str, tuple[int, int]], whole: int) -> None:
    """Refuse what would fill a disk: by each path's size and packed size, and the size of the whole file.

    Raises `PackRefusedFault`.
    """
    if len(sizes) > MOST_FILES:
        raise PackRefusedFault(
            _("The pack is refused: it holds {count} files, and {most} are the most.").format(
                count=len(sizes), most=MOST_FILES
            )
        )
    for path, (size, packed) in sizes.items():
        most = largest_of(path)
        if most is None:
            raise _refused(_("“{path}” is of a kind that no scenario uses"), path)
        if size > most:
            raise _refused(_("“{path}” is larger than {most} MB"), path, most=str(most // _MB))
        if size > RATIO_FROM and size > LARGEST_RATIO * max(packed, 1):
            reason = _("“{path}” grows more than {most} times when it is unpacked")
            raise _refused(reason, path, most=str(LARGEST_RATIO))
    if sum(size for size, _packed in sizes.values()) > LARGEST_TOTAL:
        raise PackRefusedFault(
            _("The pack is refused: unpacked it is larger than {most} MB.").format(most=LARGEST_TOTAL // _MB)
        )
    if sum(packed for _size, packed in sizes.values()) > whole:
        raise PackRefusedFault(
            _("The pack is refused: its files overlap, so that it would unpack more than it holds.")
        )


def manifest_claims(pack: Pack) -> dict[str, Any]:
    """Return what a pack says of itself as plain data."""
    return {
        "kind": KIND,
        "format": FORMAT,
        "name": pack.name,
        "center": pack.center,
        "made_at": pack.made_at.isoformat(),
        "files": [{"path": each.path, "size": each.size, "sha256": each.sha256} for each in pack.files],
    }


def read_manifest_claims(claims: object) -> Pack:
    """Return the pack that claims describe. Raises `PackRefusedFault` where they describe none."""
    unsound = PackRefusedFault(
        _("The pack is refused: its list of contents is not as Puente writes it. Ask for a new copy.")
    )
    if not isinstance(claims, Mapping) or (claims.get("kind"), claims.get("format")) != (KIND, FORMAT):
        raise unsound
    try:
        files = tuple(_file(each) for each in claims["files"])
        made_at = datetime.fromisoformat(claims["made_at"])
        center = claims["center"]
    except (KeyError, TypeError, ValueError) as error:
        raise unsound from error
    sound = is_name(claims.get("name")) and (center is None or isinstance(center, str))
    if not sound or made_at.tzinfo is None:
        raise unsound
    return Pack(claims["name"], center, made_at, files)


def describe_pack(pack: Pack) -> str:
    """Return what a pack is, in one sentence."""
    count = sum(file.path.endswith((".yaml", ".yml")) for file in pack.files)
    files = ngettext("{count} scenario or certification", "{count} scenarios and certifications", count)
    if pack.center is None:
        told = _("“{name}” holds {files}. It is not signed: nobody vouches for it.")
    else:
        told = _("“{name}” of {center} holds {files}.")
    return told.format(name=pack.name, center=pack.center, files=files.format(count=count))


def _file(described: Mapping[str, Any]) -> PackFile:
    path, size, digest = described["path"], described["size"], described["sha256"]
    if not (isinstance(path, str) and isinstance(digest, str) and _SHA256.fullmatch(digest)):
        raise TypeError("no file")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise TypeError("no size")
    return PackFile(path, size, digest)


def _check_name(path: str) -> None:
    parts = path.split("/")
    if path.startswith("/") or re.match(r"[A-Za-z]:", path) or "\\" in path:
        raise _refused(_("“{path}” names a place outside the pack"), path)
    if any(part in {"", ".", ".."} for part in parts):
        raise _refused(_("“{path}” leads out of the pack, or nowhere"), path)
    if not path.isprintable() or unicodedata.normalize("NFC", path) != path:
        raise _refused(_("“{path}” holds signs that are not shown, or are written in an unusual way"), path)
    if any(set(part) & _FORBIDDEN or part[-1] in ". " or part[0] in ". " for part in parts):
        raise _refused(_("“{path}” cannot be a file on every system"), path)
    if any(part.split(".")[0].rstrip(" ").casefold() in _RESERVED for part in parts):
        raise _refused(_("“{path}” is the name of a device on Windows"), path)
    if len(path) > LONGEST_PATH or len(parts) > DEEPEST:
        raise _refused(_("“{path}” is too long, or too deep in folders"), path)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path.casefold())


def _refused(reason: str, path: str, **values: str) -> PackRefusedFault:
    shown = "".join(each if each.isprintable() else "?" for each in path)
    if len(shown) > LONGEST_PATH:
        shown = f"{shown[:LONGEST_PATH]}…"
    told = reason.format(path=shown, **values)
    return PackRefusedFault(_("The pack is refused: {reason}.").format(reason=told))
