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

_WORDS = """
    m.key || ' ' || m.number || ' ' || m.number || coalesce(' ' || m.card, '') || ' '
    || m.phone_digits || ' '
    || CASE WHEN length(m.phone_digits) > 7 THEN substr(m.phone_digits, -7) ELSE '' END || ' '
    || CASE WHEN length(m.phone_digits) > 4 THEN substr(m.phone_digits, -4) ELSE '' END || ' '
    || coalesce((SELECT group_concat(r.key || coalesce(' ' || r.card, ''), ' ')
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
    if looks_like_phone(text) and not re.fullmatch(r"\s*\S{1,32}\s*", text):
        return f'"{phone_digits(text)}"*'
    words = re.findall(r"\w+", fold(text).replace("_", " "))
    if looks_like_phone(text):
        words = [phone_digits(text)]
    return " AND ".join(f'"{word}"*' for word in words[:12]) or None


def ids(text: str, limit: int | None = None) -> tuple[int, ...]:
    """Accounts that `text` finds, by last name; all accounts where the text is empty."""
    most = -1 if limit is None else limit
    query = match(text)
    if query is None:
        if text.strip():
            return ()
        found = store.rows("SELECT id FROM member ORDER BY key, id LIMIT ?", (most,))
    elif limit is not None and limit < _MANY and _finds_many(query):
        found = store.rows(
            "SELECT id FROM member INDEXED BY member_key WHERE id IN"
            " (SELECT rowid FROM member_search WHERE member_search MATCH ?)"
            " ORDER BY key, id LIMIT ?",
            (query, most),
        )
    else:
        found = store.rows(
            "SELECT m.id FROM member_search s CROSS JOIN member m ON m.id = s.rowid"
            " WHERE member_search MATCH ? ORDER BY m.key, m.id LIMIT ?",
            (query, most),
        )
    return tuple(row[0] for row in found)


def _finds_many(query: str) -> bool:
    sql = "SELECT count(*) FROM (SELECT 1 FROM member_search WHERE member_search MATCH ? LIMIT ?)"
    return bool(store.value(sql, (query, _MANY)) == _MANY)


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
