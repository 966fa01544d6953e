"""A telephone bell that makes no sound and tells what it was asked to do."""

from pathlib import Path


class Bell:
    def __init__(self) -> None:
        self.did: list[str] = []
        self.volume = 1.0

    def play(self, file: Path, *, repeating: bool = False) -> None:
        self.did.append(f"{file.name}, again and again" if repeating else file.name)

    def stop(self) -> None:
        self.did.append("quiet")

    def set_volume(self, volume: float) -> None:
        self.volume = volume
