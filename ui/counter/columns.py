"""Where the counter's three parts stand: beside each other, or in large text below each other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.counter.who_parts import OVERHANG
from ui.theme import dp

_NARROW = 1240
_LOW = 700
_STACKED_VISIT, _STACKED_REST = 330, 440


class Columns:
    """Who, visit and payment on a grid. ``narrow`` and ``stacked`` as ``fit`` found them."""

    #: Less than this, in mock-up pixels, is no room for three columns.
    LEAST = 224 + 240 + 600 + 60

    def __init__(self, screen: QWidget, who: QWidget, visit: QWidget, pay: QWidget) -> None:
        self._who, self._visit, self._pay = who, visit, pay
        self._grid = QGridLayout(screen)
        self.narrow = False
        self.stacked = False
        self._place()

    def fit(self, size: QSize, room: int) -> None:
        """For a screen of ``size``; ``room`` is the width that can be seen of it."""
        self.narrow = size.width() < dp(_NARROW) or size.height() < dp(_LOW)
        gap, over, edge = dp(16 if self.narrow else 20), dp(OVERHANG), dp(16 if self.narrow else 18)
        self._grid.setContentsMargins(dp(20) - over, edge, dp(20), edge)
        # The chosen renter's card stands out of its column on both sides.
        self._grid.setHorizontalSpacing(gap - over)
        self._grid.setVerticalSpacing(gap)
        stacked = room < dp(self.LEAST)
        if stacked != self.stacked:
            self.stacked = stacked
            self._place()
        self._visit.setContentsMargins(over if stacked else 0, 0, 0 if stacked else over, 0)
        self._pay.setFixedWidth(dp(240 if self.narrow else 288))
        self._who.setFixedWidth(dp(224 if self.narrow else 272) + 2 * over)
        if stacked:
            self._who.setMinimumWidth(dp(200))
            self._who.setMaximumWidth(dp(480))

    def least(self) -> QSize:
        """What the screen needs at least."""
        if self.stacked:
            return QSize(dp(560), dp(_STACKED_VISIT + _STACKED_REST + 3 * 16))
        return QSize(dp(self.LEAST), dp(430))

    def _place(self) -> None:
        """In large text the visit comes first, as wide as the window; the others stand below."""
        grid, stacked = self._grid, self.stacked
        grid.addWidget(self._visit, *((0, 0, 1, 2) if stacked else (0, 1, 1, 1)))
        grid.addWidget(self._who, *((1, 0) if stacked else (0, 0)))
        grid.addWidget(self._pay, *((1, 1) if stacked else (0, 2)))
        for column in range(3):
            grid.setColumnStretch(column, int(column == (0 if stacked else 1)))
        grid.setRowMinimumHeight(0, dp(_STACKED_VISIT) if stacked else 0)
        grid.setRowMinimumHeight(1, dp(_STACKED_REST) if stacked else 0)
        grid.setRowStretch(0, 1)
