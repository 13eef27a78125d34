"""Files of members: accounts by their number, one row a renter; the account's facts repeat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.catalog.folding import fold
from app.importing.fields import folded
from app.importing.names import Names
from app.importing.records import Record
from app.importing.report import Outcome
from app.importing.run import Run, differences, outcome_of, rows_in, stored
from app.members import rules
from app.members.models import Member, MemberStatus, Renter
from app.shop import settings
from app.shop.errors import RuleViolation
from app.store.fields import from_ms

_MEMBER = {
    "card": "card", "name": "name", "phone": "phone", "email": "email", "address": "address",
    "joined_on": "joined_on", "expires_on": "expires_on", "status_reason": "status_reason",
    "balance_limit": "limit_cents", "max_out": "max_out", "note": "note",
}  # fmt: skip
_RENTER = {
    "born_on": "born_on", "pays": "pays", "keeps_history": "keeps_history", "renter_card": "card",
}  # fmt: skip
_MEMBER_READ = (
    "id", "number", "card", "name", "phone", "email", "address", "joined_on", "expires_on",
    "status", "status_reason", "limit_cents", "max_out", "note",
)  # fmt: skip
_RENTER_READ = (
    "id", "member_id", "name", "born_on", "ceiling_id", "pays", "keeps_history", "card", "position",
)  # fmt: skip

_STATUSES = {
    "active": MemberStatus.ACTIVE, "1": MemberStatus.ACTIVE, "yes": MemberStatus.ACTIVE,
    "true": MemberStatus.ACTIVE, "open": MemberStatus.ACTIVE,
    "suspended": MemberStatus.SUSPENDED, "inactive": MemberStatus.SUSPENDED,
    "0": MemberStatus.SUSPENDED, "no": MemberStatus.SUSPENDED, "false": MemberStatus.SUSPENDED,
    "blocked": MemberStatus.SUSPENDED,
    "closed": MemberStatus.CLOSED, "left": MemberStatus.CLOSED,
}  # fmt: skip

Row = dict[str, Any]


class MemberLoader:
    """Takes the records of a file of members, a chunk at a time."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._names = Names(run)
        self._members: dict[str, Row] = {}
        self._renters: dict[int, list[Row]] = {}
        self._cards: dict[str, tuple[str, int]] = {}
        self._lines: dict[int, int] = {}
        self._today = settings.calendar().local_date(run.ctx.now())

    def prepare(self) -> None:
        """Nothing to read before the first chunk."""

    def begin(self, records: Sequence[Record]) -> None:
        """Reads the accounts, renters and cards that the records name."""
        self._names.refresh()
        if not self._run.dry:
            self._members.clear()
            self._renters.clear()
            self._cards.clear()
        numbers = {str(record["number"]) for record in records if "number" in record}
        sql = f"SELECT {', '.join(_MEMBER_READ)} FROM member WHERE number IN ({{}})"
        ids = []
        for row in rows_in(sql, numbers - self._members.keys()):
            member = dict(zip(_MEMBER_READ, row, strict=True))
            self._members[member["number"]] = member
            self._renters[member["id"]] = []
            ids.append(member["id"])
        columns = ", ".join(_RENTER_READ)
        sql = f"SELECT {columns} FROM renter WHERE member_id IN ({{}}) ORDER BY position, id"
        for row in rows_in(sql, ids):
            renter = dict(zip(_RENTER_READ, row, strict=True))
            self._renters[renter["member_id"]].append(renter)
        self._read_cards(records)

    def end(self) -> None:
        """Nothing is kept between chunks of a real run."""

    def suggestion(self, refusal: RuleViolation) -> str:
        """The shop's certificate that is likest to the one refused."""
        return self._names.suggestion(refusal)

    def take(self, record: Record) -> Outcome:
        """Drafts an account and a renter of it.

        Raises `import.no_number`, `import.member_number_bad`, `import.no_name`,
        `import.member_repeat`, `import.card_taken`, `import.born_bad`, `import.word_unknown`.
        """
        number = self._number(record)
        member = self._members.get(number)
        values = self._member_values(record, member)
        if member is None and "name" not in values:
            raise RuleViolation("import.no_name", field="name")
        name = str(record.get("renter") or rules.display_name(str(values.get("name", ""))))
        renter = self._renter(member, record, name)
        renter_values = self._renter_values(record, renter)
        changed = {} if member is None else differences(member, values, fill=False)
        if member is not None and changed and member["id"] in self._lines:
            first = self._lines[member["id"]]
            raise RuleViolation("import.member_repeat", field="number", first=first)
        if member is None:
            member, of_member = self._make_member(number, values), Outcome.ADDED
        else:
            of_member = self._change(Member, member, changed)
        self._lines.setdefault(member["id"], self._run.line)
        if renter is None and (name or of_member is Outcome.ADDED):
            self._make_renter(member, name or member["name"], renter_values)
            return Outcome.ADDED
        if renter is None:
            return of_member
        changes = differences(renter, renter_values, fill=False)
        return outcome_of(of_member, self._change(Renter, renter, changes))

    # -- checks ----------------------------------------------------------------------------

    def _number(self, record: Record) -> str:
        if "number" not in record:
            raise RuleViolation("import.no_number", field="number")
        try:
            return rules.clean_number(str(record["number"]))
        except RuleViolation as error:
            given = str(record["number"])[:60]
            raise RuleViolation("import.member_number_bad", field="number", given=given) from error

    def _member_values(self, record: Record, member: Row | None) -> Row:
        values = {
            column: stored(record[name]) for name, column in _MEMBER.items() if name in record
        }
        if "status" in record:
            found = _STATUSES.get(folded(record["status"]))
            if found is None:
                given = str(record["status"])[:60]
                raise RuleViolation("import.word_unknown", field="status", given=given)
            values["status"] = found.value
        if "name" not in values and member is None and "renter" in record:
            values["name"] = record["renter"]
        if "card" in values:
            self._refuse_card("card", values, ("member", member["id"] if member else 0))
        return values

    def _renter(self, member: Row | None, record: Record, name: str) -> Row | None:
        """The renter that a row means: by name, or the first where the row names none."""
        if member is None:
            return None
        renters = self._renters[member["id"]]
        if "renter" not in record:
            return renters[0] if renters else None
        return next((r for r in renters if fold(r["name"]) == fold(name)), None)

    def _renter_values(self, record: Record, renter: Row | None) -> Row:
        values = {
            column: stored(record[name]) for name, column in _RENTER.items() if name in record
        }
        if "born_on" in record:
            try:
                rules.check_birth(record["born_on"], self._today)
            except RuleViolation as error:
                given = values["born_on"]
                raise RuleViolation("import.born_bad", field="born_on", given=given) from error
        if "ceiling" in record:
            values["ceiling_id"] = self._names.certificate(record["ceiling"])
        if "card" in values:
            self._refuse_card("renter_card", values, ("renter", renter["id"] if renter else 0))
        return values

    def _refuse_card(self, field: str, values: Row, owner: tuple[str, int]) -> None:
        holder = self._cards.get(values["card"])
        if holder is None or holder == owner:
            return
        refusal = RuleViolation("import.card_taken", field=field, given=values["card"])
        if not self._run.decisions.leaves_out(refusal):
            raise refusal
        values.pop("card")

    # -- drafting --------------------------------------------------------------------------

    def _make_member(self, number: str, values: Row) -> Row:
        row: Row = {
            "card": None, "name": "", "phone": "", "email": "", "address": "", "joined_on": None,
            "expires_on": None, "status": MemberStatus.ACTIVE.value, "status_reason": "",
            "limit_cents": None, "max_out": None, "note": "",
        } | values  # fmt: skip
        note = {"note_by": self._run.ctx.staff if row["note"] else "", "note_at": None}
        member_id = self._run.drafts.add(Member, {"number": number, **row, **_derived(row), **note})
        member = {"id": member_id, "number": number, **row}
        self._members[number] = member
        self._renters[member_id] = []
        if row["card"]:
            self._cards[row["card"]] = ("member", member_id)
        self._run.made("member")
        return member

    def _make_renter(self, member: Row, name: str, values: Row) -> None:
        position = len(self._renters[member["id"]])
        row: Row = {
            "born_on": None, "ceiling_id": None, "pays": int(position == 0), "keeps_history": 0,
            "card": None,
        } | values  # fmt: skip
        limited = row["ceiling_id"] is not None
        draft = {
            "member_id": member["id"], "name": name, "key": fold(name), **row,
            "ceiling_by": self._run.ctx.staff if limited else "",
            "ceiling_on": self._today.isoformat() if limited else None,
            "position": position, "active": 1,
        }  # fmt: skip
        renter_id = self._run.drafts.add(Renter, draft)
        self._renters[member["id"]].append(
            {"id": renter_id, "member_id": member["id"], "name": name, "position": position, **row}
        )
        if row["card"]:
            self._cards[row["card"]] = ("renter", renter_id)
        self._run.made("renter")

    def _change(self, model: type[Member] | type[Renter], row: Row, changed: Row) -> Outcome:
        if not changed:
            return Outcome.UNCHANGED
        self._run.gained(changed)
        row.update(changed)
        values = {**changed, **(_derived(changed) if model is Member else {})}
        if model is Member and "note" in changed:
            values |= {"note_by": self._run.ctx.staff, "note_at": from_ms(self._run.now)}
        self._run.drafts.change(model, row["id"], values)
        return Outcome.UPDATED

    def _read_cards(self, records: Sequence[Record]) -> None:
        cards = {r[name] for r in records for name in ("card", "renter_card") if name in r}
        for card, id_ in rows_in("SELECT card, id FROM member WHERE card IN ({})", cards):
            self._cards[card] = ("member", id_)
        for card, id_ in rows_in("SELECT card, id FROM renter WHERE card IN ({})", cards):
            self._cards[card] = ("renter", id_)


def _derived(row: Row) -> Row:
    found: Row = {}
    if "name" in row:
        found["key"] = fold(row["name"])
    if "phone" in row:
        found["phone_digits"] = rules.phone_digits(row["phone"])
    return found
