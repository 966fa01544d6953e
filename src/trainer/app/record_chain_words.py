"""What an examination of the records found, in sentences."""

from trainer.app.record_chain import FactKind
from trainer.app.record_chain_examination import (
    ChainOrigin,
    Concern,
    Examination,
    ExaminedChain,
    FaultKind,
    RecordFault,
)
from trainer.i18n import _, format_datetime, format_list, format_number, ngettext, one_period

__all__ = ["chain_sentence", "fault_sentence", "seal_sentence", "summary"]


def summary(found: Examination) -> str:
    """Return in one sentence how the records are."""
    if found.sound:
        return _("The records are as they were written.")
    count = len(found.faults)
    return ngettext(
        "The records are not as they were written: there is {count} finding.",
        "The records are not as they were written: there are {count} findings.",
        count,
    ).format(count=format_number(count))


def fault_sentence(fault: RecordFault) -> str:
    """Return what was found at one place, and whose call it concerns where that is known."""
    said = _what(fault)
    return said if fault.concern is None else _concerning(said, fault.concern)


def chain_sentence(chain: ExaminedChain) -> str:
    """Return how long a chain is, since when, and what it can prove."""
    count = chain.head.place
    said = {
        ChainOrigin.BEGUN: _("Chain {chain}: {count} entries since {moment}."),
        ChainOrigin.UPGRADED: _(
            "Chain {chain}: {count} entries, found and chained by the upgrade on {moment}. "
            "Of the time before, it proves nothing."
        ),
        ChainOrigin.RESTORED: _(
            "Chain {chain}: {count} entries since a backup was put in place of the records on {moment}."
        ),
    }[chain.facts.origin]
    moment = format_datetime(chain.facts.begun_at)
    return one_period(said.format(chain=chain.facts.id, count=format_number(count), moment=moment))


def seal_sentence(found: Examination) -> str:
    """Return how often a key of a center signed the records, and by which key."""
    if not found.seals:
        return _(
            "No center's key has signed these records. "
            "Whoever owns the disk could have written all of them anew."
        )
    keys = sorted(key.hex() for key in found.keys)
    return ngettext(
        "Signatures: {count}, by the key {keys}. Compare it with the key that the center made public.",
        "Signatures: {count}, by the keys {keys}. Compare them with the key that the center made public.",
        len(keys),
    ).format(count=format_number(found.seals), keys=format_list(keys))


def _concerning(said: str, concern: Concern) -> str:
    sentence = _("{finding} It belongs to the call “{scenario}” that {name} began on {moment}.").format(
        finding=said,
        scenario=concern.scenario,
        name=concern.trainee,
        moment=format_datetime(concern.started_at),
    )
    return one_period(sentence)


def _what(fault: RecordFault) -> str:
    place = "" if fault.place is None else format_number(fault.place)
    if fault.kind is FaultKind.MISSING:
        return ngettext(
            "At place {place}, {count} entry of the records is missing.",
            "From place {place} on, {count} entries of the records are missing.",
            fault.count,
        ).format(place=place, count=format_number(fault.count))
    if fault.kind is FaultKind.CUT:
        return ngettext(
            "The records end before place {place}: at least {count} entry was cut off at the end.",
            "The records end before place {place}: at least {count} entries were cut off at the end.",
            fault.count,
        ).format(place=place, count=format_number(fault.count))
    if fault.kind is FaultKind.INSERTED and fault.place is None:
        return _("{fact} was written by something other than Puente.").format(fact=_fact(fault))
    return {
        FaultKind.CHANGED: _(
            "{fact} at place {place} was changed, or what stood right before it was taken away."
        ),
        FaultKind.INSERTED: _("{fact} at place {place} was put in afterwards."),
        FaultKind.REORDERED: _("{fact} at place {place} stood elsewhere; the order was changed."),
        FaultKind.REWRITTEN: _(
            "Everything up to place {place} was written anew: the chain does not lead to the end that was "
            "signed or kept."
        ),
        FaultKind.CHAIN_LOST: _("Of the chain {chain}, its end or all of it is missing."),
        FaultKind.SEAL_FALSE: _("A signature of the center's key is false."),
        FaultKind.SOURCE_CHANGED: _("The kept file of a played scenario was changed ({identity})."),
        FaultKind.RENAMED: _("The profile “{identity}” was made or renamed by something other than Puente."),
        FaultKind.CERTIFICATE_INSERTED: _(
            "The certificate {identity} was issued by something other than Puente."
        ),
        FaultKind.CERTIFICATE_CHANGED: _("The certificate {identity} was changed after it was issued."),
        FaultKind.CERTIFICATE_LOST: _("The certificate {identity} was taken away."),
        FaultKind.REVOCATION_INSERTED: _(
            "The revocation of the certificate {identity} was written by something other than Puente."
        ),
        FaultKind.REVOCATION_CHANGED: _(
            "The revocation of the certificate {identity} was changed afterwards."
        ),
        FaultKind.REVOCATION_LOST: _("The revocation of the certificate {identity} was taken away."),
    }[fault.kind].format(fact=_fact(fault), place=place, chain=fault.chain, identity=fault.identity)


def _fact(fault: RecordFault) -> str:
    """Return what stood there, as the beginning of a sentence."""
    if fault.fact is None:
        return _("An entry")
    return {
        FactKind.ATTEMPT: _("The beginning of a call"),
        FactKind.DECISION: _("A decision"),
        FactKind.SIGN: _("An interruption or resumption of a call"),
        FactKind.ENDING: _("The result of a call"),
        FactKind.DEED: _("An entry of the audit list"),
        FactKind.SEAL: _("A signature of the center's key"),
    }[fault.fact]
