"""Small things that several parts of the screen paint: tray tiles, outcome discs, covers."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPaintDevice,
    QPainter,
    QPen,
)

from ui import icons
from ui.nightdrop.looks import Look
from ui.theme import dp, font, tokens
from ui.widgets import paint

CENTER = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def tray_tile(painter: QPainter, box: QRectF, number: int, *, full: bool, empty: bool) -> None:
    """A tray's number on its tile: filled for the last scan's tray, dashed while empty."""
    t = tokens()
    radius = dp(8)
    if empty:
        dashed(painter, box, radius)
        face, role = font(16), "ink2"
    else:
        paint.rounded(painter, box, radius, t.need if full else t.need_soft)
        face, role = font(16, 700), "surface" if full else "need"
    paint.text(painter, box, str(number), role=role, face=face, align=CENTER, elide=False)


def dashed(painter: QPainter, box: QRectF, radius: float) -> None:
    """The dashed outline of a place where nothing is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tokens().color("ink3"), 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def outcome_disc(painter: QPainter, box: QRectF, look: Look) -> None:
    """The round tint with the outcome's icon."""
    fill = tokens().soft(look.role) if look.role != "ink2" else tokens().sunk
    paint.rounded(painter, box, box.width() / 2, fill)
    icons.paint(painter, look.icon, look.role, box, dp(16))


def foreign_case(painter: QPainter, box: QRectF) -> None:
    """A case that is not ours: a dashed outline with the bars of its code."""
    dashed(painter, box, dp(3))
    bar = QRectF(0, 0, max(box.width() / 16, 1), box.height() * 0.28)
    bar.moveCenter(box.center())
    for step in (-2, -1, 0, 1, 2):
        at = bar.translated(step * bar.width() * 2.1, 0)
        painter.fillRect(at, tokens().color("ink2"))


def wide_cap(painter: QPainter, box: QRectF, keys: str) -> None:
    """A key cap as wide as its column, so that caps below each other line up."""
    t = tokens()
    paint.rounded(painter, box, 5, t.line)
    paint.rounded(painter, box.adjusted(1, 1, -1, -2), 4, t.surface)
    words = box.adjusted(0, 0, 0, -1)
    paint.text(painter, words, keys, role="ink2", face=font(11, 600), align=CENTER, elide=False)


def tooltip(words: str) -> str:
    """Words for a tooltip, which would read `Movie <unrated>` as HTML."""
    return f"<qt>{escape(words)}</qt>" if "<" in words else words


def fitting(words: str, sizes: tuple[int, ...], weight: int, width: float) -> QFont:
    """The largest of some sizes (falling) in which the words fit; the last where none does."""
    for size in sizes:
        face = font(size, weight)
        if QFontMetrics(face).horizontalAdvance(words) <= width:
            return face
    return font(sizes[-1], weight)


def ratio_of(painter: QPainter) -> float:
    """Device pixels per logical pixel of what is painted on."""
    device: QPaintDevice = painter.device()
    return device.devicePixelRatioF()
