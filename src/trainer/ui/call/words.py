"""The words for what brief and call show of a scenario: dimensions, outcomes, times, places.

They are functions and not tables, because the language of the interface can change at any moment.
"""

from collections.abc import Iterable
from typing import Final

from trainer.app.result_words import outcome_name
from trainer.app.transcript import Line
from trainer.i18n import LANGUAGES, _, current_language, format_list, npgettext, pgettext
from trainer.scenario.model import Customer, Outcome
from trainer.scenario.model import Text as SourceText
from trainer.scenario.spans import Segment

_MINUTE: Final = 60


def outcomes_accepted(outcomes: tuple[Outcome, ...]) -> str:
    """Return the accepted outcomes as a list that stands alone: "Resolved or with follow-up"."""
    words = format_list([outcome_name(outcome) for outcome in outcomes], "or")
    return words[:1].upper() + words[1:]


def variety_name(locale: str) -> str:
    """Return a locale as the language that is spoken there: `es-MX` is "Mexican Spanish"."""
    known = {
        "en-US": _("US English"),
        "en-GB": _("British English"),
        "en-CA": _("Canadian English"),
        "es-MX": _("Mexican Spanish"),
        "es-CO": _("Colombian Spanish"),
        "es-US": _("US Spanish"),
    }
    return known[locale] if locale in known else _described(locale)


def home_locale(customer: Customer) -> str:
    """Return the locale of the place where a customer lives, in whichever language they call.

    A Mexican who speaks English is given `en-US`, for a voice; the Spanish locale tells where the call is
    from.
    """
    locales = customer.locales
    return locales["es"] if "es" in locales else next(iter(locales.values()))


def place_name(locale: str) -> str:
    """Return the country of a locale in words; empty where it names none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - Babel is loaded when the first place is shown

    try:
        territory = Locale.parse(locale, sep="-").territory
    except (UnknownLocaleError, ValueError):
        return ""
    return Locale(_reader()).territories.get(territory, "") if territory else ""


def clock_time(seconds: float) -> str:
    """Return a duration as a clock shows it: 1:08."""
    whole = max(0, int(seconds))
    return f"{whole // _MINUTE}:{whole % _MINUTE:02d}"


def spoken_time(seconds: float) -> str:
    """Return a duration as a person says it: "1 minute 8 seconds"."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, _MINUTE)
    in_seconds = npgettext("duration", "{count} second", "{count} seconds", rest).format(count=rest)
    if not minutes:
        return in_seconds
    in_minutes = npgettext("duration", "{count} minute", "{count} minutes", minutes).format(count=minutes)
    if not rest:
        return in_minutes
    return pgettext("duration", "{minutes} {seconds}").format(minutes=in_minutes, seconds=in_seconds)


def switched_words(line: Line) -> str:
    """Return which words of a line are in another language, for screen readers; empty where none is."""
    return name_switches(line.switched)


def name_switches(switched: Iterable[Segment]) -> str:
    """Return what these parts are and in which language; empty for none.

    Qt gives a label one language, and offers no attributes of parts of its text.
    """
    told = _('"{words}" is {language}')
    parts = [told.format(words=part.words.strip(), language=variety_name(part.locale)) for part in switched]
    return format_list(parts) if parts else ""


def switches_of(text: SourceText, language: str) -> str:
    """Return the same of a text as an interface in `language` shows it: a summary, feedback."""
    return name_switches(switched_parts(text, text.shown_tag(language)))


def switched_parts(text: SourceText, tag: str) -> tuple[Segment, ...]:
    """Return the parts of a text, as it is for a locale, that are in another language."""
    return tuple(each for each in text.segments(tag) if each.locale != tag)


def first_name(name: str) -> str:
    """Return what a customer is called where there is little room: the name's first word."""
    return name.split(maxsplit=1)[0] if name.strip() else name


def _described(locale: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - Babel is loaded when the first place is shown

    try:
        return Locale.parse(locale, sep="-").get_display_name(_reader()) or locale
    except (UnknownLocaleError, ValueError):
        return locale


def _reader() -> str:
    language = current_language()
    return language if language in LANGUAGES else LANGUAGES[0]
