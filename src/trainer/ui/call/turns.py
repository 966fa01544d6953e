"""Whose turn it is in a call: the trainee replies, the reply is stored, the customer answers.

The rules of the call are not here but in `trainer.app.call.Call`. A reply goes to the worker of the records
and comes back durable; only then is anything more shown.
"""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal

from trainer.app.call import Call, Taken
from trainer.scenario.model import SILENCE, Channel
from trainer.ui.call.listening import Listening
from trainer.ui.call.moment import Moment
from trainer.ui.call.picture import CallPicture, Phase
from trainer.ui.call.reply_timer import ReplyTimer
from trainer.ui.call.setting import make_hint, make_setting, mood_before
from trainer.ui.call.voice import CallerVoice
from trainer.ui.screen import Presenter, Stage
from trainer.ui.tasks import Failure
from trainer.ui.tokens import Duration

__all__ = ["CallTurns"]

_TYPING_LEAST_MS: Final = 600
_TYPING_MOST_MS: Final = 1800
_TYPING_MS_A_CHARACTER: Final = 12


class CallTurns(Presenter):
    """The turns of one call. `picture` is what the screen shows; emits ``ticked`` as the time goes on."""

    ticked = Signal()

    def __init__(self, stage: Stage, voice: CallerVoice) -> None:
        super().__init__(stage)
        self._call: Call | None = None
        self._closed = False
        self._shown_at = 0.0
        self._refused: str | None = None
        self.picture = CallPicture()
        self.moment = Moment()
        self.listening = Listening(voice, stage.preferences, stage.services.library.recordings)
        self.listening.changed.connect(self._show)
        self.timer = ReplyTimer(self.elapsed)
        self.timer.ticked.connect(self.ticked)
        self.timer.ran_out.connect(lambda: self.take(SILENCE))
        voice.line_over.connect(self.timer.note_line_over)

    def take(self, reply: str) -> None:
        """Take a reply. It is stored before the customer answers; out of turn nothing happens."""
        call = self._call
        if call is None or self.picture.phase is not Phase.REPLYING:
            return
        if self.picture.paused:
            self.toggle_pause()
        seconds = call.elapsed() - self._shown_at
        self.timer.stop()
        self._refused = None
        self._show(phase=Phase.STORING, taken=reply, fault="", hint=None)
        self.stage.tasks.database(
            lambda: call.take(reply, seconds),
            lambda taken: self._answer(call, taken),
            lambda failure: self._refuse(reply, failure),
        )

    def retry(self) -> None:
        """Take again the reply that could not be stored."""
        if self._refused is not None:
            self.take(self._refused)

    def ask_hint(self) -> None:
        """Say what counts here; asked again, say which reply is best. In practice alone."""
        call, asked = self._call, self.picture.hint is not None
        if call is not None and call.coached and self.picture.phase is Phase.REPLYING:
            self._show(hint=make_hint(call, again=asked))

    def go_back(self) -> None:
        """Return to the decision before, in a branch that is its own attempt. In practice alone."""
        call = self._call
        if call is None or not call.may_go_back or self.picture.phase is not Phase.REPLYING:
            return
        self.listening.voice.hush()
        self.timer.stop()
        self._show(phase=Phase.STORING, fault="", hint=None)
        self.stage.tasks.database(call.go_back, self._take_up, lambda failure: self._refuse(None, failure))

    def toggle_pause(self) -> None:
        """Stand still, or go on. In practice alone."""
        call, voice = self._call, self.listening.voice
        if call is None or not call.coached or self.picture.phase is not Phase.REPLYING:
            return
        paused = not self.picture.paused
        if paused:
            call.pause()
            voice.pause()
        else:
            call.unpause()
            voice.unpause()
        self.timer.hold(paused=paused)
        self._show(paused=paused)

    def toggle_hold(self) -> None:
        """Put the customer on hold, or go back to them. The voice and the time to reply go on."""
        call = self._call
        if call is None or not call.may_hold or self.picture.phase is not Phase.REPLYING:
            return
        if self.picture.paused:
            self.toggle_pause()
        if call.holding:
            call.unhold()
        else:
            call.hold()
        self._show(holding=call.holding, held=call.held())

    def held(self) -> float:
        """Return the seconds in which the customer was on hold."""
        return self._call.held() if self._call is not None else 0.0

    def replay(self) -> None:
        """Let the customer's last line be heard again; in a chat, let it be heard."""
        if self.picture.phase in {Phase.REPLYING, Phase.ENDED}:
            if self.picture.paused:
                self.toggle_pause()
            self._show(heard=None)
            self.listening.voice.replay()

    def hear_again(self, number: int) -> None:
        """Let a line of the customer be heard again, by its number among the entries, from 0."""
        entry = self.picture.entries[number]
        if entry.line is None or self.picture.phase not in {Phase.REPLYING, Phase.ENDED}:
            return
        if self.picture.paused:
            self.toggle_pause()
        self._show(heard=number)
        self.listening.voice.replay(entry.line)

    def elapsed(self) -> float:
        """Return the seconds of the call."""
        return self._call.elapsed() if self._call is not None else 0.0

    # The customer's turn

    def _take_up(self, call: Call) -> None:
        """Go on with a call: one just begun, resumed, or branched off by going back."""
        if self._closed:
            return
        self._call = call
        self.listening.begin(call)
        self.timer.hold(paused=False)
        if self.picture.phase is Phase.LOADING:
            # The screen is built first, and filled a moment later: together they would hold up the window.
            self._show(phase=Phase.CUSTOMER_TURN, setting=make_setting(call), mood=call.step.state.mood)
            self.moment.then(0, lambda: self._fill(call))
        else:
            self._fill(call)

    def _fill(self, call: Call) -> None:
        """Show all that was said, let the last line be heard, and give the turn to the trainee."""
        self._show(
            entries=call.transcript,
            mood=call.step.state.mood,
            mood_before=mood_before(call),
            paused=False,
            heard=None,
            holding=call.holding,
            held=call.held(),
        )
        self.listening.expect_line()
        self.timer.expect_line()
        self.timer.run()
        self.listening.hear(call)
        self._offer(call)

    def _answer(self, call: Call, taken: Taken) -> None:
        if self._closed:
            return
        self.listening.expect_line()
        self.timer.expect_line()
        if call.scenario.channel is Channel.CHAT:
            self._show(phase=Phase.CUSTOMER_TURN, entries=call.transcript[:-1], typing=True)
            length = len(call.line.text) * _TYPING_MS_A_CHARACTER
            typing_ms = min(_TYPING_MOST_MS, max(_TYPING_LEAST_MS, length))
            self.moment.then(typing_ms, lambda: self._hear(call, taken.mood_before))
        else:
            self._hear(call, taken.mood_before)

    def _hear(self, call: Call, before: int) -> None:
        """Let the customer answer; the next replies come once the eye has seen which one was taken."""
        # The voice is asked first: it answers while the window is drawn.
        self.listening.hear(call)
        self._show(
            phase=Phase.CUSTOMER_TURN,
            entries=call.transcript,
            typing=False,
            heard=None,
            holding=False,
            held=call.held(),
            mood=call.step.state.mood,
            mood_before=before,
        )
        self.moment.then(Duration.MOOD, lambda: self._offer(call))

    def _offer(self, call: Call) -> None:
        """Give the turn to the trainee, or end."""
        if call.finish is not None:
            self.timer.rest()
            self._show(phase=Phase.ENDED, replies=(), taken=None, outcome=call.finish.outcome)
            return
        self._shown_at = call.elapsed()
        self.timer.offer(call.silence_seconds())
        self._show(
            phase=Phase.REPLYING,
            replies=call.offered,
            taken=None,
            typing=False,
            hint=None,
            decision=call.number,
            can_go_back=call.may_go_back,
        )
        self.listening.prepare(call)

    def _refuse(self, reply: str | None, failure: Failure) -> None:
        """Let the call stand where it stood: the records refused the decision."""
        if not self._closed:
            self._refused = reply
            self._show(phase=Phase.REPLYING, taken=None, fault=failure.message)

    def _show(self, **news: Any) -> None:
        """Show what is new, with captions and voice as they are."""
        voice = self.listening.voice
        self.picture = replace(
            self.picture,
            captions=self.listening.captions,
            captions_wanted=self.listening.captions_wanted,
            voice=voice.state,
            silent_because=voice.reason,
            **news,
        )
        self.changed.emit()
