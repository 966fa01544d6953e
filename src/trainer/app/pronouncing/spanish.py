"""How the Spanish of America reads aloud what is written short: amounts, times, dates, codes, addresses."""

import re
from typing import Final

from trainer.app.pronouncing import written
from trainer.app.pronouncing.rules import Rule, is_range, number_of, say_letters, say_parts, spaced

__all__ = ["RULES"]

LETTERS: Final = {
    "B": "be",
    "C": "ce",
    "D": "de",
    "F": "efe",
    "G": "ge",
    "H": "hache",
    "J": "jota",
    "K": "ka",
    "L": "ele",
    "M": "eme",
    "N": "ene",
    "Ñ": "eñe",
    "P": "pe",
    "Q": "cu",
    "R": "erre",
    "S": "ese",
    "T": "te",
    "V": "uve",
    "W": "doble u",
    "X": "equis",
    "Y": "ye",
    "Z": "zeta",
    "A": "a",
    "E": "e",
    "I": "i",
    "O": "o",
    "U": "u",
}
"""As the academies of the language recommend them, so that B and V are never mistaken."""

MONTHS: Final = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre"),
    *("noviembre", "diciembre"),
)
CURRENCIES: Final = {
    "$": ("peso", "centavo"),
    "US$": ("dólar", "centavo"),
    "USD$": ("dólar", "centavo"),
    "€": ("euro", "céntimo"),
}
IN_DOLLARS: Final = frozenset({"es-US", "es-PR", "es-EC", "es-SV", "es-PA"})
"""Where a bare sign means dollars."""

CODES_OF_CURRENCIES: Final = {"USD": "dólar", "MXN": "peso mexicano", "COP": "peso colombiano", "EUR": "euro"}
UNITS: Final = {
    "GB": "giga",
    "MB": "mega",
    "TB": "tera",
    "Mbps": "mega por segundo",
    "km": "kilómetro",
    "cm": "centímetro",
    "kg": "kilo",
    "min": "minuto",
    "hrs": "hora",
    "h": "hora",
}
FEMININE: Final = frozenset({"hora"})
ORDINALS: Final = (
    *("primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim"),
)
ABBREVIATIONS: Final = {
    "Sr.": "señor",
    "Sra.": "señora",
    "Srta.": "señorita",
    "Dr.": "doctor",
    "Dra.": "doctora",
    "Lic.": "licenciado",
    "Ing.": "ingeniero",
    "Ud.": "usted",
    "Uds.": "ustedes",
    "Av.": "avenida",
    "tel.": "teléfono",
    "Tel.": "teléfono",
    "ext.": "extensión",
    "aprox.": "aproximadamente",
    "EE. UU.": "Estados Unidos",
    "EE.UU.": "Estados Unidos",
}
HUNDRED, THOUSAND, MILLION = 100, 1_000, 1_000_000
ONES, TEN_AND_ONE, TWENTY_AND_ONE = 1, 11, 21
LONGEST_DECIMALS: Final = 2
"""Figures; a group of thousands has three."""
DAYS: Final = 31
NOON, EVENING = 12, 7
LONG_DATE: Final = "{day} de {month} de {year}"


def _count(figures: str, word: str) -> str:
    """Return so many of something: "un peso", "21 pesos" as "veintiún pesos"."""
    one = "una" if word in FEMININE else "un"
    if figures == "1":
        return f"{one} {word}"
    first, space, rest = word.partition(" ")
    plural = f"{first}es" if first.endswith("r") else f"{first}s"
    if space and not rest.startswith("por "):
        rest = f"{rest}s"
    many = f"{plural}{space}{rest}".rstrip()
    if not figures.isdigit():
        return f"{figures} {many}"
    number = int(figures)
    if number % MILLION == 0 and number:
        return f"{figures} de {many}"
    return f"{_shortened(number, one)} {many}"


def _shortened(number: int, one: str) -> str:
    """Return a number that ends in one as it stands before a noun; others are figures."""
    if number % 10 != ONES or number % HUNDRED == TEN_AND_ONE or number > MILLION:
        return str(number)
    tens = number % HUNDRED
    if tens == ONES:
        last = one
    elif tens == TWENTY_AND_ONE:
        last = "veintiuna" if one == "una" else "veintiún"
    else:
        return f"{number - ONES} y {one}"
    thousands, hundreds = divmod(number - tens, THOUSAND)
    words = [str(thousands * THOUSAND)] if thousands else []
    if hundreds:
        # "Cien" is said of a hundred alone.
        words.append("ciento" if hundreds == HUNDRED else str(hundreds))
    return " ".join((*words, last))


def _figures(found: re.Match[str]) -> tuple[str, str]:
    """Return an amount's figures before and behind the decimal sign, whichever of the two signs that is."""
    amount = found["amount"]
    signs = [sign for sign in amount if sign in ".,"]
    if not signs:
        return number_of(amount, ".")
    last = signs[-1]
    is_decimal = len(amount) - amount.rindex(last) <= LONGEST_DECIMALS + 1
    grouping = ("," if last == "." else ".") if is_decimal else last
    return number_of(amount, grouping)


def _amount(found: re.Match[str], locale: str) -> str:
    whole, cents = _figures(found)
    named = found["named"]
    sign = found["sign"]
    major, minor = CURRENCIES["US$" if sign == "$" and locale in IN_DOLLARS else sign]
    if found["size"]:
        plural = "dólares" if major == "dólar" else f"{major}s"
        return f"{found['amount']} {found['size']} de {plural}"
    if named is not None:
        major = CODES_OF_CURRENCIES.get(named, "dólar" if named.startswith("dólar") else "peso")
    cents = cents.ljust(2, "0").lstrip("0") if cents else ""
    if whole == "0" and cents:
        return _count(cents, minor)
    said = _count(whole, major)
    return f"{said} con {_count(cents, minor)}" if cents else said


def _coded_amount(found: re.Match[str], _locale: str) -> str:
    whole, cents = _figures(found)
    said = _count(whole, CODES_OF_CURRENCIES[found["before"] or found["behind"]])
    return f"{said} con {_count(cents.lstrip('0'), 'centavo')}" if cents.lstrip("0") else said


def _named_amount(found: re.Match[str], _locale: str) -> str:
    whole, cents = _figures(found)
    noun = found["noun"]
    singular = {"dólares": "dólar", "pesos": "peso", "euros": "euro", "centavos": "centavo"}.get(noun, noun)
    said = _count(whole, singular)
    return f"{said} con {_count(cents.lstrip('0'), 'centavo')}" if cents.lstrip("0") else said


def _grouped(found: re.Match[str], _locale: str) -> str:
    return re.sub(r"[.,]", "", found[0])


def _time(found: re.Match[str], _locale: str) -> str:
    hour, minute, half = int(found["hour"]), found["minute"], found["half"]
    said = "una" if hour == 1 else str(hour)
    if minute and minute != "00":
        said = f"{said} y {minute[1]}" if minute[0] == "0" else f"{said} {minute}"
    elif not half:
        said = f"{said} en punto"
    if half:
        said = f"{said} {_part_of_day(hour, half)}"
    ends = half and found[0].endswith(".") and re.match(r"\s+[A-ZÁÉÍÓÚ¿¡]|\s*$", found.string[found.end() :])
    return f"{said}." if ends else said


def _part_of_day(hour: int, half: str) -> str:
    if half[0] in "aA":
        return "de la noche" if hour == NOON else "de la mañana"
    return "de la tarde" if hour == NOON or hour < EVENING else "de la noche"


def _first_day(found: re.Match[str], _locale: str) -> str:
    return f"primero de {found['month']}"


def _date(found: re.Match[str], _locale: str) -> str | None:
    if found["iso"]:
        year, month, day = found["iso"].split("-")
    else:
        day, month, year = found["local"].split("/")
    if not (1 <= int(month) <= len(MONTHS) and 1 <= int(day) <= DAYS):
        return None
    said = "primero" if int(day) == 1 else str(int(day))
    return LONG_DATE.format(day=said, month=MONTHS[int(month) - 1], year=year)


def _ordinal(found: re.Match[str], _locale: str) -> str | None:
    number = int(found["number"])
    if not 1 <= number <= len(ORDINALS):
        return None
    ending = found["ending"]
    stem = ORDINALS[number - 1]
    if ending in {"er", ".er"}:
        return stem
    return stem + ("a" if ending[-1] in "ªa" else "o")


def _address(found: re.Match[str], _locale: str) -> str:
    said = re.sub(r"^https?://", "", found[0]).replace("www.", "triple doble u punto ", 1)
    said = re.sub(
        r"\.(mx|us)\b", lambda end: " punto " + " ".join(LETTERS[sign.upper()] for sign in end[1]), said
    )
    said = said.replace("@", " arroba ").replace(".", " punto ").replace("_", " guion bajo ")
    return re.sub(r"(?<=\w)-(?=\w)", " guion ", said).replace("/", " diagonal ")


def _hyphenated(found: re.Match[str], _locale: str) -> str:
    first, second = found["first"], found["second"]
    return f"{first} a {second}" if is_range(first, second) else say_parts(found[0])


AMOUNT: Final = r"(?P<amount>\d{1,3}(?:[.,]\d{3}){1,6}(?:[.,]\d{1,2})?|\d{1,18}(?:[.,]\d{1,2})?)\b"
CURRENCY: Final = re.compile(
    rf"(?P<sign>USD?\$|[$€])\s?{AMOUNT}(?:\s(?P<size>mill(?:ón|ones))\b)?"
    r"(?:\s(?P<named>pesos?|dólar(?:es)?|USD|MXN|COP)\b)?"
)
CODED_CURRENCY: Final = re.compile(
    rf"\b(?:(?P<before>USD|MXN|COP|EUR)\s?)?{AMOUNT}(?(before)|\s(?P<behind>USD|MXN|COP|EUR)\b)"
)
NAMED_AMOUNT: Final = re.compile(rf"\b{AMOUNT}\s(?P<noun>pesos?|dólar(?:es)?|euros?|centavos?)\b")
GROUPED: Final = re.compile(r"\b\d{1,3}(?:,\d{3}){1,6}\b(?!,?\d)|\b\d{1,3}(?:\.\d{3}){1,6}\b(?!\.?\d)")
CLOCK: Final = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b(?:\s?(?P<half>[AaPp]\.?\s?[Mm]\b\.?))?"
)
HOUR: Final = re.compile(r"\b(?P<hour>1[0-2]|[1-9])(?P<minute>)\s?(?P<half>[ap]\.\s?m\.|[ap]m\b|[AP]M\b)")
FIRST_DAY: Final = re.compile(rf"\b1\.?[º°]?\sde\s(?P<month>{'|'.join(MONTHS)})\b")
ORDINAL: Final = re.compile(r"\b(?P<number>\d{1,2})(?P<ending>\.?[ºª]|\.?er|ro|ra|do|da|to|ta)(?!\w)")
ENDING: Final = re.compile(
    r"(?P<before>\b(?:terminad[oa] en|termina en|terminación|últimos cuatro(?: dígitos)?(?: son)?"
    r"|código|clave|PIN)\s)(?P<figures>\d{3,})\b"
)
UNIT: Final = re.compile(rf"\b(?P<count>\d[\d,.]{{0,20}})\s?(?P<unit>{'|'.join(UNITS)})\b")
NUMBER_SIGN: Final = re.compile(r"\b[Nn]\.?[º°o]\.?\s(?=\d)|\b[Nn]úm\.\s(?=\d)|#\s?(?=\d)")
ABBREVIATION: Final = re.compile("|".join(rf"\b{re.escape(short)}(?=\s|,|$)" for short in ABBREVIATIONS))

RULES: Final = (
    Rule(written.ADDRESS, _address),
    Rule(CURRENCY, _amount),
    Rule(CODED_CURRENCY, _coded_amount),
    Rule(NAMED_AMOUNT, _named_amount),
    Rule(CLOCK, _time),
    Rule(HOUR, _time),
    Rule(written.DATE, _date),
    Rule(FIRST_DAY, _first_day),
    Rule(ORDINAL, _ordinal),
    Rule(GROUPED, _grouped),
    Rule(written.TELEPHONE, lambda found, _: say_parts(found[0])),
    Rule(written.CHAINED, lambda found, _: say_parts(found[0])),
    Rule(written.HYPHENATED, _hyphenated),
    Rule(written.CODE, lambda found, _: say_letters(found[0], LETTERS)),
    Rule(written.SEAT, lambda found, _: f"{found['row']} {LETTERS[found['letter']]}"),
    Rule(ENDING, lambda found, _: found["before"] + spaced(found["figures"])),
    Rule(written.LONG_FIGURES, lambda found, _: spaced(found[0])),
    Rule(UNIT, lambda found, _: _count(found["count"], UNITS[found["unit"]])),
    Rule(written.PERCENT, lambda _found, _locale: " por ciento"),
    Rule(NUMBER_SIGN, lambda _found, _locale: "número "),
    Rule(ABBREVIATION, lambda found, _: ABBREVIATIONS[found[0]]),
    Rule(written.ROUND_THE_CLOCK, lambda _found, _locale: "24 7"),
)
"""Where two find something at one place, the earlier one reads it."""
