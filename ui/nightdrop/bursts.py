"""Text fields that a scanner may hit: a code shot into one is handed on as the scan it is.

A scanner types faster than any person. What came in such a burst and ends with Enter is taken out
of the field again, and the field is as it was before.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets import TextInput

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: Between two keys of a scanner; a very fast typist needs 60 ms.
_GAP_SECONDS = 0.045
#: A count, a time and words of a person have fewer digits in a row than a code.
_CODE_DIGITS = 6


class BurstInput(TextInput):
    """A line of text; ``scanned(str)`` is a code that came in a burst and ended with Enter.

    ``done`` is a person's Enter: the focus may go back to the scan bar.
    """

    scanned = Signal(str)
    done = Signal()

    def __init__(self, text: str = "", *, placeholder: str = "", height: int = 34,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(
            text, placeholder=placeholder, height=height, enter_moves=False, parent=parent
        )
        self._burst = ""
        self._before = text
        self._last_key = 0.0
        self.entered.connect(self._on_enter)

    def is_code(self, burst: str) -> bool:
        """Whether letters that came in one burst are a code."""
        return len(burst) >= _CODE_DIGITS and burst.isdigit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = event.text()
        if event.key() not in _ENTER and letters and letters.isprintable():
            now = monotonic()
            if not self._burst or now - self._last_key > _GAP_SECONDS:
                self._burst, self._before = "", self.text()
            self._last_key = now
            self._burst += letters
        elif event.key() not in _ENTER and event.key() != Qt.Key.Key_Shift:
            self._burst = ""
        super().keyPressEvent(event)

    def _on_enter(self) -> None:
        burst, self._burst = self._burst, ""
        digits = burst[len(burst.rstrip("0123456789")) :] if not self.is_code(burst) else burst
        if self.is_code(digits):
            kept = self.text()
            restored = self._before if digits == burst else kept.removesuffix(digits)
            self.setText(restored)
            self.scanned.emit(digits)
        else:
            self.done.emit()


class CountInput(BurstInput):
    """A number of cases: at most three digits typed by hand.

    Three keys in a burst are a scan already: some shops have barcodes that short.
    """

    def is_code(self, burst: str) -> bool:
        return len(burst) >= 3

    def _on_enter(self) -> None:
        whole = self.text().strip()
        burst, self._burst = self._burst, ""
        if self.is_code(burst) or not plausible(whole):
            self.setText(self._before if plausible(self._before.strip()) else "")
            self.scanned.emit(burst if self.is_code(burst) else whole)
        else:
            self.done.emit()


def plausible(text: str) -> bool:
    """Whether a text can be the number of cases in a box, or no number yet."""
    return not text or (text.isascii() and text.isdigit() and len(text) <= 3)
