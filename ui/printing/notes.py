"""What is said of pieces that need a look before they are printed, and in which order."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reports.cards import BuildReport, CardNote

# How bad a note is: a cross keeps its piece back, a diamond lost something, a note is for the eye.
CROSS, DIAMOND, NOTE = "cross", "diamond", "note"
_SMALL = frozenset({"small"})

_LINES = {
    "shortened": "*{title}* does not fit whole: it ends in an ellipsis.",
    "missing": "*{title}* has letters that no face here can print: {detail}. Kept back.",
    "CodeTooWide": "The barcode of *{title}* is too wide for the card: {detail}. Kept back.",
    "CodeUnprintable": "*{title}* has a code that no barcode can carry: {detail}. Kept back.",
    "CaseTooSmall": "The spine of *{title}* is too small for a strip: {detail}. Kept back.",
    "CaseTooLarge": "The spine of *{title}* is larger than the paper: {detail}. Kept back.",
    "no_verdict": "*{title}* has no verdict yet. Kept back.",
    "small": "*{title}* is set small: {detail}.",
    "row_missing": "*{title}* is left off the board: no face here can print {detail}.",
}
_HEADS = {
    "shortened": "{field} shortened",
    "missing": "cannot be printed whole",
    "CodeTooWide": "has a code that is too wide",
    "CodeUnprintable": "has a code that no barcode can carry",
    "CaseTooSmall": "has too small a spine",
    "CaseTooLarge": "has too large a spine",
    "no_verdict": "has no verdict yet",
    "small": "",
    "row_missing": "left off the board",
}
_FIELDS = {
    "title": "title",
    "original_title": "original title",
    "directors": "directors",
    "quote": "quote",
    "quote_author": "author",
    "cast": "cast",
    "tagline": "tagline",
    "pick": "name of the pick",
    "section": "section",
    "formats": "formats",
    "certificate": "certificate",
    "name": "name",
    "barcode": "barcode",
    "seats": "thumbs",
    "plates": "films",
    "days": "days",
    "due": "line on what is due",
    "note": "note",
    "what": "line on what is sold",
    # A line that has no name of its own is noted under what it is in the file.
    "P": "line",
    "H1": "heading",
    "H2": "heading",
}


def note_words(note: CardNote) -> str:
    """One line about a piece that was shortened, lacks letters or was kept back."""
    text = _tr(_LINES.get(note.code, "*{title}*: {detail}"))
    return text.format(title=note.title, detail=note.detail)


def kind_of(note: CardNote) -> str:
    """Cross, diamond or note."""
    if note.code in _SMALL:
        return NOTE
    return DIAMOND if note.code in ("shortened", "row_missing") else CROSS


def head_words(note: CardNote) -> str:
    """What follows the title in the list: "cannot be printed whole", "quote shortened"."""
    return _tr(_HEADS.get(note.code, "")).format(field=field_words(note.field))


def detail_words(note: CardNote, label: int | None) -> str:
    """The second line: where it is and what is the matter."""
    where = _tr("label {n}").format(n=label) if label else ""
    if note.code in ("missing", "row_missing"):
        letters = " ".join(note.detail)
        return _tr("No face has {letters} of its {field}. Kept back.").format(
            letters=letters, field=field_words(note.field)
        )
    if note.code == "no_verdict":
        return _tr("It prints once its thumbs are given. Kept back.")
    if kind_of(note) == CROSS:
        return _tr("{detail}. Kept back.").format(detail=note.detail)
    if note.code == "shortened":
        left = _tr("ends in an ellipsis")
        return f"{where}, {left}" if where else left
    return f"{where}, {note.detail}".strip(", ")


def field_words(field: str) -> str:
    """A field as a person calls it."""
    return _tr(_FIELDS.get(field, field.replace("_", " ")))


def in_order(report: BuildReport) -> tuple[CardNote, ...]:
    """All notes of a build: crosses first, then diamonds, then what is only to be seen."""
    every = (*report.missing, *report.refused, *report.shortened, *getattr(report, "small", ()))
    rank = {CROSS: 0, DIAMOND: 1, NOTE: 2}
    return tuple(sorted(every, key=lambda note: (rank[kind_of(note)], note.index)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
