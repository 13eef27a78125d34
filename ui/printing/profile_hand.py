"""The printer's feed in hand: its calibration sheet into the tray, its four numbers into use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.printing import queries, stocks, tray
from app.printing.rules import PAPERS_MM
from app.printing.tray import SetUp
from app.shop import settings
from ui.actions import Action, ActionSet
from ui.desk import Desk
from ui.printing.asking import putting
from ui.printing.profile_panel import ProfilePanel
from ui.printing.room import PrintRoom
from ui.printing.stock_rows import feed_words
from ui.printing.stock_words import tr
from ui.printing.stocks import local_paper
from ui.printing.unsaved import Unsaved
from ui.printing.words import moment

CALIBRATION = "calibration"


class ProfileHand(QObject):
    """``moved``: another feed is in hand, or it was measured. ``put_in(item_id)``: the calibration
    sheet is in the tray.
    """

    moved = Signal()
    put_in = Signal(object)

    def __init__(
        self,
        desk: Desk,
        room: PrintRoom,
        front: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._room, self._front = desk, room, front
        self.panel = ProfilePanel()
        self.panel.edited.connect(self._edited)
        self.feed = ("", "")
        self.question: Unsaved | None = None

    def declared(self) -> list[Action]:
        """Its actions."""
        group = tr("Stock and printers")
        return [
            Action(
                "profile-print", tr("Print the sheet"), "", "Ctrl+P", self.print_sheet,
                self._has_feed, group,
            ),
            Action(
                "profile-use", tr("Use numbers"), "", "Ctrl+Return", self.use_numbers,
                self._can_use, group,
            ),
            Action(
                "profile-discard", tr("Discard"), "", "", self.discard, self._is_dirty, group,
                listed=False,
            ),
        ]  # fmt: skip

    def actions_made(self, actions: ActionSet) -> None:
        """Lays out the panel with its question."""
        self.panel.lay_out(actions)
        words = tr("Not in use yet.")
        self.question = Unsaved(words, actions["profile-use"], actions["profile-discard"])
        self.panel.ask(self.question)

    def set_narrow(self, narrow: bool) -> None:
        """In a small window keys go to F1."""
        self.panel.set_narrow(narrow)
        if self.question is not None:
            self.question.set_narrow(True)

    def _has_feed(self) -> bool:
        return self._front() and bool(self.feed[0])

    def _can_use(self) -> bool:
        return self._front() and self.panel.changed

    def _is_dirty(self) -> bool:
        return self._front() and self.panel.dirty

    def leave_ok(self, then: Callable[[], object] | None = None) -> bool:
        """False while typed numbers are not in use; it is asked for, and ``then`` done then."""
        if not self.panel.dirty or self.question is None:
            return True
        self.question.ask(then)
        return False

    # -- choosing --------------------------------------------------------------------------------

    def choose(self, printer: str, feed: str) -> None:
        """Another feed, once nothing is unsaved."""
        if (printer, feed) == self.feed:
            return
        if self.leave_ok(partial(self._take_up, printer, feed)):
            self._take_up(printer, feed)
        else:
            self.moved.emit()

    def refresh(self) -> None:
        """Printers were found, or something was written. What is typed stays."""
        if not self.feed[0] and self._room.printers:
            first = self._room.printers[0]
            self.feed = (first.name, first.feeds[0].key)
        if self.panel.dirty and (self.panel.printer, self.panel.feed) == self.feed:
            self._tell()
            return
        self._take_up(*self.feed)

    def _take_up(self, printer: str, feed: str) -> None:
        self.feed = (printer, feed)
        found = queries.profile(printer, feed)
        paper = found.reading.paper if found is not None else _usual_paper()
        self.panel.show_feed(printer, feed, found.reading if found is not None else None, paper)
        self._tell()
        if self.question is not None:
            self.question.answered()
        self.moved.emit()

    def _tell(self) -> None:
        """The head: which feed it is, and how it stands with it."""
        printer, feed = self.feed
        words = feed_words(self._room.printers, printer, feed)
        there = next((one for one in self._room.printers if one.name == printer), None)
        found = queries.profile(printer, feed)
        if there is None and self._room.printers_known:
            self.panel.tell(words, tr("gone"), "stop", "x")
        elif there is not None and there.off:
            self.panel.tell(words, tr("off"), "stop", "x")
        elif found is None:
            self.panel.tell(words, tr("never measured"), "", "")
        else:
            at = tr("in use since {when}").format(when=self.since(found.measured_at))
            self.panel.tell(words, at, "ok", "check")
        lines = self._room.tray.lines
        line = self._room.line or (lines[-1] if lines else None)
        pieces = line.gathered.pieces if line is not None else ()
        self.panel.show_words(pieces[0].name if pieces else "")

    def since(self, at: datetime) -> str:
        """A moment as the list says it: `today 10:55`, `Mon 1 Dec`."""
        return moment(at, self._desk.now())

    # -- acts ------------------------------------------------------------------------------------

    @Slot()
    def _edited(self) -> None:
        if self.question is not None:
            self.question.drop()
        self.moved.emit()

    @Slot()
    def discard(self) -> None:
        """The numbers in use stand there again."""
        self._take_up(*self.feed)

    @Slot()
    def print_sheet(self) -> None:
        """Ctrl+P: the calibration sheet of this feed goes into the tray, on its paper and out of
        its feed, and is shown there, so that a second Ctrl+P prints it.
        """
        printer, feed = self.feed
        if not printer:
            return
        how = SetUp(self.panel.paper, printer, feed)
        words = feed_words(self._room.printers, printer, feed)
        subject = {"printer": words, "paper": how.stock}
        added = self._desk.perform(putting(CALIBRATION, subject, how))
        if added is None:
            return
        item = queries.item(added.item_id)
        if item is not None and item.set_up != how:
            act = partial(tray.set_up, item_id=item.id, wanted=how)
            self._desk.perform(act, quiet=True)
        self.put_in.emit(added.item_id)

    @Slot()
    def use_numbers(self) -> None:
        """Ctrl+Enter: the numbers are this feed's profile from now on; undo restores the old."""
        reading = self.panel.reading
        if reading is None:
            return
        printer, feed = self.feed
        act = partial(stocks.set_profile, printer=printer, feed=feed, reading=reading)
        if self._desk.perform(act) is not None:
            self._take_up(printer, feed)


def _usual_paper() -> str:
    paper = local_paper(settings.settings().currency)
    return paper if paper in PAPERS_MM else next(iter(PAPERS_MM))
