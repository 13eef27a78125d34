"""Renting and taking back, durably, beside a bare three-statement transaction on the same disk.

Every rental is of a copy and a member taken at random out of the whole shop, so that hardly a page
of it was read before: at a counter the scan would have warmed them. The bare transaction writes
into three small tables whose pages it knows; it is the disk's floor and no excuse for cold pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from app.rentals import checkout, returns
from app.shop.clock import Context, fixed
from app.store import database as store
from app.store import shopfile
from tests.bench.measure import NOW, Figure, each, percentile
from tests.bench.shops import copy_of_scarecrow

_TIMES = 300
_WARM_UP = 60


def run() -> Iterator[Figure]:
    """p95 of a rent and of a return; at most 5 ms, and at most 6 times the bare transaction."""
    path = copy_of_scarecrow()
    wanted = _wanted(path)
    shopfile.open_shop(path)
    try:
        ctx = Context(fixed(NOW), "Dana")
        later = Context(fixed(NOW + timedelta(days=9)), "Dana")
        free = {"expired", "over_limit", "too_many_out", "not_rentable", "deposit"}
        rent = partial(_rent, ctx, frozenset(free))
        back = partial(_back, later)
        rents, bacs, floor = [], [], []
        raw = _floor_database(path)
        for at, (member, renter, barcode) in enumerate(wanted):
            taken = each(
                [
                    partial(rent, member, renter, barcode),
                    partial(back, barcode),
                    partial(_bare, raw, at),
                ]
            )
            if at >= _WARM_UP:
                rents.append(taken[0])
                bacs.append(taken[1])
                floor.append(taken[2])
        raw.close()
        bare = percentile(floor, 0.95)
        yield Figure("rent, durable, p95", "ms", percentile(rents, 0.95), 5.0, bare, 6.0)
        yield Figure("return, durable, p95", "ms", percentile(bacs, 0.95), 5.0, bare, 6.0)
    finally:
        shopfile.close_shop()


def _wanted(path: Path) -> list[tuple[int, int, str]]:
    """Member, renter and barcode of each visit. The shop is closed again: no page stays known."""
    shopfile.open_shop(path)
    times = (_TIMES + _WARM_UP,)
    people = store.rows(
        "SELECT m.id, min(r.id) FROM member m JOIN renter r ON r.member_id = m.id"
        " WHERE m.status = 'active' AND r.born_on < '1980-01-01' AND r.active"
        " GROUP BY m.id ORDER BY m.id * 7919 % 49999 LIMIT ?",
        times,
    )
    barcodes = store.rows(
        "SELECT barcode FROM copy WHERE state = 'in' AND purpose = 'rental'"
        " ORDER BY id * 7919 % 100003 LIMIT ?",
        times,
    )
    shopfile.close_shop()
    return [(*person, *barcode) for person, barcode in zip(people, barcodes, strict=True)]


def _rent(ctx: Context, free: frozenset[str], member: int, renter: int, barcode: str) -> object:
    override = checkout.Override(free, "benchmark")
    return checkout.check_out(ctx, member, renter, [barcode], overrides={barcode: override})


def _back(ctx: Context, barcode: str) -> object:
    return returns.take_back(ctx, barcode=barcode)


def _floor_database(path: object) -> sqlite3.Connection:
    raw = sqlite3.connect(f"{path}.floor", isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE IF NOT EXISTS rental (id INTEGER PRIMARY KEY, copy, member, at)")
    raw.execute("CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, member, cents, text)")
    raw.execute("CREATE TABLE IF NOT EXISTS copy (id INTEGER PRIMARY KEY, state)")
    raw.execute("INSERT OR IGNORE INTO copy VALUES (1, 'in')")
    return raw


def _bare(raw: sqlite3.Connection, at: int) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO rental (copy, member, at) VALUES (?, ?, ?)", (at, 7, at))
    raw.execute("INSERT INTO line (member, cents, text) VALUES (7, 300, 'rental')")
    raw.execute("UPDATE copy SET state = 'out' WHERE id = 1")
    raw.execute("COMMIT")
