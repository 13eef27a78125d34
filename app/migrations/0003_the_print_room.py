"""The print room's tables: own stocks, printer profiles, begun sheets, the tray, what was printed.

Frozen: written as SQL so that no later change of a model reaches back. A stock that does not fit
its sheet is refused here as well as by the rules: a page would be cut off.
"""

import sqlite3
from typing import Any

SCHEMA = """
CREATE TABLE paper_stock (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    copied_from TEXT NOT NULL, sheet_name TEXT NOT NULL,
    sheet_width REAL NOT NULL CHECK (sheet_width > 0 AND sheet_width < 3402),
    sheet_height REAL NOT NULL CHECK (sheet_height > 0 AND sheet_height < 3402),
    label_width REAL NOT NULL CHECK (label_width > 0),
    label_height REAL NOT NULL CHECK (label_height > 0),
    column_count INTEGER NOT NULL CHECK (column_count > 0),
    row_count INTEGER NOT NULL CHECK (row_count > 0),
    margin_left REAL NOT NULL CHECK (margin_left >= 0),
    margin_top REAL NOT NULL CHECK (margin_top >= 0),
    pitch_x REAL NOT NULL, pitch_y REAL NOT NULL,
    corner_radius REAL NOT NULL CHECK (corner_radius >= 0),
    bleed REAL NOT NULL CHECK (bleed >= 0),
    crop_marks INTEGER NOT NULL CHECK (crop_marks IN (0, 1)),
    CHECK (column_count = 1 OR pitch_x >= label_width - 0.2),
    CHECK (row_count = 1 OR pitch_y >= label_height - 0.2),
    CHECK (margin_left + (column_count - 1) * pitch_x + label_width <= sheet_width + 0.2),
    CHECK (margin_top + (row_count - 1) * pitch_y + label_height <= sheet_height + 0.2)
) STRICT;

CREATE TABLE printer_profile (
    id INTEGER PRIMARY KEY, printer TEXT NOT NULL CHECK (printer <> ''), feed TEXT NOT NULL,
    paper TEXT NOT NULL CHECK (paper IN ('letter', 'a4')),
    left_mm REAL NOT NULL CHECK (left_mm BETWEEN 10 AND 40),
    top_mm REAL NOT NULL CHECK (top_mm BETWEEN 10 AND 40),
    right_mm REAL NOT NULL CHECK (right_mm BETWEEN 10 AND 40),
    bottom_mm REAL NOT NULL CHECK (bottom_mm BETWEEN 10 AND 40),
    measured_at INTEGER NOT NULL,
    UNIQUE (printer, feed)
) STRICT;

CREATE TABLE begun_sheet (
    id INTEGER PRIMARY KEY, stock TEXT NOT NULL, printer TEXT NOT NULL, feed TEXT NOT NULL,
    used TEXT NOT NULL,
    UNIQUE (stock, printer, feed)
) STRICT;

CREATE TABLE tray_item (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL,
    stock TEXT NOT NULL, printer TEXT NOT NULL, feed TEXT NOT NULL, design TEXT NOT NULL,
    ink TEXT NOT NULL CHECK (ink IN ('colour', 'mono')),
    copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 999),
    position INTEGER NOT NULL,
    waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
    again INTEGER NOT NULL CHECK (again IN (0, 1)),
    choices TEXT NOT NULL, printed_parts TEXT NOT NULL, printed_at INTEGER,
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX tray_item_document ON tray_item (document);

CREATE TABLE printed_page (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL, name TEXT NOT NULL, stock TEXT NOT NULL,
    printer TEXT NOT NULL, feed TEXT NOT NULL, copies INTEGER NOT NULL CHECK (copies > 0),
    sheets INTEGER NOT NULL, pieces INTEGER NOT NULL, digest TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX printed_page_at ON printed_page (at);
"""


def up(migrator: Any, db: Any) -> None:
    """Creates every table, statement by statement, inside the runner's transaction."""
    pending = ""
    for line in SCHEMA.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            db.execute_sql(pending.strip())
            pending = ""
