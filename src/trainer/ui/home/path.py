"""The card of the certification path: rings for what is met, what is next, when something opens."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.app.home import CertificationProgress
from trainer.app.synopsis import Described
from trainer.certification.standing import Part, RequirementStanding, Status
from trainer.i18n import _, current_language, format_date
from trainer.ui.home.presenter import HomePresenter
from trainer.ui.home.words import Note, path_notes, requirement_caption, standing_sentence
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, column, margins, panel, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.layouts import FlowGrid
from trainer.ui.widgets.marks import Chip, LanguageMark, MarkState, Tone, language_name
from trainer.ui.widgets.rings import BankState, Ring, TotalRing
from trainer.ui.widgets.states import EmptyState
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, card_title, label

_RING_WIDTHS = (73, 78)
"""In px at 100 %: under a ring stands the mark of one language, or of two."""
_SQUEEZE = 6
"""How much narrower a ring's column may be before the line breaks."""
_IN_ONE_LINE, _ROOMY = 7, 5
_NOTES = 3
"""How many dates stand below the rings, the nearest of them; each ring tells its own."""
_MARKS = {BankState.MET: MarkState.MET, BankState.OPEN: MarkState.OPEN, BankState.BLOCKED: MarkState.BLOCKED}
_ORDER = (Status.IN_PROGRESS, Status.EXPIRING, Status.NOT_STARTED, Status.EXPIRED, Status.ACHIEVED)


def foremost(path: Sequence[CertificationProgress]) -> CertificationProgress | None:
    """Return the certification that a trainee works on: begun and open, before not begun, before achieved."""
    within_reach = [each for each in path if not each.standing.awaited] or list(path)
    return min(within_reach, key=lambda each: _ORDER.index(each.standing.status), default=None)


def bank_state(part: Part) -> BankState:
    """Return how far one scenario in one language is."""
    if part.attempt is not None:
        return BankState.MET
    return BankState.BLOCKED if part.opens_at is not None else BankState.OPEN


class PathCard(Card):
    """The foremost certification, its scenarios as rings, and the others in one line each."""

    def __init__(self, presenter: HomePresenter, theme: Theme) -> None:
        super().__init__(theme, gap=Space.S16, padding=margins(Space.S24, Space.S20))
        self._theme = theme
        self._library = presenter.stage.services.library
        self.total: TotalRing | None = None
        path = presenter.overview.path if presenter.overview is not None else ()
        progress = foremost(path)
        if progress is None:
            self._show_nothing()
            return
        following = next(
            (each for each in path if progress.certification.id in each.certification.after), None
        )
        self._show_head(presenter, progress, following)
        self.column.addLayout(self._groups(progress.standing.requirements))
        self.column.addStretch(1)
        titles = {each: self._scenario_title(each) for each, _language in progress.certification.pairs()}
        for note in path_notes(progress, titles, presenter.now())[:_NOTES]:
            self.column.addLayout(self._note(note))
        for other in path:
            if other is not progress and other is not following:
                self.column.addWidget(Rule(theme))
                self.column.addLayout(self._other(other))

    def _show_nothing(self) -> None:
        sentence = _("The library has no certification. Your training center can add one.")
        state = EmptyState(self._theme, Icon.AWARD, _("Nothing to certify for"), sentence)
        self.column.addWidget(state, 1)

    def _show_head(
        self,
        presenter: HomePresenter,
        progress: CertificationProgress,
        following: CertificationProgress | None,
    ) -> None:
        theme = self._theme
        self.total = TotalRing(theme, progress.met, progress.total)
        then = self._title(following) if following is not None else None
        sentence = Text(theme, standing_sentence(progress, then), color=Color.TEXT_2)
        words = column(card_title(theme, self._title(progress)), sentence, gap=2)
        head = row(self.total, gap=Space.S20)
        head.addLayout(words, 1)
        chip = _status_chip(theme, progress.standing.status)
        if chip is not None:
            head.addWidget(chip, 0, TOP)
        if progress.standing.status is not Status.NOT_STARTED:
            evidence = Button(theme, _("See evidence"), size=ButtonSize.SMALL)
            evidence.setObjectName("evidence")
            evidence.clicked.connect(partial(presenter.see_path, progress.certification.id))
            head.addWidget(evidence)
        self.column.addLayout(head)

    def _groups(self, standings: Sequence[RequirementStanding]) -> QBoxLayout:
        """Return the requirements, side by side where all their rings fit in one line."""
        rings = sum(len(each.requirement.scenarios) for each in standings)
        if rings > _IN_ONE_LINE or self._theme.scale > 1:
            return column(*(self._group(each, narrow=False) for each in standings), gap=Space.S20)
        groups = row(gap=Space.S16)
        for number, each in enumerate(standings):
            if number:
                groups.addWidget(Rule(self._theme, vertical=True))
            groups.addLayout(
                self._group(each, narrow=rings > _ROOMY), len(each.requirement.scenarios) * _ring_width(each)
            )
        return groups

    def _group(self, standing: RequirementStanding, *, narrow: bool) -> QBoxLayout:
        theme = self._theme
        most = len(standing.requirement.scenarios)
        grid = FlowGrid(narrowest=theme.px(_ring_width(standing) - _SQUEEZE), gap=0, most=most)
        for scenario in standing.requirement.scenarios:
            parts = [part for part in standing.parts if part.scenario == scenario]
            grid.addWidget(self._ring(scenario, parts, narrow=narrow))
        return column(label(theme, requirement_caption(standing.requirement)), grid, gap=Space.S8)

    def _ring(self, scenario_id: str, parts: Sequence[Part], *, narrow: bool) -> QWidget:
        theme = self._theme
        found = self._library.scenarios.get(scenario_id)
        scenario = found.scenario if found is not None else None
        name = self._scenario_title(scenario_id)
        banks = {part.language: bank_state(part) for part in parts}
        spoken = "\n".join([name, *(_spoken(part) for part in parts)])
        middle = Qt.AlignmentFlag.AlignHCenter
        ring = Ring(theme, _portrait(scenario, name), banks, spoken)
        style = TextStyle.KEY if narrow else TextStyle.LABEL
        text = Text(theme, name, style, align=middle | Qt.AlignmentFlag.AlignTop, lines=2)
        if narrow:
            text.setMinimumHeight(2 * theme.line_height(style))
        marks = row(1, gap=Space.S4)
        for part in parts:
            marks.addWidget(LanguageMark(theme, part.language, state=_MARKS[bank_state(part)]))
        marks.addStretch(1)
        inside = column(gap=6, margins=margins(3, 0))
        inside.addWidget(ring, 0, middle)
        inside.addWidget(text)
        inside.addLayout(marks)
        return panel(inside)

    def _note(self, note: Note) -> QBoxLayout:
        theme = self._theme
        line = row(gap=Space.S12)
        color = Color.CAUTION if note.icon is Icon.CLOCK else Color.ACCENT
        sign = IconView(theme, note.icon, color=color, size=16)
        sign.setFixedHeight(theme.line_height(TextStyle.CAPTION))
        line.addWidget(sign, 0, TOP)
        line.addWidget(Text(theme, note.sentence, TextStyle.CAPTION, strong=note.strong), 1)
        return line

    def _other(self, progress: CertificationProgress) -> QBoxLayout:
        theme = self._theme
        name = Text(theme, self._title(progress), TextStyle.DENSE_STRONG)
        sentence = _("{met} of {total} met").format(met=progress.met, total=progress.total)
        if progress.standing.awaited:
            sentence = _("Opens when the certification before it is achieved")
        line = row(gap=Space.S12)
        line.addWidget(name, 1)
        line.addWidget(Text(theme, sentence, TextStyle.CAPTION, color=Color.TEXT_2))
        return line

    def _title(self, progress: CertificationProgress) -> str:
        return progress.certification.title.shown(current_language())

    def _scenario_title(self, scenario_id: str) -> str:
        found = self._library.scenarios.get(scenario_id)
        return scenario_id if found is None else found.scenario.title.shown(current_language())


def _ring_width(standing: RequirementStanding) -> int:
    return _RING_WIDTHS[len(standing.requirement.languages) > 1]


def _portrait(scenario: Described | None, name: str) -> Portrait:
    if scenario is None:
        return Portrait(None, name)
    return Portrait(scenario.customer.portrait, scenario.customer.name, 0)


def _spoken(part: Part) -> str:
    language = language_name(part.language)
    if part.passed_at is not None:
        day = format_date(part.passed_at, "medium")
        return _("{language}: met on {day}").format(language=language, day=day)
    if part.opens_at is not None:
        day = format_date(part.opens_at, "medium")
        return _("{language}: opens again on {day}").format(language=language, day=day)
    return _("{language}: open").format(language=language)


def _status_chip(theme: Theme, status: Status) -> Chip | None:
    if status is Status.ACHIEVED:
        return Chip(theme, _("Achieved"), tone=Tone.POSITIVE, icon=Icon.CHECK)
    if status is Status.EXPIRING:
        return Chip(theme, _("Renew soon"), tone=Tone.CAUTION, icon=Icon.CLOCK)
    if status is Status.EXPIRED:
        return Chip(theme, _("Expired"), tone=Tone.CAUTION, icon=Icon.CLOCK)
    return None
