"""Print which voice speaks each locale on machines that are simulated: a table in Markdown.

The machines are those of the tests. Run it after a change of the ranking, to see what becomes of people.
"""

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "fakes"))

from machines import MACHINES  # noqa: E402 - the tests' own module, found by the line above

from trainer.app.speech import VoiceGender  # noqa: E402 - the same
from trainer.app.voices import rank_voices  # noqa: E402 - the same

LOCALES: Final = ("en-US", "en-GB", "es-MX", "es-CO", "es-419", "es-ES", "pt-BR")
SHOWN: Final = 3
"""How many of the ranked voices a cell names."""


def table() -> str:
    """Return the table: a row for each locale and gender, the best voices of each machine first."""
    head = ("locale", "voice", *MACHINES)
    rows = [head, ("---",) * len(head)]
    for locale in LOCALES:
        for gender in VoiceGender:
            ranked = (rank_voices(voices, locale, gender)[:SHOWN] for voices in MACHINES.values())
            cells = (" > ".join(voice.name for voice in best) or "captions" for best in ranked)
            rows.append((locale, gender.value, *cells))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
