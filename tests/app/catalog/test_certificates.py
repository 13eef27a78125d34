"""The ages of ratings are the owner's to change."""

from __future__ import annotations

import pytest

from app.catalog import certificates, lookups
from app.shop import undo
from app.shop.clock import Context
from app.shop.errors import RuleViolation

pytestmark = pytest.mark.usefixtures("shop")


def _age(code: str) -> int:
    return next(row.minimum_age for row in lookups.certificates() if row.code == code)


def _id(code: str) -> int:
    return next(row.id for row in lookups.certificates() if row.code == code)


def test_an_age_is_changed_told_and_undone(ctx: Context) -> None:
    done = certificates.set_ages(ctx, {_id("R"): 18, _id("PG"): _age("PG")})
    assert _age("R") == 18
    assert done.facts == {"count": 1, "code": "R", "age": 18}
    assert done.changes.settings
    undo.undo(ctx)
    assert _age("R") == 17


@pytest.mark.parametrize("age", [-1, 100])
def test_an_age_is_a_human_one(ctx: Context, age: int) -> None:
    with pytest.raises(RuleViolation) as refused:
        certificates.set_ages(ctx, {_id("PG"): 5, _id("R"): age})
    assert refused.value.code == "certificate.age_range"
    assert _age("PG") == 0
