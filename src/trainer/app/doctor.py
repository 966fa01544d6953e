"""What the doctor says of a machine: what is there, what is missing, and what to do about it.

Every finding is a sentence for people and a few figures for programs, made of the same facts. A machine is
well where every call can be taken and heard; what merely could be better is a note and keeps nobody waiting.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from trainer.app.doctor_facts import (
    Examined,
    FolderFacts,
    LibraryFacts,
    LogFacts,
    ProgramFacts,
    RecordsFacts,
    RecordsState,
)
from trainer.app.doctor_findings import Finding, Health, Subject, ended, format_bytes
from trainer.app.doctor_speech import findings_of_audio, findings_of_speech
from trainer.app.voices import locale_name
from trainer.i18n import _, format_datetime, format_list, ngettext, one_period
from trainer.policy import PolicyRead

__all__ = ["diagnose"]

SCARCE_BYTES: Final = 200_000_000
"""With less free, records and voices will soon have no room."""


def diagnose(examined: Examined) -> tuple[Finding, ...]:
    """Return what there is to say, in the order in which people read it."""
    return (
        _program(examined.program),
        *_policy(examined.policy),
        *_folder(examined.folder),
        *_records(examined.records),
        _library(examined.library),
        *findings_of_speech(examined.speech, examined.cache),
        *findings_of_audio(examined.audio),
        *_window(examined.program),
        _log(examined.log),
    )


def _program(program: ProgramFacts) -> Finding:
    told = (
        _("Puente {version} on {system}, with Python {python} and Qt {qt}.")
        if program.qt
        else _("Puente {version} on {system}, with Python {python}.")
    )
    figures = {
        "version": program.version,
        "system": program.system,
        "python": program.python,
        "qt": program.qt or None,
    }
    text = told.format(version=program.version, system=program.system, python=program.python, qt=program.qt)
    return Finding(Subject.PROGRAM, Health.GOOD, text, figures=figures)


def _policy(read: PolicyRead | None) -> Iterator[Finding]:
    if read is None or not read.present:
        return
    figures = {
        "path": str(read.file),
        "keys": list(read.keys),
        "problems": [str(each) for each in read.problems],
    }
    decided = format_list([f"“{key}”" for key in read.keys]) if read.keys else _("nothing")
    text = _("{file} decides {keys}.").format(file=read.file, keys=decided)
    if read.problems:
        found = format_list([str(each) for each in read.problems])
        advice = _("An administrator can mend this: {problems}.").format(problems=found)
        yield Finding(Subject.POLICY, Health.TROUBLE, text, advice, figures)
    else:
        yield Finding(Subject.POLICY, Health.GOOD, text, figures=figures)


def _folder(folder: FolderFacts) -> Iterator[Finding]:
    figures = {
        "path": str(folder.path),
        "exists": folder.exists,
        "writable": folder.writable,
        "variable": folder.variable or None,
    }
    advice = ""
    if folder.fault:
        told = _("{path} cannot be looked into ({reason}).").format(path=folder.path, reason=folder.fault)
        advice = _("Allow your account to read and write it, and start again.")
    elif not folder.writable and folder.exists:
        told = _("{path} can be read only, so no call can be recorded.").format(path=folder.path)
        advice = _("Allow your account to write in it, or choose another folder with PUENTE_DATA.")
    elif not folder.writable:
        told = _("{path} is not there and cannot be made.").format(path=folder.path)
        advice = _("Connect its drive, or make the folder above it, or choose another with PUENTE_DATA.")
    elif folder.exists:
        told = str(folder.path)
    else:
        told = _("{path} will be made when Puente is first opened.").format(path=folder.path)
    if folder.variable:
        told = _("{text} It was chosen by {variable}.").format(text=ended(told), variable=folder.variable)
    yield Finding(
        Subject.DATA_FOLDER, Health.TROUBLE if advice else Health.GOOD, ended(told), advice, figures
    )
    if folder.free_bytes is not None:
        scarce = folder.free_bytes < SCARCE_BYTES
        yield Finding(
            Subject.DISK,
            Health.TROUBLE if scarce else Health.GOOD,
            _("{size} are free.").format(size=format_bytes(folder.free_bytes)),
            _("Free some space: records and spoken lines will soon have no room.") if scarce else "",
            {"free_bytes": folder.free_bytes},
        )
    if not folder.settings_legible:
        text = _(
            "The file of the settings is damaged. Puente will set it aside and begin with the usual ones."
        )
        yield Finding(Subject.SETTINGS, Health.NOTE, text)


def _records(records: RecordsFacts) -> Iterator[Finding]:
    health, text, advice = _records_words(records)
    if records.in_use:
        text = _("{text} Puente works on them now.").format(text=text)
    figures = {
        "path": str(records.file),
        "state": records.state.value,
        "size_bytes": records.size_bytes,
        "sqlite": records.sqlite,
        "in_use": records.in_use,
    }
    yield Finding(Subject.RECORDS, health, text, advice, figures)
    newest = records.newest_backup
    text = (
        _("There is none yet.")
        if newest is None
        else one_period(
            ngettext(
                "{count} backup in {folder}, of {moment}.",
                "{count} backups in {folder}, the newest of {moment}.",
                records.backups,
            ).format(count=records.backups, folder=records.backups_folder, moment=format_datetime(newest))
        )
    )
    yield Finding(
        Subject.BACKUPS,
        Health.GOOD,
        text,
        figures={
            "path": str(records.backups_folder),
            "count": records.backups,
            "newest": None if newest is None else newest.isoformat(),
        },
    )


def _records_words(records: RecordsFacts) -> tuple[Health, str, str]:
    """Return the meaning, the sentence and the advice."""
    match records.state:
        case RecordsState.NONE_YET:
            return Health.GOOD, _("There are none yet; they begin with the first profile."), ""
        case RecordsState.WHOLE:
            text = _("{file} is whole ({size}, SQLite {sqlite}).")
            health, advice = Health.GOOD, ""
        case RecordsState.OLDER:
            text = _("{file} is whole ({size}) and will be brought up to date when Puente is opened.")
            health, advice = Health.NOTE, _("Nothing is to be done: a backup is made first.")
        case RecordsState.NEWER:
            text = _("{file} was written by a newer version of Puente.")
            health, advice = Health.TROUBLE, _("Install that version again, or a newer one.")
        case RecordsState.GONE:
            text = _("{file} is gone, though there are backups.")
            health, advice = Health.TROUBLE, _("Put the file back, or open Puente and go on with a backup.")
        case RecordsState.DAMAGED:
            text = _("{file} is damaged.")
            health, advice = Health.TROUBLE, _("Open Puente: it offers the newest good backup.")
        case RecordsState.UNREADABLE:
            text = _("{file} cannot be read ({reason}).")
            health, advice = Health.TROUBLE, _("Allow your account to read and write the file.")
        case _:
            assert_never(records.state)
    told = text.format(
        file=records.file,
        size=format_bytes(records.size_bytes),
        sqlite=records.sqlite,
        reason=records.fault,
    )
    return health, told, advice


def _library(library: LibraryFacts) -> Finding:
    spoken = format_list([locale_name(locale) for locale in library.locales])
    text = ngettext(
        "{count} scenario; its customer speaks {locales}.",
        "{count} scenarios; their customers speak {locales}.",
        library.scenarios,
    ).format(count=library.scenarios, locales=spoken)
    figures = {
        "scenarios": library.scenarios,
        "broken": [str(path) for path in library.broken],
        "locales": list(library.locales),
        "gone": [str(folder) for folder in library.gone],
    }
    if not library.scenarios:
        advice = _("Install Puente again: scenarios come with it.")
        return Finding(Subject.LIBRARY, Health.TROUBLE, _("There are no scenarios."), advice, figures)
    if library.gone:
        advice = _("Connect {folder}, or have the policy name another.").format(folder=library.gone[0])
        return Finding(Subject.LIBRARY, Health.NOTE, text, advice, figures)
    if library.broken:
        advice = ngettext(
            "A file cannot be used. Look with: puente check {path}",
            "{count} files cannot be used. Look with: puente check {path}",
            len(library.broken),
        ).format(count=len(library.broken), path=library.broken[0])
        return Finding(Subject.LIBRARY, Health.NOTE, text, advice, figures)
    return Finding(Subject.LIBRARY, Health.GOOD, text, figures=figures)


def _window(program: ProgramFacts) -> Iterator[Finding]:
    figures = {"path": str(program.fonts_folder), "files": list(program.fonts)}
    if program.fonts:
        text = ngettext(
            "{count} font of the program is whole.",
            "{count} fonts of the program are whole.",
            len(program.fonts),
        ).format(count=len(program.fonts))
        yield Finding(Subject.FONTS, Health.GOOD, text, figures=figures)
    else:
        text = _("There are no fonts in {folder}.").format(folder=program.fonts_folder)
        yield Finding(Subject.FONTS, Health.TROUBLE, text, _("Install Puente again."), figures)
    if not program.screen:
        text = _("There is no screen here on which a window could open; commands work all the same.")
        yield Finding(Subject.SCREEN, Health.NOTE, text)


def _log(log: LogFacts) -> Finding:
    text = _("{folder} ({size}). Send it along when you report a problem.").format(
        folder=log.folder, size=format_bytes(log.size_bytes)
    )
    return Finding(
        Subject.LOG, Health.GOOD, text, figures={"path": str(log.folder), "size_bytes": log.size_bytes}
    )
