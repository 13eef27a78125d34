"""Print: the tray with its preview, and the stocks and printers that pages go to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.shop.changes import Changes
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.printing import sentences  # noqa: F401  registers what is said
from ui.printing.room import PrintRoom
from ui.printing.second_page import SecondPage, second_page
from ui.printing.sending import Sender
from ui.printing.spooler import Spooler, system_spooler
from ui.printing.tray_page import TrayPage
from ui.screen import Screen
from ui.theme import dp
from ui.widgets import KeyCap, Label, Segmented, title

#: From these sizes down the narrow and the low layout hold.
_NARROW, _LOW = 1300, 640
#: And from this one down, which only large letters reach, tray and panel take turns.
_TINY = 900
_TRAY, _STOCK = "tray", "stock"


class PrintScreen(Screen):
    """``show_item`` takes a document in hand that another screen has just put in the tray."""

    name = "print"
    title = "Print"
    icon = "printer"
    order = 7

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, spooler: Spooler | None = None
    ) -> None:
        super().__init__(parent)
        spooler = spooler or system_spooler()
        self.room = PrintRoom(desk, spooler, self)
        self._sender = Sender(desk, spooler, self)
        self.page = TrayPage(desk, self.room, self._sender, self)
        self.second: SecondPage | None = second_page(desk, self.room, self._sender, self)
        self._placeholder = ""
        self.page.actions_made(self.action_set)
        if self.second is not None:
            self.second.front = False
            self.second.actions_made(self.action_set)
            self.second.put_in.connect(self.show_item)
        self._lay_out()
        self.page.scan_bar_wanted.connect(self._typed)
        self.page.profile_wanted.connect(self._show_printer)

    def _lay_out(self) -> None:
        self.tabs = Segmented(
            [(_TRAY, self.tr("Tray"), "layers"), (_STOCK, self.tr("Stock and printers"), "ruler")],
            name=self.tr("Part of the print room"),
        )
        self.tabs.chosen.connect(self.show_tab)
        self._cap = KeyCap("Ctrl+G", self)
        self._words = Label(self.page.head_words(), role="ink2")
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(20), dp(18), dp(20), dp(18))
        box.setSpacing(dp(12))
        head = QHBoxLayout()
        box.addLayout(head)  # first: what is shown without a parent flashes up as a window
        head.setSpacing(dp(9))
        head.addWidget(title(self.tr("Print")))
        head.addSpacing(dp(3))
        head.addWidget(self.tabs)
        head.addWidget(self._cap)
        head.addSpacing(dp(6))
        head.addWidget(self._words)
        head.addWidget(self.page.turns())
        head.addStretch(1)
        self._stack = _Pages(self)
        self._stack.addWidget(self.page)
        self._buttons: dict[str, list[QWidget]] = {_TRAY: self.page.head_buttons(), _STOCK: []}
        if self.second is not None:
            self._stack.addWidget(self.second.widget())
            self._buttons[_STOCK] = list(self.second.head_buttons())
        for key, buttons in self._buttons.items():
            for button in buttons:
                head.addWidget(button)
                button.setVisible(key == _TRAY)
        for part in (self.tabs, self._cap):
            part.setVisible(self.second is not None)
        box.addWidget(self._stack, 1)

    def actions_declared(self) -> list[Action | KeyLine]:
        declared = self.page.declared()
        if self.second is not None:
            tab = Action(
                "tabs",
                self.tr("Tray, stock and printers"),
                "",
                "Ctrl+G",
                self._next_tab,
                group=self.tr("Print"),
            )
            declared = [tab, *declared, *self.second.declared()]
        return declared

    # -- tabs ------------------------------------------------------------------------------------

    @Slot(str)
    def show_tab(self, key: str) -> bool:
        """Brings the tray or the stocks to the front, unless something there is unsaved."""
        second = self.second
        if second is None or (key == _TRAY) == self.page.front:
            return True
        if second.front and not second.leave_ok():
            self.tabs.set_current(_STOCK)
            return False
        self.page.front, second.front = key == _TRAY, key == _STOCK
        self._stack.setCurrentIndex(0 if self.page.front else 1)
        for name, buttons in self._buttons.items():
            for button in buttons:
                button.setVisible(name == key)
        self.tabs.set_current(key)
        self._fit()
        self._words.setText(self._front().head_words())
        self._front().shown()
        self.action_set.refresh()
        return True

    def _front(self) -> TrayPage | SecondPage:
        return self.page if self.second is None or self.page.front else self.second

    def _next_tab(self) -> None:
        self.show_tab(_STOCK if self.page.front else _TRAY)

    @Slot(str, str)
    def _show_printer(self, printer: str, feed: str) -> None:
        if self.second is not None and self.show_tab(_STOCK):
            self.second.show_printer(printer, feed)

    # -- the window ------------------------------------------------------------------------------

    def entered(self) -> None:
        bar = self.shell().scan_bar.edit
        self._placeholder = bar.placeholderText()
        bar.setPlaceholderText(self.tr("Scan a case: its shelf card joins the tray"))
        self._front().shown()

    def left(self) -> None:
        self.shell().scan_bar.edit.setPlaceholderText(self._placeholder)
        self.page.all.stop()

    def changed(self, changes: Changes) -> None:
        self.page.changed(changes)
        if self.second is not None:
            self.second.changed(changes)

    def leave_ok(self) -> bool:
        return self._front().leave_ok()

    @Slot(object)
    def show_item(self, item_id: int) -> None:
        """Takes a document in hand, as soon as the tray has it."""
        if self.show_tab(_TRAY):
            self.page.show_item(item_id)

    def scan(self, text: str) -> bool:
        """A film's code or name: its shelf card joins the tray."""
        found = self.page.take_scan(text)
        if found:
            self.shell().scan_bar.show_found(found)
        return bool(found)

    @Slot(str)
    def _typed(self, text: str) -> None:
        """A letter that nothing here needs: it begins a text in the scan bar."""
        self.shell().scan_bar.take_typing(text)

    def hasHeightForWidth(self) -> bool:
        """Lines that wrap in a card do not make the screen ask for more than the window."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow, low = self.width() < dp(_NARROW), self.height() < dp(_LOW)
        tiny = self.width() < dp(_TINY)
        self._cap.setVisible(self.second is not None and not narrow)
        self._words.setVisible(not tiny)
        self.page.set_narrow(narrow, low, tiny=tiny)
        if self.second is not None:
            self.second.set_narrow(narrow, tiny=tiny)


class _Pages(QStackedWidget):
    """As large as the page in front needs."""

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize(0, 0)
