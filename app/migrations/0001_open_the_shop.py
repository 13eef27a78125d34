"""The shop's first tables: stock, members, rentals, ledger, night-drop.

Frozen: written as SQL so that no later change of a model reaches back. STRICT tables keep types
true; whatever matters to money or availability is a constraint here, not only a check in code.
"""

import sqlite3
from typing import Any

SCHEMA = """
CREATE TABLE setting (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, content TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL CHECK (role IN ('clerk', 'owner')),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE opening_span (
    id INTEGER PRIMARY KEY,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    opens_minute INTEGER NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
    closes_minute INTEGER NOT NULL CHECK (closes_minute BETWEEN 1 AND 2880),
    CHECK (opens_minute < closes_minute)
) STRICT;

CREATE TABLE calendar_exception (
    id INTEGER PRIMARY KEY, on_date TEXT NOT NULL UNIQUE,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    reason TEXT NOT NULL, spans TEXT NOT NULL
) STRICT;

CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, staff TEXT NOT NULL,
    intent TEXT NOT NULL, facts TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undone')),
    undoes_id INTEGER REFERENCES operation (id)
) STRICT;
CREATE INDEX operation_undoes ON operation (undoes_id) WHERE undoes_id IS NOT NULL;
CREATE INDEX operation_running ON operation (id) WHERE state = 'running';

CREATE TABLE operation_row (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    table_name TEXT NOT NULL, row_id INTEGER NOT NULL, last_id INTEGER,
    before TEXT, after TEXT
) STRICT;
CREATE INDEX operation_row_operation ON operation_row (operation_id);
CREATE INDEX operation_row_row ON operation_row (table_name, row_id);

CREATE TABLE journal_entry (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, staff TEXT NOT NULL,
    intent TEXT NOT NULL, facts TEXT NOT NULL, reason TEXT, operation_id INTEGER
) STRICT;
CREATE INDEX journal_entry_at ON journal_entry (at);
CREATE TRIGGER journal_entry_keeps BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_entry_stays BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE certificate (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE COLLATE NOCASE, system TEXT NOT NULL,
    minimum_age INTEGER NOT NULL CHECK (minimum_age BETWEEN 0 AND 99), position INTEGER NOT NULL
) STRICT;

CREATE TABLE format (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, short TEXT NOT NULL,
    color TEXT NOT NULL, face_mm INTEGER NOT NULL CHECK (face_mm > 0),
    spine_mm INTEGER NOT NULL CHECK (spine_mm > 0),
    height_mm INTEGER NOT NULL CHECK (height_mm > 0), position INTEGER NOT NULL
) STRICT;

CREATE TABLE condition (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, position INTEGER NOT NULL
) STRICT;

CREATE TABLE rental_class (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
    period_nights INTEGER CHECK (period_nights >= 0), period_hours INTEGER CHECK (period_hours > 0),
    due_kind TEXT NOT NULL, due_minute INTEGER CHECK (due_minute BETWEEN 0 AND 1439),
    late_mode TEXT NOT NULL, late_rate_cents INTEGER NOT NULL CHECK (late_rate_cents >= 0),
    closed_days_count INTEGER NOT NULL CHECK (closed_days_count IN (0, 1)),
    grace_minutes INTEGER NOT NULL CHECK (grace_minutes >= 0),
    cap_kind TEXT NOT NULL, cap_cents INTEGER CHECK (cap_cents >= 0),
    deposit_cents INTEGER NOT NULL CHECK (deposit_cents >= 0),
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)), position INTEGER NOT NULL,
    CHECK ((period_nights IS NULL) <> (period_hours IS NULL))
) STRICT;

CREATE TABLE section (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, short_name TEXT NOT NULL,
    position INTEGER NOT NULL, curtained INTEGER NOT NULL CHECK (curtained IN (0, 1)),
    minimum_age INTEGER NOT NULL CHECK (minimum_age BETWEEN 0 AND 99), shelved_by TEXT NOT NULL,
    rental_class_id INTEGER REFERENCES rental_class (id), note TEXT NOT NULL
) STRICT;

CREATE TABLE title (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''), original_name TEXT NOT NULL,
    sort_name TEXT NOT NULL, sort_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('film', 'season')),
    series TEXT NOT NULL, season INTEGER, year INTEGER CHECK (year BETWEEN 1870 AND 2200),
    countries TEXT NOT NULL, language TEXT NOT NULL,
    runtime_minutes INTEGER CHECK (runtime_minutes BETWEEN 0 AND 100000),
    certificate_id INTEGER REFERENCES certificate (id),
    synopsis TEXT NOT NULL, tagline TEXT NOT NULL, staff_pick TEXT NOT NULL, note TEXT NOT NULL,
    cover TEXT NOT NULL, added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX title_sort ON title (sort_key);
CREATE INDEX title_certificate ON title (certificate_id);

CREATE TABLE person (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''), key TEXT NOT NULL
) STRICT;
CREATE INDEX person_key ON person (key);
CREATE TABLE genre (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> '')
) STRICT;
CREATE TABLE tag (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> '')
) STRICT;

CREATE TABLE credit (
    id INTEGER PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('director', 'cast')), position INTEGER NOT NULL,
    UNIQUE (title_id, role, person_id)
) STRICT;
CREATE INDEX credit_person ON credit (person_id);

CREATE TABLE title_genre (
    id INTEGER PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    genre_id INTEGER NOT NULL REFERENCES genre (id), UNIQUE (title_id, genre_id)
) STRICT;
CREATE INDEX title_genre_genre ON title_genre (genre_id, title_id);

CREATE TABLE title_tag (
    id INTEGER PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id), UNIQUE (title_id, tag_id)
) STRICT;
CREATE INDEX title_tag_tag ON title_tag (tag_id, title_id);

CREATE TABLE edition (
    id INTEGER PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title (id),
    format_id INTEGER NOT NULL REFERENCES format (id),
    upc TEXT, label TEXT NOT NULL, discs INTEGER NOT NULL CHECK (discs > 0),
    released_on TEXT, note TEXT NOT NULL,
    rental_class_id INTEGER REFERENCES rental_class (id),
    replacement_cents INTEGER CHECK (replacement_cents >= 0),
    UNIQUE (id, title_id)
) STRICT;
CREATE INDEX edition_title ON edition (title_id);
CREATE INDEX edition_format ON edition (format_id);
CREATE INDEX edition_class ON edition (rental_class_id) WHERE rental_class_id IS NOT NULL;
CREATE UNIQUE INDEX edition_upc ON edition (upc) WHERE upc IS NOT NULL;

CREATE TABLE copy (
    id INTEGER PRIMARY KEY,
    title_id INTEGER NOT NULL REFERENCES title (id), edition_id INTEGER NOT NULL,
    barcode TEXT NOT NULL UNIQUE CHECK (barcode <> ''),
    section_id INTEGER NOT NULL REFERENCES section (id),
    condition_id INTEGER REFERENCES condition (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('rental', 'sale', 'display')),
    state TEXT NOT NULL CHECK (state IN
        ('in', 'out', 'held', 'repair', 'damaged', 'missing', 'sold', 'retired')),
    state_since INTEGER NOT NULL, state_note TEXT NOT NULL,
    rental_class_id INTEGER REFERENCES rental_class (id),
    replacement_cents INTEGER NOT NULL CHECK (replacement_cents >= 0),
    sale_cents INTEGER CHECK (sale_cents >= 0), cost_cents INTEGER CHECK (cost_cents >= 0),
    due_at INTEGER, last_rented_at INTEGER, added_at INTEGER NOT NULL,
    labelled INTEGER NOT NULL CHECK (labelled IN (0, 1)), note TEXT NOT NULL,
    FOREIGN KEY (edition_id, title_id) REFERENCES edition (id, title_id),
    CHECK ((state = 'out') = (due_at IS NOT NULL))
) STRICT;
CREATE INDEX copy_title ON copy (title_id);
CREATE INDEX copy_edition ON copy (edition_id);
CREATE INDEX copy_section ON copy (section_id, title_id, state);
CREATE INDEX copy_class ON copy (rental_class_id);
CREATE INDEX copy_gone ON copy (state) WHERE state IN ('sold', 'retired');
CREATE INDEX copy_out ON copy (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE saved_filter (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, query TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE import_map (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, toml TEXT NOT NULL
) STRICT;

CREATE TABLE member (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE CHECK (number <> ''), card TEXT,
    name TEXT NOT NULL CHECK (name <> ''), key TEXT NOT NULL,
    phone TEXT NOT NULL, phone_digits TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT NULL,
    joined_on TEXT, expires_on TEXT,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
    status_reason TEXT NOT NULL,
    limit_cents INTEGER CHECK (limit_cents >= 0), max_out INTEGER CHECK (max_out >= 0),
    note TEXT NOT NULL, note_by TEXT NOT NULL, note_at INTEGER
) STRICT;
CREATE UNIQUE INDEX member_card ON member (card) WHERE card IS NOT NULL;
CREATE INDEX member_key ON member (key);
CREATE INDEX member_expires ON member (expires_on) WHERE expires_on IS NOT NULL;
CREATE INDEX member_status ON member (status) WHERE status <> 'active';
CREATE INDEX member_phone ON member (phone_digits);

CREATE TABLE renter (
    id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES member (id),
    name TEXT NOT NULL CHECK (name <> ''), key TEXT NOT NULL, born_on TEXT,
    ceiling_id INTEGER REFERENCES certificate (id), ceiling_by TEXT NOT NULL, ceiling_on TEXT,
    pays INTEGER NOT NULL CHECK (pays IN (0, 1)),
    keeps_history INTEGER NOT NULL CHECK (keeps_history IN (0, 1)),
    card TEXT, position INTEGER NOT NULL, active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX renter_card ON renter (card) WHERE card IS NOT NULL;
CREATE INDEX renter_member ON renter (member_id);
CREATE INDEX renter_key ON renter (key);

CREATE TABLE rental_terms (
    id INTEGER PRIMARY KEY, class_name TEXT NOT NULL,
    price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
    period_nights INTEGER, period_hours INTEGER,
    due_kind TEXT NOT NULL, due_minute INTEGER,
    late_mode TEXT NOT NULL, late_rate_cents INTEGER NOT NULL,
    closed_days_count INTEGER NOT NULL, grace_minutes INTEGER NOT NULL,
    cap_kind TEXT NOT NULL, cap_cents INTEGER, deposit_cents INTEGER NOT NULL,
    replacement_cents INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX rental_terms_once ON rental_terms (
    class_name, price_cents, coalesce(period_nights, -1), coalesce(period_hours, -1), due_kind,
    coalesce(due_minute, -1), late_mode, late_rate_cents, closed_days_count, grace_minutes,
    cap_kind, coalesce(cap_cents, -1), deposit_cents, replacement_cents
);
CREATE TRIGGER rental_terms_keep BEFORE UPDATE ON rental_terms
BEGIN SELECT RAISE(ABORT, 'terms never change'); END;

-- AUTOINCREMENT: an undone rental is gone, but its ledger lines still name it; no other may get
-- its id.
CREATE TABLE rental (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    copy_id INTEGER NOT NULL REFERENCES copy (id), member_id INTEGER REFERENCES member (id),
    renter_id INTEGER REFERENCES renter (id),
    terms_id INTEGER NOT NULL REFERENCES rental_terms (id),
    started_at INTEGER NOT NULL, due_on TEXT NOT NULL, due_at INTEGER NOT NULL,
    returned_at INTEGER, scanned_at INTEGER,
    returned_by TEXT CHECK (returned_by IN ('counter', 'box', 'import')),
    drop_session_id INTEGER REFERENCES drop_session (id),
    late_days INTEGER CHECK (late_days >= 0), fee_cents INTEGER CHECK (fee_cents >= 0),
    waived_cents INTEGER NOT NULL DEFAULT 0 CHECK (waived_cents >= 0),
    rented_by TEXT NOT NULL, taken_back_by TEXT NOT NULL, source_id TEXT,
    CHECK (returned_at IS NULL OR returned_at >= started_at),
    CHECK ((returned_at IS NULL) = (scanned_at IS NULL)),
    CHECK (scanned_at IS NULL OR scanned_at >= returned_at)
) STRICT;
CREATE UNIQUE INDEX rental_open ON rental (copy_id) WHERE returned_at IS NULL;
CREATE INDEX rental_copy ON rental (copy_id, started_at);
CREATE INDEX rental_member ON rental (member_id, started_at) WHERE member_id IS NOT NULL;
CREATE INDEX rental_out ON rental (member_id) WHERE returned_at IS NULL;
CREATE INDEX rental_due ON rental (due_at, member_id, terms_id, due_on, started_at)
WHERE returned_at IS NULL;
CREATE INDEX rental_back ON rental (scanned_at) WHERE scanned_at IS NOT NULL;
CREATE INDEX rental_session ON rental (drop_session_id) WHERE drop_session_id IS NOT NULL;
CREATE UNIQUE INDEX rental_source ON rental (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE ledger_line (
    id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES member (id),
    at INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('rental', 'late_fee', 'damage',
        'replacement', 'deposit', 'sale', 'membership', 'payment', 'waiver', 'refund',
        'correction', 'opening')),
    amount_cents INTEGER NOT NULL, rental_id INTEGER,
    method TEXT CHECK (method IN ('cash', 'card', 'credit', 'punch_card')),
    text TEXT NOT NULL, staff TEXT NOT NULL,
    reverses_id INTEGER REFERENCES ledger_line (id), source_id TEXT
) STRICT;
CREATE INDEX ledger_line_member ON ledger_line (member_id, at, amount_cents);
CREATE INDEX ledger_line_rental ON ledger_line (rental_id) WHERE rental_id IS NOT NULL;
CREATE INDEX ledger_line_reverses ON ledger_line (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_line_source ON ledger_line (source_id) WHERE source_id IS NOT NULL;
CREATE TRIGGER ledger_line_keeps BEFORE UPDATE ON ledger_line
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- A line may go only with the import that wrote it, while that import is being taken back.
CREATE TRIGGER ledger_line_stays BEFORE DELETE ON ledger_line
WHEN NOT EXISTS (
    SELECT 1 FROM operation o JOIN operation_row r ON r.operation_id = o.id
    WHERE o.state = 'running' AND r.table_name = 'ledger_line'
    AND old.id BETWEEN r.row_id AND coalesce(r.last_id, r.row_id)
)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- What each account owes: the sum of its lines, kept so that a list of 50,000 accounts need not add
-- up ten million lines. `check` compares the two.
CREATE TABLE member_balance (
    member_id INTEGER PRIMARY KEY, balance_cents INTEGER NOT NULL
) STRICT;
CREATE INDEX member_balance_owed ON member_balance (balance_cents) WHERE balance_cents > 0;
CREATE TRIGGER ledger_line_adds AFTER INSERT ON ledger_line BEGIN
    INSERT INTO member_balance VALUES (new.member_id, new.amount_cents)
    ON CONFLICT (member_id) DO UPDATE SET balance_cents = balance_cents + excluded.balance_cents;
END;
CREATE TRIGGER ledger_line_takes AFTER DELETE ON ledger_line BEGIN
    UPDATE member_balance SET balance_cents = balance_cents - old.amount_cents
    WHERE member_id = old.member_id;
END;

CREATE TABLE drop_box (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    locked_while_open INTEGER NOT NULL CHECK (locked_while_open IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE drop_session (
    id INTEGER PRIMARY KEY, box_id INTEGER NOT NULL REFERENCES drop_box (id),
    since_at INTEGER NOT NULL,
    since_kind TEXT NOT NULL CHECK (since_kind IN ('emptied', 'close', 'locked', 'by_hand')),
    opened_at INTEGER NOT NULL, opened_by TEXT NOT NULL,
    closed_at INTEGER, closed_by TEXT NOT NULL, counted INTEGER CHECK (counted >= 0),
    why TEXT NOT NULL,
    CHECK (since_at <= opened_at), CHECK (closed_at IS NULL OR closed_at >= opened_at)
) STRICT;
CREATE UNIQUE INDEX drop_session_open ON drop_session (box_id) WHERE closed_at IS NULL;
CREATE INDEX drop_session_box ON drop_session (box_id, opened_at);

CREATE TABLE drop_scan (
    id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES drop_session (id),
    barcode TEXT NOT NULL, scanned_at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('returned', 'late', 'held', 'not_out', 'repeat',
        'unknown', 'reinstated', 'owner')),
    mark TEXT CHECK (mark IN ('empty', 'wrong', 'missing', 'damaged')), disc INTEGER,
    tray INTEGER CHECK (tray BETWEEN 1 AND 5),
    copy_id INTEGER REFERENCES copy (id), rental_id INTEGER REFERENCES rental (id),
    effective_at INTEGER, late_days INTEGER NOT NULL, fee_cents INTEGER NOT NULL,
    sentence TEXT NOT NULL, facts TEXT NOT NULL,
    taken_back INTEGER NOT NULL CHECK (taken_back IN (0, 1))
) STRICT;
CREATE INDEX drop_scan_session ON drop_scan (session_id, barcode);
CREATE INDEX drop_scan_copy ON drop_scan (copy_id);
CREATE INDEX drop_scan_unknown ON drop_scan (barcode) WHERE outcome = 'unknown';
"""


def up(migrator: Any, db: Any) -> None:
    """Creates every table, statement by statement, inside the runner's transaction."""
    for statement in statements(SCHEMA):
        db.execute_sql(statement)


def statements(script: str) -> list[str]:
    """The script's statements; a trigger's body keeps its own semicolons."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found
