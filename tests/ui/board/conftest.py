"""The board's screen in a real window, over a small shop: keys, and a pointer that presses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.board import actions, queries, reviews
from tests.app.board.wall import FRONT, hang, up
from tests.app.catalog.stockroom import CTX, NOON, add
from tests.ui.shop_window import ShopWindow
from ui.board.row import BoardRow
from ui.board.screen import BoardScreen
from ui.board.seat import SeatBox
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
HER = "096009999991"  # the UPC of Her


class AtTheBoard(ShopWindow):
    """What a clerk does and sees at the board. Points are in the window's own pixels."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__(theme, NOON)
        self.desk.preferences = QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
        self.screen = BoardScreen(self.desk)
        self.window.add_screen(self.screen)

    # -- keys ----------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key, where the focus is."""
        self.key(key, modifier or Qt.KeyboardModifier.NoModifier)

    def write(self, text: str) -> None:
        """Types into the scan bar."""
        self.window.scan_bar.take_focus()
        self.type(text)

    def scan(self, code: str) -> None:
        """A wedge scanner types into the scan bar, then Enter."""
        self.window.scan_bar.take_focus()
        self.enter(code)

    # -- the pointer ---------------------------------------------------------------------------

    def down(self, at: QPoint) -> None:
        QTest.mousePress(self.window.windowHandle(), LEFT, pos=at)

    def move(self, at: QPoint) -> None:
        QTest.mouseMove(self.window.windowHandle(), at)
        QApplication.processEvents()

    def let_go(self, at: QPoint) -> None:
        QTest.mouseRelease(self.window.windowHandle(), LEFT, pos=at)

    def click(self, widget: QWidget, at: QPointF | None = None) -> None:
        """A click into the middle of something, or at a place in it."""
        place = self.place(widget, at)
        self.down(place)
        self.let_go(place)

    def drag(self, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
        """Presses, moves in steps, lets go."""
        self.down(start)
        for step in range(1, 6):
            self.move(start + (end - start) * step / 5)
        if let_go:
            self.let_go(end)

    def place(self, widget: QWidget, at: QPointF | None = None) -> QPoint:
        spot = widget.rect().center() if at is None else at.toPoint()
        return widget.mapTo(self.window, spot)

    @property
    def pile(self) -> QPoint:
        """The thumb on top of the heap."""
        return self.place(self.screen.wall, self.screen.wall.pile_top().center())

    def box(self, row: int, seat: int) -> QPoint:
        """A seat's box of a row, both from 0 as they are seen."""
        return self.place(self.seat(row, seat))

    # -- what is seen --------------------------------------------------------------------------

    def row(self, number: int) -> BoardRow:
        """A row as it is seen, from 0 at the top."""
        rows = self.screen.wall.findChildren(BoardRow)
        return sorted(rows, key=lambda row: row.y())[number]

    def seat(self, row: int, seat: int) -> SeatBox:
        return self.row(row).seats[seat]

    @property
    def hangs(self) -> list[str]:
        """What is up on the front board, from the top: `Her 12...`."""
        return up()

    @property
    def selected(self) -> str:
        entry = self.screen.selected
        return "" if entry is None else entry.name

    def entry(self, row: int) -> queries.Entry:
        """The film of a row, as the file has it."""
        return queries.rows(FRONT)[row]


@pytest.fixture
def films(shop: Path) -> Path:
    """Her with two thumbs and two reviews, and Gravity, are up. Before Midnight (two copies),
    Before Sunrise and Heat are on the shelf.
    """
    her = add("Her", 2013, directors=["Spike Jonze"], upc=HER, barcode="20000001")
    add("Gravity", 2013, directors=["Alfonso Cuarón"])
    add("Before Midnight", 2013, directors=["Richard Linklater"], barcode="20000003")
    add("Before Sunrise", 1995, directors=["Richard Linklater"], barcode="20000004")
    add("Heat", 1995, directors=["Michael Mann"])
    first = actions.put_up(CTX, FRONT, title_id=her.title_id)
    hang("Gravity")
    actions.set_thumbs(CTX, first.entry_id, 2)
    reviews.add_review(CTX, "Film teacher", "The truest thing.", film_id=first.film_id)
    reviews.add_review(CTX, "Painter", "Trousers too high.", film_id=first.film_id)
    return shop


@pytest.fixture
def board(qtbot: QtBot, app_theme: Theme, films: Path, tmp_path: Path) -> Iterator[AtTheBoard]:
    """The board in front, the keys in the scan bar. Saturday noon, Ravi."""
    made = AtTheBoard(app_theme, tmp_path)
    made.open_window(qtbot, "board")
    made.window.scan_bar.take_focus()
    yield made
    made.screen.show_mode.stop()
    made.close_window()
