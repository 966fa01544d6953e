"""Rows of certificates past the program are found, named, and never signed by the center's key."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from certified import KEY, OTHER_KEY, credential
from facts import trainee
from fake_time import FakeClock, FakeIdentifiers

from trainer.app.credential import claims_of
from trainer.app.instructor_ports import Deed, NewAuditEntry
from trainer.app.issued import IssuedCertificate
from trainer.app.record_chain_examination import FaultKind, examine_records
from trainer.app.record_chain_words import fault_sentence
from trainer.app.verification import Revocation
from trainer.app.vouched_certificates import Vouched, issuing_detail, taking_detail
from trainer.signing.seals import is_signed
from trainer.signing.tokens import read_own_token
from trainer.storage.chain_reader import ChainReader
from trainer.storage.issued_certificates import IssuedCertificates
from trainer.storage.opening import RecordsFolder

WHO = trainee()
SAID = credential(trainee=WHO.id)
AT = datetime(2026, 5, 1, tzinfo=UTC)
ELSEWHERE = "019b3c0e-0000-7000-8000-000000000099"
FORGED = KEY.sign_token(claims_of(credential(trainee=SAID.trainee, name="Otra Persona")))
FOREIGN = OTHER_KEY.sign_token(claims_of(SAID))
INSERTED = """INSERT INTO certificates SELECT 'forged', trainee_id, certification, version, token,
    achieved_at, issued_at, expires_at FROM certificates"""
UPDATED = "UPDATE certificates SET token = '{}'"
DEED = """INSERT INTO deeds (id, deed, at, subject, detail, chain, place, link)
    SELECT 'forged', 'certificate-revoked', '2026-05-02 00:00:00.000000', 'x', 'No', {} FROM deeds LIMIT 1"""
REVOKED = "INSERT INTO revocations VALUES ('x', 'No', '2026-05-02 00:00:00.000000')"


@pytest.fixture
def folder(tmp_path: Path) -> RecordsFolder:
    """Return a folder with a certificate that was taken back, and a revocation of another machine."""
    found = RecordsFolder(tmp_path, clock=FakeClock(), identifiers=FakeIdentifiers())
    records = found.open()
    records.add_trainee(WHO)
    kept = IssuedCertificates(records.file, FakeIdentifiers(50))
    issued = IssuedCertificate(
        SAID.id,
        SAID.trainee,
        SAID.certification,
        SAID.version,
        KEY.sign_token(claims_of(SAID)),
        SAID.achieved_at,
        SAID.issued_at,
        SAID.expires_at,
    )
    detail = issuing_detail(SAID.name, issued.check)
    kept.add_certificate(issued, NewAuditEntry(Deed.CERTIFICATE_ISSUED, AT, issued.id, detail))
    kept.add_revocations(
        [Revocation(issued.id, "Otra", AT)], NewAuditEntry(Deed.CERTIFICATE_REVOKED, AT, issued.id, "Otra")
    )
    taken = [Revocation(ELSEWHERE, "Ahí, 1: no", AT)]
    kept.add_revocations(taken, NewAuditEntry(Deed.REVOCATIONS_TAKEN, AT, "key", taking_detail(taken)))
    records.close_file()
    return found


@pytest.mark.parametrize(
    ("statements", "expected", "words"),
    [
        ((), [], ""),
        ((INSERTED,), [FaultKind.CERTIFICATE_INSERTED], "was issued by something other than Puente"),
        (("UPDATE certificates SET token = 'x'",), [FaultKind.CERTIFICATE_CHANGED], "was changed after"),
        ((UPDATED.format(FORGED),), [FaultKind.CERTIFICATE_CHANGED], "was changed"),
        ((UPDATED.format(FOREIGN),), [FaultKind.CERTIFICATE_CHANGED], "was changed"),
        (("UPDATE certificates SET expires_at = NULL",), [FaultKind.CERTIFICATE_CHANGED], "was changed"),
        (("UPDATE certificates SET issued_at = 'never'",), [FaultKind.CERTIFICATE_CHANGED], "was changed"),
        (("DELETE FROM certificates",), [FaultKind.CERTIFICATE_LOST], "was taken away"),
        ((REVOKED,), [FaultKind.REVOCATION_INSERTED], "was written by something other than Puente"),
        (("UPDATE revocations SET at = 'never'",), [FaultKind.REVOCATION_CHANGED] * 2, "was changed"),
        (("UPDATE revocations SET reason = 'No'",), [FaultKind.REVOCATION_CHANGED] * 2, "was changed"),
        (("DELETE FROM revocations",), [FaultKind.REVOCATION_LOST] * 2, "was taken away"),
        (
            (REVOKED, DEED.format("NULL, NULL, NULL")),
            [FaultKind.INSERTED, FaultKind.REVOCATION_INSERTED],
            "was written by something other",
        ),
        (
            (REVOKED, DEED.format("chain, 9, zeroblob(32)")),
            [FaultKind.MISSING, FaultKind.REVOCATION_INSERTED],
            "was written by something other",
        ),
    ],
)
def test_rows_that_no_deed_vouches_for_are_found(
    folder: RecordsFolder, statements: tuple[str, ...], expected: list[FaultKind], words: str
) -> None:
    with closing(sqlite3.connect(folder.file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    found = examine_records(ChainReader(folder.data), is_signed, check_token=read_own_token)
    assert [each.kind for each in found.faults] == expected
    assert not expected or words in fault_sentence(found.faults[-1])


def test_a_deed_that_does_not_follow_vouches_for_nothing(folder: RecordsFolder) -> None:
    with closing(sqlite3.connect(folder.file)) as connection:
        connection.execute(REVOKED)
        connection.execute(DEED.format("chain, 9, zeroblob(32)"))
        connection.commit()
    records = folder.open()
    kept = IssuedCertificates(records.file, FakeIdentifiers())
    vouched = Vouched(kept.vouching())
    stand = [each.certificate for each in kept.revocations() if vouched.stands(each)]
    records.close_file()
    assert stand == [ELSEWHERE, SAID.id]
