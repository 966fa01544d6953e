"""A library in the modes that a policy allows."""

from pathlib import Path

from trainer.app.contents import take_in
from trainer.app.library import Contents
from trainer.app.policy_limits import limit_modes
from trainer.policy import Mode
from trainer.scenario.model import Use
from trainer.scenario.source import SourceFile


def library(repository: Path) -> Contents:
    source = (repository / "tests" / "playthroughs" / "double-charge.yaml").read_bytes()
    other = source.replace(b"double-charge", b"only-practice").replace(
        b"\nversion: 1", b"\nversion: 1\nuse: [practice]"
    )
    files = [SourceFile(Path("a.yaml"), source), SourceFile(Path("b.yaml"), other)]
    contents = take_in(files, Path("bundled"))
    assert set(contents.scenarios) == {"double-charge", "only-practice"}
    return contents


def test_calls_are_taken_in_the_allowed_mode_alone(repository: Path) -> None:
    contents = library(repository)
    limited = limit_modes(contents, [Mode.ASSESSMENT])
    assert {name: each.scenario.use for name, each in limited.scenarios.items()} == {
        "double-charge": (Use.ASSESSMENT,)
    }
    limited = limit_modes(contents, [Mode.PRACTICE])
    assert set(limited.scenarios) == {"double-charge", "only-practice"}


def test_where_all_is_allowed_nothing_changes(repository: Path) -> None:
    contents = library(repository)
    assert limit_modes(contents, list(Mode)) is contents
