"""The panel of the print screen: design, fields, what to look at, and what will be printed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.actions import ActionSet
from ui.printing import notes, words
from ui.printing.designs import DesignPicker
from ui.printing.fields import PrintFields
from ui.printing.lines import Line
from ui.printing.notes_list import NotesList
from ui.printing.preview import Preview
from ui.printing.room import PrintRoom
from ui.theme import dp
from ui.widgets import Button, Card, ElidedLabel, KeyCap, Kind, Label
from ui.widgets import Line as Hairline


class PrintPanel(Card):
    """Shows the document in hand of a room; ``piece_shown(int)`` asks the preview for a piece."""

    piece_shown = Signal(int)
    document_wanted = Signal(str)

    def __init__(self, room: PrintRoom, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._title = ElidedLabel("", size=19, weight=700)
        self._what = ElidedLabel("", role="ink2", size=13)
        self._cap = KeyCap("Alt 1–4")
        self.designs = DesignPicker(self)
        self.fields = PrintFields(room, self)
        self.notes = NotesList(self)
        self._ready = Label("", role="ink2")
        self._to_print = Label("", size=14, weight=600)
        self._pieces = Label("", role="ink2")
        self._load = Label("", role="ink2", size=12.5, wrap=True)
        self.save = Button.for_action(actions["save"], text=self.tr("Save PDF"))
        self.print = Button.for_action(
            actions["print"], kind=Kind.PRIMARY, text=self.tr("Print")
        )  # fmt: skip
        self.save.set_icon_name("")
        self.print.set_icon_name("")
        self._lay_out()
        self.designs.chosen.connect(self._design_chosen)
        self.fields.document_wanted.connect(self.document_wanted)
        self.notes.shown.connect(self.piece_shown)
        self.notes.decided.connect(room.decide)

    def _lay_out(self) -> None:
        box = self.column((0, 14, 0, 0), 0)
        head = QVBoxLayout()
        head.setContentsMargins(dp(16), 0, dp(16), dp(8))
        head.setSpacing(dp(4))
        head.addWidget(self._title)
        second = QHBoxLayout()
        second.addWidget(self._what, 1)
        second.addWidget(self._cap)
        head.addLayout(second)
        head.addSpacing(dp(4))
        head.addWidget(self.designs)
        box.addLayout(head)
        box.addWidget(self.fields)
        box.addSpacing(dp(10))
        self._rule = Hairline()
        box.addWidget(self._rule)
        before = QHBoxLayout()
        before.setContentsMargins(dp(16), dp(10), dp(16), dp(6))
        self._before = Label(self.tr("Before it prints"), size=14, weight=600)
        before.addWidget(self._before)
        before.addStretch(1)
        before.addWidget(self._ready)
        box.addLayout(before)
        box.addWidget(self.notes, 1)
        box.addWidget(Hairline())
        foot = QVBoxLayout()
        foot.setContentsMargins(dp(16), dp(12), dp(16), dp(16))
        foot.setSpacing(dp(3))
        total = QHBoxLayout()
        total.addWidget(self._to_print)
        total.addStretch(1)
        total.addWidget(self._pieces)
        foot.addLayout(total)
        foot.addWidget(self._load)
        foot.addSpacing(dp(8))
        buttons = QHBoxLayout()
        buttons.setSpacing(dp(8))
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.print)
        foot.addLayout(buttons)
        box.addLayout(foot)

    # -- what is shown ---------------------------------------------------------------------------

    def show_line(self, line: Line | None) -> None:
        """Another document, or another set-up of it."""
        self.fields.show_line(line)
        for part in (self.fields, self._rule, self._before):
            part.setVisible(line is not None)
        if line is None:
            self._title.setText(self.tr("Nothing in hand"))
            self._what.setText(self.tr("Choose a document, or add one."))
            self.designs.set_designs((), "")
            self._cap.hide()
            return
        kind, how = line.document, line.item.set_up
        self._title.setText(line.gathered.name)
        self._what.setText(self._what_words(line))
        self.designs.set_designs(kind.designs, how.design, mono=how.ink == "mono")
        self._cap.setVisible(bool(kind.designs))

    def _what_words(self, line: Line) -> str:
        document = line.document
        if document.of != "titles":
            return document.tr(document.what)
        if line.changed:
            return self.tr("only what changed, in shelf order")
        return self.tr("in shelf order")

    def show_preview(self, line: Line | None, made: Preview | None) -> None:
        """The notes and the sums of what was built."""
        self.notes.set_notes(made, self._proposals(line, made))
        if line is None or made is None:
            for label in (self._ready, self._to_print, self._pieces, self._load):
                label.setText("")
            return
        count, all_of_them = made.ready_count, len(made.pieces)
        if not made.whole:
            count = all_of_them = len(line.keys)
        self._ready.setText(
            self.tr("{ready:,} of {all:,} are ready").format(ready=count, all=all_of_them)
            if all_of_them > 1 or count != all_of_them
            else self.tr("ready") if all_of_them else ""
        )  # fmt: skip
        self._sums(line, made, count)

    def _sums(self, line: Line, made: Preview, count: int) -> None:
        trouble = made.problem or self._no_printer(line)
        nothing = not made.report.pages
        copies = 1 if line.document.on_labels else line.item.set_up.copies
        self._load.set_role("stop" if trouble or nothing else "ink2")
        if nothing:
            self._to_print.setText(self.tr("Nothing to print"))
            self._pieces.setText("")
            self._load.setText(made.problem or self.tr("No piece can go as it is: see above."))
            return
        pages = made.report.pages
        if not made.whole and line.sheet is not None:
            pages = -(-(count + len(made.used)) // line.sheet.per_sheet)
        self._to_print.setText(
            self.tr("To print: {sheets}").format(sheets=words.sheets(pages * copies))
        )
        self._pieces.setText(line.document.pieces_words(count))
        self._load.setText(trouble or self._load_words(line, made, pages))

    def _no_printer(self, line: Line) -> str:
        printer = self._room.printer_of(line.place)
        trouble = words.trouble(printer, line.place, self._room.printers_known)
        if not trouble:
            return ""
        return self.tr("{trouble}. Save a PDF, or choose another.").format(
            trouble=trouble[:1].upper() + trouble[1:]
        )

    def _load_words(self, line: Line, made: Preview, pages: int) -> str:
        sheet = line.sheet.group_words() if line.sheet is not None else ""
        if made.used:
            if pages > 1:
                return self.tr("Load the begun sheet first, then a new one.")
            return self.tr("Load the begun sheet.")
        return self.tr("Load {sheet}.").format(sheet=sheet)

    @staticmethod
    def _proposals(line: Line | None, made: Preview | None) -> dict[int, str]:
        """What to print instead, by the number of a note that keeps its piece back."""
        found: dict[int, str] = {}
        if line is None or made is None:
            return found
        for number, note in enumerate(made.notes):
            if notes.kind_of(note) == notes.CROSS and note.index < len(made.pieces):
                text = line.document.proposal(made.pieces[note.index], note)
                if text is not None:
                    found[number] = text
        return found

    @property
    def load_words(self) -> str:
        """What to lay in, or why nothing can be printed."""
        return self._load.text()

    def set_narrow(self, narrow: bool) -> None:
        """At 1280 the key caps of the foot go: they are in F1."""
        self.save.set_keys_shown(not narrow)
        self.print.set_keys_shown(not narrow)

    @Slot(str)
    def _design_chosen(self, key: str) -> None:
        self._room.set_up(design=key)
