"""What a person does with the tray: put in, set up, take out, and print.

A document in the tray stays known after it was printed: the hash of each piece's frozen data is
kept, and whoever looks (`queries.items`) compares it with what the piece would be now. That is how
"12 of 214 changed since Sat 6 Dec" is known without anybody noting what changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.catalog.models import Copy
from app.printing import pages
from app.printing.models import BegunSheet, PrintedPage, TrayItem
from app.printing.rules import MOST_COPIES, Ink
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work

Subject = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SetUp:
    """How a document is printed: on what, out of which feed, in which design and ink."""

    stock: str
    printer: str = ""
    feed: str = ""
    design: str = ""
    ink: Ink = Ink.COLOUR
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Added:
    """`item_id` is the document in the tray; it may have been known before."""

    done: Done
    item_id: int


@dataclass(frozen=True, slots=True)
class Printout:
    """What went to paper.

    `parts` are the printed pieces with the hash of their data; `kept_back` says that some stay in
    the tray; `used` the labels of the last sheet that are gone now (None where the stock has none:
    signs). `labelled` are copies that have their barcode label now. `digest` finds the file
    (`pages.keep`). `on` is how it was sent, where the tray may say something else by now.
    """

    parts: Mapping[str, str]
    sheets: int
    pieces: int
    digest: str
    kept_back: bool = False
    used: Sequence[int] | None = None
    labelled: Sequence[int] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    on: SetUp | None = None


def add(
    ctx: Context, document: str, subject: Subject, name: str, set_up: SetUp, *, by: str = "hand"
) -> Added:
    """Puts a document in the tray; one of the same subject that is known already comes back whole.

    Raises `tray.copies`.
    """
    _check(set_up)
    with operations.begin(ctx, "tray.add") as work:
        found = _same(document, subject)
        if found is not None:
            work.update(TrayItem, found.id, waiting=True, again=bool(found.printed_parts))
            item_id = int(found.id)
        else:
            item_id = work.insert(
                TrayItem,
                document=document,
                subject=dict(subject),
                name=name,
                position=_last_position() + 1,
                added_at=work.now,
                **_columns(set_up),
            )
        work.facts(name=name, document=document, by=by)
    return Added(work.done, item_id)


def widen(ctx: Context, item_id: int, subject: Subject, name: str, title: str) -> Done:
    """Another piece joins a document in the tray (a film scanned on the print screen)."""
    with operations.begin(ctx, "tray.widen") as work:
        _get(item_id)
        work.update(TrayItem, item_id, subject=dict(subject), name=name, waiting=True)
        work.facts(title=title, name=name)
    return work.done


def set_up(ctx: Context, item_id: int, wanted: SetUp) -> Done:
    """Other paper, printer, design, ink or copies. Raises `tray.copies`."""
    _check(wanted)
    with operations.begin(ctx, "tray.set_up") as work:
        item = _get(item_id)
        columns = _columns(wanted)
        changed = sorted(name for name, value in columns.items() if getattr(item, name) != value)
        work.update(TrayItem, item_id, **columns)
        work.facts(name=item.name, changed=changed, **columns)
    return work.done


def become(ctx: Context, item_id: int, document: str, name: str, wanted: SetUp) -> Done:
    """Prints another document of the same subject instead (cards in another size)."""
    _check(wanted)
    with operations.begin(ctx, "tray.become") as work:
        _get(item_id)
        work.update(
            TrayItem, item_id, document=document, name=name, waiting=True, again=False,
            choices={}, printed_parts={}, printed_at=None, **_columns(wanted),
        )  # fmt: skip
        work.facts(name=name, document=document)
    return work.done


def decide(ctx: Context, item_id: int, part: str, what: str, value: str, title: str) -> Done:
    """Decides about one piece: `what` is `as` (print another title) or `out` (leave it out)."""
    with operations.begin(ctx, "tray.decide") as work:
        item = _get(item_id)
        choices = {**item.choices, what: {**item.choices.get(what, {}), part: value}}
        work.update(TrayItem, item_id, choices=choices)
        work.facts(title=title, what=what, value=value)
    return work.done


def take_out(ctx: Context, item_id: int) -> Done:
    """Takes a document out of the tray and forgets it."""
    with operations.begin(ctx, "tray.take_out") as work:
        item = _get(item_id)
        work.facts(name=item.name, document=item.document)
        work.delete(TrayItem, item_id)
    return work.done


def reorder(ctx: Context, item_ids: Sequence[int], name: str) -> Done:
    """The documents in another order (Alt+Up and Alt+Down move a paper's group)."""
    with operations.begin(ctx, "tray.reorder") as work:
        for position, item_id in enumerate(item_ids, 1):
            work.update(TrayItem, item_id, position=position)
        work.facts(name=name)
    return work.done


def printed(ctx: Context, item_id: int, out: Printout) -> Done:
    """A document went to paper: what was printed is remembered, the begun sheet too.

    Cards that were asked for one by one join the document that watches all of its kind. Undo puts
    everything back as it was, in the tray. Raises `gone` where it was taken out meanwhile.
    """
    with operations.begin(ctx, "tray.print") as work:
        item = _get(item_id)
        _remember(work, item, out)
        on = out.on or SetUp(item.stock, item.printer, item.feed, copies=item.copies)
        if out.used is not None:
            _put_sheet(work, on.stock, on.printer, on.feed, out.used)
        for copy_id in out.labelled:
            work.update(Copy, copy_id, labelled=True)
        work.insert(
            PrintedPage,
            document=item.document,
            name=item.name,
            stock=on.stock,
            printer=on.printer,
            feed=on.feed,
            copies=on.copies,
            sheets=out.sheets,
            pieces=out.pieces,
            digest=out.digest,
            at=work.now,
        )
        for old in pages.surplus():
            work.delete(PrintedPage, old)
        work.facts(
            name=item.name, document=item.document, pieces=out.pieces, sheets=out.sheets,
            **out.words,
        )  # fmt: skip
    return work.done


def printed_again(ctx: Context, printed_id: int) -> Done:
    """A kept print went to paper once more, as it was. Raises `gone`."""
    with operations.begin(ctx, "tray.print_again", undoable=False) as work:
        found = PrintedPage.get_or_none(PrintedPage.id == printed_id)
        if found is None:
            raise NotFound("gone", kind="printed_page")
        work.facts(name=found.name)
    return work.done


def mark_used(
    ctx: Context, stock: str, printer: str, feed: str, used: Sequence[int], label: int
) -> Done:
    """The labels of the begun sheet that are gone now; `label` is the one that was marked."""
    with operations.begin(ctx, "sheet.mark") as work:
        before = set(_used(stock, printer, feed))
        changed = before ^ set(used)
        work.facts(label=label, used=label in used, count=len(changed), stock=stock)
        _put_sheet(work, stock, printer, feed, used)
    return work.done


def new_sheet(ctx: Context, stock: str, printer: str, feed: str) -> Done:
    """A whole sheet lies in the feed."""
    with operations.begin(ctx, "sheet.new") as work:
        work.facts(stock=stock)
        _put_sheet(work, stock, printer, feed, ())
    return work.done


# -- inside --------------------------------------------------------------------------------


def _remember(work: Work, item: TrayItem, out: Printout) -> None:
    """The printed pieces' hashes, here and wherever else the same piece is watched."""
    parts = {**item.printed_parts, **out.parts}
    home = None if out.kept_back else _watcher(item)
    for other in TrayItem.select().where(TrayItem.document == item.document):
        known = other.printed_parts
        shared = {key: mark for key, mark in out.parts.items() if key in known}
        if other.id != item.id and shared and (home is None or other.id != home.id):
            work.update(TrayItem, other.id, printed_parts={**known, **shared})
    if home is None:
        work.update(
            TrayItem, item.id, printed_parts=parts, printed_at=work.now, again=False,
            waiting=out.kept_back,
        )  # fmt: skip
        return
    titles = [*home.subject["titles"], *item.subject["titles"]]
    subject = {**home.subject, "titles": list(dict.fromkeys(titles))}
    merged = {**home.printed_parts, **parts}
    work.update(
        TrayItem, home.id, subject=subject, printed_parts=merged, printed_at=work.now
    )  # fmt: skip
    work.delete(TrayItem, item.id)


def _watcher(item: TrayItem) -> TrayItem | None:
    """The printed document of the same kind and set-up that a list of titles may join."""
    if "titles" not in item.subject or item.choices:
        return None
    found: TrayItem
    for found in TrayItem.select().where(
        (TrayItem.document == item.document)
        & (TrayItem.stock == item.stock)
        & (TrayItem.printer == item.printer)
        & (TrayItem.feed == item.feed)
        & (TrayItem.design == item.design)
        & (TrayItem.ink == item.ink)
        & TrayItem.printed_at.is_null(False)
        & (TrayItem.id != item.id)
    ):
        if "titles" in found.subject and not found.choices:
            return found
    return None


def _put_sheet(work: Work, stock: str, printer: str, feed: str, used: Sequence[int]) -> None:
    found = BegunSheet.get_or_none(
        (BegunSheet.stock == stock) & (BegunSheet.printer == printer) & (BegunSheet.feed == feed)
    )
    labels = sorted(set(used))
    if found is None and labels:
        work.insert(BegunSheet, stock=stock, printer=printer, feed=feed, used=labels)
    elif found is not None and labels:
        work.update(BegunSheet, found.id, used=labels)
    elif found is not None:
        work.delete(BegunSheet, found.id)


def _used(stock: str, printer: str, feed: str) -> list[int]:
    found = BegunSheet.get_or_none(
        (BegunSheet.stock == stock) & (BegunSheet.printer == printer) & (BegunSheet.feed == feed)
    )
    return list(found.used) if found is not None else []


def _same(document: str, subject: Subject) -> TrayItem | None:
    wanted = dict(subject)
    found: TrayItem
    for found in TrayItem.select().where(TrayItem.document == document):
        if found.subject == wanted:
            return found
    return None


def _get(item_id: int) -> TrayItem:
    found: TrayItem | None = TrayItem.get_or_none(TrayItem.id == item_id)
    if found is None:
        raise NotFound("gone", kind="tray_item")
    return found


def _check(wanted: SetUp) -> None:
    if not 1 <= wanted.copies <= MOST_COPIES:
        raise RuleViolation("tray.copies", field="copies", most=MOST_COPIES)


def _columns(wanted: SetUp) -> dict[str, Any]:
    return {
        "stock": wanted.stock,
        "printer": wanted.printer,
        "feed": wanted.feed,
        "design": wanted.design,
        "ink": str(wanted.ink),
        "copies": wanted.copies,
    }


def _last_position() -> int:
    last = TrayItem.select().order_by(TrayItem.position.desc()).first()
    return int(last.position) if last is not None else 0
