"""The page of keyboard shortcuts tells the truth: every key that a screen takes is on it, and no other."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from call_rig import StillPlayer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

import trainer.ui.audio
from trainer.scenario.model import Channel
from trainer.settings import Appearance
from trainer.ui.navigator import DeskPage, Home, Scenarios, Settings
from trainer.ui.shortcuts.screen import groups
from trainer.ui.theme import load_fonts

sys.path.append(str(Path(__file__).parents[2] / "tools"))

import screens
from demonstration import Demonstration, fill, fill_center
from instructor_screens import show_certificate, show_desk
from screens import Look, Picture, Sitting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NATIVE = frozenset(("Tab", "Shift+Tab", "Return", "Space"))
"""Keys that Qt's own controls take wherever they are."""


def leave_and_undo(sitting: Sitting) -> None:
    """Open the settings with something to undo."""
    sitting.go(Settings())
    sitting.preferences.change(captions=False)
    sitting.settle()


PLACES: dict[str, tuple[Callable[[Sitting], None], ...]] = {
    "At home and before a call": (
        screens.show_at(Home()),
        screens.show_at(Scenarios()),
        screens.show_brief,
    ),
    "In a call": (screens.show_call(Channel.VOICE), screens.show_call(Channel.CHAT)),
    "After a call": (screens.show_debrief(passed=False),),
    "Certificate": (show_certificate(),),
    "Instructor's desk": (show_desk(DeskPage.KEY),),
    "Settings": (leave_and_undo,),
}
"""Each group of keys on the page, and the screens it is about."""

AT_CENTER = {"Certificate", "Instructor's desk"}
"""Those that need an instructor to have been at work."""


@pytest.fixture(scope="module")
def behind() -> Iterator[Demonstration]:
    with screens.demonstration(fill) as made:
        yield made


@pytest.fixture(scope="module")
def behind_center() -> Iterator[Demonstration]:
    with screens.demonstration(fill_center) as made:
        yield made


def taken(window: QWidget) -> set[str]:
    """Return every key that a window takes at the moment."""
    sequences = [each.key() for each in window.findChildren(QShortcut) if each.isEnabled()]
    sequences += [each.shortcut() for each in window.findChildren(QAbstractButton)]
    written = {each.toString(QKeySequence.SequenceFormat.PortableText) for each in sequences}
    return {"Return" if each == "Enter" else each for each in written if each}


def told(name: str) -> set[str]:
    """Return the keys of a group of the page; a range of digits in full."""
    keys: set[str] = set()
    for each in next(group for group in groups() if group.name == name).keys:
        first, last = each.keys[0], each.keys[-1]
        if first.isdigit():
            keys.update(str(number) for number in range(int(first), int(last) + 1))
        else:
            keys.update(each.keys)
    return keys


@pytest.mark.parametrize("place", PLACES)
def test_the_page_tells_the_keys_that_work(
    place: str,
    request: pytest.FixtureRequest,
    qapp: QApplication,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    behind: Demonstration = request.getfixturevalue("behind_center" if place in AT_CENTER else "behind")
    qapp.setStyle("Fusion")
    load_fonts(repository / "assets" / "fonts")
    monkeypatch.setattr(trainer.ui.audio, "AudioPlayer", StillPlayer)
    found: set[str] = set()
    for show in PLACES[place]:
        with screens.opened(qapp, Picture(place, show), Look("en", Appearance.LIGHT), behind) as sitting:
            show(sitting)
            sitting.settle()
            found |= taken(sitting.shell.window)

    digits = {each for each in told(place) if each.isdigit()}
    assert found - NATIVE <= told(place) | told("Everywhere")
    assert told(place) - NATIVE - digits <= found
    assert not digits or digits & found
