"""Ctrl+Z and Ctrl+Shift+Z in the whole window: each names the step, and none bars the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalog import sections
from app.members import actions as members
from app.members.actions import RenterDraft
from app.rentals import ledger
from app.rentals.models import LineKind
from app.shop import undo
from app.shop.clock import Context
from ui.front import Front
from ui.shell import MainWindow
from ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def front(
    qapp: QApplication, app_theme: Theme, shop: Path, ctx: Context, tmp_path: Path, qtbot: QtBot
) -> Iterator[Front]:
    """The program over a shop with a section added and an account opened, in this order.

    Money of the account is in the ledger, so that it can never go.
    """
    sections.add_section(ctx, "Horror")
    account = members.new_account(ctx, name="Ray, Leo", renters=(RenterDraft("Leo"),)).member_id
    ledger.charge(ctx, account, LineKind.MEMBERSHIP, 500, "A year")
    undo.undo(ctx)
    preferences = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Front(qapp, MainWindow(app_theme), preferences, clock=ctx.clock, staff="Dana")
    qtbot.addWidget(made.window)
    made.shop_is_open(shop)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.window.hide()
    made.close()


def _press(front: Front, *, again: bool = False) -> str:
    """Ctrl+Z, or Ctrl+Shift+Z, in the scan bar; what the status line says then."""
    edit = front.window.scan_bar.edit
    front.window.scan_bar.take_focus()
    QTest.keyClick(edit, Qt.Key.Key_Z, CONTROL | SHIFT if again else CONTROL)
    return front.window.status.message.text()


def test_a_step_that_must_stay_is_named_and_passed_over(front: Front) -> None:
    assert _press(front) == (
        "Not undone: Opened account 10001 for Leo Ray."
        " Its lines in the ledger are never erased. The next undo takes the step before it."
    )
    assert _press(front) == "Undone: Added the section Horror."
    assert _press(front) == "Undone: Added the section Horror."


def test_a_redo_names_what_is_done_again(front: Front) -> None:
    _press(front)
    _press(front)
    assert _press(front, again=True) == "Done again: Added the section Horror."
    assert _press(front) == "Undone: Added the section Horror."
    assert _press(front, again=True) == "Done again: Added the section Horror."
    assert _press(front, again=True) == "Done again: Charged 5.00 to Leo Ray."
    assert _press(front, again=True) == "There is nothing to do again."
    assert _press(front) == "Undone: Charged 5.00 to Leo Ray."
