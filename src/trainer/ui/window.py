"""The one window, and its first picture: painted before anything but Qt and the tokens is loaded.

Everything here is chosen to be cheap: labels and a style sheet, which Qt draws by itself. The first name of
the ``Qt`` namespace alone costs a sixth of a bare window's start, and so does painting in Python, which
asks for it; both come later, with the interior.
"""

from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from trainer.settings import Appearance, Settings, WindowPlace
from trainer.ui.tokens import PALETTES, Color, Scheme, Width

WIDTH, HEIGHT = 1280, 800
_SMALLEST: Final = (880, 600)
_RAIL_BRAND: Final = (24, 24)
_BARE_BRAND: Final = (32, 32)
"""Where the brand stands, with the navigation and without it."""

_LOOK: Final = Template("""
#window { background: $bg; border: none; }
#rail { border: none; border-right: 1px solid $line; }
#brand { font-family: 'Atkinson Hyperlegible Next'; font-size: 20px; font-weight: 700; color: $text; }
""")


class Window(QMainWindow):
    """Emits ``painted`` once, after the first paint; ``closing`` when it is being closed.

    ``fill`` puts the interior in the place of the first picture. It is a main window for the sake of screen
    readers, which take nothing else for the window that somebody works in.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self, assets: Path, settings: Settings) -> None:
        super().__init__()
        self._painted = False
        self._place = settings.window
        self._filling: QWidget | None = None
        self.setObjectName("window")
        self.setWindowTitle("Puente")
        self.setMinimumSize(*_SMALLEST)
        ground = QWidget()
        self.setCentralWidget(ground)
        self._box = QHBoxLayout(ground)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.fill(_first_picture(assets, rail=settings.last_trainee is not None))
        palette = PALETTES[_guess_scheme(settings.appearance, self.palette())]
        self.setStyleSheet(
            _LOOK.substitute(bg=palette[Color.BG], line=palette[Color.LINE], text=palette[Color.TEXT])
        )
        self._restore()

    @property
    def place(self) -> WindowPlace:
        """Return where the window stands, to be remembered."""
        spot = self.normalGeometry() if self.isMaximized() else self.geometry()
        return WindowPlace(spot.x(), spot.y(), spot.width(), spot.height(), maximized=self.isMaximized())

    def appear(self) -> None:
        """Show the window where it stood last time."""
        if self._place is not None and self._place.maximized:
            self.showMaximized()
        else:
            self.show()

    def fill(self, filling: QWidget) -> None:
        """Show this alone, and delete what was shown before."""
        if self._filling is not None:
            self.setStyleSheet("")
            self._box.removeWidget(self._filling)
            self._filling.hide()
            self._filling.setParent(None)
            self._filling.deleteLater()
        self._filling = filling
        self._box.addWidget(filling)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell once that a person can see the window."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything be kept before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def _restore(self) -> None:
        self.resize(WIDTH, HEIGHT)
        if self._place is None:
            return
        spot = QRect(self._place.x, self._place.y, self._place.width, self._place.height)
        # A screen that was unplugged since must not swallow the window.
        if any(screen.availableGeometry().intersects(spot) for screen in QGuiApplication.screens()):
            self.setGeometry(spot)


def _first_picture(assets: Path, *, rail: bool) -> QWidget:
    """Return the brand where it will stand, with the navigation's edge where there will be navigation."""
    picture = QWidget()
    across = QHBoxLayout(picture)
    across.setContentsMargins(0, 0, 0, 0)
    side = QFrame()
    if rail:
        side.setObjectName("rail")
        side.setFixedWidth(Width.NAVIGATION)
    across.addWidget(side)
    across.addStretch(1)
    left, top = _RAIL_BRAND if rail else _BARE_BRAND
    down = QVBoxLayout(side)
    down.setContentsMargins(left, top, 0, 0)
    line = QHBoxLayout()
    line.setSpacing(10)
    mark = QLabel()
    mark.setPixmap(QPixmap(str(assets / "brand" / "app-32.png")))
    name = QLabel("Puente")
    name.setObjectName("brand")
    line.addWidget(mark)
    line.addWidget(name, 1)
    down.addLayout(line)
    down.addStretch(1)
    return picture


def _guess_scheme(appearance: Appearance, palette: QPalette) -> Scheme:
    """Return the scheme that the interior will most likely have; the palette says what the system has."""
    if appearance is not Appearance.SYSTEM:
        return Scheme(appearance.value)
    dark = palette.window().color().lightness() < palette.windowText().color().lightness()
    return Scheme.DARK if dark else Scheme.LIGHT
