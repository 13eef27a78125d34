"""What the forms of the panel share: head, scrolling fields, foot; errors at their field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.shop import settings
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.money import format_amount, parse_amount
from app.store.errors import StorageProblem
from ui import messages
from ui.desk import Desk
from ui.inventory.overlay_bar import OverlayBar
from ui.inventory.panel import PanelForm
from ui.theme import dp, font
from ui.widgets import Button, Combo, Field, Kind, Label, Line, TextInput

T = TypeVar("T")


class Unreadable(Exception):
    """What stands in a field is no value of its kind; ``words`` say what is."""

    def __init__(self, field: Field, words: str) -> None:
        super().__init__(words)
        self.field = field
        self.words = words


class NoteEdit(QPlainTextEdit):
    """A few lines of text; Tab goes on to the next field."""

    def __init__(self, text: str, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTabChangesFocus(True)
        self.setFont(font(13))
        self.setProperty("haloRadius", 7)
        self.setFixedHeight(dp(18 * lines + 16))


class Bound:
    """A field with the value it started from. ``read`` raises ``Unreadable``."""

    def __init__(self, field: Field, start: object) -> None:
        self.field = field
        self.start = start

    def read(self) -> object:
        """The value that stands there now."""
        editor = self.field.editor
        if isinstance(editor, Combo):
            return editor.value
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText().strip()
        assert isinstance(editor, TextInput)
        return editor.text().strip()

    @property
    def changed(self) -> bool:
        """Whether it is another value than at the start; unreadable is."""
        try:
            return self.read() != self.start
        except Unreadable:
            return True


class BoundNumber(Bound):
    """A whole number or nothing."""

    def read(self) -> object:
        text = str(super().read())
        if not text:
            return None
        if not text.isdecimal() or len(text) > 6:
            raise Unreadable(self.field, "Write a whole number.")
        return int(text)


class BoundMoney(Bound):
    """An amount in cents, or nothing."""

    def read(self) -> object:
        text = str(super().read())
        if not text:
            return None
        try:
            return parse_amount(text, settings.settings().money)
        except RuleViolation as error:
            raise Unreadable(self.field, messages.sentence(error)) from error


class BoundNames(Bound):
    """Names between commas; twice the same is once."""

    def read(self) -> object:
        text = str(super().read())
        names = [" ".join(part.split()) for part in text.split(",")]
        return list(dict.fromkeys(name for name in names if name))


def money_text(cents: int | None) -> str:
    """An amount as a field has it."""
    return "" if cents is None else format_amount(cents, settings.settings().money)


class FormPage(PanelForm):
    """Head with the form's name, ``body`` for fields, a line for what is wrong, a foot."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        *,
        save_text: str = "Save",
        save_keys: str = "Ctrl+S",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.fields: dict[str, Field] = {}
        self.setAccessibleName(name)
        self.heading = Label(name, size=15, weight=600, parent=self)
        self._error = Label("", role="stop", size=12, wrap=True, parent=self)
        self._error.hide()
        self.save_button = Button(
            self.tr(save_text), "save", kind=Kind.PRIMARY, keys=save_keys, parent=self
        )
        self.save_button.clicked.connect(self._save_clicked)
        self.cancel = Button(self.tr("Close"), keys="Esc", parent=self)
        self.cancel.clicked.connect(self._close_clicked)
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(dp(16), dp(4), dp(16), dp(14))
        self.body.setSpacing(dp(10))
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)  # while fields are still to come, too
        self.area = QScrollArea(self)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        self._bar = OverlayBar(self.area)
        self._lay_out()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._reveal_focus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(dp(16), dp(13), dp(16), dp(8))
        self.head.addWidget(self.heading, 1)
        box.addLayout(self.head)
        box.addWidget(self.area, 1)
        box.addWidget(self._error)
        box.addWidget(Line())
        self._error.setContentsMargins(dp(16), dp(6), dp(16), dp(6))
        self._foot = QWidget(self)
        self.foot = QHBoxLayout(self._foot)
        self.foot.setContentsMargins(dp(12), dp(10), dp(12), dp(10))
        self.foot.setSpacing(dp(8))
        self.foot.addWidget(self.save_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        box.addWidget(self._foot)

    def asked(self, asking: bool) -> None:
        self._foot.setVisible(not asking)

    # -- fields ----------------------------------------------------------------------------------

    def add(self, key: str, label: str, editor: QWidget, *, hint: str = "") -> Field:
        """A field of its own line in the body."""
        field = self.made(key, label, editor, hint=hint)
        self.body.addWidget(field)
        return field

    def made(self, key: str, label: str, editor: QWidget, *, hint: str = "") -> Field:
        """A field that the caller places."""
        field = Field(label, editor, hint=hint)
        self.fields[key] = field
        return field

    def side_by_side(self, *fields: QWidget, stretch: Sequence[int] = ()) -> None:
        """Several fields on one line."""
        line = QHBoxLayout()
        line.setSpacing(dp(10))
        for at, field in enumerate(fields):
            line.addWidget(field, stretch[at] if at < len(stretch) else 1)
            line.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def scan_into(self, text: str, *editors: TextInput) -> bool:
        """A code goes into the one of these fields that has the focus; False where none has."""
        for editor in editors:
            if editor.hasFocus():
                editor.setText(text)
                return True
        return False

    def keep_focus(self) -> None:
        """After a scan: whoever types here goes on; else the first field is next."""
        if not self.isAncestorOf(self.window().focusWidget()):
            self.take_focus()

    @Slot(QWidget, QWidget)
    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The field with the keyboard is seen, also where the panel is low: once it has its place,
        for it may have come a moment ago.
        """
        if now is not None and self.area.isAncestorOf(now):
            self._looking.start()

    @Slot()
    def _reveal_focus(self) -> None:
        now = self.window().focusWidget()
        if self.area.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, dp(20))

    # -- acting ----------------------------------------------------------------------------------

    def run(self, act: Callable[[Context], T], *, quiet: bool = False) -> T | None:
        """Do it; a refusal stands at its field, or above the foot, and nothing typed is lost."""
        self.clear_errors()
        try:
            result = act(self.desk.context())
        except RuleViolation as error:
            self.complain(messages.sentence(error), self.fields.get(error.field or ""))
            return None
        except StorageProblem as problem:
            self.desk.refuse(problem)
            return None
        self.desk.tell(result, quiet=quiet)
        return result

    def complain(self, words: str, field: Field | None = None) -> None:
        """Say what is wrong, at a field if there is one."""
        if field is None:
            self._error.setText(words)
            self._error.show()
            return
        field.set_error(words)
        self.area.ensureWidgetVisible(field)
        field.editor.setFocus()

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        self._error.hide()
        self._error.setText("")
        for field in self.fields.values():
            if field.error:
                field.clear_error()

    @property
    def error_text(self) -> str:
        """What stands above the foot."""
        return self._error.text()

    @Slot()
    def _save_clicked(self) -> None:
        self.save()

    @Slot()
    def _close_clicked(self) -> None:
        panel = self.parentWidget()
        while panel is not None and not hasattr(panel, "close_form"):
            panel = panel.parentWidget()
        if panel is not None:
            panel.close_form()
        else:
            self.closed.emit()

    def set_narrow(self, narrow: bool) -> None:
        """Nothing to give up: fields share what there is."""
