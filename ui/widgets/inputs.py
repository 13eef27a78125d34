"""The framed inputs: the search field of a list, and the scan bar of the window."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.buttons import KeyCap
from ui.widgets.fields import leave_to_screen
from ui.widgets.labels import Chip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class BareEdit(QLineEdit):
    """A line edit without a frame, with a grey note behind its text. It eats every Enter."""

    submitted = Signal(str)
    escaped = Signal()
    arrow = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFrame(False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._note = ""
        self.gives_delete = False

    def set_note(self, note: str) -> None:
        """Words behind the text, until it is edited."""
        self._note = note
        self._leave_room()
        self.setAccessibleDescription(note)
        self.update()

    def _leave_room(self) -> None:
        """A code of hundreds of characters leaves the words about it up to half of the bar."""
        room = 0
        if self._note:
            wanted = QFontMetrics(font(13)).horizontalAdvance(self._note) + dp(12)
            wanted = min(wanted, self.width() // 2)
            if self.width() - self._text_end() < wanted:
                room = wanted
        self.setTextMargins(0, 0, room, 0)

    def _text_end(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) + dp(12)

    @property
    def note(self) -> str:
        """The words behind the text."""
        return self._note

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._not_mine(event)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.submitted.emit(self.text())
        elif key == Qt.Key.Key_Escape:
            event.accept()
            self.escaped.emit()
        elif key in _LIST_KEYS and not event.modifiers():
            event.accept()
            self.arrow.emit(key)
        elif self._not_mine(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._note:
            return
        room = self.textMargins().right()
        left = self.width() - room + dp(6) if room else self._text_end()
        box = QRectF(left, 0, max(self.width() - left, 0), self.height())
        paint.text(QPainter(self), box, self._note, role="ink2", face=font(13))

    def _not_mine(self, event: QKeyEvent) -> bool:
        done = not self.text() or self.selectedText() == self.text()
        if event.key() == Qt.Key.Key_Delete and self.gives_delete and done:
            return True
        return leave_to_screen(event, undo=True)


class InputFrame(QWidget):
    """The rounded frame around a ``BareEdit``: icon at the left, room for notes at the right."""

    text_changed = Signal(str)

    def __init__(
        self, icon: str, placeholder: str, *, name: str, height: int = 36, fill: str = "surface"
    ) -> None:
        super().__init__()
        self._icon = icon
        self._fill = fill
        self._height = height
        self.setProperty("haloHost", True)
        self.setProperty("haloRadius", 9)
        self.edit = BareEdit(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(self.text_changed)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(dp(12) + dp(16) + dp(7), 0, dp(8), 0)
        self.box.setSpacing(dp(9))
        self.box.addWidget(self.edit, 1)

    def text(self) -> str:
        """What stands in it."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Write into it; ``text_changed`` is emitted as if typed."""
        self.edit.setText(text)

    def sizeHint(self) -> QSize:
        return QSize(dp(280), dp(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(160), dp(self._height))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint.rounded(painter, box, dp(9), getattr(t, self._fill), t.line)
        size = dp(16)
        role = "ink" if self.edit.hasFocus() else "ink2"
        icons.paint(painter, self._icon, role, QRectF(dp(12), 0, size, box.height()), size)


class SearchField(InputFrame):
    """Search as you type. ``text_changed(str)`` per keystroke; ``arrow(key)`` for Up, Down, Page
    Up and Page Down, which move the list while the text keeps the focus; ``entered`` for Enter.

    Esc empties the text, Esc again emits ``left``.
    """

    arrow = Signal(object)
    entered = Signal()
    left = Signal()

    def __init__(
        self,
        placeholder: str,
        *,
        name: str = "",
        keys: str = "Ctrl+F",
        fill: str = "surface",
    ) -> None:
        super().__init__("search", placeholder, name=name or placeholder, fill=fill)
        self._keys = keys
        self._note = ""
        self._note_label = _Note(self)
        self._cap = KeyCap(keys, self)
        self.box.addWidget(self._note_label)
        self.box.addWidget(self._cap)
        self.edit.arrow.connect(self.arrow)
        self.edit.escaped.connect(self._escape)
        self.edit.submitted.connect(self._submit)
        self.edit.textChanged.connect(self._retell)

    def set_note(self, note: str) -> None:
        """Words at the right: "19 found, 4 hidden by filters"."""
        self._note_label.set_text(note)
        self.edit.setAccessibleDescription(note)

    @Slot()
    def _escape(self) -> None:
        if self.text():
            self.set_text("")
        else:
            self.left.emit()

    @Slot(str)
    def _submit(self, _text: str) -> None:
        self.entered.emit()

    @Slot()
    def _retell(self) -> None:
        self._cap.set_keys("Esc" if self.text() else self._keys)


class ScanBar(InputFrame):
    """The one place for whatever is scanned or typed, on every screen.

    ``scanned(str)`` is emitted on Enter with spaces and control characters taken off the ends; the
    text is then selected, so that the next scan replaces it. ``show_found`` says what it was,
    behind the text. Ctrl+Z and, after a scan, Delete belong to the screen, not to the text.
    """

    scanned = Signal(str)

    def __init__(self, placeholder: str = "", keys: str = "F2") -> None:
        super().__init__(
            "scan-line",
            placeholder or self.tr("Scan or type anything"),
            name=self.tr("Scan or type anything"),
            fill="paper",
        )
        self.setObjectName("scan_bar")
        self.setMaximumWidth(dp(508))
        self.edit.gives_delete = True
        self.edit.setProperty("takesScans", True)
        self._chip = Chip("", "accent", parent=self)
        self._chip.hide()
        self.box.insertWidget(0, self._chip)
        self.box.addWidget(KeyCap(keys, self))
        self.edit.submitted.connect(self._submit)
        self.edit.escaped.connect(self.clear)
        self.edit.textEdited.connect(self._edited)
        self.edit.setFont(font(13))

    def set_chip(self, text: str, tone: str = "accent") -> None:
        """A chip before the text ("Front slot"); empty takes it away."""
        self._chip.set(text, tone)
        self._chip.setVisible(bool(text))

    def show_found(self, note: str, text: str | None = None) -> None:
        """Say what the last scan was: "Ghost World, DVD, copy 2". ``text`` replaces the code."""
        if text is not None:
            self.edit.setText(text)
        self.edit.set_note(note)
        self.edit.selectAll()

    @Slot()
    def clear(self) -> None:
        """Empty it."""
        self.edit.clear()
        self.edit.set_note("")

    def take_focus(self) -> None:
        """F2, and after everything: the focus comes here with the text selected."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    @Slot(str)
    def take_typing(self, text: str) -> None:
        """Typing that found no text field: it starts a new text here."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.setText(text)
        self.edit.set_note("")

    @Slot(str)
    def take_scan(self, code: str) -> None:
        """A whole scan from the filter, wherever the focus is: shown, then treated like Enter."""
        self.edit.setText(code)
        self._submit(code)

    @Slot(str)
    def _submit(self, text: str) -> None:
        self.edit.set_note("")
        self.edit.selectAll()
        wanted = "".join(letter for letter in text if letter.isprintable()).strip()
        if wanted:
            self.scanned.emit(wanted)

    @Slot()
    def _edited(self) -> None:
        self.edit.set_note("")


class _Note(QWidget):
    """Grey words that disappear rather than squeeze the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_text(self, text: str) -> None:
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(12))
        return QSize(metrics.horizontalAdvance(self._text), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        paint.text(QPainter(self), box, self._text, role="ink2", face=font(12))
