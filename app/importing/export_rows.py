"""Rows of an export, as field name to stored value, for a list of titles or members at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.importing.fields import CLASS_PREFIX
from app.importing.payments import OWN
from app.importing.rules_told import told_of
from app.importing.run import rows_in
from app.importing.title_facts import TitleFacts, load_facts
from app.rentals import stored as stored_rules
from app.rentals.models import LineKind

Row = dict[str, Any]

_TITLE = {
    "title": "name", "original_title": "original_name", "sort_title": "sort_name",
    "kind": "kind", "series": "series", "season": "season", "year": "year",
    "runtime": "runtime_minutes", "countries": "countries", "language": "language",
    "synopsis": "synopsis", "tagline": "tagline", "staff_pick": "staff_pick",
}  # fmt: skip
_COPY_SQL = """SELECT c.title_id, c.edition_id, c.barcode, s.name, n.name, c.purpose, c.state,
    c.state_note, c.rental_class_id, c.replacement_cents, c.sale_cents, c.cost_cents, c.added_at,
    c.labelled, c.note
    FROM copy c JOIN section s ON s.id = c.section_id
    LEFT JOIN condition n ON n.id = c.condition_id
    WHERE c.title_id IN ({}) ORDER BY c.edition_id, c.id"""
_COPY_FIELDS = (
    "barcode", "section", "condition", "purpose", "state", "state_note", "rental_class",
    "replacement", "sale_price", "cost", "added_at", "labelled", "note",
)  # fmt: skip

_MEMBER_SQL = """SELECT m.id, m.number, m.card, m.name, r.name, r.born_on, r.card, c.code, r.pays,
    r.keeps_history, m.phone, m.email, m.address, m.joined_on, m.expires_on, m.status,
    m.status_reason, m.limit_cents, m.max_out, m.note
    FROM member m LEFT JOIN renter r ON r.member_id = m.id AND r.active
    LEFT JOIN certificate c ON c.id = r.ceiling_id
    WHERE m.id IN ({}) ORDER BY r.position, r.id"""
_MEMBER_FIELDS = (
    "number", "card", "name", "renter", "born_on", "renter_card", "ceiling", "pays",
    "keeps_history", "phone", "email", "address", "joined_on", "expires_on", "status",
    "status_reason", "balance_limit", "max_out", "note",
)  # fmt: skip

# The late-fee line that importing the rental will write again; other lines are in `payments`.
_FEE_LINE = """(SELECT max(x.id) FROM ledger_line x
    WHERE x.rental_id = r.id AND x.kind = 'late_fee')"""
_RENTAL_SQL = f"""SELECT r.id, r.source_id, c.barcode, m.number, p.name, r.started_at, r.due_on,
    r.returned_at, r.scanned_at, r.returned_by, r.late_days,
    CASE WHEN r.member_id IS NULL OR (SELECT l.amount_cents FROM ledger_line l
        WHERE l.id = {_FEE_LINE}) = r.fee_cents THEN r.fee_cents ELSE 0 END,
    r.rented_by, r.taken_back_by, {stored_rules.terms_sql("t")}
    FROM rental r JOIN copy c ON c.id = r.copy_id
    JOIN rental_terms t ON t.id = r.terms_id
    LEFT JOIN member m ON m.id = r.member_id LEFT JOIN renter p ON p.id = r.renter_id
    WHERE {{}} ORDER BY r.started_at, r.id"""
_RENTAL_FIELDS = (
    "source_id", "barcode", "member", "renter", "rented_at", "due_on", "returned_at",
    "scanned_at", "returned_by", "late_days", "late_fee", "rented_by", "taken_back_by",
    "rental_class", "price", "nights", "hours", "due_kind", "due_time", "late_mode", "late_rate",
    "closed_days_count", "grace_minutes", "cap_kind", "cap", "replacement", "deposit",
)  # fmt: skip

_PAYMENT_SQL = f"""SELECT l.id, l.source_id, m.number, r.id, r.source_id, l.kind, l.amount_cents,
    l.at, l.method, l.text, l.staff
    FROM ledger_line l JOIN member m ON m.id = l.member_id
    LEFT JOIN rental r ON r.id = l.rental_id
    WHERE l.member_id IN ({{}})
    AND NOT (l.kind = 'rental' AND r.id IS NOT NULL AND l.id = (SELECT min(x.id)
        FROM ledger_line x WHERE x.rental_id = r.id AND x.kind = 'rental'))
    AND NOT (l.kind = 'late_fee' AND r.id IS NOT NULL AND r.fee_cents = l.amount_cents
        AND l.id = {_FEE_LINE})
    ORDER BY l.at, l.id"""
_PAYMENT_FIELDS = (
    "source_id", "member", "rental", "kind", "amount", "paid_at", "method", "text", "staff",
)  # fmt: skip


def titles(ids: Sequence[int]) -> Iterator[Row]:
    """A row for each edition of the titles, in their order; one for a title without any."""
    names = _Names()
    facts = load_facts(ids)
    for id_, code in _codes(ids):
        title = facts[id_]
        row = _title_row(title, code, names)
        row |= {"note": title.columns["note"], "added_at": title.columns["added_at"]}
        if not title.editions:
            yield row
        for edition in title.editions:
            class_id = edition["rental_class_id"]
            yield (
                row
                | _edition_row(edition, names)
                | {
                    **names.class_row(class_id),
                    "replacement": edition["replacement_cents"],
                }
            )


def copies(ids: Sequence[int]) -> Iterator[Row]:
    """A row for each copy of the titles, with what is said of its title and edition."""
    names = _Names()
    facts = load_facts(ids)
    of_title: dict[int, list[tuple[int, Row]]] = {}
    for title_id, edition_id, *values in rows_in(_COPY_SQL, ids):
        row = dict(zip(_COPY_FIELDS, values, strict=True))
        of_title.setdefault(title_id, []).append((edition_id, row))
    for id_, code in _codes(ids):
        title = facts[id_]
        shared = _title_row(title, code, names) | {"title_note": title.columns["note"]}
        editions = {edition["id"]: _edition_row(edition, names) for edition in title.editions}
        for edition_id, row in of_title.get(id_, ()):
            yield shared | editions[edition_id] | row | names.class_row(row["rental_class"])


def members(ids: Sequence[int]) -> Iterator[Row]:
    """A row for each renter of the accounts, in the accounts' order."""
    rows: dict[int, list[Row]] = {}
    for id_, *values in rows_in(_MEMBER_SQL, ids):
        rows.setdefault(id_, []).append(dict(zip(_MEMBER_FIELDS, values, strict=True)))
    for id_ in ids:
        yield from rows.get(id_, ())


def rentals(ids: Sequence[int]) -> Iterator[Row]:
    """The rentals of the accounts, each with the whole rule it was rented under."""
    return _rental_rows(rows_in(_RENTAL_SQL.format("r.member_id IN ({})"), ids))


def forgotten_rentals() -> Iterator[Row]:
    """The rentals whose renter privacy has let go."""
    return _rental_rows(rows_in(_RENTAL_SQL.format("r.member_id IS NULL AND 1 IN ({})"), [1]))


def payments(ids: Sequence[int]) -> Iterator[Row]:
    """The lines of the accounts' ledgers that no rental's import will write again."""
    for id_, source, number, rental_id, rental, kind, cents, *rest in rows_in(_PAYMENT_SQL, ids):
        paid = -cents if kind in (LineKind.PAYMENT, LineKind.WAIVER) else cents
        values = (
            source or f"{OWN}{id_}",
            number,
            None if rental_id is None else rental or f"{OWN}{rental_id}",
            kind,
            paid,
            *rest,
        )
        row = dict(zip(_PAYMENT_FIELDS, values, strict=True))
        if paid == 0:
            row["amount"] = 0
        yield row


def _rental_rows(found: Iterator[tuple[Any, ...]]) -> Iterator[Row]:
    for id_, source, *values in found:
        row = dict(zip(_RENTAL_FIELDS, (source or f"{OWN}{id_}", *values), strict=True))
        row["late_fee"] = row["late_fee"] or 0
        yield row


def _title_row(title: TitleFacts, code: str, names: _Names) -> Row:
    row: Row = {name: title.columns[column] for name, column in _TITLE.items()}
    certificate = names.certificates.get(title.columns["certificate_id"])
    return {"code": code, **row, **title.lists, "certificate": certificate}


def _edition_row(edition: Row, names: _Names) -> Row:
    return {
        "format": names.formats[edition["format_id"]], "upc": edition["upc"],
        "edition": edition["label"], "discs": edition["discs"],
        "released_on": edition["released_on"], "edition_note": edition["note"],
    }  # fmt: skip


def _codes(ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """(id, code) of the titles that are there, in the order asked for."""
    codes = dict(rows_in("SELECT id, code FROM title WHERE id IN ({})", ids))
    return ((id_, codes[id_]) for id_ in ids if id_ in codes)


class _Names:
    """Names by id of the short lists."""

    def __init__(self) -> None:
        read = "SELECT id, {} FROM {} WHERE 1 IN ({{}})"
        self.formats = dict(rows_in(read.format("name", "format"), [1]))
        self.certificates = dict(rows_in(read.format("code", "certificate"), [1]))
        rule = stored_rules.class_sql("k", "0")
        sql = f"SELECT k.id, {rule} FROM rental_class k WHERE 1 IN ({{}})"
        self._classes = {
            id_: {"rental_class": columns[0], **told_of(tuple(columns), CLASS_PREFIX)}
            for id_, *columns in rows_in(sql, [1])
        }

    def class_row(self, class_id: int | None) -> Row:
        """A class's name and whole rule, so that another shop can make it."""
        return self._classes.get(class_id or 0, {"rental_class": None})
