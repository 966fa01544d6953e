"""A call on the screen, from opening it to leaving it: new or resumed, left and kept, or ended."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from trainer.app.call import Call
from trainer.app.ports import AttemptFacts, AttemptState, Trainee
from trainer.app.practice import NotResumableError, Practice
from trainer.ui.call.farewell import closed_words
from trainer.ui.call.picture import Desk, Phase
from trainer.ui.call.turns import CallTurns
from trainer.ui.call.voice import CallerVoice
from trainer.ui.navigator import Debrief, Home
from trainer.ui.screen import Stage
from trainer.ui.sleep import SleepWatch
from trainer.ui.speaking_back.booth import Booth, Stand
from trainer.ui.tasks import Failure

__all__ = ["CallPresenter"]


class CallPresenter(CallTurns):
    """One call, and the desk beside it. What happens while it goes on is `CallTurns`."""

    def __init__(self, stage: Stage, attempt: str, voice: CallerVoice, booth: Booth | None = None) -> None:
        """Open nothing yet. A reply can be said aloud in `booth`, where there is one."""
        super().__init__(stage, voice)
        self._attempt = attempt
        self._booth = booth
        self._paused_for_booth = False
        self.changed.connect(self._follow_reply)
        self._covered = False
        self.desk = Desk()
        self.sleep = SleepWatch()
        self.timer.ticked.connect(self._mind_sleep)

    def open(self) -> None:
        """Find the call where its recorded decisions left it."""
        self._show(phase=Phase.LOADING, fault="")
        # Going back has led to an attempt of its own.
        attempt = self._call.attempt if self._call is not None else self._attempt
        practice = self.stage.services.practice
        self.fetch(lambda: _find(practice, attempt), self._found, self._not_found)

    def cover(self) -> None:
        """Stand still under another screen in practice. An assessment goes on, as a customer would."""
        self._covered = not self.picture.paused
        if self._covered:
            self.toggle_pause()

    def uncover(self) -> None:
        """Go on, with what may have been chosen meanwhile: captions, voices."""
        if self._call is not None:
            self.listening.begin(self._call)
        if self._covered and self.picture.paused:
            self.toggle_pause()
        self._show()

    def close(self) -> None:
        """Be quiet, and record that the call was left where it was still going on."""
        call, self._closed = self._call, True
        self.timer.rest()
        self.moment.cancel()
        self.listening.voice.close()
        if self._booth is not None:
            self._booth.close()
        if call is not None and self.picture.phase is not Phase.LEFT:
            self.stage.tasks.database(call.leave, lambda _done: None)
        super().close()

    @property
    def booth(self) -> Booth | None:
        """Return where replies are said aloud: in a practiced voice call that has one."""
        setting = self.picture.setting
        return self._booth if setting is not None and setting.practice and not setting.chat else None

    def toggle_booth(self) -> None:
        """Say the last reply aloud while the call waits, or put that away and go on."""
        booth, phases = self.booth, {Phase.REPLYING, Phase.ENDED}
        if booth is None or booth.picture.line is None or self.picture.phase not in phases:
            return
        opening = booth.picture.stand is Stand.AWAY
        if opening and not self.picture.paused:
            self.toggle_pause()
            self._paused_for_booth = self.picture.paused
        booth.toggle()
        if not opening and self._paused_for_booth and self.picture.paused:
            self.toggle_pause()
        self._paused_for_booth = self._paused_for_booth and opening

    def leave(self) -> None:
        """Leave the call: it is kept, and the screen says so. From a call that has ended, go Home."""
        call = self._call
        if call is None or call.finish is not None or self.picture.phase is Phase.LEFT:
            self.stage.navigator.reset(Home())
        elif self.picture.phase is not Phase.STORING:
            self._suspend(call)

    def go_on(self) -> None:
        """Take up the call that was left, or try again to open it."""
        if self.picture.phase in {Phase.LEFT, Phase.BROKEN}:
            self.sleep.forget()
            self.open()

    def ask_to_hang_up(self, *, wanted: bool) -> None:
        """Ask whether the practice that was left may end for good, or stop asking."""
        if self._may_hang_up():
            self._show(hanging_up=wanted)

    def hang_up(self) -> None:
        """End the practice that was left for good, and go Home: it has no result to look at."""
        call = self._call
        if call is None or not self._may_hang_up():
            return
        practice = self.stage.services.practice
        self.fetch(
            lambda: practice.give_up(call.attempt),
            lambda _done: self.stage.navigator.reset(Home()),
            lambda failure: self._show(hanging_up=False, fault=failure.message),
        )

    def see_debrief(self) -> None:
        """Go to the debrief of the call that has ended."""
        if self._call is not None and self.picture.phase is Phase.ENDED:
            self.stage.navigator.replace(Debrief(self._call.attempt))

    def arrange_desk(self, **news: Any) -> None:
        """Keep what is open beside the call, so that a redrawn screen finds it again."""
        self.desk = replace(self.desk, **news)

    def _found(self, found: Call | AttemptFacts) -> None:
        """Go on with the call; where it is over, show its debrief or say that it cannot go on."""
        if isinstance(found, Call):
            self._take_up(found)
        elif found.state is AttemptState.FINISHED:
            self.stage.navigator.replace(Debrief(found.id))
        else:
            self._show(phase=Phase.BROKEN, fault=closed_words(found))

    def _not_found(self, failure: Failure) -> None:
        self._show(phase=Phase.BROKEN, fault=failure.message)

    def _may_hang_up(self) -> bool:
        """Tell whether the call that was left can be ended for good: a practice alone."""
        call = self._call
        return call is not None and call.coached and self.picture.phase is Phase.LEFT

    def _mind_sleep(self) -> None:
        """Stand still where the machine slept. An assessment cannot: it was interrupted, and is left."""
        call = self._call
        if call is None or self.picture.phase is not Phase.REPLYING or not self.sleep.slept:
            return
        self.sleep.forget()
        if not call.coached:
            self._suspend(call)
        elif not self.picture.paused:
            self.toggle_pause()

    def _follow_reply(self) -> None:
        """Let the booth turn to the reply that was taken last; one that is being said ends with its turn."""
        booth = self.booth
        if booth is not None and self.picture.phase is not Phase.STORING:
            booth.follow(self._call)
            self._paused_for_booth = self._paused_for_booth and booth.picture.stand is not Stand.AWAY

    def _suspend(self, call: Call) -> None:
        if self._booth is not None:
            self._booth.close()
        self.listening.voice.hush()
        self.timer.rest()
        self.moment.cancel()
        self._show(
            phase=Phase.LEFT, paused=False, hint=None, fault="", resumable_until=None, hanging_up=False
        )
        practice, trainee = self.stage.services.practice, self.stage.trainee
        self.fetch(
            lambda: _leave(practice, call, trainee),
            lambda until: self._show(resumable_until=until),
            lambda failure: self._show(fault=failure.message),
        )


def _find(practice: Practice, attempt: str) -> Call | AttemptFacts:
    """Return the call, or the facts of an attempt that is over."""
    try:
        return practice.resume(attempt)
    except NotResumableError as over:
        return over.facts


def _leave(practice: Practice, call: Call, trainee: Trainee | None) -> datetime | None:
    """Leave the call, and return when it is lost unless it goes on."""
    call.leave()
    if trainee is None:
        return None
    return next(
        (each.until for each in practice.open_attempts(trainee) if each.facts.id == call.attempt), None
    )
