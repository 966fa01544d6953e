"""What the commands of packs share: this machine's packs, and the key of the center that is believed."""

from pathlib import Path

import click

from trainer import paths
from trainer.app.center import NoKeyFault, PublicKey
from trainer.app.faults import Fault
from trainer.app.pack_trust import PackTrust
from trainer.cli.verify import read_issuer
from trainer.policy import machine_policy
from trainer.signing.key_file import KeyFile
from trainer.signing.tokens import SignatureReader
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.pack_shelf import PackShelf

__all__ = ["known_issuer", "open_shelf", "trust"]


def open_shelf() -> PackShelf:
    """Return the packs of this machine."""
    # A data folder that somebody chose may be on a drive that is not there now: none is made instead.
    paths.data_folder().mkdir(parents=not paths.is_data_folder_chosen(), exist_ok=True)
    others = (paths.bundled_scenarios_folder(), *paths.shared_scenarios_folders())
    return PackShelf(paths.user_scenarios_folder(), others, JudgementCache())


def trust(issuer: Path | None, *, unsigned: bool) -> PackTrust:
    """Return whose packs are believed: of the key in a file, or where none is named of the center's own."""
    key = known_issuer() if issuer is None else read_issuer(issuer)
    return PackTrust(SignatureReader(), key, unsigned=unsigned)


def known_issuer() -> PublicKey | None:
    """Return the key of the machine's center, by the policy or as it is kept here; None without one."""
    center = machine_policy().policy.center
    if center is not None and center.key_file is not None:
        return read_issuer(center.key_file)
    try:
        return KeyFile(paths.center_key_file()).facts().public_key
    except NoKeyFault:
        return None
    except Fault as fault:
        raise click.ClickException(str(fault)) from fault
