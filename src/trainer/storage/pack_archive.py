"""The file of a pack: a zip whose every byte is looked at before any of it is believed.

Names and sizes are taken from the zip's own list first, since that costs nothing; a file is then read no
further than it says it is long, and has to be what the pack's signed list says it is.
"""

import errno
import hashlib
import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from trainer.app.packs import (
    LARGEST_PACK,
    MANIFEST,
    MOST_FILES,
    SIGNED,
    Pack,
    PackFile,
    PackRefusedFault,
    check_names,
    check_sizes,
    manifest_claims,
    read_manifest_claims,
)
from trainer.i18n import _
from trainer.storage.pack_contents import check_content

__all__ = ["PackArchive", "open_pack", "write_pack"]

LARGEST_LIST: Final = 4_000_000
"""Of the pack's list of contents, in bytes."""
CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    UnicodeDecodeError,
)
"""What reading a zip may raise where it is not as it should be."""
_FIRST_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_UNIX_FILE: Final = (stat.S_IFREG | 0o644) << 16


class PackArchive:
    """A pack whose names, sizes and list of contents are sound. Its files are looked at as they come out."""

    def __init__(self, archive: zipfile.ZipFile, token: str | None, pack: Pack) -> None:
        self._archive = archive
        self.token = token
        """What the center signed; None where nobody did."""
        self.pack = pack

    def unpack(self, folder: Path) -> None:
        """Write the files below an empty folder, each looked at first. Raises `PackRefusedFault`."""
        for file in self.pack.files:
            content = self._read(file)
            check_content(file.path, content)
            target = folder.joinpath(*file.path.split("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as opened:
                opened.write(content)

    def _read(self, file: PackFile) -> bytes:
        content = _read_entry(self._archive, file.path, file.size)
        if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
            raise PackRefusedFault(
                _("The pack is refused: “{path}” is not what its maker packed.").format(path=file.path)
            )
        return content


@contextmanager
def open_pack(path: Path, claims_of: Callable[[str], Mapping[str, Any]]) -> Iterator[PackArchive]:
    """Give the pack in a file.

    `claims_of` returns what a token says, or raises where it must not be believed. Raises
    `PackRefusedFault`, and `OSError` where the file cannot be read.
    """
    size = path.stat().st_size
    if size > LARGEST_PACK:
        raise PackRefusedFault(
            _("The pack is refused: {path} is larger than {most} MB.").format(
                path=path, most=LARGEST_PACK // 1_000_000
            )
        )
    try:
        with zipfile.ZipFile(path) as archive:
            token, claims = _look_into(archive, size, claims_of)
            pack = read_manifest_claims(claims)
            _compare(pack, {entry.filename: entry.file_size for entry in archive.infolist()})
            yield PackArchive(archive, token, pack)
    except _DAMAGE as error:
        raise _damaged(path) from error
    except OSError as error:
        # A place before the beginning of the file, which a zip that lies may name.
        if error.errno == errno.EINVAL and error.filename is None:
            raise _damaged(path) from error
        raise


def write_pack(path: Path, folder: Path, pack: Pack, sign: Callable[[dict[str, Any]], str] | None) -> None:
    """Write a pack of files below a folder. The same files, key and moment give the same bytes."""
    claims = manifest_claims(pack)
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        if sign is None:
            text = json.dumps(claims, ensure_ascii=False, indent=1)
            archive.writestr(_entry(MANIFEST), text, zipfile.ZIP_DEFLATED)
        else:
            archive.writestr(_entry(SIGNED), sign(claims), zipfile.ZIP_DEFLATED)
        for file in pack.files:
            content = folder.joinpath(*file.path.split("/")).read_bytes()
            archive.writestr(_entry(file.path), content, zipfile.ZIP_DEFLATED)


def _damaged(path: Path) -> PackRefusedFault:
    told = _("The pack is refused: {path} is damaged, or no pack at all. Ask for a new copy.")
    return PackRefusedFault(told.format(path=path))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_MOMENT)
    entry.create_system = 3  # Unix, on every system: the bytes are the same wherever it is packed
    entry.external_attr = _UNIX_FILE
    return entry


def _look_into(
    archive: zipfile.ZipFile, size: int, claims_of: Callable[[str], Mapping[str, Any]]
) -> tuple[str | None, object]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES + 1:
        check_sizes({str(number): (0, 0) for number, _entry in enumerate(entries)}, size)
    for entry in entries:
        _check_entry(entry)
    # The zip's own name, before Python made a path of it: it cuts at a zero byte and turns backslashes.
    check_names(entry.orig_filename for entry in entries)
    names = {entry.filename for entry in entries}
    lists = names & {MANIFEST, SIGNED}
    if len(lists) != 1:
        raise PackRefusedFault(
            _("The pack is refused: it has no list of contents, or two; it was not made by Puente.")
        )
    check_sizes(
        {
            entry.filename: (entry.file_size, entry.compress_size)
            for entry in entries
            if entry.filename not in lists
        },
        size,
    )
    content = _read_entry(archive, lists.pop(), LARGEST_LIST)
    if SIGNED in names:
        token = content.decode("ascii", errors="replace").strip()
        return token, claims_of(token)
    try:
        return None, json.loads(content)
    except (ValueError, RecursionError):
        return None, None


def _check_entry(entry: zipfile.ZipInfo) -> None:
    mode = entry.external_attr >> 16
    if (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode)) or entry.is_dir():
        reason = _("“{path}” is a link, a folder or a device, and no file")
    elif entry.flag_bits & _ENCRYPTED:
        reason = _("“{path}” is encrypted")
    elif entry.compress_type not in _METHODS:
        reason = _("“{path}” is packed in a way that Puente does not read")
    else:
        return
    told = reason.format(path=entry.orig_filename)
    raise PackRefusedFault(_("The pack is refused: {reason}.").format(reason=told))


def _read_entry(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return what is in a file, or a little more than `most` bytes of it."""
    parts, room = [], most + 1
    with archive.open(name) as opened:
        while room > 0 and (part := opened.read(min(room, CHUNK))):
            parts.append(part)
            room -= len(part)
    return b"".join(parts)


def _compare(pack: Pack, found: Mapping[str, int]) -> None:
    """Refuse a pack that holds other files than its list says."""
    listed = {file.path: file.size for file in pack.files}
    check_names(listed)
    there = {name: size for name, size in found.items() if name not in {MANIFEST, SIGNED}}
    if len(listed) != len(pack.files) or listed != there:
        odd = sorted({name for name in listed.keys() | there.keys() if listed.get(name) != there.get(name)})
        raise PackRefusedFault(
            _("The pack is refused: what it holds is not what its list says ({path}).").format(
                path=odd[0] if odd else pack.name
            )
        )
