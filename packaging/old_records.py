"""Records as an older Puente left them, and what is in them: an upgrade is tried on these.

The rows are those that the tests of the migrations use, one set for each revision of the schema.
"""

import argparse
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from frozen import ROOT
from trainer.storage.database import make_engine, writing
from trainer.storage.migrations import REVISIONS, upgrade

ROWS: Final = ROOT / "tests" / "storage" / "rows"


def main() -> None:
    """Make records of a revision, or print what a file of records holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("job", choices=["make", "tell"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--revision", default="0001")
    chosen = parser.parse_args()
    if chosen.job == "make":
        make(chosen.file, chosen.revision)
    print(json.dumps(contents(chosen.file), ensure_ascii=False))


def make(file: Path, revision: str) -> None:
    """Make a database at a revision, with rows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(file, references=False)
    with writing(engine) as connection:
        upgrade(connection, [each for each in REVISIONS if str(each.revision) <= revision])
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((ROWS / f"{revision}.sql").read_text(encoding="utf-8"))
        connection.commit()


def contents(file: Path) -> dict[str, object]:
    """Return the revision of a database, who is in it, and how much of each kind of fact."""
    with closing(sqlite3.connect(file)) as connection:
        asked: dict[str, str] = {
            "revision": "SELECT version_num FROM alembic_version",
            "trainees": "SELECT group_concat(name, ', ') FROM (SELECT name FROM trainees ORDER BY name)",
            "attempts": "SELECT count(*) FROM attempts",
            "decisions": "SELECT count(*) FROM decisions",
            "endings": "SELECT count(*) FROM endings",
        }
        return {name: connection.execute(question).fetchone()[0] for name, question in asked.items()}


if __name__ == "__main__":
    main()
