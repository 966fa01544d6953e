"""A library of any size for measurements: small sound calls that differ in all that a list shows.

The same number always gives the same file. They are made, not written: nobody should practice them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from trainer.app.skills import KNOWN_SKILLS

__all__ = ["CERTIFIED", "SCENES", "scenario_id", "scenario_text", "write_library"]

SCENES: Final = 6
"""How many moments of a call decide."""

CERTIFIED: Final = (6, 8)
"""How many of the first scenarios each certification asks for."""

_MATTERS: Final = (
    ("Late parcel", "Paquete demorado"),
    ("Wrong amount", "Monto equivocado"),
    ("Lost password", "Contraseña perdida"),
    ("Changed visit", "Visita reprogramada"),
    ("Slow connection", "Conexión lenta"),
    ("Broken screen", "Pantalla rota"),
    ("Missing refund", "Reembolso pendiente"),
    ("New address", "Domicilio nuevo"),
    ("Closed account", "Cuenta cerrada"),
    ("Insurance claim", "Reclamo del seguro"),
)
_CUSTOMERS: Final = (
    ("Lucía Herrera", "female", "es-MX", "lucia"),
    ("Ernesto Villaseñor", "male", "es-MX", "ernesto"),
    ("Carmen Rojas", "female", "es-CO", "carmen"),
    ("Andrés Mejía", "male", "es-CO", "andres"),
)
_LEVELS: Final = ("A2", "B1", "B2", "C1")
_TAGS: Final = ("billing", "delivery", "travel", "health", "telecom", "banking", "refund")

_HEAD: Final = """\
format: 1
id: {name}
version: 1
title: {{en: "{title_en} {number}", es: "{title_es} {number}"}}
summary:
  en: "A customer calls about case {number} and wants to know what happens next. Find out, and say so."
  es: "Llama un cliente por el caso {number} y quiere saber qué sigue. Averígüelo y dígaselo."
languages: [en, es]
channel: {channel}
level: {level}
tags: [{tags}]
customer:
  name: {customer}
  voice: {voice}
  locales: {{en: en-US, es: {locale}}}
  mood: {mood}
  portrait: {portrait}
agent:
  company: Andina Móvil
  role: {{en: Support, es: Soporte}}
start: s-0
scenes:
"""

_SCENE: Final = """\
  s-{here}:
    skill: {skill}
    customer:
      en: "That was the first part of case {number}. What about part {here}, who is looking into that?"
      es: "Eso fue lo primero del caso {number}. ¿Y la parte {here}? ¿Quién la está revisando?"
    replies:
      settle:
        agent:
          en: "I know you have waited. I am looking into part {here} now, and by six it is settled."
          es: "Sé que ha esperado. Estoy revisando la parte {here} y a más tardar a las seis queda lista."
        empathy: 3
        resolution: 3
        mood: 1
        next: {ahead}
      soothe:
        agent:
          en: "I am sorry about part {here}. Anybody would be upset to wait that long for an answer."
          es: "Lamento lo de la parte {here}. A cualquiera le molestaría esperar tanto una respuesta."
        empathy: 3
        resolution: 0
        next: {ahead}
      push:
        agent:
          en: "Part {here} goes to the back office. They answer when they answer, that is how it is."
          es: "La parte {here} la ve otra área. Contestan cuando contestan, así son las cosas."
        empathy: 0
        resolution: 1
        mood: -1
        next: {ahead}
"""

_END: Final = """\
  done:
    customer: {en: "That was all. Thank you.", es: "Eso era todo. Gracias."}
    ending: resolved
"""

_CERTIFICATION: Final = """\
format: 1
certification: measured-{order}
version: 1
title: {{en: "Measured, part {order}", es: "De medición, parte {order}"}}
requires:
  - scenarios: [{scenarios}]
    languages: [en, es]
marks: {{empathy: 80, resolution: 80}}
window_days: 365
attempts: {{max: 2, wait_days: 7}}
valid_days: 365
"""


def write_library(folder: Path, count: int) -> list[str]:
    """Write this many scenarios, and certifications over the first of them; return the scenarios' ids."""
    (folder / "certifications").mkdir(parents=True, exist_ok=True)
    names = [scenario_id(number) for number in range(count)]
    for number, name in enumerate(names):
        (folder / f"{name}.yaml").write_text(scenario_text(number), encoding="utf-8")
    first = 0
    for order, size in enumerate(CERTIFIED, start=1):
        asked = ", ".join(names[first : first + size])
        first += size
        text = _CERTIFICATION.format(order=order, scenarios=asked)
        (folder / "certifications" / f"measured-{order}.yaml").write_text(text, encoding="utf-8")
    return names


def scenario_id(number: int) -> str:
    """Return the id of a scenario, from 0."""
    return f"measured-{number:04}"


def scenario_text(number: int) -> str:
    """Return the file of a scenario, from 0."""
    return "".join(_parts(number))


def _parts(number: int) -> Iterator[str]:
    title_en, title_es = _MATTERS[number % len(_MATTERS)]
    customer, voice, locale, portrait = _CUSTOMERS[number % len(_CUSTOMERS)]
    yield _HEAD.format(
        name=scenario_id(number),
        number=number,
        title_en=title_en,
        title_es=title_es,
        channel="chat" if number % 5 == 0 else "voice",
        level=_LEVELS[number // 3 % len(_LEVELS)],
        tags=", ".join((_TAGS[number % len(_TAGS)], "measured")),
        customer=customer,
        voice=voice,
        locale=locale,
        mood=number % 3 - 1,
        portrait=portrait,
    )
    for here in range(SCENES):
        skill = KNOWN_SKILLS[(number + here) % len(KNOWN_SKILLS)]
        ahead = f"s-{here + 1}" if here + 1 < SCENES else "done"
        yield _SCENE.format(here=here, number=number, skill=skill, ahead=ahead)
    yield _END
