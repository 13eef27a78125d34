"""The stock editor: twelve numbers, the drawing that follows each key, and the two sums."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.actions import ActionSet
from ui.printing.lengths import POINTS, Unit, read, shown
from ui.printing.stock_draft import LENGTHS, SHEETS, Draft, sums
from ui.printing.stock_drawing import StockDrawing
from ui.printing.stock_sums import SumView
from ui.printing.stock_words import tr
from ui.theme import dp
from ui.widgets import Button, Card, Combo, Field, Kind, Label, Line, Segmented, TextInput

_STEP = {Unit.INCH: 0.001, Unit.MM: 0.01, Unit.POINT: 0.1}
_BIG_STEP = {Unit.INCH: 0.1, Unit.MM: 1.0, Unit.POINT: 10.0}
_OWN_SHEET = "own"
_MOST_LABELS = 60


class NumberInput(TextInput):
    """A length or a count. Up and Down step it, with Shift by more."""

    stepped = Signal(int, bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if event.key() == Qt.Key.Key_Up else -1
            self.stepped.emit(by, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)


class StockEditor(Card):
    """Edits a `Draft`. ``edited(draft)`` after each key; the page decides what to do with it."""

    edited = Signal(object)
    unit_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._unit = Unit.INCH
        self._focus = ""
        self._filling = False
        self.drawing = StockDrawing()
        self.across = SumView("pitch_x", across=True)
        self.down = SumView("pitch_y", across=False)
        self.across.better_wanted.connect(self._take_better)
        self.down.better_wanted.connect(self._take_better)
        self.name = TextInput(height=28)
        self.name.textEdited.connect(self._name_typed)
        self.sheet = Combo([], name=tr("Sheet"))
        self.sheet.activated.connect(self._sheet_chosen)
        self.inputs: dict[str, NumberInput] = {}
        self._heading = Label("", size=15, weight=600)
        self._note = Label("", role="ink2", size=12)
        self.units = Segmented([(unit.value, unit.value) for unit in Unit], name=tr("Unit"))
        self.units.chosen.connect(self.unit_chosen)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one

    def lay_out(self, actions: ActionSet) -> None:
        """Once, when the page has its actions."""
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(7), dp(12), dp(7))
        head.setSpacing(dp(8))
        head.addWidget(self._heading)
        head.addWidget(self._note)
        head.addStretch(1)
        head.addWidget(self.units)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.drawing, 1)
        middle.addWidget(Line(vertical=True))
        middle.addWidget(self._fields())
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(16), dp(8), dp(12), dp(8))
        foot.setSpacing(dp(8))
        self._foot_words = Label(tr("Save comes on when both sums fit."), role="ink2", size=12)
        foot.addWidget(self._foot_words)
        foot.addStretch(1)
        foot.addWidget(Button.for_action(actions["stock-remove"], kind=Kind.BARE))
        foot.addWidget(Button.for_action(actions["stock-discard"]))
        foot.addWidget(Button.for_action(actions["stock-save"], kind=Kind.PRIMARY))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addLayout(middle, 1)
        column.addWidget(self.across)
        column.addWidget(self.down)
        column.addWidget(Line())
        column.addLayout(foot)

    def _fields(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        grid.setHorizontalSpacing(dp(8))
        grid.setVerticalSpacing(dp(8))
        grid.addWidget(Field(tr("Name"), self.name), 0, 0, 1, 2)
        grid.addWidget(Field(tr("Sheet"), self.sheet), 1, 0, 1, 2)
        names = (
            ("columns", tr("Columns")),
            ("rows", tr("Rows")),
            ("label_width", tr("Label width")),
            ("label_height", tr("Label height")),
            ("left", tr("First from left")),
            ("top", tr("First from top")),
            ("pitch_x", tr("Pitch across")),
            ("pitch_y", tr("Pitch down")),
            ("corner_radius", tr("Corner")),
            ("bleed", tr("Bleed")),
        )
        for number, (key, name) in enumerate(names):
            editor = NumberInput(height=28)
            editor.setObjectName(key)
            editor.textEdited.connect(self._typed)
            editor.stepped.connect(self._stepped)
            editor.editingFinished.connect(self._left)
            self.inputs[key] = editor
            grid.addWidget(Field(name, editor), 2 + number // 2, number % 2)
        hint = Label(
            tr("Type 74.3 mm or 210.6 pt: it is turned into the unit shown."),
            role="ink2",
            size=11.5,
            wrap=True,
        )
        grid.addWidget(hint, 8, 0, 1, 2)
        grid.setRowStretch(9, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(dp(206))
        area.setWidget(inner)
        return area

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def draft(self) -> Draft | None:
        """What is typed in."""
        return self._draft

    def show_draft(self, draft: Draft, unit: Unit, note: str, *, shipped: bool) -> None:
        """Another stock, or the same one in another unit."""
        self._draft, self._unit = draft, unit
        self._filling = True
        self.units.set_current(unit.value)
        self.name.setText(draft.name)
        self._heading.setText(draft.name or tr("New stock"))
        self._note.setText(note)
        sheets = [(name, name) for name, _, _ in SHEETS]
        if draft.measures.sheet_name not in dict(sheets):
            sheets.append((_OWN_SHEET, draft.measures.sheet_name))
        self.sheet.set_options(sheets)
        known = draft.measures.sheet_name in dict(sheets)
        self.sheet.set_value(draft.measures.sheet_name if known else _OWN_SHEET)
        for key, editor in self.inputs.items():
            editor.set_suffix("" if key in ("columns", "rows") else unit.value)
            editor.setText(self._text(key))
            editor.set_invalid(False)
        words = tr("Came with the program: typing in it makes a copy.")
        self._foot_words.setText(words if shipped else tr("Save comes on when both sums fit."))
        self._filling = False
        self._redraw()

    def _text(self, key: str) -> str:
        assert self._draft is not None
        value = getattr(self._draft.measures, key)
        return str(value) if key in ("columns", "rows") else shown(value, self._unit)

    def _redraw(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self.drawing.show_stock(draft.measures, self._unit, self._focus)
        across, down = sums(draft.measures)
        self.across.show_sum(across, self._unit, draft.measures.sheet_name)
        self.down.show_sum(down, self._unit, draft.measures.sheet_name)

    def set_narrow(self, narrow: bool) -> None:
        """In a small window the foot keeps its buttons alone."""
        self._foot_words.setVisible(not narrow)

    # -- typing ----------------------------------------------------------------------------------

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self._heading.setText(draft.name or tr("New stock"))
        self._redraw()
        self.edited.emit(draft)

    @Slot()
    def _typed(self) -> None:
        editor = self.sender()
        if isinstance(editor, NumberInput) and self._draft is not None:
            key = editor.objectName()
            value = self._value(key, editor.text())
            editor.set_invalid(value is None)
            if value is None:
                self._take(replace(self._draft, bad=self._draft.bad | {key}))
            else:
                self._take(self._draft.with_value(key, value))

    def _value(self, key: str, text: str) -> float | None:
        if key in ("columns", "rows"):
            clean = text.strip()
            good = clean.isascii() and clean.isdigit() and len(clean) < 4
            return float(clean) if good and int(clean) <= _MOST_LABELS * 2 else None
        return read(text, self._unit)

    @Slot(int, bool)
    def _stepped(self, by: int, big: bool) -> None:
        editor = self.sender()
        if not isinstance(editor, NumberInput) or self._draft is None:
            return
        key = editor.objectName()
        value = getattr(self._draft.measures, key)
        if key in ("columns", "rows"):
            fresh = max(1, value + by)
        else:
            step = (_BIG_STEP if big else _STEP)[self._unit] * POINTS[self._unit]
            fresh = max(0.0, value + by * step)
        draft = self._draft.with_value(key, fresh)
        self._draft = draft
        editor.setText(self._text(key))
        editor.set_invalid(False)
        self._take(draft)

    @Slot()
    def _left(self) -> None:
        """A number that was typed in another unit is shown in this one once the field is left."""
        editor = self.sender()
        if isinstance(editor, NumberInput) and self._draft is not None and not self._filling:
            key = editor.objectName()
            if key not in self._draft.bad:
                editor.setText(self._text(key))

    @Slot(str)
    def _name_typed(self, text: str) -> None:
        if self._draft is not None:
            self._take(replace(self._draft, name=text))

    @Slot(int)
    def _sheet_chosen(self, index: int) -> None:
        if self._draft is not None and self.sheet.value != _OWN_SHEET:
            self._take(self._draft.with_sheet(str(self.sheet.value)))

    @Slot(str, float)
    def _take_better(self, field: str, points: float) -> None:
        if self._draft is not None:
            draft = self._draft.with_value(field, points)
            self.inputs[field].setText(shown(points, self._unit))
            self.inputs[field].set_invalid(False)
            self._take(draft)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QObject | None, new: QObject | None) -> None:
        name = new.objectName() if isinstance(new, NumberInput) else ""
        if name != self._focus:
            self._focus = name if name in LENGTHS else ""
            self._redraw()
