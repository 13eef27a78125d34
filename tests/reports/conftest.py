"""Pages as people and scanners see them: rendered, decoded, read."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops

from reports.shelf_cards import BuildReport, ShelfCard, build
from reports.stock import shipped

Printed = Callable[..., tuple[bytes, BuildReport]]
Rendered = Callable[..., Image.Image]

HER = ShelfCard(
    title="Her",
    year=2013,
    directors=("Spike Jonze",),
    runtime_minutes=126,
    certificate="R",
    section="Drama",
    formats=("DVD", "Blu-ray"),
    barcode="20104127",
    thumbs=4,
    quote="Starts as a joke about a man and his phone. Ends as the truest thing we saw all year.",
    quote_author="Film teacher",
    pick="Owner",
)


@pytest.fixture
def card() -> Callable[..., ShelfCard]:
    """A full card of Her, with whatever the test changes."""

    def make(title: str = "Her", **changes: object) -> ShelfCard:
        return replace(HER, title=title, **changes)  # type: ignore[arg-type]  # checked by replace

    return make


@pytest.fixture
def printed() -> Printed:
    """Builds cards on a stock ("5371" unless told) and returns the file and its report."""

    def run(*cards: ShelfCard, stock: str = "5371", **options: object) -> tuple[bytes, BuildReport]:
        out = io.BytesIO()
        report = build(cards, out, stock=shipped(stock), **options)  # type: ignore[arg-type]
        return out.getvalue(), report

    return run


@pytest.fixture
def rendered() -> Rendered:
    """A page as an RGB picture at a printer's resolution."""

    def run(data: bytes, *, dpi: int = 300, page: int = 0) -> Image.Image:
        document = pypdfium2.PdfDocument(data)
        try:
            picture: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
            return picture
        finally:
            document.close()

    return run


@pytest.fixture
def words_of() -> Callable[..., str]:
    """The text of a page, as copied out of a viewer."""

    def run(data: bytes, page: int = 0) -> str:
        document = pypdfium2.PdfDocument(data)
        try:
            text: str = document[page].get_textpage().get_text_range()
            return text
        finally:
            document.close()

    return run


@pytest.fixture
def ink_of() -> Callable[[Image.Image, int], tuple[float, float, float, float] | None]:
    """Left, top, right, bottom of all that is not white, in points; None for a blank page."""

    def run(picture: Image.Image, dpi: int) -> tuple[float, float, float, float] | None:
        grey = ImageChops.invert(picture.convert("L")).point([0] * 24 + [255] * 232)
        box = grey.getbbox()
        if box is None:
            return None
        left, top, right, bottom = (edge * 72 / dpi for edge in box)
        return left, top, right, bottom

    return run
