"""The call on the screen: by keyboard alone, in every size, in the language that is spoken."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from building import double_charge, text
from call_rig import Rig, Wanted, chat_scenario, desk_scenario, plain_theme
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from trainer import i18n
from trainer.app.faults import DiskFullFault
from trainer.scenario.model import Record, Scenario, Use
from trainer.ui.call.picture import Phase
from trainer.ui.call.presenter import CallPresenter
from trainer.ui.call.reply_cards import CardState, ReplyCard
from trainer.ui.call.view import CallBody, CallScreen
from trainer.ui.navigator import Debrief, Home, Shortcuts
from trainer.ui.theme import apply_theme, load_fonts
from trainer.ui.tokens import Scheme
from trainer.ui.widgets.text import Text

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Shown = Callable[..., tuple[Rig, CallPresenter, CallScreen]]


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    """Return how to show a call; everything is closed afterwards."""
    load_fonts(plain_theme().assets / "fonts")
    opened: list[tuple[Rig, CallPresenter]] = []

    def show_call(
        wanted: Wanted | None = None, *scenarios: Scenario, scale: float = 1.0, scheme: Scheme = Scheme.LIGHT
    ) -> tuple[Rig, CallPresenter, CallScreen]:
        apply_theme(qapp, plain_theme(scale=scale, scheme=scheme))
        rig = Rig(tmp_path, *scenarios)
        presenter = rig.begin(wanted)
        opened.append((rig, presenter))
        screen = rig.draw(presenter, scale=scale, scheme=scheme)
        qtbot.addWidget(screen)
        screen.show()
        screen.activateWindow()
        presenter.open()
        qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
        return rig, presenter, screen

    yield show_call
    for rig, presenter in opened:
        presenter.close()
        rig.tasks.close()
    i18n.activate("en")


def body_of(screen: CallScreen) -> CallBody:
    assert screen.body is not None
    return screen.body


def press(screen: CallScreen, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(keyboard(screen), key)


def keyboard(screen: CallScreen) -> QWidget:
    """Return what has the keyboard; Qt has nothing where nobody does, which its stubs do not say."""
    focused: QWidget | None = screen.window().focusWidget()
    return screen if focused is None else focused


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_one_key_takes_a_reply_and_the_transcript_says_it(shown: Shown, qtbot: QtBot) -> None:
    _, presenter, screen = shown()
    offered = presenter.picture.replies

    press(screen, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: presenter.picture.decision == 2)

    assert body_of(screen).transcript.bubbles[1].words.text() == offered[1].line.text


def test_enter_takes_the_reply_that_has_the_keyboard(shown: Shown, qtbot: QtBot) -> None:
    _, presenter, screen = shown()
    card = body_of(screen).replies.cards.cards[1]
    assert body_of(screen).replies.cards.cards[0].hasFocus()

    press(screen, Qt.Key.Key_Tab)
    assert card.hasFocus()
    press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: presenter.picture.decision == 2)

    assert presenter.picture.entries[1].line == card.offer.line


def test_the_reply_taken_is_marked_and_the_others_fade(shown: Shown, qtbot: QtBot) -> None:
    _, presenter, screen = shown()
    presenter.moment.enabled = True

    press(screen, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.CUSTOMER_TURN)

    states = [card.state for card in body_of(screen).replies.cards.cards]
    assert states == [CardState.TAKEN, CardState.NOT_TAKEN]
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
    assert {card.state for card in body_of(screen).replies.cards.cards} == {CardState.OFFERED}


def test_every_text_of_the_call_carries_its_own_language(shown: Shown) -> None:
    _, _, screen = shown(Wanted(language="es", played="wait"))
    body = body_of(screen)
    spanish = QLocale("es-MX")

    said = [bubble.words for bubble in body.transcript.bubbles]
    offered = [card.findChild(Text) for card in body.replies.cards.cards]
    filed = [label for label in body.desk.findChildren(Text) if label.text() in {"Cuenta", "44-2210"}]

    assert len(said) == 3
    assert len(offered) == 2
    assert len(filed) == 2
    for widget in (*said, *offered, *filed):
        assert widget is not None
        assert widget.locale() == spanish


def test_what_a_file_says_is_never_markup(shown: Shown) -> None:
    markup = "<b>Bold</b> &amp; <img src=x>"
    scenario = desk_scenario()._replace(title=text(markup), records=(Record(text(markup), text(markup)),))
    opening = scenario.scenes["opening"]
    opening = opening._replace(
        replies=(opening.replies[0]._replace(agent=text(markup)), *opening.replies[1:]),
        customer=(opening.customer[0]._replace(text=text(markup)),),
    )

    _, _, screen = shown(None, scenario._replace(scenes={**scenario.scenes, "opening": opening}))

    marked = [label for label in screen.findChildren(QLabel) if markup in label.text()]
    assert len(marked) == 5
    assert {label.textFormat() for label in marked} == {Qt.TextFormat.PlainText}


def test_a_new_line_of_the_customer_is_announced_once(shown: Shown, qtbot: QtBot) -> None:
    _, presenter, screen = shown(Wanted(use=Use.ASSESSMENT))
    said: list[str] = []
    screen.announced.connect(said.append)

    press(screen, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: presenter.picture.decision == 2)
    presenter.replay()
    presenter.listening.toggle_captions()
    presenter.listening.toggle_captions()

    answer = presenter.picture.entries[-1].line
    assert answer is not None
    assert said == [f"Lucía: {answer.text}"]


def test_what_was_said_before_is_not_announced_again_when_a_call_goes_on(shown: Shown, qtbot: QtBot) -> None:
    _, presenter, screen = shown(Wanted(played="own-it"))
    said: list[str] = []
    presenter.leave()
    screen.announced.connect(said.append)

    presenter.go_on()
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)

    assert said == []


def test_the_clock_is_silent_and_tells_the_time_when_asked(shown: Shown) -> None:
    rig, presenter, screen = shown(Wanted(played="own-it"))
    rig.player.finish()
    rig.clock_goes(65)
    said: list[str] = []
    screen.announced.connect(said.append)
    presenter.ticked.emit()
    assert said == []

    press(screen, Qt.Key.Key_T)

    assert len(said) == 1
    assert "1 minute 15 seconds" in said[0]


def test_the_search_takes_letters_and_digits_and_keeps_escape_to_itself(shown: Shown) -> None:
    rig, presenter, screen = shown()
    press(screen, Qt.Key.Key_F)
    search = body_of(screen).desk.search
    assert search is not None
    assert search.field.hasFocus()

    for key in (Qt.Key.Key_R, Qt.Key.Key_E, Qt.Key.Key_E, Qt.Key.Key_M, Qt.Key.Key_1, Qt.Key.Key_Backspace):
        press(screen, key)

    assert search.text == "reem"
    assert presenter.desk.words == "reem"
    assert presenter.picture.decision == 1
    titles = texts(body_of(screen).desk)
    assert "Política de reembolsos" in titles
    assert "Verificar la identidad" not in titles
    press(screen, Qt.Key.Key_Escape)
    assert not search.text
    press(screen, Qt.Key.Key_Escape)
    assert presenter.picture.phase is Phase.REPLYING
    assert rig.routes == []
    assert body_of(screen).replies.cards.cards[0].hasFocus()


def test_an_article_opens_and_closes_by_keyboard(shown: Shown) -> None:
    _, presenter, screen = shown()
    press(screen, Qt.Key.Key_F)
    press(screen, Qt.Key.Key_Tab)

    press(screen, Qt.Key.Key_Return)
    assert "El mismo día." in texts(body_of(screen).desk)
    assert presenter.desk.article == 0
    press(screen, Qt.Key.Key_Return)

    assert "El mismo día." not in texts(body_of(screen).desk)
    assert presenter.desk.article is None


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        (Qt.Key.Key_P, lambda presenter: presenter.picture.paused),
        (Qt.Key.Key_H, lambda presenter: presenter.picture.hint is not None),
        (Qt.Key.Key_C, lambda presenter: not presenter.picture.captions),
        (Qt.Key.Key_Backspace, lambda presenter: presenter.picture.decision == 1),
        (Qt.Key.Key_Escape, lambda presenter: presenter.picture.phase is Phase.LEFT),
    ],
)
def test_each_key_does_what_it_says(
    shown: Shown, qtbot: QtBot, key: Qt.Key, seen: Callable[[CallPresenter], bool]
) -> None:
    _, presenter, screen = shown(Wanted(played="own-it"))
    assert not seen(presenter)

    press(screen, key)

    qtbot.waitUntil(lambda: seen(presenter))


def test_r_lets_the_line_be_heard_again(shown: Shown, qtbot: QtBot) -> None:
    rig, _, screen = shown()
    qtbot.waitUntil(lambda: "play scenes-opening-customer.wav" in rig.player.did)
    rig.player.did.clear()

    press(screen, Qt.Key.Key_R)

    qtbot.waitUntil(lambda: "play scenes-opening-customer.wav" in rig.player.did)


def test_captions_off_hides_the_customers_words_alone(shown: Shown, qtbot: QtBot) -> None:
    _, presenter, screen = shown(Wanted(played="own-it"))
    bubbles = body_of(screen).transcript.bubbles

    press(screen, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: not presenter.picture.captions)

    said = [entry.line.text if entry.line else "" for entry in presenter.picture.entries]
    assert bubbles[0].words.text() != said[0]
    assert bubbles[1].words.text() == said[1]
    press(screen, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: bubbles[0].words.text() == said[0])


def test_an_assessment_shows_no_hint_no_way_back_and_no_pause(shown: Shown) -> None:
    _, _, screen = shown(Wanted(played="own-it", use=Use.ASSESSMENT))

    for name in ("hint", "go-back", "control-P"):
        control = screen.findChild(QWidget, name)
        assert control is None or not control.isVisible()
    assert all(bubble.strip is None for bubble in body_of(screen).transcript.bubbles)


def test_a_fault_is_told_once_and_can_be_tried_again_by_keyboard(
    shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    rig, presenter, screen = shown()
    rig.workshop.fake_records.refuse = DiskFullFault(tmp_path)

    press(screen, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: bool(presenter.picture.fault))

    qtbot.waitUntil(lambda: any(str(tmp_path) in words for words in texts(screen)))
    assert len([words for words in texts(screen) if str(tmp_path) in words]) == 1
    press(screen, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: presenter.picture.decision == 2)
    assert not [words for words in texts(screen) if str(tmp_path) in words]


def test_the_end_leads_to_the_debrief_with_enter(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, screen = shown(Wanted(played="own-it"))
    presenter.take("last-four")
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.ENDED)

    assert "The call has ended" in texts(screen)
    press(screen, Qt.Key.Key_Return)

    assert isinstance(rig.routes[-1], Debrief)


def test_leaving_says_that_the_call_is_kept_and_enter_goes_on(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, screen = shown(Wanted(played="own-it"))

    press(screen, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "This call is kept" in texts(screen))
    press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.REPLYING)
    assert len(body_of(screen).transcript.bubbles) == 3

    press(screen, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "This call is kept" in texts(screen))
    press(screen, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rig.routes == [Home()])


def test_the_keys_are_one_key_away(shown: Shown) -> None:
    rig, _, screen = shown()

    keys = screen.findChild(QWidget, "keys")
    assert keys is not None
    QTest.mouseClick(keys, Qt.MouseButton.LeftButton)

    assert rig.routes == [Shortcuts()]


def test_another_theme_or_language_keeps_the_call(shown: Shown, qtbot: QtBot) -> None:
    rig, presenter, screen = shown(Wanted(played="wait"))
    presenter.ask_hint()
    presenter.arrange_desk(words="identidad", article=1)
    said = [bubble.words.text() for bubble in body_of(screen).transcript.bubbles]

    i18n.activate("es")
    again = rig.draw(presenter, scheme=Scheme.DARK)
    qtbot.addWidget(again)
    again.show()

    assert [bubble.words.text() for bubble in body_of(again).transcript.bubbles] == said
    assert again.findChild(QWidget, "hint-strip") is not None
    assert "Pida dos datos." in texts(body_of(again).desk)
    assert again.page_title() == "Cobro duplicado"


def test_scrolling_up_stops_following_and_offers_to_return(shown: Shown, qtbot: QtBot) -> None:
    scenario = double_charge()
    opening = scenario.scenes["opening"]
    long = opening.customer[0]._replace(text=text("Una línea muy larga. " * 120))
    scenario = scenario._replace(scenes={**scenario.scenes, "opening": opening._replace(customer=(long,))})
    _, presenter, screen = shown(Wanted(played="wait"), scenario)
    transcript = body_of(screen).transcript
    newest = screen.findChild(QWidget, "newest")
    assert newest is not None
    bar = transcript.scroll_bar
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    assert not newest.isVisible()

    press(screen, Qt.Key.Key_PageUp)
    seen = bar.value()
    assert seen < bar.maximum()
    assert newest.isVisible()
    presenter.take("last-four")
    qtbot.waitUntil(lambda: presenter.picture.phase is Phase.ENDED)
    assert bar.value() == seen

    QTest.mouseClick(newest, Qt.MouseButton.LeftButton)
    assert bar.value() == bar.maximum()
    assert not newest.isVisible()


def clipped(root: QWidget) -> list[str]:
    """Return every text that has less room than it needs, or is elided."""
    short = []
    for label in root.findChildren(Text):
        if not label.isVisible() or not label.text():
            continue
        needed = (
            label.heightForWidth(label.width()) if label.hasHeightForWidth() else label.sizeHint().height()
        )
        narrow = not label.hasHeightForWidth() and label.width() < label.sizeHint().width() - 1
        if label.height() < needed or narrow:
            short.append(label.text())
    return short


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("use", list(Use))
def test_nothing_is_clipped_at_any_size_of_text(shown: Shown, qtbot: QtBot, scale: float, use: Use) -> None:
    _, _, screen = shown(Wanted(played="wait", use=use), scale=scale)
    qtbot.waitUntil(lambda: len(body_of(screen).transcript.bubbles) == 3)

    qtbot.waitUntil(lambda: clipped(screen) == [])


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_clipped_in_a_chat(shown: Shown, qtbot: QtBot, scale: float) -> None:
    _, _, screen = shown(Wanted(played="own-it"), chat_scenario(), scale=scale)

    qtbot.waitUntil(lambda: clipped(screen) == [])


def test_where_it_is_narrow_the_desk_opens_over_the_call(shown: Shown) -> None:
    _, presenter, screen = shown(scale=2.0)
    desk = body_of(screen).desk
    assert not desk.isVisible()

    press(screen, Qt.Key.Key_F)
    assert desk.isVisible()
    assert presenter.desk.over
    assert desk.search is not None
    assert desk.search.field.hasFocus()
    press(screen, Qt.Key.Key_Escape)

    assert not desk.isVisible()
    assert presenter.picture.phase is Phase.REPLYING


def test_every_control_has_a_name(shown: Shown) -> None:
    _, _, screen = shown(Wanted(played="wait"))

    unnamed = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
    ]

    assert unnamed == []
    assert all(isinstance(card, ReplyCard) for card in body_of(screen).replies.cards.cards)


def test_where_the_text_is_large_w_puts_the_customer_on_hold_and_the_strip_says_so(
    shown: Shown, qtbot: QtBot
) -> None:
    _rig, presenter, screen = shown(Wanted(use=Use.ASSESSMENT), scale=2.0)
    body = body_of(screen)
    assert not body.desk.isVisible()

    press(screen, Qt.Key.Key_W)
    held = presenter.picture.holding
    presenter.listening.voice.hush()
    sign = body.person.findChild(QLabel, "speaking")
    assert isinstance(sign, QLabel)
    qtbot.waitUntil(lambda: sign.text() == "Lucía is on hold")
    assert sign.isVisible()

    press(screen, Qt.Key.Key_W)
    assert (held, presenter.picture.holding) == (True, False)
    qtbot.waitUntil(lambda: sign.text() == "")
