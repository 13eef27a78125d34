"""The list above a setter: type to narrow, arrows move, Enter or a click takes, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import dp, font, tokens
from ui.widgets import TextInput, paint

_CHOICE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
#: With more choices than this there is a field to narrow them.
_FEW = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and its words; `shown` where the list says more than the pill does."""

    value: object
    text: str
    shown: str = ""


class _Choices(QAbstractListModel):
    """What fits the text typed, and the text itself where any text will do."""

    def __init__(self, every: Sequence[Choice], free: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._every, self._free = list(every), free
        self.shown: list[Choice] = list(every)

    def narrow(self, typed: str) -> None:
        """Those that have the text."""
        text = " ".join(typed.split())
        needle = text.casefold()
        self.beginResetModel()
        self.shown = [one for one in self._every if needle in one.text.casefold()]
        exact = any(one.text.casefold() == needle for one in self._every)
        if self._free and text and not exact:
            self.shown.append(Choice(text, text, self._free.format(text=text)))
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        choice = self.shown[index.row()]
        if role == _CHOICE:
            return choice
        return (choice.shown or choice.text) if role == int(Qt.ItemDataRole.DisplayRole) else None


class _ChoiceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(dp(120), dp(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice: Choice = index.data(_CHOICE)
        box = QRectF(option.rect)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            paint.rounded(painter, box.adjusted(2, 1, -2, -1), dp(6), tokens().sunk)
        words = box.adjusted(dp(12), 0, -dp(12), 0)
        paint.text(painter, words, choice.shown or choice.text, face=font(13))


class _Typed(TextInput):
    """Arrows, Enter and Esc belong to the list; not an event filter, which outlives the popup."""

    steer: Callable[[QKeyEvent], bool] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.steer is None or not self.steer(event):
            super().keyPressEvent(event)


class SetterPopup(QFrame):
    """One choice out of a list. ``chosen(object)`` carries the ``Choice``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, name: str, every: Sequence[Choice], free: str = "") -> None:
        super().__init__(parent.window(), Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)
        self._choices = _Choices(every, free, self)
        hint = self.tr("Type a new one, or narrow") if free else self.tr("Type to narrow")
        self.typed = _Typed(placeholder=hint, height=30, parent=self)
        self.typed.steer = self._steer
        self.typed.setAccessibleName(hint)
        self.typed.textChanged.connect(self._narrowed)
        self.typed.setVisible(bool(free) or len(every) > _FEW)
        self.list = QListView(self)
        self.list.setAccessibleName(name)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self._choices)
        self.list.setItemDelegate(_ChoiceDelegate(self.list))
        self.list.clicked.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(8), dp(8), dp(8), dp(8))
        box.setSpacing(dp(6))
        box.addWidget(self.list)
        box.addWidget(self.typed)

    def show_above(self, pill: QWidget, value: object) -> None:
        """Open above the pill, within the screen, on the value that is set."""
        metrics = QFontMetrics(font(13))
        shown = self._choices.shown
        widest = max((metrics.horizontalAdvance(one.text) for one in shown), default=0)
        width = min(max(widest + dp(60), dp(220)), dp(360))
        rows = min(max(len(shown), 1), 11)
        field = dp(36) if self.typed.isVisibleTo(self) else 0
        self.resize(width, rows * dp(30) + field + dp(20))
        spot = pill.mapToGlobal(QPoint(0, -self.height() - 4))
        screen = pill.screen().availableGeometry()
        spot.setX(max(min(spot.x(), screen.right() - width), screen.left()))
        spot.setY(max(spot.y(), screen.top()))
        self.move(spot)
        self.show()
        at = next((at for at, one in enumerate(shown) if one.value == value), 0)
        if shown:
            self.list.setCurrentIndex(self._choices.index(at, 0))
        (self.typed if self.typed.isVisible() else self).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._steer(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.rounded(QPainter(self), QRectF(self.rect()), dp(9), tokens().surface, tokens().line)

    def _steer(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        row = self.list.currentIndex().row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            row = min(max(row + step, 0), self._choices.rowCount() - 1)
            self.list.setCurrentIndex(self._choices.index(row, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    @Slot(str)
    def _narrowed(self, typed: str) -> None:
        self._choices.narrow(typed)
        self.list.setCurrentIndex(self._choices.index(0, 0))

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        choice: Choice | None = index.data(_CHOICE) if index.isValid() else None
        if choice is None:
            return
        self.close()
        self.chosen.emit(choice)
