"""A title, its editions and copies as fields, in the place of the detail; one save, one undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.catalog import editing
from app.catalog.editing import TitleEdit
from app.catalog.models import TitleKind
from app.catalog.title_detail import CopyDetail, EditionDetail, TitleDetail
from app.shop.clock import Context
from app.shop.operations import Done
from ui.desk import Desk
from ui.inventory import choices
from ui.inventory.detail_head import cover_of
from ui.inventory.form_base import (
    Bound,
    BoundMoney,
    BoundNames,
    BoundNumber,
    FormPage,
    NoteEdit,
    Unreadable,
    money_text,
)
from ui.inventory.pictures import dropped_picture
from ui.theme import dp
from ui.widgets import Button, Combo, Field, Label, Line, Segmented, TextInput, heading


class EditForm(FormPage):
    """``cover_wanted``, ``uncover_wanted``, ``picture_dropped(object)`` a path."""

    cover_wanted = Signal()
    uncover_wanted = Signal()
    picture_dropped = Signal(object)

    def __init__(self, desk: Desk, detail: TitleDetail, parent: QWidget | None = None) -> None:
        super().__init__(desk, self.tr("Edit {title}").format(title=detail.name), parent=parent)
        self.detail = detail
        self._title: dict[str, Bound] = {}
        self._editions: dict[int, dict[str, Bound]] = {}
        self._copies: dict[int, dict[str, Bound]] = {}
        self._codes: list[TextInput] = []
        self.kind = Segmented(
            [
                (TitleKind.FILM.value, self.tr("Film")),
                (TitleKind.SEASON.value, self.tr("Season")),
            ],
            name=self.tr("Kind"),
            parent=self,
        )
        self.kind.set_current(str(detail.kind))
        self.kind.hide()
        self.setAcceptDrops(True)
        self._add_cover()
        self._add_names()
        self._steps: list[Callable[[], object]] = [
            self._add_facts,
            self._add_series,
            self._add_people,
            self._add_words,
        ]
        for edition in detail.editions:
            self._steps.append(partial(self._add_edition, edition))
            self._steps += [partial(self._add_copy, copy) for copy in edition.copies]
        self._steps.append(self.body.addStretch)
        # A title of twenty copies has two hundred fields: what is not seen yet comes turn by turn,
        # so that no turn of the window takes longer than a frame.
        self._builder = QTimer(self)
        self._builder.timeout.connect(self._build_next)
        self._builder.start(0)

    def build_all(self) -> None:
        """All fields at once, for whoever cannot wait."""
        while self._steps:
            self._build_next()

    @Slot()
    def _build_next(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        if not self._steps:
            self._builder.stop()

    # -- fields ----------------------------------------------------------------------------------

    def _add_cover(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(dp(10))
        self._cover = _Cover(self.desk, self.detail)
        line.addWidget(self._cover)
        choose = Button(self.tr("Cover from a file"), "image-plus", height=30)
        choose.clicked.connect(self.cover_wanted)
        line.addWidget(choose)
        self._uncover = Button(self.tr("Remove"), height=30)
        self._uncover.setAccessibleName(self.tr("Remove the cover"))
        self._uncover.setEnabled(bool(self.detail.cover))
        self._uncover.clicked.connect(self.uncover_wanted)
        line.addWidget(self._uncover)
        line.addStretch(1)
        self.body.addLayout(line)

    def _text(self, key: str, label: str, value: str) -> Field:
        field = self.made(key, label, _line(value))
        self._title[key] = Bound(field, value)
        return field

    def _number(self, key: str, label: str, value: int | None) -> Field:
        field = self.made(key, label, TextInput("" if value is None else str(value)))
        self._title[key] = BoundNumber(field, value)
        return field

    def _names(self, key: str, label: str, names: list[str]) -> None:
        field = self.add(key, label, _line(", ".join(names)))
        self._title[key] = BoundNames(field, names)

    def _add_names(self) -> None:
        detail = self.detail
        self.body.addWidget(self._text("name", self.tr("Title"), detail.name))
        self.body.addWidget(
            self._text("original_name", self.tr("Original title"), detail.original_name)
        )
        self.body.addWidget(self._text("sort_name", self.tr("Sorts under"), detail.sort_name))

    def _add_facts(self) -> None:
        detail = self.detail
        certificate = self.made(
            "certificate_id",
            self.tr("Certificate"),
            Combo(choices.certificates(), name=self.tr("Certificate")),
        )
        _start(certificate, detail.certificate_id)
        self._title["certificate_id"] = Bound(certificate, detail.certificate_id)
        self.side_by_side(
            self._number("year", self.tr("Year"), detail.year),
            self._number("runtime_minutes", self.tr("Minutes"), detail.runtime_minutes),
            certificate,
        )
        self.side_by_side(
            self._text("countries", self.tr("Countries"), detail.countries),
            self._text("language", self.tr("Language"), detail.language),
            stretch=(3, 2),
        )

    def _add_series(self) -> None:
        detail = self.detail
        series = self._text("series", self.tr("Series"), detail.series)
        season = self._number("season", self.tr("Season"), detail.season)
        self.side_by_side(self._kind_field(), series, season, stretch=(0, 3, 1))

    def _kind_field(self) -> Field:
        field = self.made("kind", self.tr("Kind"), self.kind)
        self.kind.show()
        return field

    def _add_people(self) -> None:
        detail = self.detail
        self._names(
            "directors", self.tr("Directed by"), [person.name for person in detail.directors]
        )
        self._names("cast", self.tr("With"), [person.name for person in detail.cast])
        self._names("genres", self.tr("Genres"), [genre.name for genre in detail.genres])
        self._names("tags", self.tr("Tags"), [tag.name for tag in detail.tags])

    def _add_words(self) -> None:
        for key, label, value, lines in (
            ("tagline", self.tr("Tagline"), self.detail.tagline, 1),
            ("synopsis", self.tr("Synopsis"), self.detail.synopsis, 3),
            ("staff_pick", self.tr("Staff pick, for the shelf card"), self.detail.staff_pick, 2),
            ("note", self.tr("Note"), self.detail.note, 2),
        ):
            editor = TextInput(value) if lines == 1 else NoteEdit(value, lines)
            self._title[key] = Bound(self.add(key, label, editor), value.strip())

    def _add_edition(self, edition: EditionDetail) -> None:
        self.body.addWidget(Line())
        self.body.addWidget(heading(edition.format))
        bounds: dict[str, Bound] = {}
        self._editions[edition.id] = bounds
        case = Field(self.tr("Format"), Combo(choices.formats(), name=self.tr("Format")))
        _start(case, edition.format_id)
        bounds["format_id"] = Bound(case, edition.format_id)
        upc = Field(self.tr("UPC"), self._code_input(edition.upc or ""))
        bounds["upc"] = Bound(upc, edition.upc or "")
        discs = Field(self.tr("Discs"), TextInput(str(edition.discs)))
        bounds["discs"] = BoundNumber(discs, edition.discs)
        label = Field(self.tr("Label"), TextInput(edition.label))
        bounds["label"] = Bound(label, edition.label)
        self.side_by_side(case, upc, stretch=(2, 3))
        self.side_by_side(label, discs, stretch=(4, 1))

    def _code_input(self, text: str) -> TextInput:
        editor = TextInput(text)
        self._codes.append(editor)
        return editor

    def _add_copy(self, copy: CopyDetail) -> None:
        bounds: dict[str, Bound] = {}
        self._copies[copy.id] = bounds
        self.body.addSpacing(dp(2))
        self.body.addWidget(Label(copy.barcode, size=13, weight=600, tabular=True))

        def combo(key: str, label: str, options: choices.Options, value: object) -> Field:
            field = Field(label, Combo(options, name=f"{label}, {copy.barcode}"))
            _start(field, value)
            bounds[key] = Bound(field, value)
            return field

        def money(key: str, label: str, cents: int | None) -> Field:
            field = Field(label, TextInput(money_text(cents)))
            bounds[key] = BoundMoney(field, cents)
            return field

        self.side_by_side(
            combo("section_id", self.tr("Section"), choices.sections(), copy.section_id),
            combo("condition_id", self.tr("Condition"), choices.conditions(), copy.condition_id),
        )
        self.side_by_side(
            combo("purpose", self.tr("For"), choices.purposes(), str(copy.purpose)),
            combo("class_id", self.tr("Rents under"), choices.classes(), copy.class_id),
        )
        barcode = Field(self.tr("Barcode"), self._code_input(copy.barcode))
        bounds["barcode"] = Bound(barcode, copy.barcode)
        self.side_by_side(
            barcode,
            money("sale_cents", self.tr("Price"), copy.sale_cents),
            money("replacement_cents", self.tr("If lost"), copy.replacement_cents),
            stretch=(4, 3, 3),
        )
        note = Field(self.tr("Note"), TextInput(copy.note))
        bounds["note"] = Bound(note, copy.note)
        self.body.addWidget(note)

    # -- scans -----------------------------------------------------------------------------------

    def scan(self, text: str) -> bool:
        """A code goes into a UPC or barcode that has the focus; else it is for the screen."""
        return self.scan_into(text, *self._codes)

    # -- saving ----------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        if self.kind.current != str(self.detail.kind):
            return True
        groups = [self._title, *self._editions.values(), *self._copies.values()]
        return any(bound.changed for group in groups for bound in group.values())

    def take_focus(self) -> None:
        self.fields["name"].editor.setFocus()

    def save(self) -> bool:
        try:
            edit = self._edit()
        except Unreadable as problem:
            self.clear_errors()
            self.complain(problem.words, problem.field)
            return False
        title_id = self.detail.title_id
        if edit.empty:
            self.closed.emit()
            return True

        def act(ctx: Context) -> Done:
            return editing.save(ctx, title_id, edit)

        if self.run(act) is None:
            return False
        self.closed.emit()
        return True

    def _edit(self) -> TitleEdit:
        title = _changed(self._title)
        if self.kind.current != str(self.detail.kind):
            title["kind"] = self.kind.current
        return TitleEdit(
            title,
            {key: found for key, group in self._editions.items() if (found := _changed(group))},
            {key: found for key, group in self._copies.items() if (found := _changed(group))},
        )

    def show_cover(self, detail: TitleDetail) -> None:
        """The cover was set or taken off while the form is open."""
        self._cover.show_cover(detail)
        self._uncover.setEnabled(bool(detail.cover))

    # -- covers ----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_picture(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_picture(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.picture_dropped.emit(path)


def _line(text: str) -> TextInput:
    """A field that shows the beginning of a long text."""
    made = TextInput(text)
    made.setCursorPosition(0)
    return made


def _changed(group: dict[str, Bound]) -> dict[str, object]:
    """What differs from the start; reads every field, so that none unreadable is passed over."""
    values = {key: bound.read() for key, bound in group.items()}
    return {key: value for key, value in values.items() if value != group[key].start}


def _start(field: Field, value: object) -> None:
    """Set a combo to its value; one that the list no longer has is kept as it is."""
    editor = field.editor
    assert isinstance(editor, Combo)
    editor.set_value(value)
    if editor.value != value:
        editor.addItem("–", value)
        editor.set_value(value)


class _Cover(QWidget):
    """The cover, small, beside its buttons."""

    def __init__(self, desk: Desk, detail: TitleDetail) -> None:
        super().__init__()
        self._covers = desk.covers
        self._spec = cover_of(detail)
        self.setFixedSize(dp(40), dp(56))
        self._covers.arrived.connect(self.update)

    def show_cover(self, detail: TitleDetail) -> None:
        self._spec = cover_of(detail)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        size = QSize(self.width(), self.height())
        made = self._covers.pixmap(self._spec, size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, made)
