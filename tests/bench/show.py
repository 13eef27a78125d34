"""Show mode's frames at 1920 x 1080 while a page slides, a thumb drops and a title goes up.

A frame is all that the window paints in one go, offscreen, on its own thread; a page of five films
with five thumbs each slides to another such page. The floor are plain pictures put down in the same
places: the steel, five rows of letters, twenty-five boxes with thumbs.

    python -m tests.bench.show
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app import new_shop
from app.board import actions, queries
from app.shop.clock import Context, fixed
from app.store import shopfile
from tests.bench.measure import NOW, Figure, percentile
from ui.board.show_measures import Show
from ui.board.show_row import SLIDE_ALL_MS
from ui.board.show_window import ShowWindow
from ui.opening import make_application
from ui.theme import Theme

_SIZE = QSize(1920, 1080)
_FRAME_MS = 16.7
_TURNS = 8
_CTX = Context(fixed(NOW), "Dana")
_TITLES = (
    "Her", "Gravity", "Computer Chess", "Enough Said", "The World’s End",
    "Before Midnight", "Eternal Sunshine of the Spotless Mind", "Being John Malkovich",
    "The Lives of Others", "Paddington 2",
)  # fmt: skip


def run() -> Iterator[Figure]:
    """p95 and worst of a frame, beside plain pictures in the same places."""
    app = make_application()
    theme = Theme()
    theme.install(app)
    with tempfile.TemporaryDirectory() as folder:
        _shop(Path(folder) / "shop.db")
        yield from _figures()
        shopfile.close_shop()


def _shop(path: Path) -> None:
    """A board with two pages of five thumbs a film."""
    week = (((660, 1320),),) * 7
    new_shop.create(_CTX, path, name="All Thumbs Video", time_zone="UTC", currency="USD", week=week)
    board = queries.boards()[0].id
    for name in _TITLES:
        entry = actions.put_up(_CTX, board, name=name).entry_id
        actions.set_thumbs(_CTX, entry, 5)


def _figures() -> Iterator[Figure]:
    show = _Watched()
    show.resize(_SIZE)
    show.start()
    show.show()
    _run_for(300)
    floor_slide, floor_row = _floor(show.page_rect()), _floor(show.row_rect(0))
    slides = _frames(show, show.turn_page, SLIDE_ALL_MS + 120)
    yield from _figure("a page slides", slides, floor_slide)
    _run_for(400)
    yield from _figure("a thumb drops", _frames(show, show.drop, 260), floor_row)
    yield from _figure("a title goes up", _frames(show, show.put_up, 500), floor_row)
    yield from _figure("nothing changes", _frames(show, _nothing, 300), floor_row)
    show.close()


def _figure(what: str, frames: list[float], floor: float) -> Iterator[Figure]:
    worst = max(frames)
    print(f"     show mode, {what}: {len(frames)} frames, worst {worst:.1f} ms")
    name = f"show mode, {what}, p95 of a frame"
    yield Figure(name, "ms", percentile(frames, 0.95), _FRAME_MS, floor)


def _frames(show: _Watched, step: Callable[[], object], milliseconds: int) -> list[float]:
    """What each frame took while something moved, several times over."""
    show.frames.clear()
    for _ in range(_TURNS):
        step()
        _run_for(milliseconds)
    return list(show.frames)


class _Watched(ShowWindow):
    """Show mode that takes the time of its frames."""

    def __init__(self) -> None:
        super().__init__(_now)
        self.frames: list[float] = []

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        start = time.perf_counter()
        painted = super().event(event)
        self.frames.append((time.perf_counter() - start) * 1000)
        return painted

    def page_rect(self) -> QRect:
        """All five rows."""
        return self.rows[0].geometry().united(self.rows[-1].geometry())

    def row_rect(self, number: int) -> QRect:
        return self.rows[number].geometry()

    def turn_page(self) -> None:
        """To the other page, whose letters were made ready while the lamp walked."""
        before = len(self.frames)
        for _ in self.page.rows[1:]:
            self.step()
            self.prepare_next()
        del self.frames[before:]
        self.step()

    def drop(self) -> None:
        """A thumb goes, and drops in again."""
        entry = self._first()
        actions.take_thumb(_CTX, entry.id, 4)
        self.refresh()
        actions.give_thumb(_CTX, entry.id, 4)
        self.refresh()

    def put_up(self) -> None:
        """A film comes down and hangs again: its letters go up one by one."""
        entry = self._first()
        actions.take_down(_CTX, entry.id)
        self.refresh()
        actions.put_back(_CTX, entry.id)
        actions.move(_CTX, entry.id, entry.position or 1)
        self.refresh()

    def _first(self) -> queries.Entry:
        return self.page.rows[0]


# -- the floor -----------------------------------------------------------------------------------


class _Pictures(QWidget):
    """Ready pictures where show mode has letters, boxes and thumbs."""

    def __init__(self) -> None:
        super().__init__()
        self._show = Show(_SIZE.width(), _SIZE.height())
        self._ground = _picture(_SIZE, "#22252D")
        self._letters = _picture(QSize(1052, 152), "#00000000")
        self._box = _picture(QSize(137, 137), "#00000000")
        self.frames: list[float] = []

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        start = time.perf_counter()
        painted = super().event(event)
        self.frames.append((time.perf_counter() - start) * 1000)
        return painted

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = event.rect()
        painter.drawPixmap(rect, self._ground, rect)
        painter.setClipRect(rect)
        show = self._show
        for number in range(5):
            top = show.frame.top() + show.border + number * show.row_height
            if top > rect.bottom() or top + show.row_height < rect.top():
                continue
            painter.drawPixmap(QPoint(130, round(top)), self._letters)
            for seat in range(5):
                painter.drawPixmap(QPoint(1200 + seat * 122, round(top + 10)), self._box)


def _floor(rect: QRect) -> float:
    """p95 of a frame of plain pictures over a rectangle."""
    plain = _Pictures()
    plain.resize(_SIZE)
    plain.show()
    _run_for(100)
    plain.frames.clear()
    for _ in range(40):
        plain.update(rect)
        _run_for(8)
    plain.close()
    return percentile(plain.frames, 0.95)


def _picture(size: QSize, color: str) -> QPixmap:
    made = QPixmap(size)
    made.fill(QColor(color))
    if QColor(color).alpha() == 0:
        painter = QPainter(made)
        painter.fillRect(QRect(QPoint(8, 8), size / 2), QColor("#FBF5E8"))
        painter.end()
    return made


def _run_for(milliseconds: int) -> None:
    """Runs the window for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _now() -> datetime:
    return NOW


def _nothing() -> None:
    return None


if __name__ == "__main__":
    for figure in run():
        print(figure.line(), flush=True)
