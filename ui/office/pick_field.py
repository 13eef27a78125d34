"""A field in which one of very many is found as it is typed: a person, a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QWidget

from ui.theme import dp
from ui.widgets import TextInput

#: So long after the last letter it is looked for.
_PAUSE_MS = 90

Option = tuple[object, str]


class PickField(TextInput):
    """``picked(object)`` carries the value that was chosen, None once the field is emptied.

    ``find`` gives (value, words) for a text, best first. Enter takes the first one, so that a
    scanner can type here; what is left half typed goes back to the words of the chosen one.
    """

    picked = Signal(object)

    def __init__(
        self,
        find: Callable[[str], Sequence[Option]],
        *,
        name: str,
        placeholder: str,
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, height=height, parent=parent)
        self.setAccessibleName(name)
        self._find = find
        self._value: object = None
        self._words = ""
        self._options: Sequence[Option] = ()
        self._found = QStandardItemModel(self)
        # Not set as the line's own completer: that would open with what was found before.
        self._list = QCompleter(self._found, self)
        self._list.setWidget(self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(8)
        self._list.activated.connect(self._chosen)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    @property
    def value(self) -> object:
        """What is chosen; None while nothing is."""
        return self._value

    def pick(self, option: Option | None) -> None:
        """Chooses; None empties the field."""
        self._value, self._words = option if option is not None else (None, "")
        self._pause.stop()
        self.popup.hide()
        self.setText(self._words)
        self.setCursorPosition(0)
        self.setToolTip(self._words)
        self.picked.emit(self._value)

    @property
    def popup(self) -> QAbstractItemView:
        """The list below."""
        found = self._list.popup()
        if found is None:  # Qt makes it when it is first asked for
            raise RuntimeError("a completer without a list")
        return found

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self.popup.hide()
        self._pause.start()

    @Slot()
    def _look(self) -> None:
        self._search()
        if self._options and self.hasFocus():
            self._list.complete(QRect(0, 0, max(self.width(), dp(280)), self.height()))
            self.popup.setCurrentIndex(QModelIndex())

    def _search(self) -> None:
        text = self.text().strip()
        self._options = self._find(text) if text else ()
        self._found.clear()
        for _, words in self._options:
            row = QStandardItem(words)
            row.setSizeHint(QSize(0, dp(30)))
            self._found.appendRow(row)

    @Slot(str)
    def _chosen(self, _words: str) -> None:
        marked = self._marked()
        if marked is not None:
            self.pick(marked)

    def _marked(self) -> Option | None:
        """The row of the list that is marked."""
        row = self.popup.currentIndex().row()
        return self._options[row] if 0 <= row < len(self._options) else None

    @Slot()
    def _settle(self) -> None:
        """Enter, or the focus goes: the first that fits, nothing, or what was there before."""
        self._pause.stop()
        text = self.text().strip()
        if text == self._words:
            return
        if not text:
            self.pick(None)
        elif self.popup.isVisible() and self._marked() is not None:
            self.pick(self._marked())
        else:
            self._search()
            self.pick(self._options[0] if self._options else self._kept())

    def _kept(self) -> Option | None:
        return (self._value, self._words) if self._value is not None else None
