"""The owner's screen in a real window, over the small shop of the renting tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.shop import undo
from tests.app.conftest import stock
from tests.app.till import Stock, at
from tests.ui.shop_window import CONTROL, ShopWindow
from ui.office.screen import OwnerScreen
from ui.theme import Theme

__all__ = ["CONTROL", "stock"]

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Office(ShopWindow):
    """What an owner does and sees, on Saturday 13 December at 11:05."""

    def __init__(self, theme: Theme, stock: Stock) -> None:
        super().__init__(theme, at("2025-12-13 11:05"))
        self.desk.set_staff("Dana")
        self.stock = stock
        self.screen = OwnerScreen(self.desk)
        self.window.add_screen(self.screen)

    def key(
        self,
        key: Qt.Key,
        flags: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        widget: QWidget | None = None,
    ) -> None:
        """Presses a key where the focus is, or on a widget."""
        target = widget or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, flags)

    def type_over(self, edit: QLineEdit, text: str) -> None:
        """Types a text into a field in place of what is there."""
        edit.setFocus()
        edit.selectAll()
        if text:
            QTest.keyClicks(edit, text)
        else:
            QTest.keyClick(edit, Qt.Key.Key_Delete)

    def save(self) -> None:
        """Ctrl+S."""
        self.key(Qt.Key.Key_S, CONTROL)

    def undo(self) -> None:
        """What Ctrl+Z does in the whole program."""
        self.desk.tell(undo.undo(self.desk.context()))


@pytest.fixture
def office(app_theme: Theme, stock: Stock, qtbot: QtBot) -> Iterator[Office]:
    made = Office(app_theme, stock)
    made.window.resize(1440, 900)
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.window.show_screen("owner")
    yield made
    made.window.hide()  # before the shop closes: what is seen asks the file for its currency
    made.desk.covers.close()
