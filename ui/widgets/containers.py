"""What holds other things: cards, hairlines, banners, empty places, the foot of a panel."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.buttons import PaintedButton, keys_text
from ui.widgets.labels import Label
from ui.widgets.shadow import paint_shadow

_MOVED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)

_Box = TypeVar("_Box", bound=QLayout)


class Ground(QWidget):
    """The paper that cards lie on: it paints their soft shadows by day. Screens are grounds."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if tokens().night:
            return
        painter = QPainter(self)
        seen = event.region()  # its bounds would be half the screen for two small labels
        for card in self.findChildren(Card):
            if card.casts_shadow and card.isVisibleTo(self):
                spot = QRectF(QPoint(0, 0) + card.mapTo(self, QPoint(0, 0)), card.size())
                if seen.intersects(spot.adjusted(-12, -12, 12, 16).toAlignedRect()):
                    paint_shadow(painter, spot, card.radius)


class Card(QWidget):
    """A white sheet with round corners and a hairline. Lay things out in it as in any widget.

    ``fill`` and ``line`` are tokens; ``radius`` 12 as all cards, 0 for none.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        fill: str = "surface",
        line: str | None = "line",
        radius: int = 12,
        shadow: bool = True,
    ) -> None:
        super().__init__(parent)
        self._fill, self._line, self._radius = fill, line, radius
        self._shadow = shadow

    @property
    def casts_shadow(self) -> bool:
        """Whether the ground under it paints a shadow."""
        return self._shadow and self._line is not None

    @property
    def radius(self) -> int:
        """Of its corners, in pixels."""
        return dp(self._radius)

    def event(self, event: QEvent) -> bool:
        if event.type() in _MOVED:
            ground = self.parentWidget()
            while ground is not None and not isinstance(ground, Ground):
                ground = ground.parentWidget()
            if ground is not None:
                ground.update()
        return super().event(event)

    def set_line(self, line: str | None, fill: str | None = None) -> None:
        """Another edge (a drop target, an alert) and, if given, another fill."""
        self._line = line
        self._fill = fill or self._fill
        self.update()

    def column(
        self, margins: tuple[int, int, int, int] = (16, 14, 16, 14), spacing: int = 10
    ) -> QVBoxLayout:
        """A vertical layout inside, in mock-up pixels."""
        return _fitted(QVBoxLayout(self), margins, spacing)

    def row(
        self, margins: tuple[int, int, int, int] = (16, 14, 16, 14), spacing: int = 10
    ) -> QHBoxLayout:
        """A horizontal layout inside, in mock-up pixels."""
        return _fitted(QHBoxLayout(self), margins, spacing)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        radius = dp(self._radius)
        fill = getattr(t, self._fill) if self._fill else None
        line = getattr(t, self._line) if self._line else None
        paint.rounded(painter, box, radius, fill, line)


class Line(QWidget):
    """A hairline, horizontal or vertical."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), tokens().color("line"))


class Banner(QWidget):
    """One line that stays: an icon, words, something small at the right.

    ``tone`` is "" (grey), ok, need, stop or accent. Add widgets with ``add``.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "info",
        tone: str = "",
        right: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = Label(text, size=12.5, wrap=True, parent=self)
        self._right = Label(right, role="ink2", size=12, parent=self)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(dp(44), dp(8), dp(14), dp(8))
        self._box.setSpacing(dp(10))
        self._box.addWidget(self._words, 1)
        self._box.addWidget(self._right)
        self.setMinimumHeight(dp(34))
        self.set(text, icon=icon, tone=tone, right=right)

    def set(self, text: str, *, icon: str = "info", tone: str = "", right: str = "") -> None:
        """Other words, icon and tone."""
        self._icon, self._tone = icon, tone
        self._words.setText(text)
        self._words.set_role(tone if tone in ("stop", "need", "ok") else "ink")
        self._right.setText(right)
        self._right.setVisible(bool(right))
        self.setAccessibleName(text)
        self.update()

    def text(self) -> str:
        """The words."""
        return self._words.text()

    def add(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._box.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint.rounded(painter, box, dp(8), t.soft(self._tone) if self._tone else t.sunk)
        size = dp(16)
        role = "accent_text" if self._tone == "accent" else self._tone or "ink2"
        icons.paint(painter, self._icon, role, QRectF(dp(16), 0, size, box.height()), size)


class EmptyState(QWidget):
    """What an empty list shows: a picture, what belongs there, and the buttons that start it."""

    def __init__(
        self,
        sentence: str,
        buttons: Sequence[QWidget] = (),
        *,
        detail: str = "",
        picture: QWidget | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sentence = Label(sentence, size=14, weight=600, wrap=True, parent=self)
        self._detail = Label(detail, role="ink2", wrap=True, parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(24), dp(24), dp(24), dp(24))
        box.setSpacing(dp(10))
        box.addStretch(2)
        if picture is not None:
            box.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        elif icon:
            box.addWidget(_IconDisc(icon, self), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._sentence, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        self._detail.setVisible(bool(detail))
        line = QHBoxLayout()
        line.setSpacing(dp(10))
        line.addStretch()
        for button in buttons:
            line.addWidget(button)
        line.addStretch()
        box.addSpacing(dp(6))
        box.addLayout(line)
        box.addStretch(3)

    def set_text(self, sentence: str, detail: str = "") -> None:
        """Other words: "No film has 'jeunx'. Without filters: 2."."""
        self._sentence.setText(sentence)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))


class _IconDisc(QWidget):
    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(dp(52), dp(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.rounded(painter, QRectF(self.rect()), self.width() / 2, tokens().sunk)
        icons.paint(painter, self._icon, "ink2", QRectF(self.rect()), dp(22))


class PanelActions(QWidget):
    """The row at the foot of a detail panel: icon over words over key, one column per action.

    Made from ``QAction``s of an ``ActionSet``; narrow panels drop the caps (``set_keys_shown``).
    """

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = [_PanelAction(action, self) for action in actions]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(6), dp(7), dp(6), dp(10))
        box.setSpacing(0)
        for cell in self._cells:
            box.addWidget(cell)

    def set_keys_shown(self, shown: bool) -> None:
        """Show or drop the key caps."""
        for cell in self._cells:
            cell.set_keys_shown(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, tokens().color("line"))


class _PanelAction(PaintedButton):
    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(action.text(), parent)
        self._bound = action
        self._icon = str(action.property("icon_name") or "square")
        self._keys = keys_text(action.shortcut().toString(QKeySequence.SequenceFormat.PortableText))
        self._show_keys = True
        self.setAccessibleName(action.text())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def set_keys_shown(self, shown: bool) -> None:
        self._show_keys = shown
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(12)).horizontalAdvance(self.text())
        cap = paint.key_cap_width(self._keys) if self._keys and self._show_keys else 0
        return QSize(max(words, cap) + dp(8), dp(66) if self._show_keys else dp(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            paint.rounded(painter, box, dp(8), t.sunk)
        role = "ink" if self.isEnabled() else "ink3"
        icon_role = "ink2" if self.isEnabled() else "ink3"
        icons.paint(painter, self._icon, icon_role, QRectF(0, dp(4), box.width(), dp(18)), dp(18))
        words = QRectF(1, dp(24), box.width() - 2, dp(18))
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        paint.text(painter, words, self.text(), role=role, face=font(12), align=align)
        if self._keys and self._show_keys:
            paint.key_cap(painter, QRectF(0, dp(43), box.width(), dp(20)), self._keys)

    def _follow(self) -> None:
        self.setEnabled(self._bound.isEnabled())
        self.setText(self._bound.text())


def _fitted(box: _Box, margins: tuple[int, int, int, int], spacing: int) -> _Box:
    left, top, right, bottom = margins
    box.setContentsMargins(dp(left), dp(top), dp(right), dp(bottom))
    box.setSpacing(dp(spacing))
    return box
