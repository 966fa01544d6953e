"""Icons: one family (Lucide) as SVG files, tinted by the theme and sharp at every scale.

A file is drawn once for each size, color and pixel ratio; Qt's own bounded cache keeps the pixmaps, so
there is nothing of ours to empty when the theme changes.
"""

from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color

_TINT: Final = b"currentColor"
_ICON_SIZES: Final = (16, 24, 32, 48, 64, 128)


class Icon(StrEnum):
    """An icon by what it shows; the value is the file's name without its ending."""

    ARCHIVE = "archive"
    ARROW_DOWN = "arrow-down"
    ARROW_LEFT = "arrow-left"
    ARROW_RIGHT = "arrow-right"
    ARROW_UP = "arrow-up"
    ARTICLE = "book-open"
    AWARD = "award"
    CALENDAR = "calendar"
    CAPTIONS = "captions"
    CAPTIONS_OFF = "captions-off"
    CERTIFICATE = "scroll-text"
    CHART = "chart-line"
    CHAT = "message-square"
    CHECK = "check"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_LEFT = "chevron-left"
    CHEVRON_RIGHT = "chevron-right"
    CHEVRON_UP = "chevron-up"
    CLOCK = "clock"
    COMPANY = "building-2"
    COPY = "copy"
    CROSS = "x"
    DIALOGUE = "messages-square"
    DOCUMENT = "file-text"
    DOWNLOAD = "download"
    EDIT = "pencil"
    EMPATHY = "heart"
    ERROR = "circle-alert"
    FILTER = "list-filter"
    FLAG = "flag"
    FOLDER = "folder"
    FOLDER_OPEN = "folder-open"
    HANG_UP = "phone-off"
    HELP = "circle-question-mark"
    HINT = "lightbulb"
    HOME = "house"
    HOURGLASS = "hourglass"
    INFO = "info"
    KEY = "key"
    KEYBOARD = "keyboard"
    LANGUAGES = "languages"
    LIST = "list"
    LOCK = "lock"
    MICROPHONE = "mic"
    MORE = "ellipsis"
    PAUSE = "pause"
    PHONE = "phone"
    PHONE_INCOMING = "phone-incoming"
    PLAY = "play"
    PLUS = "plus"
    REGISTER = "hand-heart"
    REPLAY = "rotate-ccw"
    RESOLUTION = "target"
    REVIEW = "refresh-cw"
    SCENARIOS = "layout-grid"
    SEARCH = "search"
    SEND = "send"
    SETTINGS = "settings-2"
    SHIELD = "shield"
    SORT = "arrow-up-down"
    SPEAKER = "volume-2"
    SPEAKER_OFF = "volume-x"
    STAR = "star"
    STOP = "square"
    SWITCH_PROFILE = "arrow-left-right"
    TRASH = "trash-2"
    UNDO = "undo-2"
    USER = "user"
    USER_PLUS = "user-plus"
    USERS = "users"
    WARNING = "triangle-alert"


def paint_icon(  # noqa: PLR0913 - a painter, a place and a look are what drawing takes
    painter: QPainter,
    theme: Theme,
    icon: Icon,
    rect: QRectF,
    color: Color | QColor,
    *,
    filled: bool = False,
) -> None:
    """Paint an icon into a square; ``filled`` also fills its outline (the phone on a primary button)."""
    tint = color if isinstance(color, QColor) else theme.color(color)
    side = min(rect.width(), rect.height())
    ratio = painter.device().devicePixelRatio()
    pixmap = _pixmap(theme.assets / "icons" / f"{icon}.svg", round(side * ratio), tint, filled=filled)
    pixmap.setDevicePixelRatio(ratio)
    center = rect.center()
    painter.drawPixmap(
        QRectF(center.x() - side / 2, center.y() - side / 2, side, side), pixmap, QRectF(pixmap.rect())
    )


def icon_pixmap(theme: Theme, icon: Icon, size: int, color: Color, ratio: float) -> QPixmap:
    """Return an icon of ``size`` logical px for a device of this pixel ratio."""
    pixmap = _pixmap(
        theme.assets / "icons" / f"{icon}.svg", round(size * ratio), theme.color(color), filled=False
    )
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def application_icon(assets: Path) -> QIcon:
    """Return the icon of the window and the task bar."""
    made = QIcon()
    renderer = QSvgRenderer(str(assets / "brand" / "app.svg"))
    for size in _ICON_SIZES:
        made.addPixmap(_render(renderer, size))
    return made


def _pixmap(file: Path, side: int, color: QColor, *, filled: bool) -> QPixmap:
    key = f"{file}|{side}|{color.rgba():x}|{filled:d}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    svg = file.read_bytes().replace(_TINT, color.name().encode())
    if filled:
        svg = svg.replace(b'fill="none"', b'fill="' + color.name().encode() + b'"', 1)
    pixmap = _render(QSvgRenderer(QByteArray(svg)), side)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def _render(renderer: QSvgRenderer, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


class IconView(QWidget):
    """An icon that stands alone. It is decoration for screen readers unless given a ``name``."""

    def __init__(  # noqa: PLR0913 - all but two have defaults
        self,
        theme: Theme,
        icon: Icon,
        *,
        color: Color = Color.TEXT_2,
        size: int = 18,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._color = color
        side = theme.px(size)
        self.setFixedSize(side, side)
        self.setAccessibleName(name)
        if name:
            set_role(self, AccessibleRole.PICTURE)

    def paintEvent(self, _event: object) -> None:
        """Paint the icon over the whole widget."""
        painter = QPainter(self)
        paint_icon(painter, self._theme, self._icon, QRectF(self.rect()), self._color)
        painter.end()


class BrandMark(QWidget):
    """The bridge, in the theme's accent: the mark at the top of the navigation."""

    def __init__(self, theme: Theme, *, size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        side = theme.px(size)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: object) -> None:
        """Paint the tile in the accent and the bridge on it."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Color.ACCENT))
        side = self.width()
        painter.drawRoundedRect(QRectF(0, 0, side, side), side / 4, side / 4)
        ratio = self.devicePixelRatioF()
        mark = _pixmap(
            theme.assets / "brand" / "bridge.svg",
            round(side * ratio),
            theme.color(Color.ON_ACCENT),
            filled=False,
        )
        painter.drawPixmap(QRectF(self.rect()), mark, QRectF(mark.rect()))
        painter.end()
