"""What the bar of an edit of many titles says: counts, what would change, what is refused.

Pure: previews in, sentences out. What is done and what raises is in ``sentences``.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.catalog.bulk import FieldCount, Line, Preview, Refused
from app.catalog.models import Purpose

_COPY_FIELDS = frozenset({"section", "class", "condition", "purpose", "replacement"})


def selected(count: int) -> str:
    """`7 titles selected`."""
    return _tr("{titles} selected").format(titles=titles(count))


def stock(preview: Preview) -> str:
    """`9 copies, 1 of them out`."""
    said = copies(preview.copies)
    if preview.copies == 1 and preview.out:
        return _tr("{copies}, out").format(copies=said)
    if preview.out:
        said += _tr(", {n} of them out").format(n=f"{preview.out:,}")
    return said


def what_changes(preview: Preview) -> str:
    """A sentence a field: `Moves 9 copies, one of them when it comes back. Tags 6, one has it.`"""
    return " ".join(_of_field(count) for count in preview.fields)


def what_is_refused(preview: Preview) -> str:
    """A sentence a rule: `2 of 7 cannot go to an open section: they belong behind the curtain.`"""
    return " ".join(_of_refused(one, preview.titles) for one in preview.refused)


def apply_words(preview: Preview | None) -> str:
    """`Apply to 7`."""
    if preview is None or not preview.changing:
        return _tr("Apply")
    return _tr("Apply to {n}").format(n=f"{len(preview.changing):,}")


def tile_words(line: Line) -> str:
    """The second line of a tile: `→ Staff Favorites`, `+ winter window`, `− christmas`."""
    if line.field.endswith("_add"):
        return f"+ {line.after}"
    if line.field.endswith("_remove"):
        return f"− {line.before}"
    return f"→ {value_words(line.field, line.after) or _tr('No note')}"


def value_words(field: str, value: str) -> str:
    """A value of a line as it is read: purposes in words."""
    if field == "purpose":
        names = {
            Purpose.RENTAL.value: _tr("To rent"),
            Purpose.SALE.value: _tr("For sale"),
            Purpose.DISPLAY.value: _tr("On display"),
        }
        return ", ".join(names.get(part.strip(), part) for part in value.split(","))
    return value


def field_words(field: str) -> str:
    """The name of a field in the list of changes."""
    return {
        "section": _tr("Section"),
        "class": _tr("Rental class"),
        "condition": _tr("Condition"),
        "purpose": _tr("Purpose"),
        "replacement": _tr("Replacement"),
        "certificate": _tr("Certificate"),
        "note": _tr("Note"),
        "tag_add": _tr("Tag"),
        "tag_remove": _tr("Tag"),
        "genre_add": _tr("Genre"),
        "genre_remove": _tr("Genre"),
    }[field]


def titles(count: int) -> str:
    """`1 title`, `1,284 titles`."""
    return _tr("1 title") if count == 1 else _tr("{n} titles").format(n=f"{count:,}")


def copies(count: int) -> str:
    """`1 copy`, `9 copies`."""
    return _tr("1 copy") if count == 1 else _tr("{n} copies").format(n=f"{count:,}")


def _of_field(count: FieldCount) -> str:
    changing = count.copies if count.field in _COPY_FIELDS else count.titles
    what = copies(count.copies) if count.field in _COPY_FIELDS else titles(count.titles)
    if not changing:
        return _nothing(count)
    said = _verb(count.field).format(what=what, n=f"{count.titles:,}")
    if count.field == "section" and count.out:
        one = _tr(", one of them when it comes back")
        many = _tr(", {n} of them when they come back")
        said += one if count.out == 1 else many.format(n=f"{count.out:,}")
    if count.same:
        said += ", " + _same(count)
    return said + "."


def _verb(field: str) -> str:
    return {
        "section": _tr("Moves {what}"),
        "class": _tr("Sets the class of {what}"),
        "condition": _tr("Sets the condition of {what}"),
        "purpose": _tr("Sets the purpose of {what}"),
        "replacement": _tr("Sets the replacement of {what}"),
        "certificate": _tr("Rates {what}"),
        "note": _tr("Writes the note of {what}"),
        "tag_add": _tr("Tags {n}"),
        "tag_remove": _tr("Takes the tag off {n}"),
        "genre_add": _tr("Adds the genre to {n}"),
        "genre_remove": _tr("Takes the genre off {n}"),
    }[field]


def _same(count: FieldCount) -> str:
    one = count.same == 1
    if count.field == "section":
        words = _tr("one is there") if one else _tr("{n} are there")
    elif count.field.endswith("_remove"):
        words = _tr("one does not have it") if one else _tr("{n} do not have it")
    else:
        words = _tr("one has it") if one else _tr("{n} have it")
    return words.format(n=f"{count.same:,}")


def _nothing(count: FieldCount) -> str:
    if not count.same:
        return ""
    said = _same(count)
    if count.field.endswith("_remove"):
        return _tr("None of them has it.") if count.same > 1 else said.capitalize() + "."
    if count.same > 1:
        words = _tr("All {n} are there.") if count.field == "section" else _tr("All {n} have it.")
        return words.format(n=f"{count.same:,}")
    return said.capitalize() + "."


def _of_refused(refused: Refused, all_titles: int) -> str:
    n = len(refused.title_ids)
    one = n == 1
    if refused.code == "copy.behind_curtain":
        words = (
            _tr("{n} of {all} cannot go to an open section: it belongs behind the curtain.")
            if one
            else _tr("{n} of {all} cannot go to an open section: they belong behind the curtain.")
        )
    elif refused.code == "copy.out":
        words = (
            _tr("{n} of {all} cannot have another purpose: a copy is out.")
            if one
            else _tr("{n} of {all} cannot have another purpose: copies are out.")
        )
    else:
        words = _tr("{n} of {all} cannot be changed.")
    return words.format(n=f"{n:,}", all=f"{all_titles:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("bulk", text)
