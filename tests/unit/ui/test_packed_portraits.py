"""Portraits that a scenario pack brings."""

import os
from pathlib import Path

from trainer.ui.portraits import Portrait, portrait_file


def test_a_pack_brings_portraits_and_the_programs_own_come_first(tmp_path: Path) -> None:
    own = tmp_path / "assets" / "portraits"
    packed = Path(os.environ["PUENTE_DATA"]) / "scenarios" / "packs" / "autumn" / "portraits"
    for folder, name in ((own, "rosa_0.svg"), (packed, "rosa_0.svg"), (packed, "ines_m2.svg")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<svg/>", encoding="utf-8")
    assets = tmp_path / "assets"
    assert portrait_file(assets, Portrait("rosa", "Rosa")) == own / "rosa_0.svg"
    assert portrait_file(assets, Portrait("ines", "Inés", mood=-2)) == packed / "ines_m2.svg"
    assert portrait_file(assets, Portrait("ines", "Inés", mood=1)) is None
    assert portrait_file(assets, Portrait(None, "Inés")) is None
