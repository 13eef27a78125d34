"""The print room in the tour: what leaves the shop on paper, as a file and as a picture each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt

from app.board import queries as board
from app.store import database as store
from ui import screens
from ui.printing.pdf_pages import PdfPages
from ui.printing.screen import PrintScreen
from ui.tour.driver import Driver, TourStuck

_LONG = (
    "Those Magnificent Men in Their Flying Machines, or How I Flew from London to Paris in"
    " 25 Hours 11 Minutes"
)
_SHELF_TALK = (
    "Her",
    "Spirited Away",
    "Elysium",
    "Cairo Station",
    "M",
    "Computer Chess",
    "Blade Runner",
    "WALL·E",
    "Junebug",
    _LONG,
)
_PICTURE = 100 / 72


def take(driver: Driver) -> None:
    """Cards from label 4 on, the board's signs, labels, member cards: each as PDF and picture."""
    titles = _titles()
    driver.window.show_screen(screens.INVENTORY)
    driver.front.router.print_cards(titles)
    driver.settle()
    screen = cast("PrintScreen", driver.window.screen_named(screens.PRINT))
    _use_up_three(driver, screen)
    driver.in_both_sizes("print")
    driver.at_night("print")
    _keep(driver, screen, "shelf-cards-from-label-4")
    screen.room.set_up(ink="mono")
    driver.settle()
    _keep(driver, screen, "shelf-cards-mono")
    for name, key, subject in _others(titles):
        driver.front.router.print_document(key, subject)
        driver.settle()
        if key == "rating-board":
            driver.picture("print-board-sign")
            _in_every_design(driver, screen, name)
        else:
            _keep(driver, screen, name)
    driver.picture("print-tray")
    driver.press("Ctrl+G")
    driver.in_both_sizes("print-stock")
    driver.press("Ctrl+G")


def _titles() -> tuple[int, ...]:
    marks = ", ".join("?" * len(_SHELF_TALK))
    found = dict(store.rows(f"SELECT name, id FROM title WHERE name IN ({marks})", _SHELF_TALK))
    return tuple(found[name] for name in _SHELF_TALK if name in found)


def _others(titles: tuple[int, ...]) -> list[tuple[str, str, Mapping[str, Any]]]:
    """(file name, document, subject) of everything beside the shelf cards."""
    cards = {"titles": list(titles)}
    wanted: list[tuple[str, str, Mapping[str, Any]]] = [
        ("index-cards", "index-cards", cards),
        ("tent-cards", "tent-cards", cards),
        ("spine-strips", "spine-strips", cards),
        ("barcode-labels", "barcode-labels", {"titles": list(titles)}),
        ("member-cards", "member-cards", {"members": _some_members()}),
        ("calibration", "calibration", {"printer": "Laser, manual feed"}),
    ]
    wanted += _window(titles)
    for one in board.boards()[:1]:
        wanted.append(("whole-board", "whole-board", {"board": one.id}))
        her = next((row for row in board.rows(one.id) if row.name == "Her"), None)
        if her is None:
            raise TourStuck("Her does not hang on the board")
        wanted.append(("board-poster-her", "rating-board-poster", {"entry": her.id}))
        wanted.append(("board-sign-her", "rating-board", {"entry": her.id}))
    return wanted


def _window(titles: tuple[int, ...]) -> list[tuple[str, str, Mapping[str, Any]]]:
    """The week's window: the film of the week, the theme, hours, closed days, all of it."""
    film = {"title": _id_of("Elysium"), "from": "2025-12-16", "price": 450}
    machines = [
        _id_of(name)
        for name in (
            "A.I. Artificial Intelligence",
            "2001: A Space Odyssey",
            "WALL\u00b7E",
            "Blade Runner",
            "Her",
            "Computer Chess",
            "Elysium",
        )
    ]
    theme = {
        "name": "Our Mechanical Friends",
        "tagline": "Seven films about the machines we make, and what they make of us.",
        "first": "2025-12-13",
        "last": "2025-12-20",
        "titles": machines,
        "drawing": "robot",
    }
    return [
        ("new-release-elysium", "new-release", film),
        ("theme-header", "theme-header", theme),
        ("hours", "hours", {}),
        ("closed", "closed", {}),
        ("now-showing", "now-showing", {"board": board.boards()[0].id}),
        ("window", "window", {"titles": [film["title"]], "theme": theme}),
    ]


def _id_of(name: str) -> int:
    found = store.value("SELECT id FROM title WHERE name = ?", (name,))
    if found is None:
        raise TourStuck(f"the demo has no {name}")
    return int(found)


def _some_members() -> list[int]:
    return [int(row[0]) for row in store.rows("SELECT id FROM member ORDER BY key LIMIT 10")]


def _use_up_three(driver: Driver, screen: PrintScreen) -> None:
    """The first three labels of the sheet are gone: Space on each."""
    screen.page.preview.sheet.setFocus(Qt.FocusReason.ShortcutFocusReason)
    for key in ("Space", "Right", "Space", "Left", "Down", "Space"):
        driver.press(key)
        driver.settle()
    if screen.room.used != {1, 2, 3}:
        raise TourStuck(f"labels used: {sorted(screen.room.used)}")


def _in_every_design(driver: Driver, screen: PrintScreen, name: str) -> None:
    line = screen.room.line
    designs = line.document.designs if line is not None else ()
    for at, design in enumerate(designs, 1):
        driver.press(f"Alt+{at}")
        driver.settle()
        _keep(driver, screen, f"{name}-{design.key}")
    screen.room.set_up(ink="mono")
    driver.settle()
    _keep(driver, screen, f"{name}-{designs[-1].key}-mono")


def _keep(driver: Driver, screen: PrintScreen, name: str) -> None:
    """The document in hand as a file, and its first page as a picture."""
    path = driver.folder / f"{name}.pdf"
    screen.page.save_to(str(path))
    driver.until(path.exists, name)
    _picture(path)
    made = screen.room.preview
    if made is None or not made.report.pages:
        raise TourStuck(f"{name}: nothing was printed")


def _picture(path: Path) -> None:
    with PdfPages(path.read_bytes()) as pages:
        pages.picture(0, _PICTURE).save(str(path.with_suffix(".png")))
