"""What `check` asks of rentals and ledger beyond the file's own integrity."""

from __future__ import annotations

from app.store import check
from app.store import database as store
from app.store.check import Finding

_OUT_WITHOUT_RENTAL = """
    SELECT count(*), min(c.barcode) FROM copy c
    WHERE c.state = 'out'
        AND NOT EXISTS (SELECT 1 FROM rental r WHERE r.copy_id = c.id AND r.returned_at IS NULL)
"""

# A case that a member lost is missing while its rental goes on.
_RENTED_BUT_NOT_OUT = """
    SELECT count(*), min(c.barcode) FROM rental r JOIN copy c ON c.id = r.copy_id
    WHERE r.returned_at IS NULL AND c.state NOT IN ('out', 'missing')
"""

_RENTED_TWICE = """
    SELECT count(*), min(copy_id) FROM (
        SELECT copy_id FROM rental WHERE returned_at IS NULL GROUP BY copy_id HAVING count(*) > 1)
"""

_BALANCES = """
    SELECT count(*), min(member_id) FROM (
        SELECT member_id FROM (
            SELECT member_id, amount_cents AS cents FROM ledger_line
            UNION ALL
            SELECT member_id, -balance_cents FROM member_balance)
        GROUP BY member_id HAVING sum(cents) <> 0)
"""

# Imported rentals may keep their own amounts; for them the ledger alone counts.
_FEES = """
    WITH RECURSIVE fee (rental_id, id, cents) AS (
        SELECT rental_id, id, amount_cents FROM ledger_line
        WHERE rental_id IS NOT NULL AND kind = 'late_fee'
        UNION
        SELECT fee.rental_id, line.id, line.amount_cents
        FROM ledger_line line JOIN fee ON line.reverses_id = fee.id
    ),
    charged (rental_id, cents) AS (SELECT rental_id, sum(cents) FROM fee GROUP BY rental_id)
    SELECT count(*), min(charged.rental_id)
    FROM charged LEFT JOIN rental r ON r.id = charged.rental_id
    WHERE (r.source_id IS NULL OR r.id IS NULL) AND charged.cents <> CASE
        WHEN r.returned_at IS NULL THEN 0 ELSE max(coalesce(r.fee_cents, 0) - r.waived_cents, 0) END
"""

# Once privacy has let the renter go, the lines of a settled rental may be gone too.
_UNCHARGED = """
    SELECT count(*), min(r.id) FROM rental r
    WHERE r.fee_cents > r.waived_cents AND r.source_id IS NULL AND r.renter_id IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM ledger_line l WHERE l.rental_id = r.id AND l.kind = 'late_fee')
"""

# A rental that was undone is gone and its lines stay: together they are nothing. This is what a
# foreign key would watch, if a line could have one on what may go.
_OF_NO_RENTAL = """
    SELECT count(*), min(rental_id) FROM (
        SELECT l.rental_id FROM ledger_line l
        WHERE l.rental_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM rental r WHERE r.id = l.rental_id)
        GROUP BY l.rental_id HAVING sum(l.amount_cents) <> 0)
"""

_PROMISES = {
    "copies_out": (_OUT_WITHOUT_RENTAL, "copies out without a rental, the first"),
    "copies_rented": (_RENTED_BUT_NOT_OUT, "copies rented but not out, the first"),
    "rented_twice": (_RENTED_TWICE, "copies rented twice, the first"),
    "balances": (_BALANCES, "accounts whose balance is not the sum of their lines, the first"),
    "lines_of_no_rental": (_OF_NO_RENTAL, "rentals that are gone and still cost, the first"),
    "fees": (_FEES, "rentals whose late fee is not in the ledger as it should be, the first"),
    "fees_missing": (_UNCHARGED, "rentals whose late fee is not in the ledger, the first"),
}


def findings() -> list[Finding]:
    """Open rentals against copies out, balances against lines, late fees against their lines."""
    found = []
    for name, (sql, words) in _PROMISES.items():
        count, first = store.rows(sql)[0]
        if count:
            found.append(Finding(name, int(count), f"{words} {first}"))
    return found


check.add(findings)
