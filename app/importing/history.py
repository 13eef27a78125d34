"""Files of rentals: what was out, when it came back, and what that cost by the shop's own rules.

Each rental gets the terms of its copy's class, as if it had been rented here; one that is back is
rated (price at the rental, late fee at the return) and charged at those instants, one that is still
out puts its copy out. A map may say to keep the amounts of the file instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.catalog.folding import fold
from app.catalog.models import Copy, CopyState
from app.importing.records import Record
from app.importing.report import Outcome
from app.importing.rules_told import is_told, terms_of_record
from app.importing.run import Run, rows_in
from app.importing.who import read_members
from app.rentals import stored as stored_rules
from app.rentals.models import LedgerLine, LineKind, Rental, ReturnedBy
from app.rentals.rules import (
    Due,
    LateFee,
    Terms,
    due_moment,
    first_due,
    late_fee,
    period_words,
)
from app.shop import settings
from app.shop.calendar import OpeningCalendar
from app.shop.errors import RuleViolation
from app.store.fields import to_ms

_COPY_SQL = """SELECT c.barcode, c.id, c.title_id, c.state, c.last_rented_at, c.replacement_cents,
    coalesce(c.rental_class_id, s.rental_class_id)
    FROM copy c JOIN section s ON s.id = c.section_id WHERE c.barcode IN ({})"""
_RENTAL_SQL = (
    "SELECT id, copy_id, member_id, started_at, returned_at, source_id, due_on, due_at, terms_id"
    " FROM rental WHERE {}"
)

_KNOWN_COLUMNS = (
    "copy", "member", "started_at", "returned_at", "source_id", "due_on", "due_at", "terms",
)  # fmt: skip

Row = dict[str, Any]


@dataclass(slots=True)
class _CopyOut:
    """A copy as far as its rentals go."""

    id: int
    title_id: int
    state: str
    last_rented_at: int | None
    replacement_cents: int
    class_id: int | None


@dataclass(slots=True)
class _Known:
    """A rental that is there already, or that this run has drafted."""

    id: int
    copy_id: int
    member_id: int | None
    started_at: int
    returned_at: int | None
    source_id: str | None
    due_on: str
    due_at: int
    terms_id: int


@dataclass(slots=True)
class _Facts:
    """One row, checked."""

    copy: _CopyOut
    barcode: str
    member_id: int | None
    renter_id: int | None
    started: datetime
    returned: datetime | None
    source_id: str | None


class RentalLoader:
    """Takes the records of a file of rentals, a chunk at a time."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._own = own = settings.calendar()
        # A map of a shop that never closed rates its history without our closed days.
        self._calendar = own if run.file_map.closures else OpeningCalendar(own.tz, ((),) * 7)
        self._copies: dict[str, _CopyOut] = {}
        self._members: dict[str, int] = {}
        self._renters: dict[int, list[tuple[int, str]]] = {}
        self._by_source: dict[str, _Known] = {}
        self._by_start: dict[tuple[int, int], _Known] = {}
        self._open: dict[int, _Known] = {}
        self._classes: dict[int, Terms] = {}
        self._terms_ids: dict[Terms, int] = {}

    def prepare(self) -> None:
        """Nothing to read before the first chunk."""

    def begin(self, records: Sequence[Record]) -> None:
        """Reads copies, members and the rentals that are there already."""
        self._read_classes()
        if not self._run.dry:
            self._by_source.clear()
            self._by_start.clear()
            self._open.clear()
        barcodes = {record["barcode"] for record in records if "barcode" in record}
        self._copies = {row[0]: _CopyOut(*row[1:]) for row in rows_in(_COPY_SQL, barcodes)}
        numbers = {str(record["member"]) for record in records if "member" in record}
        self._members, self._renters = read_members(numbers)
        sources = {str(record["source_id"]) for record in records if "source_id" in record}
        sql = _RENTAL_SQL.format("source_id IN ({})")
        for row in rows_in(sql, sources):
            self._know(_Known(*row))
        starts = {to_ms(record["rented_at"]) for record in records if "rented_at" in record}
        ids = {copy.id for copy in self._copies.values()}
        if starts and ids:
            between = f"copy_id IN ({{}}) AND started_at BETWEEN {min(starts)} AND {max(starts)}"
            for row in rows_in(_RENTAL_SQL.format(between), ids):
                self._know(_Known(*row))
            for row in rows_in(_RENTAL_SQL.format("returned_at IS NULL AND copy_id IN ({})"), ids):
                self._know(_Known(*row))

    def end(self) -> None:
        """Nothing is kept between chunks of a real run."""

    def take(self, record: Record) -> Outcome:
        """Drafts a rental, its lines of the ledger, and its copy's state.

        Raises `import.unknown_copy`, `import.unknown_member`, `import.unknown_renter`,
        `import.no_rented_at`, `import.returned_before_rented`, `import.in_future`,
        `import.already_out`, `import.no_class`, `import.rental_differs`.
        """
        facts = self._facts(record)
        known = self._known(facts)
        if known is not None:
            return self._again(known, facts, record)
        if facts.returned is None:
            self._refuse_second(facts)
        terms = self._terms(record, facts)
        due = self._due(record, facts, terms)
        self._make(record, facts, terms, due)
        return Outcome.ADDED

    # -- checks ----------------------------------------------------------------------------

    def _facts(self, record: Record) -> _Facts:
        barcode = str(record.get("barcode", ""))
        copy = self._copies.get(barcode)
        if copy is None:
            raise RuleViolation("import.unknown_copy", field="barcode", given=barcode[:60])
        if "rented_at" not in record:
            raise RuleViolation("import.no_rented_at", field="rented_at")
        started, returned = record["rented_at"], record.get("returned_at")
        if returned is not None and returned < started:
            raise RuleViolation("import.returned_before_rented", field="returned_at")
        latest = returned or started
        if to_ms(latest) > self._run.now:
            field = "rented_at" if returned is None else "returned_at"
            raise RuleViolation("import.in_future", field=field, given=latest.isoformat()[:16])
        member_id = self._member(record, returned)
        return _Facts(
            copy,
            barcode,
            member_id,
            self._renter(record, member_id),
            started,
            returned,
            str(record["source_id"]) if "source_id" in record else None,
        )

    def _member(self, record: Record, returned: datetime | None) -> int | None:
        number = str(record.get("member", ""))
        if not number and returned is not None:
            return None  # privacy has let go of who it was
        found = self._members.get(number)
        if found is None:
            raise RuleViolation("import.unknown_member", field="member", given=number[:60])
        return found

    def _renter(self, record: Record, member_id: int | None) -> int | None:
        if member_id is None:
            return None
        renters = self._renters.get(member_id, [])
        if "renter" not in record:
            return renters[0][0] if renters else None
        wanted = fold(record["renter"])
        for renter_id, key in renters:
            if key == wanted:
                return renter_id
        given = str(record["renter"])[:60]
        raise RuleViolation("import.unknown_renter", field="renter", given=given)

    def _known(self, facts: _Facts) -> _Known | None:
        by_source = self._by_source.get(facts.source_id or "")
        return by_source or self._by_start.get((facts.copy.id, to_ms(facts.started)))

    def _again(self, known: _Known, facts: _Facts, record: Record) -> Outcome:
        """A rental that is there: the same, or back by now; anything else is refused."""
        same = (
            known.copy_id == facts.copy.id
            and known.started_at == to_ms(facts.started)
            and (known.member_id is None or known.member_id == facts.member_id)
        )
        if not same:
            raise RuleViolation("import.rental_differs", field="source_id")
        returned = None if facts.returned is None else to_ms(facts.returned)
        if known.returned_at is not None or returned is None:
            if returned is not None and returned != known.returned_at:
                raise RuleViolation("import.rental_differs", field="returned_at")
            return Outcome.UNCHANGED
        self._bring_back(known, facts, record)
        return Outcome.UPDATED

    def _refuse_second(self, facts: _Facts) -> None:
        if facts.copy.id in self._open:
            raise RuleViolation("import.already_out", field="barcode", given=facts.barcode)

    # -- rules -----------------------------------------------------------------------------

    def _terms(self, record: Record, facts: _Facts) -> Terms:
        """The row's own rule (an export has it whole), else that of the copy's class."""
        if is_told(record):
            return terms_of_record(record, facts.copy.replacement_cents)
        terms = self._classes.get(facts.copy.class_id or 0)
        if terms is None:
            raise RuleViolation("import.no_class", field="barcode", given=facts.barcode)
        if facts.copy.replacement_cents == terms.replacement_cents:
            return terms
        columns = stored_rules.columns_of(terms)
        return stored_rules.terms_of((*columns[:-2], facts.copy.replacement_cents, columns[-1]))

    def _due(self, record: Record, facts: _Facts, terms: Terms) -> Due:
        due = first_due(terms, facts.started, self._calendar)
        if "due_on" in record and record["due_on"] != due.due_on:
            told = Due(due.from_at, record["due_on"], due.due_at)
            return Due(due.from_at, told.due_on, due_moment(told, terms, self._calendar).at)
        return due

    def _fee(self, record: Record, due: Due, returned: datetime, terms: Terms) -> LateFee:
        return late_fee([due], returned, terms, self._calendar, currency=self._run.settings.money)

    # -- drafting --------------------------------------------------------------------------

    def _make(self, record: Record, facts: _Facts, terms: Terms, due: Due) -> None:
        run = self._run
        fee = None if facts.returned is None else self._fee(record, due, facts.returned, terms)
        returned = None if facts.returned is None else to_ms(facts.returned)
        scanned = returned
        if returned is not None and "scanned_at" in record:
            scanned = min(max(to_ms(record["scanned_at"]), returned), run.now)
        charged = 0 if fee is None else self._fee_cents(record, fee)
        row: Row = {
            "copy": facts.copy.id, "member": facts.member_id, "renter": facts.renter_id,
            "terms": self._terms_id(terms), "started_at": to_ms(facts.started),
            "due_on": due.due_on.isoformat(), "due_at": to_ms(due.due_at),
            "returned_at": returned, "scanned_at": scanned,
            "returned_by": None if returned is None else _returned_by(record),
            "drop_session_id": None,
            "late_days": None if fee is None else self._late_days(record, fee),
            "fee_cents": None if fee is None else charged, "waived_cents": 0,
            "rented_by": str(record.get("rented_by", "")),
            "taken_back_by": str(record.get("taken_back_by", "")), "source_id": facts.source_id,
        }  # fmt: skip
        rental_id = run.drafts.add(Rental, row)
        self._know(_Known(rental_id, *(row[name] for name in _KNOWN_COLUMNS)))
        run.made("rental")
        if facts.member_id is not None:
            self._charge_price(record, facts, terms, rental_id)
            if fee is not None:
                self._charge_fee(record, facts.member_id, rental_id, scanned or 0, charged, fee)
        self._move_copy(facts, due, terms)

    def _charge_price(self, record: Record, facts: _Facts, terms: Terms, rental_id: int) -> None:
        keep = self._run.file_map.keep_amounts and "price" in record
        cents = record["price"] if keep else terms.price_cents
        text = f"{terms.class_name}, {period_words(terms)}"
        at, staff = to_ms(facts.started), str(record.get("rented_by", ""))
        self._line(facts.member_id, at, LineKind.RENTAL, cents, text, rental_id, staff)

    def _charge_fee(
        self, record: Record, member_id: int, rental_id: int, at: int, cents: int, fee: LateFee
    ) -> None:
        staff = str(record.get("taken_back_by") or record.get("rented_by", ""))
        text = fee.sentence if cents == fee.amount_cents and cents else ""
        self._line(member_id, at, LineKind.LATE_FEE, cents, text, rental_id, staff)

    def _line(
        self,
        member_id: int | None,
        at: int,
        kind: LineKind,
        cents: int,
        text: str,
        rental_id: int,
        staff: str,
    ) -> None:
        if not cents:
            return
        row = {
            "member": member_id, "at": at, "kind": kind.value, "amount_cents": cents,
            "rental_id": rental_id, "method": None, "text": text, "staff": staff,
            "reverses": None, "source_id": None,
        }  # fmt: skip
        self._run.drafts.add(LedgerLine, row)
        self._run.made("ledger_line")

    def _fee_cents(self, record: Record, fee: LateFee) -> int:
        if self._run.file_map.keep_amounts:
            return int(record.get("late_fee", 0))
        return fee.amount_cents

    def _late_days(self, record: Record, fee: LateFee) -> int:
        if self._run.file_map.keep_amounts and "late_days" in record:
            return int(record["late_days"])
        return fee.late_days

    def _move_copy(self, facts: _Facts, due: Due, terms: Terms) -> None:
        """The copy goes out with an open rental; when it last went out is written at the end.

        Until when is our own calendar's to say, whatever the history was rated by.
        """
        copy, started = facts.copy, to_ms(facts.started)
        self._run.titles_touched.add(copy.title_id)
        if facts.returned is None:
            values = {"state": CopyState.OUT.value, "state_since": started, "state_note": ""}
            values["due_at"] = to_ms(due_moment(due, terms, self._own).at)
            self._run.drafts.change(Copy, copy.id, values)
            copy.state = CopyState.OUT.value
        self._run.last_rented[copy.id] = max(self._run.last_rented.get(copy.id, 0), started)

    def _bring_back(self, known: _Known, facts: _Facts, record: Record) -> None:
        """A rental that was out at the last import and is back in this file."""
        assert facts.returned is not None
        run = self._run
        terms = self._terms_by_id(known.terms_id)
        due = stored_rules.due_of(known.started_at, known.due_on, known.due_at)
        fee = self._fee(record, due, facts.returned, terms)
        charged, returned = self._fee_cents(record, fee), to_ms(facts.returned)
        run.drafts.change(
            Rental,
            known.id,
            {
                "returned_at": returned, "scanned_at": returned,
                "returned_by": ReturnedBy.IMPORT.value,
                "late_days": self._late_days(record, fee), "fee_cents": charged,
                "taken_back_by": str(record.get("taken_back_by", "")),
            },
            makes_room=True,
        )  # fmt: skip
        values = {"state": CopyState.IN.value, "state_since": returned, "state_note": ""}
        run.drafts.change(Copy, known.copy_id, {**values, "due_at": None}, makes_room=True)
        if known.member_id is not None:
            self._charge_fee(record, known.member_id, known.id, returned, charged, fee)
        known.returned_at = returned
        self._open.pop(known.copy_id, None)
        run.titles_touched.add(facts.copy.title_id)
        run.gained(("returned_at",))

    # -- reading ---------------------------------------------------------------------------

    def _know(self, known: _Known) -> None:
        if known.source_id:
            self._by_source[known.source_id] = known
        self._by_start[known.copy_id, known.started_at] = known
        if known.returned_at is None:
            self._open[known.copy_id] = known

    def _read_classes(self) -> None:
        sql = (
            f"SELECT k.id, {stored_rules.class_sql('k', '0')} FROM rental_class k WHERE 1 IN ({{}})"
        )
        self._classes = {
            class_id: stored_rules.terms_of(tuple(columns))
            for class_id, *columns in rows_in(sql, [1])
        }

    def _terms_id(self, terms: Terms) -> int:
        if self._run.dry:
            return 0
        found = self._terms_ids.get(terms)
        if found is None:
            found = self._terms_ids[terms] = stored_rules.terms_id(terms)
        return found

    def _terms_by_id(self, terms_id: int) -> Terms:
        if not terms_id:  # a dry run's own rental, whose terms nobody stored
            return next(iter(self._classes.values()))
        columns = ", ".join(stored_rules.TERMS_COLUMNS)
        sql = f"SELECT {columns} FROM rental_terms WHERE id IN ({{}})"
        return stored_rules.terms_of(next(rows_in(sql, [terms_id])))


def _returned_by(record: Record) -> str:
    told = str(record.get("returned_by", ""))
    return told if told in set(ReturnedBy) else ReturnedBy.IMPORT.value
