"""What the desk shows, read in one go on the worker: how the entrance stands, and one page behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trainer.app.center import KeyFacts
from trainer.app.certificates import CertificateState, Issuable, IssuedCertificate
from trainer.app.instructor import EntranceState
from trainer.app.instructor_ports import AuditEntry
from trainer.app.profiles import Profile
from trainer.app.services import Services
from trainer.ui.navigator import DeskPage

__all__ = ["DEEDS_SHOWN", "DeskFacts", "Person", "read_desk"]

DEEDS_SHOWN = 200
"""Of the audit list; all of it is told by the command line."""


@dataclass(frozen=True, slots=True)
class Person:
    """A profile, as an instructor sees it."""

    profile: Profile
    has_pin: bool


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What was read. What belongs to other pages is empty."""

    state: EntranceState
    key: KeyFacts | None = None
    issuable: Sequence[Issuable] = ()
    issued: Sequence[IssuedCertificate] = ()
    states: Mapping[str, CertificateState] = field(default_factory=dict)
    """Whether the issued certificates stand, by their ids."""
    people: Sequence[Person] = ()
    supervision_waits: bool = False
    deeds: Sequence[AuditEntry] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """The trainees' names, by id."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What certificates certify, in their own words, by the certificate's id."""


def read_desk(services: Services, page: DeskPage) -> DeskFacts:
    """Return what a page shows; where the entrance is locked, only that it is. For the worker."""
    desk = services.instructor()
    state = desk.entrance.state()
    if not state.unlocked:
        return DeskFacts(state)
    key = desk.keys.facts() if desk.keys.exists() else None
    match page:
        case DeskPage.CERTIFICATES:
            certificates = services.certificates
            issued = certificates.issued()
            return DeskFacts(
                state,
                key,
                issuable=certificates.issuable(),
                issued=issued,
                states={each.id: certificates.state_of(each) for each in issued},
                names=_names(services),
                titles={each.id: certificates.credential(each).title for each in issued},
            )
        case DeskPage.TRAINEES:
            people = [
                Person(each, services.pins.has_pin(each.trainee.id)) for each in services.profiles.list()
            ]
            return DeskFacts(state, key, people=people, supervision_waits=services.supervision.waits())
        case DeskPage.KEY:
            return DeskFacts(state, key)
        case DeskPage.DEEDS:
            return DeskFacts(state, key, deeds=desk.audit.deeds(DEEDS_SHOWN), names=_names(services))
        case DeskPage.RECORDS:
            # A million facts take long: they are followed in the background.
            return DeskFacts(state, key)


def _names(services: Services) -> Mapping[str, str]:
    return {each.trainee.id: each.trainee.name for each in services.profiles.list()}
