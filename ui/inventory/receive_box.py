"""Receive a box: scan, scan, scan. A known UPC puts a copy on its shelf at once; an unknown one
asks for its title once, and what is scanned meanwhile waits. Each line can be taken back by itself.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.catalog import editing, editions, finding, titles
from app.catalog.copies import CopiesAdded
from app.catalog.editing import StockAdded
from app.catalog.editions import UpcScan
from app.catalog.titles import TitleAdded
from app.shop import undo
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from ui import messages
from ui.desk import Desk
from ui.inventory import choices
from ui.inventory.ask_title import AskTitle
from ui.inventory.form_base import FormPage
from ui.theme import dp
from ui.widgets import Banner, Combo, ElidedLabel, Label, LinkButton, TextInput


@dataclass(frozen=True, slots=True)
class Received:
    """A line of the box."""

    title_id: int
    title: str
    format: str
    barcode: str
    done: Done


class ReceiveBox(FormPage):
    """``title_touched(object)``: the title whose copy came in last, for the list."""

    title_touched = Signal(object)
    stays = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, self.tr("Receive a box"), save_text="Done", parent=parent)
        self.received: list[Received] = []
        self.rows: list[_Line] = []
        self._asked: UpcScan | None = None
        self._waiting: deque[str] = deque()
        self.cancel.hide()
        self.save_button.set_icon_name("check")
        self.count = Label("", role="ink2", size=12.5, parent=self)
        self.foot.insertWidget(0, self.count)
        self.foot.removeWidget(self.save_button)
        self.foot.addWidget(self.save_button)
        self.section = Combo(choices.sections(), name=self.tr("Goes to"))
        self.code = TextInput(placeholder=self.tr("Scan a UPC or EAN"), enter_moves=False)
        self.code.setProperty("takesScans", True)
        self.code.entered.connect(self._entered)
        self.side_by_side(
            self.made("code", self.tr("Code on the case"), self.code),
            self.made("section_id", self.tr("Goes to"), self.section),
            stretch=(3, 2),
        )
        self._said = Banner("", icon="scan-barcode")
        self._said.hide()
        self.body.addWidget(self._said)
        self._ask = AskTitle(self)
        self._ask.chosen.connect(self._title_chosen)
        self._ask.skipped.connect(self._skip)
        self._ask.hide()
        self.body.addWidget(self._ask)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self._hint = Label(
            self.tr("Beep, beep, beep. Each copy gets the next barcode; labels print afterwards."),
            role="ink2",
            size=12,
            wrap=True,
        )
        self.body.addWidget(self._hint)
        self.body.addStretch(1)
        self._retell()

    # -- what the panel asks ---------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        typed = self._asked is not None and bool(self._ask.name.text().strip())
        return typed or bool(self._waiting)

    @property
    def waiting(self) -> int:
        """How many scans wait until the case before them is known."""
        return len(self._waiting)

    def take_focus(self) -> None:
        (self._ask.name if self._asked is not None else self.code).setFocus()

    def scan(self, text: str) -> bool:
        """A code from the scan bar or a scanner with its own prefix."""
        self.take_code(text)
        return True

    def save(self) -> bool:
        """Done: say what came in. While a title is asked for, Ctrl+S adds that."""
        if self._asked is not None:
            before = len(self.received)
            self._ask.add()
            return len(self.received) > before
        self._sum_up()
        self.closed.emit()
        return True

    def escape(self) -> bool:
        if self._asked is not None:
            self._skip()
            return True
        self._sum_up()
        return False

    # -- scanning --------------------------------------------------------------------------------

    @Slot()
    def _entered(self) -> None:
        text = self.code.text()
        self.code.clear()
        if text.strip():
            self.take_code(text)

    def take_code(self, text: str) -> None:
        """One case: a copy more, or the question what it is. While another is asked about it waits:
        a hand with a scanner is faster than the one that types.
        """
        if self._asked is not None:
            self._waiting.append(text)
            self._say_asked(self._asked)
            self.keep_focus()
            return
        self.clear_errors()
        own = finding.copy_by_barcode(text)
        if own is not None:
            self._say(self.tr("{code} is on the shelves already.").format(code=own.barcode), "need")
            return
        try:
            scan = editions.scan_upc(text)
        except RuleViolation as error:
            self._say(messages.sentence(error), "stop")
            return
        if scan.known and scan.edition_id is not None:
            self._receive(scan.edition_id, scan.title_id or 0, scan.title, scan.format)
        else:
            self._ask_title(scan)

    def _receive(self, edition_id: int, title_id: int, title: str, format_: str) -> None:
        section_id = self._section_id()

        def act(ctx: Context) -> CopiesAdded:
            return editions.receive(ctx, edition_id, section_id)

        result = self.run(act)
        if result is not None:
            self._came_in(Received(title_id, title, format_, result.barcodes[0], result.done))

    def _came_in(self, line: Received) -> None:
        self.received.append(line)
        made = _Line(line, self)
        made.undo_wanted.connect(self._undo)
        self._lines.insertWidget(0, made)
        self.rows.insert(0, made)
        words = self.tr("{title}, {format}: {barcode}")
        self._say(words.format(title=line.title, format=line.format, barcode=line.barcode), "ok")
        self._retell()
        self.title_touched.emit(line.title_id)
        self.code.setFocus()

    # -- a code that nobody knows ----------------------------------------------------------------

    def _ask_title(self, scan: UpcScan) -> None:
        self._asked = scan
        self._say_asked(scan)
        self._ask.start()
        self._ask.show()
        self.save_button.set_keys_shown(False)  # Ctrl+S adds what is asked about
        self._hint.hide()
        self._ask.name.setFocus()

    def _say_asked(self, scan: UpcScan) -> None:
        words = self.tr("{upc} is new here. What is it?").format(upc=scan.upc)
        if self._waiting:
            words = f"{words} {waiting_words(len(self._waiting))}"
        self._say(words, "need" if self._waiting else "")

    @Slot()
    def _skip(self) -> None:
        self._answered()
        self._said.hide()
        self.code.setFocus()
        self._go_on()

    def _answered(self) -> None:
        self._asked = None
        self._ask.hide()
        self.save_button.set_keys_shown(True)

    def _go_on(self) -> None:
        """What was scanned meanwhile, in its order, up to the next that nobody knows."""
        while self._waiting and self._asked is None:
            self.take_code(self._waiting.popleft())

    @Slot(object)
    def _title_chosen(self, title_id: int | None) -> None:
        """A new title was typed (None), or one that is here gets a new edition."""
        scan = self._asked
        if scan is None:
            return
        line = self._new_title(scan) if title_id is None else self._new_edition(scan, title_id)
        if line is not None:
            self._answered()
            self._came_in(line)
            self._go_on()

    def _new_title(self, scan: UpcScan) -> Received | None:
        name, year, format_id = self._ask.name.text().strip(), self._ask.year_value, self._format()
        section_id = self._section_id()

        def act(ctx: Context) -> TitleAdded:
            return titles.add_title(ctx, name, year, format_id, section_id, upc=scan.upc)

        added = self.run(act)
        if added is None:
            return None
        words = self._ask.format.currentText()
        return Received(added.title_id, name, words, added.barcode or "", added.done)

    def _new_edition(self, scan: UpcScan, title_id: int) -> Received | None:
        format_id, section_id = self._format(), self._section_id()

        def add(ctx: Context) -> StockAdded:
            return editing.add_edition(
                ctx, title_id, format_id, scan.upc, section_id=section_id, count=1
            )

        added = self.run(add)
        if added is None:
            return None
        words = self._ask.format.currentText()
        title = self._ask.title_of(title_id)
        return Received(title_id, title, words, added.barcodes[0], added.done)

    def _section_id(self) -> int:
        assert isinstance(self.section.value, int)
        return self.section.value

    def _format(self) -> int:
        assert isinstance(self._ask.format.value, int)
        return self._ask.format.value

    # -- lines -----------------------------------------------------------------------------------

    @Slot(object)
    def _undo(self, line: Received) -> None:
        def act(ctx: Context) -> Done:
            return undo.undo(ctx, line.done.operation_id)

        if self.run(act) is None:
            return
        self.received.remove(line)
        gone = next(row for row in self.rows if row.line is line)
        self.rows.remove(gone)
        self._lines.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._retell()
        self.code.setFocus()

    def _say(self, words: str, tone: str) -> None:
        icon = {"ok": "circle-check", "stop": "circle-x", "need": "triangle-alert"}.get(
            tone, "info"
        )
        self._said.set(words, icon=icon, tone=tone)
        self._said.show()

    def _retell(self) -> None:
        self._hint.setVisible(not self.received)
        self.count.setText(count_words(len(self.received)) if self.received else "")

    def _sum_up(self) -> None:
        if self.received:
            words = self.tr("{copies} received, labels wait.")
            copies = count_words(len(self.received))
            self.desk.say(words.format(copies=f"*{copies}*"), undo=True)


def count_words(copies: int) -> str:
    """`1 copy`, `12 copies`."""
    return "1 copy" if copies == 1 else f"{copies:,} copies"


def waiting_words(scans: int) -> str:
    """`1 scan waiting.`, `3 scans waiting.`"""
    return "1 scan waiting." if scans == 1 else f"{scans:,} scans waiting."


class _Line(QWidget):
    """A copy that came in, with its own Undo."""

    undo_wanted = Signal(object)

    def __init__(self, line: Received, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.setAccessibleName(f"{line.title}, {line.format}, {line.barcode}")
        code = Label(line.barcode, size=12, weight=500, tabular=True)
        name = ElidedLabel(line.title, size=12.5)
        format_ = Label(line.format, role="ink2", size=12)
        undo = LinkButton(self.tr("Undo"))
        undo.setAccessibleName(self.tr("Undo {barcode}").format(barcode=line.barcode))
        undo.clicked.connect(self._undo)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(10))
        for widget in (code, name, format_, undo):
            box.addWidget(widget, 1 if widget is name else 0)
        self.setFixedHeight(dp(28))

    @Slot()
    def _undo(self) -> None:
        self.undo_wanted.emit(self.line)
