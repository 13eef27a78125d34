"""Files of titles and of copies: the title, its edition, its copy; each made where it is not there.

In a file of titles the file is right about the title. In a file of copies it is right about the
copy; title and edition only gain what they lack, so that the first of ten rows of one film decides
and the file can be read again without a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.catalog import numbers
from app.catalog.models import Copy, CopyState, Edition, Purpose
from app.importing.decisions import Action
from app.importing.fields import CLASS_PREFIX, Kind, folded
from app.importing.names import Names
from app.importing.records import CLASS_TERMS, Record
from app.importing.report import Outcome
from app.importing.rules_told import is_told, terms_of_record
from app.importing.run import Run, differences, outcome_of, rows_in, stored
from app.importing.title_book import TitleBook, TitleWish
from app.importing.title_facts import TitleFacts
from app.shop.errors import RuleViolation

_EDITION = {
    "upc": "upc", "edition": "label", "discs": "discs", "released_on": "released_on",
    "edition_note": "note",
}  # fmt: skip
_COPY = {
    "state_note": "state_note", "replacement": "replacement_cents", "sale_price": "sale_cents",
    "cost": "cost_cents", "added_at": "added_at", "labelled": "labelled", "note": "note",
}  # fmt: skip
_COPY_COLUMNS = (
    "id", "title_id", "edition_id", "section_id", "condition_id", "purpose", "state",
    "state_note", "rental_class_id", "replacement_cents", "sale_cents", "cost_cents", "added_at",
    "labelled", "note",
)  # fmt: skip

_PURPOSES = {
    "rental": Purpose.RENTAL, "rent": Purpose.RENTAL, "for rent": Purpose.RENTAL,
    "sale": Purpose.SALE, "for sale": Purpose.SALE, "sell": Purpose.SALE,
    "display": Purpose.DISPLAY, "display only": Purpose.DISPLAY,
}  # fmt: skip
_STATES = {
    "in": CopyState.IN, "available": CopyState.IN, "on shelf": CopyState.IN, "active": CopyState.IN,
    "out": CopyState.OUT, "rented": CopyState.OUT, "checked out": CopyState.OUT,
    "held": CopyState.HELD, "reserved": CopyState.HELD,
    "repair": CopyState.REPAIR, "in repair": CopyState.REPAIR,
    "damaged": CopyState.DAMAGED, "broken": CopyState.DAMAGED,
    "missing": CopyState.MISSING, "lost": CopyState.MISSING, "stolen": CopyState.MISSING,
    "sold": CopyState.SOLD,
    "retired": CopyState.RETIRED, "withdrawn": CopyState.RETIRED, "inactive": CopyState.RETIRED,
}  # fmt: skip


@dataclass(slots=True)
class _EditionWish:
    """What a row says of its edition, and which one it means (None: a new one)."""

    edition: dict[str, Any] | None
    values: dict[str, Any]


@dataclass(slots=True)
class _CopyWish:
    """What a row says of its copy, and the copy that has its barcode (None: a new one)."""

    copy: dict[str, Any] | None
    barcode: str
    values: dict[str, Any]


class StockLoader:
    """Takes the records of a file of titles or copies, a chunk at a time."""

    def __init__(self, run: Run, kind: Kind) -> None:
        self._run = run
        self._of_copies = kind is Kind.COPIES
        self._names = Names(run)
        self._titles = TitleBook(run, self._names, fill=self._of_copies)
        self._upcs: dict[str, tuple[int, int]] = {}
        self._copies: dict[str, dict[str, Any]] = {}
        self._remembered: dict[str, dict[str, Any]] = {}
        self._lines: dict[int, int] = {}

    def prepare(self) -> None:
        """Once, before the first chunk and outside any transaction."""
        self._titles.prepare()

    def begin(self, records: Sequence[Record]) -> None:
        """Reads what the records of a chunk may mean; in a real run inside its transaction."""
        self._names.refresh()
        if not self._run.dry:
            self._upcs.clear()
        upcs = {record["upc"] for record in records if "upc" in record}
        for upc, *ids in rows_in("SELECT upc, id, title_id FROM edition WHERE upc IN ({})", upcs):
            self._upcs[upc] = (ids[0], ids[1])
        barcodes = {record["barcode"] for record in records if "barcode" in record}
        sql = f"SELECT barcode, {', '.join(_COPY_COLUMNS)} FROM copy WHERE barcode IN ({{}})"
        self._copies = {
            barcode: dict(zip(_COPY_COLUMNS, row, strict=True))
            for barcode, *row in rows_in(sql, barcodes)
        }
        self._copies.update(
            {code: self._remembered[code] for code in barcodes if code in self._remembered}
        )
        known = {self._upcs[upc][1] for upc in upcs if upc in self._upcs}
        known.update(copy["title_id"] for copy in self._copies.values())
        self._titles.begin(records, known)

    def suggestion(self, refusal: RuleViolation) -> str:
        """The shop's name that is likest to the one refused."""
        return self._names.suggestion(refusal)

    def end(self) -> None:
        """After a chunk is written, or in a dry run let go."""
        self._titles.end()

    def take(self, record: Record) -> Outcome:
        """Drafts what one record asks for; raises `RuleViolation` before anything is drafted."""
        if not self._of_copies and "note" in record:
            record["title_note"] = record.pop("note")
        by_upc = self._title_by_upc(record)
        copy = self._copy_at(record) if self._of_copies else None
        if copy is not None and not {"title", "code", "upc"} & record.keys():
            title = TitleWish(self._titles.fact(copy["title_id"]), {}, {}, "")
        else:
            title = self._titles.wish(record, by_upc)
        class_id = self._class(record)
        edition = self._edition_wish(record, title.facts, copy, class_id)
        wish = self._copy_wish(record, title, copy, class_id) if self._of_copies else None
        facts, of_title = self._titles.apply(title)
        if edition is None:
            return of_title
        edition_row, of_edition = self._apply_edition(facts, edition)
        if wish is None:
            return outcome_of(of_title, of_edition)
        of_copy = self._apply_copy(facts, edition_row, wish)
        if of_copy is Outcome.ADDED:
            return of_copy
        gains = Outcome.UNCHANGED if of_title is of_edition is Outcome.UNCHANGED else None
        return of_copy if gains is not None else Outcome.UPDATED

    # -- checks: nothing is drafted here ---------------------------------------------------

    def _title_by_upc(self, record: Record) -> int | None:
        found = self._upcs.get(record.get("upc", ""))
        return None if found is None else found[1]

    def _class(self, record: Record) -> int | None:
        if CLASS_TERMS in record:
            return self._names.class_of(record[CLASS_TERMS])
        if "rental_class" not in record:
            return None
        if is_told(record, CLASS_PREFIX) and not self._names.has_class(record["rental_class"]):
            return self._names.class_of(terms_of_record(record, prefix=CLASS_PREFIX))
        return self._names.rental_class(record["rental_class"])

    def _edition_wish(
        self,
        record: Record,
        facts: TitleFacts | None,
        copy: dict[str, Any] | None,
        class_id: int | None,
    ) -> _EditionWish | None:
        """The edition that a row means; None where a file of titles names none.

        Raises `import.upc_taken`, `import.no_format`, `import.format_unknown`.
        """
        values = {column: stored(record[n]) for n, column in _EDITION.items() if n in record}
        if not self._of_copies:
            values |= {} if class_id is None else {"rental_class_id": class_id}
            if "replacement" in record:
                values["replacement_cents"] = record["replacement"]
        by_upc = self._by_upc(record, facts, values)
        if by_upc is not None:
            return _EditionWish(by_upc, values)
        own = self._own_edition(facts, copy)
        if "format" not in record and facts is not None:
            if own is not None:
                return _EditionWish(own, values)
            if len(facts.editions) == 1:
                return _EditionWish(facts.editions[0], values)
        if "format" not in record and not self._of_copies and not values:
            return None
        format_id = self._names.format(record.get("format"))
        found = _edition_of(facts, format_id, values, own)
        return _EditionWish(found, values | {"format_id": format_id})

    def _by_upc(
        self, record: Record, facts: TitleFacts | None, values: dict[str, Any]
    ) -> dict[str, Any] | None:
        """The edition with the row's UPC. One of another film's is refused, or left out."""
        at = self._upcs.get(record.get("upc", ""))
        if at is None:
            return None
        edition_id, title_id = at
        if facts is not None and facts.id == title_id:
            return next((e for e in facts.editions if e["id"] == edition_id), None)
        other = self._titles.fact(title_id).name
        refusal = RuleViolation("import.upc_taken", field="upc", given=record["upc"], other=other)
        if not self._run.decisions.leaves_out(refusal):
            raise refusal
        values.pop("upc")
        return None

    def _own_edition(
        self, facts: TitleFacts | None, copy: dict[str, Any] | None
    ) -> dict[str, Any] | None:
        if facts is None or copy is None or copy["title_id"] != facts.id:
            return None
        return next((e for e in facts.editions if e["id"] == copy["edition_id"]), None)

    def _copy_at(self, record: Record) -> dict[str, Any] | None:
        """The copy with the row's barcode. Raises `import.no_barcode`."""
        barcode = record.get("barcode", "")
        if not barcode:
            refusal = RuleViolation("import.no_barcode", field="barcode")
            if self._run.answer(refusal, Action.NEW_BARCODE) is None:
                raise refusal
            record["barcode"] = self._new_barcode()
            return None
        return self._copies.get(barcode)

    def _copy_wish(
        self,
        record: Record,
        title: TitleWish,
        copy: dict[str, Any] | None,
        class_id: int | None,
    ) -> _CopyWish:
        """Raises `import.barcode_taken`, `import.barcode_twice`, `import.section_unknown`."""
        values = {column: stored(record[n]) for n, column in _COPY.items() if n in record}
        if "purpose" in record:
            values["purpose"] = _word(record["purpose"], _PURPOSES, "purpose").value
        if "condition" in record:
            condition_id = self._names.condition(record["condition"])
            values |= {} if condition_id is None else {"condition_id": condition_id}
        if class_id is not None:
            values["rental_class_id"] = class_id
        if "section" in record:
            values["section_id"] = self._names.section(record["section"])
        if "state" in record:
            values |= _state(_word(record["state"], _STATES, "state"), copy)
        barcode = record["barcode"]
        if copy is not None:
            refusal = self._clash(copy, title, values, barcode)
            if refusal is not None:
                if self._run.answer(refusal, Action.NEW_BARCODE) is None:
                    raise refusal
                copy, barcode = None, self._new_barcode()
        if copy is None and "section_id" not in values:
            values["section_id"] = self._names.home(_genres(title))
        return _CopyWish(copy, barcode, values)

    def _clash(
        self, copy: dict[str, Any], title: TitleWish, values: dict[str, Any], barcode: str
    ) -> RuleViolation | None:
        if title.facts is None or title.facts.id != copy["title_id"]:
            other = self._titles.fact(copy["title_id"]).name
            return RuleViolation(
                "import.barcode_taken", field="barcode", given=barcode, other=other
            )
        first = self._lines.get(copy["id"])
        if first is not None and differences(copy, values, fill=False):
            return RuleViolation(
                "import.barcode_twice", field="barcode", given=barcode, first=first
            )
        return None

    def _new_barcode(self) -> str:
        if self._run.dry:
            return f"new {self._run.line}"
        while True:
            barcode = numbers.next_barcodes(1)[0]
            if barcode not in self._copies:
                return barcode

    # -- drafting: nothing is refused here -------------------------------------------------

    def _apply_edition(
        self, facts: TitleFacts, wish: _EditionWish
    ) -> tuple[dict[str, Any], Outcome]:
        if wish.edition is not None:
            return wish.edition, self._change_edition(facts, wish.edition, wish.values)
        row: dict[str, Any] = {
            "upc": None, "label": "", "discs": 1, "released_on": None, "note": "",
            "rental_class_id": None, "replacement_cents": None,
        } | wish.values  # fmt: skip
        format_id = row.pop("format_id")
        edition_id = self._run.drafts.add(Edition, {"title": facts.id, "format": format_id, **row})
        edition = {"id": edition_id, "title_id": facts.id, "format_id": format_id, **row}
        facts.editions.append(edition)
        if row["upc"] is not None:
            self._upcs[row["upc"]] = (edition_id, facts.id)
        self._titles.touched(facts)
        self._run.made("edition")
        return edition, Outcome.ADDED

    def _change_edition(
        self, facts: TitleFacts, edition: dict[str, Any], values: dict[str, Any]
    ) -> Outcome:
        changed = differences(edition, values, fill=self._of_copies)
        if self._of_copies and edition["discs"] == 1 and values.get("discs", 1) != 1:
            changed["discs"] = values["discs"]
        if not changed:
            return Outcome.UNCHANGED
        self._run.gained(changed)
        self._run.drafts.change(Edition, edition["id"], changed)
        edition.update(changed)
        if "upc" in changed:
            self._upcs[changed["upc"]] = (edition["id"], facts.id)
        self._titles.touched(facts)
        return Outcome.UPDATED

    def _apply_copy(self, facts: TitleFacts, edition: dict[str, Any], wish: _CopyWish) -> Outcome:
        if wish.copy is None:
            self._make_copy(facts, edition, wish)
            return Outcome.ADDED
        copy = wish.copy
        changed = differences(copy, wish.values, fill=False)
        if copy["edition_id"] != edition["id"]:
            changed["edition_id"] = edition["id"]
        self._lines.setdefault(copy["id"], self._run.line)
        if not changed:
            return Outcome.UNCHANGED
        self._run.gained(changed)
        copy.update(changed)
        if "state" in changed:
            changed["state_since"] = self._run.now
        self._run.drafts.change(Copy, copy["id"], changed)
        self._titles.touched(facts)
        self._remember(wish.barcode, copy)
        return Outcome.UPDATED

    def _make_copy(self, facts: TitleFacts, edition: dict[str, Any], wish: _CopyWish) -> None:
        row: dict[str, Any] = {
            "condition_id": None, "purpose": Purpose.RENTAL.value, "state": CopyState.IN.value,
            "state_note": "", "rental_class_id": edition["rental_class_id"],
            "replacement_cents": edition["replacement_cents"] or 0, "sale_cents": None,
            "cost_cents": None, "added_at": self._run.now, "labelled": 0, "note": "",
        } | wish.values  # fmt: skip
        named = {
            "title": facts.id, "edition": edition["id"], "barcode": wish.barcode,
            "section": row["section_id"], "condition": row["condition_id"],
            "state_since": row["added_at"], "due_at": None, "last_rented_at": None,
        }  # fmt: skip
        plain = {k: v for k, v in row.items() if k not in ("section_id", "condition_id")}
        copy_id = self._run.drafts.add(Copy, {**named, **plain})
        copy = {"id": copy_id, "title_id": facts.id, "edition_id": edition["id"], **row}
        self._copies[wish.barcode] = copy
        self._lines[copy_id] = self._run.line
        self._remember(wish.barcode, copy)
        self._titles.touched(facts)
        self._run.made("copy")

    def _remember(self, barcode: str, copy: dict[str, Any]) -> None:
        if self._run.dry:
            self._remembered[barcode] = copy


def _edition_of(
    facts: TitleFacts | None,
    format_id: int,
    values: dict[str, Any],
    own: dict[str, Any] | None,
) -> dict[str, Any] | None:
    """The title's edition of that format whose UPC and label do not say otherwise."""
    if facts is None:
        return None
    fitting = [
        edition
        for edition in facts.editions
        if edition["format_id"] == format_id
        and ("upc" not in values or edition["upc"] in (None, values["upc"]))
        and ("label" not in values or edition["label"] in ("", values["label"]))
    ]
    if own in fitting:
        return own
    return fitting[0] if fitting else None


def _genres(title: TitleWish) -> tuple[str, ...]:
    if title.lists.get("genres"):
        return title.lists["genres"]
    return title.facts.lists["genres"] if title.facts is not None else ()


def _word(text: str, known: dict[str, Any], field: str) -> Any:
    found = known.get(folded(text))
    if found is None:
        raise RuleViolation("import.word_unknown", field=field, given=text[:60])
    return found


def _state(state: CopyState, copy: dict[str, Any] | None) -> dict[str, Any]:
    """The state to write: none where rentals own it, for what is out is out by a rental alone."""
    if state is CopyState.OUT or (copy is not None and copy["state"] == CopyState.OUT):
        return {}
    return {"state": state.value}
