"""Opens the brief: its presenter with a voice to try, and how it is drawn."""

from trainer.ui.audio import AudioPlayer, ringing_tone
from trainer.ui.brief.presenter import BriefPresenter
from trainer.ui.brief.telephone import Telephone
from trainer.ui.brief.view import BriefScreen
from trainer.ui.brief.voice_sample import VoiceSample
from trainer.ui.navigator import Brief
from trainer.ui.screen import Opened, Stage


def open_brief(stage: Stage, route: Brief) -> Opened:
    """Open the screen."""
    sample = VoiceSample(stage.services.speech, AudioPlayer())
    telephone = Telephone(AudioPlayer(), ringing_tone())
    presenter = BriefPresenter(stage, route, sample, telephone)
    return Opened(presenter, lambda theme: BriefScreen(presenter, theme))
