"""Lists: genres, tags, conditions, formats and certificates, each with what names it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTableView, QVBoxLayout, QWidget

from app.catalog import shortlists
from app.catalog.shortlists import ListKind, ListLine
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.operations import Done
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.office.foot import Ask
from ui.office.list_form import LineForm
from ui.office.page import OwnerPage
from ui.office.words import grouped, tr
from ui.tables import Column, RowsModel, configure_table
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import Button, Card, Label, Line, Segmented
from ui.widgets.overlay_bar import OverlayBar

_KINDS = (
    (ListKind.GENRE, "Genres"),
    (ListKind.TAG, "Tags"),
    (ListKind.CONDITION, "Conditions"),
    (ListKind.FORMAT, "Formats"),
    (ListKind.CERTIFICATE, "Certificates"),
)
#: What names a line: of one, and of many.
_USERS = {
    ListKind.CONDITION: ("copy", "copies"),
    ListKind.FORMAT: ("edition", "editions"),
}
_BY_NAME = (ListKind.GENRE, ListKind.TAG)


class ListsPage(OwnerPage):
    """The tab of the short lists: the lines at the left, the chosen one as fields at the right."""

    key = "lists"
    text = "Lists"
    icon = "list"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.kind = ListKind.GENRE
        self.form: LineForm | None = None
        self._stale, self._asked, self._quiet = True, False, False
        self.kinds = Segmented([(k, tr(text)) for k, text in _KINDS], name=tr("Which list"))
        self.kinds.chosen.connect(self._kind_chosen)
        self.model = RowsModel(
            (Column("name", tr("Name"), _name), Column("uses", tr("Used by"), self._uses, 150)),
            parent=self,
        )
        self.table = QTableView(self)
        self.table.setModel(self.model)
        configure_table(self.table, self.model.columns, name=tr("Lines"), row_height=34)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        OverlayBar(self.table)
        self._hint = Label(
            tr("Tags come from the titles: give one to a film in Inventory."), role="ink2", size=12
        )
        self._ask = Ask(self)
        self._card, self._side = Card(self), Card(self)
        self._body = QVBoxLayout(self._side)
        self._body.setContentsMargins(1, 1, 1, 1)

    def declared(self) -> Sequence[Action | KeyLine]:
        group = tr("Lists")
        unsaved, can = self.only(self._is_unsaved), self.only
        made = (
            ("list_new", tr("New line"), "plus", "Ctrl+N", self.begin_adding, can(self._can_add)),
            ("list_save", tr("Save the line"), "", "Ctrl+S", self.save, unsaved),
            ("list_discard", tr("Discard the changes"), "", "Esc", self.discard, unsaved),
            ("list_remove", tr("Remove"), "trash-2", "Ctrl+Shift+Delete", self.remove,
             can(self._has_line)),
            ("list_up", tr("Up"), "arrow-up", "Ctrl+Shift+Up", self.move_up, can(self._can_up)),
            ("list_down", tr("Down"), "arrow-down", "Ctrl+Shift+Down", self.move_down,
             can(self._can_down)),
            ("list_next", tr("Next list"), "", "Ctrl+Shift+G", self.kinds.cycle,
             self.is_front),
        )  # fmt: skip
        return [Action(*each, group=group) for each in made]

    def actions_made(self, actions: ActionSet) -> None:
        self._new = Button.for_action(actions["list_new"], text=tr("New"))
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(12), dp(16), dp(10))
        head.addWidget(self.kinds)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(16), dp(10), dp(16), dp(12))
        foot.setSpacing(dp(8))
        foot.addWidget(self._ask, 1)
        foot.addWidget(self._hint, 1)
        foot.addStretch(0)
        self._ordering = [Button.for_action(actions[key]) for key in ("list_up", "list_down")]
        for button in (*self._ordering, Button.for_action(actions["list_remove"])):
            button.set_keys_shown(False)
            foot.addWidget(button)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(Line())
        column.addLayout(foot)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(16))
        for card, share in ((self._card, 752), (self._side, 544)):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            box.addWidget(card, share)
        self._show_kind()

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._new,)

    def set_narrow(self, narrow: bool) -> None:
        self._new.set_keys_shown(not narrow)

    # -- the list --------------------------------------------------------------------------------

    def shown(self) -> None:
        if self._stale:
            self.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes) -> None:
        if not (changes.settings or changes.lists or changes.titles or changes.copies):
            return
        self._stale = True
        if self.front and not self._is_unsaved():
            self.load()

    def load(self) -> None:
        """Reads the list on the worker: it counts what names each line."""
        self._stale = False
        self.desk.read(_Read(self.kind), done=self._loaded, owner=self)

    def _loaded(self, found: tuple[ListKind, tuple[ListLine, ...]]) -> None:
        kind, lines = found
        if kind is not self.kind:
            return
        at = self._place_in(lines)
        self._quiet = True
        self.model.set_rows(lines)
        if lines:
            self.table.selectRow(at)
        self._quiet = False
        self._show_form(self.line)

    def _place_in(self, lines: Sequence[ListLine]) -> int:
        """Where to stand: on what the form has just saved, on the same line, or near it."""
        named = "" if self.form is None else " ".join(self.form.name.split()).casefold()
        current = self.line.id if self.line else None
        for at, row in enumerate(lines):
            if row.name.casefold() == named:
                return at
        near = min(max(self.table.currentIndex().row(), 0), len(lines) - 1)
        return next((at for at, row in enumerate(lines) if row.id == current), near)

    @property
    def line(self) -> ListLine | None:
        """The line that is chosen."""
        at = self.table.currentIndex().row()
        row = self.model.rows[at] if 0 <= at < len(self.model.rows) else None
        return row if isinstance(row, ListLine) else None

    def _uses(self, line: ListLine) -> str:
        one, many = _USERS.get(self.kind, ("title", "titles"))
        if not line.uses:
            return tr("nothing")
        return f"{grouped(line.uses)} {tr(one) if line.uses == 1 else tr(many)}"

    @Slot(QModelIndex, QModelIndex)
    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if self._quiet:
            return
        if not self.leave_ok():
            self._quiet = True
            self.table.selectRow(before.row())
            self._quiet = False
            return
        self._show_form(self.line)

    @Slot(str)
    def _kind_chosen(self, key: str) -> None:
        if not self.leave_ok():
            self.kinds.set_current(self.kind)
            return
        self.kind = ListKind(key)
        self._show_kind()
        self._show_form(None)
        self.load()

    def _show_kind(self) -> None:
        for button in self._ordering:
            button.setVisible(self.kind not in _BY_NAME)
        self._hint.setVisible(self.kind is ListKind.TAG)

    # -- the form --------------------------------------------------------------------------------

    def _show_form(self, line: ListLine | None, *, new: bool = False) -> None:
        self._drop_question()
        if self.form is not None:
            self._body.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        if line is not None or new:
            self.form = LineForm(self.desk, self.kind, line, self._side)
            self.form.saved.connect(self._saved)
            self.form.closed.connect(self.discard)
            self.form.edited.connect(self._edited)
            self._body.addWidget(self.form)
        self.refresh_wanted.emit()

    def begin_adding(self) -> None:
        """Ctrl+N: the fields of a new line."""
        if self.leave_ok():
            self._show_form(None, new=True)
            if self.form is not None:
                self.form.take_focus()

    def save(self) -> None:
        """Ctrl+S: one step with one undo."""
        if self.form is not None:
            self.form.save()

    @Slot()
    def discard(self) -> None:
        """Esc: the line as the file has it."""
        self._show_form(self.line)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _saved(self) -> None:
        self.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _edited(self) -> None:
        self._drop_question()
        self.refresh_wanted.emit()

    def _is_unsaved(self) -> bool:
        return self.form is not None and self.form.dirty

    def leave_ok(self) -> bool:
        if not self._is_unsaved() or self._asked:
            return True
        self._asked = True
        self._hint.hide()
        self._ask.ask(tr("The line is not saved. Save it, or leave again without."))
        return False

    def _drop_question(self) -> None:
        self._asked = False
        self._ask.hide()
        self._hint.setVisible(self.kind is ListKind.TAG)

    # -- what is done to a line ------------------------------------------------------------------

    def remove(self) -> None:
        """Takes the chosen line out; what names it keeps it, titles let go of a genre or tag."""
        if self.line is not None:
            self.desk.perform(_Remove(self.kind, self.line.id))

    def move_up(self) -> None:
        """One place nearer to the top, in every list that shows them."""
        self._move(-1)

    def move_down(self) -> None:
        """One place nearer to the end."""
        self._move(1)

    def _move(self, places: int) -> None:
        ids = [row.id for row in self.model.rows]
        at = self.table.currentIndex().row()
        ids.insert(at + places, ids.pop(at))
        self.desk.perform(_Order(self.kind, tuple(ids)))

    def _can_add(self) -> bool:
        return self.kind is not ListKind.TAG

    def _has_line(self) -> bool:
        return self.line is not None and not self._is_unsaved()

    def _can_up(self) -> bool:
        return self._may_move() and self.table.currentIndex().row() > 0

    def _can_down(self) -> bool:
        return self._may_move() and self.table.currentIndex().row() < len(self.model.rows) - 1

    def _may_move(self) -> bool:
        return self._has_line() and self.kind not in _BY_NAME


class _Read:
    def __init__(self, kind: ListKind) -> None:
        self._kind = kind

    def __call__(
        self, report: Report, cancelled: Cancelled
    ) -> tuple[ListKind, tuple[ListLine, ...]]:
        return self._kind, shortlists.lines(self._kind)


class _Remove:
    def __init__(self, kind: ListKind, line_id: int) -> None:
        self._kind, self._id = kind, line_id

    def __call__(self, ctx: Context) -> Done:
        return shortlists.remove(ctx, self._kind, self._id)


class _Order:
    def __init__(self, kind: ListKind, ids: tuple[int, ...]) -> None:
        self._kind, self._ids = kind, ids

    def __call__(self, ctx: Context) -> Done:
        return shortlists.reorder(ctx, self._kind, self._ids)


def _name(line: ListLine) -> str:
    return line.name
