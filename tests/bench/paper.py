"""Page 1 of a preview, signs in each design, and labels: each beside its floor."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from reports import labels, shelf_cards, stock
from reports.cards import ShelfCard
from reports.labels import CopyLabel
from reports.paper import paper
from reports.signs import board_sign
from reports.signs.designs import Design
from reports.signs.film import Seat, SignFilm
from tests.bench.measure import Figure, milliseconds

_SCREEN = 82 / 100 * 96 / 72  # the preview's scale at 1440 x 900
_RUNS = 5


def run() -> Iterator[Figure]:
    """Milliseconds from frozen data to the picture of page 1, and to a sign's bytes."""
    cards = [ShelfCard(f"Film {n}", year=2013, barcode=str(20100001 + n)) for n in range(12)]
    took = min(milliseconds(partial(_page_one, cards)) for _ in range(_RUNS))
    blank = _blank()
    floor = min(milliseconds(partial(_render, blank)) for _ in range(_RUNS))
    yield Figure("page 1 of a preview, cards to picture", "ms", took, 100, floor)
    for design in Design:
        took = min(milliseconds(partial(_sign, design)) for _ in range(_RUNS))
        floor = min(milliseconds(_plain_sign) for _ in range(_RUNS))
        yield Figure(f"board sign, {design.value}", "ms", took, 100, floor)
    copies = [CopyLabel(f"Film {n}", str(10000001 + n), "DVD, Drama") for n in range(1000)]
    took = min(milliseconds(partial(_labels, copies)) for _ in range(3))
    floor = min(milliseconds(_plain_labels) for _ in range(3))
    yield Figure("1,000 copy labels", "s", took / 1000, 0.3, floor / 1000)


def _page_one(cards: list[ShelfCard]) -> None:
    out = io.BytesIO()
    shelf_cards.build(cards, out, stock=stock.shipped("5371"))
    _render(out.getvalue())


def _render(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    document[0].render(scale=_SCREEN)
    document.close()


def _blank() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.drawString(72, 72, "page")
    canvas.save()
    return out.getvalue()


def _sign(design: Design) -> None:
    names = ("Owner", "Film teacher", "Chaplain", "Painter", "Guest")
    film = SignFilm(
        title="Those Magnificent Men in Their Flying Machines",
        year=1965,
        directors=("Ken Annakin",),
        certificate="G",
        runtime_minutes=138,
        seats=tuple(Seat(name, at < 3) for at, name in enumerate(names)),
        quote="The title takes longer than the take-off. Both are worth it.",
        quote_author="Chaplain",
        section="Comedy",
        formats=("DVD",),
    )
    board_sign.build(
        [film], io.BytesIO(), shop="All Thumbs Video", paper=paper("letter"), design=design
    )


def _plain_sign() -> None:
    """The same marks without fitting: a title, ten lines, five boxes."""
    canvas = Canvas(io.BytesIO(), pagesize=(612, 792))
    canvas.setFont("Helvetica-Bold", 96)
    canvas.drawString(60, 500, "TITLE")
    canvas.setFont("Helvetica", 14)
    for line in range(10):
        canvas.drawString(60, 300 - line * 18, f"line {line} of a sign")
    for box in range(5):
        canvas.roundRect(60 + box * 95, 320, 80, 80, 10)
    canvas.save()


def _labels(copies: list[CopyLabel]) -> None:
    labels.build(copies, io.BytesIO(), stock=stock.shipped("5167"))


def _plain_labels() -> None:
    canvas = Canvas(io.BytesIO(), pagesize=(612, 792))
    for number in range(1000):
        place = number % 80
        x, y = 20 + place % 4 * 148, 36 * (place // 4) + 36
        canvas.setFont("Helvetica", 6)
        canvas.drawString(x, y + 28, f"Film {number}")
        canvas.drawString(x, y + 4, str(10000001 + number))
        path = canvas.beginPath()
        for bar in range(40):
            path.rect(x + bar * 2.4, y + 10, 1.2, 15)
        canvas.drawPath(path, stroke=0, fill=1)
        if place == 79:
            canvas.showPage()
    canvas.save()
