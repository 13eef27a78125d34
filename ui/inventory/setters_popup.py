"""The list above a setter: what the titles can become, or any text where any will do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.theme import dp, font
from ui.widgets import FEW, Index, ValueDelegate, ValueList, paint

_CHOICE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()


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

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        choice = self.shown[index.row()]
        if role == _CHOICE:
            return choice
        return (choice.shown or choice.text) if role == int(Qt.ItemDataRole.DisplayRole) else None


class _ChoiceDelegate(ValueDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(_CHOICE)
        words = self.paint_ground(painter, option).adjusted(dp(12), 0, -dp(12), 0)
        paint.text(painter, words, choice.shown or choice.text, face=font(13))


class SetterPopup(ValueList):
    """One choice out of a list. ``chosen(object)`` carries the ``Choice``."""

    chosen = Signal(object)

    def __init__(self, pill: QWidget, name: str, every: Sequence[Choice], free: str = "") -> None:
        self._choices = _Choices(every, free, pill)
        super().__init__(
            pill,
            name,
            self._choices,
            _ChoiceDelegate(),
            hint=pill.tr("Type a new one, or narrow") if free else pill.tr("Type to narrow"),
            typing=bool(free) or len(every) > FEW,
            typed_first=False,
        )
        self._choices.setParent(self)

    def show_above(self, place: QWidget, value: object) -> None:
        """Open above a pill or a button, within the screen, on the value that is set."""
        metrics = QFontMetrics(font(13))
        shown = self._choices.shown
        widest = max((metrics.horizontalAdvance(one.text) for one in shown), default=0)
        at = next((at for at, one in enumerate(shown) if one.value == value), 0)
        width = min(max(widest + dp(60), dp(220)), dp(360))
        self.open_beside(place, width, above=True, current=at)

    def narrow(self, text: str) -> None:
        self._choices.narrow(text)

    @Slot(QModelIndex)
    def take(self, index: QModelIndex) -> None:
        """That one, and the list goes."""
        choice: Choice | None = index.data(_CHOICE) if index.isValid() else None
        if choice is None:
            return
        self.close()
        self.chosen.emit(choice)
