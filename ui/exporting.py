"""Saving the stock as CSV: what Inventory shows, or an empty sheet to be filled elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.catalog import stock_list
from app.catalog.stock_query import StockQuery
from app.importing.export import empty_sheet, export
from app.importing.fields import Kind
from app.shop.clock import Context
from app.store.errors import StorageProblem
from ui.desk import Desk
from ui.tasks import Cancel, Cancelled, Report

_SUFFIX = ".csv"
#: Progress is told, and Cancel heard, after so many titles.
_STEP = 500


class StockSheets(QObject):
    """Asks where to, without blocking the window, and writes on the worker."""

    def __init__(self, window: QWidget, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._query = StockQuery()
        self._kinds = {
            self.tr("One row a copy (*.csv)"): Kind.COPIES,
            self.tr("One row an edition (*.csv)"): Kind.TITLES,
        }
        #: The dialog last opened; it deletes itself when it is closed.
        self.dialog: QFileDialog | None = None

    def export(self, query: StockQuery) -> None:
        """Asks for a file, then writes what the query finds, in its order."""
        self._query = query
        dialog = self._open(self.tr("Export what is found"), "stock.csv", list(self._kinds))
        dialog.fileSelected.connect(self._export_chosen)

    def save_empty(self) -> None:
        """Asks for a file, then writes the headings of a list of copies and a sample row."""
        name = self.tr("Sheets (*.csv)")
        dialog = self._open(self.tr("Save an empty sheet"), "empty sheet.csv", [name])
        dialog.fileSelected.connect(self.save_empty_to)

    def _open(self, title: str, name: str, filters: list[str]) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix(_SUFFIX[1:])
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()
        return dialog

    @Slot(str)
    def _export_chosen(self, name: str) -> None:
        chosen = self.dialog.selectedNameFilter() if self.dialog is not None else ""
        self.export_to(Path(name), self._query, self._kinds.get(chosen, Kind.COPIES))

    def export_to(self, path: Path, query: StockQuery, kind: Kind) -> None:
        """Writes what the query finds to this file, on the worker."""

        def act(ctx: Context, report: Report, stop: Cancelled) -> int:
            ids = stock_list.ids(query, ctx.now())
            return export(ctx, kind, path, title_ids=_told(ids, report, stop))

        def done(count: int) -> None:
            rows = self.tr("1 row") if count == 1 else self.tr("{n} rows").format(n=f"{count:,}")
            self._desk.say(self.tr("Saved {rows} to *{name}*.").format(rows=rows, name=path.name))

        self._desk.background(
            act, done=done, text=self.tr("Saving {name}").format(name=path.name), owner=self
        )

    @Slot(str)
    def save_empty_to(self, name: str) -> None:
        """Writes the empty sheet to this file: two rows, at once."""
        path = Path(name)
        try:
            empty_sheet(Kind.COPIES, path)
        except StorageProblem as problem:
            self._desk.refuse(problem)
            return
        words = self.tr("Saved an empty sheet to *{name}*. Its one row is an example.")
        self._desk.say(words.format(name=path.name))


def _told(ids: Sequence[int], report: Report, stop: Cancelled) -> Iterator[int]:
    """The ids, telling how far the export is; raises `Cancel`, which leaves no file behind."""
    for at, title_id in enumerate(ids):
        if at % _STEP == 0:
            if stop():
                raise Cancel
            report(at, len(ids))
        yield title_id
