"""The middle of the counter: what came back and what is to go out, newest at the bottom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.members.rules import display_name
from ui.aloud import say_aloud
from ui.counter import words
from ui.counter.block_panel import BlockPanel
from ui.counter.grid import Grid, due_room, strip_days
from ui.counter.items import BackItem, GoingItem, Item, back_key, going_key
from ui.counter.lines import BackLine, GoingLine
from ui.counter.visit import Back, Going, Look
from ui.counter.words import tr
from ui.theme import dp, font, tokens
from ui.widgets import Card, CoverCache, Day, EmptyState, Spoken, paint, paint_days_head


class _Head(Spoken):
    """ "This visit", the counts, and the days over the strips."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setFixedHeight(dp(48))
        self.grid = Grid(dp(712))
        self._counts = ""
        self._days: tuple[Day, ...] = ()

    def show_look(self, look: Look) -> None:
        """Other counts, and the days from another day on."""
        self._counts = words.count_words(look)
        self._days = strip_days(look.today) if look.going else ()
        self.say(tr("This visit"), self._counts)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(1, self.height() - 1, self.width() - 2, 1, tokens().color("line"))
        grid = self.grid
        box = QRectF(grid.cover, 0, grid.strip - grid.cover - dp(8), self.height() - 1)
        x = paint.text(painter, box, tr("This visit"), face=font(15, 600))
        face = font(12, tabular=True)
        rest = box.adjusted(x + dp(10), 1, 0, 1)
        paint.text(painter, rest, self._counts, role="ink2", face=face)
        if not grid.narrow and self._days:
            days = QRectF(grid.strip, dp(9), grid.strip_width, dp(31))
            paint_days_head(painter, days, self._days)


class _Section(Spoken):
    """A heading between the lines: "Coming back", "Going out to Mia"."""

    def __init__(self, text: str, first: bool, parent: QWidget) -> None:
        super().__init__(text, parent=parent)
        self._text, self._first = text, first
        self.setFixedHeight(dp(33))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(dp(21), dp(4), self.width() - dp(42), self.height() - dp(4))
        paint.text(painter, box, self._text, role="ink2", face=font(12, 600))


class VisitSheet(Card):
    """``selection_changed`` when another line is meant; the rest carries a barcode or a key."""

    selection_changed = Signal()
    offer_taken = Signal(str)
    left_off = Signal(str)
    override_asked = Signal(str)
    override_confirmed = Signal(str)
    waive_asked = Signal(str)
    waive_confirmed = Signal()
    folded = Signal()
    code_typed = Signal(str)

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._items: list[Item] = []
        self._selected = ""
        self._look: Look | None = None
        self._grid = Grid(dp(712))
        self._narrow = False
        self._reveal_key = ""
        self.account_panel: BlockPanel | None = None
        self._over_all = QWidget(self)
        self._over_all.hide()
        self._head = _Head(self)
        self._body = QWidget()
        self._body.setObjectName("visit_body")
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, dp(12))
        self._lines.setSpacing(0)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        self._empty = EmptyState(
            tr("Scan what they bring and what they take"),
            detail=tr("What is out comes back at once. What is in waits here until it is paid."),
            icon="scan-barcode",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 1)
        box.setSpacing(0)
        box.addWidget(self._head)
        place = QWidget(self)
        self._pages = QStackedLayout(place)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._scroll)
        box.addWidget(place, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._reveal)
        # A line grows a moment after its panel opened: what was to be seen is shown once more.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._grown)
        self.setAccessibleName(tr("This visit"))

    # -- showing -------------------------------------------------------------------------------

    def show_look(self, look: Look, offer_keys: Callable[[Going], tuple[str, str] | None]) -> None:
        """Shows a visit. Lines that are as they were stay as they are, open panels too."""
        before = {item.key: item for item in self._items}
        self._look = look
        self._head.show_look(look)
        back = [self._back_item(each, look, before) for each in look.back]
        going = [self._going_item(each, look, before, offer_keys) for each in look.going]
        self._items = [*back, *going]
        self._arrange(look, back, going)
        for gone in before.values():
            if gone not in self._items:
                gone.hide()
                gone.deleteLater()
        if self._selected not in {item.key for item in self._items}:
            self._selected = ""
        shown = bool(self._items) or self.account_panel is not None
        self._pages.setCurrentIndex(1 if shown else 0)
        self._spread()
        self._mark()

    def reveal(self, key: str) -> None:
        """Scrolls a line into view once it has its place."""
        self._reveal_key = key
        self._later.start()

    def flash(self, key: str) -> None:
        """Lights a line up: it was scanned once more."""
        for item in self._items:
            if item.key == key:
                item.line.flash()
                self.reveal(key)

    # -- selection -----------------------------------------------------------------------------

    @property
    def items(self) -> tuple[Item, ...]:
        """All lines, top to bottom."""
        return tuple(self._items)

    @property
    def selected(self) -> Item | None:
        """The line that keys about a line mean."""
        return next((item for item in self._items if item.key == self._selected), None)

    def item(self, key: str) -> Item | None:
        """A line by its key."""
        return next((item for item in self._items if item.key == key), None)

    def select(self, key: str) -> None:
        """Marks a line; an empty key marks none."""
        self._selected = key if self.item(key) is not None else ""
        self._mark()
        if self._selected:
            self.reveal(self._selected)
        self.selection_changed.emit()

    def step(self, by: int) -> None:
        """Up and Down: the line above or below."""
        keys = [item.key for item in self._items]
        if not keys:
            return
        if self._selected in keys:
            at = keys.index(self._selected) + by
            self.select(keys[at] if 0 <= at < len(keys) else self._selected)
        else:
            self.select(keys[-1] if by < 0 else keys[0])
        marked = self.selected
        if marked is not None:
            say_aloud(marked.line, marked.line.accessibleName())

    @property
    def waivable(self) -> BackItem | None:
        """The return that Alt+W means: the marked one, else the newest with a fee."""
        found = [item for item in self._items if isinstance(item, BackItem) and item.may_waive]
        marked = [item for item in found if item.key == self._selected]
        return next(iter(marked or reversed(found)), None)

    @property
    def open_panel(self) -> BlockPanel | None:
        """The rules whose reasons are open."""
        panels = [self.account_panel, *(item.panel for item in self._items)]
        asking = [panel for panel in panels if isinstance(panel, BlockPanel) and panel.asking]
        return next(iter(asking), None)

    @property
    def open_waiver(self) -> BackItem | None:
        """The return whose waiver is open."""
        found = [item for item in self._items if isinstance(item, BackItem)]
        return next((item for item in found if item.panel is not None), None)

    # -- inside --------------------------------------------------------------------------------

    def _back_item(self, back: Back, look: Look, before: dict[str, Item]) -> Item:
        kept = before.get(back_key(back.back.rental_id))
        mine = look.account.member_id if look.account is not None else None
        theirs = "" if back.back.member_id == mine else _whose(back)
        if isinstance(kept, BackItem) and kept.back == back and kept.theirs == theirs:
            return kept
        item = BackItem(back, BackLine(back, self._covers, theirs=theirs), self._body)
        item.theirs = theirs
        item.pressed.connect(self.select)
        item.waive_asked.connect(self.waive_asked)
        return item

    def _going_item(
        self,
        going: Going,
        look: Look,
        before: dict[str, Item],
        offer_keys: Callable[[Going], tuple[str, str] | None],
    ) -> Item:
        kept = before.get(going_key(going.barcode))
        counted = going.line.allowed
        if isinstance(kept, GoingItem) and kept.going == going:
            return kept
        days = strip_days(look.today)
        line = GoingLine(going, days, look.today, self._covers, counted=counted)
        panel = None
        if going.rules:
            panel = self._panel(
                BlockPanel(
                    going.barcode,
                    going.renter,
                    going.rules,
                    look.today,
                    offer=offer_keys(going),
                    may_override=going.may_override,
                )
            )
        item = GoingItem(going, line, panel, self._body)
        item.pressed.connect(self.select)
        return item

    def _panel(self, panel: BlockPanel) -> BlockPanel:
        panel.offer_taken.connect(self.offer_taken)
        panel.left_off.connect(self.left_off)
        panel.override_asked.connect(self.override_asked)
        panel.confirmed.connect(self.override_confirmed)
        panel.folded.connect(self.folded)
        panel.code_typed.connect(self.code_typed)
        return panel

    def _arrange(self, look: Look, back: list[Item], going: list[Item]) -> None:
        while self._lines.count():
            taken = self._lines.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if isinstance(widget, _Section):
                widget.hide()
                widget.deleteLater()
        self._account_rules(look)
        if back:
            self._lines.addWidget(_Section(tr("Coming back"), True, self._body))
        for item in back:
            self._lines.addWidget(item)
        for renter, items in _by_renter(going):
            text = (
                tr("Going out to {renter}").format(renter=renter)
                if renter
                else tr("Going out, once a card is scanned")
            )
            self._lines.addWidget(_Section(text, not back, self._body))
            for item in items:
                self._lines.addWidget(item)
        for item in self._items:
            item.show()
        self._lines.addStretch(1)

    def _account_rules(self, look: Look) -> None:
        """The account's own rules stand over all lines, once."""
        kept = self.account_panel
        if kept is not None and kept.blocks == look.rules:
            self._lines.addWidget(self._over_all)
            return
        if kept is not None:
            self._over_all.hide()
            self._over_all.deleteLater()
        self.account_panel = None
        if not look.rules:
            return
        self._over_all = QWidget(self._body)
        room = QVBoxLayout(self._over_all)
        room.setContentsMargins(dp(21), dp(16), dp(21), dp(4))
        may = look.may_override
        made = BlockPanel("", "", look.rules, look.today, offer=None, may_override=may)
        self.account_panel = self._panel(made)
        room.addWidget(made)
        self._lines.addWidget(self._over_all)
        self._over_all.show()

    def _mark(self) -> None:
        target = self.waivable
        for item in self._items:
            item.set_selected(item.key == self._selected)
            if isinstance(item, BackItem):
                item.set_waive_key(item is target)
        if self.account_panel is not None:
            marked = self.selected
            self.account_panel.set_selected(marked is None or marked.panel is None)

    @Slot()
    def _grown(self) -> None:
        self._later.start()

    @Slot()
    def _reveal(self) -> None:
        item = self.item(self._reveal_key)
        if item is not None:
            self._lines.activate()
            self._scroll.ensureWidgetVisible(item, 0, dp(8))

    def set_narrow(self, narrow: bool) -> None:
        """A narrow window drops the day strip and lowers the rows."""
        self._narrow = narrow
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()
        self._later.start()

    def _spread(self) -> None:
        going = self._look.going if self._look is not None else ()
        room = due_room(each.line for each in going)
        self._grid = Grid(self.width(), self._narrow, room)
        self._head.grid = self._grid
        self._head.setFixedHeight(dp(40 if self._narrow else 48))
        for item in self._items:
            item.set_grid(self._grid)
        if self.account_panel is not None:
            self.account_panel.fit(self._grid)


def _whose(back: Back) -> str:
    if not back.back.member_id:
        return ""
    return tr("{name}, account {number}").format(
        name=display_name(back.back.member), number=back.back.member_number
    )


def _by_renter(going: list[Item]) -> list[tuple[str, list[Item]]]:
    """The lines under their renters, in the order in which each renter first appears."""
    found: dict[str, list[Item]] = {}
    for item in going:
        if isinstance(item, GoingItem):
            found.setdefault(item.going.renter, []).append(item)
    return list(found.items())
