"""The navigation at the left: the brand, the places, the interface's language, who is practicing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMargins, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trainer.i18n import LANGUAGES, _
from trainer.ui.icons import BrandMark, Icon, paint_icon
from trainer.ui.navigator import Route
from trainer.ui.portraits import paint_initials
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Height, Radius, Space, TextStyle, Width
from trainer.ui.widgets.boxes import row
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.keys import key_name
from trainer.ui.widgets.paint import key_width, paint_box, paint_key, paint_text
from trainer.ui.widgets.surfaces import Ground, Rule
from trainer.ui.widgets.text import Text, label
from trainer.ui.widgets.tips import set_tip, tell_cut

LANGUAGE_NAMES = {"en": "English", "es": "Español"}
"""Each language by its own name: whoever needs the switch reads that one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go."""

    route: Route
    icon: Icon
    text: str
    name: str = ""
    """What tells it from other places of the same kind of route."""


class NavigationRail(Ground):
    """Emits ``went`` (a route), ``language_chosen`` (a language), ``profile_wanted`` and ``keys_wanted``."""

    went = Signal(object)
    language_chosen = Signal(str)
    profile_wanted = Signal()
    keys_wanted = Signal()

    def __init__(  # noqa: PLR0913 - the rail shows this many things
        self,
        theme: Theme,
        places: Sequence[Place],
        here: Route | None,
        *,
        language: str,
        person: str | None,
        language_fixed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, Color.BG, edges=Qt.Edge.RightEdge, parent=parent)
        self._theme = theme
        self._language_fixed = language_fixed
        slim = theme.scale >= ICON_RAIL_SCALE
        self._slim = slim
        self.here_button: QPushButton | None = None
        self.setFixedWidth(Width.NAVIGATION_ICONS if slim else _wide(theme))
        inside = QVBoxLayout(self)
        edge = Space.S12 if slim else Space.S16
        inside.setContentsMargins(QMargins(edge, Space.S24, edge + theme.border, Space.S24))
        inside.setSpacing(4)
        self._add_brand(inside)
        inside.addSpacing(Space.S24 - 4)
        for place in places:
            button = _PlaceButton(theme, place, slim=slim)
            button.setChecked(place.route == here)
            if place.route == here:
                self.here_button = button
            button.wanted.connect(lambda route=place.route: self.went.emit(route))
            inside.addWidget(button)
        inside.addStretch(1)
        if person is not None:
            self._add_foot(inside, language, person)

    def _add_brand(self, inside: QVBoxLayout) -> None:
        mark = BrandMark(self._theme, size=32 if not self._slim else round(48 / self._theme.scale))
        brand = row(mark, gap=10, margins=QMargins(0 if self._slim else Space.S8, 0, 0, 0))
        if not self._slim:
            brand.addWidget(Text(self._theme, "Puente", TextStyle.CARD_TITLE, wrap=False))
            brand.addStretch(1)
        inside.addLayout(brand)

    def _add_foot(self, inside: QVBoxLayout, language: str, person: str) -> None:
        theme = self._theme
        if not (self._slim or self._language_fixed):
            caption = label(theme, _("Interface"))
            caption.setContentsMargins(Space.S8, 0, 0, 0)
            holder = row(caption, margins=QMargins(Space.S8, 0, 0, 0))
            inside.addLayout(holder)
            inside.addSpacing(4)
            segments = [Segment(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
            switch = SegmentedControl(theme, _("Interface language"), segments, language, stretch=True)
            switch.chosen.connect(lambda chosen: self.language_chosen.emit(str(chosen)))
            inside.addLayout(row(switch, margins=QMargins(Space.S8, 0, Space.S8, 0)))
            inside.addSpacing(Space.S8)
        keys = _KeysButton(theme, slim=self._slim)
        keys.clicked.connect(self.keys_wanted)
        inside.addWidget(keys)
        inside.addSpacing(Space.S8)
        inside.addWidget(Rule(theme))
        inside.addSpacing(Space.S12)
        profile = _ProfileButton(theme, person, slim=self._slim)
        profile.clicked.connect(self.profile_wanted)
        inside.addWidget(profile)


def _wide(theme: Theme) -> int:
    # Larger text needs a wider rail; smaller text leaves it as it is.
    return max(Width.NAVIGATION, theme.px(Width.NAVIGATION))


class _RailButton(QPushButton):
    """What the buttons of the rail have in common."""

    def __init__(self, theme: Theme, name: str, height: int, *, slim: bool) -> None:
        super().__init__()
        self._theme = theme
        self._slim = slim
        self._tall = theme.px(height)
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if slim:
            set_tip(self, name)

    def event(self, event: QEvent) -> bool:
        return activates(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(Height.NAVIGATION, self._tall)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _PlaceButton(_RailButton):
    """A place; the one where we are is filled, bold and has a bar at its left. Emits ``wanted``."""

    wanted = Signal()

    def __init__(self, theme: Theme, place: Place, *, slim: bool) -> None:
        super().__init__(theme, place.text, Height.NAVIGATION, slim=slim)
        self._place = place
        self.setObjectName(f"place-{place.name or type(place.route).__name__}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._again = False
        # A screen reader toggles without a click; a click on the place where we are toggles nothing.
        self.toggled.connect(lambda on: self.wanted.emit() if on else None)
        self.pressed.connect(self._remember)
        self.clicked.connect(lambda: self.wanted.emit() if self._again else None)

    def _remember(self) -> None:
        self._again = self.isChecked()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, here = self._theme, self.isChecked()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if here:
            border = theme.color(Color.ACCENT) if theme.high_contrast else None
            fill = theme.color(Color.ACCENT_SOFT)
            paint_box(painter, rect, radius=Radius.CONTROL, fill=fill, border=border, width=theme.border)
            bar = QRectF(0, (rect.height() - 24) / 2, 4, 24)
            paint_box(painter, bar, radius=2, fill=theme.color(Color.ACCENT))
        elif self.underMouse():
            paint_box(painter, rect, radius=Radius.CONTROL, fill=theme.color(Color.SUNKEN))
        ink = Color.ACCENT_INK if here else Color.TEXT_2
        side = theme.px(18)
        left = (rect.width() - side) / 2 if self._slim else theme.px(13.0)
        spot = QRectF(left, (rect.height() - side) / 2, side, side)
        paint_icon(painter, theme, self._place.icon, spot, ink)
        if not self._slim:
            font = theme.font(TextStyle.BODY_STRONG if here else TextStyle.BODY)
            text = QRectF(theme.px(44), 0, rect.width() - theme.px(52), rect.height())
            paint_text(painter, text, self._place.text, font=font, color=theme.color(ink))
        painter.end()


class _KeysButton(_RailButton):
    """F1, and what it shows."""

    def __init__(self, theme: Theme, *, slim: bool) -> None:
        super().__init__(theme, _("Keyboard shortcuts"), Height.COMPACT, slim=slim)
        self._key = key_name(Qt.Key.Key_F1)
        self.setObjectName("keys")

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            paint_box(painter, rect, radius=Radius.CONTROL, fill=theme.color(Color.SUNKEN))
        width, tall = key_width(theme, self._key), theme.px(Height.KEY)
        left = (rect.width() - width) / 2 if self._slim else Space.S8
        box = QRectF(left, (rect.height() - tall) / 2, width, tall)
        paint_key(painter, theme, box, self._key, border=Color.LINE_STRONG, ink=Color.TEXT_2)
        if not self._slim:
            text = QRectF(box.right() + 9, 0, rect.width() - box.right() - 9, rect.height())
            font, ink = theme.font(TextStyle.CAPTION), theme.color(Color.TEXT_2)
            paint_text(painter, text, self.accessibleName(), font=font, color=ink)
        painter.end()


class _ProfileButton(_RailButton):
    """Who is practicing; opens the profiles."""

    def __init__(self, theme: Theme, person: str, *, slim: bool) -> None:
        spoken = _("{person}: switch profile").format(person=person)
        super().__init__(theme, spoken, Height.PRIMARY, slim=slim)
        self._person = person
        self.setObjectName("profile")

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse():
            paint_box(painter, rect, radius=Radius.CONTROL, fill=theme.color(Color.SUNKEN))
        side = theme.px(40) if not self._slim else 40
        left = (rect.width() - side) / 2 if self._slim else Space.S8
        face = QRectF(left, (rect.height() - side) / 2, side, side)
        paint_initials(painter, theme, self._person, face, corner=side / 2)
        if not self._slim:
            start = face.right() + Space.S12
            name, verb = theme.line_height(TextStyle.BODY), theme.line_height(TextStyle.CAPTION)
            top = (rect.height() - name - verb) / 2
            width = rect.width() - start
            bold, small = theme.font(TextStyle.BODY_STRONG), theme.font(TextStyle.CAPTION)
            ink, quiet = theme.color(Color.TEXT), theme.color(Color.TEXT_2)
            spot = QRectF(start, top, width, name)
            whole = paint_text(painter, spot, self._person, font=bold, color=ink)
            tell_cut(self, self._person, whole=whole)
            verb_spot = QRectF(start, top + name, width, verb)
            paint_text(painter, verb_spot, _("Switch profile"), font=small, color=quiet)
        painter.end()
