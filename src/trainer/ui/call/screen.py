"""Opens the call: its presenter with a voice, and how it is drawn."""

from datetime import datetime

from trainer.ui.audio import AudioPlayer
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.call.view import CallScreen
from trainer.ui.call.voice import CallerVoice
from trainer.ui.navigator import Call
from trainer.ui.screen import Opened, Stage
from trainer.ui.speaking_back.booth import Booth
from trainer.ui.speaking_back.microphone import QtMicrophone
from trainer.ui.speaking_back.takes import Takes


def open_call(stage: Stage, route: Call) -> Opened:
    """Open the screen."""
    services, preferences = stage.services, stage.preferences
    booth = Booth(
        microphone=QtMicrophone,
        player=AudioPlayer,
        speech=services.speech,
        tasks=stage.tasks,
        takes=Takes(services.folders.data, lambda: datetime.now().astimezone()),
        settings=lambda: preferences.settings,
        recordings=services.library.recordings,
    )
    presenter = CallPresenter(stage, route.attempt, CallerVoice(services.speech, AudioPlayer()), booth)
    presenter.listening.only_listen = route.only_listen
    return Opened(presenter, lambda theme: CallScreen(presenter, theme))
