"""Which certificates and revocations the records vouch for: those of which the audit list says so.

Certificates and revocations are rows beside the chain. The deeds that note them are in it, and are linked and
signed with everything else; so a row is believed as far as a deed says the same, to the last letter.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from trainer.app.center import PublicKey
from trainer.app.credential import CredentialError, credential_of
from trainer.app.instructor_ports import Deed, NewAuditEntry
from trainer.app.issued import IssuedCertificate
from trainer.app.verification import Revocation, VerificationError

__all__ = [
    "DEEDS",
    "CertificateRows",
    "Misfit",
    "OwnTokenCheck",
    "Unvouched",
    "Vouched",
    "issuing_detail",
    "taking_detail",
    "unvouched",
]

DEEDS: Final = frozenset(
    {
        Deed.CERTIFICATE_ISSUED,
        Deed.CERTIFICATE_RENEWED,
        Deed.CERTIFICATE_REVOKED,
        Deed.REVOCATIONS_TAKEN,
    }
)
"""The deeds that vouch."""

MARK_LETTERS: Final = 20
_TAKEN: Final = re.compile(r"(\S+) ([0-9a-f]{20})(?:, |$)")

OwnTokenCheck = Callable[[str], tuple[Mapping[str, Any], PublicKey]]
"""Return the claims of a token and the key it names, which made its signature; else `VerificationError`."""


def issuing_detail(name: str, check: str) -> str:
    """Return what the deed of an issued certificate says besides its id: to whom, and its check value."""
    return f"{name}, {check}"


def taking_detail(revocations: Sequence[Revocation]) -> str:
    """Return what the deed of a list taken over says: how many were new, which, and the mark of each."""
    named = ", ".join(f"{each.certificate} {_mark(each)}" for each in revocations)
    return f"{len(revocations)}: {named}" if revocations else "0"


@dataclass(frozen=True, slots=True)
class CertificateRows:
    """The rows of certificates and revocations, and what the chain says of them."""

    certificates: Sequence[IssuedCertificate]
    revocations: Sequence[Revocation]
    deeds: Sequence[NewAuditEntry]
    """Those of `DEEDS` that follow in their chain."""


class Vouched:
    """What deeds that follow in their chain say of certificates and revocations."""

    def __init__(self, deeds: Iterable[NewAuditEntry]) -> None:
        self.certificates: dict[str, str] = {}
        """The check value of each, by id."""
        self.revocations: dict[str, set[str]] = {}
        """The marks of each revocation, by the id of its certificate."""
        for each in deeds:
            if each.deed in {Deed.CERTIFICATE_ISSUED, Deed.CERTIFICATE_RENEWED}:
                self.certificates[each.subject] = each.detail.rpartition(", ")[2]
            elif each.deed is Deed.CERTIFICATE_REVOKED:
                revocation = Revocation(each.subject, each.detail, each.at)
                self.revocations.setdefault(each.subject, set()).add(_mark(revocation))
            elif each.deed is Deed.REVOCATIONS_TAKEN:
                for certificate, mark in _TAKEN.findall(each.detail.partition(": ")[2]):
                    self.revocations.setdefault(certificate, set()).add(mark)

    def stands(self, revocation: Revocation) -> bool:
        """Tell whether a deed says of a revocation what its row says."""
        return _mark(revocation) in self.revocations.get(revocation.certificate, ())


class Misfit(Enum):
    """How a row and the deeds disagree."""

    PUT_IN = auto()
    CHANGED = auto()
    TAKEN_AWAY = auto()


@dataclass(frozen=True, slots=True)
class Unvouched:
    """A certificate, or its revocation, of which row and deed do not say the same."""

    certificate: str
    misfit: Misfit
    revocation: bool = False
    """Whether it is the revocation and not the certificate."""


def unvouched(rows: CertificateRows, check: OwnTokenCheck) -> list[Unvouched]:
    """Return every row that no deed vouches for, and every deed whose row is gone."""
    vouched = Vouched(rows.deeds)
    found: list[Unvouched] = []
    for each in rows.certificates:
        if each.id not in vouched.certificates:
            found.append(Unvouched(each.id, Misfit.PUT_IN))
        elif vouched.certificates[each.id] != each.check or not _says_the_same(each, check):
            found.append(Unvouched(each.id, Misfit.CHANGED))
    there = {each.id for each in rows.certificates}
    found.extend(Unvouched(each, Misfit.TAKEN_AWAY) for each in sorted(vouched.certificates.keys() - there))
    for row in rows.revocations:
        if row.certificate not in vouched.revocations:
            found.append(Unvouched(row.certificate, Misfit.PUT_IN, revocation=True))
        elif not vouched.stands(row):
            found.append(Unvouched(row.certificate, Misfit.CHANGED, revocation=True))
    there = {row.certificate for row in rows.revocations}
    gone = sorted(vouched.revocations.keys() - there)
    found.extend(Unvouched(each, Misfit.TAKEN_AWAY, revocation=True) for each in gone)
    return found


def _says_the_same(row: IssuedCertificate, check: OwnTokenCheck) -> bool:
    """Tell whether a token is signed by the key it names, and says what stands beside it."""
    try:
        claims, key = check(row.token)
        said = credential_of(claims)
    except (VerificationError, CredentialError):
        return False
    beside = (row.id, row.trainee, row.certification, row.version)
    moments = (row.achieved_at, row.issued_at, row.expires_at)
    return (
        said.issuer == key.did
        and beside == (said.id, said.trainee, said.certification, said.version)
        and moments == (said.achieved_at, said.issued_at, said.expires_at)
    )


def _mark(revocation: Revocation) -> str:
    """Return what tells a revocation from any other: 80 bits of a digest. Moments are whole seconds."""
    said = [revocation.certificate, revocation.reason, int(revocation.at.timestamp())]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:MARK_LETTERS]
