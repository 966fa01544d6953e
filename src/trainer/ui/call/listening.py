"""How the trainee listens: voice, pace, loudness, captions. Chosen in the call, kept for the next.

To only listen is chosen for one call, and changes nothing for the next: what a trainee reads otherwise, and
Settings say, stays as it is.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.app.call import Call
from trainer.app.delivery import customer_manner
from trainer.scenario.model import Channel
from trainer.ui.call.picture import VoiceState
from trainer.ui.call.voice import CallerVoice
from trainer.ui.preferences import Preferences

__all__ = ["Listening"]


class Listening(QObject):
    """The voice of one call as the trainee wants it. Emits ``changed`` where captions or the voice did.

    ``recordings`` gives the folder of a scenario's recorded lines by its id.
    """

    changed = Signal()

    def __init__(
        self, voice: CallerVoice, preferences: Preferences, recordings: Callable[[str], Path | None]
    ) -> None:
        super().__init__()
        self._recordings = recordings
        self.voice = voice
        self._preferences = preferences
        self._chat = False
        self.only_listen = False
        """Whether in this call the words of a line come only when they are asked for."""
        self._asked = False
        voice.changed.connect(self.changed)

    @property
    def captions_wanted(self) -> bool:
        """Tell whether the trainee wants to read what the customer says."""
        return self._asked if self.only_listen else self._preferences.settings.captions

    @property
    def captions(self) -> bool:
        """Tell whether the customer's lines are shown: always where no voice speaks."""
        return self.captions_wanted or self._chat or self.voice.state is VoiceState.ABSENT

    @property
    def rate(self) -> float:
        """Return the pace of the voice, 0.5 to 2.0."""
        return self._preferences.settings.speech_rate

    @property
    def volume(self) -> float:
        """Return the loudness of the voice, 0 to 1."""
        return self._preferences.settings.volume

    def begin(self, call: Call) -> None:
        """Get ready for a call, which may be in another language than the one before."""
        self._chat = call.scenario.channel is Channel.CHAT
        settings = self._preferences.settings
        self.voice.manner = customer_manner(
            call.scenario, call.locale, settings, self._recordings(call.scenario.id)
        )
        self.voice.change_volume(settings.volume)

    def expect_line(self) -> None:
        """Get ready for another line of the customer: where one only listens, its words are hidden again."""
        self._asked = False

    def hear(self, call: Call) -> None:
        """Let the customer's line be heard; a chat's is read."""
        if self._chat:
            self.voice.read_silently(call.line)
        else:
            self.voice.speak(call.line)

    def prepare(self, call: Call) -> None:
        """Have the lines that any reply could lead to made into sound while the trainee reads."""
        if not self._chat:
            self.voice.prepare(call.upcoming_lines())

    def toggle_captions(self) -> None:
        """Show or hide the words of the customer's lines; where one only listens, until the next line."""
        if self.only_listen:
            self._asked = not self._asked
        else:
            self._preferences.note(captions=not self.captions_wanted)
        self.changed.emit()

    def change_rate(self, rate: float) -> None:
        """Let the customer speak at another pace from the next line on, and in the next calls."""
        self._preferences.change(speech_rate=rate)
        self.voice.manner = replace(self.voice.manner, rate=rate)

    def change_volume(self, volume: float, *, keep: bool) -> None:
        """Let the customer be this loud; ``keep`` it for the next calls too."""
        self.voice.change_volume(volume)
        if keep:
            self._preferences.note(volume=volume)
