"""A line in which somebody switches languages: shown plainly, its parts told to voices and screen readers."""

import pytest
from building import ending, reply, scenario, scene, text
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from workshop import Workshop

from trainer import i18n
from trainer.app.call import Offer
from trainer.app.delivery import Manner, spoken_line
from trainer.app.documents import Paper
from trainer.app.speech import VoiceGender
from trainer.app.transcript import Entry, Feedback, Line, Speaker, agent_line, customer_line
from trainer.engine.call import start
from trainer.exports.debrief_document import describe_debrief
from trainer.paths import assets_folder
from trainer.scenario.model import Article, Record, Scenario, Text, Use, Variant
from trainer.scenario.spans import Segment
from trainer.ui.call.announcing import spoken_news
from trainer.ui.call.bubble import Bubble
from trainer.ui.call.feedback import FeedbackStrip
from trainer.ui.call.picture import Desk
from trainer.ui.call.reply_cards import ReplyCard
from trainer.ui.call.setting import make_setting
from trainer.ui.call.side_panel import SidePanel
from trainer.ui.call.words import switched_words
from trainer.ui.debrief.content import describe_moment
from trainer.ui.debrief.detail import MomentCard
from trainer.ui.theme import Theme
from trainer.ui.tokens import Scheme
from trainer.ui.widgets.text import Text as Label

SWITCHED = "Mi [[en: billing statement]] no llegó."
PARTS = (Segment("es-MX", "Mi "), Segment("en", "billing statement"), Segment("es-MX", " no llegó."))
LINE = Line("scenes/opening/customer", "Mi billing statement no llegó.", "es-MX", PARTS)


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    assert qtbot is not None  # a theme needs the application
    return Theme(Scheme.LIGHT, assets_folder(), reduced_motion=True)


def test_lines_are_plain_and_know_their_parts() -> None:
    said = text(en="My bill", es=SWITCHED)
    opening = scene("opening", reply("help", "done", agent=said))
    opening = opening._replace(customer=(Variant("scenes/opening/customer", (), said),))
    played = scenario(opening, ending("done"))
    step = start(played)
    line = customer_line(played, step, "es")
    assert (line.text, line.segments) == (LINE.text, PARTS)
    assert line.switched == (PARTS[1],)
    assert customer_line(played, step, "en").segments == ()
    assert agent_line(played, "opening", opening.replies[0], "es").segments == PARTS


def test_voices_get_the_parts() -> None:
    spoken = spoken_line(LINE, Manner(VoiceGender.FEMALE))
    assert (spoken.text, spoken.segments) == (LINE.text, PARTS)


def test_the_words_for_screen_readers() -> None:
    two = Line(
        "x",
        "gate, merci",
        "es-MX",
        (Segment("en-US", "gate"), Segment("es-MX", ", "), Segment("fr", "merci")),
    )
    assert switched_words(two) == '"gate" is US English and "merci" is French'
    assert switched_words(Line("x", "Hola", "es-MX")) == ""


def test_a_reply_card_tells_them(theme: Theme, qtbot: QtBot) -> None:
    card = ReplyCard(theme, 1, Offer("own-it", LINE))
    qtbot.addWidget(card)
    assert LINE.text in card.accessibleName()
    assert card.accessibleDescription() == '"billing statement" is English'


@pytest.mark.parametrize(("readable", "told"), [(True, '"billing statement" is English'), (False, "")])
def test_a_bubble_tells_them_where_its_words_are_shown(
    theme: Theme, qtbot: QtBot, *, readable: bool, told: str
) -> None:
    i18n.activate("en")
    setting = make_setting(Workshop(switching_scenario()).play("", "switching", "es", Use.PRACTICE))
    entry = Entry(Speaker.CUSTOMER, LINE, 0, 0.0, decision=None, feedback=None)
    holder = QWidget()
    qtbot.addWidget(holder)
    bubble = Bubble(theme, entry, setting, readable=readable)
    bubble.setParent(holder)
    assert bubble.accessibleDescription() == told


def test_the_desk_tells_them(theme: Theme, qtbot: QtBot) -> None:
    setting = make_setting(Workshop(switching_scenario()).play("", "switching", "es", Use.PRACTICE))
    panel = SidePanel(theme, setting, desk=Desk(article=0), shortcut=None)
    qtbot.addWidget(panel)
    told = {each.text(): each.accessibleDescription() for each in panel.findChildren(Label)}
    assert told["Su late fee"] == '"late fee" is English'
    assert told["Se perdona el late fee una vez."] == '"late fee" is English'
    assert told["Otra cosa."] == ""


def test_a_new_line_and_a_better_reply_tell_them(theme: Theme, qtbot: QtBot) -> None:
    setting = make_setting(Workshop(switching_scenario()).play("", "switching", "es", Use.PRACTICE))
    entry = Entry(Speaker.CUSTOMER, LINE, 0, 0.0, decision=None, feedback=None)
    said = spoken_news(entry, setting, captions=True)
    assert said == 'Lucía: Mi billing statement no llegó. ("billing statement" is English)'
    better = Feedback({}, None, Text({"en": "Their [[es: saldo]]."}), LINE)
    block = FeedbackStrip(theme, better)
    qtbot.addWidget(block)
    next(each for each in block.findChildren(QAbstractButton) if each.text() == "Show a better reply").click()
    told = {each.text(): each.accessibleDescription() for each in block.findChildren(Label)}
    assert told["Their saldo."] == '"saldo" is Spanish'
    assert told[LINE.text] == '"billing statement" is English'


def test_the_debrief_and_its_paper_tell_them(theme: Theme, qtbot: QtBot) -> None:
    i18n.activate("en")
    workshop = Workshop(switching_scenario())
    call = workshop.play("help", "switching", "es", Use.PRACTICE)
    debrief = workshop.debriefs.debrief(call.attempt)
    moment = describe_moment(debrief, debrief.decisions[0])
    card = MomentCard(theme, moment, QHBoxLayout(), open_others=False, scrolls=False)
    qtbot.addWidget(card)
    told = [each.accessibleDescription() for each in card.findChildren(Label) if each.text() == LINE.text]
    assert set(told) == {'"billing statement" is English'}
    assert moment.feedback_switches == '"saldo" is Spanish'
    paper = describe_debrief(debrief, "Mariana", Paper.LETTER)
    line = paper["decisions"]["items"][0]["customer"]["line"]
    assert [(part["text"], part["language"]) for part in line["parts"]] == [
        *(("Mi ", "es"), ("billing statement", "en"), (" no llegó.", "es"))
    ]


def switching_scenario() -> Scenario:
    """Build a call in which everything switches languages: lines, replies, feedback, record and article."""
    said = text(en="My bill", es=SWITCHED)
    taken = reply(
        "help", "done", "11", agent=said, feedback=text(en="Good: the [[es: saldo]] is known.", es="Bien.")
    )
    opening = scene("opening", taken, reply("wait", "done", "00"))
    opening = opening._replace(customer=(Variant("scenes/opening/customer", (), said),))
    label = text(en="Fee", es="Su [[en: late fee]]")
    body = text(en="Once.", es="Otra cosa.\n\nSe perdona el [[en: late fee]] una vez.")
    return scenario(opening, ending("done"), name="switching")._replace(
        records=(Record(label, text("12")),),
        articles=(Article(text(en="Fees", es="Cargos"), body),),
    )
