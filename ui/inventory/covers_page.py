"""The stock as covers, and the bar that edits several titles at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.inventory.cover_grid import CoverGrid
from ui.inventory.cover_tile import STEP
from ui.inventory.covers_end import CoversEnd
from ui.inventory.edit_bar_state import EditMany
from ui.inventory.many_frame import ManyFrame
from ui.inventory.nothing_found import NothingFound
from ui.inventory.overlay_bar import OverlayBar
from ui.inventory.pages import CRAMPED, StockPage
from ui.inventory.stacking import bring_to_front
from ui.inventory.stock_state import StockState
from ui.theme import dp

#: The tiles reach this far beyond what stands above and below them.
_OVERHANG = 8
#: Where this computer keeps how large somebody likes the covers.
_SIZE_KEPT = "inventory/tile_width"


class CoversPage(StockPage):
    """Tiles over the shared list of ids; from the second selected title on, the edit bar."""

    key = "covers"
    text = "Covers"
    icon = "layout-grid"
    uses_panel = False
    hangs_out = True

    def __init__(
        self, desk: Desk, state: StockState, many: EditMany, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, state, many, parent)
        self.end = CoversEnd(state, self)
        self.grid = CoverGrid(desk, state, self)
        self.grid.changes_of = many.tile_words
        self._bar_of_grid = OverlayBar(self.grid, inset=-2)
        self.nothing = NothingFound(state, self)
        self._panel_open = False
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.nothing)
        bring_to_front(self._stack, self.grid)
        self._stack.setFocusProxy(self.grid)
        self.frame = ManyFrame(
            many,
            state,
            self._stack,
            back_words=self.tr("Back to covers"),
            back_icon="layout-grid",
            overhang=_OVERHANG,
            parent=self,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.frame)
        self._wire()
        self._recall_size()

    def _wire(self) -> None:
        self.many.changed.connect(self.grid.viewport().update)
        self.many.lines_changed.connect(self.grid.viewport().update)
        self.grid.opened.connect(self._open_panel)
        self.grid.tile_width_changed.connect(self.end.show_size)
        self.grid.tile_width_changed.connect(self._keep_size)
        self.end.size_wanted.connect(self.grid.set_tile_width)
        self.state.counted.connect(self._counted)
        self.offer(self.nothing)

    # -- the page --------------------------------------------------------------------------------

    def actions_declared(self) -> list[Action | KeyLine]:
        group = self.tr("Covers")
        act = partial(Action, group=group, when=self._in_front, repeat=True)
        return [
            act("bigger", self.tr("Larger covers"), "", ("Ctrl++", "Ctrl+="), self._bigger),
            act("smaller", self.tr("Smaller covers"), "", "Ctrl+-", self._smaller),
            KeyLine("Space", self.tr("Add the title to the selection, or take it away"), group),
        ]

    def right_of_filters(self) -> QWidget | None:
        return self.end

    def entered(self) -> None:
        self.end.show_size(self.grid.tile_width)
        self.grid.scrollTo(self.state.selection.currentIndex())
        self.frame.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # where letters are large, sizes have their keys alone
        self.end.slider_row.setVisible(self.window().width() >= dp(CRAMPED))

    def many_frame(self) -> ManyFrame:
        return self.frame

    def take_focus(self) -> None:
        self.frame.take_focus()

    def escape(self) -> bool:
        """Out of the bar, then out of the list of changes, then the selection, then the panel."""
        if self.frame.escape():
            return True
        if not self._panel_open:
            return False
        self._panel_open = False
        self.panel_wanted.emit(False)
        return True

    @property
    def empty_shown(self) -> bool:
        """Whether the words for no finds stand in the place of the covers."""
        return self._stack.currentWidget() is self.nothing

    # -- sizes -----------------------------------------------------------------------------------

    def _bigger(self) -> None:
        self.grid.set_tile_width(self.grid.tile_width + STEP)

    def _smaller(self) -> None:
        self.grid.set_tile_width(self.grid.tile_width - STEP)

    def _recall_size(self) -> None:
        """The size that somebody chose here before; without one the window decides."""
        kept = self.desk.preferences.value(_SIZE_KEPT) if self.desk.preferences else None
        if kept is not None and str(kept).isdecimal():
            self.grid.set_tile_width(int(str(kept)))

    @Slot(int)
    def _keep_size(self, width: int) -> None:
        if self.desk.preferences is not None:
            self.desk.preferences.setValue(_SIZE_KEPT, width)

    # -- following -------------------------------------------------------------------------------

    @Slot()
    def _open_panel(self) -> None:
        self._panel_open = True
        self.panel_wanted.emit(True)

    @Slot()
    def _counted(self) -> None:
        nothing = self.state.found == 0
        if nothing:
            self.nothing.tell()
        bring_to_front(self._stack, self.nothing if nothing else self.grid)

    def _in_front(self) -> bool:
        return self.in_front
