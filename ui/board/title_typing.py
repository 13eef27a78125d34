"""A title being typed onto the board: what the stock has of that name, and which match is meant."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.catalog import finding
from app.catalog.finding import Found
from app.catalog.folding import fold
from ui.board.row import Typed

_MATCHES = 12


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
        if match is None:
            words = _tr("Not in the catalogue. Enter puts it up anyway.")
            return Typed(self._text, "", words)
        rest = self._rest(match.text)
        caption = ", ".join(part for part in (match.text, match.detail) if part)
        return Typed(self._text, rest, f"{caption}.", self.several)

    def meant(self) -> Meant | None:
        """What Enter puts up."""
        match = self._match()
        if match is not None:
            return Meant(match.title_id, match.text)
        return Meant(None, self._text) if self._text else None

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


def _tr(text: str) -> str:
    return QCoreApplication.translate("board", text)
