"""Editions with their copies as rows: Tab enters, arrows move, Enter opens a copy's history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.catalog.models import Purpose
from app.catalog.title_detail import CopyDetail, EditionDetail
from app.shop import settings
from app.shop.money import Currency, format_amount
from ui.inventory.row_words import copy_words, upc_words
from ui.theme import dp, font, theme, tokens
from ui.widgets import paint_mark, word_role
from ui.widgets.paint import halo, rounded, text

_ITEM = int(Qt.ItemDataRole.UserRole) + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_HEAD, _ROW = 26, 24
#: The words begin this far inside, so that the row in hand can be drawn around them.
_INSET = 8


@dataclass(frozen=True, slots=True)
class EditionLine:
    """The head of an edition: format, UPC, label, and what its copies rent under."""

    edition: EditionDetail
    rents: str


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy."""

    copy: CopyDetail


Item = EditionLine | CopyLine


def class_words(copies: Sequence[CopyDetail], seen: set[str], money: Currency) -> str:
    """`Catalogue, 5 nights, 3.00` the first time a class is named, then only its name."""
    rented = [copy for copy in copies if copy.purpose == Purpose.RENTAL and copy.class_name]
    if not rented:
        return "Not rented" if copies else ""
    names = list(dict.fromkeys(copy.class_name for copy in rented))
    if len(names) > 1:
        return ", ".join(names)
    first = rented[0]
    if first.class_name in seen or first.class_price_cents is None:
        return names[0]
    seen.add(names[0])
    price = format_amount(first.class_price_cents, money)
    if first.class_nights is None:
        return f"{names[0]}, {price}"
    nights = "1 night" if first.class_nights == 1 else f"{first.class_nights} nights"
    return f"{names[0]}, {nights}, {price}"


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[Item] = []
        self.now: datetime | None = None

    def show_editions(self, editions: Sequence[EditionDetail], now: datetime) -> None:
        money = settings.settings().money
        seen: set[str] = set()
        self.beginResetModel()
        self.now = now
        self.items = []
        for edition in editions:
            self.items.append(EditionLine(edition, class_words(edition.copies, seen, money)))
            self.items.extend(CopyLine(copy) for copy in edition.copies)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.items[index.row()], CopyLine):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == _ITEM:
            return item
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return self._spoken(item)
        return None

    def _spoken(self, item: Item) -> str:
        if isinstance(item, EditionLine):
            parts = [item.edition.format, item.edition.upc or "", item.edition.label, item.rents]
            return ", ".join(part for part in parts if part)
        assert self.now is not None
        said = copy_words(item.copy, self.now, settings.calendar(), settings.settings().money)
        parts = [item.copy.barcode, item.copy.condition or "", said.word]
        return ", ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: CopiesList) -> None:
        super().__init__(view)
        self._view = view
        self.narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        head = isinstance(index.data(_ITEM), EditionLine)
        return QSize(dp(200), dp(_HEAD if head else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item = index.data(_ITEM)
        box = QRectF(option.rect).adjusted(dp(_INSET), 0, -dp(_INSET), 0)
        painter.save()
        if isinstance(item, EditionLine):
            self._edition(painter, box, item)
        else:
            self._copy(painter, box, item.copy, index)
        painter.restore()

    def _edition(self, painter: QPainter, box: QRectF, item: EditionLine) -> None:
        place = box.adjusted(0, 1, 0, -1)
        used = text(painter, place, item.edition.format, face=font(12, 600))
        right = 0.0
        if item.rents and not self.narrow:
            right = text(painter, place, item.rents, role="ink2", face=font(12), align=_RIGHT)
        x = used + dp(9)
        room = place.adjusted(x, 0, -right - dp(8), 0)
        if item.edition.upc:
            x = text(
                painter,
                room,
                upc_words(item.edition.upc),
                role="ink2",
                face=font(12, tabular=True),
            )
            room = room.adjusted(x + dp(9), 0, 0, 0)
        said = edition_words(item.edition)
        if said and room.width() > dp(24):
            text(painter, room, said, role="ink2", face=font(12))

    def _copy(self, painter: QPainter, box: QRectF, copy: CopyDetail, index: _Index) -> None:
        view = self._view
        now = view.now()
        current = index.row() == view.currentIndex().row()
        if current and (view.hasFocus() or view.chosen):
            outer = box.adjusted(-dp(6), 1, dp(6), 0)
            painter.setClipRect(outer)
            rounded(painter, outer, dp(5), "sunk")
        else:
            hair = QColor(tokens().line)
            hair.setAlphaF(0.6)
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), hair)
        said = copy_words(copy, now, settings.calendar(), settings.settings().money)
        words = said.second if self.narrow and said.second else said.word
        place = box.adjusted(0, 1, 0, 0)
        state_at, condition_at = (dp(158), dp(66)) if self.narrow else (dp(184), dp(84))
        state_x, condition_x = box.left() + state_at, box.left() + condition_at
        text(painter, place, copy.barcode, face=font(12, 500, tabular=True))
        role = "ink2"
        condition = copy.condition or ""
        room = QRectF(condition_x, place.top(), state_x - condition_x - dp(4), place.height())
        text(painter, room, condition, role=role, face=font(12))
        center = QPointF(state_x + dp(5), place.center().y())
        paint_mark(painter, said.mark, center, dp(9))
        rest = QRectF(state_x + dp(16), place.top(), box.right() - state_x - dp(16), place.height())
        text(painter, rest, words, role=word_role(said.mark), face=font(12))
        if current and view.hasFocus():
            painter.setClipping(False)
            halo(painter, box.adjusted(-dp(5), 2, dp(5), -1), dp(5))


class CopiesList(QListView):
    """As tall as its rows. ``opened(object)``: Enter on a copy; ``menu_wanted(object)``: a right
    click on one; ``copy_changed``: another copy is current. All carry copy ids.
    """

    opened = Signal(object)
    menu_wanted = Signal(object)
    copy_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Model(self)
        #: Whether a person chose the current copy; it then stays marked without the focus.
        self.chosen = False
        self.setModel(self._rows)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Editions and copies"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        theme().changed.connect(self._fit)

    def show_editions(
        self, editions: Sequence[EditionDetail], now: datetime, *, same: bool
    ) -> None:
        """Other rows; the current copy stays where it is the same title."""
        kept = self.copy_id if same else None
        kept_chosen = self.chosen
        self._rows.show_editions(editions, now)
        self.chosen = False
        for at, item in enumerate(self._rows.items):
            if isinstance(item, CopyLine) and item.copy.id == kept:
                self.setCurrentIndex(self._rows.index(at))
                self.chosen = kept_chosen
        self._fit()

    def now(self) -> datetime:
        """The instant that the rows are said at."""
        assert self._rows.now is not None
        return self._rows.now

    @property
    def copy_id(self) -> int | None:
        """The current copy."""
        item = self.currentIndex().data(_ITEM)
        return item.copy.id if isinstance(item, CopyLine) else None

    @property
    def chosen_copy_id(self) -> int | None:
        """The copy that a person chose with keys or mouse, if one."""
        return self.copy_id if self.chosen or self.hasFocus() else None

    def choose(self, copy_id: int) -> None:
        """Mark a copy (one that was scanned)."""
        for at, item in enumerate(self._rows.items):
            if isinstance(item, CopyLine) and item.copy.id == copy_id:
                self.chosen = True
                self.setCurrentIndex(self._rows.index(at))
        self.viewport().update()
        self.copy_changed.emit()

    def set_narrow(self, narrow: bool) -> None:
        """1280 wide: closer columns, shorter words."""
        self._delegate.narrow = narrow
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(dp(200), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(120), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.copy_id is not None:
                self.opened.emit(self.copy_id)
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.chosen = True
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters and digits belong to the scan bar."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.copy_id is None:
            for at, item in enumerate(self._rows.items):
                if isinstance(item, CopyLine):
                    self.setCurrentIndex(self._rows.index(at))
                    break
        self.viewport().update()
        self.copy_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().update()
        self.copy_changed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.copy_id is not None:
            self.opened.emit(self.copy_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.indexAt(event.pos()).data(_ITEM)
        if isinstance(item, CopyLine):
            self.setCurrentIndex(self.indexAt(event.pos()))
            self.menu_wanted.emit(item.copy.id)

    def _height(self) -> int:
        heads = sum(isinstance(item, EditionLine) for item in self._rows.items)
        return heads * dp(_HEAD) + (len(self._rows.items) - heads) * dp(_ROW) + 2

    def _fit(self) -> None:
        self.setFixedHeight(self._height())
        self.viewport().update()


def edition_words(edition: EditionDetail) -> str:
    """What else there is to say of an edition: its label, several discs."""
    parts = [edition.label]
    if edition.discs > 1:
        parts.append(f"{edition.discs} discs")
    return ", ".join(part for part in parts if part)
