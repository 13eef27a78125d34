"""The page of an open session: what was scanned, what is missing, where each case goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.nightdrop.queries import Expected, ScanRow, SessionRow
from app.nightdrop.rules import Counts, MarkKind, Outcome, Tray, count_scans
from app.nightdrop.rules import ScanRow as CountedRow
from ui.desk import Desk
from ui.nightdrop.banner import SessionBanner
from ui.nightdrop.closing import ClosePanel
from ui.nightdrop.feed import Feed
from ui.nightdrop.in_front import InFront
from ui.nightdrop.last_scan import LastScan
from ui.nightdrop.looks import (
    FeedRow,
    feed_row,
    large,
    large_refused,
    large_unsaved,
    unsaved_row,
)
from ui.nightdrop.marks import MarkPanel
from ui.nightdrop.missing import Missing
from ui.nightdrop.pile import Pile
from ui.nightdrop.redating import RedatePanel
from ui.nightdrop.trays import Trays
from ui.theme import dp
from ui.widgets import Button, Card, Label


@dataclass(frozen=True, slots=True)
class PageActions:
    """What the page's buttons do."""

    counter: QAction
    close: QAction
    confirm: QAction
    back: QAction
    sounds: QAction
    undo: QAction
    demo: QAction
    marks: dict[MarkKind, QAction]


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A code that the disk did not take."""

    code: str
    why: str
    time: str


#: Narrower than this, in mock-up pixels, the three columns have no room beside each other.
_STACKED = 900
_NO_LIMIT = 16_777_215


class SessionPage(QWidget):
    """``scanned(str)`` is a code that hit one of its fields, ``left`` asks for the scan bar."""

    scanned = Signal(str)
    left = Signal()
    again = Signal()
    change_asked = Signal()

    def __init__(self, desk: Desk, actions: PageActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: SessionRow | None = None
        self._now: datetime | None = None
        self._rows: list[ScanRow] = []
        self._unsaved: tuple[Unsaved, ...] = ()
        self._counts = count_scans(())
        self._tray: Tray | None = None
        self.banner = SessionBanner(actions.counter, actions.close, self)
        self.last_scan = LastScan(desk.covers, self)
        self.redating = RedatePanel(desk, actions.confirm, actions.back, self)
        self.marks = MarkPanel(actions.marks, actions.undo, actions.sounds, self)
        self.closing = ClosePanel(actions.confirm, actions.back, self)
        self.feed = Feed(desk.covers, self)
        self.demo = _DemoLine(actions.demo, self)
        self.trays = Trays(self)
        self.pile = Pile(self)
        self.missing = Missing(self)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.banner.change_asked.connect(self.change_asked)
        self.last_scan.again.connect(self.again)
        self.last_scan.set_hint(self.tr("Scan the first case. Each scan is saved as it is read."))
        for source in (self.pile.field, self.closing, self.redating):
            source.scanned.connect(self.scanned)
            source.left.connect(self.left)
        self.pile.field.counted.connect(self._recounted)
        self.trays.chosen.connect(self._list_tray)
        self.missing.back.connect(self._list_expected)
        self.trays.chosen.connect(self.left)
        self.missing.back.connect(self.left)

    def _lay_out(self) -> None:
        self._upper = InFront(self)
        self._upper.addWidget(self.last_scan)
        self._upper.addWidget(self.redating)
        self._left = QVBoxLayout()
        self._left.addWidget(self._upper, 1)
        self._left.addWidget(self.marks)
        self._left.addWidget(self.closing)
        self.closing.hide()
        self._middle = QVBoxLayout()
        self._middle.addWidget(self.feed, 1)
        self._middle.addWidget(self.demo)
        self._side = QWidget(self)
        self._right = QVBoxLayout(self._side)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.trays)
        self._right.addWidget(self.pile)
        self._right.addWidget(self.missing, 1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self.banner, 0, 0, 1, 3)
        self._grid.addLayout(self._left, 1, 0)
        self._grid.addLayout(self._middle, 1, 1)
        self._grid.addWidget(self._side, 1, 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(1, 1)
        self.set_compact(False)

    # -- what stands on it ---------------------------------------------------------------------

    @property
    def last(self) -> ScanRow | None:
        """The scan that marks and Ctrl+Z are about."""
        return self._rows[0] if self._rows else None

    @property
    def rows(self) -> Sequence[ScanRow]:
        """All scans, the newest first."""
        return self._rows

    @property
    def counts(self) -> Counts:
        """The sums as they stand."""
        return self._counts

    @property
    def counted(self) -> int | None:
        """The counted pile."""
        return self.pile.field.count

    @property
    def is_closing(self) -> bool:
        """Whether the closing steps are shown."""
        return self.closing.isVisibleTo(self)

    @property
    def is_redating(self) -> bool:
        """Whether the window's panel is shown."""
        return self._upper.currentWidget() is self.redating

    def show_session(self, session: SessionRow, rows: Sequence[ScanRow], now: datetime) -> None:
        """A session as it is saved: on coming here, after a restart, after an undo."""
        another = self._session is None or self._session.session_id != session.session_id
        self._session, self._now = session, now
        self._rows = list(rows)
        self.pile.field.set_count(session.counted)
        if another:
            self.show_closing(False)
            self._list_tray(None)
        if rows:
            self.show_redating(False)
        self._tell_window()
        self._recount()
        self.feed.show_rows([*self._unsaved_rows(), *map(feed_row, self._rows)], self._counts)
        self._tell_last(aloud=False)

    def put(self, row: ScanRow, now: datetime) -> None:
        """One more scan on top, or one that a mark changed in its place."""
        self._now = now
        known = [at for at, old in enumerate(self._rows) if old.scan_id == row.scan_id]
        if known:
            self._rows[known[0]] = row
        else:
            self._rows.insert(0, row)
            if len(self._rows) == 1:
                self.show_redating(False)
                self._tell_window()
        self._recount()
        self.feed.put(feed_row(row), self._counts)
        self._show_large(row, aloud=True)

    def show_again(self, row: ScanRow) -> None:
        """A double read: the row that stands already, nothing new."""
        if not self._unsaved:
            self._show_large(row, aloud=False)

    def set_unsaved(self, unsaved: Sequence[Unsaved]) -> None:
        """What the disk did not take stands on top, in red, until it is saved."""
        for number in range(len(self._unsaved), 0, -1):
            self.feed.model.take_out(-number)
        self._unsaved = tuple(unsaved)
        for row in reversed(self._unsaved_rows()):
            self.feed.put(row, self._counts)
        self._tell_last(aloud=bool(unsaved))

    def refuse(self, code: str, why: str, time: str) -> None:
        """A code that cannot be a scan of this session; nothing is kept of it."""
        self.last_scan.show_scan(large_refused(code, why, time), aloud=True)

    def show_expected(self, expected: tuple[Expected, ...]) -> None:
        """Who is expected and not here."""
        if self._now is not None:
            self.missing.show_expected(expected, self._now)

    def show_closing(self, shown: bool) -> None:
        """F12: the closing steps in place of the marks, and back."""
        if shown:
            self.closing.start()
            self.closing.show_sums(self._counts, self.counted)
        self.closing.setVisible(shown)
        self.marks.setVisible(not shown)

    def show_redating(self, shown: bool) -> None:
        """The window's panel in place of the last scan, before the first one."""
        if shown and self._session is not None:
            self.redating.start(self._session)
        self._upper.setCurrentWidget(self.redating if shown else self.last_scan)

    def show_demo(self, left: int) -> None:
        """The demo's box still holds this many cases."""
        self.demo.show_left(left)

    def set_compact(self, compact: bool, width: int = 1312) -> None:
        """The measures of 1280 x 720. Large text may not take more than its share of `width`."""
        gap = dp(12 if compact else 16)
        for layout in (self._left, self._middle, self._right):
            layout.setSpacing(gap)
        self._grid.setSpacing(gap)
        left, right = (288, 264) if compact else (344, 340)
        stacked = width < dp(_STACKED)
        for widget in (self._upper, self.marks, self.closing):
            widget.setFixedWidth(min(dp(left), width * (42 if stacked else 30) // 100))
        # In large text the right column stands under the others, as wide as both.
        self._grid.addWidget(self._side, *((2, 0, 1, 3) if stacked else (1, 2, 1, 1)))
        for card in (self.trays, self.pile, self.missing):
            card.setFixedWidth(min(dp(right), width * 27 // 100))
            if stacked:
                card.setMaximumWidth(_NO_LIMIT)
            card.set_compact(compact)
        self.banner.set_short(stacked)
        for part in (self.banner, self.last_scan, self.marks, self.closing, self.feed):
            part.set_compact(compact)

    # -- inside --------------------------------------------------------------------------------

    def _tell_window(self) -> None:
        if self._session is not None and self._now is not None:
            self.banner.show_session(self._session, self._now, changeable=not self._rows)

    def _recount(self) -> None:
        self._counts = count_scans(
            CountedRow(row.outcome, row.tray, row.fee_cents) for row in self._rows
        )
        self.pile.show_counts(self._counts)
        if self.is_closing:
            self.closing.show_sums(self._counts, self.counted)
        self.trays.show_trays(self._by_tray(), self.last.tray if self.last else None)
        if self._tray is not None:
            self.missing.show_tray(self._tray, self._by_tray()[self._tray])

    def _by_tray(self) -> dict[Tray, list[ScanRow]]:
        lying = [row for row in self._rows if row.outcome is not Outcome.REPEAT]
        return {tray: [row for row in lying if row.tray is tray] for tray in Tray}

    def _tell_last(self, *, aloud: bool) -> None:
        if self._unsaved:
            newest, cases = self._unsaved[-1], len(self._unsaved)
            shown = large_unsaved(newest.code, newest.why, newest.time, cases)
            self.last_scan.show_scan(shown, aloud=aloud)
            self.marks.show_case(None)
        elif self.last is not None:
            self._show_large(self.last, aloud=aloud)
        else:
            self.last_scan.show_scan(None)
            self.marks.show_case(None)

    def _show_large(self, row: ScanRow, *, aloud: bool) -> None:
        self.last_scan.show_scan(large(row), aloud=aloud)
        self.marks.show_case(row)

    def _unsaved_rows(self) -> list[FeedRow]:
        """The newest first, as all rows."""
        rows = [
            unsaved_row(number, entry.code, entry.why, entry.time)
            for number, entry in enumerate(self._unsaved, start=1)
        ]
        return rows[::-1]

    @Slot(object)
    def _recounted(self, count: object) -> None:
        if self.is_closing:
            self.closing.show_sums(self._counts, self.counted)

    @Slot(object)
    def _list_tray(self, tray: Tray | None) -> None:
        self._tray = tray
        self.trays.list_tray(tray)
        self.missing.show_tray(tray, self._by_tray()[tray] if tray is not None else ())

    @Slot()
    def _list_expected(self) -> None:
        self._list_tray(None)


class _DemoLine(Card):
    """A visitor of the demo has no scanner: a quiet line hands over the cases of its box."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent, fill="sunk", shadow=False)
        self._words = Label("", role="ink2", size=12.5, parent=self)
        box: QHBoxLayout = self.row((16, 6, 8, 6), 10)
        box.addWidget(self._words, 1)
        box.addWidget(Button.for_action(action, height=28, parent=self))
        self.hide()

    def show_left(self, left: int) -> None:
        """How many cases are left; the line goes when the box is empty."""
        words = (
            self.tr("The demo’s box holds one more case.")
            if left == 1
            else self.tr("The demo’s box holds {n} cases.").format(n=left)
        )
        self._words.setText(words)
        self.setVisible(left > 0)
