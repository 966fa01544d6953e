"""A center's own certificate: a folder with `certificate.yaml` and the pictures it names."""

from pathlib import Path

from trainer.app.certificate_template import (
    LARGEST_PICTURE,
    PLAIN,
    TEMPLATE_FILE,
    CertificateTemplate,
    InvalidTemplateError,
    read_template,
)
from trainer.i18n import _
from trainer.scenario.source import SourceFile

__all__ = ["load_template"]

LARGEST_TEMPLATE = 256 * 1024


def load_template(folder: Path | None) -> CertificateTemplate:
    """Return the template of a folder; the program's own where there is no folder, or none is named.

    Raises `InvalidTemplateError`.
    """
    if folder is None or not folder.is_dir():
        return PLAIN
    file = folder / TEMPLATE_FILE
    try:
        data = _read(file, LARGEST_TEMPLATE)
    except OSError as error:
        raise InvalidTemplateError(
            (_("{path} cannot be read ({reason})").format(path=file, reason=error.strerror or error),)
        ) from error

    def picture(name: str) -> bytes | None:
        try:
            return _read(folder / name, LARGEST_PICTURE)
        except OSError:
            return None

    return read_template(SourceFile(file, data), picture)


def _read(file: Path, most: int) -> bytes:
    """Return what is in a file; of a larger one than there may be, one byte more than that."""
    with file.open("rb") as opened:
        return opened.read(most + 1)
