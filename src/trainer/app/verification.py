"""Whether a certificate is what its center issued: one answer, in plain words, without a network.

The order of the questions matters. First whether the file is one at all, then whether the center signed the
credential in it, then whether the file around it is the one the center made; only of what is genuine is it
asked whether it was revoked, and whether it stands at this moment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, Protocol

from trainer.app.center import PublicKey
from trainer.app.credential import URN, Credential, CredentialError, check_value, credential_of
from trainer.i18n import N_, _, format_date

__all__ = [
    "CarriedCredential",
    "CertificateForm",
    "ChangedError",
    "FileOpener",
    "InvalidRevocationsError",
    "NotACertificateError",
    "Revocation",
    "Signatures",
    "Verdict",
    "Verification",
    "VerificationError",
    "WrongKeyError",
    "describe_verification",
    "read_revocations",
    "revocation_claims",
    "verify",
]

REVOCATIONS: Final = "PuenteRevocationList"


class CertificateForm(StrEnum):
    """How a certificate is carried."""

    JWT = "jwt"
    """The signed token alone."""
    JSON = "json"
    """The token as a W3C enveloped credential."""
    PNG = "png"
    SVG = "svg"
    """A picture of the badge with the token baked into it."""
    PDF = "pdf"
    """The certificate to print, with the token in it."""


class Verdict(StrEnum):
    """What came of a check."""

    VERIFIED = "verified"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    CHANGED = "changed"
    WRONG_KEY = "wrong-key"
    NOT_A_CERTIFICATE = "not-a-certificate"


class VerificationError(ValueError):
    """A file or a token that cannot be believed."""


class NotACertificateError(VerificationError):
    """There is no signed credential in it."""


class ChangedError(VerificationError):
    """It was changed, or put together by somebody else, after it was signed."""


class WrongKeyError(VerificationError):
    """Another key signed it."""

    def __init__(self, key: PublicKey) -> None:
        super().__init__("signed by another key")
        self.key = key


class InvalidRevocationsError(VerificationError):
    """A list of revocations that the center did not sign."""


_SENTENCES: Final = {
    Verdict.VERIFIED: N_(
        "Genuine and valid: the center issued this certificate, and nothing in it was changed."
    ),
    Verdict.CHANGED: N_(
        "Do not accept it: it was changed after it was signed, or it was never signed by the center."
    ),
    Verdict.WRONG_KEY: N_("Do not accept it: it was signed with another key than the one you named."),
    Verdict.NOT_A_CERTIFICATE: N_(
        "This is no certificate: there is no signed credential in it that Puente could read."
    ),
}
_FILE_CHANGED: Final = N_(
    "Do not accept it: the credential inside is the center's, but the file around it was changed after it "
    "was issued. Ask for the file that the center gave."
)


@dataclass(frozen=True, slots=True)
class Revocation:
    """That a certificate was taken back."""

    certificate: str
    """The id of the credential."""
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CarriedCredential:
    """What was found in a file."""

    form: CertificateForm
    token: str
    sealed: bool
    """Whether files of this form are sealed: in the others there is nothing besides the token."""
    seal: str | None = None
    """None where a seal should be and is not."""
    unsealed: bytes = b""
    """The file with a blank in the place of its seal."""


class FileOpener(Protocol):
    """Finds the credential in a file."""

    def open(self, content: bytes) -> CarriedCredential:
        """Return what a file carries; `NotACertificateError`, `ChangedError` where its form is broken."""


class Signatures(Protocol):
    """Checks what a center signed."""

    def read_token(self, token: str, issuer: PublicKey) -> Mapping[str, Any]:
        """Return the claims that the issuer signed, or raise a `VerificationError`."""

    def is_sealed(self, unsealed: bytes, seal: str, issuer: PublicKey) -> bool:
        """Return whether a seal is the issuer's, of exactly this file."""


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer."""

    verdict: Verdict
    form: CertificateForm | None = None
    credential: Credential | None = None
    """What the center signed; None where it is not known that it did."""
    check: str | None = None
    """The check value of the credential, as printed beside its QR code."""
    signed_by: PublicKey | None = None
    """The other key, where another signed."""
    revocation: Revocation | None = None


def verify(  # noqa: PLR0913 - the ports are as much of the question as the file is
    content: bytes,
    issuer: PublicKey,
    *,
    opener: FileOpener,
    signatures: Signatures,
    now: datetime,
    revocations: Iterable[Revocation] = (),
) -> Verification:
    """Return whether a file is a certificate of an issuer that stands at a moment. Never raises."""
    form: CertificateForm | None = None
    credential: Credential | None = None
    try:
        carried = opener.open(content)
        form = carried.form
        credential = _signed(carried, issuer, signatures)
        _check_seal(carried, issuer, signatures)
    except NotACertificateError:
        return Verification(Verdict.NOT_A_CERTIFICATE, form)
    except WrongKeyError as error:
        return Verification(Verdict.WRONG_KEY, form, signed_by=error.key)
    except ChangedError:
        return Verification(Verdict.CHANGED, form, credential)
    revoked = next((each for each in revocations if each.certificate == credential.id), None)
    if revoked is not None:
        verdict = Verdict.REVOKED
    elif now < credential.issued_at:
        verdict = Verdict.NOT_YET_VALID
    elif credential.expires_at is not None and now >= credential.expires_at:
        verdict = Verdict.EXPIRED
    else:
        verdict = Verdict.VERIFIED
    return Verification(verdict, form, credential, check_value(carried.token), revocation=revoked)


def describe_verification(found: Verification) -> str:
    """Return the answer in one or two plain sentences, in the language that is active."""
    match found.verdict:
        case Verdict.REVOKED:
            return _revoked(found.revocation)
        case Verdict.EXPIRED:
            return _("Genuine, but expired: it was valid until {day}.").format(day=_day(found, last=True))
        case Verdict.NOT_YET_VALID:
            sentence = _(
                "Genuine, but not valid yet: it was issued on {day}. Check the date of this computer."
            )
            return sentence.format(day=_day(found, last=False))
        case Verdict.CHANGED if found.credential is not None:
            return _(_FILE_CHANGED)
        case other:
            return _(_SENTENCES[other])


def revocation_claims(issuer: PublicKey, revocations: Iterable[Revocation], at: datetime) -> dict[str, Any]:
    """Return the claims of a list of revocations, to be signed."""
    ordered = sorted(revocations, key=lambda each: (each.at, each.certificate))
    return {
        "type": REVOCATIONS,
        "iss": issuer.did,
        "iat": int(at.timestamp()),
        "revokedCredential": [
            {
                "id": URN + each.certificate,
                "revoked": True,
                "revocationReason": each.reason,
                "revokedAt": int(each.at.timestamp()),
            }
            for each in ordered
        ],
    }


def read_revocations(content: bytes, issuer: PublicKey, signatures: Signatures) -> tuple[Revocation, ...]:
    """Return what a signed list says; `InvalidRevocationsError` where the issuer did not sign it."""
    try:
        claims = signatures.read_token(content.decode("ascii").strip(), issuer)
        if claims["type"] != REVOCATIONS or claims["iss"] != issuer.did:
            raise InvalidRevocationsError("no list of revocations")
        return tuple(
            Revocation(
                certificate=each["id"].removeprefix(URN),
                reason=str(each["revocationReason"]),
                at=datetime.fromtimestamp(each["revokedAt"], UTC),
            )
            for each in claims["revokedCredential"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError) as error:
        raise InvalidRevocationsError("not signed by the issuer") from error


def _signed(carried: CarriedCredential, issuer: PublicKey, signatures: Signatures) -> Credential:
    claims = signatures.read_token(carried.token, issuer)
    try:
        credential = credential_of(claims)
    except CredentialError as error:
        raise NotACertificateError from error
    if credential.issuer != issuer.did:
        raise NotACertificateError
    return credential


def _check_seal(carried: CarriedCredential, issuer: PublicKey, signatures: Signatures) -> None:
    if carried.sealed and (
        carried.seal is None or not signatures.is_sealed(carried.unsealed, carried.seal, issuer)
    ):
        raise ChangedError


def _revoked(revocation: Revocation | None) -> str:
    if revocation is None or not revocation.reason:
        return _("Revoked: the center issued this certificate and has taken it back.")
    return _("Revoked: the center took this certificate back on {day}. Reason: {reason}").format(
        day=format_date(revocation.at, "long"), reason=revocation.reason
    )


def _day(found: Verification, *, last: bool) -> str:
    if found.credential is None:
        return ""
    moment = found.credential.expires_at if last else found.credential.issued_at
    return "" if moment is None else format_date(moment, "long")
