"""Where a scan goes, and how screens reach each other: the screen in front hears it first.

A copy's barcode, a UPC, a title's code, a member card: each goes where its business is. Anything
else is a search: a film, or a member's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Slot

from app.catalog import finding
from app.catalog.stock_query import StockQuery
from app.members import queries as members
from app.store import database as store
from ui import screens
from ui.desk import Desk
from ui.screen import Screen
from ui.shell import MainWindow

if TYPE_CHECKING:
    from ui.exporting import StockSheets
    from ui.importing.screen import ImportScreen
    from ui.printing.screen import PrintScreen


class ScanRouter(QObject):
    """Looks up what was scanned and does the obvious thing; wires screens to each other."""

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self.sheets: StockSheets | None = None

    # -- scans ---------------------------------------------------------------------------------

    @Slot(str)
    def scanned(self, text: str) -> None:
        """The scan bar was entered, or a scanner sent a code."""
        if not text.strip() or store.path_or_none() is None:
            return
        screen = self._window.current_screen
        if screen is not None and screen.scan(text):
            return
        if members.by_code(text) is not None:
            self._hand_over(screens.COUNTER, text)
            return
        found = finding.find(text, limit=2)
        if found:
            self._show_stock(text, found)
            return
        if members.find(text, 1):
            self._hand_over(screens.MEMBERS, text)
            return
        self._window.scan_bar.show_found(self.tr("Nothing here is called that."))

    def _hand_over(self, name: str, text: str) -> None:
        """Shows a screen and gives it what was scanned."""
        if self._window.show_screen(name):
            self._window.screen_named(name).scan(text)

    def _show_stock(self, text: str, found: list[finding.Found]) -> None:
        """One thing is shown; where a text finds several films, the list is searched for it."""
        best = found[0]
        one = len(found) == 1 or best.kind == "copy"
        if one:
            self._window.scan_bar.show_found(f"{best.text}, {best.detail}".rstrip(", "))
        if self._window.show_screen(screens.INVENTORY):
            self._window.screen_named(screens.INVENTORY).found(
                best if one else StockQuery(text=text)
            )

    # -- screens to each other -----------------------------------------------------------------

    def wire(self, screen: Screen) -> None:
        """Connects what a screen asks of the others; called once, when the screen is made."""
        wanted = {
            "import_wanted": self.import_file,
            "print_cards_wanted": self.print_cards,
            "print_wanted": self.print_document,
            "export_wanted": self.export_stock,
            "sheet_wanted": self.save_empty_sheet,
            "counter_wanted": self.show_counter,
            "member_wanted": self.show_member,
            "title_wanted": self.show_title,
            "inventory_wanted": self.show_inventory,
            "import_shown": self.show_import,
        }
        for name, slot in wanted.items():
            signal = getattr(screen, name, None)
            if signal is not None:
                signal.connect(slot)

    @Slot()
    def show_counter(self) -> None:
        """A customer came in between."""
        self._window.show_screen(screens.COUNTER)

    @Slot(object)
    def show_member(self, number: str) -> None:
        """An account was asked for by its number."""
        self._hand_over(screens.MEMBERS, number)

    @Slot(object)
    def show_title(self, title_id: int) -> None:
        """A title was asked for."""
        if self._window.show_screen(screens.INVENTORY):
            self._window.screen_named(screens.INVENTORY).found(title_id)

    @Slot()
    def show_inventory(self) -> None:
        """Back from a page that belongs to it."""
        self._window.show_screen(screens.INVENTORY)

    @Slot(object)
    def show_import(self, operation_id: int) -> None:
        """The titles that an import brought in."""
        if self._window.show_screen(screens.INVENTORY):
            query = StockQuery(operation_id=operation_id)
            self._window.screen_named(screens.INVENTORY).found(query)

    @Slot()
    def import_file(self) -> None:
        """Ctrl+I: the import page, and a file is chosen."""
        screen = self._importing()
        if screen is not None:
            screen.choose_file()

    @Slot(object)
    def csv_dropped(self, path: Path) -> None:
        """A file was dropped on the window."""
        screen = self._importing()
        if screen is not None:
            screen.open_file(path)

    def _importing(self) -> ImportScreen | None:
        """The import page, in front; None where an unsaved form or the first start forbids it."""
        if store.path_or_none() is None or not self._window.show_screen(screens.IMPORT):
            return None
        return cast("ImportScreen", self._window.screen_named(screens.IMPORT))

    @Slot(object)
    def print_cards(self, title_ids: tuple[int, ...]) -> None:
        """Shelf cards of these titles."""
        if title_ids:
            self.print_document("shelf-cards", {"titles": list(title_ids)})

    @Slot(str, object)
    def print_document(self, key: str, subject: Mapping[str, Any]) -> None:
        """Ctrl+P anywhere: a document of the print room is put in the tray and shown there, so
        that a second Ctrl+P prints it. `key` is its name on the command line.
        """
        from ui.printing.asking import acting

        added = self._desk.perform(acting(key, subject))
        if added is not None and self._window.show_screen(screens.PRINT):
            screen = cast("PrintScreen", self._window.screen_named(screens.PRINT))
            screen.show_item(added.item_id)

    @Slot(object)
    def export_stock(self, query: StockQuery) -> None:
        """The stock as shown, as CSV."""
        self._sheets().export(query)

    @Slot()
    def save_empty_sheet(self) -> None:
        """A sheet to fill elsewhere and bring in later."""
        self._sheets().save_empty()

    def _sheets(self) -> StockSheets:
        """Made when it is first wanted: start-up needs neither dialogs nor the export."""
        if self.sheets is None:
            from ui.exporting import StockSheets

            self.sheets = StockSheets(self._window, self._desk, self)
        return self.sheets
