"""The parts of a call that need no window: the time to reply, the search, the words, the voice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from call_rig import StillPlayer, TalkingSpeech, desk_scenario, plain_theme
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from silent_speech import SilentSpeech
from workshop import Workshop

from trainer import i18n
from trainer.app.speech import UnspokenReason
from trainer.app.transcript import Line
from trainer.scenario.model import Outcome
from trainer.ui.audio import AudioProblem
from trainer.ui.call.articles import ShownArticle, find_articles
from trainer.ui.call.controls import VoiceControls
from trainer.ui.call.mood import mood_and_number, mood_change
from trainer.ui.call.person import speaking_words
from trainer.ui.call.picture import Caller, CallPicture, VoiceState
from trainer.ui.call.reply_clock import ReplyClock
from trainer.ui.call.setting import make_setting
from trainer.ui.call.voice import CallerVoice, reading_ms
from trainer.ui.call.words import (
    clock_time,
    first_name,
    outcomes_accepted,
    place_name,
    spoken_time,
    variety_name,
)
from trainer.ui.widgets.buttons import IconButton

LINE = Line("scenes/opening/customer", "Hola, buenas tardes.", "es-MX")
ARTICLES = (
    ShownArticle(0, "Plazos de los bancos", "El abono se ve en 48 horas."),
    ShownArticle(1, "Política de reembolsos", "Un cobro duplicado se cancela el mismo día."),
    ShownArticle(2, "Pasar a supervisión", "Explique la política antes de transferir."),
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.activate("en")
    yield
    i18n.activate("en")


def test_a_clock_counts_from_the_end_of_the_line() -> None:
    waiting = ReplyClock(20.0)
    assert waiting.left(1000.0) == 20.0
    assert not waiting.ran_out(1000.0)

    running = waiting.start(1000.0)

    assert running.left(1005.0) == 15.0
    assert running.share(1005.0) == 0.75
    assert not running.ran_out(1019.9)
    assert running.ran_out(1020.0)
    assert running.left(2000.0) == 0.0


def test_a_clock_that_runs_is_not_started_again() -> None:
    running = ReplyClock(20.0).start(1000.0)

    assert running.start(1010.0) == running


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [0, 1, 2]),
        ("reembolso", [1]),
        ("POLITICA", [1, 2]),
        ("política mismo", [1]),
        ("día  mismo", [1]),
        ("embolso", []),
        ("48", [0]),
        ("  ", [0, 1, 2]),
    ],
)
def test_articles_are_found_by_the_beginnings_of_words_whatever_their_accents(
    words: str, found: list[int]
) -> None:
    assert [article.number for article in find_articles(ARTICLES, words)] == found


def test_a_mood_has_its_word_and_a_true_minus() -> None:
    assert mood_and_number(-1) == "Impatient −1"
    assert mood_and_number(0) == "Neutral 0"
    assert mood_and_number(2) == "Satisfied +2"


def test_how_a_mood_moved_is_said_in_words() -> None:
    assert mood_change(-1, 0) == "One step up with your last reply"
    assert mood_change(0, -2) == "2 steps down with your last reply"
    assert mood_change(3, 3) == "No change with your last reply"


def test_times_are_shown_and_said() -> None:
    assert [clock_time(seconds) for seconds in (0, 9.9, 68, 3600)] == ["0:00", "0:09", "1:08", "60:00"]
    assert spoken_time(1) == "1 second"
    assert spoken_time(60) == "1 minute"
    assert spoken_time(128.7) == "2 minutes 8 seconds"


def test_places_and_languages_have_names_even_where_nobody_foresaw_them() -> None:
    assert (variety_name("es-CO"), place_name("es-CO")) == ("Colombian Spanish", "Colombia")
    assert (variety_name("es-PE"), place_name("es-PE")) == ("Spanish (Peru)", "Peru")
    assert place_name("es") == ""
    assert (variety_name("xx-Nowhere"), place_name("xx-Nowhere")) == ("xx-Nowhere", "")


def test_accepted_outcomes_read_as_a_sentence() -> None:
    assert outcomes_accepted((Outcome.RESOLVED,)) == "Resolved"
    assert outcomes_accepted((Outcome.RESOLVED, Outcome.FOLLOW_UP)) == "Resolved or with follow-up"


def test_somebody_on_hold_is_not_said_to_speak() -> None:
    caller = Caller("Lucía Herrera", None, "es-MX", "es-MX")
    picture = CallPicture(voice=VoiceState.SPEAKING)
    assert speaking_words(picture, caller) == "Lucía is speaking"
    assert speaking_words(replace(picture, holding=True), caller) == "Lucía is on hold"


def test_captions_are_on_and_not_to_be_decided_where_no_voice_speaks(
    qapp: QApplication, qtbot: QtBot
) -> None:
    assert qapp is not None
    controls = VoiceControls(plain_theme(), make_setting(Workshop(desk_scenario()).play("")))
    qtbot.addWidget(controls)
    found = controls.findChild(IconButton, "control-C")
    assert isinstance(found, IconButton)
    told: list[None] = []
    controls.captions_toggled.connect(lambda: told.append(None))
    states = []
    for voice in (VoiceState.QUIET, VoiceState.ABSENT):
        controls.show_picture(CallPicture(voice=voice, captions_wanted=False))
        states.append((found.isChecked(), found.isEnabled()))
    assert states == [(False, True), (True, False)]
    assert told == []


def test_a_first_name_is_the_first_word() -> None:
    assert first_name("Lucía Herrera Montes") == "Lucía"
    assert first_name("") == ""


def make_voice(speech: SilentSpeech, player: StillPlayer) -> tuple[CallerVoice, list[VoiceState], list[bool]]:
    """Return a voice, the states it goes through, and a mark for each line that was over."""
    voice = CallerVoice(speech, player)
    states: list[VoiceState] = []
    over: list[bool] = []
    voice.changed.connect(lambda: states.append(voice.state))
    voice.line_over.connect(lambda: over.append(True))
    return voice, states, over


def test_a_line_is_made_played_and_over(qapp: QApplication, qtbot: QtBot) -> None:
    del qapp
    player = StillPlayer()
    voice, states, over = make_voice(TalkingSpeech(), player)

    voice.speak(LINE)
    qtbot.waitUntil(lambda: VoiceState.SPEAKING in states)
    player.finish()

    assert states == [VoiceState.PREPARING, VoiceState.SPEAKING, VoiceState.QUIET]
    assert over == [True]
    voice.replay()
    qtbot.waitUntil(lambda: voice.state is VoiceState.SPEAKING)
    player.finish()
    assert over == [True]


def test_a_line_whose_player_never_reports_is_over_all_the_same(qtbot: QtBot) -> None:
    voice, _, over = make_voice(TalkingSpeech(), StillPlayer())

    voice.speak(LINE)

    qtbot.waitUntil(lambda: over == [True], timeout=6000)
    qtbot.waitUntil(lambda: voice.state is VoiceState.QUIET)


def test_what_was_asked_for_before_is_not_played_after(qtbot: QtBot) -> None:
    player = StillPlayer()
    voice, _, _ = make_voice(TalkingSpeech(), player)

    voice.speak(LINE)
    voice.speak(Line("scenes/verify/customer", "Gracias.", "es-MX"))
    qtbot.waitUntil(lambda: voice.state is VoiceState.SPEAKING)

    assert [did for did in player.did if did.startswith("play")] == ["play scenes-verify-customer.wav"]


def test_a_line_without_sound_is_over_when_it_was_read_and_says_why(qtbot: QtBot) -> None:
    voice, _, over = make_voice(SilentSpeech(()), StillPlayer())

    voice.speak(LINE)
    qtbot.waitUntil(lambda: voice.state is VoiceState.ABSENT)

    assert voice.reason is UnspokenReason.ENGINE_MISSING
    assert over == []
    qtbot.waitUntil(lambda: over == [True])


def test_without_a_device_the_reason_is_told_and_the_line_keeps_its_time(qtbot: QtBot) -> None:
    player = StillPlayer(AudioProblem.NO_DEVICE)
    voice, _, over = make_voice(TalkingSpeech(), player)

    voice.speak(LINE)
    qtbot.waitUntil(lambda: voice.state is VoiceState.ABSENT)

    assert voice.reason is AudioProblem.NO_DEVICE
    assert over == []
    player.finish()
    assert over == [True]
    player.problem = None
    voice.replay()
    qtbot.waitUntil(lambda: voice.state is VoiceState.SPEAKING)
    assert voice.reason is None


def test_a_pause_before_the_sound_is_ready_waits_with_it(qtbot: QtBot) -> None:
    player = StillPlayer()
    voice, states, _ = make_voice(TalkingSpeech(), player)

    voice.speak(LINE)
    voice.pause()
    qtbot.waitUntil(lambda: states[-1] is VoiceState.PAUSED)

    assert "play scenes-opening-customer.wav" not in player.did
    voice.unpause()
    assert player.did[-1] == "play scenes-opening-customer.wav"


def test_longer_lines_take_longer_to_read() -> None:
    assert reading_ms("Hola.") < reading_ms(LINE.text) < reading_ms(LINE.text * 5)
