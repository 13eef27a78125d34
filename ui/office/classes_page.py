"""Rental classes: all of them, the form of one, and what its rule would cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rentals import classes
from app.rentals.classes import ClassRow
from app.rentals.rules import CapKind, Terms, terms_sentence
from app.shop import settings
from app.shop.changes import Changes
from app.shop.errors import RuleViolation
from app.store.errors import StorageProblem
from ui import messages
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.office.class_form import ClassForm
from ui.office.class_jobs import PutAway, Usage, count
from ui.office.class_table import NEW, ClassLine, ClassTable
from ui.office.draft import Draft, changed_fields, draft_of, terms_of
from ui.office.page import OwnerPage
from ui.office.try_card import TryCard
from ui.office.words import counted, grouped
from ui.theme import dp
from ui.widgets import Button, Card

_ROWS, _ROWS_NARROW = 7, 4
_START = Terms(
    "",
    300,
    period_nights=5,
    late_rate_cents=100,
    grace_minutes=30,
    cap_kind=CapKind.REPLACEMENT,
)


class ClassesPage(OwnerPage):
    """The tab of the rental classes."""

    key = "classes"
    text = "Rental classes"
    icon = "tag"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setMinimumWidth(dp(1100))  # at 200 % text it scrolls rather than being cut
        self._rows: tuple[ClassRow, ...] = ()
        self._usage = Usage({}, {})
        self._current: int | None = None
        self._saved: Draft | None = None
        self._terms: Terms = _START
        self._going: int | None = None  # where a person wanted to go when asked
        self._asked = False
        self._stale = True
        self._rows_shown = _ROWS
        self._buttons: list[Button] = []
        self.table = ClassTable(self)
        self._card = Card(self)
        self._card.column((1, 5, 1, 5), 0).addWidget(self.table)
        self.form = ClassForm(self)
        self.trial = TryCard(desk, self)
        self._lay_out()
        self.table.wanted.connect(self._wanted)
        self.form.edited.connect(self._edited)
        self.form.put_away.connect(self._put_away)

    def _lay_out(self) -> None:
        low = QHBoxLayout()
        low.setSpacing(dp(16))
        for card in (self.form, self.trial):  # the shares alone decide
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        low.addWidget(self.form, 528)
        low.addWidget(self.trial, 768)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(16))
        box.addWidget(self._card)
        box.addLayout(low, 1)

    # -- the tab ---------------------------------------------------------------------------------

    def declared(self) -> Sequence[Action | KeyLine]:
        group = self.tr("Rental classes")
        front = self.is_front
        return (
            Action(
                "class_new",
                self.tr("New class"),
                "plus",
                "Ctrl+N",
                self.new_class,
                when=front,
                group=group,
            ),
            Action(
                "class_copy",
                self.tr("Duplicate"),
                "copy",
                "Ctrl+D",
                self.duplicate,
                when=self.only(self._has_current),
                group=group,
            ),
            Action(
                "class_save",
                self.tr("Save the class"),
                "",
                "Ctrl+S",
                self.save,
                when=self.only(self._is_unsaved),
                group=group,
            ),
            Action(
                "class_discard",
                self.tr("Discard the changes"),
                "",
                "Esc",
                self.discard,
                when=self.only(self._is_unsaved),
                group=group,
            ),
            Action(
                "class_try",
                self.tr("Try the rule"),
                "",
                "Ctrl+T",
                self.trial.begin,
                when=front,
                group=group,
            ),
            KeyLine("Left / Right", self.tr("Another day to come back on"), group),
        )

    def actions_made(self, actions: ActionSet) -> None:
        self._buttons = [Button.for_action(actions[key]) for key in ("class_new", "class_copy")]
        self.form.finish(actions)
        self.form.ask.answered.connect(self._leave_anyway)

    def head_buttons(self) -> Sequence[QWidget]:
        return self._buttons

    def shown(self) -> None:
        self.trial.refresh_days()
        if self._stale:
            self._stale = False
            self._load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes) -> None:
        if not changes.settings and not changes.rentals and not changes.copies:
            return
        if self.front:
            self._load()
        else:
            self._stale = True

    def set_narrow(self, narrow: bool) -> None:
        self.table.set_row_height(26 if narrow else 34)
        self._rows_shown = _ROWS_NARROW if narrow else _ROWS
        self._fit_table()
        self.form.set_narrow(narrow)
        self.trial.set_narrow(narrow)
        for button in self._buttons:
            button.set_keys_shown(not narrow)

    def leave_ok(self) -> bool:
        """Asks once; going on a second time drops what was typed."""
        if not self._is_unsaved():
            return True
        if self._asked:
            self.discard()
            return True
        self._ask(None)
        return False

    # -- what is shown ---------------------------------------------------------------------------

    def _load(self) -> None:
        """Reads the classes anew; what is typed and not saved stays."""
        self._rows = classes.classes(retired=True)
        kept = self._is_unsaved()
        ids = {row.class_id for row in self._rows}
        if self._current not in ids and not (kept and self._current == NEW):
            self._current = self._rows[0].class_id if self._rows else None
            kept = False
        if not kept:
            self._show(self._current)
        else:
            self._saved = self._saved_draft(self._current)
        self._tell()
        self.desk.read(count, done=self._counted, owner=self)

    def _counted(self, found: Usage) -> None:
        self._usage = found
        self._tell()

    def _row(self, class_id: int | None) -> ClassRow | None:
        return next((row for row in self._rows if row.class_id == class_id), None)

    def _saved_draft(self, class_id: int | None) -> Draft | None:
        row = self._row(class_id)
        return None if row is None else draft_of(row.terms, settings.settings().money)

    def _show(self, class_id: int | None, draft: Draft | None = None) -> None:
        """Fill the form with a class, or with a draft of a new one."""
        self._current = class_id
        self._saved = self._saved_draft(class_id)
        self._asked = False
        shown = draft or self._saved or draft_of(_START, settings.settings().money)
        self.form.show_draft(shown, self._saved)
        self.form.show_errors({})
        self._read_form()

    def _read_form(self) -> None:
        """Keeps the last rule that made sense, so that the chart never goes blank."""
        try:
            self._terms = terms_of(self.form.draft(), settings.settings().money)
        except RuleViolation as error:
            if error.code != "class.no_name":
                return
            named = replace(self.form.draft(), name="–")
            self._terms = replace(terms_of(named, settings.settings().money), class_name="")
        self.form.show_sentence(terms_sentence(self._terms, settings.settings().money))
        self.trial.show_terms(self._terms)

    def _tell(self) -> None:
        """Table, head and foot from what is known."""
        unsaved = self._is_unsaved()
        row = self._row(self._current)
        self.table.show_lines(self._lines(), self._current)
        self._fit_table()
        copies = self._usage.copies.get(self._current or NEW, row.copies if row else 0)
        name = self.form.name.text().strip() or self.tr("New class")
        words = self.tr("{copies} under it").format(
            copies=counted(copies, self.tr("copy rents"), self.tr("copies rent"))
        )
        self.form.show_head(
            name,
            unsaved=unsaved,
            copies=words if row else "",
            put_away=self._away_words(row, copies),
        )
        out = self._usage.out.get(row.name, 0) if row else 0
        note = self.tr("{count} are out under the rule they left with.")
        one = self.tr("1 is out under the rule it left with.")
        said = (one if out == 1 else note.format(count=grouped(out))) if out else ""
        self.form.note.set_text(said)
        self.form.ask.setVisible(self._asked)
        self.form.note.setVisible(not self._asked)
        self.refresh_wanted.emit()

    def _away_words(self, row: ClassRow | None, copies: int) -> str:
        if row is None:
            return ""
        if row.retired:
            return self.tr("Use again")
        return self.tr("Retire") if copies or row.copies else self.tr("Remove")

    def _lines(self) -> list[ClassLine]:
        lines = []
        for row in self._rows:
            here = row.class_id == self._current
            changed = self._changed_fields() if here else frozenset()
            lines.append(
                ClassLine(
                    row.class_id,
                    self._terms if here and changed else row.terms,
                    self._usage.copies.get(row.class_id, row.copies),
                    self._usage.out.get(row.name, 0),
                    row.retired,
                    changed,
                )
            )
        if self._current == NEW:
            lines.append(ClassLine(NEW, self._terms, unsaved=frozenset({"name"})))
        return lines

    def _fit_table(self) -> None:
        rows = min(max(len(self.table.lines), 1), self._rows_shown)
        self._card.setFixedHeight(self.table.height_for(rows) + 2 * dp(5))

    # -- editing ---------------------------------------------------------------------------------

    def _has_current(self) -> bool:
        return self._current is not None

    def _changed_fields(self) -> frozenset[str]:
        if self._saved is None:
            return frozenset({"name"}) if self._current == NEW else frozenset()
        return changed_fields(self.form.draft(), self._saved)

    def _is_unsaved(self) -> bool:
        return self._current is not None and bool(self._changed_fields())

    @Slot()
    def _edited(self) -> None:
        self._asked = False
        self.form.mark(self._saved)
        self._read_form()
        self._tell()

    @Slot(object)
    def _wanted(self, class_id: int) -> None:
        if class_id == self._current:
            return
        if self._is_unsaved() and not self._asked:
            self._ask(class_id)
            return
        self._show(class_id)
        self._tell()

    def _ask(self, going: int | None) -> None:
        self._asked, self._going = True, going
        name = self.form.name.text().strip() or self.tr("The new class")
        question = self.tr("{name} is not saved. Save it, or go on without.").format(name=name)
        self.form.ask.ask(question, self.tr("Go on without") if going is not None else "")
        self._tell()

    @Slot()
    def _leave_anyway(self) -> None:
        going = self._going
        self.discard()
        if going is not None:
            self._show(going)
            self._tell()

    def new_class(self) -> None:
        """Ctrl+N: an empty class in the form; nothing is written before it is saved."""
        self._start(draft_of(_START, settings.settings().money))

    def duplicate(self) -> None:
        """Ctrl+D: a new class with all of this one's numbers."""
        draft = self.form.draft()
        self._start(replace(draft, name=self.tr("{name}, copy").format(name=draft.name.strip())))

    def _start(self, draft: Draft) -> None:
        if self._is_unsaved() and not self._asked:
            self._ask(None)
            return
        self._show(NEW, draft)
        self._tell()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.name.selectAll()

    def save(self) -> None:
        """Ctrl+S: what is wrong stands at its field, and nothing typed is lost."""
        class_id = self._current or None
        try:
            terms = terms_of(self.form.draft(), settings.settings().money)
            done = classes.save_class(self.desk.context(), terms, class_id=class_id)
        except RuleViolation as error:
            field = {"class_name": "name"}.get(error.field or "", error.field or "name")
            self.form.show_errors({field: messages.sentence(error)})
            return
        except StorageProblem as problem:
            self.desk.refuse(problem)
            return
        self.form.show_errors({})
        self._current = done.class_id
        self._rows = classes.classes(retired=True)
        self._show(done.class_id)
        self._tell()
        self.desk.tell(done)

    def discard(self) -> None:
        """Esc: back to what the file has."""
        wanted = self._current if self._row(self._current) else None
        if wanted is None and self._rows:
            wanted = self._rows[0].class_id
        self._show(wanted)
        self._tell()

    @Slot()
    def _put_away(self) -> None:
        row = self._row(self._current)
        if row is not None:
            self.desk.perform(PutAway(row, self.form_copies(row)))

    def form_copies(self, row: ClassRow) -> int:
        """How many copies rent under a class, as far as is known."""
        return self._usage.copies.get(row.class_id, row.copies)
