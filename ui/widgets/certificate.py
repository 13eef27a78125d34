"""The certificate of a film as a small framed badge."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import dp, font, tokens
from ui.widgets import paint


def certificate_width(code: str) -> int:
    """How wide the badge of a code is drawn."""
    return max(QFontMetrics(font(11, 700)).horizontalAdvance(code) + dp(11), dp(22))


def paint_certificate(painter: QPainter, rect: QRectF, code: str, style: str = "frame") -> None:
    """Draw a badge in ``rect``. ``style``: frame (panel), soft (rows), stop (not allowed)."""
    t = tokens()
    box = QRectF(rect.left(), rect.center().y() - dp(9), certificate_width(code), dp(18))
    role = "ink"
    if style == "frame":
        paint.rounded(painter, box, dp(4), t.surface, t.ink, 1.4)
    elif style == "stop":
        paint.rounded(painter, box, dp(4), t.stop_soft)
        role = "stop"
    else:
        paint.rounded(painter, box, dp(4), t.sunk)
        role = "ink2"
    paint.text(
        painter,
        box,
        code,
        role=role,
        face=font(11, 700 if style == "frame" else 600),
        align=Qt.AlignmentFlag.AlignCenter,
        elide=False,
    )


class CertificateBadge(QWidget):
    """A badge as a widget. The accessible name is the code."""

    def __init__(self, code: str = "", style: str = "frame", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code, self._look = code, style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_code(code)

    def set_code(self, code: str, style: str | None = None) -> None:
        """Another certificate; an empty code hides the badge."""
        self._code = code
        self._look = style or self._look
        self.setAccessibleName(code)
        self.setVisible(bool(code))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(certificate_width(self._code), dp(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_certificate(QPainter(self), QRectF(self.rect()), self._code, self._look)
