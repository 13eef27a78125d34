"""Beside the board: the selected film, who gave it a thumb, and what was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.board.queries import Entry, Review, Verdict
from ui.actions import ActionSet
from ui.board import words
from ui.board.reviews_view import ReviewsView
from ui.board.words import tr
from ui.desk import Desk
from ui.theme import dp, font, tokens
from ui.widgets import Button, Card, CoverSpec, EmptyState, Kind, Label, Line, paint
from ui.widgets.labels import chip_width, paint_chip
from ui.widgets.thumb import paint_thumb

_COVER = QSize(64, 96)
_NAME_LINE, _NAME_LINES = 20, 6


@dataclass(frozen=True, slots=True)
class Rows:
    """How the five seats stand below each other: the first one's top, a row, its box, all."""

    top: int
    row: int
    box: int
    whole: int


_WIDE, _LOW = Rows(42, 40, 31, 256), Rows(41, 32, 26, 216)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PanelHead(QWidget):
    """Cover, title, who made it, what is in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = desk.covers
        self._covers.arrived.connect(self._arrived)
        self._entry: Entry | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def show_entry(self, entry: Entry) -> None:
        """Another film."""
        self._entry = entry
        parts = (entry.name, words.made_by(entry), words.facts(entry), words.copies(entry)[0])
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(entry.name)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        """As high as its cover, or as a long title needs: on the board it may be cut."""
        lines = len(self.name_lines()[0])
        words_below = dp(14 + 3 + 2 * 18 + 9 + 20 + 16)
        needed = words_below + (dp(28) if lines < 2 else lines * dp(_NAME_LINE))
        self.setFixedHeight(max(dp(_COVER.height() + 32), needed))

    def name_lines(self) -> tuple[list[str], QFont]:
        """The title in one large line, or in several smaller ones; the last may be cut."""
        name = "" if self._entry is None else self._entry.name
        room = self.width() - dp(94) - dp(16)
        if paint.advance(name, font(19, 700)) <= room:
            return [name], font(19, 700)
        laid = QTextLayout(name, font(15, 700))
        laid.beginLayout()
        lines: list[str] = []
        line = laid.createLine()
        while line.isValid():
            line.setLineWidth(max(40, room))
            begin, length = line.textStart(), line.textLength()
            last = len(lines) == _NAME_LINES - 1
            lines.append(name[begin:] if last else name[begin : begin + length].strip())
            if last:
                break
            line = laid.createLine()
        laid.endLayout()
        return lines, font(15, 700)

    def paintEvent(self, event: QPaintEvent) -> None:
        entry = self._entry
        if entry is None:
            return
        painter = QPainter(self)
        cover = QSize(dp(_COVER.width()), dp(_COVER.height()))
        spec = CoverSpec(entry.cover, entry.name, "", "")
        pixmap = self._covers.pixmap(spec, cover, self.devicePixelRatioF())
        painter.drawPixmap(dp(16), dp(16), pixmap)
        line = QRectF(dp(94), dp(14), self.width() - dp(94) - dp(16), dp(28))
        lines, face = self.name_lines()
        if len(lines) > 1:
            line.setHeight(dp(_NAME_LINE))
        for part in lines:
            paint.text(painter, line, part, face=face)
            line.translate(0, line.height())
        line.translate(0, dp(3))
        line.setHeight(dp(18))
        for text in (words.made_by(entry), words.facts(entry)):
            paint.text(painter, line, text, role="ink2", face=font(13))
            line.translate(0, dp(18))
        line.translate(0, dp(9))
        line.setHeight(dp(20))
        copies, tone = words.copies(entry)
        for text, tint in ((copies, tone), (entry.section, "")):
            if text and line.width() >= chip_width(text):
                box = QRectF(line.left(), line.top(), chip_width(text), line.height())
                paint_chip(painter, box, text, tint)
                line.setLeft(box.right() + dp(6))

    @Slot(str)
    def _arrived(self, digest: str) -> None:
        if self._entry is not None and self._entry.cover == digest:
            self.update()


class SeatsView(QWidget):
    """The verdict: five seats, who gave a thumb and when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading, self._average, self._shorter = "", "", ""
        self._seats: list[tuple[str, str, bool]] = []
        self._rows = _WIDE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(dp(self._rows.whole))

    def set_low(self, low: bool) -> None:
        """In a low window the rows move together."""
        self._rows = _LOW if low else _WIDE
        self.setFixedHeight(dp(self._rows.whole))
        self.update()

    def show_entry(
        self, entry: Entry, seats: Sequence[str], verdict: Verdict | None, now: datetime
    ) -> None:
        """Another film, or another thumb."""
        self._heading, self._average = words.thumbs(entry), words.average(verdict)
        self._shorter = words.average(verdict, short=True)
        self._seats = [
            (name, tr("No thumb yet"), False)
            if thumb is None
            else (thumb.who, words.when(thumb.at, now), True)
            for name, thumb in zip(seats, entry.thumbs, strict=True)
        ]
        said = "; ".join(f"{who}, {at}" for who, at, _ in self._seats)
        parts = (self._heading, self._average, said)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, right = dp(16), self.width() - dp(16)
        line = QRectF(left, dp(13), right - left, dp(24))
        used = paint.text(painter, line, self._heading, face=font(14, 600))
        rest = line.adjusted(used + dp(8), 0, 0, 0)
        fits = paint.advance(self._average, font(12)) <= rest.width()
        average = self._average if fits else self._shorter
        paint.text(painter, rest, average, role="ink2", face=font(12), align=_RIGHT)
        row = QRectF(left, dp(self._rows.top), right - left, dp(self._rows.row))
        for who, at, gave in self._seats:
            self._paint_seat(painter, row, who, at, gave)
            row.translate(0, dp(self._rows.row))

    def _paint_seat(self, painter: QPainter, row: QRectF, who: str, at: str, gave: bool) -> None:
        side = dp(self._rows.box)
        box = QRectF(row.left(), row.center().y() - side / 2, side, side)
        if gave:
            paint.rounded(painter, box, dp(6), None, "line")
            inner = box.adjusted(side * 0.2, side * 0.2, -side * 0.2, -side * 0.2)
            paint_thumb(painter, inner, tokens().color("accent"))
        else:
            pen = QPen(tokens().color("ink3"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), dp(6), dp(6))
        words_at = row.adjusted(side + dp(12), 0, 0, 0)
        used = paint.text(painter, words_at, at, role="ink2", face=font(12), align=_RIGHT)
        name = words_at.adjusted(0, 0, -used - dp(8), 0)
        paint.text(painter, name, who, face=font(13, 500))


class BoardPanel(Card):
    """The film of the selected row. Actions of the screen stand on its buttons.

    `card_review(review_id)`: this one belongs on the shelf card; `review_opened(review_id)` asks
    for the form.
    """

    card_review = Signal(object)
    review_opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PanelHead(desk)
        self._seats = SeatsView()
        self._reviews = ReviewsView()
        self._reviews.card_wanted.connect(self.card_review)
        self._reviews.opened.connect(self.review_opened)
        self._count = Label("", role="ink2", size=12)
        self._since = Label("", role="ink2", size=12)
        self._buttons: list[Button] = []
        self._down = QWidget()
        self._low = False
        self._film = QWidget()
        self._empty = EmptyState(
            tr("Type a title: the letters go up."),
            [],
            detail=tr("Choose a row to see who gave it a thumb and what was said of it."),
        )
        stack = QStackedLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._empty)
        stack.addWidget(self._film)
        self._stack = stack

    def lay_out(self, actions: ActionSet) -> None:
        """Puts the screen's actions on its buttons; once, when the screen has them."""
        self._buttons = [
            Button.for_action(actions["sign"]),
            Button.for_action(actions["show"], kind=Kind.PRIMARY),
        ]
        column = QVBoxLayout(self._film)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        heading = QHBoxLayout()
        heading.setContentsMargins(dp(16), dp(10), dp(8), dp(4))
        heading.setSpacing(dp(8))
        heading.addWidget(Label(tr("Reviews"), size=14, weight=600))
        heading.addWidget(self._count)
        heading.addStretch(1)
        heading.addWidget(self._small(actions["review"], tr("Add")))
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(12), dp(12), dp(12), dp(12))
        foot.setSpacing(dp(8))
        for button in self._buttons:
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            foot.addWidget(button)
        self._lay_out_down(actions)
        column.addWidget(self.head)
        column.addWidget(Line())
        column.addWidget(self._seats)
        column.addWidget(Line())
        column.addLayout(heading)
        column.addWidget(self._reviews, 1)
        column.addWidget(self._down)
        column.addWidget(Line())
        column.addLayout(foot)
        self._column = column

    @staticmethod
    def _small(action: QAction, text: str) -> Button:
        return Button.for_action(action, kind=Kind.BARE, height=28, text=text)

    def _lay_out_down(self, actions: ActionSet) -> None:
        """Since when it hangs, and taking it down."""
        line = QHBoxLayout()
        line.setContentsMargins(dp(16), dp(3), dp(8), dp(3))
        line.addWidget(self._since)
        line.addStretch(1)
        line.addWidget(Button.for_action(actions["down"], kind=Kind.BARE))
        column = QVBoxLayout(self._down)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        column.addLayout(line)

    def show_entry(
        self,
        entry: Entry | None,
        seats: Sequence[str],
        verdict: Verdict | None,
        reviews: Sequence[Review],
        now: datetime,
    ) -> None:
        """The film of the selected row, or none."""
        self._stack.setCurrentIndex(0 if entry is None else 1)
        if entry is None:
            return
        self.head.show_entry(entry)
        self._seats.show_entry(entry, seats, verdict, now)
        self._reviews.show_reviews(reviews, now)
        self._count.setText(str(len(reviews)) if reviews else "")
        self._since.setText(words.since(entry.up_since, now))

    def set_narrow(self, narrow: bool) -> None:
        """In a small window the buttons go without their icons."""
        for button, icon in zip(self._buttons, ("printer", "monitor-play"), strict=True):
            button.set_icon_name("" if narrow else icon)

    def set_low(self, low: bool) -> None:
        """In a low window the seats move together and taking down scrolls with the reviews."""
        if low == self._low:
            return
        self._low = low
        self._seats.set_low(low)
        self._reviews.set_foot(self._down if low else None)
        if not low:
            self._column.insertWidget(self._column.indexOf(self._reviews) + 1, self._down)
            self._down.show()
