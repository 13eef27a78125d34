"""Who works here: names and roles. What was done under a name keeps that name for good."""

from __future__ import annotations

from dataclasses import dataclass

from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.models import Role, Staff
from app.shop.operations import Done


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A staff member; one who no longer works here is not `active` and cannot be at the till."""

    id: int
    name: str
    role: Role
    active: bool


def people(*, gone: bool = False) -> tuple[StaffRow, ...]:
    """The staff in alphabetical order; with those who no longer work here where asked for."""
    found = Staff.select().order_by(Staff.active.desc(), Staff.name)
    rows = (StaffRow(row.id, row.name, Role(row.role), bool(row.active)) for row in found)
    return tuple(row for row in rows if row.active or gone)


def rename(ctx: Context, staff_id: int, name: str) -> Done:
    """Gives a person another name; journal and ledger keep the old one where it stands.

    Raises `staff.no_name`, `staff.name_taken`, `NotFound("staff.unknown")`.
    """
    clean = " ".join(name.split())
    if not clean:
        raise RuleViolation("staff.no_name", field="name")
    with operations.begin(ctx, "staff.rename") as work:
        person = _person(staff_id)
        other = Staff.get_or_none((Staff.name == clean) & (Staff.id != staff_id))
        if other is not None:
            raise RuleViolation("staff.name_taken", field="name", name=clean)
        work.update(Staff, staff_id, name=clean)
        work.facts(name=clean, was=person.name)
    return work.done


def set_role(ctx: Context, staff_id: int, role: Role) -> Done:
    """Makes a person clerk or owner; raises `staff.last_owner` where nobody would own the shop."""
    with operations.begin(ctx, "staff.role") as work:
        person = _person(staff_id)
        if role is not Role.OWNER:
            _keep_an_owner(person)
        work.update(Staff, staff_id, role=role)
        work.facts(name=person.name, role=str(role))
    return work.done


def set_active(ctx: Context, staff_id: int, active: bool) -> Done:
    """A person leaves or comes back; raises `staff.last_owner` as `set_role` does."""
    with operations.begin(ctx, "staff.back" if active else "staff.leave") as work:
        person = _person(staff_id)
        if not active:
            _keep_an_owner(person)
        work.update(Staff, staff_id, active=active)
        work.facts(name=person.name)
    return work.done


def _person(staff_id: int) -> Staff:
    person: Staff | None = Staff.get_or_none(Staff.id == staff_id)
    if person is None:
        raise NotFound("staff.unknown")
    return person


def _keep_an_owner(person: Staff) -> None:
    """A shop where nobody is the owner could never get one again."""
    if person.role != Role.OWNER or not person.active:
        return
    others = Staff.select().where(
        (Staff.role == Role.OWNER) & Staff.active & (Staff.id != person.id)
    )
    if not others.exists():
        raise RuleViolation("staff.last_owner", name=person.name)
