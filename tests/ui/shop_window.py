"""The shop's window with one screen in front, over a real file: what a clerk does and sees."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.shop import undo
from app.store import database as store
from ui import told
from ui.desk import Desk
from ui.shell import MainWindow
from ui.tasks import ImmediateRunner
from ui.theme import Theme
from ui.widgets import CoverCache

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class ShopWindow:
    """Keys and scans go to what has the focus; scans and undo go where the router sends them.

    ``now`` is the shop's clock, Ravi is at the till. What no screen took is in ``passed_on``.
    """

    def __init__(self, theme: Theme, now: datetime, covers: CoverCache | None = None) -> None:
        self.now = now
        self.closed = False
        self._own_covers = covers is None
        self.passed_on: list[str] = []
        self.window = MainWindow(theme)
        self.desk = Desk(
            self.window,
            self.window.bus.publish,
            ImmediateRunner(),
            covers or CoverCache(Path()),
            clock=self._clock,
            staff="Ravi",
        )
        self.window.scanned.connect(self._scanned)
        self.window.undo_requested.connect(self._undo)
        self.window.redo_requested.connect(self._redo)
        self.window.resize(1440, 900)

    # -- what a clerk does ---------------------------------------------------------------------

    def open_window(self, qtbot: QtBot, screen: str) -> None:
        """On the display, with a screen in front."""
        self.window.show_screen(screen)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def close_window(self) -> None:
        """Once; a test that crashes the program has closed it already."""
        if self.closed:
            return
        self.closed = True
        if self._own_covers:
            self.desk.covers.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)

    def enter(self, code: str) -> None:
        """A wedge scanner types into whatever has the focus, then Enter."""
        target = self.focus
        QTest.keyClicks(target, code)
        QTest.keyClick(target, Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    # -- what a clerk sees ---------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @property
    def at_scan_bar(self) -> bool:
        return self.window.scan_bar.edit.hasFocus()

    @property
    def said(self) -> str:
        """The status line."""
        return self.window.status.message.text()

    @property
    def found(self) -> str:
        """What stands behind the code in the scan bar."""
        return self.window.scan_bar.edit.note

    # -- the shop behind it --------------------------------------------------------------------

    def ledger(self) -> list[tuple[str, int, str | None]]:
        """Kind, cents and method of every line, oldest first."""
        return store.rows("SELECT kind, amount_cents, method FROM ledger_line ORDER BY id")

    def _clock(self) -> datetime:
        return self.now

    def _scanned(self, text: str) -> None:
        screen = self.window.current_screen
        if screen is None or not screen.scan(text):
            self.passed_on.append(text)

    def _undo(self) -> None:
        done = self.desk.perform(undo.undo, quiet=True)
        if done is not None:
            self.desk.say(told.sentence(done))
        self.window.set_undo(undo.last_undoable() is not None)

    def _redo(self) -> None:
        self.desk.perform(undo.redo)
