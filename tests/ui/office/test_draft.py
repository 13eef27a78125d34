"""Forms read into rules, and a rule tried out day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rentals.rules import CapKind, DueKind, LateMode, Terms
from app.shop.calendar import DayException, OpeningCalendar
from app.shop.errors import RuleViolation
from app.shop.money import USD, currency
from tests.app.till import SHOP_ZONE, at
from ui.office.draft import HOURS, Draft, changed_fields, draft_of, terms_of
from ui.office.times import read_minute
from ui.office.trial import trial

NEW_RELEASE = Terms(
    "New Release",
    450,
    period_nights=1,
    late_rate_cents=150,
    grace_minutes=30,
    cap_kind=CapKind.AMOUNT,
    cap_cents=1200,
)
RULES = [
    NEW_RELEASE,
    replace(NEW_RELEASE, due_kind=DueKind.FIXED, due_minute=1110, deposit_cents=4000),
    replace(NEW_RELEASE, due_kind=DueKind.END_OF_DAY, cap_kind=CapKind.NONE, cap_cents=None),
    replace(
        NEW_RELEASE,
        period_nights=None,
        period_hours=24,
        due_kind=DueKind.TO_THE_HOUR,
        late_mode=LateMode.RE_RENTAL,
        closed_days_count=True,
        cap_kind=CapKind.REPLACEMENT,
        cap_cents=None,
    ),
]


@pytest.mark.parametrize("terms", RULES)
@pytest.mark.parametrize("code", ["USD", "JPY"])
def test_a_rule_comes_back_from_its_form_as_it_was(terms: Terms, code: str) -> None:
    money = currency(code)
    assert terms_of(draft_of(terms, money), money) == terms


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": " "}, "class.no_name", "name"),
        ({"price": ""}, "money.missing", "price"),
        ({"price": "4.5055"}, "money.too_fine", "price"),
        ({"period": "x"}, "class.unreadable", "period"),
        ({"period": "400"}, "class.period_range", "period"),
        ({"due": DueKind.FIXED}, "class.no_due_minute", "due_time"),
        ({"due": DueKind.FIXED, "due_time": "soon"}, "class.unreadable_time", "due_time"),
        ({"rate": "-1"}, "money.negative", "rate"),
        ({"grace": "30000"}, "class.grace_range", "grace"),
        ({"cap_amount": ""}, "money.missing", "cap_amount"),
        ({"deposit": "forty"}, "money.unreadable", "deposit"),
    ],
)
def test_what_cannot_be_read_names_its_field(
    change: dict[str, object], code: str, field: str
) -> None:
    draft = replace(draft_of(NEW_RELEASE, USD), **change)  # type: ignore[arg-type]  # by name
    with pytest.raises(RuleViolation) as refused:
        terms_of(draft, USD)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_hours_are_due_to_the_hour_whatever_stands_beside_them() -> None:
    draft = replace(draft_of(NEW_RELEASE, USD), unit=HOURS, period="24", due=DueKind.FIXED)
    assert terms_of(draft, USD).due_kind is DueKind.TO_THE_HOUR


def test_only_what_differs_is_unsaved() -> None:
    draft = draft_of(NEW_RELEASE, USD)
    assert changed_fields(draft, replace(draft, cap_amount="10.00")) == {"cap_amount"}
    assert not changed_fields(draft, draft)
    assert changed_fields(Draft(), Draft(name="Rare")) == {"name"}


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("6 pm", 1080),
        ("18:00", 1080),
        ("18", 1080),
        ("6:30 pm", 1110),
        ("noon", 720),
        ("midnight", 0),
        ("0:20", 20),
        ("11 am", 660),
        ("soon", None),
        ("", None),
        ("25:00", None),
        ("6 pm - 7 pm", None),
    ],
)
def test_times_of_day_are_read(text: str, minute: int | None) -> None:
    assert read_minute(text) == minute


def _calendar() -> OpeningCalendar:
    """Monday to Saturday 11 to 22; Christmas and the day after closed."""
    closed = {date(2025, 12, day): DayException(True, "Christmas") for day in (25, 26)}
    return OpeningCalendar(SHOP_ZONE, (((660, 1320),),) * 6 + ((),), closed)


def test_the_fees_of_sixteen_days_are_those_of_the_picture() -> None:
    found = trial(NEW_RELEASE, at("2025-12-13 11:05"), 1080, _calendar(), USD)
    assert found.due_on == date(2025, 12, 15)
    fees = [day.fee.amount_cents for day in found.days]
    assert fees[:12] == [0, 0, 0, 150, 300, 450, 600, 750, 750, 900, 1050, 1200]
    assert set(fees[12:]) == {1200}
    closed = [day.day.day for day in found.days if day.closed]
    assert closed == [14, 21, 25, 26, 28]
    assert found.days[9].fee.sentence == (
        "Due Mon 15 Dec 10 pm. Came back Mon 22 Dec 6 pm. "
        "6 days late at 1.50, Sunday not counted. Fee 9.00."
    )


def test_a_closed_day_means_the_box_at_the_last_close() -> None:
    found = trial(NEW_RELEASE, at("2025-12-13 11:05"), 1080, _calendar(), USD)
    assert found.days[8].fee.sentence.startswith("Due Mon 15 Dec 10 pm. Box emptied")
    assert "counted as Sat" in found.days[8].fee.sentence


def test_later_days_begin_where_the_first_end() -> None:
    later = trial(NEW_RELEASE, at("2025-12-13 11:05"), 1080, _calendar(), USD, first=16)
    assert later.days[0].day == date(2025, 12, 29)
    assert {day.fee.amount_cents for day in later.days} == {1200}
