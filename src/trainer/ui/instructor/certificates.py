"""The page of certificates: what can be issued to whom, what was issued, and the list of revocations."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from trainer.app.certificates import CertificateState, Issuable, IssuedCertificate, Issuing
from trainer.app.instructor import KeyState
from trainer.i18n import _, format_date, ngettext
from trainer.ui.icons import Icon
from trainer.ui.instructor.facts import DeskFacts
from trainer.ui.instructor.parts import DeskCard, ask_to_open, ask_to_save
from trainer.ui.instructor.presenter import InstructorPresenter
from trainer.ui.instructor.work import DeskWork
from trainer.ui.navigator import DeskPage
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Space
from trainer.ui.widgets.boxes import column, panel, row
from trainer.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from trainer.ui.widgets.layouts import FlowRow
from trainer.ui.widgets.marks import Chip, Tone
from trainer.ui.widgets.rows import SettingRow
from trainer.ui.widgets.strips import Strip

__all__ = ["build_certificates", "state_chip"]

_MOST: Final = 100
"""Of those that were issued, the newest; the command line lists all."""


def build_certificates(
    presenter: InstructorPresenter, work: DeskWork, theme: Theme, facts: DeskFacts
) -> QWidget:
    """Return the page."""
    has_key = facts.state.key is KeyState.UNLOCKED
    cards = column(gap=Space.S20)
    if not has_key:
        cards.addWidget(_missing_key(presenter, theme, facts.state.key))
    cards.addWidget(_to_issue(presenter, work, theme, facts))
    cards.addWidget(_issued(work, theme, facts))
    cards.addWidget(_revocations(presenter, work, theme, has_key=has_key))
    return panel(cards)


def state_chip(theme: Theme, state: CertificateState) -> Chip:
    """Return whether a certificate stands, as a chip."""
    match state:
        case CertificateState.VALID:
            return Chip(theme, _("Valid"), tone=Tone.POSITIVE, icon=Icon.CHECK)
        case CertificateState.EXPIRED:
            return Chip(theme, _("Expired"), tone=Tone.CAUTION, icon=Icon.CLOCK)
        case CertificateState.REVOKED:
            return Chip(theme, _("Taken back"), tone=Tone.CRITICAL, icon=Icon.CROSS)


def _missing_key(presenter: InstructorPresenter, theme: Theme, key: KeyState) -> Strip:
    if key is KeyState.NONE:
        text = _("Nothing can be issued yet: your center has no key on this computer.")
    else:
        text = _("Nothing can be issued: the center's key is under another passphrase than this entrance.")
    return Strip(
        theme,
        text,
        tone=Tone.CAUTION,
        action=_("Center's key"),
        act=partial(presenter.turn_to, DeskPage.KEY),
        dismissible=False,
    )


def _to_issue(presenter: InstructorPresenter, work: DeskWork, theme: Theme, facts: DeskFacts) -> DeskCard:
    card = DeskCard(theme, _("To be issued"))
    if not facts.issuable:
        card.add_sentence(_("Nobody waits for a certificate. They appear here once achieved."), Color.TEXT_2)
    for number, issuable in enumerate(facts.issuable):
        button = Button(
            theme, _verb(issuable.issuing), kind=ButtonKind.PRIMARY, size=ButtonSize.SMALL, icon=Icon.AWARD
        )
        button.setObjectName(f"issue-{number}")
        button.setAccessibleDescription(issuable.trainee.name)
        button.setEnabled(facts.state.key is KeyState.UNLOCKED and not presenter.busy)
        button.clicked.connect(partial(work.issue, issuable))
        card.add_row(SettingRow(theme, issuable.trainee.name, _reason(issuable), button))
    return card


def _issued(work: DeskWork, theme: Theme, facts: DeskFacts) -> DeskCard:
    card = DeskCard(theme, _("Issued"))
    if not facts.issued:
        card.add_sentence(_("Nothing was issued on this computer yet."), Color.TEXT_2)
    for number, issued in enumerate(facts.issued[:_MOST]):
        name = facts.names.get(issued.trainee, issued.trainee)
        look = Button(theme, _("Open"), size=ButtonSize.SMALL, icon=Icon.CERTIFICATE)
        look.setObjectName(f"issued-{number}")
        look.setAccessibleDescription(name)
        look.clicked.connect(partial(work.open_certificate, issued.id))
        side = row(state_chip(theme, facts.states[issued.id]), look, gap=Space.S12)
        card.add_row(SettingRow(theme, name, _issued_sentence(issued, facts), panel(side)))
    rest = len(facts.issued) - _MOST
    if rest > 0:
        more = ngettext(
            "{count} older one: puente certificate list",
            "{count} older ones: puente certificate list",
            rest,
        )
        card.add_sentence(more.format(count=rest), Color.TEXT_2)
    return card


def _revocations(presenter: InstructorPresenter, work: DeskWork, theme: Theme, *, has_key: bool) -> DeskCard:
    card = DeskCard(
        theme,
        _("Certificates that were taken back"),
        _(
            "Whoever checks certificates needs the signed list of those that were taken back; so do other "
            "computers of your center."
        ),
    )
    save = Button(theme, _("Save the list…"), size=ButtonSize.SMALL, icon=Icon.DOWNLOAD)
    save.setObjectName("save-revocations")
    take = Button(theme, _("Take over a list…"), size=ButtonSize.SMALL, icon=Icon.FOLDER_OPEN)
    take.setObjectName("take-revocations")
    kind = _("Signed lists (*.jwt)")
    save.clicked.connect(
        lambda: ask_to_save(save, _("Save the list"), "revoked.jwt", kind, work.export_revocations)
    )
    take.clicked.connect(lambda: ask_to_open(take, _("Take over a list"), kind, work.import_revocations))
    line = FlowRow(gap=Space.S12)
    for button in (save, take):
        button.setEnabled(has_key and not presenter.busy)
        line.addWidget(button)
    card.add(panel(line))
    return card


def _verb(issuing: Issuing) -> str:
    return {
        Issuing.FIRST: _("Issue"),
        Issuing.RENEWAL: _("Renew"),
        Issuing.AGAIN: _("Issue again"),
    }[issuing]


def _reason(issuable: Issuable) -> str:
    title = issuable.certification.title.shown(issuable.trainee.interface_language)
    sentence = {
        Issuing.FIRST: _("{certification}: achieved on {day}."),
        Issuing.RENEWAL: _("{certification}: achieved again on {day}."),
        Issuing.AGAIN: _("{certification}: achieved on {day}; the last certificate was taken back."),
    }[issuable.issuing]
    return sentence.format(certification=title, day=format_date(issuable.hold.achieved_at, "long"))


def _issued_sentence(issued: IssuedCertificate, facts: DeskFacts) -> str:
    title, day = facts.titles[issued.id], format_date(issued.issued_at)
    if issued.revocation is not None:
        return _("{certification}. Issued on {day}, taken back on {end}: {reason}").format(
            certification=title,
            day=day,
            end=format_date(issued.revocation.at),
            reason=issued.revocation.reason,
        )
    if issued.expires_at is None:
        return _("{certification}. Issued on {day}.").format(certification=title, day=day)
    return _("{certification}. Issued on {day}, valid until {end}.").format(
        certification=title, day=day, end=format_date(issued.expires_at)
    )
