"""The curve of the mood: every sign on it can be read, however long the call and wherever it ends."""

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from trainer.paths import assets_folder
from trainer.ui.debrief.curve import MoodCurve
from trainer.ui.theme import Theme
from trainer.ui.tokens import Scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize("chosen", [1, 5, 16])
def test_the_numbers_below_the_curve_never_touch(qtbot: QtBot, chosen: int) -> None:
    theme = Theme(Scheme.LIGHT, assets_folder(), reduced_motion=True)
    curve = MoodCurve(theme, [0] * 17, [0] * 17)
    qtbot.addWidget(curve)
    curve.resize(320, 190)
    curve.choose(chosen)
    labeled = sorted(curve._labeled())
    assert chosen in labeled
    steps = [curve._spot(place, 0).x() for place in labeled]
    assert all(after - before >= 14 for before, after in pairwise(steps))


@pytest.mark.parametrize(("yours", "perfect"), [(3, 3), (3, 2), (2, 3), (-3, -3), (0, 0), (-3, 3)])
def test_the_names_of_the_curves_never_touch(qtbot: QtBot, yours: int, perfect: int) -> None:
    theme = Theme(Scheme.LIGHT, assets_folder(), reduced_motion=True)
    curve = MoodCurve(theme, [0, yours], [0, perfect])
    qtbot.addWidget(curve)
    curve.resize(320, 190)
    names = curve._name_heights()
    assert abs(names[0] - names[1]) >= 18
    assert min(names) >= 9
    assert max(names) <= curve.height() - 9


def test_the_curve_says_every_mood_in_words(qtbot: QtBot) -> None:
    theme = Theme(Scheme.LIGHT, assets_folder(), reduced_motion=True)
    curve = MoodCurve(theme, [-1, -2, 3], [-1, 0])
    qtbot.addWidget(curve)
    assert curve.accessibleDescription() == (
        "start: Impatient; decision 1: Upset; decision 2: Delighted; the perfect call ends at Neutral"
    )
