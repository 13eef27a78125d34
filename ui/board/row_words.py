"""What a screen reader says of a row, and what is said of a film below the board."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.board.queries import Entry
from app.shop.words import lower_first


def row_words(entry: Entry | None, place: int, rows: int) -> str:
    """ "Row 1 of 6, Her, 4 of 5 thumbs: owner, film teacher, chaplain, painter."."""
    if entry is None:
        return _tr("Row {place} of {rows}, free.").format(place=place, rows=rows)
    facts = {"place": place, "rows": rows, "title": entry.name, "n": entry.count}
    if not entry.count:
        return _tr("Row {place} of {rows}, {title}, no thumb yet.").format(**facts)
    who = ", ".join(lower_first(thumb.who) for thumb in entry.thumbs if thumb is not None)
    words = _tr("Row {place} of {rows}, {title}, {n} of 5 thumbs: {who}.")
    return words.format(**facts, who=who)


def _tr(text: str) -> str:
    return QCoreApplication.translate("board", text)
