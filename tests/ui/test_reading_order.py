"""Tab goes the way a page is read, whatever was made first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.screen import Screen
from ui.shell import MainWindow
from ui.shell.reading_order import next_in_order, reading_order
from ui.theme import Theme


class Page(Screen):
    """Made from the end to the beginning: its chain is the wrong way round."""

    name = "page"
    title = "Page"
    order = 1

    def __init__(self) -> None:
        super().__init__()
        self.foot = QPushButton("foot")
        self.inner = QLineEdit()
        self.inner.setObjectName("inner")
        self.other = QLineEdit()
        self.right = QPushButton("right")
        self.left_button = QPushButton("left")
        self.first = QLineEdit()
        self.first.setObjectName("first")
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        holder = QWidget()
        self.column = QVBoxLayout(holder)
        self.column.addWidget(self.inner)
        area.setWidget(holder)
        self.stack = QStackedWidget()
        self.stack.addWidget(area)
        self.stack.addWidget(self.other)
        row = QHBoxLayout()
        row.addWidget(self.left_button)
        row.addWidget(self.right)
        box = QVBoxLayout(self)
        box.addWidget(self.first)
        box.addLayout(row)
        box.addWidget(self.stack)
        box.addWidget(self.foot)

    def stops(self) -> list[QWidget]:
        """What Tab comes by."""
        return list(reading_order(self))


@pytest.fixture
def page(qtbot: QtBot, app_theme: Theme) -> Page:
    window = MainWindow(app_theme)
    qtbot.addWidget(window)
    made = Page()
    window.add_screen(made)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_screen("page")
    return made


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def tab(*, back: bool = False) -> QWidget | None:
    now = focus()
    assert now is not None
    QTest.keyClick(now, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    return focus()


def test_layouts_give_the_order_not_the_making(page: Page) -> None:
    page.first.setFocus()
    seen = [tab() for _ in range(4)]
    assert seen == [page.left_button, page.right, page.inner, page.foot]
    assert tab(back=True) is page.inner


def test_pages_behind_hidden_and_disabled_widgets_are_passed_by(page: Page) -> None:
    page.right.setEnabled(False)
    page.left_button.hide()
    assert page.stops() == [page.first, page.inner, page.foot]
    page.stack.setCurrentIndex(1)
    assert page.stops() == [page.first, page.other, page.foot]


def test_what_comes_later_is_read_in_its_place(page: Page) -> None:
    late = QPushButton("late")
    page.column.insertWidget(0, late)
    late.show()
    page.right.setFocus()
    assert tab() is late
    assert tab() is page.inner


def test_the_whole_window_goes_round(page: Page) -> None:
    page.foot.setFocus()
    seen: list[QWidget | None] = []
    for _ in range(40):
        seen.append(tab())
        if seen[-1] is page.foot:
            break
    window = page.shell()
    assert seen[-1] is page.foot
    bar = seen.index(window.scan_bar.edit)
    assert bar < seen.index(page.first)


def test_a_widget_that_goes_while_it_has_the_keyboard(page: Page) -> None:
    page.right.setFocus()
    assert next_in_order(page, page.right, forward=True) is page.inner
    page.right.hide()
    assert next_in_order(page, page.right, forward=True) is None
    assert focus() is not page.right


def test_the_keyboard_may_be_where_tab_does_not_lead(page: Page) -> None:
    page.right.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    page.right.setFocus()
    assert page.right not in page.stops()
    assert tab() is page.inner
