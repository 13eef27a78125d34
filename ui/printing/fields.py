"""The fields of the panel: document, stock, printer, profile, ink, copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.printing.rules import MOST_COPIES, Ink
from ui.printing import words
from ui.printing.documents import PrintedDocument, documents
from ui.printing.lines import Line
from ui.printing.room import PrintRoom
from ui.theme import dp
from ui.widgets import Combo, Label, LinkButton, Segmented, TextInput

_LINE, _NAME = 36, 68


class PrintFields(QWidget):
    """``document_wanted(str)`` another document of the same things; ``profile_wanted``."""

    document_wanted = Signal(str)
    profile_wanted = Signal()

    def __init__(self, room: PrintRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.document = Combo(name=self.tr("Document"), height=28)
        self.stock = Combo(name=self.tr("Stock"), height=28)
        self.printer = Combo(name=self.tr("Printer"), height=28)
        self.profile = LinkButton("", underline="ink2")
        self.ink = Segmented(
            [(str(Ink.COLOUR), self.tr("Colour")), (str(Ink.MONO), self.tr("Mono"))],
            name=self.tr("Ink"), height=28,
        )  # fmt: skip
        self.copies = TextInput("1", height=28)
        self.copies.setValidator(QIntValidator(1, MOST_COPIES, self.copies))
        self.copies.setFixedWidth(dp(34))
        self.copies.setAccessibleName(self.tr("Copies"))
        self._lay_out()
        self.document.activated.connect(self._document_chosen)
        self.stock.activated.connect(self._stock_chosen)
        self.printer.activated.connect(self._printer_chosen)
        self.profile.clicked.connect(self.profile_wanted)
        self.ink.chosen.connect(self._ink_chosen)
        self.copies.editingFinished.connect(self._copies_typed)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(16), 0, dp(13), 0)
        box.setSpacing(0)
        for name, editor in (
            (self.tr("Document"), self.document),
            (self.tr("Stock"), self.stock),
            (self.tr("Printer"), self.printer),
        ):
            box.addWidget(_line(name, editor, stretch=True))
        box.addWidget(_line(self.tr("Profile"), self.profile))
        ink = _line(self.tr("Ink"), self.ink)
        inside = ink.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.addWidget(Label(self.tr("Copies"), role="ink2"))
        inside.addWidget(self.copies)
        box.addWidget(ink)

    # -- what is shown ---------------------------------------------------------------------------

    def show_line(self, line: Line | None) -> None:
        """The set-up of the document in hand; what does not go together is not offered."""
        self.setEnabled(line is not None)
        if line is None:
            return
        how, kind = line.item.set_up, line.document
        others = [one for one in documents().values() if one.of and one.of == kind.of]
        self.document.set_options([(one.key, _name(one)) for one in others or [kind]])
        self.document.set_value(kind.key)
        sheets = list(kind.stocks())
        if line.sheet is not None and line.sheet.key not in [one.key for one in sheets]:
            sheets.append(line.sheet)
        self.stock.set_options([(one.key, one.words()) for one in sheets])
        self.stock.set_value(how.stock)
        self.ink.set_current(str(how.ink))
        if not self.copies.hasFocus():
            self.copies.setText(str(how.copies))
        self.show_printers(line)

    def show_printers(self, line: Line | None) -> None:
        """The printers there are, each with its feeds, and the profile of the one chosen."""
        if line is None:
            return
        options: list[tuple[object, str]] = []
        for one in self._room.printers:
            for feed in one.feeds:
                options.append(
                    ((one.name, feed.key), f"{words.spoken(one.name)} {feed.text}".strip())
                )
        printer = self._room.printer_of(line.place)
        chosen = (printer.name if printer is not None else line.place[1], line.place[2])
        values = [value for value, _ in options]
        if printer is not None and chosen not in values:
            chosen = (printer.name, printer.feeds[0].key)
        if printer is None and line.place[1]:
            gone = self.tr("{name}, gone").format(name=words.spoken(line.place[1]))
            options.append((chosen, gone if self._room.printers_known else line.place[1]))
        if not options:
            none = self.tr("No printer") if self._room.printers_known else self.tr("Looking ...")
            options.append((chosen, none))
        self.printer.set_options(options)
        self.printer.set_value(chosen)
        self.profile.setText(words.profile(self._room.profile(line.place)))

    # -- what a person chooses -------------------------------------------------------------------

    @Slot()
    def _document_chosen(self) -> None:
        self.document_wanted.emit(str(self.document.value))

    @Slot()
    def _stock_chosen(self) -> None:
        self._room.set_up(stock=str(self.stock.value))

    @Slot()
    def _printer_chosen(self) -> None:
        value = self.printer.value
        if isinstance(value, Sequence) and len(value) == 2:
            self._room.set_up(printer=str(value[0]), feed=str(value[1]))

    @Slot(str)
    def _ink_chosen(self, key: str) -> None:
        self._room.set_up(ink=Ink(key))

    @Slot()
    def _copies_typed(self) -> None:
        line = self._room.line
        typed = self.copies.text()
        if line is None:
            return
        if typed.isdigit() and 1 <= int(typed) <= MOST_COPIES:
            self._room.set_up(copies=int(typed))
        else:
            self.copies.setText(str(line.item.set_up.copies))


def _name(document: PrintedDocument) -> str:
    text = document.tr(document.text)
    return f"{text} {document.size}".strip()


def _line(name: str, editor: QWidget, *, stretch: bool = False) -> QWidget:
    made = QWidget()
    made.setFixedHeight(dp(_LINE))
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(dp(4))
    label = Label(name, role="ink2")
    label.setFixedWidth(dp(_NAME))
    label.setBuddy(editor)
    box.addWidget(label)
    box.addWidget(editor, 1 if stretch else 0, Qt.AlignmentFlag.AlignVCenter)
    if not stretch:
        box.addStretch(1)
    return made
