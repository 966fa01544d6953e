"""The program as one archive: unpacked anywhere, it runs, and nothing is installed."""

import gzip
import shutil
import sys
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from frozen import HERE, ROOT, commit_moment

READ_ME: Final = HERE / "portable"
EARLIEST: Final = 315532800
"""1980 in seconds since 1970: a zip knows no earlier day."""


def archive(frozen: Path, work: Path, name: str) -> Path:
    """Pack the folder with its instructions in both languages, and return the file: a zip on Windows."""
    folder = work / name
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(frozen, folder, symlinks=True)
    for each in sorted(READ_ME.glob("*.txt")):
        shutil.copyfile(each, folder / each.name)
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    return _zip(folder) if sys.platform == "win32" else _tar(folder)


def _tar(folder: Path) -> Path:
    file = folder.with_name(f"{folder.name}.tar.gz")
    moment = commit_moment()

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = moment
        return member

    with (
        file.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=9, fileobj=raw, mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w") as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            tar.add(path, str(path.relative_to(folder.parent)), recursive=False, filter=plain)
    return file


def _zip(folder: Path) -> Path:
    file = folder.with_name(f"{folder.name}.zip")
    moment = datetime.fromtimestamp(max(commit_moment(), EARLIEST), UTC).timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, path.read_bytes(), compresslevel=9)
    return file
