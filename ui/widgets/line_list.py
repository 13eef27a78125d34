"""A list of painted lines, as long as it likes.

Qt's list view asks for every row whenever rows change: a third of a second for 50,000 accounts. A
table of one column with lines of one height asks for none but those that are seen.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)


class LineList(QTableView):
    """One column, painted by a delegate. ``set_line_height`` in pixels of the window.

    Home and End lead to the first line and the last; letters belong to the scan bar.
    """

    def __init__(self, line_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        lines = self.verticalHeader()
        lines.hide()
        lines.setMinimumSectionSize(1)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_line_height(line_height)

    def set_lines(self, model: QAbstractItemModel, delegate: QAbstractItemDelegate) -> None:
        """What is listed, and how it is painted."""
        self.setModel(model)
        self.setItemDelegate(delegate)

    def set_line_height(self, height: int) -> None:
        """All lines are so high."""
        self.verticalHeader().setDefaultSectionSize(height)
        if self.verticalScrollMode() == QAbstractItemView.ScrollMode.ScrollPerPixel:
            self.verticalScrollBar().setSingleStep(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), self.verticalHeader().count() - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and last >= 0:
            self.setCurrentIndex(self.model().index(0 if key == Qt.Key.Key_Home else last, 0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar: a scanner may be typing."""
