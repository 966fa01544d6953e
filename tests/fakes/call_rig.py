"""A call on the screen over fakes: a workshop, a voice that can be told when to finish, and no sound."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from building import double_charge, text
from fake_services import build_fake_services
from PySide6.QtCore import QObject, Signal, SignalInstance
from silent_speech import VOICES, SilentSpeech
from workshop import Workshop

from trainer import i18n
from trainer.app.ports import TimeAllowance
from trainer.app.speech import Speaking, Spoken, SpokenLine
from trainer.certification.model import Certification
from trainer.paths import assets_folder
from trainer.scenario.model import Article, Channel, Record, Scenario, Use
from trainer.settings import SettingsFile
from trainer.ui.audio import AudioProblem
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.call.view import CallScreen
from trainer.ui.call.voice import CallerVoice
from trainer.ui.navigator import Navigator, Route
from trainer.ui.preferences import Preferences
from trainer.ui.screen import Notice, Stage
from trainer.ui.tasks import Tasks
from trainer.ui.theme import Theme
from trainer.ui.tokens import Scheme

LINE_MS = 200


class StillPlayer(QObject):
    """A player that plays nothing; `finish` is the end of the file."""

    ended = Signal()
    refused = Signal(AudioProblem)
    moved = Signal(int)

    def __init__(self, problem: AudioProblem | None = None) -> None:
        super().__init__()
        self.problem = problem
        self.did: list[str] = []
        self.volume = 1.0

    @property
    def finished(self) -> SignalInstance:
        return self.ended

    @property
    def failed(self) -> SignalInstance:
        return self.refused

    @property
    def position_changed(self) -> SignalInstance:
        return self.moved

    def play(self, file: Path, *, repeating: bool = False) -> None:
        self.did.append(f"repeat {file.name}" if repeating else f"play {file.name}")
        if self.problem is not None:
            self.refused.emit(self.problem)

    def pause(self) -> None:
        self.did.append("pause")

    def resume(self) -> None:
        self.did.append("resume")

    def stop(self) -> None:
        self.did.append("stop")

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def finish(self) -> None:
        self.did.append("end")
        self.ended.emit()


class TalkingSpeech(SilentSpeech):
    """Every line is spoken at once, as a file named after its key."""

    def __init__(self) -> None:
        super().__init__(VOICES)
        self.prepared: list[tuple[str, ...]] = []
        self.spoken: list[SpokenLine] = []

    def prepare(self, lines: Iterable[SpokenLine]) -> None:
        self.prepared.append(tuple(line.key for line in lines))

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        self.spoken.append(line)
        name = line.key.replace("/", "-")
        on_done(Spoken(line, Path(f"{name}.wav"), LINE_MS, self._voices[0], cached=False))


def desk_scenario() -> Scenario:
    """Build the format's example with an account and articles."""
    return double_charge()._replace(
        title=text(en="Charged twice", es="Cobro duplicado"),
        records=(Record(text(en="Account", es="Cuenta"), text("44-2210")),),
        articles=(
            Article(
                text(en="Refund policy", es="Política de reembolsos"),
                text(en="The same day.", es="El mismo día."),
            ),
            Article(
                text(en="Verify identity", es="Verificar la identidad"),
                text(en="Ask for two facts.", es="Pida dos datos."),
            ),
        ),
    )


def chat_scenario() -> Scenario:
    """Build the same as a chat."""
    return desk_scenario()._replace(channel=Channel.CHAT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a test wants of the screen."""

    language: str = "es"
    use: Use = Use.PRACTICE
    played: str = ""
    """Replies taken before the screen opens."""
    allowance: TimeAllowance = TimeAllowance.AS_AUTHORED


class Rig:
    """Everything around one trainee's window, short of the window."""

    def __init__(
        self,
        folder: Path,
        *scenarios: Scenario,
        speech: SilentSpeech | None = None,
        allowance: TimeAllowance = TimeAllowance.AS_AUTHORED,
        certifications: Iterable[Certification] = (),
    ) -> None:
        i18n.activate("en")
        chosen = scenarios or (desk_scenario(),)
        self.workshop = Workshop(*chosen, time_allowance=allowance, certifications=certifications)
        self.speech = TalkingSpeech() if speech is None else speech
        self.player = StillPlayer()
        self.tasks = Tasks()
        self.preferences = Preferences(SettingsFile(folder), folder, self.tasks)
        self.navigator = Navigator()
        self.routes: list[Route] = []
        self.notices: list[Notice] = []
        self.navigator.moved.connect(self.routes.append)
        self.stage = Stage(
            services=build_fake_services(self.workshop, folder, self.speech),
            navigator=self.navigator,
            tasks=self.tasks,
            preferences=self.preferences,
            enter=lambda _trainee: None,
            notify=self.notices.append,
            trainee=self.workshop.trainee,
        )

    @property
    def clock_goes(self) -> Callable[..., None]:
        """Let time pass."""
        return self.workshop.clock.go

    def begin(self, wanted: Wanted | None = None) -> CallPresenter:
        """Begin a call, and return its presenter, not opened yet and without motion."""
        wanted = wanted or Wanted()
        call = self.workshop.play(wanted.played, "double-charge", wanted.language, wanted.use)
        return self.present(call.attempt)

    def present(self, attempt: str) -> CallPresenter:
        """Return the presenter of an attempt, not opened yet and without motion."""
        presenter = CallPresenter(self.stage, attempt, CallerVoice(self.speech, self.player))
        presenter.moment.enabled = False
        return presenter

    def draw(
        self, presenter: CallPresenter, *, scale: float = 1.0, scheme: Scheme = Scheme.LIGHT
    ) -> CallScreen:
        """Return the screen of a presenter, at 1280 x 800 and not shown."""
        screen = CallScreen(presenter, plain_theme(scale=scale, scheme=scheme))
        screen.resize(1280, 800)
        return screen


def plain_theme(*, scale: float = 1.0, scheme: Scheme = Scheme.LIGHT) -> Theme:
    """Return a theme without motion."""
    return Theme(scheme, assets_folder(), scale, reduced_motion=True)
