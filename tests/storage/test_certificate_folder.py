"""The files of certificates beside the database: kept as a whole, and missing where they are not there."""

from pathlib import Path

import pytest

from trainer.app.verification import CertificateForm
from trainer.storage.certificate_folder import ISSUED, CertificateFolder, FilesNotKeptFault


def test_a_file_is_kept_until_another_takes_its_place(tmp_path: Path) -> None:
    folder = CertificateFolder(tmp_path / ISSUED)
    assert folder.kept("one", CertificateForm.PDF) is None
    folder.keep("one", CertificateForm.PDF, b"first")
    folder.keep("one", CertificateForm.PNG, b"badge")
    folder.keep("one", CertificateForm.PDF, b"second")
    assert folder.kept("one", CertificateForm.PDF) == b"second"
    assert folder.kept("one", CertificateForm.PNG) == b"badge"
    assert {each.name for each in (tmp_path / ISSUED).iterdir()} == {"one.pdf", "one.png"}


def test_where_nothing_can_be_written_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / ISSUED).write_text("a file where the folder should be")
    with pytest.raises(FilesNotKeptFault, match="The certificate is issued, but its files could not be kept"):
        CertificateFolder(tmp_path / ISSUED).keep("one", CertificateForm.PDF, b"first")
    assert [each.name for each in tmp_path.iterdir()] == [ISSUED]


def test_a_file_that_cannot_be_put_in_place_leaves_no_half(tmp_path: Path) -> None:
    (tmp_path / ISSUED / "one.pdf").mkdir(parents=True)
    with pytest.raises(FilesNotKeptFault):
        CertificateFolder(tmp_path / ISSUED).keep("one", CertificateForm.PDF, b"first")
    assert [each.name for each in (tmp_path / ISSUED).iterdir()] == ["one.pdf"]
