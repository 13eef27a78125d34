"""A document as it will leave the printer: built by the worker, with the place of each piece."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from PySide6.QtGui import QImage

from app.printing.rules import Ink
from app.printing.stocks import does_not_fit
from app.shop import settings
from app.shop.errors import RuleViolation
from reports.cards import BuildReport, CardNote
from reports.stock import StockProblem
from ui import messages
from ui.printing import notes
from ui.printing.documents import Options, Piece
from ui.printing.lines import Line
from ui.printing.pdf_pages import PdfPages
from ui.tasks import Cancel, Cancelled, Report

Spot = tuple[int, int]  # page from 0, label from 1 (0: the whole page)
# Documents of more sheets than this show their first page before the rest is built.
_SOON = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """A built document.

    `spots` says which piece lies on which label, `places` the other way round; `pieces` are all
    that were to be printed, those kept back among them; `whole` is False while only the first page
    was built.
    """

    item_id: int
    pdf: bytes = b""
    report: BuildReport = field(default_factory=lambda: BuildReport(0))
    sizes: tuple[tuple[float, float], ...] = ()
    pieces: tuple[Piece, ...] = ()
    notes: tuple[CardNote, ...] = ()
    spots: Mapping[Spot, int] = field(default_factory=dict)
    places: Mapping[int, Spot] = field(default_factory=dict)
    used: frozenset[int] = frozenset()
    picture: QImage | None = None
    scale: float = 0.0
    problem: str = ""
    whole: bool = True

    @property
    def ready_count(self) -> int:
        """How many pieces really go to paper."""
        return len(self.pieces) - len(self.kept_back)

    @property
    def ready(self) -> tuple[Piece, ...]:
        """The pieces that really go to paper."""
        kept = self.kept_back
        return tuple(one for at, one in enumerate(self.pieces) if at not in kept)

    @property
    def kept_back(self) -> frozenset[int]:
        """Indices of pieces that cannot be printed as they are."""
        return frozenset(n.index for n in self.notes if notes.kind_of(n) == notes.CROSS)

    def spot_of(self, index: int) -> Spot | None:
        """Where a piece lies; None where it is kept back."""
        return self.places.get(index)

    def left_used(self, per_sheet: int) -> tuple[int, ...]:
        """The labels gone of the last sheet once this is printed; none where it is full."""
        pages = self.report.pages
        if not pages:
            return tuple(sorted(self.used))
        gone = {label for page, label in self.spots if page == pages - 1}
        if pages == 1:
            gone |= self.used
        return () if len(gone) >= per_sheet else tuple(sorted(gone))


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: a document, the labels that are gone, a scale for the first page's picture."""

    line: Line
    used: frozenset[int]
    scale: float
    page: int = 0
    correction: object = None

    def makes_many(self) -> bool:
        """Whether the first page is worth showing before the rest."""
        return len(self.line.keys) > _SOON * self.on_a_sheet

    @property
    def on_a_sheet(self) -> int:
        """About how many pieces a sheet takes."""
        sheet = self.line.sheet
        return max(sheet.per_sheet if sheet is not None else 1, self.line.document.per_page)


def make(order: Order, first_only: bool, report: Report, stop: Cancelled) -> Preview:
    """Builds the document and the picture of one page; for the worker."""
    line, sheet = order.line, order.line.sheet
    if line.problem or sheet is None:
        return Preview(line.item.id, problem=line.problem)
    pieces = _copied(line)
    if first_only:
        pieces = pieces[: 2 * order.on_a_sheet]
    used = order.used if _takes_marks(line) else frozenset()
    if len(used) >= sheet.per_sheet > 1:
        return _full_sheet(line, pieces, used)
    out = io.BytesIO()
    try:
        built = line.document.build(pieces, out, _options(order, used))
    except StockProblem as problem:
        refused = does_not_fit(problem.code, problem.facts)
        return Preview(line.item.id, pieces=pieces, problem=messages.sentence(refused))
    except RuleViolation as problem:
        return Preview(line.item.id, pieces=pieces, problem=messages.sentence(problem))
    if stop():
        raise Cancel
    told = notes.in_order(built)
    kept = {note.index for note in told if notes.kind_of(note) == notes.CROSS}
    picture, sizes = _picture(out.getvalue(), order) if built.pages else (None, ())
    going = [at for at in range(len(pieces)) if at not in kept]
    spots = _spots(line, going, used, built.pages)
    return Preview(
        item_id=line.item.id,
        pdf=out.getvalue(),
        report=built,
        sizes=sizes,
        pieces=pieces,
        notes=told,
        spots=spots,
        places={at: spot for spot, at in spots.items()},
        used=used,
        picture=picture,
        scale=order.scale,
        whole=not first_only,
    )


def thumb(order: Order, report: Report, stop: Cancelled) -> QImage | None:
    """A small picture of a document's first page; None where nothing of it can be printed."""
    return make(order, True, report, stop).picture


def _full_sheet(line: Line, pieces: tuple[Piece, ...], used: frozenset[int]) -> Preview:
    """The sheet in the feed has no label left: it is shown, and nothing goes on it."""
    assert line.sheet is not None
    return Preview(
        line.item.id,
        sizes=((line.sheet.width, line.sheet.height),),
        pieces=pieces,
        used=used,
        problem=messages.words("print.no_label"),
    )


def picture(pdf: bytes, page: int, scale: float, report: Report, stop: Cancelled) -> QImage:
    """One page as a picture; for the worker."""
    with PdfPages(pdf) as pages:
        return pages.picture(page, scale)


def _options(order: Order, used: frozenset[int]) -> Options:
    line = order.line
    assert line.sheet is not None
    how = line.item.set_up
    return Options(
        line.sheet,
        design=how.design,
        mono=how.ink == Ink.MONO,
        used=used,
        language=settings.settings().language,
        title=line.gathered.name,
        correction=order.correction,
    )


def _copied(line: Line) -> tuple[Piece, ...]:
    """The pieces as often as wanted: copies of a card flow into the labels, card by card."""
    pieces = line.pieces()
    if not line.document.on_labels or line.item.set_up.copies == 1:
        return pieces
    return tuple(one for one in pieces for _ in range(line.item.set_up.copies))


def _takes_marks(line: Line) -> bool:
    return line.sheet is not None and line.sheet.perforated and line.sheet.per_sheet > 1


def _spots(
    line: Line, printed: list[int], used: frozenset[int], pages: int
) -> dict[Spot, int]:  # fmt: skip
    """Where each printed piece lies: labels in order, in the holes of the first sheet; of signs a
    page each, and nowhere in particular where several share one.
    """
    labels = line.sheet.labels if line.sheet is not None else None
    if labels is None:
        return {(page, 0): at for page, at in enumerate(printed)} if pages == len(printed) else {}
    places = islice(labels.free_labels(1, used), len(printed))
    return {
        (sheet - 1, label): at for (sheet, label), at in zip(places, printed, strict=True)
    }  # fmt: skip


def _picture(pdf: bytes, order: Order) -> tuple[QImage, tuple[tuple[float, float], ...]]:
    with PdfPages(pdf) as pages:
        # one stock, one size: asking pdfium for each of a thousand pages takes seconds
        sizes = (pages.size(0),) * pages.count
        wanted = min(order.page, pages.count - 1)
        return pages.picture(wanted, order.scale), sizes
