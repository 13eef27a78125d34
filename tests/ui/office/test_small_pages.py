"""Ages, staff, settings, backups and the check."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.catalog import lookups
from app.rentals.checkout import check_out
from app.shop import settings, staff
from app.shop.models import Role
from app.store import backups, check
from app.store.check import Finding
from tests.app.till import on
from tests.ui.office.conftest import CONTROL, Office
from ui.office.check_card import finding_words
from ui.office.shop_form import TEST_CODE
from ui.office.words import days_text, size_text

# -- ages ------------------------------------------------------------------------------------------


def _certificate(code: str) -> tuple[int, int]:
    row = next(row for row in lookups.certificates() if row.code == code)
    return row.id, row.minimum_age


def test_an_age_is_saved_and_undone(office: Office) -> None:
    office.screen.show_tab("certificates")
    page, (r_id, age) = office.screen.certificates, _certificate("R")
    office.type_over(page.ages[r_id], "18")
    assert _certificate("R")[1] == age == 17
    office.save()
    assert _certificate("R")[1] == 18
    assert office.said == "R is from 18 now."
    office.undo()
    assert page.ages[r_id].text() == "17"


@pytest.mark.parametrize("text", ["x", "", "150", "-1"])
def test_no_age_says_what_an_age_is(office: Office, text: str) -> None:
    office.screen.show_tab("certificates")
    page, (r_id, _) = office.screen.certificates, _certificate("R")
    office.type_over(page.ages[r_id], text)
    office.save()
    assert page.error == "An age is a number from 0 to 99."
    assert not office.screen.show_tab("staff")
    assert office.screen.show_tab("staff"), "asked once"
    assert _certificate("R")[1] == 17


# -- staff -----------------------------------------------------------------------------------------


def test_people_come_are_renamed_and_go(office: Office) -> None:
    office.screen.show_tab("staff")
    page = office.screen.staff
    office.key(Qt.Key.Key_N, CONTROL)
    assert page.new_name.hasFocus()
    QTest.keyClicks(page.new_name, "Ravi")
    office.key(Qt.Key.Key_Return)
    assert office.said == "Ravi works here now."
    line = next(line for line in page.lines if line.person.name == "Ravi")
    office.type_over(line.name, "Ravi K.")
    office.key(Qt.Key.Key_Return)
    assert office.said == "Ravi is called Ravi K. now."
    line = next(line for line in page.lines if line.person.name == "Ravi K.")
    line.leave.click()
    assert not staff.people()
    assert office.said.startswith("Ravi K. no longer works here.")
    line = next(line for line in page.lines if line.person.name == "Ravi K.")
    assert not line.name.isEnabled()
    line.leave.click()
    assert [row.name for row in staff.people()] == ["Ravi K."]


def test_the_last_owner_stays(office: Office) -> None:
    settings.add_staff(office.desk.context(), "Dana", Role.OWNER)
    office.screen.show_tab("staff")
    (dana,) = office.screen.staff.lines
    dana.role.chosen.emit(str(Role.CLERK))
    assert office.said == "Dana is the only owner: make somebody else one first."
    assert dana.role.current == Role.OWNER


def test_a_name_is_needed(office: Office) -> None:
    office.screen.show_tab("staff")
    page = office.screen.staff
    page.new_name.setFocus()
    office.key(Qt.Key.Key_Return)
    assert page._new_field.error == "A name is needed."


# -- the shop --------------------------------------------------------------------------------------


def test_settings_are_saved_in_one_step(office: Office) -> None:
    office.screen.show_tab("shop")
    form = office.screen.shop.form
    office.type_over(form.name, "Thumbs Up")
    office.type_over(form.limit, "20")
    office.type_over(form.most, "6")
    office.save()
    now_set = settings.settings()
    assert (now_set.shop_name, now_set.balance_limit_cents, now_set.max_out) == (
        "Thumbs Up",
        2000,
        6,
    )
    office.undo()
    assert form.name.text() == settings.settings().shop_name == "All Thumbs Video"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("shop_name", "", "The shop needs a name."),
        ("time_zone", "Mars/Olympus", "There is no time zone called Mars/Olympus."),
        ("currency", "dollars", "There is no currency called DOLLARS."),
        ("next_barcode", "5", "Numbers are never given twice: at least 10000001."),
        ("max_out", "many", "many is no whole number."),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    office: Office, field: str, text: str, words: str
) -> None:
    office.screen.show_tab("shop")
    form = office.screen.shop.form
    office.type_over(form.edits[field], text)
    before = settings.settings()
    office.save()
    assert form.fields[field].error == words
    assert settings.settings() == before


def test_the_currency_is_fixed_once_money_has_moved(office: Office) -> None:
    office.screen.show_tab("shop")
    form = office.screen.shop.form
    assert not form.currency.isReadOnly()
    stock = office.stock
    check_out(on("2025-12-13 11:00"), stock.member_id, stock.ruth, ["104"])
    form.load()
    assert form.currency.isReadOnly()


def test_the_scanner_is_tried(office: Office) -> None:
    office.screen.show_tab("shop")
    form = office.screen.shop.form
    assert office.screen.scan(TEST_CODE)
    assert form.heard_chip.text() == "The scanner works"
    assert office.screen.scan("thumb-1234")
    assert form.heard_chip.text() == "Came as thumb-1234"
    assert not office.screen.scan("10040118")
    office.screen.show_tab("staff")
    assert not office.screen.scan(TEST_CODE)


# -- backups and the check -------------------------------------------------------------------------


def test_a_backup_is_made_verified_and_asked_back(office: Office, shop: Path) -> None:
    office.screen.show_tab("shop")
    card = office.screen.shop.backups
    office.key(Qt.Key.Key_K, CONTROL)
    (made,) = backups.listed(shop)
    assert card.current == made
    office.key(Qt.Key.Key_E, CONTROL)
    assert card.said == "This backup is whole: it is what was written, and it opens."
    wanted: list[object] = []
    office.screen.restore_wanted.connect(wanted.append)
    office.key(Qt.Key.Key_R, CONTROL)
    assert card.ask.text().startswith("Put the shop back to Sat 13 Dec, 11:05 am?")
    office.key(Qt.Key.Key_Return)
    assert not wanted, "a scanner's Enter restores nothing"
    card.ask.answered.emit()
    assert wanted == [made.path]


def test_a_damaged_backup_is_told(office: Office, shop: Path) -> None:
    office.screen.show_tab("shop")
    card = office.screen.shop.backups
    office.key(Qt.Key.Key_K, CONTROL)
    assert card.current is not None
    raw = bytearray(card.current.path.read_bytes())
    raw[5000] ^= 0xFF
    card.current.path.write_bytes(raw)
    office.key(Qt.Key.Key_E, CONTROL)
    assert card.said.startswith("This backup cannot be used:")


def test_the_check_says_what_it_found_in_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.screen.show_tab("shop")
    card = office.screen.shop.check
    office.key(Qt.Key.Key_H, CONTROL)
    found = [finding for finding in card.findings if finding.check != "title_cards"]
    assert all(finding_words(finding) for finding in found)

    def lost() -> list[Finding]:
        return [Finding("search", 3, "titles are not found by what they say")]

    monkeypatch.setattr(check, "_checks", [lost])
    office.key(Qt.Key.Key_H, CONTROL)
    assert card.words == "The search does not find everything: rebuild it."
    assert card.rebuild.isVisible()
    monkeypatch.setattr(check, "_checks", [])
    card.rebuild.click()
    assert card.state == "The shop is whole."
    assert not card.rebuild.isVisible()


def test_words_of_sizes_and_days() -> None:
    from datetime import date

    assert [size_text(size) for size in (12, 4_321_280, 1_200_000_000)] == [
        "12 bytes",
        "4.3 MB",
        "1.2 GB",
    ]
    days = (date(2025, 12, 30), date(2026, 1, 2))
    assert days_text(days) == "Tue 30 Dec 2025 to Fri 2 Jan 2026"
    assert days_text(days[:1]) == "Tue 30 Dec 2025"
