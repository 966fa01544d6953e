"""Scenario packs: a sound one is installed and removed; a hostile one for each check is refused in words."""

import hashlib
import json
import random
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from certified import KEY, OTHER_KEY

from trainer.app import packs
from trainer.app.center import PublicKey
from trainer.app.pack_trust import PackTrust
from trainer.app.packs import MANIFEST, SIGNED, Pack, PackFile, PackRefusedFault, manifest_claims
from trainer.signing.tokens import SignatureReader
from trainer.storage import pack_shelf
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.pack_archive import open_pack, write_pack
from trainer.storage.pack_shelf import InstalledPack, NoSuchPackFault, PackShelf

WAVE = b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt "
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0" fill="url(#a)"/></svg>'
CERTIFICATION = b"""
format: 1
certification: one-call
version: 1
title: {en: One call, es: Una llamada}
requires:
  - scenarios: [double-charge]
    languages: [es]
"""
AUDIO = "calls/double-charge/audio"
Files = Mapping[str, bytes]


@pytest.fixture
def scenario(repository: Path) -> bytes:
    return (repository / "tests" / "playthroughs" / "double-charge.yaml").read_bytes()


@pytest.fixture
def files(scenario: bytes) -> dict[str, bytes]:
    return {
        "calls/double-charge.yaml": scenario,
        f"{AUDIO}/es/scenes.done.customer.wav": WAVE,
        f"{AUDIO}/recordings.json": b"{}",
        "portraits/rosa.svg": DRAWING,
        "one-call.yaml": CERTIFICATION,
    }


@pytest.fixture
def shelf(tmp_path: Path) -> PackShelf:
    cache = JudgementCache(tmp_path / "checks", program="test")
    return PackShelf(tmp_path / "scenarios", [tmp_path / "bundled"], cache)


def described(files: Files, *, center: str | None = None) -> Pack:
    listed = [PackFile(path, len(each), hashlib.sha256(each).hexdigest()) for path, each in files.items()]
    return Pack("plan-2026", center, datetime(2026, 11, 22, tzinfo=UTC), tuple(listed))


def packed(
    file: Path,
    files: Files,
    *,
    claims: object = None,
    odd: zipfile.ZipInfo | None = None,
    token: str | None = None,
) -> Path:
    """Write a pack as somebody may who is not bound to our way of writing one; `odd` is one entry of it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if token is not None:
            archive.writestr(SIGNED, token)
        elif claims != "none":
            archive.writestr(MANIFEST, json.dumps(claims or manifest_claims(described(files))))
        for path, content in files.items():
            entry = odd if odd is not None and odd.filename == path else path
            archive.writestr(entry, content, None if isinstance(entry, str) else entry.compress_type)
    return file


def install(
    shelf: PackShelf, file: Path, issuer: PublicKey | None = None, *, unsigned: bool = True
) -> InstalledPack:
    trust = PackTrust(SignatureReader(), issuer, unsigned=unsigned)
    with open_pack(file, trust.claims_of) as archive:
        trust.admit(archive.token)
        return shelf.install(archive)


def there(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file() and "checks" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def refused(shelf: PackShelf, file: Path, **trust: Any) -> str:
    """Return in which words a pack is refused; nothing else may have happened."""
    before = there(file.parent)
    with pytest.raises(PackRefusedFault) as caught:
        install(shelf, file, **trust)
    assert there(file.parent) == before
    assert shelf.list() == ()
    assert not (file.parent / "scenarios-staging").exists()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def altered(file: Path, change: Callable[[bytearray], None]) -> Path:
    content = bytearray(file.read_bytes())
    change(content)
    file.write_bytes(content)
    return file


def test_a_signed_pack_is_written_installed_and_removed(
    shelf: PackShelf, files: Files, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    for path, content in files.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(content)
    pack = described(files, center=KEY.center.name)
    file = tmp_path / "plan.puente"
    write_pack(file, source, pack, KEY.sign_token)
    installed = install(shelf, file, KEY.issuer, unsigned=False)
    assert installed.pack == pack
    assert installed.folder == tmp_path / "scenarios" / "packs" / "plan-2026"
    found = there(installed.folder)
    assert {path: found[path] for path in files} == files
    assert set(found) - set(files) == {MANIFEST, SIGNED}
    assert [each.pack for each in shelf.list()] == [pack]
    assert not (tmp_path / "scenarios-staging").exists()
    shelf.remove("plan-2026")
    assert shelf.list() == ()
    assert not installed.folder.exists()
    with pytest.raises(NoSuchPackFault):
        shelf.remove("plan-2026")


def test_a_pack_of_the_same_name_takes_the_place_of_the_earlier(
    shelf: PackShelf, files: dict[str, bytes], tmp_path: Path
) -> None:
    install(shelf, packed(tmp_path / "a.puente", files))
    del files["portraits/rosa.svg"]
    installed = install(shelf, packed(tmp_path / "b.puente", files))
    assert "portraits/rosa.svg" not in there(installed.folder)
    assert len(shelf.list()) == 1


def test_where_the_place_cannot_be_taken_the_earlier_pack_stays(
    shelf: PackShelf, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = install(shelf, packed(tmp_path / "a.puente", files))
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if "staging" in str(self) and not self.name.endswith("-former"):
            raise PermissionError(13, "in use", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PermissionError):
        install(shelf, packed(tmp_path / "b.puente", files))
    assert shelf.list() == (first,)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../evil.yaml", "leads out of the pack"),
        ("a/../../evil.yaml", "leads out of the pack"),
        ("./evil.yaml", "leads out of the pack"),
        ("a//evil.yaml", "leads out of the pack"),
        ("/etc/evil.yaml", "names a place outside the pack"),
        ("C:/evil.yaml", "names a place outside the pack"),
        ("..\\evil.yaml", "names a place outside the pack"),
        ("nul.yaml", "is the name of a device on Windows"),
        ("calls/COM1.yaml", "is the name of a device on Windows"),
        ("aux/evil.yaml", "is the name of a device on Windows"),
        ("evil?.yaml", "cannot be a file on every system"),
        ("evil.yaml:stream.yaml", "cannot be a file on every system"),
        ("folder./evil.yaml", "cannot be a file on every system"),
        (".hidden.yaml", "cannot be a file on every system"),
        ("evil\u202elmay.yaml", "signs that are not shown"),
        ("evil\0.yaml", "signs that are not shown"),
        ("mun\u0303eca.yaml", "written in an unusual way"),
        ("a/" * 9 + "evil.yaml", "too deep in folders"),
        ("a" * 200 + ".yaml", "too long"),
        ("evil.exe", "is of a kind that no scenario uses"),
        ("evil", "is of a kind that no scenario uses"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(
    shelf: PackShelf, files: Files, tmp_path: Path, path: str, said: str
) -> None:
    entry = zipfile.ZipInfo()
    entry.filename = entry.orig_filename = path
    file = packed(tmp_path / "evil.puente", {**files, path: b"format: 1"}, odd=entry)
    assert said in refused(shelf, file)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["one.yaml", "ONE.yaml"], "twice"),
        (["straße.yaml", "strasse.yaml"], "twice"),
        (["calls.yaml", "calls.yaml/two.yaml"], "a file and a folder at once"),
    ],
)
def test_names_that_a_system_does_not_tell_apart_are_refused(
    shelf: PackShelf, tmp_path: Path, names: list[str], said: str
) -> None:
    assert said in refused(shelf, packed(tmp_path / "evil.puente", dict.fromkeys(names, b"format: 1")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_comes_twice_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    file = packed(tmp_path / "evil.puente", files)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("one-call.yaml", b"another")
    assert "twice" in refused(shelf, file)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_a_link_or_a_device_is_refused(shelf: PackShelf, files: Files, tmp_path: Path, kind: int) -> None:
    entry = zipfile.ZipInfo("link.yaml")
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    file = packed(tmp_path / "evil.puente", {**files, "link.yaml": b"/etc/passwd"}, odd=entry)
    assert "is a link, a folder or a device" in refused(shelf, file)


def test_a_bomb_of_one_file_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    file = packed(tmp_path / "evil.puente", {**files, "zeros.yaml": b"\0" * 3_000_000})
    assert "grows more than 100 times" in refused(shelf, file)


def test_a_file_too_large_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    file = packed(tmp_path / "evil.puente", {**files, "portraits/large.svg": bytes(range(256)) * 5_000})
    assert "portraits/large.svg” is larger than 1 MB" in refused(shelf, file)


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("LARGEST_TOTAL", 100_000, "unpacked it is larger than"),
        ("MOST_FILES", 3, "it holds 6 files, and 3 are the most"),
    ],
)
def test_more_than_a_disk_should_take_is_refused(  # noqa: PLR0913, PLR0917 - a limit and what is said of it
    shelf: PackShelf,
    files: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: int,
    said: str,
) -> None:
    files[f"{AUDIO}/es/scenes.opening.customer.wav"] = WAVE + bytes(range(256)) * 1_000
    monkeypatch.setattr(packs, limit, value)
    assert said in refused(shelf, packed(tmp_path / "evil.puente", files))


def test_a_pack_larger_than_any_is_not_even_opened(shelf: PackShelf, tmp_path: Path) -> None:
    file = tmp_path / "evil.puente"
    with file.open("wb") as opened:
        opened.truncate(packs.LARGEST_PACK + 1)
    with pytest.raises(PackRefusedFault, match="is larger than 500 MB"):
        install(shelf, file)


def test_files_that_overlap_are_refused() -> None:
    with pytest.raises(PackRefusedFault, match="overlap"):
        packs.check_sizes({f"{number}.yaml": (900, 600) for number in range(10)}, 1_000)


def test_a_file_that_lies_about_its_size_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    def lie(content: bytearray) -> None:
        at = content.rindex(b"PK\x01\x02")
        content[at + 24 : at + 28] = struct.pack("<I", 5)

    file = altered(packed(tmp_path / "evil.puente", files), lie)
    assert "what it holds is not what its list says (one-call.yaml)" in refused(shelf, file)


def test_an_encrypted_file_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    def encrypt(content: bytearray) -> None:
        content[content.rindex(b"PK\x01\x02") + 8] |= 1

    assert "is encrypted" in refused(shelf, altered(packed(tmp_path / "evil.puente", files), encrypt))


def test_another_way_of_packing_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("portraits/rosa.svg")
    entry.compress_type = zipfile.ZIP_LZMA
    file = packed(tmp_path / "evil.puente", files, odd=entry)
    assert "packed in a way that Puente does not read" in refused(shelf, file)


def test_a_pack_that_points_before_its_beginning_is_refused(
    shelf: PackShelf, files: Files, tmp_path: Path
) -> None:
    def lie(content: bytearray) -> None:
        # The size of the list at the end, by which the beginning of the first file is worked out.
        at = content.rindex(b"PK\x05\x06")
        content[at + 16 : at + 20] = struct.pack(
            "<I", struct.unpack("<I", content[at + 16 : at + 20])[0] + 90
        )

    assert "The pack is refused" in refused(shelf, altered(packed(tmp_path / "evil.puente", files), lie))


def test_no_change_of_a_byte_ends_the_program(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    sound = packed(tmp_path / "evil.puente", files).read_bytes()
    chance = random.Random(7)  # noqa: S311 - which bytes, not a secret
    for _ in range(40):
        content = bytearray(sound)
        for _ in range(chance.choice([1, 2, 8])):
            content[-1 - chance.randrange(700)] = chance.randrange(256)
        (tmp_path / "evil.puente").write_bytes(content)
        with suppress(PackRefusedFault):
            install(shelf, tmp_path / "evil.puente")


@pytest.mark.parametrize("cut", [0, 10, 400, -30])
def test_half_a_pack_is_refused(shelf: PackShelf, files: Files, tmp_path: Path, cut: int) -> None:
    file = packed(tmp_path / "evil.puente", files)
    file.write_bytes(file.read_bytes()[:cut])
    assert "damaged, or no pack at all" in refused(shelf, file)


def test_a_byte_that_changed_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    def change(content: bytearray) -> None:
        content[content.index(b"double-charge.yaml") + 200] ^= 0xFF

    assert refused(shelf, altered(packed(tmp_path / "evil.puente", files), change))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda claims: claims.update(name="../evil"), "its list of contents is not as Puente writes it"),
        (lambda claims: claims.update(name="nul"), "its list of contents is not"),
        (lambda claims: claims.update(kind="certificate"), "its list of contents is not"),
        (lambda claims: claims.update(format=2), "its list of contents is not"),
        (lambda claims: claims.update(made_at="2026-11-22"), "its list of contents is not"),
        (lambda claims: claims.update(files="all"), "its list of contents is not"),
        (lambda claims: claims["files"][0].update(size=True), "its list of contents is not"),
        (lambda claims: claims["files"][0].update(sha256="0" * 64), "is not what its maker packed"),
        (lambda claims: claims["files"].pop(), "what its list says (one-call.yaml)"),
        (lambda claims: claims["files"].append(claims["files"][0] | {"path": "b.yaml"}), "(b.yaml)"),
        (lambda claims: claims["files"].append(claims["files"][0]), "what it holds is not"),
        (lambda claims: claims["files"].append(claims["files"][0] | {"path": "../b.yaml"}), "leads out"),
    ],
)
def test_a_list_that_lies_is_refused(
    shelf: PackShelf, files: Files, tmp_path: Path, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    claims = manifest_claims(described(files))
    change(claims)
    assert said in refused(shelf, packed(tmp_path / "evil.puente", files, claims=claims))


def test_a_pack_without_a_list_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    file = packed(tmp_path / "evil.puente", files, claims="none")
    assert "no list of contents, or two" in refused(shelf, file)


def test_who_signed_it_is_asked(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    token = KEY.sign_token(manifest_claims(described(files, center=KEY.center.name)))
    file = packed(tmp_path / "a.puente", files, token=token)
    assert "another key signed it" in refused(shelf, file, issuer=OTHER_KEY.issuer)
    assert "this machine knows no center's key" in refused(shelf, file, issuer=None)
    head, body, signature = token.split(".")
    forged = packed(tmp_path / "b.puente", files, token=f"{head}.{body[:-4]}AAAA.{signature}")
    assert "not what the center signed" in refused(shelf, forged, issuer=KEY.issuer)
    nonsense = packed(tmp_path / "c.puente", files, token="nonsense")  # noqa: S106 - no secret
    assert "not what the center signed" in refused(shelf, nonsense, issuer=KEY.issuer)
    unsigned = packed(tmp_path / "d.puente", files)
    said = refused(shelf, unsigned, issuer=KEY.issuer, unsigned=False)
    assert "it is not signed, so nobody vouches for it" in said


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        (f"{AUDIO}/es/scenes.done.customer.wav", b"MZ\x90", "no recording of the kind"),
        (f"{AUDIO}/es/scenes.done.customer.mp3", b"<html>", "no recording of the kind"),
        (f"{AUDIO}/recordings.json", b"[1]", "no list of recordings"),
        ("settings.json", b"{}", "no list of recordings"),
        ("portraits/rosa.svg", b"<svg><script>x()</script></svg>", "would do or fetch something"),
        ("portraits/rosa.svg", b'<!DOCTYPE a [<!ENTITY b "c">]><svg/>', "would do or fetch something"),
        ("portraits/rosa.svg", b'<svg><use href="http://a"/></svg>', "would do or fetch something"),
        ("portraits/rosa.svg", b'<svg onload="x()"/>', "would do or fetch something"),
        ("portraits/rosa.svg", b"\x89PNG", "no drawing"),
        ("calls/double-charge.yaml", b"\xff\xfe", "no text in UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_refused(  # noqa: PLR0913, PLR0917 - a file and what is said of it
    shelf: PackShelf, files: Files, tmp_path: Path, path: str, content: bytes, said: str
) -> None:
    assert said in refused(shelf, packed(tmp_path / "evil.puente", {**files, path: content}))


def test_scenarios_with_errors_are_refused_with_the_place(
    shelf: PackShelf, files: dict[str, bytes], tmp_path: Path
) -> None:
    sound = files["calls/double-charge.yaml"]
    files["calls/double-charge.yaml"] = sound.replace(b"version: 1", b"version: x", 1)
    said = refused(shelf, packed(tmp_path / "evil.puente", files))
    assert "there are errors in it: calls/double-charge.yaml:3:10: " in said


def test_a_certification_that_asks_for_what_nobody_has_is_refused(shelf: PackShelf, tmp_path: Path) -> None:
    said = refused(shelf, packed(tmp_path / "evil.puente", {"one-call.yaml": CERTIFICATION}))
    assert "there are errors in it: one-call.yaml" in said
    assert "double-charge" in said


def test_a_certification_may_ask_for_what_is_here_already(
    shelf: PackShelf, scenario: bytes, tmp_path: Path
) -> None:
    (tmp_path / "bundled").mkdir()
    (tmp_path / "bundled" / "double-charge.yaml").write_bytes(scenario)
    install(shelf, packed(tmp_path / "sound.puente", {"one-call.yaml": CERTIFICATION}))
    assert len(shelf.list()) == 1


def test_what_the_library_has_already_is_refused(shelf: PackShelf, files: Files, tmp_path: Path) -> None:
    (tmp_path / "bundled").mkdir()
    (tmp_path / "bundled" / "mine.yaml").write_bytes(files["calls/double-charge.yaml"])
    said = refused(shelf, packed(tmp_path / "evil.puente", files))
    assert "“double-charge” is in the library already" in said


def test_a_pack_with_nothing_in_it_is_refused(shelf: PackShelf, tmp_path: Path) -> None:
    file = packed(tmp_path / "evil.puente", {"portraits/rosa.svg": DRAWING})
    assert "there is no scenario and no certification in it" in refused(shelf, file)


def test_a_folder_that_somebody_else_put_there_is_no_pack(shelf: PackShelf, tmp_path: Path) -> None:
    folder = tmp_path / "scenarios" / pack_shelf.PACKS / "mine"
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text("{", encoding="utf-8")
    assert shelf.list() == ()
