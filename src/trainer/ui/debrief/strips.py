"""The strips over a debrief: why a line cannot be heard, and what became of the PDF."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from trainer.i18n import _
from trainer.ui.debrief.presenter import DebriefPresenter
from trainer.ui.debrief.saving import NotSaved, Saved, Saving, saved_sentence
from trainer.ui.theme import Theme
from trainer.ui.widgets.marks import Tone
from trainer.ui.widgets.strips import Strip

__all__ = ["ask_for_file", "build_strips"]


def build_strips(theme: Theme, presenter: DebriefPresenter) -> list[Strip]:
    """Return what there is to tell now."""
    strips = []
    if presenter.voice_problem:
        strip = Strip(theme, presenter.voice_problem, tone=Tone.CAUTION)
        strip.dismissed.connect(presenter.hush)
        strips.append(strip)
    saving = _build_saving(theme, presenter)
    if saving is not None:
        strips.append(saving)
    return strips


def _build_saving(theme: Theme, presenter: DebriefPresenter) -> Strip | None:
    saving = presenter.saving
    match saving.state:
        case None:
            return None
        case Saving(file):
            text = _("Saving {file} …").format(file=file.name)
            strip = Strip(theme, text, action=_("Cancel"), act=saving.cancel, dismissible=False)
        case Saved(file):
            strip = Strip(theme, saved_sentence(file), tone=Tone.POSITIVE)
            strip.add_action(_("Open"), lambda: _open(file)).setObjectName("debrief-open")
            strip.add_action(_("Show in folder"), lambda: _open(file.parent)).setObjectName("debrief-folder")
        case NotSaved(message):
            strip = Strip(theme, message, tone=Tone.CRITICAL)
    strip.dismissed.connect(saving.dismiss)
    return strip


def ask_for_file(parent: QWidget, presenter: DebriefPresenter) -> None:
    """Ask where the PDF is to be saved, and save it there; a file that exists is asked about."""
    if presenter.debrief is None:
        return
    dialog = QFileDialog(parent, _("Save as PDF"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(_("PDF documents (*.pdf)"))
    dialog.setDefaultSuffix("pdf")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(documents)
    dialog.selectFile(presenter.saving.name(presenter.debrief))
    dialog.fileSelected.connect(lambda name: presenter.save(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    # Not `exec`: what was asked for meanwhile still arrives.
    dialog.open()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
