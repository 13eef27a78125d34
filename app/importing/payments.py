"""Files of payments, and of the other lines of the ledger that are no rental's charges.

Amounts are what was paid: positive for a payment or a waiver, which take from what is owed. Other
kinds (damage, sale, opening) have the sign of the ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from app.importing.fields import folded
from app.importing.records import Record
from app.importing.report import Outcome
from app.importing.run import Run, rows_in
from app.importing.who import read_members
from app.rentals.models import LedgerLine, LineKind, PaymentMethod
from app.shop.errors import RuleViolation
from app.store.fields import to_ms

OWN = "own-"
"""Before the id of a rental or a line that has no source id of its own, in an export."""

_KINDS = {str(kind).replace("_", " "): kind for kind in LineKind}
_METHODS = {
    "cash": PaymentMethod.CASH, "card": PaymentMethod.CARD, "credit card": PaymentMethod.CARD,
    "debit card": PaymentMethod.CARD, "credit": PaymentMethod.CREDIT,
    "store credit": PaymentMethod.CREDIT, "punch card": PaymentMethod.PUNCH_CARD,
}  # fmt: skip

Natural = tuple[int, int, str, int]


class PaymentLoader:
    """Takes the records of a file of payments, a chunk at a time."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._members: dict[str, int] = {}
        self._rentals: dict[str, tuple[int, int | None]] = {}
        self._by_source: dict[str, Natural] = {}
        self._there: Counter[Natural] = Counter()
        self._seen: Counter[Natural] = Counter()

    def prepare(self) -> None:
        """Nothing to read before the first chunk."""

    def begin(self, records: Sequence[Record]) -> None:
        """Reads members, rentals and the lines that are there already."""
        if not self._run.dry:
            self._by_source.clear()
        numbers = {str(record["member"]) for record in records if "member" in record}
        self._members, _ = read_members(numbers)
        rentals = {str(record["rental"]) for record in records if "rental" in record}
        sql = "SELECT source_id, id, member_id FROM rental WHERE source_id IN ({})"
        self._rentals = {row[0]: row[1:] for row in rows_in(sql, rentals)}
        own = {int(key[len(OWN) :]) for key in rentals if _is_own(key)}
        for id_, member_id in rows_in("SELECT id, member_id FROM rental WHERE id IN ({})", own):
            self._rentals.setdefault(f"{OWN}{id_}", (id_, member_id))
        sources = {str(record["source_id"]) for record in records if "source_id" in record}
        sql = (
            "SELECT source_id, member_id, at, kind, amount_cents FROM ledger_line"
            " WHERE source_id IN ({})"
        )
        for source, *natural in rows_in(sql, sources):
            self._by_source[source] = tuple(natural)
        self._read_there(records)

    def end(self) -> None:
        """Nothing is kept between chunks of a real run."""

    def take(self, record: Record) -> Outcome:
        """Drafts one line.

        Raises `import.no_amount`, `import.no_paid_at`, `import.unknown_member`,
        `import.unknown_rental`, `import.in_future`, `import.payment_differs`,
        `import.word_unknown`.
        """
        kind = _word(record.get("kind", "payment"), _KINDS, "kind")
        rental_id, its_member = self._rental(record)
        member_id = self._member(record, its_member)
        if "amount" not in record:
            raise RuleViolation("import.no_amount", field="amount")
        if "paid_at" not in record:
            raise RuleViolation("import.no_paid_at", field="paid_at")
        at = to_ms(record["paid_at"])
        if at > self._run.now:
            given = record["paid_at"].isoformat()[:16]
            raise RuleViolation("import.in_future", field="paid_at", given=given)
        method = None
        if "method" in record:
            method = _word(record["method"], _METHODS, "method").value
        kind, cents = _signed(kind, record["amount"])
        natural = (member_id, at, kind.value, cents)
        source = str(record["source_id"]) if "source_id" in record else None
        if self._is_there(source, natural):
            return Outcome.UNCHANGED
        row = {
            "member": member_id, "at": at, "kind": kind.value, "amount_cents": cents,
            "rental_id": rental_id, "method": method, "text": str(record.get("text", "")),
            "staff": str(record.get("staff", "")), "reverses": None, "source_id": source,
        }  # fmt: skip
        self._run.drafts.add(LedgerLine, row)
        self._run.made("ledger_line")
        if source is not None:
            self._by_source[source] = natural
        return Outcome.ADDED

    def _rental(self, record: Record) -> tuple[int | None, int | None]:
        if "rental" not in record:
            return None, None
        found = self._rentals.get(str(record["rental"]))
        if found is None:
            given = str(record["rental"])[:60]
            raise RuleViolation("import.unknown_rental", field="rental", given=given)
        return found

    def _member(self, record: Record, of_rental: int | None) -> int:
        number = str(record.get("member", ""))
        found = self._members.get(number) if number else of_rental
        if found is None:
            raise RuleViolation("import.unknown_member", field="member", given=number[:60])
        return found

    def _is_there(self, source: str | None, natural: Natural) -> bool:
        """By its source id; a line without one by member, instant, kind and amount, as often as
        there are such lines.
        """
        known = self._by_source.get(source or "")
        if known is not None:
            if known != natural:
                raise RuleViolation("import.payment_differs", field="source_id")
            return True
        if source is not None and not _is_own(source):
            return False
        self._seen[natural] += 1
        return self._seen[natural] <= self._there[natural]

    def _read_there(self, records: Sequence[Record]) -> None:
        """How many lines of each member and instant were there before this run."""
        instants = {
            to_ms(record["paid_at"])
            for record in records
            if "paid_at" in record and _is_own(str(record.get("source_id", OWN + "0")))
        }
        members = set(self._members.values())
        if not instants or not members:
            return
        sql = (
            "SELECT member_id, at, kind, amount_cents FROM ledger_line WHERE member_id IN ({})"
            f" AND at BETWEEN {min(instants)} AND {max(instants)}"
        )
        found: Counter[Natural] = Counter()
        for member_id, at, kind, cents in rows_in(sql, members):
            if at in instants:
                found[member_id, at, kind, cents] += 1
        for natural, count in found.items():
            # What this run itself has written since does not count.
            self._there.setdefault(natural, count)


def _is_own(source: str) -> bool:
    return source.startswith(OWN) and source[len(OWN) :].isdigit() and source.isascii()


def _signed(kind: LineKind, paid: int) -> tuple[LineKind, int]:
    """The line's kind and sign: a payment takes away, a negative one is money given back."""
    if kind is LineKind.PAYMENT:
        return (LineKind.REFUND, -paid) if paid < 0 else (kind, -paid)
    return (kind, -paid) if kind is LineKind.WAIVER else (kind, paid)


def _word(text: Any, known: dict[str, Any], field: str) -> Any:
    found = known.get(folded(str(text)))
    if found is None:
        raise RuleViolation("import.word_unknown", field=field, given=str(text)[:60])
    return found
