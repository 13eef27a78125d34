"""1,000 and 10,000 shelf cards with barcode, beside a plain loop drawing the same marks."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from reports import shelf_cards, stock
from reports.cards import ShelfCard
from tests.bench.measure import Figure, milliseconds, peak_megabytes


def run() -> Iterator[Figure]:
    """Seconds; the plain loop writes seven strings and the bars of each card, unfitted."""
    for count, target in ((1_000, 0.3), (10_000, 2.0)):
        cards = [_card(number) for number in range(count)]
        took = min(milliseconds(partial(_build, cards)) for _ in range(2 if count > 1_000 else 4))
        floor = milliseconds(partial(_plain, count))
        yield Figure(f"{count:,} shelf cards", "s", took / 1000, target, floor / 1000)
    alone = subprocess.run(
        [sys.executable, "-m", "tests.bench.printing"], capture_output=True, text=True, check=True
    )
    yield Figure("memory of 10,000 shelf cards", "MB", float(alone.stdout), 120)


def _card(number: int) -> ShelfCard:
    return ShelfCard(
        title=f"The Wandering Letter of {number}",
        year=1950 + number % 75,
        directors=(f"Esi Wiśniewski {number % 900}",),
        runtime_minutes=80 + number % 60,
        certificate="PG-13",
        section="Drama",
        formats=("DVD", "Blu-ray"),
        barcode=str(20_100_001 + number),
        cast=("Kenneth Petrov", "Wei Watanabe", "Zoë Petrov"),
    )


def _build(cards: list[ShelfCard]) -> None:
    shelf_cards.build(cards, io.BytesIO(), stock=stock.shipped("5371"))


def _plain(count: int) -> None:
    canvas = Canvas(io.BytesIO(), pagesize=(612, 792))
    for number in range(count):
        place = number % 10
        x, y = 54 + (place % 2) * 252, 612 - place // 2 * 144
        canvas.setFont("Helvetica", 8)
        for line in range(7):
            canvas.drawString(x, y + line * 12, f"line {line} of card {number}")
        path = canvas.beginPath()
        for bar in range(40):
            path.rect(x + bar * 2.4, y, 1.2, 21)
        canvas.drawPath(path, stroke=0, fill=1)
        if place == 9:
            canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    _build([_card(number) for number in range(10_000)])
    print(peak_megabytes())
