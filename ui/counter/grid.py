"""The columns of a visit: where cover, title, day strip, due words and price stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtGui import QFontMetrics

from app.rentals.visit import VisitLine
from app.shop import settings
from app.shop.words import SHORT_DAYS
from ui.theme import dp, font
from ui.widgets import (
    Day,
)
from ui.widgets.daystrip import DAY_WIDTH

COVER = (36, 48)
STRIP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of all lines stand, for one width. Narrow: no day strip, lower rows.

    ``due_room`` is what the longest due words of the visit need, in pixels.
    """

    width: int
    narrow: bool = False
    due_room: int = 0

    @property
    def cover(self) -> int:
        return dp(21)

    @property
    def title(self) -> int:
        return self.cover + dp(COVER[0] + 14)

    @property
    def right(self) -> int:
        """The right edge of the prices."""
        return self.width - dp(21)

    @property
    def due_width(self) -> int:
        """Room for the due words; where there is no strip they take up to half of the row.

        They are never cut while the title keeps a hundred pixels.
        """
        wanted = max(dp(156), self.due_room)
        room = self.width - dp(21 + 36 + 14 + 14 + 14 + 52 + 21)
        if self.narrow:
            return max(min(max(wanted, round(room * 0.55)), dp(266)), dp(156))
        return max(min(wanted, room - self.strip_width - dp(14 + 100)), dp(156))

    @property
    def due(self) -> int:
        return self.right - dp(52 + 14) - self.due_width

    @property
    def strip(self) -> int:
        """Where the day strip begins; where it is dropped, the due words."""
        return self.due if self.narrow else self.due - dp(14) - self.strip_width

    @property
    def strip_width(self) -> int:
        return dp(DAY_WIDTH) * STRIP_DAYS

    @property
    def title_width(self) -> int:
        return max(self.strip - dp(14) - self.title, dp(60))

    @property
    def row(self) -> int:
        return dp(60 if self.narrow else 66)

    @property
    def high_row(self) -> int:
        """With a third line under the title."""
        return dp(67 if self.narrow else 73)


def due_room(lines: Iterable[VisitLine]) -> int:
    """The width that shows all due words and terms whole."""
    due = QFontMetrics(font(13, 500, tabular=True))
    terms = QFontMetrics(font(12, tabular=True))
    widths = (
        max(due.horizontalAdvance(line.due_words), terms.horizontalAdvance(terms_words(line)))
        for line in lines
    )
    return max(widths, default=0) + 2


def terms_words(line: VisitLine) -> str:
    """``Catalogue, five nights``."""
    return f"{line.class_name}, {line.period_words}"


def strip_days(today: date) -> tuple[Day, ...]:
    """The columns of the day strip, today first."""
    calendar = settings.calendar()
    days = [today + timedelta(days=step) for step in range(STRIP_DAYS)]
    return tuple(
        Day(SHORT_DAYS[day.weekday()][:2], day.day, not calendar.is_open_day(day)) for day in days
    )
