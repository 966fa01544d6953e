"""The instructor's desk on the command line: records held open, the entrance, the key, and certificates.

It holds the data folder as the window does, so that both are never at work on the same records.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import click

from trainer import paths
from trainer.app.attempts import Attempts
from trainer.app.center import Center, CenterSigner, NoKeyFault
from trainer.app.certificate_template import InvalidTemplateError
from trainer.app.certificates import Certificates
from trainer.app.contents import read_source
from trainer.app.faults import Fault
from trainer.app.instructor import Entrance
from trainer.app.instructor_doors import INSTRUCTOR_WAITS, Doors
from trainer.app.instructor_ports import Deed, WrongPassphraseError
from trainer.app.instructor_strength import check_passphrase
from trainer.app.library import Library
from trainer.app.ports import Trainee
from trainer.certification.model import Certification
from trainer.cli.data_folder import read_library
from trainer.cli.passphrase import ask
from trainer.exports.certificates import CertificateExports
from trainer.i18n import _
from trainer.signing.center_key import CenterKey
from trainer.signing.key_file import KeyFile
from trainer.signing.passphrases import PASSPHRASE, Argon2Passphrases
from trainer.signing.tokens import read_own_token
from trainer.storage.certificate_folder import ISSUED, CertificateFolder
from trainer.storage.issued_certificates import IssuedCertificates
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords

__all__ = ["Desk", "open_desk"]


class Desk:
    """What an instructor's command works with. The library is only read where it is asked for."""

    def __init__(self, records: SqliteRecords, clock: MachineClock, identifiers: MachineIdentifiers) -> None:
        self._records = records
        self._clock = clock
        self._identifiers = identifiers
        self.keys = KeyFile(paths.center_key_file(), PASSPHRASE)
        doors = Doors(
            locks=records.instructor,
            audit=records.instructor,
            secrets=Argon2Passphrases(PASSPHRASE),
            clock=clock,
            waits=INSTRUCTOR_WAITS,
        )
        self.entrance = Entrance[CenterKey](
            doors=doors, audit=records.instructor, seals=records.seals, key=self.keys, clock=clock
        )

    @cached_property
    def library(self) -> Library:
        """The scenarios and certifications of this machine."""
        return Library(read_library, read_source)

    @cached_property
    def certificates(self) -> Certificates:
        """What was issued and what can be."""
        return Certificates(
            facts=IssuedCertificates(self._records.file, self._identifiers),
            records=self._records,
            attempts=Attempts(self._records, self._clock),
            library=self.library,
            files=CertificateExports(paths.assets_folder() / "fonts", paths.certificate_template_folder),
            clock=self._clock,
            identifiers=self._identifiers,
            kept=CertificateFolder(paths.data_folder() / ISSUED),
            check_token=read_own_token,
        )

    def trainees(self) -> Sequence[Trainee]:
        """Return all profiles."""
        return self._records.trainees()

    def certifications(self) -> Mapping[str, Certification]:
        """Return all certifications of the library."""
        return self.library.certifications

    def signer(self, passphrase_file: Path | None) -> CenterSigner:
        """Return the key, unlocked behind the entrance; every wrong try counts there."""
        self.keys.facts()
        passphrase = ask(passphrase_file, _("Passphrase"))
        if not self.entrance.state().set_up:
            return self.keys.unlock(passphrase)
        self.entrance.unlock(passphrase)
        signer = self.entrance.signer()
        if signer is None:
            raise click.ClickException(
                _(
                    "the key is under another passphrase than the entrance; take it over again: puente key "
                    "import"
                )
            )
        return signer

    def make_key(self, center: Center, passphrase_file: Path | None) -> CenterSigner:
        """Make the key under the passphrase of the entrance, which is set where there is none."""
        known = self.entrance.state().set_up
        question = _("Passphrase of the instructor's entrance") if known else _("New passphrase")
        passphrase = ask(passphrase_file, question, confirm=not known)
        if known:
            self.entrance.unlock(passphrase)
        else:
            check_passphrase(passphrase)
            self.entrance.set_up(passphrase)
        return self._at_hand(self.keys.make(center, passphrase, self._clock.now()), Deed.KEY_MADE)

    def take_key(self, content: bytes, passphrase_file: Path | None) -> CenterSigner:
        """Keep the key of another machine; where the entrance has no passphrase, it gets that of the key."""
        known = self.entrance.state().set_up
        question = (
            _("Passphrase of the instructor's entrance") if known else _("Passphrase of the key in that file")
        )
        passphrase = ask(passphrase_file, question)
        if known:
            # Before the key is kept: what opens a key that is kept opens the entrance as well.
            self.entrance.unlock(passphrase)
        key = self._taken(content, passphrase, known=known)
        if not known:
            self.entrance.set_up(passphrase)
        return self._at_hand(key, Deed.KEY_IMPORTED)

    def describe(self, center: Center, passphrase_file: Path | None) -> None:
        """Change what the key says of its center."""
        passphrase = ask(passphrase_file, _("Passphrase"))
        if self.entrance.state().set_up:
            self.entrance.unlock(passphrase)
        self.keys.describe(center, passphrase)

    def change_passphrase(self, old_file: Path | None, new_file: Path | None) -> None:
        """Change the passphrase of the entrance and of the key."""
        old = ask(old_file, _("Passphrase"))
        self.entrance.unlock(old)
        new = ask(new_file, _("New passphrase"), confirm=True)
        self.entrance.change_passphrase(old, new)

    def _taken(self, content: bytes, passphrase: str, *, known: bool) -> CenterKey:
        try:
            return self.keys.take(content, passphrase)
        except WrongPassphraseError as error:
            if not known:
                raise
            raise click.ClickException(
                _(
                    "The key in that file is under another passphrase than this entrance. Change the "
                    "passphrase of this entrance to that of the key, then import it again."
                )
            ) from error

    def _at_hand(self, key: CenterKey, deed: Deed) -> CenterKey:
        self.entrance.take_key(key, deed, key.issuer.thumbprint)
        return key


@contextmanager
def open_desk() -> Iterator[Desk]:
    """Give the desk, and tell what stands in its way in one line."""
    clock, identifiers = MachineClock(), MachineIdentifiers()
    try:
        records = RecordsFolder(paths.data_folder(), clock=clock, identifiers=identifiers).open()
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
    try:
        with _telling():
            desk = Desk(records, clock, identifiers)
            yield desk
            desk.entrance.lock()
    finally:
        records.close_file()


@contextmanager
def _telling() -> Iterator[None]:
    """Tell a fault, a wrong passphrase or a value that cannot be as one line."""
    try:
        yield
    except NoKeyFault as fault:
        raise click.ClickException(str(fault)) from fault
    except WrongPassphraseError as error:
        raise click.ClickException(_("that is not the passphrase; nothing was changed")) from error
    except InvalidTemplateError as error:
        raise click.ClickException(
            _("the center's certificate cannot be used: {problem}").format(problem=error.problems[0])
        ) from error
    except (Fault, ValueError) as error:
        raise click.ClickException(str(error)) from error
