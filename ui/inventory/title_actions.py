"""What can be done with the title in the panel and with the stock: keys, menus and forms."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from app.catalog import copies as copy_actions
from app.catalog import covers, finding, marking, titles
from app.catalog.marking import Mark
from app.catalog.title_detail import CopyDetail, EditionDetail, TitleDetail
from app.shop.clock import Context
from app.shop.operations import Done
from ui.actions import Action, KeyLine
from ui.inventory.add_edition import AddEditionForm
from ui.inventory.add_title import AddTitleForm
from ui.inventory.edit_form import EditForm
from ui.inventory.history_view import HistoryView
from ui.inventory.mark_words import mark_icon, mark_text
from ui.inventory.panel import PanelForm, SidePanel
from ui.inventory.pictures import SUFFIXES, read_picture
from ui.inventory.receive_box import ReceiveBox
from ui.inventory.sale_form import SaleForm
from ui.theme import dp

if TYPE_CHECKING:
    from ui.inventory.screen import InventoryScreen


class TitleActions(QObject):
    """The screen's right hand. ``menu_shown(object)`` carries a menu just opened."""

    menu_shown = Signal(object)

    def __init__(self, screen: InventoryScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._state = screen.state
        self._panel: SidePanel | None = None

    @property
    def panel(self) -> SidePanel:
        """The side panel; there once the screen is built."""
        assert self._panel is not None
        return self._panel

    def connect_panel(self, panel: SidePanel) -> None:
        """Listen to the panel's parts."""
        self._panel = panel
        view = panel.view
        view.copies.opened.connect(self.show_copy_history)
        view.copies.menu_wanted.connect(self.mark_copy)
        view.copies.copy_changed.connect(self._screen.action_set.refresh)
        view.tags.added.connect(self._add_tag)
        view.tags.removed.connect(self._remove_tag)
        view.picture_dropped.connect(self.set_cover)
        panel.detail_changed.connect(self._detail_changed)

    # -- declared --------------------------------------------------------------------------------

    def adding(self, group: str) -> list[Action | KeyLine]:
        """What brings stock in."""
        return [
            Action(
                "add",
                self.tr("Add title"),
                "plus",
                "Ctrl+N",
                self.add_title,
                when=self._among_titles,
                group=group,
            ),
            Action(
                "box",
                self.tr("Receive a box"),
                "package-open",
                "Ctrl+B",
                self.receive_box,
                group=group,
            ),
        ]

    def declared(self, group: str) -> list[Action | KeyLine]:
        """What is done with the title in the panel."""
        there = self.has_title
        act = partial(Action, group=group)
        return [
            act("edit", self.tr("Edit"), "pencil", "Ctrl+E", self.edit, when=there),
            act("save", self.tr("Save"), "save", "Ctrl+S", self.save, when=self._has_form),
            act("copy", self.tr("Add copy"), "copy-plus", "Ctrl+D", self.add_copy, when=there),
            act(
                "edition",
                self.tr("Add edition"),
                "disc",
                "Ctrl+Shift+D",
                self.add_edition,
                when=there,
            ),
            act("card", self.tr("Shelf card"), "printer", "Ctrl+P", self.print_cards, when=there),
            act("mark", self.tr("Mark copy"), "wrench", "Ctrl+M", self.mark, when=self._has_copy),
            act("history", self.tr("History"), "history", "Ctrl+Y", self.history, when=there),
            act(
                "cover",
                self.tr("Cover from a file"),
                "image-plus",
                "Ctrl+Shift+O",
                self.choose_cover,
                when=there,
            ),
            act(
                "uncover",
                self.tr("Remove cover"),
                "image",
                "Ctrl+Shift+K",
                self.remove_cover,
                when=self._has_cover,
            ),
            act(
                "delete",
                self.tr("Delete title"),
                "trash-2",
                "Ctrl+Shift+Delete",
                self.delete,
                when=there,
            ),
        ]

    def has_title(self) -> bool:
        """Whether a title is current, on a page of titles."""
        return self._among_titles() and self._state.current_id is not None

    def _among_titles(self) -> bool:
        """Sections has keys of its own for adding, merging and saving."""
        return self._panel is None or self._screen.page.uses_filters

    def _has_form(self) -> bool:
        return self._panel is not None and self._panel.form is not None

    def _has_copy(self) -> bool:
        detail = self._panel.view.detail if self._panel is not None else None
        return self.has_title() and detail is not None and bool(_copies(detail))

    def _has_cover(self) -> bool:
        detail = self._panel.view.detail if self._panel is not None else None
        return detail is not None and bool(detail.cover)

    def _detail(self) -> TitleDetail | None:
        """The current title, read now where the panel has not followed yet."""
        panel = self.panel
        if panel.view.detail is None or panel.view.detail.title_id != self._state.current_id:
            panel.show_current()
        return panel.view.detail

    @Slot()
    def _detail_changed(self) -> None:
        form, detail = self.panel.form, self.panel.view.detail
        if (
            isinstance(form, EditForm)
            and detail is not None
            and detail.title_id == form.detail.title_id
        ):
            form.show_cover(detail)

    # -- forms -----------------------------------------------------------------------------------

    def _open(self, form: PanelForm) -> None:
        self._screen.open_panel()
        self.panel.open_form(form)

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
        self._open(form)

    @Slot(object)
    def _added(self, title_id: int) -> None:
        self._screen.show_title(title_id)

    @Slot(object)
    def _came_in(self, title_id: int) -> None:
        """The list goes along with the box as far as its filters let it."""
        self._state.show(title_id, unhide=False)

    @Slot()
    def receive_box(self) -> None:
        """Ctrl+B."""
        form = ReceiveBox(self._desk)
        form.title_touched.connect(self._came_in)
        self._open(form)

    @Slot()
    def edit(self) -> None:
        """Ctrl+E: the form in place, and back."""
        panel = self.panel
        if isinstance(panel.form, EditForm):
            panel.close_form()
            return
        detail = self._detail()
        if detail is not None:
            form = EditForm(self._desk, detail)
            form.cover_wanted.connect(self.choose_cover)
            form.uncover_wanted.connect(self.remove_cover)
            form.picture_dropped.connect(self.set_cover)
            self._open(form)

    @Slot()
    def save(self) -> None:
        """Ctrl+S in whatever form is open."""
        if self.panel.form is not None:
            self.panel.form.save()

    @Slot()
    def add_edition(self) -> None:
        """Ctrl+Shift+D."""
        detail = self._detail()
        if detail is not None:
            self._open(AddEditionForm(self._desk, detail))

    # -- copies ----------------------------------------------------------------------------------

    @Slot()
    def add_copy(self) -> None:
        """Ctrl+D: one more of the edition in hand; with several editions it asks which."""
        detail = self._detail()
        if detail is None:
            return
        chosen = self._edition_of(detail, self.panel.view.copies.chosen_copy_id)
        if chosen is not None:
            self._add_copy_of(chosen.id)
        elif not detail.editions:
            self.add_edition()
        elif len(detail.editions) == 1:
            self._add_copy_of(detail.editions[0].id)
        else:
            self._ask_edition(detail)

    def _ask_edition(self, detail: TitleDetail) -> None:
        menu = QMenu(self._screen)
        for edition in detail.editions:
            words = " ".join(part for part in (edition.format, edition.label) if part)
            action = menu.addAction(words)
            action.setData(edition.id)
        menu.triggered.connect(self._edition_chosen)
        self._pop_up(menu)

    @Slot(QAction)
    def _edition_chosen(self, action: QAction) -> None:
        self._add_copy_of(int(action.data()))

    def _add_copy_of(self, edition_id: int) -> None:
        def act(ctx: Context) -> object:
            return copy_actions.add_copies(ctx, edition_id)

        self._desk.perform(act)

    def _edition_of(self, detail: TitleDetail, copy_id: int | None) -> EditionDetail | None:
        for edition in detail.editions:
            if any(copy.id == copy_id for copy in edition.copies):
                return edition
        return None

    # -- marking ---------------------------------------------------------------------------------

    @Slot()
    def mark(self) -> None:
        """Ctrl+M: the copy in hand; without one, of a title with several, it asks which."""
        detail = self._detail()
        if detail is None:
            return
        copies = _copies(detail)
        chosen = self.panel.view.copies.chosen_copy_id
        if chosen is not None:
            self.mark_copy(chosen)
        elif len(copies) == 1:
            self.mark_copy(copies[0].id)
        elif copies:
            menu = QMenu(self._screen)
            for copy in copies:
                part = menu.addMenu(f"{copy.barcode}  {copy.condition or ''}".strip())
                self._fill_marks(part, copy.id)
            menu.triggered.connect(self._mark_chosen)
            self._pop_up(menu)

    @Slot(object)
    def mark_copy(self, copy_id: int) -> None:
        """The menu of marks that this copy can be given now."""
        menu = QMenu(self._screen)
        self._fill_marks(menu, copy_id)
        menu.triggered.connect(self._mark_chosen)
        self._pop_up(menu)

    def _fill_marks(self, menu: QMenu, copy_id: int) -> None:
        for mark in marking.marks_for(copy_id):
            action = menu.addAction(mark_icon(mark), mark_text(mark))
            action.setData((copy_id, mark.value))
        if menu.isEmpty():
            nothing = menu.addAction(self.tr("It is out: take it back first"))
            nothing.setEnabled(False)

    @Slot(QAction)
    def _mark_chosen(self, action: QAction) -> None:
        copy_id, mark = action.data()
        copy = self._copy(copy_id)
        if Mark(mark) is Mark.SALE and copy is not None and copy.sale_cents is None:
            self._open(SaleForm(self._desk, copy))
            return

        def act(ctx: Context) -> Done:
            return marking.mark(ctx, [copy_id], Mark(mark))

        self._desk.perform(act)

    def _copy(self, copy_id: int) -> CopyDetail | None:
        detail = self._detail()
        found = _copies(detail) if detail is not None else []
        return next((copy for copy in found if copy.id == copy_id), None)

    def _pop_up(self, menu: QMenu) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        copies = self.panel.view.copies
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
        self.menu_shown.emit(menu)

    # -- history, cards, deleting ----------------------------------------------------------------

    @Slot()
    def history(self) -> None:
        """Ctrl+Y: of the copy in hand, else of all copies of the title; again goes back."""
        if isinstance(self.panel.form, HistoryView):
            self.panel.close_form()
            return
        chosen = self.panel.view.copies.chosen_copy_id
        if chosen is not None:
            self.show_copy_history(chosen)
            return
        detail = self._detail()
        if detail is not None:
            self._open(HistoryView(self._desk, detail, _copies(detail)))

    @Slot(object)
    def show_copy_history(self, copy_id: int) -> None:
        """One copy's own history."""
        detail = self._detail()
        if detail is not None:
            found = [copy for copy in _copies(detail) if copy.id == copy_id]
            self._open(HistoryView(self._desk, detail, found, one=True))

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
        title_id = self._state.current_id
        if title_id is None:
            return

        def act(ctx: Context) -> Done:
            return titles.delete_title(ctx, title_id)

        self._desk.perform(act)

    # -- tags, covers ----------------------------------------------------------------------------

    @Slot(str)
    def _add_tag(self, name: str) -> None:
        self._tag(titles.add_tag, name)

    @Slot(str)
    def _remove_tag(self, name: str) -> None:
        self._tag(titles.remove_tag, name)

    def _tag(self, action, name: str) -> None:  # type: ignore[no-untyped-def]
        title_id = self._state.current_id
        if title_id is None:
            return

        def act(ctx: Context) -> Done:
            done: Done = action(ctx, title_id, name)
            return done

        self._desk.perform(act)

    @Slot()
    def choose_cover(self) -> None:
        """A file from the system's own window, which does not block this one."""
        dialog = QFileDialog(self._screen, self.tr("Cover"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        dialog.setNameFilter(self.tr("Pictures ({patterns})").format(patterns=patterns))
        dialog.fileSelected.connect(self._cover_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _cover_chosen(self, path: str) -> None:
        self.set_cover(Path(path))

    @Slot(object)
    def set_cover(self, path: Path) -> None:
        """The picture in a file becomes the cover; reading and writing happen on the worker."""
        title_id = self._state.current_id
        if title_id is None:
            return
        try:
            data = read_picture(path)
        except (OSError, ValueError):
            words = self.tr("{name} cannot be read as a picture. The cover is as it was.")
            self._desk.say(words.format(name=path.name), tone="stop")
            return

        def act(ctx: Context) -> Done:
            return covers.set_cover(ctx, title_id, data)

        self._desk.perform(act)

    @Slot()
    def remove_cover(self) -> None:
        """Back to the drawn case."""
        title_id = self._state.current_id
        if title_id is None:
            return

        def act(ctx: Context) -> Done:
            return covers.remove_cover(ctx, title_id)

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
        self.panel.show_current()
        self.panel.view.copies.choose(ref.copy_id)
        return True


def _copies(detail: TitleDetail) -> list[CopyDetail]:
    return [copy for edition in detail.editions for copy in edition.copies]
