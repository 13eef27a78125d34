"""The demo shop keeps the same promises as any shop, and is the same each time."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.board import queries as board
from app.catalog.folding import fold
from app.demo import builder, calendar_days
from app.shop import settings
from app.shop.clock import Context, fixed
from app.store import check, shopfile
from app.store import database as store
from app.store.errors import StorageProblem, Trouble

NOW = datetime(2025, 12, 13, 19, 5, tzinfo=UTC)
TALKED_ABOUT = (
    "Her", "Where the Wild Things Are", "Adaptation.", "Being John Malkovich", "Three Kings",
    "Eternal Sunshine of the Spotless Mind", "Elysium", "Little Children", "The Fisher King",
    "Lost in Translation", "Ghost World", "The Horse Whisperer", "Juno", "The Lake House",
    "The World's End", "Lars and the Real Girl", "The Beaver", "Fight Club", "Blade Runner",
    "WALL-E",
    "Minority Report", "Inception", "A.I. Artificial Intelligence", "2001: A Space Odyssey",
    "Computer Chess", "To the Wonder", "Iron Man 3", "Before Midnight", "The Master", "Junebug",
    "Enchanted", "Raiders of the Lost Ark",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "shop.db"
    builder.build(Context(fixed(NOW), "Dana"), path, seed=1)
    shopfile.close_shop()
    return path


@pytest.fixture
def demo(built: Path, tmp_path: Path) -> Iterator[Path]:
    path = Path(shutil.copyfile(built, tmp_path / "shop.db"))
    shopfile.open_shop(path)
    yield path
    shopfile.close_shop()


def _content() -> str:
    tables = [row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    digest = hashlib.sha256()
    for table in sorted(tables):
        if table != "schema_migration" and "_search" not in table and "stat" not in table:
            for row in store.rows(f'SELECT * FROM "{table}"'):
                digest.update(repr(row).encode())
    return digest.hexdigest()


@pytest.mark.usefixtures("demo")
def test_it_passes_every_check() -> None:
    assert check.run() == []


@pytest.mark.usefixtures("demo")
def test_the_films_people_talk_about_are_there() -> None:
    names = {fold(row[0]) for row in store.rows("SELECT name FROM title")}
    missing = [name for name in TALKED_ABOUT if fold(name) not in names]
    assert not missing
    assert len(names) > 380


@pytest.mark.usefixtures("demo")
def test_a_year_of_trade_that_ends_now() -> None:
    first, last = store.rows("SELECT min(started_at), max(started_at) FROM rental")[0]
    assert (last - first) / 86_400_000 > 350
    assert last <= NOW.timestamp() * 1000
    assert NOW.timestamp() * 1000 - last < 86_400_000
    assert store.value("SELECT count(*) FROM rental") > 5000
    late = store.value("SELECT count(*) FROM rental WHERE late_days > 0")
    assert 0.04 < late / store.value("SELECT count(*) FROM rental") < 0.2


@pytest.mark.usefixtures("demo")
def test_nothing_happens_on_a_closed_day_or_behind_a_childs_back() -> None:
    calendar = settings.calendar()
    for (started,) in store.rows("SELECT started_at FROM rental"):
        day = calendar.local_date(datetime.fromtimestamp(started / 1000, UTC))
        assert calendar.is_open_day(day)
    young = store.value(
        "SELECT count(*) FROM rental r JOIN renter p ON p.id = r.renter_id"
        " JOIN copy c ON c.id = r.copy_id JOIN section s ON s.id = c.section_id"
        " WHERE s.curtained AND p.born_on > date('2025-12-13', '-17 years')"
    )
    assert young == 0


@pytest.mark.usefixtures("demo")
def test_fourteen_cases_wait_in_the_box_and_are_out() -> None:
    waiting = settings.settings().demo_box
    assert len(waiting) == 14
    for barcode in waiting:
        assert store.value("SELECT state FROM copy WHERE barcode = ?", (barcode,)) == "out"


def test_the_same_seed_gives_the_same_shop(demo: Path, tmp_path: Path) -> None:
    first = _content()
    shopfile.close_shop()
    builder.build(Context(fixed(NOW), "Dana"), tmp_path / "again.db", seed=1)
    assert _content() == first
    shopfile.close_shop()
    builder.build(Context(fixed(NOW), "Dana"), tmp_path / "other.db", seed=2)
    assert _content() != first


def test_it_never_overwrites_and_a_cancel_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("mine")
    with pytest.raises(StorageProblem) as refused:
        builder.build(Context(fixed(NOW)), path)
    assert refused.value.trouble is Trouble.EXISTS
    path.unlink()
    with pytest.raises(builder.Stopped):
        builder.build(Context(fixed(NOW)), path, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_days_of_the_year_are_read_as_worded() -> None:
    told: list[dict[str, object]] = [
        {"day": "4th thursday of november", "reason": "Thanksgiving"},
        {"day": "12-24", "hours": ["11:00", "18:00"], "reason": "Christmas Eve"},
    ]
    days = list(calendar_days.exceptions(told, [2025]))
    assert [(day.on, day.closed, day.spans) for day in days] == [
        (date(2025, 11, 27), True, ()),
        (date(2025, 12, 24), False, ((660, 1080),)),
    ]


@pytest.mark.usefixtures("demo")
def test_the_board_hangs_as_people_left_it() -> None:
    front, club = board.boards()
    hanging = [(row.name, row.count) for row in board.rows(front.id)]
    assert hanging == [
        ("Her", 4),
        ("Gravity", 3),
        ("Computer Chess", 5),
        ("Enough Said", 4),
        ("The World's End", 2),
    ]
    her = board.rows(front.id)[0]
    given = [thumb.who for thumb in her.thumbs if thumb is not None]
    assert given == ["Owner", "Film teacher", "Chaplain", "Painter"]
    verdict = board.verdicts([her.title_id or 0])[her.title_id or 0]
    assert (verdict.average, verdict.count) == (4.5, 2)
    said = [(one.author, one.on_card) for one in board.reviews(her.film_id)]
    assert said == [("Film teacher", True), ("Painter", False)]
    assert [row.name for row in board.rows(club.id) if row.title_id is None] == ["Hamnet"]
    assert len(board.history(500)) > 70
    early = store.value(
        "SELECT count(*) FROM thumb h JOIN board_entry n ON n.id = h.entry_id"
        " WHERE h.at < n.up_at OR h.at > coalesce(n.down_at, ?)",
        (NOW.timestamp() * 1000,),
    )
    assert early == 0
