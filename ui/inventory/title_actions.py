"""What can be done with the title in the panel and with the stock: keys, menus and forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.catalog import finding, titles
from app.shop.clock import Context
from app.shop.operations import Done
from ui.actions import Action, KeyLine
from ui.inventory.add_title import AddTitleForm
from ui.inventory.copy_actions import CopyActions
from ui.inventory.cover_actions import CoverActions
from ui.inventory.edit_form import EditForm
from ui.inventory.history_view import HistoryView
from ui.inventory.panel import SidePanel
from ui.inventory.receive_box import ReceiveBox
from ui.inventory.title_hand import TitleHand, copies_of
from ui.inventory.unsaved_question import DISCARD_KEYS

if TYPE_CHECKING:
    from ui.inventory.screen import InventoryScreen


class TitleActions(QObject):
    """The screen's right hand: the forms of the panel, and what needs none."""

    def __init__(self, screen: InventoryScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._state = screen.state
        self.hand = TitleHand(screen)
        self.copies = CopyActions(self.hand)
        self.covers = CoverActions(self.hand)

    def connect_panel(self, panel: SidePanel) -> None:
        """Listen to the panel's parts."""
        self.hand.take_panel(panel)
        view = panel.view
        view.copies.opened.connect(self.show_copy_history)
        view.copies.menu_wanted.connect(self.copies.mark_copy)
        view.copies.copy_changed.connect(self._screen.action_set.refresh)
        view.tags.added.connect(self._add_tag)
        view.tags.removed.connect(self._remove_tag)
        view.picture_dropped.connect(self.covers.set_from)
        panel.detail_changed.connect(self._detail_changed)

    # -- declared --------------------------------------------------------------------------------

    def adding(self, group: str) -> list[Action | KeyLine]:
        """What brings stock in."""
        act = partial(Action, group=group)
        return [
            act("add", self.tr("Add title"), "plus", "Ctrl+N", self.add_title,
                when=self.hand.among_titles),
            act("box", self.tr("Receive a box"), "package-open", "Ctrl+B", self.receive_box),
        ]  # fmt: skip

    def declared(self, group: str) -> list[Action | KeyLine]:
        """What is done with the title in the panel."""
        hand, copies, covers = self.hand, self.copies, self.covers
        act = partial(Action, group=group)
        for_title = partial(act, when=hand.has_title)
        return [
            for_title("edit", self.tr("Edit"), "pencil", "Ctrl+E", self.edit),
            act("save", self.tr("Save"), "save", "Ctrl+S", self.save, when=hand.has_form),
            act("discard", self.tr("Discard what is not saved"), "", DISCARD_KEYS, self.discard,
                when=hand.asks),
            for_title("copy", self.tr("Add copy"), "copy-plus", "Ctrl+D", copies.add_copy),
            for_title("edition", self.tr("Add edition"), "disc", "Ctrl+Shift+D",
                      copies.add_edition),
            for_title("card", self.tr("Shelf card"), "printer", "Ctrl+P", self.print_cards),
            act("mark", self.tr("Mark copy"), "wrench", "Ctrl+M", copies.mark,
                when=hand.has_copy),
            for_title("history", self.tr("History"), "history", "Ctrl+Y", self.history),
            for_title("cover", self.tr("Cover from a file"), "image-plus", "Ctrl+Shift+O",
                      covers.choose),
            act("uncover", self.tr("Remove cover"), "image", "Ctrl+Shift+K", covers.remove,
                when=hand.has_cover),
            for_title("delete", self.tr("Delete title"), "trash-2", "Ctrl+Shift+Delete",
                      self.delete),
        ]  # fmt: skip

    # -- forms that bring stock in ---------------------------------------------------------------

    @Slot()
    def add_title(self) -> None:
        """Ctrl+N."""
        self.add_named("")

    @Slot(str)
    def add_named(self, name: str) -> None:
        """A new title whose name has been typed already."""
        self._add(AddTitleForm(self._desk, name=name))

    def add_scanned(self, text: str) -> None:
        """A new title of whose case the barcode was scanned, or whose name was typed."""
        is_code = not text.isalpha() and " " not in text
        form = AddTitleForm(self._desk, name="" if is_code else text, code=text if is_code else "")
        self._add(form)

    def _add(self, form: AddTitleForm) -> None:
        form.added.connect(self._added)
        self.hand.open(form)

    @Slot(object)
    def _added(self, title_id: int) -> None:
        self._screen.show_title(title_id)

    @Slot()
    def receive_box(self) -> None:
        """Ctrl+B."""
        form = ReceiveBox(self._desk)
        form.title_touched.connect(self._came_in)
        self.hand.open(form)

    @Slot(object)
    def _came_in(self, title_id: int) -> None:
        """The list goes along with the box as far as its filters let it."""
        self._state.show(title_id, unhide=False)

    # -- forms of the title ----------------------------------------------------------------------

    @Slot()
    def edit(self) -> None:
        """Ctrl+E: the form in place, and back."""
        panel = self.hand.panel
        if isinstance(panel.form, EditForm):
            panel.close_form()
            return
        detail = self.hand.detail()
        if detail is not None:
            form = EditForm(self._desk, detail)
            form.cover_wanted.connect(self.covers.choose)
            form.uncover_wanted.connect(self.covers.remove)
            form.picture_dropped.connect(self.covers.set_from)
            self.hand.open(form)

    @Slot()
    def _detail_changed(self) -> None:
        form, detail = self.hand.panel.form, self.hand.panel.view.detail
        if not isinstance(form, EditForm) or detail is None:
            return
        if detail.title_id == form.detail.title_id:
            form.show_cover(detail)

    @Slot()
    def save(self) -> None:
        """Ctrl+S in whatever form is open."""
        self.hand.panel.save()

    @Slot()
    def discard(self) -> None:
        """Ctrl+Enter, while it is asked."""
        self.hand.panel.discard()

    @Slot()
    def history(self) -> None:
        """Ctrl+Y: of the copy in hand, else of all copies of the title; again goes back."""
        panel = self.hand.panel
        if isinstance(panel.form, HistoryView):
            panel.close_form()
            return
        chosen = self.hand.copy_id
        if chosen is not None:
            self.show_copy_history(chosen)
            return
        detail = self.hand.detail()
        if detail is not None:
            self.hand.open(HistoryView(self._desk, detail, copies_of(detail)))

    @Slot(object)
    def show_copy_history(self, copy_id: int) -> None:
        """One copy's own history."""
        detail, copy = self.hand.detail(), self.hand.copy(copy_id)
        if detail is not None and copy is not None:
            self.hand.open(HistoryView(self._desk, detail, [copy], one=True))

    # -- cards, deleting, tags -------------------------------------------------------------------

    @Slot()
    def print_cards(self) -> None:
        """Ctrl+P: the selected titles, or the current one."""
        chosen = tuple(self._state.selected_ids())
        if not chosen and self._state.current_id is not None:
            chosen = (self._state.current_id,)
        if chosen:
            self._screen.print_cards_wanted.emit(chosen)

    @Slot()
    def delete(self) -> None:
        """A title goes for good only while nothing hangs on it; the rules say what does."""
        if self.hand.title_id is not None:
            self._desk.perform(partial(_delete, title_id=self.hand.title_id))

    @Slot(str)
    def _add_tag(self, name: str) -> None:
        self._tag(titles.add_tag, name)

    @Slot(str)
    def _remove_tag(self, name: str) -> None:
        self._tag(titles.remove_tag, name)

    def _tag(self, action: Callable[[Context, int, str], Done], name: str) -> None:
        if self.hand.title_id is not None:
            act = partial(_tagged, action=action, title_id=self.hand.title_id, name=name)
            self._desk.perform(act)

    # -- scans -----------------------------------------------------------------------------------

    def show_found(self, found: finding.Found) -> bool:
        """A scan was looked up: bring its title up and mark the copy."""
        if found.kind == "title":
            self._screen.show_title(found.id)
            return True
        ref = finding.copy_by_barcode(found.code)
        if ref is None:
            return False
        self._screen.show_title(ref.title_id)
        self._screen.open_panel()
        self.hand.panel.show_current()
        self.hand.copies_list.choose(ref.copy_id)
        return True


def _delete(ctx: Context, title_id: int) -> Done:
    return titles.delete_title(ctx, title_id)


def _tagged(
    ctx: Context, action: Callable[[Context, int, str], Done], title_id: int, name: str
) -> Done:
    return action(ctx, title_id, name)
