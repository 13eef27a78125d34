"""One section: its numbers, its names, its curtain; what the walk becomes while it is dragged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.catalog import lookups, section_list, sections
from app.catalog.section_list import SectionDetail
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.store.errors import StorageProblem
from ui import messages
from ui.desk import Desk
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    CheckBox,
    Combo,
    Field,
    Kind,
    Label,
    Line,
    PanelActions,
    TextInput,
)

#: As wide as it gets (Qt's QWIDGETSIZE_MAX, which PySide leaves out).
_ANY_WIDTH = 16_777_215


@dataclass(frozen=True)
class _Form:
    """The fields as they stand."""

    name: str
    short_name: str
    shelved_by: str
    class_id: int | None
    curtained: bool
    minimum_age: str


class SectionPanel(Card):
    """``saved`` after a save or a merge; ``merge_wanted`` closes with the id it became."""

    saved = Signal()

    def __init__(self, desk: Desk, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._detail: SectionDetail | None = None
        self._start: _Form | None = None
        outer = self.column((0, 0, 0, 0), 0)
        self._area = area = QScrollArea(self)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(dp(16), dp(14), dp(16), dp(12))
        column.setSpacing(dp(10))
        self._build(column)
        area.setWidget(inner)
        self._inner = inner
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer.addWidget(area, 1)
        outer.addWidget(Line())
        outer.addWidget(PanelActions(actions))

    def set_beside(self, width: int, *, beside: bool) -> None:
        """Beside the walk it is `width` wide and scrolls; below it, it is as high as it is."""
        self.setMinimumWidth(width if beside else 0)
        self.setMaximumWidth(width if beside else _ANY_WIDTH)
        self._area.setMinimumHeight(0 if beside else self._inner.sizeHint().height())

    def _build(self, column: QVBoxLayout) -> None:
        self._name = Label("", size=19, weight=700, wrap=True)
        self._sum = Label("", role="ink2")
        column.addWidget(self._name)
        column.addWidget(self._sum)
        self.name_edit = TextInput(placeholder=self.tr("Drama"))
        self._short = TextInput(placeholder=self.tr("DRAMA"))
        self._name_field = Field(self.tr("Name on cards and signs"), self.name_edit)
        self._short_field = Field(self.tr("Short name, on spines"), self._short)
        column.addLayout(_pair(self._name_field, self._short_field))
        shelved = [
            ("sort_title", self.tr("Sort title")),
            ("director", self.tr("Director")),
            ("year", self.tr("Year")),
            ("country", self.tr("Country")),
        ]
        self._shelved = Combo(shelved, name=self.tr("Shelved by"))
        self._class = Combo([(None, "")], name=self.tr("New copies rent under"))
        column.addLayout(
            _pair(
                Field(self.tr("Shelved by"), self._shelved),
                Field(self.tr("New copies rent under"), self._class),
            )
        )
        self._curtain = CheckBox(self.tr("Behind a curtain"))
        self._age = TextInput(suffix=self.tr("years and over"))
        self._age_field = Field(self.tr("Only for renters of"), self._age)
        column.addWidget(self._curtain)
        hint = self.tr("Titles hidden from renters under that age, from the board, the window and")
        column.addWidget(
            Label(f"{hint} {self.tr('every display outside.')}", role="ink2", size=12, wrap=True)
        )
        column.addWidget(self._age_field)
        column.addLayout(self._foot())
        column.addWidget(Line())
        self._counts = {
            key: self._count(column, words)
            for key, words in (
                ("in", self.tr("On the shelf now")),
                ("out", self.tr("Out")),
                ("held", self.tr("Put aside")),
                ("other", self.tr("In repair, missing, on display")),
                ("idle", self.tr("Idle over a year")),
            )
        }
        self.hint = Card(fill="accent_soft", line=None, radius=8, shadow=False)
        box = self.hint.column((12, 10, 12, 10), 2)
        box.addWidget(Label(self.tr("If you let go here"), role="accent_text", weight=600))
        self._walk_words = Label("", size=12, wrap=True)
        box.addWidget(self._walk_words)
        self.hint.hide()
        column.addWidget(self.hint)
        column.addStretch(1)
        for editor in (self.name_edit, self._short, self._age):
            editor.textChanged.connect(self._edited)
        for combo in (self._shelved, self._class):
            combo.activated.connect(self._edited)
        self._curtain.toggled.connect(self._edited)

    def _foot(self) -> QHBoxLayout:
        self._save = Button(self.tr("Save"), "save", kind=Kind.PRIMARY, keys="Ctrl+S")
        self._save.clicked.connect(self.save)
        self._discard = Button(self.tr("Discard"), keys="Esc")
        self._discard.clicked.connect(self.discard)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(self._discard)
        row.addStretch(1)
        return row

    def _count(self, column: QVBoxLayout, words: str) -> Label:
        number = Label("", weight=600, tabular=True)
        row = QHBoxLayout()
        row.addWidget(Label(words, role="ink2"))
        row.addStretch(1)
        row.addWidget(number)
        column.addLayout(row)
        return number

    # -- showing -------------------------------------------------------------------------------

    @property
    def section_id(self) -> int | None:
        """The section that is shown."""
        return self._detail.row.id if self._detail is not None else None

    def show_section(self, section_id: int | None) -> None:
        """Reads a section anew; unsaved fields of another one must have been dealt with."""
        self._detail = (
            section_list.section_detail(section_id, self._desk.now()) if section_id else None
        )
        self.setEnabled(self._detail is not None)
        if self._detail is not None:
            self._show_detail(self._detail)

    def _show_detail(self, detail: SectionDetail) -> None:
        row = detail.row
        self._name.setText(row.name)
        since = f", {self.tr('since')} {detail.since.year}" if detail.since else ""
        words = self.tr("{titles:,} titles, {copies:,} copies")
        self._sum.setText(words.format(titles=row.titles, copies=row.copies) + since)
        classes: list[tuple[object, str]] = [(None, self.tr("No class"))]
        self._class.set_options([*classes, *((one.id, one.name) for one in lookups.classes())])
        for key, number in (
            ("in", detail.in_count),
            ("out", detail.out),
            ("held", detail.held),
            ("other", detail.display + detail.other),
            ("idle", detail.idle_titles),
        ):
            self._counts[key].setText(f"{number:,}")
        self._start = None
        self.name_edit.setText(row.name)
        self._short.setText(row.short_name)
        self._shelved.set_value(row.shelved_by)
        self._class.set_value(row.class_id)
        self._curtain.setChecked(row.curtained)
        self._age.setText(str(row.minimum_age))
        self._start = self._read()
        self._edited()

    def show_walk(self, names: Sequence[str] | None, at: int) -> None:
        """While a section is dragged: what stands before and after it then; None when it ends."""
        if names is None:
            self.hint.hide()
            return
        near = ", ".join(names[max(0, at - 1) : at + 2])
        words = self.tr("The re-shelving walk goes {names}. No copy changes its section.")
        self._walk_words.setText(words.format(names=near))
        self.hint.show()

    # -- the form ------------------------------------------------------------------------------

    def _read(self) -> _Form:
        value = self._class.value
        return _Form(
            self.name_edit.text().strip(),
            self._short.text().strip(),
            str(self._shelved.value),
            value if isinstance(value, int) else None,
            self._curtain.isChecked(),
            self._age.text().strip(),
        )

    @property
    def unsaved(self) -> bool:
        """Whether a field holds something else than the section."""
        return self._start is not None and self._read() != self._start

    @Slot()
    def _edited(self) -> None:
        self._age_field.setVisible(self._curtain.isChecked())
        for button in (self._save, self._discard):
            button.setVisible(self.unsaved)

    @Slot()
    def discard(self) -> None:
        """The fields as they were."""
        if self._detail is not None:
            self._show_detail(self._detail)

    @Slot()
    def save(self) -> None:
        """Ctrl+S: names, shelving, class and curtain in one step."""
        if self._detail is None or self._start is None or not self.unsaved:
            return
        try:
            done = self._save_fields(self._desk.context(), self._detail.row.id)
        except RuleViolation as error:
            field = {"short_name": self._short_field, "minimum_age": self._age_field}.get(
                error.field or "", self._name_field
            )
            field.set_error(messages.sentence(error))
            return
        except StorageProblem as problem:
            self._desk.refuse(problem)
            return
        for field in (self._name_field, self._short_field, self._age_field):
            field.clear_error()
        self._start = self._read()
        self._desk.tell(done)
        self.saved.emit()

    def _save_fields(self, ctx: Context, section_id: int) -> Done:
        form = self._read()
        fields: dict[str, Any] = {
            "name": form.name,
            "short_name": form.short_name,
            "shelved_by": form.shelved_by,
            "class_id": form.class_id,
            "curtained": form.curtained,
        }
        if form.curtained:
            if not form.minimum_age.isdigit():
                raise RuleViolation("section.age", field="minimum_age", age=form.minimum_age)
            fields["minimum_age"] = int(form.minimum_age)
        return sections.edit_section(ctx, section_id, **fields)


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(dp(12))
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row
