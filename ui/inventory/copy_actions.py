"""One copy more, and the marks a copy can be given: missing, found, damaged, for sale..."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.catalog import copies, marking
from app.catalog.copies import CopiesAdded
from app.catalog.marking import Mark
from app.catalog.title_detail import TitleDetail
from app.shop.clock import Context
from app.shop.operations import Done
from ui import icons
from ui.inventory.add_edition import AddEditionForm
from ui.inventory.mark_words import mark_icon, mark_text
from ui.inventory.sale_form import SaleForm
from ui.inventory.title_hand import TitleHand, copies_of, edition_of

_TAKE_OUT = "take_out"  # in the menu beside the marks, and no mark


class CopyActions(QObject):
    """What Ctrl+D, Ctrl+Shift+D and Ctrl+M do."""

    def __init__(self, hand: TitleHand) -> None:
        super().__init__(hand)
        self._hand = hand

    # -- more of them ----------------------------------------------------------------------------

    @Slot()
    def add_edition(self) -> None:
        """Ctrl+Shift+D."""
        detail = self._hand.detail()
        if detail is not None:
            self._hand.open(AddEditionForm(self._hand.desk, detail))

    @Slot()
    def add_copy(self) -> None:
        """Ctrl+D: one more of the edition in hand; with several editions it asks which."""
        detail = self._hand.detail()
        if detail is None:
            return
        chosen = edition_of(detail, self._hand.copy_id)
        if chosen is not None:
            self._add_copy_of(chosen.id)
        elif not detail.editions:
            self.add_edition()
        elif len(detail.editions) == 1:
            self._add_copy_of(detail.editions[0].id)
        else:
            self._ask_edition(detail)

    def _ask_edition(self, detail: TitleDetail) -> None:
        menu = QMenu(self._hand.screen)
        for edition in detail.editions:
            words = " ".join(part for part in (edition.format, edition.label) if part)
            menu.addAction(words).setData(edition.id)
        menu.triggered.connect(self._edition_chosen)
        self._hand.pop_up(menu)

    @Slot(QAction)
    def _edition_chosen(self, action: QAction) -> None:
        self._add_copy_of(int(action.data()))

    def _add_copy_of(self, edition_id: int) -> None:
        self._hand.desk.perform(partial(_one_more, edition_id=edition_id))

    # -- marking ---------------------------------------------------------------------------------

    @Slot()
    def mark(self) -> None:
        """Ctrl+M: the copy in hand; without one, of a title with several, it asks which."""
        detail = self._hand.detail()
        if detail is None:
            return
        found = copies_of(detail)
        chosen = self._hand.copy_id
        if chosen is not None:
            self.mark_copy(chosen)
        elif len(found) == 1:
            self.mark_copy(found[0].id)
        elif found:
            menu = QMenu(self._hand.screen)
            for copy in found:
                part = menu.addMenu(f"{copy.barcode}  {copy.condition or ''}".strip())
                self._fill_marks(part, copy.id)
            menu.triggered.connect(self._mark_chosen)
            self._hand.pop_up(menu)

    @Slot(object)
    def mark_copy(self, copy_id: int) -> None:
        """The menu of marks that this copy can be given now."""
        menu = QMenu(self._hand.screen)
        self._fill_marks(menu, copy_id)
        menu.triggered.connect(self._mark_chosen)
        self._hand.pop_up(menu)

    def _fill_marks(self, menu: QMenu, copy_id: int) -> None:
        for mark in marking.marks_for(copy_id):
            action = menu.addAction(mark_icon(mark), mark_text(mark))
            action.setData((copy_id, mark.value))
        if not copies.has_history(copy_id):
            menu.addSeparator()
            out = menu.addAction(
                icons.icon("trash-2", "ink2"), self.tr("Added by a slip: take out")
            )
            out.setData((copy_id, _TAKE_OUT))
        if menu.isEmpty():
            nothing = menu.addAction(self.tr("It is out: take it back first"))
            nothing.setEnabled(False)

    @Slot(QAction)
    def _mark_chosen(self, action: QAction) -> None:
        copy_id, mark = action.data()
        if mark == _TAKE_OUT:
            self._hand.desk.perform(partial(_take_out, copy_id=copy_id))
            return
        copy = self._hand.copy(copy_id)
        if Mark(mark) is Mark.SALE and copy is not None and copy.sale_cents is None:
            self._hand.open(SaleForm(self._hand.desk, copy))
            return
        self._hand.desk.perform(partial(_mark, copy_id=copy_id, mark=Mark(mark)))


def _one_more(ctx: Context, edition_id: int) -> CopiesAdded:
    return copies.add_copies(ctx, edition_id)


def _take_out(ctx: Context, copy_id: int) -> Done:
    return copies.delete_copy(ctx, copy_id)


def _mark(ctx: Context, copy_id: int, mark: Mark) -> Done:
    return marking.mark(ctx, [copy_id], mark)
