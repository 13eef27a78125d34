"""The feed of a session: its sums, and every scan, the newest on top, painted by one delegate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.nightdrop.rules import Counts
from ui import icons
from ui.amounts import money
from ui.nightdrop.looks import FeedRow
from ui.nightdrop.pictures import RIGHT, foreign_case, outcome_disc, ratio_of, tooltip, tray_tile
from ui.nightdrop.words import tr
from ui.tables import ROW_ROLE, Column, RowsModel
from ui.theme import dp, font, mix, tokens
from ui.widgets import Card, CoverCache, paint

Index = QModelIndex | QPersistentModelIndex


def _row_id(row: FeedRow) -> int:
    return row.row_id


def _spoken(row: FeedRow) -> str:
    return row.spoken


def _tooltip(row: FeedRow) -> str:
    return tooltip(f"{row.title}: {row.line}" if row.line else row.title)


class FeedModel(RowsModel):
    """``FeedRow``s, newest first. A scan is one row put in on top, a mark one row replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [Column("scan", tr("Scans"), _spoken, tooltip=_tooltip)]
        super().__init__(columns, row_id=_row_id, parent=parent)

    def put(self, row: FeedRow) -> None:
        """A row that is shown already is shown anew where it stands; another comes on top."""
        at = self.row_of(row.row_id)
        if at >= 0:
            self.replace(at, row)
        else:
            self.insert(0, row)

    def take_out(self, row_id: int) -> None:
        """Takes a row out, if it is there."""
        at = self.row_of(row_id)
        if at >= 0:
            self.remove(at)


class FeedDelegate(QStyledItemDelegate):
    """Paints a row; nothing here reads the database."""

    def __init__(self, covers: CoverCache, view: QListView) -> None:
        super().__init__(view)
        self._covers = covers
        self._view = view
        self._compact = False

    def set_compact(self, compact: bool) -> None:
        """Without covers, and in lower rows, for 1280 x 720."""
        self._compact = compact

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, dp(50 if self._compact else 56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, FeedRow):
            return
        painter.save()
        box = QRectF(option.rect)
        self._paint_ground(painter, box, row, newest=index.row() == 0)
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            paint.rounded(painter, box.adjusted(3, 3, -3, -3), dp(6), None, "focus", 1.5)
        x = self._paint_pictures(painter, box, row)
        right = self._paint_right(painter, box, row)
        self._paint_words(painter, box, row, x, right)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, row: FeedRow, *, newest: bool) -> None:
        t = tokens()
        if newest:
            tint = t.soft(row.look.role) if row.look.role != "ink2" else t.sunk
            painter.fillRect(box, t.color(mix(tint, t.surface, 0.5)))
            edge = QRectF(box.left(), box.top(), 3, box.height())
            painter.fillRect(edge, t.color(row.look.role))
        hair = t.color(mix(t.line, t.surface, 0.75))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)

    def _paint_pictures(self, painter: QPainter, box: QRectF, row: FeedRow) -> float:
        disc = QRectF(0, 0, dp(28), dp(28))
        disc.moveCenter(box.center())
        disc.moveLeft(box.left() + dp(16 if self._compact else 20))
        outcome_disc(painter, disc, row.look)
        if self._compact:
            return disc.right() + dp(12)
        cover = QRectF(0, 0, dp(28), dp(38))
        cover.moveCenter(box.center())
        cover.moveLeft(disc.right() + dp(12))
        if row.cover is None:
            foreign_case(painter, cover)
        else:
            picture = self._covers.pixmap(row.cover, cover.size().toSize(), ratio_of(painter))
            painter.drawPixmap(round(cover.left()), round(cover.top()), picture)
            if tokens().night:
                paint.rounded(painter, cover, 2, None, "line")
        return cover.right() + dp(12)

    def _paint_right(self, painter: QPainter, box: QRectF, row: FeedRow) -> float:
        """Tray, time and word; the x where they begin on the second line."""
        tile = QRectF(0, 0, dp(28 if self._compact else 32), dp(28 if self._compact else 32))
        tile.moveCenter(box.center())
        tile.moveRight(box.right() - dp(20) + self._bar_width())
        if row.tray is not None:
            tray_tile(painter, tile, row.tray, full=False, empty=False)
        time = QRectF(tile.left() - dp(82), box.top() + self._first(), dp(70), dp(20))
        face = font(12, tabular=True)
        paint.text(painter, time, row.time, role="ink2", face=face, align=RIGHT, elide=False)
        return tile.left() - dp(12)

    def _paint_words(
        self, painter: QPainter, box: QRectF, row: FeedRow, x: float, right: float
    ) -> None:
        bold, word_face, small = font(15, 600), font(12, 600), font(12)
        word_wide = QFontMetrics(word_face).horizontalAdvance(row.look.word)
        time_wide = QFontMetrics(font(12, tabular=True)).horizontalAdvance(row.time)
        word_right = right - max(time_wide, dp(53)) - dp(10)
        top = box.top() + self._first()
        word = QRectF(word_right - word_wide - 2, top, word_wide + 2, dp(20))
        paint.text(painter, word, row.look.word, role=row.look.role, face=word_face, align=RIGHT)
        room = word.left() - dp(12) - x
        detail_wide = QFontMetrics(small).horizontalAdvance(row.detail) + dp(8)
        fits = QFontMetrics(bold).horizontalAdvance(row.title) + detail_wide <= room
        shows_detail = bool(row.detail) and (fits or detail_wide < room / 4)
        title_room = room - detail_wide if shows_detail else room
        title = QRectF(x, top, max(title_room, dp(60)), dp(20))
        wide = min(paint.text(painter, title, row.title, face=bold), title.width())
        if shows_detail:
            detail = QRectF(x + wide + dp(8), top, max(room - wide - dp(8), 0), dp(20))
            paint.text(painter, detail, row.detail, role="ink2", face=small)
        end = right if row.tray is not None else box.right() - dp(20) + self._bar_width()
        line = QRectF(x, top + dp(20), end - x, dp(20))
        words = amount_kept(row.line, small, line.width())
        paint.text(painter, line, words, role="ink2", face=small)

    def _first(self) -> int:
        return dp(6 if self._compact else 8)

    def _bar_width(self) -> int:
        """What the scroll bar takes off a row: the columns stay where they are when it comes."""
        bar = self._view.verticalScrollBar()
        return bar.width() if bar.isVisible() else 0


def amount_kept(words: str, face: QFont, width: float) -> str:
    """A sentence cut to a width in its middle: what it ends with, the fee, is never cut."""
    metrics = QFontMetrics(face)
    if metrics.horizontalAdvance(words) <= width:
        return words
    head, dot, tail = words.rpartition(". ")
    room = width - metrics.horizontalAdvance(f" {tail}")
    if not dot or room < width / 4:
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width))
    return f"{metrics.elidedText(head + '.', Qt.TextElideMode.ElideRight, int(room))} {tail}"


class _Sums(QWidget):
    """Scanned = on time + late + in trays + was in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells: list[tuple[str, str, str, str]] = []
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: Counts) -> None:
        late = self.tr("late")
        if counts.late_fee_cents:
            late = self.tr("late, {amount}").format(amount=money(counts.late_fee_cents))
        self._cells = [
            (str(counts.scanned), "", "ink2", self.tr("scanned")),
            (str(counts.on_time), "check", "ok", self.tr("on time")),
            (str(counts.late), "clock-alert", "stop", late),
            (str(counts.in_trays), "inbox", "need", self.tr("in trays")),
            (str(counts.was_in), "library-big", "ink2", self.tr("was in")),
        ]
        self.setAccessibleName(", ".join(f"{cell[0]} {cell[3]}" for cell in self._cells))
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(400), dp(60 if self._compact else 67))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inset = dp(16 if self._compact else 20)
        top, x = dp(13 if self._compact else 16), float(inset)
        with_icons, room = self._room(self.width() - 2 * inset)
        for (number, icon, role, words), wide in zip(self._cells, room, strict=True):
            left, x = x, x + wide
            figure = QRectF(left, top - dp(3), wide, dp(26))
            paint.text(painter, figure, number, face=font(20, 700))
            y = top + dp(22)
            if icon and with_icons:
                icons.paint(painter, icon, role, QRectF(left, y, dp(14), dp(18)), dp(14))
                left += dp(18)
            line = QRectF(left, y, x - left - 2, dp(18))
            paint.text(painter, line, words, role="ink2", face=font(12))
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens().color("line"))

    def _room(self, width: float) -> tuple[bool, list[float]]:
        """Whether there is room for icons, and the columns: equal ones where the words allow it."""
        even = width / max(len(self._cells), 1)
        metrics = QFontMetrics(font(12))
        words = [metrics.horizontalAdvance(cell[3]) + dp(6) for cell in self._cells]
        both = [
            wide + (dp(18) if cell[1] else 0) for wide, cell in zip(words, self._cells, strict=True)
        ]
        if all(need <= even for need in both):
            return True, [even] * len(both)
        with_icons = sum(both) <= width
        needs = both if with_icons else words
        spare = (width - sum(needs)) / len(needs)
        return with_icons, [need + spare for need in needs]


class Feed(Card):
    """The card in the middle."""

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FeedModel(self)
        self._sums = _Sums(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setAccessibleName(self.tr("Scans of this session, the newest first"))
        self.view.setProperty("noHalo", True)
        self.view.setMouseTracking(True)
        self._delegate = FeedDelegate(covers, self.view)
        self.view.setItemDelegate(self._delegate)
        covers.arrived.connect(self._arrived)
        box = self.column((1, 1, 1, 8), 0)
        box.addWidget(self._sums)
        box.addWidget(self.view, 1)
        self.setMinimumWidth(dp(300))

    def show_rows(self, rows: Sequence[FeedRow], counts: Counts) -> None:
        """Another session, or this one read again."""
        self.model.set_rows(rows)
        self._sums.set_counts(counts)
        self.view.scrollToTop()

    def put(self, row: FeedRow, counts: Counts) -> None:
        """One more scan, or one that changed; without any motion."""
        self.model.put(row)
        self._sums.set_counts(counts)
        self.view.scrollToTop()

    def set_compact(self, compact: bool) -> None:
        """For 1280 x 720."""
        self._delegate.set_compact(compact)
        self._sums.set_compact(compact)
        self.view.doItemsLayout()

    @Slot(str)
    def _arrived(self, digest: str) -> None:
        self.view.viewport().update()
