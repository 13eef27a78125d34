"""Films as the board knows them: found or made, and joined to a title of the same name.

A film only in theatres has a name of its own. Once a title of that name and year enters the
catalogue, by hand or by import, the film joins it by itself, in the same operation and taken back
with it: an offer would wait unseen among hundreds of imported titles, while two titles that could
both be meant, or one that another film has, leave the film as it is. In the same way a film whose
title was deleted finds it again when the deletion is undone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from app.board.models import RatedFilm
from app.catalog import naming, titles
from app.shop import operations
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Work
from app.store import check
from app.store import database as store
from app.store.check import Finding

_NAMES_FROM = frozenset({"title", "credit", "person"})
_FACTS = """SELECT t.name, t.year, (SELECT json_group_array(name) FROM (
    SELECT p.name FROM credit d JOIN person p ON p.id = d.person_id
    WHERE d.title_id = t.id AND d.role = 'director' ORDER BY d.position, d.id))
    FROM title t WHERE t.id = ?"""
_CURTAINED = """SELECT s.curtained FROM title_card k JOIN section s ON s.id = k.section_id
    WHERE k.title_id = ?"""


def of_title(work: Work, title_id: int) -> int:
    """The film of a title, made where nobody rated it before. Raises `title.gone`."""
    found = store.value("SELECT id FROM rated_film WHERE title_id = ?", (title_id,))
    if found is not None:
        return int(found)
    return work.insert(RatedFilm, title=title_id, **_facts(_title(title_id)))


def of_name(work: Work, name: str, year: int | None, directors: Sequence[str] = ()) -> int:
    """The film of a name: a title of the catalogue, a film known already, or a new one.

    Raises `film.no_name`, `title.year`, `text.too_long`.
    """
    clean = naming.line(name, field="name")
    if not clean:
        raise RuleViolation("film.no_name", field="name")
    if year is not None and year not in titles.YEARS:
        raise RuleViolation("title.year", field="year", year=year, first=1870, last=2200)
    title_id = _meant(clean, year, titles.alike(clean, year))
    if title_id is not None:
        return of_title(work, title_id)
    known = store.value(
        "SELECT id FROM rated_film WHERE title_id IS NULL AND name = ? COLLATE NOCASE"
        " AND (year IS ? OR ? IS NULL) ORDER BY id DESC LIMIT 1",
        (clean, year, year),
    )
    if known is not None:
        return int(known)
    people = naming.lines_of(directors, field="directors")
    return work.insert(RatedFilm, name=clean, year=year, directors=people)


def get(film_id: int) -> RatedFilm:
    """A film by its id; raises `film.gone`."""
    found: RatedFilm | None = RatedFilm.get_or_none(RatedFilm.id == film_id)
    if found is None:
        raise NotFound("film.gone")
    return found


def behind_curtain(title_id: int | None) -> bool:
    """Whether a title stands in a curtained section, which no board in the open may name."""
    return title_id is not None and bool(store.value(_CURTAINED, (title_id,)))


def _meant(name: str, year: int | None, among: Iterable[int]) -> int | None:
    """The one title of `among` that a name and year mean; None where none is, or more than one.

    Of several the one of exactly that year is meant.
    """
    found = list(among)
    if len(found) > 1 and year is not None:
        marks = ", ".join("?" * len(found))
        sql = f"SELECT id FROM title WHERE id IN ({marks}) AND year = ?"
        found = [int(row[0]) for row in store.rows(sql, (*found, year))]
    return found[0] if len(found) == 1 else None


# -- kept true by every operation that writes titles ---------------------------------------------


def follow(work: Work) -> None:
    """Joins films to titles that came or were renamed, and films follow their title's name."""
    if not {table for table, _, _ in work.written} & _NAMES_FROM:
        return
    title_ids = set(work.changes.titles)
    for table, first, last in work.written:
        if table == "title" and last is not None:
            title_ids.update(range(first, last + 1))
    follow_titles(work, title_ids)


def follow_titles(work: Work, title_ids: Collection[int]) -> None:
    """As `follow`, for work that names the titles it wrote (an import leaves what is derived)."""
    if store.value("SELECT 1 FROM rated_film LIMIT 1"):
        _join(work, title_ids)
        _rename(work, title_ids)


def _join(work: Work, title_ids: Collection[int]) -> None:
    """Only titles of this operation are meant: what was there before was there to be chosen."""
    alone = store.rows("SELECT id, name, year FROM rated_film WHERE title_id IS NULL ORDER BY id")
    for film_id, name, year in alone:
        alike = [id_ for id_ in titles.alike(name, year) if id_ in title_ids and not _rated(id_)]
        title_id = _meant(name, year, alike)
        if title_id is not None:
            work.update(RatedFilm, film_id, title=title_id, **_facts(_title(title_id)))


def _rated(title_id: int) -> bool:
    return bool(store.value("SELECT 1 FROM rated_film WHERE title_id = ?", (title_id,)))


def _rename(work: Work, title_ids: Collection[int]) -> None:
    wanted = json.dumps(list(title_ids))
    joined = (
        "SELECT title_id, id FROM rated_film WHERE title_id IN (SELECT value FROM json_each(?))"
    )
    for title_id, film_id in store.rows(joined, (wanted,)):
        work.update(RatedFilm, film_id, **_facts(_title(title_id)))


def _title(title_id: int) -> tuple[Any, ...]:
    """The facts of a title that is there; raises `title.gone`."""
    rows = store.rows(_FACTS, (title_id,))
    if not rows:
        raise NotFound("title.gone")
    return rows[0]


def _facts(row: tuple[Any, ...]) -> dict[str, Any]:
    name, year, directors = row
    return {"name": name, "year": year, "directors": json.loads(directors)}


def verify() -> list[Finding]:
    """Films against their titles (`check`)."""
    wrong = store.value(
        "SELECT count(*) FROM rated_film f JOIN title t ON t.id = f.title_id"
        " WHERE f.name <> t.name OR f.year IS NOT t.year"
    )
    return (
        [Finding("rated_films", int(wrong), "named otherwise than their titles")] if wrong else []
    )


operations.before_commit(follow)
check.add(verify)
