"""The parts of the self-test, each really done once in a folder that is gone afterwards.

Nothing of a person's is read or written: the records, the settings, the cache and the key are made for it.
"""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from trainer import paths
from trainer.app.attempts import Attempts
from trainer.app.center import Center
from trainer.app.contents import read_source
from trainer.app.credential import Credential, claims_of
from trainer.app.debrief import Debriefs
from trainer.app.documents import Paper
from trainer.app.library import Library
from trainer.app.ports import NewTrainee, TimeAllowance
from trainer.app.practice import Practice
from trainer.app.profiles import Profiles
from trainer.app.self_test import NotWorkingError, Part, Probe
from trainer.app.speaking_ahead import await_voices, speak_all
from trainer.app.speech import Spoken, SpokenLine, UnspokenReason, VoiceGender
from trainer.app.synopsis import Synopsis
from trainer.app.verification import CertificateForm, Verdict, verify
from trainer.app.voices import explain, locale_name, sample_sentence
from trainer.bootstrap import open_voices
from trainer.child_programs import child_command
from trainer.exports.certificate_files import CertificateOpener
from trainer.exports.certificates import CertificateExports
from trainer.i18n import _, current_language, format_list, ngettext
from trainer.scenario.model import Use
from trainer.settings import SettingsFile
from trainer.signing.center_key import CenterKey
from trainer.signing.tokens import SignatureReader
from trainer.storage.judgement_cache import JudgementCache
from trainer.storage.library_folders import LibraryFolders
from trainer.storage.library_index import LibraryIndex
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder
from trainer.storage.records import SqliteRecords

__all__ = ["Rehearsal"]

WINDOW: Final = "trainer.cli.self_test_window"
WINDOW_S: Final = 120.0
"""How long a slow machine may take to open a window for the first time, in seconds."""
LOCALES: Final = ("en-US", "es-MX")


class Rehearsal:
    """One run of every part, over one folder: what an earlier part has made, a later one uses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clock = MachineClock()
        self._identifiers = MachineIdentifiers()

    def probes(self) -> Sequence[tuple[Part, Probe]]:
        """Return the parts in order."""
        return (
            (Part.RECORDS, self.keep_records),
            (Part.LIBRARY, self.load_library),
            (Part.CALL, self.play_call),
            (Part.SPEECH, self.speak),
            (Part.CERTIFICATE, self.draw_certificate),
            (Part.WINDOW, self.open_window),
        )

    def keep_records(self) -> str:
        """Make a database by its migrations, put somebody into it, and find them there again."""
        folder = self._records
        with _open(folder) as records:
            made = Profiles(records, self._clock, self._identifiers).create(
                NewTrainee("Self-test", ("en", "es"), "en", 1.0, TimeAllowance.AS_AUTHORED)
            )
        with _open(folder) as records:
            if records.trainee(made.id).name != made.name:
                raise NotWorkingError(_("what was recorded is not what is read back"))
        SettingsFile(self._folder).change(last_trainee=made.id)
        return _("A database was made, written, closed and read again.")

    def load_library(self) -> str:
        """Load what comes with the program."""
        library = self._library
        if library.broken:
            raise NotWorkingError(
                _("these files are broken: {files}").format(
                    files=format_list([each.path.name for each in library.broken])
                )
            )
        count = len(library.scenarios)
        if not count:
            raise NotWorkingError(
                _("there is no scenario in {folder}").format(folder=paths.bundled_scenarios_folder())
            )
        return ngettext(
            "{count} scenario is loaded, and none is broken.",
            "{count} scenarios are loaded, and none is broken.",
            count,
        ).format(count=count)

    def play_call(self) -> str:
        """Play the perfect call of a scenario, recorded as any other, and look at its debrief."""
        library = self._library
        with _open(self._records) as records:
            trainee = next(iter(records.trainees()), None)
            if trainee is None:
                raise NotWorkingError(_("nobody could be recorded who would take it"))
            practice = Practice(
                records=records,
                attempts=Attempts(records, self._clock),
                library=library,
                clock=self._clock,
                identifiers=self._identifiers,
                limits_in_practice=lambda: True,
            )
            chosen = _first_for_practice(library)
            language = chosen.languages[0]
            call = practice.begin(trainee, chosen.id, language, Use.PRACTICE)
            for move in library.standard(chosen.id).moves:
                call.take(move.reply, seconds=0.0)
            if call.finish is None or not call.finish.passed:
                raise NotWorkingError(
                    _("the perfect call of “{scenario}” did not pass").format(scenario=chosen.id)
                )
            debrief = Debriefs(records, library).debrief(call.opening.attempt)
        count = len(debrief.decisions)
        return ngettext(
            "“{title}” was played to its end and passed, with {count} decision.",
            "“{title}” was played to its end and passed, with {count} decisions.",
            count,
        ).format(title=chosen.title.shown(language), count=count)

    def speak(self) -> str:
        """Speak a sentence into a file in English and in Spanish.

        That a system has no voice of one of the languages is its own affair, which the doctor tells; that
        none can be heard at all is a fault of this copy.
        """
        lines = [
            SpokenLine(sample_sentence(locale), locale, VoiceGender.FEMALE, key=locale) for locale in LOCALES
        ]
        with closing(open_voices(self._folder / "lines")) as speech:
            engine = await_voices(speech).engine
            answers = list(speak_all(speech, lines))
        spoken = [each for each in answers if isinstance(each, Spoken)]
        for each in answers:
            if not isinstance(each, Spoken):
                lacking = each.reason is UnspokenReason.NO_VOICE_FOR_LOCALE
                if not (spoken and lacking):
                    raise NotWorkingError(explain(each.reason, each.line.locale))
        return _("{languages}: spoken into files of {seconds} s by {engine}.").format(
            languages=format_list([locale_name(each.line.locale) for each in spoken]),
            seconds=round(sum(each.duration_ms for each in spoken) / 1000),
            engine=engine,
        )

    def draw_certificate(self) -> str:
        """Issue a certificate under a key that is thrown away, as PDF and as badge, and verify both."""
        key = CenterKey(secrets.token_bytes(32), Center("Puente"))
        token = key.sign_token(claims_of(_specimen(key, self._identifiers.new(), self._clock.now())))
        exports = CertificateExports(paths.assets_folder() / "fonts")
        size = 0
        for form in (CertificateForm.PDF, CertificateForm.PNG):
            made = exports.make(token, form, signer=key, paper=Paper.LETTER)
            found = verify(
                made,
                key.issuer,
                opener=CertificateOpener(),
                signatures=SignatureReader(),
                now=self._clock.now(),
            )
            if found.verdict is not Verdict.VERIFIED:
                raise NotWorkingError(
                    _("what was drawn as {form} does not verify: {verdict}").format(
                        form=form.value.upper(), verdict=found.verdict.value
                    )
                )
            size += len(made)
        return _("A certificate was drawn as PDF and as badge, {size} KB in all, and both verify.").format(
            size=round(size / 1000)
        )

    def open_window(self) -> str:
        """Open the window on the same folder, in a process of its own: what Qt lacks may end a process."""
        environment = os.environ | {paths.DATA_VARIABLE: str(self._folder)}
        if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        try:
            shown = subprocess.run(  # noqa: S603 - the program itself
                child_command(WINDOW),
                env=environment,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=WINDOW_S,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired as error:
            raise NotWorkingError(
                _("it did not open within {count} s").format(count=round(WINDOW_S))
            ) from error
        try:
            told = json.loads(shown.stdout)
            width, height, platform = told["width"], told["height"], told["platform"]
        except (ValueError, KeyError, TypeError) as error:
            last = shown.stderr.strip().splitlines()[-1:] or [str(shown.returncode)]
            raise NotWorkingError(_("it did not open: {reason}").format(reason=last[0])) from error
        return _(
            "The first screen was painted, {width} × {height} pixels, on “{platform}” with Qt {qt}."
        ).format(width=width, height=height, platform=platform, qt=told.get("qt", ""))

    @property
    def _records(self) -> RecordsFolder:
        return RecordsFolder(self._folder, clock=self._clock, identifiers=self._identifiers)

    @cached_property
    def _library(self) -> Library:
        cache = self._folder / "cache"
        folders = LibraryFolders(
            paths.bundled_scenarios_folder(),
            self._folder / "scenarios",
            JudgementCache(cache / "checks"),
            LibraryIndex(cache / "library.json"),
        )
        return Library(folders.all, read_source)


@contextmanager
def _open(folder: RecordsFolder) -> Iterator[SqliteRecords]:
    records = folder.open()
    try:
        yield records
    finally:
        records.close_file()


def _first_for_practice(library: Library) -> Synopsis:
    offered = [each.scenario for each in library.scenarios.values() if Use.PRACTICE in each.scenario.use]
    if not offered:
        raise NotWorkingError(_("no scenario is there that could be practiced"))
    return min(offered, key=lambda each: each.id)


def _specimen(key: CenterKey, identifier: str, now: datetime) -> Credential:
    """Return what nobody has achieved, valid from a day ago."""
    issued_at = now.replace(microsecond=0) - timedelta(days=1)
    return Credential(
        id=identifier,
        issuer=key.issuer.did,
        center=key.center,
        trainee=identifier,
        name=_("Specimen of a name"),
        certification="self-test",
        version=1,
        title=_("Title of the certification"),
        description=_("What the certification is about, as its author described it."),
        criteria=_("What had to be passed, and in which languages."),
        language=current_language(),
        achieved_at=issued_at,
        issued_at=issued_at,
        expires_at=None,
        evidence=(),
    )
