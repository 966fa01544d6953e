"""Draws the profiles as tiles."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.app.profiles import Profile
from trainer.i18n import LANGUAGES, _, format_date, ngettext
from trainer.ui.call.announcing import announce
from trainer.ui.icons import BrandMark, Icon, IconView
from trainer.ui.screen import Chrome, Opened, RedrawnScreen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.who.form import ProfileForm
from trainer.ui.who.pin_form import PinForm
from trainer.ui.who.presenter import WhoPresenter
from trainer.ui.widgets.avatar import AvatarInitials
from trainer.ui.widgets.boxes import column, panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.layouts import FlowGrid, ScrollPage
from trainer.ui.widgets.marks import Chip, LanguageMark, Tone
from trainer.ui.widgets.navigation import LANGUAGE_NAMES
from trainer.ui.widgets.states import ErrorState, LoadingState
from trainer.ui.widgets.text import Text, body, caption, title
from trainer.ui.widgets.tiles import Tile

_TILE_HEIGHT = 164
_PAGE_WIDTH = 1016
_TILE_WIDTH = 300


def open_who(stage: Stage) -> Opened:
    """Open the screen."""
    presenter = WhoPresenter(stage)
    return Opened(presenter, lambda theme: WhoScreen(presenter, theme))


class WhoScreen(RedrawnScreen):
    """Profiles as tiles, the one that practiced last first; or the form."""

    chrome = Chrome.BARE

    def __init__(self, presenter: WhoPresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._form: ProfileForm | None = None
        self._pin: PinForm | None = None
        self.refresh()

    def page_title(self) -> str:
        """Return the screen's name."""
        return _("Who is practicing?")

    def first_focus(self) -> QWidget | None:
        """Return the field for a PIN or a name, or the tile of whoever practiced last."""
        if self._pin is not None:
            return self._pin.field
        if self._form is not None:
            return self._form.name
        return self.findChild(Tile)

    def refresh(self) -> None:
        """Draw anew; when the form or the tiles come, the keyboard goes there."""
        before = self._form, self._pin
        shown = self._content is not None and self.findChild(Tile) is not None
        super().refresh()
        arrived = [each is None for each in (self._form, self._pin)] != [each is None for each in before]
        arrived = arrived or not (shown or self._form or self._pin)
        focus = self.first_focus()
        if arrived and focus is not None:
            focus.setFocus()
        if self._form is not None:
            self._form.show_problem()
        if self._pin is not None:
            # A try leaves the field empty, and whoever tries again types there.
            self._pin.field.setFocus()
            if self._pin.trouble:
                announce(self, self._pin.trouble)

    def draw(self) -> QWidget:
        """Return the page."""
        presenter, theme = self._presenter, self.theme
        self._form = self._pin = None
        page = ScrollPage("who")
        page.column.setSpacing(Space.S32)
        page.column.addLayout(self._top())
        if presenter.failure is not None:
            page.column.addWidget(ErrorState(theme, presenter.failure.message, presenter.open), 1)
        elif presenter.profiles is None:
            page.column.addWidget(LoadingState(theme), 1)
        elif presenter.asked is not None:
            self._pin = PinForm(presenter, theme, presenter.asked)
            page.column.addStretch(1)
            page.column.addLayout(row(1, self._pin, 1))
            page.column.addStretch(2)
        elif presenter.draft is not None:
            self._form = ProfileForm(presenter, theme)
            page.column.addStretch(1)
            page.column.addLayout(row(1, self._form, 1))
            page.column.addStretch(2)
        else:
            page.column.addStretch(1)
            page.column.addLayout(row(1, self._tiles(presenter.profiles), 1))
            page.column.addStretch(2)
        return page

    def _top(self) -> QHBoxLayout:
        theme, presenter = self.theme, self._presenter
        segments = [Segment(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
        switch = SegmentedControl(theme, _("Interface language"), segments, presenter.interface_language)
        switch.chosen.connect(lambda chosen: presenter.choose_language(str(chosen)))
        name = Text(theme, "Puente", TextStyle.CARD_TITLE, wrap=False)
        instructor = Button(
            theme, _("Instructor"), kind=ButtonKind.QUIET, size=ButtonSize.SMALL, icon=Icon.SHIELD
        )
        instructor.setObjectName("instructor")
        instructor.setAccessibleName(_("Go to the instructor's entrance"))
        instructor.clicked.connect(presenter.go_to_instructor)
        return row(BrandMark(theme), name, 1, instructor, switch, gap=10)

    def _tiles(self, profiles: Sequence[Profile]) -> QWidget:
        theme = self.theme
        grid = FlowGrid(narrowest=theme.px(_TILE_WIDTH), most=3)
        for number, profile in enumerate(profiles):
            grid.addWidget(self._tile(profile, number))
        grid.addWidget(self._new_tile())
        intro = _("Your calls and your progress are kept with your profile, on this computer.")
        inside = column(title(theme, _("Who is practicing?")), body(theme, intro, Color.TEXT_2), gap=Space.S4)
        inside.addSpacing(Space.S24)
        inside.addLayout(grid)
        holder = panel(inside)
        holder.setFixedWidth(_PAGE_WIDTH)
        return holder

    def _tile(self, profile: Profile, number: int) -> Tile:
        theme, trainee = self.theme, profile.trainee
        spoken = _spoken(profile)
        if trainee.id in self._presenter.with_pin:
            spoken = _("{profile}, with a PIN").format(profile=spoken)
        tile = Tile(theme, spoken, f"profile-{number}", gap=Space.S12)
        marks = row(*(LanguageMark(theme, language) for language in trainee.languages), 1, gap=Space.S8)
        facts = column(Text(theme, trainee.name, TextStyle.CARD_TITLE, lines=2), marks, gap=Space.S4)
        top = row(AvatarInitials(theme, trainee.name, 56), gap=Space.S16)
        top.addLayout(facts, 1)
        tile.add(top)
        change = IconButton(
            theme, Icon.EDIT, _("Change the profile of {name}").format(name=trainee.name), bordered=False
        )
        change.setObjectName(f"change-{number}")
        change.clicked.connect(lambda: self._presenter.begin_change(trainee))
        tile.column.addStretch(1)
        foot = row(gap=Space.S8)
        foot.addLayout(column(*(caption(theme, each) for each in _facts(profile)), gap=0), 1)
        tile.add(foot)
        if trainee.id in self._presenter.with_pin:
            foot.addWidget(IconView(theme, Icon.LOCK, color=Color.TEXT_2, size=16))
        foot.addWidget(change)
        if profile.open_calls:
            waiting = ngettext("{count} call waits", "{count} calls wait", profile.open_calls)
            chip = Chip(theme, waiting.format(count=profile.open_calls), tone=Tone.CAUTION, icon=Icon.PAUSE)
            tile.add(row(chip, 1))
        tile.clicked.connect(lambda: self._presenter.enter(trainee))
        tile.setMinimumHeight(_TILE_HEIGHT)
        return tile

    def _new_tile(self) -> Tile:
        theme = self.theme
        tile = Tile(theme, _("New profile"), "profile-new", dashed=True)
        tile.column.addStretch(1)
        icon = IconView(theme, Icon.USER_PLUS, color=Color.ACCENT, size=20)
        text = Text(theme, _("New profile"), TextStyle.HEADING, color=Color.ACCENT, wrap=False)
        tile.add(row(1, icon, text, 1, gap=Space.S12))
        tile.column.addStretch(1)
        tile.setMinimumHeight(_TILE_HEIGHT)
        tile.clicked.connect(self._presenter.begin_new)
        return tile


def progress_sentence(profile: Profile) -> str:
    """Return what a profile has done so far, in one sentence."""
    calls, *passed = _facts(profile)
    return _("{calls} · {passed}").format(calls=calls, passed=passed[0]) if passed else calls


def _facts(profile: Profile) -> tuple[str, ...]:
    """Return the calls so far, and the assessments passed where there are any."""
    if profile.last_at is None or not profile.calls:
        return (_("No calls yet"),)
    day = format_date(profile.last_at, "medium")
    calls = ngettext(
        "{count} call, the last on {day}", "{count} calls, the last on {day}", profile.calls
    ).format(count=profile.calls, day=day)
    if not profile.passed_assessments:
        return (calls,)
    passed = ngettext(
        "{count} assessment passed", "{count} assessments passed", profile.passed_assessments
    ).format(count=profile.passed_assessments)
    return calls, passed


def _spoken(profile: Profile) -> str:
    sentence = _("{name}: {progress}")
    return sentence.format(name=profile.trainee.name, progress=progress_sentence(profile))
