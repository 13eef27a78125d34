"""One line of a short list as fields: a name, and what else that list knows of a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.catalog import lookups, shortlists
from app.catalog.shortlists import LARGEST_MM, OLDEST, ListKind, ListLine
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.money import ascii_digits
from app.shop.operations import Done
from ui.desk import Desk
from ui.office.words import tr
from ui.side_form import SideForm
from ui.theme import dp
from ui.widgets import TextInput


@dataclass(frozen=True, slots=True)
class _Number:
    """A field with a whole number in it, and how to refuse what is none."""

    suffix: str
    refuse: Callable[[str, str], RuleViolation]


def _no_size(name: str, given: str) -> RuleViolation:
    return RuleViolation("format.size", field=name, mm=given[:12] or "–", most=LARGEST_MM)


def _no_age(name: str, given: str) -> RuleViolation:
    return RuleViolation("certificate.age_range", field=name, most=OLDEST)


_MM = _Number("mm", _no_size)
_YEARS = _Number("years", _no_age)
_MORE: dict[ListKind, dict[str, tuple[str, _Number | None]]] = {
    ListKind.FORMAT: {
        "short": ("Short, for labels and lists", None),
        "face_mm": ("Case, width of the front", _MM),
        "height_mm": ("Case, height", _MM),
        "spine_mm": ("Case, width of the spine", _MM),
        "color": ("Color of its case where there is no cover", None),
    },
    ListKind.CERTIFICATE: {
        "system": ("Who gives it", None),
        "minimum_age": ("Minimum age; 0 is for everybody", _YEARS),
    },
}
#: What most cases are like.
_START = {
    ListKind.FORMAT: {
        "short": "", "face_mm": 135, "height_mm": 190, "spine_mm": 14, "color": "#5B6472",
    },
    ListKind.CERTIFICATE: {"system": "", "minimum_age": 0},
}  # fmt: skip

#: Heads of the form: for a new line, and for one that is there.
HEADS = {
    ListKind.GENRE: ("New genre", "Genre"),
    ListKind.TAG: ("New tag", "Tag"),
    ListKind.CONDITION: ("New condition", "Condition"),
    ListKind.FORMAT: ("New format", "Format"),
    ListKind.CERTIFICATE: ("New certificate", "Certificate"),
}


class LineForm(SideForm):
    """A line that is there, or a new one where ``line`` is None. ``edited`` at each letter."""

    edited = Signal()

    def __init__(
        self, desk: Desk, kind: ListKind, line: ListLine | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, tr(HEADS[kind][line is not None]), parent)
        self._kind, self._line = kind, line
        self._named = "code" if kind is ListKind.CERTIFICATE else "name"
        hint = ""
        if line is not None and kind in (ListKind.GENRE, ListKind.TAG):
            hint = tr("On all its titles. With the name of another one, the two become one.")
        start = "" if line is None else line.name
        self._put(self._named, tr("Name"), TextInput(start), hint)
        known = _known(kind, line)
        for key, (label, number) in _MORE.get(kind, {}).items():
            editor = TextInput(str(known[key]), suffix=tr(number.suffix) if number else "")
            if number is not None:
                editor.setMaximumWidth(dp(140))
            self._put(key, tr(label), editor)
        if line is None:
            self.save_button.setText(tr("Add"))
        self.close_button.setText(tr("Discard"))
        self.foot.insertStretch(0, 1)
        for place in (1, 2):
            self.foot.setStretch(place, 0)
        self.begin()

    def _put(self, key: str, label: str, editor: TextInput, hint: str = "") -> None:
        editor.textEdited.connect(self.edited)
        self.add(key, label, editor, hint=hint)

    @property
    def name(self) -> str:
        """The name as it is typed."""
        return self.text_of(self._named)

    def text_of(self, key: str) -> str:
        """What stands in a field."""
        editor = self.fields[key].editor
        return editor.text() if isinstance(editor, TextInput) else ""

    def act(self, ctx: Context) -> Done:
        name = self.name
        more: dict[str, Any] = {
            key: self._number(key, number) if number else self.text_of(key)
            for key, (_, number) in _MORE.get(self._kind, {}).items()
        }
        if self._line is None:
            return shortlists.add(ctx, self._kind, name, **more).done
        return shortlists.edit(ctx, self._kind, self._line.id, name, **more)

    def _number(self, key: str, number: _Number) -> int:
        digits = ascii_digits(self.text_of(key).strip())
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
            raise number.refuse(key, self.text_of(key).strip())
        return int(digits)


def _known(kind: ListKind, line: ListLine | None) -> dict[str, Any]:
    """What a line has beside its name."""
    if line is None or kind not in _MORE:
        return dict(_START.get(kind, {}))
    rows = lookups.formats() if kind is ListKind.FORMAT else lookups.certificates()
    found = next(row for row in rows if row.id == line.id)
    return {key: getattr(found, key) for key in _MORE[kind]}
