"""The two table models: correct for Qt, and reading no more than what is seen."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.logs import Expect
from ui.tables import (
    ID_ROLE,
    PAGE_ROWS,
    PAGES_KEPT,
    REMOVED,
    ROW_ROLE,
    Column,
    PagedIdModel,
    RowsModel,
    configure_table,
)

_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True)
class Film:
    id: int
    title: str
    year: int


def _title(film: Film) -> str:
    return film.title


def _year(film: Film) -> str:
    return str(film.year)


COLUMNS = (
    Column("title", "Title", _title, sort="sort_title"),
    Column("year", "Year", _year, width=42, number=True),
)
FILMS = [Film(7, "Her", 2013), Film(9, "Juno", 2007), Film(11, "Elysium", 2013)]


class Shelf:
    """A stand-in for the database that counts how often it is asked."""

    def __init__(self, size: int) -> None:
        self.films = {n: Film(n, f"Film {n}", 1900 + n % 120) for n in range(1, size + 1)}
        self.asked: list[int] = []

    def load(self, ids: Sequence[int]) -> dict[int, Film]:
        self.asked.append(len(ids))
        return {n: self.films[n] for n in ids if n in self.films}


def test_rows_model_is_sound(qtmodeltester: ModelTester, qapp: object) -> None:
    qtmodeltester.check(RowsModel(COLUMNS, FILMS))  # type: ignore[no-untyped-call]


def test_paged_model_is_sound(qtmodeltester: ModelTester, qapp: object) -> None:
    shelf = Shelf(300)
    model = PagedIdModel(COLUMNS, shelf.load)
    model.set_ids(array("q", shelf.films))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_no_rows_below_a_row(qapp: object) -> None:
    for model in (RowsModel(COLUMNS, FILMS), PagedIdModel(COLUMNS, Shelf(3).load)):
        child = model.index(0, 0)
        assert model.rowCount(child if child.isValid() else QModelIndex()) == 0
        assert model.columnCount(QModelIndex()) == 2


def test_roles_of_a_row(qapp: object) -> None:
    model = RowsModel(COLUMNS, FILMS)
    cell = model.index(1, 0)
    assert cell.data() == "Juno"
    assert cell.data(ID_ROLE) == 9
    assert cell.data(ROW_ROLE) is FILMS[1]
    assert cell.data(_ACCESSIBLE) == "Juno"
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert model.index(1, 1).data(int(Qt.ItemDataRole.TextAlignmentRole)) == right
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Year"


def test_same_ids_keep_the_selection(qtbot: QtBot) -> None:
    model, view = RowsModel(COLUMNS, FILMS), QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.selectRow(1)
    fresh = [Film(film.id, film.title.upper(), film.year) for film in FILMS]
    with qtbot.waitSignal(model.dataChanged):
        model.set_rows(fresh)
    assert view.currentIndex().row() == 1
    assert model.index(1, 0).data() == "JUNO"
    model.set_rows(fresh[1:])
    assert not view.selectionModel().hasSelection()


def test_rows_come_and_go_one_by_one(qapp: object, qtmodeltester: ModelTester) -> None:
    model = RowsModel(COLUMNS, FILMS[:1])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.append(FILMS[2])
    model.insert(1, FILMS[1])
    model.remove(0)
    model.replace(0, Film(9, "Juno again", 2008))
    assert [row.title for row in model.rows] == ["Juno again", "Elysium"]
    assert model.row_of(11) == 1
    assert model.row_of(99) == -1


def test_only_what_is_seen_is_read(qapp: object) -> None:
    shelf = Shelf(150_000)
    model = PagedIdModel(COLUMNS, shelf.load)
    model.set_ids(array("q", range(1, 150_001)))
    assert shelf.asked == []
    assert model.index(149_999, 0).data() == "Film 150000"
    assert model.index(149_990, 1).data() == str(1900 + 149_991 % 120)
    assert shelf.asked == [150_000 % PAGE_ROWS or PAGE_ROWS]


def test_the_page_cache_is_bounded(qapp: object) -> None:
    shelf = Shelf(PAGE_ROWS * (PAGES_KEPT + 10))
    model = PagedIdModel(COLUMNS, shelf.load)
    model.set_ids(array("q", shelf.films))
    for page in range(PAGES_KEPT + 10):
        model.index(page * PAGE_ROWS, 0).data()
    assert len(model._pages) == PAGES_KEPT  # what is kept is the promise


def test_a_row_that_has_gone_says_so(qapp: object) -> None:
    shelf = Shelf(10)
    model = PagedIdModel(COLUMNS, shelf.load, removed_text="no longer here")
    model.set_ids(array("q", range(1, 11)))
    del shelf.films[4]
    assert model.index(3, 0).data() == "no longer here"
    assert model.index(3, 1).data() == ""
    assert model.row_at(3) is REMOVED


def test_invalidate_reads_again_and_keeps_the_place(qtbot: QtBot) -> None:
    shelf = Shelf(1000)
    model, view = PagedIdModel(COLUMNS, shelf.load), QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    model.set_ids(array("q", range(1, 1001)))
    view.selectRow(500)
    assert model.index(500, 0).data() == "Film 501"
    shelf.films[501] = Film(501, "Changed", 2001)
    assert model.index(500, 0).data() == "Film 501"
    with qtbot.waitSignal(model.dataChanged) as caught:
        model.invalidate([501, 99_999])
    assert caught.args[0].row() == 500
    assert model.index(500, 0).data() == "Changed"
    assert view.currentIndex().row() == 500
    shelf.films[1] = Film(1, "First", 2001)
    model.invalidate()
    assert model.index(0, 0).data() == "First"


def test_one_broken_row_does_not_break_the_table(qapp: object, expected_log: Expect) -> None:
    model = RowsModel(COLUMNS, [FILMS[0], Film(2, "Odd", None)], row_id=None)  # type: ignore[arg-type]

    def raises(film: Film) -> str:
        return str(film.year + 1)

    broken = RowsModel((Column("next", "Next", raises),), model.rows)
    expected_log("ui.tables", "unsupported operand")
    assert broken.index(0, 0).data() == "2014"
    assert broken.index(1, 0).data() == "?"


def test_a_table_is_set_up_for_long_lists(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(RowsModel(COLUMNS, FILMS))
    configure_table(view, COLUMNS, name="Titles")
    assert view.accessibleName() == "Titles"
    assert not view.tabKeyNavigation()
    assert view.editTriggers() == QTableView.EditTrigger.NoEditTriggers
    assert view.rowHeight(0) == view.rowHeight(2) == 40
    fixed = view.verticalHeader().sectionResizeMode(0)
    assert fixed == view.verticalHeader().ResizeMode.Fixed
