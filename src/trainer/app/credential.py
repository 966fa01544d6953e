"""What a certificate says, as a value and as the claims of an Open Badges 3.0 credential.

Everything that is printed or drawn is made from this value, read back from the claims that were signed, so
that paper and credential cannot disagree. Moments are whole seconds in UTC: that is what tokens carry.
"""

import hashlib
import uuid
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from trainer.app.center import Center, InvalidCenterError

__all__ = ["Credential", "CredentialError", "Evidence", "check_value", "claims_of", "credential_of"]

CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
TYPES: Final = ("VerifiableCredential", "OpenBadgeCredential")
SCHEMA: Final = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
URN: Final = "urn:uuid:"
CHECK_BYTES: Final = 10
CHECK_GROUP: Final = 4
_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"


class CredentialError(ValueError):
    """Signed claims that are no certificate of ours."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One assessment that was counted, in the words of the certificate's language."""

    attempt: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Credential:
    """One certificate."""

    id: str
    """A UUID; the credential's own name is a URN of it."""
    issuer: str
    """The issuer's key, as a DID."""
    center: Center
    trainee: str
    """A UUID."""
    name: str
    """The trainee's, as it is printed."""
    certification: str
    version: int
    title: str
    description: str
    criteria: str
    """What had to be met, in one paragraph."""
    language: str
    """In which everything above is written."""
    achieved_at: datetime
    issued_at: datetime
    expires_at: datetime | None
    """The first moment at which it no longer stands; None where it always will."""
    evidence: tuple[Evidence, ...]


def claims_of(credential: Credential) -> dict[str, Any]:
    """Return the claims to be signed: the credential itself, and the registered claims of a token."""
    issuer: dict[str, Any] = {"id": credential.issuer, "type": ["Profile"], "name": credential.center.name}
    if credential.center.url is not None:
        issuer["url"] = credential.center.url
    subject = URN + credential.trainee
    claims: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": URN + credential.id,
        "type": list(TYPES),
        "name": credential.title,
        "issuer": issuer,
        "validFrom": _written(credential.issued_at),
        "awardedDate": _written(credential.achieved_at),
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": credential.name,
                    "identityType": "name",
                }
            ],
            "achievement": {
                "id": URN + _achievement(credential),
                "type": ["Achievement"],
                "achievementType": "Certification",
                "name": credential.title,
                "description": credential.description,
                "criteria": {"narrative": credential.criteria},
                "humanCode": credential.certification,
                "inLanguage": credential.language,
                "version": str(credential.version),
            },
        },
        "evidence": [
            {
                "id": URN + each.attempt,
                "type": ["Evidence"],
                "name": each.name,
                "description": each.description,
            }
            for each in credential.evidence
        ],
        "credentialSchema": [SCHEMA],
        "iss": credential.issuer,
        "jti": URN + credential.id,
        "sub": subject,
        "nbf": int(credential.issued_at.timestamp()),
    }
    if credential.expires_at is not None:
        claims["validUntil"] = _written(credential.expires_at)
        claims["exp"] = int(credential.expires_at.timestamp())
    return claims


def credential_of(claims: Mapping[str, Any]) -> Credential:
    """Return what signed claims say; `CredentialError` where they are no certificate of ours."""
    try:
        credential = _read(claims)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise CredentialError("claims that are no certificate") from error
    # Whatever else the claims may hold would be shown by another program and not by this one.
    if claims_of(credential) != claims:
        raise CredentialError("claims that a certificate does not have")
    return credential


def check_value(token: str) -> str:
    """Return what stands beside the QR code: 80 bits of the token's digest, in groups of four signs."""
    signs = b32encode(hashlib.sha256(token.encode()).digest()[:CHECK_BYTES]).decode("ascii")
    return "-".join(signs[at : at + CHECK_GROUP] for at in range(0, len(signs), CHECK_GROUP))


def _read(claims: Mapping[str, Any]) -> Credential:
    issuer, subject = claims["issuer"], claims["credentialSubject"]
    achievement = subject["achievement"]
    until = claims.get("validUntil")
    try:
        center = Center(issuer["name"], issuer.get("url"))
    except InvalidCenterError as error:
        raise CredentialError("a center without a name") from error
    credential = Credential(
        id=_uuid(claims["id"]),
        issuer=issuer["id"],
        center=center,
        trainee=_uuid(subject["id"]),
        name=subject["identifier"][0]["identityHash"],
        certification=achievement["humanCode"],
        version=int(achievement["version"]),
        title=claims["name"],
        description=achievement["description"],
        criteria=achievement["criteria"]["narrative"],
        language=achievement["inLanguage"],
        achieved_at=_moment(claims["awardedDate"]),
        issued_at=_moment(claims["validFrom"]),
        expires_at=None if until is None else _moment(until),
        evidence=tuple(
            Evidence(_uuid(each["id"]), each["name"], each["description"]) for each in claims["evidence"]
        ),
    )
    words = (credential.issuer, credential.name, credential.certification, credential.title)
    prose = (credential.description, credential.criteria, credential.language)
    told = (text for each in credential.evidence for text in (each.name, each.description))
    if not all(isinstance(text, str) for text in (*words, *prose, *told)):
        raise CredentialError("a text that is none")
    return credential


def _achievement(credential: Credential) -> str:
    """Return what names a version of a certification of a center, always the same."""
    name = f"{credential.issuer}#{credential.certification}/{credential.version}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def _uuid(urn: str) -> str:
    if not urn.startswith(URN):
        raise CredentialError("a name that is no UUID")
    return str(uuid.UUID(urn.removeprefix(URN)))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_MOMENT)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
