"""Takes cases out of the box: saves each scan, marks the one in hand, keeps what was not saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.members import queries as members
from app.nightdrop import actions
from app.nightdrop.actions import MarkDone, SessionDone
from app.nightdrop.queries import SessionRow
from app.nightdrop.rules import MarkKind
from app.rentals import returns
from app.shop import settings
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.store.errors import StorageProblem
from ui import messages
from ui.desk import Desk
from ui.nightdrop import sentences
from ui.nightdrop.looks import look_of
from ui.nightdrop.marks import can_mark
from ui.nightdrop.session_page import SessionPage, Unsaved
from ui.nightdrop.sounds import Sounds
from ui.nightdrop.words import clock

T = TypeVar("T")


class Taking(QObject):
    """``noted(str)`` is what the scan bar says behind the code; ``taken`` after every scan and
    mark; ``lost`` when the session is no longer there to take any.
    """

    noted = Signal(str)
    taken = Signal()
    lost = Signal()

    def __init__(self, desk: Desk, page: SessionPage, sounds: Sounds, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._sounds = sounds
        self._session: SessionRow | None = None
        self._unsaved: list[Unsaved] = []
        self._demo: list[str] = []
        self._telling = False
        page.again.connect(self.try_again)
        page.pile.field.counted.connect(self.count)

    def go_on(self, session: SessionRow | None) -> None:
        """The session that is open now. What the disk did not take is no part of the file, so it
        stays in hand whatever is read from there.
        """
        self._session = session
        known = settings.settings()
        self._demo = []
        if known.demo and session is not None:
            self._demo = [code for code in known.demo_box if _is_out(code)]
        self._page.show_demo(len(self._demo))

    @property
    def telling(self) -> bool:
        """Whether the change that is being published was made, and is shown, here."""
        return self._telling

    @property
    def unsaved(self) -> Sequence[Unsaved]:
        """The cases that are to be kept in hand."""
        return self._unsaved

    @property
    def next_of_demo(self) -> str | None:
        """The code of the next case in the demo's box."""
        return self._demo[0] if self._demo and self._session is not None else None

    @property
    def can_mark(self) -> bool:
        """Whether there is a case in hand that a mark can go on."""
        return self._session is not None and not self._unsaved and can_mark(self._page.last)

    def tell(self, done: Done) -> None:
        """Publishes and says what was done here; the screen has it already."""
        self._telling = True
        try:
            self._desk.tell(done)
        finally:
            self._telling = False

    # -- scans ---------------------------------------------------------------------------------

    def take(self, code: str) -> None:
        """Saves the code, after what the disk did not take before."""
        waiting = [entry.code for entry in self._unsaved if entry.code != code]
        failed = [kept for each in (*waiting, code) if (kept := self._save(each)) is not None]
        if failed or self._unsaved:
            self._unsaved = failed
            self._page.set_unsaved(failed)
        if failed:
            self._sounds.stop()
            self._desk.say(self.tr("Not saved: keep this case in hand."), tone="stop")
            self.noted.emit(self.tr("not saved"))
        self.taken.emit()

    @Slot()
    def try_again(self) -> None:
        """Everything that was not saved, once more."""
        if self._unsaved:
            self.take(self._unsaved[-1].code)

    def _save(self, code: str) -> Unsaved | None:
        """One case out of the box; what is returned was not saved."""
        session = self._session
        if session is None:
            return None
        now = self._desk.now()
        try:
            result = actions.scan(self._desk.context(), session.session_id, code)
        except StorageProblem as problem:
            return Unsaved(code, messages.sentence(problem), clock(now))
        except RuleViolation as error:
            self._refused(code, error, now)
            return None
        if result.silent:
            self._page.show_again(result.row)
        else:
            self.tell(result)
            self._page.put(result.row, now)
            if result.row.tray is not None:
                self._sounds.tray()
        if code in self._demo:
            self._demo.remove(code)
        self._page.show_demo(len(self._demo))
        row = result.row
        self.noted.emit(sentences.found_note(row.title, look_of(row).word, row.tray))
        return None

    def _refused(self, code: str, error: RuleViolation, now: datetime) -> None:
        self._desk.refuse(error)
        if error.code in ("drop.closed", "session.unknown"):
            self.lost.emit()
            return
        self._page.refuse(code, messages.sentence(error), clock(now))
        self._sounds.stop()

    # -- marks ---------------------------------------------------------------------------------

    def mark(self, kind: MarkKind) -> None:
        """One press of a mark's key, for the last case."""
        session = self._session
        if session is None:
            return

        def act(ctx: Context) -> MarkDone:
            return actions.mark(ctx, session.session_id, kind)

        done = self._perform(act, quiet=False)
        if done is not None:
            self._page.put(done.row, self._desk.now())
            self.taken.emit()

    # -- the pile ------------------------------------------------------------------------------

    @Slot(object)
    def count(self, counted: int | None) -> None:
        """Keeps the counted pile, so that a crash loses no count either."""
        session = self._session
        if session is None:
            return

        def act(ctx: Context) -> SessionDone:
            return actions.count_pile(ctx, session.session_id, counted)

        self._perform(act, quiet=True)

    def _perform(self, act: Callable[[Context], T], *, quiet: bool) -> T | None:
        self._telling = True
        try:
            return self._desk.perform(act, quiet=quiet)
        finally:
            self._telling = False


def is_case(text: str) -> bool:
    """Whether what was scanned or typed can be a case out of a box.

    Words without a digit are no code, and a member's card is a customer at the counter.
    """
    if not any(letter.isdigit() for letter in text):
        return False
    return returns.copy_seen(barcode=text) is not None or members.by_code(text) is None


def _is_out(code: str) -> bool:
    seen = returns.copy_seen(barcode=code)
    return seen is not None and seen.rental is not None
