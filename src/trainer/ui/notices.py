"""What is told in strips over the screens, until somebody puts it away."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trainer.i18n import _, ngettext
from trainer.ui.interior import shown_on
from trainer.ui.screen import Notice
from trainer.ui.tasks import Failure
from trainer.ui.widgets.marks import Tone

BROKEN_FILES: Final = "broken"
"""The key of the notice that the library is not whole."""

FILES_WAITING: Final = "waiting"
"""The key of the notice that the library is still being read."""

RECORDS_CHANGED: Final = "records"
"""The key of the notice that the records are not as they were written."""

SUPERVISION: Final = "supervision"
"""The key of the notice that the next assessment is supervised."""


class NoticeBoard(QObject):
    """Keeps the notices. Emits ``changed`` when there is one more or less."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, Notice] = {}

    def post(self, notice: Notice) -> None:
        """Tell something, in the place of an older notice with the same key."""
        self._notices[notice.key] = notice
        self.changed.emit()

    def post_failure(self, failure: Failure) -> None:
        """Tell that work came to nothing, over every screen: it may not wait."""
        key = "defect" if failure.defect else f"fault:{failure.message}"
        self.post(Notice(key, failure.message, Tone.CRITICAL, everywhere=True))

    def dismiss(self, *keys: str) -> None:
        """Put notices away."""
        for key in keys:
            self._notices.pop(key, None)
        self.changed.emit()

    def over(self, screen: QWidget) -> Sequence[Notice]:
        """Return the notices that stand over this screen, oldest first."""
        return [notice for notice in self._notices.values() if shown_on(notice, screen)]


def broken_files(count: int, show: Callable[[], None]) -> Notice:
    """Say that the library is not whole, and ``show`` where it says why; what is whole can be practiced."""
    sentence = ngettext(
        "{count} file of the library could not be read.",
        "{count} files of the library could not be read.",
        count,
    )
    return Notice(
        BROKEN_FILES, sentence.format(count=count), Tone.CAUTION, action=_("Which, and why"), act=show
    )


def files_waiting(count: int) -> Notice:
    """Say that part of the library is still to come; what is there already can be practiced."""
    sentence = ngettext(
        "{count} scenario file is being looked into. What is here can be practiced meanwhile.",
        "{count} scenario files are being looked into. What is here can be practiced meanwhile.",
        count,
    )
    return Notice(FILES_WAITING, sentence.format(count=count), Tone.NEUTRAL)


def records_changed(count: int, show: Callable[[], None]) -> Notice:
    """Say that the records are not as they were written, and who should know; practice goes on.

    ``show`` leads to the instructor's desk, which says where.
    """
    sentence = ngettext(
        "The records on this machine were changed by something other than Puente ({count} finding). Tell "
        "your instructor; you can go on practicing.",
        "The records on this machine were changed by something other than Puente ({count} findings). Tell "
        "your instructor; you can go on practicing.",
        count,
    )
    return Notice(
        RECORDS_CHANGED, sentence.format(count=count), Tone.CAUTION, action=_("For instructors"), act=show
    )


def backup_failed(sentence: str) -> Notice:
    """Say why there is no backup of the day, or no copy of it; practice goes on."""
    return Notice("backup", sentence, Tone.CAUTION)


def policy_unsound(problems: str) -> Notice:
    """Say what of the center's policy does not hold; what is sound of it does."""
    sentence = _("On this machine, {problems}.")
    return Notice("policy", sentence.format(problems=problems), Tone.CAUTION)


def settings_set_aside(kept: Path) -> Notice:
    """Say that what was chosen could not be read, and where it is."""
    sentence = _(
        "Your settings could not be read, so they begin anew. The old file is kept: {path}. Choose again "
        "under Settings."
    )
    return Notice("settings", sentence.format(path=kept), Tone.CAUTION)
