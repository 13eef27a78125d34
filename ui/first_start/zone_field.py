"""The time zone, searched by its city."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QWidget

from ui import icons
from ui.first_start.places_words import city_of, place_of, zone_named, zones
from ui.theme import dp
from ui.widgets import TextInput


class ZoneField(TextInput):
    """A line with a list below: type a part of the city. ``zone_changed(str)`` is an IANA name."""

    zone_changed = Signal(str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(city_of(zone), parent=parent)
        self._zone = zone
        self._listed = False
        self.setTextMargins(0, 0, dp(22), 0)
        self.editingFinished.connect(self._settle)

    @property
    def zone(self) -> str:
        """The chosen zone's IANA name."""
        return self._zone

    def set_zone(self, name: str) -> None:
        """Choose another one; emits ``zone_changed``."""
        if name != self._zone:
            self._zone = name
            self.zone_changed.emit(name)
        self.setText(city_of(name))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self._listed:
            self._make_list()
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.selectAll()
        if self._listed and event.position().x() > self.width() - dp(34):
            finder = self.completer()
            finder.setCompletionPrefix("")
            finder.complete()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        size = dp(16)
        box = QRectF(self.width() - size - dp(10), 0, size, self.height())
        icons.paint(painter, "chevron-down", "ink2", box, size)

    def _make_list(self) -> None:
        self._listed = True
        finder = QCompleter(self)
        finder.setModel(QStringListModel([place_of(name) for name in zones()], finder))
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setMaxVisibleItems(10)
        finder.activated.connect(self._picked)
        self.setCompleter(finder)

    @Slot(str)
    def _picked(self, place: str) -> None:
        found = zone_named(place)
        if found is not None:
            self.set_zone(found)

    @Slot()
    def _settle(self) -> None:
        """What stands there is a city at last: the one typed, else the one before."""
        self.set_zone(zone_named(self.text()) or self._zone)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setTextMargins(0, 0, dp(22), 0)
