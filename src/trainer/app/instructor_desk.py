"""What a screen for instructors is given, built when somebody first comes to the door.

Keys and signatures are loaded with it; whoever only practices never waits for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from trainer.app.center import CenterKeys, CenterSigner, PublicKey
from trainer.app.instructor import Entrance
from trainer.app.instructor_ports import AuditTrail
from trainer.app.verification import Signatures

__all__ = ["InstructorDesk"]


@dataclass(frozen=True, slots=True)
class InstructorDesk:
    """The use cases of the instructor's entrance."""

    entrance: Entrance[CenterSigner]
    keys: CenterKeys
    """The center's key as this machine keeps it; the same that the entrance unlocks."""
    audit: AuditTrail
    signatures: Signatures
    write_public_key: Callable[[PublicKey], bytes]
    """Returns the public half as a file for whoever checks certificates."""
    save: Callable[[bytes, Path], None]
    """Writes a file as a whole. Raises `Fault`."""
