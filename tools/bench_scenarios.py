"""Scenario texts of any size for the measurements: three replies to a scene, two languages, all forward."""

from collections.abc import Iterator

HEAD = """\
format: 1
id: measured
version: 1
title: {en: A long afternoon, es: Una tarde larga}
summary: {en: Many small requests in a row., es: Muchas solicitudes breves una tras otra.}
languages: [en, es]
channel: voice
level: B1
customer:
  name: Lucía Herrera
  voice: female
  locales: {en: en-US, es: es-MX}
  mood: 0
agent:
  company: Andina Móvil
  role: {en: Support, es: Soporte}
start: s-0
scenes:
"""

SCENE = """\
  s-{here}:
    skill: explore-need
    customer:
      - when: [kept]
        en: "You kept your word about item {here}, thank you. There is one more thing on the same bill."
        es: "Cumplió lo que dijo del punto {here}, gracias. Hay una cosa más en la misma factura."
      - en: "And then there is item {here}, which nobody has been able to explain to me so far."
        es: "Y además está el punto {here}, que hasta ahora nadie me ha podido explicar."
    replies:
      explain:
        agent:
          en: "Item {here} is the day you used before the plan changed; here are both dates on the bill."
          es: "El punto {here} es el día que usó antes del cambio de plan; mire las dos fechas en la factura."
        empathy: 2
        resolution: 3
        mood: 1
        sets: [kept]
        feedback:
          en: "The dates answer the question. Say first that an unexplained charge is annoying."
          es: "Las fechas responden la duda. Diga antes que un cargo sin explicación molesta."
        next: {ahead}
      soothe:
        agent:
          en: "I would be annoyed by item {here} too, so we are going through it line by line right now."
          es: "A mí también me molestaría el punto {here}, así que lo reviso con usted renglón por renglón."
        empathy: 3
        resolution: 3
        next:
          - {{when: [mood >= 0, not kept], scene: {ahead}}}
          - {{scene: {ahead}}}
      defer:
        agent:
          en: "For item {here} somebody from billing will get back to you within the next few working days."
          es: "Por el punto {here}, alguien de facturación se comunicará con usted en los próximos días."
        empathy: 0
        resolution: 1
        mood: -1
        clears: [kept]
        feedback:
          en: "A promise without a name or a date is what the customer has heard before."
          es: "Una promesa sin nombre ni fecha es lo que el cliente ya escuchó antes."
        next: {further}
"""

END = """\
  done:
    customer: {en: "That was all. Thank you.", es: "Eso era todo. Gracias."}
    ending: resolved
"""


def build(scenes: int) -> str:
    """Return the text of a scenario with this many scenes that decide, and one that ends."""
    return "".join(_parts(scenes))


def _parts(scenes: int) -> Iterator[str]:
    yield HEAD
    for here in range(scenes):
        ahead, further = _name(here + 1, scenes), _name(here + 2, scenes)
        yield SCENE.format(here=here, ahead=ahead, further=further)
    yield END


def _name(number: int, scenes: int) -> str:
    return f"s-{number}" if number < scenes else "done"
