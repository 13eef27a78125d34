"""Certificates: the age that each rating asks for, a number that the owner can change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog import certificates, lookups
from app.catalog.lookups import CertificateRow
from app.shop.changes import Changes
from app.shop.errors import RuleViolation
from app.shop.money import ascii_digits
from app.store.errors import StorageProblem
from ui import messages
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.office.foot import Ask, FootNote
from ui.office.page import OwnerPage
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    CertificateBadge,
    Kind,
    Label,
    Line,
    TextInput,
    heading,
    muted,
)

_COLUMNS = 2


class CertificatesPage(OwnerPage):
    """The tab of the ratings: one number each."""

    key = "certificates"
    text = "Certificates"
    icon = "badge-check"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._rows: tuple[CertificateRow, ...] = ()
        self.ages: dict[int, TextInput] = {}
        self._stale, self._asked = True, False
        self._card = Card(self)
        self._card.setMaximumWidth(dp(672))
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._grid_holder = QWidget()
        self._column.addWidget(self._grid_holder)
        self._error = Label("", role="stop", size=12)
        self._error.setContentsMargins(dp(16), 0, dp(16), dp(8))
        self._error.hide()
        self._column.addWidget(self._error)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card, 0, Qt.AlignmentFlag.AlignTop)
        box.addStretch(1)
        box.setStretch(0, 100)

    def declared(self) -> Sequence[Action | KeyLine]:
        group = self.tr("Certificates")
        unsaved = self.only(self._is_unsaved)
        return (
            Action(
                "ages_save",
                self.tr("Save the ages"),
                "",
                "Ctrl+S",
                self.save,
                when=unsaved,
                group=group,
            ),
            Action(
                "ages_discard",
                self.tr("Discard the changes"),
                "",
                "Esc",
                self.discard,
                when=unsaved,
                group=group,
            ),
        )

    def actions_made(self, actions: ActionSet) -> None:
        self._note = FootNote("info", self)
        self._note.set_text(
            self.tr("Holds from the next rental on. What is out keeps its due date.")
        )
        self._ask = Ask(self)
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(16), dp(11), dp(16), dp(12))
        foot.setSpacing(dp(8))
        foot.addWidget(self._note, 1)
        foot.addWidget(self._ask, 1)
        discard = Button.for_action(actions["ages_discard"], text=self.tr("Discard"))
        foot.addWidget(discard)
        save = Button.for_action(actions["ages_save"], kind=Kind.PRIMARY, text=self.tr("Save"))
        foot.addWidget(save)
        self._column.addWidget(Line())
        self._column.addLayout(foot)

    def shown(self) -> None:
        if self._stale:
            self._load()
        if self._rows:
            self.ages[self._rows[0].id].setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes) -> None:
        if not changes.settings:
            return
        if self.front and not self._is_unsaved():
            self._load()
        else:
            self._stale = True

    def leave_ok(self) -> bool:
        if not self._is_unsaved():
            return True
        if self._asked:
            self.discard()
            return True
        self._asked = True
        self._ask.ask(self.tr("The ages are not saved. Save them, or leave again without."))
        self._note.hide()
        return False

    # -- the list --------------------------------------------------------------------------------

    def _load(self) -> None:
        self._stale = False
        fresh = lookups.certificates()
        if [row.id for row in fresh] != [row.id for row in self._rows]:
            self._rows = fresh
            self._build()
        self._rows = fresh
        self.discard()

    def _build(self) -> None:
        old, self._grid_holder = self._grid_holder, QWidget()
        self._column.replaceWidget(old, self._grid_holder)
        old.deleteLater()
        self.ages = {}
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(dp(16), dp(12), dp(16), dp(14))
        grid.setHorizontalSpacing(dp(14))
        grid.setVerticalSpacing(dp(8))
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(heading(self.tr("Certificates")))
        head.addWidget(muted(self.tr("the age that each asks for; 0 is for everybody"), size=12.5))
        head.addStretch(1)
        grid.addLayout(head, 0, 0, 1, 4 * _COLUMNS)
        half = -(-len(self._rows) // _COLUMNS)
        for at, row in enumerate(self._rows):
            line, column = at % half + 1, at // half * 4
            edit = _Age(row.id, self.tr("years"))
            edit.setFixedWidth(dp(92))
            edit.setAccessibleName(self.tr("Minimum age of {code}").format(code=row.code))
            edit.age_edited.connect(self._edited)
            self.ages[row.id] = edit
            badge = CertificateBadge(row.code)
            grid.addWidget(badge, line, column, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(muted(row.system, size=12), line, column + 1)
            grid.addWidget(edit, line, column + 2)
        grid.setColumnStretch(3, 1)
        grid.setColumnStretch(7, 1)

    @Slot(object, str)
    def _edited(self, certificate_id: int, text: str) -> None:
        row = next(row for row in self._rows if row.id == certificate_id)
        changed = text.strip() != str(row.minimum_age)
        was = self.tr("was {value}").format(value=row.minimum_age)
        self.ages[certificate_id].set_was(was if changed else "")
        self._drop_question()
        self._error.hide()
        self.refresh_wanted.emit()

    def _is_unsaved(self) -> bool:
        return any(self.ages[row.id].text().strip() != str(row.minimum_age) for row in self._rows)

    def save(self) -> None:
        """Ctrl+S: one step with one undo."""
        wanted = {}
        for row in self._rows:
            text = ascii_digits(self.ages[row.id].text().strip())
            if not text.isdigit() or len(text) > 3:
                self._complain(row.id, messages.words("certificate.age_range", {"most": 99}))
                return
            wanted[row.id] = int(text)
        changed = {
            row.id: wanted[row.id] for row in self._rows if wanted[row.id] != row.minimum_age
        }
        try:
            done = certificates.set_ages(self.desk.context(), changed)
        except RuleViolation as error:
            wrong = next(i for i, age in changed.items() if age > certificates.OLDEST)
            self._complain(wrong, messages.sentence(error))
            return
        except StorageProblem as problem:
            self.desk.refuse(problem)
            return
        self._rows = lookups.certificates()
        self.discard()
        self.desk.tell(done)

    def discard(self) -> None:
        """Esc: the ages as the file has them."""
        for row in self._rows:
            self.ages[row.id].setText(str(row.minimum_age))
            self.ages[row.id].set_was("")
            self.ages[row.id].set_invalid(False)
        self._error.hide()
        self._drop_question()
        self.refresh_wanted.emit()

    def _complain(self, certificate_id: int, words: str) -> None:
        self._error.setText(words)
        self._error.show()
        self.ages[certificate_id].set_invalid(True)
        self.ages[certificate_id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_question(self) -> None:
        self._asked = False
        self._ask.hide()
        self._note.show()

    @property
    def error(self) -> str:
        """What is wrong with the ages, empty where nothing is."""
        return self._error.text() if not self._error.isHidden() else ""


class _Age(TextInput):
    """A certificate's age. ``age_edited(certificate_id, text)`` while a person types."""

    age_edited = Signal(object, str)

    def __init__(self, certificate_id: int, suffix: str) -> None:
        super().__init__(suffix=suffix, height=30)
        self._certificate_id = certificate_id
        self.textEdited.connect(self._typed)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.age_edited.emit(self._certificate_id, text)
