"""Words that several screens share."""

from dataclasses import dataclass

import pytest
from building import double_charge

from trainer.ui.call.words import home_locale


@dataclass(frozen=True, slots=True)
class Case:
    locales: dict[str, str]
    home: str


@pytest.mark.parametrize(
    "case",
    [
        Case({"en": "en-US", "es": "es-CO"}, "es-CO"),
        Case({"es": "es-US", "en": "en-US"}, "es-US"),
        Case({"en": "en-GB"}, "en-GB"),
    ],
)
def test_a_customer_lives_where_the_spanish_is_from(case: Case) -> None:
    customer = double_charge().customer._replace(locales=case.locales)

    assert home_locale(customer) == case.home
