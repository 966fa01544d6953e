"""What an editor tells an author about the keys of a certification file; see `trainer.scenario.notes`."""

from collections.abc import Mapping
from typing import Final

from trainer.i18n import N_
from trainer.scenario.notes import Note, Snippet

__all__ = ["CERTIFICATION_NOTES"]

CERTIFICATION_NOTES: Final[Mapping[str, Note]] = {
    "certification.format": Note(N_("The version of the format. It is 1.")),
    "certification.certification": Note(
        N_(
            "The name by which records know this certification: lower-case letters, digits and single "
            "hyphens. It never changes."
        )
    ),
    "certification.version": Note(
        N_("Counts from 1. Raise it when you change a certification that has been published."), examples=(1,)
    ),
    "certification.title": Note(N_("What the certification is called, on certificates too.")),
    "certification.description": Note(N_("What its holder has shown.")),
    "certification.requires": Note(
        N_("The assessments to pass. Every requirement in the list must be met."),
        snippets=(
            Snippet(
                N_("a requirement"),
                [{"scenarios": ["^${1:scenario-id}"], "languages": ["^${2:en}", "^${3:es}"]}],
            ),
        ),
    ),
    "certification.after": Note(N_("Certifications that must be held first, by their ids.")),
    "certification.marks": Note(
        N_("The least scores that count here. Where a scenario asks for more, its own mark stands.")
    ),
    "certification.window_days": Note(
        N_("An assessment counts for so many days; without it, for ever."), examples=(180,)
    ),
    "certification.attempts": Note(
        N_("How often an assessment may be failed before the trainee must wait."),
        snippets=(Snippet(N_("twice, then a week"), {"max": "^${1:2}", "wait_days": "^${2:7}"}),),
    ),
    "certification.valid_days": Note(
        N_("The certification is held for so many days; without it, for ever."), examples=(365,)
    ),
    "requires.scenarios": Note(N_("Scenarios by their ids.")),
    "requires.languages": Note(
        N_("The languages in which each of them must be passed."), examples=(["en", "es"],)
    ),
    "requires.at_least": Note(N_("How many of the scenarios are enough; without it, all of them.")),
    "marks.empathy": Note(N_("The least score for empathy, 1 to 100."), examples=(80,)),
    "marks.resolution": Note(N_("The least score for resolution, 1 to 100."), examples=(80,)),
    "marks.register": Note(N_("The least score for register, 1 to 100."), examples=(80,)),
    "attempts.max": Note(N_("So many assessments may be failed before the wait begins."), examples=(2,)),
    "attempts.wait_days": Note(N_("So many days pass before the next try."), examples=(7,)),
}
