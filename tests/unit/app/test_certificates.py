"""Issuing, renewing and taking back: for what is achieved, once, and never because somebody says so."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from building import double_charge, text
from certified import KEY, OTHER_KEY, credential
from fake_certificates import FakeCertificateRecords, FakeKeptFiles
from fake_instructor import FakeDeeds
from workshop import Workshop

from trainer.app.certificate_template import InvalidTemplateError
from trainer.app.certificates import (
    AlreadyIssuedFault,
    Certificates,
    CertificateState,
    DamagedCertificateFault,
    Issuing,
    NotAchievedFault,
    UnknownCertificateFault,
)
from trainer.app.credential import claims_of
from trainer.app.documents import Paper
from trainer.app.instructor_ports import Deed, NewAuditEntry
from trainer.app.kept_files import SEALED, NotKeptFault
from trainer.app.verification import (
    CertificateForm,
    InvalidRevocationsError,
    Revocation,
    Verdict,
    read_revocations,
    verify,
)
from trainer.certification.model import Certification, Requirement
from trainer.exports.certificate_files import CertificateOpener
from trainer.exports.certificates import CertificateExports
from trainer.scenario.model import Use
from trainer.signing.tokens import SignatureReader, read_own_token

FONTS = Path(__file__).parents[3] / "assets" / "fonts"
ONE = Certification(
    id="one-call",
    version=3,
    title=text(en="One call", es="Una llamada"),
    description=None,
    requires=(Requirement(("double-charge",), ("es",), 1),),
    validity=timedelta(days=100),
)
READER = SignatureReader()


class Center:
    """A workshop with an instructor in it."""

    def __init__(self, template: Path | None = None) -> None:
        self.workshop = Workshop(double_charge(), certifications=[ONE])
        self.deeds = FakeDeeds()
        self.facts = FakeCertificateRecords(self.deeds)
        self.kept = FakeKeptFiles()
        self.template = template
        self.certificates = self.build()

    def build(self) -> Certificates:
        return Certificates(
            facts=self.facts,
            records=self.workshop.records,
            attempts=self.workshop.attempts,
            library=self.workshop.library,
            files=CertificateExports(FONTS, lambda: self.template),
            clock=self.workshop.clock,
            identifiers=self.workshop.identifiers,
            kept=self.kept,
            check_token=read_own_token,
        )

    @property
    def trainee(self) -> str:
        return self.workshop.trainee.id

    def assess(self, replies: str = "own-it last-four") -> str:
        return self.workshop.play(replies, language="es", use=Use.ASSESSMENT).attempt

    def offers(self) -> list[Issuing]:
        return [each.issuing for each in self.certificates.issuable()]


def test_nothing_can_be_issued_before_it_is_achieved() -> None:
    center = Center()
    center.assess("wait full-card")
    assert center.offers() == []
    with pytest.raises(NotAchievedFault, match="Mariana Ortega does not hold “Una llamada”"):
        center.certificates.issue(center.trainee, "one-call", KEY)
    assert center.certificates.issued() == []
    assert center.deeds.done() == []


def test_a_practice_that_passes_certifies_nothing() -> None:
    center = Center()
    center.workshop.play("own-it last-four", language="es", use=Use.PRACTICE)
    assert center.offers() == []


def test_what_is_achieved_is_issued_once_with_its_evidence() -> None:
    center = Center()
    attempt = center.assess()
    (offer,) = center.certificates.issuable(center.trainee)
    assert (offer.issuing, offer.last, offer.certification.id) == (Issuing.FIRST, None, "one-call")
    center.workshop.clock.go(12.7)
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    assert list(center.certificates.issued(center.trainee)) == [issued]
    said = center.certificates.credential(issued)
    assert [each.attempt for each in said.evidence] == [attempt]
    assert (said.name, said.language, said.version) == ("Mariana Ortega", "es", 3)
    assert (said.title, said.description) == ("Una llamada", "Una llamada")
    assert said.center == KEY.center
    assert said.achieved_at == offer.hold.achieved_at
    assert said.expires_at == offer.hold.achieved_at + timedelta(days=100)
    assert said.issued_at.microsecond == 0
    assert said.issued_at <= center.workshop.clock.now()
    assert center.offers() == []
    with pytest.raises(AlreadyIssuedFault, match=issued.id):
        center.certificates.issue(center.trainee, "one-call", KEY)
    assert center.deeds.done() == [Deed.CERTIFICATE_ISSUED]


def test_an_achievement_that_has_expired_is_not_certified_any_more() -> None:
    center = Center()
    center.assess()
    center.workshop.clock.go(days=100)
    assert center.offers() == []
    with pytest.raises(NotAchievedFault):
        center.certificates.issue(center.trainee, "one-call", KEY)


def test_achieved_again_it_is_renewed_with_the_later_attempts() -> None:
    center = Center()
    center.assess()
    first = center.certificates.issue(center.trainee, "one-call", KEY)
    center.workshop.clock.go(days=80)
    assert center.offers() == []
    again = center.assess()
    (offer,) = center.certificates.issuable()
    assert (offer.issuing, offer.last) == (Issuing.RENEWAL, first)
    renewed = center.certificates.issue(center.trainee, "one-call", KEY)
    assert [each.attempt for each in center.certificates.credential(renewed).evidence] == [again]
    assert renewed.achieved_at > first.achieved_at
    assert [each.id for each in center.certificates.issued()] == [renewed.id, first.id]
    assert center.deeds.done() == [Deed.CERTIFICATE_ISSUED, Deed.CERTIFICATE_RENEWED]


def test_what_was_taken_back_stays_so_and_may_be_issued_again() -> None:
    center = Center()
    center.assess()
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    with pytest.raises(ValueError, match="Give a reason"):
        center.certificates.revoke(issued.id, "  ")
    revoked = center.certificates.revoke(issued.id, " Somebody else\n answered. ")
    assert revoked.revocation is not None
    assert revoked.revocation.reason == "Somebody else answered."
    again = center.certificates.revoke(issued.id, "Another reason")
    assert again.revocation == revoked.revocation
    assert center.offers() == [Issuing.AGAIN]
    replaced = center.certificates.issue(center.trainee, "one-call", KEY)
    assert replaced.id != issued.id
    assert center.deeds.done() == [
        Deed.CERTIFICATE_ISSUED,
        Deed.CERTIFICATE_REVOKED,
        Deed.CERTIFICATE_ISSUED,
    ]


def test_a_certificate_stands_until_it_expires_or_is_taken_back() -> None:
    center = Center()
    center.assess()
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    assert center.certificates.state_of(issued) is CertificateState.VALID
    center.workshop.clock.go(timedelta(days=100).total_seconds())
    assert center.certificates.state_of(issued) is CertificateState.EXPIRED
    revoked = center.certificates.revoke(issued.id, "Taken by somebody else.")
    assert center.certificates.state_of(revoked) is CertificateState.REVOKED


def test_the_signed_list_tells_other_machines_and_they_take_it_once() -> None:
    center, other = Center(), Center()
    center.assess()
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    center.certificates.revoke(issued.id, "A reason")
    written = center.certificates.revocation_list(KEY)
    assert [each.certificate for each in read_revocations(written, KEY.issuer, READER)] == [issued.id]
    assert other.certificates.take_revocations(written, KEY, READER) == 1
    assert other.certificates.take_revocations(written, KEY, READER) == 0
    with pytest.raises(InvalidRevocationsError):
        other.certificates.take_revocations(center.certificates.revocation_list(OTHER_KEY), KEY, READER)


def test_the_key_signs_no_revocation_that_somebody_put_in_and_a_true_one_takes_its_place() -> None:
    center = Center()
    center.assess()
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    forged = Revocation(issued.id, "Forged", center.workshop.clock.now())
    center.facts.add_revocations([forged], NewAuditEntry(Deed.FAILED, forged.at))
    assert read_revocations(center.certificates.revocation_list(KEY), KEY.issuer, READER) == ()
    center.certificates.revoke(issued.id, "A reason")
    (signed,) = read_revocations(center.certificates.revocation_list(KEY), KEY.issuer, READER)
    assert (signed.certificate, signed.reason) == (issued.id, "A reason")


@pytest.mark.parametrize("form", list(CertificateForm))
def test_an_exported_file_is_verified(tmp_path: Path, form: CertificateForm) -> None:
    center = Center()
    center.assess()
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    file = tmp_path / f"one.{form.value}"
    center.certificates.export(issued.id, form, file, signer=KEY)
    found = verify(
        file.read_bytes(),
        KEY.issuer,
        opener=CertificateOpener(),
        signatures=READER,
        now=center.workshop.clock.now(),
    )
    assert (found.verdict, found.check) == (Verdict.VERIFIED, issued.check)


@pytest.mark.parametrize("form", list(CertificateForm))
@pytest.mark.parametrize("damage", ["x", "a.b.c", "another", "unsigned"])
def test_a_token_that_was_damaged_is_told_before_anything_is_drawn(
    tmp_path: Path, form: CertificateForm, damage: str
) -> None:
    center = Center()
    center.assess()
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    other = KEY.sign_token(claims_of(credential()))
    token = {"another": other, "unsigned": f"{issued.token[:-8]}AAAAAAAA"}.get(damage, damage)
    damaged = replace(issued, token=token)
    center.facts = FakeCertificateRecords()
    center.facts.add_certificate(damaged, NewAuditEntry(Deed.FAILED, issued.issued_at))
    certificates = center.build()
    file = tmp_path / f"one.{form.value}"
    for attempt in (
        lambda: certificates.export(issued.id, form, file, signer=KEY),
        lambda: certificates.preview(issued.id),
        lambda: certificates.keep_files(damaged, KEY, Paper.A4),
    ):
        with pytest.raises(DamagedCertificateFault, match="is not what the center signed"):
            attempt()
    assert not file.exists()
    assert not center.kept.files


def test_a_certificate_that_nobody_issued_is_not_known(tmp_path: Path) -> None:
    center = Center()
    for attempt in (
        lambda: center.certificates.export("x", CertificateForm.JWT, tmp_path / "x.jwt", signer=None),
        lambda: center.certificates.revoke("x", "A reason"),
        lambda: center.certificates.preview("x"),
    ):
        with pytest.raises(UnknownCertificateFault, match='"x"'):
            attempt()


def test_pictures_are_drawn_of_what_is_issued_and_of_what_can_be() -> None:
    center = Center()
    center.assess()
    (offer,) = center.certificates.issuable()
    drawn = center.certificates.preview_of(offer, KEY, pixels=300)
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    for picture in (
        drawn,
        center.certificates.preview(issued.id, pixels=300),
        center.certificates.preview(issued.id, badge=True, pixels=128),
    ):
        assert picture.startswith(b"\x89PNG")
        # A picture is no certificate.
        assert b"openbadgecredential" not in picture
    assert int.from_bytes(drawn[16:20]) == 300


def test_a_template_that_is_wrong_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "certificate.yaml").write_text("format: 1\nlogo: logo.gif\n", encoding="utf-8")
    center = Center(tmp_path)
    center.assess()
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    file = tmp_path / "one.pdf"
    with pytest.raises(InvalidTemplateError):
        center.certificates.export(issued.id, CertificateForm.PDF, file, signer=KEY)
    assert not file.exists()


def test_what_needs_the_key_is_kept_at_issue_and_saved_without_it(tmp_path: Path) -> None:
    center = Center()
    center.assess()
    issued = center.certificates.issue(center.trainee, "one-call", KEY)
    with pytest.raises(NotKeptFault, match="Ask an instructor"):
        center.certificates.save_kept(issued, CertificateForm.PNG, tmp_path / "badge.png")
    center.certificates.keep_files(issued, KEY, Paper.LETTER)
    assert {form for _certificate, form in center.kept.files} == set(SEALED)
    for form in (CertificateForm.PNG, CertificateForm.JWT):
        file = tmp_path / f"certificate.{form.value}"
        center.certificates.save_kept(issued, form, file)
        found = verify(
            file.read_bytes(),
            KEY.issuer,
            now=center.workshop.clock.now(),
            opener=CertificateOpener(),
            signatures=READER,
        )
        assert found.verdict is Verdict.VERIFIED
