"""Backups are whole, checked, thinned by the plan, and restore what was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.shop import settings
from app.shop.clock import Context
from app.store import backups, shopfile
from app.store.errors import StorageProblem, Trouble


def test_a_backup_holds_what_was_committed_and_restores_it(shop: Path, ctx: Context) -> None:
    settings.change(ctx, shop_name="Before")
    made = backups.back_up(shop, "by hand")
    backups.verify(made.path)
    settings.change(ctx, shop_name="After")
    shopfile.close_shop()
    kept = backups.restore(made.path, shop)
    shopfile.open_shop(shop)
    assert settings.settings().shop_name == "Before"
    assert kept is not None
    backups.verify(kept)
    assert [backup.reason for backup in backups.listed(shop)] == ["before a restore", "by hand"]


def test_one_flipped_byte_is_found(shop: Path) -> None:
    made = backups.back_up(shop, "by hand")
    content = bytearray(made.path.read_bytes())
    content[-1] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(StorageProblem) as refused:
        backups.verify(made.path)
    assert refused.value.trouble is Trouble.DAMAGED


def test_restore_of_a_damaged_backup_touches_nothing(shop: Path) -> None:
    made = backups.back_up(shop, "by hand")
    made.path.write_bytes(made.path.read_bytes()[:-10])
    shopfile.close_shop()
    before = shop.read_bytes()
    with pytest.raises(StorageProblem):
        backups.restore(made.path, shop)
    assert shop.read_bytes() == before


def test_restore_keeps_a_damaged_shop_aside(shop: Path) -> None:
    made = backups.back_up(shop, "by hand")
    shopfile.close_shop()
    shop.write_bytes(b"rubbish" * 100)
    kept = backups.restore(made.path, shop)
    assert kept is not None
    assert kept.read_bytes() == b"rubbish" * 100
    shopfile.open_shop(shop)


def test_automatic_only_when_something_changed(shop: Path, ctx: Context) -> None:
    assert backups.automatic(shop, "half hour") is not None
    later = datetime.now(UTC) + timedelta(minutes=30)
    assert backups.automatic(shop, "half hour", later) is None


def test_thinning_keeps_two_days_then_days_weeks_months(shop: Path, tmp_path: Path) -> None:
    now = datetime(2025, 12, 13, 20, 0, tzinfo=UTC)
    template = backups.back_up(shop, "by hand", now)
    for hours in range(6, 24 * 400, 6):
        stamp = now - timedelta(hours=hours)
        path = backups.folder_of(shop) / f"{stamp:%Y%m%d%H%M}.db"
        path.write_bytes(b"x")
        text = template.path.with_suffix(".json").read_text()
        path.with_suffix(".json").write_text(
            text.replace(template.made_at.isoformat(), stamp.isoformat())
        )
    backups.thin(shop, now)
    kept = [backup.made_at for backup in backups.listed(shop)]
    assert sum(now - at <= timedelta(days=2) for at in kept) == 9
    days = {at.date() for at in kept}
    assert {now.date() - timedelta(days=back) for back in range(12)} <= days
    assert len({at.strftime("%G-%V") for at in kept}) >= 10
    assert len({at.strftime("%Y-%m") for at in kept}) == 9
    assert len(kept) < 40


def test_a_backup_never_overwrites(shop: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine")
    with pytest.raises(StorageProblem) as refused:
        backups.back_up(shop, "by hand", target=target)
    assert refused.value.trouble is Trouble.EXISTS
    assert target.read_text() == "mine"
