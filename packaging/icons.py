"""The program's icon as Windows and macOS want it: one file with several sizes.

Run by the interpreter that freezes the program, which has Qt to draw the vector and Pillow to write the file.
"""

import argparse
import io
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIDE: Final = 1024
"""Pixels of the largest picture that macOS asks for; the others are made of it."""

WINDOWS_SIDES: Final = (16, 20, 24, 32, 40, 48, 64, 256)


def main() -> None:
    """Draw a vector into a file, whose ending (.ico, .icns, .png) says the kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vector", type=Path)
    parser.add_argument("output", type=Path)
    chosen = parser.parse_args()
    application = QGuiApplication(["icons", "-platform", "offscreen"])
    picture = Image.open(io.BytesIO(_drawn(chosen.vector)))
    del application
    if chosen.output.suffix == ".ico":
        picture.save(chosen.output, sizes=[(side, side) for side in WINDOWS_SIDES])
    else:
        picture.save(chosen.output)


def _drawn(vector: Path) -> bytes:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(vector)).render(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants text
    return bytes(kept.data())


if __name__ == "__main__":
    main()
