"""What a person does with accounts: open, edit, suspend, close; each one transaction, undoable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.catalog.folding import fold
from app.members import rules
from app.members.models import Member, MemberStatus, Renter
from app.shop import operations, settings
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store


@dataclass(frozen=True)
class AccountDone(Done):
    """A saved account: its id and number, and the renters that this action wrote."""

    member_id: int
    number: str
    renter_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class RenterDraft:
    """A person to add: `ceiling_id` is the certificate they may go up to, None for any."""

    name: str
    born_on: date | None = None
    ceiling_id: int | None = None
    card: str | None = None
    pays: bool = False
    keeps_history: bool = False


_ACCOUNT_FIELDS = frozenset(
    [
        "name",
        "number",
        "card",
        "phone",
        "email",
        "address",
        "joined_on",
        "expires_on",
        "limit_cents",
        "max_out",
    ]
)
_RENTER_FIELDS = frozenset(
    ["name", "born_on", "ceiling_id", "card", "pays", "keeps_history", "position"]
)


def new_account(
    ctx: Context,
    *,
    name: str,
    renters: Sequence[RenterDraft] = (),
    number: str | None = None,
    note: str = "",
    **fields: Any,
) -> AccountDone:
    """Opens an account; without renters, its name is its one renter.

    `fields` are those of `edit`. Without a number it gets the shop's next free one, which is never
    given twice. `joined_on` defaults to the shop's today. Raises `RuleViolation` `member.no_name`,
    `member.bad_number`, `member.number_taken`, `member.card_taken`, `renter.*`.
    """
    with operations.begin(ctx, "member.new") as work:
        today = settings.calendar().local_date(work.now)
        given = {"joined_on": today, **fields, "name": name}
        given["number"] = _free_number() if number is None else number
        values = _account_values(given, None)
        member_id = work.insert(Member, **values, **_note_values(work, note))
        drafts = renters or (RenterDraft(rules.display_name(values["name"]), pays=True),)
        renter_ids = tuple(
            _insert_renter(work, member_id, draft, position)
            for position, draft in enumerate(drafts)
        )
        work.facts(name=values["name"], number=values["number"])
    return _result(work, member_id, renter_ids)


def save(
    ctx: Context,
    member_id: int,
    *,
    fields: Mapping[str, Any],
    note: str,
    renters: Sequence[tuple[int | None, RenterDraft]],
) -> AccountDone:
    """Writes a whole account in one step of Undo, as its form has it.

    `fields` are those of `new_account`. `renters` are all that stay, in their order, with their ids
    (None for a new one); who is not among them is taken off. A note that reads as before keeps who
    wrote it. Raises what `new_account` raises, and `renter.last` where nobody would stay.
    """
    with operations.begin(ctx, "member.edit") as work:
        member = _member(member_id)
        work.update(Member, member_id, **_account_values(dict(fields), member_id))
        if note.strip() != member.note:
            work.update(Member, member_id, **_note_values(work, note))
        ids = _save_renters(work, member, renters)
        _say_who(work, member_id)
    return _result(work, member_id, ids)


def _save_renters(
    work: Work, member: Member, renters: Sequence[tuple[int | None, RenterDraft]]
) -> tuple[int, ...]:
    if not renters:
        raise RuleViolation("renter.last", renter=member.name)
    kept = {renter_id for renter_id, _draft in renters}
    for gone in Renter.select().where(Renter.member_id == member.id, Renter.active):
        if gone.id not in kept:
            work.update(Renter, gone.id, active=False)
    made = []
    for position, (renter_id, draft) in enumerate(renters):
        if renter_id is None:
            made.append(_insert_renter(work, member.id, draft, position))
            continue
        fields = {name: getattr(draft, name) for name in _RENTER_FIELDS - {"position"}}
        _update_renter(work, _renter(renter_id), {**fields, "position": position})
        made.append(renter_id)
    return tuple(made)


def suspend(ctx: Context, member_id: int, reason: str) -> AccountDone:
    """Stops an account from renting until it is reinstated; the reason shows at the counter."""
    return _set_status(ctx, "member.suspend", member_id, MemberStatus.SUSPENDED, reason)


def close(ctx: Context, member_id: int, reason: str) -> AccountDone:
    """Ends an account. What is still out or owed stays with it."""
    return _set_status(ctx, "member.close", member_id, MemberStatus.CLOSED, reason)


def reinstate(ctx: Context, member_id: int) -> AccountDone:
    """Lets a suspended or closed account rent again."""
    return _set_status(ctx, "member.reinstate", member_id, MemberStatus.ACTIVE, None)


# -- inside --------------------------------------------------------------------------------


def _result(work: Work, member_id: int, renter_ids: Iterable[int] = ()) -> AccountDone:
    number = str(store.value("SELECT number FROM member WHERE id = ?", (member_id,)))
    return AccountDone(
        **vars(work.done), member_id=member_id, number=number, renter_ids=tuple(renter_ids)
    )


def _member(member_id: int) -> Member:
    found: Member | None = Member.get_or_none(Member.id == member_id)
    if found is None:
        raise NotFound("member.unknown", member_id=member_id)
    return found


def _renter(renter_id: int) -> Renter:
    found: Renter | None = Renter.get_or_none(Renter.id == renter_id)
    if found is None:
        raise NotFound("renter.unknown", renter_id=renter_id)
    return found


def _say_who(work: Work, member_id: int) -> None:
    member = _member(member_id)
    work.facts(name=member.name, number=member.number)


def _set_status(
    ctx: Context, intent: str, member_id: int, status: MemberStatus, reason: str | None
) -> AccountDone:
    clean = "" if reason is None else rules.clean_reason(reason)
    with operations.begin(ctx, intent) as work:
        member = _member(member_id)
        if member.status == status:
            raise RuleViolation("member.already", status=str(status), name=member.name)
        work.update(Member, member_id, status=status, status_reason=clean)
        work.facts(name=member.name, number=member.number, reason=clean)
        if clean:
            work.because(clean)
    return _result(work, member_id)


def _account_values(fields: dict[str, Any], member_id: int | None) -> dict[str, Any]:
    """The columns of checked fields; names that an account does not have are our own bug."""
    unknown = fields.keys() - _ACCOUNT_FIELDS
    if unknown:
        raise TypeError(f"not fields of an account: {sorted(unknown)}")
    values = dict(fields)
    if "name" in values:
        values["name"] = rules.clean_name(values["name"])
        values["key"] = fold(values["name"])
    if "number" in values:
        values["number"] = rules.clean_number(values["number"])
        _refuse_taken("number", values["number"], member_id)
    if "card" in values:
        values["card"] = (values["card"] or "").strip() or None
        _refuse_taken_card(values["card"], member_id=member_id)
    if "phone" in values:
        values["phone"] = values["phone"].strip()
        values["phone_digits"] = rules.phone_digits(values["phone"])
    rules.check_limits(values.get("limit_cents"), values.get("max_out"))
    return values


def _note_values(work: Work, text: str) -> dict[str, Any]:
    clean = text.strip()
    by, at = (work.ctx.staff, work.now) if clean else ("", None)
    return {"note": clean, "note_by": by, "note_at": at}


def _insert_renter(work: Work, member_id: int, draft: RenterDraft, position: int) -> int:
    fields = {name: getattr(draft, name) for name in _RENTER_FIELDS - {"position"}}
    values = _renter_values(work, fields, None)
    return work.insert(Renter, member_id=member_id, position=position, **values)


def _update_renter(work: Work, renter: Renter, fields: dict[str, Any]) -> None:
    """Writes checked fields; a ceiling that stays keeps who set it, and when."""
    values = _renter_values(work, fields, renter.id)
    if values.get("ceiling_id", renter.ceiling_id) == renter.ceiling_id:
        values.pop("ceiling_by", None)
        values.pop("ceiling_on", None)
    work.update(Renter, renter.id, **values)


def _renter_values(work: Work, fields: dict[str, Any], renter_id: int | None) -> dict[str, Any]:
    unknown = fields.keys() - _RENTER_FIELDS
    if unknown:
        raise TypeError(f"not fields of a renter: {sorted(unknown)}")
    values = dict(fields)
    today = settings.calendar().local_date(work.now)
    if "name" in values:
        values["name"] = rules.clean_name(values["name"], "renter.no_name")
        values["key"] = fold(values["name"])
    rules.check_birth(values.get("born_on"), today)
    if "card" in values:
        values["card"] = (values["card"] or "").strip() or None
        _refuse_taken_card(values["card"], renter_id=renter_id)
    if "ceiling_id" in values:
        limited = values["ceiling_id"] is not None
        values["ceiling_by"] = work.ctx.staff if limited else ""
        values["ceiling_on"] = today if limited else None
    return values


def _free_number() -> str:
    """The shop's next account number that nobody has (an import may have taken some)."""
    while True:
        number = str(settings.take_number("next_member"))
        if store.value("SELECT 1 FROM member WHERE number = ?", (number,)) is None:
            return number


def _refuse_taken(column: str, value: str, member_id: int | None) -> None:
    other = store.rows(
        f"SELECT name FROM member WHERE {column} = ? AND id IS NOT ?", (value, member_id)
    )
    if other:
        facts = {column: value, "name": other[0][0]}
        raise RuleViolation(f"member.{column}_taken", field=column, **facts)


def _refuse_taken_card(
    card: str | None, *, member_id: int | None = None, renter_id: int | None = None
) -> None:
    """A card opens one account: of members and renters alike, nobody else may have it."""
    if card is None:
        return
    _refuse_taken("card", card, member_id)
    other = store.rows("SELECT name FROM renter WHERE card = ? AND id IS NOT ?", (card, renter_id))
    if other:
        raise RuleViolation("member.card_taken", field="card", card=card, name=other[0][0])
