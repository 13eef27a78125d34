"""Scroll bars around a screen that is larger than the window: in large text, mostly."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.theme import dp

_MARGIN = 24


class Screens(QStackedWidget):
    """As large as the screen in front needs: what does not fit the window then scrolls."""

    def minimumSizeHint(self) -> QSize:
        screen = self.currentWidget()
        return screen.minimumSizeHint() if screen is not None else QSize(0, 0)


class Around(QScrollArea):
    """Holds the screens. What gets the focus by a key is scrolled into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.screens = Screens(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.screens)
        self._wanted: QWidget | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._reveal)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def to_beginning(self) -> None:
        """Another screen begins at its beginning."""
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue(0)

    @Slot("QWidget*", "QWidget*")
    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        if now is None or not any(bar.maximum() for bar in bars):
            return
        if self.screens.isAncestorOf(now):
            self._wanted = now
            self._later.start()

    @Slot()
    def _reveal(self) -> None:
        """Once its panel has its place: a form opens with the focus in its first field."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and isValid(wanted) and wanted.hasFocus():
            self.ensureWidgetVisible(wanted, dp(_MARGIN), dp(_MARGIN))
