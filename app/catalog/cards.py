"""`title_card`: one derived row per title with everything that lists sort and filter by.

Kept true inside each operation's own transaction (`operations.before_commit`), so that a list of
150,000 titles reads one narrow table with an index per column. Nothing in it depends on the time
of day. It may be dropped at any time: `ensure()` makes it anew when the shop is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.catalog import ranks, search_index
from app.catalog.folding import fold
from app.catalog.ranks import Place
from app.catalog.search_index import Document
from app.catalog.shelf import COPY_FACTS_SQL, CardKeys, CopyFacts, card_keys
from app.shop import operations
from app.store import check, shopfile
from app.store import database as store
from app.store.check import Finding

# A number in the table's own text: raised when folding, articles or search words change, it has
# every shop's cards and index made anew when it is next opened.
TABLE = """CREATE TABLE title_card ( /* words 3 */
    rank INTEGER PRIMARY KEY, title_id INTEGER NOT NULL UNIQUE,
    sort_key TEXT NOT NULL, year INTEGER NOT NULL,
    article TEXT NOT NULL, odd_key TEXT NOT NULL,
    original_key TEXT NOT NULL, original_bare TEXT NOT NULL,
    director_key TEXT NOT NULL, certificate_id INTEGER, added_at INTEGER NOT NULL,
    state INTEGER NOT NULL, states INTEGER NOT NULL, formats INTEGER NOT NULL,
    section_id INTEGER, due_first INTEGER, due_last INTEGER, idle_since INTEGER
) STRICT"""

# The rank is the row's own number: the table lies in shelf order, and every index ends with it.
INDEXES = (
    "CREATE INDEX card_sort ON title_card (sort_key, year, title_id)",
    "CREATE INDEX card_article ON title_card (article, sort_key, year) WHERE article <> ''",
    "CREATE INDEX card_odd ON title_card (odd_key, rank, title_id) WHERE odd_key <> ''",
    "CREATE INDEX card_original ON title_card (original_key, title_id) WHERE original_key <> ''",
    "CREATE INDEX card_bare ON title_card (original_bare, title_id) WHERE original_bare <> ''",
    "CREATE INDEX card_year ON title_card (year, rank, title_id)",
    "CREATE INDEX card_director ON title_card (director_key, rank, title_id)",
    "CREATE INDEX card_certificate ON title_card (certificate_id, rank, title_id)",
    "CREATE INDEX card_added ON title_card (added_at, rank, title_id)",
    "CREATE INDEX card_state ON title_card (state, due_last, rank, title_id)",
    "CREATE INDEX card_formats ON title_card (formats, rank, title_id)",
    "CREATE INDEX card_section ON title_card (section_id, rank, title_id)",
    "CREATE INDEX card_idle ON title_card (idle_since, rank, title_id)",
)

_NAME_COLUMNS = (
    "sort_key", "year", "article", "odd_key", "original_key", "original_bare", "director_key",
    "certificate_id", "added_at",
)  # fmt: skip
_COLUMNS = ("rank", "title_id", *_NAME_COLUMNS, *CardKeys._fields)
_INSERT = (
    f"INSERT INTO title_card ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
)


def _update(columns: Sequence[str]) -> str:
    return f"UPDATE title_card SET {' = ?, '.join(columns)} = ? WHERE title_id = ?"


_UPDATE_ALL = _update((*_NAME_COLUMNS, *CardKeys._fields))

_TITLES = """SELECT t.id, t.name, t.original_name, t.sort_key, coalesce(t.year, 0),
    t.certificate_id, t.added_at, coalesce((SELECT p.key FROM credit d
        JOIN person p ON p.id = d.person_id WHERE d.title_id = t.id AND d.role = 'director'
        ORDER BY d.position, d.id LIMIT 1), '')
    FROM title t"""
_COPIES = f"""SELECT c.title_id, {COPY_FACTS_SQL} FROM copy c
    JOIN edition e ON e.id = c.edition_id"""

_NOTHING = card_keys(())  # of a title without copies

# Which tables' rows say something of a title's name, place and search words.
_OF_NAMES = frozenset({"title", "credit", "person", "title_tag", "tag"})
_OF_CODES = frozenset({"edition", "copy"})
_BY_TITLE = frozenset({"credit", "title_tag", "title_genre", "edition", "copy"})
_PART = 500
_MANY = 2_000


def ensure() -> None:
    """Makes cards and search index where they are absent, of another make, or left behind."""
    stored = store.value("SELECT sql FROM sqlite_master WHERE name = 'title_card'")
    counts = "SELECT (SELECT count(*) FROM title) = (SELECT count(*) FROM title_card)"
    if stored == TABLE and search_index.is_current() and store.value(counts):
        return
    with store.write():
        raw = store.connection()
        raw.execute("DROP TABLE IF EXISTS title_card")
        raw.execute(TABLE)
        search_index.create()
        refresh_all()


def refresh_all() -> None:
    """Makes every card and the whole search index anew; call inside a transaction.

    Seconds at 150,000 titles: for a builder that wrote tables in bulk, not for an action.
    """
    raw = store.connection()
    for name in (index.split()[index.split().index("INDEX") + 1] for index in INDEXES):
        raw.execute(f"DROP INDEX IF EXISTS {name}")
    raw.execute("DELETE FROM title_card")
    titles = [_names_of(row) for row in raw.execute(_TITLES)]
    places = ranks.spread(place for _, place, _ in titles)
    keys = dict(_all_keys(raw.execute(f"{_COPIES} ORDER BY c.title_id")))
    raw.executemany(
        _INSERT,
        sorted(
            (places[title_id], title_id, *names, *keys.get(title_id, _NOTHING))
            for title_id, _, names in titles
        ),
    )
    for index in INDEXES:
        raw.execute(index)
    search_index.fill()


def refresh(work: operations.Work) -> None:
    """Brings the cards of what an operation touched up to date, before it commits."""
    written = work.written
    tables = {table for table, _, _ in written}
    ranges = [(table, first, last) for table, first, last in written if last is not None]
    touched = set(work.changes.titles)
    for table, first, last in ranges:
        touched.update(_titles_of_range(table, first, last))
    title_ids = sorted(touched)
    if work.everything and len(title_ids) > _MANY and 2 * len(title_ids) > _count():
        refresh_all()  # most of the shop came in one import, and goes with it
        return
    for start in range(0, len(title_ids), _PART):
        part = title_ids[start : start + _PART]
        names = bool(tables & _OF_NAMES) or work.everything
        _refresh_part(part, names, names or _codes_changed(tables))


def _count() -> int:
    return int(store.value("SELECT count(*) FROM title_card"))


@dataclass(frozen=True, slots=True)
class Said:
    """All that titles, their people and their copies say for their cards, and as of when."""

    version: int
    title_ids: Sequence[int]
    titles: dict[int, tuple[Place, tuple[Any, ...]]]
    keys: dict[int, CardKeys]
    documents: dict[int, Document]


def said_of(title_ids: Sequence[int]) -> Said:
    """Reads what the cards of some titles will say: the longer half of the work, without a lock."""
    version = store.version()
    return Said(
        version,
        title_ids,
        _names_by_id(title_ids),
        _keys_of(title_ids),
        search_index.documents(title_ids),
    )


def refresh_titles(said: Said) -> None:
    """Brings the cards and search words of some titles up to date; inside a transaction.

    For bulk work that left them behind. What was read before the transaction is read again where
    another connection wrote meanwhile. Titles that are neighbours on the shelf go together
    quickest.
    """
    if said.version != store.version():
        said = said_of(said.title_ids)
    _refresh_names(said.title_ids, said.titles, said.keys)
    search_index.refresh(said.documents)


def _codes_changed(tables: set[str]) -> bool:
    """Whether UPCs or barcodes may have changed: not by renting, which writes copies all day."""
    return bool(tables & _OF_CODES) and not ("rental" in tables and "edition" not in tables)


def _titles_of_range(table: str, first: int, last: int) -> Iterable[int]:
    if table == "title":
        return range(first, last + 1)
    if table not in _BY_TITLE:
        return ()
    sql = f"SELECT DISTINCT title_id FROM {table} WHERE id BETWEEN ? AND ?"
    return (int(row[0]) for row in store.rows(sql, (first, last)))


def _refresh_part(title_ids: Sequence[int], names: bool, codes: bool) -> None:
    keys = _keys_of(title_ids)
    if names or not _refresh_keys(title_ids, keys):
        names = True
        _refresh_names(title_ids, _names_by_id(title_ids), keys)
    if names or codes:
        search_index.refresh(search_index.documents(title_ids))


def _refresh_keys(title_ids: Sequence[int], keys: dict[int, CardKeys]) -> bool:
    """Writes what differs in cards that are there; False, having written none, where one is not.

    Only the columns that changed, for each has an index: a rental moves a title by its state and
    its idleness, and need not lift it out of its format and its section.
    """
    raw = store.connection()
    columns = CardKeys._fields
    stored = raw.execute(
        f"SELECT title_id, {', '.join(columns)} FROM title_card"
        f" WHERE title_id IN ({_marks(title_ids)})",
        title_ids,
    ).fetchall()
    if len(stored) != len(title_ids):
        return False
    changed: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for title_id, *old in stored:
        new = keys.get(title_id, _NOTHING)
        differing = [place for place, value in enumerate(new) if value != old[place]]
        if differing:
            values = (*(new[place] for place in differing), title_id)
            changed.setdefault(tuple(columns[place] for place in differing), []).append(values)
    for some, rows in changed.items():
        raw.executemany(_update(some), rows)
    return True


def _keys_of(title_ids: Sequence[int]) -> dict[int, CardKeys]:
    sql = f"{_COPIES} WHERE c.title_id IN ({_marks(title_ids)}) ORDER BY c.title_id"
    return dict(_all_keys(store.connection().execute(sql, title_ids)))


def _known(title_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """The cards that there are: title id to rank and name columns."""
    rows = store.connection().execute(
        f"SELECT title_id, rank, {', '.join(_NAME_COLUMNS)} FROM title_card"
        f" WHERE title_id IN ({_marks(title_ids)})",
        title_ids,
    )
    return {int(row[0]): row[1:] for row in rows}


def _names_by_id(title_ids: Sequence[int]) -> dict[int, tuple[Place, tuple[Any, ...]]]:
    """The place and the name columns of those titles that are there."""
    sql = f"{_TITLES} WHERE t.id IN ({_marks(title_ids)})"
    rows = store.connection().execute(sql, title_ids)
    return {id_: (place, names) for id_, place, names in map(_names_of, rows)}


def _refresh_names(
    title_ids: Sequence[int],
    titles: dict[int, tuple[Place, tuple[Any, ...]]],
    keys: dict[int, CardKeys],
) -> None:
    """Cards of titles that came, went or were renamed; their search rows follow their ranks."""
    raw = store.connection()
    known = _known(title_ids)
    moved = [
        id_
        for id_, card in known.items()
        if id_ not in titles or tuple(card[1:3]) != tuple(titles[id_][0][:2])
    ]
    search_index.remove(known[id_][0] for id_ in moved)
    raw.executemany("DELETE FROM title_card WHERE title_id = ?", ((id_,) for id_ in moved))
    gone = frozenset(moved)
    raw.executemany(
        _UPDATE_ALL,
        [
            (*names, *keys.get(id_, _NOTHING), id_)
            for id_, (_, names) in titles.items()
            if id_ in known and id_ not in gone
        ],
    )
    wanted = [place for id_, (place, _) in titles.items() if id_ not in known or id_ in gone]
    for found in ranks.place(wanted):
        raw.executemany(
            _INSERT,
            ((rank, id_, *titles[id_][1], *keys.get(id_, _NOTHING)) for id_, rank in found.items()),
        )


def _names_of(row: tuple[Any, ...]) -> tuple[int, Place, tuple[Any, ...]]:
    """A title's id, place and name columns, of a row of `_TITLES`."""
    id_, name, original, sort_key, year, certificate_id, added_at, director = row
    article, odd = _head(fold(name), sort_key)
    original_key = fold(original) if original else ""
    head, _, rest = original_key.partition(" ")
    bare = rest if rest and head in _ORIGINAL_ARTICLES else ""
    names = (
        sort_key, year, article, odd, original_key, bare, director, certificate_id, added_at,
    )  # fmt: skip
    return int(id_), Place(sort_key, year, int(id_)), names


_ORIGINAL_ARTICLES = frozenset(
    {"the", "a", "an", "le", "la", "les", "l", "un", "une", "il", "lo", "gli", "el", "los"}
    | {"las", "der", "die", "das", "een", "de", "het", "en", "ett"}
)


def _head(key: str, sort_key: str) -> tuple[str, str]:
    """The words that a name has before its sort name; or the whole name where they are unlike."""
    sortable = search_index.sortable(key)
    if sortable == sort_key:
        return "", ""
    if sortable.endswith(" " + sort_key):
        head = sortable[: -len(sort_key) - 1]
        if not any(char.isdigit() for char in head):
            return head, ""
    return "", key


def _all_keys(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, CardKeys]]:
    for title_id, copies in groupby(rows, key=itemgetter(0)):
        yield int(title_id), card_keys([CopyFacts._make(row[1:]) for row in copies])


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def verify() -> list[Finding]:
    """Every card against what its title and copies say now (`check`)."""
    found: list[Finding] = []
    raw = store.connection()
    keys = dict(_all_keys(raw.execute(f"{_COPIES} ORDER BY c.title_id")))
    columns = ", ".join((*_NAME_COLUMNS, *CardKeys._fields))
    cards = {row[0]: row[1:] for row in raw.execute(f"SELECT title_id, {columns} FROM title_card")}
    wrong = 0
    for title_id, _, names in (_names_of(row) for row in raw.execute(_TITLES)):
        wrong += cards.pop(title_id, None) != (*names, *keys.get(title_id, _NOTHING))
    if wrong or cards:
        found.append(Finding("title_cards", wrong + len(cards), "differ from their titles"))
    disorder = store.value(
        "SELECT count(*) FROM (SELECT rank, lag(rank) OVER"
        " (ORDER BY sort_key, year, title_id) AS before FROM title_card) WHERE before >= rank"
    )
    if disorder:
        found.append(Finding("title_order", int(disorder), "out of alphabetical order"))
    return found


shopfile.after_migration(ensure)
operations.before_commit(refresh)
check.add(verify)
