"""How a scanner is told from a hand where it has no prefix key: by its speed.

A wedge scanner sends a code in one go, a key every few milliseconds, and Enter (or Tab) right
behind it. The fastest hands need 60 ms for a key and nobody keeps that up for six in a row, so
``GAP_MS`` between any two keys is no hand. Times are those of the key events, taken when the key
was pressed: a window that was busy meanwhile does not make a hand look fast.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

#: The longest time between two keys of a scan, in milliseconds.
GAP_MS = 35
#: Fewer letters than this are no scan: UPC-E, the shortest code on a case, has six digits.
SHORTEST = 6

_SIGNS = frozenset("-./$+%_:")


def is_code(text: str) -> bool:
    """Whether a text could be a barcode: letters, digits, a few signs; one digit at least."""
    fits = all(letter.isalnum() or letter in _SIGNS for letter in text)
    return fits and any(letter.isdecimal() for letter in text)


class Burst:
    """The keys that came one upon the other, up to now. Times are milliseconds; 0 is unknown."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._last = 0

    @property
    def text(self) -> str:
        """What was typed in one go."""
        return "".join(self._letters)

    def add(self, letter: str, at: int) -> bool:
        """A letter more. True where it is the first of another burst."""
        goes_on = self._follows(at)
        if not goes_on:
            self._letters.clear()
        self._letters.append(letter)
        self._last = at
        return not goes_on

    def ended(self, at: int) -> str:
        """Enter or Tab: the code, if it was one, else nothing; a new burst begins either way."""
        code = self.text if self._follows(at) else ""
        self.forget()
        return code if len(code) >= SHORTEST and is_code(code) else ""

    def forget(self) -> None:
        """Another kind of key came between."""
        self._letters.clear()
        self._last = 0

    def _follows(self, at: int) -> bool:
        return bool(self._letters and self._last and at) and 0 <= at - self._last <= GAP_MS


@dataclass(frozen=True, slots=True)
class Before:
    """A field as it was when a burst began, so that the burst can be taken back out of it.

    ``text`` is the whole text of a line, nothing for a field of several lines.
    """

    widget: QWidget | None
    text: str = ""
    cursor: int = 0
    start: int = 0
    selected: str = ""

    def put_back(self, burst: str) -> None:
        """Takes what was typed out again; what was selected and then typed over comes back."""
        field = _text_of(self.widget)
        if isinstance(field, QLineEdit):
            self._put_back_line(field)
        elif field is not None:
            self._put_back_lines(field, burst)
        elif self.widget is not None:
            forget = getattr(self.widget, "forget_typing", None)
            if forget is not None:
                forget()

    def _put_back_line(self, field: QLineEdit) -> None:
        if field.text() == self.text:
            return
        # not as an edit: the field's own undo would bring the code back
        field.setText(self.text)
        end = self.start + len(self.selected)
        if not self.selected:
            field.setCursorPosition(self.cursor)
        elif self.cursor == self.start:
            field.setSelection(end, -len(self.selected))
        else:
            field.setSelection(self.start, len(self.selected))

    def _put_back_lines(self, field: QPlainTextEdit | QTextEdit, burst: str) -> None:
        cursor = field.textCursor()
        cursor.setPosition(self.start)
        cursor.movePosition(
            QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, len(burst)
        )
        if cursor.selectedText() != burst:
            return
        cursor.insertText(self.selected)
        end = self.start + len(self.selected)
        anchor = end if self.cursor == self.start else self.start
        cursor.setPosition(anchor)
        cursor.setPosition(self.cursor, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)


def before(widget: QWidget | None) -> Before:
    """The field as it is now, before the first letter of what may become a burst."""
    field = _text_of(widget)
    if isinstance(field, QLineEdit):
        selected = field.selectedText()
        start = field.selectionStart() if selected else field.cursorPosition()
        return Before(widget, field.text(), field.cursorPosition(), start, selected)
    if field is not None:
        cursor = field.textCursor()
        return Before(
            widget,
            cursor=cursor.position(),
            start=cursor.selectionStart(),
            selected=cursor.selection().toPlainText(),
        )
    return Before(widget)


def _text_of(widget: QWidget | None) -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """The text that keys change in a widget."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return widget
    if isinstance(widget, QComboBox | QAbstractSpinBox):
        return widget.findChild(QLineEdit)
    return None
