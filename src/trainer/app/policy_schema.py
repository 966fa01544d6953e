"""The JSON Schema of a center's policy, by which an editor completes and corrects the file."""

import json
from typing import Any, Final

from trainer.i18n import LANGUAGES, _
from trainer.policy import FORMAT, KEYS, LONGEST_CENTER, Mode, Updates

__all__ = ["policy_schema", "policy_schema_text"]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"

_Schema = dict[str, Any]


def policy_schema() -> _Schema:
    """Return the schema as data; its sentences are those of the active language."""
    parts = _parts()
    return {
        "$schema": DRAFT,
        "title": _("Policy of a training center for its machines"),
        "type": "object",
        "required": ["format"],
        "additionalProperties": False,
        "properties": {"$schema": {"type": "string"}, "format": {"const": FORMAT}}
        | {key: parts[key] for key in KEYS},
    }


def policy_schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(policy_schema(), ensure_ascii=False, indent=1) + "\n"


def _parts() -> _Schema:
    folder = {"type": "string", "minLength": 1}
    return {
        "data_folder": folder
        | {
            "description": _(
                "Where everything is kept that people make. A whole path; ~ and variables are those of "
                "whoever practices, so that each account of a shared machine has a folder of its own."
            )
        },
        "scenario_folders": {
            "type": "array",
            "items": folder,
            "description": _("Folders whose scenarios are read beside the others, such as a network share."),
        },
        "interface_language": {
            "enum": list(LANGUAGES),
            "description": _("The language of the interface, which nobody can change then."),
        },
        "modes": {
            "type": "array",
            "items": {"enum": [mode.value for mode in Mode]},
            "minItems": 1,
            "uniqueItems": True,
            "description": _("In what calls may be taken on this machine; both where this is left out."),
        },
        "voices": {
            "type": "object",
            "additionalProperties": {"type": "string", "minLength": 1},
            "description": _("The voice of each locale, by the id that “puente voices list” shows."),
        },
        "center": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": LONGEST_CENTER},
                "key_file": folder,
            },
            "description": _(
                "The center that the machine belongs to, and the file of the public half of its key, by "
                "which scenario packs are known as the center’s."
            ),
        },
        "backup_folder": folder
        | {"description": _("A folder on another disk that gets a copy of each backup.")},
        "updates": {
            "enum": [each.value for each in Updates],
            "description": _("Puente never updates itself; administrators do."),
        },
    }
