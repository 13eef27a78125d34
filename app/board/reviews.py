"""What a person does with reviews: write one, mend it, choose which stands on the shelf card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.board import films, rules
from app.board.models import SEATS, Review
from app.catalog import naming
from app.shop import operations, settings
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

LONGEST_AUTHOR = 60
LONGEST_SOURCE = 60
LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class ReviewAdded:
    """A new review."""

    done: Done
    review_id: int
    film_id: int


def add_review(
    ctx: Context,
    author: str,
    quote: str,
    *,
    film_id: int | None = None,
    title_id: int | None = None,
    source: str = "",
    on_date: date | None = None,
    thumbs: int | None = None,
    on_card: bool = False,
) -> ReviewAdded:
    """Adds what somebody said of a film, or of a title that nobody rated yet.

    The first review of a film stands on its shelf card, later ones where `on_card` says so.
    Quotation marks around the quote are left off; `on_date` is today in the shop where not given.
    Raises `film.gone`, `title.gone`, `review.no_author`, `review.no_quote`, `review.thumbs`,
    `text.too_long`.
    """
    with operations.begin(ctx, "review.add") as work:
        film = film_id if title_id is None else films.of_title(work, title_id)
        found = films.get(film or 0)
        values = _clean({"author": author, "quote": quote, "source": source, "thumbs": thumbs})
        on_card = on_card or _on_card(found.id) is None
        if on_card:
            _take_off_card(work, found.id)
        review_id = work.insert(
            Review,
            film=found.id,
            on_date=on_date or settings.calendar().local_date(work.now),
            on_card=on_card,
            **values,
        )
        work.facts(title=found.name, author=values["author"])
    return ReviewAdded(work.done, review_id, found.id)


def edit_review(ctx: Context, review_id: int, *, on_card: bool = False, **fields: Any) -> Done:
    """Changes the named fields: author, quote, source, on_date, thumbs.

    `on_card` puts it on the shelf card in the same step; another one has to take its place to take
    it off. Raises `review.gone` and what `add_review` raises.
    """
    with operations.begin(ctx, "review.edit") as work:
        review = _get(review_id)
        values = _clean(fields)
        if on_card and not review.on_card:
            _take_off_card(work, review.film_id)
            values["on_card"] = True
        work.update(Review, review_id, **values)
        work.facts(title=review.film.name, author=values.get("author", review.author))
    return work.done


def remove_review(ctx: Context, review_id: int) -> Done:
    """Removes a review; where it was on the card, the newest of the others is. `review.gone`."""
    with operations.begin(ctx, "review.remove") as work:
        review = _get(review_id)
        work.delete(Review, review_id)
        if review.on_card:
            newest = store.value(
                "SELECT id FROM review WHERE film_id = ? ORDER BY on_date DESC, id DESC LIMIT 1",
                (review.film_id,),
            )
            if newest is not None:
                work.update(Review, int(newest), on_card=True)
        work.facts(title=review.film.name, author=review.author)
    return work.done


def choose_card_review(ctx: Context, review_id: int) -> Done:
    """Puts a review on the film's shelf card, in the place of the one there. `review.gone`."""
    with operations.begin(ctx, "review.card") as work:
        review = _get(review_id)
        if not review.on_card:
            _take_off_card(work, review.film_id)
            work.update(Review, review_id, on_card=True)
        work.facts(title=review.film.name, author=review.author)
    return work.done


def _on_card(film_id: int) -> int | None:
    found = store.value("SELECT id FROM review WHERE film_id = ? AND on_card = 1", (film_id,))
    return None if found is None else int(found)


def _take_off_card(work: Work, film_id: int) -> None:
    before = _on_card(film_id)
    if before is not None:
        work.update(Review, before, on_card=False)


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = fields.keys() - _CLEANERS.keys() - {"on_date"}
    if unknown:
        raise TypeError(f"no such field: {sorted(unknown)}")
    return {
        name: _CLEANERS[name](value) if name in _CLEANERS else value
        for name, value in fields.items()
    }


def _author(text: str) -> str:
    clean = naming.line(text, LONGEST_AUTHOR, field="author")
    if not clean:
        raise RuleViolation("review.no_author", field="author")
    return clean


def _quote(text: str) -> str:
    clean = rules.bare_quote(naming.line(text, LONGEST_QUOTE, field="quote"))
    if not clean:
        raise RuleViolation("review.no_quote", field="quote")
    return clean


def _source(text: str) -> str:
    return naming.line(text, LONGEST_SOURCE, field="source")


def _thumbs(count: int | None) -> int | None:
    if count is not None and not 0 <= count <= SEATS:
        raise RuleViolation("review.thumbs", field="thumbs", count=count)
    return count


_CLEANERS: dict[str, Callable[[Any], Any]] = {
    "author": _author,
    "quote": _quote,
    "source": _source,
    "thumbs": _thumbs,
}


def _get(review_id: int) -> Review:
    found: Review | None = Review.get_or_none(Review.id == review_id)
    if found is None:
        raise NotFound("review.gone")
    return found
