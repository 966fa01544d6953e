"""Copies of the backups on another disk: a drive that is taken home, a folder of the network.

Several machines, and several people of one, may be given the same folder: each data folder has a folder of
its own in it, named by the machine. The chosen folder itself is never made: where it is not there, its disk
is not, and what would be made in its stead would lie on the wrong one.
"""

import hashlib
import platform
import re
import sqlite3
from pathlib import Path
from typing import Final

from trainer.app.backups import BackupDiskGoneFault, BackupNotCopiedFault
from trainer.app.ports import BackupFacts
from trainer.storage.backups import BackupFolder, UnsoundBackupError

__all__ = ["BackupsElsewhere"]

DIGITS: Final = 8
_STRANGE: Final = re.compile(r"[^A-Za-z0-9-]+")


class BackupsElsewhere:
    """Fills the port `CopiesElsewhere` for the data folder `data` with a folder in `chosen`."""

    def __init__(self, chosen: Path, data: Path) -> None:
        self._chosen = chosen
        self._backups = BackupFolder(chosen / _own_name(data))

    @property
    def folder(self) -> Path:
        """Where the copies of this data folder lie."""
        return self._backups.folder

    def take(self, backup: BackupFacts) -> None:
        """Copy a backup there, unless it is there, and prove that the copy opens."""
        try:
            if not self._chosen.is_dir():
                raise BackupDiskGoneFault(self._chosen)
            self._backups.take(backup)
        except OSError as error:
            raise BackupNotCopiedFault(self._chosen, error.strerror or str(error)) from error
        except (sqlite3.Error, UnsoundBackupError) as error:
            raise BackupNotCopiedFault(self._chosen, str(error)) from error


def _own_name(data: Path) -> str:
    machine = _STRANGE.sub("-", platform.node()).strip("-").lower() or "machine"
    digest = hashlib.sha256(f"{machine}\n{data}".encode(errors="surrogatepass")).hexdigest()
    return f"puente-{machine}-{digest[:DIGITS]}"
