"""Everything in the tray, paper by paper: each paper is asked for before it is printed on.

The key that began it goes on with the next paper, so that a scan's Enter never does. What cannot
go (its printer is off) is left and told.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ui.printing.lines import Line, Place
from ui.printing.room import PrintRoom
from ui.printing.sending import Sender
from ui.printing.tray_card import TrayCard


class PrintAll(QObject):
    """Goes through the groups of a room's tray."""

    def __init__(
        self, room: PrintRoom, sender: Sender, card: TrayCard, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._room, self._sender, self._card = room, sender, card
        self._groups: list[tuple[Place, list[int]]] = []
        self._left: list[str] = []
        self._now: list[int] = []
        self._asked = False
        self._waits_for: int | None = None
        self._running = False
        sender.sent.connect(self._sent)
        sender.failed.connect(self.stop)
        room.preview_changed.connect(self._ready)

    @property
    def running(self) -> bool:
        """Whether a round is under way."""
        return self._running

    def go_on(self) -> None:
        """Begins a round, or prints the paper that was asked for."""
        if not self._running:
            self._begin()
        elif self._asked:
            self._asked = False
            self._card.ask(self._room_words(), "")
            self._next()

    def _begin(self) -> None:
        self._groups, self._left = [], []
        for place, lines in self._room.tray.groups():
            printer = self._room.printer_of(place)
            if printer is None or printer.off:
                self._left += [line.gathered.name for line in lines]
            else:
                self._groups.append((place, [line.item.id for line in lines]))
        self._running = bool(self._groups)
        if self._running:
            self._ask()

    def _ask(self) -> None:
        """Asks for the next paper."""
        _, ids = self._groups.pop(0)
        self._now = ids
        self._asked = True
        words = self._paper_words(self._room.tray.line(ids[0]))
        self._room.select(ids[0])
        self._card.ask(self.tr("Load {paper}").format(paper=words), self.tr("Go on"))
        self._room.desk.say(self.tr("Load *{paper}*, then go on.").format(paper=words), tone="need")

    def _next(self) -> None:
        """The next document of this paper, or the next paper, or the end."""
        while self._now and self._room.tray.line(self._now[0]) is None:
            self._now.pop(0)
        if self._now:
            self._waits_for = self._now.pop(0)
            self._room.select(self._waits_for)
            self._room.want_whole()
            self._ready()
        elif self._groups:
            self._ask()
        else:
            self._end()

    @Slot()
    def _ready(self) -> None:
        """Sends the document that was waited for once it is built."""
        made, line = self._room.preview, self._room.line
        wanted = self._waits_for
        if wanted is None or made is None or line is None or not made.whole:
            return
        if made.item_id != wanted or line.item.id != wanted:
            return
        self._waits_for = None
        printer = self._room.printer_of(line.place)
        if printer is None or not made.report.pages:
            self._left.append(line.gathered.name)
            self._next()
            return
        self._sender.send(line, made, printer)

    @Slot(object)
    def _sent(self, item_id: int) -> None:
        if self._running:
            self._next()

    @Slot()
    def stop(self) -> None:
        """Ends the round; what is not printed stays in the tray."""
        self._running = self._asked = False
        self._waits_for = None
        self._groups, self._now = [], []
        self._card.ask("", "")

    def _end(self) -> None:
        left = self._left
        self.stop()
        if left:
            words = self.tr("All printed but *{names}*: the printer is off.")
            self._room.desk.say(words.format(names=", ".join(left)), tone="need", undo=True)

    def _room_words(self) -> str:
        return self.tr("printing")

    @staticmethod
    def _paper_words(line: Line | None) -> str:
        if line is None:
            return "paper"
        return line.sheet.group_words() if line.sheet is not None else line.item.set_up.stock
