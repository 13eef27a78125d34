"""A printer feed's profile: four numbers off its calibration sheet, and what they do."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.printing.rules import LEAST_MM, MOST_MM, Effect, Reading, doubts, effect
from ui import icons
from ui.actions import ActionSet
from ui.printing.profile_drawing import CalibrationView, LoupeView, disc
from ui.printing.stock_words import tr
from ui.printing.unsaved import FootQuestion
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    Chip,
    ElidedLabel,
    EmptyState,
    Kind,
    Label,
    Line,
    Segmented,
    TextInput,
)

SIDES = ("left", "top", "right", "bottom")
_MOVES = ("move", "move-horizontal", "move-vertical")


class _Disc(QWidget):
    """The number of a reading beside its field."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(QSize(dp(20), dp(20)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc(painter, QPointF(self.width() / 2, self.height() / 2), self._number)


class _Icon(QWidget):
    """A small picture before a line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(QSize(dp(20), dp(18)))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._name, "ink2", QRectF(self.rect()), dp(14))


class ProfilePanel(Card):
    """``edited()`` after each key; `reading` is None while a number is none."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.printer, self.feed = "", ""
        self._kept: Reading | None = None
        self._paper = "letter"
        self.inputs = {side: TextInput(suffix="mm", height=28) for side in SIDES}
        for side, editor in self.inputs.items():
            editor.setAccessibleName(tr(side))
            editor.textEdited.connect(self._typed)
        self.sheet = CalibrationView()
        self.loupes = [
            LoupeView(last=last, corrected=corrected)
            for last in (False, True)
            for corrected in (False, True)
        ]
        self._heading = ElidedLabel("", size=15, weight=600)
        self._chip = Chip("", "ok")
        self._moves = [Label("", size=12, weight=500) for _ in range(3)]
        #: What to do with the sheet, or what is doubted of the numbers.
        self.words = Label("", role="ink2", size=12, wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.papers = Segmented(
            [("letter", tr("Letter")), ("a4", "A4")], name=tr("Paper of the sheet"), height=26
        )
        self.papers.chosen.connect(self._paper_chosen)

    def lay_out(self, actions: ActionSet) -> None:
        """Once, when the page has its actions."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(7), dp(12), dp(7))
        self._heading.setMinimumHeight(dp(30))
        head.addWidget(self._heading, 1)
        head.addWidget(self._chip)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self._calibration())
        column.addWidget(Line())
        column.addWidget(self._falls(), 1)
        column.addWidget(Line())
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(dp(16), dp(8), dp(12), dp(8))
        foot.setSpacing(dp(8))
        self._buttons = [
            Button.for_action(actions["profile-print"]),
            Button.for_action(actions["profile-use"], kind=Kind.PRIMARY),
        ]
        foot.addWidget(self._buttons[0])
        foot.addStretch(1)
        foot.addWidget(self._buttons[1])
        column.addWidget(self._foot)
        self._column = column
        empty = EmptyState(
            tr("No printer here."),
            [],
            icon="printer",
            detail=tr("Printers of this computer stand in the list. Pages can be saved as PDF."),
        )
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(empty)
        self._stack.addWidget(whole)

    def ask(self, question: FootQuestion) -> None:
        """A question stands in the foot's place, once it is asked."""
        self._column.addWidget(question)
        question.stand_for(self._foot)

    def _calibration(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        column.setSpacing(dp(8))
        line = QHBoxLayout()
        line.setSpacing(dp(8))
        line.addWidget(Label(tr("Calibration sheet"), size=14, weight=600))
        self._aside = [Label(tr("four numbers"), role="ink2", size=12)]
        line.addWidget(self._aside[0])
        line.addStretch(1)
        line.addWidget(self.papers)
        column.addLayout(line)
        both = QHBoxLayout()
        both.setSpacing(dp(14))
        both.addWidget(self.sheet)
        both.addLayout(self._numbers(), 1)
        column.addLayout(both)
        return part

    def _numbers(self) -> QGridLayout:
        self._icons = [_Icon(name) for name in _MOVES]
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(dp(8))
        grid.setVerticalSpacing(dp(6))
        grid.addWidget(self.words, 0, 0, 1, 3)
        for number, side in enumerate(SIDES, 1):
            grid.addWidget(_Disc(number), number, 0)
            grid.addWidget(Label(tr(side), size=12.5), number, 1)
            grid.addWidget(self.inputs[side], number, 2)
        for row, label in enumerate(self._moves, 5):
            grid.addWidget(self._icons[row - 5], row, 0)
            grid.addWidget(label, row, 1, 1, 2)
        grid.setRowStretch(8, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _falls(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(dp(16), dp(10), dp(16), dp(12))
        column.setSpacing(dp(6))
        line = QHBoxLayout()
        line.setSpacing(dp(8))
        self._first = Label(tr("First and last label"), size=14, weight=600)
        line.addWidget(self._first)
        line.addWidget(Label(tr("where the print falls"), role="ink2", size=12))
        line.addStretch(1)
        column.addLayout(line)
        grid = QGridLayout()
        grid.setSpacing(dp(8))
        grid.addWidget(Label(tr("As it comes"), role="ink2", size=12), 0, 0)
        grid.addWidget(Label(tr("With this profile"), role="ink2", size=12), 0, 1)
        for number, loupe in enumerate(self.loupes):
            grid.addWidget(loupe, 1 + number // 2, number % 2)
        column.addLayout(grid, 1)
        return part

    # -- what is shown ---------------------------------------------------------------------------

    def show_feed(self, printer: str, feed: str, kept: Reading | None, paper: str) -> None:
        """The numbers of a feed; true ones where it was never measured (``kept`` is None)."""
        self.printer, self.feed = printer, feed
        self._stack.setCurrentIndex(1 if printer else 0)
        self._kept, self._paper = kept, paper
        self.papers.set_current(paper)
        shown = kept or Reading(paper, 25.0, 25.0, 25.0, 25.0)
        for side, editor in self.inputs.items():
            editor.setText(f"{getattr(shown, side):.1f}")
            editor.set_invalid(False)
        self._redraw()

    def tell(self, words: str, state: str, tone: str, icon: str) -> None:
        """The head: which feed it is, and how it stands with it."""
        self._heading.setText(words)
        self._chip.set(state, tone, icon)

    def show_words(self, title: str) -> None:
        """What the shop printed last: a bit of it is drawn in the loupes."""
        for loupe in self.loupes:
            loupe.show_words(title)

    def set_narrow(self, narrow: bool) -> None:
        """In a small window the loupes are one row: the first label alone; keys go to F1."""
        for loupe in self.loupes[2:]:
            loupe.setVisible(not narrow)
        for part in self._aside:
            part.setVisible(not narrow)
        for button in self._buttons:
            button.set_keys_shown(not narrow)
        for editor in self.inputs.values():
            editor.set_suffix("" if narrow else "mm")
        for icon in self._icons:
            icon.setVisible(not narrow)
        for row, label in enumerate(self._moves, 5):
            self._grid.addWidget(label, row, 0 if narrow else 1, 1, 3 if narrow else 2)
        self.words.setFixedHeight(dp(50 if narrow else 34))
        self._first.setText(tr("First label") if narrow else tr("First and last label"))
        self.sheet.setFixedWidth(dp(112 if narrow else 176))

    @property
    def paper(self) -> str:
        """The sheet it is measured on: letter or a4."""
        return self._paper

    @property
    def reading(self) -> Reading | None:
        """What is typed; None while a field is no number of 10 to 40 mm."""
        values = {side: _number(editor.text()) for side, editor in self.inputs.items()}
        known = {side: value for side, value in values.items() if value is not None}
        if len(known) < len(SIDES):
            return None
        return Reading(self._paper, known["left"], known["top"], known["right"], known["bottom"])

    @property
    def changed(self) -> bool:
        """Whether Use numbers would do anything."""
        reading = self.reading
        before = self._kept or Reading(self._paper, 25.0, 25.0, 25.0, 25.0)
        return bool(self.printer) and reading is not None and reading != before

    @property
    def dirty(self) -> bool:
        """Whether something typed would be lost."""
        return self.changed

    @Slot()
    def _typed(self) -> None:
        for editor in self.inputs.values():
            editor.set_invalid(_number(editor.text()) is None)
        self._redraw()
        self.edited.emit()

    @Slot(str)
    def _paper_chosen(self, paper: str) -> None:
        self._paper = paper
        self._redraw()
        self.edited.emit()

    def _redraw(self) -> None:
        reading = self.reading
        if reading is None:
            words = tr("Each is a number from {least:g} to {most:g} mm.")
            self._say(words.format(least=LEAST_MM, most=MOST_MM), "stop")
            for label in self._moves:
                label.setText("\u2013")
            return
        found = effect(reading)
        self.sheet.show_reading(reading)
        for loupe in self.loupes:
            loupe.show_effect(found, self._paper)
        for label, words in zip(self._moves, effect_words(found), strict=True):
            label.setText(words)
        doubted = doubt_words(doubts(reading))
        self._say(
            doubted or tr("Read where the paper\u2019s edge cuts each ruler. True is 25.0."),
            "need" if doubted else "ink2",
        )

    def _say(self, words: str, role: str) -> None:
        self.words.setText(words)
        self.words.set_role(role)


def doubt_words(doubted: tuple[str, ...]) -> str:
    """What to doubt of four numbers, in a sentence; empty where nothing is."""
    if "creep" in doubted:
        return tr("Scaled by the printer? Turn off Fit to page.")
    return tr("More than 3 mm off. Read it once more.") if doubted else ""


def effect_words(found: Effect) -> tuple[str, str, str]:
    """`moves 0.7 left, 0.8 down`, `draws 0.36 % wider`, `draws 0.26 % shorter`."""
    sides = []
    if abs(found.right) >= 0.05:
        name = tr("{n} right") if found.right > 0 else tr("{n} left")
        sides.append(name.format(n=f"{abs(found.right):.1f}"))
    if abs(found.down) >= 0.05:
        name = tr("{n} down") if found.down > 0 else tr("{n} up")
        sides.append(name.format(n=f"{abs(found.down):.1f}"))
    moves = tr("moves {sides}").format(sides=", ".join(sides)) if sides else tr("moves nothing")
    wider = _percent(found.wider, tr("draws {n} % wider"), tr("draws {n} % narrower"))
    higher = _percent(found.higher, tr("draws {n} % taller"), tr("draws {n} % shorter"))
    return moves, wider or tr("draws as wide as it is"), higher or tr("draws as tall as it is")


def _percent(factor: float, more: str, less: str) -> str:
    percent = (factor - 1) * 100
    if abs(percent) < 0.005:
        return ""
    return (more if percent > 0 else less).format(n=f"{abs(percent):.2f}")


def _number(text: str) -> float | None:
    clean = text.strip().replace(",", ".")
    try:
        value = float(clean)
    except ValueError:
        return None
    return value if LEAST_MM <= value <= MOST_MM else None
