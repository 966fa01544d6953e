"""The catalogue of interface texts: extracted from the code, merged into each language, kept fresh.

Spanish is never second: a text that is new, changed or untranslated fails `make check`.
"""

import argparse
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "trainer"
LOCALES = SOURCE / "locale"
DOMAIN = "puente"
LANGUAGES = ("es",)
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

PASSING = tuple(
    f'"{name}: '.encode()
    for name in (
        *("POT-Creation-Date", "PO-Revision-Date", "Generated-By"),
        *("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team"),
    )
)
"""Lines of the header that would change with nothing translated, or that say nothing."""


def extract() -> Catalog:
    """Return every text of the code, with the files it stands in."""
    catalogue = Catalog(project="Puente", copyright_holder="the Puente authors", charset="utf-8")
    found = extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for file, _line, message, comments, context in sorted(found, key=lambda text: (text[0], text[1])):
        catalogue.add(message, None, [(Path(file).as_posix(), 1)], auto_comments=comments, context=context)
    return catalogue


def path_of(language: str) -> Path:
    """Return the file that holds a language."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def merged(language: str, template: Catalog) -> tuple[Catalog, bytes]:
    """Return a language's catalogue brought up to date, and the text of its file."""
    path = path_of(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=DOMAIN)
    else:
        catalogue = Catalog(locale=language, domain=DOMAIN, project="Puente")
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    out = BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
    lines = [line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(PASSING)]
    return catalogue, b"".join(lines)


def problems(language: str, template: Catalog) -> list[str]:
    """Tell what keeps a language's catalogue from being fresh and whole."""
    catalogue, text = merged(language, template)
    path = path_of(language)
    found = []
    if not path.exists() or path.read_bytes() != text:
        found.append(f"{path.relative_to(ROOT)} is not fresh: run `make translations` and commit it")
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.fuzzy or not all(strings):
            found.append(f"{language}: not translated: {message.id!r}")
        found.extend(f"{language}: {message.id!r}: {error}" for error in message.check(catalogue))
    return found


def main() -> int:
    """Update or check the catalogues."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="take new texts into the catalogues")
    parser.add_argument("--check", action="store_true", help="fail where a catalogue is not fresh and whole")
    chosen = parser.parse_args()
    template = extract()
    if chosen.update:
        for language in LANGUAGES:
            path = path_of(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(merged(language, template)[1])
    if not chosen.check:
        return 0
    found = [problem for language in LANGUAGES for problem in problems(language, template)]
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
