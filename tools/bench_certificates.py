"""How long a certificate takes: as a PDF to print, as the badge's pictures, and checked again.

The first document also loads Typst and its fonts; a person waits for that once, so it is told apart.
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from trainer import paths
from trainer.app.center import Center
from trainer.app.credential import Credential, Evidence, claims_of
from trainer.app.documents import Paper
from trainer.app.verification import CertificateForm, Verdict, verify
from trainer.exports.certificate_files import CertificateOpener
from trainer.exports.certificates import CertificateExports
from trainer.signing.center_key import CenterKey
from trainer.signing.tokens import SignatureReader

TURNS: Final = 9
BUDGET: Final = 300.0
"""Milliseconds for a PDF after the first."""

ACHIEVED: Final = datetime(2026, 3, 12, 15, tzinfo=UTC)
KEY: Final = CenterKey(bytes(range(32)), Center("Centro de Formación Ñandú"))


def measure() -> list[tuple[str, float, str, float | None, str]]:
    """Return milliseconds: of the first PDF, of later ones, of both pictures, of a check."""
    exports = CertificateExports(paths.assets_folder() / "fonts")
    tokens = [KEY.sign_token(claims_of(_credential(number))) for number in range(TURNS + 1)]
    first = _timed(partial(_make, exports, tokens[0], CertificateForm.PDF))
    later = [_timed(partial(_make, exports, token, CertificateForm.PDF)) for token in tokens[1:]]
    pictures = {
        form: statistics.median(_timed(partial(_make, exports, token, form)) for token in tokens)
        for form in (CertificateForm.PNG, CertificateForm.SVG)
    }
    content = _make(exports, tokens[0], CertificateForm.PDF)
    checked = statistics.median(_timed(partial(_check, content)) for _ in range(TURNS))
    size = f"{len(content) / 1024:.0f} KiB"
    return [
        ("a certificate as PDF, the first", first, "ms", None, "Typst and fonts loaded on the way"),
        ("a certificate as PDF, later ones", max(later), "ms", BUDGET, f"the slowest of {TURNS}; {size}"),
        ("a badge as PNG", pictures[CertificateForm.PNG], "ms", None, "1024 × 1024 pixels, baked and sealed"),
        ("a badge as SVG", pictures[CertificateForm.SVG], "ms", None, "baked and sealed"),
        ("a PDF checked", checked, "ms", None, "token, seal and every byte"),
    ]


def _make(exports: CertificateExports, token: str, form: CertificateForm) -> bytes:
    return exports.make(token, form, signer=KEY, paper=Paper.LETTER)


def _check(content: bytes) -> None:
    found = verify(
        content,
        KEY.issuer,
        opener=CertificateOpener(),
        signatures=SignatureReader(),
        now=ACHIEVED + timedelta(days=2),
    )
    if found.verdict is not Verdict.VERIFIED:
        raise AssertionError("a certificate was not verified")


def _credential(number: int) -> Credential:
    return Credential(
        id=f"019b3c0e-7b1a-7c55-9d3a-{number:012}",
        issuer=KEY.issuer.did,
        center=KEY.center,
        trainee=f"019b3c0e-0000-7c55-9d3a-{number:012}",
        name=f"María José Núñez Ibáñez {number}",
        certification="bilingual-foundation",
        version=1,
        title="Atención bilingüe, nivel básico",
        description="Resuelve las llamadas más comunes en inglés y en español.",
        criteria="Evaluaciones aprobadas en llamadas simuladas con clientes.",
        language="es",
        achieved_at=ACHIEVED,
        issued_at=ACHIEVED + timedelta(days=1),
        expires_at=ACHIEVED + timedelta(days=365),
        evidence=tuple(
            Evidence(f"019b3c0e-0001-7c55-9d3a-{each:012}", "Cobro duplicado", "Evaluación aprobada")
            for each in range(8)
        ),
    )


def _timed(work: Callable[[], object]) -> float:
    """Return milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
