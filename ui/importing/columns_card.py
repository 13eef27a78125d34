"""The columns: a box over each that says what it is, and rows of the file that differ."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from app.importing import maps
from ui.actions import ActionSet
from ui.importing import words
from ui.importing.columns_sheet import HEAD, ROW, Lines, Sheet
from ui.importing.model import Importing
from ui.importing.parts import MenuButton, NeedChip, NumberDisc
from ui.importing.phase import Phase
from ui.theme import dp, font
from ui.widgets import Button, Card, ElidedLabel, Label, heading

_GUESSED = "\0guess"


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
        self.lines = Lines(self)
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
        self.setFixedHeight(dp(HEAD) + self._rows * dp(ROW) + bar + 1)

    @Slot(object)
    def _show_box(self, box: QWidget) -> None:
        self.area.ensureWidgetVisible(box, dp(40), 0)


def _map_words(name: str) -> str:
    """A shipped map's name as its program writes it."""
    known = {"sakila": "Sakila", "tellico": "Tellico", "clz": "CLZ", "letterboxd": "Letterboxd"}
    return known.get(name, name)
