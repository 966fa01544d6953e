"""What statistics say between two languages, and what they keep to themselves."""

import pytest

from trainer.analysis.statistics import LanguageDifference
from trainer.ui.statistics.words import difference_sentence, number


@pytest.mark.parametrize(
    ("difference", "low", "high", "counts", "told"),
    [
        (0.2, 0.1, 0.3, (50, 40), "Easier in English: 0.20 between English and Spanish"),
        (-0.2, -0.3, -0.1, (50, 40), "Easier in Spanish: −0.20 between English and Spanish"),
        (-0.1, -0.3, 0.1, (50, 40), "What differs between English and Spanish may be chance: −0.10"),
        (-0.2, -0.3, -0.1, (50, 29), "English and Spanish: hidden (50 and 29 attempts)"),
    ],
)
def test_a_difference_is_told_with_the_easier_language(
    difference: float, low: float, high: float, counts: tuple[int, int], told: str
) -> None:
    compared = LanguageDifference("opening", ("en", "es"), counts, difference, low, high)
    said = difference_sentence(compared)
    assert said.startswith(told)
    assert (number(low) in said) is (min(counts) >= 30)
