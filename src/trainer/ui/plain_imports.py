"""Python's own import in place of the one that PySide6 puts there.

PySide6 replaces `__import__` to offer other spellings of Qt's names, which this program does not use. For
that it reads the source of every module imported afterwards and keeps it in `linecache`: with the database
and the use cases this costs 27 MiB of memory and a fifth of the time they take to load.
"""

import builtins

__all__ = ["restore_imports"]

KEPT = "__orig_import__"
"""Where PySide6 keeps Python's own."""


def restore_imports() -> None:
    """Put Python's own import back, where PySide6 has replaced it and kept it. Harmless when called again."""
    original = getattr(builtins, KEPT, None)
    if original is not None:
        builtins.__import__ = original
