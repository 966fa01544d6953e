"""Icons, portraits, the brand and the first picture of the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from trainer.settings import Appearance, Settings, WindowPlace
from trainer.ui.icons import BrandMark, Icon, IconView, application_icon, icon_pixmap, paint_icon
from trainer.ui.portraits import (
    Portrait,
    PortraitShape,
    PortraitView,
    initials,
    paint_portrait,
    portrait_file,
)
from trainer.ui.theme import Theme
from trainer.ui.tokens import PALETTES, Color, Scheme
from trainer.ui.window import Window

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.usefixtures("qapp")]

PEOPLE = ("andres", "carmen", "ernesto", "kevin", "lucia", "marcus", "xochitl", "yurany")


@pytest.fixture
def theme(repository: Path) -> Theme:
    return Theme(Scheme.DARK, repository / "assets")


def canvas(side: int = 48) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    return image


def colors(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("icon", Icon)
def test_every_icon_is_there_and_takes_the_theme_s_color(icon: Icon, theme: Theme) -> None:
    pixmap = icon_pixmap(theme, icon, 24, Color.ACCENT, 2.0)
    assert pixmap.width() == 48
    accent = theme.color(Color.ACCENT)
    seen = [QColor(name) for name in colors(pixmap.toImage())]
    assert seen
    # Where strokes overlap, blending may round by one.
    assert all(
        max(
            abs(each.red() - accent.red()),
            abs(each.green() - accent.green()),
            abs(each.blue() - accent.blue()),
        )
        <= 1
        for each in seen
    )


def test_an_icon_is_painted_within_its_square(theme: Theme) -> None:
    image = canvas()
    painter = QPainter(image)
    paint_icon(painter, theme, Icon.PHONE, QRectF(12, 12, 24, 24), Color.TEXT, filled=True)
    painter.end()
    marked = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 0]
    assert marked
    assert all(12 <= x < 36 and 12 <= y < 36 for x, y in marked)


def test_the_task_bar_has_an_icon(theme: Theme) -> None:
    assert len(application_icon(theme.assets).availableSizes()) >= 5


def test_widgets_paint_icon_and_brand(theme: Theme, qtbot: QtBot) -> None:
    for widget in (IconView(theme, Icon.HOME, name="Home"), BrandMark(theme)):
        qtbot.addWidget(widget)
        assert len(colors(widget.grab().toImage())) > 1


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("mood", range(-3, 4))
def test_every_person_has_every_mood(person: str, mood: int, theme: Theme) -> None:
    assert portrait_file(theme.assets, Portrait(person, person, mood)) is not None


def test_a_portrait_is_cut_to_a_circle(theme: Theme) -> None:
    image = canvas(80)
    painter = QPainter(image)
    paint_portrait(painter, theme, Portrait("lucia", "Lucía Herrera"), QRectF(0, 0, 80, 80))
    painter.end()
    assert image.pixelColor(2, 2).alpha() == 0
    assert image.pixelColor(40, 40).alpha() == 255


def test_whoever_has_no_portrait_has_initials(theme: Theme, qtbot: QtBot) -> None:
    view = PortraitView(theme, Portrait("nobody", "Ana Ruiz"), 64, shape=PortraitShape.ROUNDED)
    qtbot.addWidget(view)
    assert PALETTES[Scheme.DARK][Color.ES_SOFT].lower() in colors(view.grab().toImage())
    view.show_portrait(Portrait("ernesto", "Ernesto", 2))
    assert view.accessibleName() == "Ernesto"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Mariana Ortega", "MO"), ("Ana", "A"), ("ángel de la Cruz", "ÁC"), ("", "?"), ("- -", "?")],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_mood_without_a_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="mood 4"):
        Portrait("lucia", "Lucía", 4)


def test_a_text_scale_that_no_setting_offers_is_refused(repository: Path) -> None:
    with pytest.raises(ValueError, match="text scale"):
        Theme(Scheme.LIGHT, repository, scale=2.5)


def test_the_first_picture_is_painted_and_told_once(repository: Path, qtbot: QtBot) -> None:
    window = Window(repository / "assets", Settings(appearance=Appearance.DARK, last_trainee="x"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.appear()
    assert PALETTES[Scheme.DARK][Color.BG].lower() in colors(window.grab().toImage())
    told: list[bool] = []
    window.painted.connect(lambda: told.append(True))
    window.repaint()
    QApplication.processEvents()
    assert told == []


def test_the_interior_takes_the_place_of_the_first_picture(repository: Path, qtbot: QtBot) -> None:
    window = Window(repository / "assets", Settings())
    qtbot.addWidget(window)
    window.appear()
    inside = QLabel("inside")
    window.fill(inside)
    qtbot.waitUntil(inside.isVisible)
    assert inside.size() == window.size()


def test_a_place_on_no_screen_is_not_taken(repository: Path, qtbot: QtBot) -> None:
    window = Window(repository / "assets", Settings(window=WindowPlace(90000, 90000, 1000, 700)))
    qtbot.addWidget(window)
    assert window.x() < 90000
    assert window.width() == 1280
