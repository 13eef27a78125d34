"""The night drop in little room, and what it remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from tests.ui.nightdrop.conftest import Drop
from ui.nightdrop.past_list import PastList
from ui.nightdrop.screen import NightDropScreen
from ui.nightdrop.summary import Entry, EntryList
from ui.theme import Theme, dp, font


def test_sounds_stay_off_the_next_day(emptying: Drop, tmp_path: Path) -> None:
    kept = str(tmp_path / "window.ini")
    emptying.desk.preferences = QSettings(kept, QSettings.Format.IniFormat)
    assert emptying.screen.sounds.on
    emptying.key(Qt.Key.Key_F10)
    emptying.desk.preferences = QSettings(kept, QSettings.Format.IniFormat)
    tomorrow = NightDropScreen(emptying.desk)
    assert not tomorrow.sounds.on
    tomorrow.deleteLater()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [480, 620, 860, 1000, 1400])
def test_columns_of_emptyings_are_whole_or_not_there(
    app_theme: Theme, qtbot: QtBot, scale: float, width: int
) -> None:
    app_theme.set_text_scale(scale)
    table = PastList()
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    shown = [at for at in range(len(table.rows.columns)) if not table.isColumnHidden(at)]
    assert table.rows.columns[0].key == "emptied"
    assert 0 in shown
    least = QFontMetrics(font(13)).horizontalAdvance("Wed 24 Dec 10:30 pm")
    if sum(dp(each.width) for each in table.rows.columns[2:5]) + dp(140) <= width:
        assert table.columnWidth(0) >= least


def test_in_large_text_the_right_column_stands_under_the_others(emptying: Drop) -> None:
    page = emptying.page
    page.set_compact(True, dp(635))
    page.resize(dp(635), dp(900))
    page.grab()
    assert page.trays.mapTo(page, page.trays.rect().topLeft()).y() > page.feed.geometry().bottom()
    assert page.minimumSizeHint().width() <= dp(635)
    page.set_compact(False, dp(1312))
    page.resize(dp(1312), dp(700))
    page.grab()
    assert page.trays.mapTo(page, page.trays.rect().topLeft()).x() > page.feed.geometry().right()


@pytest.mark.parametrize("width", [300, 440])
def test_sentences_of_a_closed_session_are_whole(
    app_theme: Theme, qtbot: QtBot, width: int
) -> None:
    sentence = "Due Wed 10 pm. Box emptied Sat 11:05, counted as Fri close. 2 days late. Fee 2.00."
    card = EntryList("Late", "")
    qtbot.addWidget(card)
    card.resize(width, 300)
    card.show()
    card.show_entries([Entry(1, "Safe", "", "2.00", is_strong=True, sentence=sentence)], "2.00")
    card.grab()
    high = card.view.visualRect(card.model.index(0, 0)).height()
    room = card.view.viewport().width() - 2 * dp(20)
    wide = QFontMetrics(font(12, tabular=True)).horizontalAdvance(sentence)
    assert high >= dp(32) + dp(17) * (wide // room + 1)
    assert sentence in card.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
