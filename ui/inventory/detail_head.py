"""The head of the panel: cover, names, facts, certificate, who made it and who is in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.catalog.title_detail import TitleDetail
from app.shop.words import listed
from ui.desk import Desk
from ui.inventory.marked_text import paint_marked
from ui.inventory.pictures import dropped_picture
from ui.theme import dp, font
from ui.widgets import CoverSpec, certificate_width, paint_certificate
from ui.widgets.paint import rounded, text

_COVER = (90, 126)


class DetailHead(QWidget):
    """Painted; ``picture_dropped(object)`` carries the path of a picture let go over it."""

    picture_dropped = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = desk.covers
        self._covers.arrived.connect(self._arrived)
        self._detail: TitleDetail | None = None
        self._search = ""
        self._held = False
        self._told_height = 0
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_detail(self, detail: TitleDetail, search: str) -> None:
        """Another title, or the same anew."""
        self._detail = detail
        self._search = search
        self.setAccessibleName(
            ", ".join(part for part in (detail.name, facts_words(detail), made_by(detail)) if part)
        )
        self.setToolTip(detail.name if self._title_cut() else "")
        self._told_height = self.sizeHint().height()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = 126 + (16 if len(self._title_lines()) > 1 else 0)
        return QSize(dp(300), dp(rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A title may break in two, or come together again: the column moves with it."""
        super().resizeEvent(event)
        if self.sizeHint().height() != self._told_height:
            self._told_height = self.sizeHint().height()
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        detail = self._detail
        if detail is None:
            return
        painter = QPainter(self)
        cover = QSize(dp(_COVER[0]), dp(_COVER[1]))
        made = self._covers.pixmap(cover_of(detail), cover, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, 0), made)
        if self._held:
            rounded(painter, QRectF(0, 0, cover.width(), cover.height()), dp(4), None, "focus", 2)
        left = cover.width() + self._gap()
        place = QRectF(left, 0, self.width() - left, dp(24))
        y = self._paint_names(painter, place, detail)
        self._paint_facts(painter, place, detail, y)

    def _paint_names(self, painter: QPainter, place: QRectF, detail: TitleDetail) -> float:
        lines = self._title_lines()
        y = float(dp(1))
        for line in lines:
            box = QRectF(place.left(), y, place.width(), dp(24))
            paint_marked(painter, box, line, self._search, face=font(19, 700))
            y += dp(23)
        if detail.original_name and detail.original_name != detail.name:
            box = QRectF(place.left(), y, place.width(), dp(22))
            paint_marked(
                painter, box, detail.original_name, self._search, face=font(13), role="ink2"
            )
            y += dp(23)
        return y

    def _paint_facts(self, painter: QPainter, place: QRectF, detail: TitleDetail, y: float) -> None:
        facts = facts_words(detail)
        if facts:
            box = QRectF(place.left(), y, place.width(), dp(22))
            text(painter, box, facts, face=font(13))
            y += dp(24)
        if detail.certificate:
            box = QRectF(place.left(), y, place.width(), dp(22))
            paint_certificate(painter, box, detail.certificate)
            if detail.minimum_age:
                beside = certificate_width(detail.certificate) + dp(10)
                age = self.tr("from {n}").format(n=detail.minimum_age)
                text(painter, box.adjusted(beside, 0, 0, 0), age, role="ink2", face=font(12))
            y += dp(28)
        names = listed_names([person.name for person in detail.directors])
        if names:
            label = self.tr("Directed by") + " "
            box = QRectF(place.left(), y, place.width(), dp(22))
            used = text(painter, box, label, role="ink2", face=font(13))
            rest = box.adjusted(used, 0, 0, 0)
            paint_marked(painter, rest, names, self._search, face=font(13))

    def _gap(self) -> int:
        return dp(16 if self.width() > dp(320) else 12)

    def _title_lines(self) -> list[str]:
        """The title on one line, or broken into two."""
        if self._detail is None:
            return [""]
        metrics = QFontMetrics(font(19, 700))
        width = self.width() - dp(_COVER[0]) - self._gap()
        words = self._detail.name
        if metrics.horizontalAdvance(words) <= width or self._detail.original_name not in (
            "",
            words,
        ):
            return [words]
        at = len(words)
        while (at := words.rfind(" ", 0, at)) > 0:
            if metrics.horizontalAdvance(words[:at]) <= width:
                return [words[:at], words[at + 1 :]]
        return [words]

    def _title_cut(self) -> bool:
        metrics = QFontMetrics(font(19, 700))
        width = self.width() - dp(_COVER[0]) - self._gap()
        return any(metrics.horizontalAdvance(line) > width for line in self._title_lines())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_picture(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._held = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._held = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._held = False
        self.update()
        path = dropped_picture(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.picture_dropped.emit(path)

    @Slot(str)
    def _arrived(self, digest: str) -> None:
        if self._detail is not None and digest == self._detail.cover:
            self.update()


class CastLine(QWidget):
    """ "With Audrey Tautou, Mathieu Kassovitz, Rufus +10": as many names as fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._search = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_names(self, names: list[str], search: str) -> None:
        """Other people; no people, no line."""
        self._names = names
        self._search = search
        self.setVisible(bool(names))
        words = self.tr("With {names}").format(names=", ".join(names))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        used = text(painter, box, self.tr("With") + " ", role="ink2", face=font(13))
        shown, left_out = self._fitting(box.width() - used)
        names = ", ".join(shown)
        place = box.adjusted(used, 0, 0, 0)
        paint_marked(painter, place, names, self._search, face=font(13))
        if left_out:
            used += QFontMetrics(font(13)).horizontalAdvance(names + " ")
            rest = box.adjusted(used, 0, 0, 0)
            text(painter, rest, f"+{left_out}", role="ink2", face=font(13), elide=False)

    def _fitting(self, width: float) -> tuple[list[str], int]:
        metrics = QFontMetrics(font(13))
        for count in range(len(self._names), 0, -1):
            left_out = len(self._names) - count
            words = ", ".join(self._names[:count]) + (f" +{left_out}" if left_out else "")
            if metrics.horizontalAdvance(words) <= width:
                return self._names[:count], left_out
        return self._names[:1], len(self._names) - 1


def cover_of(detail: TitleDetail) -> CoverSpec:
    """The picture, or a case in the colours of the first edition's format."""
    first = detail.editions[0].format if detail.editions else ""
    original = detail.original_name if detail.original_name != detail.name else ""
    return CoverSpec(detail.cover, detail.name, first, original)


def facts_words(detail: TitleDetail) -> str:
    """`2001 · France, Germany · 122 min`."""
    parts = [str(detail.year) if detail.year else "", detail.countries]
    if detail.runtime_minutes:
        parts.append(f"{detail.runtime_minutes} min")
    return " · ".join(part for part in parts if part)


def made_by(detail: TitleDetail) -> str:
    """The directors in a line."""
    return listed_names([person.name for person in detail.directors])


def listed_names(names: list[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return listed(names)
