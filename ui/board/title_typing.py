"""A title being typed onto the board: what the stock has of that name, and which match is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.board import queries
from app.catalog import finding
from app.catalog.finding import Found
from app.catalog.folding import fold
from ui.board.row import Typed

_MATCHES = 12
# A barcode, a card: one word with more digits than any title that is a number, or only digits.
_CODE = re.compile(r"(?=(?:\D*\d){5})(?:\S+|[\d ]+)")


@dataclass(frozen=True, slots=True)
class Meant:
    """What Enter would put up: a title of the catalogue, or any film by its name."""

    title_id: int | None
    name: str


class TitleTyping:
    """Follows the text of the scan bar. Best matches first; ``next`` goes on to the next one."""

    def __init__(self) -> None:
        self._text = ""
        self._matches: list[Found] = []
        self._at = 0

    @property
    def text(self) -> str:
        """What is typed so far, without spaces around it."""
        return self._text

    @property
    def several(self) -> bool:
        """Whether there is a next match."""
        return len(self._matches) > 1

    def set_text(self, text: str) -> None:
        """Another letter."""
        self._text = " ".join(text.split())
        self._at = 0
        found = finding.find(text, _MATCHES) if self._text else []
        once: dict[int, Found] = {}
        for one in found:
            once.setdefault(one.title_id, one)
        self._matches = sorted(once.values(), key=self._is_other)

    def next(self) -> None:
        """The next match; after the last the first."""
        if self._matches:
            self._at = (self._at + 1) % len(self._matches)

    def typed(self) -> Typed | None:
        """What goes up on the board for it; None while nothing is typed."""
        if not self._text:
            return None
        match = self._match()
        if match is None and self.is_code:
            return None
        if match is None:
            words = _tr("Not in the catalogue. Enter puts it up anyway.")
            return Typed(self._text, "", words)
        caption = ", ".join(part for part in (match.text, match.detail) if part)
        words = f"{caption}. {_stock(match.title_id)}"
        return Typed(self._text, self._rest(match.text), words, self.several)

    def meant(self) -> Meant | None:
        """What Enter puts up."""
        match = self._match()
        if match is not None:
            return Meant(match.title_id, match.text)
        return Meant(None, self._text) if self._text and not self.is_code else None

    @property
    def is_code(self) -> bool:
        """Whether it is a barcode or a card rather than a title: no letters go up for it."""
        return _CODE.fullmatch(self._text) is not None

    def _match(self) -> Found | None:
        return self._matches[self._at] if self._matches else None

    def _is_other(self, found: Found) -> bool:
        """Films that begin with what is typed come first: their letters can go up as typed."""
        return not fold(found.text).startswith(fold(self._text))

    def _rest(self, name: str) -> str:
        """The letters of a match that are still missing; "" where it begins differently.

        A fold may change how many letters there are (an article, a ligature): then the whole match
        is left to the caption.
        """
        begun = name[: len(self._text)]
        return name[len(self._text) :] if fold(begun) == fold(self._text) else ""


def _stock(title_id: int) -> str:
    """How many copies the shop has to rent."""
    copies = queries.copies_of(title_id)
    return _tr("{n} in stock.").format(n=copies) if copies else _tr("None in stock.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("board", text)
