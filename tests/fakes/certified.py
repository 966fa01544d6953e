"""Somebody who holds a certification, in a data folder of this machine, and a credential as a value."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facts import attempt as new_attempt
from facts import decision, finish

from trainer.app.center import Center
from trainer.app.credential import Credential, Evidence
from trainer.app.ports import NewTrainee, TimeAllowance, Trainee
from trainer.scenario.model import Use
from trainer.signing.center_key import CenterKey
from trainer.storage.machine import MachineClock, MachineIdentifiers
from trainer.storage.opening import RecordsFolder

CENTER = Center("Centro de Formación Ñandú", "https://nandu.example")
KEY = CenterKey(bytes(range(32)), CENTER)
OTHER_KEY = CenterKey(bytes(range(1, 33)), CENTER)
PASSPHRASE = "tres tristes tigres tragaban trigo"  # noqa: S105 - of tests
CERTIFICATION = """
format: 1
certification: one-call
version: 2
title: {en: One call in Spanish, es: Una llamada en español}
description: {en: Answers one call., es: Atiende una llamada.}
requires:
  - scenarios: [double-charge]
    languages: [es]
valid_days: 365
"""


def credential(**changes: object) -> Credential:
    plain = Credential(
        id="019b3c0e-7b1a-7c55-9d3a-2f5b0c9e4a11",
        issuer=KEY.issuer.did,
        center=CENTER,
        trainee="019b3c0e-0000-7c55-9d3a-2f5b0c9e4a11",
        name="María José Núñez Ibáñez",
        certification="bilingual-foundation",
        version=1,
        title="Atención bilingüe, nivel básico",
        description="Resuelve llamadas en inglés y en español.",
        criteria="Evaluaciones aprobadas: “Cargo doble” y “Contraseña”.",
        language="es",
        achieved_at=datetime(2026, 3, 12, 15, tzinfo=UTC),
        issued_at=datetime(2026, 3, 13, 15, tzinfo=UTC),
        expires_at=datetime(2027, 3, 12, 15, tzinfo=UTC),
        evidence=(Evidence("019b3c0e-0001-7c55-9d3a-2f5b0c9e4a11", "Cargo doble", "Aprobada en español"),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test says what it changes


def certify(data: Path, name: str = "Íñigo Peña", *, days_ago: int = 1, language: str = "es") -> Trainee:
    """Let somebody pass what the certification `one-call` asks for, in a data folder."""
    folder = data / "scenarios" / "certifications"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one-call.yaml").write_text(CERTIFICATION, encoding="utf-8")
    ended = datetime.now(UTC) - timedelta(days=days_ago)
    identifiers = MachineIdentifiers()
    profile = NewTrainee(name, ("en", "es"), language, 1.0, TimeAllowance.AS_AUTHORED)
    records = RecordsFolder(data, clock=MachineClock(), identifiers=identifiers).open()
    try:
        found = next((each for each in records.trainees() if each.name == name), None)
        trainee = found or Trainee(
            **{key: getattr(profile, key) for key in NewTrainee.__dataclass_fields__},
            id=identifiers.new(),
            created_at=ended,
        )
        if found is None:
            records.add_trainee(trainee)
        begun = new_attempt(
            trainee, id=identifiers.new(), use=Use.ASSESSMENT, started_at=ended, scenario="double-charge"
        )
        records.begin(begun)
        records.finish(
            replace(decision(begun, 1), taken_at=ended), replace(finish(0), finished_at=ended, passed=True)
        )
    finally:
        records.close_file()
    return trainee
