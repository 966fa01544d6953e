"""Three calls of the library as they go when every reply is the best, for the page that shows them."""

from collections.abc import Iterator
from typing import Final

from library_words import WORDS
from trainer.analysis.proof import Proof
from trainer.engine.call import advance, start
from trainer.scenario.model import Scenario

__all__ = ["SHOWN", "page"]

SHOWN: Final = ("wrong-prescription", "cancel-service", "lost-luggage")
"""A call in two languages at once, an angry one, and a chat."""

TITLE: Final = """\
# Three calls

Three of the calls in the [library](library.md), each as it goes when every reply is the best one, first in
English and then in Spanish. This page is generated from the files (`python tools/library_page.py`).
"""


def page(scenarios: list[Scenario]) -> str:
    """Return the text of the page."""
    by_id = {each.id: each for each in scenarios}
    return "\n".join([TITLE, *(line for name in SHOWN for line in _call(by_id[name]))]) + "\n"


def _call(scenario: Scenario) -> Iterator[str]:
    perfect = Proof(scenario).perfect
    if perfect is None:
        raise ValueError(f"{scenario.id} has no perfect call")
    steps = [start(scenario)]
    for move in perfect.moves:
        steps.append(advance(scenario, steps[-1].state, move.reply)[1])
    for language in scenario.languages:
        locale = scenario.locale(language)
        yield f"\n## {scenario.title.shown(language)}\n"
        yield f"*{scenario.summary.shown(language)}*\n"
        for move, step in zip(perfect.moves, steps, strict=False):
            taken = next(reply for reply in step.offered if reply.id == move.reply)
            yield f"**{scenario.customer.name}:** {step.text.spoken(locale)}\n"
            yield f"**{WORDS[language].agent}:** {taken.agent.spoken(locale)}\n"
        yield f"**{scenario.customer.name}:** {steps[-1].text.spoken(locale)}"
