"""The one place that builds adapters and hands them to the use cases.

It is imported after the first paint: everything below loads the database, the scenarios and the voices.
"""

import logging
from collections.abc import Callable, Mapping
from functools import cache, partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

from trainer import __version__, paths
from trainer.app.attempts import Attempts
from trainer.app.backups import Backups
from trainer.app.center import CenterSigner, PublicKey
from trainer.app.certificates import Certificates
from trainer.app.contents import read_source
from trainer.app.debrief import Debriefs
from trainer.app.home import Home
from trainer.app.instructor import Entrance
from trainer.app.instructor_desk import InstructorDesk
from trainer.app.instructor_doors import INSTRUCTOR_WAITS, PIN_WAITS, Doors
from trainer.app.instructor_ports import Secrets
from trainer.app.instructor_supervision import Supervision
from trainer.app.item_statistics import ItemStatistics
from trainer.app.library import Library
from trainer.app.policy_limits import limit_modes
from trainer.app.ports import Clock
from trainer.app.practice import Practice
from trainer.app.profiles import Pins, Profiles
from trainer.app.progress import TrainingProgress
from trainer.app.pronouncing.speech import PronouncingSpeech
from trainer.app.record_chain_examination import Examination, examine_records
from trainer.app.scenarios import Catalogue
from trainer.app.services import Folders, Services
from trainer.app.speech import Speech
from trainer.child_programs import child_command
from trainer.exports.certificates import CertificateExports
from trainer.exports.typst_documents import TypstDocuments, save_file
from trainer.policy import machine_policy
from trainer.settings import SettingsFile
from trainer.speech.cache import DEFAULT_LIMIT_BYTES, LineCache
from trainer.speech.piper_voices import SYSTEM_FOLDERS
from trainer.speech.synthesizer import Synthesizer, neural_command
from trainer.storage.backups_elsewhere import BackupsElsewhere
from trainer.storage.certificate_folder import ISSUED, CertificateFolder
from trainer.storage.chain_reader import ChainReader
from trainer.storage.issued_certificates import IssuedCertificates
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.library_folders import LibraryFolders
from trainer.storage.library_index import LibraryIndex
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords
from trainer.storage.records_reader import RecordsReader

__all__ = [
    "SPEECH",
    "build_services",
    "chosen_copies",
    "examine_folder",
    "open_certificates",
    "open_instructor_desk",
    "open_pins",
    "open_voices",
]

SPEECH: Final = "speech"
"""The name of the folder of spoken lines, in the folder of what can be made again."""

LOG_SIZE: Final = 1 << 20
LOGS_KEPT: Final = 5
LOG_LINE: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_log = logging.getLogger(__name__)


def build_services(settings: SettingsFile | None = None) -> Services:
    """Build everything that the window works with, over this machine's data folder.

    `settings` are those that the window reads and changes; where None, the folder's are read. Raises a
    `Fault` that says what stands in the way; a `RecoverableFault` also holds the ways on.
    """
    data = paths.data_folder()
    log = _keep_log(data)
    folder = RecordsFolder(data, clock=MachineClock(), identifiers=MachineIdentifiers())
    try:
        records = folder.open()
    except BaseException:
        _stop_log(log)
        raise
    _log.info("Puente %s works on %s", __version__, data)
    try:
        return _assemble(folder, records, SettingsFile(data) if settings is None else settings, log)
    except BaseException:
        records.close_file()
        _stop_log(log)
        raise


def _assemble(
    folder: RecordsFolder, records: SqliteRecords, settings: SettingsFile, log: logging.Handler | None
) -> Services:
    clock, identifiers = MachineClock(), MachineIdentifiers()
    library = _open_library()
    attempts = Attempts(records, clock)
    practice = Practice(
        records=records,
        attempts=attempts,
        library=library,
        clock=clock,
        identifiers=identifiers,
        limits_in_practice=lambda: settings.current.practice_time_limits,
    )
    home = Home(records=records, attempts=attempts, library=library, practice=practice, clock=clock)
    voices = open_voices(paths.cache_folder() / SPEECH, shared=paths.shared_lines_folder())
    speech = PronouncingSpeech(voices, lambda: library.pronunciations)

    desk = cache(lambda: open_instructor_desk(records, clock, paths.center_key_file()))

    def close() -> None:
        speech.close()
        records.close_file()
        _stop_log(log)

    return Services(
        library=library,
        profiles=Profiles(records, clock, identifiers),
        practice=practice,
        home=home,
        debriefs=Debriefs(records, library),
        documents=TypstDocuments(paths.assets_folder() / "fonts"),
        catalogue=Catalogue(library=library, attempts=attempts, home=home, clock=clock),
        progress=TrainingProgress(
            records=records, attempts=attempts, library=library, home=home, clock=clock
        ),
        statistics=ItemStatistics(lambda: RecordsReader(folder.data), library),
        backups=Backups(records, clock, lambda: chosen_copies(settings, folder.data)),
        settings=settings,
        speech=speech,
        examine=partial(examine_folder, folder.data),
        pins=open_pins(records, clock, desk),
        supervision=Supervision(seals=records.seals, records=records, audit=records.instructor, clock=clock),
        certificates=open_certificates(folder.data, records, attempts, library, clock),
        instructor=desk,
        folders=Folders(
            data=folder.data,
            records=folder.file,
            backups=folder.backups.folder,
            logs=paths.log_folder(),
            scenarios=paths.user_scenarios_folder(),
        ),
        close=close,
    )


def chosen_copies(settings: SettingsFile, data: Path) -> BackupsElsewhere | None:
    """Return where copies of a data folder's backups go on another disk; None where nobody chose one."""
    chosen = settings.current.backup_folder
    return None if chosen is None else BackupsElsewhere(chosen, data)


def examine_folder(data: Path) -> Examination:
    """Look whether the records of a data folder are as they were written."""
    return examine_records(ChainReader(data), _is_signed, check_token=_read_own_token)


def _is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether a key made a signature; what checks it is loaded where there is one to check."""
    from trainer.signing.seals import is_signed  # noqa: PLC0415 - cryptography takes a tenth of a second

    return is_signed(public_key, message, signature)


def _read_own_token(token: str) -> tuple[Mapping[str, Any], PublicKey]:
    """Return what a token says and the key that signed it; loaded where there is one to check."""
    from trainer.signing.tokens import read_own_token  # noqa: PLC0415 - the same

    return read_own_token(token)


def open_instructor_desk(records: SqliteRecords, clock: Clock, key_file: Path) -> InstructorDesk:
    """Build what stands behind the instructor's entrance; the center's key is kept in `key_file`."""
    # Loaded only for whoever comes to the door: cryptography takes a tenth of a second.
    from trainer.signing.key_file import KeyFile  # noqa: PLC0415
    from trainer.signing.passphrases import PASSPHRASE, Argon2Passphrases  # noqa: PLC0415
    from trainer.signing.public_keys import PublicKeyForm, write_public_key  # noqa: PLC0415
    from trainer.signing.tokens import SignatureReader  # noqa: PLC0415

    kept, keys = records.instructor, KeyFile(key_file)
    doors = Doors(
        locks=kept, audit=kept, secrets=Argon2Passphrases(PASSPHRASE), clock=clock, waits=INSTRUCTOR_WAITS
    )
    return InstructorDesk(
        entrance=Entrance[CenterSigner](doors=doors, audit=kept, seals=records.seals, key=keys, clock=clock),
        keys=keys,
        audit=kept,
        signatures=SignatureReader(),
        write_public_key=lambda key: write_public_key(key, PublicKeyForm.PEM),
        save=save_file,
    )


def open_pins(records: SqliteRecords, clock: Clock, desk: Callable[[], InstructorDesk]) -> Pins:
    """Build the PINs of this machine's profiles; an instructor who is at the desk resets them."""

    def require() -> None:
        desk().entrance.require()

    kept = records.instructor
    doors = Doors(locks=kept, audit=kept, secrets=_PinSecrets(), clock=clock, waits=PIN_WAITS)
    return Pins(doors, kept, clock, require)


class _PinSecrets:
    """`Secrets` for PINs; what hashes them is loaded where there is one."""

    def hash(self, passphrase: str) -> str:
        """Return what to keep of a PIN."""
        return self._loaded().hash(passphrase)

    def verify(self, passphrase: str, kept: str) -> bool:
        """Return whether this is the PIN of which `kept` was made."""
        return self._loaded().verify(passphrase, kept)

    def needs_rehash(self, kept: str) -> bool:
        """Return whether `kept` was made with less effort than is asked for today."""
        return self._loaded().needs_rehash(kept)

    def _loaded(self) -> Secrets:
        from trainer.signing.passphrases import PIN, Argon2Passphrases  # noqa: PLC0415 - few have a PIN

        return Argon2Passphrases(PIN)


def open_certificates(
    data: Path, records: SqliteRecords, attempts: Attempts, library: Library, clock: Clock
) -> Certificates:
    """Build what was issued and what can be; none of it needs the key before something is signed."""
    return Certificates(
        facts=IssuedCertificates(records.file, MachineIdentifiers()),
        records=records,
        attempts=attempts,
        library=library,
        files=CertificateExports(paths.assets_folder() / "fonts", paths.certificate_template_folder),
        clock=clock,
        identifiers=MachineIdentifiers(),
        kept=CertificateFolder(data / ISSUED),
        check_token=_read_own_token,
    )


def open_voices(
    folder: Path, *, limit_bytes: int = DEFAULT_LIMIT_BYTES, shared: Path | None = None
) -> Speech:
    """Open the voices of this machine; what they speak is kept in `folder`. To be closed after use.

    They say what they are given; how it is pronounced is decided before.

    What a center has made ahead is looked up in `shared`.
    """
    return Synthesizer(
        LineCache(folder, limit_bytes=limit_bytes, shared=shared),
        neural=neural_command((paths.voices_folder(), *SYSTEM_FOLDERS)),
        recordings=child_command("trainer.speech.recordings_worker"),
    )


def _open_library() -> Library:
    """Open what comes with the program and what this machine's people added, in this order."""
    folders = LibraryFolders(
        paths.bundled_scenarios_folder(),
        paths.user_scenarios_folder(),
        JudgementCache(),
        LibraryIndex(paths.cache_folder() / "library.json"),
        shared=paths.shared_scenarios_folders(),
    )
    modes = machine_policy().policy.modes
    return Library(
        lambda: limit_modes(folders.all(), modes),
        read_source,
        read_known=lambda: limit_modes(folders.known(), modes),
        leave=folders.leave,
    )


def _keep_log(data: Path) -> logging.Handler | None:
    """Write the program's log into the data folder from now on. Where it cannot be written, go on without."""
    folder = paths.log_folder()
    try:
        # A folder that somebody chose may be on a drive that is not there now: nothing is made in its stead.
        data.mkdir(parents=not paths.is_data_folder_chosen(), exist_ok=True)
        folder.mkdir(exist_ok=True)
        handler = RotatingFileHandler(
            folder / "puente.log", maxBytes=LOG_SIZE, backupCount=LOGS_KEPT, encoding="utf-8", delay=True
        )
    except OSError as error:
        _log.warning("no log is kept: %s", error)
        return None
    handler.setFormatter(logging.Formatter(LOG_LINE))
    root = logging.getLogger("trainer")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def _stop_log(handler: logging.Handler | None) -> None:
    if handler is not None:
        logging.getLogger("trainer").removeHandler(handler)
        handler.close()
