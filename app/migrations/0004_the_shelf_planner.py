"""The shelf planner: fixtures and their rows, displays, what stands where, audits by scan.

Frozen: written as SQL so that no later change of a model reaches back. Sizes are whole millimetres.
That a row holds what stands on it is no constraint: a fixture may be made narrower under a full
display, whose cases then wait beside it.
"""

import sqlite3
from typing import Any

SCHEMA = """
CREATE TABLE fixture (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
    note TEXT NOT NULL, position INTEGER NOT NULL,
    x_mm INTEGER NOT NULL, y_mm INTEGER NOT NULL,
    turn INTEGER NOT NULL CHECK (turn IN (0, 90, 180, 270)),
    depth_mm INTEGER NOT NULL CHECK (depth_mm BETWEEN 20 AND 3000),
    curtained INTEGER NOT NULL CHECK (curtained IN (0, 1)),
    ceiling_id INTEGER REFERENCES certificate (id),
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX fixture_name ON fixture (name) WHERE retired = 0;

CREATE TABLE fixture_row (
    id INTEGER PRIMARY KEY, fixture_id INTEGER NOT NULL REFERENCES fixture (id),
    position INTEGER NOT NULL CHECK (position > 0),
    width_mm INTEGER NOT NULL CHECK (width_mm BETWEEN 20 AND 20000),
    height_mm INTEGER NOT NULL CHECK (height_mm BETWEEN 20 AND 3000),
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;
CREATE INDEX fixture_row_fixture ON fixture_row (fixture_id, position);

-- Running and over by date are no stages: a prepared display runs from its first day to its last.
CREATE TABLE display (
    id INTEGER PRIMARY KEY, fixture_id INTEGER NOT NULL REFERENCES fixture (id),
    name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''), tagline TEXT NOT NULL,
    from_on TEXT, to_on TEXT, owner TEXT NOT NULL, note TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'prepared', 'over')),
    made_at INTEGER NOT NULL,
    CHECK (stage = 'draft' OR from_on IS NOT NULL), CHECK (to_on >= from_on)
) STRICT;
CREATE INDEX display_fixture ON display (fixture_id, from_on);
CREATE INDEX display_name ON display (name);

-- The edition may be deleted and come back: both happen before the promise is looked at, and what
-- stands there keeps its name and its size.
CREATE TABLE placement (
    id INTEGER PRIMARY KEY, display_id INTEGER NOT NULL REFERENCES display (id),
    row_id INTEGER NOT NULL REFERENCES fixture_row (id),
    edition_id INTEGER REFERENCES edition (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL CHECK (name <> ''),
    format_id INTEGER NOT NULL REFERENCES format (id),
    at_mm INTEGER NOT NULL CHECK (at_mm >= 0),
    facing TEXT NOT NULL CHECK (facing IN ('face', 'spine')),
    wanted INTEGER NOT NULL CHECK (wanted BETWEEN 1 AND 99), note TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX placement_once ON placement (display_id, edition_id);
CREATE INDEX placement_edition ON placement (edition_id) WHERE edition_id IS NOT NULL;
CREATE INDEX placement_row ON placement (row_id);

CREATE TABLE shelf_audit (
    id INTEGER PRIMARY KEY, display_id INTEGER NOT NULL REFERENCES display (id),
    at INTEGER NOT NULL, staff TEXT NOT NULL, scanned INTEGER NOT NULL CHECK (scanned >= 0),
    to_put_right INTEGER NOT NULL CHECK (to_put_right >= 0)
) STRICT;
CREATE INDEX shelf_audit_display ON shelf_audit (display_id, at);

CREATE TABLE shelf_scan (
    id INTEGER PRIMARY KEY,
    audit_id INTEGER NOT NULL REFERENCES shelf_audit (id) ON DELETE CASCADE,
    barcode TEXT NOT NULL CHECK (barcode <> '')
) STRICT;
CREATE INDEX shelf_scan_audit ON shelf_scan (audit_id);
CREATE INDEX shelf_scan_barcode ON shelf_scan (barcode, audit_id);
"""


def up(migrator: Any, db: Any) -> None:
    """Creates every table, statement by statement, inside the runner's transaction."""
    pending = ""
    for line in SCHEMA.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            db.execute_sql(pending.strip())
            pending = ""
