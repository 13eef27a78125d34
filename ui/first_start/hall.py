"""Where the doors stand: the sign above them, the corner with light and keys below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSpacerItem, QVBoxLayout, QWidget

from ui import icons
from ui.first_start.demo_door import DemoDoor
from ui.first_start.own_door import OwnDoor
from ui.first_start.restore_card import RestoreCard
from ui.theme import Light, dp, font, theme
from ui.widgets import Ground, KeyCap, Label, LinkButton, NeonSign, PaintedButton, paint
from ui.widgets.sign import paint_halo

_LOW = 860
_LIGHTS = {
    Light.SYSTEM: "As the system",
    Light.DAY: "Day",
    Light.NIGHT: "Night",
}


class Hall(Ground):
    """Sign, doors, corner; narrower than both doors they stand one above the other."""

    def __init__(self, demo: DemoDoor, own: OwnDoor, page: QWidget) -> None:
        super().__init__(page)
        self._demo, self._own, self._page = demo, own, page
        self._restore: RestoreCard | None = None
        self.sign = NeonSign(parent=self)
        self._row = QWidget(self)
        self.doors = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._row)
        self.doors.setContentsMargins(0, 0, 0, 0)
        self.doors.setSpacing(dp(24))
        self.doors.addWidget(demo)
        self.doors.addWidget(own)
        self._corner = _Corner(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(dp(32), 0, dp(32), dp(14))
        self._box.setSpacing(0)
        self._room = QSpacerItem(0, 0)  # the sign hangs over it: its rods come from above
        self._box.addItem(self._room)
        self._box.addWidget(self._row, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addStretch(1)
        self._box.addWidget(self._corner, 0, Qt.AlignmentFlag.AlignHCenter)
        self._sign_top = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hang()

    def _hang(self) -> None:
        self.sign.move((self.width() - self.sign.width()) // 2, self._sign_top)

    def fit(self, width: int, height: int) -> None:
        """Puts things where a window of this size has room for them."""
        low = height < dp(_LOW)
        self._demo.set_compact(low)
        self._own.set_compact(low)
        scale = 560 / 760 if low else 1.0
        self.sign.setFixedSize(round(760 * scale), round(216 * scale))
        self._sign_top = -12 if low else 0
        self._room.changeSize(0, 152 if low else 244)  # below the sign, which does not grow
        self._box.setContentsMargins(dp(32), 0, dp(32), dp(8 if low else 14))
        side = width >= dp(1216) + dp(48)
        self.doors.setDirection(
            QBoxLayout.Direction.LeftToRight if side else QBoxLayout.Direction.TopToBottom
        )
        full = min(dp(1216), width - dp(64))
        self._demo.setFixedWidth(dp(384) if side else full)
        self._own.setFixedWidth(dp(808) if side else full)
        self._demo.setMinimumHeight(0 if low or not side else dp(600))
        self._own.setMinimumHeight(0 if low or not side else dp(600))
        self._corner.setFixedWidth(full)
        if self._restore is not None:
            self._restore.setFixedWidth(min(dp(808), full))
        self._box.invalidate()
        self._hang()

    def show_restore(self, card: RestoreCard) -> None:
        """The card with the backups in the doors' place."""
        self._restore = card
        self._row.hide()
        self._box.insertWidget(2, card, 0, Qt.AlignmentFlag.AlignHCenter)
        self.fit(self._page.width(), self._page.height())

    def show_doors(self) -> None:
        """The doors again."""
        if self._restore is not None:
            self._box.removeWidget(self._restore)
            self._restore.hide()
            self._restore.deleteLater()
            self._restore = None
        self._row.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        center = QPointF(self.sign.geometry().center())
        paint_halo(painter, QRectF(self.rect()), center)
        painter.end()
        super().paintEvent(event)


class _Corner(QWidget):
    """Below the doors: the light at the left, what is not needed and the keys at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light = _LightChoice(parent=self)
        self.light.clicked.connect(self._choose_light)
        self._no_account = Label(
            self.tr("No account, no internet needed"), role="ink2", size=12, parent=self
        )
        self._keys = LinkButton(self.tr("keys"), underline="", parent=self)
        self._keys.clicked.connect(self._show_keys)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(8))
        row.addWidget(self.light)
        row.addStretch(1)
        row.addWidget(self._no_account)
        row.addSpacing(dp(10))
        row.addWidget(KeyCap("F1", self))
        row.addWidget(self._keys)
        self._tell_light()

    @Slot()
    def _choose_light(self) -> None:
        menu = QMenu(self)
        for light, words in _LIGHTS.items():
            action = menu.addAction(self.tr(words))
            action.setCheckable(True)
            action.setChecked(light is theme().light)
            action.setData(light.value)
        menu.triggered.connect(self._light_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.light.mapToGlobal(self.light.rect().topLeft()))

    @Slot(QAction)
    def _light_chosen(self, action: QAction) -> None:
        theme().set_light(Light(str(action.data())))
        self._tell_light()

    def _tell_light(self) -> None:
        words = self.tr(_LIGHTS[theme().light])
        self.light.setText(words)
        self.light.updateGeometry()
        self.light.setAccessibleName(self.tr("Light: {words}").format(words=words))

    @Slot()
    def _show_keys(self) -> None:
        show = getattr(self.window(), "show_keys", None)
        if callable(show):
            show()


class _LightChoice(PaintedButton):
    """A moon, the light in words, an arrow: all of them small and grey."""

    def sizeHint(self) -> QSize:
        return QSize(dp(20 + 18) + QFontMetrics(font(12)).horizontalAdvance(self.text()), dp(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = "ink" if self.underMouse() else "ink2"
        height = self.height()
        icons.paint(painter, "moon", role, QRectF(0, 0, dp(14), height), dp(14))
        words = QRectF(dp(20), 0, self.width() - dp(20), height)
        width = paint.text(painter, words, self.text(), role=role, face=font(12), elide=False)
        arrow = QRectF(dp(20) + width + dp(5), 0, dp(12), height)
        icons.paint(painter, "chevron-down", role, arrow, dp(12))
