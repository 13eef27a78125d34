"""Show mode's window: the board full-screen for the shop, rows in the light one after another.

Letters, boxes and steel are pictures; only the lamp, the bar and what changed are painted anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.board.queries import Entry
from app.store.errors import StorageProblem
from ui.board import show_feed
from ui.board.show_feed import ROWS, Page, Program
from ui.board.show_footer import Footer, Lamp, lamp_rect
from ui.board.show_measures import Show
from ui.board.show_row import ShowRow, row_delay
from ui.board.steel import DARK, frame, paint_groove, steel
from ui.board.words import tr
from ui.theme.fonts import SIGN_FAMILY, load_core_fonts, make_font

LAMP_MS = 8_000
_LONGER_MS = 3_000
_BAR_MS = 100
_AHEAD_MS = 1_200
_POINTER_MS = 2_000
_GROUND = "#0A0A10"
_TUBE = ((26.0, 0.05), (18.0, 0.07), (11.0, 0.12), (6.0, 0.22))


class ShowWindow(QWidget):
    """``left`` when it is closed. ``ticks`` are seconds that only go forward."""

    left = Signal()

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        load_core_fonts()
        self._now, self._ticks = now, ticks
        self._show = Show(1920, 1080)
        self._program = Program("", "", (), (Page(0, (), 0, 1),), {})
        self._page, self._lit = 0, 0
        self._began = 0.0
        self._ground: QPixmap | None = None
        self._rows = [ShowRow(self) for _ in range(ROWS)]
        self._lamp = Lamp(self)
        self._footer = Footer(self)
        self._walk = QTimer(self)
        self._walk.setSingleShot(True)
        self._walk.timeout.connect(self.step)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self.prepare_next)
        self._bar = QTimer(self)
        self._bar.setInterval(_BAR_MS)
        self._bar.timeout.connect(self.tell_share)
        self._pointer = QTimer(self)
        self._pointer.setSingleShot(True)
        self._pointer.setInterval(_POINTER_MS)
        self._pointer.timeout.connect(self.hide_pointer)
        self.setMouseTracking(True)
        self.setWindowTitle(tr("Ratings board"))
        self.setAccessibleName(tr("Show mode"))
        self.resize(1280, 720)

    # -- what runs -----------------------------------------------------------------------------

    def start(self) -> None:
        """From the first row of the first board."""
        self._take_in(show_feed.read(self._now()))
        self._page, self._lit = 0, 0
        self._set_page()
        self._light()
        self._bar.start()
        self._pointer.start()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._program.pages[self._page]

    @property
    def walk(self) -> QTimer:
        """When the next row is in the light."""
        return self._walk

    @property
    def corner(self) -> str:
        """What stands at the top right: who gives thumbs, or when the shop opens."""
        return self._program.corner

    @property
    def empty_words(self) -> str:
        """What stands on an empty board; nothing while a film is up."""
        return "" if self.page.rows else tr("Nothing up yet. Ask us what we saw.")

    @property
    def lit(self) -> int:
        """The row in the light, from 0."""
        return self._lit

    @property
    def rows(self) -> list[ShowRow]:
        """The five rows."""
        return self._rows

    @Slot()
    def step(self) -> None:
        """The next row; after the last one the next page, after the last page the next board."""
        if self._lit + 1 < len(self.page.rows):
            self._lit += 1
        else:
            self._lit = 0
            if len(self._program.pages) > 1:
                self._page = (self._page + 1) % len(self._program.pages)
                self._slide_page()
        self._light()

    @Slot()
    def refresh(self) -> None:
        """Something was written: the page that is shown changes where it did, and stays longer.

        Where the shop cannot be read, the last page stays.
        """
        shown = self.page
        try:
            program = show_feed.read(self._now())
        except StorageProblem:
            return
        if program == self._program:
            return
        self._take_in(program)
        at = [(page.board_id, page.number) for page in program.pages]
        here = (shown.board_id, shown.number)
        if here not in at:
            self._page, self._lit = 0, 0
            self._set_page()
            self._light()
            return
        self._page = at.index(here)
        self._lit = min(self._lit, max(0, len(self.page.rows) - 1))
        self._change_page()
        self._light(keep=True)

    def _take_in(self, program: Program) -> None:
        before = self._program
        self._program = program
        if (before.shop, before.corner) != (program.shop, program.corner):
            self._ground = None
            self.update()

    def _row_at(self, number: int) -> Entry | None:
        rows = self.page.rows
        return rows[number] if number < len(rows) else None

    def _set_page(self) -> None:
        for number, row in enumerate(self._rows):
            row.show_entry(self._row_at(number))
        self._began = self._ticks()
        self.update()

    def _slide_page(self) -> None:
        for number, row in enumerate(self._rows):
            row.slide_to(self._row_at(number), row_delay(number))
        self._began = self._ticks()

    def _change_page(self) -> None:
        changed = False
        for number, row in enumerate(self._rows):
            entry = self._row_at(number)
            if entry != row.entry:
                row.change_to(entry)
                changed = True
        if changed and self._walk.isActive():
            self._walk.start(self._walk.remainingTime() + _LONGER_MS)
        self.update()

    def _light(self, *, keep: bool = False) -> None:
        """The lamp stands at its row and the footer says what is said of that film."""
        entry = self._row_at(self._lit)
        self._lamp.setVisible(entry is not None)
        self._lamp.setGeometry(lamp_rect(self._show, self._rows[self._lit].geometry()))
        said = ("", "", "") if entry is None else show_feed.said_of(entry, self._program.quotes)
        self._footer.show_film(*said)
        names, current = self._boards()
        self._footer.show_boards(names, current)
        self.tell_share()
        if not keep:
            self._walk.start(LAMP_MS)
            self._ahead.start()

    @Slot()
    def prepare_next(self) -> None:
        """While nothing moves, the films of the next page get their letters, one at each turn of
        the lamp and what is left at the last.
        """
        pages = self._program.pages
        rows = pages[(self._page + 1) % len(pages)].rows if len(pages) > 1 else ()
        last = self._lit + 1 >= len(self.page.rows)
        for number in range(self._lit, ROWS if last else self._lit + 1):
            if number < len(rows):
                self._rows[number].prepare(rows[number])

    def _boards(self) -> tuple[list[str], int]:
        """The boards that run, and which one; none for one board of one page."""
        if len(self._program.pages) < 2:
            return [], 0
        running = [page.board_id for page in self._program.pages]
        shown = [board for board in self._program.boards if board.id in running]
        current = [board.id for board in shown].index(self.page.board_id)
        return [board.name for board in shown], current

    @Slot()
    def tell_share(self) -> None:
        """How far the board's turn is: pages before this one, and rows before the one in light."""
        rows = [len(p.rows) for p in self._program.pages if p.board_id == self.page.board_id]
        before = sum(rows[: self.page.number]) + self._lit
        left = self._walk.remainingTime() if self._walk.isActive() else LAMP_MS
        part = 1 - max(0, min(left, LAMP_MS)) / LAMP_MS
        self._footer.set_share((before + part) / max(1, sum(rows)))

    # -- the window ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        for timer in (self._walk, self._ahead, self._bar, self._pointer):
            timer.stop()
        super().closeEvent(event)
        self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()
        self._pointer.start()

    @Slot()
    def hide_pointer(self) -> None:
        """Nobody points at a sign."""
        self.setCursor(Qt.CursorShape.BlankCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show = show = Show(self.width(), self.height())
        self._ground = None
        inside = show.frame.adjusted(show.border, show.border, -show.border, -show.border)
        for number, row in enumerate(self._rows):
            top = inside.top() + 5 * show.scale + number * show.row_height
            place = QRectF(inside.left(), top, inside.width(), show.row_height)
            row.setGeometry(place.toRect())
            row.set_show(show)
        self._footer.setGeometry(show.footer.toRect())
        self._footer.set_show(show)
        self._lamp.setGeometry(lamp_rect(show, self._rows[self._lit].geometry()))
        self._lamp.raise_()

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._ground is None or self._ground.devicePixelRatioF() != self.devicePixelRatioF():
            self._ground = self._paint_ground()
        ratio = self.devicePixelRatioF()
        for part in event.region():  # type: ignore[attr-defined]  # a region can be walked through
            source = QRect(
                round(part.x() * ratio),
                round(part.y() * ratio),
                round(part.width() * ratio),
                round(part.height() * ratio),
            )
            painter.drawPixmap(part, self._ground, source)
        if not self.page.rows:
            self._paint_empty(painter)

    def _paint_ground(self) -> QPixmap:
        """Everything that stands still: the dark, the name in neon, frame and steel."""
        ratio, show = self.devicePixelRatioF(), self._show
        made = QPixmap(QSize(round(self.width() * ratio), round(self.height() * ratio)))
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(_GROUND))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_name(painter)
        box, border = show.frame.toRect(), show.border
        radius = 12 * show.scale
        painter.drawPixmap(
            box.topLeft(), frame(box.width(), box.height(), border, radius, ratio, DARK)
        )
        inner = box.adjusted(border, border, -border, -border)
        painter.drawPixmap(inner.topLeft(), steel(inner.width(), inner.height(), ratio, DARK))
        for number in range(1, ROWS):
            y = inner.top() + 5 * show.scale + number * show.row_height
            paint_groove(
                painter, inner.left() + 52 * show.scale, inner.right() - 52 * show.scale, y, DARK
            )
        painter.end()
        return made

    def _paint_name(self, painter: QPainter) -> None:
        """The name as a tube without blur: strokes of falling width, the tube, its light core."""
        unit = self._show.scale
        face = make_font(round(60 * unit), QFont.Weight.Normal, family=SIGN_FAMILY)
        corner = make_font(round(30 * unit), QFont.Weight.Normal)
        taken = QFontMetricsF(corner).horizontalAdvance(self._program.corner)
        room = self.width() - 2 * 64 * unit - taken - 40 * unit
        name = QFontMetricsF(face).elidedText(self._program.shop, Qt.TextElideMode.ElideRight, room)
        path = QPainterPath()
        path.addText(QPointF(64 * unit, 88 * unit), face, name)
        path.setFillRule(Qt.FillRule.WindingFill)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, alpha in _TUBE:
            glow = QColor("#FF4F84")
            glow.setAlphaF(alpha)
            painter.setPen(QPen(glow, width * unit, Qt.PenStyle.SolidLine, cap, join))
            painter.drawPath(path)
        painter.fillPath(path, QColor("#FF7AA0"))
        painter.setPen(QPen(QColor("#FFD3DF"), 0.8 * unit, Qt.PenStyle.SolidLine, cap, join))
        painter.drawPath(path)
        painter.setPen(QColor("#B9BAC6"))
        painter.setFont(corner)
        at = QRectF(0, 52 * unit, self.width() - 64 * unit, 46 * unit)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(at, flags, self._program.corner)

    def _paint_empty(self, painter: QPainter) -> None:
        unit = self._show.scale
        painter.setFont(make_font(round(44 * unit), QFont.Weight.Medium))
        painter.setPen(QColor("#D9D9E0"))
        row = QRectF(self._rows[2].geometry())
        row.setLeft(row.left() + self._show.letters_left)
        row.setHeight(self._show.line_height)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, flags, self.empty_words)
