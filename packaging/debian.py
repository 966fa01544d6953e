"""A Debian package of the frozen program.

Everything lives in /usr/lib/puente with one link in /usr/bin; what a desktop and a shell want stands where
they look for it. Removing the package leaves everybody's records; purging it asks about the machine's.
"""

import argparse
import gzip
import hashlib
import re
import shutil
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from frozen import HERE, ROOT, commit_moment, run

LINUX: Final = HERE / "linux"
MAINTAINER: Final = "The Puente engineers <maintainers@puente.example>"
RECOMMENDED: Final = ("espeak-ng",)
RENAMED: Final = frozenset({"libglib2.0-0", "libssl3", "libcurl4"})
"""Packages that some systems have under another name since their clocks count in 64 bits."""

SIZES: Final = (32,)
"""Sides, in pixels, of the icons that are drawn by hand; the others are made of the vector."""

CONTROL: Final = """\
Package: puente
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: education
Priority: optional
Description: practice customer calls in English and in Spanish
 Puente is a simulator in which bilingual contact-center agents practice and
 certify, offline. A customer speaks, in English or in the Spanish of Mexico or
 Colombia; the trainee chooses what to say, and the customer reacts. Every
 choice is scored for empathy and for resolution, with its reason.
 .
 Instructors write calls as text files, which are proved sound before anyone
 plays them. Nothing is sent anywhere.
"""


CHANGELOG: Final = """\
puente ({version}) stable; urgency=medium

  * What changes for people is told in CHANGELOG.md.

 -- {maintainer}  {moment}
"""


def debian_version(version: str) -> str:
    """Return a version of Python in Debian's order, where 1.0~rc1 comes before 1.0."""
    return re.sub(r"(?<=\d)\.?(a|b|rc|dev)(?=\d)", r"~\1", version)


def package(frozen: Path, work: Path, *, version: str, squeeze: int = 9) -> Path:
    """Build the package, compressed as hard as asked for (0 to 9), and return its file."""
    version = debian_version(version)
    tree = work / "root"
    shutil.rmtree(work, ignore_errors=True)
    _lay_out(frozen, tree, version)
    architecture = run("dpkg", "--print-architecture").strip()
    control = tree / "DEBIAN"
    control.mkdir()
    for name in ("postinst", "postrm", "templates", "config"):
        _copy(LINUX / "debian" / name, control / name, mode=0o644 if name == "templates" else 0o755)
    (control / "control").write_text(
        CONTROL.format(
            version=version,
            architecture=architecture,
            maintainer=MAINTAINER,
            size=_kibibytes(tree),
            depends=f"{_libraries(tree)}, debconf (>= 0.5) | debconf-2.0",
            recommends=", ".join(RECOMMENDED),
        ),
        encoding="utf-8",
    )
    (control / "md5sums").write_text(_sums(tree), encoding="utf-8")
    file = work / f"puente_{version}_{architecture}.deb"
    run(
        *("dpkg-deb", "--root-owner-group", "-Zxz", f"-z{squeeze}", "--build", tree, file),
        SOURCE_DATE_EPOCH=str(commit_moment()),
    )
    return file


def _lay_out(frozen: Path, tree: Path, version: str) -> None:
    """Put every file where an installed machine has it."""
    program = tree / "usr/lib/puente"
    shutil.copytree(frozen, program, symlinks=True)
    for path in [program, *program.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program / "puente" else 0o644)
    command = tree / "usr/bin/puente"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/puente/puente")
    share = tree / "usr/share"
    date = datetime.fromtimestamp(commit_moment(), UTC).date().isoformat()
    stamps = {"@VERSION@": version, "@DATE@": date}
    _copy(LINUX / "puente.desktop", share / "applications/puente.desktop")
    _copy(LINUX / "org.puente.Puente.metainfo.xml", share / "metainfo/org.puente.Puente.metainfo.xml", stamps)
    _copy(LINUX / "puente-pack.xml", share / "mime/packages/puente.xml")
    _copy(ROOT / "assets/brand/app.svg", share / "icons/hicolor/scalable/apps/puente.svg")
    for side in SIZES:
        _copy(ROOT / f"assets/brand/app-{side}.png", share / f"icons/hicolor/{side}x{side}/apps/puente.png")
    _copy(LINUX / "debian/copyright", share / "doc/puente/copyright")
    _copy(LINUX / "debian/lintian-overrides", share / "lintian/overrides/puente")
    _write_gz(share / "doc/puente/CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    moment = format_datetime(datetime.fromtimestamp(commit_moment(), UTC))
    _write_gz(
        share / "doc/puente/changelog.gz",
        CHANGELOG.format(version=version, maintainer=MAINTAINER, moment=moment),
    )
    stamps["@COMMANDS@"] = _commands(frozen)
    manual = (LINUX / "puente.1").read_text(encoding="utf-8")
    _write_gz(share / "man/man1/puente.1.gz", _stamped(manual, stamps))
    completion = share / "bash-completion/completions/puente"
    completion.parent.mkdir(parents=True)
    completion.write_text(run(frozen / "puente", _PUENTE_COMPLETE="bash_source"), encoding="utf-8")


def _commands(frozen: Path) -> str:
    """Return the list of commands as the manual's source, taken from the program's own help."""
    listed = run(frozen / "puente", "--help", PUENTE_LANGUAGE="en", COLUMNS="200").partition("Commands:")[2]
    rows = (line.strip().partition(" ") for line in listed.splitlines() if line.strip())
    return "\n".join(f".TP\n.B puente {name}\n{told.strip()}" for name, _, told in rows)


def _libraries(tree: Path) -> str:
    """Return the packages of the libraries that the program needs and does not bring along.

    The build's own system gives their names. Where others name a package differently, both are accepted.
    """
    linked = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink() and _is_elf(path)]
    read = run("objdump", "--private-headers", *linked)
    own = {path.name for path in tree.rglob("*")}
    needed = set(re.findall(r"^  NEEDED +(\S+)", read, flags=re.MULTILINE)) - own
    places = dict(re.findall(r"^\s+(\S+) \(.*\) => (\S+)", run("ldconfig", "-p"), flags=re.MULTILINE))
    files = {Path(places[each]).resolve() for each in needed if each in places}
    # Asked by name: a file of /usr/lib may be known as one of /lib.
    owners = {run("dpkg-query", "--search", f"*/{file.name}").partition(":")[0] for file in files}
    newest = max(map(_numbers, re.findall(r"GLIBC_(\d+\.\d+)", read)))
    return ", ".join(
        f"libc6 (>= {'.'.join(map(str, newest))})"
        if owner == "libc6"
        else f"{owner}t64 | {owner}"
        if owner in RENAMED
        else owner
        for owner in sorted(owners)
    )


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _kibibytes(tree: Path) -> int:
    return sum(-(-path.lstat().st_size // 1024) for path in tree.rglob("*"))


def _sums(tree: Path) -> str:
    files = sorted(path for path in (tree / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files
    )


def _copy(source: Path, target: Path, stamps: dict[str, str] | None = None, *, mode: int = 0o644) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if stamps is None:
        shutil.copyfile(source, target)
    else:
        target.write_text(_stamped(source.read_text(encoding="utf-8"), stamps), encoding="utf-8")
    target.chmod(mode)


def _stamped(text: str, stamps: dict[str, str]) -> str:
    for mark, value in stamps.items():
        text = text.replace(mark, value)
    return text


def _write_gz(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def main() -> None:
    """Pack a frozen folder once more, under a version of its own: what upgrades are tried with."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("frozen", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--squeeze", type=int, default=1)
    chosen = parser.parse_args()
    print(package(chosen.frozen, chosen.work, version=chosen.version, squeeze=chosen.squeeze))


if __name__ == "__main__":
    main()
