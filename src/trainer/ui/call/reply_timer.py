"""Runs the time to reply, and the tick by which clock and bar are drawn anew."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.ui.call.picture import ReplyTime, ReplyTimeRule
from trainer.ui.call.reply_clock import ReplyClock

_TICK_MS: Final = 100


class ReplyTimer(QObject):
    """Emits ``ticked`` while the call goes on, and ``ran_out`` once where the time to reply is over.

    `elapsed` gives the seconds of the call, which stand still while it is paused.
    """

    ticked = Signal()
    ran_out = Signal()

    def __init__(self, elapsed: Callable[[], float]) -> None:
        super().__init__()
        self._elapsed = elapsed
        self._clock: ReplyClock | None = None
        self._line_over = False
        self._paused = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)

    def run(self) -> None:
        """Begin to tick."""
        self._ticks.start()

    def rest(self) -> None:
        """Tick no more: the call is over or was left."""
        self._ticks.stop()
        self._clock = None

    def expect_line(self) -> None:
        """Wait for the end of another line of the customer; nothing is to be replied meanwhile."""
        self._clock = None
        self._line_over = False

    def note_line_over(self) -> None:
        """Begin to count, or be ready to: the customer's line was heard or read."""
        self._line_over = True
        if self._clock is not None:
            self._clock = self._clock.start(self._elapsed())

    def offer(self, seconds: float | None) -> None:
        """Limit the time for the replies now offered; None where it is not limited."""
        self._clock = None if seconds is None else ReplyClock(seconds)
        if self._clock is not None and self._line_over:
            self._clock = self._clock.start(self._elapsed())

    def stop(self) -> None:
        """Limit nothing more: a reply was taken."""
        self._clock = None

    def hold(self, *, paused: bool) -> None:
        """Say that the call stands still, or goes on; its seconds do so by themselves."""
        self._paused = paused

    @property
    def time(self) -> ReplyTime:
        """Return the time to reply at this moment."""
        clock = self._clock
        if clock is None:
            return ReplyTime()
        now = self._elapsed()
        rule = (
            ReplyTimeRule.PAUSED
            if self._paused
            else ReplyTimeRule.RUNNING
            if clock.running
            else ReplyTimeRule.WAITING
        )
        return ReplyTime(rule, clock.share(now), clock.left(now))

    def _tick(self) -> None:
        if self._clock is not None and self._clock.ran_out(self._elapsed()):
            self._clock = None
            self.ran_out.emit()
        self.ticked.emit()
