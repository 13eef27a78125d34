"""The floor: sections in walking order beside one section, whole."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.catalog import section_list, sections
from app.catalog.finding import copy_by_barcode
from app.catalog.stock_query import StockQuery
from app.catalog.title_detail import copy_detail
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.operations import Done
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.inventory.edit_bar_state import EditMany
from ui.inventory.pages import CRAMPED, TINY, StockPage
from ui.inventory.round_corners import RoundCorners
from ui.inventory.section_panel import SectionPanel
from ui.inventory.section_walk import SectionWalk
from ui.inventory.stock_state import StockState
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import Banner, Button, Card, Label

_NARROW = 1200
#: Of the walk where the panel stands below it: a few rows between door and counter.
_LEAST_WALK = 160


class SectionsPage(StockPage):
    """Walking order by drag, keys or number; a section's fields; merge and remove."""

    key = "sections"
    text = "Sections"
    icon = "map"
    uses_filters = False
    uses_panel = False

    def __init__(
        self, desk: Desk, state: StockState, many: EditMany, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, state, many, parent)
        self._stale = True
        self._set = ActionSet(self._section_actions(), self)
        card = Card(self)
        self.walk = SectionWalk(card)
        corners = RoundCorners(card)
        card.column((1, 1, 1, 1), 0).addWidget(self.walk)
        corners.raise_()
        panel_actions = [self._set[name] for name in ("titles", "merge", "remove")]
        self.panel = SectionPanel(desk, panel_actions, self)
        self._ask = Banner("", icon="circle-help", tone="need")
        self._ask.hide()
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(dp(16))
        row.addWidget(card, 1)
        row.addWidget(self.panel)
        self._foot = Label("", role="ink2", size=12)
        hint = self.tr(
            "The order in which you walk the floor. Drag, or Alt+Up and Alt+Down to move the chosen"
            " section, a number and Enter to send it there."
        )
        foot = QHBoxLayout()
        foot.setSpacing(dp(12))
        foot.addWidget(Label(hint, role="ink2", size=12, wrap=True), 1)
        foot.addWidget(self._foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(12))
        box.addWidget(self._ask)
        box.addLayout(row, 1)
        box.addLayout(foot)
        self._add = Button.for_action(self._set["add"])
        self.walk.chosen.connect(self._chosen)
        self.walk.opened.connect(self._open)
        self.walk.moved.connect(self._moved)
        self.walk.hinted.connect(self._hinted)
        self.panel.saved.connect(self.reload)

    # -- the page ------------------------------------------------------------------------------

    def _section_actions(self) -> list[Action | KeyLine]:
        group = self.tr("Sections")
        return [
            Action(
                "add", self.tr("Add section"), "plus", "Ctrl+N", self.add, group=group,
                when=self._here,
            ),
            Action("titles", self.tr("Show titles"), "list", "Ctrl+L", self.show_titles,
                   group=group, when=self._here),
            Action("merge", self.tr("Merge"), "merge", "Ctrl+M", self.ask_merge, group=group,
                   when=self._here),
            Action("remove", self.tr("Remove"), "trash-2", "Ctrl+Del", self.remove, group=group,
                   when=self._here),
            Action("save_section", self.tr("Save the section"), "save", "Ctrl+S", self.panel_save,
                   group=group, when=self._here),
        ]  # fmt: skip

    def actions_declared(self) -> list[Action | KeyLine]:
        """The page's keys for F1; its actions are its own, on only while it is in front."""
        group = self.tr("Sections")
        lines = [
            KeyLine(action.sequences()[0], action.text, group)
            for action in self._section_actions()
            if isinstance(action, Action)
        ]
        return [
            *lines,
            KeyLine(self.tr("Alt+Up, Alt+Down"), self.tr("Move the section"), group),
            KeyLine("12 Enter", self.tr("Send it to place 12"), group),
            KeyLine("Enter", self.tr("Its titles in the list"), group),
        ]

    def _here(self) -> bool:
        return self.in_front

    def head_buttons(self) -> list[QWidget]:
        return [self._add]

    def entered(self) -> None:
        self._set.on(self.window())
        self._set.refresh()
        if self._stale:
            self.reload()

    def left(self) -> None:
        if self.walk.run_waits:
            self.walk.save_run()
        self._set.off()

    def take_focus(self) -> None:
        self.walk.setFocus()

    def changed(self, changes: Changes) -> None:
        if changes.everything or changes.sections or changes.copies or changes.settings:
            self._stale = True
            if self.in_front and not self.panel.unsaved:
                self.reload()

    @Slot()
    def reload(self) -> None:
        """Reads the floor anew, off the window's thread (a count of all copies)."""
        self.desk.read(_floor, done=self._arrived, owner=self)

    def _arrived(self, rows: list[section_list.SectionRow]) -> None:
        self._stale = False
        self.walk.set_rows(rows)
        curtained = sum(row.curtained for row in rows)
        words = self.tr("{count} sections, {curtained} curtained")
        self._foot.setText(words.format(count=len(rows), curtained=curtained))
        self._chosen(self.walk.current_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """At 1280 a narrower panel; where letters are large it stands below the walk."""
        room = self.window().width()
        tiny, narrow = room < dp(TINY), self.width() < dp(_NARROW)
        self.walk.set_narrow(narrow, bars=room >= dp(CRAMPED))
        self.panel.set_beside(dp(320 if narrow else 384), beside=not tiny)
        way = QBoxLayout.Direction.TopToBottom if tiny else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self.walk.setMinimumHeight(dp(_LEAST_WALK) if tiny else 0)

    # -- choosing ------------------------------------------------------------------------------

    @Slot(object)
    def _chosen(self, section_id: int | None) -> None:
        self._ask.hide()
        if section_id != self.panel.section_id and self.panel.unsaved:
            self.panel.save()  # what was typed for the one before; refused words stay at its field
            if self.panel.unsaved:
                return
        self.panel.show_section(section_id)

    @Slot(object)
    def _open(self, section_id: int) -> None:
        self.show_in_list.emit(StockQuery(sections=(section_id,)))

    @Slot()
    def show_titles(self) -> None:
        """The chosen section's titles in the list."""
        if self.walk.current_id is not None:
            self._open(self.walk.current_id)

    def scan(self, text: str) -> bool:
        """A copy's barcode chooses its section."""
        ref = copy_by_barcode(text)
        if ref is None:
            return False
        found = copy_detail(ref.copy_id, self.desk.now())
        self.walk.choose(found.copy.section_id)
        self.desk.say(
            self.tr("*{title}* belongs in {section}.").format(
                title=found.title, section=found.copy.section
            )
        )
        return True

    # -- changing ------------------------------------------------------------------------------

    @Slot(object)
    def _moved(self, ids: list[int]) -> None:
        self.desk.perform(partial(_reorder, ids=ids))
        self.reload()

    @Slot(object)
    def _hinted(self, ids: list[int] | None) -> None:
        if ids is None:
            self.panel.show_walk(None, 0)
            return
        names = {row.id: row.name for row in self.walk.rows}
        at = ids.index(self.walk.current_id) if self.walk.current_id in ids else 0
        self.panel.show_walk([names[one] for one in ids], at)

    @Slot()
    def add(self) -> None:
        """A section at the end of the walk, its name ready to be typed over."""
        taken = {row.name.casefold() for row in self.walk.rows}
        name, number = self.tr("New section"), 2
        while name.casefold() in taken:
            name, number = f"{self.tr('New section')} {number}", number + 1
        added = self.desk.perform(partial(_add, name=name))
        if added is not None:
            self.walk.set_rows(section_list.sections_list())
            self.walk.choose(added.section_id)
            self.panel.name_edit.setFocus()
            self.panel.name_edit.selectAll()

    @Slot()
    def panel_save(self) -> None:
        """Ctrl+S."""
        self.panel.save()

    @Slot()
    def remove(self) -> None:
        """Takes an empty section off the floor; Undo brings it back."""
        if self.walk.current_id is not None:
            self.desk.perform(partial(_remove, section_id=self.walk.current_id))
            self.reload()

    @Slot()
    def ask_merge(self) -> None:
        """A menu of the other sections; choosing one merges, and Undo takes it apart again."""
        here = self.walk.current_id
        if here is None or len(self.walk.rows) < 2:
            return
        moves = sections.preview_merge(here)
        menu = QMenu(self)
        head = self.tr("Move {copies:,} copies into").format(copies=moves.copies)
        menu.addAction(head).setEnabled(False)
        menu.addSeparator()
        for row in self.walk.rows:
            if row.id != here:
                menu.addAction(row.name).setData(row.id)
        menu.triggered.connect(self._merge_into)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.panel.mapToGlobal(self.panel.rect().center()))

    @Slot(object)
    def _merge_into(self, action: object) -> None:
        into = getattr(action, "data", int)()
        here = self.walk.current_id
        if here is not None and isinstance(into, int):
            self.desk.perform(partial(_merge, section_id=here, into_id=into))
            self.reload()


def _floor(report: Report, stop: Cancelled) -> list[section_list.SectionRow]:
    return section_list.sections_list()


def _reorder(ctx: Context, ids: list[int]) -> Done:
    return sections.reorder(ctx, ids)


def _add(ctx: Context, name: str) -> sections.SectionAdded:
    return sections.add_section(ctx, name)


def _remove(ctx: Context, section_id: int) -> Done:
    return sections.remove_section(ctx, section_id)


def _merge(ctx: Context, section_id: int, into_id: int) -> Done:
    return sections.merge_sections(ctx, section_id, into_id)
