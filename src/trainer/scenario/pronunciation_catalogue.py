"""The catalogue of diagnostics, continued: what is said about a file of pronunciations."""

from typing import Final

from trainer.i18n import N_
from trainer.scenario.diagnostics import Code, Severity

__all__ = ["CODES"]

P701: Final = Code(
    "P701",
    Severity.ERROR,
    N_("pronunciations for what is no language tag, or for a language that there is not"),
    N_("the key"),
)
NO_TAG: Final = P701.says(
    N_('"{tag}" is no language tag; write a language such as "es", alone or with a region as in "es-MX"')
)
UNKNOWN_LANGUAGE: Final = P701.says(
    N_('there is no language "{tag}"; write the two letters of its code, such as "es"')
)

P702: Final = Code(
    "P702",
    Severity.ERROR,
    N_("one language has two pronunciations of the same writing"),
    N_("the later one's `written`"),
)
WRITTEN_TWICE: Final = P702.says(
    N_('"{written}" stands in this list already; keep one of the two, or give both "case: exact"')
)

P703: Final = Code(
    "P703", Severity.ERROR, N_("`written` or `spoken` holds neither a letter nor a figure"), N_("the value")
)
NOTHING_TO_FIND: Final = P703.says(
    N_("there is no word to look for here; write one with a letter or a figure")
)
NOTHING_TO_SAY: Final = P703.says(N_("no voice can say this; write it as words"))

P704: Final = Code("P704", Severity.WARNING, N_("`spoken` is the same as `written`"), N_("`spoken`"))
CHANGES_NOTHING: Final = P704.says(
    N_('"{written}" would be said as it is written; spell it the way it sounds, or remove the entry')
)

P705: Final = Code(
    "P705",
    Severity.WARNING,
    N_("none of the scenarios that are checked along with the file holds what is `written`"),
    N_("`written`"),
)
NEVER_USED: Final = P705.says(
    N_('none of the scenarios checked here holds "{written}"; check how it is spelled, or remove the entry')
)

CODES: Final = (P701, P702, P703, P704, P705)
"""In the order of the published catalogue."""
