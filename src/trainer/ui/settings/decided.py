"""The words for what a center's policy has decided, so that nobody wonders why it cannot be chosen."""

from trainer.i18n import _
from trainer.ui.settings.presenter import SettingsPresenter

__all__ = ["decided"]


def decided(presenter: SettingsPresenter) -> str:
    """Return who decided, as a sentence."""
    center = presenter.center
    return _("Set by {center}.").format(center=center) if center else _("Set by your center.")
