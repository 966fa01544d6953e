"""What the brief shows, as frozen values that its presenter makes and its view draws."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from trainer.app.history import Result
from trainer.app.practice import Admission
from trainer.app.speech import SpeechStatus, Voice
from trainer.certification.model import AttemptLimit
from trainer.scenario.model import Dimension, Scenario, Text, Use
from trainer.ui.audio import AudioProblem

__all__ = ["BriefPicture", "Facts", "Phase"]


class Phase(Enum):
    """How far the brief is."""

    LOADING = auto()
    BROKEN = auto()
    """It cannot be shown; `BriefPicture.fault` says why."""
    RINGING = auto()
    """The customer waits for an answer."""
    ANSWERING = auto()
    """It was answered; the attempt is being recorded."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the records and the library say about one scenario and one trainee."""

    scenario: Scenario
    decisions: int
    """Of the perfect call."""
    minutes: int
    dimensions: tuple[Dimension, ...]
    """Those that are scored."""
    admissions: Mapping[tuple[str, Use], Admission]
    """By language and use; only uses that the scenario is for."""
    last: Mapping[tuple[str, Use], Result]
    """The last result, where there is one."""
    certifications: Mapping[str, tuple[Text, ...]]
    """By language: the titles of those that count an assessment of it."""
    limit: AttemptLimit | None
    """How often an assessment may be failed before a wait; None where nothing limits it."""

    @property
    def uses(self) -> tuple[Use, ...]:
        """Return what a call can be taken for, practice first."""
        return tuple(use for use in Use if use in self.scenario.use)

    @property
    def timed(self) -> bool:
        """Tell whether the scenario limits the time to reply anywhere."""
        return any(scene.silence is not None for scene in self.scenario.scenes.values())


@dataclass(frozen=True, slots=True)
class BriefPicture:
    """Everything the brief shows."""

    phase: Phase = Phase.LOADING
    facts: Facts | None = None
    language: str = ""
    use: Use = Use.PRACTICE
    voice: Voice | None = None
    speech: SpeechStatus | None = None
    testing: bool = False
    """Whether a sample of the voice is being made or played."""
    unheard: AudioProblem | None = None
    """Why the sample was not heard, where it was not."""
    captions: bool = True
    """Whether the person reads what customers say."""
    only_listen: bool = False
    """Whether this call shall only be heard, until its words are asked for."""
    speech_rate: float = 1.0
    time_limits: bool = True
    """Whether time limits hold in practice."""
    supervised: bool = False
    """Whether an instructor has asked for the next assessment to be supervised, and this would be it."""
    fault: str = ""
    admission: Admission = field(default_factory=Admission)
    """Whether the call as chosen can begin."""

    @property
    def resumes(self) -> bool:
        """Tell whether answering goes on with a call that is open."""
        return self.admission.open_attempt is not None

    @property
    def can_answer(self) -> bool:
        """Tell whether the call as chosen can be answered now."""
        return self.phase is Phase.RINGING and (self.admission.granted or self.resumes)
