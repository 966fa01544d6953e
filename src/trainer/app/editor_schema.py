"""The one JSON Schema for every YAML file that an author writes, whichever kind it is.

A file says by a key at its top what it is, as it does to the reader, so that one schema serves a whole folder
and an editor tells only of the kind at hand.
"""

import json
from typing import Final

from trainer.certification.json_schema import certification_schema
from trainer.i18n import _
from trainer.scenario.json_schema import Schema, scenario_schema
from trainer.scenario.pronunciation_schema import pronunciation_schema
from trainer.scenario.reading import FileKind

__all__ = ["MADE_BY", "editor_schema", "editor_schema_text"]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
MADE_BY: Final = "Made by `puente schema`: change nothing here, it is written anew."
"""By which a file that holds this schema is known as ours."""

CERTIFICATION: Final = {
    "format": 1,
    "certification": "^${1:certification-id}",
    "version": 1,
    "title": {"en": "$2", "es": "$3"},
    "requires": [{"scenarios": ["^${4:scenario-id}"], "languages": ["en", "es"]}],
    "marks": {"empathy": 80, "resolution": 80},
    "valid_days": 365,
}


def editor_schema() -> Schema:
    """Return the schema as data; its sentences are those of the active language."""
    return {
        "$schema": DRAFT,
        "$comment": MADE_BY,
        "title": "Puente",
        "type": "object",
        "defaultSnippets": [{"label": _("a certification"), "body": CERTIFICATION}],
        "if": {"required": [FileKind.CERTIFICATION]},
        "then": certification_schema(),
        "else": {
            "if": {"required": [FileKind.PRONUNCIATIONS]},
            "then": pronunciation_schema(),
            "else": scenario_schema(),
        },
    }


def editor_schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(editor_schema(), ensure_ascii=False, indent=1) + "\n"
