"""What is in a pack's files: whether each is of the kind that its name says, and nothing that acts."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from trainer.app.packs import PackRefusedFault
from trainer.i18n import N_, _

__all__ = ["check_content"]

RECORDINGS: Final = "recordings.json"
_ACTING: Final = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\s*(?:\w+:)?(?:script|foreignObject|iframe|image|animate\w*|set)\b"
    rb"|\bon[a-z]+\s*=|javascript:|(?:href|src)\s*=\s*[\"']\s*(?!#)|url\s*\(\s*[\"']?\s*(?!#)|@import",
    re.IGNORECASE,
)
"""What makes a drawing do something, or fetch something from elsewhere."""


def check_content(path: str, content: bytes) -> None:
    """Refuse a file that is not what its name says. Raises `PackRefusedFault`.

    Scenarios and certifications are judged by their own rules, once all are unpacked.
    """
    suffix = PurePosixPath(path).suffix
    reason = ""
    if suffix in _SOUNDS and not _SOUNDS[suffix](content):
        reason = N_("“{path}” is no recording of the kind that its name says")
    elif suffix == ".json" and (PurePosixPath(path).name != RECORDINGS or not _is_object(content)):
        reason = N_("“{path}” is no list of recordings")
    elif suffix == ".svg" and not _is_drawing(content):
        reason = N_("“{path}” is no drawing, or one that would do or fetch something")
    elif suffix in {".yaml", ".yml", ".plan"} and not _is_text(content):
        reason = N_("“{path}” is no text in UTF-8")
    if reason:
        told = _(reason).format(path=path)
        raise PackRefusedFault(_("The pack is refused: {reason}.").format(reason=told))


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _is_object(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict)
    except (ValueError, RecursionError):
        return False


def _is_drawing(content: bytes) -> bool:
    return _is_text(content) and b"<svg" in content and _ACTING.search(content) is None


_SOUNDS: Final[Mapping[str, Callable[[bytes], bool]]] = {
    ".wav": lambda content: content[:4] == b"RIFF" and content[8:12] == b"WAVE",
    ".flac": lambda content: content[:4] == b"fLaC",
    ".ogg": lambda content: content[:4] == b"OggS",
    ".mp3": lambda content: content[:3] == b"ID3" or (content[:1] == b"\xff" and content[1:2] >= b"\xe0"),
}
"""By its first bytes, whether a file is a recording of a kind."""
