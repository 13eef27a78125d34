"""What is exported comes back whole: the same shop does not change, an empty one becomes alike."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app import new_shop
from app.importing import files, running
from app.importing.export import empty_sheet, export
from app.importing.fields import FIELDS, Kind
from app.importing.report import Report
from app.members import actions as members
from app.rentals import checkout, ledger, returns
from app.rentals.models import PaymentMethod
from app.shop import operations
from app.shop.clock import Context
from app.store import check, shopfile
from app.store import database as store
from app.store.errors import StorageProblem, Trouble

BringIn = Callable[..., Report]

COPIES = """barcode,title,year,format,upc,section,condition,genres,tags,directors,sale_price,note
0001,Ghost World,2001,DVD,027616864918,Drama,Good,Comedy,"a; b",Terry Zwigoff,5.00,
0002,Ghost World,2001,VHS,,Science Fiction,,,,,,"'=cmd|' /C calc'!A0"
0003,"The ""Master"", Part; 2",2012,Blu-ray,,Drama,,Drama,,"Anderson, Paul Thomas",,'quoted
"""
MEMBERS = """number,name,renter,born_on,phone,note
10001,"Marchetti, Ruth",Ruth Marchetti,1981-05-04,+1 310 555 0100,-note
10001,"Marchetti, Ruth",Theo Marchetti,2011-02-01,+1 310 555 0100,-note
"""


@pytest.fixture
def busy(bring_in: BringIn, ctx: Context) -> BringIn:
    """A shop with stock, an account, a rental that is back and one that is out, money."""
    bring_in(Kind.COPIES, COPIES.replace("Science Fiction", "Drama"))
    bring_in(Kind.MEMBERS, MEMBERS)
    account = members.new_account(ctx, name="Okafor, Ada", card="CARD7")
    for barcode in ("0001", "0003"):
        checkout.check_out(ctx, account.member_id, account.renter_ids[0], [barcode])
    returns.take_back(ctx, barcode="0001")
    ledger.pay(ctx, account.member_id, {PaymentMethod.CASH: 450})
    ledger.waive(ctx, account.member_id, 50, "long queue")
    return bring_in


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def bring_back(ctx: Context, kind: Kind, path: Path) -> Report:
    guess = files.guess(path, kind)
    return running.run(ctx, guess.table, guess.file_map, back_up=False).report


@pytest.mark.parametrize("kind", list(Kind))
def test_into_the_same_shop_nothing_changes(
    busy: BringIn, ctx: Context, tmp_path: Path, kind: Kind
) -> None:
    path = tmp_path / "out.csv"
    count = export(ctx, kind, path)
    assert count > 0
    report = bring_back(ctx, kind, path)
    assert (report.read, report.unchanged) == (count, count)


def test_into_an_empty_shop_all_of_it_comes(busy: BringIn, ctx: Context, tmp_path: Path) -> None:
    for kind in Kind:
        export(ctx, kind, tmp_path / f"{kind}.csv")
    owed = store.value("SELECT sum(balance_cents) FROM member_balance")
    shopfile.close_shop()
    new_shop.create(
        ctx,
        tmp_path / "other.db",
        name="Other",
        time_zone="America/Los_Angeles",
        currency="USD",
        week=(((660, 1320),),) * 6 + ((),),
    )
    for kind in Kind:
        assert bring_back(ctx, kind, tmp_path / f"{kind}.csv").refused == 0
    for kind in Kind:
        export(ctx, kind, tmp_path / f"{kind}-again.csv")
        once, again = tmp_path / f"{kind}.csv", tmp_path / f"{kind}-again.csv"
        assert lines(once) == lines(again)
    assert store.value("SELECT sum(balance_cents) FROM member_balance") == owed
    assert check.run() == []


def test_what_a_spreadsheet_would_run_is_made_harmless(
    busy: BringIn, ctx: Context, tmp_path: Path
) -> None:
    for kind in Kind:
        export(ctx, kind, tmp_path / "out.csv")
        names = [field.name for field in FIELDS[kind]]
        money = {"amount"}
        for row in lines(tmp_path / "out.csv")[1:]:
            for name, cell in zip(names, row, strict=True):
                assert name in money or cell[:1] not in ("=", "+", "-", "@", "\t", "\r")
    export(ctx, Kind.COPIES, tmp_path / "out.csv")
    notes = {row[0]: row[-1] for row in lines(tmp_path / "out.csv")[1:]}
    assert notes["0002"] == "'=cmd|' /C calc'!A0"
    assert notes["0003"] == "''quoted"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    note=st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"])),
    name=st.text(st.characters(blacklist_categories=["C"]), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
)
@example(note='=1+1\r\n"x"', name="'Til Death")
@example(note="'", name="=SUM(A1)")
@example(note=" both ends ", name='The "Quoted"; Part, 2')
def test_any_text_comes_back_whole(
    shop: Path, ctx: Context, tmp_path: Path, note: str, name: str
) -> None:
    path = tmp_path / "any.csv"
    with operations.begin(ctx, "test") as work:
        store.connection().execute("DELETE FROM title")
        store.connection().execute(
            "INSERT INTO title (code, name, original_name, sort_name, sort_key, kind, series,"
            " countries, language, synopsis, tagline, staff_pick, note, cover, added_at)"
            " VALUES ('T1', ?, '', ?, 'x', 'film', '', '', '', ?, '', '', ?, '', 0)",
            (name, name, note, note),
        )
        work.everything = True
    export(ctx, Kind.TITLES, path)
    with operations.begin(ctx, "test") as work:
        store.connection().execute("DELETE FROM title")
        work.everything = True
    assert bring_back(ctx, Kind.TITLES, path).added == 1
    wanted = note if note.strip() else ""
    assert store.rows("SELECT name, synopsis, note FROM title") == [(name, wanted, wanted)]


def test_where_finds_what_the_search_finds(busy: BringIn, ctx: Context, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert export(ctx, Kind.COPIES, path, where="zwigoff") == 2
    assert {row[0] for row in lines(path)[1:]} == {"0001", "0002"}
    assert export(ctx, Kind.TITLES, path, where="no such film") == 0
    assert export(ctx, Kind.MEMBERS, path, where="okafor") == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_the_empty_sheet_is_a_file_that_import_takes(
    shop: Path, ctx: Context, tmp_path: Path, kind: Kind
) -> None:
    path = tmp_path / "sheet.csv"
    empty_sheet(kind, path)
    assert lines(path)[0] == [field.name for field in FIELDS[kind]]
    guess = files.guess(path, kind)
    assert all(column.field == column.heading for column in guess.file_map.columns)
    report = running.dry_run(ctx, guess.table, guess.file_map)
    asked = {refusal.code for refusal in report.refusals}
    assert asked <= {"import.unknown_member", "import.unknown_copy"}


def test_a_folder_that_is_not_there(busy: BringIn, ctx: Context, tmp_path: Path) -> None:
    with pytest.raises(StorageProblem):
        export(ctx, Kind.TITLES, tmp_path / "nowhere" / "out.csv")


def test_a_file_is_written_whole_or_not_at_all(
    busy: BringIn, ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(StorageProblem) as caught:
        export(ctx, Kind.TITLES, path)
    assert caught.value.trouble is Trouble.FULL
    assert path.read_text() == "before"
    assert [other.name for other in tmp_path.iterdir() if other.name.endswith(".part")] == []
