"""The catalogue of diagnostics, continued: what is said about a scenario's graph and about its quality.

Each sentence names what is wrong and how to mend it. The checks that find these stand in `graph_checks` and
`quality_checks`, one function for each code.
"""

from typing import Final

from trainer.i18n import N_
from trainer.scenario.diagnostics import Code, Severity

__all__ = ["CODES"]

SCENE_KEY: Final = N_("the scene's key")
START: Final = N_("`start`'s value")

# The graph

G401: Final = Code("G401", Severity.ERROR, N_("a scene can never be reached"), SCENE_KEY)
UNREACHABLE: Final = G401.says(
    N_('no call ever reaches the scene "{scene}"; lead a reply to it, or remove the scene')
)

G402: Final = Code(
    "G402", Severity.ERROR, N_("a state can be reached in which no reply is offered"), SCENE_KEY
)
NOTHING_OFFERED: Final = G402.says(
    N_('in the scene "{scene}" no reply is offered after: {play}; give one of its replies a wider "when"')
)
NOTHING_OFFERED_AT_FIRST: Final = G402.says(
    N_('the call begins in the scene "{scene}" with no reply offered; give one of its replies a wider "when"')
)

G403: Final = Code(
    "G403",
    Severity.ERROR,
    N_(
        "a call can go on for ever: a state can be reached again from itself; "
        "one for each set of states that reach one another"
    ),
    N_("the key of the first of its scenes in file order"),
)
ENDLESS: Final = G403.says(
    N_(
        'after {play} the call can come back to the scene "{scene}" again and again; '
        "let a flag or the mood lead out, or remove the way back"
    )
)
ENDLESS_AT_FIRST: Final = G403.says(
    N_(
        'the call can come back to its first scene "{scene}" again and again; '
        "let a flag or the mood lead out, or remove the way back"
    )
)

G404: Final = Code(
    "G404", Severity.ERROR, N_("no call ends in an accepted outcome (G405 then stands too)"), START
)
NEVER_ACCEPTED: Final = G404.says(
    N_(
        "no call ends in an accepted outcome ({outcomes}); lead to such an ending, "
        'or accept another outcome in "pass"'
    )
)

G405: Final = Code("G405", Severity.ERROR, N_("no perfect call exists"), START)
NEVER_PERFECT: Final = G405.says(
    N_(
        "no call to an accepted ending takes the best reply on every dimension throughout, without a "
        "critical error or silence; let one reply of each scene on the way be best on all that it rates"
    )
)

G406: Final = Code(
    "G406",
    Severity.ERROR,
    N_("the par of empathy or of resolution is 0: one for each; not judged where G403 stands"),
    START,
)
NO_PAR: Final = G406.says(
    N_('a perfect call can earn nothing for "{dimension}"; rate it on the way of every perfect call')
)

G407: Final = Code(
    "G407",
    Severity.ERROR,
    N_("over 200,000 states; then no other G code, and no Q503 to Q506"),
    START,
)
TOO_MANY_STATES: Final = G407.says(
    N_(
        "over {limit} different situations can be reached, too many to look at each; use fewer flags, "
        "or clear those that are needed no more"
    )
)

G408: Final = Code(
    "G408",
    Severity.WARNING,
    N_(
        "in a scene that can be reached: a reply that is never offered, or a case (of `silence` too, not of "
        "a reply never offered) or variant that never holds first"
    ),
    N_("its key, or the case or variant"),
)
NEVER_OFFERED: Final = G408.says(
    N_('the reply "{reply}" is never offered; change its "when", or remove the reply')
)
CASE_NEVER_TAKEN: Final = G408.says(
    N_("no call ever takes this case; change its condition or those before it, or remove it")
)
VARIANT_NEVER_SAID: Final = G408.says(
    N_("the customer never says this; change its condition or those before it, or remove it")
)

G409: Final = Code(
    "G409",
    Severity.WARNING,
    N_("register is rated somewhere but its par is 0, so it never counts; not judged where G403 stands"),
    START,
)
REGISTER_NEVER_COUNTS: Final = G409.says(
    N_(
        "register is rated, but a perfect call can earn nothing for it, so it never counts; "
        "rate it on the way of every perfect call, or nowhere"
    )
)

# The quality

Q501: Final = Code(
    "Q501",
    Severity.WARNING,
    N_("a reply that is not the best of its scene on every rated dimension has no feedback"),
    N_("the reply's key"),
)
NO_FEEDBACK: Final = Q501.says(
    N_('the reply "{reply}" is not the best of its scene and has no "feedback"; say what would be better')
)

Q502: Final = Code(
    "Q502", Severity.WARNING, N_("all replies of a rated scene of two or more earn the same"), SCENE_KEY
)
ALL_THE_SAME: Final = Q502.says(
    N_('all replies of the scene "{scene}" earn the same; rate them differently, or do not rate the scene')
)

Q503: Final = Code(
    "Q503", Severity.WARNING, N_("always taking the longest reply passes, in some language"), START
)
LONGEST_PASSES: Final = Q503.says(
    N_(
        "somebody who always takes the longest reply passes ({languages}); "
        "make some good replies shorter, or some bad ones longer"
    )
)

Q504: Final = Code(
    "Q504",
    Severity.WARNING,
    N_("replies taken at random pass in over 5 % of calls (where sampled: over 7 %)"),
    START,
)
CHANCE_PASSES: Final = Q504.says(
    N_(
        "replies taken at random pass too often ({percent} %); "
        "add decisions, or replies that are wrong but tempting"
    )
)
CHANCE_SURELY_PASSES: Final = Q504.says(
    N_(
        "replies taken at random pass too often (over {percent} %); "
        "add decisions, or replies that are wrong but tempting"
    )
)

Q505: Final = Code(
    "Q505",
    Severity.WARNING,
    N_(
        "of five or more reachable rated scenes of two or more replies that have a reply best on every rated "
        "dimension, in over 60 % such a reply is strictly the longest of its scene, in some language"
    ),
    START,
)
BEST_IS_LONGEST: Final = Q505.says(
    N_(
        "the best reply is the longest in too many scenes ({languages}), which gives it away; "
        "make some good replies shorter, or some bad ones longer"
    )
)

Q506: Final = Code(
    "Q506",
    Severity.WARNING,
    N_(
        "always the kindest reply passes, or always the most effective: nothing here is warm and useless, "
        "or nothing is effective and cold. One for each"
    ),
    START,
)
KINDEST_PASSES: Final = Q506.says(
    N_(
        "somebody who always takes the kindest reply passes, whatever it solves; "
        "add replies that are warm and useless"
    )
)
FIXER_PASSES: Final = Q506.says(
    N_(
        "somebody who always takes the most effective reply passes, however cold it is; "
        "add replies that are effective and cold"
    )
)

CODES: Final = (
    *(G401, G402, G403, G404, G405, G406, G407, G408, G409),
    *(Q501, Q502, Q503, Q504, Q505, Q506),
)
"""In the order of the published catalogue."""
