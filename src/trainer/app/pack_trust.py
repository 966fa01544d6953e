"""Whose packs are believed: those that a known center's key signed, others only where somebody says so."""

from collections.abc import Mapping
from typing import Any

from trainer.app.center import PublicKey
from trainer.app.packs import PackRefusedFault
from trainer.app.verification import ChangedError, NotACertificateError, Signatures, WrongKeyError
from trainer.i18n import _

__all__ = ["PackTrust"]


class PackTrust:
    """Believes packs of one `issuer`, and unsigned ones where `unsigned` says so. Without either, none."""

    def __init__(self, signatures: Signatures, issuer: PublicKey | None, *, unsigned: bool) -> None:
        self._signatures = signatures
        self._issuer = issuer
        self._unsigned = unsigned

    def claims_of(self, token: str) -> Mapping[str, Any]:
        """Return what a signed list says. Raises `PackRefusedFault` where it is not to be believed."""
        if self._issuer is None:
            raise PackRefusedFault(
                _(
                    "The pack is refused: it is signed, and this machine knows no center's key. Name "
                    "the file of the key with --issuer."
                )
            )
        try:
            return self._signatures.read_token(token, self._issuer)
        except WrongKeyError as error:
            raise PackRefusedFault(
                _(
                    "The pack is refused: another key signed it ({key}), not that of the center "
                    "({issuer}). Ask whoever sent it where it comes from."
                ).format(key=error.key.thumbprint, issuer=self._issuer.thumbprint)
            ) from error
        except (ChangedError, NotACertificateError) as error:
            raise PackRefusedFault(
                _("The pack is refused: it is not what the center signed. Ask for a new copy.")
            ) from error

    def admit(self, token: str | None) -> None:
        """Refuse a pack that nobody signed, where nobody said that it may be."""
        if token is None and not self._unsigned:
            raise PackRefusedFault(
                _(
                    "The pack is refused: it is not signed, so nobody vouches for it. Where you know "
                    "who made it, add --unsigned."
                )
            )
