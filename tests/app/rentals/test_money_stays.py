"""The database itself keeps the ledger: nothing that happens to run may thin it."""

from __future__ import annotations

import sqlite3

import pytest

from app.members import actions as members
from app.rentals import ledger
from app.rentals.models import LineKind
from app.shop import long_work
from app.shop.clock import Context
from app.store import database as store

pytestmark = pytest.mark.usefixtures("shop")


@pytest.mark.parametrize(
    "statement", ["DELETE FROM ledger_line", "UPDATE ledger_line SET text = 'x'"]
)
@pytest.mark.parametrize("busy", [False, True])
def test_lines_stay_whatever_else_is_running(ctx: Context, statement: str, busy: bool) -> None:
    account = members.new_account(ctx, name="Marchetti, Ruth")
    ledger.charge(ctx, account.member_id, LineKind.DAMAGE, 500, "a scratched disc")
    if busy:
        long_work.LongWork(ctx, "titles.edit")  # left running, as a crash would leave it
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.connection().execute(statement)
    assert store.value("SELECT sum(amount_cents) FROM ledger_line") == 500
