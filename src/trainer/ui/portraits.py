"""Customers' portraits: SVG files, one for each mood, clipped while they are painted.

The files hold plain paths without clips, so the circle or the rounded corners are ours to cut. A scenario
may name no portrait, or one that is not installed: then the customer's initials stand in its place, and
nothing looks broken.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from trainer.paths import user_scenarios_folder
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.theme import FAMILY, Theme
from trainer.ui.tokens import Color, Radius

MOODS = range(-3, 4)


class PortraitShape(Enum):
    """How a portrait is cut."""

    CIRCLE = "circle"
    ROUNDED = "rounded"


class PortraitCrop(Enum):
    """Which part of the 200 x 200 drawing is shown."""

    FULL = QRectF(0, 0, 200, 200)
    HEAD = QRectF(20, 13, 160, 160)


@dataclass(frozen=True, slots=True)
class Portrait:
    """Who is shown: the drawing's name (None where the scenario names none), the person, the mood −3 to 3."""

    drawing: str | None
    person: str
    mood: int = 0

    def __post_init__(self) -> None:
        """Refuse a mood that has no drawing."""
        if self.mood not in MOODS:
            raise ValueError(f"mood {self.mood} is not within -3 to 3")


def portrait_file(assets: Path, portrait: Portrait) -> Path | None:
    """Return the drawing's file, or None where the portrait has none or it is not installed.

    The program's own come before those of packs; what a pack brings is seen at the next start.
    """
    if portrait.drawing is None:
        return None
    sign = "m" if portrait.mood < 0 else "p" if portrait.mood > 0 else ""
    name = f"{portrait.drawing}_{sign}{abs(portrait.mood)}.svg"
    file = assets / "portraits" / name
    return file if file.is_file() else _packed(user_scenarios_folder(), name)


@lru_cache(maxsize=512)
def _packed(scenarios: Path, name: str) -> Path | None:
    """Return the drawing that an installed pack brings; asked at every paint, and looked for once."""
    return next(
        (file for file in sorted(scenarios.glob(f"packs/*/portraits/{name}")) if file.is_file()), None
    )


def initials(person: str) -> str:
    """Return one or two capitals of a name: "Mariana Ortega" gives "MO"; an empty name gives "?"."""
    words = [word for word in person.split() if word[0].isalnum()]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper() for word in chosen) or "?"


def paint_portrait(  # noqa: PLR0913 - a painter, a place and a look are what drawing takes
    painter: QPainter,
    theme: Theme,
    portrait: Portrait,
    rect: QRectF,
    *,
    shape: PortraitShape = PortraitShape.CIRCLE,
    crop: PortraitCrop = PortraitCrop.HEAD,
    radius: int = Radius.PORTRAIT,
) -> None:
    """Paint a portrait into a square, cut to its shape; ``radius`` is in px and for ``ROUNDED``."""
    file = portrait_file(theme.assets, portrait)
    corner = rect.width() / 2 if shape is PortraitShape.CIRCLE else float(radius)
    if file is None:
        paint_initials(painter, theme, portrait.person, rect, corner=corner)
        return
    pixmap = _pixmap(file, rect.width(), corner, crop, painter.device().devicePixelRatio())
    painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))


def paint_initials(painter: QPainter, theme: Theme, person: str, rect: QRectF, *, corner: float) -> None:
    """Paint a person's initials on a soft ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = 1.0 if theme.high_contrast else 0.0
    painter.setPen(theme.color(Color.ES_INK) if theme.high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(Color.ES_SOFT))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner)
    font = QFont(FAMILY)
    font.setPixelSize(max(12, round(rect.width() * 0.36)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(theme.color(Color.ES_INK))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(person))
    painter.restore()


def _pixmap(file: Path, width: float, corner: float, crop: PortraitCrop, ratio: float) -> QPixmap:
    side = round(width * ratio)
    key = f"{file}|{side}|{corner}|{crop.name}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(str(file))
    renderer.setViewBox(crop.value)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cut = QPainterPath()
    cut.addRoundedRect(QRectF(0, 0, side, side), corner * ratio, corner * ratio)
    painter.setClipPath(cut)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


class PortraitView(QWidget):
    """A portrait as a widget of ``size`` x ``size`` px at 100 %; its accessible name is the person's."""

    def __init__(  # noqa: PLR0913 - all but three have defaults
        self,
        theme: Theme,
        portrait: Portrait,
        size: int,
        *,
        shape: PortraitShape = PortraitShape.CIRCLE,
        crop: PortraitCrop = PortraitCrop.HEAD,
        radius: int = Radius.PORTRAIT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._portrait = portrait
        self._shape = shape
        self._crop = crop
        self._radius = radius
        side = theme.px(size)
        self.setFixedSize(side, side)
        self.setAccessibleName(portrait.person)
        set_role(self, AccessibleRole.PICTURE)

    @property
    def portrait(self) -> Portrait:
        """Return who is shown."""
        return self._portrait

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another person or mood at once."""
        self._portrait = portrait
        self.setAccessibleName(portrait.person)
        self.update()

    def paintEvent(self, _event: object) -> None:
        """Paint the portrait over the whole widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint_portrait(
            painter,
            self._theme,
            self._portrait,
            QRectF(self.rect()),
            shape=self._shape,
            crop=self._crop,
            radius=self._radius,
        )
        painter.end()
