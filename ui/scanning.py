"""Where a scanner's keys go.

A wedge scanner is a keyboard: it types a code and presses Enter into whatever has the focus. The
filter here looks at every key once, as the window gets it (an application filter that listens to
widgets too sees each key twice). With a prefix key programmed into the scanner, everything from
the prefix to Enter is taken out of the stream wherever the focus is. Without one, text that comes
while no text field has the focus is sent on to the scan bar, so that it never presses a button.
"""

import logging

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, Qt, QWindow
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_log = logging.getLogger(__name__)

#: A scan that stops for this long without Enter was no scan.
TIMEOUT_MS = 500
#: Longer than any barcode; what comes after is dropped.
LONGEST = 512

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPING = (
    Qt.KeyboardModifier.NoModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.KeypadModifier
)
_KEY_EVENTS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


def takes_text(widget: QWidget | None) -> bool:
    """Whether typing belongs to this widget (``takesKeys`` as a property claims it for others)."""
    if widget is None:
        return False
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox):
        return True
    return bool(widget.property("takesKeys"))


class ScanFilter(QObject):
    """Installed on the application by the composition root: ``ScanFilter(app); set_prefix("F13")``.

    ``scanned(str)`` is a whole prefixed scan; ``typed(str)`` is the first letter typed where no
    text field has the focus. The prefix must be no shortcut of the program.
    """

    scanned = Signal(str)
    typed = Signal(str)

    def __init__(self, app: QApplication, prefix: str = "") -> None:
        super().__init__(app)
        self._app = app
        self._prefix: tuple[int, Qt.KeyboardModifier] | None = None
        self._taken: list[str] | None = None
        self._eating_enter = False
        self._broken = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TIMEOUT_MS)
        self._timer.timeout.connect(self._gave_up)
        self.set_prefix(prefix)
        app.installEventFilter(self)

    @property
    def broken(self) -> bool:
        """Whether it switched itself off after an exception: keys then simply pass."""
        return self._broken

    def set_prefix(self, keys: str) -> None:
        """The key that the scanner sends before each code, as portable text; empty for none."""
        sequence = QKeySequence(keys)
        if not keys or sequence.count() != 1:
            self._prefix = None
            return
        combination = sequence[0]  # type: ignore[index]  # missing in the stubs
        self._prefix = (int(combination.key()), combination.keyboardModifiers())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._broken or event.type() not in _KEY_EVENTS:
            return False
        if not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        try:
            return self._key(event)
        except Exception:
            # A filter that raises would raise on every key: better no filter than no keyboard.
            self._broken = True
            _log.exception("the scan filter is off until the next start")
            return False

    def _key(self, event: QKeyEvent) -> bool:
        if self._taken is not None:
            return self._during(event)
        if self._is_prefix(event):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._taken = []
                self._timer.start()
            return True
        if self._eating_enter and event.key() in _ENTER:
            # the release that belongs to the Enter which ended a scan
            self._eating_enter = event.type() != QEvent.Type.KeyRelease
            return True
        return self._maybe_forward(event)

    def _during(self, event: QKeyEvent) -> bool:
        event.accept()
        if event.type() != QEvent.Type.KeyPress or self._taken is None:
            return True
        self._timer.start()
        if event.key() in _ENTER:
            code, self._taken = "".join(self._taken), None
            self._eating_enter = True
            self._timer.stop()
            if code:
                self.scanned.emit(code)
        elif event.text() and len(self._taken) < LONGEST:
            self._taken.append(event.text())
        return True

    def _is_prefix(self, event: QKeyEvent) -> bool:
        return self._prefix is not None and self._prefix == (
            event.key(),
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier,
        )

    def _maybe_forward(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or event.modifiers() & ~_TYPING:
            return False
        text = event.text()
        if not text or text.isspace() or not text.isprintable():
            return False
        if self._app.activePopupWidget() is not None or self._app.activeModalWidget() is not None:
            return False
        if takes_text(self._app.focusWidget()):
            return False
        self.typed.emit(text)
        return True

    @Slot()
    def _gave_up(self) -> None:
        self._taken = None
