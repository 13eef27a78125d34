"""The column beside the board: the film's panel, or a form in its place."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from ui.board.panel import BoardPanel
from ui.board.words import tr
from ui.side_form import SideForm
from ui.widgets import Banner, Button, Card, Kind


class BoardSide(QWidget):
    """Shows one form at a time; asks once for what is typed.

    ``opened``: a form is there; ``closed``: the panel is back.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, panel: BoardPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = panel
        self.form: SideForm | None = None
        self._card = Card()
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._question = Banner(tr("Not saved yet."), icon="pencil", tone="need")
        discard = Button(tr("Discard"), keys="Esc", height=28)
        discard.clicked.connect(self.close_form)
        keep = Button(tr("Save"), keys="Ctrl+S", kind=Kind.PRIMARY, height=28)
        keep.clicked.connect(self.save)
        self._question.add(keep)
        self._question.add(discard)
        self._question.hide()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(panel)
        self._stack.addWidget(self._card)

    def show_form(self, form: SideForm) -> None:
        """Puts a form in the panel's place; one with something typed in it stays."""
        if not self.leave_ok():
            return
        self.close_form()
        self.form = form
        form.saved.connect(self.close_form)
        form.closed.connect(self.escape)
        self._column.addWidget(form, 1)
        self._column.addWidget(self._question)
        self._let_ask_for_room(self.panel, False)
        self._let_ask_for_room(self._card, True)
        self._stack.setCurrentWidget(self._card)
        form.take_focus()
        self.opened.emit()

    @property
    def asks(self) -> bool:
        """Whether it asks what becomes of something typed."""
        return self.form is not None and not self._question.isHidden()

    def leave_ok(self) -> bool:
        """False while something typed would be lost: then the question shows."""
        if self.form is None or not self.form.dirty:
            return True
        self._question.show()
        return False

    @Slot()
    def save(self) -> None:
        """Ctrl+S."""
        if self.form is not None:
            self._question.hide()
            self.form.save()

    @Slot()
    def escape(self) -> None:
        """Esc closes the form; what is typed is asked for once, then let go."""
        if self.form is not None and (self._question.isVisible() or self.leave_ok()):
            self.close_form()

    @Slot()
    def close_form(self) -> None:
        """Back to the film."""
        form, self.form = self.form, None
        self._question.hide()
        self._let_ask_for_room(self._card, False)
        self._let_ask_for_room(self.panel, True)
        self._stack.setCurrentWidget(self.panel)
        if form is not None:
            form.hide()
            self._column.removeWidget(form)
            form.deleteLater()
            self.closed.emit()

    @staticmethod
    def _let_ask_for_room(page: QWidget, asks: bool) -> None:
        """Only the page in front says how much room the column needs."""
        policy = QSizePolicy.Policy.Preferred if asks else QSizePolicy.Policy.Ignored
        page.setSizePolicy(policy, policy)
