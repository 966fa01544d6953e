"""How a certificate is carried in a file, and found in one again: token, JSON, baked PNG and SVG, PDF.

Pictures and PDFs are sealed, so that every byte counts and not only those of the token: the file is made with
a blank in the place of its seal, the center signs all of it, and the signature fills the blank. Whoever opens
a file puts the blank back and makes the file anew from it; where that does not give the very same bytes, the
file was changed. Nothing here reads more of a stranger's file than it must: no XML parser and no PDF parser
meets it.
"""

import json
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Final
from xml.sax.saxutils import escape

from trainer.app.verification import CarriedCredential, CertificateForm, ChangedError, NotACertificateError

__all__ = ["SEAL_LENGTH", "CertificateOpener", "bake", "envelope", "fill_seal"]

SEAL_LENGTH: Final = 86
"""Of an Ed25519 signature in base64url."""

LARGEST_FILE: Final = 16 * 1024 * 1024
"""In bytes; a larger file is none of ours."""

_BLANK: Final = b"0" * SEAL_LENGTH
_SEAL: Final = rb"([A-Za-z0-9_-]{86})"
_TOKEN: Final = rb"([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)"

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_TOKEN: Final = b"openbadgecredential\0\0\0\0\0"
_PNG_SEAL: Final = b"puente-seal\0\0\0\0\0"
_CHUNK_FRAME: Final = 12

_SVG_TOKEN: Final = re.compile(rb'<openbadges:credential verify="' + _TOKEN + rb'"></openbadges:credential>')
_SVG_END: Final = b"</svg>"
_SVG_SEAL: Final = re.compile(rb'\n<metadata id="puente-seal">' + _SEAL + rb"</metadata>\n</svg>\n\Z")
_SVG_OPENING: Final = re.compile(rb"<svg\b[^>]*>")

_PDF: Final = b"%PDF-"
_PDF_END: Final = re.compile(
    rb"\n%puente-certificate " + _TOKEN + rb"\n%puente-seal " + _SEAL + rb"\nstartxref\n\d+\n%%EOF\n\Z"
)
_PDF_START_OF_TABLE: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")

_TOKEN_ALONE: Final = re.compile(_TOKEN + rb"\n?")
_ENVELOPE: Final = "data:application/vc+jwt,"
_MARKS: Final = {
    CertificateForm.PNG: b"openbadgecredential",
    CertificateForm.SVG: b"openbadges:credential",
    CertificateForm.PDF: b"puente-certificate",
}


def envelope(token: str) -> bytes:
    """Return a token as JSON, in one spelling: an enveloped credential of W3C's data model 2.0."""
    document = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": _ENVELOPE + token,
        "type": "EnvelopedVerifiableCredential",
    }
    return json.dumps(document, indent=1).encode() + b"\n"


def bake(form: CertificateForm, drawn: bytes, token: str, *, title: str = "") -> bytes:
    """Return a drawn picture or document with a token in it, and a blank for its seal.

    `title` names an SVG to screen readers. Raises `ValueError` for a form that is not sealed.
    """
    match form:
        case CertificateForm.PNG:
            return _bake_png(drawn, token)
        case CertificateForm.SVG:
            return _bake_svg(drawn, token, title)
        case CertificateForm.PDF:
            return _bake_pdf(drawn, token)
    raise ValueError(f"{form} is not sealed")


def fill_seal(form: CertificateForm, unsealed: bytes, seal: str) -> bytes:
    """Return a file with its seal in the place of the blank; `ValueError` where there is none."""
    if len(seal) != SEAL_LENGTH:
        raise ValueError("a seal has 86 signs")
    at = unsealed.rfind(_BLANK)
    if at < 0:
        raise ValueError("there is no blank for a seal")
    filled = unsealed[:at] + seal.encode("ascii") + unsealed[at + SEAL_LENGTH :]
    if form is not CertificateForm.PNG:
        return filled
    # The chunk that holds the seal ends with a checksum of its own.
    start = at - len(_PNG_SEAL) - 8
    chunk = _chunk(b"iTXt", _PNG_SEAL + seal.encode("ascii"))
    return filled[:start] + chunk + filled[start + len(chunk) :]


class CertificateOpener:
    """Fills the port `FileOpener`."""

    def open(self, content: bytes) -> CarriedCredential:
        """Return what a file carries."""
        if len(content) > LARGEST_FILE:
            raise NotACertificateError
        form = _form_of(content)
        if form is CertificateForm.JWT:
            return _open_token(content)
        if form is CertificateForm.JSON:
            return _open_envelope(content)
        try:
            return _OPENERS[form](content)
        except _BrokenFormError as error:
            if _MARKS[form] in content:
                raise ChangedError from error
            raise NotACertificateError from error


class _BrokenFormError(ValueError):
    """A file does not have the form of those that are made here."""


def _form_of(content: bytes) -> CertificateForm:
    if content.startswith(_PNG):
        return CertificateForm.PNG
    if content.startswith(_PDF):
        return CertificateForm.PDF
    begins = content.lstrip()[:1]
    return {b"<": CertificateForm.SVG, b"{": CertificateForm.JSON}.get(begins, CertificateForm.JWT)


def _open_token(content: bytes) -> CarriedCredential:
    found = _TOKEN_ALONE.fullmatch(content)
    if found is None:
        raise NotACertificateError
    return CarriedCredential(CertificateForm.JWT, found[1].decode("ascii"), sealed=False)


def _open_envelope(content: bytes) -> CarriedCredential:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotACertificateError from error
    named = document.get("id") if isinstance(document, dict) else None
    if not isinstance(named, str) or not named.startswith(_ENVELOPE):
        raise NotACertificateError
    token = named.removeprefix(_ENVELOPE)
    if envelope(token) != content:
        raise ChangedError
    return CarriedCredential(CertificateForm.JSON, token, sealed=False)


def _bake_png(drawn: bytes, token: str) -> bytes:
    chunks = _chunks(drawn)
    baked = [
        chunks[0],
        (b"iTXt", _PNG_TOKEN + token.encode("ascii")),
        *chunks[1:-1],
        (b"iTXt", _PNG_SEAL + _BLANK),
        chunks[-1],
    ]
    return _PNG + b"".join(_chunk(kind, data) for kind, data in baked)


def _open_png(content: bytes) -> CarriedCredential:
    chunks = _chunks(content)
    tokens = [data for kind, data in chunks if kind == b"iTXt" and data.startswith(_PNG_TOKEN)]
    if len(tokens) != 1:
        raise _BrokenFormError("one token was expected")
    token = _ascii(tokens[0].removeprefix(_PNG_TOKEN))
    kind, sealed = chunks[-2]
    if kind != b"iTXt" or not re.fullmatch(re.escape(_PNG_SEAL) + _SEAL, sealed):
        return CarriedCredential(CertificateForm.PNG, token, sealed=True)
    blank = [*chunks[:-2], (kind, _PNG_SEAL + _BLANK), chunks[-1]]
    unsealed = _PNG + b"".join(_chunk(*each) for each in blank)
    return _carried(CertificateForm.PNG, token, sealed.removeprefix(_PNG_SEAL), unsealed, content)


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    """Return the chunks of a PNG, of which there are two at least; `_BrokenFormError` where it is none."""
    if not content.startswith(_PNG):
        raise _BrokenFormError("no PNG")
    chunks: list[tuple[bytes, bytes]] = []
    at = len(_PNG)
    while at + _CHUNK_FRAME <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        if _chunk(kind, data) != content[at : at + _CHUNK_FRAME + length]:
            raise _BrokenFormError("a chunk that is not whole")
        chunks.append((kind, data))
        at += _CHUNK_FRAME + length
    if at != len(content) or len(chunks) < 2 or chunks[-1][0] != b"IEND":  # noqa: PLR2004 - a head and an end
        raise _BrokenFormError("no whole PNG")
    return chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _bake_svg(drawn: bytes, token: str, title: str) -> bytes:
    opening = _SVG_OPENING.search(drawn)
    if opening is None or not drawn.rstrip().endswith(_SVG_END):
        raise ValueError("no SVG")
    credential = f'\n<openbadges:credential verify="{token}"></openbadges:credential>'
    named = f'\n<title id="puente-title">{escape(title)}</title>' if title else ""
    attributes = ' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
    attributes += ' role="img" aria-labelledby="puente-title"' if title else ""
    tag = opening[0][:-1] + attributes.encode() + b">"
    picture = drawn[opening.end() :].rstrip().removesuffix(_SVG_END).rstrip()
    # No comment: two hyphens in a row, which a seal may have, are not allowed in one.
    seal = b'\n<metadata id="puente-seal">' + _BLANK + b"</metadata>\n" + _SVG_END + b"\n"
    return drawn[: opening.start()] + tag + (credential + named).encode() + picture + seal


def _open_svg(content: bytes) -> CarriedCredential:
    tokens = _SVG_TOKEN.findall(content)
    if len(tokens) != 1:
        raise _BrokenFormError("one token was expected")
    token = _ascii(tokens[0])
    sealed = _SVG_SEAL.search(content)
    if sealed is None:
        return CarriedCredential(CertificateForm.SVG, token, sealed=True)
    unsealed = content[: sealed.start(1)] + _BLANK + content[sealed.end(1) :]
    return _carried(CertificateForm.SVG, token, sealed[1], unsealed, content)


def _bake_pdf(drawn: bytes, token: str) -> bytes:
    """Append the token and the seal as comments, and name the start of the table of contents once more.

    Readers look for that at the end of a file, and pass over comments.
    """
    table = _PDF_START_OF_TABLE.search(drawn)
    if table is None:
        raise ValueError("no PDF")
    token_line = b"\n%puente-certificate " + token.encode("ascii")
    return (
        drawn.rstrip() + token_line + b"\n%puente-seal " + _BLANK + b"\nstartxref\n" + table[1] + b"\n%%EOF\n"
    )


def _open_pdf(content: bytes) -> CarriedCredential:
    found = _PDF_END.search(content)
    if found is None:
        raise _BrokenFormError("no token at the end")
    unsealed = content[: found.start(2)] + _BLANK + content[found.end(2) :]
    return _carried(CertificateForm.PDF, _ascii(found[1]), found[2], unsealed, content)


def _carried(
    form: CertificateForm, token: str, seal: bytes, unsealed: bytes, content: bytes
) -> CarriedCredential:
    signs = _ascii(seal)
    if fill_seal(form, unsealed, signs) != content:
        raise ChangedError
    return CarriedCredential(form, token, sealed=True, seal=signs, unsealed=unsealed)


def _ascii(content: bytes) -> str:
    try:
        return content.decode("ascii")
    except UnicodeDecodeError as error:
        raise _BrokenFormError("a token is ASCII") from error


_OPENERS: Final[Mapping[CertificateForm, Callable[[bytes], CarriedCredential]]] = {
    CertificateForm.PNG: _open_png,
    CertificateForm.SVG: _open_svg,
    CertificateForm.PDF: _open_pdf,
}
