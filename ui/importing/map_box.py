"""The box over a column that says which field it fills."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.importing.fields import FIELDS, Kind
from app.importing.maps import Column
from ui import icons
from ui.importing import words
from ui.importing.parts import paint_cross, paint_diamond
from ui.theme import dp, font, tokens
from ui.widgets import FacetOption, FacetPill, paint

NOT_USED = "-"
SURE, NEEDS, FAULTY, UNUSED = "sure", "needs", "faulty", "unused"


class MapBox(FacetPill):
    """Space opens the fields with a line to search them, Delete leaves the column out.

    ``moved(int)`` asks for the box to the left (-1) or right (1).
    """

    moved = Signal(int)

    def __init__(self, kind: Kind, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(column.heading, column.heading, _options(kind), multi=False, parent=parent)
        self.kind = kind
        self.column = column
        self._state = UNUSED
        self.setProperty("haloRadius", 7)
        self.show_column(column)

    @property
    def state(self) -> str:
        """sure, needs, faulty or unused."""
        return self._state

    def show_column(self, column: Column) -> None:
        """Another field, chosen by whoever."""
        self.column = column
        self._state = UNUSED if column.field is None else SURE if column.sure else NEEDS
        self.set_values({column.field or NOT_USED})
        self._tell()

    def set_asked(self, *, asks: bool, faulty: bool) -> None:
        """Whether a value of the column waits for a decision, or rows are refused for it."""
        if self.column.field is None:
            return
        self._state = NEEDS if asks or not self.column.sure else FAULTY if faulty else SURE
        self._tell()

    def _tell(self) -> None:
        field = words.field_words(self.column.field) if self.column.field else self.tr("not used")
        self.setAccessibleName(f"{self.column.heading}: {field}")
        self.setToolTip(
            self.tr("Guessed by its values. Space lists the fields.")
            if self._state == NEEDS and not self.column.sure
            else ""
        )
        self.update()

    def choose(self, values: Iterable[Hashable]) -> None:
        """A field was picked; the one that is there already is picked again, not taken away."""
        wanted = frozenset(values) or frozenset({self.column.field or NOT_USED})
        super().choose(wanted)

    def clear(self) -> None:
        """Delete: not used."""
        self.choose(frozenset({NOT_USED}))

    def sizeHint(self) -> QSize:
        return QSize(box_width(self.column), dp(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(40), dp(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.moved.emit(step)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        QWidget.setFocus(self, Qt.FocusReason.MouseFocusReason)
        super(FacetPill, self).mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.column.field is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.color("ink3"), 1, Qt.PenStyle.DashLine))
            painter.setOpacity(0.55)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), dp(7), dp(7))
            painter.setOpacity(1)
            inner = box.adjusted(dp(8), 0, -dp(4), 0)
            paint.text(painter, inner, self.tr("not used"), role="ink2", face=font(12))
            return
        over = self.underMouse() and self.isEnabled()
        paint.rounded(painter, box, dp(7), t.sunk if over else t.surface, t.line)
        middle = box.center().y()
        if self._state == NEEDS:
            paint_diamond(painter, QPointF(dp(14), middle))
        elif self._state == FAULTY:
            paint_cross(painter, QPointF(dp(14), middle))
        else:
            icons.paint(painter, "check", "ok", QRectF(dp(7), 0, dp(13), box.height()), dp(13))
        name = words.short_field_words(self.column.field)
        inner = QRectF(dp(24), 0, box.width() - dp(43), box.height())
        paint.text(painter, inner, name, face=font(12, 600))
        arrow = QRectF(box.right() - dp(19), 0, dp(12), box.height())
        icons.paint(painter, "chevron-down", "ink2", arrow, dp(12))


def box_width(column: Column) -> int:
    """How wide a box must be to show its field whole."""
    if column.field is None:
        return QFontMetrics(font(12)).horizontalAdvance("not used") + dp(16)
    name = words.short_field_words(column.field)
    return QFontMetrics(font(12, 600)).horizontalAdvance(name) + dp(45)


def _options(kind: Kind) -> list[FacetOption]:
    options = [FacetOption(NOT_USED, words.tr("not used"))]
    for field in FIELDS[kind]:
        name = words.field_words(field.name)
        sample = f"    {field.sample[:24]}" if field.sample else ""
        options.append(FacetOption(field.name, f"{name}{sample}"))
    return options
