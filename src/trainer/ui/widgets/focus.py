"""The focus ring: one for each window, drawn 2 px away from whatever has the keyboard.

A style sheet can draw a ring only within a control, where it would squeeze the content or be clipped. So
one transparent widget lies over the window and follows the focus; no control draws a ring of its own, and
all look alike.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Radius

RADIUS_PROPERTY = "focusRadius"
"""A control whose corners are not ``Radius.CONTROL`` says its radius in px with this property."""

_GAP = 2
_FOLLOWED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ZOrderChange,
}


def set_focus_radius(widget: QWidget, radius: int) -> None:
    """Say how round the ring around a control is, in px; ``Radius.FULL`` for a pill."""
    widget.setProperty(RADIUS_PROPERTY, int(radius))


def set_focus_frame(widget: QWidget, frame: QWidget) -> None:
    """Let the ring stand around ``frame`` when ``widget`` has the focus (a field within its box)."""
    widget.setProperty("focusFrame", frame)


class FocusRing(QWidget):
    """The ring of one window. It takes no events and is nothing to a screen reader."""

    def __init__(self, window: QWidget, theme: Theme, application: QApplication) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application.focusChanged.connect(self._follow)

    def change_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move with the control and everything that holds it."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring, clipped to the scroll areas that the control is in."""
        if self._target is None or not isValid(self._target):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._visible_part().translated(-self.pos()))
        width = self._theme.focus_width
        inset = width / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        radius = min(self._radius() + _GAP + inset, rect.height() / 2)
        painter.setPen(QPen(self._theme.color(Color.FOCUS), width))
        painter.drawRoundedRect(rect, radius, radius)
        painter.end()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        window = self._window
        inside = new is not None and new is not window and window.isAncestorOf(new)
        self._target = self._framed(new) if inside and new is not None else None
        ancestor = self._target
        while ancestor is not None and ancestor is not window:
            ancestor.installEventFilter(self)
            self._watched.append(ancestor)
            ancestor = ancestor.parentWidget()
        self._place()

    @staticmethod
    def _framed(widget: QWidget) -> QWidget:
        frame = widget.property("focusFrame")
        return frame if isinstance(frame, QWidget) else widget

    def _radius(self) -> int:
        if self._target is None:
            return 0
        radius = self._target.property(RADIUS_PROPERTY)
        return radius if isinstance(radius, int) else int(Radius.CONTROL)

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        reach = _GAP + self._theme.focus_width
        corner = target.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach))
        self.raise_()
        self.show()
        self.update()

    def _visible_part(self) -> QRect:
        """Return, in the window's coordinates, what the scroll areas around the control let through."""
        window = self._window
        visible = window.rect()
        ancestor = self._target.parentWidget() if self._target is not None else None
        while ancestor is not None and ancestor is not window:
            above = ancestor.parentWidget()
            if isinstance(above, QAbstractScrollArea) and above.viewport() is ancestor:
                visible &= QRect(ancestor.mapTo(window, QPoint(0, 0)), ancestor.size())
            ancestor = above
        return visible
