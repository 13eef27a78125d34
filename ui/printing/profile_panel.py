"""A printer feed's profile: four numbers off its calibration sheet, and what they do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.printing.queries import Profile
from app.printing.rules import LEAST_MM, MOST_MM, Effect, Reading, doubts, effect
from ui.actions import ActionSet
from ui.printing.profile_drawing import CalibrationView, LoupeView, disc
from ui.printing.stock_words import tr
from ui.theme import dp
from ui.widgets import Button, Card, Chip, EmptyState, Kind, Label, Line, TextInput

SIDES = ("left", "top", "right", "bottom")


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
        self._heading = Label("", size=15, weight=600)
        self._chip = Chip("", "ok")
        self._moves = [Label("", size=12) for _ in range(3)]
        self._doubt = Label("", role="need", size=12, wrap=True)

    def lay_out(self, actions: ActionSet) -> None:
        """Once, when the page has its actions."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(7), dp(12), dp(7))
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._chip)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self._calibration())
        column.addWidget(Line())
        column.addWidget(self._falls(), 1)
        column.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(16), dp(8), dp(12), dp(8))
        foot.setSpacing(dp(8))
        foot.addWidget(Button.for_action(actions["profile-print"]))
        foot.addStretch(1)
        foot.addWidget(Button.for_action(actions["profile-use"], kind=Kind.PRIMARY))
        column.addLayout(foot)
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

    def _calibration(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        column.setSpacing(dp(8))
        line = QHBoxLayout()
        line.setSpacing(dp(8))
        line.addWidget(Label(tr("Calibration sheet"), size=14, weight=600))
        line.addWidget(Label(tr("four numbers off the paper"), role="ink2", size=12))
        line.addStretch(1)
        column.addLayout(line)
        both = QHBoxLayout()
        both.setSpacing(dp(14))
        both.addWidget(self.sheet, 1)
        both.addLayout(self._numbers(), 1)
        column.addLayout(both)
        return part

    def _numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(dp(8))
        grid.setVerticalSpacing(dp(6))
        words = tr("Read where the paper\u2019s edge cuts each ruler. True is 25.0.")
        grid.addWidget(Label(words, role="ink2", size=12, wrap=True), 0, 0, 1, 3)
        for number, side in enumerate(SIDES, 1):
            grid.addWidget(_Disc(number), number, 0)
            grid.addWidget(Label(tr(side), size=12.5), number, 1)
            grid.addWidget(self.inputs[side], number, 2)
        for row, label in enumerate(self._moves, 5):
            grid.addWidget(label, row, 0, 1, 3)
        grid.addWidget(self._doubt, 8, 0, 1, 3)
        grid.setRowStretch(9, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _falls(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(dp(16), dp(10), dp(16), dp(12))
        column.setSpacing(dp(6))
        line = QHBoxLayout()
        line.setSpacing(dp(8))
        line.addWidget(Label(tr("First and last label"), size=14, weight=600))
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

    def show_feed(
        self,
        printer: str,
        feed: str,
        words: str,
        paper: str,
        profile: Profile | None,
        since: Callable[[datetime], str],
    ) -> None:
        """The profile of a feed, or true numbers where it was never measured."""
        self.printer, self.feed = printer, feed
        self._stack.setCurrentIndex(1 if printer else 0)
        self._kept = profile.reading if profile is not None else None
        self._paper = self._kept.paper if self._kept is not None else paper
        shown = self._kept or Reading(self._paper, 25.0, 25.0, 25.0, 25.0)
        for side, editor in self.inputs.items():
            editor.setText(f"{getattr(shown, side):.1f}")
            editor.set_invalid(False)
        self._heading.setText(words)
        if profile is None:
            self._chip.set(tr("never measured"), "", "")
        else:
            at = since(profile.measured_at)
            self._chip.set(tr("in use since {when}").format(when=at), "ok", "check")
        self._redraw()

    def set_narrow(self, narrow: bool) -> None:
        """In a small window the loupes are one row: the first label alone."""
        for loupe in self.loupes[2:]:
            loupe.setVisible(not narrow)

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

    def _redraw(self) -> None:
        reading = self.reading
        if reading is None:
            words = tr("Each is a number from {least:g} to {most:g} mm.")
            self._doubt.setText(words.format(least=LEAST_MM, most=MOST_MM))
            return
        found = effect(reading)
        self.sheet.show_reading(reading)
        for loupe in self.loupes:
            loupe.show_effect(found, self._paper)
        for label, words in zip(self._moves, effect_words(found), strict=True):
            label.setText(words)
        doubted = doubts(reading)
        self._doubt.setText(
            tr("Scaled by the printer? Turn off Fit to page and print the sheet again.")
            if doubted
            else ""
        )


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
