"""The stock as covers, and the bar that edits several titles at once."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.shop.changes import Changes
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.inventory.changes_list import ChangesList
from ui.inventory.cover_grid import CoverGrid
from ui.inventory.cover_tile import STEP
from ui.inventory.covers_end import CoversEnd
from ui.inventory.edit_bar import EditBar
from ui.inventory.edit_bar_state import EditMany
from ui.inventory.overlay_bar import OverlayBar
from ui.inventory.pages import StockPage
from ui.inventory.stock_state import StockState
from ui.screen import Screen
from ui.theme import dp
from ui.widgets import Button, EmptyState

_GRID, _CHANGES, _EMPTY = range(3)
#: From this window down, which only large letters reach, sizes have their keys alone.
_TINY = 900


class CoversPage(StockPage):
    """Tiles over the shared list of ids; from the second selected title on, the edit bar."""

    key = "covers"
    text = "Covers"
    icon = "layout-grid"
    uses_panel = False
    hangs_out = True

    def __init__(self, desk: Desk, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__(desk, state, parent)
        self.many = EditMany(desk, state, self)
        self.end = CoversEnd(state, self)
        self.grid = CoverGrid(desk, state, self)
        self.grid.changes_of = self.many.tile_words
        self._bar_of_grid = OverlayBar(self.grid, inset=-2)
        self.changes_list = ChangesList(self.many, self)
        self._clear = Button(self.tr("Clear filters"), parent=self)
        self._clear.clicked.connect(self._clear_filters)
        self._empty = EmptyState("", [self._clear], icon="search")
        self.bar = EditBar(self.many, state, self)
        self._panel_open = False
        self._stack = QStackedWidget(self)
        for widget in (self.grid, _inset(self.changes_list), self._empty):
            self._stack.addWidget(widget)
        below = QVBoxLayout()
        below.setContentsMargins(dp(8), 0, dp(8), 0)
        below.addWidget(self.bar)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(12))
        box.addWidget(self._stack, 1)
        box.addLayout(below)
        self.bar.hide()
        self._wire()

    def _wire(self) -> None:
        self.many.changed.connect(self._many_changed)
        self.many.lines_changed.connect(self.grid.viewport().update)
        self.bar.all_wanted.connect(self.state.select_all)
        self.bar.none_wanted.connect(self.state.clear_selection)
        self.bar.cards_wanted.connect(self._print_cards)
        self.bar.list_wanted.connect(self._flip_changes)
        self.changes_list.back.clicked.connect(self._show_grid)
        self.grid.opened.connect(self._open_panel)
        self.grid.tile_width_changed.connect(self.end.show_size)
        self.end.size_wanted.connect(self.grid.set_tile_width)
        self.state.counted.connect(self._counted)

    # -- the page --------------------------------------------------------------------------------

    def actions_declared(self) -> list[Action | KeyLine]:
        group = self.tr("Covers")
        return [
            Action("bigger", self.tr("Larger covers"), "", ("Ctrl++", "Ctrl+="), self._bigger,
                   when=self._in_front, group=group, repeat=True),
            Action("smaller", self.tr("Smaller covers"), "", "Ctrl+-", self._smaller,
                   when=self._in_front, group=group, repeat=True),
            KeyLine("Space", self.tr("Add the title to the selection, or take it away"), group),
            KeyLine("Shift+Arrows", self.tr("Select a range"), group),
            Action("other_side", self.tr("Between covers and the edit bar"), "", "F6",
                   self._other_side, when=self._editing, group=group),
            Action("changes", self.tr("List changes"), "list-checks", "Ctrl+L",
                   self._flip_changes, when=self._has_edit, group=group),
            Action("apply_many", self.tr("Apply to the selected titles"), "check",
                   ("Ctrl+Return", "Ctrl+Enter"), self.many.apply, when=self._can_apply,
                   group=group),
        ]  # fmt: skip

    def right_of_filters(self) -> QWidget | None:
        return self.end

    def entered(self) -> None:
        self.end.show_size(self.grid.tile_width)
        self.grid.scrollTo(self.state.selection.currentIndex())
        self._many_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.end.slider_row.setVisible(self.window().width() >= dp(_TINY))

    def take_focus(self) -> None:
        if self._stack.currentIndex() == _CHANGES:
            self.changes_list.table.setFocus()
        else:
            self.grid.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.titles or changes.copies or changes.sections or changes.everything:
            self.many.refresh()

    def escape(self) -> bool:
        """Out of the bar, then out of the list of changes, then the selection, then the panel."""
        if self.bar.has_focus():
            self.take_focus()
        elif self._stack.currentIndex() == _CHANGES:
            self._show_grid()
        elif self.many.several:
            self.state.clear_selection()
        elif self._panel_open:
            self._panel_open = False
            self.panel_wanted.emit(False)
        else:
            return False
        return True

    # -- what a person does ----------------------------------------------------------------------

    def _bigger(self) -> None:
        self.grid.set_tile_width(self.grid.tile_width + STEP)

    def _smaller(self) -> None:
        self.grid.set_tile_width(self.grid.tile_width - STEP)

    def _other_side(self) -> None:
        """F6."""
        if self.bar.has_focus():
            self.take_focus()
        else:
            self.bar.take_focus()

    @Slot()
    def _flip_changes(self) -> None:
        """Ctrl+L."""
        if self._stack.currentIndex() == _CHANGES:
            self._show_grid()
        else:
            self._stack.setCurrentIndex(_CHANGES)
            self.changes_list.table.setFocus()

    @Slot()
    def _show_grid(self) -> None:
        self._stack.setCurrentIndex(_GRID)
        self.grid.setFocus()

    @Slot()
    def _open_panel(self) -> None:
        self._panel_open = True
        self.panel_wanted.emit(True)

    @Slot()
    def _clear_filters(self) -> None:
        self.state.ask(self.state.query.unfiltered())

    @Slot()
    def _print_cards(self) -> None:
        screen = self._screen()
        if screen is not None:
            screen.action_set["card"].trigger()

    # -- following -------------------------------------------------------------------------------

    @Slot()
    def _many_changed(self) -> None:
        nothing = not self.many.several or self.many.edit.empty
        if nothing and self._stack.currentIndex() == _CHANGES:
            self._show_grid()
        had_focus = self.bar.has_focus()
        self.bar.setVisible(self.many.several or self.many.running)
        if had_focus and not self.many.several:
            self.take_focus()
        self.grid.viewport().update()
        screen = self._screen()
        if screen is not None and self.in_front:
            screen.action_set.refresh()

    @Slot()
    def _counted(self) -> None:
        nothing = self.state.found == 0
        if nothing:
            self._say_empty()
            self._stack.setCurrentIndex(_EMPTY)
        elif self._stack.currentIndex() == _EMPTY:
            self._stack.setCurrentIndex(_GRID)

    def _say_empty(self) -> None:
        query = self.state.query
        text = query.text.strip()
        if text:
            sentence = self.tr("No film has “{text}”.").format(text=text[:40])
        elif query.filtered:
            sentence = self.tr("No film is all of this.")
        else:
            sentence = self.tr("Nothing on the shelves yet.")
        detail = ""
        if query.filtered and not self.state.busy:
            detail = self.tr("Without filters: {n}.").format(n=f"{self.state.unfiltered:,}")
        self._empty.set_text(sentence, detail)
        self._clear.setVisible(query.filtered)

    def _in_front(self) -> bool:
        return self.in_front

    def _editing(self) -> bool:
        return self.in_front and self.many.several

    def _has_edit(self) -> bool:
        return self._editing() and not self.many.edit.empty

    def _can_apply(self) -> bool:
        return self.in_front and self.many.can_apply

    def _screen(self) -> Screen | None:
        widget = self.parentWidget()
        while widget is not None and not isinstance(widget, Screen):
            widget = widget.parentWidget()
        return widget


def _inset(widget: QWidget) -> QWidget:
    """Back within the margins that the covers hang out of."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(dp(8), dp(8), dp(8), 0)
    box.addWidget(widget)
    return holder
