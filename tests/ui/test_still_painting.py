"""What is kept so that paints are short looks as if it were drawn each time."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.inventory.marked_text import paint_finds
from ui.shell import MainWindow
from ui.tables import Column, RowsModel
from ui.theme import Theme, font, tokens
from ui.widgets import CoverCache, CoverSpec, paint, shadow, turns
from ui.widgets.line_list import LineList

_LEFT = Qt.AlignmentFlag.AlignLeft
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute


def _blank(ratio: float = 1.0) -> QImage:
    made = QImage(QSize(400, 300) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.white)
    return made


@pytest.mark.parametrize("words", ["Ghost World", "天気の子 2019", "ملك (1994) Ba", "a <b> & c"])
def test_a_kept_line_is_the_line_that_qt_writes(app_theme: Theme, words: str) -> None:
    box, kept, written = QRectF(10, 8, 300, 30), _blank(), _blank()
    with QPainter(kept) as painter:
        paint.text(painter, box, words)
    with QPainter(written) as painter:
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as our widgets have it
        painter.setFont(font())
        painter.setPen(tokens().color("ink"))
        flags = int(_LEFT | _MIDDLE | _ABSOLUTE | Qt.TextFlag.TextSingleLine)
        painter.drawText(box, flags, words)
    assert kept == written


def test_a_line_is_cut_where_it_is_too_long_and_says_how_wide_it_is(app_theme: Theme) -> None:
    page = _blank()
    with QPainter(page) as painter:
        whole = paint.text(painter, QRectF(0, 0, 300, 20), "Ghost World")
        cut = paint.text(painter, QRectF(0, 30, 40, 20), "Ghost World")
    assert whole == paint.advance("Ghost World", font())
    assert cut == 40
    assert paint.advance("Ghost World ", font()) > whole, "a space at the end counts"


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("size", [(300, 200), (200, 90), (60, 24)])
def test_a_shadow_from_pieces_is_the_shadow_of_strokes(
    app_theme: Theme, ratio: float, size: tuple[int, int]
) -> None:
    card, pieces, strokes = QRectF(40, 40, *size), _blank(ratio), _blank(ratio)
    with QPainter(pieces) as painter:
        shadow.paint_shadow(painter, card, 12)
    with QPainter(strokes) as painter:
        shadow._draw_shadow(painter, card, 12)
    assert pieces == strokes
    assert strokes != _blank(ratio)


def test_only_a_text_with_a_find_is_written_with_marks(app_theme: Theme) -> None:
    page = _blank()
    box = QRectF(0, 0, 300, 20)
    with QPainter(page) as painter:
        found = paint_finds(
            painter, box, "Ghost World", "wor", face=font(), role="ink", mark_fill="accent_soft"
        )
        missed = paint_finds(
            painter, box, "Ghost World", "xyz", face=font(), role="ink", mark_fill="accent_soft"
        )
    assert found
    assert not missed


def test_a_page_of_drawn_cases_comes_a_few_at_a_turn(
    app_theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    cache = CoverCache(tmp_path)
    size = QSize(120, 168)
    specs = [CoverSpec("", f"The Wandering Letter of {at}", "DVD") for at in range(120)]
    bare = cache.pixmap(CoverSpec("", "", "DVD"), size).toImage()
    first = [cache.pixmap(spec, size, spread=True).toImage() for spec in specs]
    assert first[0] != bare
    assert first[-1] == bare, "the rest is bare for a turn"
    told: set[CoverSpec] = set()
    cache.drawn.connect(told.update)
    late = {spec for spec, picture in zip(specs, first, strict=True) if picture == bare}
    qtbot.waitUntil(lambda: told == late, timeout=5000)
    assert all(cache.pixmap(spec, size, spread=True).toImage() != bare for spec in specs)
    cache.close()


def test_who_does_not_spread_gets_its_case_at_once(app_theme: Theme, tmp_path: Path) -> None:
    cache = CoverCache(tmp_path)
    size = QSize(120, 168)
    bare = cache.pixmap(CoverSpec("", "", "DVD"), size).toImage()
    for at in range(60):
        spec = CoverSpec("", f"Letter {at}", "DVD")
        assert cache.pixmap(spec, size).toImage() != bare
    cache.close()


class _Counting(RowsModel):
    """Counts how often it is asked how many rows there are."""

    asked = 0

    def rowCount(self, *parent: object) -> int:
        type(self).asked += 1
        return super().rowCount()


def test_a_long_list_asks_for_what_is_seen_alone(app_theme: Theme, qtbot: QtBot) -> None:
    model = _Counting([Column("line", "Lines", str)], range(20_000), row_id=int)
    view = LineList(30)
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(300, 300)
    with qtbot.waitExposed(view):
        view.show()
    _Counting.asked = 0
    model.set_rows(range(1, 20_000))
    view.scrollTo(model.index(15_000, 0))
    qtbot.waitUntil(lambda: view.rowAt(5) > 14_000, timeout=2000)
    assert _Counting.asked < 500, "Qt's list view asks twenty thousand times"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 19_998
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0


class _Slow(QWidget):
    """Paints ten lines, each as long as a whole turn may take."""

    def __init__(self) -> None:
        super().__init__()
        self.rest = turns.Rest(self)
        self.painted: list[int] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = event.rect()
        for line in range(seen.top() // 10, seen.bottom() // 10 + 1):
            if line > seen.top() // 10 and turns.is_late():
                self.rest.leave(QRect(0, line * 10, 100, 100 - line * 10))
                return
            until = perf_counter() + 0.008
            while perf_counter() < until:
                pass
            self.painted.append(line)


def test_a_long_paint_is_spread_over_turns_and_a_picture_is_whole(
    app_theme: Theme, qtbot: QtBot
) -> None:
    window = MainWindow(app_theme)
    qtbot.addWidget(window)
    slow = _Slow()
    slow.setParent(window)
    slow.setGeometry(0, 0, 100, 100)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: set(slow.painted) == set(range(10)), timeout=5000)
    slow.painted.clear()
    slow.update()
    turns_taken = 0
    while len(set(slow.painted)) < 10 and turns_taken < 50:
        QCoreApplication.processEvents()
        turns_taken += 1
    assert turns_taken > 5
    slow.painted.clear()
    slow.grab()
    assert slow.painted == list(range(10)), "a picture is taken of all of it"
