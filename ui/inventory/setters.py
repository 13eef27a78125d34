"""What can be set on many titles at once: fields, their choices, and the pills that hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.catalog import lookups
from app.catalog.bulk import Edit
from app.catalog.models import Purpose
from ui import icons
from ui.inventory import choices
from ui.inventory.setters_popup import Choice, SetterPopup
from ui.theme import dp, font, tokens
from ui.widgets import ValuePill, paint


@dataclass(frozen=True, slots=True)
class Setter:
    """A field of an edit of many titles.

    `key` is the plan's name for it, `field` its attribute in ``bulk.Edit``. `sign` stands before
    its value: an arrow for what is replaced, plus and minus for what is added and taken away.
    `free` says what a typed text becomes ("New tag “{text}”"), "" where only the list counts.
    """

    key: str
    field: str
    label: str
    menu: str
    choices: Callable[[], list[Choice]]
    sign: str = "→"
    free: str = ""


def setters() -> tuple[Setter, ...]:
    """All of them, in the order of the bar; the first four stand there from the beginning."""
    return (
        Setter("section", "section_id", _tr("Section"), _tr("Section"), _sections),
        Setter("tag_add", "tag_add", _tr("Tag"), _tr("Add a tag"), _tags, "+",
               _tr("New tag “{text}”")),
        Setter("class", "class_id", _tr("Rental class"), _tr("Rental class"), _classes),
        Setter("condition", "condition_id", _tr("Condition"), _tr("Condition"), _conditions),
        Setter("tag_remove", "tag_remove", _tr("Tag"), _tr("Take a tag off"), _tags, "−"),
        Setter("purpose", "purpose", _tr("Purpose"), _tr("Purpose"), _purposes),
        Setter("certificate", "certificate_id", _tr("Certificate"), _tr("Certificate"),
               _certificates),
        Setter("genre_add", "genre_add", _tr("Genre"), _tr("Add a genre"), _genres, "+",
               _tr("New genre “{text}”")),
        Setter("genre_remove", "genre_remove", _tr("Genre"), _tr("Take a genre off"), _genres, "−"),
        Setter("note", "note", _tr("Note"), _tr("Note"), _notes, "→", _tr("Note “{text}”")),
    )  # fmt: skip


#: How many of them stand in the bar unset; the rest is under + Field.
SHOWN, SHOWN_NARROW = 4, 3


def edit_of(values: dict[str, object]) -> Edit:
    """The edit for values by key of their setters."""
    fields = {one.key: one.field for one in setters()}
    given: dict[str, object] = {fields[key]: value for key, value in values.items()}
    if "purpose" in given:
        given["purpose"] = Purpose(str(given["purpose"]))
    return Edit(**given)  # type: ignore[arg-type]  # values come from the choices of each field


def _sections() -> list[Choice]:
    return [Choice(row.id, row.name) for row in lookups.sections()]


def _classes() -> list[Choice]:
    return [Choice(row.id, row.name) for row in lookups.classes()]


def _conditions() -> list[Choice]:
    return [Choice(row.id, row.name) for row in lookups.conditions()]


def _certificates() -> list[Choice]:
    return [Choice(row.id, row.code) for row in lookups.certificates()]


def _purposes() -> list[Choice]:
    return [Choice(value, text) for value, text in choices.purposes()]


def _tags() -> list[Choice]:
    return [Choice(row.name, row.name) for row in lookups.tags()]


def _genres() -> list[Choice]:
    return [Choice(row.name, row.name) for row in lookups.genres()]


def _notes() -> list[Choice]:
    return [Choice("", _tr("No note"))]


class SetterPill(ValuePill):
    """A field in the bar: its name and an arrow, or what it will become and an x.

    A click, Space or Alt+Down opens the list above it; the x or Delete takes the value back.
    ``value_changed(object)`` carries the pill.
    """

    value_changed = Signal(object)
    cross = 28

    def __init__(self, setter: Setter, parent: QWidget | None = None) -> None:
        super().__init__(setter.label, parent)
        self.setter = setter
        self.value: object = None
        self.value_text = ""
        self.popup: SetterPopup | None = None
        self._retell()

    @property
    def is_set(self) -> bool:
        """Whether it changes anything."""
        return bool(self.value_text)

    def set_value(self, value: object, text: str) -> None:
        """What a person chose; ("", "No note") empties a note."""
        self.value, self.value_text = value, text
        self._retell()
        self.value_changed.emit(self)

    def show_value(self, value: object) -> None:
        """Stand as the edit has it (None: unset) without telling anybody: it was set elsewhere."""
        if value == self.value:
            return
        words = (one.text for one in self.setter.choices() if one.value == value)
        self.value = value
        self.value_text = "" if value is None else next(words, str(value))
        self._retell()

    @Slot()
    def clear(self) -> None:
        """Change nothing here after all."""
        if self.is_set:
            self.set_value(None, "")

    @Slot()
    def open(self) -> None:
        """The list above the pill."""
        self.open_at(self)

    def open_at(self, place: QWidget) -> None:
        """The list above another widget: the field is not in the bar yet."""
        self.popup = SetterPopup(self, self.text(), self.setter.choices(), self.setter.free)
        self.popup.chosen.connect(self._chosen)
        self.popup.show_above(place, self.value)

    @Slot(object)
    def _chosen(self, choice: Choice) -> None:
        self.set_value(choice.value, choice.text)

    def _retell(self) -> None:
        sign = {"→": self.tr("becomes"), "+": self.tr("add"), "−": self.tr("take off")}
        said = f"{sign[self.setter.sign]} {self.value_text}" if self.is_set else ""
        self.setAccessibleName(f"{self.text()} {said}".strip())
        self.updateGeometry()
        self.update()

    # -- looking like one ------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._face()).horizontalAdvance(self.text()) + dp(22)
        if self.is_set:
            width += self._sign_width() + dp(27)
            width += min(QFontMetrics(font(13, 600)).horizontalAdvance(self._words()), dp(220)) + 1
        else:
            width += dp(21)
        return QSize(width, dp(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        on, role = self.is_set, "ink2" if self.isEnabled() else "ink3"
        fill = t.accent_soft if on else t.sunk if self.underMouse() else t.surface
        paint.rounded(painter, box, dp(8), fill, t.accent_line if on else t.line)
        x = float(dp(11))
        place = QRectF(x, 0, box.width(), box.height())
        x += paint.text(painter, place, self.text(), role=role, face=self._face(), elide=False)
        size = dp(16)
        end = QRectF(box.right() - size - dp(8), 0, size, box.height())
        if not on:
            icons.paint(painter, "chevron-down", role, end, dp(15))
            return
        if self.setter.sign == "→":
            arrow = QRectF(x + dp(6), 0, size, box.height())
            icons.paint(painter, "arrow-right", role, arrow, size)
        x += self._sign_width()
        words = QRectF(x, 0, end.left() - dp(6) - x + 2, box.height())
        paint.text(painter, words, self._words(), face=font(13, 600))
        icons.paint(painter, "x", role, end, size)

    def _words(self) -> str:
        sign = "" if self.setter.sign == "→" else self.setter.sign + " "
        return sign + self.value_text

    def _sign_width(self) -> int:
        return dp(28) if self.setter.sign == "→" else dp(7)

    def _face(self) -> QFont:
        return font(13)


def _tr(text: str) -> str:
    return QCoreApplication.translate("setters", text)
