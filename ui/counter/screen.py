"""The counter: who, the visit, the payment. It shows a ``Visit`` and passes keys and scans on."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rentals.models import PaymentMethod
from app.shop.changes import Changes
from ui.actions import Action, KeyLine
from ui.aloud import say_aloud
from ui.counter import keys, questions, spoken
from ui.counter.columns import Columns
from ui.counter.found_list import Choice, Names
from ui.counter.items import GoingItem, going_key
from ui.counter.note import NoteBanner, Question
from ui.counter.pay import PayColumn
from ui.counter.scans import code_at_end
from ui.counter.sheet import VisitSheet
from ui.counter.till import Till
from ui.counter.visit import Look
from ui.counter.who import WhoColumn
from ui.desk import Desk
from ui.screen import Screen
from ui.shell import MainWindow
from ui.theme import dp
from ui.widgets import TextInput


class CounterScreen(Screen):
    """Rent, take back, be paid: everything by keyboard and scanner."""

    name = "counter"
    title = "Counter"
    icon = "scan-barcode"
    order = 1
    scan_focus = True

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.who = WhoColumn(self)
        self.note = NoteBanner(self)
        self.question = Question(self)
        self.sheet = VisitSheet(desk.covers, self)
        self.pay = PayColumn(self)
        self._emptied = False
        self.till = Till(desk, self, clock=ticks)
        self.names = Names(self.till.names, self)
        self.names.picked.connect(self._take)
        self._lay_out()
        self._connect()
        self._fit()

    # -- for the window ------------------------------------------------------------------------

    def actions_declared(self) -> list[Action | KeyLine]:
        return keys.declared(self)

    def entered(self) -> None:
        bar = self.shell().scan_bar
        bar.edit.arrow.connect(self._arrow)
        bar.edit.escaped.connect(self.escape)
        bar.text_changed.connect(self._typed)
        self.till.refresh()

    def left(self) -> None:
        bar = self.shell().scan_bar
        bar.edit.arrow.disconnect(self._arrow)
        bar.edit.escaped.disconnect(self.escape)
        bar.text_changed.disconnect(self._typed)
        self.names.close()

    def changed(self, changes: Changes) -> None:
        self.till.changed(changes)

    def scan(self, text: str) -> bool:
        """A scan or a typed text; False for a text that is nobody's name (a title, perhaps)."""
        if self.till.is_double_read(text):
            return True
        chosen = self.names.chosen_by_enter(text)
        self.names.close()
        if chosen is not None:
            self._take(chosen)
            return True
        return self.till.scan(text)

    # -- for the till --------------------------------------------------------------------------

    def show_look(self, look: Look) -> None:
        """The visit as it stands now."""
        self.note.show_note(look.account, look.today)
        self.who.show_look(look, self.till.aside_rows())
        self.sheet.show_look(look, partial(questions.offer_keys, look))
        self.pay.show_look(look, self.till.finished)
        self.action_set.refresh()

    def say_found(self, words: str) -> None:
        """What a scan was, behind it in the scan bar; the next one replaces it."""
        bar = self.shell().scan_bar
        bar.show_found(words)
        bar.take_focus()
        item = self.sheet.selected
        refused = isinstance(item, GoingItem) and item.going.rules
        told = item.line.accessibleName() if item is not None and refused else words
        say_aloud(bar, ". ".join(filter(None, (told.rstrip("."), spoken.to_pay(self.till.look)))))

    def offer(self, text: str, choices: list[Choice]) -> None:
        """A list under the scan bar to choose from."""
        self.names.open(self.shell(), text, choices)

    # -- keys ----------------------------------------------------------------------------------

    def pick_nth(self, at: int) -> None:
        """Alt+1, Alt+2, ..."""
        self.till.pick_nth(at)

    def off_ok(self) -> bool:
        """Whether Del means a line."""
        return isinstance(self.sheet.selected, GoingItem)

    def leave_off(self) -> None:
        """Del: the marked line stays here."""
        item = self.sheet.selected
        if isinstance(item, GoingItem):
            self.till.leave_off(item.going.barcode)

    def override_ok(self) -> bool:
        """Whether a reason could help somewhere."""
        return self.till.override_target() is not None

    def ask_override(self) -> None:
        """Ctrl+O: opens the reasons."""
        target = self.till.override_target()
        if target is not None:
            self._open_override(target)

    @Slot(str)
    def _open_override(self, barcode: str) -> None:
        self._fold()
        panel = self.sheet.account_panel
        if barcode:
            self.sheet.select(going_key(barcode))
            item = self.sheet.selected
            panel = item.panel if isinstance(item, GoingItem) else None
        if panel is not None:
            panel.ask()
            self.sheet.reveal(going_key(barcode))
        self.action_set.refresh()

    def waive_ok(self) -> bool:
        """Whether there is a fee to waive."""
        return self.sheet.waivable is not None

    def waive(self) -> None:
        """Alt+W: opens the waiver of the marked return, else of the newest with a fee."""
        item = self.sheet.waivable
        if item is not None:
            self._open_waiver(item.key)

    @Slot(str)
    def _open_waiver(self, key: str) -> None:
        self._fold()
        self.sheet.select(key)
        item = self.sheet.waivable
        if item is None or item.key != key:
            return
        panel = item.open_waiver()
        panel.confirmed.connect(self.confirm)
        panel.folded.connect(self.escape)
        panel.code_typed.connect(self._code_typed)
        panel.picker.changed.connect(self.action_set.refresh)
        self.sheet.reveal(key)
        self.action_set.refresh()

    def confirm_ok(self) -> bool:
        """Whether something waits for Ctrl+Enter."""
        return self.till.question is not None or (
            self.sheet.open_waiver is not None or self.sheet.open_panel is not None
        )

    @Slot()
    def confirm(self) -> None:
        """Ctrl+Enter: the one key that answers. A reason must have been chosen before."""
        waiver, panel = self.sheet.open_waiver, self.sheet.open_panel
        if waiver is not None and waiver.panel is not None and waiver.panel.ready:
            self.till.waive(waiver.back, waiver.panel.cents, waiver.panel.reason)
        elif panel is not None and panel.reason:
            self.till.allow(panel.barcode, panel.reason)
        elif self.till.question is not None:
            self.till.answer()
        else:
            return
        self._to_scan_bar()

    @Slot()
    def escape(self) -> None:
        """Esc folds what is open, the outermost first; with nothing open it closes the visit."""
        emptied, self._emptied = self._emptied, False
        if self.names.is_open:
            self.names.close()
        elif self._fold():
            pass
        elif self.till.question is not None:
            self.till.stay()
        elif not self.shell().scan_bar.edit.hasFocus() or emptied:
            pass
        elif self.sheet.selected is not None:
            self.sheet.select("")
        else:
            self.till.close_visit()
        self._to_scan_bar()

    def _fold(self) -> bool:
        """Puts an open waiver or open reasons away; False where nothing was open."""
        waiver, panel = self.sheet.open_waiver, self.sheet.open_panel
        if waiver is not None:
            waiver.close_waiver()
        if panel is not None:
            panel.fold()
        self.action_set.refresh()
        return waiver is not None or panel is not None

    def pay_ok(self) -> bool:
        """Whether there is something to pay."""
        look = self.till.look
        return look is not None and look.account is not None and look.to_pay_cents > 0

    def cash(self) -> None:
        """F5: cash, with the caret in "Cash given"."""
        self.names.close()
        self.pay.choose(PaymentMethod.CASH)
        self.pay.given.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.pay.given.selectAll()
        self.action_set.refresh()

    def card(self) -> None:
        """F6: by card."""
        self.pay.choose(PaymentMethod.CARD)
        self._to_scan_bar()
        self.action_set.refresh()

    @Slot(object)
    def _method_chosen(self, method: PaymentMethod) -> None:
        if method is PaymentMethod.CASH:
            self.cash()
        else:
            self.card()

    def finish_ok(self) -> bool:
        """Whether F12 does something."""
        return self.pay.can_finish

    @Slot()
    def finish(self) -> None:
        """F12: rentals and payment in one step."""
        if self.pay.can_finish:
            self.till.finish(self.pay.method, self.pay.given_cents or 0)
            if self.till.finished is not None:
                self.shell().scan_bar.clear()
                say_aloud(self.pay, self.pay.amount_words)
            self._to_scan_bar()

    # -- typing --------------------------------------------------------------------------------

    @Slot(object)
    def _arrow(self, key: object) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)  # type: ignore[call-overload]
        panel, waiver = self.sheet.open_panel, self.sheet.open_waiver
        if not step:
            return
        if self.names.is_open:
            self.names.step(step)
        elif waiver is not None and waiver.panel is not None:
            waiver.panel.picker.move_choice(step)
        elif panel is not None and panel.picker is not None:
            panel.picker.move_choice(step)
        else:
            self.sheet.step(step)
        self.action_set.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in a field of this screen (the scan bar tells of its own)."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._emptied = not text
        self.names.typed(self.shell(), text)

    @Slot(object)
    def _take(self, choice: Choice) -> None:
        if choice.barcode:
            self.till.take_copy(choice.barcode)
        else:
            self.till.open_member(choice.member_id, choice.renter_id)

    @Slot(str)
    def _code_typed(self, text: str) -> None:
        """Enter in a field of this screen: a scanner may have typed there. Nothing is confirmed."""
        field = self.focusWidget()
        code = code_at_end(text)
        if code and isinstance(field, TextInput):
            field.setText(text.strip().removesuffix(code).rstrip())
            self.shell().scan_bar.take_scan(code)
        self._to_scan_bar()

    def _to_scan_bar(self) -> None:
        self.shell().scan_bar.take_focus()

    # -- building ------------------------------------------------------------------------------

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.selection_changed.connect(self.action_set.refresh)
        sheet.offer_taken.connect(self.till.take_offer)
        sheet.left_off.connect(self.till.leave_off)
        sheet.override_asked.connect(self._open_override)
        sheet.override_confirmed.connect(self.confirm)
        sheet.waive_asked.connect(self._open_waiver)
        sheet.folded.connect(self.escape)
        sheet.code_typed.connect(self._code_typed)
        self.who.renter_picked.connect(self.till.rent_to)
        self.who.account_picked.connect(self.till.open_member)
        self.pay.finish_asked.connect(self.finish)
        self.pay.close_asked.connect(self.till.close_visit)
        self.pay.method_chosen.connect(self._method_chosen)
        self.pay.given_changed.connect(self.action_set.refresh)
        self.pay.code_typed.connect(self._code_typed)
        self.question.stayed.connect(self.till.stay)
        self.question.accepted.connect(self.till.answer)

    def _lay_out(self) -> None:
        visit = QWidget(self)
        middle = QVBoxLayout(visit)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(dp(12))
        middle.addWidget(self.note)
        middle.addWidget(self.question)
        middle.addWidget(self.sheet, 1)
        self._columns = Columns(self, self.who, visit, self.pay)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return self._columns.least()

    def _fit(self) -> None:
        """The measures of the wide window, of the small one, of large text."""
        window = self.window()
        seen = window.screen_room().width() if isinstance(window, MainWindow) else self.width()
        before = self._columns.narrow, self._columns.stacked
        self._columns.fit(self.size(), seen)
        narrow = self._columns.narrow
        if before[1] != self._columns.stacked:
            self.updateGeometry()
        if narrow != before[0]:
            self.who.set_narrow(narrow)
            self.sheet.set_narrow(narrow)
            self.pay.set_narrow(narrow)
            if self.till.look is not None:
                self.pay.show_look(self.till.look, self.till.finished)
