"""Which calls are looked at: language, period, what they were taken for; at the end, charts or calls."""

from PySide6.QtWidgets import QWidget

from trainer.app.progress import Period
from trainer.app.result_words import use_name
from trainer.i18n import _, pgettext
from trainer.scenario.model import Use
from trainer.ui.icons import Icon
from trainer.ui.progress.presenter import Page, ProgressPresenter
from trainer.ui.progress.words import period_name
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.layouts import EndedRow
from trainer.ui.widgets.marks import language_name


class FilterBar(QWidget):
    """The filters, and the two pages at the end of the line."""

    def __init__(self, theme: Theme, presenter: ProgressPresenter) -> None:
        super().__init__()
        self._theme = theme
        self._presenter = presenter
        self._language = self._build_language()
        self._period = self._build_period()
        self._use = self._build_use()
        self._page = self._build_page()
        line = EndedRow(gap=Space.S12, line_gap=Space.S8)
        for control in (self._language, self._period, self._use, self._page):
            line.addWidget(control)
        self.setLayout(line)

    def follow(self) -> None:
        """Show what is wanted now, where something else than these controls changed it."""
        wanted = self._presenter.wanted
        self._language.choose(wanted.language)
        self._period.choose(wanted.period)
        self._use.choose(wanted.use)
        self._page.choose(self._presenter.page)

    def _build_language(self) -> SegmentedControl:
        presenter = self._presenter
        segments: list[Segment[str | None]] = [Segment(None, pgettext("languages", "All"))]
        segments += [Segment(each, mark=each, name=language_name(each)) for each in presenter.every_language]
        control = SegmentedControl(self._theme, _("Language"), segments, presenter.wanted.language)
        control.chosen.connect(lambda chosen: presenter.look_for(language=chosen))
        return control

    def _build_period(self) -> SegmentedControl:
        presenter = self._presenter
        segments = [Segment(each, period_name(each)) for each in Period]
        control = SegmentedControl(self._theme, _("Period"), segments, presenter.wanted.period)
        control.chosen.connect(lambda chosen: presenter.look_for(period=chosen))
        return control

    def _build_use(self) -> SegmentedControl:
        presenter = self._presenter
        segments: list[Segment[Use | None]] = [Segment(None, pgettext("uses", "All"))]
        segments += [Segment(each, use_name(each)) for each in Use]
        control = SegmentedControl(self._theme, _("Practice or assessment"), segments, presenter.wanted.use)
        control.chosen.connect(lambda chosen: presenter.look_for(use=chosen))
        return control

    def _build_page(self) -> SegmentedControl:
        presenter = self._presenter
        segments = [
            Segment(Page.OVERVIEW, pgettext("page", "Overview"), Icon.CHART),
            Segment(Page.CALLS, pgettext("page", "All calls"), Icon.LIST),
        ]
        control = SegmentedControl(self._theme, _("What is shown"), segments, presenter.page)
        control.chosen.connect(presenter.turn_to)
        return control
