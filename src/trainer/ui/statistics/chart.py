"""The decisions of a scenario, a row for each: how hard, how telling, how different between languages.

Each row is a radio button, so that arrow keys go from decision to decision and screen readers hear every
figure. Painted here and not by a library of charts: see docs/decisions/0082.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from trainer.analysis.statistics import SHOWN_FROM, Certainty, LanguageDifference
from trainer.app.item_report import ReportedDecision
from trainer.i18n import _, format_number, pgettext
from trainer.ui.accessible_roles import AccessibleRole, set_role
from trainer.ui.icons import Icon, paint_icon
from trainer.ui.statistics.scales import STACKED_FROM, Measure, Panel, Places, Scales, scales_of
from trainer.ui.statistics.words import NONE, decision_sentence, number, share
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, TextStyle
from trainer.ui.widgets.boxes import column
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.focus import set_focus_radius
from trainer.ui.widgets.paint import paint_text
from trainer.ui.widgets.tips import set_tip

__all__ = ["DecisionChart", "DecisionRow"]

_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter
_ROW: Final = 44
_BAR: Final = 12
_TELLING: Final = 0.2


class DecisionChart(QWidget):
    """All decisions below their scales. Emits ``chosen`` with the scene that a person wants to look at."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        decisions: Sequence[ReportedDecision],
        lines: Sequence[str],
        scene: str | None,
    ) -> None:
        super().__init__()
        scales = scales_of(decisions)
        self.rows: list[DecisionRow] = []
        self._group = QButtonGroup(self)
        self._unfolded: QWidget | None = None
        box = self._box = column(_Head(theme, scales), gap=0)
        for place, (decision, line) in enumerate(zip(decisions, lines, strict=True), start=1):
            numbered = _("{number}. {line}").format(number=place, line=line)
            row = DecisionRow(theme, scales, decision, numbered)
            row.setObjectName(f"decision-{decision.statistics.scene}")
            row.setChecked(decision.statistics.scene == scene)
            self._group.addButton(row)
            row.toggled.connect(self._tell)
            self.rows.append(row)
            box.addWidget(row)
        self.setLayout(box)
        self.setAccessibleName(_("Decisions"))

    def choose(self, scene: str | None) -> None:
        """Show which decision is looked at, without telling anybody."""
        for row in self.rows:
            if row.scene == scene and not row.isChecked():
                with QSignalBlocker(row):
                    row.setChecked(True)

    def unfold(self, detail: QWidget | None) -> None:
        """Show what there is to say about the decision that is looked at, below its row; or fold it again."""
        if self._unfolded is not None:
            self._box.removeWidget(self._unfolded)
            self._unfolded.hide()
            self._unfolded.deleteLater()
        self._unfolded = detail
        row = self._group.checkedButton()
        if detail is not None and row is not None:
            self._box.insertWidget(self._box.indexOf(row) + 1, detail)
            detail.show()

    def _tell(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        row = self._group.checkedButton()
        if on and isinstance(row, DecisionRow):
            self.chosen.emit(row.scene)


class _Head(QWidget):
    """The names of the columns, and below them where their scales begin and end."""

    def __init__(self, theme: Theme, scales: Scales) -> None:
        super().__init__()
        self._theme = theme
        self._scales = scales
        self._stacked = theme.scale > STACKED_FROM
        self._line = theme.px(20)
        self.setFixedHeight(2 * self._line + theme.px(6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A name that has no room is told by the tooltip.
        set_tip(self, " · ".join(measure_name(each) for each in scales.ranges))
        set_role(self, AccessibleRole.PICTURE)
        self.setAccessibleName(_("Scales of the chart"))
        self.setAccessibleDescription(
            _(
                "Difficulty is the mean share of the points that were to be had: the higher, the easier. "
                "Discrimination is how far this decision goes with the rest of the call, from −1 to 1."
            )
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        ink = theme.color(Color.TEXT)
        places = Places.within(theme, self.width(), self._line * 2, self._scales, stacked=self._stacked)
        label = theme.font(TextStyle.LABEL)
        top, line = 0.0, float(self._line)
        if not self._stacked:
            spot = QRectF(places.words.left(), top, places.words.width(), line)
            paint_text(painter, spot, _("Decision"), font=label, color=ink, elide=False)
        count = QRectF(places.count.left(), top, places.count.width(), line)
        heading = pgettext("column", "n") if self._stacked else _("Attempts")
        paint_text(painter, count, heading, font=label, color=ink, elide=False)
        for panel in places.panels:
            spot = QRectF(panel.plot.left(), top, panel.figure.right() - panel.plot.left(), line)
            paint_text(painter, spot, measure_name(panel.measure), font=label, color=ink)
            self._paint_ends(painter, panel, QRectF(panel.plot.left(), line, panel.plot.width(), line))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color(Color.LINE))
        painter.end()

    def _paint_ends(self, painter: QPainter, panel: Panel, spot: QRectF) -> None:
        theme = self._theme
        font, ink = theme.font(TextStyle.AXIS), theme.color(Color.TEXT_2)
        languages = self._scales.languages
        if panel.measure is Measure.DIFFERENCE and languages is not None:
            # Which side is whose says more than a number.
            first, second = (each.upper() for each in languages)
            ends = (second, first)
        else:
            shown = share if panel.measure is Measure.DIFFICULTY else _short
            ends = (shown(panel.low), shown(panel.high))
        paint_text(painter, spot, ends[0], font=font, color=ink, elide=False)
        paint_text(painter, spot, ends[1], font=font, color=ink, align=_RIGHT, elide=False)


class DecisionRow(QRadioButton):
    """One decision in figures: a bar, a point, an interval, and a sign where it asks for a second look."""

    def __init__(self, theme: Theme, scales: Scales, decision: ReportedDecision, line: str) -> None:
        super().__init__()
        self._theme = theme
        self._scales = scales
        self._decision = decision
        self._line = line
        self._stacked = theme.scale > STACKED_FROM
        self._tall = theme.px(_ROW) + (theme.px(28) if self._stacked else 0)
        spoken = decision_sentence(decision)
        self.setText(line.replace("&", "&&"))
        self.setAccessibleName(line)
        self.setAccessibleDescription(spoken)
        set_tip(self, f"{line}\n{spoken}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 6)

    @property
    def scene(self) -> str:
        """Return whose decision it is."""
        return self._decision.statistics.scene

    def event(self, event: QEvent) -> bool:
        """Let Enter work as Space does."""
        return activates(self, event) or super().event(event)

    def hitButton(self, _position: object) -> bool:
        """Take a click anywhere."""
        return True

    def sizeHint(self) -> QSize:
        """Return a size at which every column can be read."""
        return QSize(self._theme.px(420), max(self._tall, Height.TARGET))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest size."""
        return QSize(self._theme.px(240), max(self._tall, Height.TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, the number of attempts, and every figure that is not hidden."""
        theme, found = self._theme, self._decision.statistics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        places = Places.within(theme, self.width(), self.height(), self._scales, stacked=self._stacked)
        ink, quiet = theme.color(Color.TEXT), theme.color(Color.TEXT_2)
        style = TextStyle.DENSE_STRONG if self.isChecked() else TextStyle.DENSE
        paint_text(painter, places.words, self._line, font=theme.font(style), color=ink)
        figure = theme.font(TextStyle.FIGURE)
        count = format_number(found.attempts)
        paint_text(painter, places.count, count, font=figure, color=quiet, elide=False)
        if found.certainty is Certainty.HIDDEN:
            first, last = places.panels[0].plot, places.panels[-1].figure
            spot = QRectF(first.left(), first.top(), last.right() - first.left(), first.height())
            words = _("Hidden under {least} attempts").format(least=SHOWN_FROM)
            paint_text(painter, spot, words, font=theme.font(TextStyle.CAPTION), color=quiet)
        else:
            for panel in places.panels:
                self._paint_panel(painter, panel)
            if self._decision.hints:
                paint_icon(painter, theme, Icon.ERROR, places.sign, Color.CAUTION)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme, whole = self._theme, QRectF(self.rect())
        if self.isChecked():
            painter.fillRect(whole, theme.color(Color.ACCENT_SOFT))
            painter.fillRect(QRectF(0, 0, 4, whole.height()), theme.color(Color.ACCENT))
            if theme.high_contrast:
                painter.fillRect(QRectF(0, 0, whole.width(), 2), theme.color(Color.ACCENT))
                painter.fillRect(QRectF(0, whole.height() - 2, whole.width(), 2), theme.color(Color.ACCENT))
                return
        elif self.underMouse():
            painter.fillRect(whole, theme.color(Color.SUNKEN))
        painter.fillRect(QRectF(0, whole.height() - 1, whole.width(), 1), theme.color(Color.LINE))

    def _paint_panel(self, painter: QPainter, panel: Panel) -> None:
        found = self._decision.statistics
        match panel.measure:
            case Measure.DIFFICULTY:
                self._paint_bar(painter, panel, found.difficulty)
                self._paint_number(painter, panel, share(found.difficulty))
            case Measure.DISCRIMINATION:
                self._paint_axis(painter, panel, (0.0, _TELLING))
                if found.discrimination is not None:
                    self._paint_point(painter, panel, found.discrimination)
                self._paint_number(painter, panel, number(found.discrimination))
            case Measure.DIFFERENCE:
                self._paint_axis(painter, panel, (0.0,))
                if not self._decision.languages:
                    self._paint_number(painter, panel, NONE)
                    return
                self._paint_interval(painter, panel, self._decision.languages[0])

    @property
    def _is_firm(self) -> bool:
        return self._decision.statistics.certainty is Certainty.FIRM

    def _paint_bar(self, painter: QPainter, panel: Panel, value: float | None) -> None:
        theme, tall = self._theme, self._theme.px(_BAR)
        track = QRectF(panel.plot.left(), panel.plot.center().y() - tall / 2, panel.plot.width(), tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(QRectF(track.left(), track.bottom(), track.width(), 1), theme.color(Color.LINE))
        if value is None:
            return
        bar = QRectF(track.left(), track.top(), max(2.0, panel.x(value) - track.left()), tall)
        # What is provisional is an outline: it still moves.
        painter.setPen(QPen(theme.color(Color.LINE_STRONG), 1.6))
        painter.setBrush(theme.color(Color.LINE_STRONG) if self._is_firm else Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0.8, 0.8, -0.8, -0.8))

    def _paint_axis(self, painter: QPainter, panel: Panel, values: Sequence[float]) -> None:
        theme, plot = self._theme, panel.plot
        painter.setPen(QPen(theme.color(Color.LINE), 1))
        middle = plot.center().y()
        painter.drawLine(QPointF(plot.left(), middle), QPointF(plot.right(), middle))
        for place, value in enumerate(values):
            style = Qt.PenStyle.SolidLine if place == 0 else Qt.PenStyle.DotLine
            painter.setPen(QPen(theme.color(Color.LINE_STRONG), 1, style))
            x = panel.x(value)
            painter.drawLine(QPointF(x, plot.top() + 4), QPointF(x, plot.bottom() - 5))

    def _paint_point(self, painter: QPainter, panel: Panel, value: float) -> None:
        theme, radius = self._theme, self._theme.px(5)
        ink = theme.color(Color.CRITICAL if value < 0 else Color.TEXT)
        ground = theme.color(Color.ACCENT_SOFT if self.isChecked() else Color.SURFACE)
        painter.setPen(QPen(ink, 1.8))
        painter.setBrush(ink if self._is_firm else ground)
        painter.drawEllipse(QPointF(panel.x(value), panel.plot.center().y()), radius, radius)

    def _paint_interval(self, painter: QPainter, panel: Panel, found: LanguageDifference) -> None:
        theme = self._theme
        if found.certainty is Certainty.HIDDEN:
            self._paint_number(painter, panel, NONE)
            return
        ink = theme.color(Color.CAUTION if found.differs else Color.TEXT_2)
        middle, half = panel.plot.center().y(), theme.px(5)
        painter.setPen(QPen(ink, 2.4 if found.differs else 1.6))
        low, high = panel.x(found.low), panel.x(found.high)
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for x in (low, high):
            painter.drawLine(QPointF(x, middle - half), QPointF(x, middle + half))
        x = panel.x(found.difference)
        ground = theme.color(Color.ACCENT_SOFT if self.isChecked() else Color.SURFACE)
        painter.setBrush(ink if found.certainty is Certainty.FIRM else ground)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, middle - half),
                    QPointF(x + half, middle),
                    QPointF(x, middle + half),
                    QPointF(x - half, middle),
                ]
            )
        )
        self._paint_number(painter, panel, number(found.difference), strong=found.differs)

    def _paint_number(self, painter: QPainter, panel: Panel, text: str, *, strong: bool = False) -> None:
        theme = self._theme
        font = theme.font(TextStyle.FIGURE_STRONG if strong else TextStyle.FIGURE)
        ink = theme.color(Color.TEXT)
        paint_text(painter, panel.figure, text, font=font, color=ink, align=_RIGHT, elide=False)


def measure_name(measure: Measure) -> str:
    """Return what a column shows."""
    return {
        Measure.DIFFICULTY: _("Difficulty"),
        Measure.DISCRIMINATION: _("Discrimination"),
        Measure.DIFFERENCE: pgettext("language", "Easier in"),
    }[measure]


def _short(value: float) -> str:
    return format_number(value, decimals=1 if value % 1 else 0).replace("-", "−")
