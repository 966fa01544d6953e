"""The JSON Schema of certification files; see `trainer.scenario.json_schema`."""

from trainer.certification.notes import CERTIFICATION_NOTES
from trainer.certification.reading import TOP
from trainer.scenario.json_schema import Schema, schema_of_fields

__all__ = ["certification_schema"]


def certification_schema() -> Schema:
    """Return the schema of a certification; its sentences are those of the active language."""
    return schema_of_fields(TOP, "certification", CERTIFICATION_NOTES)
