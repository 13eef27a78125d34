"""The counted pile against the scans: how many cases came out of the box, and what is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.nightdrop.rules import Counts, pile_sum
from ui import icons
from ui.nightdrop.bursts import CountInput, plausible
from ui.theme import dp, font, theme, tokens
from ui.widgets import Card, KeyCap, PaintedButton, heading, paint

_MOST_TICKS = 60
_MOST = 999


class _Step(PaintedButton):
    """One less, one more."""

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self._icon = icon
        self.setAccessibleName(name)
        self.setAutoRepeat(True)
        self.setProperty("haloRadius", 7)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(dp(29), dp(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = "ink" if self.underMouse() and self.isEnabled() else "ink2"
        icons.paint(painter, self._icon, role, QRectF(self.rect()), dp(14))


class PileField(QWidget):
    """``− 27 +``. ``counted(object)`` carries the number, None for not counted; ``scanned(str)`` a
    code that was shot into the field; ``left`` when it has done its work.
    """

    counted = Signal(object)
    scanned = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count: int | None = None
        self.edit = CountInput(height=28, parent=self)
        self.edit.setProperty("bare", True)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setFont(font(15, 700))
        self.edit.setMaxLength(64)
        self.edit.setAccessibleName(self.tr("Cases counted out of the box"))
        self.edit.installEventFilter(self)
        self.edit.scanned.connect(self._on_scan)
        self.edit.done.connect(self._on_done)
        self.edit.editingFinished.connect(self._commit)
        self._less = _Step("minus", self.tr("One case less"), self)
        self._more = _Step("plus", self.tr("One case more"), self)
        self._less.clicked.connect(self._one_less)
        self._more.clicked.connect(self._one_more)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box = QHBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self._less)
        box.addWidget(self.edit, 1)
        box.addWidget(self._more)
        theme().changed.connect(self._fit)  # a new style sheet takes the edit's font away
        self._fit()

    @property
    def count(self) -> int | None:
        """The number, None while the pile is not counted."""
        return self._count

    def set_count(self, count: int | None) -> None:
        """Show a number; emits nothing."""
        self._count = count
        self.edit.setText("" if count is None else str(count))
        self._fit()

    def take_focus(self) -> None:
        """F9."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def sizeHint(self) -> QSize:
        return QSize(self._wide(), dp(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        paint.rounded(painter, QRectF(self.rect()), dp(8), t.surface, t.line)
        for x in (self._less.geometry().right() + 1, self._more.geometry().left() - 1):
            painter.fillRect(QRectF(x, 1, 1, self.height() - 2), t.color("line"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._commit()
                self._step(step)
                self.edit.selectAll()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.set_count(self._count)
                self.left.emit()
                return True
        return False

    @Slot()
    def _one_less(self) -> None:
        self._commit()
        self._step(-1)
        self.left.emit()

    @Slot()
    def _one_more(self) -> None:
        self._commit()
        self._step(1)
        self.left.emit()

    def _step(self, by: int) -> None:
        self._take(min(max((self._count or 0) + by, 0), _MOST))

    @Slot(str)
    def _on_scan(self, code: str) -> None:
        self.set_count(self._count)
        self.scanned.emit(code)

    @Slot()
    def _on_done(self) -> None:
        self._commit()
        self.left.emit()

    @Slot()
    def _commit(self) -> None:
        text = self.edit.text().strip()
        if not plausible(text):
            self.set_count(self._count)
            return
        self._take(int(text) if text else None)

    def _take(self, count: int | None) -> None:
        changed = count != self._count
        self.set_count(count)
        if changed:
            self.counted.emit(count)

    @Slot()
    def _fit(self) -> None:
        empty = self._count is None
        self.edit.setPlaceholderText(self.tr("Count") if empty else "")
        self.edit.setFont(font(12) if empty else font(15, 700))
        self.setFixedWidth(self._wide())
        self.updateGeometry()

    def _wide(self) -> int:
        words = self.tr("Count")
        inner = QFontMetrics(font(12)).horizontalAdvance(words) + dp(14)
        return 2 * dp(29) + (inner if self._count is None else dp(33))


class _Ticks(QWidget):
    """A tick for each case: to the shelf, in trays, still to scan; above 60 one bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: tuple[int, int, int] = (0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, shelf: int, trays: int, to_scan: int) -> None:
        self._parts = (shelf, trays, to_scan)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(120), dp(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        total = sum(self._parts)
        if not total:
            paint.rounded(painter, QRectF(self.rect()), dp(3), None, "line")
        elif total > _MOST_TICKS:
            self._paint_bar(painter, total)
        else:
            self._paint_ticks(painter, total)

    def _paint_ticks(self, painter: QPainter, total: int) -> None:
        gap = 3.0 if total <= 40 else 2.0
        wide = min((self.width() + gap) / total - gap, dp(10))
        for at in range(total):
            tick = QRectF(at * (wide + gap), 0, wide, self.height())
            self._paint_part(painter, tick, self._part_of(at), min(dp(3), wide / 2))

    def _paint_bar(self, painter: QPainter, total: int) -> None:
        x = 0.0
        for part, count in enumerate(self._parts):
            wide = self.width() * count / total
            if wide:
                self._paint_part(painter, QRectF(x, 0, wide - 1, self.height()), part, dp(3))
            x += wide

    def _part_of(self, at: int) -> int:
        shelf, trays, _ = self._parts
        return 0 if at < shelf else 1 if at < shelf + trays else 2

    def _paint_part(self, painter: QPainter, box: QRectF, part: int, radius: float) -> None:
        if part == 2:
            paint.rounded(painter, box, radius, None, "ink3", 1.2)
        else:
            paint.rounded(painter, box, radius, ("ok", "need")[part])


class _Legend(QWidget):
    """`15 to shelf`, `5 in trays`, `7 to scan`; what is beyond the count in red."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, str, str]] = []
        self._gap = dp(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: list[tuple[str, str, str]]) -> None:
        """(role of the swatch, "" for hollow, or stop), number, words."""
        self._parts = parts
        self.setAccessibleName(", ".join(f"{number} {words}" for _, number, words in parts))
        self.update()

    def set_gap(self, gap: int) -> None:
        """Between the parts."""
        self._gap = gap
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(120), dp(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bold, plain = font(12, 600), font(12)
        x = 0.0
        for role, number, words in self._parts:
            swatch = QRectF(x, (self.height() - dp(8)) / 2, dp(8), dp(8))
            if role:
                paint.rounded(painter, swatch, 2, role)
            else:
                paint.rounded(painter, swatch, 2, None, "ink3", 1.2)
            x += dp(14)
            color = "stop" if role == "stop" else "ink"
            room = QRectF(x, 0, max(self.width() - x, 0), self.height())
            x += paint.text(painter, room, number, role=color, face=bold) + dp(4)
            room.setLeft(x)
            color = "stop" if role == "stop" else "ink2"
            x += paint.text(painter, room, words, role=color, face=plain) + self._gap


class Pile(Card):
    """The card *Out of the box*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PileField(self)
        self.field.counted.connect(self._recount)
        self._counts: Counts | None = None
        self._ticks = _Ticks(self)
        self._legend = _Legend(self)
        self._cap = KeyCap("F9", self)
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(heading(self.tr("Out of the box")), 1)
        head.addWidget(self.field)
        head.addWidget(self._cap)
        self._box = self.column((20, 14, 20, 14), 11)
        self._box.addLayout(head)
        self._box.addWidget(self._ticks)
        self._box.addWidget(self._legend)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Counts) -> None:
        """The sums of the session as they stand."""
        self._counts = counts
        count = self.field.count
        pile = None if count is None else pile_sum(count, counts.scanned)
        to_scan = pile.to_scan if pile else 0
        self._ticks.set_parts(counts.to_shelf, counts.in_trays, to_scan)
        parts = [
            ("ok", str(counts.to_shelf), self.tr("to shelf")),
            ("need", str(counts.in_trays), self.tr("in trays")),
        ]
        if pile and pile.surplus:
            parts.append(("stop", str(pile.surplus), self.tr("more than counted")))
        elif pile:
            parts.append(("", str(to_scan), self.tr("to scan")))
        self._legend.set_parts(parts)

    def set_compact(self, compact: bool) -> None:
        """For 1280 x 720."""
        inset = dp(16 if compact else 20)
        self._box.setContentsMargins(
            inset, dp(10 if compact else 14), inset, dp(10 if compact else 14)
        )
        self._box.setSpacing(dp(9 if compact else 11))
        self._cap.setVisible(not compact)
        self._legend.set_gap(dp(10 if compact else 16))

    @Slot(object)
    def _recount(self, count: object) -> None:
        if self._counts is not None:
            self.show_counts(self._counts)
