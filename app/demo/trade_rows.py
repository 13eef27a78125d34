"""Writes simulated trade: rentals, the ledger, night-drop sessions, where each copy is now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.demo.rows import Rows
from app.demo.trade import DayOfTrade, Paid, Rented, Trade
from app.rentals.rules import Terms, period_words
from app.store import database as store


class TradeWriter:
    """Rows of trade as it happens. Money and renters are written from `ledger_from` on."""

    def __init__(self, trade: Trade, terms: Sequence[Terms], ledger_from: date) -> None:
        self._trade = trade
        self._terms = terms
        self._ledger_from = ledger_from
        self.rentals = 0
        self._last_rented: dict[int, int] = {}
        self._out: dict[int, tuple[int, int]] = {}
        self._scans: dict[int, list[Rented]] = {}
        # As the counter writes it: no title in the line.
        self._what = [f"{rule.class_name}, {period_words(rule)}" for rule in terms]
        self._rows = Rows(
            rental_terms="id, class_name, price_cents, period_nights, period_hours, due_kind,"
            " due_minute, late_mode, late_rate_cents, closed_days_count, grace_minutes, cap_kind,"
            " cap_cents, deposit_cents, replacement_cents",
            drop_session="id, box_id, since_at, since_kind, opened_at, opened_by, closed_at,"
            " closed_by, counted, why",
            rental="id, copy_id, member_id, renter_id, terms_id, started_at, due_on, due_at,"
            " returned_at, scanned_at, returned_by, drop_session_id, late_days, fee_cents,"
            " rented_by, taken_back_by",
            ledger_line="member_id, at, kind, amount_cents, rental_id, method, text, staff",
            drop_scan="session_id, barcode, scanned_at, outcome, copy_id, rental_id,"
            " effective_at, late_days, fee_cents, sentence, facts, taken_back",
        )
        for number, rule in enumerate(terms, 1):
            self._rows.add(
                "rental_terms", number, rule.class_name, rule.price_cents, rule.period_nights,
                rule.period_hours, rule.due_kind, rule.due_minute, rule.late_mode,
                rule.late_rate_cents, int(rule.closed_days_count), rule.grace_minutes,
                rule.cap_kind, rule.cap_cents, rule.deposit_cents, rule.replacement_cents,
            )  # fmt: skip
        self._barcodes = dict(store.rows("SELECT id, barcode FROM copy"))
        self._box = int(store.value("SELECT min(id) FROM drop_box"))
        self._sessions(trade)

    def _sessions(self, trade: Trade) -> None:
        """A session for each emptying; its number is the emptying's, counted from 1."""
        before = None
        for number, at in enumerate(trade.emptyings.at, 1):
            since, kind = (before, "emptied") if before is not None else (at, "close")
            self._rows.add(
                "drop_session", number, self._box, since, kind, at, "Dana", at + 900_000, "Dana",
                None, "",
            )  # fmt: skip
            before = at

    def write(self, day: DayOfTrade) -> None:
        """One day's rentals and payments."""
        kept = day.on >= self._ledger_from
        for rental in day.rentals:
            self._rental(rental, kept)
        if kept:
            for paid in day.payments:
                self._paid(paid)

    def _rental(self, rental: Rented, kept: bool) -> None:
        self.rentals += 1
        out = rental.scanned_at is None
        known = kept or out
        by = None if out else "box" if rental.by_box else "counter"
        session = rental.emptying + 1 if rental.emptying is not None and not out else None
        self._rows.add(
            "rental", rental.number, rental.copy_id, rental.member_id if known else None,
            rental.renter_id if known else None, rental.terms + 1, rental.started_at,
            rental.due_on.isoformat(), rental.due_at, rental.back_at, rental.scanned_at, by,
            session, None if out else rental.late_days, None if out else rental.fee_cents,
            rental.clerk, "" if out else rental.clerk,
        )  # fmt: skip
        self._last_rented[rental.copy_id] = rental.started_at
        if out:
            self._out[rental.copy_id] = (rental.due_at, rental.started_at)
        if not known:
            return
        price = self._terms[rental.terms].price_cents
        if kept:
            self._line(
                rental.member_id, rental.started_at, "rental", price, rental, rental.clerk,
                self._what[rental.terms],
            )  # fmt: skip
            if rental.fee_cents and rental.scanned_at:
                self._line(
                    rental.member_id, rental.scanned_at, "late_fee", rental.fee_cents, rental,
                    rental.clerk, rental.sentence,
                )  # fmt: skip
            if session:
                self._scan(rental, session)

    def _line(
        self,
        member: int,
        at: int,
        kind: str,
        cents: int,
        rental: Rented,
        clerk: str,
        text: str,
    ) -> None:
        self._rows.add("ledger_line", member, at, kind, cents, rental.number, None, text, clerk)

    def _paid(self, paid: Paid) -> None:
        self._rows.add(
            "ledger_line", paid.member_id, paid.at, "payment", -paid.cents, None, paid.method, "",
            paid.clerk,
        )  # fmt: skip

    def _scan(self, rental: Rented, session: int) -> None:
        self._rows.add(
            "drop_scan", session, self._barcodes[rental.copy_id], rental.scanned_at,
            "late" if rental.late_days else "returned", rental.copy_id, rental.number,
            rental.back_at, rental.late_days, rental.fee_cents, rental.sentence, "{}", 0,
        )  # fmt: skip

    def finish(self) -> None:
        """Writes the rest, balances, and on each copy where it is and when it was last rented."""
        self._rows.flush()
        raw = store.connection()
        raw.execute(
            "INSERT INTO member_balance (member_id, balance_cents)"
            " SELECT member_id, sum(amount_cents) FROM ledger_line GROUP BY member_id"
        )
        raw.executemany(
            "UPDATE copy SET last_rented_at = ? WHERE id = ?",
            ((at, copy) for copy, at in self._last_rented.items()),
        )
        raw.executemany(
            "UPDATE copy SET state = 'out', due_at = ?, state_since = ? WHERE id = ?",
            ((due, since, copy) for copy, (due, since) in self._out.items()),
        )
