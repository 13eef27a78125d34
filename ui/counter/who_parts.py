"""What the left column is made of: people to choose, what is out, a figure, an account to open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.members.queries import RenterRow
from ui import icons
from ui.amounts import money
from ui.counter import words
from ui.counter.words import tr
from ui.theme import dp, font, mix, tokens
from ui.widgets import (
    PaintedButton,
    Spoken,
    certificate_width,
    paint,
    paint_certificate,
)

_CENTER = Qt.AlignmentFlag.AlignCenter
#: The chosen renter's card is this much wider than the column, on both sides.
OVERHANG = 8


def paint_avatar(painter: QPainter, box: QRectF, name: str, chosen: bool, size: float) -> None:
    """The first letter of a name in a disc."""
    t = tokens()
    fill = t.accent if chosen else mix(t.line, t.sunk, 0.7)
    paint.rounded(painter, box, box.width() / 2, fill)
    role = "on_accent" if chosen else "ink2"
    letter = name[:1].upper()
    paint.text(painter, box, letter, role=role, face=font(size, 600), align=_CENTER, elide=False)


class RenterButton(PaintedButton):
    """A person on the account. ``picked(object)`` carries the renter's id."""

    picked = Signal(object)

    def __init__(
        self, renter: RenterRow, keys: str, chosen: bool, narrow: bool, parent: QWidget
    ) -> None:
        super().__init__(renter.name, parent)
        self.renter = renter
        self._height = 44 if narrow else 52
        self.setCheckable(True)
        self.setChecked(chosen)
        ceiling = renter.ceiling or tr("Any")
        self.setAccessibleName(f"{renter.name}, {words.age_words(renter)}, {ceiling}")
        self.setToolTip(keys)
        self.setProperty("haloRadius", 10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked():
            paint.rounded(painter, box, dp(10), t.surface, t.line)
        elif self.underMouse():
            paint.rounded(painter, box, dp(10), mix(t.sunk, t.paper, 0.6))
        middle, left = box.center().y(), dp(OVERHANG)
        avatar = QRectF(left, middle - dp(16), dp(32), dp(32))
        paint_avatar(painter, avatar, self.renter.name, self.isChecked(), 13)
        code = self.renter.ceiling or tr("Any")
        badge = QRectF(0, middle - dp(9), certificate_width(code), dp(18))
        badge.moveRight(box.right() - dp(OVERHANG))
        paint_certificate(painter, badge, code, "soft")
        x = avatar.right() + dp(12)
        room = QRectF(x, middle - dp(17), badge.left() - x - dp(8), dp(18))
        paint.text(painter, room, self.renter.name, face=font(13, 600))
        room.translate(0, dp(16.5))
        years = words.age_words(self.renter)
        paint.text(painter, room, years, role="ink2", face=font(12, tabular=True))

    def nextCheckState(self) -> None:
        """A click asks; who is chosen is said by the visit."""

    @Slot()
    def _clicked(self) -> None:
        self.picked.emit(self.renter.renter_id)


class OutLine(Spoken):
    """Something that is out: of the chosen renter with its title, of others only how many."""

    def __init__(
        self, renter: str, title: str, detail: str, cents: int, hidden: bool, parent: QWidget
    ) -> None:
        super().__init__(parent=parent)
        fee = tr("{fee} so far").format(fee=money(cents)) if cents else ""
        self._row = (renter, title, detail, fee, hidden)
        self.setFixedHeight(dp(51))
        said = f"{renter}: {title}, {detail}"
        self.say(f"{said}, {fee}" if fee else said)

    def paintEvent(self, event: QPaintEvent) -> None:
        renter, title, detail, fee, hidden = self._row
        t, painter = tokens(), QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, t.color("line"))
        paint_avatar(painter, QRectF(0, dp(9), dp(24), dp(24)), renter, False, 11)
        right = float(self.width())
        if fee:
            box = QRectF(right - dp(100), dp(9), dp(100), dp(18))
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            face = font(12, 600, tabular=True)
            right -= paint.text(painter, box, fee, role="stop", face=face, align=align) + dp(8)
        x = dp(36)
        room = QRectF(x, dp(9), right - x, dp(18))
        width = paint.text(painter, room, title, face=font(13, 500))
        if hidden:
            spot = QRectF(x + width + dp(7), dp(9), dp(14), dp(18))
            icons.paint(painter, "eye-off", "ink2", spot, dp(14))
        low = QRectF(x, dp(25), self.width() - x, dp(18))
        paint.text(painter, low, detail, role="ink2", face=font(12, tabular=True))


class Fact(Spoken):
    """A line of the account: what, and how much."""

    def __init__(self, what: str, amount: str, role: str, parent: QWidget) -> None:
        super().__init__(f"{what}: {amount}", parent=parent)
        self._row = (what, amount, role)
        self.setFixedHeight(dp(29))

    def paintEvent(self, event: QPaintEvent) -> None:
        what, amount, role = self._row
        painter, box = QPainter(self), QRectF(self.rect())
        painter.fillRect(0, 0, self.width(), 1, tokens().color("line"))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        face = font(13, tabular=True)
        paint.text(painter, box, what, role="ink2", face=font(13))
        paint.text(painter, box, amount, role=role, face=face, align=align)


class AccountButton(PaintedButton):
    """An account to open: of what came back, or of a visit put aside.

    ``picked(object)`` carries the account's id.
    """

    picked = Signal(object)

    def __init__(self, member_id: int, name: str, detail: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._member_id, self._detail = member_id, detail
        self.setAccessibleName(f"{name}, {detail}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter, box = tokens(), QPainter(self), QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            paint.rounded(painter, box, dp(10), mix(t.sunk, t.paper, 0.7))
        middle, left = box.center().y(), dp(OVERHANG)
        avatar = QRectF(left, middle - dp(12), dp(24), dp(24))
        paint_avatar(painter, avatar, self.text(), False, 11)
        x = avatar.right() + dp(12)
        room = QRectF(x, middle - dp(17), box.right() - x - dp(OVERHANG), dp(18))
        paint.text(painter, room, self.text(), face=font(13, 600))
        room.translate(0, dp(16.5))
        face = font(12, tabular=True)
        paint.text(painter, room, self._detail, role="ink2", face=face)

    @Slot()
    def _clicked(self) -> None:
        self.picked.emit(self._member_id)
