"""From the first paint to the first screen: the services are built, or it is said what stands in the way."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trainer.app.faults import RecoverableFault
from trainer.i18n import _, format_datetime
from trainer.ui.interior import Interior, RailFacts
from trainer.ui.preferences import Preferences
from trainer.ui.startup import NotStarted, Starting, WayOut
from trainer.ui.tasks import Failure, Tasks
from trainer.ui.theme import Theme

if TYPE_CHECKING:  # Use cases load much that the first paint does without.
    from trainer.app.services import Services


class Beginning(QObject):
    """Emits ``ready`` with the services; until then it draws what there is to see.

    ``quit_`` closes the window: the last way out of a fault.
    """

    ready = Signal(object)

    def __init__(
        self,
        interior: Interior,
        preferences: Preferences,
        tasks: Tasks,
        build_services: "Callable[[], Services]",
        quit_: Callable[[], object],
    ) -> None:
        super().__init__()
        self._interior = interior
        self._preferences = preferences
        self._tasks = tasks
        self._build_services = build_services
        self._quit = quit_
        self._failure: Failure | None = None
        self._built: Services | None = None
        self._theme: Theme | None = None

    def begin(self, theme: Theme) -> None:
        """Build the services on the worker."""
        self._failure = None
        self.draw(theme)
        self._tasks.database(self._build, self.ready.emit, self._fail)

    def end(self) -> None:
        """Close the services, where any were built, when the workers have ended. Harmless a second time."""
        built, self._built = self._built, None
        if built is not None:
            built.close()

    def draw(self, theme: Theme) -> None:
        """Draw the waiting, or what stands in the way."""
        self._theme = theme
        if self._failure is not None:
            ways = [*self._recoveries(self._failure.error), WayOut(_("Try again"), self._try_again)]
            ways.append(WayOut(_("Quit"), self._quit))
            stuck = NotStarted(theme, self._failure.message, ways)
            self._interior.show_screen(theme, stuck, None, "")
            stuck.buttons[0].setFocus()
            return
        known = self._preferences.settings.last_trainee is not None
        preferences = self._preferences
        rail = RailFacts(None, preferences.language, None, preferences.language_fixed) if known else None
        self._interior.show_screen(theme, Starting(theme, brand=not known), rail, "")

    def _build(self) -> "Services":
        # Kept here at once: a window that is closed meanwhile is never told of them, and they must be closed.
        self._built = self._build_services()
        return self._built

    def _fail(self, failure: Failure) -> None:
        self._failure = failure
        self._draw_again()

    def _recoveries(self, error: BaseException | None) -> list[WayOut]:
        """Return the ways on that the records offer where they cannot be opened as they are."""
        if not isinstance(error, RecoverableFault) or error.recovery is None:
            return []
        recovery = error.recovery
        ways = []
        if error.backup is not None:
            text = _("Go on with the backup of {moment}").format(moment=format_datetime(error.backup))
            ways.append(WayOut(text, lambda: self._recover(recovery.use_backup)))
        ways.append(WayOut(_("Begin with empty records"), lambda: self._recover(recovery.begin_empty)))
        return ways

    def _recover(self, work: Callable[[], None]) -> None:
        self._failure = None
        self._draw_again()
        self._tasks.database(work, lambda _done: self._try_again(), self._fail)

    def _try_again(self) -> None:
        if self._theme is not None:
            self.begin(self._theme)

    def _draw_again(self) -> None:
        if self._theme is not None:
            self.draw(self._theme)
