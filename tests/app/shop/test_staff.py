"""Staff: names, roles, who has left; a shop always has an owner."""

from __future__ import annotations

import pytest

from app.shop import settings, staff, undo
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.models import Role

pytestmark = pytest.mark.usefixtures("shop")


def _id(name: str) -> int:
    return next(row.id for row in staff.people(gone=True) if row.name == name)


def test_a_person_is_renamed_leaves_and_comes_back(ctx: Context) -> None:
    settings.add_staff(ctx, "Ravi")
    ravi = _id("Ravi")
    done = staff.rename(ctx, ravi, "  Ravi  K. ")
    assert (done.facts["name"], done.facts["was"]) == ("Ravi K.", "Ravi")
    staff.set_active(ctx, ravi, False)
    assert "Ravi K." not in [row.name for row in staff.people()]
    assert staff.people(gone=True)[-1].active is False
    undo.undo(ctx)
    assert "Ravi K." in [row.name for row in staff.people()]


def test_a_name_is_given_once(ctx: Context) -> None:
    settings.add_staff(ctx, "Ravi")
    settings.add_staff(ctx, "June")
    with pytest.raises(RuleViolation) as taken:
        staff.rename(ctx, _id("June"), "Ravi")
    assert taken.value.code == "staff.name_taken"
    with pytest.raises(RuleViolation) as empty:
        staff.rename(ctx, _id("June"), " ")
    assert empty.value.code == "staff.no_name"
    with pytest.raises(NotFound):
        staff.rename(ctx, 999, "Nobody")


def test_the_last_owner_stays_owner(ctx: Context) -> None:
    settings.add_staff(ctx, "Ruth", Role.OWNER)
    settings.add_staff(ctx, "Ravi")
    owners = [row.id for row in staff.people() if row.role is Role.OWNER]
    for owner in owners[1:]:
        staff.set_role(ctx, owner, Role.CLERK)
    with pytest.raises(RuleViolation) as demoted:
        staff.set_role(ctx, owners[0], Role.CLERK)
    with pytest.raises(RuleViolation) as gone:
        staff.set_active(ctx, owners[0], False)
    assert {demoted.value.code, gone.value.code} == {"staff.last_owner"}
    staff.set_role(ctx, _id("Ravi"), Role.OWNER)
    staff.set_role(ctx, owners[0], Role.CLERK)
    assert [row.name for row in staff.people() if row.role is Role.OWNER] == ["Ravi"]
