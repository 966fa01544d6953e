"""Recorded lines of a scenario: where they lie, and whether they still say what the file says.

A center may record its customers: real people, real accents. Recordings lie beside the scenario, in a folder
of its name, one file for each line:

    double-charge.yaml
    double-charge/audio/es-MX/scenes.opening.customer.ogg

A recording outlives the words it was made of, and a caption that says one thing while the voice says another
is worse than no voice. So `recordings.json` in the same folder keeps a digest of the text of each recording.
One that it does not name is taken for current, since whoever puts a file there has just recorded it; one
whose text has changed since is not played, and `check` reports it.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = [
    "MANIFEST",
    "SUFFIXES",
    "Recording",
    "audio_folder",
    "find_recording",
    "places",
    "read_manifest",
    "text_digest",
    "write_manifest",
]

SUFFIXES: Final = (".wav", ".flac", ".ogg", ".mp3")
"""In the order in which they are looked for: what was cut is better than what was pressed."""
MANIFEST: Final = "recordings.json"
LONGEST_MANIFEST: Final = 8 << 20
"""In bytes: as much as a scenario may have."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A file that says a line."""

    path: Path
    name: str
    """How the manifest calls it: its path within the folder, such as `es/scenes.done.customer.wav`."""


def audio_folder(scenario: Path) -> Path:
    """Return the folder of the recordings of the scenario in this file, which need not be there."""
    return scenario.with_suffix("") / "audio"


def places(line_id: str, locale: str) -> list[str]:
    """Return the names under which a line of a locale may be recorded, without their endings, nearest first.

    The locale's own comes before that of its language: `es-MX`, then `es`.
    """
    file = line_id.replace("/", ".")
    return [f"{folder}/{file}" for folder in dict.fromkeys((locale, locale.partition("-")[0]))]


def find_recording(folder: Path, line_id: str, locale: str) -> Recording | None:
    """Return the recording of a line, None where there is none. Looks at the disk."""
    for place in places(line_id, locale):
        for suffix in SUFFIXES:
            path = folder / f"{place}{suffix}"
            if path.is_file():
                return Recording(path, f"{place}{suffix}")
    return None


def text_digest(text: str) -> str:
    """Return what the manifest keeps of a text, whatever its white space: SHA-256 in hexadecimal."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def read_manifest(folder: Path) -> Mapping[str, str]:
    """Return the digest of each recording's text by its name; empty where nothing legible is kept."""
    try:
        path = folder / MANIFEST
        if path.stat().st_size > LONGEST_MANIFEST:
            return {}
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {name: digest for name, digest in kept.items() if isinstance(digest, str)}


def write_manifest(folder: Path, digests: Mapping[str, str]) -> None:
    """Keep the digests, in the order of their names; `OSError` where the folder takes no file."""
    draft = folder / f"{MANIFEST}.{os.getpid()}.part"
    try:
        draft.write_text(json.dumps(digests, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        draft.replace(folder / MANIFEST)
    finally:
        draft.unlink(missing_ok=True)
