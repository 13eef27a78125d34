"""Inventory: the stock as a list, as covers and by section, with one title in the panel."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.catalog.finding import Found
from app.catalog.lookups import Named
from app.catalog.stock_query import StockQuery
from app.members import queries as members
from app.shop.changes import Changes
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.inventory import sentences  # noqa: F401  registers what is said
from ui.inventory.edit_bar_state import EditMany
from ui.inventory.empty_shop import EmptyShop
from ui.inventory.filter_bar import FilterBar
from ui.inventory.list_page import ListPage
from ui.inventory.many_frame import ManyFrame
from ui.inventory.many_keys import ManyKeys
from ui.inventory.page_list import PAGES
from ui.inventory.pages import StockPage
from ui.inventory.panel import SidePanel
from ui.inventory.screen_body import ScreenBody
from ui.inventory.screen_head import ScreenHead
from ui.inventory.sorting import Sorting
from ui.inventory.stacking import scroll_to_beginning
from ui.inventory.stock_state import StockState
from ui.inventory.title_actions import TitleActions
from ui.inventory.window_room import WindowRoom
from ui.screen import Screen
from ui.theme import dp


class InventoryScreen(Screen):
    """``import_wanted``; ``export_wanted(object)`` carries the ``StockQuery`` shown;
    ``sheet_wanted``: an empty sheet to fill; ``demo_wanted``: the demo shop;
    ``print_cards_wanted(object)`` a tuple of title ids.
    """

    name = "inventory"
    title = "Inventory"
    icon = "library"
    order = 3

    import_wanted = Signal()
    export_wanted = Signal(object)
    sheet_wanted = Signal()
    demo_wanted = Signal()
    print_cards_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = WindowRoom(self)
        self.desk = desk
        self.state = StockState(desk, self)
        self.many = EditMany(desk, self.state, self)
        self.pages: list[StockPage] = [kind(desk, self.state, self.many, self) for kind in PAGES]
        self._many_keys = ManyKeys(self._frame_in_front, self)
        self._sorting = Sorting(self.state, self)
        self._titles = TitleActions(self)
        self.filters = FilterBar(desk, self.state, self)
        self.panel = SidePanel(desk, self.state, self.action_set, self)
        self._titles.connect_panel(self.panel)
        self.head = ScreenHead(self.action_set, self.state, self.pages, self)
        self.empty = EmptyShop(self.action_set, self)
        self.body = ScreenBody(self.pages, self.panel, self.empty, self)
        self._lay_out()
        self._wire()
        self._show_page(self.pages[0])

    # -- building --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        # the margins are 20 and the gaps 12; 8 of these belong to the pages, since tiles hang out
        box.setContentsMargins(dp(12), dp(18), dp(12), dp(18))
        box.setSpacing(dp(4))
        box.addWidget(self.head)
        self.filters.setContentsMargins(dp(8), dp(8), dp(8), 0)
        box.addWidget(self.filters)
        for page in self.pages:
            if not page.hangs_out:
                page.setContentsMargins(dp(8), dp(8), dp(8), 0)
        box.addWidget(self.body, 1)

    def _wire(self) -> None:
        state = self.state
        self._room.resized.connect(self.empty.fit)
        self._room.changed.connect(self._fit)
        self.head.chosen.connect(self._page_chosen)
        state.counted.connect(self._refresh_actions)
        state.counted.connect(self._follow_stock)
        self.empty.demo_wanted.connect(self.demo_wanted)
        self.panel.form_changed.connect(self._follow_stock)
        state.query_changed.connect(self._refresh_actions)
        state.current_changed.connect(self._refresh_actions)
        state.selection_changed.connect(self._refresh_actions)
        self.filters.search.arrow.connect(self._arrow)
        self.filters.search.left.connect(self.focus_list)
        self.filters.search.entered.connect(self.focus_list)
        self.filters.list_wanted.connect(self.focus_list)
        self.panel.left.connect(self._panel_left)
        self.body.rearranged.connect(self._show_filters)
        self.panel.form_changed.connect(self._refresh_actions)
        self.panel.detail_changed.connect(self._refresh_actions)
        self.panel.asking_changed.connect(self._refresh_actions)
        self.panel.view.tags.chosen.connect(self._tag_chosen)
        self.many.changed.connect(self._refresh_actions)
        self.many.changed.connect(self._show_filters)
        for page in self.pages:
            frame = page.many_frame()
            if frame is not None:
                frame.cards_wanted.connect(self._titles.print_cards)
            page.panel_wanted.connect(self._panel_wanted)
            page.show_in_list.connect(self.show_in_list)
            page.add_wanted.connect(self._titles.add_named)
            page.clear_wanted.connect(self.filters.clear)
            page.import_wanted.connect(self.import_wanted)
        self.list_page.escaped.connect(self.focus_search)
        self.list_page.table.sort_wanted.connect(self._sorting.by)
        self.list_page.table.opened.connect(self._open_detail)

    def actions_declared(self) -> list[Action | KeyLine]:
        """Everything that can be done here, for keys, buttons and F1."""
        group = self.tr("Inventory")
        act, line = partial(Action, group=group), partial(KeyLine, group=group)
        declared: list[Action | KeyLine] = [
            act("search", self.tr("Search"), "search", "Ctrl+F", self.focus_search),
            act("view", self.tr("List, covers, sections"), "", "Ctrl+G", self._next_page),
            *self._titles.adding(group),
            act("import", self.tr("Import"), "file-input", "Ctrl+I", self.import_wanted.emit),
            act("export", self.tr("Export what is found"), "file-down", "Ctrl+Shift+E",
                self._export),
            *self.filters.declared(group),
        ]  # fmt: skip
        declared += self._titles.declared(self.tr("Title"))
        declared += self._sorting.declared(self.tr("Order"))
        declared += self._many_keys.declared(self.tr("Several titles"))
        for page in self.pages:
            declared += page.actions_declared()
        declared += [
            line("Up, Down", self.tr("Move the row; the text keeps the keyboard")),
            line("Enter", self.tr("From the text to the list, from the list to the panel")),
            line("Esc", self.tr("Empty the text, leave it, close a form")),
        ]
        return declared

    def _next_page(self) -> None:
        self.head.cycle()

    # -- the screen ------------------------------------------------------------------------------

    @property
    def list_page(self) -> ListPage:
        """The list."""
        found = self.pages[0]
        assert isinstance(found, ListPage)
        return found

    @property
    def page(self) -> StockPage:
        """The page in front."""
        return self.body.page

    def _frame_in_front(self) -> ManyFrame | None:
        """Whose bar is seen; none while a question about a form waits for its own Ctrl+Enter."""
        if not self.many.several or self._titles.hand.asks():
            return None
        return self.page.many_frame()

    def entered(self) -> None:
        self.state.load()
        self.filters.prepare()
        self.empty.follow(self.shell())
        self.empty.ask_for_case(self.empty_shown)
        self.page.in_front = True
        self.page.entered()
        if self.page.uses_filters:
            self.focus_search()
        else:
            self.page.take_focus()

    def left(self) -> None:
        self.empty.ask_for_case(False)
        self.page.in_front = False
        self.page.left()

    def changed(self, changes: Changes) -> None:
        self.state.refresh(changes)
        if changes.settings or changes.everything or changes.sections:
            self.filters.refresh()
        if changes.titles or changes.copies or changes.sections or changes.everything:
            self.many.refresh()
        for page in self.pages:
            page.changed(changes)

    def leave_ok(self) -> bool:
        return self.panel.leave_ok() and self.page.leave_ok()

    def scan(self, text: str) -> bool:
        """A scan while a form for scans is open, or a page wants it."""
        if self.panel.form is not None and self.panel.form.scan(text):
            return True
        if self.empty_shown and members.by_code(text) is None:
            self._titles.add_scanned(text)
            return True
        return self.page.scan(text)

    def found(self, result: object) -> bool:
        if isinstance(result, StockQuery):
            self.show_in_list(result)
            return True
        if isinstance(result, int):
            self.show_title(result)
            return True
        if self.page.found(result):
            return True
        if not isinstance(result, Found) or result.kind not in ("copy", "title"):
            return False
        return self._titles.show_found(result)

    def show_in_list(self, query: StockQuery) -> None:
        """The list with another query in front (a section's titles, an import's)."""
        self.state.ask(query)
        self._show_page(self.pages[0])
        self.focus_list()

    def show_title(self, title_id: int) -> None:
        """Bring a title up in the list."""
        self._show_page(self.pages[0])
        self.state.show(title_id)

    # -- pages -----------------------------------------------------------------------------------

    @Slot(str)
    def _page_chosen(self, key: str) -> None:
        for page in self.pages:
            if page.key == key:
                self._show_page(page)
                page.take_focus()

    def _show_page(self, page: StockPage) -> None:
        before = self.page
        if before is not page and not (before.leave_ok() and self.panel.leave_ok()):
            self.head.switch.set_current(before.key)
            return
        if before is not page:
            before.in_front = False
            before.left()
        self.body.bring(page)
        if before is not page:
            scroll_to_beginning(self)
        self.filters.set_end(page.right_of_filters())
        self._show_body()
        page.in_front = True
        if self.isVisible():
            page.entered()
        self._refresh_actions()

    @Slot(bool)
    def _panel_wanted(self, wanted: bool) -> None:
        self.body.want_panel(wanted)

    def open_panel(self) -> None:
        """A form is coming, or a detail: the panel must be seen."""
        self.body.open_panel()

    @Slot()
    def _panel_left(self) -> None:
        self.body.uncover_page()
        self.focus_search()

    # -- the empty shop --------------------------------------------------------------------------

    @property
    def empty_shown(self) -> bool:
        """Whether the page of a shop without titles stands in place of search, list and panel."""
        return self.body.empty_shown

    def _no_title_yet(self) -> bool:
        state = self.state
        if state.totals is not None:
            return not state.totals.titles
        return state.found == 0 and not (state.query.text or state.query.filtered)

    @Slot()
    def _follow_stock(self) -> None:
        """The first title came, or the last one went; a form came or went beside the page."""
        was = self.empty_shown
        if not was and not (self._no_title_yet() and self.page.uses_filters):
            return
        self._show_body()
        if self.empty_shown and not was and self.isVisible() and self.panel.form is None:
            self.focus_search()

    @Slot()
    def _show_filters(self) -> None:
        """Over a page that uses them, while it is the page that is seen; where letters are large
        the edit bar needs their room.
        """
        crowded = self.body.alone and self.many.several
        covered = self.empty_shown or self.body.page_covered or crowded
        self.filters.setVisible(self.page.uses_filters and not covered)

    def _show_body(self) -> None:
        """Search, list and panel as the page in front wants them, or the empty shop's page."""
        page = self.page
        empty = self._no_title_yet() and page.uses_filters
        self.body.arrange(empty=empty)
        self.head.show_page(page.key, empty=empty)
        self.empty.ask_for_case(empty and self.isVisible())

    # -- keyboard --------------------------------------------------------------------------------

    @Slot()
    def focus_search(self) -> None:
        """Ctrl+F; the scan bar, while there is nothing to search in."""
        if self.empty_shown:
            self.shell().scan_bar.take_focus()
            return
        if not self.page.uses_filters:
            self._show_page(self.pages[0])
        self.body.uncover_page()
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.edit.selectAll()

    @Slot()
    def focus_list(self) -> None:
        """The list gets the keyboard."""
        self.body.uncover_page()
        self.page.take_focus()

    @Slot(object)
    def _arrow(self, key: Qt.Key) -> None:
        steps = self.list_page.table.page_rows()
        moves = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -steps,
            Qt.Key.Key_PageDown: steps,
        }
        self.state.move(moves.get(key, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.panel.asking:
                self.panel.stay()
            elif not self.page.escape():
                self.focus_search()
            return
        super().keyPressEvent(event)

    @Slot()
    def _open_detail(self) -> None:
        self.open_panel()
        self.panel.show_current()
        self.panel.view.copies.setFocus(Qt.FocusReason.TabFocusReason)

    # -- filters -----------------------------------------------------------------------------------

    @Slot(object)
    def _tag_chosen(self, tag: Named) -> None:
        self.show_in_list(StockQuery(tags=(tag.id,)))

    def _export(self) -> None:
        if self.empty_shown:
            self.sheet_wanted.emit()
        else:
            self.export_wanted.emit(self.state.query)

    # -- room --------------------------------------------------------------------------------------

    @Slot()
    def _refresh_actions(self) -> None:
        self.action_set.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._room.follow()

    @Slot()
    def _fit(self) -> None:
        """Fold what has no room: key caps and four facets at 1280, more where letters are large."""
        room = self._room
        self.head.fit(narrow=room.narrow, cramped=room.cramped)
        self.filters.set_narrow(room.narrow, room.cramped)
        self.list_page.set_narrow(room.narrow)
        self.panel.set_narrow(room.narrow, room.tiny)
        self.body.set_alone(room.tiny)
