"""What stands below the filters: a page with the panel beside it, or the page of an empty shop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.inventory.empty_shop import EmptyShop
from ui.inventory.pages import StockPage
from ui.inventory.panel import SidePanel
from ui.inventory.stacking import bring_to_front
from ui.theme import dp

#: Between a page and the panel, half of it hanging out of the page.
_GAP = 8


class ScreenBody(QWidget):
    """Where large letters leave room for one of them only, the panel comes in the place of the
    page while it is asked for, and goes when it is left. ``rearranged``: something else is seen.
    """

    rearranged = Signal()

    def __init__(
        self,
        pages: Sequence[StockPage],
        panel: SidePanel,
        empty: EmptyShop,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._empty = empty
        self._open = {page.key: page.uses_panel for page in pages}
        self._alone = False
        self._called = False
        self._is_empty = False
        self._stack = QStackedWidget(self)
        for page in pages:
            self._stack.addWidget(page)
        self._side = QVBoxLayout()
        self._side.addWidget(panel)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._stack, 1)
        line.addWidget(empty, 1)
        line.addLayout(self._side)
        empty.hide()

    @property
    def page(self) -> StockPage:
        """The page in front."""
        found = self._stack.currentWidget()
        assert isinstance(found, StockPage)
        return found

    @property
    def empty_shown(self) -> bool:
        """Whether the page of a shop without titles stands there."""
        return self._is_empty

    @property
    def alone(self) -> bool:
        """Whether there is room for page or panel only."""
        return self._alone

    @property
    def page_covered(self) -> bool:
        """Whether the panel stands in the place of the page."""
        return self._alone and self._called and not self.empty_shown

    # -- what is seen ----------------------------------------------------------------------------

    def bring(self, page: StockPage) -> None:
        """Another page."""
        bring_to_front(self._stack, page)
        self._called = self._panel.form is not None

    def set_alone(self, alone: bool) -> None:
        """Room for page or panel only; a form that is open stays in sight."""
        self._alone = alone
        self._called = alone and self._panel.form is not None
        self.arrange(empty=self.empty_shown)

    def arrange(self, *, empty: bool) -> None:
        """Put up what belongs there now."""
        if empty and not self._is_empty:
            self._empty.prepare()
        self._is_empty = empty
        if empty:
            shown = self._panel.form is not None
        else:
            shown = self._called if self._alone else self._open[self.page.key]
        covered = self._alone and shown
        self._stack.setVisible(not empty and not covered)
        self._empty.setVisible(empty and not covered)
        self._panel.setVisible(shown)
        gap = dp(_GAP) if shown else 0
        self._side.setContentsMargins(gap, gap, gap, 0)
        self.rearranged.emit()

    # -- the panel -------------------------------------------------------------------------------

    def want_panel(self, wanted: bool) -> None:
        """A page shows the panel beside it, or hides it."""
        self._open[self.page.key] = wanted
        self._called = wanted
        self.arrange(empty=self.empty_shown)
        if wanted:
            self._panel.show_current()

    def open_panel(self) -> None:
        """Something is to be seen in the panel."""
        self._called = True
        if self.empty_shown or self._panel.isVisibleTo(self):
            self.arrange(empty=self.empty_shown)
            self._panel.show()
        else:
            self.want_panel(True)

    def uncover_page(self) -> None:
        """The panel has been left: back to the page where it stood in its place."""
        if self.page_covered and self._panel.form is None:
            self._called = False
            self.arrange(empty=False)
