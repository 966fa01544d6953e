"""A finished call looked at again, without a widget: where one begins, what is told, where one goes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from building import ending, reply, scenario, scene, silence, text
from call_rig import Rig
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from trainer import i18n
from trainer.app.debrief import Debrief
from trainer.app.faults import RecordsBusyFault
from trainer.app.result_words import brief_time, missing_sentence
from trainer.app.transcript import Line
from trainer.app.verdict import describe_conditions, describe_verdict
from trainer.scenario.model import Dimension, Outcome, PassMarks, Scenario, Use
from trainer.scoring.card import Reason
from trainer.ui.debrief.content import (
    describe_measures,
    describe_moment,
    describe_rows,
)
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.debrief.words import cost_sign
from trainer.ui.navigator import Brief, Call, Home
from trainer.ui.navigator import Debrief as DebriefRoute

pytestmark = pytest.mark.usefixtures("qtbot")

OWN_IT = (
    "I'm sorry, being charged twice and left without an answer is upsetting. Let me look at both charges now."
)


class NotedHearing(QObject):
    """A hearing that notes what it is asked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heard: str | None = None
        self.problem = ""
        self.did: list[str] = []

    def hear(self, line: Line, scenario: Scenario) -> None:
        self.did.append(f"hear {line.id} of {scenario.id}")
        self.heard = line.id
        self.changed.emit()

    def hush(self) -> None:
        self.did.append("hush")
        self.heard = None
        self.changed.emit()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.tasks.close()
    i18n.activate("en")


@pytest.fixture
def hearing() -> NotedHearing:
    return NotedHearing()


Look = Callable[..., DebriefPresenter]


@pytest.fixture
def look(rig: Rig, hearing: NotedHearing, qtbot: QtBot) -> Look:
    """Return how to look at a call again that was played so."""

    def look_at(replies: str, use: Use = Use.PRACTICE, language: str = "en") -> DebriefPresenter:
        call = rig.workshop.play(replies, "double-charge", language, use)
        assert call.finish is not None
        presenter = DebriefPresenter(rig.stage, DebriefRoute(call.attempt), lambda _stage: hearing)
        presenter.open()
        qtbot.waitUntil(lambda: presenter.debrief is not None)
        return presenter

    return look_at


def debrief_of(presenter: DebriefPresenter) -> Debrief:
    assert presenter.debrief is not None
    return presenter.debrief


# Where one begins, and where one can go


@pytest.mark.parametrize(
    ("replies", "number"),
    [("own-it last-four", 1), ("wait last-four", 1), ("own-it full-card", 2), ("wait full-card", 2)],
)
def test_one_looks_first_at_a_critical_error_else_at_what_cost_most(
    look: Look, replies: str, number: int
) -> None:
    assert look(replies).number == number


def test_one_goes_from_decision_to_decision_and_not_beyond(look: Look, qtbot: QtBot) -> None:
    presenter = look("own-it last-four")
    with qtbot.waitSignal(presenter.changed, timeout=1000):
        presenter.choose(2)
    with qtbot.assertNotEmitted(presenter.changed):
        for nowhere in (0, 2, 3):
            presenter.choose(nowhere)
    assert presenter.number == 2


def test_other_replies_close_with_the_decision(look: Look) -> None:
    presenter = look("own-it last-four")
    presenter.show_others(wanted=True)
    assert presenter.others_open
    presenter.choose(2)
    assert not presenter.others_open


# Ways on


def test_trying_again_leads_into_a_new_call_that_stands_before_the_decision(
    look: Look, rig: Rig, qtbot: QtBot
) -> None:
    presenter = look("own-it full-card")
    presenter.try_again()
    presenter.try_again()
    qtbot.waitUntil(lambda: bool(rig.routes))
    (route,) = rig.routes
    assert isinstance(route, Call)
    facts = rig.workshop.records.attempt(route.attempt)
    assert facts.parent == debrief_of(presenter).attempt.id
    assert facts.branch_length == 1
    assert len(rig.workshop.records.attempts(rig.workshop.trainee.id)) == 2


def test_an_assessment_is_not_tried_again(look: Look, rig: Rig) -> None:
    presenter = look("own-it full-card", Use.ASSESSMENT)
    presenter.try_again()
    rig.tasks.close()
    assert len(rig.workshop.records.attempts(rig.workshop.trainee.id)) == 1


def test_the_next_call_is_the_one_recommended_now(look: Look, rig: Rig, qtbot: QtBot) -> None:
    presenter = look("own-it last-four")
    presenter.next_call()
    qtbot.waitUntil(lambda: bool(rig.routes))
    assert isinstance(rig.routes[0], Brief)
    assert rig.routes[0].scenario == "double-charge"


def test_home_where_no_call_is_recommended(look: Look, rig: Rig, qtbot: QtBot) -> None:
    presenter = look("own-it last-four")
    rig.workshop.remove("double-charge")
    rig.workshop.library.reload()
    presenter.next_call()
    qtbot.waitUntil(lambda: rig.routes == [Home()])


class FailingDebriefs:
    """Debriefs that another program stands in the way of, for as long as `broken`."""

    def __init__(self, debrief: Callable[[str], Debrief]) -> None:
        self._debrief = debrief
        self.broken = True

    def debrief(self, attempt: str) -> Debrief:
        if self.broken:
            raise RecordsBusyFault(Path("records.sqlite"))
        return self._debrief(attempt)


def test_what_cannot_be_loaded_is_said_and_can_be_tried_again(
    rig: Rig, hearing: NotedHearing, qtbot: QtBot
) -> None:
    call = rig.workshop.play("own-it last-four")
    debriefs = FailingDebriefs(rig.stage.services.debriefs.debrief)
    services = replace(rig.stage.services, debriefs=debriefs)  # type: ignore[arg-type]  # only `debrief` is asked
    stage = replace(rig.stage, services=services)
    presenter = DebriefPresenter(stage, DebriefRoute(call.attempt), lambda _stage: hearing)
    presenter.open()
    qtbot.waitUntil(lambda: presenter.failure is not None and "records.sqlite" in presenter.failure.message)
    debriefs.broken = False
    presenter.open()
    qtbot.waitUntil(lambda: presenter.debrief is not None and presenter.failure is None)


# Hearing


def test_a_line_is_heard_and_the_same_wish_again_is_for_quiet(look: Look, hearing: NotedHearing) -> None:
    presenter = look("own-it last-four")
    line = debrief_of(presenter).decisions[0].customer
    states = []
    for _wish in range(2):
        presenter.hear(line)
        states.append(presenter.heard)
    assert states == [line.id, None]
    assert hearing.did == ["hear scenes/opening/customer of double-charge", "hush"]


@pytest.mark.parametrize("leave", [DebriefPresenter.cover, DebriefPresenter.close])
def test_it_is_quiet_when_one_leaves(
    look: Look, hearing: NotedHearing, leave: Callable[[DebriefPresenter], None]
) -> None:
    presenter = look("own-it last-four")
    presenter.hear(debrief_of(presenter).decisions[0].customer)
    leave(presenter)
    assert hearing.did[-1] == "hush"


# What it says


def test_a_passed_call_meets_every_condition(look: Look) -> None:
    debrief = debrief_of(look("own-it last-four"))
    assert describe_verdict(debrief) == ("Passed", "Every condition is met.")
    assert [(term.text, term.value, term.met) for term in describe_conditions(debrief)] == [
        ("Empathy reaches 80", "100", True),
        ("Resolution reaches 80", "100", True),
        ("No critical error", "none", True),
        ("Accepted outcome", "resolved", True),
    ]


def test_a_call_that_did_not_pass_names_every_reason(look: Look) -> None:
    debrief = debrief_of(look("wait full-card"))
    assert describe_verdict(debrief) == ("Not passed yet", "4 conditions are not met.")
    assert [(term.text, term.value) for term in describe_conditions(debrief) if not term.met] == [
        ("Empathy reaches 80", "20"),
        ("Resolution reaches 80", "0"),
        ("No critical error", "compliance"),
        ("Outcome: resolved", "lost"),
    ]


@pytest.mark.parametrize("reason", Reason)
def test_a_single_reason_has_its_own_sentence(reason: Reason) -> None:
    sentences = {missing_sentence((each,)) for each in Reason}
    assert len(sentences) == len(Reason)
    assert missing_sentence((reason,)) in sentences


def test_the_points_are_those_that_the_score_stands_for(look: Look) -> None:
    measures = describe_measures(debrief_of(look("own-it full-card")))
    assert [(each.dimension, each.earned, each.par, each.score) for each in measures] == [
        (Dimension.EMPATHY, 4, 5, 80),
        (Dimension.RESOLUTION, 3, 6, 50),
    ]


def test_the_list_says_what_each_decision_cost(look: Look) -> None:
    rows = describe_rows(debrief_of(look("wait full-card")))
    assert [row.title for row in rows] == ["Acknowledge emotion", "Verify identity"]
    assert [list(row.costs.values()) for row in rows] == [[3, 3], [1, 3]]
    assert [row.critical for row in rows] == [False, True]
    assert [cost_sign(cost) for cost in (None, 0, 2)] == ["–", "0", "−2"]


def test_a_decision_in_practice_tells_what_the_perfect_call_says(look: Look) -> None:
    debrief = debrief_of(look("wait last-four"))
    moment = describe_moment(debrief, debrief.decisions[0])
    assert moment.customer == "Lucía"
    assert moment.better is not None
    assert moment.better.line.text == OWN_IT
    assert moment.better.points == {Dimension.EMPATHY: 3, Dimension.RESOLUTION: 3}
    assert moment.feedback == "The customer has already waited."
    assert moment.feedback_language is None
    assert moment.others == ()


def test_where_nothing_was_better_it_says_so(look: Look) -> None:
    debrief = debrief_of(look("own-it last-four"))
    moment = describe_moment(debrief, debrief.decisions[0])
    assert moment.better is None
    assert moment.feedback == "Nothing that was offered was better."
    assert [each.id for each in moment.others] == ["wait"]


def test_an_assessment_gives_nothing_away(look: Look) -> None:
    debrief = debrief_of(look("wait full-card", Use.ASSESSMENT))
    for decision in debrief.decisions:
        moment = describe_moment(debrief, decision)
        assert moment.better is None
        assert moment.others == ()


def test_silence_is_told_as_silence(look: Look) -> None:
    debrief = debrief_of(look("own-it silence"))
    assert describe_moment(debrief, debrief.decisions[1]).said is None
    assert describe_rows(debrief)[1].said == "(You said nothing in time.)"


def test_feedback_that_is_written_in_one_language_keeps_it(tmp_path: Path) -> None:
    advice = text(es="Mejor sí.")
    told = scenario(
        scene("opening", reply("yes", "done", "33"), reply("no", "done", "00", feedback=advice)),
        ending("done"),
    )
    rig = Rig(tmp_path, told)
    call = rig.workshop.play("no", "example")
    debrief = rig.stage.services.debriefs.debrief(call.attempt)
    moment = describe_moment(debrief, debrief.decisions[0])
    assert (moment.feedback, moment.feedback_language) == ("Mejor sí.", "es")
    assert moment.title == "Decision 1"
    rig.tasks.close()


@pytest.mark.parametrize(("seconds", "said"), [(8.9, "8 s"), (472, "7 min 52 s"), (-1, "0 s")])
def test_a_short_duration(seconds: float, said: str) -> None:
    assert brief_time(seconds) == said


def test_all_accepted_outcomes_are_named(tmp_path: Path) -> None:
    marks = PassMarks(1, 1, 1, (Outcome.FOLLOW_UP, Outcome.RESOLVED))
    told = scenario(
        scene("opening", reply("yes", "done", "33"), reply("no", "gone", "33"), silence=silence("gone")),
        ending("done"),
        ending("gone", Outcome.LOST),
        marks=marks,
    )
    rig = Rig(tmp_path, told)
    call = rig.workshop.play("no", "example")
    debrief = rig.stage.services.debriefs.debrief(call.attempt)
    assert debrief.reasons == (Reason.OUTCOME,)
    assert describe_verdict(debrief)[1] == "The scores are there; the outcome was not."
    last = describe_conditions(debrief)[-1]
    assert (last.text, last.value) == ("Outcome: resolved or with follow-up", "lost")
    rig.tasks.close()
