"""`make package`: from a checkout to what a center installs on this kind of system.

The wheel is built, installed with the locked dependencies into an environment of its own, frozen, and packed
in every form that this system can make. Beside the packages lie their checksums and a bill of materials.
"""

import argparse
import hashlib
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import appimage
import debian
import macos
import portable
import windows
from frozen import HERE, ROOT, BuildError, environment, freeze, install, run, version_of, wheel
from inventory import complete, inventory

OUTPUT: Final = ROOT / "build" / "package"
SYSTEMS: Final = {"linux": "linux", "win32": "windows", "darwin": "macos"}
ICONS: Final = {"win32": "puente.ico", "darwin": "puente.icns"}
MEGABYTE: Final = 1_000_000


@dataclass(frozen=True)
class Build:
    """What is frozen, and where its packages go."""

    frozen: Path
    version: str
    work: Path
    output: Path
    squeeze: int

    @property
    def name(self) -> str:
        """Return the stem of all file names: product, version, system and machine."""
        machine = platform.machine().lower().replace("amd64", "x86_64")
        return f"puente-{self.version}-{SYSTEMS[sys.platform]}-{machine}"


def main() -> int:
    """Build everything, and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the folder of the packages")
    parser.add_argument(
        "--squeeze", type=int, default=9, help="0 to 9: how hard to compress the Debian package"
    )
    chosen = parser.parse_args()
    if sys.platform not in SYSTEMS:
        print(f"Puente is not packaged for {sys.platform}; use the wheel.", file=sys.stderr)
        return 2
    try:
        build(chosen.output.resolve(), squeeze=chosen.squeeze)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(output: Path, *, squeeze: int) -> None:
    """Build every package of this system into a folder; what was there of an earlier build is removed."""
    work = output / "work"
    shutil.rmtree(output, ignore_errors=True)
    work.mkdir(parents=True)
    _tell("Building the wheel")
    built = wheel(work / "wheel")
    version = version_of(built)
    _tell("Installing the locked dependencies beside it")
    python = environment(work / "environment", "runtime", wheel=built)
    bill = output / f"puente-{version}.cdx.json"
    inventory(python, work / "inventory", bill)
    install(python, "freeze")
    icon = _icon(python, work)
    _tell("Freezing")
    made = Build(freeze(python, work, version=version, icon=icon), version, work, output, squeeze)
    complete(bill, made.frozen)
    _tell("Packing")
    shutil.copyfile(built, output / built.name)
    for file in [bill, output / built.name, *_packages(made, icon)]:
        _tell(f"  {file.name}: {file.stat().st_size / MEGABYTE:.1f} MB")
    _write_sums(output)


def _icon(python: Path, work: Path) -> Path | None:
    """Return the icon that this system puts into programs, if it puts one there."""
    name = ICONS.get(sys.platform)
    if name is None:
        return None
    run(python, HERE / "icons.py", ROOT / "assets/brand/app.svg", work / name)
    return work / name


def _packages(made: Build, icon: Path | None) -> Iterator[Path]:
    """Yield each package as soon as it is made."""
    packed = portable.archive(made.frozen, made.work / "portable", made.name)
    yield Path(shutil.move(packed, made.output / packed.name))
    if sys.platform == "linux":
        yield from _linux_packages(made)
    elif sys.platform == "win32" and icon is not None:
        setup = made.output / f"{made.name}-setup.exe"
        windows.installer(made.frozen, setup, version=made.version, icon=icon)
        yield setup
    elif sys.platform == "darwin":
        disk = made.output / f"{made.name}.dmg"
        macos.image(made.frozen.with_name("Puente.app"), made.work / "dmg", disk)
        yield disk


def _linux_packages(made: Build) -> Iterator[Path]:
    if shutil.which("dpkg-deb") is None:
        _tell("  Without dpkg-deb there is no Debian package.")
    else:
        file = debian.package(made.frozen, made.work / "debian", version=made.version, squeeze=made.squeeze)
        yield Path(shutil.move(file, made.output / file.name))
    folder = made.work / "Puente.AppDir"
    appimage.application_folder(made.frozen, folder, version=made.version)
    picture = made.output / f"{made.name}.AppImage"
    if appimage.image(folder, picture):
        yield picture
    else:
        _tell(f"  Without {appimage.TOOL} there is no AppImage; what it would hold is in work/{folder.name}.")


def _write_sums(output: Path) -> None:
    """Write the checksums of all packages, as `sha256sum --check` reads them."""
    sums = []
    for file in sorted(path for path in output.iterdir() if path.is_file()):
        with file.open("rb") as opened:
            sums.append(f"{hashlib.file_digest(opened, 'sha256').hexdigest()}  {file.name}\n")
    (output / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def _tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
