"""A data folder with one trainee in it, so that the window opens at Home."""

import os
from pathlib import Path

from trainer.app.ports import NewTrainee, TimeAllowance
from trainer.bootstrap import build_services


def seed_trainee(folder: Path) -> None:
    """Make a profile in a data folder, and let it be the one that practiced last."""
    os.environ["PUENTE_DATA"] = str(folder)
    services = build_services()
    try:
        trainee = services.profiles.create(
            NewTrainee("Mariana Ortega", ("en", "es"), "es", 1.0, TimeAllowance.AS_AUTHORED)
        )
        services.settings.change(last_trainee=trainee.id)
    finally:
        services.close()
