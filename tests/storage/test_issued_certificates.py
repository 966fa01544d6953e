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
from trainer.app.verification import Revocation
from trainer.storage.issued_certificates import IssuedCertificates
from trainer.storage.opening import RecordsFolder

ISSUED = datetime(2026, 3, 12, 15, tzinfo=UTC)
ANA, BENITO = trainee("Ana"), trainee("Benito")


@pytest.fixture(params=["sqlite", "memory"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CertificateRecords]:
    if request.param == "memory":
        yield FakeCertificateRecords()
        return
    records = RecordsFolder(tmp_path, clock=FakeClock(), identifiers=FakeIdentifiers()).open()
    records.add_trainee(ANA)
    records.add_trainee(BENITO)
    yield IssuedCertificates(records.file)
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
        kept.add_certificate(each)
    assert list(kept.certificates()) == issued[::-1]
    assert list(kept.certificates(ANA.id)) == [issued[2], issued[0]]
    assert list(kept.certificates(BENITO.id)) == [issued[1]]


def test_the_first_revocation_stands_whatever_comes_later(kept: CertificateRecords) -> None:
    issued = certificate(1)
    kept.add_certificate(issued)
    first = Revocation(issued.id, "Otra persona contestó.", ISSUED + timedelta(days=5))
    elsewhere = Revocation("00000000-0000-7000-8000-000000000099", "Elsewhere", ISSUED)
    assert kept.add_revocations([first]) == 1
    assert kept.add_revocations([replace(first, reason="Later"), elsewhere]) == 1
    assert kept.add_revocations([]) == 0
    assert list(kept.revocations()) == [elsewhere, first]
    assert list(kept.certificates()) == [replace(issued, revocation=first)]


def test_merging_revocations_is_their_union_in_any_order(tmp_path: Path) -> None:
    lists = [[Revocation(f"c{n}", f"r{n}", ISSUED) for n in numbers] for numbers in ((1, 2), (2, 3), (4,))]
    found = []
    for place, order in enumerate(([0, 1, 2], [2, 1, 0], [1, 1, 0, 2])):
        records = RecordsFolder(tmp_path / str(place), clock=FakeClock(), identifiers=FakeIdentifiers())
        (tmp_path / str(place)).mkdir()
        opened = records.open()
        kept = IssuedCertificates(opened.file)
        for number in order:
            kept.add_revocations(lists[number])
        found.append(list(kept.revocations()))
        opened.close_file()
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 4
