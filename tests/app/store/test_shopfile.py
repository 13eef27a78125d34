"""What is refused at the door, and that a refusal changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from app.catalog.models import Section
from app.shop import operations, rows, settings
from app.shop.clock import Context
from app.store import database as store
from app.store import shopfile
from app.store.errors import StorageProblem, Trouble
from app.store.shopfile import MIGRATIONS


def _refusal(path: Path) -> Trouble:
    with pytest.raises(StorageProblem) as refused:
        shopfile.open_shop(path)
    assert store.path_or_none() is None
    return refused.value.trouble


def test_nothing_there(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none.db") is Trouble.MISSING


def test_zero_length_is_no_empty_shop(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.touch()
    assert _refusal(path) is Trouble.EMPTY
    assert path.stat().st_size == 0


def test_a_folder(tmp_path: Path) -> None:
    assert _refusal(tmp_path) is Trouble.UNREADABLE


@pytest.mark.parametrize(
    "content", [b"title,year\nHer,2013\n", b"SQLite format 3\x00", b"\x00" * 4096]
)
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(content)
    assert _refusal(path) is Trouble.FOREIGN
    assert path.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE bookmarks (url TEXT)")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    assert _refusal(path) is Trouble.FOREIGN
    assert path.read_bytes() == before


def test_a_newer_programs_shop(template_shop: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(template_shop, tmp_path / "shop.db"))
    raw = sqlite3.connect(path)
    raw.execute("INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2031-01-01')")
    raw.commit()
    raw.close()
    assert _refusal(path) is Trouble.NEWER


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else False, reason="root may write anywhere"
)
def test_read_only(template_shop: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(template_shop, tmp_path / "shop.db"))
    path.chmod(0o444)
    assert _refusal(path) is Trouble.READ_ONLY


def test_a_damaged_page_is_named_as_damage(template_shop: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(template_shop, tmp_path / "shop.db"))
    content = bytearray(path.read_bytes())
    content[100:4096] = os.urandom(3996)  # the schema's own page
    path.write_bytes(content)
    assert _refusal(path) is Trouble.DAMAGED


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.write_text("mine")
    with pytest.raises(StorageProblem) as refused:
        shopfile.create(path)
    assert refused.value.trouble is Trouble.EXISTS
    assert path.read_text() == "mine"


def test_connection_keeps_its_promises(shop: Path) -> None:
    assert store.value("PRAGMA foreign_keys") == 1
    assert store.value("PRAGMA journal_mode") == "wal"
    assert store.value("PRAGMA synchronous") == 2
    assert store.value("PRAGMA secure_delete") == 1


def test_a_full_disk_is_told_and_rolled_back(shop: Path, ctx: Context) -> None:
    pages = store.value("PRAGMA page_count")
    store.connection().execute(f"PRAGMA max_page_count = {pages}")
    before = store.rows("SELECT * FROM section")
    with pytest.raises(StorageProblem) as refused, operations.begin(ctx, "section.add") as work:
        for number in range(5000):
            work.insert(Section, name=f"Section {number} " + "x" * 400, position=number)
    assert refused.value.trouble is Trouble.FULL
    assert store.rows("SELECT * FROM section") == before
    assert settings.settings().shop_name == "All Thumbs Video"


def test_models_and_migrations_agree(shop: Path) -> None:
    for model in rows.all_models(store.Table):
        table = model._meta.table_name
        columns = {row[1]: bool(row[3]) for row in store.rows(f'PRAGMA table_info("{table}")')}
        if not columns:
            assert table.startswith("_") or table == "append_only", table
            continue
        fields = {field.column_name: field for field in model._meta.sorted_fields}
        assert set(columns) == set(fields), table
        for name, required in columns.items():
            assert name == "id" or required != fields[name].null, f"{table}.{name}"


def test_every_migration_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in sorted(MIGRATIONS.glob("[0-9]*.py"))]
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
