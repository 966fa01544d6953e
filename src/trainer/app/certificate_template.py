"""What a center may change of its certificates without code: wording, logo and signatures, in a file of YAML.

The file follows the same rules as a scenario's and is judged by the same shapes, so that what is wrong is
told with its line and its column. The pictures it names lie beside it; whoever reads the folder hands them
over.

    format: 1
    certificate: my-center
    title: {en: Certificate, es: Certificado}
    opening: {en: This certifies that, es: Se certifica que}
    achieved: {en: has met every requirement of, es: cumplió todos los requisitos de}
    note: {en: Registered under number 4711, es: Registro número 4711}
    logo: logo.svg
    signatures:
      - name: Rosa Ibarra
        role: {en: Head of training, es: Dirección de formación}
        picture: rosa.png
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from trainer.i18n import LANGUAGES, _
from trainer.scenario.judging import Judge
from trainer.scenario.model import Text
from trainer.scenario.parsing import parse
from trainer.scenario.shapes import Built, Fields, Format, ListOf, Sentence, Slug
from trainer.scenario.source import SourceFile
from trainer.scenario.texts import TextShape

__all__ = [
    "PLAIN",
    "TEMPLATE_FILE",
    "CertificateTemplate",
    "InvalidTemplateError",
    "Picture",
    "PrintedSignature",
    "read_template",
]

TEMPLATE_FILE: Final = "certificate.yaml"
MOST_SIGNATURES: Final = 3
LARGEST_PICTURE: Final = 2 * 1024 * 1024
"""In bytes."""
SUFFIXES: Final = ("svg", "png", "jpg", "jpeg")
_FILE: Final = re.compile(r"[\w][\w .-]*\.(\w+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the center's."""

    file: str
    """Its name in the folder; the suffix says what it is."""
    content: bytes


@dataclass(frozen=True, slots=True)
class PrintedSignature:
    """Who signs, below a line."""

    name: str
    role: Text | None
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class CertificateTemplate:
    """A center's certificate. What is None is as the program has it."""

    title: Text | None = None
    opening: Text | None = None
    achieved: Text | None = None
    note: Text | None = None
    logo: Picture | None = None
    signatures: tuple[PrintedSignature, ...] = ()


PLAIN: Final = CertificateTemplate()
"""The certificate of a center that changed nothing."""


class InvalidTemplateError(ValueError):
    """A template cannot be used. Each of `problems` says where, what is wrong and how to mend it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _NamedSignature:
    name: str
    role: Text | None
    picture: str | None


_SIGNATURE: Final = Built(
    Fields(required={"name": Sentence()}, optional={"role": TextShape(), "picture": Sentence()}),
    lambda values: _NamedSignature(values["name"], values.get("role"), values.get("picture")),
)

_TOP: Final = Fields(
    required={"format": Format(), "certificate": Slug()},
    optional={
        "title": TextShape(),
        "opening": TextShape(),
        "achieved": TextShape(),
        "note": TextShape(),
        "logo": Sentence(),
        "signatures": ListOf(_SIGNATURE, unique=False),
    },
)


def read_template(file: SourceFile, read_picture: Callable[[str], bytes | None]) -> CertificateTemplate:
    """Return the template that a file describes; `InvalidTemplateError` where it is none.

    `read_picture` returns what is in a file of the folder, None where there is none; it is asked for plain
    names only.
    """
    judge = Judge(parse(file))
    judge.speak(LANGUAGES, complete=False)
    values: dict[str, Any] | None = None
    if judge.document.root is not None:
        values = _TOP.read(judge.document.root, judge)
    errors = tuple(
        _("{path}:{line}:{column}: {message}").format(
            path=file.path.name, line=each.line, column=each.column, message=each.message
        )
        for each in judge.diagnostics()
        if each.is_error
    )
    if values is None or errors:
        raise InvalidTemplateError(errors or (_("{path} is empty").format(path=file.path.name),))
    return _Assembly(file.path.name, read_picture).build(values)


class _Assembly:
    """Puts a template together, and gathers what is wrong with its pictures."""

    def __init__(self, file: str, read_picture: Callable[[str], bytes | None]) -> None:
        self._file = file
        self._read = read_picture
        self._problems: list[str] = []

    def build(self, values: dict[str, Any]) -> CertificateTemplate:
        signatures: tuple[_NamedSignature, ...] = values.get("signatures") or ()
        if len(signatures) > MOST_SIGNATURES:
            self._problems.append(
                _("{path}: there is room for {most} signatures; leave some out").format(
                    path=self._file, most=MOST_SIGNATURES
                )
            )
        template = CertificateTemplate(
            title=values.get("title"),
            opening=values.get("opening"),
            achieved=values.get("achieved"),
            note=values.get("note"),
            logo=self._picture(values.get("logo")),
            signatures=tuple(
                PrintedSignature(each.name, each.role, self._picture(each.picture)) for each in signatures
            ),
        )
        if self._problems:
            raise InvalidTemplateError(tuple(self._problems))
        return template

    def _picture(self, name: str | None) -> Picture | None:
        if name is None:
            return None
        named = _FILE.fullmatch(name)
        if named is None or named[1].lower() not in SUFFIXES:
            problem = _("{path}: “{name}” must be the name of an SVG, PNG or JPEG file beside it")
        else:
            content = self._read(name)
            if content is not None and len(content) <= LARGEST_PICTURE:
                return Picture(name, content)
            problem = (
                _("{path}: there is no file “{name}” beside it that can be read")
                if content is None
                else _("{path}: the picture “{name}” is larger than {most} MB; make it smaller")
            )
        most = LARGEST_PICTURE // 1024 // 1024
        self._problems.append(problem.format(path=self._file, name=name, most=most))
        return None
