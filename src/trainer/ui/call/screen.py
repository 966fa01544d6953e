"""Opens the call: its presenter with a voice, and how it is drawn."""

from trainer.ui.audio import AudioPlayer
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.call.view import CallScreen
from trainer.ui.call.voice import CallerVoice
from trainer.ui.navigator import Call
from trainer.ui.screen import Opened, Stage


def open_call(stage: Stage, route: Call) -> Opened:
    """Open the screen."""
    presenter = CallPresenter(stage, route.attempt, CallerVoice(stage.services.speech, AudioPlayer()))
    return Opened(presenter, lambda theme: CallScreen(presenter, theme))
