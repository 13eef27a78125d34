"""A form of a few fields in a panel: Ctrl+S saves in place, what was typed survives a refusal."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.store.errors import StorageProblem
from ui import messages
from ui.desk import Desk
from ui.theme import dp, font
from ui.widgets import Button, CheckBox, Combo, Field, Kind, Label, Line, TextInput
from ui.widgets.overlay_bar import OverlayBar


class TextLines(QPlainTextEdit):
    """A few lines of text; Tab goes on to the next field."""

    def __init__(self, text: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.setFont(font(13))
        self.setProperty("haloRadius", 7)
        self.setFixedHeight(dp(18 * lines + 16))


class SideForm(QWidget):
    """``saved`` after it was written; ``closed`` for its Close button.

    A subclass adds fields whose keys are the ``field`` of refusals, overrides ``act`` and calls
    ``begin`` at the end of its ``__init__``.
    """

    saved = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.fields: dict[str, Field] = {}
        self._start: tuple[object, ...] = ()
        self.setAccessibleName(heading)
        self.heading = Label(heading, size=15, weight=600, parent=self)
        self.error = Label("", role="stop", size=12, wrap=True, parent=self)
        self.error.hide()
        self.save_button = Button(_tr("Save"), kind=Kind.PRIMARY, keys="Ctrl+S", parent=self)
        self.save_button.clicked.connect(self.save)
        self.close_button = Button(_tr("Close"), keys="Esc", parent=self)
        self.close_button.clicked.connect(self.closed)
        self.body = QVBoxLayout()
        self.body.setSpacing(dp(10))
        self.foot = QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self.foot.setContentsMargins(dp(16), dp(12), dp(16), dp(14))
        self.foot.setSpacing(dp(8))
        for button in (self.save_button, self.close_button):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self.foot.addWidget(button, 1)
        self.error.setContentsMargins(dp(16), dp(6), dp(16), dp(6))
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(14), dp(16), dp(10))
        head.addWidget(self.heading)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._scrolled(), 1)
        box.addWidget(self.error)
        box.addWidget(Line(parent=self))
        box.addLayout(self.foot)

    def _scrolled(self) -> QScrollArea:
        """The fields; in a low window they scroll, the buttons below stay."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(dp(16), 0, dp(16), dp(8))
        column.addLayout(self.body)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        OverlayBar(area)
        return area

    # -- for subclasses ------------------------------------------------------------------------

    def act(self, ctx: Context) -> Done:
        """Writes what the form says."""
        raise NotImplementedError

    def add(self, key: str, label: str, editor: QWidget, *, hint: str = "") -> Field:
        """A field on a line of its own."""
        field = Field(label, editor, hint=hint, parent=self)
        self.fields[key] = field
        self.body.addWidget(field)
        return field

    def begin(self) -> None:
        """From here on, something else is unsaved."""
        self._start = self._values()

    # -- for the screen ------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether something typed would be lost."""
        return self._values() != self._start

    @property
    def error_text(self) -> str:
        """What is wrong, wherever it stands."""
        at = [field.error for field in self.fields.values() if field.error]
        return at[0] if at else self.error.text()

    @Slot()
    def save(self) -> None:
        """Ctrl+S; a refusal stands at its field and nothing typed is lost."""
        self._clear_errors()
        try:
            done = self.act(self.desk.context())
        except RuleViolation as error:
            self._complain(error)
            return
        except StorageProblem as problem:
            self.desk.refuse(problem)
            return
        self.begin()
        self.desk.tell(done)
        self.saved.emit()

    def take_focus(self) -> None:
        """The first field gets the keyboard."""
        first = next(iter(self.fields.values())).editor
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(first, TextInput):
            first.selectAll()

    # -- inside --------------------------------------------------------------------------------

    def _values(self) -> tuple[object, ...]:
        return tuple(_value(field.editor) for field in self.fields.values())

    def _clear_errors(self) -> None:
        self.error.hide()
        self.error.setText("")
        for field in self.fields.values():
            field.clear_error()

    def _complain(self, error: RuleViolation) -> None:
        said = messages.sentence(error)
        field = self.fields.get(error.field or "")
        if field is not None:
            field.set_error(said)
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.error.setText(said)
            self.error.show()


def _value(editor: QWidget) -> object:
    if isinstance(editor, TextInput):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, Combo):
        return editor.value
    return editor.isChecked() if isinstance(editor, CheckBox) else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("side_form", text)
