"""The JSON Schema of files of pronunciations; see `trainer.scenario.json_schema`."""

from collections.abc import Mapping
from typing import Final

from trainer.i18n import N_, _
from trainer.scenario.json_schema import Schema, schema_of_fields
from trainer.scenario.notes import LANGUAGE_NOTES, Note
from trainer.scenario.pronunciations import PronunciationShape
from trainer.scenario.shapes import FORMAT
from trainer.scenario.spans import TAG

__all__ = ["pronunciation_schema"]

ENTRY: Final = "pronunciation"
ENTRY_NOTES: Final[Mapping[str, Note]] = {
    "pronunciation.written": Note(
        N_("What is looked for, as whole words, in what customers and agents say."), examples=("Wi-Fi",)
    ),
    "pronunciation.spoken": Note(
        N_("What a voice says in its place. Spell it as the language spells what is heard."),
        examples=("guaifai",),
    ),
    "pronunciation.case": Note(
        N_("Whether capitals and small letters matter: for acronyms that are words, too."), default="any"
    ),
}


def pronunciation_schema() -> Schema:
    """Return the schema of a file of pronunciations; its sentences are those of the active language."""
    entries = {"type": "array", "items": schema_of_fields(PronunciationShape.fields, ENTRY, ENTRY_NOTES)}
    return {
        "type": "object",
        "properties": {
            "format": {"description": _("The version of the format. It is 1."), "const": FORMAT},
            "pronunciations": {
                "description": _("For each language, how voices are to say what they would read wrongly."),
                "type": "object",
                "properties": dict.fromkeys(LANGUAGE_NOTES, entries),
                "additionalProperties": entries,
                "propertyNames": {
                    "pattern": f"^(?:{TAG.pattern})$",
                    "patternErrorMessage": _('A language is wanted here, such as "es" or "es-CO".'),
                },
            },
        },
        "required": ["pronunciations"],
        "additionalProperties": False,
    }
