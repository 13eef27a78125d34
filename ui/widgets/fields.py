"""Fields: a line of text, a choice, a tick, and the label and error line around them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from ui import icons
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


class Combo(QComboBox):
    """A choice from a list. The wheel passes over it, letters and digits do not change it."""

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        *,
        name: str = "",
        height: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height = height
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("haloRadius", 8)
        self.setItemDelegate(QStyledItemDelegate(self))  # the plain one heeds the style sheet
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """``(value, text)`` pairs; keeps the chosen value if it is still there."""
        kept = self.value
        self.blockSignals(True)
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        self.blockSignals(False)
        self.set_value(kept)

    @property
    def value(self) -> object:
        """The value of the chosen option, None while there is none."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose by value without telling anybody; an unknown value is ignored."""
        for at in range(self.count()):
            if self.itemData(at) == value:
                self.blockSignals(True)
                self.setCurrentIndex(at)
                self.blockSignals(False)
                self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        widest = max(
            (metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=80
        )
        return QSize(widest + dp(46), dp(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(64), dp(self._height))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_F4):
            self.showPopup()
        elif key in _ENTER or event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        fill = t.surface if self.isEnabled() else t.sunk
        paint.rounded(painter, box, dp(7), fill, t.line)
        words = self.currentText() or self.placeholderText()
        role = "ink" if self.isEnabled() and self.currentText() else "ink2"
        inner = box.adjusted(dp(11), 0, -dp(32), 0)
        paint.text(painter, inner, words, role=role, face=self.font())
        size = dp(16)
        arrow = QRectF(box.right() - size - dp(10), 0, size, box.height())
        icons.paint(painter, "chevron-down", "ink2", arrow, size)


class CheckBox(QCheckBox):
    """A tick with words. Space switches it, Enter does not."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("haloRadius", 5)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = dp(17) + (dp(9) + metrics.horizontalAdvance(self.text()) if self.text() else 0)
        return QSize(width + 2, max(dp(24), metrics.height() + 6))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        size = dp(16)
        box = QRectF(0.5, (self.height() - size) / 2, size, size)
        on = self.checkState() != Qt.CheckState.Unchecked
        fill = (t.ink2 if self.isEnabled() else t.ink3) if on else t.surface
        paint.rounded(painter, box, dp(4), fill, None if on else t.ink3, 1.2)
        if on:
            mark = "check" if self.checkState() == Qt.CheckState.Checked else "minus"
            icons.paint(painter, mark, t.surface, box, dp(12))
        role = "ink" if self.isEnabled() else "ink3"
        words = QRectF(size + dp(9), 0, self.width() - size - dp(9), self.height())
        paint.text(painter, words, self.text(), role=role, face=self.font())


class RadioCard(QRadioButton):
    """One of several ways, as a card with a line of explanation; chosen it wears the accent.

    Cards in one parent exclude each other, as radio buttons do; Enter chooses nothing.
    """

    def __init__(self, text: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._detail = detail
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(13, 600)).horizontalAdvance(self.text())
        more = QFontMetrics(font(12)).horizontalAdvance(self._detail)
        return QSize(max(words, more) + dp(56), dp(51 if self._detail else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(120), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        on = self.isChecked()
        fill, line = (t.accent_soft, t.accent_line) if on else (t.surface, t.line)
        paint.rounded(painter, box, dp(8), fill, line)
        size = dp(16)
        line_height = dp(20)
        top = (box.height() - line_height * (2 if self._detail else 1)) / 2
        dot = QRectF(dp(13), top + (line_height - size) / 2, size, size)
        if on:
            paint.rounded(painter, dot, size / 2, t.accent)
            paint.rounded(painter, dot.adjusted(5, 5, -5, -5), size / 2, t.surface)
        else:
            paint.rounded(painter, dot, size / 2, t.surface, t.ink3, 1.2)
        left = dp(41)
        room = box.width() - left - dp(10)
        first = QRectF(left, top, room, line_height)
        paint.text(painter, first, self.text(), face=font(13, 600))
        if self._detail:
            second = first.translated(0, line_height - dp(1))
            paint.text(painter, second, self._detail, role="ink2", face=font(12))


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
