"""What an author says for each language besides texts: the languages, locales and forms of address."""

import re
from typing import Final

from trainer.scenario import catalogue
from trainer.scenario.diagnostics import excerpt
from trainer.scenario.judging import MOST_NAMED, Judge
from trainer.scenario.model import Address
from trainer.scenario.nodes import MapNode, Node, ScalarNode
from trainer.scenario.scalars import is_string
from trainer.scenario.shapes import Choice, check_odd_keys, report_unknown_key

__all__ = ["AddressShape", "LanguageShape", "LocalesShape"]

LANGUAGE: Final = re.compile(r"[a-z]{2}")
LOCALE: Final = re.compile(
    r"([A-Za-z]{2,3})"  # language
    r"(?:-[A-Za-z]{4})?"  # script
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"  # region
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?"
)
"""Written without flags, since JSON Schema knows none."""
LONGEST_LOCALE: Final = 250
"""Characters; one that means anything has a tenth of them."""
SCRIPT_LENGTH: Final = 4
REGION_LENGTH: Final = 2


class LanguageShape:
    """A base language, as two letters."""

    def read(self, node: Node, judge: Judge) -> str | None:
        """Return the language."""
        if type(node) is not ScalarNode or not is_string(node) or not LANGUAGE.fullmatch(node.value):
            written = excerpt(node.value) if type(node) is ScalarNode else ""
            judge.report(catalogue.NOT_A_LANGUAGE, node, value=written)
            return None
        return node.value


class _ByLanguage:
    """A mapping whose keys are languages of the file, all of which are `required` or none is."""

    def __init__(self, *, required: bool) -> None:
        self._required = required

    def entries(self, node: Node, judge: Judge) -> list[tuple[str, Node]]:
        """Return the values behind the languages of the file; report other keys, and those that lack."""
        if type(node) is not MapNode:
            judge.report(catalogue.WANTS_MAPPING, node)
            return []
        found: list[tuple[str, Node]] = []
        for key, value in node.entries:
            if key.value in judge.language_set or (
                not judge.all_languages_known and LANGUAGE.fullmatch(key.value)
            ):
                found.append((key.value, value))
            else:
                report_unknown_key(key, judge.languages[:MOST_NAMED], judge)
        check_odd_keys(node, judge.languages[:MOST_NAMED], judge)
        if self._required:
            present = {language for language, _ in found}
            for language in judge.languages:
                if language not in present:
                    judge.report_at(catalogue.MISSING_KEY, node.first, key=language)
        return found


class LocalesShape:
    """The locale in which the customer speaks each language."""

    _by_language = _ByLanguage(required=True)

    def read(self, node: Node, judge: Judge) -> dict[str, str] | None:
        """Return BCP 47 locales by language, in the form in which such tags are usually written."""
        locales: dict[str, str] = {}
        for language, value in self._by_language.entries(node, judge):
            written = value.value if type(value) is ScalarNode else ""
            locale = LOCALE.fullmatch(written) if len(written) <= LONGEST_LOCALE else None
            if locale is None or locale[1].lower() != language:
                example = f"{language}-MX" if language == "es" else f"{language}-US"
                judge.report(
                    catalogue.NOT_A_LOCALE,
                    value,
                    value=excerpt(written),
                    language=language,
                    example=example,
                )
            else:
                locales[language] = _usual_form(written)
        return locales


def _usual_form(locale: str) -> str:
    language, *subtags = locale.lower().split("-")
    usual = [language]
    extended = False
    for number, subtag in enumerate(subtags):
        extended = extended or len(subtag) == 1
        if extended:
            usual.append(subtag)  # a single letter begins an extension
        elif len(subtag) == REGION_LENGTH:
            usual.append(subtag.upper())
        elif len(subtag) == SCRIPT_LENGTH and number == 0 and subtag.isalpha():
            usual.append(subtag.title())
        else:
            usual.append(subtag)
    return "-".join(usual)


class AddressShape:
    """How the customer expects to be addressed in each language."""

    _by_language = _ByLanguage(required=False)
    form: Final = Choice(Address)

    def read(self, node: Node, judge: Judge) -> dict[str, Address] | None:
        """Return the forms of address by language."""
        forms = {
            language: self.form.read(value, judge)
            for language, value in self._by_language.entries(node, judge)
        }
        return {language: form for language, form in forms.items() if form is not None}
