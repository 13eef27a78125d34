"""What a row of the list and a copy in the panel say: shape, word and second line.

Pure: rows and the shop's calendar in, words out. "Can I have it" comes first, then until when not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.catalog.models import CopyState, Purpose, TitleState
from app.catalog.stock_list import StockRow
from app.shop.calendar import OpeningCalendar
from app.shop.money import Currency, format_amount
from app.shop.words import SHORT_MONTHS, clock_words, day_of, day_words
from ui.widgets import Mark

if TYPE_CHECKING:
    from app.catalog.title_detail import CopyDetail, LastRental

#: A day this near is named without its month.
_NEAR_DAYS = 13


@dataclass(frozen=True, slots=True)
class StateWords:
    """A shape, a word (coloured by its shape) and what is said below it."""

    mark: Mark
    word: str
    second: str = ""

    @property
    def spoken(self) -> str:
        """Both lines in one."""
        return f"{self.word}, {self.second}" if self.second else self.word


_MARKS = {
    TitleState.IN: Mark.IN,
    TitleState.DISPLAY: Mark.DISPLAY,
    TitleState.HELD: Mark.HELD,
    TitleState.OUT: Mark.OUT,
    TitleState.LATE: Mark.LATE,
    TitleState.REPAIR: Mark.REPAIR,
    TitleState.DAMAGED: Mark.REPAIR,
    TitleState.MISSING: Mark.MISSING,
    TitleState.SALE: Mark.SALE,
    TitleState.SOLD: Mark.RETIRED,
    TitleState.RETIRED: Mark.RETIRED,
    TitleState.NONE: Mark.RETIRED,
}


_NAMES = {
    TitleState.IN: "In",
    TitleState.DISPLAY: "On display",
    TitleState.HELD: "Held",
    TitleState.OUT: "Out",
    TitleState.LATE: "Late",
    TitleState.REPAIR: "In repair",
    TitleState.DAMAGED: "Damaged",
    TitleState.MISSING: "Missing",
    TitleState.SALE: "For sale",
    TitleState.SOLD: "Sold",
    TitleState.RETIRED: "Retired",
    TitleState.NONE: "No copy",
}


def state_name(state: TitleState) -> str:
    """The one word or two for a state."""
    return _tr(_NAMES[state])


def near_day(day: date, today: date) -> str:
    """`Tue 16` near today, `Fri 21 Nov` further off, `12 Mar 2024` in another year's distance."""
    if abs((day - today).days) <= _NEAR_DAYS:
        return f"{day_words(day)} {day.day}"
    if abs((day - today).days) <= 300:
        return day_words(day, dated=True)
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def since_day(day: date, today: date) -> str:
    """`Tue 9 Dec`; with its year, without its weekday, when long ago."""
    if abs((day - today).days) <= 300:
        return day_words(day, dated=True)
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def late_word(due: datetime, now: datetime) -> str:
    """`Late 2 days`, counted in days of the calendar from the day it was due; local moments."""
    days = (day_of(now) - day_of(due)).days
    if days <= 0:
        return _tr("Late")
    return _tr("Late 1 day") if days == 1 else _tr("Late {n} days").format(n=days)


def state_words(row: StockRow, now: datetime, calendar: OpeningCalendar) -> StateWords:
    """The state column of a title: its best copy, then the count, or until or since when."""
    state = row.state
    mark = _MARKS[state]
    here = calendar.local(now)
    word = state_name(state)
    if state is TitleState.IN:
        return StateWords(mark, word, _in_words(row, here, calendar))
    if state is TitleState.OUT and row.due is not None:
        due = calendar.local(row.due)
        when = f"{near_day(day_of(due), here.date())}, {clock_words(due)}"
        return StateWords(mark, word, _tr("due {when}").format(when=when))
    if state is TitleState.LATE and row.due is not None:
        due = calendar.local(row.due)
        day = near_day(day_of(due), here.date())
        return StateWords(mark, late_word(due, here), _tr("was due {day}").format(day=day))
    if state is TitleState.DISPLAY and row.note:
        return StateWords(mark, word, row.note)
    if state is TitleState.SALE and row.copy_count > 1:
        return StateWords(mark, word, _tr("{n} copies").format(n=row.copy_count))
    if state in _SINCE and row.since is not None:
        day = since_day(calendar.local(row.since).date(), here.date())
        return StateWords(mark, word, _tr("since {day}").format(day=day))
    return StateWords(mark, word)


_SINCE = frozenset(
    {
        TitleState.HELD,
        TitleState.REPAIR,
        TitleState.DAMAGED,
        TitleState.MISSING,
        TitleState.SOLD,
        TitleState.RETIRED,
    }
)


def _in_words(row: StockRow, here: datetime, calendar: OpeningCalendar) -> str:
    if row.rent_count <= 1:
        return ""
    if row.in_count >= row.rent_count:
        return _tr("{n} copies").format(n=row.rent_count)
    said = _tr("{n} of {all}").format(n=row.in_count, all=row.rent_count)
    if row.due is None:
        return said
    day = near_day(day_of(calendar.local(row.due)), here.date())
    return said + _tr(", next {day}").format(day=day)


def idle_words(row: StockRow) -> str:
    """Whole days since any copy was last rented; a dash while every copy is with somebody."""
    return "–" if row.idle_days is None else _tr("{n} d").format(n=row.idle_days)


def short_certificate(code: str) -> str:
    """A certificate for a narrow column: `NR` where nobody rated the film."""
    return "NR" if code.casefold() in ("unrated", "not rated") else code


def director_lines(row: StockRow) -> tuple[str, str]:
    """The first director, and the second with how many more there are."""
    first = row.directors[0] if row.directors else ""
    second = row.directors[1] if len(row.directors) > 1 else ""
    more = row.director_count - 2
    return first, f"{second} +{more}" if more > 0 else second


def second_line(row: StockRow) -> str:
    """Under the title: why it was found, where nothing to be seen says so, or its other title."""
    if row.match is not None:
        kinds = {
            "tag": _tr("tag: {text}"),
            "upc": _tr("UPC: {text}"),
            "barcode": _tr("barcode: {text}"),
            "cast": _tr("with {text}"),
            "director": _tr("directed by {text}"),
            "code": _tr("code: {text}"),
        }
        return kinds.get(row.match.kind, "{text}").format(text=row.match.text)
    return row.original_name if row.original_name != row.name else ""


# -- copies -----------------------------------------------------------------------------------


def title_state_of(copy: CopyDetail) -> TitleState:
    """One copy in the words of a title."""
    if copy.state is CopyState.IN and copy.purpose != Purpose.RENTAL:
        return TitleState.SALE if copy.purpose == Purpose.SALE else TitleState.DISPLAY
    if copy.state is CopyState.OUT:
        return TitleState.LATE if copy.late else TitleState.OUT
    return TitleState(copy.state.value)


def copy_words(
    copy: CopyDetail, now: datetime, calendar: OpeningCalendar, money: Currency
) -> StateWords:
    """Where a copy is: "In, Foreign", "Out, due Tue 16, 10 pm", "For sale at 6.00"."""
    state = title_state_of(copy)
    mark, word = _MARKS[state], state_name(state)
    here = calendar.local(now)
    if state is TitleState.IN:
        return StateWords(mark, f"{word}, {copy.section}")
    if copy.due_at is not None and state in (TitleState.OUT, TitleState.LATE):
        due = calendar.local(copy.due_at)
        day = near_day(day_of(due), here.date())
        if state is TitleState.LATE:
            said = _tr("{late}, due {day}").format(late=late_word(due, here), day=day)
            return StateWords(mark, said, late_word(due, here))
        said = _tr("Out, due {day}, {time}").format(day=day, time=clock_words(due))
        return StateWords(mark, said, _tr("Out, due {day}").format(day=day))
    if state is TitleState.SALE and copy.sale_cents:
        price = format_amount(copy.sale_cents, money)
        return StateWords(mark, _tr("For sale at {price}").format(price=price))
    if state is TitleState.DISPLAY:
        return StateWords(mark, f"{word}, {copy.state_note}" if copy.state_note else word)
    if state in _SINCE:
        day = near_day(calendar.local(copy.state_since).date(), here.date())
        return StateWords(mark, _tr("{word} since {day}").format(word=word, day=day))
    return StateWords(mark, word)


def rental_words(
    rental: LastRental, now: datetime, calendar: OpeningCalendar
) -> tuple[Mark | None, str]:
    """A past or running rental: "due Tue 16", "back Sat 29, 1 day late"."""
    here = calendar.local(now).date()
    due = calendar.local(rental.due_at)
    if rental.returned_at is None:
        mark = Mark.LATE if rental.due_at < now else Mark.OUT
        return mark, _tr("due {day}").format(day=near_day(day_of(due), here))
    back = calendar.local(rental.returned_at)
    day = f"{day_words(back.date())} {back.day}"
    late = rental.late_days or 0
    if late <= 0:
        return None, _tr("back {day}, on time").format(day=day)
    if late == 1:
        return None, _tr("back {day}, 1 day late").format(day=day)
    return None, _tr("back {day}, {n} days late").format(day=day, n=late)


def upc_words(upc: str) -> str:
    """A UPC with the gaps that are printed below its bars: `0 43396 62841 0`."""
    if len(upc) == 12:
        return f"{upc[0]} {upc[1:6]} {upc[6:11]} {upc[11]}"
    if len(upc) == 13:
        return f"{upc[0]} {upc[1:7]} {upc[7:]}"
    return upc


def _tr(text: str) -> str:
    return QCoreApplication.translate("row_words", text)
