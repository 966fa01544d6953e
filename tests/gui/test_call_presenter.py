"""A call's presenter: nothing is shown before it is stored, and nothing is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as Signpost

import pytest
from call_rig import Rig, TalkingSpeech, Wanted, chat_scenario, desk_scenario
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from silent_speech import SilentSpeech

from trainer.app.expression import express
from trainer.app.faults import DiskFullFault
from trainer.app.ports import AttemptState, DecisionFacts, TimeAllowance
from trainer.app.transcript import Speaker
from trainer.scenario.model import Dimension, Outcome, Use
from trainer.ui.call.picture import Phase, ReplyTimeRule, VoiceState
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.navigator import Debrief, Home

Opened = Callable[..., tuple[Rig, CallPresenter]]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Return how to open a call; everything is closed afterwards."""
    del qapp
    rigs: list[Rig] = []
    presenters: list[CallPresenter] = []

    def open_call(wanted: Wanted | None = None, rig: Rig | None = None) -> tuple[Rig, CallPresenter]:
        rig = rig or Rig(tmp_path)
        presenter = rig.begin(wanted)
        rigs.append(rig)
        presenters.append(presenter)
        presenter.open()
        qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
        return rig, presenter

    yield open_call
    for presenter in presenters:
        presenter.close()
    for rig in rigs:
        rig.tasks.close()


def wait_for(qtbot: QtBot, presenter: CallPresenter, phase: Phase = Phase.REPLYING) -> None:
    qtbot.waitUntil(lambda: presenter.picture.phase is phase)


def hear_out(qtbot: QtBot, rig: Rig, presenter: CallPresenter) -> None:
    """Let the customer finish speaking."""
    qtbot.waitUntil(lambda: presenter.picture.voice is VoiceState.SPEAKING)
    rig.player.finish()


def rule(presenter: CallPresenter) -> ReplyTimeRule:
    return presenter.timer.time.rule


def words(presenter: CallPresenter) -> list[str]:
    return [entry.line.text if entry.line else "" for entry in presenter.picture.entries]


class HesitantRecords:
    """Stands before the records of a rig and lets a decision through when told."""

    def __init__(self, rig: Rig) -> None:
        self.may_write = Signpost()
        self._decide = rig.workshop.fake_records.decide
        rig.workshop.fake_records.decide = self.decide  # type: ignore[method-assign]  # this one object waits

    def decide(self, decision: DecisionFacts) -> None:
        assert self.may_write.wait(10)
        self._decide(decision)


def test_the_customer_answers_only_once_the_decision_is_stored(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened()
    records = HesitantRecords(rig)

    presenter.take("own-it")

    assert presenter.picture.phase is Phase.STORING
    assert presenter.picture.taken == "own-it"
    assert len(presenter.picture.entries) == 1
    records.may_write.set()
    wait_for(qtbot, presenter)
    assert [entry.speaker for entry in presenter.picture.entries] == [
        Speaker.CUSTOMER,
        Speaker.AGENT,
        Speaker.CUSTOMER,
    ]
    assert presenter.picture.decision == 2
    assert (presenter.picture.mood_before, presenter.picture.mood) == (-1, 0)


def test_a_second_key_while_the_first_is_stored_takes_nothing(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened()
    records = HesitantRecords(rig)

    presenter.take("own-it")
    presenter.take("wait")
    records.may_write.set()
    wait_for(qtbot, presenter)

    assert [each.event.reply for each in decisions(rig)] == ["own-it"]


def decisions(rig: Rig, attempt: int = 0) -> list[DecisionFacts]:
    """Return what is recorded of one of the trainee's attempts, the oldest being 0."""
    attempts = rig.workshop.records.attempts(rig.workshop.trainee.id)[::-1]
    return list(rig.workshop.records.decisions(attempts[attempt].id))


def test_what_the_records_refuse_leaves_the_call_where_it_stood(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    rig, presenter = opened()
    before = presenter.picture.entries
    fault = DiskFullFault(tmp_path)
    rig.workshop.fake_records.refuse = fault

    presenter.take("own-it")
    qtbot.waitUntil(lambda: bool(presenter.picture.fault))

    assert presenter.picture.phase is Phase.REPLYING
    assert presenter.picture.fault == str(fault)
    assert presenter.picture.entries == before
    assert presenter.picture.taken is None
    presenter.retry()
    wait_for(qtbot, presenter)
    assert not presenter.picture.fault
    assert [each.event.reply for each in decisions(rig)] == ["own-it"]


def test_the_seconds_of_a_decision_are_those_since_the_replies_were_shown(
    opened: Opened, qtbot: QtBot
) -> None:
    rig, presenter = opened()

    rig.clock_goes(7.5)
    presenter.take("own-it")
    wait_for(qtbot, presenter)

    assert decisions(rig)[0].seconds == 7.5


def test_the_last_reply_ends_the_call_and_leads_to_its_debrief(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="own-it"))

    presenter.take("last-four")
    wait_for(qtbot, presenter, Phase.ENDED)

    assert presenter.picture.outcome is Outcome.RESOLVED
    assert presenter.picture.replies == ()
    attempt = rig.workshop.records.attempts(rig.workshop.trainee.id)[0]
    assert attempt.finish is not None
    presenter.see_debrief()
    assert rig.routes == [Debrief(attempt.id)]


# Time to reply


def test_the_time_to_reply_starts_when_the_customer_has_finished(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="own-it"))
    assert rule(presenter) is ReplyTimeRule.WAITING
    rig.clock_goes(60)
    assert presenter.timer.time.seconds == 20

    hear_out(qtbot, rig, presenter)

    assert rule(presenter) is ReplyTimeRule.RUNNING
    rig.clock_goes(5)
    assert presenter.timer.time.seconds == 15
    assert presenter.timer.time.share == 0.75


def test_when_the_time_is_over_silence_is_taken(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="own-it"))
    hear_out(qtbot, rig, presenter)

    rig.clock_goes(20)
    wait_for(qtbot, presenter, Phase.ENDED)

    assert decisions(rig)[-1].event.reply == "silence"
    assert presenter.picture.outcome is Outcome.LOST
    assert presenter.picture.entries[-2].line is None


@pytest.mark.parametrize(
    ("allowance", "seconds"), [(TimeAllowance.HALF_MORE, 30), (TimeAllowance.DOUBLE, 40)]
)
def test_an_accommodation_gives_more_time(
    opened: Opened, tmp_path: Path, allowance: TimeAllowance, seconds: float
) -> None:
    rig = Rig(tmp_path, allowance=allowance)

    _, presenter = opened(Wanted(played="own-it", use=Use.ASSESSMENT), rig)

    assert presenter.timer.time.seconds == seconds


def test_without_a_limit_no_time_is_shown(opened: Opened, tmp_path: Path) -> None:
    rig = Rig(tmp_path, allowance=TimeAllowance.NO_LIMIT)

    _, presenter = opened(Wanted(played="own-it"), rig)

    assert rule(presenter) is ReplyTimeRule.NONE


def test_hearing_the_line_again_does_not_start_the_time_anew(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="own-it"))
    hear_out(qtbot, rig, presenter)
    rig.clock_goes(8)

    presenter.replay()
    hear_out(qtbot, rig, presenter)

    assert presenter.timer.time.seconds == 12


def test_a_practice_can_be_paused_and_its_time_stands_still(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="own-it"))
    hear_out(qtbot, rig, presenter)
    rig.clock_goes(5)

    presenter.toggle_pause()
    rig.clock_goes(600)

    assert presenter.picture.paused
    assert rule(presenter) is ReplyTimeRule.PAUSED
    assert presenter.timer.time.seconds == 15
    presenter.toggle_pause()
    rig.clock_goes(5)
    assert presenter.timer.time.seconds == 10


def test_a_pause_stops_the_voice_in_the_middle_of_the_line(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened()
    qtbot.waitUntil(lambda: presenter.picture.voice is VoiceState.SPEAKING)

    presenter.toggle_pause()

    assert presenter.picture.voice is VoiceState.PAUSED
    assert rig.player.did[-1] == "pause"
    presenter.toggle_pause()
    assert rig.player.did[-1] == "resume"


def test_an_assessment_cannot_be_paused(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="own-it", use=Use.ASSESSMENT))
    hear_out(qtbot, rig, presenter)

    presenter.toggle_pause()
    presenter.cover()
    rig.clock_goes(5)

    assert not presenter.picture.paused
    assert presenter.timer.time.seconds == 15


def test_a_practice_stands_still_under_another_screen(opened: Opened) -> None:
    rig, presenter = opened(Wanted(played="own-it"))

    presenter.cover()
    rig.clock_goes(300)

    covered = presenter.picture
    assert covered.paused
    assert presenter.elapsed() == 10
    presenter.uncover()
    rig.clock_goes(3)
    assert not presenter.picture.paused
    assert presenter.elapsed() == 13


def test_a_pause_of_the_trainees_own_outlasts_another_screen(opened: Opened) -> None:
    _, presenter = opened(Wanted(played="own-it"))
    presenter.toggle_pause()

    presenter.cover()
    presenter.uncover()

    assert presenter.picture.paused


# Practice


def test_feedback_comes_with_the_reply_in_practice_alone(opened: Opened, qtbot: QtBot) -> None:
    _, presenter = opened()
    presenter.take("wait")
    wait_for(qtbot, presenter)
    feedback = presenter.picture.entries[1].feedback
    assert feedback is not None
    assert feedback.ratings[Dimension.EMPATHY].earned == 0
    assert feedback.better is not None


def test_no_feedback_and_no_help_in_an_assessment(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(use=Use.ASSESSMENT))
    presenter.take("wait")
    wait_for(qtbot, presenter)
    presenter.ask_hint()
    presenter.go_back()

    assert presenter.picture.entries[1].feedback is None
    assert presenter.picture.hint is None
    assert len(decisions(rig)) == 1


def test_a_hint_says_what_counts_and_asked_again_which_card_is_best(opened: Opened) -> None:
    _, presenter = opened()

    presenter.ask_hint()
    first = presenter.picture.hint
    presenter.ask_hint()
    second = presenter.picture.hint

    assert first is not None
    assert first.skill == "acknowledge-emotion"
    assert first.dimensions == (Dimension.EMPATHY, Dimension.RESOLUTION)
    assert first.best is None
    assert second is not None
    assert second.best is not None
    assert presenter.picture.replies[second.best - 1].id == "own-it"


def test_going_back_leads_to_a_branch_and_leaves_what_happened_recorded(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="wait"))
    assert presenter.picture.can_go_back

    presenter.go_back()
    qtbot.waitUntil(lambda: presenter.picture.decision == 1 and presenter.picture.phase is Phase.REPLYING)
    presenter.take("own-it")
    wait_for(qtbot, presenter)

    assert [each.event.reply for each in decisions(rig, 0)] == ["wait"]
    assert [each.event.reply for each in decisions(rig, 1)] == ["own-it"]
    assert presenter.picture.mood == 0


# Voice


def test_the_lines_that_any_reply_could_lead_to_are_prepared(opened: Opened) -> None:
    rig, _ = opened()

    assert isinstance(rig.speech, TalkingSpeech)
    assert rig.speech.prepared[-1] == ("scenes/verify/customer/0", "scenes/verify/customer/1")


def test_a_line_is_spoken_in_the_voice_pace_and_language_of_the_call(opened: Opened) -> None:
    rig, presenter = opened()
    rig.preferences.note(voices={"es-MX": "jorge"})
    presenter.listening.change_rate(1.5)
    presenter.uncover()

    presenter.replay()

    assert isinstance(rig.speech, TalkingSpeech)
    line = rig.speech.spoken[-1]
    how = express("Lucía Herrera", mood=-1)
    assert (line.locale, line.rate, line.voice_id) == ("es-MX", 1.5 * how.rate, "jorge")
    assert (line.pitch, line.loudness) == (how.pitch, how.loudness)


def test_captions_can_be_hidden_while_a_voice_speaks(opened: Opened) -> None:
    rig, presenter = opened()

    presenter.listening.toggle_captions()

    assert not presenter.picture.captions
    assert not rig.preferences.settings.captions


def test_captions_stay_where_no_voice_speaks_and_the_reason_is_told(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    _, presenter = opened(rig=Rig(tmp_path, speech=SilentSpeech(())))
    presenter.listening.toggle_captions()

    qtbot.waitUntil(lambda: presenter.picture.voice is VoiceState.ABSENT)

    assert presenter.picture.captions
    assert presenter.picture.silent_because is not None


def test_where_no_voice_speaks_the_time_to_reply_starts_after_reading(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    rig = Rig(tmp_path, speech=SilentSpeech(()))

    _, presenter = opened(Wanted(played="own-it"), rig)

    assert rule(presenter) is ReplyTimeRule.WAITING
    qtbot.waitUntil(lambda: rule(presenter) is ReplyTimeRule.RUNNING)


# Chat


def test_in_a_chat_the_customer_types_before_writing(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    rig, presenter = opened(rig=Rig(tmp_path, chat_scenario()))
    presenter.moment.enabled = True

    presenter.take("own-it")
    wait_for(qtbot, presenter, Phase.CUSTOMER_TURN)

    meanwhile = presenter.picture
    assert meanwhile.typing
    assert meanwhile.taken == "own-it"
    assert len(meanwhile.entries) == 2
    assert len(decisions(rig)) == 1
    wait_for(qtbot, presenter)
    assert not presenter.picture.typing
    assert len(presenter.picture.entries) == 3


def test_a_chat_is_silent_unless_it_is_asked_to_be_read(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    rig, presenter = opened(rig=Rig(tmp_path, chat_scenario()))
    assert isinstance(rig.speech, TalkingSpeech)
    assert rig.speech.spoken == []
    assert presenter.picture.voice is VoiceState.OFF

    presenter.replay()

    qtbot.waitUntil(lambda: presenter.picture.voice is VoiceState.SPEAKING)


# Leaving and coming back


def test_a_call_that_is_left_is_kept_and_goes_on_exactly_there(opened: Opened, qtbot: QtBot) -> None:
    _rig, presenter = opened()
    presenter.take("own-it")
    wait_for(qtbot, presenter)
    before, replies = words(presenter), presenter.picture.replies

    presenter.leave()
    assert presenter.picture.phase is Phase.LEFT
    presenter.go_on()
    wait_for(qtbot, presenter)

    assert words(presenter) == before
    assert presenter.picture.replies == replies
    assert presenter.picture.decision == 2
    assert presenter.picture.mood_before == -1


def test_leaving_an_assessment_is_recorded_and_tells_until_when_it_waits(
    opened: Opened, qtbot: QtBot
) -> None:
    rig, presenter = opened(Wanted(use=Use.ASSESSMENT))

    presenter.leave()
    qtbot.waitUntil(lambda: presenter.picture.resumable_until is not None)

    attempt = rig.workshop.records.attempts(rig.workshop.trainee.id)[0]
    assert attempt.state is AttemptState.OPEN
    assert attempt.interruptions == 1
    presenter.leave()
    assert rig.routes == [Home()]


def test_closing_the_window_keeps_the_call(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="own-it"))

    presenter.close()
    attempt = rig.workshop.records.attempts(rig.workshop.trainee.id)[0].id
    qtbot.waitUntil(lambda: rig.workshop.records.attempt(attempt).interruptions == 1)

    again = rig.present(attempt)
    again.open()
    wait_for(qtbot, again)
    assert words(again)[1].startswith("Lamento")
    again.close()


def test_a_call_that_was_resumed_shows_all_that_was_said(opened: Opened, qtbot: QtBot) -> None:
    rig, presenter = opened(Wanted(played="own-it"))
    attempt = rig.workshop.records.attempts(rig.workshop.trainee.id)[0].id
    before = presenter.picture
    rig.workshop.restart()
    rig.stage.services.practice.__dict__.update(rig.workshop.practice.__dict__)

    again = rig.present(attempt)
    again.open()
    wait_for(qtbot, again)

    assert again.picture.entries == before.entries
    assert again.picture.replies == before.replies
    again.close()


def test_a_call_that_is_over_leads_to_its_debrief(opened: Opened, qtbot: QtBot) -> None:
    rig, _ = opened()
    finished = rig.workshop.play("own-it last-four", "double-charge", "es")

    over = rig.present(finished.attempt)
    over.open()

    qtbot.waitUntil(lambda: rig.routes == [Debrief(finished.attempt)])
    over.close()


def test_a_call_that_was_closed_says_that_it_cannot_go_on(opened: Opened, qtbot: QtBot) -> None:
    rig, _ = opened()
    call = rig.workshop.begin("double-charge", "es")
    call.abandon()

    over = rig.present(call.attempt)
    over.open()

    wait_for(qtbot, over, Phase.BROKEN)
    assert over.picture.fault
    over.close()


def test_the_desk_speaks_the_language_of_the_call(opened: Opened, tmp_path: Path) -> None:
    _, presenter = opened(Wanted(language="es"), Rig(tmp_path, desk_scenario()))

    setting = presenter.picture.setting
    assert setting is not None
    assert setting.records[0].label == "Cuenta"
    assert [article.title for article in setting.articles] == [
        "Política de reembolsos",
        "Verificar la identidad",
    ]
