"""What the tab of the rental classes has done: counting on the worker, retiring, removing."""

from __future__ import annotations

from dataclasses import dataclass

from app.rentals import classes, usage
from app.rentals.classes import ClassRow
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from ui.tasks import Cancelled, Report


@dataclass(frozen=True, slots=True)
class Usage:
    """What hangs on the classes; counted on the worker."""

    copies: dict[int, int]
    out: dict[str, int]


class PutAway:
    """Retires, brings back or removes a class."""

    def __init__(self, row: ClassRow, copies: int) -> None:
        self._row, self._copies = row, copies

    def __call__(self, ctx: Context) -> Done:
        row = self._row
        if row.retired:
            return classes.retire(ctx, row.class_id, False)
        if self._copies or row.copies:
            return classes.retire(ctx, row.class_id)
        try:
            return classes.remove(ctx, row.class_id)
        except RuleViolation as error:
            if error.code != "class.in_use":
                raise
            return classes.retire(ctx, row.class_id)


def count(report: Report, cancelled: Cancelled) -> Usage:
    """Counts copies and rentals under each class; for the worker."""
    return Usage(usage.copies_by_class(), usage.out_by_class())
