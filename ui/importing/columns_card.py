"""The columns: a box over each that says what it is, and rows of the file that differ."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from app.importing import maps
from app.importing.files import Cell, PreviewRow
from ui.actions import ActionSet
from ui.importing import words
from ui.importing.map_box import NOT_USED, MapBox, box_width
from ui.importing.model import Importing, Phase
from ui.importing.parts import MenuButton, NeedChip, NumberDisc, paint_cross, paint_diamond
from ui.theme import dp, font, tokens
from ui.widgets import Button, Card, ElidedLabel, Label, heading, paint

_HEAD, _ROW = 64, 36
_LINES = 64
_GAP = 8
_WIDEST, _FAIR, _NARROW = 190, 156, 120
_GUESSED = "\0guess"

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


class ColumnsCard(Card):
    """``map_wanted(str)`` is a map's name ("" for the guess)."""

    map_wanted = Signal(str)

    def __init__(self, model: Importing, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._rows = 6
        self.detail = ElidedLabel("", role="ink2", parent=self)
        self.chip = NeedChip(self)
        self._differ = Label(self.tr("rows that differ"), role="ink2", size=12, parent=self)
        self.others = Button(self.tr("Others"), "shuffle", height=28, parent=self)
        self.others.clicked.connect(model.others)
        self.map_choice = MenuButton(self.tr("Map"), self)
        self.map_choice.chosen.connect(self._map_chosen)
        self.save = Button.for_action(actions["save_map"], parent=self)
        self.save.set_icon_name("")
        self.table = ColumnsTable(model, self)
        head = self._head = QHBoxLayout()
        head.setContentsMargins(dp(16), 0, dp(16), 0)
        head.setSpacing(dp(8))
        head.addWidget(NumberDisc(2, self))
        head.addWidget(heading(self.tr("Columns"), self))
        head.addWidget(self.detail)
        head.addWidget(self.chip)
        head.addStretch(1)
        head.addWidget(self._differ)
        head.addWidget(self.others)
        head.addSpacing(dp(16))
        head.addWidget(self.map_choice)
        head.addWidget(self.save)
        strip = QWidget(self)
        strip.setFixedHeight(dp(44))
        strip.setLayout(head)
        box = self.column((0, 0, 0, 0), 0)
        box.addWidget(strip)
        box.addWidget(self.table)
        model.map_changed.connect(self.tell)
        model.seen_changed.connect(self._tell_chip)
        model.phase_changed.connect(self._phase)
        self.tell()

    def set_rows(self, rows: int) -> None:
        """Six rows, or three in a low window."""
        self.table.set_rows(rows)

    @Slot()
    def tell(self) -> None:
        """The map as it stands."""
        file_map = self._model.file_map
        if file_map is None:
            return
        used = sum(column.field is not None for column in file_map.columns)
        total = len(file_map.columns)
        how = self.tr("guessed from headings and values")
        if file_map.name:
            how = self.tr("as the map {name} says").format(name=_map_words(file_map.name))
        self.detail.setText(
            self.tr("{how}, {used} of {total} used").format(how=how, used=used, total=total)
        )
        self.detail.setMaximumWidth(
            min(QFontMetrics(font(13)).horizontalAdvance(self.detail.text()) + 4, dp(380))
        )
        self._tell_maps(file_map)
        self._tell_chip()

    def _tell_maps(self, file_map: maps.FileMap) -> None:
        options: list[tuple[object, str]] = [(_GUESSED, self.tr("No saved map"))]
        saved = maps.saved()
        if saved:
            options += [(None, ""), *((name, name) for name in saved)]
        options += [(None, ""), *((name, _map_words(name)) for name in maps.SHIPPED)]
        text = _map_words(file_map.name) if file_map.name else self.tr("No saved map")
        self.map_choice.set_options(options, file_map.name or _GUESSED, text)

    @Slot()
    def _tell_chip(self) -> None:
        """The largest question that only the shop can answer."""
        file_map = self._model.file_map
        asked = next((r for r in self._model.seen.reasons if r.asks), None)
        if asked is None or file_map is None:
            self.chip.set_text("")
            return
        column = next((c.heading for c in file_map.columns if c.field == asked.key.field), "")
        value, field = asked.key.value, words.field_inside(asked.key.field)
        said = self.tr("{value} has no {field} here") if value else self.tr("no {field}")
        said = said.format(value=value, field=field)
        self.chip.set_text(f"{column}: {said}" if column else said)
        self._head.activate()

    @Slot()
    def _phase(self) -> None:
        busy = self._model.phase is Phase.IMPORTING
        for widget in (self.table, self.map_choice, self.others):
            widget.setEnabled(not busy)

    @Slot(object)
    def _map_chosen(self, name: object) -> None:
        self.map_wanted.emit("" if name == _GUESSED else str(name))


class ColumnsTable(QWidget):
    """Line numbers that stay, and the columns beside them, which scroll sideways."""

    def __init__(self, model: Importing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._rows = 6
        self.lines = _Lines(self)
        self.sheet = Sheet(model, self)
        self.area = QScrollArea(self)
        self.area.setWidget(self.sheet)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QHBoxLayout(self)
        box.setContentsMargins(1, 0, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.lines)
        box.addWidget(self.area, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sheet.focused.connect(self._show_box)
        model.map_changed.connect(self.reload)
        model.preview_changed.connect(self.reload)
        model.seen_changed.connect(self.sheet.ask)
        self.set_rows(6)

    def set_rows(self, rows: int) -> None:
        """How many rows are shown."""
        self._rows = rows
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Other columns or rows."""
        rows = self._model.rows[: self._rows]
        self.lines.show_rows(rows)
        self.sheet.show_rows(rows)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.lines.width() - 2
        self.sheet.lay_out(room)
        bar = dp(10) if self.sheet.minimumWidth() > room else 0
        self.setFixedHeight(dp(_HEAD) + self._rows * dp(_ROW) + bar + 1)

    @Slot(object)
    def _show_box(self, box: QWidget) -> None:
        self.area.ensureWidgetVisible(box, dp(40), 0)


class _Lines(QWidget):
    """The line numbers of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PreviewRow, ...] = ()
        self.setFixedWidth(dp(_LINES))

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
            box = QRectF(0, dp(_HEAD) + at * dp(_ROW), self.width() - dp(12), dp(_ROW))
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
        return QSize(self.minimumWidth(), dp(_HEAD) + 6 * dp(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_ground(painter, self.width(), len(self._rows), self.height())
        for (x, width), box in zip(self._places, self.boxes, strict=True):
            head = QRectF(x + dp(9), dp(4), width - dp(17), dp(24))
            paint.text(painter, head, box.column.heading, role="ink2", face=font(12))
        for at, row in enumerate(self._rows):
            top = dp(_HEAD) + at * dp(_ROW)
            for (x, width), cell in zip(self._places, row.cells, strict=False):
                _paint_cell(painter, QRectF(x + dp(9), top, width - dp(15), dp(_ROW)), cell)

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
    painter.fillRect(0, 0, width, dp(_HEAD), t.color("sunk"))
    painter.fillRect(0, 0, width, 1, t.color("line"))
    painter.fillRect(0, dp(_HEAD) - 1, width, 1, t.color("line"))
    for at in range(1, rows):
        painter.fillRect(0, dp(_HEAD) + at * dp(_ROW) - 1, width, 1, t.color("line"))


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


def _map_words(name: str) -> str:
    """A shipped map's name as its program writes it."""
    known = {"sakila": "Sakila", "tellico": "Tellico", "clz": "CLZ", "letterboxd": "Letterboxd"}
    return known.get(name, name)
