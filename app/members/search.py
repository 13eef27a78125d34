"""Finding accounts as somebody types: a full-text index over names, numbers, cards and phones.

The index is derived: triggers keep it in the very transaction that writes a member or a renter,
and `ensure()` makes it anew where a migration dropped it. Words are folded (`folding.fold`), so
accents and case never matter.
"""

from __future__ import annotations

import re

from app.catalog.folding import fold
from app.members.rules import looks_like_phone, phone_digits
from app.store import check, shopfile
from app.store import database as store
from app.store.check import Finding

_MANY = 1_500
"""From here on it is quicker to walk the accounts in their order than to sort what was found."""

_MOST = 15_000
"""From here on even gathering what was found is too slow: each account is looked at in its turn."""

_MAX_WORDS = 12

_WORDS = """
    m.key || ' ' || m.number || coalesce(' ' || replace(m.card, '-', ' '), '') || ' '
    || m.phone_digits || ' '
    || CASE WHEN length(m.phone_digits) > 7 THEN substr(m.phone_digits, -7) ELSE '' END || ' '
    || CASE WHEN length(m.phone_digits) > 4 THEN substr(m.phone_digits, -4) ELSE '' END || ' '
    || coalesce((SELECT group_concat(r.key || coalesce(' ' || replace(r.card, '-', ' '), ''), ' ')
                 FROM renter r WHERE r.member_id = m.id AND r.active), '')
"""

_TABLE = (
    "CREATE VIRTUAL TABLE member_search USING fts5("
    "words, tokenize = \"unicode61 remove_diacritics 0\", prefix = '1 2 3')"
)

_REFRESH = (
    f"UPDATE member_search SET words = (SELECT {_WORDS} FROM member m WHERE m.id = {{id}})"
    " WHERE rowid = {id};"
)

_TRIGGERS = {
    "member_search_added": "AFTER INSERT ON member BEGIN INSERT INTO member_search (rowid, words)"
    f" SELECT m.id, {_WORDS} FROM member m WHERE m.id = new.id; END",
    "member_search_changed": "AFTER UPDATE OF key, number, card, phone_digits ON member BEGIN "
    + _REFRESH.format(id="new.id")
    + " END",
    "member_search_gone": "AFTER DELETE ON member BEGIN"
    " DELETE FROM member_search WHERE rowid = old.id; END",
    "member_search_renter_added": "AFTER INSERT ON renter BEGIN "
    + _REFRESH.format(id="new.member_id")
    + " END",
    "member_search_renter_changed": "AFTER UPDATE OF key, card, active, member_id ON renter BEGIN "
    + _REFRESH.format(id="new.member_id")
    + _REFRESH.format(id="old.member_id")
    + " END",
    "member_search_renter_gone": "AFTER DELETE ON renter BEGIN "
    + _REFRESH.format(id="old.member_id")
    + " END",
}


def ensure() -> None:
    """Makes the index and its triggers where they are absent."""
    have = {str(row[0]) for row in store.rows("SELECT name FROM sqlite_master")}
    if "member_search" in have and have >= _TRIGGERS.keys():
        return
    with store.write():
        raw = store.connection()
        if "member_search" not in have:
            raw.execute(_TABLE)
        for name, body in _TRIGGERS.items():
            raw.execute(f"DROP TRIGGER IF EXISTS {name}")
            raw.execute(f"CREATE TRIGGER {name} {body}")
        rebuild()


def rebuild() -> None:
    """Fills the index anew from the members; call inside a transaction."""
    raw = store.connection()
    raw.execute("DELETE FROM member_search")
    raw.execute(f"INSERT INTO member_search (rowid, words) SELECT m.id, {_WORDS} FROM member m")


def match(text: str) -> str | None:
    """The full-text query for what somebody typed: every word the start of some word.

    None where nothing searchable is left. Safe for any text: words are letters and digits only.
    """
    return " AND ".join(f'"{word}"*' for word in _asked(text)) or None


def _asked(text: str) -> list[str]:
    if looks_like_phone(text):
        return [phone_digits(text)]
    return re.findall(r"\w+", fold(text).replace("_", " "))[:_MAX_WORDS]


def ids(text: str, limit: int | None = None) -> tuple[int, ...]:
    """Accounts that `text` finds, by last name; all accounts where the text is empty.

    The first letters of a word find thousands of accounts. Those are not sorted: the accounts are
    walked in their order until there are enough.
    """
    query = match(text)
    if query is None:
        return () if text.strip() else _all(limit)
    many = 0 if limit is None or limit >= _MANY else _count(query)
    if many == _MOST:
        sql, parameters = _WALK, tuple(f"% {word}%" for word in _asked(text))
        sql = sql.format(" AND ".join(["' ' || s.words LIKE ?"] * len(parameters)))
    else:
        sql, parameters = _PROBE if many >= _MANY else _SORT, (query,)
    return tuple(row[0] for row in store.rows(sql, (*parameters, -1 if limit is None else limit)))


_WALK = (
    "SELECT m.id FROM member m INDEXED BY member_key CROSS JOIN member_search s ON s.rowid = m.id"
    " WHERE {} ORDER BY m.key, m.id LIMIT ?"
)

_PROBE = (
    "SELECT id FROM member INDEXED BY member_key WHERE id IN"
    " (SELECT rowid FROM member_search WHERE member_search MATCH ?) ORDER BY key, id LIMIT ?"
)

_SORT = (
    "SELECT m.id FROM member_search s CROSS JOIN member m ON m.id = s.rowid"
    " WHERE member_search MATCH ? ORDER BY m.key, m.id LIMIT ?"
)


def _all(limit: int | None) -> tuple[int, ...]:
    most = -1 if limit is None else limit
    found = store.rows("SELECT id FROM member ORDER BY key, id LIMIT ?", (most,))
    return tuple(row[0] for row in found)


def _count(query: str) -> int:
    """How many accounts a query finds, as far as it matters."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM member_search WHERE member_search MATCH ? LIMIT ?)"
    return int(store.value(sql, (query, _MOST)))


def _check_index() -> list[Finding]:
    """Each account stands in the index under its words, and nothing else does."""
    wrong = store.rows(
        f"SELECT m.id FROM member m LEFT JOIN member_search s ON s.rowid = m.id"
        f" WHERE s.words IS NOT ({_WORDS})"
    )
    extra = store.value(
        "SELECT count(*) FROM member_search WHERE rowid NOT IN (SELECT id FROM member)"
    )
    count = len(wrong) + int(extra)
    return [Finding("member_search", count, "accounts not found by name")] if count else []


shopfile.after_migration(ensure)
check.add(_check_index)
