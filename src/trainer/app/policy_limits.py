"""What a center's policy leaves of the library: calls in the modes that it allows on this machine."""

from collections.abc import Collection
from dataclasses import replace

from trainer.app.library import Contents
from trainer.policy import Mode
from trainer.scenario.model import Use

__all__ = ["limit_modes"]


def limit_modes(contents: Contents, modes: Collection[Mode]) -> Contents:
    """Return a library in which every scenario is for the allowed modes alone.

    One that is for no allowed mode is not in it. What was recorded in other modes stays to be looked at.
    """
    allowed = {Use(mode.value) for mode in modes}
    if allowed == set(Use):
        return contents
    scenarios = {}
    for name, entry in contents.scenarios.items():
        use = tuple(each for each in entry.scenario.use if each in allowed)
        if use:
            scenarios[name] = replace(entry, scenario=entry.scenario._replace(use=use))
    return replace(contents, scenarios=scenarios)
