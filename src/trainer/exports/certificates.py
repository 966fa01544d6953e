"""Makes the files of certificates: drawn by Typst, the credential baked in, sealed with the center's key."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from trainer.app.center import Center, CenterSigner, OtherKeyFault, decode_base64url
from trainer.app.certificate_template import CertificateTemplate, InvalidTemplateError
from trainer.app.credential import Credential, check_value, credential_of
from trainer.app.documents import Paper
from trainer.app.verification import CertificateForm
from trainer.exports.certificate_document import describe_badge, describe_certificate, files_of, picture_files
from trainer.exports.certificate_files import bake, envelope, fill_seal
from trainer.exports.certificate_folder import load_template
from trainer.exports.typst_documents import UnsetDocumentError, draw_picture, save_file, set_document
from trainer.i18n import _, translations

__all__ = ["CertificateExports"]

POINTS_PER_INCH: Final = 72
BADGE_POINTS: Final = 512
BADGE_PIXELS: Final = 1024
_SPECIMEN_DAY: Final = datetime(2026, 3, 12, 12, tzinfo=UTC)
_WIDTHS: Final = {Paper.LETTER: 792.0, Paper.A4: 841.89}
"""Of the certificate, in points."""


class CertificateExports:
    """Fills the port `CertificateFiles`.

    `fonts` is the folder of the program's fonts; `template` says in which folder the center's own template
    lies, where it has one, and is asked each time.
    """

    def __init__(self, fonts: Path, template: Callable[[], Path | None] = lambda: None) -> None:
        self._fonts = fonts
        self._folder = template

    def read(self, token: str) -> Credential:
        """Return what a token of this machine's records says."""
        claims: dict[str, Any] = json.loads(decode_base64url(token.split(".")[1]))
        return credential_of(claims)

    def make(self, token: str, form: CertificateForm, *, signer: CenterSigner | None, paper: Paper) -> bytes:
        """Return a certificate as a file; `OtherKeyFault` where it is to be sealed with a key not its own."""
        if form is CertificateForm.JWT:
            return token.encode("ascii")
        if form is CertificateForm.JSON:
            return envelope(token)
        if signer is None:
            raise ValueError("a picture or a PDF is sealed with the center's key")
        credential = self.read(token)
        if credential.issuer != signer.issuer.did:
            raise OtherKeyFault(signer.issuer)
        if form is CertificateForm.PDF:
            drawn = self._set(credential, token, paper)
        else:
            drawn = self._badge(credential, svg=form is CertificateForm.SVG, pixels=BADGE_PIXELS)
        unsealed = bake(form, drawn, token, title=describe_badge(credential)["document"])
        return fill_seal(form, unsealed, signer.seal(unsealed))

    def preview(self, credential: Credential, *, badge: bool = False, pixels: int = 1200) -> bytes:
        """Return a picture of the certificate, or of its badge, as PNG of so many pixels in width."""
        if badge:
            return self._badge(credential, svg=False, pixels=pixels)
        template = load_template(self._folder())
        check = check_value("")
        data = describe_certificate(credential, check, template, Paper.LETTER)
        files = files_of(credential, check, template, "")
        scale = pixels / _WIDTHS[Paper.LETTER] * POINTS_PER_INCH
        try:
            return draw_picture("certificate", data, fonts=self._fonts, files=files, points_per_inch=scale)
        except UnsetDocumentError as error:
            if not picture_files(template):
                raise
            raise _unfit(template, error) from error

    def specimen(self, language: str, *, pixels: int = 1200) -> bytes:
        """Return a picture of a certificate with invented names, as PNG: how the center's own template looks.

        Raises `InvalidTemplateError`.
        """
        return self.preview(_specimen(language), pixels=pixels)

    def save(self, content: bytes, file: Path) -> None:
        """Write a file as a whole."""
        save_file(content, file)

    def _set(self, credential: Credential, token: str, paper: Paper) -> bytes:
        template = load_template(self._folder())
        check = check_value(token)
        data = describe_certificate(credential, check, template, paper)
        try:
            return set_document(
                "certificate",
                data,
                fonts=self._fonts,
                made_at=credential.issued_at,
                files=files_of(credential, check, template, token),
            )
        except UnsetDocumentError as error:
            if not picture_files(template):
                raise
            raise _unfit(template, error) from error

    def _badge(self, credential: Credential, *, svg: bool, pixels: int) -> bytes:
        return draw_picture(
            "badge",
            describe_badge(credential),
            fonts=self._fonts,
            files={},
            points_per_inch=None if svg else pixels / BADGE_POINTS * POINTS_PER_INCH,
        )


def _unfit(template: CertificateTemplate, error: UnsetDocumentError) -> InvalidTemplateError:
    """Return that a picture cannot be drawn: all else that a template says is known to be sound."""
    named = [template.logo, *(each.picture for each in template.signatures)]
    files = ", ".join(each.file for each in named if each is not None)
    problem = _("one of the pictures {files} cannot be drawn ({reason}); save it anew as SVG or PNG")
    return InvalidTemplateError((problem.format(files=files, reason=error),))


def _specimen(language: str) -> Credential:
    """Return what no center has issued, and nothing has signed."""
    words = translations(language)
    return Credential(
        id="00000000-0000-7000-8000-000000000000",
        issuer="",
        center=Center(words.gettext("Name of the center")),
        trainee="00000000-0000-7000-8000-000000000001",
        name=words.gettext("Specimen of a name"),
        certification="specimen",
        version=1,
        title=words.gettext("Title of the certification"),
        description=words.gettext("What the certification is about, as its author described it."),
        criteria=words.gettext("What had to be passed, and in which languages."),
        language=language,
        achieved_at=_SPECIMEN_DAY,
        issued_at=_SPECIMEN_DAY,
        expires_at=_SPECIMEN_DAY + timedelta(days=365),
        evidence=(),
    )
