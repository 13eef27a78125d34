"""One working day: the box in the morning, the counter, the stock, the owner's hour, a film home.

The day is Saturday 13 December 2025 in the demo shop, from 11:05. It ends with the import of a
whole shop, Sakila's where its files are at hand, so that the numbers of another program's customers
are explained by this one's rules.
"""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from app.demo import builder
from app.shop import settings
from app.shop.clock import Context, fixed
from app.store import database as store
from app.store import shopfile
from ui.tour import imported, paper, wall
from ui.tour.driver import Driver, TourStuck

MORNING = datetime(2025, 12, 13, 19, 5, tzinfo=UTC)


def take(folder: Path) -> int:
    """Takes the whole tour; returns 0, or raises `TourStuck` naming what did not happen."""
    with tempfile.TemporaryDirectory(prefix="all-thumbs-tour-") as scratch_name:
        scratch = Path(scratch_name)
        os.environ.setdefault("XDG_DATA_HOME", str(scratch / "data"))
        driver = Driver(folder, scratch, MORNING)
        try:
            _first_start(driver)
            _open_demo(driver, scratch)
            _night_drop(driver)
            _counter(driver)
            _inventory(driver)
            _members(driver)
            _owner(driver)
            wall.take(driver)
            paper.take(driver)
            imported.take(driver, scratch)
        finally:
            driver.close()
    return 0


def _first_start(driver: Driver) -> None:
    driver.front.show_doors()
    driver.in_both_sizes("first-start")
    driver.at_night("first-start")


def _open_demo(driver: Driver, scratch: Path) -> None:
    path = scratch / "demo.db"
    builder.build(Context(fixed(MORNING), "Dana"), path)
    shopfile.close_shop()
    driver.front.open_shop(path)
    driver.settle()


# -- the box in the morning --------------------------------------------------------------------


def _night_drop(driver: Driver) -> None:
    driver.window.show_screen("nightdrop")
    driver.picture("nightdrop-start")
    driver.press("Ctrl+N")
    driver.settle()
    waiting = settings.settings().demo_box
    on_shelf = _barcodes("c.state = 'in' AND c.purpose = 'rental'", 2)
    for code in waiting[:5]:
        driver.scan(code)
    driver.scan("31183 04417226")
    driver.scan(on_shelf[0])
    for code in waiting[5:9]:
        driver.scan(code)
    driver.press("F5")  # an empty case
    driver.settle()
    for code in waiting[9:]:
        driver.scan(code)
    driver.scan(waiting[3])
    driver.in_both_sizes("nightdrop")
    driver.at_night("nightdrop")
    driver.press("F12")
    driver.picture("nightdrop-closing")
    driver.press("Ctrl+Return")
    driver.picture("nightdrop-walk")


# -- the counter -------------------------------------------------------------------------------


def _counter(driver: Driver) -> None:
    driver.clock.later(minutes=25)
    driver.window.show_screen("counter")
    driver.picture("counter-empty")
    number = _value("SELECT number FROM member WHERE name LIKE '%Whitlock%'")
    driver.scan(number)
    back = store.rows(
        "SELECT c.barcode FROM rental r JOIN copy c ON c.id = r.copy_id JOIN member m"
        " ON m.id = r.member_id WHERE r.returned_at IS NULL AND m.number = ? LIMIT 1",
        (number,),
    )
    for (code,) in back:
        driver.scan(code)
    open_to_all = "c.state = 'in' AND c.purpose = 'rental' AND NOT s.curtained"
    for code in _barcodes(f"{open_to_all} AND t.name IN ('Juno', 'Paddington in Peru')", 2):
        driver.scan(code)
    driver.press("Alt+3")
    driver.settle()
    for code in _barcodes(f"{open_to_all} AND t.name = 'Ghost World'", 1):
        driver.scan(code)
    driver.in_both_sizes("counter")
    driver.at_night("counter")
    driver.press("F12")
    driver.picture("counter-done")


# -- the stock ---------------------------------------------------------------------------------


def _inventory(driver: Driver) -> None:
    driver.window.show_screen("inventory")
    driver.settle()
    driver.press("Ctrl+F")
    driver.type("jeun")
    driver.press("Down", "Down", "Down")
    driver.in_both_sizes("inventory")
    driver.at_night("inventory")
    driver.press("Ctrl+E")
    driver.picture("inventory-edit")
    driver.press("Esc")
    driver.settle()
    driver.press("Ctrl+N")
    driver.type("The Brand New Testament")
    driver.picture("inventory-add")
    driver.press("Ctrl+A", "Delete", "Esc", "Esc", "Esc")
    driver.settle()
    driver.press("Ctrl+G")
    driver.picture("inventory-covers")
    driver.press("Home", "Right", "Shift+Right", "Shift+Right", "Shift+Right", "Shift+Down")
    driver.in_both_sizes("inventory-covers-selected")
    driver.at_night("inventory-covers")
    driver.press("Esc", "Ctrl+G")
    driver.in_both_sizes("inventory-sections")
    driver.press("Ctrl+G")


def _members(driver: Driver) -> None:
    if not _has(driver, "members"):
        return
    driver.window.show_screen("members")
    driver.settle()
    number = _value("SELECT number FROM member WHERE name LIKE 'Marchetti%'")
    driver.scan(number)
    driver.in_both_sizes("members")
    driver.at_night("members")


def _owner(driver: Driver) -> None:
    if not _has(driver, "owner"):
        return
    driver.window.show_screen("owner")
    for name in ("hours", "classes", "certificates", "staff", "shop"):
        driver.picture(f"owner-{name}")
        driver.press("Ctrl+G")


# -- looking things up -------------------------------------------------------------------------


def _has(driver: Driver, name: str) -> bool:
    try:
        driver.window.screen_named(name)
    except KeyError:
        return False
    return True


def _value(sql: str) -> str:
    found = store.value(sql)
    if found is None:
        raise TourStuck(sql)
    return str(found)


def _barcodes(where: str, count: int) -> list[str]:
    found = store.rows(
        "SELECT min(c.barcode) FROM copy c JOIN title t ON t.id = c.title_id"
        f" JOIN section s ON s.id = c.section_id WHERE {where} GROUP BY c.title_id"
        " ORDER BY t.name LIMIT ?",
        (count,),
    )
    return [str(row[0]) for row in found]
