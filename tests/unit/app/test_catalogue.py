from dataclasses import replace
from datetime import timedelta

import pytest
from building import double_charge, ending, reply, scenario, scene, text
from workshop import Workshop

from trainer.app.scenarios import Card, CardState, Order, PlainTexts, Wanted, find, in_order
from trainer.certification.model import AttemptLimit, Certification, Requirement
from trainer.scenario.model import Channel, Dimension, Level, Text, Use

FOUNDATION = Certification(
    id="foundation",
    version=1,
    title=Text({"en": "Foundation"}),
    description=None,
    requires=(Requirement(("double-charge",), ("en",), 1),),
    limit=AttemptLimit(1, timedelta(days=7)),
)

charge = double_charge()._replace(
    title=text(en="Charged twice", es="Cobro duplicado"), tags=("billing", "telecom"), level=Level.B2
)
english_charge = charge._replace(languages=("en",))
appointment = scenario(
    scene("hello", reply("warm", "end", "33"), reply("cold", "end", "00"), skill="explore-need"),
    ending("end"),
    name="appointment",
)._replace(title=text(en="Appointment", es="Cita médica"), channel=Channel.CHAT, languages=("es",))


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(charge, appointment, certifications=[FOUNDATION])


def states(workshop: Workshop) -> dict[str, CardState]:
    return {card.id: card.state for card in workshop.catalogue.cards(workshop.trainee)}


def ids(cards: list[Card]) -> list[str]:
    return [card.id for card in cards]


def test_a_card_holds_what_it_takes_to_choose(workshop: Workshop) -> None:
    workshop.play("own-it last-four")
    workshop.clock.go(60)
    workshop.play("own-it full-card")
    workshop.play("wait last-four", language="es")
    card = workshop.catalogue.card(workshop.trainee, "double-charge")
    assert card.skills == ("acknowledge-emotion", "verify-identity")
    assert (card.decisions, card.playable, card.certifications) == (2, True, ("foundation",))
    assert card.minutes == 1
    assert card.results["en"].times == 2
    assert card.results["en"].best.shown(Dimension.RESOLUTION) == 100
    assert card.results["en"].last.shown(Dimension.RESOLUTION) == 50
    assert card.last == card.results["es"].last
    assert card.best == card.results["en"].best
    assert workshop.catalogue.card(workshop.trainee, "appointment").results == {}
    with pytest.raises(KeyError):
        workshop.catalogue.card(workshop.trainee, "nothing")


def test_states_follow_what_was_done() -> None:
    workshop = Workshop(english_charge, appointment, certifications=[FOUNDATION])
    assert states(workshop) == {"double-charge": CardState.NEXT, "appointment": CardState.NEW}
    workshop.play("own-it last-four", use=Use.ASSESSMENT)
    assert states(workshop) == {"double-charge": CardState.PASSED, "appointment": CardState.NEXT}
    workshop.clock.go(days=1)
    workshop.play("own-it full-card")
    workshop.play("cold", "appointment", "es")
    assert states(workshop) == {"double-charge": CardState.PRACTICED, "appointment": CardState.NEXT}
    workshop.clock.go(days=2)
    assert states(workshop) == {"double-charge": CardState.DUE, "appointment": CardState.NEXT}
    workshop.play("warm", "appointment", "es")
    assert states(workshop) == {"double-charge": CardState.NEXT, "appointment": CardState.PASSED}


def test_a_blocked_assessment_says_when_it_opens() -> None:
    both = replace(FOUNDATION, requires=(*FOUNDATION.requires, Requirement(("appointment",), ("es",), 1)))
    workshop = Workshop(english_charge, appointment, certifications=[both])
    workshop.play("wait full-card", use=Use.ASSESSMENT)
    opens_at = workshop.clock.now() + timedelta(days=7)
    workshop.clock.go(days=1)
    card = workshop.catalogue.card(workshop.trainee, "double-charge")
    assert (card.state, card.language, card.opens_at) == (CardState.WAITING, "en", opens_at)
    assert states(workshop)["appointment"] is CardState.NEXT


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["double-charge", "appointment"]),
        (Wanted(words="  "), ["double-charge", "appointment"]),
        (Wanted(words="CITA medica"), ["appointment"]),
        (Wanted(words="twice"), ["double-charge"]),
        (Wanted(words="duplicado lucia"), ["double-charge"]),
        (Wanted(words="telecom"), ["double-charge"]),
        (Wanted(words="explore the need"), ["appointment"]),
        (Wanted(words="charged nobody"), []),
        (Wanted(language="en"), ["double-charge"]),
        (Wanted(language="es"), ["double-charge", "appointment"]),
        (Wanted(channel=Channel.CHAT), ["appointment"]),
        (Wanted(level=Level.B2), ["double-charge"]),
        (Wanted(skill="verify-identity"), ["double-charge"]),
        (Wanted(use=Use.ASSESSMENT, state=CardState.NEW), ["appointment"]),
    ],
)
def test_cards_are_found_by_what_is_wanted(workshop: Workshop, wanted: Wanted, found: list[str]) -> None:
    assert ids(find(workshop.catalogue.cards(workshop.trainee), wanted, PlainTexts("en"))) == found


def test_cards_are_sorted_in_every_order(workshop: Workshop) -> None:
    workshop.play("warm", "appointment", "es")
    cards = workshop.catalogue.cards(workshop.trainee)
    assert ids(in_order(cards, Order.TITLE, "en")) == ["appointment", "double-charge"]
    assert ids(in_order(cards, Order.TITLE, "es")) == ["appointment", "double-charge"]
    assert ids(in_order(cards, Order.LEVEL, "en")) == ["appointment", "double-charge"]
    assert ids(in_order(cards, Order.LENGTH, "en")) == ["appointment", "double-charge"]
    assert ids(in_order(cards, Order.LAST, "en")) == ["double-charge", "appointment"]
    assert ids(in_order(cards, Order.RECOMMENDED, "en")) == ["double-charge", "appointment"]


def test_a_scenario_that_cannot_be_scored_is_shown_as_such() -> None:
    hopeless = scenario(
        scene("only", reply("a", "end", "30"), reply("b", "end", "03")), ending("end"), name="hopeless"
    )
    workshop = Workshop(hopeless)
    (card,) = workshop.catalogue.cards(workshop.trainee)
    assert (card.playable, card.minutes, card.decisions) == (False, None, None)
    assert ids(in_order([card], Order.LENGTH, "en")) == ["hopeless"]
