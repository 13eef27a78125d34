"""Small parts that both doors have: the tile with an icon, the head with its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

import resources
from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import KeyCap, paint, title


class IconTile(QWidget):
    """An icon on a small tinted square."""

    def __init__(self, icon: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.setFixedSize(dp(40), dp(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        paint.rounded(
            painter, QRectF(self.rect()), dp(8), t.soft(self._tone) if self._tone else t.sunk
        )
        role = "accent_text" if self._tone == "accent" else "ink"
        icons.paint(painter, self._icon, role, QRectF(self.rect()), dp(20))


class DoorHead(QWidget):
    """Tile and key, the name of the door, a line of explanation."""

    def __init__(
        self,
        icon: str,
        tone: str,
        keys: str,
        words: str,
        detail: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.detail = Airy(detail, self)
        top = QHBoxLayout()
        top.addWidget(IconTile(icon, tone, self))
        top.addStretch(1)
        top.addWidget(KeyCap(keys, self))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(4))
        box.addLayout(top)
        box.addSpacing(dp(8))
        box.addWidget(title(words, self))
        box.addWidget(self.detail)


class Airy(QWidget):
    """Grey words over a line or two, set 20 apart."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(dp(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(dp(20) * len(self._lines(self.width())))

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, line in enumerate(self._lines(self.width())):
            box = QRectF(0, at * dp(20), self.width(), dp(20))
            paint.text(painter, box, line, role="ink2", face=font(13))

    def _lines(self, width: int) -> list[str]:
        metrics = QFontMetrics(font(13))
        lines = [""]
        for word in self._text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines


class FactLine(QWidget):
    """A line of the demo's list: an icon, what stands out, the rest; a hairline above."""

    def __init__(
        self, icon: str, strong: str, rest: str, *, line: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._strong, self._rest, self._line = icon, strong, rest, line
        self.setAccessibleName(f"{strong} {rest}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(font(13)).horizontalAdvance(f"{self._strong} {self._rest}")
        return QSize(wide + dp(30), dp(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(100), dp(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._line:
            painter.fillRect(0, 0, self.width(), 1, tokens().color("line"))
        box = QRectF(0, 0, dp(16), self.height())
        icons.paint(painter, self._icon, "ink2", box, dp(16))
        left = float(dp(28))
        room = QRectF(left, 0, self.width() - left, self.height())
        left += paint.text(painter, room, self._strong + " ", face=font(13, 600), elide=False)
        room = QRectF(left, 0, self.width() - left, self.height())
        paint.text(painter, room, self._rest, role="ink2", face=font(13))


_COVERS = ("ghost-world", "juno", "her", "adaptation", "the-fisher-king", "junebug")


class CoverRow(QWidget):
    """Six covers of the demo shop side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[QPixmap] = []
        self.setFixedHeight(dp(72))
        self.setMaximumWidth(dp(336))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._pictures:
            folder = resources.path("demo", "covers")
            self._pictures = [QPixmap(str(folder / f"{name}.png")) for name in _COVERS]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        gap = dp(5)
        width = (self.width() - gap * (len(_COVERS) - 1)) / len(_COVERS)
        ratio = self.devicePixelRatioF()
        for at, picture in enumerate(self._pictures):
            box = QRectF(round(at * (width + gap)), 0, round(width), self.height())
            if picture.isNull():
                paint.rounded(painter, box, 2, tokens().sunk, tokens().line)
                continue
            scaled = picture.scaled(
                round(box.width() * ratio),
                round(box.height() * ratio),
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            left = (scaled.width() - box.width() * ratio) / 2
            top = (scaled.height() - box.height() * ratio) / 2
            source = QRectF(left, top, box.width() * ratio, box.height() * ratio)
            painter.drawPixmap(box, scaled, source)
            paint.rounded(painter, box, 1, None, tokens().line)
