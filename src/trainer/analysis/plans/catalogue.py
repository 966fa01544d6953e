"""The catalogue of diagnostics, continued: what is said about the plan of a scenario.

A plan's form is judged with the codes of every file, F and S. The codes here are about what its plays come
to; each sentence gives what the plan says and what the call does.
"""

from typing import Final

from trainer.i18n import N_
from trainer.scenario.catalogue import F001, S103
from trainer.scenario.diagnostics import Code, Severity

__all__ = ["CODES"]

# The form of a plan

TOO_LARGE: Final = F001.says(N_("the plan is larger than {limit} MiB; remove some plays"))
PLAY_COUNT: Final = S103.says(N_("1 to {high} plays are wanted here, and there are {count}"))
TOO_MANY_REPLIES: Final = S103.says(
    N_("the plays have {count} replies together, and at most {high} are played; remove some plays")
)
WANTS_VERDICT: Final = S103.says(
    N_('"passes" is wanted here, or a list of what keeps the call from passing: {choices}')
)
WANTS_LINE: Final = S103.says(
    N_('the id of a customer line is wanted here, such as "scenes/opening/customer"')
)

# What the plays come to

E801: Final = Code(
    "E801", Severity.ERROR, N_("a plan without a scenario of the same name beside it"), N_("1:1")
)
NO_SCENARIO: Final = E801.says(
    N_('no scenario "{name}" lies beside this plan; name the plan like its scenario, or remove it')
)
OTHER_FILE: Final = E801.says(
    N_('"{name}" beside this plan is no scenario; name the plan like its scenario, or remove it')
)

E802: Final = Code(
    "E802", Severity.ERROR, N_("a reply of a play is not offered, or comes after the end"), N_("the reply")
)
NOT_OFFERED: Final = E802.says(
    N_('in the scene "{scene}" the reply "{reply}" is not offered; offered are: {offered}')
)
NOTHING_OFFERED: Final = E802.says(
    N_('in the scene "{scene}" nothing is offered, so "{reply}" cannot be taken; mend the scenario')
)
AFTER_THE_END: Final = E802.says(
    N_(
        'the call has ended in the scene "{scene}"; '
        'leave out the reply "{reply}" and those after it, or mend the scenario'
    )
)

E803: Final = Code(
    "E803", Severity.ERROR, N_("a play runs out of replies before the call ends"), N_("the list of replies")
)
NOT_OVER: Final = E803.says(
    N_('after these replies the call goes on in the scene "{scene}"; add one of: {offered}')
)
STUCK: Final = E803.says(
    N_('after these replies nothing is offered in the scene "{scene}"; mend the scenario')
)

E804: Final = Code(
    "E804", Severity.ERROR, N_("the scenario cannot be played in the language of a play"), N_("the language")
)
NOT_IN_LANGUAGE: Final = E804.says(
    N_("this scenario cannot be played in {language}; choose one of: {offered}")
)

E805: Final = Code("E805", Severity.ERROR, N_("a play ends in another scene or outcome"), N_("the value"))
OTHER_SCENE: Final = E805.says(
    N_(
        'the plan expects the call to end in the scene "{expected}", and it ends in "{real}"; '
        "mend the scenario, or this value"
    )
)
OTHER_OUTCOME: Final = E805.says(
    N_('the plan expects the outcome "{expected}", and it is "{real}"; mend the scenario, or this value')
)

E806: Final = Code(
    "E806",
    Severity.ERROR,
    N_("a play has another score; a score is not stated, or stated where there is none"),
    N_("the score; `scores`; the dimension"),
)
OTHER_SCORE: Final = E806.says(
    N_(
        "the plan expects {expected} for {dimension}, and the call scores {real}; "
        "mend the scenario, or this value"
    )
)
SCORE_NOT_STATED: Final = E806.says(
    N_("the call scores {real} for {dimension}, which the plan does not state; add it here")
)
NO_SUCH_SCORE: Final = E806.says(
    N_("the plan expects {expected} for {dimension}, which never counts in this scenario; remove it")
)

E807: Final = Code("E807", Severity.ERROR, N_("a play has another verdict"), N_("the verdict"))
OTHER_VERDICT: Final = E807.says(
    N_("the plan expects the verdict {expected}, and it is {real}; mend the scenario, or this value")
)

E808: Final = Code(
    "E808",
    Severity.ERROR,
    N_("a play makes other critical errors"),
    N_("the critical error, or its kind; the list where one is not stated"),
)
NO_SUCH_CRITICAL_ERROR: Final = E808.says(
    N_(
        'the plan expects a critical error in the scene "{scene}" with the reply "{reply}", and the call '
        "makes none there; mend the scenario, or remove this item"
    )
)
OTHER_KIND: Final = E808.says(
    N_(
        'the plan expects a critical error of the kind "{expected}", and it is "{real}"; '
        "mend the scenario, or this value"
    )
)
CRITICAL_ERROR_NOT_STATED: Final = E808.says(
    N_(
        'the call makes a critical error ({kind}) in the scene "{scene}" with the reply "{reply}", which the '
        "plan does not state; mend the scenario, or add it here"
    )
)

E809: Final = Code("E809", Severity.ERROR, N_("the customer ends in another mood"), N_("the mood"))
OTHER_MOOD: Final = E809.says(
    N_("the plan expects the mood {expected}, and it is {real}; mend the scenario, or this value")
)

E810: Final = Code(
    "E810",
    Severity.ERROR,
    N_("the customer says another line: the first that differs"),
    N_("the line; the list where lines are not stated"),
)
OTHER_LINE: Final = E810.says(
    N_(
        'the plan expects the line "{expected}", and the customer says "{real}"; '
        "mend the scenario, or this line"
    )
)
LINE_AFTER_THE_END: Final = E810.says(
    N_(
        'the plan expects the line "{expected}", and the call is over before it; '
        "remove it, or mend the scenario"
    )
)
LINE_NOT_STATED: Final = E810.says(
    N_('the customer also says "{real}", which the plan does not state; add it at the end of this list')
)

CODES: Final = (E801, E802, E803, E804, E805, E806, E807, E808, E809, E810)
"""In the order of the published catalogue."""
