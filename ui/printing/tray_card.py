"""The card at the left: what waits, paper by paper, and what was printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import ActionSet
from ui.printing import words
from ui.printing.printed_list import PrintedList
from ui.printing.room import PrintRoom
from ui.printing.tray_list import Entry, Head, TrayList
from ui.theme import dp
from ui.widgets import Button, Card, EmptyState, Label
from ui.widgets import Line as Hairline

_HEAD, _FOOT = 44, 48


class TrayCard(Card):
    """Shows a room's tray. ``typed(str)`` is a letter for the scan bar."""

    typed = Signal(str)

    def __init__(self, room: PrintRoom, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._waiting = Label("", role="ink2")
        self.list = TrayList(self)
        self.printed = PrintedList(self)
        self._add = Button.for_action(actions["add"])
        self.empty = EmptyState(
            self.tr("Nothing waits to be printed."),
            [self._add],
            detail=self.tr(
                "Ctrl+P on any screen puts something here. A case that is scanned here gets its "
                "shelf card."
            ),
            icon="printer",
        )
        self._all = Button.for_action(actions["all"], text=self.tr("Print all"))
        self._all.set_icon_name("")
        self._how = Label(self.tr("paper by paper"), role="ink2")
        self._lay_out()
        self.list.chosen.connect(room.select)
        room.thumbs.arrived.connect(self.show_thumbs)
        self.printed.typed.connect(self.typed)

    def _lay_out(self) -> None:
        box = self.column((0, 0, 0, 0), 0)
        box.setContentsMargins(1, 1, 1, 1)
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), 0, dp(16), 0)
        head.setSpacing(dp(10))
        head.addWidget(Label(self.tr("Waiting"), size=14, weight=600))
        head.addWidget(self._waiting)
        head.addStretch(1)
        top = QWidget(self)
        top.setFixedHeight(dp(_HEAD))
        top.setLayout(head)
        box.addWidget(top)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty, 1)
        box.addWidget(self.printed)
        box.addWidget(Hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(16), 0, dp(16), 0)
        foot.addWidget(self._how)
        foot.addStretch(1)
        foot.addWidget(self._all)
        bottom = QWidget(self)
        bottom.setFixedHeight(dp(_FOOT))
        bottom.setLayout(foot)
        box.addWidget(bottom)

    # -- what is shown ---------------------------------------------------------------------------

    def show_tray(self, now: datetime) -> None:
        """All rows anew."""
        room = self._room
        rows: list[Head | Entry] = []
        for place, lines in room.tray.groups():
            printer = room.printer_of(place)
            # where there is no printer at all, one sentence in the panel says so
            known = room.printers_known and bool(room.printers or place[1])
            trouble = words.trouble(printer, place, known)
            sheet = lines[0].sheet
            name = sheet.group_words() if sheet is not None else lines[0].item.set_up.stock
            rows.append(Head(lines[0], name, words.feed(printer, place), trouble))
            for at, line in enumerate(lines):
                sign, tone, text = words.state(line, now)
                rows.append(
                    Entry(
                        line, line.gathered.name, text, sign, tone, len(line.keys),
                        self._room.thumbs.of(line), first=not at,
                    )
                )  # fmt: skip
        current = room.line.item.id if room.line is not None else None
        self.list.set_rows(rows, current)
        self._waiting.setText(words.waiting(room.tray))
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.printed.set_prints(room.tray.printed, now, any(one.changed for one in room.tray.lines))

    @Slot()
    def show_thumbs(self) -> None:
        """The small pictures that have arrived since."""
        rows = self.list.rows.rows
        for at, row in enumerate(rows):
            if isinstance(row, Entry):
                rows[at] = replace(row, thumb=self._room.thumbs.of(row.line))
        self.list.viewport().update()

    def ask(self, how: str, button: str) -> None:
        """What the foot says: how it goes on while all is printed paper by paper."""
        self._how.setText(how or self.tr("paper by paper"))
        self._all.setText(button or self.tr("Print all"))

    def set_narrow(self, narrow: bool, low: bool) -> None:
        """At 1280x720 the prints fold into their heading, the key goes to F1."""
        self._all.set_keys_shown(not narrow)
        self.printed.set_folded(low)
