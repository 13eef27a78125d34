"""The left door: the demo shop, small or huge, built on the spot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.first_start.door_parts import CoverRow, DoorHead, FactLine
from ui.theme import dp
from ui.widgets import Bar, Button, Card, Kind, Label, LinkButton, Segmented

SMALL, HUGE = "small", "scarecrow"


class DemoDoor(Card):
    """``wanted(bool)`` asks for the demo shop, True for one made anew; ``cancelled`` stops it."""

    wanted = Signal(bool)
    cancelled = Signal()
    size_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, radius=16)
        self.setAccessibleName(self.tr("Look around the demo shop"))
        self.head = DoorHead(
            "eye",
            "",
            "Alt+1",
            self.tr("Look around the demo shop"),
            self.tr(
                "Rent out a film, empty the box, break things. Nobody in it is real, and it stays"
                " apart from your own shop."
            ),
            self,
        )
        self.covers = CoverRow(self)
        self.facts = [
            FactLine(icon, strong, rest, line=at > 0, parent=self)
            for at, (icon, strong, rest) in enumerate(self._facts())
        ]
        self._how_big = Label(self.tr("How big"), role="ink2", size=12, parent=self)
        self.size_choice = Segmented(
            [(SMALL, self.tr("Corner shop")), (HUGE, self.tr("150,000 titles, 5 min"))],
            name=self.tr("How big"),
            height=32,
            stretch=True,
            parent=self,
        )
        self.size_choice.chosen.connect(self.size_chosen)
        self.button = Button(
            self.tr("Open the demo shop"),
            "door-open",
            kind=Kind.DARK,
            keys="Ctrl+D",
            height=40,
            parent=self,
        )
        self.button.setSizePolicy(self.size_choice.sizePolicy())
        self.button.clicked.connect(self.go)
        self.anew = LinkButton(self.tr("Start the demo anew"), parent=self)
        self.anew.clicked.connect(self.go_anew)
        self.anew.hide()
        self.work = _Work(self)
        self.work.cancel.clicked.connect(self.cancelled)
        self._lay_out()

    def _facts(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("library", tr("About 400 real films"), tr("on seventeen shelves")),
            ("users", tr("64 members"), tr("and a year of their rentals")),
            ("moon-star", tr("14 cases"), tr("waiting in the night drop")),
            ("calendar", tr("Holidays and a storm,"), tr("kept out of late fees")),
            ("printer", tr("Shelf cards,"), tr("ready to print")),
        ]

    def _lay_out(self) -> None:
        box = self.column((24, 20, 24, 20), 0)
        box.addWidget(self.head)
        box.addSpacing(dp(18))
        box.addWidget(self.covers)
        box.addSpacing(dp(16))
        for fact in self.facts:
            box.addWidget(fact)
        box.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self._how_big)
        line.addStretch(1)
        line.addWidget(self.anew)
        box.addLayout(line)
        box.addSpacing(dp(3))
        box.addWidget(self.size_choice)
        box.addSpacing(dp(16))
        self._foot = QStackedLayout()
        self._foot.addWidget(self.button)
        self._foot.addWidget(self.work)
        box.addLayout(self._foot)

    @property
    def size_wanted(self) -> str:
        """How big: the name of a size of ``app.demo``."""
        return self.size_choice.current

    @property
    def working(self) -> bool:
        """Whether a demo is being built."""
        return self._foot.currentWidget() is self.work

    def set_there(self, there: bool) -> None:
        """Whether a demo of this size was built before."""
        self.anew.setVisible(there and not self.working)

    def set_compact(self, compact: bool) -> None:
        """A low window: three lines of the list."""
        for line in self.facts[3:]:
            line.setVisible(not compact)

    def start_work(self) -> None:
        """The button becomes a bar."""
        self.anew.hide()
        self.size_choice.setEnabled(False)
        self.work.tell("", 0, 0)
        self._foot.setCurrentWidget(self.work)
        self.work.cancel.setEnabled(True)

    def end_work(self) -> None:
        """The bar becomes a button."""
        self.size_choice.setEnabled(True)
        self._foot.setCurrentWidget(self.button)

    @Slot()
    def go(self) -> None:
        """Open the demo, building it if need be."""
        if not self.working:
            self.wanted.emit(False)

    @Slot()
    def go_anew(self) -> None:
        """Build it again from the start."""
        if not self.working:
            self.wanted.emit(True)


class _Work(QWidget):
    """A bar with counts and Cancel in the place of the button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(dp(40))
        self.words = Label("", role="ink2", size=12, tabular=True, parent=self)
        self.cancel = LinkButton(self.tr("Cancel"), parent=self)
        self._bar = Bar(self)
        line = self._line = QHBoxLayout()
        line.addWidget(self.words)
        line.addStretch(1)
        line.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(4))
        box.addLayout(line)
        box.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)

    def tell(self, stage: str, done: int, total: int) -> None:
        """``Rentals 3,200 of 7,500``."""
        stages = {
            "": self.tr("Unlocking"),
            "titles": self.tr("Titles"),
            "members": self.tr("Members"),
            "rentals": self.tr("Rentals"),
            "index": self.tr("Sorting the shelves"),
        }
        words = stages.get(stage, stage)
        if total > 1 and done:
            words = self.tr("{what} {done} of {total}").format(
                what=words, done=f"{done:,}", total=f"{total:,}"
            )
        self.words.setText(words)
        self._bar.set_share(min(done / total, 1.0) if total > 1 else None)
        self._line.activate()  # the counts grow many times a second
