"""Where packs are installed: a folder for each among this machine's scenarios, there wholly or not at all.

A pack is unpacked into a folder of its own beside the scenarios, where no library looks; once all of it has
been found sound, that folder gets its place by one rename. Removing one begins with a rename, too.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from trainer.app.checking import check_judged
from trainer.app.faults import Fault
from trainer.app.judgement import Judged
from trainer.app.packs import (
    MANIFEST,
    SIGNED,
    Pack,
    PackRefusedFault,
    is_name,
    manifest_claims,
    read_manifest_claims,
)
from trainer.i18n import _
from trainer.scenario.diagnostics import Diagnostic
from trainer.scenario.reading import FileKind
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.judging import judge_paths, spare_processes
from trainer.storage.pack_archive import PackArchive
from trainer.storage.scenario_files import find_files

__all__ = ["InstalledPack", "NoSuchPackFault", "PackShelf"]

PACKS: Final = "packs"
TOLD: Final = 3
"""So many problems of a pack are told; whoever made it finds the others with `check`."""


class NoSuchPackFault(Fault):
    """No pack of this name is installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("no pack “{name}” is installed; “puente packs list” shows those that are").format(name=name)
        )


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack that is installed."""

    pack: Pack
    folder: Path
    installed_at: datetime


class PackShelf:
    """The packs of one machine. `scenarios` is the folder of its people's scenarios.

    `others` are further folders of the library: what is in them must not clash with what a pack brings, and
    certifications of a pack may ask for it.
    """

    def __init__(self, scenarios: Path, others: Iterable[Path], cache: JudgementCache) -> None:
        self._scenarios = scenarios
        self._packs = scenarios / PACKS
        # Beside the scenarios, so that a rename is enough, and outside of them, so that nobody reads it.
        self._staging = scenarios.with_name(f"{scenarios.name}-staging")
        self._others = tuple(others)
        self._cache = cache

    def list(self) -> tuple[InstalledPack, ...]:
        """Return what is installed, by name. A folder that somebody else put there is none."""
        if not self._packs.is_dir():
            return ()
        found = [_read(folder) for folder in sorted(self._packs.iterdir()) if folder.is_dir()]
        return tuple(each for each in found if each is not None)

    def install(self, archive: PackArchive) -> InstalledPack:
        """Install a pack in the place of an earlier one of its name, once all of it is found sound.

        Raises `PackRefusedFault`; nothing has changed then.
        """
        pack = archive.pack
        target = self._packs / pack.name
        with self._stage() as staged:
            archive.unpack(staged)
            self._check(staged, pack)
            # The list of contents says that it is a pack, so it is there from the first moment.
            text = json.dumps(manifest_claims(pack), ensure_ascii=False, indent=1)
            (staged / MANIFEST).write_text(text, encoding="utf-8")
            if archive.token is not None:
                (staged / SIGNED).write_text(archive.token, encoding="ascii")
            self._put(staged, target)
        installed = _read(target)
        if installed is None:
            raise AssertionError(f"{target} was put there and is not there")
        return installed

    def examine(self, archive: PackArchive) -> None:
        """Look at all that `install` would look at, and install nothing. Raises `PackRefusedFault`."""
        with self._stage() as staged:
            archive.unpack(staged)
            self._check(staged, archive.pack)

    def remove(self, name: str) -> InstalledPack:
        """Remove a pack; what was recorded of its scenarios stays. Raises `NoSuchPackFault`."""
        found = next((each for each in self.list() if each.pack.name == name), None)
        if found is None:
            raise NoSuchPackFault(name)
        with self._stage() as staged:
            found.folder.rename(staged / name)
        return found

    def _check(self, staged: Path, pack: Pack) -> None:
        """Judge the files as the library would, beside what is there already."""
        files = find_files([staged])
        if not files:
            raise PackRefusedFault(_("The pack is refused: there is no scenario and no certification in it."))
        replaced = self._packs / pack.name
        folders = [folder for folder in (self._scenarios, *self._others) if folder.is_dir()]
        there = [path for path in find_files(folders) if not path.is_relative_to(replaced)]
        judged = list(judge_paths([*there, *files], self._cache, processes=spare_processes()))
        of_pack = [one for one in judged if one.path.is_relative_to(staged)]
        self._refuse_clashes(of_pack, [one for one in judged if not one.path.is_relative_to(staged)])
        errors = [
            found
            for found in check_judged(judged).diagnostics
            if found.is_error and found.path.is_relative_to(staged)
        ]
        if errors:
            told = "; ".join(_line(found, staged) for found in errors[:TOLD])
            raise PackRefusedFault(
                _("The pack is refused: there are errors in it: {errors}").format(errors=told)
            )

    def _refuse_clashes(self, of_pack: Iterable[Judged], there: Iterable[Judged]) -> None:
        known = {_identity(one): one.path for one in there if one.judgement.identity is not None}
        for one in of_pack:
            identity = _identity(one)
            if one.judgement.identity is not None and identity in known:
                raise PackRefusedFault(
                    _(
                        "The pack is refused: “{name}” is in the library already, in {path}. Remove "
                        "that first, or ask for a pack without it."
                    ).format(name=identity[1], path=known[identity])
                )

    def _put(self, staged: Path, target: Path) -> None:
        """Give a folder its place; what was there gives way, and is put back where that fails."""
        target.parent.mkdir(exist_ok=True)
        if not os.path.lexists(target):
            staged.rename(target)
            return
        former = staged.with_name(f"{staged.name}-former")
        target.rename(former)
        try:
            staged.rename(target)
        except OSError:
            former.rename(target)
            raise
        shutil.rmtree(former, ignore_errors=True)

    @contextmanager
    def _stage(self) -> Iterator[Path]:
        """Give an empty folder on the same disk; what is left in it is removed at the end."""
        self._scenarios.mkdir(exist_ok=True)
        self._staging.mkdir(exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=self._staging))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):  # another program installs one just now
                self._staging.rmdir()


def _read(folder: Path) -> InstalledPack | None:
    try:
        with (folder / MANIFEST).open("rb") as file:
            content = file.read()
            moment = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
        pack = read_manifest_claims(json.loads(content))
    except (OSError, ValueError, RecursionError, PackRefusedFault):
        return None
    return InstalledPack(pack, folder, moment) if is_name(folder.name) else None


def _identity(one: Judged) -> tuple[FileKind, str]:
    identity = one.judgement.identity
    return one.judgement.kind, "" if identity is None else identity.name


def _line(found: Diagnostic, folder: Path) -> str:
    path = found.path.relative_to(folder).as_posix()
    return f"{path}:{found.line}:{found.column}: {found.code} {found.message}"
