"""The sealed files of certificates, beside the database: a trainee can save them when the key is far away.

They prove themselves (every byte of them is under the center's signature), so nothing guards them here, and
one that was lost can be made again by whoever has the key.
"""

import contextlib
from pathlib import Path
from typing import Final

from trainer.app.faults import Fault
from trainer.app.verification import CertificateForm
from trainer.i18n import _

__all__ = ["ISSUED", "CertificateFolder", "FilesNotKeptFault"]

ISSUED: Final = "issued-certificates"
"""The name of the folder, in the data folder."""


class FilesNotKeptFault(Fault):
    """The files of a certificate could not be kept."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            _(
                "The certificate is issued, but its files could not be kept in {folder} ({reason}). Allow "
                "your account to write there or free some space; then save them from the list of what was "
                "issued."
            ).format(folder=folder, reason=reason)
        )


class CertificateFolder:
    """Fills the port `KeptFiles`: a file for each certificate and form."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, certificate: str, form: CertificateForm, content: bytes) -> None:
        """Keep a file, wholly or not at all."""
        file = self._file(certificate, form)
        begun = file.with_name(f"{file.name}.new")
        try:
            self._folder.mkdir(exist_ok=True)
            begun.write_bytes(content)
            begun.replace(file)
        except OSError as error:
            with contextlib.suppress(OSError):
                begun.unlink(missing_ok=True)
            raise FilesNotKeptFault(self._folder, error.strerror or str(error)) from error

    def kept(self, certificate: str, form: CertificateForm) -> bytes | None:
        """Return a file; None where there is none that can be read."""
        try:
            return self._file(certificate, form).read_bytes()
        except OSError:
            return None

    def _file(self, certificate: str, form: CertificateForm) -> Path:
        return self._folder / f"{certificate}.{form.value}"
