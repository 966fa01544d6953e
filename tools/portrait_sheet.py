"""Draw docs/images/portraits.png: every portrait that a scenario can name, for authors to choose from."""

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT: Final = Path(__file__).resolve().parent.parent
ASSETS: Final = ROOT / "assets"
SHEET: Final = ROOT / "docs" / "images" / "portraits.png"
IN_A_ROW: Final = 9
FACE: Final = 96
"""Pixels of one drawing's side."""

ROOM: Final = 12
NAME: Final = 22
"""Pixels of the height of a name."""


def names() -> list[str]:
    """Return what scenarios may write for `portrait`, in order of the alphabet."""
    return sorted({file.stem.rpartition("_")[0] for file in (ASSETS / "portraits").glob("*.svg")})


def draw() -> QImage:
    """Return the picture of all portraits, each in its neutral mood, with its name below."""
    portraits = names()
    rows = -(-len(portraits) // IN_A_ROW)
    image = QImage(
        IN_A_ROW * (FACE + ROOM) + ROOM, rows * (FACE + NAME + ROOM) + ROOM, QImage.Format.Format_RGB32
    )
    image.fill(QColor("white"))
    font = QFont(_family())
    font.setPixelSize(14)
    painter = QPainter(image)
    painter.setFont(font)
    for number, name in enumerate(portraits):
        row, column = divmod(number, IN_A_ROW)
        x, y = ROOM + column * (FACE + ROOM), ROOM + row * (FACE + NAME + ROOM)
        QSvgRenderer(str(ASSETS / "portraits" / f"{name}_0.svg")).render(painter, QRectF(x, y, FACE, FACE))
        painter.drawText(QRectF(x, y + FACE, FACE, NAME), Qt.AlignmentFlag.AlignCenter, name)
    painter.end()
    return image


def _family() -> str:
    font = next((ASSETS / "fonts").rglob("AtkinsonHyperlegibleNext*.[ot]tf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(font)))[0]


def main() -> int:
    """Draw the sheet; return the exit status."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    drawn = draw().save(str(SHEET))
    application.shutdown()
    return 0 if drawn else 1


if __name__ == "__main__":
    sys.exit(main())
