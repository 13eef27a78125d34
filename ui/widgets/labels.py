"""Words on the screen: labels by role, elided lines, chips."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import icons
from ui.theme import dp, font, theme, tokens
from ui.widgets import paint


class Label(QLabel):
    """Plain words in a token's colour, at a mock-up size; follows light and text scale.

    The text is never read as HTML, whatever a title contains.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "ink",
        size: float = 13,
        weight: int = 400,
        tabular: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._look = (size, weight, tabular)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        flags = Qt.AlignmentFlag
        self.setAlignment(flags.AlignLeft | flags.AlignAbsolute | flags.AlignVCenter)
        self.setText(text)
        theme().changed.connect(self._dress)
        self._dress()

    def set_role(self, role: str) -> None:
        """Another colour."""
        self._role = role
        self._dress()

    def _dress(self) -> None:
        size, weight, tabular = self._look
        self.setFont(font(size, weight, tabular=tabular))
        made = self.palette()
        made.setColor(self.foregroundRole(), tokens().color(self._role))
        self.setPalette(made)


def title(text: str = "", parent: QWidget | None = None) -> Label:
    """The name of a screen (19 px, bold)."""
    return Label(text, size=19, weight=700, parent=parent)


def heading(text: str = "", parent: QWidget | None = None) -> Label:
    """The name of a card (14 px, semi-bold)."""
    return Label(text, size=14, weight=600, parent=parent)


def muted(text: str = "", *, size: float = 13, parent: QWidget | None = None) -> Label:
    """Grey words beside something."""
    return Label(text, role="ink2", size=size, parent=parent)


class ElidedLabel(QWidget):
    """One line that ends in an ellipsis where it does not fit; the whole text is its tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "ink",
        size: float = 13,
        weight: int = 400,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._role = role
        self._look = (size, weight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_role(self, role: str) -> None:
        """Another colour."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(*self._look))
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(24), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        face = font(*self._look)
        painter = QPainter(self)
        full = paint.text(painter, QRectF(self.rect()), self._text, role=self._role, face=face)
        wanted = QFontMetrics(face).horizontalAdvance(self._text)
        self.setToolTip(self._text if wanted > self.width() or full > self.width() else "")


class Chip(QWidget):
    """A small word on a tint. ``tone``: "" (grey), ok, need, stop or accent."""

    def __init__(
        self, text: str = "", tone: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The word."""
        return self._text

    def set(self, text: str, tone: str = "", icon: str = "") -> None:
        """Another word, tone and icon."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text, self._icon), dp(21))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(QPainter(self), QRectF(self.rect()), self._text, self._tone, self._icon)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


def chip_width(text: str, icon: str = "") -> int:
    """How wide a chip with this word is drawn."""
    width = QFontMetrics(font(11.5, 600)).horizontalAdvance(text) + dp(16)
    return width + (dp(18) if icon else 0)


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: str = "", icon: str = "") -> None:
    """Draw a chip filling ``rect``; for delegates."""
    t = tokens()
    role = t.text(tone) if tone else t.ink2
    paint.rounded(painter, rect, dp(6), t.soft(tone) if tone else t.sunk)
    x = rect.left() + dp(8)
    if icon:
        size = dp(13)
        icons.paint(painter, icon, role, QRectF(x, rect.top(), size, rect.height()), size)
        x += dp(18)
    box = QRectF(x, rect.top(), rect.right() - x, rect.height())
    paint.text(painter, box, text, role=role, face=font(11.5, 600))
