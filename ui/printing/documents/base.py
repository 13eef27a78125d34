"""What every printed document is to the tray, the command line and Ctrl+P of each screen.

Adding a document is one small module in this package: a subclass of `PrintedDocument` that says
its words, gathers its frozen data through the app's queries, and hands it to its module in
`reports/`; and its name in the registry.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, BinaryIO, ClassVar

from PySide6.QtCore import QCoreApplication

from reports.cards import BuildReport, CardNote
from ui.printing.fingerprint import mark
from ui.printing.stocks import Sheet, sheets

Subject = Mapping[str, Any]
NO_USED: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    """One card, label or page of a document: `data` is what its report is given.

    `key` names it for good (a title's id), `mark` is the fingerprint of its data.
    """

    key: str
    name: str
    data: Any
    mark: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document's frozen data: its name in the tray and its pieces in the order of printing."""

    name: str
    pieces: tuple[Piece, ...]

    @property
    def marks(self) -> dict[str, str]:
        """Each piece's mark by its key, in order."""
        return {piece.key: piece.mark for piece in self.pieces}


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is built. `used` are labels of the first sheet that are gone."""

    sheet: Sheet
    design: str = ""
    mono: bool = False
    used: frozenset[int] = NO_USED
    start: int = 1
    language: str = "en"
    title: str = ""
    dpi: int = 300
    correction: Any = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words of a command name: everything, what matches a text, or codes; `told` are the
    words of a sign by their option's name (`name`, `from`, `price`).
    """

    everything: bool = False
    where: str = ""
    codes: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DesignChoice:
    """One of up to four designs (Alt+1 to 4)."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that Add document offers: its words and its subject."""

    text: str
    subject: Subject


class PrintedDocument(ABC):
    """One document. Texts are English and go through `tr` where they are shown."""

    #: Name on the command line and in the tray's rows; never changes.
    key: ClassVar[str]
    #: "Shelf cards", and the line of `print --list`.
    text: ClassVar[str]
    what: ClassVar[str]
    #: "Shelf card 3.5 × 2 in" in the list of documents.
    size: ClassVar[str] = ""
    #: One piece and several, for "Printed 11 shelf cards."
    one: ClassVar[str] = "page"
    many: ClassVar[str] = "pages"
    icon: ClassVar[str] = "file-text"
    #: What it is of. Documents of the same things can be exchanged in the panel.
    of: ClassVar[str] = ""
    #: Whether it is printed on labels, which can be used up one by one.
    on_labels: ClassVar[bool] = False
    #: Of what is not on labels: about how many pieces share a page, or how many pages one takes.
    per_page: ClassVar[int] = 1
    pages_each: ClassVar[int] = 1
    #: Whether its pieces are copies, which have their label once it is printed.
    labels_copies: ClassVar[bool] = False
    designs: ClassVar[tuple[DesignChoice, ...]] = ()
    #: Stocks to offer first, the shop's own paper decides which of them is proposed.
    preferred: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def gather(self, subject: Subject, now: datetime) -> Gathered:
        """The frozen data of a subject, through queries; for the worker."""

    @abstractmethod
    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        """Draws the pieces. Notes carry the index of their piece. Raises StockProblem."""

    @abstractmethod
    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        """What a command names. Raises `NotFound` for a code that nothing has."""

    def holds(self, sheet: Sheet) -> bool:
        """Whether a stock holds it."""
        return sheet.key in self.preferred

    def stocks(self) -> tuple[Sheet, ...]:
        """The stocks that hold it: preferred ones first, then the owner's own, then the rest."""
        every = sheets()
        first = [every[key] for key in self.preferred if key in every]
        rest = [one for one in every.values() if one not in first and self.holds(one)]
        return (*first, *sorted(rest, key=_own_first))

    def default_stock(self, paper: str) -> str:
        """The stock proposed where the shop prints on `paper` (letter or a4)."""
        every = sheets()
        for key in self.preferred:
            if key in every and _paper_of(every[key]) == paper:
                return key
        return self.preferred[0]

    def name_of(self, subject: Subject, now: datetime) -> str:
        """What the tray calls it before its data is gathered: "Board sign, Her"."""
        return self.tr(self.text)

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        """What can be put in the tray on the print screen itself (Add document)."""
        return ()

    def with_text(self, piece: Piece, field: str, text: str) -> Piece:
        """The piece with another text in a field: what a person chose to print instead."""
        data = replace(piece.data, **{field: text})
        return replace(piece, data=data, mark=mark(data))

    def proposal(self, piece: Piece, note: CardNote) -> str | None:
        """What to print instead of a field that cannot be printed; None where nothing is known."""
        return None

    def tr(self, text: str) -> str:
        """One of its texts, translated."""
        return QCoreApplication.translate("documents", text)

    def pieces_words(self, count: int) -> str:
        """ "11 shelf cards", "one shelf card"."""
        if count == 1:
            return self.tr("one {what}").format(what=self.tr(self.one))
        return self.tr("{n} {what}").format(n=f"{count:,}", what=self.tr(self.many))


def piece(key: object, name: str, data: Any) -> Piece:
    """A piece with its mark."""
    return Piece(str(key), name, data, mark(data))


def _own_first(sheet: Sheet) -> bool:
    return not sheet.own


def _paper_of(sheet: Sheet) -> str:
    return sheet.paper_name.lower()
