"""The card of what is kept on this machine: the data folder, its backups, and the interface's language."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from trainer.i18n import LANGUAGES, _, format_date, format_time
from trainer.ui.icons import Icon
from trainer.ui.settings.decided import decided
from trainer.ui.settings.presenter import SettingsPresenter
from trainer.ui.theme import Theme
from trainer.ui.tokens import Space
from trainer.ui.widgets.boxes import margins
from trainer.ui.widgets.buttons import Button, ButtonSize
from trainer.ui.widgets.choices import Segment, SegmentedControl
from trainer.ui.widgets.navigation import LANGUAGE_NAMES
from trainer.ui.widgets.rows import SettingRow
from trainer.ui.widgets.surfaces import Card, Rule
from trainer.ui.widgets.text import card_title

__all__ = ["data_card", "settings_card"]


def settings_card(theme: Theme, name: str, *rows: SettingRow) -> Card:
    """Return a card of settings, a row each."""
    card = Card(theme, gap=0, padding=margins(Space.S24, Space.S20))
    card.column.addWidget(card_title(theme, name))
    for each in rows:
        card.column.addWidget(Rule(theme))
        card.column.addWidget(each)
    card.column.addStretch(1)
    return card


def data_card(presenter: SettingsPresenter, theme: Theme) -> Card:
    """Return the card."""
    return settings_card(
        theme,
        _("Data"),
        _folder_row(presenter, theme),
        _backup_row(presenter, theme),
        _copies_row(presenter, theme),
        _language_row(presenter, theme),
    )


def _folder_row(presenter: SettingsPresenter, theme: Theme) -> SettingRow:
    folder = Button(theme, _("Open"), size=ButtonSize.SMALL, icon=Icon.FOLDER)
    folder.setObjectName("folder")
    folder.setAccessibleName(_("Open the data folder"))
    folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(presenter.data_folder))))
    where = _short(presenter.data_folder)
    if presenter.data_folder_decided:
        where = _("{what}. {why}").format(what=where, why=decided(presenter))
    return SettingRow(theme, _("Data folder"), where, folder)


def _backup_row(presenter: SettingsPresenter, theme: Theme) -> SettingRow:
    backup = Button(theme, _("Saving…") if presenter.backing_up else _("Save a copy"), size=ButtonSize.SMALL)
    backup.setObjectName("backup")
    backup.clicked.connect(presenter.back_up)
    trouble = presenter.backup_trouble
    sentence = trouble or _backup_sentence(presenter)
    return SettingRow(theme, _("Backups"), sentence, backup, caution=bool(trouble))


def _copies_row(presenter: SettingsPresenter, theme: Theme) -> SettingRow:
    chosen = presenter.settings.backup_folder
    if "backup_folder" in presenter.fixed and chosen is not None:
        button = Button(theme, _("Choose…"), size=ButtonSize.SMALL, icon=Icon.FOLDER)
        button.setEnabled(False)
        sentence = _("{what}. {why}").format(what=_short(chosen), why=decided(presenter))
    elif chosen is None:
        button = Button(theme, _("Choose…"), size=ButtonSize.SMALL, icon=Icon.FOLDER)
        button.setAccessibleName(_("Choose a folder on another disk"))
        button.clicked.connect(lambda: _choose(presenter, button))
        sentence = _("A disk that fails takes the backups beside it along.")
    else:
        button = Button(theme, _("Stop"), size=ButtonSize.SMALL)
        button.setAccessibleName(_("Copy no more backups to another disk"))
        button.clicked.connect(lambda: presenter.change(backup_folder=None))
        sentence = _short(chosen)
    button.setObjectName("no-copies" if chosen is not None and button.isEnabled() else "copies")
    return SettingRow(theme, _("Backups on another disk"), sentence, button)


def _choose(presenter: SettingsPresenter, button: Button) -> None:
    chosen = QFileDialog.getExistingDirectory(button.window(), _("A folder on another disk"))
    if chosen:
        presenter.change(backup_folder=Path(chosen))


def _language_row(presenter: SettingsPresenter, theme: Theme) -> SettingRow:
    segments = [Segment(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
    language = SegmentedControl(theme, _("Interface language"), segments, presenter.language)
    language.chosen.connect(lambda chosen: presenter.change(interface_language=str(chosen)))
    fixed = "interface_language" in presenter.fixed
    language.setEnabled(not fixed)
    sentence = decided(presenter) if fixed else _("Changes at once.")
    return SettingRow(theme, _("Interface language"), sentence, language)


def _backup_sentence(presenter: SettingsPresenter) -> str:
    newest = presenter.newest_backup
    if newest is None:
        return _("None yet; one is made each day.")
    at = newest.made_at.astimezone()
    if at.date() == datetime.now().astimezone().date():
        return _("The last: today, {time}").format(time=format_time(at))
    return _("The last: {day}").format(day=format_date(at))


def _short(folder: Path) -> str:
    """Return a folder as people read it: from the home folder on."""
    try:
        parts = folder.relative_to(Path.home()).parts
    except ValueError:
        parts = folder.parts
    return " / ".join(part for part in parts if part != folder.anchor)
