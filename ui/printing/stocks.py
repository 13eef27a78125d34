"""What a page can be printed on, by the key that tray and command line use: labels and sheets.

Shipped label stocks, the owner's own, and whole sheets of paper, in one list with the words that
the screen shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from app.printing import queries
from app.printing.queries import OwnStock
from reports import paper, stock
from reports.paper import Paper
from reports.stock import Stock

# Sheets that an ordinary printer takes; a roll is a stock of its own.
_SHEETS = ("letter", "a4", "tabloid", "a3", "half-letter", "a5", "half-tabloid", "half-a3")
_METRIC_FREE = ("USD", "CAD", "MXN", "PHP", "CLP", "COP")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One stock: `labels` where it has them, else a whole sheet of `paper`. Lengths in points.

    `name` is short ("5371"), `paper_name` the sheet it comes on ("Letter").
    """

    key: str
    name: str
    paper_name: str
    width: float
    height: float
    labels: Stock | None = None
    paper: Paper | None = None
    own: bool = False

    @property
    def per_sheet(self) -> int:
        """Labels on a sheet; 1 for a whole sheet."""
        return self.labels.labels_per_sheet if self.labels is not None else 1

    @property
    def perforated(self) -> bool:
        """Whether labels are told apart by the sheet itself (crop marks are printed otherwise)."""
        return self.labels is not None and not self.labels.crop_marks

    def group_words(self) -> str:
        """ "5371 on Letter", "Plain Letter", "80 mm roll"."""
        if self.labels is None:
            return _tr("Plain {paper}").format(paper=self.paper_name)
        if self.own or self.name == self.paper_name:
            return self.name
        if self.labels.crop_marks:
            return _tr("{paper} card, cut").format(paper=self.paper_name)
        return _tr("{name} on {paper}").format(name=self.name, paper=self.paper_name)

    def words(self) -> str:
        """ "5371 on Letter, 10 a sheet"."""
        if self.labels is None or self.per_sheet == 1:
            return self.group_words()
        return _tr("{group}, {n} a sheet").format(group=self.group_words(), n=self.per_sheet)


def sheets() -> dict[str, Sheet]:
    """Every stock there is: the owner's own first, then the shipped labels, then whole sheets."""
    found = [_own(row) for row in queries.own_stocks()]
    found += [_shipped(one) for one in stock.SHIPPED.values()]
    found += [_paper(key) for key in _SHEETS if key in paper.PAPERS]
    return {one.key: one for one in found}


def sheet(key: str) -> Sheet:
    """A stock by its key. Raises KeyError where there is none of it (any more)."""
    if key in stock.SHIPPED:
        return _shipped(stock.SHIPPED[key])
    return sheets()[key]


def named(text: str) -> Sheet:
    """A stock by its key or its name, capitals aside (`--stock`). Raises KeyError."""
    wanted = text.strip().casefold()
    for one in sheets().values():
        if wanted in (one.key.casefold(), one.name.casefold()):
            return one
    raise KeyError(text)


def local_paper(currency: str) -> str:
    """The paper that the shop's country prints on, by its currency: letter or a4."""
    return "letter" if currency in _METRIC_FREE else "a4"


def _own(row: OwnStock) -> Sheet:
    m = row.measures
    labels = Stock(
        key=row.key,
        sheet_name=m.sheet_name,
        sheet_width=m.sheet_width,
        sheet_height=m.sheet_height,
        label_width=m.label_width,
        label_height=m.label_height,
        columns=m.columns,
        rows=m.rows,
        left=m.left,
        top=m.top,
        pitch_x=m.pitch_x,
        pitch_y=m.pitch_y,
        corner_radius=m.corner_radius,
        bleed=m.bleed,
        crop_marks=m.crop_marks,
    )
    return replace(_shipped(labels), name=row.name, own=True)


def _shipped(one: Stock) -> Sheet:
    roll = one.key.startswith("roll")
    return Sheet(
        key=one.key,
        name=one.sheet_name if roll else one.key,
        paper_name=one.sheet_name,
        width=one.sheet_width,
        height=one.sheet_height,
        labels=one,
    )


def _paper(key: str) -> Sheet:
    one = paper.PAPERS[key]
    return Sheet(key, one.name, one.name, one.width, one.height, paper=one)


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
