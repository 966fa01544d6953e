"""Each certification as a card: what it asks for, and for each part the evidence or what is missing."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from trainer.app.progress import CertificationReview, Development, Evidence, RequirementReview
from trainer.certification.standing import Status
from trainer.i18n import _, current_language, format_list
from trainer.scenario.model import Dimension
from trainer.ui.home.words import requirement_caption, standing_sentence
from trainer.ui.icons import Icon, IconView
from trainer.ui.portraits import Portrait, PortraitView
from trainer.ui.progress.evidence import EvidenceCell
from trainer.ui.progress.presenter import ProgressPresenter
from trainer.ui.progress.words import missing_sentence, rules, spoken_evidence, validity_lines
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import MIDDLE, TOP, column, margins, panel, row
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.layouts import FlowRow
from trainer.ui.widgets.marks import Chip, Tone, language_label
from trainer.ui.widgets.rings import TotalRing
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import Text, card_title, label

__all__ = ["CertificationCard"]

_COLUMNS_IN_ONE_LINE = 3
"""How many columns of evidence stand side by side, over all requirements."""
_ROWS_IN_ONE_LINE = 8
_FACE = 32


class CertificationCard(Card):
    """One certification, requirement by requirement."""

    def __init__(
        self,
        presenter: ProgressPresenter,
        theme: Theme,
        development: Development,
        review: CertificationReview,
        following: CertificationReview | None,
    ) -> None:
        super().__init__(theme, gap=Space.S16, padding=margins(Space.S24, Space.S20))
        self._theme = theme
        self._presenter = presenter
        self._review = review
        self._development = development
        self._show_head(None if following is None else _title(following))
        self._show_certificate()
        self._show_requirements()
        found = rules(review.progress.certification)
        if found:
            sentence = Text(theme, " ".join(found), TextStyle.CAPTION, color=Color.TEXT_2)
            self.column.addWidget(sentence)

    def _show_head(self, then: str | None) -> None:
        theme, progress = self._theme, self._review.progress
        words = column(1, card_title(theme, _title(self._review)), gap=2)
        words.addWidget(Text(theme, standing_sentence(progress, then), color=Color.TEXT_2))
        if progress.standing.awaited:
            words.addWidget(Text(theme, self._awaited(), color=Color.TEXT_2))
        words.addStretch(1)
        head = row(TotalRing(theme, progress.met, progress.total), gap=Space.S20)
        head.addLayout(words, 1)
        chip = _chip(theme, progress.standing.status)
        if chip is not None:
            head.addWidget(chip, 0, TOP)
        way = Button(theme, _("See the path"), size=ButtonSize.SMALL)
        way.setObjectName(f"path-to-{progress.certification.id}")
        way.setAccessibleDescription(_title(self._review))
        way.clicked.connect(partial(self._presenter.see_path, progress.certification.id))
        head.addWidget(way, 0, TOP)
        self.column.addLayout(head)
        lines = validity_lines(progress, self._review.hold)
        if lines:
            flow = FlowRow(gap=Space.S32)
            for name, day in lines:
                flow.addWidget(
                    panel(row(label(theme, name), Text(theme, day, TextStyle.DENSE), gap=Space.S8))
                )
            self.column.addLayout(flow)

    def _show_certificate(self) -> None:
        """Lead to the certificate where one was issued; say so where it was taken back."""
        theme, certification = self._theme, self._review.progress.certification.id
        issued = self._presenter.issued.get(certification)
        if issued is None:
            return
        look = Button(theme, _("Show the certificate"), icon=Icon.CERTIFICATE)
        look.setObjectName(f"certificate-of-{certification}")
        look.setAccessibleDescription(_title(self._review))
        look.clicked.connect(partial(self._presenter.show_certificate, issued.id))
        line = FlowRow(gap=Space.S12)
        line.addWidget(look)
        if issued.revocation is not None:
            line.addWidget(Chip(theme, _("Taken back"), tone=Tone.CRITICAL, icon=Icon.CROSS))
        self.column.addWidget(panel(line))

    def _awaited(self) -> str:
        titles = {each.progress.certification.id: _title(each) for each in self._development.certifications}
        names = [titles.get(name, name) for name in self._review.progress.standing.awaited]
        return _("To be held first: {certifications}.").format(certifications=format_list(names))

    def _show_requirements(self) -> None:
        reviews = self._review.requirements
        columns = sum(len(each.standing.requirement.languages) for each in reviews)
        rows = max((len(each.standing.requirement.scenarios) for each in reviews), default=0)
        beside = (
            self._theme.scale <= 1
            and columns <= _COLUMNS_IN_ONE_LINE
            and rows <= _ROWS_IN_ONE_LINE
            and not any(_has_register(each) for each in reviews)
        )
        if not beside:
            for each in reviews:
                self.column.addWidget(self._requirement(each))
            return
        line = row(gap=Space.S24)
        for each in reviews:
            share = 1 + len(each.standing.requirement.languages)
            line.addWidget(self._requirement(each), share, TOP)
        self.column.addLayout(line)

    def _requirement(self, review: RequirementReview) -> QWidget:
        theme, requirement = self._theme, review.standing.requirement
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S8)
        grid.setVerticalSpacing(0)
        wide = 1 + len(requirement.languages)
        grid.addWidget(Rule(theme), 0, 0, 1, wide)
        caption = label(theme, requirement_caption(requirement))
        grid.addWidget(_padded(caption), 1, 0)
        for place, language in enumerate(requirement.languages, start=1):
            grid.addWidget(_padded(label(theme, language_label(language))), 1, place)
        by_scenario: dict[str, list[Evidence]] = {}
        for evidence in review.evidence:
            by_scenario.setdefault(evidence.part.scenario, []).append(evidence)
        for number, (scenario, found) in enumerate(by_scenario.items(), start=1):
            grid.addWidget(Rule(theme), 2 * number, 0, 1, wide)
            grid.addWidget(self._name(scenario), 2 * number + 1, 0)
            for place, evidence in enumerate(found, start=1):
                grid.addWidget(self._cell(evidence, scenario), 2 * number + 1, place, MIDDLE)
        for place in range(wide):
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, 0)
        sentence = missing_sentence(review)
        if not sentence:
            return panel(grid)
        icon = IconView(theme, Icon.FLAG, color=Color.ACCENT, size=16)
        words = Text(theme, sentence, TextStyle.CAPTION, color=Color.TEXT_2)
        below = row(icon, gap=Space.S8, margins=margins(0, Space.S12))
        below.addWidget(words, 1)
        return panel(column(grid, Rule(theme), below, gap=0))

    def _name(self, scenario_id: str) -> QWidget:
        theme, title = self._theme, self._title_of(scenario_id)
        scenario = self._development.scenarios.get(scenario_id)
        portrait = Portrait(None, title)
        if scenario is not None:
            portrait = Portrait(scenario.customer.portrait, scenario.customer.name, 0)
        line = row(PortraitView(theme, portrait, _FACE), gap=Space.S12, margins=margins(0, Space.S8))
        line.addWidget(Text(theme, title, TextStyle.DENSE_STRONG), 1)
        return panel(line)

    def _cell(self, evidence: Evidence, scenario: str) -> EvidenceCell:
        presenter, part = self._presenter, evidence.part
        spoken = spoken_evidence(evidence, self._title_of(scenario), _title(self._review))
        cell = EvidenceCell(self._theme, evidence, spoken, self._development.today)
        # A scenario may be asked for twice, by two certifications: each has a cell of its own.
        cell.setObjectName(f"evidence-{self._review.progress.certification.id}-{scenario}-{part.language}")
        if evidence.call is not None:
            cell.clicked.connect(partial(presenter.review, evidence.call.facts.id))
        elif scenario in self._development.scenarios:
            cell.clicked.connect(partial(presenter.read_brief, scenario, part.language))
        return cell

    def _title_of(self, scenario_id: str) -> str:
        scenario = self._development.scenarios.get(scenario_id)
        return scenario_id if scenario is None else scenario.title.shown(current_language())


def _title(review: CertificationReview) -> str:
    return review.progress.certification.title.shown(current_language())


def _has_register(review: RequirementReview) -> bool:
    calls = (each.call for each in review.evidence)
    return any(call is not None and call.result.scores.get(Dimension.REGISTER) is not None for call in calls)


def _padded(widget: QWidget) -> QWidget:
    return panel(row(widget, gap=0, margins=margins(0, 6)))


def _chip(theme: Theme, status: Status) -> Chip | None:
    if status is Status.ACHIEVED:
        return Chip(theme, _("Achieved"), tone=Tone.POSITIVE, icon=Icon.CHECK)
    if status is Status.EXPIRING:
        return Chip(theme, _("Renew soon"), tone=Tone.CAUTION, icon=Icon.CLOCK)
    if status is Status.EXPIRED:
        return Chip(theme, _("Expired"), tone=Tone.CAUTION, icon=Icon.CLOCK)
    return None
