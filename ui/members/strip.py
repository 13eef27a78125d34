"""Out now, as a strip of days: what is out from when to when, late past the mark, back today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.rentals.accounts import BackRow, Detail
from app.rentals.queries import OutRow
from app.shop import settings
from app.shop.words import SHORT_DAYS
from ui.members import words
from ui.members.words import tr
from ui.theme import dp, font, mix, tokens
from ui.widgets import CoverCache, CoverSpec, Mark, paint, paint_mark

HEAD, LINE, DAY = 36, 28, 36
_BEFORE = 8  # today is the ninth
_LINES = 6
_ONE_DAY = timedelta(days=1)
_CENTER = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days and moments lie across: ``left`` in pixels, so many days from ``first``."""

    first: date
    days: int
    left: float

    @property
    def right(self) -> float:
        return self.left + self.days * dp(DAY)

    def x(self, at: datetime) -> float:
        """A moment, kept within the strip."""
        moment = words.local(at)
        whole = (moment.date() - self.first).days
        share = (moment.hour * 60 + moment.minute) / 1440
        return min(max(self.left + (whole + share) * dp(DAY), self.left), self.right)

    def starts_before(self, at: datetime) -> bool:
        """Whether a moment lies before the first day."""
        return words.local(at).date() < self.first

    def ends_before(self, at: datetime) -> bool:
        """Whether a moment lies after the last day."""
        return (words.local(at).date() - self.first).days >= self.days

    def day_at(self, x: float) -> date | None:
        """The day under a pixel."""
        at = int((x - self.left) // dp(DAY))
        return self.first + at * _ONE_DAY if 0 <= at < self.days else None


class _Lines(QWidget):
    """The lines below the head. ``title_wanted(object)`` carries a title's id."""

    title_wanted = Signal(object)

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._rows: tuple[OutRow | BackRow, ...] = ()
        self._now: datetime | None = None
        self._scale = Scale(date.min, 0, 0)
        self._at = 0
        self.narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        covers.arrived.connect(self._arrived)

    def show_rows(self, rows: tuple[OutRow | BackRow, ...], now: datetime, scale: Scale) -> None:
        """Other lines, or the same a minute later."""
        self._rows, self._now, self._scale = rows, now, scale
        self._at = min(self._at, max(len(rows) - 1, 0))
        self.setFixedHeight(dp(LINE) * max(len(rows), 1))
        self._tell()
        self.update()

    @property
    def rows(self) -> tuple[OutRow | BackRow, ...]:
        """What is shown, in its order."""
        return self._rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self._rows:
            self._at = min(max(self._at + step, 0), len(self._rows) - 1)
            self._tell()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self._open_title()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y() // dp(LINE))
        if 0 <= at < len(self._rows):
            self._at = at
            self._tell()
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open_title()

    def _open_title(self) -> None:
        title_id = self._rows[self._at].title_id if self._rows else 0
        if title_id:  # none where it is not for this renter to see
            self.title_wanted.emit(title_id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event), self)
            return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> str:
        day = self._scale.day_at(event.pos().x())
        if day is not None and not settings.calendar().is_open_day(day):
            return settings.calendar().reason_on(day) or tr("Closed")
        at = event.pos().y() // dp(LINE)
        if 0 <= at < len(self._rows):
            row = self._rows[at]
            who = f"{row.title}, {row.format}, {row.renter}"
            return f"{who}\n{row.sentence}" if isinstance(row, OutRow) else who
        return ""

    def _tell(self) -> None:
        if not self._rows or self._now is None:
            self.setAccessibleName(tr("Nothing out"))
            return
        row = self._rows[self._at]
        said = (
            words.due_words(row, self._now)[2] if isinstance(row, OutRow) else words.back_words(row)
        )
        self.setAccessibleName(f"{row.title}, {row.format}, {row.renter}, {said}")

    def _arrived(self, _digest: str) -> None:
        self.update()

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._now is None or not self._rows:
            paint.text(painter, QRectF(self.rect()), tr("Nothing out"), role="ink2")
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_days(painter)
        for at, row in enumerate(self._rows):
            box = QRectF(0, at * dp(LINE), self.width(), dp(LINE))
            if at == self._at and self.hasFocus():
                paint.rounded(painter, box.adjusted(-2, 1, 2, -1), dp(6), tokens().accent_soft)
            self._paint_label(painter, box, row)
            if isinstance(row, OutRow):
                self._paint_out(painter, box, row, self._now)
            else:
                self._paint_back(painter, box, row)
        x = self._scale.x(self._now)
        painter.fillRect(QRectF(round(x) - 0.5, 0, 1, self.height()), tokens().color("ink"))

    def _paint_days(self, painter: QPainter) -> None:
        t, scale = tokens(), self._scale
        shade = mix(t.line, t.surface, 0.85)
        for at in range(scale.days + 1):
            x = scale.left + at * dp(DAY)
            if at < scale.days and not settings.calendar().is_open_day(scale.first + at * _ONE_DAY):
                paint.hatch(painter, QRectF(x, 0, dp(DAY), self.height()), shade, dp(7))
            painter.fillRect(QRectF(x, 0, 1, self.height()), t.color("line"))

    def _paint_label(self, painter: QPainter, box: QRectF, row: OutRow | BackRow) -> None:
        size = QSize(dp(17), dp(24))
        spec = CoverSpec(row.cover, row.title, row.format, "")
        picture = self._covers.pixmap(spec, size, self.devicePixelRatioF())
        spot = QRectF(0, box.top() + dp(2), size.width(), size.height())
        painter.drawPixmap(spot, picture, QRectF(picture.rect()))
        room = QRectF(dp(25), box.top(), self._scale.left - dp(33), box.height())
        if self.narrow:
            paint.text(painter, room, row.title, face=font(13, 500))
            return
        tail = " · ".join(part for part in (row.format, row.renter) if part)
        painter.setFont(font(12))
        needed = painter.fontMetrics().horizontalAdvance(tail) + dp(8)
        width = paint.text(painter, room.adjusted(0, 0, -needed, 0), row.title, face=font(13, 500))
        rest = room.adjusted(width + dp(8), 0, 0, 0)
        paint.text(painter, rest, tail, role="ink2", face=font(12))

    def _paint_out(self, painter: QPainter, box: QRectF, row: OutRow, now: datetime) -> None:
        t, scale, middle = tokens(), self._scale, box.center().y()
        begin, due, here = scale.x(row.started_at), scale.x(row.due_at), scale.x(now)
        bar = QRectF(begin, middle - dp(4), 0, dp(8))
        past = mix(t.ink3, t.surface, 0.62)
        if due > here:
            bar.setRight(due)
            paint.rounded(painter, bar, dp(4), t.line)
        bar.setRight(min(due, here))
        if bar.width() > 1:
            paint.rounded(painter, bar, dp(4), past)
        if scale.starts_before(row.started_at):
            points = [
                (begin, middle),
                (begin + dp(7), middle - dp(6)),
                (begin + dp(7), middle + dp(6)),
            ]
            overdue = scale.starts_before(row.due_at)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.color("stop" if overdue else "ink2"))
            paint.polygon(painter, points)
        if row.late and here > due:
            gone = dp(6) if scale.starts_before(row.due_at) else 0
            bar = QRectF(due + gone, middle - dp(4), here - due - gone, dp(8))
            painter.fillRect(bar, t.color("stop"))
        mark, role, said = words.due_words(row, now)
        tone = role if role != "ink" else "ink2"
        if scale.ends_before(row.due_at):
            end = scale.right
            points = [(end, middle), (end - dp(7), middle - dp(6)), (end - dp(7), middle + dp(6))]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.color("ink2"))
            paint.polygon(painter, points)
        elif not scale.starts_before(row.due_at):
            spot = QRectF(due - 1.5, middle - dp(8), 3, dp(16))
            paint.rounded(painter, spot, 1.5, getattr(t, tone))
        self._paint_words(painter, box, mark, role, said)

    def _paint_back(self, painter: QPainter, box: QRectF, row: BackRow) -> None:
        t, scale, middle = tokens(), self._scale, box.center().y()
        begin, end = scale.x(row.started_at), scale.x(row.returned_at)
        painter.setPen(QPen(t.color("ok"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bar = QRectF(begin, middle - dp(4), max(end - begin, dp(8)), dp(8))
        painter.drawRoundedRect(bar, dp(4), dp(4))
        check = scale.x(row.scanned_at)
        painter.setPen(QPen(t.color("ok"), 1.8))
        corner = QPointF(check - 1, middle + dp(3))
        painter.drawLine(QPointF(check - dp(5), middle - dp(1)), corner)
        painter.drawLine(corner, QPointF(check + dp(6), middle - dp(5)))
        self._paint_words(painter, box, Mark.IN, "ink", words.back_words(row))

    def _paint_words(
        self, painter: QPainter, box: QRectF, mark: Mark, role: str, said: str
    ) -> None:
        x = self._scale.right + dp(16)
        paint_mark(painter, mark, QPointF(x, box.center().y()), dp(9))
        room = QRectF(x + dp(11), box.top(), self.width() - x - dp(11), box.height())
        paint.text(painter, room, said, role=role, face=font(12, tabular=True))


class _Head(QWidget):
    """Words at the left, the days over their columns; today stands on ink."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._scale = Scale(date.min, 0, 0)
        self._today = date.min
        self._count = ""
        self.setFixedHeight(dp(HEAD))

    def show_days(self, scale: Scale, today: date, count: str) -> None:
        """Other days."""
        self._scale, self._today, self._count = scale, today, count
        self.setAccessibleName(f"{tr('Out now')} {count}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words_ = QRectF(0, 0, self._scale.left, self.height())
        width = paint.text(painter, words_, tr("Out now"), face=font(14, 600))
        rest = words_.adjusted(width + dp(9), 0, 0, 0)
        paint.text(painter, rest, self._count, role="ink2", face=font(12))
        for at in range(self._scale.days):
            day = self._scale.first + at * _ONE_DAY
            box = QRectF(self._scale.left + at * dp(DAY), dp(2), dp(DAY), self.height() - dp(2))
            self._paint_day(painter, box, day, day == self._today)

    def _paint_day(self, painter: QPainter, box: QRectF, day: date, today: bool) -> None:
        if today:
            whole = box.adjusted(0, 0, 0, dp(6))
            painter.save()
            painter.setClipRect(box)
            paint.rounded(painter, whole, dp(5), tokens().dark)
            painter.restore()
        closed = not settings.calendar().is_open_day(day)
        top = QRectF(box.left(), box.top() + dp(1), box.width(), dp(16))
        low = QRectF(box.left(), box.top() + dp(16), box.width(), dp(16))
        role = "on_dark" if today else "ink2"
        letters = SHORT_DAYS[day.weekday()]
        paint.text(painter, top, letters, role=role, face=font(11.5), align=_CENTER)
        role = "on_dark" if today else "ink2" if closed else "ink"
        face = font(11.5, 600, tabular=True)
        paint.text(painter, low, str(day.day), role=role, face=face, align=_CENTER)


class OutStrip(QWidget):
    """Head and lines, the lines scrolling beyond six. ``title_wanted(object)``: Enter on a line."""

    title_wanted = Signal(object)

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: tuple[Detail, datetime] | None = None
        self.narrow = False
        self._head = _Head(self)
        self.lines = _Lines(covers, self)
        self.lines.title_wanted.connect(self.title_wanted)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(self._area)

    def set_narrow(self, narrow: bool) -> None:
        """Fewer days, shorter labels."""
        self.narrow = self.lines.narrow = narrow
        if self._detail is not None:
            self.show_detail(*self._detail)

    def show_detail(self, detail: Detail, now: datetime) -> None:
        """Shows what an account has out; late first, then today's, then by due, then back."""
        self._detail = detail, now
        today = words.local(now).date()
        left = dp(196 if self.narrow else 256)
        scale = Scale(today - _BEFORE * _ONE_DAY, 11 if self.narrow else 14, left)
        rows: tuple[OutRow | BackRow, ...] = (*sorted(detail.out, key=_urgency), *detail.back_today)
        count = words.out_count(len(detail.out), len(detail.back_today))
        self._head.show_days(scale, today, count)
        self.lines.show_rows(rows, now, scale)
        self._area.setFixedHeight(dp(LINE) * min(max(len(rows), 1), 4 if self.narrow else _LINES))


def _urgency(row: OutRow) -> tuple[bool, datetime]:
    return not row.late, row.due_at
