"""Where proposals come from: a display's words, what its films share, what was rented with them.

No member is named or kept: only how often two films went out together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.catalog import lookups, search
from app.catalog.folding import fold, words
from app.displays import filling, queries, rules, standing
from app.displays.filling import Candidate, Filled, Reason, Space
from app.displays.queries import Shelf
from app.displays.rules import CaseSize
from app.displays.standing import Case
from app.store import database as store
from app.store.fields import to_ms

_MOST = 120  # titles from each source
_MOST_WORDS = 6
_SHORTEST = 3
_VISIT_MS = 10 * 60 * 1000  # rentals of one member this near to each other were one visit

# Words of a tagline that say nothing of a film.
_EMPTY = frozenset(
    {"the", "and", "for", "our", "are", "was", "were", "that", "this", "with", "from", "you"}
    | {"your", "they", "them", "their", "his", "her", "its", "not", "but", "all", "one", "out"}
    | {"who", "what", "when", "why", "how", "have", "has", "had", "week", "theme", "mostly"}
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to look for: `text` beside the theme's own words, a director by name, and which of the
    sources are asked.
    """

    text: str = ""
    director: str = ""
    theme: bool = True
    like_these: bool = True
    together: bool = True


@dataclass(frozen=True, slots=True)
class Refill:
    """A place that is empty for now: the case that left it, and what could stand there instead."""

    case: Case
    substitutes: tuple[Candidate, ...]


def fill(display_id: int, now: datetime, wish: Wish | None = None) -> Filled:
    """What fits the space that is left of a display. Raises `display.gone`."""
    shelf = queries.shelf(display_id, now)
    spaces = [
        Space(row.position, at, width, row.height_mm)
        for row in shelf.fixture.rows
        for at, width in shelf.gaps(row)
    ]
    candidates = _candidates(shelf, now, wish or Wish())
    fixture = shelf.fixture
    return filling.fill(spaces, candidates, curtained=fixture.curtained, ceiling=fixture.ceiling)


def refill(display_id: int, now: datetime, wish: Wish | None = None) -> tuple[Refill, ...]:
    """The places of a display whose case is out, sold or away. Raises `display.gone`."""
    shelf = queries.shelf(display_id, now)
    height = {row.id: row.height_mm for row in shelf.fixture.rows}
    empty = [case for case in shelf.cases if not case.copies_in]
    if not empty:
        return ()
    candidates, fixture = _candidates(shelf, now, wish or Wish()), shelf.fixture
    found, used = [], set[int]()
    for case in empty:
        space = Space(case.row, case.at, case.width, height.get(case.row_id, 0))
        fresh = [one for one in candidates if one.title_id not in used]
        best = filling.substitutes(
            space, fresh, curtained=fixture.curtained, ceiling=fixture.ceiling
        )
        used.update(one.title_id for one in best[:1])
        found.append(Refill(case, best))
    return tuple(found)


def theme_words(*texts: str) -> tuple[str, ...]:
    """The words of a theme that can say something of a film, each once."""
    found = (word for text in texts for word in words(text))
    kept = (word for word in found if len(word) >= _SHORTEST and word not in _EMPTY)
    return tuple(dict.fromkeys(kept))[:_MOST_WORDS]


# -- sources -------------------------------------------------------------------------------------


def _candidates(shelf: Shelf, now: datetime, wish: Wish) -> tuple[Candidate, ...]:
    placed = {case.title_id for case in shelf.cases if case.title_id is not None}
    display = shelf.display
    asked = theme_words(wish.text, *((display.name, display.tagline) if wish.theme else ()))
    found: dict[int, list[Reason]] = {}
    for title_id, reason in _found(asked, placed, wish):
        if title_id not in placed:
            kinds = {one.kind for one in found.setdefault(title_id, [])}
            if reason.kind not in kinds:
                found[title_id].append(reason)
    return tuple(_editions(found, shelf, now))


def _found(asked: tuple[str, ...], placed: set[int], wish: Wish) -> Iterator[tuple[int, Reason]]:
    if wish.director:
        yield from _by_director(wish.director)
    if asked:
        yield from _by_lists(asked)
        yield from _by_names(asked)
        yield from _by_synopsis(asked)
    these = json.dumps(sorted(placed))
    if placed and wish.like_these:
        for title_id, count in store.rows(_LIKE, (these, _MOST)):
            yield title_id, Reason("like", {"count": count})
    if placed and wish.together:
        for title_id, name, count in store.rows(_TOGETHER, (these, _VISIT_MS, _VISIT_MS, _MOST)):
            yield title_id, Reason("together", {"title": name, "count": count})


_LIKE = """SELECT x.title_id, count(*) AS n FROM title_tag x WHERE x.tag_id IN
    (SELECT DISTINCT y.tag_id FROM json_each(?) p JOIN title_tag y ON y.title_id = p.value)
    GROUP BY x.title_id ORDER BY n DESC, x.title_id LIMIT ?"""
_TOGETHER = """SELECT k.title_id, t.name, count(*) AS n FROM json_each(?) p
    JOIN title t ON t.id = p.value JOIN copy c ON c.title_id = t.id
    JOIN rental r ON r.copy_id = c.id
    JOIN rental o ON o.member_id = r.member_id AND o.started_at BETWEEN r.started_at - ?
        AND r.started_at + ? AND o.id <> r.id
    JOIN copy k ON k.id = o.copy_id WHERE k.title_id <> t.id
    GROUP BY k.title_id, t.id ORDER BY n DESC, k.title_id LIMIT ?"""
_DIRECTED = """SELECT c.title_id, p.name FROM person p JOIN credit c ON c.person_id = p.id
    WHERE p.key = ? AND c.role = 'director' LIMIT ?"""


_NAMES = "SELECT id, name FROM title WHERE id IN (SELECT value FROM json_each(?))"
_PEOPLE = """SELECT c.title_id, p.name FROM json_each(?) a JOIN credit c ON c.title_id = a.value
    JOIN person p ON p.id = c.person_id"""


def _by_director(name: str) -> Iterator[tuple[int, Reason]]:
    for title_id, known in store.rows(_DIRECTED, (fold(name), _MOST)):
        yield title_id, Reason("director", {"name": known})


def _by_lists(asked: tuple[str, ...]) -> Iterator[tuple[int, Reason]]:
    for kind, names in (("tag", lookups.tags()), ("genre", lookups.genres())):
        for named in names:
            if any(_alike(word, own) for own in words(named.name) for word in asked):
                sql = f"SELECT title_id FROM title_{kind} WHERE {kind}_id = ? LIMIT ?"
                for (title_id,) in store.rows(sql, (named.id, _MOST)):
                    yield title_id, Reason(kind, {"name": named.name})


def _alike(word: str, own: str) -> bool:
    """Robot and robots, friend and friends: the one may be the other's beginning."""
    return own.startswith(_stem(word)) or (len(own) > _SHORTEST and word.startswith(_stem(own)))


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > _SHORTEST else word


def _by_names(asked: tuple[str, ...]) -> Iterator[tuple[int, Reason]]:
    """Titles that carry a word in their name, or in the name of somebody who made them."""
    for word in asked:
        title_ids = json.dumps(search.first(word, _MOST))
        for sql, kind in ((_NAMES, "title"), (_PEOPLE, "person")):
            for title_id, name in store.rows(sql, (title_ids,)):
                if any(own.startswith(word) for own in words(name)):
                    yield title_id, Reason(kind, {"word": word, "name": name})


def _by_synopsis(asked: tuple[str, ...]) -> Iterator[tuple[int, Reason]]:
    one_of = " OR ".join(["synopsis LIKE ?"] * len(asked))
    sql = f"SELECT id, synopsis FROM title WHERE synopsis <> '' AND ({one_of}) LIMIT ?"
    wanted = (*(f"%{word}%" for word in asked), _MOST)
    for title_id, synopsis in store.rows(sql, wanted):
        there = words(synopsis)
        word = next((one for one in asked if any(own.startswith(one) for own in there)), None)
        if word is not None:
            yield title_id, Reason("synopsis", {"word": word})


# -- editions ------------------------------------------------------------------------------------

_EDITIONS = f"""SELECT e.id, t.id, t.name, t.code, f.name, f.face_mm, f.spine_mm, f.height_mm,
    k.code, k.system, k.minimum_age, k.position, {standing.CURTAINED_HOME.format(title="t.id")},
    count(*), count(*) FILTER (WHERE c.state = 'in'), count(*) FILTER (WHERE c.state = 'out'),
    coalesce((SELECT max(d.name) FROM placement o JOIN display d ON d.id = o.display_id
        WHERE o.edition_id = e.id AND d.id <> :display AND d.stage = 'prepared'
        AND d.from_on <= :last AND coalesce(d.to_on, '9999') >= :first
        AND (SELECT sum(w.wanted) FROM placement w JOIN display v ON v.id = w.display_id
            WHERE w.edition_id = e.id AND v.stage = 'prepared') >= (SELECT count(*) FROM copy n
            WHERE n.edition_id = e.id AND n.state IN ('in', 'out', 'held'))), ''),
    (SELECT idle_since FROM title_card WHERE title_id = t.id)
    FROM json_each(:titles) a JOIN title t ON t.id = a.value JOIN edition e ON e.title_id = t.id
    JOIN format f ON f.id = e.format_id JOIN copy c ON c.edition_id = e.id
        AND c.state IN ('in', 'out', 'held', 'repair', 'damaged')
    LEFT JOIN certificate k ON k.id = t.certificate_id GROUP BY e.id"""


def _editions(found: dict[int, list[Reason]], shelf: Shelf, now: datetime) -> Iterable[Candidate]:
    """The editions of the titles that the shop has; one of the past has nobody beside it."""
    display = shelf.display
    wanted: dict[str, Any] = {
        "titles": json.dumps(list(found)),
        "display": display.id,
        "first": display.from_on.isoformat() if display.from_on else "9999",
        "last": display.to_on.isoformat() if display.to_on else "9999",
    }
    if display.from_on is None:
        wanted["last"] = ""
    for row in store.rows(_EDITIONS, wanted):
        adult = rules.is_adult(row[8] or "", curtained_home=bool(row[12]))
        idle = None if row[17] is None else (to_ms(now) - int(row[17])) // 86_400_000
        reasons = list(found[row[1]])
        if idle is not None and idle >= filling.IDLE_DAYS:
            reasons.append(Reason("idle", {"days": idle}))
        size, rating = CaseSize(*row[5:8]), standing.rating_of(*row[8:12])
        counts = (row[13], row[14], row[15], row[16], idle, tuple(reasons))
        yield Candidate(*(*row[:5], size, rating, adult, *counts))
