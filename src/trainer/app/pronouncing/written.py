"""What is written alike in English and Spanish: telephone numbers, codes, dates, addresses of the network."""

import re
from typing import Final

__all__ = [
    "ADDRESS",
    "CHAINED",
    "CODE",
    "DATE",
    "HYPHENATED",
    "LONG_FIGURES",
    "PERCENT",
    "ROUND_THE_CLOCK",
    "SEAT",
    "TELEPHONE",
]

ADDRESS: Final = re.compile(
    r"(?<![\w.@-])(?:https?://)?(?:[\w.+-]{1,64}@)?(?:[\w-]{1,63}\.){1,5}(?:com|net|org|edu|gov|mx|co|us|es)\b(?:/[\w-]+)*"
)
"""An e-mail address, or the name of a site with what follows it."""

TELEPHONE: Final = re.compile(r"\+?\(?\b\d{1,4}\)?(?:[- .]\(?\d{2,4}\)?){2,4}\b(?![.,]\d)")
CHAINED: Final = re.compile(r"\b\d{1,20}(?:-\d{1,20}){2,6}\b(?![.,]\d)")
"""The parts of an account number, of which the last is often a single figure that checks the others."""

HYPHENATED: Final = re.compile(r"\b(?P<first>\d{1,20})[-–](?P<second>\d{1,20})\b(?!%)")
CODE: Final = re.compile(
    r"\b(?=[A-Z0-9-]{0,20}\d)(?=[0-9-]{0,20}[A-Z])(?:[A-Z0-9]{1,20}(?:-[A-Z0-9]{1,20})+|(?!\d{1,3}[A-Z]\b|[A-Z]\d{1,3}\b)[A-Z0-9]{3,20})\b"
)
"""Capitals and figures in one word. A gate such as D22, or a seat such as 14C, is none."""

SEAT: Final = re.compile(r"\b(?P<row>\d{1,2})(?P<letter>[A-F])\b")
LONG_FIGURES: Final = re.compile(r"\b(?:0\d+|\d{7,})\b(?![.,]\d)")
"""No amount is written so: a number that names something."""

DATE: Final = re.compile(r"\b(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<local>\d\d?/\d\d?/\d{4}))\b")
PERCENT: Final = re.compile(r"(?<=\d)\s?%")
ROUND_THE_CLOCK: Final = re.compile(r"\b24/7\b")
