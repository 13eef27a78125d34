"""What the counter's actions did, and what they refused, in the shop's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.members.rules import display_name
from app.shop.words import lower_first
from ui import messages, told
from ui.amounts import money
from ui.counter.words import film_words, tr


def _rented(facts: Mapping[str, Any]) -> str:
    count = int(facts["count"])
    if count == 1:
        made = tr("Rented *{title}* to {renter}, {due_words}")
    else:
        made = tr("Rented {films} to {renter}")
    made = made.format_map({**facts, "films": film_words(count)})
    paid = int(facts.get("paid_cents") or 0)
    return made + (tr(", took {paid}.").format(paid=money(paid)) if paid else ".")


def _took_back(facts: Mapping[str, Any]) -> str:
    made = tr("Took back *{title}*, ").format(title=facts["title"])
    days, fee = int(facts.get("late_days") or 0), int(facts.get("fee_cents") or 0)
    if not days and not fee:
        return made + tr("on time.")
    if days:
        made += tr("1 day late") if days == 1 else tr("{n} days late").format(n=days)
        made += ", "
    return made + (tr("fee {fee}.").format(fee=money(fee)) if fee else tr("no fee."))


def _paid(facts: Mapping[str, Any]) -> str:
    return tr("Took {sum} from *{name}*.").format(sum=money(facts["cents"]), name=_name(facts))


def _waived(facts: Mapping[str, Any]) -> str:
    return tr("Waived {sum} for *{name}*: {reason}.").format(
        sum=money(facts["cents"]), name=_name(facts), reason=_ended(facts["reason"])
    )


def _corrected(facts: Mapping[str, Any]) -> str:
    return tr("Took back {sum} on the account of *{name}*: {reason}.").format(
        sum=money(facts["cents"]), name=_name(facts), reason=_ended(facts["reason"])
    )


def _charged(facts: Mapping[str, Any]) -> str:
    return tr("Charged {sum} to *{name}*.").format(sum=money(facts["cents"]), name=_name(facts))


def _refunded(facts: Mapping[str, Any]) -> str:
    return tr("Gave back {sum} to *{name}*: {reason}.").format(
        sum=money(facts["cents"]), name=_name(facts), reason=_ended(facts["reason"])
    )


def _name(facts: Mapping[str, Any]) -> str:
    return display_name(str(facts["name"]))


def _ended(text: object) -> str:
    return lower_first(str(text))


told.register(
    {
        "rental.out": _rented,
        "rental.back": _took_back,
        "ledger.pay": _paid,
        "ledger.waive": _waived,
        "ledger.correct": _corrected,
        "ledger.charge": _charged,
        "ledger.refund": _refunded,
    }
)

messages.register(
    {
        "rent.nothing": "There is nothing to rent yet.",
        "rent.blocked": "{title} cannot go to {renter} as things stand now: its line says why. "
        "Nothing was rented, nothing was charged.",
        "rent.override_reason": "Write the reason: it stands in the journal.",
        "rent.no_class": "{title} has no rental class, nor has its section. "
        "Give it one in Inventory.",
        "rent.twice": "{title} is in this visit already.",
        "copy.unknown": "No copy has the code {barcode}.",
        "return.not_out": "{title} is not out. Nothing was changed.",
        "return.before_rental": "This computer’s clock is earlier than the rental itself. "
        "Set the clock, then scan again.",
        "member.unknown": "This account is no longer there.",
        "renter.unknown": "This person is no longer on the account.",
        "money.nothing": "There is nothing to take.",
        "money.no_reason": "Write the reason: it stands in the ledger.",
        "waive.more_than_owed": "That is more than is owed.",
        "correct.more_than_line": "That is more than the line has left.",
        "correct.is_correction": "This line is itself a correction. Charge anew instead.",
        "line.unknown": "This line of the ledger is no longer there.",
    }
)
