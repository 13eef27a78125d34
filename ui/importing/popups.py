"""Two small windows over the page: a name for a map, and all lines of a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.theme import dp, tokens
from ui.widgets import Button, Kind, Label, TextInput, paint


class _Popup(QFrame):
    """A sheet below (or above) a widget; Esc and a click elsewhere close it."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent.window(), Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)

    def show_at(self, spot: QPoint) -> None:
        """Open with its upper left corner there, within the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(min(spot.x(), screen.right() - self.width()), screen.left())
        y = max(min(spot.y(), screen.bottom() - self.height()), screen.top())
        self.move(x, y)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.rounded(QPainter(self), QRectF(self.rect()), dp(9), tokens().surface, tokens().line)


class NamePopup(_Popup):
    """Asks for the name of a map. ``named(str)``; Enter in the line saves, as its button does."""

    named = Signal(str)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, self.tr("Save map"))
        self.line = TextInput(
            name, placeholder=self.tr("Name of the map"), height=30, enter_moves=False, parent=self
        )
        self.line.setAccessibleName(self.tr("Name of the map"))
        self.line.setMinimumWidth(dp(220))
        self.line.entered.connect(self.save)
        button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=30, parent=self)
        button.clicked.connect(self.save)
        row = QHBoxLayout()
        row.setSpacing(dp(8))
        row.addWidget(self.line)
        row.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(12), dp(10), dp(12), dp(12))
        box.setSpacing(dp(8))
        box.addWidget(
            Label(self.tr("Columns and corrections are kept under it."), role="ink2", size=12)
        )
        box.addLayout(row)

    def show_below(self, widget: QWidget) -> None:
        """Open below the button that asked."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height() + 4))
        self.show_at(corner)
        self.line.setFocus()
        self.line.selectAll()

    @Slot()
    def save(self) -> None:
        """The name stands."""
        if self.line.text().strip():
            self.named.emit(self.line.text())
            self.close()


class LinesPopup(_Popup):
    """All lines of a reason with the text of their rows."""

    def __init__(self, parent: QWidget, title: str, lines: Sequence[str], more: int) -> None:
        super().__init__(parent, title)
        self.list = QListView(self)
        self.list.setModel(QStringListModel(list(lines), self.list))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(title)
        self.list.setMinimumSize(dp(760), min(max(len(lines), 3), 14) * dp(24) + dp(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(12), dp(10), dp(12), dp(12))
        box.setSpacing(dp(8))
        box.addWidget(Label(title, weight=600, parent=self))
        box.addWidget(self.list)
        if more:
            said = self.tr("and {n} more; “Save refused rows” has them all").format(n=f"{more:,}")
            box.addWidget(Label(said, role="ink2", size=12, parent=self))

    def show_over(self, widget: QWidget) -> None:
        """Open over the list of reasons."""
        self.adjustSize()
        self.show_at(widget.mapToGlobal(QPoint(0, dp(44) - self.height() // 2)))
        self.list.setFocus()
        if self.list.model().rowCount():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
