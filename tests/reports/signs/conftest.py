"""Her with four thumbs, and signs built from whatever a test changes about it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from reports.cards import BuildReport
from reports.paper import paper
from reports.signs import board_sign
from reports.signs.film import Seat, SignFilm

FIVE = ("Owner", "Film teacher", "Chaplain", "Painter", "Student")
HER = SignFilm(
    title="Her",
    year=2013,
    directors=("Spike Jonze",),
    certificate="R",
    runtime_minutes=126,
    seats=tuple(Seat(name, name != "Student") for name in FIVE),
    quote=(
        "Starts as a joke about a man and his phone. Ends as the truest thing we saw all year"
        " about being alone in a full city."
    ),
    quote_author="Film teacher",
    section="Drama",
    formats=("DVD", "Blu-ray"),
    rated_on=date(2025, 12, 13),
)


@pytest.fixture
def film() -> Callable[..., SignFilm]:
    """Her, with whatever the test changes."""

    def make(title: str = "Her", **changes: object) -> SignFilm:
        return replace(HER, title=title, **changes)  # type: ignore[arg-type]  # checked by replace

    return make


@pytest.fixture
def signed() -> Callable[..., tuple[bytes, BuildReport]]:
    """Builds signs (Letter, marquee unless told) and returns the file and its report."""

    def run(*films: SignFilm, on: str = "letter", **options: object) -> tuple[bytes, BuildReport]:
        out = io.BytesIO()
        report = board_sign.build(films, out, shop="All Thumbs Video", paper=paper(on), **options)  # type: ignore[arg-type]  # options of build
        return out.getvalue(), report

    return run
