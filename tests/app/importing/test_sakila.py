"""The five files of Sakila with the shipped map: every row, every cent, by an independent count."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.importing import files, running
from app.importing.fields import Kind
from app.importing.report import Report
from app.rentals import ledger
from app.shop import undo
from app.shop.clock import Context, fixed
from app.store import check, shopfile
from app.store import database as store

FILES = {
    Kind.TITLES: "films.csv",
    Kind.COPIES: "copies.csv",
    Kind.MEMBERS: "customers.csv",
    Kind.RENTALS: "rentals.csv",
    Kind.PAYMENTS: "payments.csv",
}
CTX = Context(fixed(datetime(2025, 12, 13, 20, 0, tzinfo=UTC)), "Dana")


@dataclass(frozen=True)
class Sakila:
    """A shop with all of Sakila in it, and what each import reported."""

    folder: Path
    reports: dict[Kind, Report]

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def bring_in(folder: Path, kind: Kind) -> Report:
    guess = files.guess(folder / FILES[kind], kind, source="sakila")
    return running.run(CTX, guess.table, guess.file_map, back_up=False).report


@pytest.fixture(scope="module")
def sakila(
    template_shop: Path, shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sakila]:
    path = tmp_path_factory.mktemp("sakila") / "shop.db"
    path.write_bytes(template_shop.read_bytes())
    shopfile.open_shop(path)
    folder = shared_data / "sakila"
    yield Sakila(folder, {kind: bring_in(folder, kind) for kind in FILES})
    shopfile.close_shop()


@dataclass(frozen=True)
class Rental:
    """A rental of Sakila, reckoned from the files alone: price, and 1.00 for each day late."""

    customer: str
    price: int
    late_days: int
    back: bool


def cents(text: str) -> int:
    whole, _, rest = text.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


@pytest.fixture(scope="module")
def reckoned(sakila: Sakila) -> dict[str, Rental]:
    films = {row["film_id"]: row for row in sakila.rows("films.csv")}
    film_of = {row["inventory_id"]: row["film_id"] for row in sakila.rows("copies.csv")}
    found = {}
    for row in sakila.rows("rentals.csv"):
        film = films[film_of[row["inventory_id"]]]
        late = 0
        if row["return_date"]:
            # Each midnight that ends a day from the due day on is one day late.
            out, back = (datetime.fromisoformat(row[k]) for k in ("rental_date", "return_date"))
            late = max(0, (back.date() - out.date()).days - int(film["rental_duration"]))
        price = cents(film["rental_rate"])
        found[row["rental_id"]] = Rental(row["customer_id"], price, late, bool(row["return_date"]))
    return found


def test_every_row_is_accounted_for(sakila: Sakila) -> None:
    for kind, count in zip(FILES, (1000, 4581, 599, 16044, 16049), strict=True):
        report = sakila.reports[kind]
        assert (report.read, report.added, report.refused) == (count, count, 0)
    counted = {
        table: store.value(f"SELECT count(*) FROM {table}")
        for table in ("title", "copy", "member", "rental")
    }
    assert counted == {"title": 1000, "copy": 4581, "member": 599, "rental": 16044}
    assert store.value("SELECT count(*) FROM ledger_line WHERE kind = 'payment'") == 16049
    assert check.run() == []


def test_prices_and_nights_became_rental_classes(sakila: Sakila) -> None:
    wanted = {(r["rental_rate"], r["rental_duration"]) for r in sakila.rows("films.csv")}
    found = store.rows(
        "SELECT price_cents, period_nights FROM rental_class WHERE due_kind = 'end_of_day'"
        " AND late_rate_cents = 100 AND grace_minutes = 0 AND closed_days_count"
        " AND cap_kind = 'none'"
    )
    assert set(found) == {(cents(rate), int(nights)) for rate, nights in wanted}
    assert len(found) == len(wanted) == 15


def test_members_and_their_renters(sakila: Sakila) -> None:
    assert store.rows("SELECT status, count(*) FROM member GROUP BY 1 ORDER BY 1") == [
        ("active", 584),
        ("suspended", 15),
    ]
    assert store.rows("SELECT m.name, r.name FROM member m JOIN renter r ON r.member_id = m.id"
                      " WHERE m.number = '1'") == [("SMITH, MARY", "MARY SMITH")]  # fmt: skip


def test_what_is_out_is_out(sakila: Sakila, reckoned: dict[str, Rental]) -> None:
    still_out = sum(not rental.back for rental in reckoned.values())
    assert store.value("SELECT count(*) FROM copy WHERE state = 'out'") == still_out == 183


def test_late_fees_follow_from_the_rules(sakila: Sakila, reckoned: dict[str, Rental]) -> None:
    found = dict(
        store.rows("SELECT r.source_id, r.late_days FROM rental r WHERE r.returned_at IS NOT NULL")
    )
    wanted = {f"sakila-{id_}": rental.late_days for id_, rental in reckoned.items() if rental.back}
    assert found == wanted
    fees = store.value("SELECT sum(amount_cents) FROM ledger_line WHERE kind = 'late_fee'")
    assert fees == 100 * sum(wanted.values()) == 2_019_200


def test_balances_are_charges_less_payments(sakila: Sakila, reckoned: dict[str, Rental]) -> None:
    wanted: dict[str, int] = defaultdict(int)
    for rental in reckoned.values():
        wanted[rental.customer] += rental.price + 100 * rental.late_days
    for row in sakila.rows("payments.csv"):
        wanted[row["customer_id"]] -= cents(row["amount"])
    found = {balance.number: balance.balance_cents for balance in ledger.balances()}
    assert {number: found.get(number, 0) for number in wanted} == wanted


def test_the_rules_explain_what_the_customers_paid(
    sakila: Sakila, reckoned: dict[str, Rental]
) -> None:
    """Of 15,861 rentals that came back all but two were paid to the cent: price and late days.

    Those two are the ones with several payments (README of the data): their payments belong to
    other rentals as well.
    """
    paid = dict(
        store.rows(
            "SELECT rental_id, -sum(amount_cents) FROM ledger_line"
            " WHERE kind = 'payment' GROUP BY rental_id"
        )
    )
    charged = dict(
        store.rows(
            "SELECT l.rental_id, sum(l.amount_cents) FROM ledger_line l"
            " JOIN rental r ON r.id = l.rental_id"
            " WHERE l.kind IN ('rental', 'late_fee') AND r.returned_at IS NOT NULL GROUP BY 1"
        )
    )
    off = [rental_id for rental_id, sum_ in charged.items() if paid[rental_id] != sum_]
    assert len(charged) == 15_861
    assert len(off) == 2
    several = store.rows(
        "SELECT rental_id FROM ledger_line WHERE kind = 'payment' GROUP BY 1 HAVING count(*) > 1"
    )
    assert {row[0] for row in several} == set(off)


def test_the_same_files_again_change_nothing(sakila: Sakila) -> None:
    before = store.value("SELECT count(*) FROM operation")
    for kind in FILES:
        report = bring_in(sakila.folder, kind)
        assert (report.unchanged, report.read) == (report.read, sakila.reports[kind].read)
    assert store.value("SELECT count(*) FROM operation") == before


def test_all_of_it_is_undone_step_by_step(sakila: Sakila, tmp_path: Path) -> None:
    copy = tmp_path / "undone.db"
    store.connection().execute("VACUUM INTO ?", (str(copy),))
    home = store.shop_path()
    shopfile.close_shop()
    shopfile.open_shop(copy)
    try:
        for _ in FILES:
            undo.undo(CTX)
        for table in ("title", "copy", "member", "rental", "ledger_line", "section"):
            left = 1 if table == "section" else 0
            assert store.value(f"SELECT count(*) FROM {table}") == left
        assert check.run() == []
    finally:
        shopfile.close_shop()
        shopfile.open_shop(home)
