"""The list of deeds in sentences, for a screen and for `puente audit`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from trainer.app.instructor_ports import INSTRUCTOR, AuditEntry, Deed
from trainer.i18n import N_, _

__all__ = ["deed_sentence"]

_SENTENCES: Final[Mapping[Deed, str]] = {
    Deed.PASSPHRASE_SET: N_("The instructor's passphrase was set."),
    Deed.PASSPHRASE_CHANGED: N_("The instructor's passphrase was changed."),
    Deed.PASSPHRASE_FORGOTTEN: N_(
        "The instructor's entrance was begun again without the old passphrase; "
        "the center's key was set aside."
    ),
    Deed.UNLOCKED: N_("The instructor's entrance was unlocked."),
    Deed.LOCKED: N_("The instructor's entrance was locked."),
    Deed.FAILED: N_("A wrong PIN was entered for {subject}."),
    Deed.CLOCK_SET_BACK: N_("This machine's clock had been set back."),
    Deed.KEY_MADE: N_("The center's key {subject} was made."),
    Deed.KEY_IMPORTED: N_("The center's key {subject} was imported."),
    Deed.KEY_EXPORTED: N_("The center's key {subject} was exported."),
    Deed.CERTIFICATE_ISSUED: N_("The certificate {subject} was issued ({detail})."),
    Deed.CERTIFICATE_RENEWED: N_("The certificate {subject} was issued as a renewal ({detail})."),
    Deed.CERTIFICATE_REVOKED: N_("The certificate {subject} was revoked ({detail})."),
    Deed.REVOCATIONS_TAKEN: N_("Revocations of another machine were taken ({detail})."),
    Deed.PROFILE_CREATED: N_("The profile {detail} was made."),
    Deed.PROFILE_CHANGED: N_("The profile {detail} was changed."),
    Deed.PIN_SET: N_("The PIN of {subject} was set or removed."),
    Deed.PIN_RESET: N_("The PIN of {subject} was reset by an instructor."),
    Deed.SUPERVISED: N_("The assessment {subject} was begun under supervision."),
    Deed.RECORDS_IMPORTED: N_("Records of another machine were imported ({detail})."),
    Deed.RECORDS_VERIFIED: N_("The records were verified ({detail})."),
}


def deed_sentence(entry: AuditEntry, names: Mapping[str, str]) -> str:
    """Return what was done; `names` are those of the trainees, by id."""
    if entry.deed is Deed.FAILED and entry.subject == INSTRUCTOR:
        return _("A wrong passphrase was entered at the instructor's entrance.")
    if entry.deed is Deed.LOCKED and entry.detail:
        return _("The instructor's entrance locked itself, because nobody used it.")
    if entry.deed is Deed.REVOCATIONS_TAKEN:
        # How many; which ones is for the records to compare.
        entry = replace(entry, detail=entry.detail.partition(":")[0])
    return _(_SENTENCES[entry.deed]).format(
        subject=names.get(entry.subject, entry.subject), detail=entry.detail
    )
