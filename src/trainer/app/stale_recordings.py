"""Recordings whose words have changed since: a warning of `check`, since they are not played any more.

It is about the scenario's file and another beside it, so it is no part of what is said of the file alone.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from trainer.app.recordings import text_digest
from trainer.scenario import catalogue
from trainer.scenario.diagnostics import Diagnostic, Place
from trainer.scenario.model import Scenario, Text
from trainer.scenario.positions import Positions
from trainer.scenario.reading import load
from trainer.scenario.source import SourceFile

__all__ = ["digests_of", "report_stale_recordings"]


def report_stale_recordings(file: SourceFile) -> Iterator[Diagnostic]:
    """Give a finding for each recording of a scenario that was made of other words than the line now has."""
    if not file.recordings:
        return
    loaded = load(file)
    if loaded.scenario is None:
        return
    now = digests_of(loaded.scenario, (name for name, _ in file.recordings))
    positions = loaded.positions
    for name, digest in file.recordings:
        if now.get(name, digest) != digest:
            place = _place(positions, name)
            yield catalogue.STALE_RECORDING.at(file.path, place, {"recording": name})


def digests_of(scenario: Scenario, names: Iterable[str]) -> dict[str, str]:
    """Return the digest of the words that a call says where it plays a recording, by the recording's name.

    What belongs to no line of the scenario, or to a language that it does not offer, is left out.
    """
    texts = _texts(scenario)
    digests = {}
    for name in names:
        folder, line = _parts(name)
        text, locale = texts.get(line), _locale(scenario, folder)
        if text is not None and locale is not None:
            digests[name] = text_digest(text.spoken(locale))
    return digests


def _texts(scenario: Scenario) -> dict[str, Text]:
    """Return the text of each line that can be recorded, by its line id."""
    texts = {variant.line: variant.text for scene in scenario.scenes.values() for variant in scene.customer}
    for scene in scenario.scenes.values():
        for reply in scene.replies:
            texts[f"scenes/{scene.id}/replies/{reply.id}/agent"] = reply.agent
    return texts


def _parts(name: str) -> tuple[str, str]:
    """Return the locale or language of a recording, and the id of its line."""
    path = PurePosixPath(name)
    return path.parent.name, path.stem.replace(".", "/")


def _locale(scenario: Scenario, folder: str) -> str | None:
    """Return the locale in which a call says what lies in a folder; None where no call looks there."""
    base = folder.partition("-")[0]
    if base not in scenario.languages:
        return None
    return scenario.locale(base) if folder == base else folder


def _place(positions: Positions, name: str) -> Place:
    """Return where the words of a recording stand: those of its locale, its language, or all languages."""
    folder, line = _parts(name)
    path = [int(step) if step.isdigit() else step for step in line.split("/")]
    for tag in dict.fromkeys((folder, folder.partition("-")[0])):
        with suppress(KeyError):
            return positions.value(*path, tag)
    return positions.value(*path)
