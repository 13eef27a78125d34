"""What waits to be printed, what was printed, and what an undo brings back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.printing import pages, queries, rules, tray
from app.printing.tray import Printout, SetUp
from app.shop import undo
from app.shop.clock import Context, fixed
from app.shop.errors import NotFound, RuleViolation

CARDS = SetUp("5371", "Laser", "manual")


def _item(item_id: int) -> queries.Item:
    found = queries.item(item_id)
    assert found is not None
    return found


def _cards(ctx: Context, *title_ids: int) -> int:
    return tray.add(
        ctx, "shelf-cards", {"titles": list(title_ids)}, "Shelf cards", CARDS
    ).item_id  # fmt: skip


def _out(parts: dict[str, str], **more: object) -> Printout:
    return Printout(parts, sheets=1, pieces=len(parts), digest="d" * 64, **more)  # type: ignore[arg-type]  # test data


def test_a_document_comes_in_and_goes_out(shop: Path, ctx: Context) -> None:
    first, second = _cards(ctx, 1, 2), _cards(ctx, 3)
    assert [item.id for item in queries.items()] == [first, second]
    tray.take_out(ctx, first)
    assert [item.id for item in queries.items()] == [second]
    undo.undo(ctx)
    assert [item.id for item in queries.items()] == [first, second]


def test_the_same_document_is_there_once(shop: Path, ctx: Context) -> None:
    assert _cards(ctx, 1, 2) == _cards(ctx, 1, 2)
    assert len(queries.items()) == 1


def test_printing_remembers_each_piece_and_undo_puts_it_back(shop: Path, ctx: Context) -> None:
    item_id = _cards(ctx, 1, 2)
    before = _item(item_id)
    tray.printed(ctx, item_id, _out({"1": "a", "2": "b"}, used=range(1, 5)))
    item = _item(item_id)
    assert not item.waiting
    assert item.printed_at == ctx.now()
    assert rules.changed_parts({"1": "a", "2": "B"}, item.printed_parts) == ("2",)
    assert queries.used_labels("5371", "Laser", "manual") == frozenset({1, 2, 3, 4})
    assert [page.name for page in queries.printed()] == ["Shelf cards"]
    undo.undo(ctx)
    assert _item(item_id) == before
    assert queries.used_labels("5371", "Laser", "manual") == frozenset()
    assert queries.printed() == ()


def test_labels_are_gone_from_the_stock_that_was_in_the_printer(shop: Path, ctx: Context) -> None:
    """Somebody chose another stock for the document while it was on its way."""
    item_id = _cards(ctx, 1, 2)
    sent = _item(item_id).set_up
    tray.set_up(ctx, item_id, replace(sent, stock="L7414", feed="tray 1"))
    tray.printed(ctx, item_id, _out({"1": "a", "2": "b"}, used=[1, 2], on=sent))
    assert queries.used_labels("5371", "Laser", "manual") == frozenset({1, 2})
    assert queries.used_labels("L7414", "Laser", "tray 1") == frozenset()
    assert [(one.stock, one.feed) for one in queries.printed()] == [("5371", "manual")]


def test_what_was_kept_back_stays_in_the_tray(shop: Path, ctx: Context) -> None:
    item_id = _cards(ctx, 1, 2)
    tray.printed(ctx, item_id, _out({"1": "a"}, kept_back=True))
    item = _item(item_id)
    assert item.waiting
    assert rules.changed_parts({"1": "a", "2": "b"}, item.printed_parts) == ("2",)


def test_cards_printed_one_by_one_are_watched_together(shop: Path, ctx: Context) -> None:
    first = _cards(ctx, 1, 2)
    tray.printed(ctx, first, _out({"1": "a", "2": "b"}))
    second = _cards(ctx, 2, 3)
    tray.printed(ctx, second, _out({"2": "B", "3": "c"}))
    (item,) = queries.items()
    assert item.id == first
    assert item.subject["titles"] == [1, 2, 3]
    assert item.printed_parts == {"1": "a", "2": "B", "3": "c"}
    undo.undo(ctx)
    assert [one.id for one in queries.items()] == [first, second]
    assert _item(first).printed_parts == {"1": "a", "2": "b"}


def test_a_piece_printed_elsewhere_is_fresh_there_too(shop: Path, ctx: Context) -> None:
    first = _cards(ctx, 1, 2)
    tray.printed(ctx, first, _out({"1": "a", "2": "b"}))
    second = _cards(ctx, 2)
    tray.set_up(ctx, second, SetUp("L7414"))
    tray.printed(ctx, second, _out({"2": "B"}))
    assert _item(first).printed_parts == {"1": "a", "2": "B"}


def test_a_printed_document_that_is_asked_for_again_prints_whole(shop: Path, ctx: Context) -> None:
    item_id = _cards(ctx, 1, 2)
    tray.printed(ctx, item_id, _out({"1": "a", "2": "b"}))
    assert _cards(ctx, 1, 2) == item_id
    item = _item(item_id)
    assert item.waiting
    assert item.again
    tray.printed(ctx, item_id, _out({"1": "a", "2": "b"}))
    assert not _item(item_id).again


def test_set_up_decisions_and_order_are_undone(shop: Path, ctx: Context) -> None:
    first, second = _cards(ctx, 1), _cards(ctx, 2)
    tray.set_up(ctx, first, SetUp("5371", "Laser", "manual", "", rules.Ink.MONO, 2))
    assert (_item(first).set_up.ink, _item(first).set_up.copies) == (rules.Ink.MONO, 2)
    tray.decide(ctx, first, "1", "as", "Teza", "Teza")
    assert _item(first).choices == {"as": {"1": "Teza"}}
    tray.reorder(ctx, [second, first], "5371 on Letter")
    assert [item.id for item in queries.items()] == [second, first]
    for _ in range(3):
        undo.undo(ctx)
    assert [item.id for item in queries.items()] == [first, second]
    assert _item(first).set_up == CARDS
    assert _item(first).choices == {}
    with pytest.raises(RuleViolation):
        tray.set_up(ctx, first, SetUp("5371", copies=0))


def test_labels_are_marked_and_a_new_sheet_is_laid_in(shop: Path, ctx: Context) -> None:
    done = tray.mark_used(ctx, "5371", "Laser", "manual", [1, 2, 3], 3)
    assert (done.facts["label"], done.facts["used"]) == (3, True)
    tray.mark_used(ctx, "5371", "Laser", "manual", [1, 2], 3)
    assert queries.used_labels("5371", "Laser", "manual") == frozenset({1, 2})
    assert queries.used_labels("5371", "Laser", "tray 1") == frozenset()
    tray.new_sheet(ctx, "5371", "Laser", "manual")
    assert queries.used_labels("5371", "Laser", "manual") == frozenset()
    undo.undo(ctx)
    assert queries.used_labels("5371", "Laser", "manual") == frozenset({1, 2})


def test_the_last_twenty_prints_are_kept_with_their_bytes(shop: Path, ctx: Context) -> None:
    item_id = _cards(ctx, 1)
    for number in range(22):
        at = Context(fixed(ctx.now() + timedelta(minutes=number)), "Dana")
        pdf = b"%PDF " + str(number).encode()
        out = Printout({"1": str(number)}, 1, 1, pages.keep(pdf))
        tray.printed(at, item_id, out)
    kept = queries.printed(100)
    assert len(kept) == 20
    assert pages.read(kept[0].digest) == b"%PDF 21"
    assert pages.read(kept[-1].digest) == b"%PDF 2"


def test_a_print_whose_file_is_gone_or_damaged_is_told(shop: Path) -> None:
    digest = pages.keep(b"%PDF a")
    (pages.folder() / f"{digest}.pdf").write_bytes(b"%PDF b")
    with pytest.raises(NotFound):
        pages.read(digest)
    with pytest.raises(NotFound):
        pages.read("0" * 64)
