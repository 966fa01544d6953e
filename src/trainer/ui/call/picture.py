"""What a call screen shows at a moment, as frozen values: the presenter makes them, the view draws them.

No sentence of the interface is among them: those are made where they are drawn, so that a change of the
interface's language changes them too. What is said in the call is a string in the call's language.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final, TypeAlias

from trainer.app.call import Offer
from trainer.app.ports import TimeAllowance
from trainer.app.speech import UnspokenReason
from trainer.app.transcript import Entry
from trainer.scenario.model import Channel, Dimension, Outcome, Text, Use
from trainer.scenario.spans import Segment
from trainer.ui.audio import AudioProblem
from trainer.ui.call.articles import ShownArticle

__all__ = [
    "CallPicture",
    "Caller",
    "Desk",
    "Hint",
    "Phase",
    "RecordRow",
    "ReplyTime",
    "ReplyTimeRule",
    "Setting",
    "Unheard",
    "VoiceState",
]


WARNED_AT: Final = 0.25
"""The share of the time to reply at which the trainee is warned that it ends."""

Unheard: TypeAlias = UnspokenReason | AudioProblem
"""Why nothing is heard: no sound could be made of the line, or there is nothing to play it on."""


class Phase(Enum):
    """Whose turn it is."""

    LOADING = auto()
    BROKEN = auto()
    """The call could not be opened; `CallPicture.fault` says why."""
    REPLYING = auto()
    """The replies are offered."""
    STORING = auto()
    """A reply was taken and is being written down."""
    CUSTOMER_TURN = auto()
    """It is written down; the customer is about to speak, or types."""
    ENDED = auto()
    LEFT = auto()
    """The trainee left; the call is kept and can go on from here."""


class VoiceState(Enum):
    """What the customer's voice is doing."""

    OFF = auto()
    """A chat whose lines are not read aloud."""
    QUIET = auto()
    PREPARING = auto()
    """The line is being made into sound."""
    SPEAKING = auto()
    PAUSED = auto()
    ABSENT = auto()
    """No voice speaks: the captions stand in, and the reason is shown."""


class ReplyTimeRule(Enum):
    """What the time to reply is doing."""

    NONE = auto()
    """There is no limit here."""
    WAITING = auto()
    """It starts when the customer has finished."""
    RUNNING = auto()
    PAUSED = auto()


@dataclass(frozen=True, slots=True)
class ReplyTime:
    """The time to reply at a moment."""

    rule: ReplyTimeRule = ReplyTimeRule.NONE
    share: float = 1.0
    """What is left of it, 0 to 1."""
    seconds: float = 0.0
    """What is left of it."""

    @property
    def short(self) -> bool:
        """Tell whether it runs and little of it is left, so that the trainee is warned."""
        return self.rule is ReplyTimeRule.RUNNING and self.share <= WARNED_AT


@dataclass(frozen=True, slots=True)
class Desk:
    """What the trainee has open beside the call."""

    words: str = ""
    """What is searched for."""
    article: int | None = None
    """The number of the article that is open."""
    over: bool = False
    """Whether the desk lies over the call, where there is no room beside it."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row of the customer's account, in the language of the call."""

    label: str
    value: str
    switched: tuple[Segment, ...] = ()
    """What of both is in another language."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls."""

    name: str
    portrait: str | None
    locale: str
    """In which the customer speaks."""
    home: str
    """The locale of the place where the customer lives."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not change while a call lasts."""

    title: Text
    language: str
    """Base language of the call."""
    use: Use
    channel: Channel
    caller: Caller
    records: tuple[RecordRow, ...]
    articles: tuple[ShownArticle, ...]
    started_at: datetime
    allowance: TimeAllowance
    timed: bool
    """Whether the time to reply is limited anywhere."""

    @property
    def practice(self) -> bool:
        """Tell whether feedback, hints, pauses and going back are there."""
        return self.use is Use.PRACTICE

    @property
    def chat(self) -> bool:
        """Tell whether the customer writes."""
        return self.channel is Channel.CHAT


@dataclass(frozen=True, slots=True)
class Hint:
    """What a trainee who asked is told: first what counts here, then which card is best."""

    skill: str | None
    dimensions: tuple[Dimension, ...]
    best: int | None
    """The number on the best card, from 1; None until asked a second time, or where none is best."""
    last: bool = False
    """Whether it was asked for a second time: there is no more to tell."""


@dataclass(frozen=True, slots=True)
class CallPicture:
    """Everything a call screen shows, but the clock and the time bar, which the view asks for as they run."""

    phase: Phase = Phase.LOADING
    setting: Setting | None = None
    entries: tuple[Entry, ...] = ()
    replies: tuple[Offer, ...] = ()
    """On their cards, in the order of their numbers."""
    taken: str | None = None
    """The reply taken, `silence` included, until the next replies are offered."""
    typing: bool = False
    heard: int | None = None
    """The number of the entry that is heard again, from 0; None for the customer's last."""
    mood: int = 0
    mood_before: int | None = None
    decision: int = 1
    """The number of the decision at hand, from 1."""
    captions: bool = True
    """Whether the customer's lines are to be read; never False where no voice speaks."""
    captions_wanted: bool = True
    """What the trainee chose, whatever has to be shown."""
    voice: VoiceState = VoiceState.QUIET
    silent_because: Unheard | None = None
    """Why no voice speaks; None where one does."""
    paused: bool = False
    holding: bool = False
    """Whether the customer is on hold."""
    held: float = 0.0
    """Seconds on hold when this was shown; of a hold that lasts, the view asks for more."""
    can_go_back: bool = False
    hint: Hint | None = None
    outcome: Outcome | None = None
    resumable_until: datetime | None = None
    """When a call that was left is lost; None for one that waits."""
    hanging_up: bool = False
    """Whether the trainee is asked if a practice that was left may end for good."""
    fault: str = ""
    """Why the last decision could not be kept, or the call not be opened; empty where all is well."""
