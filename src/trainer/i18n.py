"""The language a person reads: translated strings, and dates and numbers as that language writes them.

The window, the command line, reports and certificates all speak through this module, so that one switch
changes them all at once. English is the language of the source, so everything works where no catalogue was
compiled.
"""

import gettext as _catalogues
import locale
import os
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "N_",
    "_",
    "activate",
    "current_language",
    "format_date",
    "format_datetime",
    "format_list",
    "format_number",
    "format_percent",
    "format_time",
    "gettext",
    "ngettext",
    "npgettext",
    "one_period",
    "pgettext",
    "system_language",
    "translations",
]

LANGUAGES: Final = ("en", "es")
"""The languages that the interface speaks; the first is that of the source."""

DOMAIN: Final = "puente"
"""The name of the catalogues."""

FORMATS: Final = {"en": "en_US", "es": "es_419"}
"""The locale by which each language writes dates and numbers."""

ListStyle = Literal["standard", "standard-short", "or", "or-short", "unit", "unit-short", "unit-narrow"]
FormatStyle = Literal["full", "long", "medium", "short"]


class _Active:
    """The one language that is active in this process."""

    language: str = LANGUAGES[0]
    catalogue: _catalogues.NullTranslations = _catalogues.NullTranslations()


_TWO_PERIODS: Final = re.compile(r"(?<=\w)\.\.(?=\s|$)")


def activate(language: str) -> None:
    """Speak `language` (`es`, `es_MX` or `es-CO`) from now on; English where it is not offered."""
    _Active.language = _first_offered([language])
    _Active.catalogue = translations(_Active.language)


def translations(language: str) -> _catalogues.NullTranslations:
    """Return the catalogue of a language whichever is active: for what is written to somebody else."""
    folder = Path(__file__).parent / "locale"
    return _catalogues.translation(DOMAIN, folder, [_first_offered([language])], fallback=True)


def current_language() -> str:
    """Return the active language, one of `LANGUAGES`."""
    return _Active.language


def system_language() -> str:
    """Return the one of `LANGUAGES` that this machine's user prefers; English where it is none of them."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(name)
        if wanted:
            return _first_offered(wanted.split(":"))
    if sys.platform == "win32":  # pragma: no cover - another platform
        import ctypes  # noqa: PLC0415 - only Windows has what it is for

        code = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return _first_offered([locale.windows_locale.get(code, "")])
    return _first_offered([locale.getlocale()[0] or ""])


def gettext(message: str) -> str:
    """Return `message` in the active language."""
    return _Active.catalogue.gettext(message)


_ = gettext


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form for `number` in the active language."""
    return _Active.catalogue.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Return `message`, as it is meant in `context`, in the active language."""
    return _Active.catalogue.pgettext(context, message)


def npgettext(context: str, singular: str, plural: str, number: int) -> str:
    """Return the form for `number`, as it is meant in `context`, in the active language."""
    return _Active.catalogue.npgettext(context, singular, plural, number)


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark `message` for translation later, by `gettext`, when it is shown."""
    return message


def format_date(day: date, style: FormatStyle = "medium", *, language: str | None = None) -> str:
    """Return a day as a language (or the active one) writes it; of an aware moment, the local day."""
    from babel import dates  # noqa: PLC0415 - Babel is loaded when the first date is shown

    local = _local(day) if isinstance(day, datetime) else day
    return dates.format_date(local, style, locale=_locale(language))


def format_time(moment: datetime | time, style: FormatStyle = "short") -> str:
    """Return a time of day as the active language writes it; of an aware moment, in local time."""
    from babel import dates  # noqa: PLC0415 - Babel is loaded when the first time is shown

    local = _local(moment) if isinstance(moment, datetime) else moment
    return dates.format_time(local, style, locale=_locale())


def format_datetime(moment: datetime, style: FormatStyle = "medium") -> str:
    """Return a moment as the active language writes it, in local time where it is aware."""
    from babel import dates  # noqa: PLC0415 - Babel is loaded when the first date is shown

    return dates.format_datetime(_local(moment), style, locale=_locale())


def one_period(text: str) -> str:
    """Return sentences in which an abbreviation, such as “a.m.”, ends one: one period does for both."""
    return _TWO_PERIODS.sub(".", text)


def format_number(number: float, *, decimals: int | None = None) -> str:
    """Return a number as the active language writes it, with `decimals` places or at most 3."""
    from babel import numbers  # noqa: PLC0415 - Babel is loaded when the first number is shown

    if decimals is None:
        return numbers.format_decimal(number, locale=_locale())
    places = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return numbers.format_decimal(number, format=places, locale=_locale())


def format_percent(share: float, *, decimals: int = 0) -> str:
    """Return a share (0.25 is a quarter) as a percentage, as the active language writes it."""
    from babel import numbers  # noqa: PLC0415 - Babel is loaded when the first number is shown

    pattern = _locale().percent_formats[None].pattern
    if decimals:
        pattern = pattern.replace("0", f"0.{'0' * decimals}", 1) if "." not in pattern else pattern
    return numbers.format_percent(share, format=pattern, locale=_locale())


def format_list(items: Sequence[str], style: ListStyle = "standard", *, language: str | None = None) -> str:
    """Return items as an enumeration of a language, the active one if none is named: `a, b and c`."""
    from babel import lists  # noqa: PLC0415 - Babel is loaded when the first list is shown

    return lists.format_list(items, style, locale=_locale(language))


def _locale(language: str | None = None) -> "Locale":
    from babel import Locale  # noqa: PLC0415 - Babel is loaded when first needed

    return Locale.parse(FORMATS[_Active.language if language is None else _first_offered([language])])


def _local(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone()


def _base(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].partition(".")[0].lower()


def _first_offered(wanted: Sequence[str]) -> str:
    return next((base for base in map(_base, wanted) if base in LANGUAGES), LANGUAGES[0])
