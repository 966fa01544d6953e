"""The design tokens: every color, size and duration the window uses, in one place and free of Qt.

Screens and widgets name a token and never a number, so a theme is one table here and contrast can be
computed by a test (``CONTRAST_PAIRS``) instead of judged by eye.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from types import MappingProxyType


class Scheme(StrEnum):
    """A finished appearance; where a person follows the system, the scheme is what came of it."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Color(StrEnum):
    """The role a color plays; the value depends on the scheme."""

    BG = "bg"
    SURFACE = "surface"
    SUNKEN = "sunken"
    RAISED = "raised"
    LINE = "line"
    LINE_STRONG = "line-strong"
    TEXT = "text"
    TEXT_2 = "text-2"
    ACCENT = "accent"
    ACCENT_HOVER = "accent-hover"
    ON_ACCENT = "on-accent"
    ACCENT_SOFT = "accent-soft"
    ACCENT_INK = "accent-ink"
    ES = "es"
    ES_SOFT = "es-soft"
    ES_INK = "es-ink"
    POSITIVE = "positive"
    POSITIVE_SOFT = "positive-soft"
    CAUTION = "caution"
    CAUTION_SOFT = "caution-soft"
    CRITICAL = "critical"
    CRITICAL_SOFT = "critical-soft"
    FOCUS = "focus"


def _palette(rows: str, column: int) -> Mapping[Color, str]:
    values = (line.split() for line in rows.strip().splitlines())
    return MappingProxyType({Color(cells[0]): cells[column] for cells in values})


# One row for each color: light, dark, high contrast.
_COLORS = """
bg             #F7F4EE  #12181B  #000000
surface        #FFFFFF  #1B2327  #000000
sunken         #EFEAE1  #0D1214  #000000
raised         #FFFFFF  #253036  #000000
line           #DDD6C9  #344047  #FFFFFF
line-strong    #7F776B  #82909A  #FFFFFF
text           #1C272C  #F3EFE8  #FFFFFF
text-2         #505B61  #B6C0C5  #FFFFFF
accent         #0F6073  #68C3D8  #5FE3FF
accent-hover   #0B4D5D  #86D2E3  #A6F0FF
on-accent      #FFFFFF  #06232B  #000000
accent-soft    #DDEEF0  #173741  #000000
accent-ink     #0A4E5E  #A5E0EC  #5FE3FF
es             #A64B12  #F2A46A  #FFBE70
es-soft        #FBE8DA  #402917  #000000
es-ink         #8A3A0B  #F8C49C  #FFBE70
positive       #28703E  #83CF95  #7DFF9E
positive-soft  #E0F0E3  #17341F  #000000
caution        #765700  #E6C55E  #FFE45C
caution-soft   #FBF0CC  #382E10  #000000
critical       #AD1B3B  #FF9BAC  #FF9DB0
critical-soft  #FBE5E9  #431B25  #000000
focus          #0F6073  #A5E0EC  #FFFF00
"""

PALETTES: Mapping[Scheme, Mapping[Color, str]] = MappingProxyType(
    {scheme: _palette(_COLORS, column) for column, scheme in enumerate(Scheme, start=1)}
)
"""For each scheme, every color as ``#RRGGBB``."""


@dataclass(frozen=True, slots=True)
class ContrastPair:
    """Two colors that meet on the screen, and the ratio they must reach (WCAG 2.2: text 4.5, controls 3)."""

    foreground: Color
    background: Color
    needs: float


_GROUNDS = (Color.BG, Color.SURFACE, Color.SUNKEN, Color.RAISED)
_TEXTS = (
    Color.TEXT,
    Color.TEXT_2,
    Color.ACCENT,
    Color.ES,
    Color.POSITIVE,
    Color.CAUTION,
    Color.CRITICAL,
)
_SOFTS = (Color.POSITIVE_SOFT, Color.CAUTION_SOFT, Color.CRITICAL_SOFT)
TEXT_CONTRAST = 4.5
CONTROL_CONTRAST = 3.0

CONTRAST_PAIRS: tuple[ContrastPair, ...] = (
    *(ContrastPair(text, ground, TEXT_CONTRAST) for text in _TEXTS for ground in _GROUNDS),
    *(
        ContrastPair(mark, ground, CONTROL_CONTRAST)
        for mark in (Color.LINE_STRONG, Color.FOCUS)
        for ground in _GROUNDS
    ),
    # What stands on a selected row, and on a strip or a mark that says how something went.
    *(ContrastPair(text, Color.ACCENT_SOFT, TEXT_CONTRAST) for text in _TEXTS),
    *(ContrastPair(text, soft, TEXT_CONTRAST) for text in (Color.TEXT, Color.TEXT_2) for soft in _SOFTS),
    *(ContrastPair(Color.LINE_STRONG, soft, CONTROL_CONTRAST) for soft in (Color.ACCENT_SOFT, *_SOFTS)),
    *(ContrastPair(Color.SURFACE, sign, TEXT_CONTRAST) for sign in (Color.POSITIVE, Color.CRITICAL)),
    ContrastPair(Color.ON_ACCENT, Color.ACCENT, TEXT_CONTRAST),
    ContrastPair(Color.ON_ACCENT, Color.ACCENT_HOVER, TEXT_CONTRAST),
    ContrastPair(Color.ON_ACCENT, Color.ES, TEXT_CONTRAST),
    ContrastPair(Color.ACCENT_INK, Color.ACCENT_SOFT, TEXT_CONTRAST),
    ContrastPair(Color.ES_INK, Color.ES_SOFT, TEXT_CONTRAST),
    ContrastPair(Color.POSITIVE, Color.POSITIVE_SOFT, TEXT_CONTRAST),
    ContrastPair(Color.CAUTION, Color.CAUTION_SOFT, TEXT_CONTRAST),
    ContrastPair(Color.CRITICAL, Color.CRITICAL_SOFT, TEXT_CONTRAST),
)
"""Every pair that a screen may use: one test computes them in every scheme, another looks for others."""


def contrast(first: str, second: str) -> float:
    """Return the contrast of two ``#RRGGBB`` colors, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


# Where sRGB's straight part ends, as WCAG 2.2 writes it.
_LINEAR_END = 0.04045


def _luminance(color: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= _LINEAR_END else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A text style in px at 100 %: font size, line height and weight (400, 600 or 700)."""

    size: int
    line: int
    weight: int = 400
    mono: bool = False
    tabular: bool = False


class TextStyle(Enum):
    """The type scale. Figures that change or align have ``tabular`` digits."""

    SCORE = TypeSpec(40, 48, 700, tabular=True)
    BRIEF_TITLE = TypeSpec(32, 40, 700)
    TITLE = TypeSpec(28, 36, 700)
    HERO = TypeSpec(24, 32, 700)
    CARD_TITLE = TypeSpec(20, 28, 700)
    TIMER = TypeSpec(18, 24, 700, tabular=True)
    BRIEF_LINE = TypeSpec(18, 28)
    HEADING = TypeSpec(16, 24, 600)
    CALL_LINE = TypeSpec(16, 23)
    BODY = TypeSpec(15, 22)
    BODY_STRONG = TypeSpec(15, 22, 600)
    DENSE = TypeSpec(14, 20)
    DENSE_STRONG = TypeSpec(14, 20, 600)
    FIGURE = TypeSpec(14, 20, tabular=True)
    FIGURE_STRONG = TypeSpec(14, 20, 700, tabular=True)
    LABEL = TypeSpec(13, 18, 600)
    CAPTION = TypeSpec(13, 18)
    AXIS = TypeSpec(12, 16, tabular=True)
    KEY = TypeSpec(12, 16, 600)
    TAG = TypeSpec(12, 16, 700)
    SCENARIO = TypeSpec(13, 20, mono=True)


class Space(IntEnum):
    """Distances in px. They do not grow with the text: the room they leave is what large text needs."""

    S4 = 4
    S8 = 8
    S12 = 12
    S16 = 16
    S20 = 20
    S24 = 24
    S32 = 32
    S48 = 48
    LIST_GAP = 12
    CARD_GAP = 24
    CARD_PADDING = 24
    CALL_EDGE = 24
    WINDOW_EDGE = 32


class Radius(IntEnum):
    """Corner radii in px. ``FULL`` is half the height: Spanish marks and switches."""

    SPEAKER = 4
    KEY = 5
    CHIP = 6
    CONTROL = 10
    REPLY = 12
    PORTRAIT = 14
    CARD = 16
    FULL = 999


class Height(IntEnum):
    """Heights of controls in px at 100 %; ``theme.px`` makes them grow with the text."""

    TARGET = 24
    KEY = 22
    CHIP = 26
    COMPACT = 32
    CONTROL = 40
    NAVIGATION = 44
    ROW = 44
    PRIMARY = 48
    TOP_BAR = 56
    REPLY = 68


class Width(IntEnum):
    """Widths of columns in px."""

    NAVIGATION = 216
    NAVIGATION_ICONS = 76
    CALL_PORTRAIT = 288
    CALL_SIDE = 304
    BUBBLE = 480


class Duration(IntEnum):
    """How long motion takes, in ms; with reduced motion all of it is instant."""

    SPEAKING_STEP = 120
    FADE = 160
    MOOD = 240
    RING = 400
    RINGING = 1200


MIN_TEXT_SCALE = 0.8
MAX_TEXT_SCALE = 2.0
SMALLEST_TEXT, SMALLEST_LINE = 12, 16
"""In px: text that is chosen smaller than 100 % shrinks to this and no further, and so does its line."""
ICON_RAIL_SCALE = 1.5
"""From this text scale on the navigation shows icons alone, and two columns become one."""
