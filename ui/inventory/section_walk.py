"""The shop floor as a walk: sections in order from the door to the counter, dragged into place.

One widget draws its rows; while a row is dragged the others make room and the numbers already read
as they will be. Sizes are those of the mock-up (`dp`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.catalog.section_list import SectionRow
from ui.inventory.overlay_bar import OverlayBar
from ui.inventory.section_painter import END, HEAD, ROW, SectionLook, SectionPainter
from ui.theme import dp, tokens

#: The gap that opens for a row on its way, and the height of that row.
_GAP, _LIFTED = 46, 40
_START_DRAG = 4
_DIGITS_LAST_MS = 2500
_EDGE = 36


@dataclass
class _Drag:
    """A row on its way: where it came from, where it would land, where the hand is."""

    start: int
    to: int
    y: float
    grip: float


class SectionWalk(QAbstractScrollArea):
    """``chosen(object)`` a section's id; ``opened(object)`` Enter on it; ``moved(object)`` the ids
    in their new order, at once after a drop, after a pause for a run of Alt+Down;
    ``hinted(object)`` the ids as they would be while dragging, None when it ends.
    """

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal(object)
    hinted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SectionRow] = []
        self._current = -1
        self._drag: _Drag | None = None
        self._pressed: QPointF | None = None
        self._painter = SectionPainter()
        self._digits = ""
        self._letters = ""
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.setAccessibleName(self.tr("Sections in walking order"))
        self.viewport().setMouseTracking(True)
        self._bar = OverlayBar(self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_DIGITS_LAST_MS)
        self._typed.timeout.connect(self.forget_typing)
        self._run = QTimer(self)
        self._run.setSingleShot(True)
        self._run.setInterval(700)
        self._run.timeout.connect(self.save_run)

    # -- what is shown -------------------------------------------------------------------------

    @property
    def rows(self) -> list[SectionRow]:
        """The sections in the order shown."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[SectionRow]) -> None:
        """Other sections, or others' numbers; the chosen one stays chosen by its id."""
        current = self.current_id
        self._rows = list(rows)
        self._drag = None
        ids = [row.id for row in self._rows]
        self._current = ids.index(current) if current in ids else (0 if ids else -1)
        self._fit()
        self.viewport().update()

    @property
    def current_id(self) -> int | None:
        """The chosen section."""
        return self._rows[self._current].id if 0 <= self._current < len(self._rows) else None

    def choose(self, section_id: int) -> None:
        """Makes a section the chosen one and brings it into sight."""
        for at, row in enumerate(self._rows):
            if row.id == section_id:
                self._go_to(at)

    def set_narrow(self, narrow: bool, *, bars: bool = True) -> None:
        """1280x720: lower rows, shorter bars; where letters are large, none."""
        self._painter.narrow = narrow
        self._painter.bars = bars
        self._fit()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(dp(860), dp(HEAD + 2 * END + 17 * ROW))

    def _fit(self) -> None:
        whole = dp(2 * END) + len(self._rows) * self._painter.row_height
        room = self.viewport().height() - dp(HEAD)
        self.verticalScrollBar().setRange(0, max(0, whole - room))
        self.verticalScrollBar().setPageStep(max(1, room))
        self.verticalScrollBar().setSingleStep(self._painter.row_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- order ---------------------------------------------------------------------------------

    def _order(self) -> list[SectionRow]:
        """As it would be if the row in hand were let go now."""
        if self._drag is None:
            return self._rows
        order = [row for at, row in enumerate(self._rows) if at != self._drag.start]
        order.insert(self._drag.to, self._rows[self._drag.start])
        return order

    def _go_to(self, at: int) -> None:
        if not self._rows:
            return
        self._current = min(max(at, 0), len(self._rows) - 1)
        top = dp(END) + self._current * self._painter.row_height
        bar = self.verticalScrollBar()
        room = self.viewport().height() - dp(HEAD)
        if top < bar.value():
            bar.setValue(top)
        elif top + self._painter.row_height > bar.value() + room:
            bar.setValue(top + self._painter.row_height - room)
        self._announce()
        self.viewport().update()
        self.chosen.emit(self.current_id)

    def _announce(self) -> None:
        row = self._rows[self._current]
        words = self.tr("{name}, {place} of {count}")
        said = words.format(name=row.name, place=self._current + 1, count=len(self._rows))
        self.setAccessibleDescription(said)
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def move_current(self, to: int) -> None:
        """The chosen section goes to a place, 0 next to the door; a run is saved as one step."""
        to = min(max(to, 0), len(self._rows) - 1)
        if self._current < 0 or to == self._current:
            return
        self._rows.insert(to, self._rows.pop(self._current))
        self._run.start()
        self._go_to(to)

    @Slot()
    def save_run(self) -> None:
        """Tells the order after a run of moves by key; at once when the page is left."""
        if self._run.isActive():
            self._run.stop()
        self.moved.emit([row.id for row in self._rows])

    @property
    def run_waits(self) -> bool:
        """Whether moves by key have not been told yet."""
        return self._run.isActive()

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if self._drag is not None and key == Qt.Key.Key_Escape:
            self._drop(back=True)
        elif step and alt:
            self.move_current(self._current + step)
        elif step:
            self._go_to(self._current + step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else len(self._rows) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.text().isprintable() and event.text() and not alt:
            self._take_letter(event.text())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _enter(self) -> None:
        if self._digits:
            place = int(self._digits)
            self.forget_typing()
            self.move_current(place - 1)
        elif self.current_id is not None:
            self.opened.emit(self.current_id)

    def _take_letter(self, letter: str) -> None:
        """Digits wait for Enter and send the section there; letters jump to a name."""
        self._typed.start()
        if letter.isdigit() and letter.isascii() and not self._letters:
            self._digits = (self._digits + letter)[:3]
        else:
            self._digits = ""
            self._letters += letter.casefold()
            for at, row in enumerate(self._rows):
                if row.name.casefold().startswith(self._letters):
                    self._go_to(at)
                    break
        self.viewport().update()

    @Slot()
    def forget_typing(self) -> None:
        """Digits and letters typed so far count no more (they were a scan, or too long ago)."""
        self._digits = self._letters = ""
        self.viewport().update()

    # -- the mouse -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.setFocus()
            self._pressed = event.position()
            self._go_to(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        y = event.position().y()
        if self._drag is not None:
            self._drag_to(y)
        elif self._pressed is not None and abs(y - self._pressed.y()) >= _START_DRAG:
            top = self._top_of(self._current)
            self._drag = _Drag(self._current, self._current, y, self._pressed.y() - top)
            self._drag_to(y)
        over = self._row_at(y) is not None
        shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
        if self._drag is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._drag is not None:
            outside = not self.viewport().rect().contains(event.position().toPoint())
            self._drop(back=outside)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._row_at(event.position().y()) is not None and self.current_id is not None:
            self.opened.emit(self.current_id)

    def leaveEvent(self, event: QEvent) -> None:
        self.viewport().unsetCursor()

    def _drag_to(self, y: float) -> None:
        if self._drag is None:
            return
        bar = self.verticalScrollBar()
        if y < dp(HEAD + _EDGE):
            bar.setValue(bar.value() - self._painter.row_height)
        elif y > self.viewport().height() - dp(_EDGE):
            bar.setValue(bar.value() + self._painter.row_height)
        middle = y - self._drag.grip + self._painter.row_height / 2
        first = self._top_of(0)
        to = int((middle - first) // self._painter.row_height)
        self._drag.y = y
        self._drag.to = min(max(to, 0), len(self._rows) - 1)
        self.hinted.emit([row.id for row in self._order()])
        self.viewport().update()

    def _drop(self, *, back: bool) -> None:
        drag, self._drag, self._pressed = self._drag, None, None
        if drag is not None and not back and drag.to != drag.start:
            self._rows.insert(drag.to, self._rows.pop(drag.start))
            self._current = drag.to
            self._announce()
            self.moved.emit([row.id for row in self._rows])
        self.hinted.emit(None)
        self.viewport().update()

    def _top_of(self, at: int) -> float:
        scrolled = self.verticalScrollBar().value()
        return dp(HEAD) + dp(END) + at * self._painter.row_height - scrolled

    def _row_at(self, y: float) -> int | None:
        if y < dp(HEAD):
            return None
        at = int((y - self._top_of(0)) // self._painter.row_height)
        return at if 0 <= at < len(self._rows) else None

    # -- drawing ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, high = self.viewport().width(), self._painter.row_height
        y = dp(HEAD) - float(self.verticalScrollBar().value())
        self._painter.paint_door(painter, QRectF(0, y, width, dp(END)))
        y += dp(END)
        most = max((row.copies for row in self._rows), default=0)
        in_hand = self._rows[self._drag.start] if self._drag is not None else None
        for place, row in enumerate(self._order()):
            if row is in_hand:
                soft = tokens().color("accent_soft")
                painter.fillRect(QRectF(0, y, width, dp(_GAP)), soft)
                y += dp(_GAP)
                continue
            look = self._look(row, place, most)
            self._painter.paint_row(painter, QRectF(0, y, width, high), row, look)
            y += high
        self._painter.paint_counter(painter, QRectF(0, y, width, dp(END)))
        if in_hand is not None and self._drag is not None:
            box = QRectF(0, self._drag.y - self._drag.grip, width, dp(_LIFTED))
            look = SectionLook(self._drag.to, most, lifted=True)
            self._painter.paint_lifted(painter, box, in_hand, look)
        self._painter.paint_head(painter, QRectF(0, 0, width, dp(HEAD)))

    def _look(self, row: SectionRow, place: int, most: int) -> SectionLook:
        current = self._drag is None and row.id == self.current_id
        return SectionLook(
            place,
            most,
            current=current,
            focused=current and self.hasFocus(),
            typed=self._digits if current else "",
        )
