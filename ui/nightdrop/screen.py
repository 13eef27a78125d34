"""The screen *Night drop*: empties a box without ever standing in the scanner's way.

Each scan is saved before it is shown. What the disk does not take stays on top, in red, and is
tried again with the next scan; nothing asks back.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSettings, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.members import queries as members
from app.nightdrop import actions, queries
from app.nightdrop.actions import MarkDone
from app.nightdrop.queries import Expected, SessionRow
from app.nightdrop.redating import preview_redate
from app.nightdrop.rules import MarkKind
from app.rentals import returns
from app.rentals.repricing import Repriced
from app.shop import operations, settings
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.store.errors import StorageProblem
from ui import messages
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.nightdrop import sentences
from ui.nightdrop.in_front import InFront
from ui.nightdrop.looks import look_of
from ui.nightdrop.marks import can_mark
from ui.nightdrop.redating import RedatePanel
from ui.nightdrop.session_page import PageActions, SessionPage, Unsaved
from ui.nightdrop.sounds import Sounds
from ui.nightdrop.start import PastSession, StartPage
from ui.nightdrop.summary import SummaryPage
from ui.nightdrop.watch import COUNTER, SCREEN
from ui.nightdrop.words import clock
from ui.screen import Screen
from ui.tasks import Cancelled, Report
from ui.theme import dp

_PAST = 40
_SOUNDS = "nightdrop/sounds"


class NightDropScreen(Screen):
    """A start page, the page of the open session, and the sheet of a closed one."""

    name = SCREEN
    title = "Night drop"
    icon = "moon"
    order = 2
    scan_focus = True

    def __init__(
        self,
        desk: Desk,
        preferences: QSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = preferences
        self._session: SessionRow | None = None
        self._sheet_id: int | None = None
        self._unsaved: list[Unsaved] = []
        self._demo_left: list[str] = []
        self._own = False
        self._ready = False
        self.sounds = Sounds(self)
        if preferences is not None:
            self.sounds.on = str(preferences.value(_SOUNDS, "true")) == "true"
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
        self.start_page = StartPage(keys["open"], keys["sheet"], self)
        self.page = SessionPage(self._desk.covers, page_actions, self)
        self.summary = SummaryPage(keys["redate"], keys["back"], keys["confirm"], self)
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
        self.start_page.box_chosen.connect(self._show_window)
        self.start_page.opened.connect(self._open_sheet)
        self.start_page.fields.changed.connect(self._refresh_keys)
        self.start_page.view.selectionModel().currentChanged.connect(self._refresh_keys)
        self.page.again.connect(self._try_again)
        self.page.change_asked.connect(self._change_window)
        for panel in (self.page.redating, self.summary.redating):
            panel.wanted.connect(self._preview)

    # -- what can be done ----------------------------------------------------------------------

    def actions_declared(self) -> list[Action | KeyLine]:
        case, drop = self.tr("The case in hand"), self.tr("The session")
        marks = (
            (MarkKind.EMPTY, self.tr("Empty case"), "package-open", "F5", self._mark_empty),
            (MarkKind.WRONG, self.tr("Wrong disc"), "disc", "F6", self._mark_wrong),
            (MarkKind.MISSING, self.tr("Disc 1 missing"), "disc", "F7", self._mark_missing),
            (MarkKind.DAMAGED, self.tr("Damaged"), "triangle-alert", "F8", self._mark_damaged),
        )
        return [
            Action("open", self.tr("Start emptying"), "package-open", "Ctrl+N", self._open,
                   self._can_open, drop),
            Action("counter", self.tr("Customer: to the counter"), "scan-barcode", "F4",
                   self._to_the_counter, group=drop),
            Action("count", self.tr("Count the pile"), "list-checks", "F9", self._count,
                   self._is_open, drop),
            Action("close", self.tr("Close session…"), "", "F12", self._start_closing,
                   self._is_open, drop),
            Action("confirm", self.tr("Close session"), "check", ("Ctrl+Return", "Ctrl+Enter"),
                   self._confirm, self._can_confirm, drop),
            Action("back", self.tr("Back"), "", "Esc", self._back, self._can_go_back, drop),
            Action("demo", self.tr("Hand me the next"), "package-open", "Ctrl+Space", self._next,
                   self._has_next, drop, listed=settings.settings().demo),
            Action("sheet", self.tr("Sheet and walk"), "clipboard-list", "Ctrl+O", self._sheet,
                   self._can_open_sheet, drop),
            Action("redate", self.tr("Change the window…"), "pencil", "Ctrl+E", self._redate_sheet,
                   self._has_sheet, drop),
            *(
                Action(f"mark_{kind}", words, icon, keys, act, self._can_mark, case)
                for kind, words, icon, keys, act in marks
            ),
            Action("undo_scan", self.tr("Undo this scan"), "undo-2", "", self._undo,
                   self._has_scan, case, listed=False),
            Action("redo", self.tr("Redo"), "repeat", "Ctrl+Shift+Z", self._redo, group=case),
            Action("sounds", self.tr("Sounds"), "volume-2", "F10", self._toggle_sounds,
                   group=self.tr("The screen")),
        ]  # fmt: skip

    # -- coming and going ----------------------------------------------------------------------

    def entered(self) -> None:
        self._load()

    def left(self) -> None:
        self.shell().scan_bar.set_chip("")

    def changed(self, changes: Changes) -> None:
        if not self._own and (changes.everything or changes.sessions or changes.settings):
            self._load()

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
        self.page.set_compact(compact)
        self.start_page.set_compact(compact)

    def _load(self) -> None:
        """Shows what is saved: the open session, else a sheet that is being read, else the start.

        What the disk did not take is no part of the file, so it stays as it is.
        """
        found = queries.open_sessions()
        self._session = found[0] if found else None
        self._find_demo_cases()
        if self._session is not None:
            self._sheet_id = None
            rows = queries.scans(self._session.session_id)
            self.page.show_session(self._session, rows, self._desk.now())
            self.page.show_demo(len(self._demo_left))
            self._pages.setCurrentWidget(self.page)
            self.shell().set_undo(operations.last_undoable() is not None)
        elif self._sheet_id is not None:
            self.summary.show_sheet(queries.sheet(self._sheet_id))
            self._pages.setCurrentWidget(self.summary)
        else:
            self._load_start()
        self._tell_chip()
        self._refresh_keys()

    def _load_start(self) -> None:
        self.start_page.show_boxes(queries.boxes())
        self._show_window()
        self._pages.setCurrentWidget(self.start_page)

        def past(report: Report, cancelled: Cancelled) -> list[PastSession]:
            rows = queries.sessions(_PAST)
            return [PastSession(row, queries.counts(row.session_id)) for row in rows]

        self._desk.read(past, done=self._past_arrived, owner=self)

    @Slot(object)
    def _show_window(self, _box_id: object = None) -> None:
        now = self._desk.now()
        try:
            window = queries.preview_open(now, self.start_page.box_id)
            self.start_page.show_window(window, now)
        except RuleViolation as error:
            self.start_page.show_window(None, now, messages.sentence(error))
        self._refresh_keys()

    def _past_arrived(self, past: list[PastSession]) -> None:
        self.start_page.show_past([row for row in past if not row.session.is_open])
        self._refresh_keys()

    def show_expected(self, expected: tuple[Expected, ...]) -> None:
        """Who is expected and not here, oldest first (see ``watch``)."""
        self.page.show_expected(expected)
        self.start_page.show_expected(expected, self._desk.now())

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

        Words without a digit are no code, and a member's card is a customer at the counter: these
        are looked up as on any screen.
        """
        if not any(letter.isdigit() for letter in text) or _is_card(text):
            return False
        if self._session is None:
            words = self.tr("Start emptying first: no case was taken.")
            self._desk.say(words, tone="need")
            self.shell().scan_bar.show_found(words)
            return True
        self._take(text)
        return True

    @Slot(str)
    def _scanned_in_field(self, code: str) -> None:
        """A scanner hit a field of this screen: the code is a scan all the same."""
        bar = self.shell().scan_bar
        bar.take_focus()
        bar.take_scan(code)

    def _take(self, code: str) -> None:
        """Saves the code, after what the disk did not take before."""
        waiting = [entry.code for entry in self._unsaved if entry.code != code]
        failed = [kept for each in (*waiting, code) if (kept := self._save(each)) is not None]
        if failed or self._unsaved:
            self._unsaved = failed
            self.page.set_unsaved(failed)
        if failed:
            self.sounds.stop()
            self._desk.say(self.tr("Not saved: keep this case in hand."), tone="stop")
            self.shell().scan_bar.show_found(self.tr("not saved"))
        self._refresh_keys()

    @Slot()
    def _try_again(self) -> None:
        if self._unsaved:
            self._take(self._unsaved[-1].code)

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
            self.page.show_again(result.row)
        else:
            self._tell_own(result)
            self.page.put(result.row, now)
            if result.row.tray is not None:
                self.sounds.tray()
        self._took(code)
        word = look_of(result.row).word
        note = sentences.found_note(result.row.title, word, result.row.tray)
        self.shell().scan_bar.show_found(note)
        return None

    def _refused(self, code: str, error: RuleViolation, now: datetime) -> None:
        self._desk.refuse(error)
        if error.code in ("drop.closed", "session.unknown"):
            self._load()
            return
        self.page.refuse(code[:40], messages.sentence(error), clock(now))
        self.sounds.stop()

    def _tell_own(self, done: operations.Done) -> None:
        """Publishes what was done here; this screen has it already."""
        self._own = True
        try:
            self._desk.tell(done)
        finally:
            self._own = False

    # -- the demo's box ------------------------------------------------------------------------

    def _find_demo_cases(self) -> None:
        """What still lies in the demo's box: its cases that are out."""
        known = settings.settings()
        self._demo_left = []
        if known.demo and self._session is not None:
            self._demo_left = [code for code in known.demo_box if _is_out(code)]

    def _took(self, code: str) -> None:
        if code in self._demo_left:
            self._demo_left.remove(code)
        self.page.show_demo(len(self._demo_left))

    def _has_next(self) -> bool:
        return bool(self._demo_left) and self._is_open()

    def _next(self) -> None:
        self._scanned_in_field(self._demo_left[0])

    # -- marks ---------------------------------------------------------------------------------

    def _mark_empty(self) -> None:
        self._mark(MarkKind.EMPTY)

    def _mark_wrong(self) -> None:
        self._mark(MarkKind.WRONG)

    def _mark_missing(self) -> None:
        self._mark(MarkKind.MISSING)

    def _mark_damaged(self) -> None:
        self._mark(MarkKind.DAMAGED)

    def _mark(self, kind: MarkKind) -> None:
        session = self._session
        if session is None:
            return

        def act(ctx: Context) -> MarkDone:
            return actions.mark(ctx, session.session_id, kind)

        self._own = True
        try:
            done = self._desk.perform(act)
        finally:
            self._own = False
        if done is not None:
            self.page.put(done.row, self._desk.now())
            self._refresh_keys()

    def _can_mark(self) -> bool:
        return self._has_scan() and not self._unsaved and can_mark(self.page.last)

    def _has_scan(self) -> bool:
        return self._is_open() and self.page.last is not None

    def _undo(self) -> None:
        self.shell().undo_requested.emit()

    def _redo(self) -> None:
        if operations.last_redoable() is None:
            self._desk.refuse(NotFound("redo.nothing"))
            return
        done = self._desk.perform(operations.redo, quiet=True)
        if done is not None:
            self._desk.say(self.tr("Done again."), undo=True)

    # -- the session ---------------------------------------------------------------------------

    def _is_open(self) -> bool:
        return self._session is not None

    def _can_open(self) -> bool:
        return self._ready and self._session is None and self.start_page.can_start

    def _open(self) -> None:
        box_id, by_hand = self.start_page.box_id, self.start_page.by_hand

        def act(ctx: Context) -> actions.SessionDone:
            return actions.open_session(ctx, box_id, by_hand)

        self._sheet_id = None
        self._desk.perform(act)
        self._load()
        self._focus_scan_bar()

    def _to_the_counter(self) -> None:
        """The session stays open; F4 there comes back."""
        try:
            self.shell().show_screen(COUNTER)
        except KeyError:
            self._desk.say(self.tr("There is no counter here."))

    def _count(self) -> None:
        self.page.pile.field.take_focus()

    def _toggle_sounds(self) -> None:
        self.sounds.on = not self.sounds.on
        self.page.marks.sound_switch.set_on(self.sounds.on)
        if self._preferences is not None:
            self._preferences.setValue(_SOUNDS, "true" if self.sounds.on else "false")
        self._desk.say(self.tr("Sounds on.") if self.sounds.on else self.tr("Sounds off."))

    def _start_closing(self) -> None:
        self.page.show_closing(not self.page.is_closing)
        self._refresh_keys()
        if self.page.is_closing and self.page.closing.asks_why:
            self.page.closing.why.setFocus()
        else:
            self._focus_scan_bar()

    def _can_confirm(self) -> bool:
        if self._panel() is not None:
            return self._wanted_since() is not None
        return self._is_open() and self.page.is_closing

    def _confirm(self) -> None:
        """Ctrl Enter: what the panel in front is for."""
        if self._panel() is not None:
            self._apply_window()
        else:
            self._close()

    def _close(self) -> None:
        session = self._session
        if session is None:
            return
        if self._unsaved:
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
        self._tell_own(done)
        self._load()
        self._focus_scan_bar()

    # -- sheets and windows --------------------------------------------------------------------

    def _has_sheet(self) -> bool:
        return self._sheet_id is not None and not self.summary.is_redating

    def _can_open_sheet(self) -> bool:
        at_start = self._session is None and self._sheet_id is None
        return self._ready and at_start and self.start_page.chosen_session is not None

    def _sheet(self) -> None:
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

    def _redate_sheet(self) -> None:
        self.summary.show_redating(True)
        self._refresh_keys()

    def _panel(self) -> RedatePanel | None:
        if self._session is not None:
            return self.page.redating if self.page.is_redating else None
        if self._sheet_id is not None and self.summary.is_redating:
            return self.summary.redating
        return None

    def _wanted_since(self) -> datetime | None:
        panel = self._panel()
        return panel.since if panel is not None else None

    @property
    def _shown_session(self) -> int | None:
        return self._session.session_id if self._session is not None else self._sheet_id

    @Slot(object)
    def _preview(self, since: object) -> None:
        """What another window would change, worked out beside the window's thread."""
        self._refresh_keys()
        session_id = self._shown_session
        if session_id is None or not isinstance(since, datetime):
            return

        def ask(report: Report, cancelled: Cancelled) -> tuple[datetime, tuple[Repriced, ...]]:
            return since, preview_redate(session_id, since)

        self._desk.read(ask, done=self._previewed, owner=self)

    def _previewed(self, answer: tuple[datetime, tuple[Repriced, ...]]) -> None:
        since, lines = answer
        panel = self._panel()
        if panel is not None and panel.since == since:
            panel.show_lines(lines)

    def _apply_window(self) -> None:
        session_id, since = self._shown_session, self._wanted_since()
        if session_id is None or since is None:
            return
        wanted: tuple[int, datetime] = (session_id, since)

        def act(ctx: Context) -> actions.RedatedDone:
            return actions.redate(ctx, *wanted)

        if self._desk.perform(act) is not None:
            self.page.show_redating(False)
            self._load()
            self._focus_scan_bar()

    def _can_go_back(self) -> bool:
        if self._session is not None:
            return self.page.is_closing or self.page.is_redating
        return self._sheet_id is not None

    def _back(self) -> None:
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


def _is_card(text: str) -> bool:
    """Whether this is a member's card, and no copy of ours."""
    if returns.copy_seen(barcode=text) is not None:
        return False
    return members.by_code(text) is not None


def _is_out(code: str) -> bool:
    seen = returns.copy_seen(barcode=code)
    return seen is not None and seen.rental is not None
