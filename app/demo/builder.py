"""Builds a demo shop into a file of its own: stock, members, a year of trade ending now.

    small       about 400 real films, 64 households, a year
    large       10,000 titles, 4,000 members, two years
    scarecrow   150,000 titles, 200,000 copies, 50,000 members, 5 million rentals

The ledger holds the last year; what is older was settled before (renters of rentals older than
365 days are let go, as the shop's privacy rule says).
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from app import new_shop
from app.catalog import cards, search
from app.demo import calendar_days, facts, generated
from app.demo.enrolment import Enrolment
from app.demo.facts import MemberFacts, TitleFacts
from app.demo.rows import Rows, fast_writing
from app.demo.stock import FIRST_BARCODE, FIRST_CODE, Shelved, Shelver
from app.demo.trade import Household, Stock, Trade
from app.demo.trade_rows import TradeWriter
from app.demo.wall import WallBuilder
from app.members import search as member_search
from app.rentals.rules import CapKind, DueKind, LateMode, Terms
from app.shop import operations, settings
from app.shop.clock import Context
from app.shop.models import CalendarException, Staff
from app.store import database as store
from app.store import shopfile
from app.store.fields import to_ms

Report = Callable[[str, int, int], None]
Cancelled = Callable[[], bool]

_DAY_MS = 86_400_000
_IN_THE_BOX = 14
_TITLES_A_VERDICT = 100


class DemoSize(StrEnum):
    """How large a demo shop."""

    SMALL = "small"
    LARGE = "large"
    SCARECROW = "scarecrow"


class Stopped(Exception):
    """Somebody pressed Cancel; nothing is left of the file."""


@dataclass(frozen=True)
class _Plan:
    titles: int
    members: int
    rentals: int
    days: int
    copies_a_title: float


_PLANS = {
    DemoSize.SMALL: _Plan(0, 0, 7_500, 365, 1.7),
    DemoSize.LARGE: _Plan(10_000, 4_000, 250_000, 730, 1.12),
    DemoSize.SCARECROW: _Plan(150_000, 50_000, 5_000_000, 1_825, 1.12),
}


_Item = TypeVar("_Item")


def _quiet(stage: str, done: int, total: int) -> None:
    return None


def _never() -> bool:
    return False


def build(
    ctx: Context,
    path: Path,
    size: DemoSize = DemoSize.SMALL,
    seed: int = 1,
    *,
    report: Report = _quiet,
    cancelled: Cancelled = _never,
) -> None:
    """Makes the demo shop at `path` and leaves it open. Raises `StorageProblem` (`EXISTS`).

    The same size, seed and instant give the same shop. Cancelling raises `Stopped` and leaves no
    file.
    """
    told = facts.shop()
    week = calendar_days.week(told["hours"])
    new_shop.create(
        ctx,
        path,
        name=told["shop"]["name"],
        time_zone=told["shop"]["time_zone"],
        currency=told["shop"]["currency"],
        week=week,
    )
    try:
        _Builder(ctx, size, seed, report, cancelled).build(told)
    except BaseException:
        shopfile.close_shop()
        remove(path)
        raise


def remove(path: Path) -> None:
    """Removes a shop file with all that belongs to it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.rmtree(shopfile.covers_folder(path), ignore_errors=True)


class _Builder:
    def __init__(
        self, ctx: Context, size: DemoSize, seed: int, report: Report, cancelled: Cancelled
    ) -> None:
        self._ctx = ctx
        self._now = ctx.now()
        self._seed = seed
        self._plan = _PLANS[size]
        self._real = size is DemoSize.SMALL
        self._report = report
        self._cancelled = cancelled

    def build(self, told: dict[str, Any]) -> None:
        self._set_up(told)
        with fast_writing("copy", "credit", "title_genre", "title_tag", "rental", "ledger_line"):
            with store.write():
                shelved = self._shelve()
                households = self._enrol()
            clerks = [name for name, _ in settings.staff_names()]
            self._trade(shelved, households, clerks)
            self._report("index", 0, 1)
            store.connection().execute("ANALYZE")
        with store.write():
            self._hang()
            cards.refresh_all()
            search.rebuild()
            member_search.rebuild()
        store.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.forget()

    # -- the shop itself -----------------------------------------------------------------------

    def _set_up(self, told: dict[str, Any]) -> None:
        today = settings.calendar().local_date(self._now)
        with operations.begin(self._ctx, "demo.build", undoable=False) as work:
            settings.put(work, "demo", True)
            for staff in told["staff"]:
                work.insert(Staff, name=staff["name"], role=staff["role"], active=True)
            years = range(today.year - 6, today.year + 2)
            for day in calendar_days.exceptions(told["exceptions"], years):
                work.insert(
                    CalendarException,
                    on_date=day.on,
                    closed=day.closed,
                    reason=day.reason,
                    spans=[list(span) for span in day.spans],
                )
        _write_lists(told)
        store.forget()

    # -- stock and members ---------------------------------------------------------------------

    def _shelve(self) -> Shelved:
        rng = random.Random(self._seed + 10)
        shelver = Shelver(rng, to_ms(self._now), self._plan.copies_a_title)
        titles: Iterable[TitleFacts] = (
            facts.titles() if self._real else generated.titles(self._seed, self._plan.titles)
        )
        shelved = shelver.shelve(self._counted("titles", titles, self._plan.titles or 430))
        _put_number("next_title_code", FIRST_CODE + shelved.titles)
        _put_number("next_barcode", FIRST_BARCODE + shelved.copies)
        return shelved

    def _enrol(self) -> list[Household]:
        today = settings.calendar().local_date(self._now)
        members: Iterable[MemberFacts] = (
            facts.members()
            if self._real
            else generated.members(self._seed, self._plan.members, today)
        )
        rng = random.Random(self._seed + 20)
        enrol = Enrolment(rng, today)
        found = [
            enrol.add(member)
            for member in self._counted("members", members, self._plan.members or 64)
        ]
        enrol.rows.flush()
        highest = store.value("SELECT max(CAST(number AS INTEGER)) FROM member") or 10_000
        _put_number("next_member", int(highest) + 1)
        return found

    def _hang(self) -> None:
        """The ratings board; titles were numbered in the order of the file."""
        if self._real:
            titles = {title.cover: number for number, title in enumerate(facts.titles(), 1)}
            WallBuilder(self._now, settings.calendar(), titles).build(facts.board())
            return
        titles = {str(number): number for number in range(1, self._plan.titles + 1)}
        wall = WallBuilder(self._now, settings.calendar(), titles)
        wall.make_up(random.Random(self._seed + 40), self._plan.titles // _TITLES_A_VERDICT)

    # -- trade ---------------------------------------------------------------------------------

    def _trade(self, shelved: Shelved, households: list[Household], clerks: list[str]) -> None:
        calendar = settings.calendar()
        today = calendar.local_date(self._now)
        terms, index = _terms(shelved)
        year_ago = today - timedelta(days=364)
        trade = Trade(
            self._seed + 30,
            calendar,
            terms,
            Stock(shelved.ids, index, shelved.ages, shelved.weights),
            [household for household in households if household.weight],
            clerks,
            self._now,
            today - timedelta(days=self._plan.days),
            self._plan.rentals,
            year_ago,
        )
        with store.write():
            writer = TradeWriter(trade, terms, year_ago if not self._real else date.min)
            total = self._plan.rentals
            for day in trade.days():
                if self._cancelled():
                    raise Stopped
                writer.write(day)
                self._report("rentals", writer.rentals, max(total, writer.rentals))
            writer.finish()
        self._fill_the_box(today)

    def _fill_the_box(self, today: date) -> None:
        """The cases that lie in the night-drop when the demo opens."""
        waiting = store.rows(
            "SELECT c.barcode FROM rental r JOIN copy c ON c.id = r.copy_id"
            " WHERE r.returned_at IS NULL AND r.due_at >= ? ORDER BY r.due_at LIMIT ?",
            (to_ms(self._now) - 4 * _DAY_MS, _IN_THE_BOX),
        )
        with operations.begin(self._ctx, "demo.box", undoable=False) as work:
            settings.put(work, "demo_box", [row[0] for row in waiting])

    def _counted(self, stage: str, items: Iterable[_Item], total: int) -> Iterator[_Item]:
        for done, item in enumerate(items, 1):
            if done % 500 == 0:
                if self._cancelled():
                    raise Stopped
                self._report(stage, done, total)
            yield item


def _terms(shelved: Shelved) -> tuple[list[Terms], list[int]]:
    """The terms that the copies rent under, one for each class and replacement price."""
    columns = (
        "name, price_cents, period_nights, period_hours, due_kind, due_minute, late_mode,"
        " late_rate_cents, closed_days_count, grace_minutes, cap_kind, cap_cents, deposit_cents"
    )
    classes = {row[0]: row for row in store.rows(f"SELECT {columns} FROM rental_class")}
    found: dict[tuple[str, int], int] = {}
    terms: list[Terms] = []
    index = []
    for name, replacement in zip(shelved.classes, shelved.replacements, strict=True):
        key = (name, replacement)
        if key not in found:
            found[key] = len(terms)
            row = classes[name]
            rule = Terms(
                row[0], row[1], row[2], row[3], DueKind(row[4]), row[5], LateMode(row[6]),
                row[7], bool(row[8]), row[9], CapKind(row[10]), row[11], 0, row[12],
            )  # fmt: skip
            terms.append(replace(rule, replacement_cents=replacement))
        index.append(found[key])
    return terms, index


def _write_lists(told: dict[str, Any]) -> None:
    """Rental classes and sections as the file tells them."""
    rows = Rows(
        rental_class="name, price_cents, period_nights, due_kind, due_minute, late_mode,"
        " late_rate_cents, closed_days_count, grace_minutes, cap_kind, cap_cents, deposit_cents,"
        " retired, position",
        section="name, short_name, position, curtained, minimum_age, shelved_by, rental_class_id,"
        " note",
    )
    with store.write():
        store.connection().execute("DELETE FROM section")
        store.connection().execute("DELETE FROM rental_class")
        for position, rule in enumerate(told["classes"]):
            hour, _, minute = rule.get("due_time", ":").partition(":")
            rows.add(
                "rental_class", rule["name"], rule["price_cents"], rule["period_nights"],
                rule["due_kind"], int(hour) * 60 + int(minute) if hour else None,
                rule["late_mode"], rule["late_rate_cents"], int(rule["closed_days_count"]),
                rule["grace_minutes"], rule["cap_kind"], rule.get("cap_cents"),
                rule["deposit_cents"], 0, position,
            )  # fmt: skip
        rows.flush()
        classes = dict(store.rows("SELECT name, id FROM rental_class"))
        for position, section in enumerate(told["sections"], 1):
            rows.add(
                "section", section["name"], section["short"], position,
                int(section.get("curtained", False)), section.get("minimum_age", 18),
                "sort_title", classes[section["class"]], section.get("note", ""),
            )  # fmt: skip
        rows.flush()


def _put_number(name: str, number: int) -> None:
    store.connection().execute(
        "INSERT INTO setting (name, content) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET content = excluded.content",
        (name, str(number)),
    )
