"""Where a scanner's keys go.

A wedge scanner is a keyboard: it types a code and presses Enter into whatever has the focus. The
filter here looks at every key once, as the window gets it (an application filter that listens to
widgets too sees each key twice). With a prefix key programmed into the scanner, everything from
the prefix to Enter is taken out of the stream wherever the focus is. Without one, text that comes
while no text field has the focus is sent on to the scan bar, so that it never presses a button;
and what comes faster than a hand types, with Enter behind it, is taken back out of the field it
fell into and is a scan as well (``ui.bursts``).
"""

import logging
from collections.abc import Callable

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

from ui import bursts

_log = logging.getLogger(__name__)

#: A scan that stops for this long without Enter was no scan.
TIMEOUT_MS = 500
#: Longer than any barcode; what comes after is dropped.
LONGEST = 512

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: What a scanner may be set up to send behind a code.
_ENDS = (*_ENTER, Qt.Key.Key_Tab)
_TYPING = (
    Qt.KeyboardModifier.NoModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.KeypadModifier
)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock)
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


def takes_scans(widget: QWidget | None) -> bool:
    """Whether codes may be scanned straight into this field: the scan bar, a UPC, a card number
    (``takesScans`` as a property).
    """
    return widget is not None and bool(widget.property("takesScans"))


class ScanFilter(QObject):
    """Installed on the application by the composition root: ``ScanFilter(app); set_prefix("F13")``.

    ``scanned(str)`` is a whole scan, known by its prefix or by its speed; ``typed(str)`` is the
    first letter typed where no text field has the focus. The prefix must be no shortcut of the
    program. ``stamp`` tells when a key was pressed, in milliseconds.
    """

    scanned = Signal(str)
    typed = Signal(str)

    def __init__(
        self,
        app: QApplication,
        prefix: str = "",
        *,
        stamp: Callable[[QKeyEvent], int] = QKeyEvent.timestamp,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._stamp = stamp
        self._burst = bursts.Burst()
        self._before = bursts.before(None)
        self._prefix: tuple[int, Qt.KeyboardModifier] | None = None
        self._taken: list[str] | None = None
        #: The key whose release belongs to the press that ended a scan.
        self._eating: int | None = None
        self._broken = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TIMEOUT_MS)
        self._timer.timeout.connect(self._gave_up)
        self.set_prefix(prefix)
        app.installEventFilter(self)

    def close(self) -> None:
        """Looks at no key any more: its window goes."""
        self._app.removeEventFilter(self)
        self._timer.stop()

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
        # whose event it is costs less to ask than of which kind, and every event comes by here
        if self._broken or not isinstance(watched, QWindow):
            return False
        if event.type() not in _KEY_EVENTS or not isinstance(event, QKeyEvent):
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
        if self._eating == event.key():
            if event.type() == QEvent.Type.KeyRelease or event.isAutoRepeat():
                self._eating = None if event.type() == QEvent.Type.KeyRelease else self._eating
                return True
            self._eating = None
        if event.type() != QEvent.Type.KeyPress:
            return False
        return self._ends_burst(event) or self._maybe_forward(event)

    def _during(self, event: QKeyEvent) -> bool:
        event.accept()
        if event.type() != QEvent.Type.KeyPress or self._taken is None:
            return True
        self._timer.start()
        if event.key() in _ENTER:
            code, self._taken = "".join(self._taken), None
            self._eating = event.key()
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

    # -- known by its speed --------------------------------------------------------------------

    def _ends_burst(self, event: QKeyEvent) -> bool:
        """Follows what is typed; True for the Enter behind a code, which then has been a scan."""
        if event.key() in _MODIFIERS:
            return False
        focus = self._app.focusWidget()
        if event.key() in _ENDS and not event.modifiers() & ~_KEYPAD:
            code = self._burst.ended(self._stamp(event))
            if not code or focus is not self._before.widget or takes_scans(focus):
                return False
            self._eating = event.key()
            self._take_back(code)
            return True
        if not _is_letter(event) or event.isAutoRepeat():
            self._burst.forget()
        elif self._burst.add(event.text(), self._stamp(event)):
            self._before = bursts.before(focus)
        elif focus is not self._before.widget:
            self._burst.forget()
        return False

    def _take_back(self, code: str) -> None:
        """The code leaves the field, or the open list, that it fell into."""
        popup = self._app.activePopupWidget()
        self._before.put_back(code)
        if popup is not None:
            popup.close()
        self.scanned.emit(code)

    # -- typing without a field ----------------------------------------------------------------

    def _maybe_forward(self, event: QKeyEvent) -> bool:
        if not _is_letter(event):
            return False
        if self._app.activePopupWidget() is not None or self._app.activeModalWidget() is not None:
            return False
        if takes_text(self._app.focusWidget()):
            return False
        self.typed.emit(event.text())
        return True

    @Slot()
    def _gave_up(self) -> None:
        self._taken = None


def _is_letter(event: QKeyEvent) -> bool:
    text = event.text()
    if not text or text.isspace() or not text.isprintable():
        return False
    return not event.modifiers() & ~_TYPING
