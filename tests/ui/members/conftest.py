"""The members screen in a real window, over the small shop of the renting tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.members import actions
from app.members.actions import RenterDraft
from app.rentals import checkout
from app.rentals.accounts import Detail
from tests.app.conftest import stock
from tests.app.till import Stock, at, on
from tests.ui.shop_window import CONTROL, ShopWindow
from ui.members.form import AccountForm
from ui.members.screen import MembersScreen
from ui.theme import Theme

__all__ = ["CONTROL", "stock"]


class Members(ShopWindow):
    """What a clerk does and sees."""

    def __init__(self, theme: Theme, stock: Stock) -> None:
        super().__init__(theme, at("2025-12-13 11:05"))
        self.stock = stock
        self.screen = MembersScreen(self.desk)
        self.window.add_screen(self.screen)

    def fill(self, editor: QWidget, text: str) -> None:
        """Clicks into a field and writes over what stands there."""
        QTest.mouseClick(editor, Qt.MouseButton.LeftButton)
        self.key(Qt.Key.Key_A, CONTROL)
        self.type(text)

    def scan(self, code: str) -> None:
        """A scanner types into the scan bar, then Enter."""
        self.window.scan_bar.take_focus()
        self.enter(code)

    @property
    def detail(self) -> Detail:
        found = self.screen.detail
        assert found is not None
        return found

    @property
    def form(self) -> AccountForm:
        found = self.screen.account.form
        assert found is not None
        return found

    def names(self) -> list[str]:
        """The list as it stands."""
        model = self.screen.model
        return [model.row_at(row).name for row in range(model.rowCount())]


@pytest.fixture
def members(qtbot: QtBot, app_theme: Theme, stock: Stock) -> Iterator[Members]:
    """Three accounts, Marchetti with two films out, one of them late. Saturday 11:05, Ravi."""
    day = on("2025-12-01 12:00")
    actions.new_account(
        day,
        name="Okonkwo, Adaeze",
        card="C-500",
        renters=(RenterDraft("Adaeze", pays=True), RenterDraft("Chidi", card="C-501")),
    )
    actions.new_account(day, name="Abrams-Ito, Keiko", phone="(206) 555-0199")
    checkout.check_out(on("2025-12-09 12:00"), stock.member_id, stock.ruth, ["104"])
    checkout.check_out(on("2025-12-11 12:00"), stock.member_id, stock.mia, ["100"])
    made = Members(app_theme, stock)
    made.open_window(qtbot, "members")
    yield made
    made.close_window()
