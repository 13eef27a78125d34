"""F1: the keys of the screen, over the screen."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.actions import KeyGroup
from ui.theme import dp, tokens
from ui.widgets.buttons import KeyCap
from ui.widgets.containers import Card
from ui.widgets.labels import Label, heading, title

_COLUMNS = 3


class KeysPanel(QWidget):
    """Covers the window while it is open; any of F1, Esc or a click beside the card closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("noHalo", True)
        self.setProperty("takesKeys", True)
        self.setAccessibleName(self.tr("Keys of this screen"))
        self._card: Card | None = None
        self._back: QWidget | None = None
        self.hide()

    def open(self, screen_title: str, groups: list[KeyGroup]) -> None:
        """Show these groups for a screen."""
        if self._card is not None:
            self._card.deleteLater()
        self._card = self._build(screen_title, groups)
        self.setGeometry(self.window().rect())
        self._card.adjustSize()
        self._place()
        self._back = QApplication.focusWidget()
        self._card.show()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def close_panel(self) -> None:
        """Give the screen back, with the focus where it was."""
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self._back = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.close_panel()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._card is None or not self._card.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor("#0C0C14") if tokens().night else QColor(tokens().ink)
        shade.setAlphaF(0.62 if tokens().night else 0.38)
        QPainter(self).fillRect(QRectF(self.rect()), shade)

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _place(self) -> None:
        if self._card is None:
            return
        size = self._card.sizeHint().boundedTo(self.size())
        self._card.resize(size)
        spot = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        self._card.move(spot)

    def _build(self, screen_title: str, groups: list[KeyGroup]) -> Card:
        card = Card(self)
        box = card.column((28, 22, 28, 24), 16)
        head = QHBoxLayout()
        head.addWidget(title(self.tr("Keys: {screen}").format(screen=screen_title)))
        head.addStretch()
        head.addWidget(KeyCap("Esc"))
        box.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(dp(36))
        for part in _dealt(groups):
            column = QVBoxLayout()
            column.setSpacing(dp(16))
            for group in part:
                column.addLayout(self._group(group))
            column.addStretch()
            columns.addLayout(column)
        box.addLayout(columns)
        return card

    def _group(self, group: KeyGroup) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(dp(6))
        if group.title:
            made.addWidget(heading(group.title))
        grid = QGridLayout()
        grid.setHorizontalSpacing(dp(12))
        grid.setVerticalSpacing(dp(5))
        for at, (keys, words, possible) in enumerate(group.lines):
            grid.addWidget(KeyCap(keys), at, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Label(words, role="ink" if possible else "ink2"), at, 1)
        grid.setColumnMinimumWidth(0, dp(92))
        grid.setColumnStretch(1, 1)
        made.addLayout(grid)
        return made


def _dealt(groups: list[KeyGroup]) -> list[list[KeyGroup]]:
    """The groups in up to three columns of about the same length, in their order."""
    total = sum(len(group.lines) + 2 for group in groups)
    wanted = max(total / _COLUMNS, 10)
    columns: list[list[KeyGroup]] = [[]]
    used = 0
    for group in groups:
        size = len(group.lines) + 2
        if columns[-1] and used + size / 2 > wanted and len(columns) < _COLUMNS:
            columns.append([])
            used = 0
        columns[-1].append(group)
        used += size
    return columns
