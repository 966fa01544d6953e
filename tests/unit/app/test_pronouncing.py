"""What voices are given to say: amounts, codes, times and brands, in both languages."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pytest
from silent_speech import SilentSpeech

from trainer.app.pronouncing.pronounce import pronounce, pronounce_line, said_line
from trainer.app.pronouncing.speech import PronouncingSpeech
from trainer.app.speech import Speaking, Spoken, SpokenLine, SpokenWord, Voice, VoiceGender
from trainer.scenario.model import Scenario, Text
from trainer.scenario.pronunciations import LetterCase, Pronunciation, Pronunciations
from trainer.scenario.reading import load
from trainer.scenario.source import SourceFile
from trainer.scenario.spans import Segment

SPANISH = [
    ("Le cobraron $1,250.50 dos veces.", "Le cobraron 1250 pesos con 50 centavos dos veces."),
    ("Son $1.", "Son un peso."),
    ("Son $0.50.", "Son 50 centavos."),
    ("Hoy son 1,290 pesos; mañana, 150.", "Hoy son 1290 pesos; mañana, 150."),
    ("Hoy le quedan 160.000 pesos.", "Hoy le quedan 160000 pesos."),
    ("El límite es de $1.250.000.", "El límite es de 1250000 pesos."),
    ("Ganó $2,000,000.", "Ganó 2000000 de pesos."),
    ("Vale $2 millones.", "Vale 2 millones de pesos."),
    ("Le faltan 21 pesos.", "Le faltan veintiún pesos."),
    ("Le faltan 101 pesos.", "Le faltan ciento un pesos."),
    ("Le faltan 1131 pesos.", "Le faltan 1130 y un pesos."),
    ("Le faltan 1,121 pesos.", "Le faltan 1000 ciento veintiún pesos."),
    ("Le faltan 111 pesos.", "Le faltan 111 pesos."),
    ("Cuesta US$40.50.", "Cuesta 40 dólares con 50 centavos."),
    ("Cuesta USD 40.", "Cuesta 40 dólares."),
    ("Cuesta 312 dólares.", "Cuesta 312 dólares."),
    ("Cuesta 40.000 COP.", "Cuesta 40000 pesos colombianos."),
    ("Pagó 1,290 y luego 1,540.", "Pagó 1290 y luego 1540."),
    ("La cuenta 44-2210.", "La cuenta 4 4, 2 2 1 0."),
    ("Celular terminado en 5526.", "Celular terminado en 5 5 2 6."),
    ("Termina en 0347.", "Termina en 0 3 4 7."),
    ("Marque 55 1234 5678.", "Marque 5 5, 1 2 3 4, 5 6 7 8."),
    ("Marque 800-555-0199.", "Marque 8 0 0, 5 5 5, 0 1 9 9."),
    ("Mi CLABE: 558012345678901234", "Mi CLABE: 5 5 8 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4"),
    ("La orden R-5081.", "La orden erre, 5 0 8 1."),
    ("El código GC-7Q2.", "El código ge ce, 7 cu 2."),
    ("Reserva K7RD2M, por favor.", "Reserva ka 7 erre de 2 eme, por favor."),
    ("Puerta D22, asiento 14C.", "Puerta D22, asiento 14 ce."),
    ("Calle 5 número 38-25.", "Calle 5 número 38 25."),
    ("De 5-7 días hábiles.", "De 5 a 7 días hábiles."),
    ("De 24 a 72 horas.", "De 24 a 72 horas."),
    ("A las 7:00.", "A las 7 en punto."),
    ("A las 3:45 p.m. Gracias.", "A las 3 45 de la tarde. Gracias."),
    ("Sale 9:10 p. m., llega 7:10 a. m.", "Sale 9 10 de la noche, llega 7 10 de la mañana."),
    ("A la 1:15 p. m. en Miami", "A la una 15 de la tarde en Miami"),
    ("A las 6 p.m. de hoy", "A las 6 de la tarde de hoy"),
    ("A las 9:05.", "A las 9 y 5."),
    ("A las 12:00 a.m. cierran", "A las 12 de la noche cierran"),
    ("Hoy es 1 de julio.", "Hoy es primero de julio."),
    ("Nació el 04/10/1984.", "Nació el 4 de octubre de 1984."),
    ("Vence 2026-07-01.", "Vence primero de julio de 2026."),
    ("El 22 de junio.", "El 22 de junio."),
    ("Escriba a pagos@andina.com.mx.", "Escriba a pagos arroba andina punto com punto eme equis."),
    ("Entre a www.andina.com/pagos", "Entre a triple doble u punto andina punto com diagonal pagos"),
    ("Un 25% menos.", "Un 25 por ciento menos."),
    ("Es el 1er aviso y la 3.ª vez.", "Es el primer aviso y la tercera vez."),
    ("Le quedan 3 GB y 1 h.", "Le quedan 3 gigas y una hora."),
    ("A 2.5 km de aquí", "A 2.5 kilómetros de aquí"),
    ("El folio n.º 3", "El folio número 3"),
    ("Abrimos 24/7.", "Abrimos 24 7."),
    ("La Sra. Gómez y el Dr. Paz", "La señora Gómez y el doctor Paz"),
    ("Va a EE. UU. mañana", "Va a Estados Unidos mañana"),
    ("Nada que cambiar aquí: 1984, 23 y 7.", "Nada que cambiar aquí: 1984, 23 y 7."),
]
ENGLISH = [
    ("You paid $1,250.50 twice.", "You paid 1250 dollars and 50 cents twice."),
    ("It's $1.", "It's 1 dollar."),
    ("It's $0.01.", "It's 1 cent."),
    ("It's $40.", "It's 40 dollars."),
    ("It's $1,290 pesos.", "It's 1,290 pesos."),
    ("It's 1,290 pesos.", "It's 1,290 pesos."),
    ("It's $2 million.", "It's 2 million dollars."),
    ("It's USD 40, or 700 MXN.", "It's 40 dollars, or 700 Mexican pesos."),
    ("It's £1.01.", "It's 1 pound and 1 penny."),
    ("Account 44-2210.", "Account 4 4, 2 2 1 0."),
    ("A phone ending in 5526.", "A phone ending in 5 5 2 6."),
    ("Code 0347.", "Code 0 3 4 7."),
    ("Dial (800) 555-0199.", "Dial 8 0 0, 5 5 5, 0 1 9 9."),
    ("Card 5512345678.", "Card 5 5 1 2 3 4 5 6 7 8."),
    ("Order R-5081.", "Order R, 5 0 8 1."),
    ("Code GC-7Q2.", "Code G C, 7 Q 2."),
    ("Booking K7RD2M, please.", "Booking K 7 R D 2 M, please."),
    ("Order A-44.", "Order ay, 4 4."),
    ("Gate D22, seat 14A.", "Gate D22, seat 14 ay."),
    ("Calle 5 number 38-25.", "Calle 5 number 38 25."),
    ("It takes 5-7 business days.", "It takes 5 to 7 business days."),
    ("At 7:00.", "At 7 o'clock."),
    ("By 6:00 p.m. on a business day", "By 6 PM on a business day"),
    ("By 6 p.m. Then we close.", "By 6 PM. Then we close."),
    ("It leaves 9:10 p.m., lands 7:10 a.m.", "It leaves 9 10 PM, lands 7 10 AM."),
    ("At 9:05.", "At 9 oh 5."),
    ("It's July 1, again.", "It's July 1st, again."),
    ("June 22: paid. June 23: paid.", "June 22nd: paid. June 23rd: paid."),
    ("Born October 4, 1984.", "Born October 4th, 19 84."),
    ("On 7/11/2026.", "On July 11th, 2026."),
    ("Due 2026-07-12.", "Due July 12th, 2026."),
    ("On the 16th.", "On the 16th."),
    ("Since 1905, and 1900.", "Since 19 oh 5, and 19 hundred."),
    ("Write to lucia.h@andina.com.", "Write to lucia dot h at andina dot com."),
    ("See www.andina.com/pay", "See W W W dot andina dot com slash pay"),
    ("25% off", "25 percent off"),
    ("3 GB left, 1 km away, 20 min", "3 gigabytes left, 1 kilometer away, 20 minutes"),
    ("No. 3, or #4", "number 3, or number 4"),
    ("We're open 24/7.", "We're open 24 7."),
    ("May I help? You may 5 times.", "May I help? You may 5 times."),
]


@pytest.mark.parametrize(("written", "said"), SPANISH, ids=[written for written, _ in SPANISH])
def test_spanish(written: str, said: str) -> None:
    assert pronounce(written, "es-MX").text == said


@pytest.mark.parametrize(("written", "said"), ENGLISH, ids=[written for written, _ in ENGLISH])
def test_english(written: str, said: str) -> None:
    assert pronounce(written, "en-US").text == said


@pytest.mark.parametrize(
    ("locale", "said"),
    [("es-CO", "40 pesos"), ("es-419", "40 pesos"), ("es-US", "40 dólares"), ("fr-FR", "$40")],
)
def test_a_bare_sign_means_the_money_of_the_place(locale: str, said: str) -> None:
    assert pronounce("$40", locale).text == said


@pytest.mark.parametrize("locale", ["es-MX", "en-US"])
@pytest.mark.parametrize("piece", ["1,", "111,", "1 ", "0-", "1:", "a.", "a@", "A-", "$", "1", "1,1 USD"])
def test_the_time_is_in_proportion_to_the_text(piece: str, locale: str) -> None:
    def seconds(times: int) -> float:
        begin = process_time()
        pronounce(times * piece, locale)
        return process_time() - begin

    # Twenty times as much takes some twenty times as long; where it grew with the square, four hundred times.
    assert seconds(20_000) < 100 * seconds(1_000) + 0.1


class TestWhatPeopleWroteDown:
    OWN = Pronunciations(
        {
            "es": (
                Pronunciation("Wi-Fi", "guaifai"),
                Pronunciation("SAT", "sat", LetterCase.EXACT),
                Pronunciation("CU", "ce u", LetterCase.EXACT),
                Pronunciation("Wi-Fi Plus", "guaifai plus"),
                Pronunciation("GC-7Q2", "el código de regalo"),
            ),
            "es-MX": (Pronunciation("wi-fi", "wifi"),),
            "en": (Pronunciation("CLABE", "klah-beh"),),
        }
    )

    @pytest.mark.parametrize(
        ("written", "locale", "said"),
        [
            ("Mi WI-FI no sirve", "es-CO", "Mi guaifai no sirve"),
            ("Mi Wi-Fi no sirve", "es-MX", "Mi wifi no sirve"),
            ("Mi Wi-Fi Plus", "es-CO", "Mi guaifai plus"),
            ("El SAT y el sat", "es-MX", "El sat y el sat"),
            ("CUCU y CU 312", "es-MX", "CUCU y ce u 312"),
            ("Con GC-7Q2.", "es-CO", "Con el código de regalo."),
            ("My CLABE", "en-US", "My klah-beh"),
            ("Mi CLABE", "es-MX", "Mi CLABE"),
        ],
    )
    def test_comes_first_and_in_whole_words(self, written: str, locale: str, said: str) -> None:
        assert pronounce(written, locale, self.OWN).text == said

    def test_what_one_says_no_other_reads_again(self) -> None:
        own = Pronunciations(
            {"es": (Pronunciation("a", "b"), Pronunciation("b", "$1"), Pronunciation("$9", "a"))}
        )
        assert pronounce("a b $9", "es", own).text == "b $1 a"


def line(text: str, *segments: tuple[str, str]) -> SpokenLine:
    parts = tuple(Segment(locale, words) for locale, words in segments)
    return SpokenLine(text, "es-MX", VoiceGender.FEMALE, segments=parts)


class TestLines:
    def test_a_line_in_one_language(self) -> None:
        said = said_line(line("Son $40."))
        assert (said.text, said.written, said.segments) == ("Son 40 pesos.", "Son $40.", ())

    def test_each_part_by_its_own_language(self) -> None:
        said = said_line(line("…", ("es-MX", "Vi $40 y "), ("en", "$40"), ("es-MX", ".")))
        assert said.segments == (Segment("es-MX", "Vi 40 pesos y "), Segment("en", "40 dollars."))
        assert said.text == "Vi 40 pesos y 40 dollars."

    def test_a_sign_before_the_first_words_goes_with_them(self) -> None:
        said = said_line(line("…", ("es-MX", "¡"), ("en", "Hi"), ("es-MX", ", soy yo!")))
        assert said.segments == (Segment("en", "¡Hi"), Segment("es-MX", ", soy yo!"))


class TestWhereItIsWritten:
    @pytest.mark.parametrize(
        ("said", "written"),
        [
            ("Son", "Son"),
            ("40", "$40"),
            ("pesos", "$40"),
            ("y", "y"),
            ("25", "25"),
            ("por", "%"),
            ("menos", "menos."),
        ],
    )
    def test_of_what_is_said(self, said: str, written: str) -> None:
        text = "Son $40 y 25% menos."
        reading = pronounce(text, "es-MX")
        start = reading.text.index(said)
        first, last = reading.written(start, start + len(written if said == "menos" else said))
        assert text[first:last] == written

    def test_in_several_languages(self) -> None:
        parts = (("es-MX", "Vi $40 y "), ("en", "$1 again"), ("es-MX", "."))
        spoken = line("Vi $40 y $1 again.", *parts)
        reading = pronounce_line(spoken)
        assert reading.text == said_line(spoken).text == "Vi 40 pesos y 1 dollar again."
        start = reading.text.index("again")
        assert reading.written(start, start + 5) == (12, 17)
        start = reading.text.index("dollar")
        assert reading.written(start, start + 6) == (9, 11)


class Studio(SilentSpeech):
    """Says each word of a line after the other, a tenth of a second each."""

    def speak(self, line: SpokenLine, on_done: Callable[[Speaking], None]) -> None:
        self.asked.append(line)
        words = (
            SpokenWord(100 * number, found.start(), len(found[0]))
            for number, found in enumerate(re.finditer(r"\S+", line.text))
        )
        voice = Voice("v", "V", "es-MX", None, "none")
        on_done(Spoken(line, Path("line.wav"), 1000, voice, cached=False, words=tuple(words)))


class TestVoices:
    def test_they_get_what_to_say_and_give_back_what_was_asked_for(self) -> None:
        studio, heard = Studio(), list[Speaking]()
        own = Pronunciations({"es": (Pronunciation("Wi-Fi", "guaifai"),)})
        asked = line("Mi Wi-Fi: $40 hoy.")
        PronouncingSpeech(studio, lambda: own).speak(asked, heard.append)
        assert [each.text for each in studio.asked] == ["Mi guaifai: 40 pesos hoy."]
        (answer,) = heard
        assert isinstance(answer, Spoken)
        assert answer.line == asked
        assert [(each.at_ms, asked.text[each.start : each.start + each.length]) for each in answer.words] == [
            (0, "Mi"),
            (100, "Wi-Fi:"),
            (200, "$40"),
            (400, "hoy."),
        ]

    def test_lines_are_made_ahead_as_they_are_spoken(self) -> None:
        studio = Studio()
        speech = PronouncingSpeech(studio, lambda: Pronunciations({}))
        speech.prepare([line("$1")])
        assert [each.text for each in studio.asked] == ["un peso"]

    def test_an_answer_without_sound_is_about_the_line_asked_for(self) -> None:
        heard = list[Speaking]()
        PronouncingSpeech(SilentSpeech(), lambda: Pronunciations({})).speak(line("$1"), heard.append)
        assert [each.line.text for each in heard] == ["$1"]


def every_line(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for scene in scenario.scenes.values():
        texts: list[Text] = [variant.text for variant in scene.customer]
        texts += [reply.agent for reply in scene.replies]
        for text in texts:
            for locale in scenario.customer.locales.values():
                for segment in text.segments(locale):
                    yield segment.words, segment.locale


UNREADABLE = re.compile(r"[$€£%@#]|\d[:/]\d|[A-Z]\d[A-Z]|\d-\d|\bp\. ?m\.")


def test_every_line_of_the_library_can_be_said(repository: Path) -> None:
    said = 0
    for path in sorted((repository / "scenarios").glob("*.yaml")):
        scenario = load(SourceFile(path, path.read_bytes())).scenario
        for words, locale in every_line(scenario) if scenario is not None else ():
            spoken = pronounce(words, locale).text
            assert not UNREADABLE.search(spoken), spoken
            assert not (locale.startswith("es") and re.search(r"\d[.,]\d{3}", spoken)), spoken
            said += 1
    assert said > 500
