"""What was done to accounts, and what was refused, in the shop's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.members.rules import display_name
from app.shop.words import lower_first
from ui import messages, told
from ui.members.words import tr


def _of(facts: Mapping[str, Any]) -> str:
    return display_name(str(facts["name"]))


def _opened(facts: Mapping[str, Any]) -> str:
    return tr("Opened account {number} for *{name}*.").format(
        number=facts["number"], name=_of(facts)
    )


def _saved(facts: Mapping[str, Any]) -> str:
    return tr("Saved the account of *{name}*.").format(name=_of(facts))


def _suspended(facts: Mapping[str, Any]) -> str:
    return tr("Suspended *{name}*: {reason}.").format(
        name=_of(facts), reason=lower_first(str(facts["reason"]))
    )


def _closed(facts: Mapping[str, Any]) -> str:
    return tr("Closed the account of *{name}*: {reason}.").format(
        name=_of(facts), reason=lower_first(str(facts["reason"]))
    )


def _reinstated(facts: Mapping[str, Any]) -> str:
    return tr("*{name}* may rent again.").format(name=_of(facts))


told.register(
    {
        "member.new": _opened,
        "member.edit": _saved,
        "member.suspend": _suspended,
        "member.close": _closed,
        "member.reinstate": _reinstated,
    }
)

messages.register(
    {
        "cash.short": "That is less than the amount.",
        "member.no_name": "The account needs a name.",
        "member.number_taken": "{name} has the number {number} already.",
        "member.card_taken": "{name} has the card {card} already.",
        "member.bad_number": "An account number has no spaces, and at most 32 characters.",
        "member.limit_range": "That limit is too large.",
        "member.max_out_range": "That is not a number of films somebody can have out.",
        "member.no_reason": "Write the reason: it shows at the counter.",
        "member.already": "That is how the account stands already.",
        "renter.no_name": "Everybody on the account needs a name.",
        "renter.born_in_future": "This birth date has not come yet.",
        "renter.born_too_early": "Nobody is that old: check the year.",
        "renter.last": "Somebody has to stay on the account.",
    }
)
