"""The side panel: the detail of a title, or one form in its place that is never lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.board.queries import verdicts
from app.catalog.title_detail import title_detail
from app.shop.errors import RuleViolation
from app.store.errors import StorageProblem
from ui.actions import ActionSet
from ui.desk import Desk
from ui.inventory.detail_view import DetailView
from ui.inventory.stock_state import StockState
from ui.inventory.unsaved_question import UnsavedQuestion
from ui.theme import dp
from ui.widgets import Card, EmptyState

#: The panel follows the row after this long without a key.
FOLLOW_MS = 80
#: As wide as it gets (Qt's QWIDGETSIZE_MAX, which PySide leaves out).
_ANY_WIDTH = 16_777_215


class PanelForm(QWidget):
    """What may stand in the panel instead of the detail. ``closed`` when it is done with."""

    closed = Signal()
    #: Whether it stays when another row is chosen.
    stays = False

    @property
    def dirty(self) -> bool:
        """Whether something typed would be lost."""
        return False

    def save(self) -> bool:
        """Ctrl+S; True where everything was written."""
        return True

    def take_focus(self) -> None:
        """The first field gets the keyboard."""
        self.setFocus()

    def scan(self, text: str) -> bool:
        """Something was scanned; True where it belongs to the form."""
        return False

    def asked(self, asking: bool) -> None:
        """The question about unsaved changes is shown below, or no longer."""

    def escape(self) -> bool:
        """Esc inside it; True where the form itself had something to close first."""
        return False


class SidePanel(Card):
    """Follows the current title. ``form_changed``: another form, or none, is open;
    ``detail_changed``: another title is shown, or the same anew; ``left``: Esc leaves it;
    ``asking_changed``: the question about an unsaved form came or went.
    """

    form_changed = Signal()
    detail_changed = Signal()
    left = Signal()
    asking_changed = Signal()

    def __init__(
        self, desk: Desk, state: StockState, actions: ActionSet, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state = state
        self.view = DetailView(desk, actions, self)
        self.form: PanelForm | None = None
        self._after: Callable[[], object] | None = None
        self._nothing = EmptyState(self.tr("Choose a title to see its copies."), icon="film")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.view)
        self.question = UnsavedQuestion(self)
        self.question.saved.connect(self.save)
        self.question.discarded.connect(self.discard)
        self.question.stayed.connect(self.stay)
        self.question.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._stack, 1)
        box.addWidget(self.question)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(self._follow_now)
        state.current_changed.connect(self._current_changed)
        state.current_refreshed.connect(self.reload)

    # -- following -------------------------------------------------------------------------------

    @Slot(object)
    def _current_changed(self, title_id: int | None) -> None:
        if self.form is not None and not self.form.stays:
            self.close_form(then=self.show_current)
            return
        self._follow.start()

    @Slot()
    def _follow_now(self) -> None:
        if self.isVisible():
            self.show_current()

    @Slot()
    def show_current(self) -> None:
        """Read the current title and show it, unless a form stands there."""
        self._follow.stop()
        title_id = self._state.current_id
        if title_id is None:
            self.view.detail = None
            if self.form is None:
                self._stack.setCurrentWidget(self._nothing)
            return
        self._read(title_id)
        if self.form is None:
            shown = self.view if self.view.detail is not None else self._nothing
            self._stack.setCurrentWidget(shown)

    @Slot()
    def reload(self) -> None:
        """The current title was written to."""
        if self._state.current_id is not None:
            self._read(self._state.current_id)

    def _read(self, title_id: int) -> None:
        try:
            detail = title_detail(title_id, self._desk.now())
            verdict = verdicts([title_id]).get(title_id)
        except RuleViolation:
            self.view.detail = None  # gone meanwhile; the list says so
            return
        except StorageProblem as problem:
            self._desk.refuse(problem)
            return
        self.view.show_detail(detail, self._state.query.text, verdict)
        self.detail_changed.emit()

    # -- forms -----------------------------------------------------------------------------------

    def open_form(self, form: PanelForm) -> None:
        """Put a form in the place of the detail, once what stands there may go."""
        if self.form is not None and self.form.dirty:
            self._ask(_Open(self, form).go)
            return
        self._drop_form()
        self.form = form
        form.closed.connect(self.form_done)
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        form.take_focus()
        self.form_changed.emit()

    def close_form(self, then: Callable[[], object] | None = None) -> bool:
        """Back to the detail; False where the form is unsaved and a person is asked first."""
        if self.form is not None and self.form.dirty:
            self._ask(then)
            return False
        self.form_done()
        if then is not None:
            then()
        return True

    def leave_ok(self) -> bool:
        """Whether nothing unsaved stands here; else it is asked about."""
        if self.form is None or not self.form.dirty:
            return True
        self._ask(None)
        return False

    @property
    def asking(self) -> bool:
        """Whether the question about an unsaved form is shown."""
        return not self.question.isHidden()

    @Slot()
    def form_done(self) -> None:
        """The form closed itself, or may go."""
        focus = self.window().focusWidget()
        had_focus = self.form is not None and self.form.isAncestorOf(focus)
        self._drop_form()
        self.show_current()
        self.form_changed.emit()
        if had_focus:
            self.left.emit()

    @Slot()
    def discard(self) -> None:
        """Let what was typed go, and do what was asked for."""
        then, self._after = self._after, None
        self.form_done()
        self.left.emit()
        if then is not None:
            then()

    @Slot()
    def stay(self) -> None:
        """Go on editing."""
        self._after = None
        self._hide_question()
        if self.form is not None:
            self.form.take_focus()

    @Slot()
    def save(self) -> None:
        """Ctrl+S: what stands in the form, and then what was asked for."""
        then, self._after = self._after, None
        self._hide_question()
        if self.form is not None and self.form.save() and then is not None:
            then()

    def _ask(self, then: Callable[[], object] | None) -> None:
        self._after = then
        if self.form is not None:
            self.form.asked(True)
        self.question.show()
        self.question.stay.setFocus()
        self.asking_changed.emit()

    def _hide_question(self) -> None:
        self.question.hide()
        if self.form is not None:
            self.form.asked(False)
        self.asking_changed.emit()

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        self.question.hide()
        if form is not None:
            self._stack.setCurrentWidget(self.view)
            self._stack.removeWidget(form)
            form.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
            return
        super().keyPressEvent(event)

    def escape(self) -> bool:
        """Esc: the question, then the form, then back to the list. False if nothing was open."""
        if self.asking:
            self.stay()
            return True
        if self.form is not None:
            if not self.form.escape():
                self.close_form()
            return True
        self.left.emit()
        return False

    def set_narrow(self, narrow: bool, tiny: bool = False) -> None:
        """340 wide at 1280, 384 else; where letters are large, all there is."""
        if tiny:
            self.setMinimumWidth(dp(280))
            self.setMaximumWidth(_ANY_WIDTH)
        else:
            self.setFixedWidth(dp(340 if narrow else 384))
        self.view.set_narrow(narrow)


class _Open:
    """Opens a form later: a callback that closes over nothing."""

    def __init__(self, panel: SidePanel, form: PanelForm) -> None:
        self._panel, self._form = panel, form

    def go(self) -> None:
        """Open it."""
        self._panel.open_form(self._form)
