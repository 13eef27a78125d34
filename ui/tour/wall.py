"""The ratings board in the tour: a title goes up, thumbs are given and dragged, the show runs."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.board import queries as board
from ui import screens
from ui.board.screen import BoardScreen
from ui.board.show_window import ShowWindow
from ui.tour.driver import Driver, TourStuck

_SHOW = (1920, 1080)


def take(driver: Driver) -> None:
    """A film is typed up and judged; what was said of it; the history; show mode."""
    driver.window.show_screen(screens.BOARD)
    driver.settle()
    screen = cast("BoardScreen", driver.window.screen_named(screens.BOARD))
    driver.press("F2")
    driver.type("before midn")
    driver.in_both_sizes("board")
    driver.at_night("board")
    driver.press("Return")
    driver.settle()
    _judge(driver, screen)
    driver.picture("board-judged")
    driver.press("Ctrl+R")
    driver.type("Film teacher")
    driver.press("Tab")
    driver.type("Two people, one room, eighteen years of argument.")
    driver.picture("board-review")
    driver.press("Ctrl+S")
    driver.settle()
    for _ in board.boards():  # each board, then the history
        driver.press("Ctrl+G")
    driver.picture("board-history")
    driver.press("Ctrl+G")
    _show(driver)


def _judge(driver: Driver, screen: BoardScreen) -> None:
    """Three thumbs by the keys, a fourth from the pile by hand."""
    driver.press("Alt+3")
    driver.settle()
    wall = screen.wall
    box = next(seat for seat in wall.seats_of_selected() if seat.thumb is None)
    target = box.mapTo(wall, box.rect().center())
    start = wall.pile_top().center().toPoint()
    QTest.mousePress(wall, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        part = QPointF(start) + (QPointF(target) - QPointF(start)) * step / 8
        QTest.mouseMove(wall, part.toPoint())
        driver.turn()
        if step == 6:
            driver.picture("board-dragging")
    QTest.mouseRelease(wall, Qt.MouseButton.LeftButton, pos=QPoint(target))
    driver.settle()
    entry = screen.selected
    if entry is None or entry.count != 4:
        raise TourStuck(f"thumbs after the drag: {entry and entry.count}")


def _show(driver: Driver) -> None:
    """What the street sees, at the size of a television."""
    window = ShowWindow(driver.clock)
    window.resize(*_SHOW)
    window.start()
    window.show()
    driver.picture("board-show", window)
    window.close()
