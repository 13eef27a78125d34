"""Rows of the file under a box for each column, with its line numbers beside them."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.importing import maps
from app.importing.files import Cell, PreviewRow
from ui.importing import words
from ui.importing.map_box import NOT_USED, MapBox, box_width
from ui.importing.model import Importing
from ui.importing.parts import paint_cross, paint_diamond
from ui.theme import dp, font, tokens
from ui.widgets import paint

HEAD, ROW = 64, 36
LINES = 64
_GAP = 8
_WIDEST, _FAIR, _NARROW = 190, 156, 120

_SHORT = {
    "import.section_unknown": "needs a section",
    "import.format_unknown": "needs a format",
    "import.condition_unknown": "needs a condition",
    "import.certificate_unknown": "no such certificate",
    "import.class_unknown": "no such class",
    "import.upc_check_digit": "last digit off",
    "import.upc_bad": "not a UPC",
    "import.year_bad": "not a year",
    "import.number_bad": "not a number",
    "import.amount_bad": "not an amount",
    "import.date_bad": "not a date",
    "import.date_unclear": "day or month?",
    "import.time_bad": "not a time",
    "import.yes_no_bad": "not yes or no",
    "import.word_unknown": "not known",
    "import.barcode_bad": "not a barcode",
    "import.formula": "a formula",
}
_QUESTIONS = frozenset(
    {"import.section_unknown", "import.format_unknown", "import.condition_unknown"}
)


class Lines(QWidget):
    """The line numbers of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PreviewRow, ...] = ()
        self.setFixedWidth(dp(LINES))

    def show_rows(self, rows: tuple[PreviewRow, ...]) -> None:
        self._rows = rows
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_ground(painter, self.width(), len(self._rows), self.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        box = QRectF(0, dp(4), self.width() - dp(12), dp(24))
        paint.text(painter, box, self.tr("line"), role="ink2", face=font(12), align=right)
        for at, row in enumerate(self._rows):
            box = QRectF(0, dp(HEAD) + at * dp(ROW), self.width() - dp(12), dp(ROW))
            face = font(12, tabular=True)
            paint.text(painter, box, f"{row.line:,}", role="ink2", face=face, align=right)


class Sheet(QWidget):
    """Headings, boxes and cells."""

    focused = Signal(object)

    def __init__(self, model: Importing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._rows: tuple[PreviewRow, ...] = ()
        self._places: list[tuple[int, int]] = []
        self.boxes: list[MapBox] = []

    def show_rows(self, rows: tuple[PreviewRow, ...]) -> None:
        """Cells to be seen, and a box for each column of the map."""
        self._rows = rows
        file_map = self._model.file_map
        columns = file_map.columns if file_map is not None else ()
        same = [box.column.heading for box in self.boxes] == [c.heading for c in columns]
        if not same or any(box.kind is not self._model.kind for box in self.boxes):
            for box in self.boxes:
                box.hide()
                box.deleteLater()
            self.boxes = [self._box(column) for column in columns]
        for box, column in zip(self.boxes, columns, strict=True):
            box.show_column(column)
        self.ask()
        self.update()

    def _box(self, column: maps.Column) -> MapBox:
        box = MapBox(self._model.kind, column, self)
        box.values_changed.connect(self._chosen)
        box.moved.connect(self._moved)
        box.show()
        return box

    @Slot()
    def ask(self) -> None:
        """Marks the boxes of columns that rows are refused for."""
        asks = {r.key.field for r in self._model.seen.reasons if r.asks}
        for box in self.boxes:
            box.set_asked(asks=box.column.field in asks, faulty=False)

    def lay_out(self, room: int) -> None:
        """Gives each column its width: as much as its words need, what is left to the long ones."""
        wants = [self._wanted(at, box) for at, box in enumerate(self.boxes)]
        spare = room - dp(8) - sum(wants)
        if spare < 0:
            wants, spare = (
                _squeezed(wants, [box_width(box.column) for box in self.boxes], -spare),
                0,
            )
        long = [at for at, want in enumerate(wants) if want >= dp(110)] or list(range(len(wants)))
        for at in long if spare > 0 else ():
            wants[at] += min(spare // len(long), dp(70))
        x = 0
        self._places = []
        for box, want in zip(self.boxes, wants, strict=True):
            self._places.append((x, want))
            box.setGeometry(x, dp(28), want - dp(_GAP), dp(28))
            x += want
        self.setMinimumWidth(x + dp(8))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), dp(HEAD) + 6 * dp(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_ground(painter, self.width(), len(self._rows), self.height())
        for (x, width), box in zip(self._places, self.boxes, strict=True):
            head = QRectF(x + dp(9), dp(4), width - dp(17), dp(24))
            paint.text(painter, head, box.column.heading, role="ink2", face=font(12))
        for at, row in enumerate(self._rows):
            top = dp(HEAD) + at * dp(ROW)
            for (x, width), cell in zip(self._places, row.cells, strict=False):
                _paint_cell(painter, QRectF(x + dp(9), top, width - dp(15), dp(ROW)), cell)

    @Slot(object)
    def _chosen(self, values: frozenset[object]) -> None:
        box = self.sender()
        if not isinstance(box, MapBox):
            return
        name = str(next(iter(values), NOT_USED))
        wanted = None if name == NOT_USED else name
        if wanted != box.column.field:
            self._model.set_column(box.column.heading, wanted)

    @Slot(int)
    def _moved(self, step: int) -> None:
        box = self.sender()
        if isinstance(box, MapBox):
            at = min(max(self.boxes.index(box) + step, 0), len(self.boxes) - 1)
            self.boxes[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.focused.emit(self.boxes[at])

    def _wanted(self, at: int, box: MapBox) -> int:
        metrics = QFontMetrics(font(13))
        small = QFontMetrics(font(12))
        widest = max(
            box_width(box.column) + dp(_GAP), small.horizontalAdvance(box.column.heading) + dp(19)
        )
        for row in self._rows:
            if at < len(row.cells):
                cell = row.cells[at]
                words_wide = metrics.horizontalAdvance(_one_line(cell.value)[:60])
                if cell.problem:
                    words_wide = small.horizontalAdvance(_SHORT.get(cell.problem, "")) + dp(22)
                widest = max(widest, min(words_wide + dp(17), dp(_WIDEST)))
        return widest


def _squeezed(wants: list[int], boxes: list[int], over: int) -> list[int]:
    """Wide columns give way, down to their box and 120, where that makes all of them fit."""
    least = [
        min(want, max(box + dp(_GAP), dp(_NARROW))) for want, box in zip(wants, boxes, strict=True)
    ]
    slack = [want - low for want, low in zip(wants, least, strict=True)]
    if sum(slack) < over:  # it scrolls sideways anyway: no column hogs the view
        return [
            min(want, max(box + dp(_GAP), dp(_FAIR)))
            for want, box in zip(wants, boxes, strict=True)
        ]
    share = over / sum(slack)
    return [want - math.ceil(give * share) for want, give in zip(wants, slack, strict=True)]


def _paint_ground(painter: QPainter, width: int, rows: int, height: int) -> None:
    """The sunk strip behind headings and boxes, and a hairline under each row but the last."""
    t = tokens()
    painter.fillRect(0, 0, width, dp(HEAD), t.color("sunk"))
    painter.fillRect(0, 0, width, 1, t.color("line"))
    painter.fillRect(0, dp(HEAD) - 1, width, 1, t.color("line"))
    for at in range(1, rows):
        painter.fillRect(0, dp(HEAD) + at * dp(ROW) - 1, width, 1, t.color("line"))


def _paint_cell(painter: QPainter, box: QRectF, cell: Cell) -> None:
    """What would be stored, and below it what the file says, where they differ."""
    raw, value = _one_line(cell.raw.strip()), _one_line(cell.value)
    upper = QRectF(box.left(), box.top() + dp(1), box.width(), dp(18))
    lower = QRectF(box.left(), box.top() + dp(17), box.width(), dp(17))
    if cell.problem:
        _paint_problem(painter, upper, cell.problem)
        paint.text(painter, lower, raw, role="ink2", face=font(12))
    elif cell.field is None:
        paint.text(painter, box, raw, role="ink2", face=font(13))
    elif raw == value:
        paint.text(painter, box, value, face=font(13))
    else:
        paint.text(painter, upper, value or words.tr("left out"), face=font(13))
        paint.text(painter, lower, raw, role="ink2", face=font(12))


def _paint_problem(painter: QPainter, box: QRectF, code: str) -> None:
    asks = code in _QUESTIONS
    center = QPointF(box.left() + dp(5), box.center().y() + 1)
    (paint_diamond if asks else paint_cross)(painter, center)
    words_box = box.adjusted(dp(16), 0, 0, 0)
    said = words.tr(_SHORT.get(code, "not readable"))
    paint.text(
        painter,
        words_box,
        said,
        role="need" if asks else "stop",
        face=font(12, 600 if asks else 500),
    )


def _one_line(text: str) -> str:
    return " ".join(text[:200].split())
