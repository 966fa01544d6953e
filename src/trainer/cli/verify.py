"""`puente verify`: whether a certificate is what its center issued, for people and for programs.

The JSON document:

    {"file": "certificate.pdf", "verdict": "verified", "valid": true, "message": "…", "form": "pdf",
     "issuer": "…thumbprint…", "signed_by": null,
     "certificate": {"id": "…", "check": "ABCD-…", "name": "Mariana Ortega", "certification": "spanish-voice",
       "version": 1, "title": "…", "language": "es", "center": "…", "url": null,
       "achieved_at": "2026-03-12T15:00:00+00:00", "issued_at": "…", "expires_at": null,
       "evidence": [{"attempt": "…", "name": "…", "description": "…"}]},
     "revocation": {"reason": "…", "at": "…"}}

`verdict` is `verified`, `revoked`, `expired`, `not-yet-valid`, `changed`, `wrong-key` or `not-a-certificate`;
`form` is `jwt`, `json`, `png`, `svg` or `pdf`. `certificate` is null where it is not known that the center
signed it. The exit status is 0 where it is valid, 1 where it is not, 2 where the call was wrong.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from trainer.app.center import PublicKey
from trainer.app.credential import Credential
from trainer.app.verification import (
    InvalidRevocationsError,
    Revocation,
    Verdict,
    Verification,
    describe_verification,
    read_revocations,
    verify,
)
from trainer.cli.answers import OutputFormat, format_option, print_json
from trainer.cli.path_argument import PATH
from trainer.exports.certificate_files import LARGEST_FILE, CertificateOpener
from trainer.i18n import _, format_date
from trainer.signing.public_keys import UnreadableKeyError, read_public_key
from trainer.signing.tokens import SignatureReader
from trainer.storage.machine import MachineClock

__all__ = ["command", "read_bytes", "read_issuer"]

REFUSED: Final = 1
"""The exit status where a file is no valid certificate."""


@click.command(
    "verify",
    help=_(
        "Tell whether FILE is a valid certificate of a center: a token (.jwt, .json), a badge (.png, .svg) "
        "or a "
        "PDF. Nothing is asked of a network. The exit status is 0 where it is valid, 1 where it is not."
    ),
)
@click.argument("file", type=PATH)
@click.option(
    "--issuer",
    required=True,
    type=PATH,
    help=_("The center's public key, which it hands out: a file in PEM or JWK."),
)
@click.option(
    "--revoked",
    multiple=True,
    type=PATH,
    help=_("A list of certificates that the center has taken back; it is signed, too."),
)
@format_option
def command(file: Path, issuer: Path, revoked: Sequence[Path], output: str) -> int:
    """Print the answer; 1 where it is no valid certificate."""
    key = read_issuer(issuer)
    revocations = [each for path in revoked for each in _read_list(path, key)]
    found = verify(
        read_bytes(file),
        key,
        opener=CertificateOpener(),
        signatures=SignatureReader(),
        now=MachineClock().now(),
        revocations=revocations,
    )
    if OutputFormat(output) is OutputFormat.JSON:
        print_json(_document(file, key, found))
    else:
        _print(file, found)
    return 0 if found.verdict is Verdict.VERIFIED else REFUSED


def read_issuer(path: Path) -> PublicKey:
    """Return the public key in a file; `click.ClickException` where there is none."""
    try:
        return read_public_key(read_bytes(path))
    except UnreadableKeyError as error:
        raise click.ClickException(
            _("{path} holds no public key of a center; ask the center for its file in PEM or JWK").format(
                path=path
            )
        ) from error


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, or the beginning of a large one; `click.ClickException` otherwise."""
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise click.ClickException(_("there is no file {path}; check the name").format(path=path)) from error
    except IsADirectoryError as error:
        raise click.ClickException(_("{path} is a folder; name one file").format(path=path)) from error
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be read ({reason}); allow your account to open it").format(
                path=path, reason=error.strerror or error
            )
        ) from error


def _read_list(path: Path, issuer: PublicKey) -> tuple[Revocation, ...]:
    try:
        return read_revocations(read_bytes(path), issuer, SignatureReader())
    except InvalidRevocationsError as error:
        raise click.ClickException(
            _("{path} is no list that the owner of this key signed; ask the center for a new one").format(
                path=path
            )
        ) from error


def _print(file: Path, found: Verification) -> None:
    click.echo(_("{file}: {sentence}").format(file=file, sentence=describe_verification(found)))
    credential = found.credential
    if credential is None:
        return
    expires_at = credential.expires_at
    rows = [
        (_("Name"), credential.name),
        (_("Certification"), credential.title),
        (_("Center"), credential.center.name),
        (_("Achieved on"), format_date(credential.achieved_at, "long")),
        (_("Valid until"), _("without an end") if expires_at is None else format_date(expires_at, "long")),
        (_("Number"), credential.id),
    ]
    if found.check is not None:
        rows.append((_("Check value"), found.check))
    wide = max(len(name) for name, _value in rows)
    for name, value in rows:
        click.echo(f"  {name:<{wide}}  {value}")


def _document(file: Path, issuer: PublicKey, found: Verification) -> dict[str, object]:
    revocation = found.revocation
    return {
        "file": str(file),
        "verdict": found.verdict.value,
        "valid": found.verdict is Verdict.VERIFIED,
        "message": describe_verification(found),
        "form": None if found.form is None else found.form.value,
        "issuer": issuer.thumbprint,
        "signed_by": None if found.signed_by is None else found.signed_by.thumbprint,
        "certificate": None if found.credential is None else _credential(found.credential, found.check),
        "revocation": None
        if revocation is None
        else {"reason": revocation.reason, "at": _moment(revocation.at)},
    }


def _credential(credential: Credential, check: str | None) -> dict[str, object]:
    return {
        "id": credential.id,
        "check": check,
        "name": credential.name,
        "certification": credential.certification,
        "version": credential.version,
        "title": credential.title,
        "language": credential.language,
        "center": credential.center.name,
        "url": credential.center.url,
        "achieved_at": _moment(credential.achieved_at),
        "issued_at": _moment(credential.issued_at),
        "expires_at": _moment(credential.expires_at),
        "evidence": [
            {"attempt": each.attempt, "name": each.name, "description": each.description}
            for each in credential.evidence
        ],
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
