"""A person on an account, as a line of its form: name, birth date, ceiling, own card."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.catalog import lookups
from app.members.actions import RenterDraft
from app.members.queries import RenterRow
from app.shop.errors import RuleViolation
from ui.members import words
from ui.members.words import tr
from ui.theme import dp
from ui.widgets import Button, CheckBox, Combo, Field, Kind, TextInput

DAY_EXAMPLE = "4 Mar 1981"


class Unreadable(RuleViolation):
    """What stands in a field is no value of its kind."""

    def __init__(self, field: Field, text: str) -> None:
        super().__init__("form.unreadable")
        self.at, self.text = field, text


def read_day(field: Field) -> date | None:
    """The day in a field; None for an empty one."""
    assert isinstance(field.editor, TextInput)
    try:
        return words.read_day(field.editor.text())
    except ValueError as error:
        raise Unreadable(field, tr("Write it like {day}.").format(day=DAY_EXAMPLE)) from error


class RenterLine(QWidget):
    """A person on the account. ``gone`` when the cross is clicked."""

    gone = Signal()

    def __init__(self, row: RenterRow | None, first: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.renter_id = row.renter_id if row is not None else None
        self.name = TextInput(row.name if row else "", parent=self)
        born = words.day_words(row.born_on) if row and row.born_on else ""
        self.born = TextInput(born, placeholder=DAY_EXAMPLE, parent=self)
        ceilings: list[tuple[object, str]] = [(None, tr("No ceiling"))]
        ceilings += [(each.id, each.code) for each in lookups.certificates()]
        self.ceiling = Combo(ceilings, name=tr("Ceiling"))
        self.ceiling.set_value(row.ceiling_id if row else None)
        self.card = TextInput(row.card or "" if row else "", parent=self)
        self.pays = CheckBox(tr("pays"), self)
        self.pays.setChecked(row.pays if row else first)
        self.keeps = CheckBox(tr("keeps the history"), self)
        self.keeps.setChecked(bool(row and row.keeps_history))
        self.fields = {
            "name": Field(tr("Name"), self.name, parent=self),
            "born_on": Field(tr("Born"), self.born, parent=self),
            "ceiling": Field(tr("Ceiling"), self.ceiling, parent=self),
            "card": Field(tr("Own card"), self.card, parent=self),
        }
        self._cross = Button("", "x", kind=Kind.BARE, height=30, parent=self)
        self._cross.setAccessibleName(tr("Take off the account"))
        self._cross.setToolTip(tr("Take off the account"))
        self._cross.clicked.connect(self.gone)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(10))
        for key, share in (("name", 4), ("born_on", 3), ("ceiling", 3), ("card", 3)):
            box.addWidget(self.fields[key], share)
            box.setAlignment(self.fields[key], Qt.AlignmentFlag.AlignTop)
        for widget in (self.pays, self.keeps, self._cross):
            widget.setFixedHeight(self.name.sizeHint().height())
            field = Field(" ", widget, parent=self)
            box.addWidget(field)
            box.setAlignment(field, Qt.AlignmentFlag.AlignTop)

    @property
    def empty(self) -> bool:
        """A new line that nobody wrote into."""
        return self.renter_id is None and not (self.name.text().strip() or self.born.text())

    def values(self) -> tuple[object, ...]:
        """All that stands there."""
        return (
            self.renter_id,
            self.name.text(),
            self.born.text(),
            self.ceiling.value,
            self.card.text(),
            self.pays.isChecked(),
            self.keeps.isChecked(),
        )

    def draft(self) -> RenterDraft:
        """As the actions take it."""
        ceiling = self.ceiling.value
        return RenterDraft(
            self.name.text(),
            read_day(self.fields["born_on"]),
            ceiling if isinstance(ceiling, int) else None,
            self.card.text().strip() or None,
            self.pays.isChecked(),
            self.keeps.isChecked(),
        )
