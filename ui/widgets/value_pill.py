"""What pills with a list of values have in common: the keys, and the list that opens beside one."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import dp, tokens
from ui.widgets import paint
from ui.widgets.buttons import PaintedButton
from ui.widgets.fields import TextInput

Index = QModelIndex | QPersistentModelIndex
#: With more values than this there is a field to narrow them.
FEW = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW, _MOST_ROWS = 30, 11


class ValuePill(PaintedButton):
    """A click, Space or Alt+Down opens its list; Delete, Backspace or its x takes the value back.

    A subclass says what ``is_set``, ``open`` and ``clear`` are.
    """

    #: The width of the end that is the x while a value is set, in mock-up pixels.
    cross = 24

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)

    @property
    def is_set(self) -> bool:
        """Whether it has a value."""
        raise NotImplementedError

    @Slot()
    def open(self) -> None:
        """Open the list."""
        raise NotImplementedError

    @Slot()
    def clear(self) -> None:
        """Take the value back, and say so."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and alt:
            self.open()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.is_set and event.position().x() > self.width() - dp(self.cross):
            self.clear()
            return
        super().mousePressEvent(event)


class ValueList(QFrame):
    """The list of a pill: type to narrow, arrows move, Enter or a click takes, Esc closes.

    A subclass fills ``model``, and says what ``take`` and ``narrow`` do. ``typing`` shows the field
    to type in, above the list or below it, next to the pill's far side.
    """

    #: Space takes as well, as long as nothing is typed.
    space_takes = False

    def __init__(
        self,
        pill: QWidget,
        name: str,
        model: QAbstractItemModel,
        delegate: QStyledItemDelegate,
        *,
        hint: str,
        typing: bool,
        typed_first: bool,
    ) -> None:
        super().__init__(pill.window(), Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)
        self._values = model
        self.typed = _Typed(placeholder=hint, height=30, parent=self)
        self.typed.steer = self._steer
        self.typed.setAccessibleName(hint)
        self.typed.textChanged.connect(self._narrowed)
        self.typed.setVisible(typing)
        self.list = QListView(self)
        self.list.setAccessibleName(name)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(model)
        delegate.setParent(self.list)
        self.list.setItemDelegate(delegate)
        self.list.clicked.connect(self.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(8), dp(8), dp(8), dp(8))
        box.setSpacing(dp(6))
        parts: tuple[QWidget, QWidget] = (self.typed, self.list)
        for part in parts if typed_first else reversed(parts):
            box.addWidget(part)

    # -- for subclasses --------------------------------------------------------------------------

    @Slot(QModelIndex)
    def take(self, index: QModelIndex) -> None:
        """A value was chosen."""
        raise NotImplementedError

    def narrow(self, text: str) -> None:
        """Show only what fits a text."""
        raise NotImplementedError

    # -- opening ---------------------------------------------------------------------------------

    def open_beside(self, pill: QWidget, width: int, *, above: bool, current: int = 0) -> None:
        """Open under the pill or above it, within the screen, on a row of the list."""
        rows = min(max(self._values.rowCount(), 1), _MOST_ROWS)
        field = dp(36) if self.typed.isVisibleTo(self) else 0
        self.resize(width, rows * dp(_ROW) + field + dp(20))
        y = -self.height() - 4 if above else pill.height() + 4
        spot = pill.mapToGlobal(QPoint(0, y))
        screen = pill.screen().availableGeometry()
        spot.setX(max(min(spot.x(), screen.right() - width), screen.left()))
        spot.setY(max(min(spot.y(), screen.bottom() - self.height()), screen.top()))
        self.move(spot)
        self.show()
        self._go_to(current)
        (self.typed if self.typed.isVisible() else self).setFocus()

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._steer(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.rounded(QPainter(self), QRectF(self.rect()), dp(9), tokens().surface, tokens().line)

    def _steer(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        typed = self.typed.isVisible() and bool(self.typed.text())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._go_to(self.list.currentIndex().row() + step)
        elif key in _ENTER or (key == Qt.Key.Key_Space and self.space_takes and not typed):
            self.take(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _go_to(self, row: int) -> None:
        row = min(max(row, 0), self._values.rowCount() - 1)
        self.list.setCurrentIndex(self._values.index(row, 0))

    @Slot(str)
    def _narrowed(self, text: str) -> None:
        self.narrow(text)
        self._go_to(0)


class ValueDelegate(QStyledItemDelegate):
    """Rows of one height; the one in hand on a tint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(dp(120), dp(_ROW))

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QRectF:
        """The tint under the row in hand; the row's rectangle."""
        box = QRectF(option.rect)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            paint.rounded(painter, box.adjusted(2, 1, -2, -1), dp(6), tokens().sunk)
        return box


class _Typed(TextInput):
    """The text that narrows the list; arrows, Enter and Esc are the list's.

    Not an event filter of the popup: that would be called while the popup is being destroyed.
    """

    steer: Callable[[QKeyEvent], bool] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.steer is None or not self.steer(event):
            super().keyPressEvent(event)
