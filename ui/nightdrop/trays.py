"""The five trays, what lies in each, and which one the last scan goes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.nightdrop.queries import ScanRow
from app.nightdrop.rules import Tray
from ui.nightdrop.looks import tray_contents
from ui.nightdrop.pictures import RIGHT, tooltip, tray_tile
from ui.nightdrop.words import tray_word
from ui.theme import dp, font, tokens
from ui.widgets import Card, PaintedButton, heading, paint


class TrayRow(PaintedButton):
    """A tray: its tile, its name, what lies in it, how many. A click lists its cases."""

    def __init__(self, tray: Tray, parent: QWidget) -> None:
        super().__init__(tray_word(tray), parent)
        self.tray = tray
        self._contents = ""
        self._count = 0
        self._last = False
        self._compact = False
        self.setCheckable(True)
        self.setProperty("haloRadius", 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> int:
        """How many cases lie in it."""
        return self._count

    def set_cases(self, contents: str, count: int, *, last: bool) -> None:
        """What lies in it, and whether the last scan goes there."""
        self._contents = contents or self.tr("Nothing so far")
        self._count, self._last = count, last
        words = self.tr("Tray {number}, {name}: {count}").format(
            number=int(self.tray), name=self.text(), count=count
        )
        self.setAccessibleName(words)
        self.setToolTip(tooltip(contents))
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Without its contents, for 1280 x 720."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Whether it is listed is the card's to say."""

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(36 if self._compact else 46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            ground = box.adjusted(dp(12), 0, -dp(12), 0)
            paint.rounded(painter, ground, dp(8), tokens().sunk)
        inset = dp(16 if self._compact else 20)
        size = dp(28 if self._compact else 32)
        tile = QRectF(inset, (box.height() - size) / 2, size, size)
        tray_tile(painter, tile, int(self.tray), full=self._last, empty=not self._count)
        right = box.right() - inset
        number = QRectF(right - dp(40), 0, dp(40), box.height())
        face = font(15, 700) if self._count else font(15)
        role = "ink" if self._count else "ink2"
        paint.text(painter, number, str(self._count), role=role, face=face, align=RIGHT)
        x = tile.right() + dp(12)
        room = number.left() + dp(10) - x
        if self._compact:
            name = QRectF(x, 0, room, box.height())
            paint.text(painter, name, self.text(), face=font(13, 600))
            return
        top = (box.height() - dp(36)) / 2
        paint.text(painter, QRectF(x, top + 1, room, dp(18)), self.text(), face=font(13, 600))
        line = QRectF(x, top + dp(18), room, dp(17))
        paint.text(painter, line, self._contents, role="ink2", face=font(12))


class Trays(Card):
    """``chosen(object)`` carries the ``Tray`` that a person wants listed, or None."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed: Tray | None = None
        self._head = QHBoxLayout()
        self._head.addWidget(heading(self.tr("Trays")))
        self._rows = [TrayRow(tray, self) for tray in Tray]
        self._box = self.column((0, 15, 0, 9), 0)
        self._head.setContentsMargins(dp(20), 0, dp(20), dp(11))
        self._box.addLayout(self._head)
        for row in self._rows:
            row.clicked.connect(self._clicked)
            self._box.addWidget(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def row_of(self, tray: Tray) -> TrayRow:
        """A tray's row."""
        return self._rows[tray - 1]

    def show_trays(self, cases: Mapping[Tray, Sequence[ScanRow]], last: Tray | None) -> None:
        """What lies in each, newest first, and where the last scan goes."""
        for row in self._rows:
            lying = cases.get(row.tray, ())
            row.set_cases(tray_contents(lying), len(lying), last=row.tray is last)

    def list_tray(self, tray: Tray | None) -> None:
        """Which of them is listed beside; emits nothing."""
        self._listed = tray
        for row in self._rows:
            row.setChecked(row.tray is tray)

    def set_compact(self, compact: bool) -> None:
        """For 1280 x 720."""
        inset = dp(16 if compact else 20)
        self._box.setContentsMargins(0, dp(11 if compact else 15), 0, dp(8 if compact else 9))
        self._head.setContentsMargins(inset, 0, inset, dp(8 if compact else 11))
        for row in self._rows:
            row.set_compact(compact)

    @Slot()
    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, TrayRow):
            self.chosen.emit(None if row.tray is self._listed else row.tray)
