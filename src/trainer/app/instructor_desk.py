"""What a screen for instructors is given, built when somebody first comes to the door.

Keys and signatures are loaded with it; whoever only practices never waits for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from trainer.app.instructor import Entrance
from trainer.app.instructor_ports import AuditTrail, Signer
from trainer.app.instructor_supervision import Supervision
from trainer.app.profiles import Pins
from trainer.app.record_chain_examination import Examination

__all__ = ["InstructorDesk"]

SignerT = TypeVar("SignerT", bound=Signer)


@dataclass(frozen=True, slots=True)
class InstructorDesk(Generic[SignerT]):
    """The use cases of the instructor's entrance."""

    entrance: Entrance[SignerT]
    pins: Pins
    supervision: Supervision
    audit: AuditTrail
    examine: Callable[[], Examination]
    """Follows the chains of the records; for the background, a million facts take ten to thirty seconds."""
