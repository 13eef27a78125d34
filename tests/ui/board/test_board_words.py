"""What the panel says: since when a film is up, its average, what was said, how many are in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.board import queries
from app.board.queries import Review, Verdict
from tests.app.board.wall import hang
from tests.app.catalog.stockroom import NOON, add
from ui.board import words

pytestmark = pytest.mark.usefixtures("shop")

DAY = date(2025, 12, 13)


def test_since_when_it_is_up() -> None:
    assert words.since(NOON, NOON) == "Up since today, noon"
    assert words.since(NOON - timedelta(minutes=55), NOON) == "Up since today, 11:05"
    assert words.since(NOON - timedelta(days=7), NOON) == "Up since Sat 6 Dec"
    assert words.since(NOON - timedelta(days=365), NOON) == "Up since Fri 13 Dec 2024"


def test_when_a_thumb_came() -> None:
    assert words.when(NOON - timedelta(minutes=58), NOON) == "Today, 11:02"
    assert words.when(NOON - timedelta(days=2), NOON) == "Thu 11 Dec"


def test_the_average_of_several_verdicts() -> None:
    two, one = Verdict(4, DAY, 4.5, 2, True), Verdict(4, DAY, 4.0, 1, True)
    assert words.average(two) == "Average 4.5 over 2 verdicts"
    assert words.average(two, short=True) == "Average 4.5"
    assert words.average(one) == words.average(None) == ""


def test_who_said_it() -> None:
    review = Review(1, 1, "Film teacher", "film club", "Yes.", date(2025, 12, 11), None, True)
    assert words.said_by(review, DAY) == "Film teacher, film club, Thu 11 Dec"
    assert words.said_by(review, DAY, short=True) == "Film teacher, Thu 11 Dec"
    assert words.said_by(review, date(2025, 12, 11)) == "Film teacher, film club, today"


def test_what_a_film_is() -> None:
    title = add("Her", 2013, directors=["Spike Jonze"], runtime_minutes=126, certificate_id=4)
    assert title.title_id
    her, hamnet = queries.entry(hang("Her")), queries.entry(hang("Hamnet"))
    assert (words.made_by(her), words.facts(her)) == ("2013, Spike Jonze", "R, 126 min")
    assert words.copies(her) == ("1 of 1 in", "ok")
    assert words.thumbs(her) == "No thumb yet"
    assert (words.facts(hamnet), words.copies(hamnet)) == ("Not in the catalogue", ("", ""))
