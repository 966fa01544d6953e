"""What the painted components have in common: crisp boxes, keys, and text that is centered by eye."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, TextStyle

KEY_PADDING = 6

# Joined once: operations on Qt's flags are slow, and this is painted everywhere.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip


def paint_box(  # noqa: PLR0913 - a painter, a place and a look are what drawing takes
    painter: QPainter,
    rect: QRectF,
    *,
    radius: float,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Paint a rounded box whose border lies wholly within ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if border is not None else 0.0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    round_by = max(0.0, min(radius - inset, inner.height() / 2, inner.width() / 2))
    painter.setPen(QPen(border, width, style) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, round_by, round_by)
    painter.restore()


def paint_text(  # noqa: PLR0913 - a painter, a place and a look are what drawing takes
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: bool = True,
) -> bool:
    """Paint one line, vertically centered, elided where it does not fit; tell whether it was shown whole."""
    painter.setFont(font)
    painter.setPen(color)
    metrics = QFontMetricsF(font)
    # Half a px of slack: a width that was measured must never be elided by rounding.
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5) if elide else text
    painter.drawText(rect, align | _ONE_LINE, shown)
    return shown == text


def text_width(font: QFont, text: str) -> float:
    """Return how wide a line is in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


def key_width(theme: Theme, key: str) -> int:
    """Return the width of a key's box in px: at least as wide as high."""
    wide = text_width(theme.font(TextStyle.KEY), key) + 2 * theme.px(KEY_PADDING)
    return max(theme.px(Height.KEY), round(wide))


def paint_key(  # noqa: PLR0913 - a painter, a place and a look are what drawing takes
    painter: QPainter, theme: Theme, rect: QRectF, key: str, *, border: Color, ink: Color
) -> None:
    """Paint a key's box with its name."""
    paint_box(painter, rect, radius=theme.px(Radius.KEY), border=theme.color(border), width=theme.border)
    paint_text(
        painter,
        rect,
        key,
        font=theme.font(TextStyle.KEY),
        color=theme.color(ink),
        align=Qt.AlignmentFlag.AlignHCenter,
        elide=False,
    )
