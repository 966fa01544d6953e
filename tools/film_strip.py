"""Draw one whole call as a strip of pictures: it rings, is answered, is played turn by turn, is debriefed.

The call is a real one of the demonstration, played in the real window, offscreen: some replies go wrong, the
others as well as they can, so that the customer's mood moves both ways. One sheet for each language, in
build/screens/film-strip-LANGUAGE.png.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

import screens
from demonstration import SECONDS_FOR_A_REPLY, fill
from trainer import i18n
from trainer.scenario.model import Channel, Reply
from trainer.settings import Appearance
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.navigator import Brief

COLUMNS: Final = 4
FRAME: Final = QSize(640, 400)
GAP: Final = 12
GROUND: Final = QColor(40, 40, 40)
WRONG: Final = frozenset((1,))
"""The numbers of the decisions that go wrong: enough for the mood to fall, not to lose the call."""
MOST_TURNS: Final = 40


def main(languages: Sequence[str]) -> None:
    """Draw the sheets of these languages."""
    application = screens.prepare()
    with screens.demonstration(fill) as behind:
        for language in languages:
            look = screens.Look(language, Appearance.LIGHT)
            picture = screens.Picture("film-strip", lambda _sitting: None)
            with screens.opened(application, picture, look, behind) as sitting:
                sheet = join(list(film(sitting, language)))
            file = screens.OUTPUT / f"film-strip-{language}.png"
            sheet.save(str(file))
            print(file)


def film(sitting: screens.Sitting, language: str) -> Iterator[QPixmap]:
    """Play a call in the window, and give a picture of each step."""
    window, navigator = sitting.shell.window, sitting.shell.navigator
    sitting.enter()
    library = sitting.demonstration.services.library.scenarios.values()
    voice = next(each for each in library if each.scenario.channel is Channel.VOICE)
    sitting.go(Brief(voice.id, language))
    yield window.grab()
    brief = sitting.shell.presenter
    if not isinstance(brief, BriefPresenter):
        raise TypeError("the brief did not open")
    brief.answer()
    # Now, while the call is being written down and opened: a moment later it is there.
    yield window.grab()
    sitting.settle()
    yield window.grab()
    call = sitting.shell.presenter
    for _turn in range(MOST_TURNS):
        if not isinstance(call, CallPresenter) or call.picture.phase is Phase.ENDED:
            break
        sitting.demonstration.clock.go(SECONDS_FOR_A_REPLY)
        call.take(choose(sitting))
        sitting.settle()
        yield window.grab()
    if isinstance(call, CallPresenter):
        call.see_debrief()
        sitting.settle()
        yield window.grab()
    navigator.back()
    sitting.settle()


def choose(sitting: screens.Sitting) -> str:
    """Return the reply that earns least where this decision goes wrong, else the one that earns most."""
    practice = sitting.demonstration.services.practice
    newest = practice.open_attempts(sitting.demonstration.trainee)[0]
    call = practice.resume(newest.facts.id)
    replies = sorted(call.step.offered, key=_worth)
    harmless = [each for each in replies if each.critical is None]
    return (harmless[0] if call.number in WRONG and harmless else replies[-1]).id


def _worth(reply: Reply) -> tuple[bool, int]:
    return reply.critical is None, (reply.empathy or 0) + (reply.resolution or 0)


def join(frames: Sequence[QPixmap]) -> QPixmap:
    """Return the pictures side by side, row under row, in the order in which they were taken."""
    rows = math.ceil(len(frames) / COLUMNS)
    wide, tall = FRAME.width() + GAP, FRAME.height() + GAP
    sheet = QPixmap(COLUMNS * wide + GAP, rows * tall + GAP)
    sheet.fill(GROUND)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, frame in enumerate(frames):
        row, column = divmod(number, COLUMNS)
        small = frame.scaled(
            FRAME, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        place = QRectF(GAP + column * wide, GAP + row * tall, small.width(), small.height())
        painter.drawPixmap(place, small, QRectF(small.rect()))
    painter.end()
    return sheet


if __name__ == "__main__":
    main(sys.argv[1:] or i18n.LANGUAGES)
