"""A facet of a list: a pill that shows what is chosen, and the list with counts below it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
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
from PySide6.QtGui import (
    QCloseEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
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

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.buttons import PaintedButton
from ui.widgets.fields import TextInput

_OPTION = int(Qt.ItemDataRole.UserRole) + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class FacetOption:
    """A value that can be chosen, its words, and how many there are (None: not counted)."""

    value: Hashable
    text: str
    count: int | None = None


class FacetPill(PaintedButton):
    """A filter in a row of filters.

    Unset it shows its name and an arrow; set, its name and value on the accent's tint with an x.
    A click, Alt+Down or Space opens the list; Delete or the x clears. ``opening`` is emitted just
    before the list opens (load counts then), ``values_changed`` with a frozenset after each tick.
    """

    opening = Signal()
    values_changed = Signal(object)

    def __init__(
        self,
        key: str,
        label: str,
        options: Sequence[FacetOption] = (),
        *,
        multi: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, parent)
        self.key = key
        self._multi = multi
        self._options = list(options)
        self._values: frozenset[Hashable] = frozenset()
        self._value_text = ""
        self._popup: FacetPopup | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        self._retell()

    @property
    def values(self) -> frozenset[Hashable]:
        """What is chosen; empty for unset."""
        return self._values

    @property
    def multi(self) -> bool:
        """Whether several values can be chosen."""
        return self._multi

    @property
    def options(self) -> list[FacetOption]:
        """What can be chosen."""
        return self._options

    @property
    def value_text(self) -> str:
        """The chosen values as words: "DVD or Blu-ray"."""
        return self._value_text

    def set_options(self, options: Sequence[FacetOption]) -> None:
        """What can be chosen, with counts; an open list is brought up to date."""
        self._options = list(options)
        if self._popup is not None:
            self._popup.reload()
        self._retell()

    def set_values(self, values: Iterable[Hashable], text: str = "") -> None:
        """Choose without telling anybody. ``text`` replaces the words (for "over 180 days")."""
        self._values = frozenset(values)
        self._retell(text)

    @Slot()
    def open(self) -> None:
        """Open the list below the pill."""
        self.opening.emit()
        self._popup = FacetPopup(self)
        self._popup.show_below()

    @Slot()
    def clear(self) -> None:
        """Choose nothing, and say so."""
        if self._values:
            self.choose(frozenset())

    def choose(self, values: frozenset[Hashable]) -> None:
        """Choose as a person would: ``values_changed`` is emitted."""
        self._values = values
        self._retell()
        self.values_changed.emit(values)

    def popup_closed(self) -> None:
        """The list has gone."""
        self._popup = None

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._face()).horizontalAdvance(self.text()) + dp(20)
        if self._value_text:
            width += QFontMetrics(font(12, 600)).horizontalAdvance(self._value_text) + dp(4)
        return QSize(width + dp(15), dp(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and alt:
            self.open()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._values and event.position().x() > self.width() - dp(24):
            self.clear()
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        on = bool(self._values)
        over = self.underMouse()
        fill = t.accent_soft if on else t.sunk if over else t.surface
        paint.rounded(painter, box, dp(7), fill, t.accent_line if on else t.line)
        x = float(dp(10))
        name = QRectF(x, 0, box.width(), box.height())
        x += paint.text(painter, name, self.text(), role="ink2", face=self._face())
        if self._value_text:
            x += dp(4)
            inner = QRectF(x, 0, box.width() - x - dp(22), box.height())
            paint.text(painter, inner, self._value_text, face=font(12, 600))
        size = dp(12)
        end = QRectF(box.right() - size - dp(8), 0, size, box.height())
        icons.paint(painter, "x" if on else "chevron-down", "ink2" if on else "ink3", end, size)

    def _face(self) -> QFont:
        return font(12, 400 if self._values else 500)

    def _retell(self, text: str = "") -> None:
        if not text:
            chosen = [o.text for o in self._options if o.value in self._values]
            if len(chosen) > 2:
                text = self.tr("{first} or {n} more").format(first=chosen[0], n=len(chosen) - 1)
            else:
                text = self.tr(" or ").join(chosen)
        self._value_text = text if self._values else ""
        self.setAccessibleName(f"{self.text()} {self._value_text}".strip())
        self.updateGeometry()
        self.update()


class _OptionsModel(QAbstractListModel):
    def __init__(self, pill: FacetPill, parent: QWidget) -> None:
        super().__init__(parent)
        self._pill = pill
        self._needle = ""
        self._shown: list[FacetOption] = []
        self.reload()

    def reload(self, needle: str | None = None) -> None:
        if needle is not None:
            self._needle = needle.casefold().strip()
        self.beginResetModel()
        self._shown = [o for o in self._pill.options if self._needle in o.text.casefold()]
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        option = self._shown[index.row()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return option.text
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            chosen = self.tr("chosen") if option.value in self._pill.values else ""
            return f"{option.text} {option.count if option.count is not None else ''} {chosen}"
        return option if role == _OPTION else None


class _OptionDelegate(QStyledItemDelegate):
    def __init__(self, pill: FacetPill, parent: QWidget) -> None:
        super().__init__(parent)
        self._pill = pill

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(dp(120), dp(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice: FacetOption = index.data(_OPTION)
        box = QRectF(option.rect)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            paint.rounded(painter, box.adjusted(2, 1, -2, -1), dp(6), tokens().sunk)
        on = choice.value in self._pill.values
        size = dp(15)
        tick = QRectF(box.left() + dp(10), box.center().y() - size / 2, size, size)
        if on:
            paint.rounded(painter, tick, dp(4), tokens().accent)
            icons.paint(painter, "check", "on_accent", tick, dp(11))
        else:
            paint.rounded(painter, tick, dp(4), tokens().surface, tokens().ink3, 1.2)
        right = box.adjusted(0, 0, -dp(12), 0)
        count = "" if choice.count is None else f"{choice.count:,}"
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        face = font(12, tabular=True)
        wide = paint.text(painter, right, count, role="ink2", face=face, align=align)
        left = box.left() + dp(34)
        words = QRectF(left, box.top(), box.right() - left - wide - dp(20), box.height())
        paint.text(painter, words, choice.text, face=font(13, 500 if on else 400))


class _Narrow(TextInput):
    """The text that narrows the list; arrows, Enter and Esc are the list's.

    Not an event filter of the popup: that would be called while the popup is being destroyed.
    """

    steer: Callable[[QKeyEvent], bool] | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.steer is None or not self.steer(event):
            super().keyPressEvent(event)


class FacetPopup(QFrame):
    """The list below a pill: type to narrow, arrows move, Space or Enter ticks, Esc closes."""

    def __init__(self, pill: FacetPill) -> None:
        super().__init__(pill.window(), Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._pill = pill
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(pill.text())
        self._narrow = _Narrow(placeholder=self.tr("Type to narrow"), height=30, parent=self)
        self._narrow.steer = self._steer
        self._narrow.setAccessibleName(self.tr("Type to narrow"))
        self._narrow.textChanged.connect(self._narrowed)
        self._list = QListView(self)
        self._list.setAccessibleName(pill.text())
        self._list.setMouseTracking(True)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _OptionsModel(pill, self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_OptionDelegate(pill, self))
        self._list.clicked.connect(self._toggle)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(8), dp(8), dp(8), dp(8))
        box.setSpacing(dp(6))
        box.addWidget(self._narrow)
        box.addWidget(self._list)
        self._narrow.setVisible(len(pill.options) > 8)

    def show_below(self) -> None:
        """Open under the pill, within the screen."""
        metrics = QFontMetrics(font(13))
        widest = max(
            (metrics.horizontalAdvance(o.text) for o in self._pill.options), default=dp(120)
        )
        width = min(max(widest + dp(130), dp(200)), dp(360))
        rows = min(max(len(self._pill.options), 1), 11)
        narrow = dp(36) if len(self._pill.options) > 8 else 0
        self.resize(width, rows * dp(30) + narrow + dp(20))
        spot = self._pill.mapToGlobal(QPoint(0, self._pill.height() + 4))
        screen = self._pill.screen().availableGeometry()
        spot.setX(max(min(spot.x(), screen.right() - width), screen.left()))
        self.move(spot)
        self.show()
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0, 0))
        (self._narrow if self._narrow.isVisible() else self).setFocus()

    def reload(self) -> None:
        """Counts or options have changed."""
        row = self._list.currentIndex().row()
        self._model.reload()
        self._list.setCurrentIndex(self._model.index(max(row, 0), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._steer(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._pill.popup_closed()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.rounded(QPainter(self), QRectF(self.rect()), dp(9), tokens().surface, tokens().line)

    def _steer(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        row = self._list.currentIndex().row()
        typed = self._narrow.isVisible() and bool(self._narrow.text())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            row = min(max(row + step, 0), self._model.rowCount() - 1)
            self._list.setCurrentIndex(self._model.index(row, 0))
        elif key in _ENTER or (key == Qt.Key.Key_Space and not typed):
            self._toggle(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    @Slot(str)
    def _narrowed(self, needle: str) -> None:
        self._model.reload(needle)
        self._list.setCurrentIndex(self._model.index(0, 0))

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        option: FacetOption | None = index.data(_OPTION) if index.isValid() else None
        if option is None:
            return
        values = self._pill.values
        if option.value in values:
            values = values - {option.value}
        else:
            values = values | {option.value} if self._pill.multi else frozenset({option.value})
        self._pill.choose(values)
        self._list.viewport().update()
        if not self._pill.multi:
            self.close()
