"""YAML 1.2's core rules: which unquoted words are not text but nothing, a truth value or a number.

The parser underneath speaks YAML 1.1, in which `no` is a truth value and `1:30` a number. It is therefore
asked for characters only, and what they mean is decided here.
"""

import re
from typing import Final

from trainer.scenario.nodes import PLAIN, ScalarNode

__all__ = ["integer_of", "is_string"]

INTEGER: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
NOT_TEXT_FIRST: Final = frozenset("nN~tTfF-+.0123456789")
"""What a scalar that is no text can begin with, so that most texts are known by one character."""

OTHER_THAN_TEXT: Final = re.compile(
    r"""
      null | Null | NULL | ~ |
    | true | True | TRUE | false | False | FALSE
    | [-+]? [0-9]+ | 0o [0-7]+ | 0x [0-9a-fA-F]+
    | [-+]? (?: \.[0-9]+ | [0-9]+ (?:\.[0-9]*)? ) (?: [eE] [-+]? [0-9]+ )?
    | [-+]? \. (?: inf | Inf | INF )
    | \. (?: nan | NaN | NAN )
    """,
    re.VERBOSE,
)
DIGITS: Final = {str(digit): digit for digit in range(10)}

LONGEST_NUMBER: Final = 40
"""Characters. No number of the format comes near it, and Python reads none of thousands of digits."""


def is_string(node: ScalarNode) -> bool:
    """Tell whether a scalar is text: quoted, or unquoted and nothing else that the core rules know."""
    value = node.value
    if node.style != PLAIN or (value and value[0] not in NOT_TEXT_FIRST):
        return True
    return OTHER_THAN_TEXT.fullmatch(value) is None


def integer_of(node: ScalarNode) -> int | None:
    """Return the whole number that a scalar is; None where it is none, or over `LONGEST_NUMBER` long."""
    written = node.value
    if node.style == PLAIN and written in DIGITS:
        return DIGITS[written]
    if node.style != PLAIN or len(written) > LONGEST_NUMBER or INTEGER.fullmatch(written) is None:
        return None
    # Base 0 knows 0o and 0x, but refuses the leading zeros that the core rules allow.
    return int(written, 0) if written[1:2] in ("o", "x") else int(written)
