"""The file: its name and size, how it is read, and the way to another one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.importing.layouts import Encoding
from ui import icons, messages
from ui.actions import ActionSet
from ui.importing import words
from ui.importing.model import Importing
from ui.importing.parts import MenuButton, StateDisc
from ui.importing.phase import Phase
from ui.theme import dp
from ui.widgets import Button, Card, ElidedLabel, Label

_ENCODINGS = (
    Encoding.UTF8,
    Encoding.UTF8_BOM,
    Encoding.WINDOWS,
    Encoding.LATIN1,
    Encoding.UTF16,
)


class FileCard(Card):
    """44 high: everything about the file on one line."""

    def __init__(self, model: Importing, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setFixedHeight(dp(46))
        self.disc = StateDisc(self)
        self.name = Label("", size=14, weight=600, parent=self)
        self.detail = ElidedLabel("", role="ink2", parent=self)
        self._read_as = Label(self.tr("read as"), role="ink2", size=12, parent=self)
        self.encoding = MenuButton(self.tr("Encoding"), self)
        self.delimiter = MenuButton(self.tr("Separator"), self)
        self.head_line = MenuButton(self.tr("Headings"), self)
        self.encoding.chosen.connect(self._encoding_chosen)
        self.delimiter.chosen.connect(self._delimiter_chosen)
        self.head_line.chosen.connect(self._head_line_chosen)
        self.other = Button.for_action(actions["file"], parent=self)
        self.other.set_icon_name("")
        box = self.row((16, 0, 16, 0), 8)
        box.addWidget(self.disc)
        box.addWidget(_FileIcon(self))
        box.addWidget(self.name)
        box.addWidget(self.detail, 1)
        box.addWidget(self._read_as)
        for button in (self.encoding, self.delimiter, self.head_line):
            box.addWidget(button)
        box.addSpacing(dp(14))
        box.addWidget(self.other)
        model.file_changed.connect(self.tell)
        model.phase_changed.connect(self.tell)
        self.tell()

    @Slot()
    def tell(self) -> None:
        """Shows the file as it stands."""
        model, guess = self._model, self._model.guess
        self.name.setText(model.path.name if model.path is not None else self.tr("No file yet"))
        readable = guess is not None
        for widget in (self._read_as, self.encoding, self.delimiter, self.head_line):
            widget.setVisible(readable)
            widget.setEnabled(model.phase is not Phase.IMPORTING)
        self.disc.set_tone("ok" if readable else "stop" if model.error is not None else "")
        self.detail.set_role("stop" if model.error is not None else "ink2")
        if guess is None:
            reading = model.phase is Phase.READING
            said = self.tr("Reading it") if reading else self.tr("Choose a CSV, or drop one here.")
            if model.error is not None:
                said = messages.sentence(model.error)
            self.detail.setText(said)
            return
        table = guess.table
        self.detail.setText(
            self.tr("{rows}, {columns}, {size}").format(
                rows=words.rows_words(guess.rows),
                columns=self._columns(len(table.headings)),
                size=words.size_words(table.size),
            )
        )
        layout = table.layout
        encodings = [(one, words.ENCODINGS[one]) for one in _ENCODINGS]
        self.encoding.set_options(encodings, layout.encoding, words.ENCODINGS[layout.encoding])
        separators = list(words.DELIMITERS.items())
        self.delimiter.set_options(separators, layout.delimiter, words.DELIMITERS[layout.delimiter])
        lines = [(line, words.head_line_words(line)) for line in range(6)]
        self.head_line.set_options(lines, layout.head_line, words.head_line_words(layout.head_line))

    def set_narrow(self, narrow: bool) -> None:
        """Smaller windows drop "read as"."""
        self.other.set_keys_shown(not narrow)

    def _columns(self, count: int) -> str:
        return self.tr("1 column") if count == 1 else self.tr("{n} columns").format(n=count)

    @Slot(object)
    def _encoding_chosen(self, value: object) -> None:
        self._model.correct(encoding=Encoding(str(value)))

    @Slot(object)
    def _delimiter_chosen(self, value: object) -> None:
        self._model.correct(delimiter=str(value))

    @Slot(object)
    def _head_line_chosen(self, value: object) -> None:
        self._model.correct(head_line=int(str(value)))


class _FileIcon(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(dp(16), dp(20)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, "file-spreadsheet", "ink2", QRectF(self.rect()), dp(16))
