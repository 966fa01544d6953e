"""Libraries of many files for the measurements: each a scenario of its own, in a folder for each subject."""

from pathlib import Path

from bench_scenarios import build

__all__ = ["write_library"]

FOLDERS = 20


def write_library(folder: Path, files: int, scenes: int = 30) -> int:
    """Write scenarios of so many scenes into a folder, and return how many bytes they are together."""
    text = build(scenes)
    written = 0
    for number in range(files):
        path = folder / f"subject-{number % FOLDERS:02}" / f"call-{number:04}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        # No two have the same content: a cache that looks at content must not find one in another.
        own = text.replace("id: measured", f"id: measured-{number}").replace("item ", f"item {number}-")
        written += path.write_bytes(own.encode())
    return written
