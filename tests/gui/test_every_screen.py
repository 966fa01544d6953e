"""Every screen in every state, at 1280 x 800 with text at 200 %: nothing is cut, hidden or out of reach.

The states are those of the pictures (`tools/screens.py`), over the same demonstration. Each is opened once
and then changes its language under the eyes of the test, as it does for a person.
"""

import gettext
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from call_rig import StillPlayer
from color_census import CENSUS_PALETTES, Canvases, Meeting, meetings
from every_screen import WINDOW, LongerStrings, PaintRecord, examine
from PySide6.QtWidgets import QApplication

import trainer.ui.audio
import trainer.ui.theme
from trainer import i18n
from trainer.settings import Appearance
from trainer.ui.theme import load_fonts
from trainer.ui.tokens import CONTRAST_PAIRS, CONTROL_CONTRAST, TEXT_CONTRAST

sys.path.append(str(Path(__file__).parents[2] / "tools"))

import screens
from demonstration import Demonstration, fill, fill_center, fill_months
from screens import PICTURES, Look, Picture, Sitting

STATES = [each for each in PICTURES if each.scale == 1.0]
"""Every state once; the pictures show some of them in several sizes."""

ALIKE = frozenset(
    (
        *("who-pin", "door-first-weak", "door", "door-wrong", "door-idle", "door-first"),
        *("desk-certificates-end", "desk-certificates-none", "desk-key", "desk-key-none", "desk-key-change"),
        *("desk-key-import", "desk-records", "certificate", "certificate-saved", "certificate-revoked"),
        *("progress-certified", "progress-certified-end", "debrief-supervised", "brief-supervised"),
        *("desk-key-passphrase", "certificate-at-desk", "path-first", "statistics-hidden", "desk-key-make"),
        *("certificate-revoking", "statistics-tables", "desk-trainees", "home-records", "who-new"),
        *("progress-end", "progress-spanish", "progress-little", "progress-skills", "progress-error"),
        *("debrief-passed", "debrief-saved", "call-captions", "call-assessment-captions", "home-failure"),
        *("progress-loading", "progress-none", "progress-new", "call-assessment", "call-chat-assessment"),
        *("desk-deeds", "statistics-empty", "statistics-locked", "home-lost", "brief-chat", "call-hang-up"),
    )
)
"""States that show little which another does not: only the long walk of all sizes visits them."""
WALKED = [each for each in STATES if each.name not in ALIKE]

PROMISED = {
    Meeting(pair.foreground, pair.background, needs)
    for pair in CONTRAST_PAIRS
    for needs in (TEXT_CONTRAST, CONTROL_CONTRAST)
    if needs <= pair.needs
}

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.timeout(300)]


class Demonstrations:
    """The data folders behind the pictures, each built when it is first asked for."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._made: dict[str, Demonstration] = {}

    def behind(self, picture: Picture) -> Demonstration:
        name = "filled" if picture.filled else "fresh"
        name = "center" if picture.center else "months" if picture.months else name
        if name not in self._made:
            filling = {
                "center": fill_center,
                "months": fill_months,
                "filled": fill,
                "fresh": lambda _made: None,
            }[name]
            self._made[name] = self._stack.enter_context(screens.demonstration(filling))
        return self._made[name]


@pytest.fixture(scope="module")
def demonstrations() -> Iterator[Demonstrations]:
    with ExitStack() as stack:
        yield Demonstrations(stack)


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> PaintRecord:
    """Record what is painted."""
    made = PaintRecord()
    modules = [each for name, each in sys.modules.items() if name.startswith("trainer.ui")]
    made.install(modules, monkeypatch.setattr)
    return made


@pytest.fixture
def application(qapp: QApplication, repository: Path, monkeypatch: pytest.MonkeyPatch) -> QApplication:
    qapp.setStyle("Fusion")
    load_fonts(repository / "assets" / "fonts")
    monkeypatch.setattr(trainer.ui.theme, "PALETTES", CENSUS_PALETTES)
    monkeypatch.setattr(trainer.ui.audio, "AudioPlayer", StillPlayer)
    return qapp


def speak_longer(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let English be 40 % longer, from a change to another language on."""
    monkeypatch.setattr(gettext, "translation", lambda *_asked, **_how: LongerStrings())
    sitting.preferences.change(interface_language="en")
    sitting.settle()


def look_at(sitting: Sitting, record: PaintRecord) -> tuple[list[str], dict[Meeting, str]]:
    """Return what is wrong with what is shown, and which colors meet in it."""
    record.clear()
    canvases = Canvases(sitting.shell.window)
    return examine(sitting.shell.window, record), meetings(sitting.shell.window, record, canvases)


@pytest.mark.soak
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.3, 1.5, 2.0])
@pytest.mark.parametrize("picture", STATES, ids=lambda picture: picture.name)
def test_all_can_be_read_at_other_sizes(
    picture: Picture,
    scale: float,
    demonstrations: Demonstrations,
    application: QApplication,
    record: PaintRecord,
) -> None:
    found: list[str] = []
    look = Look("en", Appearance.HIGH_CONTRAST, scale)
    with screens.opened(application, picture, look, demonstrations.behind(picture)) as sitting:
        sitting.shell.window.resize(*WINDOW)
        picture.show(sitting)
        sitting.settle()
        for language in i18n.LANGUAGES:
            sitting.preferences.change(interface_language=language)
            sitting.settle()
            found += [f"{language}: {each}" for each in look_at(sitting, record)[0]]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("picture", WALKED, ids=lambda picture: picture.name)
def test_all_can_be_read_reached_and_named(
    picture: Picture,
    demonstrations: Demonstrations,
    application: QApplication,
    record: PaintRecord,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[str] = []
    met: dict[Meeting, str] = {}

    def look(where: str) -> None:
        wrong, meeting = look_at(sitting, record)
        found.extend(f"{where}: {each}" for each in wrong)
        met.update(meeting)

    with screens.opened(
        application, picture, Look("en", Appearance.LIGHT, 2.0), demonstrations.behind(picture)
    ) as sitting:
        sitting.shell.window.resize(*WINDOW)
        picture.show(sitting)
        sitting.settle()
        look("en")
        sitting.preferences.change(interface_language="es", appearance=Appearance.DARK)
        sitting.settle()
        look("es")
        sitting.preferences.change(appearance=Appearance.HIGH_CONTRAST)
        speak_longer(sitting, monkeypatch)
        look("longer")
    i18n.activate("en")
    found += [
        f"{each.foreground} on {each.background} needs {each.needs} : 1, and nobody promises it: {met[each]}"
        for each in sorted(set(met) - PROMISED)
    ]
    assert not found, "\n".join(found)
