"""How English reads aloud what is written short: amounts, times, dates, codes, addresses, units."""

import re
from typing import Final

from trainer.app.pronouncing import written
from trainer.app.pronouncing.rules import Rule, is_range, number_of, say_letters, say_parts, spaced

__all__ = ["RULES"]

LETTERS: Final = {"A": "ay"}
"""A lone "A" would be read as the article."""

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
MONTH: Final = "|".join((*MONTHS, "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"))
CURRENCIES: Final = {
    "$": ("dollar", "cent"),
    "€": ("euro", "cent"),
    "£": ("pound", "penny"),
}
CODES_OF_CURRENCIES: Final = {"USD": "dollar", "MXN": "Mexican peso", "COP": "Colombian peso", "EUR": "euro"}
UNITS: Final = {
    "GB": "gigabyte",
    "MB": "megabyte",
    "TB": "terabyte",
    "Mbps": "megabit per second",
    "km": "kilometer",
    "cm": "centimeter",
    "kg": "kilogram",
    "lb": "pound",
    "lbs": "pound",
    "oz": "ounce",
    "min": "minute",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
}
SECOND, THIRD, TEENS = 2, 3, range(11, 14)
DAYS: Final = 31
LONG_DATE: Final = "{month} {day}, {year}"


def _plural(count: str, word: str) -> str:
    if count == "1":
        return f"1 {word}"
    first, _, rest = word.partition(" per ")
    plural = "pence" if first == "penny" else f"{first}s"
    return f"{count} {plural} per {rest}" if rest else f"{count} {plural}"


def _amount(found: re.Match[str], _locale: str) -> str:
    whole, cents = number_of(found["amount"], ",")
    named = found["named"]
    if named is not None:  # as in "$1,290 pesos"
        return f"{found['amount']} {CODES_OF_CURRENCIES.get(named, named)}"
    major, minor = CURRENCIES[found["sign"]]
    if found["size"]:
        return f"{found['amount']} {found['size']} {major}s"
    cents = cents.ljust(2, "0").lstrip("0")
    if whole == "0" and cents:
        return _plural(cents, minor)
    return f"{_plural(whole, major)} and {_plural(cents, minor)}" if cents else _plural(whole, major)


def _coded_amount(found: re.Match[str], _locale: str) -> str:
    code = found["before"] or found["behind"]
    return _plural(found["amount"], CODES_OF_CURRENCIES[code])


def _time(found: re.Match[str], _locale: str) -> str:
    hour, minute, half = found["hour"].lstrip("0") or "0", found["minute"], found["half"]
    half = "" if half is None else f" {half[0].upper()}M"
    if not minute or minute == "00":
        said = f"{hour}{half}" if half else f"{hour} o'clock"
    else:
        said = f"{hour} oh {minute[1]}{half}" if minute[0] == "0" else f"{hour} {minute}{half}"
    return said + _point_behind(found)


def _point_behind(found: re.Match[str]) -> str:
    """Return the point that ends the sentence, where the one of "p.m." does so."""
    return "." if found[0].endswith(".") and re.match(r"\s+[A-Z¿¡]|\s*$", found.string[found.end() :]) else ""


def _ordinal(day: int) -> str:
    if day in TEENS:
        return f"{day}th"
    return f"{day}{({1: 'st', SECOND: 'nd', THIRD: 'rd'}).get(day % 10, 'th')}"


def _day(found: re.Match[str], _locale: str) -> str | None:
    day = int(found["day"])
    return f"{found['month']} {_ordinal(day)}" if 1 <= day <= DAYS else None


def _date(found: re.Match[str], _locale: str) -> str | None:
    if found["iso"]:
        year, month, day = found["iso"].split("-")
    else:
        month, day, year = found["local"].split("/")
    if not (1 <= int(month) <= len(MONTHS) and 1 <= int(day) <= DAYS):
        return None
    return LONG_DATE.format(month=MONTHS[int(month) - 1], day=_ordinal(int(day)), year=year)


def _year(found: re.Match[str], _locale: str) -> str:
    rest = found["rest"]
    if rest == "00":
        return "19 hundred"
    return f"19 oh {rest[1]}" if rest[0] == "0" else f"19 {rest}"


def _address(found: re.Match[str], _locale: str) -> str:
    said = found[0].replace("@", " at ").replace(".", " dot ").replace("_", " underscore ")
    return re.sub(r"(?<=\w)-(?=\w)", " dash ", said).replace("/", " slash ").replace("www", "W W W")


def _hyphenated(found: re.Match[str], _locale: str) -> str:
    first, second = found["first"], found["second"]
    return f"{first} to {second}" if is_range(first, second) else say_parts(found[0])


CURRENCY: Final = re.compile(
    r"(?P<sign>[$€£])\s?(?P<amount>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,2})?|\d{1,18}(?:\.\d{1,2})?)\b"
    r"(?:\s(?P<size>million|billion)\b)?(?:\s(?P<named>pesos?|dollars?|USD|MXN|COP)\b)?"
)
CODED_CURRENCY: Final = re.compile(
    r"\b(?:(?P<before>USD|MXN|COP|EUR)\s?)?(?P<amount>\d[\d,]{0,20}(?:\.\d{1,9})?)\b"
    r"(?(before)|\s(?P<behind>USD|MXN|COP|EUR)\b)"
)
CLOCK: Final = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b(?:\s?(?P<half>[AaPp]\.?\s?[Mm]\b\.?))?"
)
HOUR: Final = re.compile(r"\b(?P<hour>1[0-2]|[1-9])(?P<minute>)\s?(?P<half>[ap]\.\s?m\.|[ap]m\b|[AP]M\b)")
DAY: Final = re.compile(rf"\b(?P<month>{MONTH})\.?\s(?P<day>[0-3]?\d)\b(?![:.,]?\d)")
ENDING: Final = re.compile(
    r"(?P<before>\b(?:ending in|ends in|ending with|last four(?: digits)?(?: are)?|code|PIN)\s)"
    r"(?P<figures>\d{3,})\b"
)
YEAR: Final = re.compile(r"\b19(?P<rest>\d\d)\b(?!\s(?:pesos|dollars|people|times))(?![.,]\d)")
UNIT: Final = re.compile(rf"\b(?P<count>\d[\d,.]{{0,20}})\s?(?P<unit>{'|'.join(UNITS)})\b")
NUMBER_SIGN: Final = re.compile(r"\bNo\.\s(?=\d)|#\s?(?=\d)")

RULES: Final = (
    Rule(written.ADDRESS, _address),
    Rule(CURRENCY, _amount),
    Rule(CODED_CURRENCY, _coded_amount),
    Rule(CLOCK, _time),
    Rule(HOUR, _time),
    Rule(written.DATE, _date),
    Rule(DAY, _day),
    Rule(written.TELEPHONE, lambda found, _: say_parts(found[0])),
    Rule(written.CHAINED, lambda found, _: say_parts(found[0])),
    Rule(written.HYPHENATED, _hyphenated),
    Rule(written.CODE, lambda found, _: say_letters(found[0], LETTERS)),
    Rule(written.SEAT, lambda found, _: f"{found['row']} {LETTERS.get(found['letter'], found['letter'])}"),
    Rule(ENDING, lambda found, _: found["before"] + spaced(found["figures"])),
    Rule(written.LONG_FIGURES, lambda found, _: spaced(found[0])),
    Rule(YEAR, _year),
    Rule(UNIT, lambda found, _: _plural(found["count"], UNITS[found["unit"]])),
    Rule(written.PERCENT, lambda _found, _locale: " percent"),
    Rule(NUMBER_SIGN, lambda _found, _locale: "number "),
    Rule(written.ROUND_THE_CLOCK, lambda _found, _locale: "24 7"),
)
"""Where two find something at one place, the earlier one reads it."""
