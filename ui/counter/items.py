"""A line of the visit with what belongs under it: rules that say no, or a fee being waived."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.counter.block_panel import BlockPanel
from ui.counter.grid import Grid
from ui.counter.lines import BackLine, GoingLine, Line
from ui.counter.visit import Back, Going
from ui.counter.waive_panel import WaivePanel
from ui.counter.words import tr
from ui.theme import dp, mix, tokens
from ui.widgets import Button, Kind


class Item(QWidget):
    """``pressed(str)`` carries the item's key when its line is clicked."""

    pressed = Signal(str)

    def __init__(self, key: str, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.line = line
        self._selected = False
        self._grid = Grid(dp(712))
        line.setParent(self)
        line.pressed.connect(self._pressed)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(line)
        self._room = QVBoxLayout()
        self.box.addLayout(self._room)

    @property
    def panel(self) -> BlockPanel | WaivePanel | None:
        """What is open under the line."""
        return None

    @property
    def selected(self) -> bool:
        """Whether keys that are about a line mean this one."""
        return self._selected

    def set_selected(self, selected: bool) -> None:
        """Mark it, or not."""
        self._selected = selected
        self.update()

    def set_grid(self, grid: Grid) -> None:
        """Other columns."""
        self._grid = grid
        self.line.set_grid(grid)
        self._fit()

    def _fit(self) -> None:
        panel = self.panel
        if panel is None:
            self._room.setContentsMargins(0, 0, 0, 0)
            return
        right = min(max(self.width() - self._grid.right, 0), dp(21))
        self._room.setContentsMargins(self._grid.title, dp(1), right, dp(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        if self._selected:
            painter.fillRect(self.rect().adjusted(1, 0, -1, -1), mix(t.sunk, t.surface, 0.6))
            painter.fillRect(1, 0, dp(3), self.height() - 1, t.color("accent"))
        rule = mix(t.line, t.surface, 0.6)
        painter.fillRect(1, self.height() - 1, self.width() - 2, 1, rule)

    @Slot()
    def _pressed(self) -> None:
        self.pressed.emit(self.key)


class GoingItem(Item):
    """A film that is to go out, with the panel of what says no."""

    def __init__(
        self,
        going: Going,
        line: GoingLine,
        panel: BlockPanel | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(going_key(going.barcode), line, parent)
        self.going = going
        self._panel = panel
        if panel is not None:
            self._room.addWidget(panel)

    @property
    def panel(self) -> BlockPanel | None:
        return self._panel

    def set_selected(self, selected: bool) -> None:
        super().set_selected(selected)
        if self._panel is not None:
            self._panel.set_selected(selected)

    def set_grid(self, grid: Grid) -> None:
        super().set_grid(grid)
        if self._panel is not None:
            self._panel.fit(grid)


class BackItem(Item):
    """A film that came back, with its fee's Waive. ``waive_asked(str)`` carries the key."""

    waive_asked = Signal(str)

    def __init__(self, back: Back, line: BackLine, parent: QWidget | None = None) -> None:
        super().__init__(back_key(back.back.rental_id), line, parent)
        self.back = back
        self.theirs = ""
        self._back_line = line
        self._panel: WaivePanel | None = None
        self._waive = Button(tr("Waive…"), kind=Kind.BARE, keys="Alt+W", height=24, parent=line)
        self._waive.clicked.connect(self._ask)
        self._waive.setVisible(self.may_waive)

    @property
    def panel(self) -> WaivePanel | None:
        return self._panel

    @property
    def may_waive(self) -> bool:
        """Whether something of its fee is left to forgive."""
        taken = self.back.back
        return self.back.owed_cents > 0 and taken.member_id is not None

    def set_waive_key(self, shown: bool) -> None:
        """The key stands on the one line that it means."""
        self._waive.set_keys_shown(shown)
        self._place()

    def open_waiver(self) -> WaivePanel:
        """Shows the panel under the line."""
        if self._panel is None:
            self._panel = WaivePanel(self.back, self)
            self._room.addWidget(self._panel)
            self._fit()
        return self._panel

    def close_waiver(self) -> None:
        """Puts it away."""
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self._fit()

    def set_grid(self, grid: Grid) -> None:
        super().set_grid(grid)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self._waive.sizeHint()
        self._waive.resize(size)
        line = self._back_line
        self._waive.move(
            line.due_right - size.width() + dp(8), line.chip_middle - size.height() // 2
        )

    @Slot()
    def _ask(self) -> None:
        self.waive_asked.emit(self.key)


def going_key(barcode: str) -> str:
    """Names the item of a copy that is to go out."""
    return f"out:{barcode}"


def back_key(rental_id: int) -> str:
    """Names the item of a return."""
    return f"back:{rental_id}"
