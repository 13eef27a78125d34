"""The title in hand: what the actions on it, on its copies and on its cover all need to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from app.catalog.title_detail import CopyDetail, EditionDetail, TitleDetail
from ui.desk import Desk
from ui.inventory.copies_list import CopiesList
from ui.inventory.panel import PanelForm, SidePanel
from ui.inventory.stock_state import StockState
from ui.theme import dp

if TYPE_CHECKING:
    from ui.inventory.screen import InventoryScreen


class TitleHand(QObject):
    """The current title, the copy chosen in the panel, and the panel to open a form in."""

    def __init__(self, screen: InventoryScreen) -> None:
        super().__init__(screen)
        self.screen = screen
        self._panel: SidePanel | None = None

    # -- what there is ---------------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """Who acts, and where it is said."""
        return self.screen.desk

    @property
    def state(self) -> StockState:
        """What the screen shows."""
        return self.screen.state

    @property
    def panel(self) -> SidePanel:
        """The side panel; there once the screen is built."""
        assert self._panel is not None
        return self._panel

    def take_panel(self, panel: SidePanel) -> None:
        """The panel has been built (it needs the actions, which need the hand)."""
        self._panel = panel

    @property
    def title_id(self) -> int | None:
        """The current title."""
        return self.state.current_id

    def detail(self) -> TitleDetail | None:
        """The current title, read now where the panel has not followed yet."""
        shown = self.panel.view.detail
        if shown is None or shown.title_id != self.state.current_id:
            self.panel.show_current()
        return self.panel.view.detail

    @property
    def copies_list(self) -> CopiesList:
        """The copies in the panel."""
        return self.panel.view.copies

    @property
    def copy_id(self) -> int | None:
        """The copy chosen in the panel."""
        return self.copies_list.chosen_copy_id

    def copy(self, copy_id: int) -> CopyDetail | None:
        """A copy of the current title."""
        detail = self.detail()
        found = copies_of(detail) if detail is not None else []
        return next((copy for copy in found if copy.id == copy_id), None)

    # -- when something can be done --------------------------------------------------------------

    def among_titles(self) -> bool:
        """Sections has keys of its own for adding, merging and saving."""
        return self._panel is None or self.screen.page.uses_filters

    def has_title(self) -> bool:
        """Whether a title is current, on a page of titles."""
        return self.among_titles() and self.title_id is not None

    def has_form(self) -> bool:
        """Whether a form stands in the panel."""
        return self._panel is not None and self._panel.form is not None

    def asks(self) -> bool:
        """Whether it is asked what becomes of a form that is not saved."""
        return self._panel is not None and self._panel.asking

    def has_copy(self) -> bool:
        """Whether the title shown has a copy."""
        detail = self._shown()
        return self.has_title() and detail is not None and bool(copies_of(detail))

    def has_cover(self) -> bool:
        """Whether the title shown has a picture."""
        detail = self._shown()
        return detail is not None and bool(detail.cover)

    def _shown(self) -> TitleDetail | None:
        return self._panel.view.detail if self._panel is not None else None

    # -- showing ---------------------------------------------------------------------------------

    def open(self, form: PanelForm) -> None:
        """A form in the panel, which is brought up where it was hidden."""
        self.screen.open_panel()
        self.panel.open_form(form)

    def pop_up(self, menu: QMenu) -> None:
        """A menu beside the copy in hand, its first line chosen; it goes when it is closed."""
        menu.aboutToHide.connect(menu.deleteLater)
        copies = self.copies_list
        if copies.isVisible():
            spot = copies.mapToGlobal(copies.visualRect(copies.currentIndex()).bottomLeft())
            if not copies.currentIndex().isValid():
                spot = copies.mapToGlobal(QPoint(0, dp(26)))
        else:
            spot = self.panel.mapToGlobal(QPoint(dp(16), dp(60)))
        menu.popup(spot)
        first = menu.actions()[0] if menu.actions() else None
        if first is not None and first.menu() is None:
            menu.setActiveAction(first)  # of a menu of menus it would open the first at once


def copies_of(detail: TitleDetail) -> list[CopyDetail]:
    """All copies of a title, edition by edition."""
    return [copy for edition in detail.editions for copy in edition.copies]


def edition_of(detail: TitleDetail, copy_id: int | None) -> EditionDetail | None:
    """The edition that a copy is of."""
    for edition in detail.editions:
        if any(copy.id == copy_id for copy in edition.copies):
            return edition
    return None
