"""The import page's own words: fields, encodings, separators, what to do with refused rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.importing.decisions import Action, ReasonKey
from app.importing.fields import Kind
from app.importing.layouts import Encoding


def tr(text: str) -> str:
    """Translates the words of the import page."""
    return QCoreApplication.translate("importing", text)


KINDS = {
    Kind.COPIES: "titles and copies",
    Kind.TITLES: "titles",
    Kind.MEMBERS: "members",
    Kind.RENTALS: "rentals",
    Kind.PAYMENTS: "payments",
}
"""What is brought in, in the order of the list of kinds."""

ENCODINGS = {
    Encoding.UTF8: "UTF-8",
    Encoding.UTF8_BOM: "UTF-8 with BOM",
    Encoding.UTF16: "UTF-16",
    Encoding.UTF16_LE: "UTF-16 LE",
    Encoding.UTF16_BE: "UTF-16 BE",
    Encoding.WINDOWS: "Windows 1252",
    Encoding.LATIN1: "Latin-1",
}

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

_FIELDS = {
    "upc": "UPC",
    "cast": "Cast",
    "directors": "Director",
    "genres": "Genre",
    "kind": "Kind",
    "born_on": "Birth date",
    "joined_on": "Joined",
    "expires_on": "Expires",
    "released_on": "Release date",
    "added_at": "Added",
    "rented_at": "Rented",
    "returned_at": "Returned",
    "scanned_at": "Scanned",
    "paid_at": "Paid on",
    "due_on": "Due",
    "max_out": "Most out at once",
    "source_id": "Number there",
    "discs": "Discs",
    "labelled": "Labelled",
    "cost": "Paid for it",
    "email": "E-mail",
    "pays": "Pays",
    "closed_days_count": "Closed days count",
}
_SHORT = {"certificate": "Cert."}


def field_words(name: str) -> str:
    """A field as a person calls it: "Original title"."""
    return tr(_FIELDS.get(name) or name.replace("_", " ").capitalize())


def short_field_words(name: str) -> str:
    """The same for a narrow box."""
    return tr(_SHORT[name]) if name in _SHORT else field_words(name)


def field_inside(name: str) -> str:
    """A field within a sentence: "the UPC", "the birth date"."""
    words = field_words(name)
    return words if words.isupper() else words[:1].lower() + words[1:]


def head_line_words(line: int) -> str:
    """Where the headings are."""
    return tr("headings in line {n}").format(n=line) if line else tr("no headings")


def size_words(size: int) -> str:
    """Bytes as people read them: "4.1 MB"."""
    if size < 1_000:
        return tr("{n} bytes").format(n=size)
    if size < 1_000_000:
        return f"{size / 1_000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"


def rows_words(count: int) -> str:
    """``1 row``, ``36,273 rows``."""
    return tr("1 row") if count == 1 else tr("{n} rows").format(n=f"{count:,}")


def action_words(action: Action, key: ReasonKey, value: str) -> tuple[str, str]:
    """What a choice does, as (words, the name that stands out at its end)."""
    if action is Action.PUT:
        if key.field == "section":
            return tr("Put them in "), value
        return tr("Take it as "), value
    if action is Action.MAKE:
        if key.field == "section":
            return tr("Make a section "), key.value
        return tr("Add the {field}").format(field=field_inside(key.field)), ""
    if action is Action.LEAVE_OUT:
        return tr("Leave the {field} out").format(field=field_inside(key.field)), ""
    if action is Action.NEW_BARCODE:
        return tr("Give new barcodes"), ""
    return tr("Skip"), ""


def decided_words(action: Action, key: ReasonKey, value: str, count: int) -> str:
    """What became of the rows that a choice let in: "31 put in Family"."""
    n = f"{count:,}"
    if action is Action.PUT:
        if key.field == "section":
            return tr("{n} put in {name}").format(n=n, name=value)
        return tr("{n} taken as {name}").format(n=n, name=value)
    if action is Action.MAKE:
        return tr("{n} in the new {field} {name}").format(
            n=n, field=field_inside(key.field), name=key.value
        )
    if action is Action.LEAVE_OUT:
        return tr("{n} without the {field}").format(n=n, field=field_inside(key.field))
    if action is Action.NEW_BARCODE:
        return tr("{n} get new barcodes").format(n=n)
    return tr("{n} left out").format(n=n)
