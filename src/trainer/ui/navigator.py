"""Where the window can be, as values: a route for each screen, and the way back.

A route holds only what is needed to open the screen again; a presenter fetches the rest.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Who:
    """Who is practicing: choose or make a profile."""


@dataclass(frozen=True, slots=True)
class Home:
    """The next call, the standing, recent calls."""


@dataclass(frozen=True, slots=True)
class Scenarios:
    """The library."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before answering; ``language`` is the base language to propose, None for a guess.

    ``assess`` proposes to take it as an assessment.
    """

    scenario: str
    language: str | None = None
    assess: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """An open attempt, new or resumed: the call is where its recorded decisions left it.

    ``only_listen`` hides the words of the customer until the trainee asks for them, in this call alone.
    """

    attempt: str
    only_listen: bool = False


@dataclass(frozen=True, slots=True)
class Debrief:
    """A finished attempt."""

    attempt: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Scores over time, skills, every certification with its evidence, all calls."""


@dataclass(frozen=True, slots=True)
class CertificationPath:
    """The way to one certification, beside the others; ``certification`` is its id, None for the nearest."""

    certification: str | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What recorded assessments say about decisions; behind the instructor's entrance."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Voices, appearance, language, data."""


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """Every key, on one page."""


class DeskPage(StrEnum):
    """What an instructor looks at behind the entrance."""

    CERTIFICATES = "certificates"
    TRAINEES = "trainees"
    KEY = "key"
    DEEDS = "deeds"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Instructor:
    """The instructor's entrance, and the desk behind it."""

    page: DeskPage = DeskPage.CERTIFICATES


@dataclass(frozen=True, slots=True)
class Certificate:
    """One issued certificate. ``revocable`` for whoever came here from the instructor's desk."""

    certificate: str
    revocable: bool = False


Route: TypeAlias = (
    Who
    | Home
    | Scenarios
    | Brief
    | Call
    | Debrief
    | Progress
    | CertificationPath
    | Statistics
    | Settings
    | Shortcuts
    | Instructor
    | Certificate
)


class Navigator(QObject):
    """Goes from screen to screen and knows the way back. Emits ``moved`` with the new route."""

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trail: list[Route] = []

    @property
    def current(self) -> Route | None:
        """Return where the window is; None before the first screen."""
        return self._trail[-1] if self._trail else None

    @property
    def trail(self) -> tuple[Route, ...]:
        """Return the way here, this screen last."""
        return tuple(self._trail)

    @property
    def previous(self) -> Route | None:
        """Return where ``back`` would lead."""
        return self._trail[-2] if len(self._trail) > 1 else None

    def go(self, route: Route) -> None:
        """Open a screen. A screen that is already on the way here is returned to, not stacked again."""
        if route in self._trail:
            del self._trail[self._trail.index(route) :]
        self._arrive(route)

    def replace(self, route: Route) -> None:
        """Open a screen in place of this one: a call becomes its debrief, and back skips the call."""
        if self._trail:
            self._trail.pop()
        self.go(route)

    def reset(self, route: Route) -> None:
        """Open a screen and forget the way here."""
        self._trail.clear()
        self._arrive(route)

    def back(self) -> None:
        """Return to the screen before; Home where there is none."""
        if self._trail:
            self._trail.pop()
        self._arrive(self._trail.pop() if self._trail else Home())

    def _arrive(self, route: Route) -> None:
        self._trail.append(route)
        self.moved.emit(route)
