"""The words of the page about the bundled library, in English and in Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["WORDS", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says in one language; placeholders stand in braces."""

    agent: str
    """Who speaks for the company."""
    opening: str
    calls_title: str
    calls_head: str
    practice_and_assessment: str
    assessment_only: str
    voice: str
    chat: str
    skills_title: str
    skills_head: str
    certifications_title: str
    certifications_head: str
    figures_title: str
    figures_opening: str
    figures_head: str
    nothing_passes: str
    tags: Mapping[str, str]


ENGLISH: Final = Words(
    agent="Agent",
    opening="""\
# The library

[En español](library.es.md)

{calls} calls, {voice} by telephone and {chat} in writing, each in English and in Spanish; {assessment}
of them are for assessment alone, so that they are still unseen when they count. This page is generated
from the files (`python tools/library_page.py`); `puente analyze` tells more of each,
and [three calls](library-calls.md) can be read in full.
""",
    calls_title="What there is",
    calls_head="| call | business | channel | level | customer | where from | how the customer is | use |",
    practice_and_assessment="practice, assessment",
    assessment_only="assessment",
    voice="voice",
    chat="chat",
    skills_title="Skills",
    skills_head="| skill | calls | which |",
    certifications_title="Certifications",
    certifications_head="| certification | calls | for assessment alone | after |",
    figures_title="How each call measures",
    figures_opening="""\
Every situation a call can be in was looked at. *Passing by habit*: whether somebody passes, in either
language, who always takes the longest reply, the shortest, the kindest or the most effective. *By
chance*: how often replies taken at random pass. *Best is longest*: in what share of the decisions length
gives the best reply away. *Warm and idle*: decisions of the perfect call with a warm reply that solves
nothing; *cold and effective*: with one that solves and hurts.
""",
    figures_head="| call | decisions | situations | ways through | by chance | passing by habit | "
    "best is longest, English | Spanish | warm and idle | cold and effective |",
    nothing_passes="none",
    tags={
        "telecom": "telecom",
        "banking": "banking and cards",
        "insurance": "insurance",
        "health": "health",
        "airline": "airline",
        "hotel": "hotel",
        "retail": "online retail and delivery",
        "software": "software support",
        "utilities": "utilities",
        "government": "government service",
        "food-delivery": "food delivery",
        "united-states": "United States",
        "mexico-central": "central Mexico",
        "mexico-north": "northern Mexico",
        "mexico-south": "southern Mexico",
        "bogota": "Bogotá",
        "medellin": "Medellín",
        "cali": "Cali",
        "colombia-coast": "Colombian coast",
        "angry": "angry",
        "grieving": "grieving",
        "confused": "confused",
        "elderly": "elderly",
        "rushed": "rushed",
        "condescending": "condescending",
        "too-friendly": "too friendly",
        "vulnerable": "vulnerable",
        "defrauding": "trying to defraud",
        "switches-language": "switches languages",
    },
)

SPANISH: Final = Words(
    agent="Agente",
    opening="""\
# La biblioteca

[In English](library.md)

{calls} conversaciones, {voice} por teléfono y {chat} por chat, cada una en español y en inglés;
{assessment} son solo para evaluación, de modo que nadie las conoce cuando cuentan. Esta página se genera
a partir de los archivos (`python tools/library_page.py`); `puente analyze` dice más de cada una,
y [tres llamadas](library-calls.md) se pueden leer completas.
""",
    calls_title="Qué hay",
    calls_head="| conversación | giro | canal | nivel | cliente | de dónde | cómo viene | uso |",
    practice_and_assessment="práctica, evaluación",
    assessment_only="evaluación",
    voice="voz",
    chat="chat",
    skills_title="Habilidades",
    skills_head="| habilidad | conversaciones | cuáles |",
    certifications_title="Certificaciones",
    certifications_head="| certificación | conversaciones | solo de evaluación | después de |",
    figures_title="Cómo mide cada conversación",
    figures_opening="""\
Se revisaron todas las situaciones en que puede estar cada conversación. *Pasa por costumbre*: si
aprueba, en alguno de los idiomas, quien elige siempre la respuesta más larga, la más corta, la más
amable o la más eficaz. *Al azar*: qué tan seguido aprueban las respuestas elegidas al azar. *La mejor es
la más larga*: en qué parte de las decisiones la extensión delata la mejor respuesta. *Cálida que no
resuelve*: decisiones de la llamada perfecta con una respuesta cálida que no resuelve nada; *eficaz y
fría*: con una que resuelve y lastima.
""",
    figures_head="| conversación | decisiones | situaciones | caminos | al azar | pasa por costumbre | "
    "la mejor es la más larga, español | inglés | cálida que no resuelve | eficaz y fría |",
    nothing_passes="ninguna",
    tags={
        "telecom": "telecomunicaciones",
        "banking": "banca y tarjetas",
        "insurance": "seguros",
        "health": "salud",
        "airline": "aerolínea",
        "hotel": "hotel",
        "retail": "tienda en línea y envíos",
        "software": "soporte de software",
        "utilities": "servicios públicos",
        "government": "trámites de gobierno",
        "food-delivery": "comida a domicilio",
        "united-states": "Estados Unidos",
        "mexico-central": "centro de México",
        "mexico-north": "norte de México",
        "mexico-south": "sur de México",
        "bogota": "Bogotá",
        "medellin": "Medellín",
        "cali": "Cali",
        "colombia-coast": "costa colombiana",
        "angry": "con enojo",
        "grieving": "de duelo",
        "confused": "con confusión",
        "elderly": "de edad avanzada",
        "rushed": "con prisa",
        "condescending": "con altivez",
        "too-friendly": "demasiado amable",
        "vulnerable": "vulnerable",
        "defrauding": "quiere defraudar",
        "switches-language": "alterna idiomas",
    },
)

WORDS: Final[Mapping[str, Words]] = {"en": ENGLISH, "es": SPANISH}
