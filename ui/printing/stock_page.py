"""Stock and printers: the sheets that labels come on, and what each printer does to a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.printing import queries, stocks
from app.shop import settings
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.operations import Done
from reports.stock import SHIPPED
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.printing.lengths import Unit
from ui.printing.profile_panel import ProfilePanel
from ui.printing.room import PrintRoom
from ui.printing.sending import Sender
from ui.printing.stock_draft import NEW, Draft, draft_of, of_shipped
from ui.printing.stock_editor import StockEditor
from ui.printing.stock_list import StockListView, StockRow
from ui.printing.stock_rows import feed_words, stock_rows
from ui.printing.stock_words import tr
from ui.printing.stocks import local_paper
from ui.printing.words import moment
from ui.theme import dp
from ui.widgets import Banner, Button, Card, Kind

_UNIT = "print/unit"


class StockPage(QWidget):
    """A `SecondPage` of the print screen."""

    def __init__(
        self, desk: Desk, room: PrintRoom, sender: Sender, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._room = desk, room
        self.front = False
        self._key = ""
        self._feed = ("", "")
        self._actions: ActionSet | None = None
        kept = desk.preferences.value(_UNIT, "") if desk.preferences is not None else ""
        self._unit = Unit(str(kept)) if kept in list(Unit) else self._usual_unit()
        self.list = StockListView()
        self.list.chosen.connect(self._chosen)
        self.editor = StockEditor(self)
        self.editor.edited.connect(self._edited)
        self.editor.unit_chosen.connect(self._unit_wanted)
        self.profile = ProfilePanel(self)
        self.profile.edited.connect(self._refresh)
        self._question = Banner(tr("Not saved yet."), icon="pencil", tone="need")
        self._question.hide()
        self._waiting: StockRow | None = None
        self._head: list[Button] = []
        room.printers_changed.connect(self._printers)

    @staticmethod
    def _usual_unit() -> Unit:
        paper = local_paper(settings.settings().currency)
        return Unit.INCH if paper == "letter" else Unit.MM

    # -- a SecondPage ----------------------------------------------------------------------------

    def widget(self) -> QWidget:
        return self

    def declared(self) -> list[Action | KeyLine]:
        group = tr("Stock and printers")
        here = self._is_front
        return [
            Action("stock-new", tr("New stock"), "plus", "Ctrl+N", self.add, here, group),
            Action("stock-copy", tr("Copy"), "copy", "Ctrl+D", self.copy, self._has_stock, group),
            Action(
                "stock-save", tr("Save stock"), "save", "Ctrl+S", self.save, self._can_save, group
            ),
            Action(
                "stock-discard", tr("Discard"), "", "Esc", self.discard, self._is_changed, group
            ),
            Action(
                "stock-remove", tr("Remove"), "trash-2", "Ctrl+Del", self.remove, self._is_own,
                group,
            ),
            Action("stock-unit", tr("Another unit"), "", "Ctrl+U", self.next_unit, here, group),
            Action(
                "profile-print", tr("Print the sheet"), "", "Ctrl+P", self.print_sheet,
                self._has_feed, group,
            ),
            Action(
                "profile-use", tr("Use numbers"), "", "Ctrl+Return", self.use_numbers,
                self._can_use, group,
            ),
            KeyLine("Up / Down", tr("Steps a number; with Shift by more"), group),
        ]  # fmt: skip

    def actions_made(self, actions: ActionSet) -> None:
        self._actions = actions
        self.editor.lay_out(actions)
        self.profile.lay_out(actions)
        self._head = [
            Button.for_action(actions["stock-copy"]),
            Button.for_action(actions["stock-new"]),
        ]
        card = Card()
        column = card.column((1, 1, 1, 1), 0)
        column.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(12))
        row.addWidget(card)
        row.addWidget(self.editor, 1)
        row.addWidget(self.profile)
        self._list_card = card
        card.setFixedWidth(dp(264))
        self.profile.setFixedWidth(dp(400))
        save = Button.for_action(actions["stock-save"], kind=Kind.PRIMARY, height=28)
        discard = Button(tr("Discard"), keys="Esc", height=28)
        discard.clicked.connect(self.discard)
        self._question.add(save)
        self._question.add(discard)
        layout = self.editor.layout()
        if layout is not None:
            layout.addWidget(self._question)

    def head_buttons(self) -> Sequence[QWidget]:
        return self._head

    def head_words(self) -> str:
        return tr("A stock whose numbers do not fit its sheet is not saved.")

    def shown(self) -> None:
        self._room.find_printers()
        if not self._key:
            own = queries.own_stocks()
            self._key = own[0].key if own else next(iter(SHIPPED))
            self._open()
        if not self._feed[0]:
            self._first_feed()
        self._fill()

    def show_printer(self, printer: str, feed: str) -> None:
        self._feed = (printer, feed)
        self._fill()
        self._show_feed()

    def changed(self, changes: Changes) -> None:
        if not self.front and not self._key:
            return
        if not self._dirty():
            known = {one.key for one in queries.own_stocks()} | set(SHIPPED)
            if self._key not in known:
                self._key = next(iter(SHIPPED))
            self._open()
        self._show_feed()
        self._fill()

    def set_narrow(self, narrow: bool) -> None:
        self._list_card.setFixedWidth(dp(216 if narrow else 264))
        self.profile.setFixedWidth(dp(320 if narrow else 400))
        self.profile.set_narrow(narrow)
        self.editor.set_narrow(narrow)
        for button in self._head:
            button.set_keys_shown(not narrow)

    def leave_ok(self) -> bool:
        if not self._dirty():
            return True
        self._question.show()
        return False

    # -- what is in hand -------------------------------------------------------------------------

    def _is_front(self) -> bool:
        return self.front

    def _own(self) -> queries.OwnStock | None:
        return next((one for one in queries.own_stocks() if one.key == self._key), None)

    def _is_own(self) -> bool:
        draft = self.editor.draft
        return self.front and draft is not None and draft.stock_id is not None

    def _has_stock(self) -> bool:
        return self.front and self.editor.draft is not None

    def _has_feed(self) -> bool:
        return self.front and bool(self._feed[0])

    def _dirty(self) -> bool:
        draft = self.editor.draft
        return draft is not None and draft.changed and not self._is_shipped(draft)

    def _is_shipped(self, draft: Draft) -> bool:
        return draft.stock_id is None and self._key in SHIPPED

    def _is_changed(self) -> bool:
        return self.front and self._dirty()

    def _can_save(self) -> bool:
        draft = self.editor.draft
        return self.front and draft is not None and self._dirty() and draft.fits

    def _can_use(self) -> bool:
        return self.front and self.profile.changed

    def _open(self) -> None:
        """Shows the stock of the chosen line."""
        own = self._own()
        if own is not None:
            self._show(draft_of(own))
        elif self._key in SHIPPED:
            self._show(Draft(self._key, of_shipped(SHIPPED[self._key]), copied_from=self._key))

    def _show(self, draft: Draft) -> None:
        shipped = self._is_shipped(draft)
        note = tr("came with the program") if shipped else self._note(draft)
        self.editor.show_draft(draft, self._unit, note, shipped=shipped)
        self._question.hide()
        self._refresh()

    @staticmethod
    def _note(draft: Draft) -> str:
        parts = []
        if draft.copied_from:
            parts.append(tr("copy of {name}").format(name=draft.copied_from))
        if draft.changed:
            parts.append(tr("not saved"))
        return ", ".join(parts)

    def _fill(self) -> None:
        """The list anew."""
        draft = self.editor.draft
        unsaved = draft if draft is not None and self._dirty() else None
        printers = self._room.printers
        rows = stock_rows(queries.own_stocks(), printers, queries.profiles(), unsaved, self._since)
        self.list.show_rows(rows, ("stock", self._key, ""))
        self._refresh()

    def _since(self, at: datetime) -> str:
        return moment(at, self._desk.now())

    @Slot()
    def _refresh(self) -> None:
        if self._actions is not None:
            self._actions.refresh()

    @Slot()
    def _printers(self) -> None:
        if not self._feed[0]:
            self._first_feed()
        self._fill()

    # -- choosing --------------------------------------------------------------------------------

    @Slot(object)
    def _chosen(self, row: StockRow) -> None:
        if row.kind == "printer":
            self._feed = (row.key, row.feed)
            self._show_feed()
            self._fill()
            return
        if row.key == self._key:
            return
        if not self.leave_ok():
            self._fill()
            return
        self._key = row.key
        self._open()
        self._refresh()

    def _first_feed(self) -> None:
        for printer in self._room.printers:
            self._feed = (printer.name, printer.feeds[0].key)
            break
        self._show_feed()

    def _show_feed(self) -> None:
        printer, feed = self._feed
        if self.profile.dirty and (self.profile.printer, self.profile.feed) == self._feed:
            return
        paper = local_paper(settings.settings().currency)
        words = feed_words(self._room.printers, printer, feed)
        found = queries.profile(printer, feed)
        self.profile.show_feed(printer, feed, words, paper, found, self._since)
        self._refresh()

    # -- stocks ----------------------------------------------------------------------------------

    @Slot(object)
    def _edited(self, draft: Draft) -> None:
        """Typing in a stock that came with the program goes into a copy of it."""
        if self._is_shipped(draft) and draft.measures != of_shipped(SHIPPED[self._key]):
            self._copy_to(replace(draft, name=self._free_name(self._key), was=None))
            return
        self._question.hide()
        self._fill()

    def _copy_to(self, draft: Draft) -> None:
        """The field in hand keeps what is being typed in it, half a number too."""
        field = self.focusWidget()
        typed = (field.text(), field.cursorPosition()) if isinstance(field, QLineEdit) else None
        self._key = "draft"
        self._show(draft)
        if typed is not None and isinstance(field, QLineEdit):
            field.setText(typed[0])
            field.setCursorPosition(typed[1])
        self._fill()

    def _free_name(self, of: str) -> str:
        taken = {one.name.casefold() for one in queries.own_stocks()}
        name = tr("Own {stock}").format(stock=of)
        number = 2
        while name.casefold() in taken:
            name = tr("Own {stock} {n}").format(stock=of, n=number)
            number += 1
        return name

    @Slot()
    def add(self) -> None:
        """Ctrl+N: a new stock, with numbers that fit to begin with."""
        if self.leave_ok():
            self._key = "draft"
            self._show(Draft(self._free_name(tr("labels")), NEW))
            self._fill()
            self.editor.name.setFocus()
            self.editor.name.selectAll()

    @Slot()
    def copy(self) -> None:
        """Ctrl+D: a copy of the chosen stock."""
        draft = self.editor.draft
        if draft is not None and self.leave_ok():
            of = draft.name
            fresh = Draft(self._free_name(of), draft.measures, copied_from=of)
            self._key = "draft"
            self._show(fresh)
            self._fill()

    @Slot()
    def save(self) -> None:
        """Ctrl+S; only while both sums hold."""
        draft = self.editor.draft
        if draft is None or not draft.fits:
            return
        done = self._desk.perform(_Save(draft))
        if done is not None:
            self._key = str(done.facts.get("key", self._key))
            self._open()
            self._fill()

    @Slot()
    def discard(self) -> None:
        """Esc: what is kept stands there again."""
        draft = self.editor.draft
        if draft is not None and draft.stock_id is None:
            known = [one.key for one in queries.own_stocks()]
            origin = draft.copied_from
            self._key = origin if origin in SHIPPED else (known or [next(iter(SHIPPED))])[0]
        self._open()
        self._fill()

    @Slot()
    def remove(self) -> None:
        """Ctrl+Del: an own stock goes; documents on it move to the one it was copied from."""
        draft = self.editor.draft
        if draft is None or draft.stock_id is None:
            return
        instead = draft.copied_from if draft.copied_from in SHIPPED else ""
        stock_id = draft.stock_id
        done = self._desk.perform(lambda ctx: stocks.remove_stock(ctx, stock_id, instead))
        if done is not None:
            self._key = instead or next(iter(SHIPPED))
            self._open()
            self._fill()

    # -- units -----------------------------------------------------------------------------------

    @Slot(str)
    def _unit_wanted(self, key: str) -> None:
        self._unit = Unit(key)
        if self._desk.preferences is not None:
            self._desk.preferences.setValue(_UNIT, key)
        draft = self.editor.draft
        if draft is not None:
            self._show(draft)

    @Slot()
    def next_unit(self) -> None:
        """Ctrl+U."""
        units = list(Unit)
        self._unit_wanted(units[(units.index(self._unit) + 1) % len(units)].value)

    # -- profiles --------------------------------------------------------------------------------

    @Slot()
    def print_sheet(self) -> None:
        """Ctrl+P: the calibration sheet of this feed goes into the tray, and is shown there."""
        printer, feed = self._feed
        words = feed_words(self._room.printers, printer, feed)
        router = self._print_wanted()
        if router is not None:
            router("calibration", {"printer": words, "paper": self.profile.paper})

    def _print_wanted(self) -> Callable[[str, object], object] | None:
        screen: QObject | None = self
        while screen is not None and not hasattr(screen, "print_wanted"):
            screen = screen.parent()
        return None if screen is None else screen.print_wanted.emit

    @Slot()
    def use_numbers(self) -> None:
        """Ctrl+Enter: the numbers are this feed's profile from now on; undo restores the old."""
        reading = self.profile.reading
        if reading is None:
            return
        printer, feed = self._feed

        def keep(ctx: Context) -> Done:
            return stocks.set_profile(ctx, printer, feed, reading)

        if self._desk.perform(keep) is not None:
            words = feed_words(self._room.printers, printer, feed)
            found = queries.profile(printer, feed)
            self.profile.show_feed(printer, feed, words, reading.paper, found, self._since)
            self._fill()


class _Save:
    """Keeps a draft: a new stock, or other numbers of one that is there."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def __call__(self, ctx: Context) -> Done:
        draft = self._draft
        if draft.stock_id is None:
            return stocks.add_stock(ctx, draft.name, draft.measures, copied_from=draft.copied_from)
        return stocks.change_stock(ctx, draft.stock_id, draft.name, draft.measures)
