"""A migrated template shop, copied for each test that asks for one; a watch on every log."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.shop.clock import Context, fixed
from app.store import shopfile
from tests.logs import Expect, LogWatch

NOON = datetime(2025, 12, 13, 20, 0, tzinfo=UTC)  # a Saturday, noon in Los Angeles


@pytest.fixture(autouse=True)
def _log_watch() -> Iterator[LogWatch]:
    """Any record of WARNING or above that the test did not declare fails it."""
    watch, root = LogWatch(), logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(_log_watch: LogWatch) -> Expect:
    """`expected_log("ui.scanning", "a part of the line")`: it must come, or the test fails."""
    return _log_watch.expect


@pytest.fixture(scope="session")
def template_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated shop: US dollars, Los Angeles, open Mon-Sat 11-22."""
    from app import new_shop

    path = tmp_path_factory.mktemp("template") / "shop.db"
    new_shop.create(
        Context(fixed(NOON), "Dana"),
        path,
        name="All Thumbs Video",
        time_zone="America/Los_Angeles",
        currency="USD",
        week=(((660, 1320),),) * 6 + ((),),
    )
    shopfile.close_shop()
    return path


@pytest.fixture
def shop(template_shop: Path, tmp_path: Path) -> Iterator[Path]:
    """A shop file of this test's own, open."""
    path = tmp_path / "shop.db"
    shutil.copyfile(template_shop, path)
    shopfile.open_shop(path)
    yield path
    shopfile.close_shop()


@pytest.fixture
def ctx() -> Context:
    """Dana at Saturday 13 December 2025, noon in Los Angeles."""
    return Context(fixed(NOON), "Dana")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with Sakila and the 36,273 titles; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("ATV_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not (folder / "sakila").is_dir():
        pytest.skip(
            f"no sample data at {folder}; set ATV_DATA to a folder with sakila/ and titles/"
        )
    return folder
