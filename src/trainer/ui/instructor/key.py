"""The page of the center's key: who issues, what signs, and how it comes to this computer and to others."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from trainer.app.center import KeyFacts
from trainer.app.instructor import KeyState
from trainer.i18n import _, format_date
from trainer.ui.icons import Icon
from trainer.ui.instructor.door import NewPassphrase
from trainer.ui.instructor.facts import DeskFacts
from trainer.ui.instructor.parts import (
    DeskCard,
    ask_to_open,
    ask_to_save,
    plain_field,
    question,
    secret_field,
)
from trainer.ui.instructor.presenter import Form, InstructorPresenter
from trainer.ui.instructor.work import DeskWork
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space, TextStyle
from trainer.ui.widgets.boxes import column, panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.layouts import FlowRow
from trainer.ui.widgets.rows import SettingRow
from trainer.ui.widgets.text import Text, body, heading

__all__ = ["build_key"]

_FIELD = 560
_LONGEST_NAME = 120


def build_key(presenter: InstructorPresenter, work: DeskWork, theme: Theme, facts: DeskFacts) -> QWidget:
    """Return the page."""
    cards = column(gap=Space.S20)
    if facts.key is None:
        cards.addWidget(_no_key(presenter, work, theme))
    else:
        cards.addWidget(_center(presenter, work, theme, facts.key))
        cards.addWidget(_copies(presenter, work, theme, facts))
    cards.addWidget(_passphrase(presenter, work, theme))
    return panel(cards)


def _no_key(presenter: InstructorPresenter, work: DeskWork, theme: Theme) -> DeskCard:
    card = DeskCard(
        theme,
        _("Your center has no key on this computer"),
        _(
            "A center makes one key, once. It signs every certificate, and whoever checks one uses the "
            "public half of it. Where another computer of your center has the key already, import it from "
            "there."
        ),
    )
    if presenter.form is Form.MAKE:
        card.add(_center_form(presenter, theme, None, _("Make the key"), work.make_key))
        return card
    if presenter.form is Form.IMPORT:
        card.add(_import_form(presenter, work, theme))
        return card
    make = Button(theme, _("Make the center's key"), kind=ButtonKind.PRIMARY, icon=Icon.KEY)
    make.setObjectName("make-key")
    make.clicked.connect(lambda: presenter.open_form(Form.MAKE))
    take = Button(theme, _("Import the key…"), icon=Icon.FOLDER_OPEN)
    take.setObjectName("import-key")
    take.clicked.connect(lambda: presenter.open_form(Form.IMPORT))
    line = FlowRow(gap=Space.S12)
    line.addWidget(make)
    line.addWidget(take)
    card.add(panel(line))
    return card


def _center(presenter: InstructorPresenter, work: DeskWork, theme: Theme, key: KeyFacts) -> DeskCard:
    card = DeskCard(theme, key.center.name)
    change = Button(theme, _("Change"), size=ButtonSize.SMALL, icon=Icon.EDIT)
    change.setObjectName("describe-center")
    change.setAccessibleDescription(_("Name and page of the center"))
    change.clicked.connect(lambda: presenter.open_form(Form.DESCRIBE))
    page = key.center.url or _("No page is named.")
    card.add_row(SettingRow(theme, _("Name and page, as certificates show them"), page, change))
    if presenter.form is Form.DESCRIBE:
        card.add(_center_form(presenter, theme, key, _("Save"), work.describe))
        card.column.addSpacing(Space.S12)
    made = _("Made on {day}.").format(day=format_date(key.made_at, "long"))
    thumbprint = Text(theme, key.public_key.thumbprint, TextStyle.SCENARIO, color=Color.TEXT_2)
    words = column(
        Text(theme, _("The key, in short"), TextStyle.BODY_STRONG),
        Text(theme, made, TextStyle.CAPTION, color=Color.TEXT_2),
        thumbprint,
        gap=0,
    )
    words.setContentsMargins(0, Space.S12, 0, 0)
    card.add_row(words)
    return card


def _copies(presenter: InstructorPresenter, work: DeskWork, theme: Theme, facts: DeskFacts) -> DeskCard:
    card = DeskCard(theme, _("Files of the key"))
    public = Button(theme, _("Save…"), size=ButtonSize.SMALL, icon=Icon.DOWNLOAD)
    public.setObjectName("export-public")
    public.setAccessibleDescription(_("Public half"))
    public.clicked.connect(
        lambda: ask_to_save(
            public, _("Save the public half"), "center.pub", _("Public keys (*.pub)"), work.export_public_key
        )
    )
    sentence = _("For whoever checks your certificates. Anybody may have it; put it on your page.")
    card.add_row(SettingRow(theme, _("Public half"), sentence, public))
    copy = Button(theme, _("Save…"), size=ButtonSize.SMALL, icon=Icon.DOWNLOAD)
    copy.setObjectName("export-key")
    copy.setAccessibleDescription(_("Copy of the whole key"))
    copy.clicked.connect(
        lambda: ask_to_save(copy, _("Save a copy"), "center-key.json", _("Keys (*.json)"), work.export_key)
    )
    sentence = _(
        "Encrypted under your passphrase: to keep in a safe place, or for another computer of your center."
    )
    card.add_row(SettingRow(theme, _("Copy of the whole key"), sentence, copy))
    for button in (public, copy):
        button.setEnabled(not presenter.busy)
    if facts.state.key is not KeyState.UNLOCKED:
        told = _("The key is under another passphrase than this entrance, so it cannot sign.")
        card.add_sentence(told, Color.CAUTION)
    return card


def _passphrase(presenter: InstructorPresenter, work: DeskWork, theme: Theme) -> DeskCard:
    card = DeskCard(theme, _("Passphrase"))
    change = Button(theme, _("Change"), size=ButtonSize.SMALL, icon=Icon.EDIT)
    change.setObjectName("change-passphrase")
    change.setAccessibleDescription(_("Passphrase"))
    change.clicked.connect(lambda: presenter.open_form(Form.PASSPHRASE))
    sentence = _("It opens this entrance, and the key on this computer.")
    card.add_row(SettingRow(theme, _("Passphrase of the entrance"), sentence, change))
    if presenter.form is Form.PASSPHRASE:
        old = secret_field(presenter, theme, "old-passphrase", _("Passphrase as it is"))
        new = NewPassphrase(presenter, theme)
        inside = column(question(theme, _("Passphrase as it is"), old), new, gap=Space.S16)
        inside.addLayout(
            _form_buttons(
                presenter,
                theme,
                _("Change the passphrase"),
                lambda: work.change_passphrase(old.text(), new.first.text(), new.second.text()),
            )
        )
        card.add(_narrow(theme, panel(inside)))
    return card


def _center_form(
    presenter: InstructorPresenter,
    theme: Theme,
    key: KeyFacts | None,
    verb: str,
    act: Callable[[str, str, str], None],
) -> QWidget:
    known = "" if key is None else key.center.name
    name = plain_field(presenter, theme, "center-name", _("Name of the center"), known)
    name.setMaxLength(_LONGEST_NAME)
    url = plain_field(
        presenter, theme, "center-url", _("Page of the center"), "" if key is None else key.center.url or ""
    )
    url.setPlaceholderText("https://")
    secret = secret_field(presenter, theme, "key-passphrase", _("Passphrase of this entrance"))
    hint = _("As certificates show it: the full name, with its accents.")
    inside = column(question(theme, _("Name of the center"), name, hint=hint), gap=Space.S16)
    inside.addLayout(question(theme, _("Page of the center (optional)"), url))
    inside.addLayout(question(theme, _("Passphrase of this entrance"), secret))
    inside.addLayout(
        _form_buttons(presenter, theme, verb, lambda: act(name.text(), url.text(), secret.text()))
    )
    return _narrow(theme, panel(inside))


def _import_form(presenter: InstructorPresenter, work: DeskWork, theme: Theme) -> QWidget:
    chosen = presenter.typed.get("key-file", "")
    choose = Button(theme, _("Choose the file…"), icon=Icon.FOLDER_OPEN)
    choose.setObjectName("choose-key")

    def take(file: Path) -> None:
        presenter.typed["key-file"] = str(file)
        presenter.dismiss()

    choose.clicked.connect(
        lambda: ask_to_open(choose, _("Import the key"), _("Keys (*.json)"), take),
    )
    secret = secret_field(presenter, theme, "key-passphrase", _("Passphrase of this entrance"))
    hint = _("The key in the file must be under the same passphrase.")
    inside = column(heading(theme, _("Import the key")), gap=Space.S16)
    line = row(choose, gap=Space.S12)
    line.addWidget(body(theme, Path(chosen).name if chosen else _("No file is chosen."), Color.TEXT_2), 1)
    inside.addLayout(line)
    inside.addLayout(question(theme, _("Passphrase of this entrance"), secret, hint=hint))
    inside.addLayout(
        _form_buttons(
            presenter,
            theme,
            _("Import the key"),
            lambda: work.import_key(Path(chosen), secret.text()),
            ready=bool(chosen),
        )
    )
    return _narrow(theme, panel(inside))


def _form_buttons(
    presenter: InstructorPresenter, theme: Theme, verb: str, act: Callable[[], None], *, ready: bool = True
) -> FlowRow:
    keep = Button(theme, _("One moment…") if presenter.busy else verb, kind=ButtonKind.PRIMARY)
    keep.setObjectName("form-keep")
    keep.setEnabled(ready and not presenter.busy)
    keep.clicked.connect(act)
    cancel = Button(theme, _("Cancel"))
    cancel.setObjectName("form-cancel")
    cancel.clicked.connect(lambda: presenter.open_form(None))
    line = FlowRow(gap=Space.S12)
    line.addWidget(keep)
    line.addWidget(cancel)
    return line


def _narrow(theme: Theme, content: QWidget) -> QWidget:
    """Keep a form as wide as one reads."""
    content.setMaximumWidth(theme.px(_FIELD))
    return content
