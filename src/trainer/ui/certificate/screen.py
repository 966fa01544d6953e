"""Draws one certificate: its picture, what it means and until when, and the files that can be had of it."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMargins, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.app.certificates import CertificateState
from trainer.app.verification import CertificateForm
from trainer.i18n import _, format_date
from trainer.ui.call.announcing import announce
from trainer.ui.certificate.picture import PictureView
from trainer.ui.certificate.presenter import CertificatePresenter, Shown, file_name
from trainer.ui.icons import Icon
from trainer.ui.instructor.certificates import state_chip
from trainer.ui.instructor.parts import ask_to_save, question
from trainer.ui.navigator import Certificate, Instructor, Progress
from trainer.ui.screen import Chrome, Opened, RedrawnScreen, Stage
from trainer.ui.theme import Theme
from trainer.ui.tokens import ICON_RAIL_SCALE, Color, Space, TextStyle
from trainer.ui.widgets.boxes import column, margins, panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.fields import LineField
from trainer.ui.widgets.layouts import FlowRow, ScrollPage
from trainer.ui.widgets.marks import Tone
from trainer.ui.widgets.states import ErrorState, LoadingState
from trainer.ui.widgets.strips import Strip
from trainer.ui.widgets.surfaces import Card, Rule, TopBar
from trainer.ui.widgets.text import Text, body, heading, label

__all__ = ["CertificateScreen", "open_certificate"]

_WIDEST: Final = 720
_LONGEST_REASON: Final = 500


def open_certificate(stage: Stage, route: Certificate) -> Opened:
    """Open the screen."""
    presenter = CertificatePresenter(stage, route)
    return Opened(presenter, lambda theme: CertificateScreen(presenter, theme))


class CertificateScreen(RedrawnScreen):
    """The picture at the left, the facts and files at the right; large text has them one below the other."""

    chrome = Chrome.BARE

    def __init__(self, presenter: CertificatePresenter, theme: Theme) -> None:
        super().__init__(presenter, theme)
        self._presenter = presenter
        self._said = ""
        self._shown_form = False
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(presenter.go_back)
        self.refresh()

    def page_title(self) -> str:
        """Return what the certificate certifies."""
        shown = self._presenter.shown
        return _("Certificate") if shown is None else shown.credential.title

    def first_focus(self) -> QWidget | None:
        """Return the reason while one is asked for, else the button that saves."""
        name = "reason" if self._presenter.revoking else "certificate-pdf"
        found = self.findChild(QWidget, name)
        return found if isinstance(found, QWidget) else None

    def refresh(self) -> None:
        """Draw anew, and say what is new."""
        presenter = self._presenter
        empty = self.findChild(QWidget, "certificate-pdf") is None
        super().refresh()
        focus = self.first_focus()
        if focus is not None and (empty or presenter.revoking != self._shown_form):
            focus.setFocus()
        self._shown_form = presenter.revoking
        said = presenter.trouble or presenter.told
        if said and said != self._said:
            announce(self, said)
        self._said = said

    def draw(self) -> QWidget:
        """Return the content as the presenter has it now."""
        presenter, theme = self._presenter, self.theme
        page = ScrollPage("certificate")
        page.column.setSpacing(Space.S20)
        if presenter.failure is not None:
            page.column.addWidget(ErrorState(theme, presenter.failure.message, presenter.open), 1)
        elif presenter.shown is None:
            page.column.addWidget(LoadingState(theme), 1)
        else:
            self._fill(page, presenter.shown)
        whole = column(self._bar(), gap=0)
        strip = self._strip()
        if strip is not None:
            edge = Space.WINDOW_EDGE
            whole.addLayout(row(strip, margins=QMargins(edge, Space.S16, edge, 0)))
        whole.addWidget(page, 1)
        return panel(whole)

    def _bar(self) -> TopBar:
        theme, presenter = self.theme, self._presenter
        bar = TopBar(theme)
        back = Button(theme, self._way_back(), size=ButtonSize.SMALL, icon=Icon.ARROW_LEFT)
        back.setObjectName("back")
        back.clicked.connect(presenter.go_back)
        bar.hold(row(back, 1))
        return bar

    def _way_back(self) -> str:
        match self._presenter.stage.navigator.previous:
            case Progress():
                return _("Progress")
            case Instructor():
                return _("Certificates")
            case _:
                return _("Back")

    def _fill(self, page: ScrollPage, shown: Shown) -> None:
        theme, presenter = self.theme, self._presenter
        name = _("Picture of the certificate: {title}, {name}").format(
            title=shown.credential.title, name=shown.credential.name
        )
        picture = PictureView(theme, presenter.picture, name, widest=_WIDEST)
        head, facts, files = self._head(shown), self._facts(shown), self._files(shown)
        may_revoke = presenter.revocable and shown.state is not CertificateState.REVOKED
        asked = column(gap=Space.S20)
        if may_revoke:
            # What is asked stands first: nobody should have to scroll to it.
            (asked if presenter.revoking else files).addWidget(self._revocation())
        if theme.scale >= ICON_RAIL_SCALE:
            page.column.addLayout(head)
            page.column.addLayout(asked)
            page.column.addLayout(files)
            page.column.addWidget(facts)
            page.column.addLayout(row(picture, 1))
            page.column.addStretch(1)
            return
        line = row(gap=Space.S32)
        beneath = column(picture, files, 1, gap=Space.S20)
        line.addLayout(column(asked, beneath, gap=Space.S20) if presenter.revoking else beneath, 60)
        line.addLayout(column(head, facts, 1, gap=Space.S20), 40)
        page.column.addLayout(line)
        page.column.addStretch(1)

    def _strip(self) -> Strip | None:
        presenter, theme = self._presenter, self.theme
        if presenter.trouble:
            strip = Strip(theme, presenter.trouble, tone=Tone.CRITICAL)
        elif presenter.told:
            strip = Strip(theme, presenter.told, tone=Tone.POSITIVE)
            saved = presenter.saved
            if saved is not None:
                strip.add_action(_("Open"), partial(_open, saved)).setObjectName("saved-open")
                strip.add_action(_("Show in folder"), partial(_open, saved.parent))
        else:
            return None
        strip.dismissed.connect(presenter.dismiss)
        return strip

    def _head(self, shown: Shown) -> QBoxLayout:
        theme, credential = self.theme, shown.credential
        said = Text(theme, credential.title, TextStyle.TITLE, language=credential.language)
        name = body(theme, _("For {name}").format(name=credential.name), Color.TEXT_2)
        return column(said, name, row(state_chip(theme, shown.state), 1), gap=Space.S8)

    def _facts(self, shown: Shown) -> Card:
        theme, credential = self.theme, shown.credential
        card = Card(theme, gap=0, padding=margins(Space.S24, Space.S16))
        until = (
            _("without end") if credential.expires_at is None else format_date(credential.expires_at, "long")
        )
        facts = [
            (_("Issued by"), credential.center.name),
            (_("Achieved on"), format_date(credential.achieved_at, "long")),
            (_("Issued on"), format_date(credential.issued_at, "long")),
            (_("Valid until"), until),
            (_("Check value"), shown.issued.check),
        ]
        if shown.issued.revocation is not None:
            taken = _("{day}: {reason}").format(
                day=format_date(shown.issued.revocation.at, "long"), reason=shown.issued.revocation.reason
            )
            facts.append((_("Taken back on"), taken))
        for number, (what, value) in enumerate(facts):
            if number:
                card.column.addWidget(Rule(theme))
            fact = column(label(theme, what), Text(theme, value, TextStyle.BODY), gap=0)
            fact.setContentsMargins(margins(0, Space.S8))
            card.column.addLayout(fact)
        card.column.addWidget(Rule(theme))
        meaning = column(label(theme, _("What it means")), gap=Space.S4)
        for sentence in dict.fromkeys((credential.description, credential.criteria)):
            meaning.addWidget(Text(theme, sentence, TextStyle.BODY, language=credential.language))
        meaning.setContentsMargins(margins(0, Space.S8))
        card.column.addLayout(meaning)
        return card

    def _files(self, shown: Shown) -> QBoxLayout:
        theme, presenter = self.theme, self._presenter
        if shown.state is CertificateState.REVOKED and not presenter.revocable:
            told = _("It was taken back, so it proves nothing any more. Ask your instructor what to do.")
            return column(body(theme, told, Color.CRITICAL))
        inside = column(gap=Space.S12)
        line = FlowRow(gap=Space.S12, line_gap=Space.S12)
        for form, text, kind in _forms():
            primary = form is CertificateForm.PDF
            button = Button(
                theme,
                text,
                kind=ButtonKind.PRIMARY if primary else ButtonKind.SECONDARY,
                icon=Icon.DOWNLOAD,
                shortcut=Qt.Key.Key_P if primary else None,
            )
            button.setObjectName(f"certificate-{form.value}")
            button.setEnabled(not presenter.busy)
            button.clicked.connect(partial(self._ask, form, text, kind))
            line.addWidget(button)
        copy = Button(theme, _("Copy the credential"), icon=Icon.COPY, shortcut=Qt.Key.Key_C)
        copy.setObjectName("certificate-copy")
        copy.clicked.connect(partial(self._copy, shown))
        line.addWidget(copy)
        inside.addWidget(panel(line))
        told = _("Whoever has the center's public key can check any of these without a network.")
        inside.addWidget(Text(theme, told, TextStyle.CAPTION, color=Color.TEXT_2))
        return inside

    def _revocation(self) -> QWidget:
        theme, presenter = self.theme, self._presenter
        if not presenter.revoking:
            begin = Button(theme, _("Take it back…"), icon=Icon.CROSS)
            begin.setObjectName("revoke")
            begin.clicked.connect(partial(presenter.ask_reason, wanted=True))
            return panel(row(begin, 1))
        card = Card(theme, gap=Space.S16, border=Color.CRITICAL)
        told = _("Once taken back, a certificate stays so. The trainee may be issued another.")
        card.column.addWidget(heading(theme, _("Take this certificate back?")))
        card.column.addWidget(body(theme, told))
        reason = LineField(theme, _("Reason"), presenter.reason)
        reason.setObjectName("reason")
        reason.setMaxLength(_LONGEST_REASON)
        reason.textChanged.connect(partial(setattr, presenter, "reason"))
        hint = _("Whoever checks the certificate will read it.")
        card.column.addLayout(question(theme, _("Reason"), reason, hint=hint))
        keep = Button(theme, _("Take it back"), kind=ButtonKind.PRIMARY)
        keep.setObjectName("revoke-now")
        keep.setEnabled(not presenter.busy)
        keep.clicked.connect(presenter.revoke)
        cancel = Button(theme, _("Cancel"))
        cancel.setObjectName("revoke-not")
        cancel.clicked.connect(partial(presenter.ask_reason, wanted=False))
        line = FlowRow(gap=Space.S12)
        line.addWidget(keep)
        line.addWidget(cancel)
        card.column.addLayout(line)
        return card

    def _ask(self, form: CertificateForm, text: str, kind: str) -> None:
        shown = self._presenter.shown
        if shown is not None:
            name = file_name(shown.credential, form)
            ask_to_save(self, text, name, kind, partial(self._presenter.save, form))

    def _copy(self, shown: Shown) -> None:
        QGuiApplication.clipboard().setText(shown.issued.token)
        self._presenter.tell_copied()


def _forms() -> tuple[tuple[CertificateForm, str, str], ...]:
    """Return each form that can be saved, how its button is called, and the files it is of."""
    return (
        (CertificateForm.PDF, _("Save as PDF"), _("PDF documents (*.pdf)")),
        (CertificateForm.PNG, _("Badge as PNG"), _("Pictures (*.png)")),
        (CertificateForm.SVG, _("Badge as SVG"), _("Pictures (*.svg)")),
        (CertificateForm.JWT, _("Credential"), _("Credentials (*.jwt)")),
    )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
