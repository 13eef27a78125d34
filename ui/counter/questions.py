"""What the till asks of a visit: which line keys mean, whether a change concerns it."""

from __future__ import annotations

from app.shop.changes import Changes
from ui.counter.items import GoingItem, Item
from ui.counter.keys import ALT_KEYS
from ui.counter.visit import Going, Look
from ui.counter.words import tr


def override_target(look: Look | None, item: Item | None) -> str | None:
    """What Ctrl+O means: the marked blocked line, the account (empty), the newest blocked."""
    if look is None or look.account is None:
        return None
    if isinstance(item, GoingItem) and item.going.may_override:
        return item.going.barcode
    if look.may_override:
        return ""
    able = [each.barcode for each in look.going if each.may_override]
    return able[-1] if able else None


def concerns(changes: Changes, look: Look | None, rentals: frozenset[int]) -> bool:
    """Whether anything here could look different now; ``rentals`` are those of this counter."""
    if changes.settings or look is None:
        return True
    account = look.account.member_id if look.account is not None else None
    copies = {each.line.copy_id for each in look.going}
    return bool(
        account in changes.members
        or changes.rentals & rentals
        or changes.copies & copies
        or changes.titles & {each.line.title_id for each in look.going}
    )


def is_blocked(look: Look | None, going: Going | None) -> bool:
    """Whether a line stays here: not before there is an account to ask."""
    return (
        going is not None
        and look is not None
        and look.account is not None
        and (not going.line.allowed)
    )


def added_words(look: Look | None, going: Going | None) -> str:
    """Behind the code of a film that was just added: whose it is, or what it waits for."""
    if is_blocked(look, going):
        return tr("is blocked")
    if look is None or look.account is None:
        return tr("waits for a card")
    return tr("for {renter}").format(renter=going.renter) if going is not None else ""


def offer_keys(look: Look, going: Going) -> tuple[str, str] | None:
    """Who may have a blocked line, and the key that gives it to them."""
    if going.offer is None or look.account is None:
        return None
    at = look.account.active_renters.index(going.offer) + 1
    return going.offer.name, f"Alt+{at}" if at <= ALT_KEYS else ""
