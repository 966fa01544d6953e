"""The catalogue of diagnostics, concluded: what is said about a certification among its scenarios."""

from typing import Final

from trainer.i18n import N_
from trainer.scenario.diagnostics import Code, Severity

__all__ = ["CODES"]

SCENARIO_NAME: Final = N_("the scenario's name")

C601: Final = Code("C601", Severity.ERROR, N_("a scenario that the library does not have"), SCENARIO_NAME)
NO_SUCH_SCENARIO: Final = C601.says(
    N_('the library has no scenario "{scenario}"; add it, or name one that exists')
)
MISSPELLED_SCENARIO: Final = C601.says(
    N_('the library has no scenario "{scenario}"; did you mean "{nearest}"?')
)

C602: Final = Code(
    "C602",
    Severity.ERROR,
    N_("a scenario that cannot be played in a required language, or is not for assessment"),
    SCENARIO_NAME,
)
NOT_IN_LANGUAGE: Final = C602.says(
    N_('the scenario "{scenario}" cannot be played in: {languages}; translate it, or require another')
)
NOT_FOR_ASSESSMENT: Final = C602.says(
    N_('the scenario "{scenario}" is not for assessment; add "assessment" to its "use", or require another')
)

C603: Final = Code(
    "C603",
    Severity.ERROR,
    N_("`after` names an unknown certification, or itself through others"),
    N_("the name in `after`"),
)
NO_SUCH_CERTIFICATION: Final = C603.says(
    N_('the library has no certification "{certification}"; add it, or name one that exists')
)
FOLLOWS_ITSELF: Final = C603.says(
    N_('"{certification}" can only be held after this certification; remove it from one of the two "after"')
)
AFTER_ITSELF: Final = C603.says(N_("a certification cannot be held before itself; remove this name"))

C604: Final = Code(
    "C604",
    Severity.ERROR,
    N_("`at_least` over the number of scenarios"),
    N_("the value of `at_least`"),
)
MORE_THAN_THERE_ARE: Final = C604.says(
    N_("{at_least} of {count} scenarios cannot be passed; write at most {count}, or leave the key out")
)

C605: Final = Code(
    "C605",
    Severity.WARNING,
    N_("fewer than 12 decisions on the perfect calls together: chance passes too often"),
    N_("the key `requires`"),
)
TOO_FEW_DECISIONS: Final = C605.says(
    N_(
        "the perfect calls that are required hold {count} decisions together, so chance passes too often; "
        "require more scenarios, or longer ones, to reach {least}"
    )
)

C606: Final = Code(
    "C606",
    Severity.WARNING,
    N_("a required scenario has an error or warning of its own that bears on scoring (G, Q503, Q504)"),
    SCENARIO_NAME,
)
FLAWED_SCENARIO: Final = C606.says(
    N_('the scores of the scenario "{scenario}" are not sound ({codes}); check that file and mend it')
)

CODES: Final = (C601, C602, C603, C604, C605, C606)
"""In the order of the published catalogue."""
