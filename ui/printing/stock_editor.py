"""The stock editor: its numbers, the drawing that follows each key, and the two sums."""

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
from ui.printing.stock_draft import (
    COUNTS,
    LENGTHS,
    MOST_IN_LINE,
    SHEETS,
    SIDES,
    Draft,
    sums,
)
from ui.printing.stock_drawing import StockDrawing
from ui.printing.stock_sums import SumView
from ui.printing.stock_words import save_words, sides_words, tr
from ui.printing.unsaved import FootQuestion
from ui.theme import dp, font
from ui.widgets import (
    Button,
    Card,
    Combo,
    ElidedLabel,
    Field,
    KeyCap,
    Kind,
    Label,
    Line,
    Segmented,
    TextInput,
)

_STEP = {Unit.INCH: 0.001, Unit.MM: 0.01, Unit.POINT: 0.1}
_BIG_STEP = {Unit.INCH: 0.1, Unit.MM: 1.0, Unit.POINT: 10.0}
_OWN_SHEET = "own"
_FIELDS_WIDTH = 206


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
        self.across = SumView(across=True)
        self.down = SumView(across=False)
        self.across.better_wanted.connect(self._take_better)
        self.down.better_wanted.connect(self._take_better)
        self._shipped = False
        self.name = TextInput(height=30)
        self.name.setAccessibleName(tr("Name of the stock"))
        self.name.setFont(font(14, 600))
        self.name.textEdited.connect(self._name_typed)
        self.sheet = Combo([], name=tr("Sheet"), height=30)
        self.sheet.activated.connect(self._sheet_chosen)
        self.inputs: dict[str, NumberInput] = {}
        self._heading = Label("", size=15, weight=600)
        self._note = ElidedLabel("", role="ink2", size=12)
        self._unit_cap = KeyCap("Ctrl+U")
        self.units = Segmented([(unit.value, unit.value) for unit in Unit], name=tr("Unit"))
        self.units.chosen.connect(self.unit_chosen)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one

    def lay_out(self, actions: ActionSet) -> None:
        """Once, when the page has its actions."""
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(6), dp(12), dp(6))
        head.setSpacing(dp(8))
        head.addWidget(self._heading)
        head.addWidget(self.name)
        head.addWidget(self._note, 1)
        head.addWidget(self.units)
        head.addWidget(self._unit_cap)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.drawing, 1)
        middle.addWidget(Line(vertical=True))
        middle.addWidget(self._fields())
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(dp(16), dp(8), dp(12), dp(8))
        foot.setSpacing(dp(8))
        self._foot_words = ElidedLabel("", role="ink2", size=12)
        foot.addWidget(self._foot_words, 1)
        self._remove = Button.for_action(actions["stock-remove"], kind=Kind.BARE)
        self._buttons = [
            self._remove,
            Button.for_action(actions["stock-discard"]),
            Button.for_action(actions["stock-save"], kind=Kind.PRIMARY),
        ]
        for button in self._buttons:
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addLayout(middle, 1)
        column.addWidget(self.across)
        column.addWidget(self.down)
        column.addWidget(Line())
        column.addWidget(self._foot)
        self._column = column

    def ask(self, question: FootQuestion) -> None:
        """A question stands in the foot's place, once it is asked."""
        self._column.addWidget(question)
        question.stand_for(self._foot)

    def _fields(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        grid.setHorizontalSpacing(dp(8))
        grid.setVerticalSpacing(dp(8))
        grid.addWidget(Field(tr("Sheet"), self.sheet), 0, 0, 1, 2)
        names = (
            ("sheet_width", tr("Sheet width")),
            ("sheet_height", tr("Sheet height")),
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
        self._own_sides = []
        for number, (key, name) in enumerate(names):
            editor = NumberInput(height=28)
            editor.setObjectName(key)
            editor.textEdited.connect(self._typed)
            editor.stepped.connect(self._stepped)
            editor.editingFinished.connect(self._left)
            self.inputs[key] = editor
            field = Field(name, editor)
            grid.addWidget(field, 1 + number // 2, number % 2)
            if key in SIDES:
                self._own_sides.append(field)
        self._hint = Label(
            tr("Type 74.3 mm or 210.6 pt: it is turned into the unit shown."),
            role="ink2",
            size=11.5,
            wrap=True,
        )
        grid.addWidget(self._hint, 7, 0, 1, 2)
        grid.addWidget(self._steps(), 8, 0, 1, 2)
        grid.setRowStretch(9, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(dp(_FIELDS_WIDTH))
        area.verticalScrollBar().rangeChanged.connect(self._fields_scroll)
        area.setMinimumHeight(dp(120))
        area.setWidget(inner)
        self._grid = grid
        return area

    @Slot(int, int)
    def _fields_scroll(self, least: int, most: int) -> None:
        """A scroll bar has its own room: numbers keep theirs."""
        bar = self._area.verticalScrollBar().sizeHint().width() if most > least else 0
        self._area.setFixedWidth(dp(_FIELDS_WIDTH) + bar)

    def _steps(self) -> QWidget:
        """What the arrow keys do in a number."""
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(dp(6))
        grid.setVerticalSpacing(dp(5))
        self._step_words = [Label("", role="ink2", size=11.5) for _ in range(2)]
        for row, keys in enumerate((("\u2191", "\u2193"), ("Shift", "\u2191"))):
            for column, cap in enumerate(keys):
                grid.addWidget(KeyCap(cap), row, column)
            grid.addWidget(self._step_words[row], row, 2)
        grid.setColumnStretch(2, 1)
        self._step_part = part
        return part

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def draft(self) -> Draft | None:
        """What is typed in."""
        return self._draft

    def show_draft(self, draft: Draft, unit: Unit, note: str, *, shipped: bool) -> None:
        """Another stock, or the same one in another unit. What was no number is as it was."""
        self._draft, self._unit, self._shipped = replace(draft, bad=frozenset()), unit, shipped
        self._filling = True
        self.units.set_current(unit.value)
        self.name.setText(draft.name)
        self._heading.setText(draft.name)
        self._heading.setVisible(shipped)
        self.name.setVisible(not shipped)
        self._remove.setVisible(draft.stock_id is not None)
        self._note.setText(note)
        self._fill_sheets()
        for key, editor in self.inputs.items():
            editor.set_suffix("" if key in COUNTS else unit.value)
            editor.setText(self._text(key))
            editor.set_invalid(False)
        small, big = (steps[unit] for steps in (_STEP, _BIG_STEP))
        self._step_words[0].setText(tr("steps of {n:g}").format(n=small))
        self._step_words[1].setText(tr("of {n:g}").format(n=big))
        self._filling = False
        self._redraw()

    def set_note(self, note: str) -> None:
        """The grey words beside the name."""
        self._note.setText(note)

    def _fill_sheets(self) -> None:
        """The sheets with their sides; an own one has fields for them."""
        assert self._draft is not None
        m = self._draft.measures
        self.sheet.set_options(
            [
                *((name, f"{name}  {sides_words(w, h, self._unit)}") for name, w, h in SHEETS),
                (_OWN_SHEET, tr("Own size")),
            ]
        )
        own = m.sheet_name not in [name for name, _, _ in SHEETS]
        self.sheet.set_value(_OWN_SHEET if own else m.sheet_name)
        for field in self._own_sides:
            field.setVisible(own)

    def _text(self, key: str) -> str:
        assert self._draft is not None
        value = getattr(self._draft.measures, key)
        return str(value) if key in COUNTS else shown(value, self._unit)

    def _redraw(self) -> None:
        draft = self._draft
        if draft is None:
            return
        self.drawing.show_stock(draft.measures, self._unit, self._focus)
        across, down = sums(draft.measures)
        sheet = draft.measures.sheet_name
        sheet = sheet if sheet in [name for name, _, _ in SHEETS] else ""
        self.across.show_sum(across, self._unit, sheet)
        self.down.show_sum(down, self._unit, sheet)
        self._foot_words.setText(save_words(draft, shipped=self._shipped))
        culprits = {one.better.field for one in (across, down) if one.better is not None}
        for key, editor in self.inputs.items():
            bad = key in draft.bad or (key in culprits and key == self._focus)
            if bool(editor.property("invalid")) != bad:
                editor.set_invalid(bad)

    def set_narrow(self, narrow: bool) -> None:
        """In a small window keys go to F1, and the drawing has the room."""
        self._unit_cap.setVisible(not narrow)
        self._step_part.setVisible(not narrow)
        self._hint.setVisible(not narrow)
        for button in self._buttons:
            button.set_keys_shown(not narrow)
        edge = dp(8 if narrow else 12)
        self._grid.setVerticalSpacing(dp(4 if narrow else 8))
        self._grid.setContentsMargins(dp(16), edge, dp(16), edge)

    # -- typing ----------------------------------------------------------------------------------

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self._redraw()
        self.edited.emit(draft)

    @Slot()
    def _typed(self) -> None:
        editor = self.sender()
        if isinstance(editor, NumberInput) and self._draft is not None:
            key = editor.objectName()
            value = self._value(key, editor.text())
            if value is None:
                self._take(replace(self._draft, bad=self._draft.bad | {key}))
            else:
                self._take(self._draft.with_value(key, value))

    def _value(self, key: str, text: str) -> float | None:
        if key in COUNTS:
            clean = text.strip()
            good = clean.isascii() and clean.isdigit() and len(clean) < 4
            return float(clean) if good and int(clean) <= MOST_IN_LINE else None
        return read(text, self._unit)

    @Slot(int, bool)
    def _stepped(self, by: int, big: bool) -> None:
        editor = self.sender()
        if not isinstance(editor, NumberInput) or self._draft is None:
            return
        key = editor.objectName()
        value = getattr(self._draft.measures, key)
        if key in COUNTS:
            fresh = min(MOST_IN_LINE, max(1, value + by))
        else:
            step = (_BIG_STEP if big else _STEP)[self._unit] * POINTS[self._unit]
            fresh = max(0.0, value + by * step)
        draft = self._draft.with_value(key, fresh)
        self._draft = draft
        editor.setText(self._text(key))
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
        if self._draft is None:
            return
        name = tr("Own sheet") if self.sheet.value == _OWN_SHEET else str(self.sheet.value)
        self._draft = self._draft.with_sheet(name)
        self._fill_sheets()
        for side in SIDES:
            self.inputs[side].setText(self._text(side))
        self._take(self._draft)

    @Slot(str, float)
    def _take_better(self, field: str, value: float) -> None:
        if self._draft is not None:
            self._draft = self._draft.with_value(field, value)
            self.inputs[field].setText(self._text(field))
            self._take(self._draft)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, old: QObject | None, new: QObject | None) -> None:
        name = ""
        if isinstance(new, NumberInput) and self.isAncestorOf(new):
            name = new.objectName()
            self._area.ensureWidgetVisible(new, 0, dp(24))
        if name != self._focus:
            self._focus = name if name in LENGTHS else ""
            self._redraw()
