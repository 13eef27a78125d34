"""Buttons and key caps.

Every button here can be reached with Tab and pressed with Space; none is pressed by Enter, since
a scanner ends each code with Enter, and none takes the focus from a click, so that the scan bar
keeps it.
"""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import dp, font, mix, tokens
from ui.widgets import paint

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Kind(StrEnum):
    """How loud a button is: at most one primary on a screen."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DARK = "dark"
    BARE = "bare"


def keys_text(keys: str | QKeySequence) -> str:
    """Keys as a clerk reads them on a cap: ``Ctrl N``, ``Alt 1``, ``F12``."""
    written = (
        keys.toString(QKeySequence.SequenceFormat.PortableText)
        if isinstance(keys, QKeySequence)
        else keys
    )
    return (
        written.replace("Return", "Enter")
        .replace("Escape", "Esc")
        .replace("Delete", "Del")
        .replace("Left", "←")
        .replace("Right", "→")
        .replace("+", " ")
        .replace("  ", " +")
    )


class PaintedButton(QAbstractButton):
    """Base of all our buttons: Space presses, Enter never does, clicks leave the focus alone."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


class Button(PaintedButton):
    """A button with an icon, words and its key on a cap.

    ``kind`` is plain, primary, dark or bare; ``keys`` is only shown here, the shortcut itself
    belongs to an ``Action`` (see ``for_action``). ``clicked`` as in Qt.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        kind: Kind = Kind.PLAIN,
        keys: str = "",
        height: int = 32,
        menu: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._kind = kind
        self._keys = keys_text(keys)
        self._height = height
        self._menu = menu
        self._show_keys = True
        self._bound: QAction | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @classmethod
    def for_action(
        cls,
        action: QAction,
        *,
        kind: Kind = Kind.PLAIN,
        height: int = 32,
        text: str | None = None,
        parent: QWidget | None = None,
    ) -> "Button":
        """A button that triggers an action, shows its icon, words and key, and greys with it."""
        made = cls(
            text if text is not None else action.text(),
            str(action.property("icon_name") or ""),
            kind=kind,
            keys=action.shortcut().toString(QKeySequence.SequenceFormat.PortableText),
            height=height,
            parent=parent,
        )
        made._bound = action
        made.setAccessibleName(action.text())
        made.clicked.connect(made._trigger_bound)
        action.changed.connect(made._follow_bound)
        made._follow_bound()
        return made

    def set_keys_shown(self, shown: bool) -> None:
        """Narrow windows drop the caps; the keys keep working."""
        self._show_keys = shown
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Change how loud the button is."""
        self._kind = kind
        self.update()

    def set_icon_name(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._face())
        inset = self._inset()
        width = 2 * inset + metrics.horizontalAdvance(self.text())
        if self._icon:
            width += self._icon_size() + self._gap()
        if self._menu:
            width += dp(17)
        if self._keys and self._show_keys:
            width += dp(10) + paint.key_cap_width(self._keys)
        return QSize(width, max(dp(self._height), metrics.height() + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        enabled = self.isEnabled()
        fill, line, role = self._colors()
        radius = dp(8)
        if self._kind in (Kind.PRIMARY, Kind.DARK) and not enabled:
            fill, line = t.sunk, t.line
        if fill is not None:
            paint.rounded(painter, box, radius, fill, line)
        if not enabled:
            role = "ink3"
        x = self._start(box)
        if self._icon:
            size = self._icon_size()
            icons.paint(painter, self._icon, role, QRectF(x, 0, size, box.height()), size)
            x += size + self._gap()
        x += paint.text(
            painter,
            QRectF(x, 0, box.width() - x, box.height()),
            self.text(),
            role=role,
            face=self._face(),
            elide=False,
        )
        if self._keys and self._show_keys:
            width = paint.key_cap_width(self._keys)
            cap = self._kind if self._kind in (Kind.PRIMARY, Kind.DARK) and enabled else "plain"
            paint.key_cap(painter, QRectF(x + dp(10), 0, width, box.height()), self._keys, str(cap))
            x += dp(10) + width
        if self._menu:
            size = dp(12)
            icons.paint(
                painter, "chevron-down", "ink2", QRectF(x + dp(5), 0, size, box.height()), size
            )

    def _gap(self) -> int:
        if not self.text():
            return 0
        return dp(5 if self._height <= 28 else 8)

    def _icon_size(self) -> int:
        return dp(13 if self._height <= 28 else 16)

    def _start(self, box: QRectF) -> float:
        """Where the icon or the words begin; a button that is squeezed has less around them."""
        inset = self._inset()
        return max((box.width() - self.sizeHint().width()) / 2, dp(4) - inset) + inset

    def _inset(self) -> int:
        if self._kind is Kind.BARE:
            return dp(8)
        if not self.text():
            return dp(9)
        return dp(11) if self._height <= 28 else dp(14)

    def _face(self) -> QFont:
        return font(
            12 if self._height <= 28 else 13,
            600 if self._kind in (Kind.PRIMARY, Kind.DARK) else 500,
        )

    def _colors(self) -> tuple[str | None, str | None, str]:
        t = tokens()
        over = self.underMouse() and self.isEnabled()
        down = self.isDown() or self.isChecked()
        if self._kind is Kind.PRIMARY:
            fill = mix(t.ink, t.accent, 0.12 if down else 0.06 if over else 0)
            return fill, None, "on_accent"
        if self._kind is Kind.DARK:
            return mix(t.paper, t.dark, 0.18 if down else 0.09 if over else 0), None, "on_dark"
        if self._kind is Kind.BARE:
            return (t.sunk if over or down else None), None, "ink"
        fill = t.sunk if down else mix(t.sunk, t.surface, 0.6) if over else t.surface
        return fill, t.line, "ink"

    def _trigger_bound(self) -> None:
        if self._bound is not None:
            self._bound.trigger()

    def _follow_bound(self) -> None:
        if self._bound is not None:
            self.setEnabled(self._bound.isEnabled())


class LinkButton(PaintedButton):
    """Words that do something small: Undo, Clear filters, Change.

    ``underline`` is a token: line (pale, below the words), ink2 (as text), or "" for none.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "ink2",
        underline: str = "line",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._underline = underline
        self._role = role
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(12))
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        role = ("ink" if self.underMouse() else self._role) if self.isEnabled() else "ink3"
        width = paint.text(painter, box, self.text(), role=role, face=font(12), elide=False)
        if not self._underline and not self.underMouse():
            return
        painter.setPen(tokens().color("ink3" if self.underMouse() else self._underline))
        base = round(box.center().y() + QFontMetrics(font(12)).height() / 2) - (
            2 if self._underline == "ink2" else 0
        )
        painter.drawLine(0, base, round(width), base)


class KeyCap(QWidget):
    """A key drawn as a cap, by itself."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys_text(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._keys)

    def set_keys(self, keys: str) -> None:
        """Show another key."""
        self._keys = keys_text(keys)
        self.setAccessibleName(self._keys)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(paint.key_cap_width(self._keys), dp(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.key_cap(QPainter(self), QRectF(self.rect()), self._keys)
