"""The owner's commands: a new shop, the demo, rental classes, opening hours."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app import new_shop
from app.rentals import classes as rental_classes
from app.rentals import storm_day
from app.rentals.rules import CapKind, DueKind, LateMode, Terms
from app.shop import settings, words
from app.shop.calendar import DayException, Span, Week
from app.shop.errors import NotFound
from app.shop.money import parse_amount
from ui.cli.desk import CommandDesk, WrongWords

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOSED: Week = ((),) * 7


def new(desk: CommandDesk) -> None:
    """`new --name N --time-zone TZ --currency CUR [--hours FILE.toml]`."""
    options = desk.options
    week = _week_of(options.hours) if options.hours else _CLOSED
    new_shop.create(
        desk.context(),
        desk.path,
        name=options.name,
        time_zone=options.time_zone,
        currency=options.currency,
        week=week,
    )
    desk.answer({"shop": str(desk.path)}, [f"{options.name} is open: {desk.path}"])


def _week_of(path: Path) -> Week:
    """Hours from a TOML file: `monday = ["11:00", "22:00"]`, at the top or under `[hours]`."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise WrongWords(f"{path} cannot be read as hours: {error}") from error
    hours = told.get("hours", told)
    week = []
    for day in DAYS:
        times = hours.get(day, [])
        if not isinstance(times, list) or len(times) % 2:
            raise WrongWords(f"{day} in {path} needs pairs of times")
        minutes = [_minute(str(time)) for time in times]
        week.append(tuple(zip(minutes[::2], minutes[1::2], strict=True)))
    return tuple(week)


def _minute(text: str) -> int:
    hour, colon, minute = text.strip().partition(":")
    if not (hour.isascii() and hour.isdigit() and (not colon or minute.isdigit())):
        raise WrongWords(f"{text} is no time of day; write 11:00")
    return int(hour) * 60 + int(minute or 0)


def _spans(text: str) -> tuple[Span, ...]:
    """`11:00-14:00,16:00-22:00`; a close before its opening is past midnight."""
    found = []
    for part in text.split(","):
        opens, dash, closes = part.partition("-")
        if not dash:
            raise WrongWords(f"{text} are no hours; write 11:00-22:00")
        first, last = _minute(opens), _minute(closes)
        found.append((first, last if last > first else last + 1440))
    return tuple(found)


def demo(desk: CommandDesk) -> None:
    """`demo [--size S] [--seed N]`: progress goes to standard error."""
    from app.demo import builder

    options = desk.options
    path = desk.options.shop or _demo_path()
    stage = ""

    def report(now_at: str, done: int, total: int) -> None:
        nonlocal stage
        if now_at != stage and sys.stderr.isatty():
            stage = now_at
            desk.tell(f"{now_at} ...")

    size = builder.DemoSize(options.size)
    builder.build(desk.context(), path, size, options.seed, report=report)
    desk.answer({"shop": str(path)}, [f"The demo shop is ready: {path}"])


def _demo_path() -> Path:
    from ui import places

    return places.demo_shop()


# -- rental classes ------------------------------------------------------------------------------


def classes(desk: CommandDesk) -> None:
    """`class list`, `class set NAME ...`."""
    if desk.options.action == "list":
        _list_classes(desk)
    else:
        _set_class(desk)


def _list_classes(desk: CommandDesk) -> None:
    rows = rental_classes.classes(retired=True)
    document = [
        {
            "name": row.name,
            "copies": row.copies,
            "retired": row.retired,
            **{
                name: getattr(row.terms, name)
                for name in row.terms.__dataclass_fields__
                if name not in ("class_name", "replacement_cents")
            },
        }
        for row in rows
    ]
    desk.answer(document, [f"{row.name}: {row.sentence}" for row in rows])


def _set_class(desk: CommandDesk) -> None:
    options = desk.options
    known = {row.name.casefold(): row for row in rental_classes.classes(retired=True)}
    row = known.get(options.name.strip().casefold())
    terms = row.terms if row else Terms(options.name.strip(), 0, period_nights=5)
    done = rental_classes.save_class(
        desk.context(), _changed(desk, terms), class_id=row.class_id if row else None
    )
    if options.retire:
        rental_classes.retire(desk.context(), done.class_id)
    saved = rental_classes.terms_of(done.class_id)
    desk.answer({"name": saved.class_name}, [f"{saved.class_name} saved."])


def _changed(desk: CommandDesk, terms: Terms) -> Terms:
    """The rule with what the options say changed."""
    options, currency = desk.options, settings.settings().money
    if options.price:
        terms = replace(terms, price_cents=parse_amount(options.price, currency))
    if options.nights is not None:
        kind = DueKind.CLOSING if terms.due_kind is DueKind.TO_THE_HOUR else terms.due_kind
        terms = replace(terms, period_nights=options.nights, period_hours=None, due_kind=kind)
    if options.hours is not None:
        terms = replace(
            terms, period_nights=None, period_hours=options.hours, due_kind=DueKind.TO_THE_HOUR
        )
    if options.due in ("closing", "end_of_day"):
        terms = replace(terms, due_kind=DueKind(options.due), due_minute=None)
    elif options.due:
        terms = replace(terms, due_kind=DueKind.FIXED, due_minute=_minute(options.due))
    if options.late:
        terms = replace(terms, late_rate_cents=parse_amount(options.late, currency))
    if options.mode:
        terms = replace(terms, late_mode=LateMode(options.mode))
    if options.grace is not None:
        terms = replace(terms, grace_minutes=options.grace)
    if options.deposit:
        terms = replace(terms, deposit_cents=parse_amount(options.deposit, currency))
    if options.closed_days:
        terms = replace(terms, closed_days_count=options.closed_days == "count")
    if options.cap in ("replacement", "none"):
        return replace(terms, cap_kind=CapKind(options.cap), cap_cents=None)
    if options.cap:
        cents = parse_amount(options.cap, currency)
        return replace(terms, cap_kind=CapKind.AMOUNT, cap_cents=cents)
    return terms


# -- opening hours ---------------------------------------------------------------------------------


def hours(desk: CommandDesk) -> None:
    """`hours list|set DAY SPANS|close DATE|open DATE`."""
    _HOURS[desk.options.action](desk)


def _list_hours(desk: CommandDesk) -> None:
    calendar = settings.calendar()
    today = calendar.local_date(desk.now())
    coming = [
        (day, exception)
        for day, exception in sorted(calendar.exceptions.items())
        if day >= today - timedelta(days=31)
    ]
    document = {
        "week": {day: _texts(spans) for day, spans in zip(DAYS, calendar.weekly, strict=True)},
        "exceptions": [
            {
                "date": day.isoformat(),
                "closed": exception.closed,
                "reason": exception.reason,
                "hours": _texts(exception.spans),
            }
            for day, exception in coming
        ],
    }
    lines = [
        f"{day.capitalize()}: {', '.join(_texts(spans)) or 'closed'}"
        for day, spans in zip(DAYS, calendar.weekly, strict=True)
    ]
    lines += [
        f"{words.day_words(day, dated=True, year=True)}: "
        f"{'closed' if exception.closed else ', '.join(_texts(exception.spans))}"
        f"{', ' + exception.reason if exception.reason else ''}"
        for day, exception in coming
    ]
    desk.answer(document, lines)


def _texts(spans: tuple[Span, ...]) -> list[str]:
    return [f"{_clock(opens)}-{_clock(closes)}" for opens, closes in spans]


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _set_hours(desk: CommandDesk) -> None:
    options = desk.options
    spans = () if options.spans == "closed" else _spans(options.spans)
    week = list(settings.calendar().weekly)
    day = options.day.lower()
    if day not in (*DAYS, "all"):
        raise WrongWords(f"{options.day} is no weekday")
    for index, name in enumerate(DAYS):
        if day in (name, "all"):
            week[index] = spans
    settings.set_week(desk.context(), tuple(week))
    _list_hours(desk)


def _close_day(desk: CommandDesk) -> None:
    options, day = desk.options, desk.day(desk.options.date)
    closed = DayException(True, options.reason.strip() or "closed")
    storm_day.apply(desk.context(), {day: closed})
    _tell_day(desk)


def _open_day(desk: CommandDesk) -> None:
    options = desk.options
    day = desk.day(options.date)
    if options.hours:
        other = DayException(False, options.reason.strip(), _spans(options.hours))
        storm_day.apply(desk.context(), {day: other})
    elif day in settings.calendar().exceptions:
        storm_day.apply(desk.context(), {day: None})
    else:
        raise NotFound("hours.usual", date=day.isoformat())
    _tell_day(desk)


def _tell_day(desk: CommandDesk) -> None:
    day, calendar = desk.day(desk.options.date), settings.calendar()
    spans = _texts(calendar.spans_on(day)) if calendar.is_open_day(day) else []
    document = {"date": day.isoformat(), "open": bool(spans), "hours": spans}
    said = words.day_words(day, dated=True, year=True)
    desk.answer(document, [f"{said}: {', '.join(spans) or 'closed'}"])


_HOURS: dict[str, Callable[[CommandDesk], None]] = {
    "list": _list_hours,
    "set": _set_hours,
    "close": _close_day,
    "open": _open_day,
}
