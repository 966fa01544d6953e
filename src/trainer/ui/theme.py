"""Turn the tokens into Qt: fonts, palette, the few style sheets, and the ``Theme`` that painted widgets ask.

A theme is a frozen value. Nothing listens to it: when the appearance changes, the window makes a new theme
and draws the screen again (see the package's docstring), so no widget can be left half in the old one.
"""

from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QScrollBar, QToolTip

from trainer.settings import Appearance
from trainer.ui.tokens import (
    MAX_TEXT_SCALE,
    MIN_TEXT_SCALE,
    PALETTES,
    SMALLEST_LINE,
    SMALLEST_TEXT,
    Color,
    Height,
    Radius,
    Scheme,
    TextStyle,
)

FAMILY: Final = "Atkinson Hyperlegible Next"
MONO_FAMILY: Final = "Atkinson Hyperlegible Mono"
_TABULAR: Final = "tnum"


@dataclass(frozen=True, slots=True)
class Theme:
    """What a widget needs to paint itself: colors, fonts, and px that grow with the text.

    ``scale`` is the text scale, 0.8 to 2.0. ``assets`` is the folder with fonts, icons, brand and portraits.
    """

    scheme: Scheme
    assets: Path
    scale: float = 1.0
    reduced_motion: bool = False

    def __post_init__(self) -> None:
        """Refuse a text scale that no setting offers."""
        if not MIN_TEXT_SCALE <= self.scale <= MAX_TEXT_SCALE:
            raise ValueError(f"text scale {self.scale} is not within {MIN_TEXT_SCALE} to {MAX_TEXT_SCALE}")

    @property
    def high_contrast(self) -> bool:
        """Tell whether borders must say what fills say elsewhere."""
        return self.scheme is Scheme.HIGH_CONTRAST

    @property
    def border(self) -> int:
        """Return the width of a border in px: 1, or 2 in high contrast."""
        return 2 if self.high_contrast else 1

    @property
    def focus_width(self) -> int:
        """Return the width of the focus ring in px: 2, or 3 in high contrast."""
        return 3 if self.high_contrast else 2

    def color(self, color: Color) -> QColor:
        """Return the color that plays this role in the scheme."""
        return QColor(PALETTES[self.scheme][color])

    def px(self, size: float) -> int:
        """Return a size, given in px at 100 %, grown with the text."""
        return round(size * self.scale)

    def font(self, style: TextStyle) -> QFont:
        """Return the font of a text style at the current text scale."""
        spec = style.value
        font = QFont(MONO_FAMILY if spec.mono else FAMILY)
        font.setPixelSize(self.text_px(style))
        font.setWeight(QFont.Weight(spec.weight))
        if spec.tabular:
            font.setFeature(QFont.Tag(_TABULAR), 1)
        return font

    def text_px(self, style: TextStyle) -> int:
        """Return the size of a text style in px at the current text scale, ``SMALLEST_TEXT`` at least."""
        return max(SMALLEST_TEXT, self.px(style.value.size))

    def line_height(self, style: TextStyle) -> int:
        """Return the height of a line of this style in px at the current text scale."""
        return max(SMALLEST_LINE, self.px(style.value.line))

    def target(self, size: float) -> int:
        """Return the height of something to aim at, given in px at 100 %: it grows, and is 24 px at least."""
        return max(int(Height.TARGET), self.px(size))


def load_fonts(folder: Path) -> None:
    """Make the bundled fonts known to Qt; raise ``FileNotFoundError`` where none is there."""
    files = sorted(folder.glob("*.ttf"))
    if not files:
        raise FileNotFoundError(f"no fonts in {folder}")
    for file in files:
        QFontDatabase.addApplicationFont(str(file))


def scheme_for(appearance: Appearance, system: Scheme) -> Scheme:
    """Return the scheme for what a person chose, given the one that the system asks for."""
    match appearance:
        case Appearance.LIGHT:
            return Scheme.LIGHT
        case Appearance.DARK:
            return Scheme.DARK
        case Appearance.HIGH_CONTRAST:
            return Scheme.HIGH_CONTRAST
        case Appearance.SYSTEM:
            return system


def system_scheme(hints: QStyleHints) -> Scheme:
    """Return the scheme that the system asks for: more contrast before dark or light."""
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Scheme.HIGH_CONTRAST
    return Scheme.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Scheme.LIGHT


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the whole application the theme's font and palette, and tooltips theirs."""
    palette = build_palette(theme)
    application.setFont(theme.font(TextStyle.BODY))
    application.setPalette(palette)
    QToolTip.setFont(theme.font(TextStyle.CAPTION))
    QToolTip.setPalette(palette)


def build_palette(theme: Theme) -> QPalette:
    """Return the palette, for whatever Qt draws itself."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, color in {
        role.Window: Color.BG,
        role.Base: Color.SURFACE,
        role.AlternateBase: Color.SUNKEN,
        role.Button: Color.SURFACE,
        role.ToolTipBase: Color.RAISED,
        role.WindowText: Color.TEXT,
        role.Text: Color.TEXT,
        role.ButtonText: Color.TEXT,
        role.ToolTipText: Color.TEXT,
        role.PlaceholderText: Color.TEXT_2,
        role.Highlight: Color.ACCENT,
        role.HighlightedText: Color.ON_ACCENT,
        role.Link: Color.ACCENT,
        role.Accent: Color.ACCENT,
        role.Mid: Color.LINE_STRONG,
    }.items():
        palette.setColor(target, theme.color(color))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.color(Color.TEXT_2))
    return palette


# A sheet for the whole application would cost a third of every drawing: the few kinds of widget that Qt
# paints for us have one of their own.
_FIELD_SHEET: Final = Template("""
QLineEdit {
    background: $surface; color: $text; border: ${border}px solid $line_strong; border-radius: ${control}px;
    padding: 0 ${pad}px; selection-background-color: $accent; selection-color: $on_accent;
    font-size: ${body}px; placeholder-text-color: $text_2; min-height: ${field}px;
}
QLineEdit:disabled { color: $text_2; }
""")
_MENU_SHEET: Final = Template("""
QMenu {
    background: $raised; color: $text; border: ${border}px solid $line_strong; padding: 6px;
    font-size: ${body}px;
}
QMenu::item { padding: 8px 28px 8px 12px; border-radius: ${chip}px; border: ${border}px solid transparent; }
QMenu::item:selected { background: $accent_soft; color: $accent_ink; border-color: $selected_border; }
QMenu::item:disabled { color: $text_2; }
QMenu::separator { height: 1px; background: $line; margin: 6px 12px; }
""")
_SCROLL_BAR_SHEET: Final = """
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: palette(placeholder-text); }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; width: 0; height: 0;
}
"""


def dress_field(theme: Theme, field: QLineEdit) -> None:
    """Give a line to type into its box."""
    field.setStyleSheet(_fill_in(_FIELD_SHEET, theme))


def dress_menu(theme: Theme, menu: QMenu) -> None:
    """Give a menu its look."""
    menu.setStyleSheet(_fill_in(_MENU_SHEET, theme))


def dress_scroll_bar(bar: QScrollBar) -> None:
    """Make a scroll bar slim, in the colors of the palette."""
    bar.setStyleSheet(_SCROLL_BAR_SHEET)


def _fill_in(sheet: Template, theme: Theme) -> str:
    colors = {color.value.replace("-", "_"): value for color, value in PALETTES[theme.scheme].items()}
    selected = PALETTES[theme.scheme][Color.ACCENT] if theme.high_contrast else "transparent"
    return sheet.substitute(
        colors,
        border=theme.border,
        control=int(Radius.CONTROL),
        chip=int(Radius.CHIP),
        pad=12,
        body=theme.text_px(TextStyle.BODY),
        field=theme.px(Height.CONTROL) - 2 * theme.border,
        selected_border=selected,
    )
