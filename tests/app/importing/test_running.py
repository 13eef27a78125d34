"""A run as a whole: no trace of a try, nothing left of what was stopped, the till never waits."""

from __future__ import annotations

import sqlite3
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalog import stock_list
from app.catalog.models import Section
from app.catalog.stock_query import StockQuery
from app.importing import files, maps, running
from app.importing.fields import FIELDS, Kind
from app.importing.refused import save_refused
from app.importing.report import Report
from app.shop import long_work, undo
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.store import backups, check, worklock
from app.store import database as store


def make_file(path: Path, rows: int) -> Path:
    lines = [f"Film number {n},{1900 + n % 120},Person {n % 50}" for n in range(rows)]
    path.write_text("title,year,cast\n" + "\n".join(lines) + "\n")
    return path


def snapshot() -> list[tuple[Any, ...]]:
    tables = [row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    # How the search index keeps its words is its own affair.
    kept = sorted(name for name in tables if not name.startswith(("search_", "member_search_")))
    return [(name, *store.rows(f'SELECT count(*) FROM "{name}"')[0]) for name in kept]


def test_a_dry_run_writes_nothing_and_takes_no_lock(
    shop: Path, ctx: Context, tmp_path: Path
) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 2000), Kind.TITLES)
    before = snapshot()
    till = sqlite3.connect(shop, timeout=0)
    till.execute("BEGIN IMMEDIATE")  # the till is at work all the time
    seen: list[int] = []

    def told(report: Report) -> None:
        seen.append(report.read)

    report = running.dry_run(ctx, guess.table, guess.file_map, told=told)
    till.rollback()
    till.close()
    assert report.added == guess.rows == 2000
    assert seen
    assert snapshot() == before


def test_what_is_stopped_leaves_nothing(shop: Path, ctx: Context, tmp_path: Path) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 3000), Kind.TITLES)
    before = snapshot()
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 5

    with pytest.raises(running.Stopped):
        running.run(ctx, guess.table, guess.file_map, stopped=stopped, back_up=False)
    assert asked == 6
    # Running numbers are never given twice, whatever became of those who took them.
    numbers = {"sqlite_sequence", "setting"}
    assert [row for row in snapshot() if row[0] not in numbers] == [
        row for row in before if row[0] not in numbers
    ]
    assert check.run() == []


def test_a_crash_in_the_middle_is_cleaned_up_at_the_next_start(
    shop: Path, ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 1000), Kind.TITLES)

    def power_cut(*_: object) -> bool:
        if store.value("SELECT count(*) FROM title"):
            monkeypatch.setattr(long_work, "_roll_back", lambda *_: None)
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        running.run(ctx, guess.table, guess.file_map, stopped=power_cut, back_up=False)
    monkeypatch.undo()
    assert store.value("SELECT count(*) FROM title") > 0
    assert long_work.roll_back_unfinished(ctx) == 1
    assert store.value("SELECT count(*) FROM title") == 0
    assert check.run() == []


def test_what_a_killed_import_left_does_not_take_the_next_one_with_it(
    shop: Path, ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row of the second import must not stand on one of the first, which is rolled back."""
    guess = files.guess(make_file(tmp_path / "t.csv", 1500), Kind.TITLES)

    def killed(*_: object) -> bool:
        if store.value("SELECT count(*) FROM title"):
            monkeypatch.setattr(long_work, "_roll_back", lambda *_: None)
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        running.run(ctx, guess.table, guess.file_map, stopped=killed, back_up=False)
    monkeypatch.undo()
    left = store.value("SELECT count(*) FROM title")
    assert 0 < left < 1500
    report = running.run(ctx, guess.table, guess.file_map, back_up=False).report
    assert (report.added, report.unchanged) == (1500, 0)
    assert long_work.roll_back_unfinished(ctx) == 0
    assert store.value("SELECT count(*) FROM title") == 1500
    assert check.run() == []


def test_what_a_killed_import_left_is_not_taken_for_stock(
    shop: Path, ctx: Context, tmp_path: Path
) -> None:
    """A section that is about to be put back takes no copies."""
    with long_work.LongWork(ctx, "import.copies").chunk() as work:
        work.insert(Section, name="Western", position=99)
    file = tmp_path / "c.csv"
    file.write_text("title,year,format,section,barcode\nRio Bravo,1959,DVD,Western,10000001\n")
    guess = files.guess(file, Kind.COPIES)
    report = running.run(ctx, guess.table, guess.file_map, back_up=False).report
    assert (report.added, report.refused) == (0, 1)
    assert check.run() == []


def test_an_import_of_another_program_is_left_alone(
    shop: Path, ctx: Context, tmp_path: Path
) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 30), Kind.TITLES)
    other = sqlite3.connect(worklock.lock_path(shop), timeout=0, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    going_on = long_work.LongWork(ctx, "import.titles").operation_id
    assert long_work.roll_back_unfinished(ctx) == 0
    assert store.value("SELECT state FROM operation WHERE id = ?", (going_on,)) == "running"
    with pytest.raises(RuleViolation) as refused:
        running.run(ctx, guess.table, guess.file_map, back_up=False)
    assert refused.value.code == "work.elsewhere"
    assert store.value("SELECT count(*) FROM title") == 0
    other.close()  # as its program's end does, however it ends
    assert long_work.roll_back_unfinished(ctx) == 1
    assert running.run(ctx, guess.table, guess.file_map, back_up=False).report.added == 30


def test_the_till_sells_between_the_chunks(shop: Path, ctx: Context, tmp_path: Path) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 1500), Kind.TITLES)
    till = sqlite3.connect(shop, timeout=0)
    sold = 0

    def at_the_till() -> bool:
        nonlocal sold
        till.execute("INSERT INTO tag (name) VALUES (?)", (f"sold {sold}",))
        till.commit()
        sold += 1
        return False

    running.run(ctx, guess.table, guess.file_map, stopped=at_the_till, back_up=False)
    till.close()
    assert sold > 5
    assert store.value("SELECT count(*) FROM title") == 1500


def test_a_backup_is_made_first(shop: Path, ctx: Context, tmp_path: Path) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 10), Kind.TITLES)
    running.run(ctx, guess.table, guess.file_map)
    folder = shop.with_name(shop.name + ".backups")
    assert [path for path in folder.iterdir() if path.suffix == ".db"]
    assert backups is not None


def test_what_was_imported_is_found_at_once(shop: Path, ctx: Context, tmp_path: Path) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 300), Kind.TITLES)
    done = running.run(ctx, guess.table, guess.file_map, back_up=False)
    found = stock_list.ids(StockQuery(text="number 123"), ctx.now())
    assert len(found) == 1
    assert done.changes.everything
    from_this = stock_list.ids(StockQuery(operation_id=done.operation_id), ctx.now())
    assert len(from_this) == 300
    assert check.run() == []


def test_memory_stays_flat(shop: Path, ctx: Context, tmp_path: Path) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 12_000), Kind.TITLES)
    peaks = []
    for _ in range(2):
        tracemalloc.start()
        running.dry_run(ctx, guess.table, guess.file_map)
        peaks.append(tracemalloc.get_traced_memory()[1] >> 20)
        tracemalloc.stop()
    assert max(peaks) < 25


def test_refused_rows_are_saved_mended_and_imported(
    shop: Path, ctx: Context, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text('title;year;cast\nFargo;1996;A\nHeat;19x5;"B;\nC"\n;1999;D\nUp;2009\n')
    guess = files.guess(path, Kind.TITLES)
    report = running.dry_run(ctx, guess.table, guess.file_map)
    out = tmp_path / "refused.csv"
    assert save_refused(guess.table, report, out, lambda refusal: f"because {refusal.code}") == 3
    text = out.read_text(encoding="utf-8")
    assert text.splitlines()[0] == "title;year;cast;why"
    assert "because import.year_bad" in text
    out.write_text(text.replace("19x5", "1995"), encoding="utf-8")
    mended = files.guess(out, Kind.TITLES)
    assert running.run(ctx, mended.table, mended.file_map, back_up=False).report.added == 2


def test_a_preview_shows_rows_that_differ(shop: Path, ctx: Context, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = ["Fargo,1996,Joel Coen"] * 50 + ["七人の侍,1954,", "Heat,19x5,Michael Mann"]
    path.write_text("Film,Yr,Dir.\n" + "\n".join(rows) + "\n", encoding="utf-8")
    guess = files.guess(path, Kind.TITLES)
    assert [column.field for column in guess.file_map.columns] == ["title", "year", "directors"]
    shown = files.preview(guess.table, guess.file_map, count=4)
    assert [row.line for row in shown] == sorted(row.line for row in shown)
    assert {"七人の侍", "Heat", "Fargo"} <= {row.cells[0].raw for row in shown}
    bad = next(row for row in shown if row.cells[0].raw == "Heat").cells[1]
    assert (bad.problem, bad.raw) == ("import.year_bad", "19x5")


def test_columns_are_guessed_by_their_values(shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,c,d\n027616864918,1996,Blu-ray,PG-13\n715515006125,1985,DVD,R\n")
    columns = files.guess(path, Kind.COPIES).file_map.columns
    assert [(c.field, c.sure) for c in columns] == [
        ("upc", False), ("year", False), ("format", False), ("certificate", False),
    ]  # fmt: skip


def test_two_columns_on_one_field_are_refused_in_words(shop: Path, tmp_path: Path) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 3), Kind.TITLES)
    with pytest.raises(RuleViolation) as caught:
        guess.file_map.with_column("cast", "title")
    assert caught.value.facts == {"other": "title"}
    assert guess.file_map.with_column("cast", None).field_of("cast") is None


def test_a_file_without_a_known_column_is_refused_once(
    shop: Path, ctx: Context, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("# Plans\nof what to do\ntomorrow\n")
    guess = files.guess(path, Kind.TITLES)
    with pytest.raises(RuleViolation, match=r"import\.no_columns"):
        running.dry_run(ctx, guess.table, guess.file_map)


def test_a_saved_map_says_the_same_again(shop: Path, ctx: Context, tmp_path: Path) -> None:
    guess = files.guess(make_file(tmp_path / "t.csv", 3), Kind.TITLES)
    mine = guess.file_map.with_column("cast", "directors").with_constants({"format": 'DV"D'})
    maps.save(ctx, "River\\side", mine)
    again = maps.named(Kind.TITLES, "River\\side", guess.table.headings)
    assert (again.columns, again.constants) == (mine.columns, mine.constants)
    with pytest.raises(RuleViolation, match=r"import\.map_kind"):
        maps.named(Kind.MEMBERS, "River\\side", guess.table.headings)
    with pytest.raises(NotFound, match=r"import\.no_map"):
        maps.named(Kind.TITLES, "nobody's", guess.table.headings)
    with pytest.raises(RuleViolation, match=r"import\.map_shipped"):
        maps.save(ctx, "Sakila", mine)


@pytest.mark.parametrize("name", maps.SHIPPED)
def test_shipped_maps_name_fields_that_there_are(shop: Path, name: str) -> None:
    content = maps.load(name)
    for kind in Kind:
        if kind in content:
            headings = tuple(content[kind]["columns"])
            found = maps.fitted(content, kind, headings, name)
            assert any(column.field for column in found.columns)
            assert content[kind]["headings"]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), kind=st.sampled_from(list(Kind)))
def test_no_file_of_any_kind_raises(
    shop: Path, ctx: Context, tmp_path: Path, data: st.DataObject, kind: Kind
) -> None:
    names = [field.name for field in FIELDS[kind]]
    headings = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=6, unique=True))
    cell = st.one_of(
        st.text(st.characters(blacklist_categories=["Cs"]), max_size=12),
        st.sampled_from(["1", "2001", "2005-01-01", "DVD", "Drama", "R", "yes", "=1", "'", "1.00"]),
    )
    rows = data.draw(st.lists(st.lists(cell, min_size=1, max_size=6), max_size=6))
    path = tmp_path / "any.csv"
    path.write_text("\n".join(",".join(row) for row in [headings, *rows]), encoding="utf-8")
    try:
        guess = files.guess(path, kind)
    except RuleViolation:
        return
    report = running.dry_run(ctx, guess.table, guess.file_map)
    assert report.read == report.added + report.updated + report.unchanged + report.refused
    done = running.run(ctx, guess.table, guess.file_map, back_up=False)
    assert done.report.as_json() == report.as_json()
    if done.operation_id is not None:
        undo.undo(ctx, done.operation_id)
    assert store.value("SELECT count(*) FROM title") == 0
