"""Stock and members for tests of renting, made with plain inserts."""

from __future__ import annotations

from datetime import date

import pytest

from app.catalog.models import Copy, Edition, Section, Title
from app.members import actions as members
from app.members.actions import RenterDraft
from app.rentals.models import RentalClass
from app.shop import operations
from app.shop.clock import Context
from tests.app.till import Stock


@pytest.fixture
def stock(shop: object, ctx: Context) -> Stock:
    """Ruth (44, pays) and Mia (15, up to PG-13) and five DVDs in Drama, 100 to 104.

    103 is rated R, 104 rents for one night under New Release (4.50, then 1.50 a day).
    """
    copies: dict[str, int] = {}

    def add(barcode: str, name: str, *, certificate: int | None = 2, **copy: object) -> int:
        with operations.begin(ctx, "test.stock", undoable=False) as work:
            title = work.insert(
                Title,
                code=f"T{barcode}",
                name=name,
                sort_name=name,
                sort_key=name.lower(),
                certificate_id=certificate,
                added_at=work.now,
            )
            edition = work.insert(Edition, title_id=title, format_id=1)
            section = copy.pop("section_id", Section.get().id)
            copies[barcode] = work.insert(
                Copy,
                title_id=title,
                edition_id=edition,
                barcode=barcode,
                section_id=section,
                state_since=work.now,
                added_at=work.now,
                replacement_cents=2500,
                **copy,
            )
        return copies[barcode]

    with operations.begin(ctx, "test.class", undoable=False) as work:
        new = work.insert(
            RentalClass,
            name="New Release",
            price_cents=450,
            period_nights=1,
            due_kind="closing",
            late_mode="per_day",
            late_rate_cents=150,
            closed_days_count=False,
            grace_minutes=30,
            cap_kind="amount",
            cap_cents=1200,
            position=1,
        )
    for number, name in enumerate(("Her", "Juno", "The Fisher King")):
        add(str(100 + number), name)
    add("103", "Ghost World", certificate=4)
    add("104", "Freakier Friday", rental_class_id=new)
    family = members.new_account(
        ctx,
        name="Marchetti, Ruth",
        phone="(206) 555-0142",
        renters=(
            RenterDraft("Ruth", date(1981, 3, 4), pays=True),
            RenterDraft("Mia", date(2010, 6, 1), ceiling_id=3),
        ),
    )
    ruth, mia = family.renter_ids
    return Stock(family.member_id, ruth, mia, copies, add)
