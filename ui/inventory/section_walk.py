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
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.catalog.section_list import SectionRow
from ui import icons
from ui.inventory.overlay_bar import OverlayBar
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.labels import chip_width, paint_chip

_ROW, _ROW_NARROW, _END, _HEAD = 34, 28, 32, 32
_GAP, _SLOT = 46, 4
_FOLDS = {False: ("#F6E9EA", "#F1DFE1"), True: ("#2A2026", "#33252C")}
_START_DRAG = 4
_DIGITS_LAST_MS = 2500
_EDGE = 36
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


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
        self._narrow = False
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
        self._typed.timeout.connect(self._forget_typed)
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

    def set_narrow(self, narrow: bool) -> None:
        """1280x720: lower rows, shorter bars."""
        self._narrow = narrow
        self._fit()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(dp(860), dp(_HEAD + 2 * _END + 17 * _ROW))

    def _row_height(self) -> int:
        return dp(_ROW_NARROW if self._narrow else _ROW)

    def _fit(self) -> None:
        whole = dp(2 * _END) + len(self._rows) * self._row_height()
        room = self.viewport().height() - dp(_HEAD)
        self.verticalScrollBar().setRange(0, max(0, whole - room))
        self.verticalScrollBar().setPageStep(max(1, room))
        self.verticalScrollBar().setSingleStep(self._row_height())

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
        top = dp(_END) + self._current * self._row_height()
        bar = self.verticalScrollBar()
        room = self.viewport().height() - dp(_HEAD)
        if top < bar.value():
            bar.setValue(top)
        elif top + self._row_height() > bar.value() + room:
            bar.setValue(top + self._row_height() - room)
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
            self._forget_typed()
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
    def _forget_typed(self) -> None:
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
        if y < dp(_HEAD + _EDGE):
            bar.setValue(bar.value() - self._row_height())
        elif y > self.viewport().height() - dp(_EDGE):
            bar.setValue(bar.value() + self._row_height())
        middle = y - self._drag.grip + self._row_height() / 2
        first = self._top_of(0)
        to = int((middle - first) // self._row_height())
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
        return dp(_HEAD) + dp(_END) + at * self._row_height() - scrolled

    def _row_at(self, y: float) -> int | None:
        if y < dp(_HEAD):
            return None
        at = int((y - self._top_of(0)) // self._row_height())
        return at if 0 <= at < len(self._rows) else None

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.viewport().width()
        y = dp(_HEAD) - float(self.verticalScrollBar().value())
        self._paint_end(painter, y, self.tr("The door"), "door-open", below=True)
        y += dp(_END)
        lifted: tuple[SectionRow, int] | None = None
        for place, row in enumerate(self._order()):
            mine = self._drag is not None and row is self._rows[self._drag.start]
            if mine:
                lifted = (row, place)
                soft = tokens().color("accent_soft")
                painter.fillRect(QRectF(0, y, width, dp(_GAP)), soft)
                y += dp(_GAP)
                continue
            self._paint_row(painter, QRectF(0, y, width, self._row_height()), row, place)
            y += self._row_height()
        self._paint_end(painter, y, self.tr("The counter"), "scan-barcode", below=False)
        if lifted is not None and self._drag is not None:
            top = self._drag.y - self._drag.grip
            box = QRectF(dp(8), top, width - dp(16), dp(40))
            self._paint_lifted(painter, box, *lifted)
        self._paint_head(painter, width)

    def _paint_head(self, painter: QPainter, width: int) -> None:
        painter.fillRect(QRectF(0, 0, width, dp(_HEAD)), tokens().color("surface"))
        painter.fillRect(QRectF(0, dp(_HEAD) - 1, width, 1), tokens().color("line"))
        face = font(12, weight=600)
        whole = QRectF(0, 0, width, dp(_HEAD))
        cells = self._cells(whole)
        for at, words, align in (
            ("name", self.tr("Section, from the door to the till"), _LEFT),
            ("bar", self.tr("Copies, out in dark"), _LEFT),
            ("titles", self.tr("Titles"), _RIGHT),
            ("copies", self.tr("Copies"), _RIGHT),
            ("out", self.tr("Out"), _RIGHT),
        ):
            paint.text(painter, cells[at], words, role="ink2", face=face, align=align | _MIDDLE)

    def _cells(self, rect: QRectF) -> dict[str, QRectF]:
        """Grip 20, number 32, name the rest, bar 240, numbers 72, 72, 56; 10 between."""
        bar = dp(120 if self._narrow else 240)
        right = rect.right() - dp(16)
        cells = {}
        for name, wide in (("out", dp(56)), ("copies", dp(72)), ("titles", dp(72)), ("bar", bar)):
            cells[name] = QRectF(right - wide, rect.top(), wide, rect.height())
            right -= wide + dp(10)
        left = rect.left() + dp(14)
        cells["grip"] = QRectF(left, rect.top(), dp(20), rect.height())
        cells["number"] = QRectF(left + dp(24), rect.top(), dp(32), rect.height())
        start = left + dp(66)
        cells["name"] = QRectF(start, rect.top(), right - start, rect.height())
        return cells

    def _paint_end(
        self, painter: QPainter, y: float, words: str, icon: str, *, below: bool
    ) -> None:
        t, rect = tokens(), QRectF(0, y, self.viewport().width(), dp(_END))
        cells = self._cells(rect)
        centre = cells["number"].center()
        start, end = (centre.y(), rect.bottom()) if below else (rect.top(), centre.y())
        painter.setPen(QPen(t.color("line"), dp(3)))
        painter.drawLine(QPointF(centre.x(), start), QPointF(centre.x(), end))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.color("ink" if not t.night else "sunk"))
        painter.drawEllipse(centre, dp(12), dp(12))
        size = dp(13)
        box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        icons.paint(painter, icon, "on_dark", box, size)
        paint.text(painter, cells["name"], words, role="ink2")
        painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), t.color("line"))

    def _paint_row(self, painter: QPainter, rect: QRectF, row: SectionRow, place: int) -> None:
        t = tokens()
        if row.curtained:
            self._paint_folds(painter, rect)
        if self._drag is None and row.id == self.current_id:
            painter.fillRect(rect, t.color("accent_soft"))
            painter.fillRect(QRectF(0, rect.top(), dp(3), rect.height()), t.color("accent"))
        centre = self._cells(rect)["number"].center()
        painter.setPen(QPen(t.color("line"), dp(3)))
        painter.drawLine(QPointF(centre.x(), rect.top()), QPointF(centre.x(), rect.bottom()))
        self._paint_cells(painter, rect, row, place, lifted=False)
        painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), t.color("line"))
        if self.hasFocus() and self._drag is None and row.id == self.current_id:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_folds(self, painter: QPainter, rect: QRectF) -> None:
        light, dark = (QColor(name) for name in _FOLDS[tokens().night])
        painter.fillRect(rect, light)
        wide = dp(9)
        for at in range(0, int(rect.width()), wide * 2):
            painter.fillRect(QRectF(at, rect.top(), wide, rect.height()), dark)

    def _paint_lifted(self, painter: QPainter, box: QRectF, row: SectionRow, place: int) -> None:
        for step in range(4):
            shade = tokens().color("ink")
            shade.setAlphaF(0.05)
            paint.rounded(painter, box.adjusted(-step, step, step, step * 2), dp(8), shade)
        paint.rounded(painter, box, dp(8), "surface", "accent", 1.5)
        whole = QRectF(0, box.top(), self.viewport().width(), box.height())
        self._paint_cells(painter, whole, row, place, lifted=True)

    def _paint_cells(
        self, painter: QPainter, rect: QRectF, row: SectionRow, place: int, *, lifted: bool
    ) -> None:
        cells = self._cells(rect)
        grip = dp(14)
        middle = cells["grip"].center()
        role = "ink" if lifted else "ink3"
        box = QRectF(middle.x() - grip / 2, middle.y() - grip / 2, grip, grip)
        icons.paint(painter, "grip-vertical", role, box, grip)
        self._paint_number(painter, cells["number"].center(), row, place, lifted=lifted)
        self._paint_name(painter, cells["name"], row)
        self._paint_bar(painter, cells["bar"], row)
        face = font(13, tabular=True)
        for at, number, tone in (
            ("titles", row.titles, "ink"),
            ("copies", row.copies, "ink"),
            ("out", row.out, "ink2"),
        ):
            paint.text(
                painter, cells[at], f"{number:,}", role=tone, face=face, align=_RIGHT | _MIDDLE
            )

    def _paint_number(
        self, painter: QPainter, centre: QPointF, row: SectionRow, place: int, *, lifted: bool
    ) -> None:
        t = tokens()
        typed = self._digits if row.id == self.current_id and self._digits else ""
        edge = "accent" if row.curtained or lifted or typed else "line"
        painter.setPen(QPen(t.color(edge), 1.5))
        painter.setBrush(t.color("accent" if lifted else "surface"))
        radius = dp(11)
        painter.drawEllipse(centre, radius, radius)
        rect = QRectF(centre.x() - radius, centre.y() - radius, radius * 2, radius * 2)
        words = typed or str(place + 1)
        face = font(12, weight=600)
        role = "on_accent" if lifted else "ink"
        paint.text(painter, rect, words, role=role, face=face, align=Qt.AlignmentFlag.AlignCenter)

    def _paint_name(self, painter: QPainter, rect: QRectF, row: SectionRow) -> None:
        wide = paint.text(painter, rect, row.name, face=font(13, weight=600))
        rest = rect.adjusted(wide + dp(8), 0, 0, 0)
        if row.curtained:
            words = self.tr("{age} and over").format(age=row.minimum_age)
            chip = QRectF(
                rest.left(), rest.center().y() - dp(10), chip_width(words, "eye-off"), dp(20)
            )
            paint.rounded(painter, chip, dp(6), "surface")
            paint_chip(painter, chip, words, icon="eye-off")
        elif row.note:
            paint.text(painter, rest, row.note, role="ink2", face=font(12))

    def _paint_bar(self, painter: QPainter, rect: QRectF, row: SectionRow) -> None:
        t = tokens()
        if not row.copies:
            painter.fillRect(QRectF(rect.left(), rect.center().y() - 4, 3, 8), t.color("line"))
            left = rect.adjusted(dp(10), 0, 0, 0)
            paint.text(painter, left, self.tr("no copies yet"), role="ink2", face=font(12))
            return
        most = max(one.copies for one in self._rows)
        wide = max(3.0, rect.width() * row.copies / most)
        dark = max(2.0, wide * row.out / row.copies) if row.out else 0.0
        high = dp(8)
        whole = QRectF(rect.left(), rect.center().y() - high / 2, wide, high)
        paint.rounded(painter, whole, 2, t.color("selection") if t.night else t.color("line"))
        if dark:
            paint.rounded(painter, QRectF(whole.left(), whole.top(), dark, high), 2, "ink2")
