"""The short lists: chosen, renamed, added, put in order, removed; by keys, with one undo each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.catalog import lookups, titles
from app.catalog.models import Title
from app.catalog.shortlists import ListKind
from app.catalog.title_detail import title_detail
from tests.app.till import on
from tests.ui.office.conftest import CONTROL, SHIFT, Office
from ui.office.lists_page import ListsPage
from ui.widgets import TextInput

NOON = "2025-12-13 11:00"


class Lists:
    """What an owner sees and does on the tab."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.screen.show_tab("lists")
        self.page: ListsPage = office.screen.lists

    def go(self, kind: ListKind) -> None:
        while self.page.kind is not kind:
            self.office.key(Qt.Key.Key_G, CONTROL | SHIFT)

    def choose(self, name: str) -> None:
        self.page.table.selectRow(self.names.index(name))

    def type(self, key: str, text: str) -> None:
        assert self.page.form is not None
        editor = self.page.form.fields[key].editor
        assert isinstance(editor, TextInput)
        self.office.type_over(editor, text)

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.page.model.rows]

    @property
    def shown(self) -> list[tuple[str, str]]:
        return [(row.name, self.page._uses(row)) for row in self.page.model.rows]

    @property
    def error(self) -> str:
        return "" if self.page.form is None else self.page.form.error_text


@pytest.fixture
def lists(office: Office) -> Lists:
    first, second = (row.id for row in Title.select().order_by(Title.id).limit(2))
    titles.edit_title(on(NOON), first, genres=("Drama", "Dramma"), tags=("snow",))
    titles.edit_title(on(NOON), second, genres=("Dramma",))
    return Lists(office)


def _genres(title_id: int) -> set[str]:
    return {genre.name for genre in title_detail(title_id, on(NOON).now()).genres}


def test_a_misspelt_genre_becomes_one_with_the_right_one(lists: Lists) -> None:
    assert {("Drama", "1 title"), ("Dramma", "2 titles")} <= set(lists.shown)
    lists.choose("Dramma")
    lists.type("name", "drama")
    lists.office.save()
    assert lists.office.said == "Dramma is now drama on 2 titles."
    assert "Dramma" not in lists.names
    assert _genres(2) == {"Drama"}
    assert lists.page.line is not None
    assert lists.page.line.name == "Drama", "what was saved stays chosen"
    lists.office.undo()
    assert ("Dramma", "2 titles") in lists.shown


def test_a_genre_is_added_and_the_undo_is_seen(lists: Lists) -> None:
    lists.office.key(Qt.Key.Key_N, CONTROL)
    QTest.keyClicks(lists.office.window.focusWidget(), "Weepies")
    lists.office.save()
    assert ("Weepies", "nothing") in lists.shown
    assert lists.page.line is not None
    assert lists.page.line.name == "Weepies"
    lists.office.undo()
    assert "Weepies" not in lists.names


def test_a_tag_comes_off_its_titles(lists: Lists) -> None:
    lists.go(ListKind.TAG)
    assert lists.shown == [("snow", "1 title")]
    assert not lists.office.screen.action_set["list_new"].isEnabled()
    lists.office.key(Qt.Key.Key_Delete, CONTROL | SHIFT)
    assert lists.office.said == "Removed the tag snow from 1 title."
    assert lists.names == []
    assert lists.page.form is None
    lists.office.undo()
    assert lists.names == ["snow"]


def test_a_format_has_a_case(lists: Lists) -> None:
    lists.go(ListKind.FORMAT)
    lists.office.key(Qt.Key.Key_N, CONTROL)
    lists.type("name", "Betamax")
    lists.office.save()
    assert lists.error == "Give the format a short name too: labels and lists show it."
    lists.type("short", "BETA")
    lists.type("height_mm", "tall")
    lists.office.save()
    assert lists.error == "tall mm is no size of a case (1 to 2000)."
    lists.type("height_mm", "156")
    lists.office.save()
    row = lookups.formats()[-1]
    assert (row.name, row.short, row.height_mm, row.face_mm) == ("Betamax", "BETA", 156, 135)


def test_what_is_named_stays_and_says_so(lists: Lists) -> None:
    lists.go(ListKind.FORMAT)
    lists.choose("DVD")
    before = lists.names
    lists.office.key(Qt.Key.Key_Delete, CONTROL | SHIFT)
    assert lists.office.said.startswith("DVD is still used ")
    assert lists.names == before


def test_conditions_are_put_in_order(lists: Lists) -> None:
    lists.go(ListKind.CONDITION)
    first, second, *rest = lists.names
    lists.choose(second)
    lists.office.key(Qt.Key.Key_Up, CONTROL | SHIFT)
    assert lists.names == [second, first, *rest]
    assert [row.name for row in lookups.conditions()] == [second, first, *rest]
    assert not lists.office.screen.action_set["list_up"].isEnabled()
    lists.office.key(Qt.Key.Key_Down, CONTROL | SHIFT)
    assert lists.names == [first, second, *rest]


def test_a_certificate_has_an_age(lists: Lists) -> None:
    lists.go(ListKind.CERTIFICATE)
    lists.office.key(Qt.Key.Key_N, CONTROL)
    lists.type("code", "FSK 12")
    lists.type("system", "FSK")
    lists.type("minimum_age", "120")
    lists.office.save()
    assert lists.error == "120 is no age."
    lists.type("minimum_age", "12")
    lists.office.save()
    row = lookups.certificates()[-1]
    assert (row.code, row.system, row.minimum_age) == ("FSK 12", "FSK", 12)


def test_what_is_typed_is_not_lost_by_a_slip(lists: Lists) -> None:
    lists.choose("Drama")
    lists.type("name", "Weepies")
    lists.choose("Dramma")
    assert lists.page.line is not None
    assert lists.page.line.name == "Drama"
    assert lists.page._ask.text() == "The line is not saved. Save it, or leave again without."
    lists.office.key(Qt.Key.Key_Escape)
    assert lists.page.form is not None
    assert lists.page.form.text_of("name") == "Drama"
    lists.type("name", "Weepies")
    assert not lists.office.screen.show_tab("staff")
    assert lists.office.screen.show_tab("staff"), "asked once"
