"""Draws a finished call: verdict, scores and mood above; the decisions, and one of them whole, below."""

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from trainer.app.debrief import Debrief, ReviewedDecision
from trainer.app.skills import skill_name
from trainer.i18n import _, current_language, format_datetime, ngettext, pgettext
from trainer.scenario.model import Use
from trainer.ui.call.words import first_name, outcome_name, spoken_time, use_name
from trainer.ui.debrief.curve import MoodCurve
from trainer.ui.debrief.decisions import DecisionList, DecisionRow
from trainer.ui.debrief.detail import Moment, MomentCard
from trainer.ui.debrief.hearing import LineHearing
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.debrief.verdict import Measure, ScoresCard, Term, VerdictCard
from trainer.ui.debrief.words import critical_name, dimension_name, missing_sentence
from trainer.ui.icons import Icon
from trainer.ui.navigator import Debrief as DebriefRoute
from trainer.ui.portraits import Portrait
from trainer.ui.screen import Chrome, Opened, Screen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, clear, column, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.layouts import ScrollPage
from trainer.ui.widgets.marks import Chip, LanguageMark, Tone
from trainer.ui.widgets.states import ErrorState, LoadingState
from trainer.ui.widgets.surfaces import Card, TopBar
from trainer.ui.widgets.text import Text, caption, heading

_LEFT, _MIDDLE, _RIGHT = 384, 408, 392
"""The three columns, in px; they share a wider window in these parts."""


def open_debrief(stage: Stage, route: DebriefRoute) -> Opened:
    """Open the screen of a finished attempt."""
    presenter = DebriefPresenter(stage, route, _make_hearing)
    return Opened(presenter, lambda theme: DebriefScreen(presenter, theme))


def _make_hearing(stage: Stage) -> LineHearing:
    # QtMultimedia is loaded when somebody wants to hear, not before.
    from trainer.ui.audio import AudioPlayer  # noqa: PLC0415

    return LineHearing(stage, stage.services.speech, AudioPlayer())


class DebriefScreen(Screen):
    """The debrief. The upper half is drawn once; the lower follows the decision that is looked at."""

    chrome = Chrome.BARE

    def __init__(self, presenter: DebriefPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._outer = column(gap=0)
        self.setLayout(self._outer)
        self._drawn: Debrief | None = None
        self._primary: Button | None = None
        self._curve: MoodCurve | None = None
        self._list: DecisionList | None = None
        self._place: QVBoxLayout = column(gap=0)
        for key, step in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: presenter.choose(presenter.number + step))
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Debrief")

    def first_focus(self) -> QWidget | None:
        """Return what one most likely does next."""
        return self._primary

    def refresh(self) -> None:
        """Draw what has arrived; later only the decision that is looked at."""
        presenter = self._presenter
        debrief = presenter.debrief
        arrived = debrief is None or debrief is not self._drawn
        if arrived:
            self._draw_whole(debrief)
        if debrief is not None:
            self._draw_decision(debrief)
        if arrived and self._primary is not None:
            self._primary.setFocus()

    def _draw_whole(self, debrief: Debrief | None) -> None:
        clear(self._outer)
        self._drawn = debrief
        if debrief is None:
            failure = self._presenter.failure
            if failure is None:
                self._outer.addWidget(LoadingState(self.theme))
            else:
                self._outer.addWidget(ErrorState(self.theme, failure.message, self._presenter.open))
            return
        self._outer.addWidget(self._build_bar(debrief))
        self._outer.addWidget(self._build_page(debrief), 1)

    def _build_bar(self, debrief: Debrief) -> TopBar:
        theme, presenter = self.theme, self._presenter
        home = Button(theme, _("Home"), size=ButtonSize.SMALL, icon=Icon.HOME, shortcut=Qt.Key.Key_Escape)
        home.setObjectName("debrief-home")
        home.clicked.connect(presenter.go_home)
        following = Button(
            theme,
            _("Next call"),
            kind=ButtonKind.PRIMARY if debrief.passed else ButtonKind.SECONDARY,
            size=ButtonSize.SMALL,
            shortcut=Qt.Key.Key_N,
        )
        following.setObjectName("debrief-next")
        following.clicked.connect(presenter.next_call)
        if debrief.passed or not debrief.may_try_again:
            self._primary = following
        attempt = debrief.attempt
        title = debrief.scenario.title.shown(current_language())
        when = _("{date} · {duration}").format(
            date=format_datetime(debrief.finished_at.astimezone()), duration=spoken_time(debrief.seconds)
        )
        inside = row(home, Text(theme, title, TextStyle.HEADING, wrap=False), gap=Space.S16)
        inside.addWidget(LanguageMark(theme, attempt.language), 0, MIDDLE)
        assessed = attempt.use is Use.ASSESSMENT
        tone = Tone.NEUTRAL if assessed else Tone.ACCENT
        inside.addWidget(
            Chip(theme, use_name(attempt.use), tone=tone, icon=Icon.SHIELD if assessed else None), 0, MIDDLE
        )
        if attempt.parent is not None:
            again = _("Again from decision {number}").format(number=attempt.branch_length + 1)
            inside.addWidget(Chip(theme, again, icon=Icon.REPLAY), 0, MIDDLE)
        inside.addWidget(Text(theme, when, TextStyle.CAPTION, color=Color.TEXT_2, wrap=False), 1)
        inside.addWidget(following)
        bar = TopBar(theme)
        bar.hold(inside)
        return bar

    def _build_page(self, debrief: Debrief) -> ScrollPage:
        theme = self.theme
        page = ScrollPage("debrief", edge=Space.CALL_EDGE)
        scores = ScoresCard(theme, _measures(debrief))
        if not self._presenter.filled:
            self._presenter.filled = True
            scores.fill()
        mood = Card(theme, gap=Space.S8)
        name = first_name(debrief.scenario.customer.name)
        mood.column.addWidget(heading(theme, _("{customer}’s mood").format(customer=name)))
        self._curve = MoodCurve(theme, debrief.moods, debrief.perfect_moods)
        mood.column.addWidget(self._curve, 1)
        self._list = DecisionList(theme, _rows(debrief), self._presenter.number)
        self._list.chosen.connect(self._presenter.choose)
        self._place = column(gap=0)
        verdict = _verdict(theme, debrief)
        if theme.scale >= ICON_RAIL_SCALE:
            for card in (verdict, scores, mood, self._list):
                page.column.addWidget(card)
            page.column.addLayout(self._place)
            page.column.addStretch(1)
            return page
        page.column.addLayout(_shared([(verdict, _LEFT), (scores, _MIDDLE), (mood, _RIGHT)]))
        lower = _shared([(self._list, _LEFT), (self._place, _MIDDLE + _RIGHT + Space.CARD_GAP)])
        page.column.addLayout(lower, 1)
        return page

    def _draw_decision(self, debrief: Debrief) -> None:
        presenter = self._presenter
        decision = presenter.decision
        if decision is None or self._curve is None or self._list is None:
            return
        self._curve.choose(decision.number)
        self._list.choose(decision.number)
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._place)
        card = MomentCard(self.theme, _moment(debrief, decision), open_others=presenter.others_open)
        card.wanted.connect(presenter.hear)
        if not debrief.may_try_again:
            kept = _(
                "After an assessment the better replies stay unseen, so that taking it again stays fair."
            )
            card.column.addWidget(caption(self.theme, kept))
        card.column.addStretch(1)
        card.column.addLayout(self._build_actions(debrief, decision))
        self._place.addWidget(card)
        again = self.findChild(QWidget, name) if name else None
        if isinstance(again, QWidget):
            again.setFocus()

    def _build_actions(self, debrief: Debrief, decision: ReviewedDecision) -> QHBoxLayout:
        theme, presenter = self.theme, self._presenter
        actions = row(gap=Space.S12)
        if debrief.may_try_again:
            kind = ButtonKind.SECONDARY if debrief.passed else ButtonKind.PRIMARY
            again = Button(
                theme, _("Try again from here"), kind=kind, icon=Icon.REPLAY, shortcut=Qt.Key.Key_T
            )
            again.setObjectName("debrief-again")
            again.clicked.connect(presenter.try_again)
            actions.addWidget(again)
            if not debrief.passed:
                self._primary = again
        if decision.others:
            count = len(decision.others)
            text = ngettext("Other replies: {count}", "Other replies: {count}", count).format(count=count)
            icon = Icon.CHEVRON_UP if presenter.others_open else Icon.CHEVRON_DOWN
            others = Button(theme, text, trailing_icon=icon, shortcut=Qt.Key.Key_O)
            others.setObjectName("debrief-others")
            others.clicked.connect(lambda: presenter.show_others(wanted=not presenter.others_open))
            actions.addWidget(others)
        actions.addStretch(1)
        last = len(debrief.decisions)
        for name, text, number, key in (
            ("debrief-previous", _("Previous"), decision.number - 1, "↑"),
            ("debrief-following", _("Next"), decision.number + 1, "↓"),
        ):
            move = Button(theme, text)
            move.setObjectName(name)
            move.setToolTip(pgettext("tooltip", "{name} ({key})").format(name=text, key=key))
            move.setEnabled(1 <= number <= last)
            move.clicked.connect(lambda _checked=False, number=number: presenter.choose(number))
            actions.addWidget(move)
        return actions


def _shared(parts: "list[tuple[QWidget | QVBoxLayout, int]]") -> QHBoxLayout:
    """Return cards side by side, each with its share of the width."""
    line = row(gap=Space.CARD_GAP)
    for part, share in parts:
        if isinstance(part, QBoxLayout):
            line.addLayout(part, share)
        else:
            line.addWidget(part, share)
    return line


def _verdict(theme: Theme, debrief: Debrief) -> VerdictCard:
    customer = debrief.scenario.customer
    portrait = Portrait(customer.portrait, customer.name, debrief.moods[-1])
    if debrief.passed:
        title, sentence = _("Passed"), _("Every condition is met.")
    else:
        title, sentence = _("Not passed yet"), missing_sentence(debrief.reasons)
    return VerdictCard(theme, portrait, (title, sentence), _terms(debrief))


def _terms(debrief: Debrief) -> list[Term]:
    terms = [
        Term(
            _("{dimension} reaches {mark}").format(dimension=dimension_name(dimension), mark=review.mark),
            str(review.measured.shown),
            review.reached,
        )
        for dimension, review in debrief.dimensions.items()
        if review is not None
    ]
    kinds = list(dict.fromkeys(moment.kind for moment in debrief.critical))
    made = critical_name(kinds[0]) if kinds else pgettext("critical error", "none")
    terms.append(Term(_("No critical error"), made, not kinds))
    accepted = debrief.outcome in debrief.accepted
    terms.append(Term(_("Accepted outcome"), outcome_name(debrief.outcome), accepted))
    return terms


def _measures(debrief: Debrief) -> list[Measure]:
    return [
        Measure(
            dimension,
            review.measured.shown,
            review.mark,
            earned=_points(review.measured.score, review.measured.par),
            par=review.measured.par,
        )
        for dimension, review in debrief.dimensions.items()
        if review is not None
    ]


def _points(score: Fraction, par: int) -> int:
    """Return how many points of the par a score stands for."""
    return int(score * par / 100)


def _rows(debrief: Debrief) -> list[DecisionRow]:
    shown = [dimension for dimension, review in debrief.dimensions.items() if review is not None]
    return [
        DecisionRow(
            number=each.number,
            title=_title(each),
            said=each.taken.text if each.taken is not None else _("(You said nothing in time.)"),
            costs={dimension: each.costs.get(dimension) for dimension in shown},
            critical=each.critical is not None,
        )
        for each in debrief.decisions
    ]


def _title(decision: ReviewedDecision) -> str:
    if decision.skill is None:
        return _("Decision {number}").format(number=decision.number)
    return skill_name(decision.skill)


def _moment(debrief: Debrief, decision: ReviewedDecision) -> Moment:
    perfect = decision.perfect
    better = None if perfect is None or decision.taken_was_best else perfect
    language = current_language()
    feedback = decision.feedback.shown(language) if decision.feedback is not None else ""
    if not feedback and decision.taken_was_best:
        feedback = _("Nothing that was offered was better.")
    return Moment(
        number=decision.number,
        title=_title(decision),
        customer=first_name(debrief.scenario.customer.name),
        heard=decision.customer,
        said=decision.taken,
        ratings=decision.ratings,
        critical=decision.critical,
        better=better.line if better is not None else None,
        best={} if better is None else better.points,
        feedback=feedback,
        feedback_language=None,
        others=[each.line for each in decision.others],
    )
