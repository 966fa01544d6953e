"""A line in which somebody switches languages: shown plainly, its parts told to voices and screen readers."""

from datetime import UTC, datetime

import pytest
from building import ending, reply, scenario, scene, text
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trainer import i18n
from trainer.app.call import Offer
from trainer.app.delivery import Manner, spoken_line
from trainer.app.ports import TimeAllowance
from trainer.app.speech import VoiceGender
from trainer.app.transcript import Entry, Line, Speaker, agent_line, customer_line
from trainer.engine.call import start
from trainer.paths import assets_folder
from trainer.scenario.model import Channel, Text, Use, Variant
from trainer.scenario.spans import Segment
from trainer.ui.call.bubble import Bubble
from trainer.ui.call.picture import Caller, Setting
from trainer.ui.call.reply_cards import ReplyCard
from trainer.ui.call.words import switched_words
from trainer.ui.theme import Theme
from trainer.ui.tokens import Scheme

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
    setting = Setting(
        title=Text({"": "A call"}),
        language="es",
        use=Use.PRACTICE,
        channel=Channel.VOICE,
        caller=Caller("Lucía Herrera", None, "es-MX", "es-MX"),
        records=(),
        articles=(),
        started_at=datetime(2026, 7, 1, 16, 10, tzinfo=UTC),
        allowance=TimeAllowance.AS_AUTHORED,
        timed=False,
    )
    entry = Entry(Speaker.CUSTOMER, LINE, 0, 0.0, decision=None, feedback=None)
    holder = QWidget()
    qtbot.addWidget(holder)
    bubble = Bubble(theme, entry, setting, readable=readable)
    bubble.setParent(holder)
    assert bubble.accessibleDescription() == told
