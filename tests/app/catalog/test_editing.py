"""One form, one operation: all of it or nothing, and one Undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.catalog import editing, lookups, titles
from app.catalog.editing import TitleEdit
from app.catalog.title_detail import TitleDetail, title_detail
from app.catalog.titles import TitleAdded
from app.shop import undo
from app.shop.clock import Context
from app.shop.errors import RuleViolation


@pytest.fixture
def amelie(shop: Path, ctx: Context) -> TitleAdded:
    drama = lookups.sections()[0].id
    return titles.add_title(ctx, "Amélie", 2001, lookups.formats()[0].id, drama)


def seen(added: TitleAdded, ctx: Context) -> TitleDetail:
    return title_detail(added.title_id, ctx.now())


def test_title_edition_and_copy_in_one_step(amelie: TitleAdded, ctx: Context) -> None:
    assert amelie.edition_id is not None
    assert amelie.copy_id is not None
    edit = TitleEdit(
        {"name": "Amelie", "directors": ["Jean-Pierre Jeunet"]},
        {amelie.edition_id: {"discs": 2}},
        {amelie.copy_id: {"note": "ex library"}},
    )
    done = editing.save(ctx, amelie.title_id, edit)
    assert done.intent == "title.edit"
    found = seen(amelie, ctx)
    assert (found.name, found.editions[0].discs) == ("Amelie", 2)
    assert found.editions[0].copies[0].note == "ex library"
    undo.undo(ctx)
    found = seen(amelie, ctx)
    assert (found.name, found.directors, found.editions[0].discs) == ("Amélie", (), 1)
    assert found.editions[0].copies[0].note == ""


def test_one_refusal_keeps_everything_as_it_was(amelie: TitleAdded, ctx: Context) -> None:
    assert amelie.copy_id is not None
    edit = TitleEdit({"name": "Other"}, {}, {amelie.copy_id: {"replacement_cents": -1}})
    with pytest.raises(RuleViolation, match=r"amount\.negative"):
        editing.save(ctx, amelie.title_id, edit)
    assert seen(amelie, ctx).name == "Amélie"


def test_nothing_changed_is_empty() -> None:
    assert TitleEdit().empty
    assert TitleEdit({}, {3: {}}, {}).empty
    assert not TitleEdit(copies={3: {"note": ""}}).empty


def test_an_edition_comes_with_its_copies_and_goes_with_them(
    amelie: TitleAdded, ctx: Context
) -> None:
    vhs = next(row.id for row in lookups.formats() if row.name == "VHS")
    added = editing.add_edition(ctx, amelie.title_id, vhs, "786936192575", count=3)
    assert len(added.barcodes) == 3
    assert added.done.facts["count"] == 3
    assert [len(edition.copies) for edition in seen(amelie, ctx).editions] == [1, 3]
    undo.undo(ctx)
    assert [len(edition.copies) for edition in seen(amelie, ctx).editions] == [1]


def test_an_edition_without_copies(amelie: TitleAdded, ctx: Context) -> None:
    added = editing.add_edition(ctx, amelie.title_id, lookups.formats()[1].id)
    assert added.barcodes == ()
    assert len(seen(amelie, ctx).editions) == 2
