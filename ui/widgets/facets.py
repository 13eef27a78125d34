"""A facet of a list: a pill that shows what is chosen, and the list with counts below it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.value_pill import FEW, Index, ValueDelegate, ValueList, ValuePill

_OPTION = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class FacetOption:
    """A value that can be chosen, its words, and how many there are (None: not counted)."""

    value: Hashable
    text: str
    count: int | None = None


class FacetPill(ValuePill):
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
        self._retell()

    @property
    def values(self) -> frozenset[Hashable]:
        """What is chosen; empty for unset."""
        return self._values

    @property
    def is_set(self) -> bool:
        return bool(self._values)

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

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        option = self._shown[index.row()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return option.text
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            chosen = self.tr("chosen") if option.value in self._pill.values else ""
            return f"{option.text} {option.count if option.count is not None else ''} {chosen}"
        return option if role == _OPTION else None


class _OptionDelegate(ValueDelegate):
    def __init__(self, pill: FacetPill) -> None:
        super().__init__()
        self._pill = pill

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: FacetOption = index.data(_OPTION)
        box = self.paint_ground(painter, option)
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


class FacetPopup(ValueList):
    """The list below a pill; Space or Enter ticks."""

    space_takes = True

    def __init__(self, pill: FacetPill) -> None:
        self._pill = pill
        self._model = _OptionsModel(pill, pill)
        super().__init__(
            pill,
            pill.text(),
            self._model,
            _OptionDelegate(pill),
            hint=pill.tr("Type to narrow"),
            typing=len(pill.options) > FEW,
            typed_first=True,
        )
        self._model.setParent(self)

    def show_below(self) -> None:
        """Open under the pill, within the screen."""
        metrics = QFontMetrics(font(13))
        widest = max(
            (metrics.horizontalAdvance(o.text) for o in self._pill.options), default=dp(120)
        )
        self.open_beside(self._pill, min(max(widest + dp(130), dp(200)), dp(360)), above=False)

    def reload(self) -> None:
        """Counts or options have changed."""
        row = self.list.currentIndex().row()
        self._model.reload()
        self.list.setCurrentIndex(self._model.index(max(row, 0), 0))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._pill.popup_closed()
        super().closeEvent(event)

    def narrow(self, text: str) -> None:
        self._model.reload(text)

    @Slot(QModelIndex)
    def take(self, index: QModelIndex) -> None:
        """Tick it, or take the tick away."""
        option: FacetOption | None = index.data(_OPTION) if index.isValid() else None
        if option is None:
            return
        values = self._pill.values
        if option.value in values:
            values = values - {option.value}
        else:
            values = values | {option.value} if self._pill.multi else frozenset({option.value})
        self._pill.choose(values)
        self.list.viewport().update()
        if not self._pill.multi:
            self.close()
