"""One certification in full: its standing, what comes first, and every assessment with its evidence."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.app.progress import CertificationReview, Development, Evidence, RequirementReview
from trainer.certification.standing import Status
from trainer.i18n import _, current_language
from trainer.ui.home.words import requirement_caption, standing_sentence
from trainer.ui.icons import Icon, IconView
from trainer.ui.path.presenter import PathPresenter, next_part
from trainer.ui.path.words import (
    detail_lines,
    done_sentence,
    opening_sentence,
    part_name,
    state_line,
    title_of,
    titles_of,
)
from trainer.ui.portraits import Portrait, PortraitView
from trainer.ui.progress.words import missing_sentence, rules, validity_lines
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, TOP, column, margins, panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.layouts import EndedRow, FlowRow
from trainer.ui.widgets.marks import Chip, LanguageMark, MarkState, Tone
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, caption, card_title, heading, label

__all__ = ["CertificationInFull", "status_chip"]

_FACE: Final = 32
_STACKED_FROM: Final = 1.2
_STATES: Final = 3
_DETAILS: Final = 4
_MARK: Final = 38
_BUTTON: Final = 104


class CertificationInFull(Card):
    """The certification that is looked at; empty until its steps are taken."""

    def __init__(
        self,
        presenter: PathPresenter,
        theme: Theme,
        development: Development,
        review: CertificationReview,
    ) -> None:
        super().__init__(theme, gap=Space.S16, padding=margins(Space.S24, Space.S20))
        self._theme = theme
        self._presenter = presenter
        self._development = development
        self._review = review
        self._stacked = theme.scale > _STACKED_FROM
        self.setObjectName("path-certification")

    @property
    def steps(self) -> tuple[Callable[[], None], ...]:
        """Return how it is drawn, part by part from the top: each is done between events."""
        requirements = (partial(self._show_requirement, each) for each in self._review.requirements)
        return (self._show_head, self._show_first, *requirements, self._show_rules)

    # The head

    def _show_head(self) -> None:
        theme, review = self._theme, self._review
        line = EndedRow(gap=Space.S16, line_gap=Space.S8)
        line.addWidget(card_title(theme, title_of(review)))
        chip = status_chip(theme, review.progress.standing.status)
        if chip is not None:
            line.addWidget(chip)
        words = column(line, gap=Space.S8)
        description = review.progress.certification.description
        if description is not None:
            words.addWidget(Text(theme, description.shown(current_language()), color=Color.TEXT_2))
        words.addWidget(Text(theme, standing_sentence(review.progress), TextStyle.BODY_STRONG))
        self.column.addLayout(words)
        lines = validity_lines(review.progress, review.hold)
        if lines:
            flow = FlowRow(gap=Space.S32)
            for name, day in lines:
                said = row(label(theme, name), Text(theme, day, TextStyle.DENSE), gap=Space.S8)
                flow.addWidget(panel(said))
            self.column.addLayout(flow)
        self._show_next()

    def _show_next(self) -> None:
        """Show the assessment that can be started now, or from when on there is one."""
        theme, presenter = self._theme, self._presenter
        part = next_part(self._review, frozenset(self._development.scenarios))
        if part is None:
            sentence = opening_sentence(self._review)
            if sentence:
                self.column.addLayout(_note(theme, Icon.CLOCK, sentence))
            return
        button = Button(theme, _("Take the next assessment"), kind=ButtonKind.PRIMARY, icon=Icon.PHONE)
        button.setObjectName("path-next")
        name = part_name(part, self._title(part.scenario))
        button.setAccessibleDescription(name)
        button.clicked.connect(partial(presenter.assess, part.scenario, part.language))
        line = FlowRow(gap=Space.S16)
        line.addWidget(button)
        line.addWidget(Text(theme, name, TextStyle.DENSE, color=Color.TEXT_2, wrap=False))
        self.column.addLayout(line)

    def _show_rules(self) -> None:
        found = rules(self._review.progress.certification)
        if found:
            self.column.addWidget(Rule(self._theme))
            self.column.addWidget(caption(self._theme, " ".join(found)))

    def _show_first(self) -> None:
        """Show the certifications that must be held first, each with its own standing."""
        theme, presenter = self._theme, self._presenter
        standing, after = self._review.progress.standing, self._review.progress.certification.after
        if not after:
            return
        self.column.addWidget(Rule(theme))
        self.column.addWidget(heading(theme, _("Must be held first")))
        reviews = {each.progress.certification.id: each for each in self._development.certifications}
        titles = titles_of(self._development.certifications)
        for name in after:
            awaited, known = name in standing.awaited, reviews.get(name)
            sign = Icon.CLOCK if awaited else Icon.CHECK
            icon = IconView(theme, sign, color=Color.CAUTION if awaited else Color.POSITIVE, size=18)
            words = column(Text(theme, titles.get(name, name), TextStyle.DENSE_STRONG), gap=0)
            said = _("The library lacks it.") if known is None else standing_sentence(known.progress)
            words.addWidget(caption(theme, said))
            line = row(gap=Space.S12)
            line.addWidget(icon, 0, TOP)
            line.addLayout(words, 1)
            if known is not None:
                button = Button(theme, _("Look at it"), size=ButtonSize.SMALL)
                button.setObjectName(f"path-first-{name}")
                button.setAccessibleDescription(titles[name])
                button.clicked.connect(partial(presenter.look_at, name))
                line.addWidget(button, 0, MIDDLE)
            self.column.addLayout(line)

    # The requirements

    def _show_requirement(self, review: RequirementReview) -> None:
        theme = self._theme
        self.column.addWidget(Rule(theme))
        line = EndedRow(gap=Space.S12, line_gap=Space.S4)
        line.addWidget(heading(theme, requirement_caption(review.standing.requirement)))
        tone = Tone.POSITIVE if review.standing.met else Tone.NEUTRAL
        icon = Icon.CHECK if review.standing.met else None
        line.addWidget(Chip(theme, done_sentence(review.standing), tone=tone, icon=icon))
        self.column.addLayout(line)
        sentence = missing_sentence(review)
        if sentence:
            self.column.addLayout(_note(theme, Icon.FLAG, sentence))
        by_scenario: dict[str, list[Evidence]] = {}
        for evidence in review.evidence:
            by_scenario.setdefault(evidence.part.scenario, []).append(evidence)
        for scenario, found in by_scenario.items():
            self.column.addLayout(self._scenario(review, scenario, found))

    def _scenario(self, review: RequirementReview, scenario: str, found: list[Evidence]) -> QBoxLayout:
        theme, title = self._theme, self._title(scenario)
        known = self._development.scenarios.get(scenario)
        portrait = Portrait(None, title)
        if known is not None:
            portrait = Portrait(known.customer.portrait, known.customer.name, 0)
        name = row(PortraitView(theme, portrait, _FACE), gap=Space.S12)
        name.addWidget(Text(theme, title, TextStyle.DENSE_STRONG), 1)
        lines = column(*(self._part(review, each, title) for each in found), gap=Space.S8)
        if self._stacked:
            return column(name, lines, gap=Space.S8)
        line = row(gap=Space.S16)
        line.addWidget(panel(name), 4, TOP)
        line.addLayout(lines, 11)
        return line

    def _part(self, review: RequirementReview, evidence: Evidence, title: str) -> QBoxLayout:
        theme = self._theme
        state = _state(evidence)
        mark = panel(row(LanguageMark(theme, evidence.part.language, state=state), 1))
        mark.setFixedWidth(theme.px(_MARK))
        style = TextStyle.DENSE if state is not MarkState.BLOCKED else TextStyle.DENSE_STRONG
        said = Text(theme, state_line(evidence), style)
        details = column(*(caption(theme, each) for each in detail_lines(evidence)), gap=0)
        button = self._button(review, evidence, title)
        line = row(gap=Space.S12)
        line.addWidget(mark, 0, TOP)
        if self._stacked:
            words = column(said, details, gap=0)
            line.addLayout(words, _STATES + _DETAILS)
        else:
            line.addWidget(said, _STATES, TOP)
            line.addLayout(details, _DETAILS)
        line.addWidget(_boxed(theme, button), 0, TOP)
        return line

    def _button(self, review: RequirementReview, evidence: Evidence, title: str) -> Button | None:
        """Return what leads on: to the evidence, or to the assessment that is missing and may start."""
        theme, presenter, part = self._theme, self._presenter, evidence.part
        name = part_name(part, title)
        if evidence.call is not None:
            button = Button(theme, _("See it"), size=ButtonSize.SMALL, icon=Icon.DOCUMENT)
            button.clicked.connect(partial(presenter.read_debrief, evidence.call.facts.id))
        elif part in review.standing.missing and part.opens_at is None and self._has(part.scenario):
            button = Button(theme, _("Take it"), size=ButtonSize.SMALL, icon=Icon.PHONE)
            button.clicked.connect(partial(presenter.assess, part.scenario, part.language))
        else:
            return None
        place = self._review.requirements.index(review)
        button.setMinimumWidth(theme.px(_BUTTON))
        button.setObjectName(f"path-{place}-{part.scenario}-{part.language}")
        button.setAccessibleDescription(name)
        return button

    def _has(self, scenario: str) -> bool:
        return scenario in self._development.scenarios

    def _title(self, scenario: str) -> str:
        known = self._development.scenarios.get(scenario)
        return scenario if known is None else known.title.shown(current_language())


def status_chip(theme: Theme, status: Status) -> Chip | None:
    """Return the sign of a certification that is, or was, held; None of any other."""
    if status is Status.ACHIEVED:
        return Chip(theme, _("Achieved"), tone=Tone.POSITIVE, icon=Icon.CHECK)
    if status is Status.EXPIRING:
        return Chip(theme, _("Renew soon"), tone=Tone.CAUTION, icon=Icon.CLOCK)
    if status is Status.EXPIRED:
        return Chip(theme, _("Expired"), tone=Tone.CAUTION, icon=Icon.CLOCK)
    return None


def _state(evidence: Evidence) -> MarkState:
    if evidence.part.attempt is not None:
        return MarkState.MET
    return MarkState.BLOCKED if evidence.part.opens_at is not None else MarkState.OPEN


def _boxed(theme: Theme, button: Button | None) -> QWidget:
    """Return a button in a column as wide as every other's, so that lines end alike."""
    holder = panel(row(1, *(() if button is None else (button,)), gap=0))
    holder.setMinimumWidth(theme.px(_BUTTON))
    return holder


def _note(theme: Theme, icon: Icon, sentence: str) -> QBoxLayout:
    sign = IconView(theme, icon, color=Color.ACCENT, size=16)
    sign.setFixedHeight(theme.line_height(TextStyle.DENSE))
    line = row(gap=Space.S12)
    line.addWidget(sign, 0, TOP)
    line.addWidget(Text(theme, sentence, TextStyle.DENSE), 1)
    return line
