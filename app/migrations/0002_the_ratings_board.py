"""The ratings board: boards with five seats, films that were rated, thumbs, reviews.

Frozen: written as SQL so that no later change of a model reaches back. What the board promises is a
constraint here: a film hangs once on a board, a seat has one thumb, one quote is on the shelf card.
"""

import sqlite3
from typing import Any

SCHEMA = """
CREATE TABLE board (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
    position INTEGER NOT NULL,
    shown INTEGER NOT NULL CHECK (shown IN (0, 1)),
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    seat_1 TEXT NOT NULL COLLATE NOCASE CHECK (seat_1 <> ''),
    seat_2 TEXT NOT NULL COLLATE NOCASE CHECK (seat_2 <> '' AND seat_2 <> seat_1),
    seat_3 TEXT NOT NULL COLLATE NOCASE CHECK (seat_3 <> '' AND seat_3 NOT IN (seat_1, seat_2)),
    seat_4 TEXT NOT NULL COLLATE NOCASE
        CHECK (seat_4 <> '' AND seat_4 NOT IN (seat_1, seat_2, seat_3)),
    seat_5 TEXT NOT NULL COLLATE NOCASE
        CHECK (seat_5 <> '' AND seat_5 NOT IN (seat_1, seat_2, seat_3, seat_4))
) STRICT;
CREATE UNIQUE INDEX board_name ON board (name) WHERE retired = 0;

CREATE TABLE rated_film (
    id INTEGER PRIMARY KEY,
    title_id INTEGER UNIQUE REFERENCES title (id) ON DELETE SET NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    year INTEGER CHECK (year BETWEEN 1870 AND 2200),
    directors TEXT NOT NULL
) STRICT;
CREATE INDEX rated_film_in_theatres ON rated_film (id) WHERE title_id IS NULL;

CREATE TABLE board_entry (
    id INTEGER PRIMARY KEY,
    board_id INTEGER NOT NULL REFERENCES board (id),
    film_id INTEGER NOT NULL REFERENCES rated_film (id),
    position INTEGER CHECK (position > 0),
    up_at INTEGER NOT NULL,
    down_at INTEGER,
    CHECK ((position IS NULL) = (down_at IS NOT NULL)),
    CHECK (down_at >= up_at)
) STRICT;
CREATE UNIQUE INDEX board_entry_once_up ON board_entry (board_id, film_id) WHERE down_at IS NULL;
CREATE INDEX board_entry_film ON board_entry (film_id);
CREATE INDEX board_entry_down ON board_entry (down_at, id) WHERE down_at IS NOT NULL;

CREATE TABLE thumb (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES board_entry (id),
    seat INTEGER NOT NULL CHECK (seat BETWEEN 0 AND 4),
    who TEXT NOT NULL CHECK (who <> ''),
    at INTEGER NOT NULL,
    UNIQUE (entry_id, seat)
) STRICT;

CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    film_id INTEGER NOT NULL REFERENCES rated_film (id),
    author TEXT NOT NULL CHECK (author <> ''),
    source TEXT NOT NULL,
    quote TEXT NOT NULL CHECK (quote <> ''),
    on_date TEXT NOT NULL,
    thumbs INTEGER CHECK (thumbs BETWEEN 0 AND 5),
    on_card INTEGER NOT NULL CHECK (on_card IN (0, 1))
) STRICT;
CREATE INDEX review_film ON review (film_id);
CREATE UNIQUE INDEX review_one_on_card ON review (film_id) WHERE on_card = 1;
"""

# Every shop has a board from its first day with the board, as every new one does.
FRONT_BOARD = (
    "INSERT INTO board (name, position, shown, retired, seat_1, seat_2, seat_3, seat_4, seat_5)"
    " VALUES ('Front board', 1, 1, 0, 'Owner', 'Film teacher', 'Chaplain', 'Painter', 'Guest')"
)


def up(migrator: Any, db: Any) -> None:
    """Creates the tables, statement by statement, inside the runner's transaction."""
    for statement in statements(SCHEMA):
        db.execute_sql(statement)
    db.execute_sql(FRONT_BOARD)


def statements(script: str) -> list[str]:
    """The script's statements."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found
