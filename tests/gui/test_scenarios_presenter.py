"""The library without a widget: what is looked for, what is found, which files are broken, what fails."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from authored import changed, read
from building import double_charge, text
from call_rig import Rig
from pytestqt.qtbot import QtBot

from trainer import i18n
from trainer.app.faults import RecordsBusyFault
from trainer.app.library import BrokenFile, Contents
from trainer.app.ports import Trainee
from trainer.app.scenarios import Card, CardState, Order
from trainer.scenario.model import Channel, Dimension, Level, Scenario
from trainer.ui.icons import Icon
from trainer.ui.navigator import Brief
from trainer.ui.scenarios.broken import problem_sentence
from trainer.ui.scenarios.content import describe
from trainer.ui.scenarios.presenter import ScenariosPresenter
from trainer.ui.tasks import Failure
from trainer.ui.widgets.marks import Tone

pytestmark = pytest.mark.usefixtures("qtbot")


def charged_twice() -> Scenario:
    return double_charge()._replace(title=text(en="Charged twice", es="Cobro duplicado"))


def new_appointment() -> Scenario:
    return double_charge()._replace(
        id="appointment",
        title=text(en="New appointment", es="Cita médica"),
        languages=("es",),
        channel=Channel.CHAT,
        level=Level.A2,
    )


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path, charged_twice(), new_appointment())
    yield made
    made.tasks.close()
    i18n.activate("en")


@pytest.fixture
def presenter(rig: Rig, qtbot: QtBot) -> ScenariosPresenter:
    made = ScenariosPresenter(rig.stage)
    made.open()
    qtbot.waitUntil(lambda: made.cards is not None)
    return made


def found(presenter: ScenariosPresenter) -> list[str]:
    return [card.id for card in presenter.found]


def test_the_library_arrives_with_the_recommended_call_first(presenter: ScenariosPresenter) -> None:
    assert sorted(found(presenter)) == ["appointment", "double-charge"]
    assert presenter.found[0].state is CardState.NEXT
    assert not presenter.filtered


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"words": "cita medica"}, ["appointment"]),
        ({"words": "CHARGED"}, ["double-charge"]),
        ({"language": "en"}, ["double-charge"]),
        ({"channel": Channel.CHAT}, ["appointment"]),
        ({"level": Level.B1}, ["double-charge"]),
        ({"skill": "verify-identity", "words": "nothing like it"}, []),
    ],
)
def test_it_finds_what_is_looked_for(
    presenter: ScenariosPresenter, qtbot: QtBot, wanted: dict[str, object], ids: list[str]
) -> None:
    with qtbot.waitSignal(presenter.changed, timeout=1000):
        presenter.look_for(**wanted)
    assert found(presenter) == ids
    assert presenter.filtered
    presenter.show_all()
    assert len(found(presenter)) == 2


def test_looking_for_the_same_again_changes_nothing(presenter: ScenariosPresenter, qtbot: QtBot) -> None:
    presenter.look_for(language="es")
    with qtbot.assertNotEmitted(presenter.changed):
        presenter.look_for(language="es")
        presenter.sort(Order.RECOMMENDED)


def test_it_sorts(presenter: ScenariosPresenter) -> None:
    presenter.sort(Order.TITLE)
    assert found(presenter) == ["double-charge", "appointment"]
    presenter.sort(Order.LEVEL)
    assert found(presenter) == ["appointment", "double-charge"]


def test_a_brief_opens_in_the_language_of_the_card(presenter: ScenariosPresenter, rig: Rig) -> None:
    card = presenter.found[0]
    assert card.language is not None
    presenter.open_brief(card)
    assert rig.routes == [Brief(card.id, card.language)]
    assert presenter.chosen == card.id


def test_a_brief_opens_in_the_language_that_is_looked_for(presenter: ScenariosPresenter, rig: Rig) -> None:
    presenter.look_for(language="es")
    presenter.open_brief(replace(presenter.found[0], language=None))
    assert isinstance(rig.routes[-1], Brief)
    assert rig.routes[-1].language == "es"


def test_a_mended_file_is_there_once_the_library_is_read_again(
    presenter: ScenariosPresenter, rig: Rig, qtbot: QtBot
) -> None:
    rig.workshop.put(charged_twice()._replace(id="late-delivery"))
    with qtbot.waitSignal(presenter.changed, timeout=1000):
        presenter.uncover()
    assert "late-delivery" not in found(presenter)
    presenter.look_again()
    qtbot.waitUntil(lambda: "late-delivery" in found(presenter))


def broken_library(rig: Rig, *texts: str) -> None:
    """Let the library find these files too, and fail to read them."""
    broken = tuple(
        BrokenFile(Path(f"/center/file-{number}.yaml"), read(each).diagnostics)
        for number, each in enumerate(texts)
    )
    assert all(each.problems for each in broken)
    sound = rig.workshop.library._contents
    rig.workshop.library._contents = Contents(sound.scenarios, sound.certifications, broken)


def test_files_that_cannot_be_read_are_named_with_line_and_reason(rig: Rig, qtbot: QtBot) -> None:
    broken_library(rig, changed(("version: 1", "version: one")), "{{{")
    presenter = ScenariosPresenter(rig.stage)
    presenter.open()
    qtbot.waitUntil(lambda: presenter.cards is not None)
    assert [each.path.name for each in presenter.broken] == ["file-0.yaml", "file-1.yaml"]
    assert len(found(presenter)) == 2
    sentence = problem_sentence(presenter.broken[0].problems[0])
    assert sentence.startswith("Line 3: ")
    assert sentence.endswith("(S103)")


def test_what_is_broken_opens_closes_and_goes_when_it_is_mended(rig: Rig, qtbot: QtBot) -> None:
    broken_library(rig, "{{{")
    presenter = ScenariosPresenter(rig.stage)
    presenter.open()
    qtbot.waitUntil(lambda: bool(presenter.broken))
    presenter.turn_broken()
    assert presenter.broken_open
    presenter.look_again()
    qtbot.waitUntil(lambda: not presenter.broken)
    assert not presenter.broken_open


def failure(presenter: ScenariosPresenter) -> str:
    return presenter.failure.message if presenter.failure is not None else ""


class FailingCatalogue:
    """A catalogue that another program stands in the way of, for as long as `broken`."""

    def __init__(self, cards: Callable[[Trainee], Sequence[Card]]) -> None:
        self._cards = cards
        self.broken = True

    def cards(self, trainee: Trainee) -> Sequence[Card]:
        if self.broken:
            raise RecordsBusyFault(Path("records.sqlite"))
        return self._cards(trainee)


def failing_presenter(rig: Rig) -> tuple[ScenariosPresenter, FailingCatalogue]:
    catalogue = FailingCatalogue(rig.stage.services.catalogue.cards)
    services = replace(rig.stage.services, catalogue=catalogue)  # type: ignore[arg-type]  # only `cards` is asked
    return ScenariosPresenter(replace(rig.stage, services=services)), catalogue


def test_what_fails_is_said_and_can_be_tried_again(rig: Rig, qtbot: QtBot) -> None:
    presenter, catalogue = failing_presenter(rig)
    presenter.open()
    qtbot.waitUntil(lambda: "records.sqlite" in failure(presenter))
    catalogue.broken = False
    presenter.open()
    assert not failure(presenter)
    qtbot.waitUntil(lambda: presenter.cards is not None)


def test_cards_that_are_there_stay_when_reading_again_fails(rig: Rig, qtbot: QtBot) -> None:
    presenter, catalogue = failing_presenter(rig)
    catalogue.broken = False
    presenter.open()
    qtbot.waitUntil(lambda: presenter.cards is not None)
    catalogue.broken = True
    with qtbot.waitSignal(rig.tasks.failed, timeout=1000) as told:
        presenter.uncover()
    assert isinstance(told.args[0], Failure)
    assert not failure(presenter)
    assert len(found(presenter)) == 2


def test_a_card_says_who_calls_from_where_how_hard_and_how_long(presenter: ScenariosPresenter) -> None:
    card = next(each for each in presenter.found if each.id == "double-charge")
    content = describe(replace(card, language="es"))
    assert content.title == "Charged twice"
    assert content.customer == "Lucía Herrera, Mexico"
    assert content.languages == ("en", "es")
    assert (content.level, content.minutes) == ("B1", "1 min")
    assert content.skills == "Acknowledge emotion · Verify identity"
    assert (content.best, content.last, content.note) == (None, None, "For practice.")


def test_a_card_shows_best_and_last_and_what_is_under_its_mark(
    presenter: ScenariosPresenter, rig: Rig, qtbot: QtBot
) -> None:
    rig.workshop.play("own-it last-four", language="es")
    rig.clock_goes(60)
    rig.workshop.play("wait last-four", language="es")
    presenter.uncover()
    qtbot.waitUntil(lambda: any(card.last is not None for card in presenter.found))
    content = describe(next(card for card in presenter.found if card.id == "double-charge"))
    assert content.best is not None
    assert content.last is not None
    assert [(score.value, score.under) for _dimension, score in content.best] == [(100, False), (100, False)]
    assert [(score.value, score.under) for _dimension, score in content.last] == [(40, True), (50, True)]
    assert [dimension for dimension, _score in content.last] == [Dimension.EMPATHY, Dimension.RESOLUTION]


@pytest.mark.parametrize(
    ("state", "words", "tone", "icon"),
    [
        (CardState.NEXT, "Next", Tone.ACCENT, Icon.FLAG),
        (CardState.DUE, "Due for review", Tone.CAUTION, Icon.REVIEW),
        (CardState.PASSED, "Passed", Tone.POSITIVE, Icon.CHECK),
        (CardState.WAITING, "Opens Mar 16", Tone.NEUTRAL, Icon.CLOCK),
    ],
)
def test_a_badge_says_the_one_thing_to_know(
    presenter: ScenariosPresenter, state: CardState, words: str, tone: Tone, icon: Icon
) -> None:
    opens = datetime(2026, 3, 16, 12, tzinfo=UTC)
    badge = describe(replace(presenter.found[0], state=state, opens_at=opens)).badge
    assert badge is not None
    assert (badge.text, badge.tone, badge.icon) == (words, tone, icon)


@pytest.mark.parametrize("state", [CardState.NEW, CardState.PRACTICED])
def test_no_badge_where_there_is_nothing_to_say(presenter: ScenariosPresenter, state: CardState) -> None:
    assert describe(replace(presenter.found[0], state=state)).badge is None


def test_a_scenario_that_cannot_be_scored_says_so(presenter: ScenariosPresenter) -> None:
    content = describe(replace(presenter.found[0], minutes=None, decisions=None))
    assert content.minutes == ""
    assert content.badge is not None
    assert content.badge.tone is Tone.CRITICAL
