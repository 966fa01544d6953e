"""In a call: words are marked as they are heard, lines are heard again, a search marks what it finds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from call_rig import LINE_MS, Rig, TalkingSpeech, Wanted, plain_theme
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from trainer.app.speech import Speaking, Spoken, SpokenLine, SpokenWord
from trainer.app.transcript import Speaker
from trainer.scenario.model import Use
from trainer.ui.audio import AudioProblem
from trainer.ui.call.articles import find_words, holds_words
from trainer.ui.call.picture import Phase, VoiceState
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.call.view import CallBody, CallScreen
from trainer.ui.tokens import Color
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class CountingSpeech(TalkingSpeech):
    """Reports a word of every line each 100 ms."""

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        self.spoken.append(line)
        words: list[SpokenWord] = []
        for number, word in enumerate(line.text.split()):
            start = words[-1].start + words[-1].length + 1 if words else 0
            words.append(SpokenWord(100 * number, start, len(word)))
        file = Path(f"{line.key.replace('/', '-')}.wav")
        on_done(Spoken(line, file, LINE_MS, self._voices[0], cached=False, words=tuple(words)))


Shown = Callable[..., tuple[Rig, CallPresenter, CallBody]]


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    """Return how to show a call after replies, its first line being spoken; all is closed afterwards."""
    del qapp
    opened: list[tuple[Rig, CallPresenter, CallScreen]] = []

    def show_call(played: str = "", **wanted: object) -> tuple[Rig, CallPresenter, CallBody]:
        rig = Rig(tmp_path, speech=CountingSpeech())
        presenter = rig.begin(Wanted(played=played, **wanted))  # type: ignore[arg-type]  # a test's own
        screen = rig.draw(presenter)
        opened.append((rig, presenter, screen))
        qtbot.addWidget(screen)
        screen.show()
        screen.activateWindow()
        presenter.open()
        qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
        qtbot.waitUntil(lambda: presenter.picture.voice is VoiceState.SPEAKING)
        assert screen.body is not None
        return rig, presenter, screen.body

    yield show_call
    for rig, presenter, _screen in opened:
        presenter.close()
        rig.tasks.close()


def marked(text: Text) -> list[str]:
    """Return the parts of a text that are painted on a ground of their own."""
    layout = text._lay_out(text.text(), text.width())
    return [
        layout.text()[part.start : part.start + part.length]
        for part in layout.formats()
        if part.format.background().color() == plain_theme().color(Color.ACCENT_SOFT)
    ]


def test_each_word_is_marked_while_it_is_heard(shown: Shown) -> None:
    rig, presenter, body = shown()
    [bubble] = body.transcript.bubbles
    words = bubble.words.text().split()
    size = bubble.words.size()
    assert marked(bubble.words) == []
    for number, word in enumerate(words):
        rig.player.moved.emit(100 * number)
        assert marked(bubble.words) == [word]
        assert bubble.words.size() == size
    presenter.toggle_pause()
    assert marked(bubble.words) == [words[-1]]
    presenter.toggle_pause()
    rig.player.finish()
    assert marked(bubble.words) == []


def test_no_word_is_marked_where_captions_are_off(shown: Shown) -> None:
    rig, presenter, body = shown()
    rig.player.moved.emit(0)
    presenter.listening.toggle_captions()
    [bubble] = body.transcript.bubbles
    assert marked(bubble.words) == []
    rig.player.moved.emit(200)
    assert marked(bubble.words) == []


def test_any_line_of_the_customer_is_heard_again(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, body = shown("own-it")
    first, mine, last = body.transcript.bubbles
    assert mine.findChild(QToolButton, "hear-again") is None
    button = first.findChild(QToolButton, "hear-again")
    assert isinstance(button, QToolButton)
    assert "0:00" in button.accessibleName()
    rig.player.finish()
    button.click()
    qtbot.waitUntil(lambda: rig.player.did[-1] == "play scenes-opening-customer.wav")
    rig.player.moved.emit(0)
    assert marked(first.words) == [first.words.text().split()[0]]
    assert marked(last.words) == []
    rig.player.finish()
    presenter.replay()
    qtbot.waitUntil(lambda: rig.player.did[-1] == "play scenes-verify-customer-0.wav")
    rig.player.moved.emit(0)
    assert marked(first.words) == []
    assert marked(last.words) == [last.words.text().split()[0]]


def test_hearing_a_line_of_before_does_not_begin_the_time_to_reply_anew(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, _body = shown("own-it")
    rig.player.finish()
    rig.clock_goes(5)
    left = presenter.timer.time.seconds
    presenter.hear_again(0)
    qtbot.waitUntil(lambda: presenter.picture.voice is VoiceState.SPEAKING)
    rig.player.finish()
    assert presenter.timer.time.seconds == left


def test_a_line_of_the_trainee_is_not_the_customers_to_say(shown: Shown) -> None:
    _rig, presenter, _body = shown("own-it")
    said = [entry.speaker for entry in presenter.picture.entries]
    assert said == [Speaker.CUSTOMER, Speaker.AGENT, Speaker.CUSTOMER]


def test_a_search_marks_what_it_finds_in_record_and_articles(shown: Shown) -> None:
    _rig, _presenter, body = shown()
    search = body.desk.search
    assert search is not None
    search.field.setText("cuenta")
    assert [part for text in body.desk.findChildren(Text) for part in marked(text)] == ["Cuenta"]
    nothing = body.desk.findChild(Text, "nothing-found")
    assert nothing is not None
    assert nothing.text() == "No article has these words; the customer record does."
    search.field.setText("politica")
    assert [part for text in body.desk.findChildren(Text) for part in marked(text)] == ["Política"]
    search.field.setText("zzz")
    nothing = body.desk.findChildren(Text, "nothing-found")[-1]
    assert nothing.text().startswith("Neither record nor articles")


def test_words_are_found_by_their_beginnings_without_accents() -> None:
    text = "Política de reembolsos: POLI\u0301TICA, 44-2210"
    assert [text[at : at + length] for at, length in find_words(text, "politi")] == [
        "Política",
        "POLI\u0301TICA",
    ]
    assert [text[at : at + length] for at, length in find_words(text, "44 reem")] == ["reembolsos", "44"]
    assert find_words(text, "") == ()
    assert holds_words(text, "reem poli")
    assert not holds_words(text, "reem otra")
    assert not holds_words(text, " ")


def test_hold_is_shown_with_its_time_and_the_time_to_reply_goes_on(shown: Shown) -> None:
    rig, presenter, body = shown("own-it", use=Use.ASSESSMENT)
    rig.player.finish()
    left = presenter.timer.time.seconds
    first = body.replies.focus_target()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_W)
    assert presenter.picture.holding
    rig.clock_goes(4)
    presenter.ticked.emit()
    words = body.desk.findChild(Text, "hold-time")
    assert words is not None
    assert words.text() == "On hold now, hold time 0:04"
    speaking = body.person.findChild(Text, "speaking")
    assert speaking is not None
    assert speaking.text() == "Lucía is on hold"
    assert presenter.timer.time.seconds == left - 4
    back = body.desk.findChild(QPushButton, "unhold")
    assert isinstance(back, QPushButton)
    back.click()
    assert words.text() == "Hold time 0:04"


def test_the_end_of_a_call_tells_its_hold_time(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, body = shown("own-it")
    presenter.toggle_hold()
    rig.clock_goes(65)
    presenter.take("last-four")
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.ENDED)
    told = body.replies.findChild(Text, "end-hold")
    assert told is not None
    assert told.isVisible()
    assert told.text() == "Hold time 1:05; it is part of the handle time and changes no score."


def test_where_one_only_listens_c_shows_the_words_until_the_next_line(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, _screen = shown("own-it")
    presenter.listening.only_listen = True
    presenter._show()
    seen = [presenter.picture.captions]
    presenter.listening.toggle_captions()
    seen.append(presenter.picture.captions)
    pictures: list[bool] = []
    presenter.changed.connect(
        lambda: pictures.append(presenter.picture.captions) if len(presenter.picture.entries) > 3 else None
    )
    presenter.take("last-four")
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.ENDED)
    assert seen == [False, True]
    assert pictures
    assert not any(pictures)
    assert rig.preferences.settings.captions


def test_where_one_only_listens_and_no_voice_speaks_the_words_are_shown(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, _screen = shown("own-it")
    presenter.listening.only_listen = True
    rig.player.refused.emit(AudioProblem.NO_DEVICE)
    qtbot.waitUntil(lambda: presenter.picture.voice is VoiceState.ABSENT)
    assert presenter.picture.captions
