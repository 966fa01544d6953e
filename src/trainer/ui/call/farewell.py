"""Ending a call for good: the same words on Home, where a call waits, and where a call was left."""

from trainer.app.ports import AttemptFacts, AttemptState
from trainer.i18n import _, ngettext

__all__ = ["closed_words", "hang_up_question", "hang_up_words", "keep_words", "what_goes"]


def hang_up_words(*, chat: bool) -> str:
    """Return what the button says that ends a practice for good."""
    return _("End the chat for good") if chat else _("Hang up for good")


def closed_words(facts: AttemptFacts) -> str:
    """Return why a call cannot go on that has ended without a result."""
    if facts.state is AttemptState.LOST:
        return _(
            "This assessment was not resumed within 24 hours. It was closed as lost and counts as not "
            "passed. Its decisions are kept."
        )
    return _("This call was closed and cannot go on. Its decisions are kept.")


def keep_words(*, chat: bool) -> str:
    """Return what the button says that keeps it."""
    return _("Keep the chat") if chat else _("Keep the call")


def hang_up_question(*, chat: bool) -> str:
    """Return the question whether it may end."""
    return _("End this chat for good?") if chat else _("Hang up for good?")


def what_goes(decisions: int) -> str:
    """Return what is lost with it; ``decisions`` is how many were taken."""
    if not decisions:
        return _("Nothing was answered yet, so nothing is lost.")
    return ngettext(
        "There will be no result, and you cannot go on with it. Your {count} decision stays on record and "
        "counts for nothing.",
        "There will be no result, and you cannot go on with it. Your {count} decisions stay on record and "
        "count for nothing.",
        decisions,
    ).format(count=decisions)
