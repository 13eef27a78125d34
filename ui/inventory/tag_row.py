"""The tags of a title as chips that wrap, and "+ tag" which turns into a field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QCompleter, QSizePolicy, QWidget

from app.catalog import lookups
from app.catalog.lookups import Named
from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import TextInput, chip_width, paint_chip
from ui.widgets.buttons import PaintedButton
from ui.widgets.paint import text

_GAP = 6


class TagChip(PaintedButton):
    """A tag: a press finds its films, Delete or the x takes it off."""

    removed = Signal(str)

    def __init__(self, tag: Named, parent: QWidget) -> None:
        super().__init__(tag.name, parent)
        self.tag = tag
        self.setProperty("haloRadius", 6)
        self.setAccessibleName(self.tr("Tag {name}").format(name=tag.name))
        self.setToolTip(self.tr("Show films with this tag. Del takes it off."))

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text()), dp(21))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.tag.name)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.underMouse() and event.position().x() > self.width() - dp(16):
            self.removed.emit(self.tag.name)
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_chip(painter, box, self.text())
        if self.underMouse():
            size = dp(12)
            end = QRectF(box.right() - size - dp(3), 0, size, box.height())
            painter.fillRect(end.adjusted(-1, 2, 1, -2), tokens().color("sunk"))
            icons.paint(painter, "x", "ink2", end, size)


class _AddTag(PaintedButton):
    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(font(11.5, 600)).horizontalAdvance(self.text()) + dp(31), dp(21))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens().color("ink3" if self.underMouse() else "line"), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        box = QRectF(self.rect())
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), dp(6), dp(6))
        size = dp(12)
        icons.paint(painter, "plus", "ink2", QRectF(dp(7), 0, size, box.height()), size)
        place = box.adjusted(dp(21), 0, 0, 0)
        text(painter, place, self.text(), role="ink2", face=font(11.5, 600), elide=False)


class TagRow(QWidget):
    """``added(str)``, ``removed(str)``, ``chosen(object)`` a ``Named`` whose films are wanted."""

    added = Signal(str)
    removed = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[TagChip] = []
        self.add = _AddTag(self.tr("tag"), self)
        self.add.setAccessibleName(self.tr("Add a tag"))
        self.add.setProperty("haloRadius", 6)
        self.add.clicked.connect(self.start)
        self.edit = TextInput(placeholder=self.tr("tag"), height=24, enter_moves=False, parent=self)
        self.edit.setAccessibleName(self.tr("New tag"))
        self.edit.entered.connect(self._entered)
        self.edit.editingFinished.connect(self._finish)
        self.edit.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tags(self, tags: Sequence[Named]) -> None:
        """Other tags."""
        if [chip.tag for chip in self._chips] == list(tags):
            return
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        before: QWidget | None = None
        for tag in tags:
            chip = TagChip(tag, self)
            chip.clicked.connect(self._chosen)
            chip.removed.connect(self.removed)
            chip.show()
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip
            self._chips.append(chip)
        if before is not None:
            QWidget.setTabOrder(before, self.add)
        self._arrange()

    @property
    def chips(self) -> list[TagChip]:
        """The chips shown."""
        return self._chips

    @Slot()
    def start(self) -> None:
        """ "+ tag": type a name, Enter adds it, Esc leaves."""
        completer = QCompleter([tag.name for tag in lookups.tags()], self.edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.edit.setCompleter(completer)
        self.edit.clear()
        self.add.hide()
        self.edit.show()
        self._arrange()
        self.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.edit.isVisible():
            self._close()
            self.add.setFocus()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(dp(200), max(self._height, dp(21)))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(80), max(self._height, dp(21)))

    _height = 0

    def _arrange(self) -> None:
        x, y = 0, 0
        last: QWidget = self.edit if self.edit.isVisibleTo(self) else self.add
        for widget in [*self._chips, last]:
            size = QSize(dp(130), dp(24)) if widget is self.edit else widget.sizeHint()
            width = min(size.width(), max(self.width(), dp(40)))
            if x and x + width > self.width():
                x, y = 0, y + dp(21 + _GAP)
            top = y - (dp(2) if widget is self.edit and y else 0)
            widget.setGeometry(x, top, width, size.height())
            x += width + dp(_GAP)
        height = y + dp(24 if last is self.edit else 21)
        if height != self._height:
            self._height = height
            self.updateGeometry()

    @Slot()
    def _entered(self) -> None:
        name = self.edit.text().strip()
        self.edit.clear()
        if name:
            self.added.emit(name)
        else:
            self._close()

    @Slot()
    def _finish(self) -> None:
        if not self.edit.hasFocus() and self.edit.isVisible():
            self._close()

    def _close(self) -> None:
        self.edit.hide()
        self.add.show()
        self._arrange()

    @Slot()
    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, TagChip):
            self.chosen.emit(sender.tag)
