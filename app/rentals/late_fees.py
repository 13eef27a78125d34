"""The late fee: one pure function for the till, the box, the import and every "so far" on a screen.

A due moment is the due instant and the same local time on each following day; where closed days do
not count, only open days have one. Up to due + grace nothing is owed; one second past it, every
due moment strictly before the effective instant costs one late day. In re-rental mode each rental
period begun after the due moment costs one more: periods of nights are counted in late days,
periods of hours in hours that passed. The fee never exceeds the cap.

The one sentence that explains a fee is made here, from parts that another language can recompose:

    Due Fri 10 pm. Box emptied Sat 11:05, counted as Fri close. No fee.
    Due Thu 10 pm. Came back Sat 11:02. 2 days late at 1.00. Fee 2.00.
    Due Sat 10 pm. Came back Tue 6:32 pm. 2 days late at 1.00, Sunday not counted. Fee 2.00.
    Due Mon 8 Dec, moved to Tue 9: snow, closed from 5 pm. Came back Tue 2:10 pm. No fee.

Weekdays stand alone while the moments of a sentence lie within a week; from seven days on each has
its date, and its year when they are most of a year apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.rentals.due import Due, DueMoment, due_in_force, due_moment
from app.rentals.fee_words import FeePart, FeePartKind, compose
from app.rentals.terms import CapKind, LateMode, Terms, period_words
from app.shop.calendar import OpeningCalendar, each_day
from app.shop.money import USD, Currency
from app.shop.words import day_of

_ONE_DAY = timedelta(days=1)
_WEEK = 7
_FAR_DAYS = 300
_NAMED_DAYS = 3
_LISTED_SPAN = 60


class Back(StrEnum):
    """How a case came back, as far as the sentence is concerned."""

    COUNTER = "counter"
    BOX = "box"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class _Story:
    """What the sentence is made from, kept so that nobody pays for words that nobody reads."""

    effective: datetime
    last_on: date
    terms: Terms
    calendar: OpeningCalendar
    back: Back
    emptied_at: datetime | None
    currency: Currency


@dataclass(frozen=True, slots=True)
class LateFee:
    """What is owed for coming back late, and why.

    `amount_cents` after the cap; `late_days` as counted by due moments; `units` what the rate was
    multiplied by (late days, or periods begun); `due` the moment in force; `capped` whether the cap
    took anything off; `in_grace` whether the grace alone saved a fee.
    """

    amount_cents: int
    late_days: int
    units: int
    due: DueMoment
    capped: bool
    in_grace: bool
    _story: _Story = field(repr=False, compare=False)

    @property
    def parts(self) -> tuple[FeePart, ...]:
        """The sentence as (kind, facts): local datetimes, dates and cents, no words."""
        return _parts(self, self._story)

    @property
    def sentence(self) -> str:
        """The one English sentence for screen, receipt, ledger line and session sheet."""
        return compose(self.parts, self._story.currency)


def late_fee(
    dues: Sequence[Due],
    effective: datetime,
    terms: Terms,
    calendar: OpeningCalendar,
    *,
    back: Back = Back.COUNTER,
    emptied_at: datetime | None = None,
    currency: Currency = USD,
) -> LateFee:
    """The fee of a case that is back at the instant `effective` (already clamped), and its reasons.

    `dues` are the rental's promises, its own and one for each renewal; the one in force at
    `effective` decides. `terms` is the rule copied onto the rental. With `Back.BOX`, `emptied_at`
    is when the box was emptied; with `Back.NOT_YET`, `effective` is now and the fee is the fee so
    far. Pure: the same arguments give the same fee, whatever was asked before.
    """
    due = due_moment(due_in_force(dues, effective), terms, calendar)
    if effective <= due.at + timedelta(minutes=terms.grace_minutes):
        late_days = units = 0
        last_on = due.on
    else:
        last_on = _last_due_day(due, effective, calendar)
        late_days = 1 + _days_after(due.on, last_on, terms, calendar)
        units = _units(late_days, due, effective, terms, calendar)
    raw = units * terms.late_rate_cents
    most = terms.most_cents
    amount = raw if most is None else min(raw, most)
    story = _Story(effective, last_on, terms, calendar, back, emptied_at, currency)
    in_grace = not late_days and effective > due.at
    return LateFee(amount, late_days, units, due, amount < raw, in_grace, story)


def _last_due_day(due: DueMoment, effective: datetime, calendar: OpeningCalendar) -> date:
    """The last day whose due moment lies strictly before `effective`, closed days included."""
    wall = calendar.local(effective).replace(tzinfo=None) - timedelta(seconds=due.seconds)
    day = max(wall.date(), due.on)
    # A jump of the clocks can put the guess off by a day in either direction.
    while day > due.on and calendar.instant(day, due.seconds) >= effective:
        day -= _ONE_DAY
    while calendar.instant(day + _ONE_DAY, due.seconds) < effective:
        day += _ONE_DAY
    return day


def _days_after(on: date, last_on: date, terms: Terms, calendar: OpeningCalendar) -> int:
    if terms.closed_days_count:
        return (last_on - on).days
    return calendar.open_days_between(on + _ONE_DAY, last_on)


def _units(
    late_days: int, due: DueMoment, effective: datetime, terms: Terms, calendar: OpeningCalendar
) -> int:
    if terms.late_mode is LateMode.PER_DAY:
        return late_days
    if terms.period_hours is None:
        return -(-late_days // max(terms.period_nights or 1, 1))
    period = timedelta(hours=terms.period_hours)
    begun = -(-(effective - due.at) // period)
    if terms.closed_days_count:
        return begun
    return begun - _begun_while_closed(due, effective, period, calendar)


def _begun_while_closed(
    due: DueMoment, effective: datetime, period: timedelta, calendar: OpeningCalendar
) -> int:
    """How many periods of hours begin on closed days between the due moment and `effective`."""
    count = 0
    for day in each_day(due.on + _ONE_DAY, calendar.local_date(effective)):
        if not calendar.is_open_day(day):
            opens = calendar.instant(day, 0)
            closes = min(calendar.instant(day + _ONE_DAY, 0), effective)
            # Ceilings: periods begin at due + k x period, and one at the very start of the day
            # counts.
            count += -(-(closes - due.at) // period) - -(-(opens - due.at) // period)
    return count


def _parts(fee: LateFee, story: _Story) -> tuple[FeePart, ...]:
    local = story.calendar.local
    moments = [local(fee.due.at), local(story.effective)]
    emptied = local(story.emptied_at) if story.emptied_at else None
    days = [day_of(moment) for moment in (*moments, *((emptied,) if emptied else ()))]
    span = (max(days) - min(days)).days
    style: dict[str, object] = {"dated": span >= _WEEK, "year": span > _FAR_DAYS}
    parts = [_due_part(fee.due, moments[0], story.calendar, style)]
    parts.append(_back_part(fee, story, moments[1], emptied, style))
    if fee.units:
        parts.append(_late_part(fee, story))
    so_far = story.back is Back.NOT_YET
    parts.append(FeePart(FeePartKind.FEE, {"cents": fee.amount_cents, "so_far": so_far}))
    return tuple(parts)


def _due_part(
    due: DueMoment, local: datetime, calendar: OpeningCalendar, style: dict[str, object]
) -> FeePart:
    if due.moved:
        facts = {"promised_on": due.promised_on, "on": due.on}
        return FeePart(
            FeePartKind.MOVED, {**facts, "reason": calendar.reason_on(due.promised_on), **style}
        )
    return FeePart(FeePartKind.DUE, {"at": local, **style})


def _back_part(
    fee: LateFee,
    story: _Story,
    effective: datetime,
    emptied: datetime | None,
    style: dict[str, object],
) -> FeePart:
    grace = story.terms.grace_minutes if fee.in_grace else 0
    facts: dict[str, object] = {"at": effective, "grace_minutes": grace, **style}
    if story.back is Back.NOT_YET:
        return FeePart(FeePartKind.STILL_OUT, facts)
    if emptied is None or story.back is Back.COUNTER:
        return FeePart(FeePartKind.CAME_BACK, facts)
    close_of = story.calendar.closed_day_of(story.effective)
    return FeePart(FeePartKind.BOX, {**facts, "emptied_at": emptied, "close_of": close_of})


def _late_part(fee: LateFee, story: _Story) -> FeePart:
    terms = story.terms
    facts: dict[str, object] = {
        "days": fee.late_days,
        "rate_cents": terms.late_rate_cents,
        "most_cents": terms.most_cents if fee.capped else None,
        "most_is_price": fee.capped and terms.cap_kind is CapKind.REPLACEMENT,
    }
    if terms.late_mode is LateMode.RE_RENTAL:
        facts |= {"periods": fee.units, "period": period_words(terms)}
        facts |= {"by_hours": terms.period_hours is not None}
        return FeePart(FeePartKind.LATE_PERIODS, facts)
    count, named = _not_counted(fee, story)
    return FeePart(FeePartKind.LATE, {**facts, "skipped": count, "skipped_days": named})


def _not_counted(fee: LateFee, story: _Story) -> tuple[int, tuple[date, ...]]:
    """How many closed days cost nothing, and which, while few enough to be named."""
    first, last = fee.due.on + _ONE_DAY, story.last_on
    count = (last - fee.due.on).days + 1 - fee.late_days
    if not count or (last - first).days > _LISTED_SPAN:
        return count, ()
    days = tuple(day for day in each_day(first, last) if not story.calendar.is_open_day(day))
    one_weekday = len({day.weekday() for day in days}) == 1
    return count, days if one_weekday or count <= _NAMED_DAYS else ()
