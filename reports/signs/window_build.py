"""How every sign of the window is built: a page per sign, and what had to be kept back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from reports.cards import BuildReport
from reports.cards import CardNote as Note
from reports.correction import Correction
from reports.document import Document
from reports.paper import Paper
from reports.signs import sheet
from reports.signs.designs import Design
from reports.signs.sheet import SignPage
from reports.signs.window_words import WindowWords
from reports.type import missing_glyphs

Data = TypeVar("Data")
Draw = Callable[..., SignPage]


def build(
    signs: Sequence[Data],
    out: Path | BinaryIO,
    draw: Draw,
    name_of: Callable[[Data], str],
    *,
    paper: Paper,
    design: Design,
    mono: bool,
    title: str,
    language: str,
    words: WindowWords | None,
    correction: Correction | None,
) -> BuildReport:
    """Draws each sign that has nothing missing; nothing is written when none is left."""
    document = Document(title=title, language=language, correction=correction)
    notes: list[Note] = []
    missing: list[Note] = []
    for index, one in enumerate(signs):
        lacking = kept_back(one, name_of(one), index)
        missing.extend(lacking)
        if lacking:
            continue
        page = draw(document, one, paper=paper, design=design, mono=mono, words=words, index=index)
        sheet.add(document, page)
        notes.extend(page.notes)
    return finish(document, out, notes, missing)


def finish(
    document: Document, out: Path | BinaryIO, notes: list[Note], missing: list[Note]
) -> BuildReport:
    """Writes the document, if it has pages, and reports."""
    printed = document.pages
    if printed:
        document.write(out)
    return BuildReport(
        pages=printed, printed=printed, shortened=tuple(notes), missing=tuple(missing)
    )


def kept_back(data: Any, name: str, index: int = 0) -> list[Note]:
    """Characters of a sign's texts that no face has, by field."""
    return [
        Note(index, name, field, "".join(sorted(signs)), "missing")
        for field, text in _texts(data)
        if (signs := missing_glyphs(text))
    ]


def _texts(data: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a frozen value, under the name of the field it stands in."""
    if isinstance(data, str):
        yield field, data
    elif isinstance(data, tuple):
        for one in data:
            yield from _texts(one, field)
    elif dataclasses.is_dataclass(data):
        for one in dataclasses.fields(data):
            yield from _texts(getattr(data, one.name), field or one.name)
