"""Issued certificates and revocations in the records; the fake of the use cases keeps to the same rules."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from facts import trainee
from fake_certificates import FakeCertificateRecords
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.certificates import CertificateRecords, IssuedCertificate
from trainer.app.instructor_ports import Deed, NewAuditEntry
from trainer.app.verification import Revocation
from trainer.app.vouched_certificates import Vouched, taking_detail
from trainer.storage.issued_certificates import IssuedCertificates
from trainer.storage.opening import RecordsFolder

ISSUED = datetime(2026, 3, 12, 15, tzinfo=UTC)
ANA, BENITO = trainee("Ana"), trainee("Benito")
ISSUING = NewAuditEntry(Deed.CERTIFICATE_ISSUED, ISSUED, "1", "Ana, CHECK")


@pytest.fixture(params=["sqlite", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CertificateRecords]:
    if request.param == "memory":
        yield FakeCertificateRecords()
        return
    records = RecordsFolder(tmp_path, clock=FakeClock(), identifiers=FakeIdentifiers()).open()
    records.add_trainee(ANA)
    records.add_trainee(BENITO)
    yield IssuedCertificates(records.file, FakeIdentifiers(50))
    records.close_file()


def certificate(number: int, of: str = ANA.id) -> IssuedCertificate:
    return IssuedCertificate(
        id=f"00000000-0000-7000-8000-{number:012}",
        trainee=of,
        certification="one-call",
        version=2,
        token="a.b.c",  # noqa: S106 - no secret
        achieved_at=ISSUED - timedelta(days=1),
        issued_at=ISSUED + timedelta(days=number),
        expires_at=None if number % 2 else ISSUED + timedelta(days=365),
    )


def test_they_are_read_back_as_they_were_issued_newest_first(kept: CertificateRecords) -> None:
    issued = [certificate(1), certificate(2, BENITO.id), certificate(3)]
    for each in issued:
        kept.add_certificate(each, ISSUING)
    assert list(kept.certificates()) == issued[::-1]
    assert list(kept.certificates(ANA.id)) == [issued[2], issued[0]]
    assert list(kept.certificates(BENITO.id)) == [issued[1]]


def test_revocations_are_kept_with_the_deed_that_vouches_for_them(kept: CertificateRecords) -> None:
    issued = certificate(1)
    kept.add_certificate(issued, ISSUING)
    forged = Revocation(issued.id, "Forged", ISSUED)
    first = Revocation(issued.id, "Otra persona contestó.", ISSUED + timedelta(days=5))
    elsewhere = Revocation("00000000-0000-7000-8000-000000000099", "Elsewhere", ISSUED)
    kept.add_revocations([forged], NewAuditEntry(Deed.FAILED, ISSUED))
    revoking = NewAuditEntry(Deed.REVOCATIONS_TAKEN, ISSUED, "key", taking_detail([first, elsewhere]))
    kept.add_revocations([first, elsewhere], revoking)
    assert list(kept.revocations()) == [elsewhere, first]
    assert list(kept.certificates()) == [replace(issued, revocation=first)]
    assert list(kept.vouching()) == [ISSUING, revoking]
    vouched = Vouched(kept.vouching())
    assert [vouched.stands(each) for each in (first, elsewhere, forged)] == [True, True, False]
