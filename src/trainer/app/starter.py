"""A scenario to start from: short, sound, and with a comment wherever an author will wonder.

The call is written once, in both languages; the comments are added in the language of the interface.
"""

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from importlib import resources
from typing import Final

from trainer.i18n import N_, _
from trainer.scenario.shapes import LONGEST_SLUG

__all__ = ["SCHEMA_NAME", "slug_of", "starter"]

SCHEMA_NAME: Final = "puente.schema.json"
"""The file beside a scenario by which editors know its form."""

FIRST_LINE: Final = f"# yaml-language-server: $schema=./{SCHEMA_NAME}\n"
TEMPLATE: Final = "starter.yaml"
PLACEHOLDER: Final = re.compile(r"^( *)#: ([a-z]+)\n", re.MULTILINE)
WIDTH: Final = 100
NO_SLUG: Final = re.compile(r"[^a-z0-9]+")

COMMENTS: Final[Mapping[str, str]] = {
    "begin": N_(
        "A scenario to start from. It is short, but it is sound: `puente play` plays this file, "
        "`puente check` finds what is wrong in it, `puente analyze` tells what is proved about it. Replace "
        "it scene by scene, and check it each time you save. An editor that reads the line above completes "
        "keys and explains them."
    ),
    "id": N_("Records know the scenario by this id, so it never changes once people have played it."),
    "summary": N_(
        "The brief before the call: what the trainee may know, not what to do. Put a text in quotes; then "
        "colons, hashes and dashes in it do no harm."
    ),
    "languages": N_(
        "Every text is wanted in each of these. A text that is the same in all of them, such as a name, may "
        "be written just once."
    ),
    "customer": N_(
        "Who calls. Mood goes from -3 (angry) to 3 (delighted). Where Mexico and Colombia speak differently, "
        "add a line under es-MX or es-CO beside es."
    ),
    "desk": N_("What the trainee sees during the call: rows of the account, and help articles."),
    "scenes": N_(
        "The call. In each scene the customer says something; then the trainee replies, or the call ends. A "
        "real scenario has eight decisions or more."
    ),
    "skill": N_("What this decision exercises. Reports add up decisions by skill."),
    "replies": N_(
        "Empathy and resolution are rated apart, 0 to 3 each. So a scene needs a reply that is warm and "
        "useless, and one that is effective and cold: else being nice is enough to pass."
    ),
    "best": N_(
        "The best reply needs no feedback. It should seldom be the longest one, or length gives it away."
    ),
    "warm": N_("Warm and useless. Feedback says what was good, what was missing, and what to say instead."),
    "cold": N_("Effective and cold. It also spoils the customer's mood, which later scenes depend on."),
    "variants": N_("A list of variants: the first whose condition holds is said, and the last has none."),
    "flags": N_("A flag remembers what happened. A condition such as [line-tested] asks for it later."),
    "critical": N_("A critical error fails the attempt whatever the scores."),
    "silence": N_("What happens when the trainee says nothing for so many seconds."),
    "cases": N_("Where the next scene depends on mood or flags: the first case that holds decides."),
    "endings": N_("How the call can end. Only `resolved` passes, unless `pass` says otherwise."),
    "end": N_(
        "More keys: `use` (practice or assessment), `pass` (the marks), `note` in a scene, `register`, "
        "`when` and `clears` in a reply."
    ),
}
"""The comments by the names that mark their places in the template."""


def slug_of(name: str) -> str | None:
    """Return the id that a file's name suggests, or None where too little of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = NO_SLUG.sub("-", plain).lstrip("-0123456789")
    return slug[:LONGEST_SLUG].rstrip("-") or None


def starter(scenario_id: str) -> str:
    """Return the text of a new scenario file, its comments in the active language."""
    template = resources.files(__package__).joinpath(TEMPLATE).read_text(encoding="utf-8")
    commented = PLACEHOLDER.sub(_comment, template)
    return FIRST_LINE + commented.replace("\nid: starter\n", f"\nid: {scenario_id}\n", 1)


def _comment(place: re.Match[str]) -> str:
    before = f"{place[1]}# "
    words = _(COMMENTS[place[2]])
    return (
        textwrap.fill(words, WIDTH, initial_indent=before, subsequent_indent=before, break_on_hyphens=False)
        + "\n"
    )
