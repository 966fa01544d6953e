"""Files that only the center's key can make, kept so that a trainee can save them without an instructor."""

from typing import Final, Protocol

from trainer.app.faults import Fault
from trainer.app.verification import CertificateForm
from trainer.i18n import _

__all__ = ["SEALED", "KeptFiles", "NotKeptFault"]

SEALED: Final = (CertificateForm.PDF, CertificateForm.PNG, CertificateForm.SVG)
"""Forms that only the center's key can make."""


class KeptFiles(Protocol):
    """The sealed files of certificates as they were made when the key was at hand.

    Each method raises `Fault` where the environment refuses.
    """

    def keep(self, certificate: str, form: CertificateForm, content: bytes) -> None:
        """Keep a file; one that was kept before is replaced."""

    def kept(self, certificate: str, form: CertificateForm) -> bytes | None:
        """Return a file; None where it was not kept, or is no longer there."""


class NotKeptFault(Fault):
    """A file that only the center's key can make is not kept on this machine."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This file needs the center's key, and no copy of it is kept on this machine. Ask an "
                "instructor to save it for you; the credential as a file can be saved at any time."
            )
        )
