"""What a certificate and its badge say, as plain data for the templates `certificate.typ` and `badge.typ`.

Made from the credential that was signed and nothing else, in the credential's language; a center's template
changes the wording around it and never what is certified.
"""

import io
from typing import Any, Final

from trainer.app.certificate_template import CertificateTemplate
from trainer.app.credential import Credential
from trainer.app.documents import Paper
from trainer.i18n import format_date, translations
from trainer.scenario.model import Text

__all__ = ["code_of", "describe_badge", "describe_certificate", "files_of", "picture_files"]

_PAPERS: Final = {Paper.LETTER: "us-letter", Paper.A4: "a4"}
_Data = dict[str, Any]


def code_of(credential: Credential, check: str) -> str:
    """Return what the QR code carries, in signs of which QR codes hold many: the id and the check value."""
    return f"PUENTE:1:{credential.id.upper()}:{check}"


def describe_certificate(
    credential: Credential, check: str, template: CertificateTemplate, paper: Paper
) -> _Data:
    """Return the data of the document."""
    language = credential.language
    words = translations(language)
    _ = words.gettext
    return {
        "language": language,
        "paper": _PAPERS[paper],
        "author": credential.center.name,
        "document": _("{title}: {name}").format(title=credential.title, name=credential.name),
        "center": credential.center.name,
        "url": credential.center.url or "",
        "heading": _own(template.title, language) or words.pgettext("document", "Certificate"),
        "opening": _own(template.opening, language) or _("This certifies that"),
        "name": credential.name,
        "achieved": _own(template.achieved, language) or _("has met every requirement of"),
        "title": credential.title,
        "description": "" if credential.description == credential.title else credential.description,
        "facts": _facts(credential),
        "criteria": credential.criteria,
        "note": _own(template.note, language),
        "logo": "" if template.logo is None else _drawn("logo", template.logo.file),
        "signatures": [
            {
                "name": each.name,
                "role": _own(each.role, language),
                "picture": "" if each.picture is None else _drawn(f"signature-{place}", each.picture.file),
            }
            for place, each in enumerate(template.signatures)
        ],
        "code_alt": _("QR code with the number {id} and the check value {check}").format(
            id=credential.id, check=check
        ),
        "proof": [
            {"name": _("Number"), "value": credential.id},
            {"name": _("Check value"), "value": check},
        ],
        "how": _("Signed by the center; anyone can check this file without a network with “puente verify”."),
    }


def describe_badge(credential: Credential) -> _Data:
    """Return the data of the badge."""
    _ = translations(credential.language).gettext
    return {
        "language": credential.language,
        "title": credential.title,
        "center": credential.center.name,
        "year": str(credential.achieved_at.astimezone().year),
        "document": _("Badge: {title}").format(title=credential.title),
    }


def files_of(
    credential: Credential, check: str, template: CertificateTemplate, token: str
) -> dict[str, bytes]:
    """Return what the template reads besides its data: the QR code, the token, and the center's pictures."""
    code = _qr(code_of(credential, check))
    return {"code.svg": code, "credential.jwt": token.encode("ascii")} | picture_files(template)


def picture_files(template: CertificateTemplate) -> dict[str, bytes]:
    """Return the center's pictures under the names by which the template's data calls them."""
    files = {} if template.logo is None else {_drawn("logo", template.logo.file): template.logo.content}
    for place, each in enumerate(template.signatures):
        if each.picture is not None:
            files[_drawn(f"signature-{place}", each.picture.file)] = each.picture.content
    return files


def _facts(credential: Credential) -> list[_Data]:
    language = credential.language
    _ = translations(language).gettext
    until = (
        _("Without an end")
        if credential.expires_at is None
        else format_date(credential.expires_at, "long", language=language)
    )
    return [
        {"name": _("Achieved on"), "value": format_date(credential.achieved_at, "long", language=language)},
        {"name": _("Valid until"), "value": until},
        {"name": _("Issued on"), "value": format_date(credential.issued_at, "long", language=language)},
    ]


def _own(text: Text | None, language: str) -> str:
    return "" if text is None else text.shown(language)


def _drawn(name: str, file: str) -> str:
    return f"{name}.{file.rpartition('.')[2].lower()}"


def _qr(code: str) -> bytes:
    import segno  # noqa: PLC0415 - the window starts with this module, and draws no code before it is asked

    written = io.BytesIO()
    segno.make(code, error="m", micro=False).save(
        written, kind="svg", xmldecl=False, border=0, dark="#1C272C", light=None, omitsize=True
    )
    return written.getvalue()
