"""May this person have this copy: yes, or every rule that says no with where it comes from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.rentals.tried import RenterToTry, Tried
from ui import icons
from ui.counter.words import rule_words
from ui.office.words import tr
from ui.theme import dp, font
from ui.widgets import Spoken, paint

_LINE = 18


class Verdict(Spoken):
    """The last of the answers; empty until somebody and something are chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._head = ""
        self._lines: tuple[str, ...] = ()
        self._may = True
        self.hide()

    @property
    def lines(self) -> tuple[str, ...]:
        """The answer: one line for yes, one for each rule that says no."""
        return self._lines

    def show_tried(self, who: RenterToTry, found: Tried, today: date) -> None:
        """Shows what the counter would say."""
        first = who.name.split()[0]
        self._may = found.line.allowed
        self._head = tr("May {renter} have it").format(renter=first)
        self._lines = _answer(found, first, who.ceiling, today)
        said = ". ".join(line.rstrip(".") for line in self._lines)
        self.say(f"{self._head}: {said}" if self._may else f"{self._head}: {tr('no')}. {said}")
        self.setToolTip("\n".join(self._lines))
        self.setFixedHeight(self.sizeHint().height())
        self.show()
        self.update()

    def forget(self) -> None:
        """Nobody, or nothing, is chosen."""
        self._lines = ()
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(dp(220), dp(_LINE) * (1 + max(len(self._lines), 1)) + dp(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, wide, line = QPainter(self), float(self.width()), dp(_LINE)
        paint.text(painter, QRectF(0, 0, wide, line), self._head, role="ink2", face=font(12))
        icon, role = ("check", "ok") if self._may else ("octagon-x", "stop")
        face = font(13, 600) if self._may else font(12, 500)
        for at, words in enumerate(self._lines):
            top = line * (at + 1) + dp(2)
            icons.paint(painter, icon, role, QRectF(0, top, dp(15), line), dp(15))
            paint.text(
                painter, QRectF(dp(22), top, wide - dp(22), line), words, role=role, face=face
            )


def _answer(found: Tried, renter: str, ceiling: str, today: date) -> tuple[str, ...]:
    line = found.line
    if line.problem == "no_class":
        return (tr("This copy has no rental class yet"),)
    if line.problem:
        return (tr("This copy is no longer there"),)
    if line.blocks:
        return tuple(rule_words(block, today)[1] for block in line.blocks)
    if ceiling and line.certificate:
        words = tr("Yes, {certificate} is within {renter}’s {ceiling}")
        return (words.format(certificate=line.certificate, renter=renter, ceiling=ceiling),)
    return (tr("Yes, no rule says no"),)
