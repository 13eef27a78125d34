"""Saved filters: text, facets and order under a name; kept, renamed and removed in their list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.catalog import saved_filters
from app.catalog.saved_filters import SavedFilterRow
from app.catalog.stock_query import StockQuery
from app.shop.clock import Context
from app.shop.operations import Done
from ui.desk import Desk
from ui.inventory.stock_state import StockState
from ui.theme import dp, tokens
from ui.widgets import Button, Kind, Label, TextInput, paint
from ui.widgets.buttons import PaintedButton


class SavedFiltersButton(Button):
    """Opens the list of saved filters below itself."""

    def __init__(self, desk: Desk, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Saved filters"), "bookmark", height=28, menu=True, parent=parent)
        self._desk = desk
        self._state = state
        self.popup: SavedFiltersPopup | None = None
        self.clicked.connect(self.open)

    @Slot()
    def open(self) -> None:
        """Show the list."""
        self.popup = SavedFiltersPopup(self._desk, self._state, self)
        self.popup.show_below(self)


class SavedFiltersPopup(QFrame):
    """One line a filter (Space applies it), and a line to save what is set now."""

    def __init__(self, desk: Desk, state: StockState, parent: QWidget) -> None:
        super().__init__(parent.window(), Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._desk = desk
        self._state = state
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Saved filters"))
        self._none = Label(self.tr("None yet."), role="ink2", size=12.5, parent=self)
        self._lines: list[_FilterRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.name = TextInput(
            placeholder=self.tr("Name for what is set now"), height=30, enter_moves=False
        )
        self.name.setAccessibleName(self.tr("Name for what is set now"))
        self.name.entered.connect(self.save)
        self._save = Button(self.tr("Save"), height=30, parent=self)
        self._save.clicked.connect(self.save)
        self._error = Label("", role="stop", size=11.5, wrap=True, parent=self)
        self._error.hide()
        line = QHBoxLayout()
        line.setSpacing(dp(6))
        line.addWidget(self.name, 1)
        line.addWidget(self._save)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(10), dp(10), dp(10), dp(10))
        box.setSpacing(dp(8))
        box.addWidget(self._none)
        box.addLayout(self._rows)
        box.addLayout(line)
        box.addWidget(self._error)
        self._fill()

    def show_below(self, button: QWidget) -> None:
        """Under the button, its right edge at the button's."""
        self.setFixedWidth(dp(300))
        self.adjustSize()
        spot = button.mapToGlobal(QPoint(button.width() - dp(300), button.height() + 4))
        self.move(spot)
        self.show()
        self.name.setFocus()

    def rows(self) -> list[_FilterRow]:
        """The lines, for keyboard and tests."""
        return self._lines

    @Slot()
    def save(self) -> None:
        """Keep what is set now under the name typed."""
        name = self.name.text().strip()
        if not name:
            self._complain(self.tr("Give it a name."))
            return
        query = self._state.query.to_json()

        def act(ctx: Context) -> Done:
            return saved_filters.save(ctx, name, query)

        if self._desk.perform(act) is not None:
            self._state.filter_name = name
            self._state.counted.emit()
            self.close()

    @Slot(object)
    def _apply(self, row: SavedFilterRow) -> None:
        self._state.ask(StockQuery.from_json(row.query), filter_name=row.name)
        self.close()

    @Slot(object, str)
    def _rename(self, row: SavedFilterRow, name: str) -> None:
        def act(ctx: Context) -> Done:
            return saved_filters.rename(ctx, row.id, name)

        self._desk.perform(act)
        self._fill()

    @Slot(object)
    def _remove(self, row: SavedFilterRow) -> None:
        def act(ctx: Context) -> Done:
            return saved_filters.remove(ctx, row.id)

        self._desk.perform(act)
        self._fill()

    def _fill(self) -> None:
        for row in self._lines:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._lines = []
        listed = saved_filters.listed()
        for found in listed:
            made = _FilterRow(found, self)
            made.chosen.connect(self._apply)
            made.renamed.connect(self._rename)
            made.removed.connect(self._remove)
            self._rows.addWidget(made)
            self._lines.append(made)
        self._none.setVisible(not listed)
        self.adjustSize()

    def _complain(self, text: str) -> None:
        self._error.setText(text)
        self._error.show()
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.rounded(QPainter(self), QRectF(self.rect()), dp(9), tokens().surface, tokens().line)


class _NameButton(PaintedButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(dp(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse():
            paint.rounded(painter, box, dp(6), tokens().sunk)
        paint.text(painter, box.adjusted(dp(8), 0, -dp(4), 0), self.text())


class _FilterRow(QWidget):
    """A saved filter: its name applies it; pencil and x rename and remove it."""

    chosen = Signal(object)
    renamed = Signal(object, str)
    removed = Signal(object)

    def __init__(self, row: SavedFilterRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.name = _NameButton(row.name, self)
        self.name.clicked.connect(self._choose)
        self.edit = TextInput(row.name, height=30, enter_moves=False, parent=self)
        self.edit.setAccessibleName(self.tr("New name"))
        self.edit.entered.connect(self._entered)
        self.edit.hide()
        self.pencil = Button("", "pencil", kind=Kind.BARE, height=28, parent=self)
        self.pencil.setAccessibleName(self.tr("Rename {name}").format(name=row.name))
        self.pencil.clicked.connect(self._start_edit)
        self.cross = Button("", "x", kind=Kind.BARE, height=28, parent=self)
        self.cross.setAccessibleName(self.tr("Remove {name}").format(name=row.name))
        self.cross.clicked.connect(self._remove)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(2))
        box.addWidget(self.name, 1)
        box.addWidget(self.edit, 1)
        box.addWidget(self.pencil)
        box.addWidget(self.cross)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.row)

    @Slot()
    def _start_edit(self) -> None:
        self.name.hide()
        self.edit.show()
        self.edit.setFocus()
        self.edit.selectAll()

    @Slot()
    def _entered(self) -> None:
        self.renamed.emit(self.row, self.edit.text().strip())

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.row)
