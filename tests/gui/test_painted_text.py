from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trainer.ui.theme import Theme, apply_theme, load_fonts
from trainer.ui.tokens import Color, Scheme, TextStyle
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PARAGRAPH = (
    "Mr. Villaseñor’s knee surgery was moved to a day when nobody can drive him. He has called twice and "
    "was put on hold both times. Find a date he can make, or a way to get him there."
)


@pytest.fixture
def theme(qapp: QApplication, repository: Path) -> Iterator[Theme]:
    made = Theme(Scheme.LIGHT, repository / "assets")
    load_fonts(made.assets / "fonts")
    apply_theme(qapp, made)
    yield made
    qapp.setStyleSheet("")


def picture(text: Text, width: int, height: int) -> QImage:
    text.resize(width, height)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    text.render(image)
    return image


def test_markup_is_shown_as_it_was_written(theme: Theme, qtbot: QtBot) -> None:
    text = Text(theme, "<b>bold</b> & <img src=x>")
    qtbot.addWidget(text)
    plain = Text(theme, "bold & ")
    qtbot.addWidget(plain)
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert text.sizeHint().width() > plain.sizeHint().width()


def test_a_paragraph_takes_whole_lines_of_the_scale(theme: Theme, qtbot: QtBot) -> None:
    text = Text(theme, PARAGRAPH, TextStyle.BRIEF_LINE)
    qtbot.addWidget(text)
    heights = [text.heightForWidth(width) for width in (1600, 600, 300, 150)]
    assert heights == sorted(heights)
    assert all(height % TextStyle.BRIEF_LINE.value.line == 0 for height in heights)
    assert heights[0] == TextStyle.BRIEF_LINE.value.line
    assert heights[1] > heights[0]


def test_limited_lines_are_elided_and_whole_in_the_tooltip(theme: Theme, qtbot: QtBot) -> None:
    text = Text(theme, PARAGRAPH, lines=2)
    qtbot.addWidget(text)
    assert text.heightForWidth(300) == 2 * TextStyle.BODY.value.line
    picture(text, 300, 44)
    assert text.toolTip() == PARAGRAPH


def test_what_fits_needs_no_tooltip(theme: Theme, qtbot: QtBot) -> None:
    text = Text(theme, "Short", wrap=False)
    qtbot.addWidget(text)
    picture(text, text.sizeHint().width(), 22)
    assert not text.toolTip()


def test_it_grows_with_the_text_scale(theme: Theme, qtbot: QtBot) -> None:
    large = Theme(theme.scheme, theme.assets, scale=2.0)
    small_text, large_text = Text(theme, PARAGRAPH), Text(large, PARAGRAPH)
    qtbot.addWidget(small_text)
    qtbot.addWidget(large_text)
    assert large_text.heightForWidth(4000) == 2 * small_text.heightForWidth(4000)


def test_it_is_painted_in_the_color_of_its_role(theme: Theme, qtbot: QtBot) -> None:
    text = Text(theme, "MMMM", TextStyle.TITLE, color=Color.CRITICAL)
    qtbot.addWidget(text)
    image = picture(text, 160, 40)
    seen = {image.pixelColor(x, y).name() for x in range(160) for y in range(40)}
    assert theme.color(Color.CRITICAL).name() in seen


def test_a_strong_part_is_wider_and_the_sentence_stays_whole(theme: Theme, qtbot: QtBot) -> None:
    plain = Text(theme, "Due for review: nine days", wrap=False)
    strong = Text(theme, "Due for review: nine days", strong="Due for review:", wrap=False)
    qtbot.addWidget(plain)
    qtbot.addWidget(strong)
    assert strong.sizeHint().width() > plain.sizeHint().width()
    assert strong.text() == plain.text()


def test_it_carries_the_language_of_its_line(theme: Theme, qtbot: QtBot) -> None:
    text = Text(theme, "¿Qué necesita?", language="es-CO")
    qtbot.addWidget(text)
    assert text.locale().bcp47Name() == "es-CO"
