"""Choices: a list to choose from, a tick, a card among cards. Enter and the wheel change none."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Combo(QComboBox):
    """A choice from a list. The wheel passes over it, letters and digits do not change it."""

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        *,
        name: str = "",
        height: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height = height
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("haloRadius", 8)
        self.setItemDelegate(QStyledItemDelegate(self))  # the plain one heeds the style sheet
        # not AdjustToContents: with it Qt shrinks the box behind its layout's back
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """``(value, text)`` pairs; keeps the chosen value if it is still there."""
        kept = self.value
        self.blockSignals(True)
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        self.blockSignals(False)
        self.set_value(kept)
        self.updateGeometry()

    @property
    def value(self) -> object:
        """The value of the chosen option, None while there is none."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose by value without telling anybody; an unknown value is ignored."""
        for at in range(self.count()):
            if self.itemData(at) == value:
                self.blockSignals(True)
                self.setCurrentIndex(at)
                self.blockSignals(False)
                self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        widest = max(
            (metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=80
        )
        return QSize(widest + dp(46), dp(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(64), dp(self._height))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_F4):
            self.showPopup()
        elif key in _ENTER or event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        fill = t.surface if self.isEnabled() else t.sunk
        paint.rounded(painter, box, dp(7), fill, t.line)
        words = self.currentText() or self.placeholderText()
        role = "ink" if self.isEnabled() and self.currentText() else "ink2"
        inner = box.adjusted(dp(11), 0, -dp(32), 0)
        paint.text(painter, inner, words, role=role, face=self.font())
        size = dp(16)
        arrow = QRectF(box.right() - size - dp(10), 0, size, box.height())
        icons.paint(painter, "chevron-down", "ink2", arrow, size)


class CheckBox(QCheckBox):
    """A tick with words. Space switches it, Enter does not."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("haloRadius", 5)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = dp(17) + (dp(9) + metrics.horizontalAdvance(self.text()) if self.text() else 0)
        return QSize(width + 2, max(dp(24), metrics.height() + 6))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def word_role(self) -> str:
        """The colour of the words."""
        return "ink" if self.isEnabled() else "ink3"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        size = dp(16)
        box = QRectF(0.5, (self.height() - size) / 2, size, size)
        on = self.checkState() != Qt.CheckState.Unchecked
        fill = (t.ink2 if self.isEnabled() else t.ink3) if on else t.surface
        paint.rounded(painter, box, dp(4), fill, None if on else t.ink3, 1.2)
        if on:
            mark = "check" if self.checkState() == Qt.CheckState.Checked else "minus"
            icons.paint(painter, mark, t.surface, box, dp(12))
        role = self.word_role()
        words = QRectF(size + dp(9), 0, self.width() - size - dp(9), self.height())
        paint.text(painter, words, self.text(), role=role, face=self.font())


class RadioCard(QRadioButton):
    """One of several ways, as a card with a line of explanation; chosen it wears the accent.

    Cards in one parent exclude each other, as radio buttons do; Enter chooses nothing.
    """

    def __init__(self, text: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._detail = detail
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(13, 600)).horizontalAdvance(self.text())
        more = QFontMetrics(font(12)).horizontalAdvance(self._detail)
        return QSize(max(words, more) + dp(56), dp(51 if self._detail else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(120), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        on = self.isChecked()
        fill, line = (t.accent_soft, t.accent_line) if on else (t.surface, t.line)
        paint.rounded(painter, box, dp(8), fill, line)
        size = dp(16)
        line_height = dp(20)
        top = (box.height() - line_height * (2 if self._detail else 1)) / 2
        dot = QRectF(dp(13), top + (line_height - size) / 2, size, size)
        if on:
            paint.rounded(painter, dot, size / 2, t.accent)
            paint.rounded(painter, dot.adjusted(5, 5, -5, -5), size / 2, t.surface)
        else:
            paint.rounded(painter, dot, size / 2, t.surface, t.ink3, 1.2)
        left = dp(41)
        room = box.width() - left - dp(10)
        first = QRectF(left, top, room, line_height)
        paint.text(painter, first, self.text(), face=font(13, 600))
        if self._detail:
            second = first.translated(0, line_height - dp(1))
            paint.text(painter, second, self._detail, role="ink2", face=font(12))
