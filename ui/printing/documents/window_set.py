"""The whole window in one go: every sign that the shop has something to say on, in one design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from app.board import queries as board
from reports.cards import BuildReport, CardNote
from reports.signs import window_set
from reports.signs.designs import Design
from reports.signs.window_set import WindowPage, WindowSign
from ui.printing.documents.base import (
    Gathered,
    Offer,
    Options,
    Piece,
    PrintedDocument,
    Subject,
    Wanted,
    piece,
)
from ui.printing.documents.rating_board import DESIGNS
from ui.printing.documents.theme import theme_header
from ui.printing.documents.titles import title_of, without_missing
from ui.printing.documents.window import NewReleaseSigns
from ui.printing.documents.window_data import (
    closed_days,
    newest,
    now_showing,
    opening_hours,
    sale,
)
from ui.printing.fingerprint import mark

_METRIC = ("a3", "a4", "a5", "half-a3")


class Window(PrintedDocument):
    """A page for each sign, each on the sheet it is made for. Its subject may hold `titles` (new
    releases; none: the newest), `theme` and `sale` (their subjects), and `designs`, another design
    by a page's key (`{"hours": "neon"}`). Hours, closed days and the first board are there by
    themselves.
    """

    key = "window"
    text = "The whole window"
    what = "every sign of the window in one file: new release, hours, closed days, now showing"
    one, many = "sign", "signs"
    icon = "store"
    designs = DESIGNS
    preferred = ("letter", "a4")

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        found: dict[str, Any] = {}
        told = wanted.told
        if wanted.codes:
            found["titles"] = [title_of(code) for code in wanted.codes]
        if "name" in told:
            names = {"name": "name", "tagline": "tagline", "from": "first", "to": "last"}
            theme = {names[key]: text for key, text in told.items() if key in names}
            found["theme"] = theme | {
                "titles": found.get("titles", []),
                "drawing": told.get("drawing", ""),
            }
        return found

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        return (Offer(self.tr(self.text), {}),)

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        designs = subject.get("designs", {})
        pieces = []
        for key, sign in _signs(subject, now):
            design = Design(designs[key]) if key in designs else None
            pieces.append(piece(key, window_set.name_of(sign), WindowPage(sign, design)))
        return Gathered(self.name_of(subject, now), tuple(pieces))

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        return window_set.build(
            [one.data for one in pieces],
            out,
            design=Design(options.design or Design.MARQUEE),
            mono=options.mono,
            metric=options.sheet.paper_name.casefold() in _METRIC,
            title=options.title or self.tr(self.text),
            language=options.language,
            correction=options.correction,
        )

    def with_text(self, piece: Piece, field: str, text: str) -> Piece:
        sign = replace(piece.data.sign, **{field: text})
        data = replace(piece.data, sign=sign)
        return replace(piece, data=data, mark=mark(data))

    def proposal(self, piece: Piece, note: CardNote) -> str | None:
        return without_missing(replace(piece, data=piece.data.sign), note)


def _signs(subject: Subject, now: datetime) -> list[tuple[str, WindowSign]]:
    """Every sign there is something to say on, by the key of its page."""
    found: list[tuple[str, WindowSign]] = []
    releases = NewReleaseSigns().signs({"titles": subject.get("titles") or newest(1)}, now)
    found += [(f"new-release-{key}", sign) for key, sign in releases]
    if hours := opening_hours():
        found.append(("hours", hours))
    if theme := subject.get("theme"):
        found.append(("theme", theme_header(theme, now)))
    if closed := closed_days({}, now):
        found.append(("closed", closed))
    if told := subject.get("sale"):
        found.append(("sale", sale(told, now)))
    boards = board.boards()
    if boards and (showing := now_showing(boards[0].id)).rows:
        found.append(("now-showing", showing))
    return found


DOCUMENT = Window()
