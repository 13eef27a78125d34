"""Bringing in another program's shop: Sakila's five files where they are at hand.

Found through ATV_DATA or in ../shared/data; without them the tour brings in a list of its own, so
that the page is shown either way.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from app import new_shop
from app.importing import files, running
from app.importing.fields import Kind
from app.rentals import ledger
from app.shop.clock import Context, fixed
from app.store import check, shopfile
from app.store import database as store
from ui.tour.driver import Driver, TourStuck

_FILES = (
    (Kind.TITLES, "films.csv"),
    (Kind.COPIES, "copies.csv"),
    (Kind.MEMBERS, "customers.csv"),
    (Kind.RENTALS, "rentals.csv"),
    (Kind.PAYMENTS, "payments.csv"),
)


def take(driver: Driver, scratch: Path) -> None:
    """Pictures of the import page, and Sakila told by the shop's own rules."""
    folder = _sakila()
    path = folder / "films.csv" if folder else _list_of_our_own(scratch)
    driver.front.router.csv_dropped(path)
    driver.in_both_sizes("import")
    driver.at_night("import")
    if folder:
        _bring_in(driver, folder, scratch)


def _sakila() -> Path | None:
    given = os.environ.get("ATV_DATA")
    root = Path(given) if given else Path(__file__).resolve().parents[3] / "shared" / "data"
    folder = root / "sakila"
    return folder if folder.is_dir() else None


def _list_of_our_own(scratch: Path) -> Path:
    path = scratch / "riverside-video-stock.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Item No", "Film", "Orig. Title", "Yr", "Dir.", "Media", "MPAA", "Shelf"])
        for row in store.rows(
            "SELECT c.barcode + 90000000, t.name, t.original_name, t.year, k.directors, f.name,"
            " r.code, upper(s.name) FROM copy c JOIN title t ON t.id = c.title_id"
            " JOIN title_card k ON k.title_id = t.id JOIN edition e ON e.id = c.edition_id"
            " JOIN format f ON f.id = e.format_id JOIN section s ON s.id = c.section_id"
            " LEFT JOIN certificate r ON r.id = t.certificate_id"
        ):
            writer.writerow(row)
    return path


def _bring_in(driver: Driver, folder: Path, scratch: Path) -> None:
    """A shop of its own, the five files in order, and what follows from them in a text file."""
    driver.close()
    ctx = Context(fixed(driver.clock.now), "Dana")
    path = scratch / "sakila.db"
    new_shop.create(
        ctx, path, name="Sakila Video", time_zone="UTC", currency="USD", week=(((0, 1440),),) * 7
    )
    lines = ["Sakila, brought in with the shipped map:", ""]
    for kind, name in _FILES:
        opened = files.guess(folder / name, kind, source="sakila")
        report = running.run(ctx, opened.table, opened.file_map, back_up=False).report
        if report.read != report.added + report.updated + report.unchanged + report.refused:
            raise TourStuck(f"{name}: {report.read} rows do not add up")
        lines.append(
            f"{name}: {report.read} rows read, {report.added} added, {report.updated} updated,"
            f" {report.unchanged} unchanged, {report.refused} refused"
        )
        lines += [f"  line {one.line}: {one.code} {one.facts}" for one in report.refusals[:20]]
    lines += ["", *_explained()]
    findings = check.run()
    lines += ["", "The shop is whole." if not findings else str(findings)]
    (driver.folder / "sakila.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shopfile.close_shop()
    other = Driver(driver.folder, scratch, driver.clock.now, taken=driver.taken)
    try:
        other.front.open_shop(path)
        other.settle()
        other.picture("sakila-inventory")
    finally:
        other.close()


def _explained() -> Iterator[str]:
    """Charges by the rules, payments as they were, and the balances that follow."""
    for kind, count, cents in store.rows(
        "SELECT kind, count(*), sum(amount_cents) FROM ledger_line GROUP BY kind ORDER BY kind"
    ):
        yield f"{kind}: {count} lines, {cents / 100:.2f}"
    balances = [row.balance_cents for row in ledger.balances()]
    even = sum(cents == 0 for cents in balances)
    owing = [cents for cents in balances if cents > 0]
    credit = [cents for cents in balances if cents < 0]
    yield (
        f"{len(balances)} accounts: {even} even, {len(owing)} owe {sum(owing) / 100:.2f},"
        f" {len(credit)} have {-sum(credit) / 100:.2f} to their credit"
    )
