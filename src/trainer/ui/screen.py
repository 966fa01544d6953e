"""What a screen is: a presenter that keeps, and a view that draws it as often as it must.

The window knows no screen by name. It is given an ``Opened``: the presenter, and how to draw it in a theme.
See the package's docstring for how changes reach a screen.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from trainer.ui.navigator import Navigator
from trainer.ui.tasks import Failure, Task, Tasks
from trainer.ui.theme import Theme
from trainer.ui.widgets.marks import Tone

if TYPE_CHECKING:  # The use cases load pydantic and more, which the first paint does without.
    from trainer.app.ports import Trainee
    from trainer.app.services import Services
    from trainer.ui.preferences import Preferences

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Notice:
    """A strip over the screen. A notice with the same ``key`` takes the place of an older one.

    ``everywhere`` also shows it over screens without navigation: only what cannot wait, such as a full disk.
    """

    key: str
    text: str
    tone: Tone = Tone.ACCENT
    action: str = ""
    act: Callable[[], None] | None = None
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """What a presenter works with. A new one is made when another person practices.

    ``enter`` goes Home as this trainee; ``notify`` shows a strip over whatever screen there is.
    """

    services: "Services"
    navigator: Navigator
    tasks: Tasks
    preferences: "Preferences"
    enter: "Callable[[Trainee], None]"
    notify: "Callable[[Notice], None]"
    trainee: "Trainee | None" = None


class Presenter(QObject):
    """Keeps what a screen shows, without a widget. Emits ``changed`` when that is new."""

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self._tasks: list[Task] = []

    def open(self) -> None:
        """Begin: load what the screen shows. Called once, after the first drawing."""

    def cover(self) -> None:
        """Wait: another screen was opened over this one, and a person will come back (F1 in a call)."""

    def uncover(self) -> None:
        """Go on: the person came back. Load again here what may have changed meanwhile."""

    def close(self) -> None:
        """End: nothing that was asked for arrives any more."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()

    def fetch(
        self,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Work on the records off this thread; ``done`` or ``failed`` is called back here, unless closed."""
        self._tasks = [task for task in self._tasks if task.wanted]
        self._tasks.append(self.stage.tasks.database(work, done, failed))


class Chrome(Enum):
    """What stands around a screen."""

    NAVIGATION = auto()
    """The navigation at the left: the places one goes to."""
    BARE = auto()
    """Nothing: the screen has a top bar of its own, and a way back."""


class Screen(QWidget):
    """Draws a presenter. Made anew for each theme, language or text size; it keeps nothing.

    One that draws over several turns of the event loop emits ``drawn`` at the end of them.
    """

    drawn = Signal()
    chrome: ClassVar[Chrome] = Chrome.NAVIGATION
    tells: ClassVar[frozenset[str]] = frozenset()
    """Keys of the notices that the screen tells itself, and better: they are put away when it is shown."""

    def __init__(self, presenter: Presenter, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._presented = presenter
        presenter.changed.connect(self.refresh)

    def page_title(self) -> str:
        """Return the screen's name, for the window's title and for screen readers."""
        raise NotImplementedError

    def first_focus(self) -> QWidget | None:
        """Return what has the keyboard on arrival: where a person most likely goes on."""
        return None

    @property
    def is_drawn(self) -> bool:
        """Tell whether all is there that can be seen. A screen that draws much does so over several turns."""
        return True

    def complete(self) -> None:
        """Draw at once all that waits: what people were looking at is there again, and has the keyboard."""

    def refresh(self) -> None:
        """Show what the presenter holds now. Called at each ``changed``."""

    def retire(self) -> None:
        """Listen no more: another drawing has taken this one's place."""
        self._presented.changed.disconnect(self.refresh)


class RedrawnScreen(Screen):
    """A screen that draws its whole content anew at each ``changed``; focus and scroll positions are kept.

    A subclass calls ``refresh`` at the end of its construction.
    """

    def __init__(self, presenter: Presenter, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(presenter, theme, parent)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None

    def draw(self) -> QWidget:
        """Return the content as the presenter has it now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Draw the content anew."""
        with keeping_place(lambda: self):
            if self._content is not None:
                self._body.removeWidget(self._content)
                self._content.hide()
                self._content.setParent(None)
                self._content.deleteLater()
            self._content = self.draw()
            self._body.addWidget(self._content)
            # Now, not when the layout gets round to it: nothing blinks, and the focus has where to go.
            self._content.show()


@dataclass(frozen=True, slots=True)
class Opened:
    """An open screen: its presenter, and how to draw it."""

    presenter: Presenter
    draw: Callable[[Theme], Screen]


@contextmanager
def keeping_place(root: Callable[[], QWidget]) -> Iterator[None]:
    """Keep keyboard focus and scroll positions while widgets below ``root()`` are made anew.

    Both are found again by object name; what has none, or is gone, is let go. What is still to be drawn gets
    the focus when it is there, unless somebody has moved on.
    """
    before = root()
    focused = before.window().focusWidget()
    inside = focused is not None and before.isAncestorOf(focused)
    name = focused.objectName() if focused is not None and inside else ""
    scrolled = {
        area.objectName(): area.verticalScrollBar().value()
        for area in before.findChildren(QScrollArea)
        if area.objectName()
    }
    yield
    after = root()
    for area in after.findChildren(QScrollArea):
        if area.objectName() in scrolled:
            # A new page knows its height only when its layout has been done.
            QTimer.singleShot(0, area, partial(_scroll, area, scrolled[area.objectName()]))
    found = after.findChild(QWidget, name) if name else None
    if isinstance(found, QWidget):
        found.setFocus()
    elif name:
        focused = after.window().focusWidget()
        for screen in after.findChildren(Screen):
            if not screen.is_drawn:
                screen.drawn.connect(partial(_focus, screen, name, focused))


def _focus(screen: Screen, name: str, unless_moved: QWidget | None) -> None:
    found = screen.findChild(QWidget, name)
    if isinstance(found, QWidget) and screen.window().focusWidget() is unless_moved:
        found.setFocus()


def _scroll(area: QScrollArea, value: int) -> None:
    area.verticalScrollBar().setValue(value)
