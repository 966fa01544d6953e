"""The card of appearance: colors with a picture of each, and the size of the text."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.i18n import _
from trainer.settings import Appearance
from trainer.ui.settings.presenter import SettingsPresenter
from trainer.ui.settings.voices import percent_text
from trainer.ui.theme import Theme
from trainer.ui.tokens import (
    MAX_TEXT_SCALE,
    MIN_TEXT_SCALE,
    PALETTES,
    Color,
    Scheme,
    Space,
    TextStyle,
)
from trainer.ui.widgets.boxes import column, margins, panel, row
from trainer.ui.widgets.choices import OptionCard
from trainer.ui.widgets.paint import paint_box
from trainer.ui.widgets.slider import ScaleSlider
from trainer.ui.widgets.surfaces import Card
from trainer.ui.widgets.text import Text, caption, card_title

_SWATCH = (44, 28)
_STEP = 10
_PICTURES: dict[Appearance, tuple[Scheme, ...]] = {
    Appearance.SYSTEM: (Scheme.LIGHT, Scheme.DARK),
    Appearance.LIGHT: (Scheme.LIGHT,),
    Appearance.DARK: (Scheme.DARK,),
    Appearance.HIGH_CONTRAST: (Scheme.HIGH_CONTRAST,),
}


class AppearanceCard(Card):
    """Four choices of color, then the text size from 80 to 200 %."""

    def __init__(self, presenter: SettingsPresenter, theme: Theme) -> None:
        super().__init__(theme, gap=0, padding=margins(Space.S24, Space.S20))
        self._presenter = presenter
        self._theme = theme
        self.column.addWidget(card_title(theme, _("Appearance")))
        self.column.addSpacing(Space.S8)
        self.column.addWidget(self._options())
        self.column.addStretch(1)
        self.column.addSpacing(Space.S12)
        self.column.addLayout(self._text_size())

    def _options(self) -> QWidget:
        theme, presenter = self._theme, self._presenter
        names = {
            Appearance.SYSTEM: _("Like the system"),
            Appearance.LIGHT: _("Light"),
            Appearance.DARK: _("Dark"),
            Appearance.HIGH_CONTRAST: _("High contrast"),
        }
        options = column(gap=Space.S4)
        holder = panel(options)
        for appearance, name in names.items():
            chosen = presenter.settings.appearance is appearance
            option = OptionCard(theme, name, flat=True)
            option.setObjectName(f"appearance-{appearance}")
            style = TextStyle.BODY_STRONG if chosen else TextStyle.BODY
            line = row(_Swatch(_PICTURES[appearance]), gap=Space.S12)
            line.addWidget(Text(theme, name, style, wrap=theme.scale > 1), 1)
            option.add(panel(line))
            option.setChecked(chosen)
            option.toggled.connect(
                lambda on, wanted=appearance: presenter.change(appearance=wanted) if on else None
            )
            options.addWidget(option)
        return holder

    def _text_size(self) -> QBoxLayout:
        theme, presenter = self._theme, self._presenter
        percent = round(presenter.settings.text_scale * 100)
        value = Text(theme, percent_text(percent), TextStyle.FIGURE_STRONG, wrap=False)
        slider = ScaleSlider(
            theme,
            _("Text size"),
            lowest=round(MIN_TEXT_SCALE * 100),
            highest=round(MAX_TEXT_SCALE * 100),
            value=percent,
            step=_STEP,
        )
        slider.setObjectName("text-size")

        def commit() -> None:
            # Whole steps: the layout is drawn for these.
            presenter.change(text_scale=round(slider.value() / _STEP) * _STEP / 100)

        def take(now: int) -> None:
            value.show_text(percent_text(now))
            if not slider.isSliderDown():
                commit()

        slider.valueChanged.connect(take)
        slider.sliderReleased.connect(commit)
        head = row(Text(theme, _("Text size"), TextStyle.BODY_STRONG), 1, value)
        line = row(gap=Space.S12)
        line.addWidget(Text(theme, "A", TextStyle.CAPTION, wrap=False))
        line.addWidget(slider, 1)
        line.addWidget(Text(theme, "A", TextStyle.HERO, wrap=False))
        ends = row(
            caption(theme, percent_text(slider.minimum())), 1, caption(theme, percent_text(slider.maximum()))
        )
        ends.setContentsMargins(margins(Space.S24, 0))
        return column(head, line, ends, gap=Space.S4)


class _Swatch(QWidget):
    """A little picture of an appearance; for "like the system", half and half."""

    def __init__(self, schemes: Sequence[Scheme]) -> None:
        super().__init__()
        self._schemes = schemes
        self.setFixedSize(*_SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        share = rect.width() / len(self._schemes)
        for number, scheme in enumerate(self._schemes):
            painter.setClipRect(QRectF(number * share, 0, share, rect.height()))
            fill, edge = _color(scheme, Color.BG), _color(scheme, Color.LINE_STRONG)
            paint_box(painter, rect, radius=5, fill=fill, border=edge, width=1.5)
        painter.setClipping(False)
        last = self._schemes[-1]
        left = rect.width() - 16 if len(self._schemes) > 1 else 8
        accent = QRectF(left, rect.height() - 12, 12, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        paint_box(painter, accent, radius=2, fill=_color(last, Color.ACCENT))
        painter.end()


def _color(scheme: Scheme, color: Color) -> QColor:
    return QColor(PALETTES[scheme][color])
