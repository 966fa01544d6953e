"""How Puente starts a module of its own as another program, from Python or from a frozen build.

A frozen program has no interpreter to hand a module to: it starts itself, and is told by its first argument
which part to be.
"""

import runpy
import sys
from collections.abc import Sequence
from typing import Final

__all__ = ["child_command", "run_child"]

AS_CHILD: Final = "--as-child"
"""The first argument of a frozen program that is to be one of its own modules."""

CHILDREN: Final = frozenset(
    {
        "trainer.cli.self_test_window",
        "trainer.speech.piper_worker",
        "trainer.speech.recordings_worker",
        "trainer.speech.worker",
        "trainer.ui.sound_devices",
    }
)
"""The modules that run as programs. No other can be asked for, so that the argument opens no way around."""


def child_command(module: str) -> tuple[str, ...]:
    """Return the command that runs a module of `CHILDREN` as a program of its own.

    It does not look for modules in the current folder, which may be anybody's.

    Raises:
        ValueError: the module is none of them.
    """
    if module not in CHILDREN:
        raise ValueError(f"{module} does not run as a program")
    if getattr(sys, "frozen", False):
        return (sys.executable, AS_CHILD, module)
    return (sys.executable, "-P", "-m", module)


def run_child(arguments: Sequence[str]) -> bool:
    """Be one of the child programs where the arguments of a frozen program ask for that; tell whether so."""
    if not getattr(sys, "frozen", False) or list(arguments[:1]) != [AS_CHILD]:
        return False
    module = "".join(arguments[1:2])
    if module not in CHILDREN:
        return False
    sys.argv = [module, *arguments[2:]]
    runpy.run_module(module, run_name="__main__")
    return True
