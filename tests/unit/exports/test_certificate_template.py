"""A center's own certificate: its words and pictures on it, and what is wrong told with its place."""

import re
from pathlib import Path

import pytest
from certified import KEY, credential

from trainer.app.certificate_template import PLAIN, InvalidTemplateError
from trainer.app.credential import claims_of
from trainer.app.documents import Paper
from trainer.app.verification import CertificateForm
from trainer.exports.certificate_document import code_of, describe_badge, describe_certificate
from trainer.exports.certificate_folder import load_template
from trainer.exports.certificates import CertificateExports

FONTS = Path(__file__).parents[3] / "assets" / "fonts"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
WHOLE = """
format: 1
certificate: nandu
title: {en: Diploma, es: Diploma}
opening: {en: We declare that, es: Hacemos constar que}
achieved: {en: passed, es: aprobó}
note: {en: Number 4711, es: Número 4711}
logo: logo.svg
signatures:
  - name: Rosa Ibarra
    role: {en: Head of training, es: Dirección}
    picture: rosa.svg
  - name: Tomás Gil
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "certificate.yaml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    (tmp_path / "rosa.svg").write_text(LOGO, encoding="utf-8")
    return tmp_path


def test_without_a_folder_it_is_the_program_s_own(tmp_path: Path) -> None:
    assert load_template(None) is PLAIN
    assert load_template(tmp_path / "gone") is PLAIN
    data = describe_certificate(credential(), "ABCD", PLAIN, Paper.A4)
    assert (data["paper"], data["logo"], data["signatures"]) == ("a4", "", [])


def test_its_words_logo_and_signatures_are_on_the_certificate(folder: Path) -> None:
    data = describe_certificate(credential(), "ABCD", load_template(folder), Paper.LETTER)
    assert (data["heading"], data["opening"], data["achieved"]) == (
        "Diploma",
        "Hacemos constar que",
        "aprobó",
    )
    assert (data["note"], data["logo"]) == ("Número 4711", "logo.svg")
    assert data["signatures"] == [
        {"name": "Rosa Ibarra", "role": "Dirección", "picture": "signature-0.svg"},
        {"name": "Tomás Gil", "role": "", "picture": ""},
    ]
    # What is certified is the credential's, whatever a template says.
    assert (data["name"], data["title"]) == (credential().name, credential().title)


@pytest.mark.parametrize("guide", ["certificates.md", "certificates.es.md"])
def test_the_example_of_the_guide_is_sound(repository: Path, tmp_path: Path, guide: str) -> None:
    text = (repository / "docs" / guide).read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "certificate.yaml").write_text(example, encoding="utf-8")
    for picture in ("logo.svg", "rosa.png"):
        (tmp_path / picture).write_text(LOGO, encoding="utf-8")
    template = load_template(tmp_path)
    assert template.logo is not None
    assert [each.name for each in template.signatures] == ["Rosa Ibarra"]
    assert None not in (template.title, template.opening, template.achieved, template.note)


def test_it_is_drawn_with_invented_names(folder: Path) -> None:
    own = CertificateExports(FONTS, lambda: folder).specimen("es", pixels=200)
    plain = CertificateExports(FONTS).specimen("es", pixels=200)
    assert own.startswith(b"\x89PNG")
    assert own != plain


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "certificate.yaml"),
        ("format: 1\n", 'certificate.yaml:1:1: .*"certificate"'),
        ("format: 1\ncertificate: a\nlogos: x.svg\n", r"certificate\.yaml:3:1: .*logo"),
        ("format: 1\ncertificate: a\ntitle: {en: Diploma}\n", r"certificate\.yaml:3:8: .*es"),
        ("format: 1\ncertificate: a\nlogo: none.svg\n", "there is no file “none.svg”"),
        ("format: 1\ncertificate: a\nlogo: ../logo.svg\n", "must be the name of an SVG, PNG or JPEG"),
        ("format: 1\ncertificate: a\nlogo: logo.gif\n", "must be the name of an SVG, PNG or JPEG"),
        ("format: 1\ncertificate: a\nlogo: large.png\n", "larger than 2 MB"),
        ("format: 1\ncertificate: a\nsignatures: [{}]\n", r"certificate\.yaml:3:1\d: "),
        (
            "format: 1\ncertificate: a\nsignatures: [{name: A}, {name: B}, {name: C}, {name: D}]\n",
            "room for 3 signatures",
        ),
        ("format: 1\ncertificate: a\ntitle: &x [*x]\n", r"certificate\.yaml:3"),
        ("[" * 5_000, "certificate.yaml:1"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(folder: Path, written: str, told: str) -> None:
    (folder / "certificate.yaml").write_text(written, encoding="utf-8")
    (folder / "large.png").write_bytes(b"\0" * (2 * 1024 * 1024 + 1))
    with pytest.raises(InvalidTemplateError, match=told):
        load_template(folder)


def test_a_picture_that_cannot_be_drawn_is_named(folder: Path) -> None:
    (folder / "logo.svg").write_text("no picture", encoding="utf-8")
    with pytest.raises(InvalidTemplateError, match=r"logo\.svg.*cannot be drawn"):
        CertificateExports(FONTS, lambda: folder).specimen("en", pixels=100)


@pytest.mark.parametrize("length", [1, 12, 60])
def test_however_much_there_is_to_say_it_stays_on_one_page(folder: Path, length: int) -> None:
    said = credential(
        criteria="“Una llamada larga”, " * 5 * length,
        description="Atiende llamadas. " * min(length, 12),
        name="Guadalupe de los Ángeles " * min(length, 4),
        title="Atención bilingüe en español y en inglés " * min(length, 3),
    )
    token = KEY.sign_token(claims_of(said))
    pdf = CertificateExports(FONTS, lambda: folder).make(
        token, CertificateForm.PDF, signer=KEY, paper=Paper.LETTER
    )
    assert re.findall(rb"/Type/Pages/Count (\d+)", pdf) == [b"1"]


def test_a_folder_without_its_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidTemplateError, match=r"certificate\.yaml cannot be read"):
        load_template(tmp_path)


def test_the_qr_code_carries_id_and_check_value_in_the_signs_it_is_dense_in() -> None:
    code = code_of(credential(), "ABCD-EFGH")
    assert code == "PUENTE:1:019B3C0E-7B1A-7C55-9D3A-2F5B0C9E4A11:ABCD-EFGH"
    assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_a_certificate_without_an_end_says_so_and_a_badge_tells_its_year() -> None:
    data = describe_certificate(credential(expires_at=None, language="en"), "ABCD", PLAIN, Paper.LETTER)
    assert data["facts"][1] == {"name": "Valid until", "value": "Without an end"}
    assert data["facts"][0]["value"] == "March 12, 2026"
    assert describe_badge(credential())["year"] == "2026"
