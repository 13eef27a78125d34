"""The inventory list at scarecrow size: opened, sorted by each column, at its end.

Each figure is the time until the rows are on the window's own surface, offscreen. The floor is the
same table view over a model of as many rows that answers one constant; for a sort also all ids read
in the order of an index.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from app.catalog.stock_query import Column, StockQuery
from app.store import database as store
from tests.bench.measure import NOW, Figure, median, milliseconds
from tests.bench.shops import SCARECROW
from ui.front import Front
from ui.opening import make_application
from ui.shell import MainWindow
from ui.theme import Theme, load_fallback_fonts


def run() -> Iterator[Figure]:
    """Milliseconds to painted."""
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        preferences = QSettings(str(Path(folder) / "w.ini"), QSettings.Format.IniFormat)
        theme = Theme(preferences)
        theme.install(app)
        load_fallback_fonts()
        window = MainWindow(theme, settings=preferences)
        front = Front(app, window, preferences, clock=_clock, staff="Dana")
        front.open_shop(SCARECROW)
        front.window.resize(1440, 900)
        front.window.show()
        yield from _figures(front)
        front.window.close()


def _clock() -> datetime:
    return NOW


def _figures(front: Front) -> Iterator[Figure]:
    screen = front.window.screen_named("inventory")
    state = screen.state  # type: ignore[attr-defined]  # the inventory screen's own
    table: QTableView = screen.list_page.table  # type: ignore[attr-defined]
    _settle(state)
    floor = _floor(table)

    def asked(query: StockQuery) -> float:
        def work() -> None:
            state.ask(query)
            _settle(state)
            table.viewport().repaint()

        return milliseconds(work)

    def painted(query: StockQuery) -> float:
        def work() -> None:
            state.ask(query)
            table.viewport().repaint()

        took = milliseconds(work)
        _settle(state)
        return took

    asked(StockQuery(order=Column.YEAR))
    opened = []
    for _ in range(5):
        asked(StockQuery(order=Column.YEAR))
        opened.append(painted(StockQuery()))
    yield Figure("inventory table, open", "ms", median(opened), 60, floor)
    bare: list[float] = []
    sorts: dict[tuple[Column, bool], list[float]] = {}
    for _ in range(3):
        for order in product(Column, (True, False)):
            took = asked(StockQuery(order=order[0], descending=order[1]))
            sorts.setdefault(order, []).append(took)
        bare.append(milliseconds(_bare_ids))
    slowest = max(sorts, key=lambda order: median(sorts[order]))
    which = f"{slowest[0]}, {'down' if slowest[1] else 'up'}"
    yield Figure(
        f"sort by any column, either way (slowest: {which})",
        "ms",
        median(sorts[slowest]),
        150,
        median(bare) + floor,
    )

    def end() -> None:
        table.scrollToBottom()
        table.viewport().repaint()

    def top() -> None:
        table.scrollToTop()
        table.viewport().repaint()

    jumps = []
    for _ in range(5):
        top()
        jumps.append(milliseconds(end))
        state.model.invalidate()
    yield Figure("jump to the end", "ms", median(jumps), 20, floor)
    top()


def _bare_ids() -> object:
    """All ids in the order of an index, as plain SQL gives them."""
    return (
        store.connection().execute("SELECT title_id FROM title_card ORDER BY sort_key").fetchall()
    )


def _settle(state: object) -> None:
    """Runs the event loop until the worker has answered.

    `exec` gives the worker the interpreter while it waits; a loop of `processEvents` would not.
    """
    loop = QEventLoop()
    state.counted.connect(loop.quit)  # type: ignore[attr-defined]
    while state.busy:  # type: ignore[attr-defined]
        loop.exec()
    state.counted.disconnect(loop.quit)  # type: ignore[attr-defined]


class _Constant(QAbstractTableModel):
    """150,000 rows of one word."""

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]
        return 0 if parent.isValid() else 150_000

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]
        return 0 if parent.isValid() else 9

    def data(self, index: QModelIndex, role: int = 0) -> object:  # type: ignore[override]
        return "word" if role == Qt.ItemDataRole.DisplayRole else None


def _floor(like: QTableView) -> float:
    view = QTableView()
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(40)
    view.resize(like.size())
    view.show()
    QTest.qWaitForWindowExposed(view)
    times = []
    for _ in range(5):
        model = _Constant()
        start = time.perf_counter()
        view.setModel(model)
        view.viewport().repaint()
        times.append((time.perf_counter() - start) * 1000)
    view.close()
    return median(times)
