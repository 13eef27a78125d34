"""What a change of the calendar would do: figures, the list, the sentence of one row."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rentals.storm_day import Effect, Preview
from app.shop.calendar import OpeningCalendar
from ui import icons
from ui.amounts import money
from ui.office.effect_list import EffectList
from ui.office.words import short_day
from ui.theme import dp, tokens
from ui.widgets import Card, EmptyState, Label, Line, LinkButton, muted, paint


class DayPreview(QWidget):
    """Shows a ``Preview``, or an invitation where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Preview, OpeningCalendar, datetime] | None = None
        self._narrow = self._all = False
        self._strip = Card(fill="sunk", line=None, radius=8, shadow=False)
        self._blocks = [_Block() for _ in range(3)]
        self.effects = EffectList(self)
        self.effects.picked.connect(self._picked)
        self._rest = muted(size=12)
        self._all_link = LinkButton("")
        self._all_link.clicked.connect(self._toggle_all)
        self._sentence = Label("", role="ink2", size=12.5, wrap=True)
        self._empty = muted(size=12.5)
        self._empty.setWordWrap(True)
        self._filler = EmptyState("", icon="calendar-plus")
        self._rule = Line()
        self._legend_row, self._sentence_row = self._legend(), self._sentence_line()
        self._lay_out()
        self.invite("")

    # -- what others use -------------------------------------------------------------------------

    def invite(self, words: str, detail: str = "") -> None:
        """Nothing is reckoned: what can be done instead."""
        self._shown, self._all = None, False
        self._fit()
        self._empty.hide()
        self._filler.set_text(words, detail)

    def show_preview(self, preview: Preview, after: OpeningCalendar, now: datetime) -> None:
        """What would change; `after` is the calendar as it would be."""
        self._shown = (preview, after, now)
        self._fit()
        if preview.effects:
            self._show_numbers(preview)
            self._show_list()
            return
        self.effects.show_effects((), (), after, now)
        self._empty.setText(self.tr("No due date moves and no fee changes."))
        self._empty.show()
        self._filler.set_text("")

    def set_narrow(self, narrow: bool) -> None:
        """In a low window lower rows, and no sentence."""
        self._narrow = narrow
        self.effects.set_narrow(narrow)
        self._fit()

    @property
    def sentence(self) -> str:
        """The fee sentence of the row that is looked at."""
        return self._sentence.text()

    @property
    def empty_words(self) -> str:
        """What is said where nothing changes."""
        return "" if self._empty.isHidden() else self._empty.text()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The figures of the strip."""
        return tuple(block.number for block in self._blocks)

    # -- building --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        strip = self._strip.row((12, 8, 12, 8), 12)
        for at, block in enumerate(self._blocks):
            if at:
                strip.addWidget(Line(vertical=True))
            strip.addWidget(block, 1)
        around = QVBoxLayout()
        around.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        around.addWidget(self._strip)
        around.addWidget(self._empty)
        box.addLayout(around)
        box.addWidget(self._rule)
        around = QVBoxLayout()
        around.setContentsMargins(1, 0, 1, 0)  # the card's own edge stays
        around.addWidget(self.effects)
        box.addLayout(around, 1)
        box.addWidget(self._legend_row)
        box.addWidget(self._sentence_row)
        box.addWidget(self._filler, 1)

    def _legend(self) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(dp(16), dp(9), dp(16), dp(9))
        line.setSpacing(dp(8))
        line.addWidget(self._rest, 1)
        line.addWidget(_Key())
        line.addStretch(1)
        line.addWidget(self._all_link)
        return made

    def _sentence_line(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        line = QHBoxLayout()
        line.setContentsMargins(dp(16), dp(10), dp(16), dp(10))
        line.setSpacing(dp(9))
        line.addWidget(_Icon("receipt-text"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._sentence, 1)
        column.addLayout(line)
        made.setMinimumHeight(dp(50))
        return made

    # -- what is shown ---------------------------------------------------------------------------

    def _fit(self) -> None:
        some = self._shown is not None and bool(self._shown[0].effects)
        for widget in (self._strip, self._rule, self.effects, self._legend_row):
            widget.setVisible(some)
        self._sentence_row.setVisible(some and not self._narrow)
        self._filler.setVisible(not some)
        if some:
            self._empty.hide()

    def _show_numbers(self, preview: Preview) -> None:
        first = short_day(preview.days[0])
        moved = {effect.fee.due.on for effect in preview.effects if effect.due_moves}
        to = short_day(max(moved)) if moved else ""
        words = self.tr("from {first} to {to}").format(first=first, to=to) if moved else ""
        due = self.tr("due date moves") if preview.due_moves == 1 else self.tr("due dates move")
        self._blocks[0].set(str(preview.due_moves), due, words)
        fall = -sum(effect.change_cents for effect in preview.falling)
        self._blocks[1].set(
            str(len(preview.falling)),
            self.tr("fee falls,") if len(preview.falling) == 1 else self.tr("fees fall,"),
            self.tr("{amount} in all").format(amount=money(fall)),
        )
        self._blocks[2].set(str(len(preview.rising)), self.tr("fees"), self.tr("go up"))

    def _show_list(self) -> None:
        if self._shown is None:
            return
        preview, after, now = self._shown
        changed = tuple(effect for effect in preview.effects if effect.change_cents)
        shown = preview.effects if self._all or not changed else changed
        self.effects.show_effects(shown, preview.days, after, now)
        rest = len(preview.effects) - len(changed)
        words = self.tr("{count} more had no fee and have none").format(count=rest)
        self._rest.setText(words if rest and changed else "")
        more = self.tr("List all {count}").format(count=len(preview.effects))
        self._all_link.setText(self.tr("Fees alone") if self._all else more)
        self._all_link.setVisible(bool(rest and changed))

    @Slot()
    def _toggle_all(self) -> None:
        self._all = not self._all
        self._show_list()

    @Slot(object)
    def _picked(self, effect: Effect | None) -> None:
        self._sentence.setText("" if effect is None else f"“{effect.sentence}”")


class _Icon(QWidget):
    """A small grey icon beside words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(dp(16), dp(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._icon, "ink2", QRectF(self.rect()), dp(14))


class _Block(QWidget):
    """A figure with two short lines beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._number = Label("", size=19, weight=700, tabular=True)
        self._upper = muted(size=12)
        self._lower = muted(size=12)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._upper)
        lines.addWidget(self._lower)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(8))
        box.addWidget(self._number)
        box.addLayout(lines, 1)

    @property
    def number(self) -> str:
        return self._number.text()

    def set(self, number: str, upper: str, lower: str) -> None:
        self._number.setText(number)
        self._upper.setText(upper)
        self._lower.setText(lower)


class _Key(QWidget):
    """What the marks of the list mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(dp(150), dp(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.fillRect(QRectF(0, middle - dp(5), 2.4, dp(10)), t.color("ink"))
        paint.text(painter, self._box(dp(9)), self.tr("due"), role="ink2")
        painter.fillRect(QRectF(dp(44), middle - dp(2.5), dp(14), dp(5)), t.color("stop"))
        paint.text(painter, self._box(dp(64)), self.tr("late"), role="ink2")
        painter.setBrush(t.color("surface"))
        painter.setPen(t.color("stop"))
        painter.drawEllipse(QRectF(dp(99), middle - dp(3), dp(6), dp(6)))
        paint.text(painter, self._box(dp(112)), self.tr("back"), role="ink2")

    def _box(self, x: float) -> QRectF:
        return QRectF(x, 0, dp(50), self.height())
