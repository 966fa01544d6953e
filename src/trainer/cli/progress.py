"""A bar on the terminal while something takes long: on standard error, where it spoils no result.

Only where a person watches, and only after a moment: what is done at once needs no bar, and loading what
draws it takes longer than most calls.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from rich.progress import TaskID

__all__ = ["watched"]

_Item = TypeVar("_Item")

PATIENCE_S: Final = 0.5
"""So long a person waits without wondering."""


def watched(
    items: Iterable[_Item],
    total: int,
    text: str,
    *,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[_Item]:
    """Give the items, and show how many of `total` came as soon as that takes longer than a moment."""
    if not sys.stderr.isatty():
        yield from items
        return
    bar: _Bar | None = None
    begun = clock()
    try:
        for count, item in enumerate(items, 1):
            yield item
            if bar is not None:
                bar.show(count)
            elif clock() - begun > PATIENCE_S and count < total:
                bar = _Bar(text, count, total)
    finally:
        if bar is not None:
            bar.end()


class _Bar:
    """A bar that leaves nothing behind."""

    def __init__(self, text: str, count: int, total: int) -> None:
        # Not needed by what is done within a moment.
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress: Progress = Progress(*columns, console=console, transient=True)
        self._task: TaskID = self._progress.add_task(text, completed=count, total=total)
        self._progress.start()

    def show(self, count: int) -> None:
        """Show how many came so far."""
        self._progress.update(self._task, completed=count)

    def end(self) -> None:
        """Remove the bar, and give the terminal back."""
        self._progress.stop()
