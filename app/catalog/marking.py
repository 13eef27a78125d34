"""Marking copies: missing and found, damaged, in repair and back, held, for sale, retired."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.catalog import copies, naming, rules
from app.catalog.models import Copy, CopyState, Purpose
from app.catalog.rules import Mark
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done, Work

__all__ = ["Mark", "mark", "marks_for"]


def marks_for(copy_id: int) -> tuple[Mark, ...]:
    """The marks that this copy can get now; none while it is out. Raises `copy.gone`."""
    copy = copies.get(copy_id)
    return rules.marks_of(copy.state, copy.purpose)


def mark(
    ctx: Context,
    copy_ids: Sequence[int],
    wanted: Mark,
    *,
    note: str = "",
    sale_cents: int | None = None,
) -> Done:
    """Marks copies, all or none.

    `note` stays with the state ("Ruth Marchetti, till Monday" of a held copy). `sale_cents` is
    asked for where the copy is put up for sale, unless it has a price.

    Raises `copy.gone`, `copy.none` for no copy at all, `copy.out` (it comes back first),
    `copy.cannot` (`mark`, `state`), `copy.no_price`, `amount.negative`.
    """
    if not copy_ids:
        raise RuleViolation("copy.none")
    clean = naming.line(note, 200, field="note")
    with operations.begin(ctx, "copy.mark") as work:
        marked = [copies.get(copy_id) for copy_id in dict.fromkeys(copy_ids)]
        for copy in marked:
            _mark_one(work, copy, wanted, clean, sale_cents)
        first = marked[0]
        work.facts(
            mark=str(wanted),
            count=len(marked),
            title=first.title.name,
            barcode=first.barcode,
            note=clean,
        )
        if clean:
            work.because(clean)
    return work.done


def _mark_one(work: Work, copy: Copy, wanted: Mark, note: str, sale_cents: int | None) -> None:
    facts: dict[str, Any] = {"title": copy.title.name, "barcode": copy.barcode}
    if copy.state == CopyState.OUT:
        raise RuleViolation("copy.out", **facts)
    then = rules.after(wanted, copy.state, copy.purpose)
    if then is None:
        raise RuleViolation("copy.cannot", mark=str(wanted), state=str(copy.state), **facts)
    state, purpose = then
    values: dict[str, Any] = {"state": state, "purpose": purpose, "state_note": note}
    if state != copy.state or purpose != copy.purpose:
        values["state_since"] = work.now
    if purpose == Purpose.SALE and wanted is Mark.SALE:
        price = sale_cents if sale_cents is not None else copy.sale_cents
        if price is None:
            raise RuleViolation("copy.no_price", field="sale_cents", **facts)
        if price < 0:
            raise RuleViolation("amount.negative", field="sale_cents", cents=price)
        values["sale_cents"] = price
    work.update(Copy, copy.id, **values)
