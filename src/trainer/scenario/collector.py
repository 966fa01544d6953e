"""A pause for the garbage collector, which would look again and again at what large files are made of."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["paused_collector"]


@contextmanager
def paused_collector() -> Iterator[None]:
    """Let the garbage collector rest: what runs makes many objects, and no circles of them.

    Freezing and thawing moves them to the oldest generation at no cost. Else the collector would look at
    each of them as soon as it woke, which takes a tenth of the whole reading of a file.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
