"""The shop's settings: read as one frozen value, changed one by one."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from app.shop import operations
from app.shop.calendar import DayException, OpeningCalendar, Span, Week, check_spans, zone
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.models import CalendarException, OpeningSpan, Role, Setting, Staff
from app.shop.money import Currency, currency
from app.shop.operations import Done
from app.store import database as store


@dataclass(frozen=True)
class Settings:
    """What the owner set. Money in cents; `time_zone` an IANA name; prefixes as typed text."""

    shop_name: str = ""
    time_zone: str = "UTC"
    currency: str = "USD"
    language: str = "en"
    demo: bool = False
    demo_box: tuple[str, ...] = ()  # barcodes of the cases that lie in the demo's night-drop
    next_barcode: int = 10_000_001
    next_member: int = 10_001
    next_title_code: int = 20_100_001
    balance_limit_cents: int = 1_500
    max_out: int = 8
    scanner_prefix: str = ""
    default_certificate_system: str = "MPAA"
    # How many magnets there are, of each letter and of thumbs; {} and 0: not counted.
    board_letters: dict[str, int] = field(default_factory=dict, hash=False)
    board_thumbs: int = 0

    @property
    def zone(self) -> ZoneInfo:
        return zone(self.time_zone)

    @property
    def money(self) -> Currency:
        return currency(self.currency)


_NAMES = {field.name: field for field in fields(Settings)}


def settings() -> Settings:
    """The settings as they stand; a name that the file does not know has its default."""
    return store.remembered("settings", _load)


def _load() -> Settings:
    stored = {row.name: row.content for row in Setting.select()}
    known: dict[str, Any] = {name: value for name, value in stored.items() if name in _NAMES}
    if "demo_box" in known:
        known["demo_box"] = tuple(known["demo_box"])
    return Settings(**known)


def change(ctx: Context, **values: Any) -> Done:
    """Changes the named settings. Raises `RuleViolation` for an unknown zone or currency."""
    if "time_zone" in values:
        zone(values["time_zone"])
    if "currency" in values:
        currency(values["currency"])
    if not str(values.get("shop_name", "x")).strip():
        raise RuleViolation("shop.no_name", field="shop_name")
    with operations.begin(ctx, "settings.change") as work:
        for name, value in values.items():
            put(work, name, value)
        work.facts(names=sorted(values))
    store.forget()
    return work.done


def put(work: operations.Work, name: str, value: Any) -> None:
    """Writes one setting inside a larger operation."""
    if name not in _NAMES:
        raise KeyError(name)
    found = Setting.get_or_none(Setting.name == name)
    if found is None:
        work.insert(Setting, name=name, content=value)
    else:
        work.update(Setting, found.id, content=value)
    store.forget()


def take_number(name: str, count: int = 1) -> int:
    """The next of a running number (`next_barcode`, `next_member`), which moves on by `count`.

    Call inside a transaction. Numbers are never given twice, even where the operation that
    took them is undone, so this is no part of an operation's rows.
    """
    if not store.database.in_transaction():
        raise RuntimeError(f"{name} is taken by what writes it down, not by a look at it")
    found = Setting.get_or_none(Setting.name == name)
    current = int(found.content) if found is not None else int(getattr(Settings(), name))
    if found is None:
        Setting.insert(name=name, content=current + count).execute()
    else:
        Setting.update(content=current + count).where(Setting.id == found.id).execute()
    store.forget()
    return current


# -- opening hours -------------------------------------------------------------------------


def calendar() -> OpeningCalendar:
    """The opening calendar: weekly hours and dated exceptions in the shop's own zone."""
    return store.remembered("calendar", _load_calendar)


def _load_calendar() -> OpeningCalendar:
    week: list[list[Span]] = [[] for _ in range(7)]
    for span in OpeningSpan.select().order_by(OpeningSpan.opens_minute):
        week[span.weekday].append((span.opens_minute, span.closes_minute))
    exceptions = {
        row.on_date: DayException(row.closed, row.reason, tuple((a, b) for a, b in row.spans))
        for row in CalendarException.select()
    }
    return OpeningCalendar(settings().zone, tuple(tuple(day) for day in week), exceptions)


def set_week(ctx: Context, week: Week) -> Done:
    """Replaces the weekly hours; Monday first, spans in minutes after midnight."""
    for weekday, spans in enumerate(week):
        check_spans(tuple(spans), weekday=weekday)
    with operations.begin(ctx, "hours.week") as work:
        for old in list(OpeningSpan.select(OpeningSpan.id)):
            work.delete(OpeningSpan, old.id)
        for weekday, spans in enumerate(week):
            for opens, closes in spans:
                work.insert(OpeningSpan, weekday=weekday, opens_minute=opens, closes_minute=closes)
    store.forget()
    return work.done


def put_exception(work: operations.Work, on_date: date, wanted: DayException | None) -> None:
    """Gives one day its exception (None for its usual hours back) inside a larger operation."""
    found = CalendarException.get_or_none(CalendarException.on_date == on_date)
    if wanted is None:
        if found is not None:
            work.delete(CalendarException, found.id)
        return
    check_spans(wanted.spans, date=on_date.isoformat())
    values = {"closed": wanted.closed, "reason": wanted.reason, "spans": list(wanted.spans)}
    if found is None:
        work.insert(CalendarException, on_date=on_date, **values)
    else:
        work.update(CalendarException, found.id, **values)


# -- staff ---------------------------------------------------------------------------------


def staff_names() -> list[tuple[str, Role]]:
    """The active staff in alphabetical order, each with their role."""
    active = Staff.select().where(Staff.active).order_by(Staff.name)
    return [(row.name, Role(row.role)) for row in active]


def add_staff(ctx: Context, name: str, role: Role = Role.CLERK) -> Done:
    """Adds a staff member, or brings one back; raises `RuleViolation("staff.no_name")`."""
    clean = name.strip()
    if not clean:
        raise RuleViolation("staff.no_name", field="name")
    with operations.begin(ctx, "staff.add") as work:
        found = Staff.get_or_none(Staff.name == clean)
        if found is None:
            work.insert(Staff, name=clean, role=role, active=True)
        else:
            work.update(Staff, found.id, role=role, active=True)
        work.facts(name=clean, role=str(role))
    return work.done
