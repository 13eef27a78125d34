"""Fields: a line of text, and the label and error line around any editor."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.theme import dp, font, theme, tokens
from ui.widgets import paint
from ui.widgets.labels import Label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDIT_KEYS = frozenset(
    {
        Qt.Key.Key_A,
        Qt.Key.Key_C,
        Qt.Key.Key_V,
        Qt.Key.Key_X,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Insert,
    }
)


def leave_to_screen(event: QKeyEvent, *, undo: bool) -> bool:
    """Whether a text field lets the screen's shortcuts have this key.

    Qt's line edit claims Ctrl+D, Ctrl+E, Ctrl+K, Ctrl+U and more on some systems; ours keeps only
    what every clerk expects of a text field. ``undo`` also gives away Ctrl+Z (scan bar, search).
    """
    control = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    )
    key = Qt.Key(event.key())
    if not control or event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return False
    if key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        return undo
    return key not in _EDIT_KEYS


class TextInput(QLineEdit):
    """A line of text. Enter only goes on to the next field; it confirms nothing.

    ``suffix`` stands grey at the right ("a day", "minutes"); ``set_was`` shows the stored value
    struck through while another one is being typed. ``entered`` is emitted on Enter.
    """

    entered = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        suffix: str = "",
        height: int = 34,
        enter_moves: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._suffix = suffix
        self._was = ""
        self._height = height
        self._enter_moves = enter_moves
        self.setPlaceholderText(placeholder)
        self.setProperty("haloRadius", 8)
        self._fit()

    def set_suffix(self, suffix: str) -> None:
        """The grey words at the right."""
        self._suffix = suffix
        self._fit()

    def set_was(self, was: str) -> None:
        """The stored value, shown struck through; empty takes it away."""
        self._was = was
        self._fit()

    def set_invalid(self, invalid: bool) -> None:
        """Red border, for a field with an error line."""
        self.setProperty("invalid", invalid)
        self.style().unpolish(self)
        self.style().polish(self)

    def sizeHint(self) -> QSize:
        return QSize(dp(160), dp(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(48), dp(self._height))

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and leave_to_screen(event, undo=False)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.accept()
            self.entered.emit()
            if self._enter_moves:
                self.focusNextChild()
            return
        if leave_to_screen(event, undo=False):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        right = self._was or self._suffix
        if not right:
            return
        face = QFont(font(12))
        face.setStrikeOut(bool(self._was))
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 0, -dp(11), 0)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        paint.text(painter, box, right, role="ink2", face=face, align=align, elide=False)

    def _fit(self) -> None:
        right = self._was or self._suffix
        room = QFontMetrics(font(12)).horizontalAdvance(right) + dp(12) if right else 0
        self.setTextMargins(0, 0, room, 0)
        self.setAccessibleDescription(right)
        self.update()


class Field(QWidget):
    """A label over its editor, with one line below for what is wrong with it.

    The label is the editor's buddy (``&Name`` gives Alt+N) and its accessible name. The error line
    takes no room while there is none.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label = QLabel(label, self)
        self._label.setBuddy(editor)
        self._label.setFont(font(12))
        self._label.setHidden(not label)  # a check box says it itself
        self._hint = Label(hint, role="ink2", size=11.5, wrap=True, parent=self)
        self._hint.setVisible(bool(hint))
        self._error = Label("", role="stop", size=11.5, wrap=True, parent=self)
        self._error.hide()
        plain = label.replace("&", "")
        if not editor.accessibleName():
            editor.setAccessibleName(plain)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(4))
        box.addWidget(self._label)
        box.addWidget(editor)
        box.addWidget(self._hint)
        box.addWidget(self._error)
        theme().changed.connect(self._dress)
        self._dress()

    @property
    def error(self) -> str:
        """The error shown, or an empty string."""
        return self._error.text()

    def set_error(self, text: str) -> None:
        """Say what is wrong with this field; an empty text clears it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        if isinstance(self.editor, TextInput):
            self.editor.set_invalid(bool(text))

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        self.set_error("")

    def set_hint(self, text: str) -> None:
        """The grey line below."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def set_label(self, text: str) -> None:
        """Other words above."""
        self._label.setText(text)
        self._label.setHidden(not text)

    def _dress(self) -> None:
        made = self._label.palette()
        made.setColor(self._label.foregroundRole(), tokens().color("ink2"))
        self._label.setPalette(made)
        self._label.setFont(font(12))


def row(*widgets: QWidget, spacing: int = 10, stretch: Sequence[int] = ()) -> QWidget:
    """Widgets side by side in a widget of their own, without margins."""
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(dp(spacing))
    for at, widget in enumerate(widgets):
        box.addWidget(widget, stretch[at] if at < len(stretch) else 0)
    return made
