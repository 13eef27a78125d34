"""The members screen in a real window, over the small shop of the renting tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.members import actions
from app.members.actions import RenterDraft
from app.rentals import checkout
from app.rentals.accounts import Detail
from app.shop import undo
from app.store import database as store
from tests.app.conftest import stock
from tests.app.till import Stock, at, on
from ui import told
from ui.desk import Desk
from ui.members.form import AccountForm
from ui.members.screen import MembersScreen
from ui.shell import MainWindow
from ui.tasks import ImmediateRunner
from ui.theme import Theme
from ui.widgets import CoverCache

__all__ = ["stock"]

CONTROL = Qt.KeyboardModifier.ControlModifier


class Members:
    """What a clerk does and sees."""

    def __init__(self, theme: Theme, stock: Stock) -> None:
        self.stock = stock
        self.window = MainWindow(theme)
        self.desk = Desk(
            self.window,
            self.window.bus.publish,
            ImmediateRunner(),
            CoverCache(Path()),
            clock=self._clock,
            staff="Ravi",
        )
        self.screen = MembersScreen(self.desk)
        self.window.add_screen(self.screen)
        self.window.scanned.connect(self._scanned)
        self.window.undo_requested.connect(self._undo)
        self.passed_on: list[str] = []
        self.window.resize(1440, 900)
        self.window.show_screen("members")

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def fill(self, editor: QWidget, text: str) -> None:
        """Clicks into a field and writes over what stands there."""
        QTest.mouseClick(editor, Qt.MouseButton.LeftButton)
        self.key(Qt.Key.Key_A, CONTROL)
        self.type(text)

    def scan(self, code: str) -> None:
        """A scanner types into the scan bar, then Enter."""
        self.window.scan_bar.take_focus()
        self.type(code)
        self.key(Qt.Key.Key_Return)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @property
    def said(self) -> str:
        return self.window.status.message.text()

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

    def ledger(self) -> list[tuple[str, int, str | None]]:
        """Kind, cents and method of every line, oldest first."""
        return store.rows("SELECT kind, amount_cents, method FROM ledger_line ORDER BY id")

    def _clock(self) -> datetime:
        return at("2025-12-13 11:05")

    def _scanned(self, text: str) -> None:
        if not self.screen.scan(text):
            self.passed_on.append(text)

    def _undo(self) -> None:
        done = undo.undo(self.desk.context())
        self.desk.tell(done, quiet=True)
        self.desk.say(told.sentence(done), undo=undo.last_undoable() is not None)


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
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    yield made
    made.desk.covers.close()
    made.window.close()
    made.window.deleteLater()
    QApplication.sendPostedEvents(made.window, QEvent.Type.DeferredDelete)
