"""Draw every screen and state offscreen, in both languages and all themes, into build/screens/.

Each picture is NAME-LANGUAGE-THEME.png. The people and calls in them are those of `demonstration.py`; the
window is the real one, over real services. ``python tools/screens.py home debrief`` draws some of them only.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What the offscreen platform cannot do is no finding about our windows.
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
# The voices of the pictures are those of the tests: known at once, speaking for as long as a picture takes.
sys.path.append(str(Path(__file__).parent.parent / "tests" / "fakes"))

from call_rig import StillPlayer, TalkingSpeech
from many_attempts import person, record_assessments
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea

import trainer.ui.audio
from demonstration import (
    CENTER,
    PLAYED,
    Demonstration,
    build_demonstration,
    fill,
    fill_center,
    fill_months,
    play,
)
from instructor_screens import (
    ask_why,
    be_forgotten,
    be_wrong,
    find_breaks,
    lock_itself,
    open_form,
    save_certificate,
    show_broken_records,
    show_certificate,
    show_desk,
    show_door,
    show_pin,
    show_supervised_brief,
    show_supervised_debrief,
    wait_at_door,
)
from trainer import i18n
from trainer.app.faults import DiskFullFault
from trainer.app.home import LostAssessment
from trainer.app.services import Services
from trainer.app.speech import Speaking, SpokenLine, SpokenWord, Unspoken, UnspokenReason
from trainer.app.transcript import best_reply
from trainer.paths import assets_folder, bundled_scenarios_folder
from trainer.scenario.model import Channel, Use
from trainer.settings import Appearance, Motion, SettingsFile
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.instructor.presenter import Form
from trainer.ui.navigator import (
    Brief,
    Call,
    CertificationPath,
    Debrief,
    DeskPage,
    Home,
    Progress,
    Route,
    Scenarios,
    Settings,
    Shortcuts,
    Statistics,
    Who,
)
from trainer.ui.preferences import Preferences
from trainer.ui.progress.presenter import Chart, Page, ProgressPresenter
from trainer.ui.screen import Opened, Screen, Stage
from trainer.ui.screens import open_screen
from trainer.ui.settings.presenter import SettingsPresenter
from trainer.ui.shell import Premises, Shell
from trainer.ui.statistics.presenter import Chart as StatisticsChart
from trainer.ui.statistics.presenter import StatisticsPresenter
from trainer.ui.tasks import Tasks, explain
from trainer.ui.theme import load_fonts
from trainer.ui.who.presenter import WhoPresenter
from trainer.ui.window import Window

OUTPUT: Final = Path(__file__).parent.parent / "build" / "screens"
APPEARANCES: Final = (Appearance.LIGHT, Appearance.DARK, Appearance.HIGH_CONTRAST)
LOADING_SHOWN: Final = 300
"""In ms: longer than a screen waits before it says that it is loading."""
ROUNDS: Final = 4
"""How often results may lead to further work before a screen is complete."""


WORD_MS: Final = 100
HEARD_MS: Final = 550
"""Where a line stands in a picture, so that the word is marked that would be heard there."""


class PicturedPlayer(StillPlayer):
    """Plays nothing, and stands within the line."""

    def play(self, file: Path, *, repeating: bool = False) -> None:
        """Say at the next turn of the event loop where the line stands."""
        super().play(file, repeating=repeating)
        QTimer.singleShot(0, self, lambda: self.moved.emit(HEARD_MS))


class PicturedSpeech(TalkingSpeech):
    """Speaks every line, a word each 100 ms, without a sound; or finds no speech program, for a picture."""

    def __init__(self) -> None:
        super().__init__()
        self.missing = False

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        """Answer at once."""
        if self.missing:
            on_done(Unspoken(line, UnspokenReason.ENGINE_MISSING))
            return
        super().speak(line, lambda spoken: on_done(_with_words(spoken)))


def _with_words(spoken: Speaking) -> Speaking:
    if isinstance(spoken, Unspoken):
        return spoken
    words = [
        SpokenWord(number * WORD_MS, found.start(), len(found.group()))
        for number, found in enumerate(re.finditer(r"\w+", spoken.line.text))
    ]
    return replace(spoken, words=tuple(words))


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is taken."""

    language: str
    appearance: Appearance
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Sitting:
    """A window that is being pictured, and what stands behind it."""

    shell: Shell
    tasks: Tasks
    preferences: Preferences
    demonstration: Demonstration

    def settle(self) -> None:
        """Wait until everything that was asked for has arrived and been drawn."""
        for _round in range(ROUNDS):
            loop = QEventLoop()
            self.tasks.database(lambda: None, partial(_end_soon, loop))
            loop.exec()
        while not all(screen.is_drawn for screen in self.shell.window.findChildren(Screen)):
            loop = QEventLoop()
            _end_soon(loop, None)
            loop.exec()

    def go(self, route: Route) -> None:
        """Open a screen and wait for it."""
        self.shell.navigator.go(route)
        self.settle()

    def enter(self) -> None:
        """Practice as the demonstration's trainee."""
        trainee = replace(self.demonstration.trainee, interface_language=i18n.current_language())
        self.shell.enter(trainee)
        self.settle()


def _end_soon(loop: QEventLoop, _done: None) -> None:
    # What has just arrived is drawn first.
    QTimer.singleShot(20, loop.quit)


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen in a state: how to get there, and whether anybody has practiced here before."""

    name: str
    show: Callable[[Sitting], None]
    filled: bool = True
    months: bool = False
    """Whether months of practice lie behind the trainee, not three weeks."""
    center: bool = False
    """Whether an instructor has been at work: a key, certificates, a PIN."""
    scale: float = 1.0
    voice: bool = True
    """Whether a voice speaks."""


def main(wanted: list[str]) -> None:
    """Draw the pictures whose names begin with one of ``wanted``; all of them where nothing is wanted."""
    application = prepare()
    chosen = [each for each in PICTURES if not wanted or any(each.name.startswith(name) for name in wanted)]
    with (
        demonstration(fill) as full,
        demonstration(lambda _made: None) as fresh,
        demonstration(fill_months) as long,
        demonstration(fill_center) as center,
    ):
        for picture in chosen:
            for language in i18n.LANGUAGES:
                for appearance in APPEARANCES:
                    look = Look(language, appearance, picture.scale)
                    behind = full if picture.filled else fresh
                    behind = center if picture.center else long if picture.months else behind
                    draw(application, picture, look, behind)
    print(
        f"{len(chosen)} screens, {len(chosen) * len(i18n.LANGUAGES) * len(APPEARANCES)} pictures in {OUTPUT}"
    )


def prepare() -> QApplication:
    """Return an application in which pictures can be taken."""
    application = QApplication([])
    application.setStyle("Fusion")
    load_fonts(assets_folder() / "fonts")
    OUTPUT.mkdir(parents=True, exist_ok=True)
    # Screens take their player when first opened. Pictures make no noise, whatever is connected here.
    trainer.ui.audio.AudioPlayer = PicturedPlayer  # type: ignore[misc, assignment]  # plays what is asked of it
    return application


@contextmanager
def demonstration(fill_it: Callable[[Demonstration], None]) -> Iterator[Demonstration]:
    """Give a data folder for as long as pictures are taken of it."""
    with tempfile.TemporaryDirectory() as folder:
        made = build_demonstration(Path(folder), PicturedSpeech())
        fill_it(made)
        try:
            yield made
        finally:
            made.services.close()


def draw(application: QApplication, picture: Picture, look: Look, behind: Demonstration) -> None:
    """Open a window, bring it into the picture's state, and save what it shows."""
    with opened(application, picture, look, behind) as sitting:
        picture.show(sitting)
        sitting.settle()
        name = f"{picture.name}-{look.language}-{look.appearance}.png"
        sitting.shell.window.grab().save(str(OUTPUT / name))


@contextmanager
def opened(
    application: QApplication, picture: Picture, look: Look, behind: Demonstration
) -> Iterator[Sitting]:
    """Give a window, open and still to be brought into the picture's state; close it at the end."""
    with tempfile.TemporaryDirectory() as folder:
        settings = SettingsFile(Path(folder))
        settings.change(
            interface_language=look.language,
            appearance=look.appearance,
            text_scale=look.scale,
            reduced_motion=Motion.REDUCED,
        )
        tasks = Tasks()
        preferences = Preferences(settings, Path(folder), tasks)

        def open_on_the_day(route: Route, stage: Stage) -> Opened:
            opened = open_screen(route, stage)
            if isinstance(opened.presenter, HomePresenter):
                opened.presenter.now = behind.clock.now
            return opened

        def services() -> Services:
            return replace(behind.services, settings=settings, close=lambda: None)

        window = Window(assets_folder(), settings.current)
        premises = Premises(assets_folder(), services, open_on_the_day)
        shell = Shell(application, window, preferences, tasks, premises)
        sitting = Sitting(shell, tasks, preferences, behind)
        speech = behind.services.speech
        if isinstance(speech, PicturedSpeech):
            speech.missing = not picture.voice
        shell.start()
        window.appear()
        sitting.settle()
        yield sitting
        window.close()
        window.deleteLater()
        application.processEvents()


# What is shown


def show_who(sitting: Sitting) -> None:
    """Show the profiles as tiles."""
    sitting.go(Who())


def show_new_profile(sitting: Sitting) -> None:
    """Show the form."""
    sitting.go(Who())
    presenter = sitting.shell.presenter
    if isinstance(presenter, WhoPresenter):
        presenter.begin_new()


def show_at(route: Route) -> Callable[[Sitting], None]:
    """Show a place that needs nothing but a trainee."""

    def show(sitting: Sitting) -> None:
        sitting.enter()
        if route != Home():
            sitting.go(route)

    return show


def show_every_voice(sitting: Sitting) -> None:
    """Show the settings with the list of every voice."""
    sitting.enter()
    sitting.go(Settings())
    presenter = sitting.shell.presenter
    if isinstance(presenter, SettingsPresenter):
        presenter.voices.list_all(wanted=True)


def show_end_of(route: Route) -> Callable[[Sitting], None]:
    """Show the lower end of a page that scrolls."""

    def show(sitting: Sitting) -> None:
        show_at(route)(sitting)
        for area in sitting.shell.window.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    return show


def show_waiting(sitting: Sitting) -> None:
    """Show Home with a call that waits to be resumed; afterwards it waits no more."""
    scenario = PLAYED[0]
    call = play(sitting.demonstration, scenario, "es", Use.PRACTICE, mistakes=1, stop=3)
    call.leave()
    sitting.enter()
    sitting.demonstration.services.practice.resume(call.attempt).abandon()


def show_lost(sitting: Sitting) -> None:
    """Show Home as if an assessment had not been resumed in time: none is, or the next would have to wait."""
    sitting.enter()
    presenter, now = sitting.shell.presenter, sitting.demonstration.clock.now()
    if isinstance(presenter, HomePresenter) and presenter.overview is not None:
        known = next(iter(sitting.demonstration.services.library.scenarios.values()))
        lost = LostAssessment("", known.id, known.scenario.title, "es", 3, now, now + timedelta(days=7))
        presenter.overview = replace(presenter.overview, lost=(lost,))
        presenter.changed.emit()


def show_brief(sitting: Sitting) -> None:
    """Show the brief of the recommended call."""
    sitting.enter()
    sitting.go(Brief(_scenario(sitting, Channel.VOICE), "es"))


def show_call(
    channel: Channel, use: Use = Use.PRACTICE, then: Callable[[CallPresenter], None] | None = None
) -> Callable[[Sitting], None]:
    """Show a call after two decisions, or what happens ``then``; a practice waits no more afterwards."""

    def show(sitting: Sitting) -> None:
        sitting.enter()
        demo = sitting.demonstration
        scenario = _scenario(sitting, channel)
        waiting = demo.services.practice.open_attempts(demo.trainee)
        found = [each.facts.id for each in waiting if each.facts.use is use and each.scenario.id == scenario]
        attempt = found[0] if found else play(demo, scenario, "es", use, mistakes=1, stop=2).attempt
        sitting.go(Call(attempt))
        presenter = sitting.shell.presenter
        if then is not None and isinstance(presenter, CallPresenter):
            then(presenter)
            sitting.settle()
        # An assessment that is abandoned counts as failed, and two of them would make the next one wait.
        if use is Use.PRACTICE:
            sitting.shell.window.grab()
            demo.services.practice.resume(attempt).abandon()

    return show


def ask_to_hang_up(presenter: CallPresenter) -> None:
    """Leave a call, and ask whether it may end for good."""
    presenter.leave()
    presenter.ask_to_hang_up(wanted=True)


def show_end(sitting: Sitting) -> None:
    """Show a call that has just ended."""
    sitting.enter()
    demo = sitting.demonstration
    call = play(demo, _scenario(sitting, Channel.VOICE), "es", Use.PRACTICE, mistakes=0, stop=6)
    sitting.go(Call(call.attempt))
    presenter = sitting.shell.presenter
    while isinstance(presenter, CallPresenter) and presenter.picture.phase is Phase.REPLYING:
        offered = [offer.id for offer in call.offered]
        best = best_reply(call.scenario.scenes[call.step.state.scene], offered)
        presenter.take(offered[0] if best is None else best.id)
        sitting.settle()


def show_brief_of(channel: Channel, use: Use) -> Callable[[Sitting], None]:
    """Show the brief of a channel, for one use."""

    def show(sitting: Sitting) -> None:
        sitting.enter()
        sitting.go(Brief(_scenario(sitting, channel), "en"))
        presenter = sitting.shell.presenter
        if isinstance(presenter, BriefPresenter):
            presenter.choose_use(use)

    return show


def show_debrief(
    *, passed: bool, then: Callable[[DebriefPresenter], None] | None = None
) -> Callable[[Sitting], None]:
    """Show the debrief of the latest finished call that came out like this."""

    def show(sitting: Sitting) -> None:
        sitting.enter()
        overview = sitting.demonstration.services.home.overview(sitting.demonstration.trainee)
        found = next(each.result for each in overview.recent if each.result.passed is passed)
        sitting.go(Debrief(found.attempt))
        presenter = sitting.shell.presenter
        if then is not None and isinstance(presenter, DebriefPresenter):
            then(presenter)

    return show


def save_as_pdf(presenter: DebriefPresenter) -> None:
    """Save a debrief, and wait until that is told."""
    if presenter.debrief is None:
        return
    folder = presenter.stage.services.folders.data
    presenter.save(folder / presenter.saving.name(presenter.debrief))
    loop = QEventLoop()
    presenter.saving.changed.connect(loop.quit)
    loop.exec()


def show_failure(sitting: Sitting) -> None:
    """Show what a full disk looks like."""
    sitting.enter()

    def fail() -> None:
        raise DiskFullFault(sitting.demonstration.folder)

    sitting.tasks.database(fail, lambda _done: None)


def show_progress(
    then: Callable[[ProgressPresenter], None] = lambda _presenter: None, *, end: bool = False
) -> Callable[[Sitting], None]:
    """Show Progress after something was asked for there, from its top or to its end."""

    def show(sitting: Sitting) -> None:
        show_at(Progress())(sitting)
        presenter = sitting.shell.presenter
        if isinstance(presenter, ProgressPresenter):
            then(presenter)
            sitting.settle()
        if end:
            show_end_of(Progress())(sitting)

    return show


def ask_for_tables(presenter: ProgressPresenter) -> None:
    """Show the table behind each chart."""
    for chart in Chart:
        presenter.turn_table(chart)


def show_none_found(sitting: Sitting) -> None:
    """Show Progress to somebody who has practiced once and asks for assessments."""
    demo = sitting.demonstration
    if not demo.services.home.overview(demo.trainee).recent:
        play(demo, PLAYED[0], "es", Use.PRACTICE, mistakes=1)
    show_progress(lambda presenter: presenter.look_for(use=Use.ASSESSMENT))(sitting)


def fail_to_read(presenter: ProgressPresenter) -> None:
    """Let the records not be readable."""
    presenter.development = presenter.selection = None
    presenter.failure = explain(DiskFullFault(presenter.stage.services.folders.data))
    presenter.changed.emit()


def begin_to_read(presenter: ProgressPresenter) -> None:
    """Let the records still be on their way."""
    presenter.development = presenter.selection = None
    presenter.changed.emit()
    wait_a_moment()


def wait_a_moment() -> None:
    """Wait until a state that is shown only after a while is there."""
    loop = QEventLoop()
    QTimer.singleShot(LOADING_SHOWN, loop.quit)
    loop.exec()


ASSESSED: Final = (
    ("double-charge", 110),
    ("appointment-change", 44),
    ("late-delivery", 44),
    ("damaged-parcel", 44),
    ("high-water-bill", 44),
    ("power-outage", 44),
    ("refund-outside-window", 12),
)
"""How many people of the center were assessed in which scenario: firm, provisional and hidden figures."""
PASSPHRASE: Final = "a bridge over calm water"  # noqa: S105 - of a demonstration that nobody keeps


def show_statistics(
    then: Callable[[StatisticsPresenter], None] = lambda _presenter: None,
    *,
    of: str = "double-charge",
    end: bool = False,
) -> Callable[[Sitting], None]:
    """Show the statistics of a scenario behind the unlocked entrance, after something was asked for there."""

    def show(sitting: Sitting) -> None:
        if of:
            record_center(sitting.demonstration.folder / CENTER)
        unlock_entrance(sitting.demonstration)
        show_at(Statistics())(sitting)
        presenter = sitting.shell.presenter
        if isinstance(presenter, StatisticsPresenter):
            wait_until_counted(sitting, presenter)
            for subject in presenter.subjects or ():
                if subject.scenario == of:
                    presenter.show_subject(subject)
            wait_until_counted(sitting, presenter)
            then(presenter)
            sitting.settle()
        if end:
            for area in sitting.shell.window.findChildren(QScrollArea):
                area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    return show


def record_center(folder: Path) -> None:
    """Let many people have been assessed, once for all pictures."""
    for number, (scenario, people) in enumerate(ASSESSED if not folder.exists() else ()):
        file = bundled_scenarios_folder() / f"{scenario}.yaml"
        assessed = [person(each, f"Person {each}") for each in range(people)]
        record_assessments(folder, file, assessed, first=1000 * number)


def unlock_entrance(demonstration: Demonstration) -> None:
    """Let an instructor be behind the entrance."""
    entrance = demonstration.services.instructor().entrance
    if not entrance.state().set_up:
        entrance.set_up(PASSPHRASE)
    elif not entrance.state().unlocked:
        entrance.unlock(PASSPHRASE)


def wait_until_counted(sitting: Sitting, presenter: StatisticsPresenter) -> None:
    """Wait until figures have arrived, or it is known that there are none."""
    sitting.settle()
    while presenter.is_counting:
        wait_a_moment()


def show_locked_statistics(sitting: Sitting) -> None:
    """Show the statistics to somebody who is not behind the entrance."""
    sitting.demonstration.services.instructor().entrance.lock()
    show_at(Statistics())(sitting)


def look_at_decision(presenter: StatisticsPresenter) -> None:
    """Look at the first decision that asks for a second look."""
    figures = presenter.figures
    if figures is not None:
        decisions = figures.report.decisions
        presenter.choose(next((each for each in decisions if each.hints), decisions[0]).statistics.scene)


def ask_for_figures(presenter: StatisticsPresenter) -> None:
    """Show the table behind each chart."""
    for chart in StatisticsChart:
        presenter.turn_table(chart)


def _scenario(sitting: Sitting, channel: Channel) -> str:
    """Return the id of the first of the played scenarios that is on this channel."""
    known = sitting.demonstration.services.library.scenarios
    return next(each for each in PLAYED if known[each].scenario.channel is channel)


PICTURES: Final = (
    Picture("who", show_who),
    Picture("who-new", show_new_profile),
    Picture("who-large", show_who, scale=2.0),
    Picture("who-locked", show_who, center=True),
    Picture("who-pin", show_pin(), center=True),
    Picture("who-pin-wait", show_pin(waits=True), center=True),
    Picture("who-pin-large", show_pin(), center=True, scale=2.0),
    Picture("door-first", show_door(typed="a bridge over calm water"), filled=False),
    Picture("door-first-weak", show_door(typed="1234"), filled=False),
    Picture("door", show_door(), center=True),
    Picture("door-wrong", show_door(be_wrong), center=True),
    Picture("door-wait", show_door(wait_at_door), center=True),
    Picture("door-idle", show_door(lock_itself), center=True),
    Picture("door-forgotten", show_door(be_forgotten), center=True),
    Picture("door-large", show_door(be_forgotten), center=True, scale=2.0),
    Picture("desk-certificates", show_desk(DeskPage.CERTIFICATES), center=True),
    Picture("desk-certificates-end", show_desk(DeskPage.CERTIFICATES, end=True), center=True),
    Picture("desk-certificates-large", show_desk(DeskPage.CERTIFICATES), center=True, scale=2.0),
    Picture("desk-trainees", show_desk(DeskPage.TRAINEES), center=True),
    Picture("desk-key", show_desk(DeskPage.KEY), center=True),
    Picture("desk-key-change", show_desk(DeskPage.KEY, open_form(Form.DESCRIBE)), center=True),
    Picture(
        "desk-key-passphrase", show_desk(DeskPage.KEY, open_form(Form.PASSPHRASE), end=True), center=True
    ),
    Picture("desk-key-none", show_desk(DeskPage.KEY), filled=False),
    Picture("desk-key-make", show_desk(DeskPage.KEY, open_form(Form.MAKE)), filled=False),
    Picture("desk-key-import", show_desk(DeskPage.KEY, open_form(Form.IMPORT)), filled=False),
    Picture("desk-key-large", show_desk(DeskPage.KEY), center=True, scale=2.0),
    Picture("desk-certificates-none", show_desk(DeskPage.CERTIFICATES), filled=False),
    Picture("desk-deeds", show_desk(DeskPage.DEEDS), center=True),
    Picture("desk-records", show_desk(DeskPage.RECORDS), center=True),
    Picture("desk-records-broken", show_desk(DeskPage.RECORDS, find_breaks), center=True),
    Picture("desk-records-large", show_desk(DeskPage.RECORDS, find_breaks), center=True, scale=2.0),
    Picture("certificate", show_certificate(), center=True),
    Picture("certificate-saved", show_certificate(save_certificate), center=True),
    Picture("certificate-revoked", show_certificate(revoked=True), center=True),
    Picture("certificate-at-desk", show_certificate(at_desk=True), center=True),
    Picture("certificate-revoking", show_certificate(ask_why, at_desk=True), center=True),
    Picture("certificate-large", show_certificate(), center=True, scale=2.0),
    Picture("brief-supervised", show_supervised_brief, center=True),
    Picture("debrief-supervised", show_supervised_debrief, center=True),
    Picture("home-records", show_broken_records),
    Picture("progress-certified", show_progress(), center=True),
    Picture("progress-certified-end", show_progress(end=True), center=True),
    Picture("home", show_at(Home())),
    Picture("home-new", show_at(Home()), filled=False),
    Picture("home-waiting", show_waiting),
    Picture("home-lost", show_lost),
    Picture("home-failure", show_failure),
    Picture("home-large", show_at(Home()), scale=2.0),
    Picture("home-small", show_at(Home()), scale=0.8),
    Picture("progress", show_progress(), months=True),
    Picture("progress-end", show_progress(end=True), months=True),
    Picture("progress-little", show_progress()),
    Picture("progress-new", show_progress(), filled=False),
    Picture("progress-tables", show_progress(ask_for_tables), months=True),
    Picture("progress-skills", show_progress(ProgressPresenter.turn_skills), months=True),
    Picture(
        "progress-spanish", show_progress(lambda presenter: presenter.look_for(language="es")), months=True
    ),
    Picture("progress-calls", show_progress(lambda presenter: presenter.turn_to(Page.CALLS)), months=True),
    Picture("progress-none", show_none_found, filled=False),
    Picture("progress-loading", show_progress(begin_to_read)),
    Picture("progress-error", show_progress(fail_to_read)),
    Picture("progress-large", show_progress(), months=True, scale=2.0),
    Picture("progress-large-end", show_progress(end=True), months=True, scale=2.0),
    Picture(
        "progress-large-calls",
        show_progress(lambda presenter: presenter.turn_to(Page.CALLS)),
        months=True,
        scale=2.0,
    ),
    Picture("path", show_at(CertificationPath())),
    Picture("path-first", show_at(CertificationPath("senior-support"))),
    Picture("path-large", show_at(CertificationPath()), scale=2.0),
    Picture("path-large-end", show_end_of(CertificationPath()), scale=2.0),
    Picture("statistics", show_statistics()),
    Picture("statistics-decision", show_statistics(look_at_decision)),
    Picture("statistics-tables", show_statistics(ask_for_figures)),
    Picture("statistics-hidden", show_statistics(of="refund-outside-window")),
    Picture("statistics-empty", show_statistics(of=""), filled=False),
    Picture("statistics-locked", show_locked_statistics),
    Picture("statistics-large", show_statistics(), scale=2.0),
    Picture("statistics-large-decision", show_statistics(look_at_decision), scale=2.0),
    Picture("statistics-large-end", show_statistics(end=True), scale=2.0),
    Picture("settings", show_at(Settings())),
    Picture("settings-voices", show_every_voice),
    Picture("settings-large", show_at(Settings()), scale=2.0),
    Picture("settings-large-end", show_end_of(Settings()), scale=2.0),
    Picture("shortcuts", show_at(Shortcuts())),
    Picture("scenarios", show_at(Scenarios())),
    Picture("scenarios-large", show_at(Scenarios()), scale=2.0),
    Picture("brief", show_brief),
    Picture("debrief-passed", show_debrief(passed=True)),
    Picture("debrief-failed", show_debrief(passed=False)),
    Picture(
        "debrief-by-cost",
        show_debrief(passed=False, then=lambda presenter: presenter.list_by_cost(wanted=True)),
    ),
    Picture("debrief-saved", show_debrief(passed=False, then=save_as_pdf)),
    Picture("debrief-large", show_debrief(passed=False, then=save_as_pdf), scale=2.0),
    Picture("brief-chat", show_brief_of(Channel.CHAT, Use.ASSESSMENT)),
    Picture("brief-large", show_brief, scale=2.0),
    Picture("call-voice", show_call(Channel.VOICE)),
    Picture("call-captions", show_call(Channel.VOICE), voice=False),
    Picture("call-chat", show_call(Channel.CHAT)),
    Picture("call-hold", show_call(Channel.VOICE, Use.ASSESSMENT, CallPresenter.toggle_hold)),
    Picture("call-hint", show_call(Channel.VOICE, then=CallPresenter.ask_hint)),
    Picture("call-left", show_call(Channel.VOICE, then=CallPresenter.leave)),
    Picture(
        "call-hang-up",
        show_call(Channel.VOICE, then=ask_to_hang_up),
    ),
    Picture("call-middle", show_call(Channel.VOICE), scale=1.5),
    Picture("call-large", show_call(Channel.VOICE), scale=2.0),
    Picture("call-assessment", show_call(Channel.VOICE, Use.ASSESSMENT)),
    Picture("call-assessment-captions", show_call(Channel.VOICE, Use.ASSESSMENT), voice=False),
    Picture("call-chat-assessment", show_call(Channel.CHAT, Use.ASSESSMENT)),
    Picture("call-ended", show_end),
)


if __name__ == "__main__":
    main(sys.argv[1:])
