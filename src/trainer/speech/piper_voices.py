"""The voices of Piper that lie in folders: a network (`.onnx`) and what it is (`.onnx.json`) beside it.

People download them one by one and put them where they like; there is no list but the folders.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from trainer.app.speech import Voice, VoiceGender
from trainer.app.voices import NEURAL, LocaleTag

MODEL: Final = ".onnx"
DESCRIPTION: Final = ".onnx.json"
LONGEST_DESCRIPTION: Final = 1 << 20
"""In bytes; a description with all phonemes takes 5,000."""

SYSTEM_FOLDERS: Final = (
    Path("/usr/share/piper-voices"),
    Path("/usr/local/share/piper-voices"),
)

_FEMALE: Final = (
    "alba amy cori daniela hfc_female jenny_dioco kathleen kristin lessac ljspeech southern_english_female"
)
_MALE: Final = (
    "ald alan bryce carlfm davefx hfc_male joe john kusal norman northern_english_male reza_ibrahim ryan"
)
GENDERS: Final[Mapping[str, VoiceGender]] = MappingProxyType(
    dict.fromkeys(_FEMALE.split(), VoiceGender.FEMALE) | dict.fromkeys(_MALE.split(), VoiceGender.MALE)
)
"""By the name of the voice: descriptions do not tell. One that is not here counts as either."""


def find_voices(folders: Iterable[Path]) -> tuple[Voice, ...]:
    """Return the voices below folders, by name; a folder that is not there has none. Looks at the disk."""
    found = {voice.id: voice for folder in folders for voice in _below(folder)}
    return tuple(sorted(found.values(), key=lambda voice: (voice.locale, voice.name, voice.id)))


def _below(folder: Path) -> Iterator[Voice]:
    for model in folder.rglob(f"*{MODEL}"):
        voice = _describe(model)
        if voice is not None:
            yield voice


def _describe(model: Path) -> Voice | None:
    """Return the voice of a network; None where it is not described, or its language is not."""
    description = model.with_name(model.name.removesuffix(MODEL) + DESCRIPTION)
    try:
        if description.stat().st_size > LONGEST_DESCRIPTION:
            return None
        told = json.loads(description.read_bytes())
        language = told.get("language", {}).get("code") or told["espeak"]["voice"]
        locale = str(LocaleTag.of(language))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    # Such as es_MX-claude-high.
    _, _, rest = model.name.removesuffix(MODEL).partition("-")
    name = (rest or model.stem).partition("-")[0]
    return Voice(
        str(model.absolute()), f"{name.replace('_', ' ').title()}", locale, GENDERS.get(name), NEURAL
    )
