"""The pages at the left of the preview, 56 pixels wide, drawn as they scroll in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.printing.room import PrintRoom
from ui.theme import dp, font, tokens
from ui.widgets import paint

WIDTH = 86
_PAGE, _TOP, _NUMBER, _GAP = 56, 14, 26, 10


class PageStrip(QScrollArea):
    """``chosen(int)`` carries the page from 0."""

    chosen = Signal(int)

    def __init__(self, room: PrintRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages(room, self)
        self._pages.chosen.connect(self.chosen)
        self.setWidgetResizable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(dp(WIDTH))
        self.setWidget(self._pages)

    def refresh(self) -> None:
        """Other pages, or another one in hand."""
        self._pages.refresh()
        top = self._pages.top_of(self._pages.room.page)
        self.ensureVisible(dp(WIDTH) // 2, int(top), 0, dp(120))


class _Pages(QWidget):
    chosen = Signal(int)

    def __init__(self, room: PrintRoom, parent: QWidget) -> None:
        super().__init__(parent)
        self.room = room
        self.setAccessibleName(self.tr("Pages"))
        room.pictured.connect(self._pictured)

    def refresh(self) -> None:
        made = self.room.preview
        count = len(made.sizes) if made is not None else 0
        self.setFixedSize(dp(WIDTH) - 4, int(self.top_of(count)) + dp(6))
        words = self.tr("page {n} of {count}").format(n=self.room.page + 1, count=count)
        self.setAccessibleDescription(words)
        self.update()

    def top_of(self, page: int) -> float:
        """Where a page begins. All are as high as the first: a document has one size of sheet."""
        return dp(_TOP) + page * self._step()

    def _height(self) -> float:
        made = self.room.preview
        width, height = made.sizes[0] if made is not None and made.sizes else (612.0, 792.0)
        return dp(_PAGE) * height / width

    def _step(self) -> float:
        return self._height() + dp(_NUMBER) + dp(_GAP)

    def sizeHint(self) -> QSize:
        return QSize(dp(WIDTH), dp(120))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        page = int((event.position().y() - dp(_TOP)) // self._step())
        made = self.room.preview
        if made is not None and 0 <= page < len(made.sizes):
            self.chosen.emit(page)

    def event(self, event: QEvent) -> bool:
        return super().event(event)

    def _pictured(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        made = self.room.preview
        if made is None:
            return
        t = tokens()
        painter = QPainter(self)
        step, height = self._step(), self._height()
        seen = event.rect()
        first = max(int((seen.top() - dp(_TOP)) // step), 0)
        last = min(int(seen.bottom() // step) + 1, len(made.sizes))
        for page in range(first, last):
            box = QRectF((self.width() - dp(_PAGE)) / 2, self.top_of(page), dp(_PAGE), height)
            box.moveTo(round(box.x()), round(box.y()))
            scale = round(dp(_PAGE) / made.sizes[page][0] * self.devicePixelRatioF(), 4)
            image = self.room.picture(page, scale)
            painter.fillRect(box, QColor("#FFFFFF"))
            if image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(box, image)
            chosen = page == self.room.page
            if chosen:
                paint.rounded(painter, box.adjusted(-4, -4, 4, 4), 2, None, t.accent, 2)
            else:
                paint.rounded(painter, box.adjusted(-1, -1, 1, 1), 0, None, t.ink3)
            number = QRectF(0, box.bottom() + dp(5), self.width(), dp(18))
            face = font(12.5, 700 if chosen else 400)
            role = "ink" if chosen else "ink2"
            paint.text(
                painter, number, str(page + 1), role=role, face=face,
                align=Qt.AlignmentFlag.AlignCenter,
            )  # fmt: skip
