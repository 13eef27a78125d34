"""The screen *Night drop*: empties a box without ever standing in the scanner's way.

Each scan is saved before it is shown. What the disk does not take stays on top, in red, and is
tried again with the next scan; nothing asks back.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.nightdrop import actions, queries
from app.nightdrop.queries import Expected, SessionRow
from app.nightdrop.rules import MarkKind
from app.shop import undo
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.store.errors import StorageProblem
from ui import messages
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.nightdrop import keys
from ui.nightdrop.in_front import InFront
from ui.nightdrop.redating import RedatePanel
from ui.nightdrop.session_page import PageActions, SessionPage
from ui.nightdrop.sounds import Sounds
from ui.nightdrop.start import StartPage
from ui.nightdrop.summary import SummaryPage
from ui.nightdrop.taking import Taking, is_case
from ui.nightdrop.watch import COUNTER, SCREEN
from ui.screen import Screen
from ui.theme import dp

_SOUNDS = "nightdrop/sounds"


class NightDropScreen(Screen):
    """A start page, the page of the open session, and the sheet of a closed one."""

    name = SCREEN
    title = "Night drop"
    icon = "moon"
    order = 2
    scan_focus = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: SessionRow | None = None
        self._expected: tuple[Expected, ...] = ()
        self._sheet_id: int | None = None
        self._ready = False
        self.sounds = Sounds(self)
        if desk.preferences is not None:
            self.sounds.on = str(desk.preferences.value(_SOUNDS, "true")) == "true"
        self._build()
        self._ready = True

    def _build(self) -> None:
        keys = self.action_set
        page_actions = PageActions(
            counter=keys["counter"],
            close=keys["close"],
            confirm=keys["confirm"],
            back=keys["back"],
            sounds=keys["sounds"],
            undo=keys["undo_scan"],
            demo=keys["demo"],
            marks={kind: keys[f"mark_{kind}"] for kind in MarkKind},
        )
        self.start_page = StartPage(self._desk, keys["open"], keys["sheet"], self)
        self.page = SessionPage(self._desk, page_actions, self)
        self.summary = SummaryPage(self._desk, keys["redate"], keys["back"], keys["confirm"], self)
        self._taking = Taking(self._desk, self.page, self.sounds, self)
        self._connect()
        self._pages = InFront(self)
        for page in (self.start_page, self.page, self.summary):
            self._pages.addWidget(page)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(dp(20), dp(18), dp(20), dp(18))
        self._box.addWidget(self._pages)
        self.page.marks.sound_switch.set_on(self.sounds.on)

    def _connect(self) -> None:
        for page in (self.start_page, self.page, self.summary):
            page.scanned.connect(self._scanned_in_field)
            page.left.connect(self._focus_scan_bar)
        self.start_page.opened.connect(self._open_sheet)
        self.start_page.changed.connect(self._refresh_keys)
        self._taking.noted.connect(self._note)
        self._taking.taken.connect(self._refresh_keys)
        self._taking.taken.connect(self._focus_scan_bar)
        self._taking.lost.connect(self._load)
        self.page.change_asked.connect(self._change_window)
        for panel in (self.page.redating, self.summary.redating):
            panel.changed.connect(self._refresh_keys)

    # -- what can be done ----------------------------------------------------------------------

    def actions_declared(self) -> list[Action | KeyLine]:
        return keys.declared(self)

    # -- coming and going ----------------------------------------------------------------------

    def entered(self) -> None:
        self._load()

    def left(self) -> None:
        self.shell().scan_bar.set_chip("")

    def changed(self, changes: Changes) -> None:
        if not self._taking.telling and (
            changes.everything or changes.sessions or changes.settings
        ):
            self._load()
            self.shell().scan_bar.edit.set_note("")  # it may have told of what is now undone

    def hasHeightForWidth(self) -> bool:
        """No: its lists take the height that there is. A wrapped line somewhere in it would
        otherwise make the scroll area around all screens ask for every list's wished height.
        """
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < dp(1230) or self.height() < dp(700)
        edge = dp(14 if compact else 18)
        self._box.setContentsMargins(dp(20), edge, dp(20), edge)
        seen = min(self.width(), self.window().width() - self.shell().rail.width())
        self.page.set_compact(compact, seen - 2 * dp(20))
        self.start_page.set_stacked(seen < dp(860))

    @Slot()
    def _load(self) -> None:
        """Shows what is saved: the open session, else the sheet being read, else the start."""
        found = queries.open_sessions()
        self._session = found[0] if found else None
        self._taking.go_on(self._session)
        if self._session is not None:
            self._sheet_id = None
            rows = queries.scans(self._session.session_id)
            self.page.show_session(self._session, rows, self._desk.now())
            self._pages.setCurrentWidget(self.page)
            self.shell().set_undo(undo.last_undoable() is not None)
        elif self._sheet_id is not None:
            self.summary.show_sheet(queries.sheet(self._sheet_id))
            self._pages.setCurrentWidget(self.summary)
        else:
            self.start_page.load()
            self._pages.setCurrentWidget(self.start_page)
        self._tell_expected()
        self._tell_chip()
        self._refresh_keys()

    def show_expected(self, expected: tuple[Expected, ...]) -> None:
        """Who is expected and not here, oldest first (see ``watch``)."""
        if expected is not self._expected:  # else `_load` has just told of them
            self._expected = expected
            self._tell_expected()

    def _tell_expected(self) -> None:
        """Tells the page that is in front; three thousand lines are not made twice a scan."""
        if self._session is not None:
            self.page.show_expected(self._expected)
        else:
            self.start_page.show_expected(self._expected, self._desk.now())

    def _tell_chip(self) -> None:
        if self.isVisible():
            box = self._session.box if self._session is not None else ""
            self.shell().scan_bar.set_chip(box)

    @Slot()
    def _refresh_keys(self, *_how: object) -> None:
        self.action_set.refresh()

    @Slot()
    def _focus_scan_bar(self) -> None:
        self.shell().scan_bar.take_focus()

    # -- scanning ------------------------------------------------------------------------------

    def scan(self, text: str) -> bool:
        """While a session is open whatever is scanned here is out of its box.

        What can be no case is looked up as on any screen.
        """
        if not is_case(text):
            return False
        if self._session is None:
            words = self.tr("Start emptying first: no case was taken.")
            self._desk.say(words, tone="need")
            self.shell().scan_bar.show_found(words)
        else:
            self._taking.take(text)
        return True

    @Slot(str)
    def _scanned_in_field(self, code: str) -> None:
        """A scanner hit a field of this screen: the code is a scan all the same."""
        bar = self.shell().scan_bar
        bar.take_focus()
        bar.take_scan(code)

    @Slot(str)
    def _note(self, words: str) -> None:
        self.shell().scan_bar.show_found(words)

    def has_next(self) -> bool:
        """Whether the demo's box holds another case."""
        return self._ready and self._taking.next_of_demo is not None

    def next(self) -> None:
        """The demo hands over the next case."""
        code = self._taking.next_of_demo
        if code is not None:
            self._scanned_in_field(code)

    # -- the case in hand ----------------------------------------------------------------------

    def mark_empty(self) -> None:
        """F5."""
        self._taking.mark(MarkKind.EMPTY)

    def mark_wrong(self) -> None:
        """F6."""
        self._taking.mark(MarkKind.WRONG)

    def mark_missing(self) -> None:
        """F7: one disc more at each press."""
        self._taking.mark(MarkKind.MISSING)

    def mark_damaged(self) -> None:
        """F8."""
        self._taking.mark(MarkKind.DAMAGED)

    def can_mark(self) -> bool:
        """Whether there is a case in hand."""
        return self._ready and self._taking.can_mark

    def has_scan(self) -> bool:
        """Whether there is a scan to undo."""
        return self.is_open() and self.page.last is not None

    def undo(self) -> None:
        """Takes the last scan or mark back."""
        self.shell().undo_requested.emit()

    # -- the session ---------------------------------------------------------------------------

    def is_open(self) -> bool:
        """Whether a session is open."""
        return self._session is not None

    def can_open(self) -> bool:
        """Whether a session can be opened."""
        return self._ready and self._session is None and self.start_page.can_start

    def open(self) -> None:
        """Ctrl+N: the box is emptied."""
        box_id, by_hand = self.start_page.box_id, self.start_page.by_hand

        def act(ctx: Context) -> actions.SessionDone:
            return actions.open_session(ctx, box_id, by_hand)

        self._sheet_id = None
        self._desk.perform(act)
        self._load()
        self._focus_scan_bar()

    def to_the_counter(self) -> None:
        """The session stays open; F4 there comes back."""
        try:
            self.shell().show_screen(COUNTER)
        except KeyError:
            self._desk.say(self.tr("There is no counter here."))

    def count(self) -> None:
        """F9: the counted pile."""
        self.page.pile.field.take_focus()

    def toggle_sounds(self) -> None:
        """F10; remembered for tomorrow."""
        self.sounds.on = not self.sounds.on
        self.page.marks.sound_switch.set_on(self.sounds.on)
        if self._desk.preferences is not None:
            self._desk.preferences.setValue(_SOUNDS, "true" if self.sounds.on else "false")
        self._desk.say(self.tr("Sounds on.") if self.sounds.on else self.tr("Sounds off."))

    def start_closing(self) -> None:
        """F12: the closing steps."""
        self.page.show_closing(not self.page.is_closing)
        self._refresh_keys()
        if self.page.is_closing and self.page.closing.asks_why:
            self.page.closing.why.setFocus()
        else:
            self._focus_scan_bar()

    def can_confirm(self) -> bool:
        """Whether Ctrl+Enter has something to confirm."""
        panel = self._panel()
        if panel is not None:
            return panel.since is not None
        return self.is_open() and self.page.is_closing

    def confirm(self) -> None:
        """Ctrl Enter: what the panel in front is for."""
        panel = self._panel()
        if panel is None:
            self._close()
        elif panel.apply():
            self.page.show_redating(False)
            self._load()
            self._focus_scan_bar()

    def _close(self) -> None:
        session = self._session
        if session is None:
            return
        if self._taking.unsaved:
            self._desk.say(self.tr("A case is not saved yet. Try again first."), tone="stop")
            return
        self.page.pile.field.clearFocus()
        counted, why = self.page.counted, self.page.closing.reason
        try:
            done = actions.close(self._desk.context(), session.session_id, counted, why)
        except RuleViolation as error:
            self.page.closing.refuse(messages.sentence(error))
            self.page.closing.why.setFocus()
            return
        except StorageProblem as problem:
            self._desk.refuse(problem)
            return
        self._sheet_id = session.session_id
        self.page.show_closing(False)
        self._taking.tell(done)
        self._load()
        self._focus_scan_bar()

    # -- sheets and windows --------------------------------------------------------------------

    def has_sheet(self) -> bool:
        """Whether a closed session's sheet is shown."""
        return self._sheet_id is not None and not self.summary.is_redating

    def can_open_sheet(self) -> bool:
        """Whether a line of the list is marked."""
        at_start = self._session is None and self._sheet_id is None
        return self._ready and at_start and self.start_page.chosen_session is not None

    def sheet(self) -> None:
        """Ctrl+O: the sheet of the marked session."""
        self._open_sheet(self.start_page.chosen_session)

    @Slot(object)
    def _open_sheet(self, session_id: object) -> None:
        if isinstance(session_id, int):
            self._sheet_id = session_id
            self._load()

    @Slot()
    def _change_window(self) -> None:
        """Before the first scan: the window of the open session."""
        self.page.show_redating(True)
        self._refresh_keys()

    def redate_sheet(self) -> None:
        """Ctrl+E: another window for the closed session."""
        self.summary.show_redating(True)
        self._refresh_keys()

    def _panel(self) -> RedatePanel | None:
        if self._session is not None:
            return self.page.redating if self.page.is_redating else None
        if self._sheet_id is not None and self.summary.is_redating:
            return self.summary.redating
        return None

    def can_go_back(self) -> bool:
        """Whether Esc leads anywhere."""
        if self._session is not None:
            return self.page.is_closing or self.page.is_redating
        return self._sheet_id is not None

    def back(self) -> None:
        """Esc: out of the panel, out of the sheet."""
        if self._session is not None:
            self.page.show_closing(False)
            self.page.show_redating(False)
        elif self.summary.is_redating:
            self.summary.show_redating(False)
        else:
            self._sheet_id = None
            self._load()
        self._refresh_keys()
        self._focus_scan_bar()
