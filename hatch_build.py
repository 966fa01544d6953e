"""Puts what lies beside the package into a built wheel; an editable install reads it where it is."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE = ("assets", "scenarios")


class DataHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own type variable has no public bound
    """Carries assets and scenarios in `trainer/_data`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to a wheel that is to be installed elsewhere."""
        if version == "standard":
            build_data["force_include"] |= {
                str(Path(self.root, folder)): f"trainer/_data/{folder}" for folder in BESIDE
            }
