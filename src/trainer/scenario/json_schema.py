"""The JSON Schema of what the reader judges, by which any editor completes, explains and corrects.

It is made from the shapes that the reader itself uses: whatever they allow, forbid or require is said once.
Where a schema cannot say as much as a shape (which languages a text lacks, which scenes there are) it is
silent: an editor never calls wrong what `puente check` takes for right. Draft 7 is what YAML editors know
best. Nothing is referred to, everything stands in its place, since in draft 7 a reference hides the
description beside it.
"""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any, Final, NamedTuple, TypeAlias

from trainer.i18n import _
from trainer.scenario.choices import CASE, CONDITION, WHEN, FlagList, LinesShape, NextShape
from trainer.scenario.conditions import MOOD_TERM, NO_FLAGS, ConditionShape
from trainer.scenario.grammar import TOP, KnownLanguages
from trainer.scenario.languages import LANGUAGE, LOCALE, AddressShape, LanguageShape, LocalesShape
from trainer.scenario.model import SILENCE
from trainer.scenario.notes import LANGUAGE_NOTES, SCENARIO_NOTES, TITLES, WORD_NOTES, Note, text_snippet
from trainer.scenario.references import SceneName
from trainer.scenario.scenes import (
    MOST_REPLIES,
    ONLY_WITH_REPLIES,
    REPLY,
    SCENE,
    RepliesShape,
    ScenesShape,
    SilenceShape,
)
from trainer.scenario.shapes import (
    FORMAT,
    LONGEST_SLUG,
    SLUG,
    Built,
    Choice,
    Fields,
    Format,
    Integer,
    ListOf,
    Sentence,
    Slug,
)
from trainer.scenario.source import DEFAULT_LIMITS
from trainer.scenario.texts import LANGUAGE_TAG, TextShape

__all__ = ["Schema", "scenario_schema", "schema_of_fields"]

Schema: TypeAlias = dict[str, Any]

WORDS: Final = r"\S"
"""Something other than white space."""

SCALARS: Final = ["string", "number", "boolean", "null"]
"""What an unquoted text may look like to an editor. It is read as its characters all the same."""

INTERFACE_LOCALES: Final = {"en": ["en-US"], "es": ["es-MX", "es-CO", "es-US"]}
"""The locales that completion offers; a file may use any."""


class Place(NamedTuple):
    """Where in a file a shape stands."""

    key: str
    """The key it stands behind, by which the keys inside it are known."""
    notes: Mapping[str, Note]

    def inside(self, key: str) -> "Place":
        """Return the place of what stands behind a key here."""
        return Place(key, self.notes)


def scenario_schema() -> Schema:
    """Return the schema of a scenario; its sentences are those of the active language."""
    return schema_of_fields(TOP, "scenario", SCENARIO_NOTES)


def schema_of_fields(fields: Fields, name: str, notes: Mapping[str, Note]) -> Schema:
    """Return the schema of a whole file: a mapping whose keys are noted under `name`."""
    return schema_of(fields, Place(name, notes))


@singledispatch
def schema_of(shape: object, _place: Place) -> Schema:
    """Return the schema of what a shape accepts."""
    raise TypeError(f"no JSON Schema was written for the shape {type(shape).__name__}")


# Single values


@schema_of.register
def _format(_shape: Format, _place: Place) -> Schema:
    return {"const": FORMAT}


@schema_of.register
def _slug(shape: Slug, _place: Place) -> Schema:
    return _id(*sorted(shape.reserved))


@schema_of.register
def _scene_name(_shape: SceneName, _place: Place) -> Schema:
    return _id()


@schema_of.register
def _integer(shape: Integer, _place: Place) -> Schema:
    return {"type": "integer", "minimum": shape.low, "maximum": shape.high}


@schema_of.register
def _choice(shape: Choice, _place: Place) -> Schema:  # type: ignore[type-arg]  # dispatch knows no arguments
    words = [str(word) for word in shape.words]
    notes = WORD_NOTES[shape.words]
    return {"type": "string", "enum": words, "enumDescriptions": [_(notes[word]) for word in words]}


@schema_of.register
def _sentence(_shape: Sentence, _place: Place) -> Schema:
    return {"type": "string", "pattern": WORDS, "patternErrorMessage": _("Write something here.")}


@schema_of.register
def _language(_shape: LanguageShape, _place: Place) -> Schema:
    return {
        "type": "string",
        "pattern": _whole(LANGUAGE.pattern),
        "patternErrorMessage": _('A language is two lower-case letters, such as "es".'),
        "examples": list(INTERFACE_LOCALES),
    }


def _id(*reserved: str) -> Schema:
    forbidden = f"(?!(?:{'|'.join(reserved)})$)" if reserved else ""
    message = _("An id is made of lower-case letters, digits and single hyphens, and begins with a letter.")
    if reserved:
        message = _(
            "An id is made of lower-case letters, digits and single hyphens, and begins with a letter. "
            "These are reserved: {words}."
        ).format(words=", ".join(reserved))
    return {
        "type": "string",
        "pattern": f"^{forbidden}(?:{SLUG.pattern})$",
        "maxLength": LONGEST_SLUG,
        "patternErrorMessage": message,
    }


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


# Texts


@schema_of.register
def _text(_shape: TextShape, _place: Place) -> Schema:
    return {
        **_bare_text(),
        "if": {"type": "object"},
        "then": _translations({}),
        "else": _scalar(),
    }


def _bare_text() -> Schema:
    """Return what holds of a text that is no mapping, and the mapping that completion offers in its place."""
    return {
        "pattern": WORDS,
        "patternErrorMessage": _("Write something here."),
        "defaultSnippets": [{"label": _("in English and Spanish"), "body": text_snippet(1)}],
    }


def _scalar() -> Schema:
    # The types stand behind a condition: editors would offer `true`, `false` and `null` to complete a text.
    return {
        "if": {"type": ["object", "array"]},
        "then": {
            "type": "string",
            "errorMessage": _("Write the words themselves here, in quotes if they begin with a bracket."),
        },
        "else": {"type": SCALARS},
    }


def _translations(besides: Schema) -> Schema:
    """Return a mapping from language tag to words; `besides` are keys that stand among them."""
    words = {"pattern": WORDS, "patternErrorMessage": _("Write something here."), **_scalar()}
    return {
        "properties": {
            **besides,
            **{tag: {"description": _(meaning), **words} for tag, meaning in LANGUAGE_NOTES.items()},
        },
        "additionalProperties": words,
        # Not as a forbidden key: of `{en: Well, thanks, es: …}` editors overlook the key without a value.
        "propertyNames": {
            "pattern": _whole("|".join((*besides, LANGUAGE_TAG.pattern))),
            "patternErrorMessage": _(
                'A language is wanted here, such as "es" or "es-CO". Put a text that holds a comma in quotes.'
            ),
        },
        "minProperties": 1,
    }


@schema_of.register
def _lines(_shape: LinesShape, place: Place) -> Schema:
    condition = _described(CONDITION, "variant", WHEN, place)
    return {
        **_bare_text(),
        "if": {"type": "object"},
        "then": _translations({}),
        "else": {
            "if": {"type": "array"},
            "then": {
                "minItems": 1,
                "items": {"type": "object", **_translations({WHEN: condition})},
            },
            "else": _scalar(),
        },
    }


# What stands behind languages


@schema_of.register
def _locales(_shape: LocalesShape, _place: Place) -> Schema:
    def locale(language: str) -> Schema:
        this = f"(?={''.join(f'[{letter}{letter.upper()}]' for letter in language)}(?:-|$))"
        return {
            "type": "string",
            "pattern": f"^{this if language else ''}(?:{LOCALE.pattern})$",
            "patternErrorMessage": _('A language with its country is wanted here, such as "es-MX".'),
        }

    return {
        "type": "object",
        "properties": {
            language: {"description": _(LANGUAGE_NOTES[language]), "examples": examples, **locale(language)}
            for language, examples in INTERFACE_LOCALES.items()
        },
        "patternProperties": {_whole(LANGUAGE.pattern): locale("")},
        "additionalProperties": False,
    }


@schema_of.register
def _address(shape: AddressShape, place: Place) -> Schema:
    form = schema_of(shape.form, place)
    return {
        "type": "object",
        "properties": {"es": form},
        "patternProperties": {_whole(LANGUAGE.pattern): form},
        "additionalProperties": False,
    }


# Mappings and lists


@schema_of.register
def _fields(fields: Fields, place: Place) -> Schema:
    title = TITLES.get(place.key)
    return {
        **({} if title is None else {"title": _(title)}),
        "type": "object",
        "properties": {
            str(key): _described(shape, place.key, key, place) for key, shape in fields.shapes.items()
        },
        "required": [str(key) for key in fields.required],
        "additionalProperties": False,
    }


@schema_of.register
def _built(shape: Built | SilenceShape, place: Place) -> Schema:  # type: ignore[type-arg]  # as above
    return schema_of(shape.fields, place)


@schema_of.register
def _list(shape: ListOf, place: Place) -> Schema:  # type: ignore[type-arg]  # as above
    return {
        "type": "array",
        "items": schema_of(shape.item, place),
        **({} if shape.may_be_empty else {"minItems": 1}),
        **({"uniqueItems": True} if shape.unique else {}),
    }


@schema_of.register
def _named_list(shape: KnownLanguages | FlagList, place: Place) -> Schema:
    return schema_of(shape.list, place)


def _described(shape: object, mapping: str, key: str, place: Place) -> Schema:
    """Return the schema of what stands behind a key, with what is told of it."""
    note = place.notes[f"{mapping}.{key}"]
    if isinstance(shape, Integer) and note.values:
        return {**_note(note), **_values(shape, note)}
    return {**_note(note), **schema_of(shape, place.inside(key))}


def _values(shape: Integer, note: Note) -> Schema:
    """Return each number with what it means. That there are as many as the shape allows, a test sees to."""
    return {
        "type": "integer",
        "enum": list(range(shape.low, shape.high + 1)),
        "enumDescriptions": [_(meaning) for meaning in note.values],
    }


def _note(note: Note) -> Schema:
    told: Schema = {"description": _(note.meaning)}
    if note.default is not None:
        told["default"] = note.default
    if note.examples:
        told["examples"] = list(note.examples)
    if note.snippets:
        told["defaultSnippets"] = [
            {"label": _(snippet.label), "body": snippet.body} for snippet in note.snippets
        ]
    return told


# The conversation


@schema_of.register
def _condition(_shape: ConditionShape, _place: Place) -> Schema:
    flag = f"(?:not +)?(?!(?:{'|'.join(NO_FLAGS)})$)(?=[a-z0-9-]{{1,{LONGEST_SLUG}}}$)(?:{SLUG.pattern})"
    return {
        "type": "array",
        "items": {
            "type": "string",
            "pattern": f"^(?:{MOOD_TERM.pattern}|{flag})$",
            "patternErrorMessage": _(
                'A condition is "flag", "not flag", or "mood < 0" with one of <, <=, ==, >=, >.'
            ),
        },
        "minItems": 1,
        "uniqueItems": True,
    }


@schema_of.register
def _next(_shape: NextShape, place: Place) -> Schema:
    scene = _id()
    return {
        "if": {"type": "array"},
        "then": {"minItems": 1, "items": schema_of(CASE, place.inside("case"))},
        "else": {**scene, "errorMessage": _("Name a scene here, or list cases.")},
    }


@schema_of.register
def _replies(_shape: RepliesShape, place: Place) -> Schema:
    reply = {**_note(place.notes["replies.*"]), **schema_of(REPLY, place.inside("reply"))}
    return _by_id(_("reply-id"), reply, MOST_REPLIES, SILENCE)


@schema_of.register
def _scenes(_shape: ScenesShape, place: Place) -> Schema:
    return _by_id(_("scene-id"), _scene(place), DEFAULT_LIMITS.scenes)


def _by_id(name: str, value: Schema, most: int, *reserved: str) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"title": name, **_id(*reserved)},
        "additionalProperties": value,
        "minProperties": 1,
        "maxProperties": most,
    }


def _scene(place: Place) -> Schema:
    """Return the schema of a scene: with an ending it is over, without one it wants replies.

    Both are whole mappings behind a condition, since an editor that is given alternatives tells of all.
    """
    scene = schema_of(SCENE, place.inside("scene"))
    keys, required = scene["properties"], scene["required"]
    over = {key: value for key, value in keys.items() if key not in {"replies", *ONLY_WITH_REPLIES}}
    return {
        **_note(place.notes["scenes.*"]),
        "title": scene["title"],
        "type": "object",
        "if": {"required": ["ending"]},
        "then": {"properties": over, "required": required, "additionalProperties": False},
        "else": {"properties": keys, "required": [*required, "replies"], "additionalProperties": False},
    }
