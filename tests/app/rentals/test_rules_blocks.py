"""Check-out: every reason at once, each with where it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rentals.rules import (
    AccountFacts,
    BlockCode,
    CopyFacts,
    RenterFacts,
    age_blocks,
    age_on,
    checkout_blocks,
)

TODAY = date(2025, 12, 13)
ACCOUNT = AccountFacts(
    status="active", expires_on=TODAY, balance_cents=1500, limit_cents=1500, out_count=7, max_out=8
)
MIA = RenterFacts(
    "Mia",
    born_on=date(2010, 6, 1),
    ceiling="PG-13",
    ceiling_age=13,
    ceiling_by="Dana",
    ceiling_on=date(2025, 3, 2),
)
DANA = RenterFacts("Dana", born_on=date(1981, 3, 4))
GHOST_WORLD = CopyFacts(certificate="R", minimum_age=17)
PG = CopyFacts(certificate="PG", minimum_age=0)


def codes(
    account: AccountFacts = ACCOUNT, renter: RenterFacts = DANA, copy: CopyFacts = PG
) -> list[BlockCode]:
    return [block.code for block in checkout_blocks(account, renter, copy, TODAY)]


def test_everything_at_its_limit_is_still_fine() -> None:
    assert codes() == []
    assert codes(renter=MIA, copy=CopyFacts(certificate="PG-13", minimum_age=13)) == []


def test_two_rules_say_no_to_mia() -> None:
    """The panel of the counter: certificate and ceiling, each with its origin."""
    age, ceiling = checkout_blocks(ACCOUNT, MIA, GHOST_WORLD, TODAY)
    assert age.code is BlockCode.UNDER_AGE
    assert age.facts == {"renter": "Mia", "age": 15, "certificate": "R", "minimum_age": 17}
    assert ceiling.code is BlockCode.ABOVE_CEILING
    assert ceiling.facts == {
        "renter": "Mia",
        "certificate": "R",
        "ceiling": "PG-13",
        "set_by": "Dana",
        "set_on": date(2025, 3, 2),
    }
    assert age.overridable
    assert ceiling.overridable


@pytest.mark.parametrize(
    ("account", "code"),
    [
        (replace(ACCOUNT, status="suspended", status_reason="card lost"), BlockCode.SUSPENDED),
        (replace(ACCOUNT, status="closed"), BlockCode.CLOSED),
        (replace(ACCOUNT, expires_on=date(2025, 12, 12)), BlockCode.EXPIRED),
        (replace(ACCOUNT, balance_cents=1501), BlockCode.OVER_LIMIT),
        (replace(ACCOUNT, out_count=8), BlockCode.TOO_MANY_OUT),
    ],
)
def test_the_account(account: AccountFacts, code: BlockCode) -> None:
    assert codes(account=account) == [code]


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (replace(PG, state="out"), [BlockCode.COPY_OUT]),
        (replace(PG, state="sold"), [BlockCode.NOT_RENTABLE]),
        (replace(PG, state="missing"), [BlockCode.NOT_RENTABLE]),
        (replace(PG, purpose="display"), [BlockCode.NOT_RENTABLE]),
        (replace(PG, held_for="Priya Raman"), [BlockCode.HELD]),
        (replace(PG, state="held", state_note="Priya Raman"), [BlockCode.HELD]),
        (replace(PG, deposit_cents=4000, deposit_held_cents=1000), [BlockCode.DEPOSIT]),
        (replace(PG, deposit_cents=4000, deposit_held_cents=4000), []),
        (replace(PG, section="Back room", curtain_age=18), []),
    ],
)
def test_the_copy(copy: CopyFacts, expected: list[BlockCode]) -> None:
    assert codes(copy=copy) == expected


def test_what_no_reason_can_help() -> None:
    out, sold = replace(PG, state="out"), replace(PG, state="sold")
    for copy in (out, sold):
        assert not checkout_blocks(ACCOUNT, DANA, copy, TODAY)[0].overridable
    closed = replace(ACCOUNT, status="closed")
    assert not checkout_blocks(closed, DANA, PG, TODAY)[0].overridable


def test_an_unknown_birth_date_never_passes_an_age_limit() -> None:
    unknown = RenterFacts("Sam")
    (block,) = age_blocks(unknown, GHOST_WORLD, TODAY)
    assert block.code is BlockCode.AGE_UNKNOWN
    assert block.facts == {"renter": "Sam", "certificate": "R", "minimum_age": 17}
    (block,) = age_blocks(unknown, replace(PG, section="Back room", curtain_age=18), TODAY)
    assert block.facts == {"renter": "Sam", "section": "Back room", "minimum_age": 18}
    assert age_blocks(unknown, PG, TODAY) == ()


def test_the_curtain_has_an_age_of_its_own() -> None:
    copy = CopyFacts(certificate="R", minimum_age=17, section="Back room", curtain_age=18)
    seventeen = RenterFacts("Nina", born_on=date(2008, 1, 1))
    (block,) = age_blocks(seventeen, copy, TODAY)
    assert block.code is BlockCode.CURTAINED
    assert block.facts == {"renter": "Nina", "age": 17, "section": "Back room", "minimum_age": 18}


def test_all_blocks_come_at_once() -> None:
    account = AccountFacts(
        status="suspended",
        expires_on=date(2025, 1, 1),
        balance_cents=9999,
        limit_cents=1500,
        out_count=9,
        max_out=8,
    )
    copy = replace(
        GHOST_WORLD, state="out", held_for="Priya", curtain_age=18, section="B", deposit_cents=100
    )
    assert codes(account, MIA, copy) == [
        BlockCode.SUSPENDED,
        BlockCode.EXPIRED,
        BlockCode.OVER_LIMIT,
        BlockCode.TOO_MANY_OUT,
        BlockCode.COPY_OUT,
        BlockCode.HELD,
        BlockCode.UNDER_AGE,
        BlockCode.CURTAINED,
        BlockCode.ABOVE_CEILING,
        BlockCode.DEPOSIT,
    ]


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 12, 13), TODAY, 17),
        (date(2008, 12, 14), TODAY, 16),
        (date(2008, 2, 29), date(2025, 2, 28), 16),
        (date(2008, 2, 29), date(2025, 3, 1), 17),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_age(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
