"""Staff: who works here, as owner or clerk. Sign-in by PIN is not here yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.shop import settings, staff
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.models import Role
from app.shop.operations import Done
from app.shop.staff import StaffRow
from app.store.errors import StorageProblem
from ui import messages
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.office.page import OwnerPage
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    Field,
    Kind,
    Label,
    Line,
    LinkButton,
    Segmented,
    TextInput,
    heading,
    muted,
    paint_avatar,
)


class StaffPage(OwnerPage):
    """The tab of the people: names save as they are left, roles as they are chosen."""

    key = "staff"
    text = "Staff"
    icon = "users"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.lines: list[StaffLine] = []
        self._stale = True
        self._people = QVBoxLayout()
        self._people.setContentsMargins(0, 0, 0, dp(6))
        self._people.setSpacing(0)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(16))
        box.addWidget(self._list_card(), 672, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._add_card(), 624, Qt.AlignmentFlag.AlignTop)

    def declared(self) -> Sequence[Action | KeyLine]:
        return (
            Action(
                "staff_new",
                self.tr("Add a person"),
                "user-plus",
                "Ctrl+N",
                self.begin_adding,
                when=self.is_front,
                group=self.tr("Staff"),
            ),
        )

    def actions_made(self, actions: ActionSet) -> None:
        self._button = Button.for_action(actions["staff_new"])

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._button,)

    def shown(self) -> None:
        if self._stale:
            self._load()

    def changed(self, changes: Changes) -> None:
        if not changes.settings:
            return
        if self.front:
            self._load()
        else:
            self._stale = True

    def set_narrow(self, narrow: bool) -> None:
        self._button.set_keys_shown(not narrow)

    # -- building --------------------------------------------------------------------------------

    def _list_card(self) -> Card:
        card = Card(self)
        column = card.column((0, 0, 0, 0), 0)
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(12), dp(16), dp(10))
        head.setSpacing(dp(10))
        head.addWidget(heading(self.tr("Who works here")))
        self._count = muted(size=12.5)
        head.addWidget(self._count)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(Line())
        column.addLayout(self._people)
        return card

    def _add_card(self) -> Card:
        card = Card(self)
        column = card.column((16, 12, 16, 14), 10)
        column.addWidget(heading(self.tr("Add a person")))
        self.new_name = TextInput(placeholder=self.tr("Name"), enter_moves=False)
        self.new_name.entered.connect(self.add)
        self._new_field = Field(self.tr("Name, as journal and ledger will show it"), self.new_name)
        self.new_role = Segmented(
            [(Role.CLERK, self.tr("Clerk")), (Role.OWNER, self.tr("Owner"))],
            name=self.tr("Role"),
        )
        column.addWidget(self._new_field)
        column.addWidget(Field(self.tr("Role"), self.new_role))
        add = Button(self.tr("Add"), "plus", kind=Kind.PRIMARY)
        add.clicked.connect(self.add)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(add)
        words = self.tr(
            "An owner changes hours, prices, ages and staff, and restores backups. A clerk rents, "
            "takes back and takes payments."
        )
        column.addWidget(Label(words, role="ink2", size=12.5, wrap=True))
        column.addLayout(line)
        return card

    # -- the list --------------------------------------------------------------------------------

    def _load(self) -> None:
        self._stale = False
        people = staff.people(gone=True)
        if [line.person.id for line in self.lines] != [person.id for person in people]:
            while self.lines:
                line = self.lines.pop()
                self._people.removeWidget(line)
                line.deleteLater()
            for person in people:
                line = StaffLine(person, self)
                line.renamed.connect(self._rename)
                line.role_chosen.connect(self._set_role)
                line.switched.connect(self._switch)
                self._people.addWidget(line)
                self.lines.append(line)
        for line, person in zip(self.lines, people, strict=True):
            line.show_person(person)
        here = sum(person.active for person in people)
        self._count.setText(self.tr("1 person") if here == 1 else f"{here} {self.tr('people')}")

    def begin_adding(self) -> None:
        """Ctrl+N: the name of a new person."""
        self.new_name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.new_name.selectAll()

    @Slot()
    def add(self) -> None:
        """Adds the person whose name is written; somebody who has left comes back."""
        try:
            done = settings.add_staff(
                self.desk.context(), self.new_name.text(), Role(self.new_role.current)
            )
        except RuleViolation as error:
            self._new_field.set_error(messages.sentence(error))
            return
        except StorageProblem as problem:
            self.desk.refuse(problem)
            return
        self._new_field.clear_error()
        self.new_name.clear()
        self.desk.tell(done)

    @Slot(object, str)
    def _rename(self, line: StaffLine, name: str) -> None:
        def act(ctx: Context) -> Done:
            return staff.rename(ctx, line.person.id, name)

        if self.desk.perform(act) is None:
            line.show_person(line.person)

    @Slot(object, str)
    def _set_role(self, line: StaffLine, role: str) -> None:
        def act(ctx: Context) -> Done:
            return staff.set_role(ctx, line.person.id, Role(role))

        if self.desk.perform(act) is None:
            line.show_person(line.person)

    @Slot(object)
    def _switch(self, line: StaffLine) -> None:
        def act(ctx: Context) -> Done:
            return staff.set_active(ctx, line.person.id, not line.person.active)

        self.desk.perform(act)


class StaffLine(QWidget):
    """A person: name, role, and whether they still work here. Its signals carry the line itself.

    ``renamed(line, name)``, ``role_chosen(line, role)``, ``switched(line)``.
    """

    renamed = Signal(object, str)
    role_chosen = Signal(object, str)
    switched = Signal(object)

    def __init__(self, person: StaffRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = person
        self.name = TextInput(height=30)
        self.name.editingFinished.connect(self._left)
        self.role = Segmented(
            [(Role.CLERK, self.tr("Clerk")), (Role.OWNER, self.tr("Owner"))],
            name=self.tr("Role"),
            height=30,
        )
        self.role.chosen.connect(self._role_picked)
        self.leave = LinkButton("")
        self.leave.clicked.connect(self._switch_clicked)
        self.leave.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._face = _Avatar(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(16), dp(7), dp(16), dp(7))
        box.setSpacing(dp(12))
        box.addWidget(self._face)
        box.addWidget(self.name, 1)
        box.addWidget(self.role)
        box.addWidget(self.leave)

    def show_person(self, person: StaffRow) -> None:
        """Show the person as the file has them."""
        self.person = person
        self.name.setText(person.name)
        self.name.setEnabled(person.active)
        self.name.setAccessibleName(self.tr("Name of {name}").format(name=person.name))
        self.role.set_current(person.role)
        self.role.setEnabled(person.active)
        self.leave.setText(self.tr("No longer here") if person.active else self.tr("Works again"))
        self.leave.updateGeometry()
        self._face.show_name(person.name, person.active)

    @Slot()
    def _left(self) -> None:
        if " ".join(self.name.text().split()) != self.person.name:
            self.renamed.emit(self, self.name.text())

    @Slot(str)
    def _role_picked(self, role: str) -> None:
        self.role_chosen.emit(self, role)

    @Slot()
    def _switch_clicked(self) -> None:
        self.switched.emit(self)


class _Avatar(QWidget):
    """The person's letters on a disc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._on = "", True
        self.setFixedSize(dp(28), dp(28))

    def show_name(self, name: str, on: bool) -> None:
        self._name, self._on = name, on
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(28), dp(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name, on=False)
