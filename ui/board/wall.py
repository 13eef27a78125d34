"""The board drawn as an object: frame, steel, rows of magnets, and the ledge with the pile.

Six rows are seen; more of them scroll by whole rows. The wall shows and asks; what is asked for
goes out as signals and comes back as another `show_board`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget

from app.board.queries import Entry
from ui.board import pile
from ui.board.carrying import Carrying
from ui.board.measures import BORDER, ROWS, Wall
from ui.board.row import BoardRow, Typed, write
from ui.board.row_drag import RowDrag
from ui.board.row_words import row_words
from ui.board.seat import SeatBox
from ui.board.steel import frame, in_this_light, paint_ledge, paint_lip, steel
from ui.theme import dp
from ui.widgets import paint

_RADIUS = 14
_SCROLL_MS = 260


class BoardWall(QWidget):
    """A board on the screen. Ids of entries go out as objects.

    `row_moved(entry_id, position)` counts rows from 1; `thumb_pressed(entry_id, seat)` is a click
    on a seat; `digit(entry_id, n)` and `removed(entry_id)` are keys in the rows; `typed(text)` and
    `scanned(text)` belong in the scan bar.
    """

    chosen = Signal(object)
    thumb_pressed = Signal(object, int)
    thumb_put = Signal(object, int)
    thumb_taken = Signal(object, int)
    thumb_changed = Signal(object, int, object, int)
    refused = Signal(object)
    digit = Signal(object, int)
    removed = Signal(object)
    row_moved = Signal(object, int)
    typed = Signal(str)
    scanned = Signal(str)
    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._names: Sequence[str] = ("",) * 5
        self._missing: Mapping[int, frozenset[int]] = {}
        self._told = ""
        self._spare = pile.MOST
        self._typed: Typed | None = None
        self._first = 0
        self._selected: int | None = None
        self._wall = Wall(928, 704)
        self._pile_held = False
        self._carrying = Carrying(self)
        self._carrying.put.connect(self.thumb_put)
        self._carrying.taken.connect(self.thumb_taken)
        self._carrying.changed.connect(self.thumb_changed)
        self._carrying.refused.connect(self.refused)
        self._drag = RowDrag(self)
        self._drag.moved.connect(self.row_moved)
        self._rows = [self._make_row() for _ in range(ROWS)]
        self._pull = QTimer(self)
        self._pull.setInterval(_SCROLL_MS)
        self._pull.timeout.connect(self.scroll_on)
        self._pull_by = 0
        self._pull_at = QPointF()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Ratings board"))
        self.setMouseTracking(True)

    def _make_row(self) -> BoardRow:
        row = BoardRow(self)
        row.chosen.connect(self._chosen)
        row.digit.connect(self._digit)
        row.removed.connect(self._removed)
        row.walk.connect(self._walk)
        row.to_box.connect(self._to_box)
        row.typed_title.connect(self.typed)
        row.scanned.connect(self.scanned)
        row.grip_pulled.connect(self._row_lifted)
        row.grip_moved.connect(self._row_carried)
        row.grip_dropped.connect(self._row_dropped)
        for seat in row.seats:
            seat.pressed_once.connect(self._seat_pressed)
            seat.lifted.connect(self._lifted)
            seat.carried.connect(self._carried)
            seat.dropped.connect(self._dropped)
            seat.go.connect(self._box_to_box)
        return row

    # -- what it shows -------------------------------------------------------------------------

    def show_board(
        self,
        entries: Sequence[Entry],
        seat_names: Sequence[str],
        missing: Mapping[int, frozenset[int]] | None = None,
        told: str = "",
        spare: int = pile.MOST,
    ) -> None:
        """The rows of a board. `missing` magnets by entry, `told` on the ledge, `spare` thumbs."""
        had_keys = self._has_keys
        before = self._index_of(self._selected)
        same = {one.id for one in self._entries} & {one.id for one in entries}
        self._entries = tuple(entries)
        self._names = seat_names
        self._missing = missing or {}
        self._told, self._spare = told, spare
        if self._index_of(self._selected) is None:
            self._selected = self._nearest(before) if same else None
        self._scroll_to(self._first if same else 0)
        if had_keys:
            self._keep_keys()

    @property
    def told(self) -> str:
        """What the ledge says has run out."""
        return self._told

    def tell(self, told: str) -> None:
        """What has run out, on the ledge."""
        if told != self._told:
            self._told = told
            self.update()

    @property
    def _has_keys(self) -> bool:
        return any(_has_keys(row) for row in self._rows)

    def _nearest(self, index: int | None) -> int | None:
        """The film that took a row's place, or the last one."""
        if index is None or not self._entries:
            return None
        return self._entries[min(index, len(self._entries) - 1)].id

    def _keep_keys(self) -> None:
        """The keys stay with the selected film, wherever it hangs now."""
        index = self._index_of(self._selected)
        if index is None:
            self.left_upwards.emit()
            return
        number = index - self._first
        if not (0 <= number < ROWS and _has_keys(self._rows[number])):
            self._focus_row(index)

    def show_typing(self, typed: Typed | None) -> None:
        """What is typed goes up in the first free row, which comes into sight."""
        self._typed = typed
        if typed is not None:
            self._show_index(len(self._entries))
        self._fill()
        if typed is not None:
            self._into_sight(len(self._entries))

    @property
    def selected(self) -> int | None:
        """The selected entry."""
        return self._selected

    def select(self, entry_id: int | None) -> None:
        """Selects a row and brings it into sight; tells nobody."""
        self._selected = entry_id
        index = self._index_of(entry_id)
        if index is not None:
            self._show_index(index)
        self._fill()

    def focus_rows(self) -> None:
        """Puts the keys on the selected row, else on the first film."""
        index = self._index_of(self._selected)
        if index is None and self._entries:
            index = 0
        if index is None:
            return
        self._focus_row(index)

    def cancel_drag(self) -> bool:
        """Escape: what is in the hand goes back. Whether there was anything."""
        carried = self._in_hand
        self._pile_held = False
        self._carrying.cancel()
        self._pull.stop()
        self._drag.cancel()
        if carried:
            self._fill()
        return carried

    @property
    def _in_hand(self) -> bool:
        """Whether a thumb or a row is held."""
        return self._carrying.hold is not None or self._drag.entry_id is not None

    # -- rows ----------------------------------------------------------------------------------

    def _index_of(self, entry_id: int | None) -> int | None:
        return next((n for n, one in enumerate(self._entries) if one.id == entry_id), None)

    def _last_first(self) -> int:
        """The furthest that the rows can be scrolled: one free row stays in sight."""
        return max(0, len(self._entries) + 1 - ROWS)

    def _scroll_to(self, first: int) -> None:
        self._first = max(0, min(first, self._last_first()))
        self._fill()

    def _show_index(self, index: int) -> None:
        if index < self._first:
            self._first = index
        elif index >= self._first + ROWS:
            self._first = index - ROWS + 1

    def _into_sight(self, index: int) -> None:
        """Where the whole page scrolls (large text), it scrolls to this row."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self._rows[index - self._first], 0, dp(8))

    def _fill(self) -> None:
        """Hands each of the six rows what belongs there."""
        for number, row in enumerate(self._rows):
            index = self._first + number
            entry = self._entries[index] if index < len(self._entries) else None
            row.show_entry(
                entry,
                self._names,
                self._missing.get(entry.id, frozenset()) if entry else frozenset(),
            )
            next_free = index == len(self._entries)
            row.show_typing(self._typed if next_free else None)
            row.set_invites(next_free and self._typed is None)
            row.set_selected(entry is not None and entry.id == self._selected)
            row.set_away(entry is not None and entry.id == self._drag.entry_id)
            row.setAccessibleName(row_words(entry, index + 1, max(ROWS, len(self._entries))))
        self.update()

    @Slot(object)
    def _chosen(self, row: BoardRow) -> None:
        if row.entry is not None and row.entry.id != self._selected:
            self._selected = row.entry.id
            for one in self._rows:
                one.set_selected(one is row)
            self.chosen.emit(self._selected)

    @Slot(object, int)
    def _digit(self, row: BoardRow, count: int) -> None:
        if row.entry is not None:
            self.digit.emit(row.entry.id, count)

    @Slot(object)
    def _removed(self, row: BoardRow) -> None:
        if row.entry is not None:
            self.removed.emit(row.entry.id)

    @Slot(object, int)
    def _walk(self, row: BoardRow, by: int) -> None:
        index = self._first + self._rows.index(row)
        if index + by < 0 and index == 0:
            self.left_upwards.emit()
            return
        self._focus_row(max(0, min(index + by, len(self._entries) - 1)))

    def _focus_row(self, index: int) -> None:
        self._show_index(index)
        self._fill()
        self._into_sight(index)
        self._rows[index - self._first].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object, int)
    def _to_box(self, row: BoardRow, seat: int) -> None:
        row.seats[seat].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object, int)
    def _box_to_box(self, box: SeatBox, seat: int) -> None:
        """The arrows go from box to box, and from the first one back to the row."""
        row = box.parentWidget()
        if not isinstance(row, BoardRow):
            return
        if seat < 0:
            row.setFocus(Qt.FocusReason.TabFocusReason)
        elif seat < len(row.seats):
            self._to_box(row, seat)

    # -- moving a row by its grip --------------------------------------------------------------

    @Slot(object, object)
    def _row_lifted(self, row: BoardRow, at: QPointF) -> None:
        index = None if row.entry is None else self._index_of(row.entry.id)
        if index is not None:
            self._drag.lift(row, index, self.mapFromGlobal(at))
            row.set_away(True)

    @Slot(object, object)
    def _row_carried(self, row: BoardRow, at: QPointF) -> None:
        if self._drag.entry_id is None:
            return
        place = self.mapFromGlobal(at)
        top, bottom = self._rows[0].y(), self._rows[-1].geometry().bottom()
        self._pull_by = -1 if place.y() < top else 1 if place.y() > bottom else 0
        self._pull_at = place
        if self._pull_by and not self._pull.isActive():
            self._pull.start()
        elif not self._pull_by:
            self._pull.stop()
        self._aim_row(place)

    def _aim_row(self, at: QPointF) -> None:
        """The gap between two films that is nearest to the pointer."""
        top, height = self._rows[0].y(), self._wall.row_height
        gap = self._first + round((at.y() - top) / height)
        last = min(len(self._entries), self._first + ROWS)
        gap = max(self._first, min(gap, last))
        self._drag.carry(at, gap, top + (gap - self._first) * height - 1, self.width())

    @Slot(object, object)
    def _row_dropped(self, row: BoardRow, at: QPointF) -> None:
        self._pull.stop()
        self._drag.drop()
        self._fill()

    @Slot()
    def scroll_on(self) -> None:
        """A row that is carried beyond an edge pulls the next ones into sight."""
        self._scroll_to(self._first + self._pull_by)
        self._aim_row(self._pull_at)

    # -- thumbs --------------------------------------------------------------------------------

    @Slot(object)
    def _seat_pressed(self, box: SeatBox) -> None:
        row = box.parent()
        if isinstance(row, BoardRow):
            self._chosen(row)
        self.thumb_pressed.emit(box.entry_id, box.seat)

    @Slot(object, object)
    def _lifted(self, box: SeatBox, at: QPointF) -> None:
        home = QPointF(box.mapTo(self, box.rect().center()))
        self._carrying.lift(box, home, self.mapFromGlobal(at), self._wall.thumb)

    @Slot(object, object)
    def _carried(self, box: SeatBox, at: QPointF) -> None:
        self._carry(self.mapFromGlobal(at))

    @Slot(object, object)
    def _dropped(self, box: SeatBox, at: QPointF) -> None:
        self._drop(self.mapFromGlobal(at))

    def _carry(self, at: QPointF) -> None:
        box = self._box_at(at)
        self._carrying.carry(at, box, self._full(box))

    def _drop(self, at: QPointF) -> None:
        box = self._box_at(at)
        self._carrying.drop(box, self._ledge().contains(at), self._full(box))

    def _box_at(self, at: QPointF) -> SeatBox | None:
        for row in self._rows:
            for box in row.seats:
                place = QRectF(box.box().translated(QPointF(box.mapTo(self, box.rect().topLeft()))))
                if place.adjusted(-4, -8, 4, 8).contains(at):
                    return box if box.entry_id is not None else None
        return None

    @staticmethod
    def _full(box: SeatBox | None) -> bool:
        row = box.parent() if box is not None else None
        return isinstance(row, BoardRow) and row.entry is not None and all(row.entry.thumbs)

    # -- the pile ------------------------------------------------------------------------------

    def _ledge(self) -> QRectF:
        return self._wall.ledge.translated(BORDER, BORDER)

    def _pile_room(self) -> QRectF:
        """Where the heap lies: under the boxes, its feet behind the lip."""
        left, right = self._wall.box(0).left(), self._wall.box(4).right()
        ledge = self._ledge()
        return QRectF(
            BORDER + left, ledge.top() - 4, right - left, ledge.height() + 4 - self._wall.lip
        )

    def seats_of_selected(self) -> tuple[SeatBox, ...]:
        """The five boxes of the selected row; none where it is out of sight."""
        rows = (one for one in self._rows if one.selected and one.entry is not None)
        return next((row.seats for row in rows), ())

    def pile_top(self) -> QRectF:
        """Where the thumb on top of the heap lies, in the wall's own pixels."""
        return pile.top_thumb(self._pile_room(), self._wall.thumb)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._spare > 0 and self._pile_room().contains(at):
            self._pile_held = True
            self._carrying.lift(None, self.pile_top().center(), at, self._wall.thumb)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pile_held:
            self._carry(event.position())
            return
        over = self._spare > 0 and self._pile_room().contains(event.position())
        self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pile_held:
            self._pile_held = False
            self._drop(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        by = event.angleDelta().y()
        if not self._last_first():
            event.ignore()  # all rows are seen: the page may scroll
            return
        if by and not self._in_hand:
            self._scroll_to(self._first + (-1 if by > 0 else 1))
        event.accept()

    # -- painting ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(952, 728)

    def minimumSizeHint(self) -> QSize:
        return QSize(620, max(420, dp(290)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._wall = Wall(self.width() - 2 * BORDER, self.height() - 2 * BORDER)
        for number, row in enumerate(self._rows):
            top = BORDER + self._wall.rows_top + number * self._wall.row_height
            row.setGeometry(BORDER, top, self.width() - 2 * BORDER, self._wall.row_height)
            row.set_wall(self._wall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio, colors = self.devicePixelRatioF(), in_this_light()
        width, height = self.width(), self.height()
        painter.drawPixmap(0, 0, frame(width, height, BORDER, _RADIUS, ratio, colors))
        inner = (width - 2 * BORDER, height - 2 * BORDER)
        painter.drawPixmap(BORDER, BORDER, steel(*inner, ratio, colors))
        ledge = self._ledge()
        paint_ledge(painter, ledge, colors)
        self._paint_pile(painter, ratio)
        lip = QRectF(ledge)
        lip.setTop(ledge.bottom() - self._wall.lip)
        paint_lip(painter, lip, colors)
        self._paint_ledge_words(painter, ledge)

    def _paint_pile(self, painter: QPainter, ratio: float) -> None:
        room = self._pile_room()
        held = 1 if self._pile_held else 0
        count = min(self._spare, pile.MOST) - held
        # The picture is higher than its room: thumbs on top reach over the ledge's edge.
        tall = round(room.height() + self._wall.thumb)
        picture = pile.heap(round(room.width()), tall, self._wall.thumb, count, ratio)
        painter.drawPixmap(QPointF(room.left(), room.bottom() - tall), picture)

    def _paint_ledge_words(self, painter: QPainter, ledge: QRectF) -> None:
        """How thumbs are given, or what has run out; and how many rows there are beyond these."""
        x = ledge.left() + self._wall.letters_left
        middle = ledge.top() + (ledge.height() - self._wall.lip) / 2
        line = QRectF(x, middle - dp(12), self._pile_room().left() - x - dp(12), dp(24))
        if self._told:
            write(painter, line, self._told)
            return
        width = write(painter, line, self.tr("Drag a thumb into a box, or press"))
        keys = self.tr("Alt 0–5")
        cap = QRectF(x + width + dp(10), line.top(), paint.key_cap_width(keys), line.height())
        paint.key_cap(painter, cap, keys)
        beyond = len(self._entries) - ROWS
        if beyond > 0:
            below = line.translated(0, dp(18))
            last = min(self._first + ROWS, len(self._entries))
            words = self.tr("Rows {first} to {last} of {all}").format(
                first=self._first + 1, last=last, all=len(self._entries)
            )
            write(painter, below, words)


def _has_keys(row: BoardRow) -> bool:
    """Whether the row or one of its boxes has the keys."""
    focus = QApplication.focusWidget()
    return focus is row or (focus is not None and row.isAncestorOf(focus))
