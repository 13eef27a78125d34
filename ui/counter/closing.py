"""F12: what is allowed goes out and is paid, in one transaction."""

from __future__ import annotations

from app.rentals import checkout, ledger
from app.rentals.models import PaymentMethod
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.shop.words import listed
from ui.counter.pay import Finished
from ui.counter.visit import Look, Visit


def close(ctx: Context, look: Look, visit: Visit, method: PaymentMethod) -> Done:
    """Rents what is allowed and takes what is to be paid; without films, the payment alone.

    Raises as ``check_out`` and ``pay`` do: where another till was first, nothing is written.
    """
    if look.account is None or look.renter is None:
        raise RuleViolation("rent.nothing")
    paid = look.to_pay_cents
    payments = {method: paid} if paid else {}
    barcodes = [each.barcode for each in look.allowed]
    if not barcodes:
        return ledger.pay(ctx, look.account.member_id, payments)
    return checkout.check_out(
        ctx,
        look.account.member_id,
        look.renter.renter_id,
        barcodes,
        overrides=visit.overrides(),
        payments=payments,
        renters=visit.renters(),
    )


def finished(look: Look, method: PaymentMethod, given_cents: int) -> Finished:
    """What it came to, for the right column."""
    renters = listed(list(dict.fromkeys(each.renter for each in look.allowed)))
    return Finished(len(look.allowed), renters, look.to_pay_cents, method, given_cents)
