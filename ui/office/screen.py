"""Owner: one tab for each thing that only the owner changes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.shop.changes import Changes
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.office import sentences  # noqa: F401  registers what is said
from ui.office.certificates_page import CertificatesPage
from ui.office.classes_page import ClassesPage
from ui.office.hours_page import HoursPage
from ui.office.lists_page import ListsPage
from ui.office.page import OwnerPage
from ui.office.shop_page import ShopPage
from ui.office.staff_page import StaffPage
from ui.screen import Screen
from ui.theme import dp
from ui.widgets import KeyCap, Segmented, title

#: From this width down the narrow layout holds.
_NARROW = 1240


class OwnerScreen(Screen):
    """``restore_wanted(object)`` carries the path of a backup; ``open_wanted`` and ``demo_wanted``
    ask for another shop.
    """

    name = "owner"
    title = "Owner"
    icon = "chart-no-axes-column"
    order = 8

    restore_wanted = Signal(object)
    open_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hours = HoursPage(desk, self)
        self.classes = ClassesPage(desk, self)
        self.certificates = CertificatesPage(desk, self)
        self.lists = ListsPage(desk, self)
        self.staff = StaffPage(desk, self)
        self.shop = ShopPage(desk, self)
        self.pages: list[OwnerPage] = [
            self.hours,
            self.classes,
            self.certificates,
            self.lists,
            self.staff,
            self.shop,
        ]
        self._current: OwnerPage = self.pages[0]
        self._current.front = True
        self.shop.restore_wanted.connect(self.restore_wanted)
        self.shop.open_wanted.connect(self.open_wanted)
        self.shop.demo_wanted.connect(self.demo_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        self.tabs = Segmented(
            [(page.key, self.tr(page.text), page.icon) for page in self.pages],
            name=self.tr("Part of the office"),
        )
        self.tabs.chosen.connect(self._tab_chosen)
        self._cap = KeyCap("Ctrl+G", self)
        head = QHBoxLayout()
        head.setSpacing(dp(9))
        head.addWidget(title(self.tr("Owner")))
        head.addSpacing(dp(3))
        head.addWidget(self.tabs)
        head.addWidget(self._cap)
        head.addStretch(1)
        self._stack = _Pages(self)
        actions = self.action_set
        self._buttons: dict[str, list[QWidget]] = {}
        for page in self.pages:
            page.actions_made(actions)
            self._stack.addWidget(page)
            self._buttons[page.key] = list(page.head_buttons())
            for button in self._buttons[page.key]:
                button.setParent(self)  # shown without a parent it would flash up as a window
                head.addWidget(button)
                button.setVisible(page is self._current)
            page.refresh_wanted.connect(self._refresh)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(20), dp(18), dp(20), dp(18))
        box.setSpacing(dp(12))
        box.addLayout(head)
        box.addWidget(self._stack, 1)

    def actions_declared(self) -> list[Action | KeyLine]:
        group = self.tr("Owner")
        declared: list[Action | KeyLine] = [
            Action("tabs", self.tr("Next tab"), "", "Ctrl+G", self._next_tab, group=group)
        ]
        for page in self.pages:
            declared += page.declared()
        return declared

    # -- tabs ------------------------------------------------------------------------------------

    @property
    def current(self) -> OwnerPage:
        """The tab in front."""
        return self._current

    def show_tab(self, key: str) -> bool:
        """Bring a tab to the front, unless the one in front has something unsaved."""
        wanted = next(page for page in self.pages if page.key == key)
        if wanted is self._current:
            return True
        if not self._current.leave_ok():
            self.tabs.set_current(self._current.key)
            return False
        self._current.front = False
        for button in self._buttons[self._current.key]:
            button.hide()
        self._current = wanted
        wanted.front = True
        self._stack.setCurrentWidget(wanted)
        for button in self._buttons[key]:
            button.show()
        self.tabs.set_current(key)
        wanted.shown()
        self._refresh()
        return True

    def _next_tab(self) -> None:
        self.tabs.cycle()

    @Slot(str)
    def _tab_chosen(self, key: str) -> None:
        self.show_tab(key)

    @Slot()
    def _refresh(self) -> None:
        self.action_set.refresh()

    # -- the window ------------------------------------------------------------------------------

    def entered(self) -> None:
        self._current.shown()
        self._refresh()

    def changed(self, changes: Changes) -> None:
        for page in self.pages:
            page.changed(changes)
        self._refresh()

    def scan(self, text: str) -> bool:
        return self._current.scan(text)

    def leave_ok(self) -> bool:
        return self._current.leave_ok()

    def hasHeightForWidth(self) -> bool:
        """Lines that wrap in a card do not make the screen ask for more than the window."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < dp(_NARROW)
        self._cap.setVisible(not narrow)
        for page in self.pages:
            page.set_narrow(narrow)


class _Pages(QStackedWidget):
    """As large as the tab in front needs: one that is hidden may not know the window yet."""

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        if page is None:
            return QSize(0, 0)
        return page.minimumSizeHint().expandedTo(page.minimumSize())
