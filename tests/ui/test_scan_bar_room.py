"""What a scan was stands beside it, however long the code is."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from ui.theme import Theme, font
from ui.widgets import ScanBar

SAID = "Nothing here is called that."


def test_a_code_of_ten_thousand_characters_leaves_room_for_what_is_said_of_it(
    qtbot: QtBot, app_theme: Theme
) -> None:
    bar = ScanBar()
    qtbot.addWidget(bar)
    bar.resize(500, 40)
    bar.show()
    bar.show_found(SAID, "8" * 10_000)
    assert bar.edit.textMargins().right() >= QFontMetrics(font(13)).horizontalAdvance(SAID)
    bar.show_found("Her, DVD, copy 3", "10000001")
    assert bar.edit.textMargins().right() == 0
    bar.show_found(SAID, "8" * 10_000)
    bar.clear()
    assert bar.edit.textMargins().right() == 0
