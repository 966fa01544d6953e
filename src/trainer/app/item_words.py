"""What statistics of decisions mean, and what to do about them, in words for instructors.

They are functions and not tables, because the language of the interface can change at any moment.
"""

from typing import Final

from trainer.app.item_report import Hint
from trainer.i18n import _

__all__ = ["alpha_words", "hint_words"]

GOOD_ALPHA: Final = 0.8
FAIR_ALPHA: Final = 0.7


def hint_words(hint: Hint) -> str:
    """Return what a hint says about a decision, and what to do."""
    return {
        Hint.BACKWARD: _(
            "Those who do well elsewhere do worse here. Read the replies as a customer would: the points may "
            "stand at the wrong one, or a good reply reads like a bad one."
        ),
        Hint.BLUNT: _(
            "It hardly tells good calls from weak ones. Sharpen what sets the replies apart, or accept it as "
            "a warm-up."
        ),
        Hint.HARD: _(
            "Hard: most points are lost here. Check that the best reply can be known; then train it."
        ),
        Hint.EASY: _(
            "Easy: nearly everybody takes it well. It measures little; give it a reply that tempts more."
        ),
        Hint.UNTEMPTING: _(
            "A reply is taken by under 5 percent. It tempts nobody: make it more plausible, or drop it."
        ),
        Hint.LANGUAGE: _(
            "It is harder in one language than in the other, and chance hardly explains it (of twenty "
            "decisions, it would of one). Have both texts read side by side: it is a translation problem "
            "or a training need."
        ),
    }[hint]


def alpha_words(alpha: float) -> str:
    """Return what a Cronbach's alpha means for decisions about people."""
    if alpha >= GOOD_ALPHA:
        return _("The scenarios measure one thing together, well enough to decide by.")
    if alpha >= FAIR_ALPHA:
        return _("Fair: decide by it together with other evidence.")
    return _(
        "Low: the scenarios measure different things, or too little. Require more of them, or longer ones."
    )
