"""Putting a document in the tray, from any screen: Ctrl+P, a scan, Add document."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from app.printing import queries, tray
from app.printing.queries import Item
from app.printing.tray import Added, SetUp
from app.shop import settings
from app.shop.clock import Context
from ui.printing import stocks
from ui.printing.documents import PrintedDocument, Subject, document


def put_in(ctx: Context, key: str, subject: Subject, how: SetUp | None = None) -> Added:
    """A document in the tray, set up as its kind was last where ``how`` does not say otherwise.
    Raises KeyError for an unknown one.
    """
    kind = document(key)
    name = kind.name_of(subject, ctx.now())
    return tray.add(ctx, key, subject, name, how or usual_set_up(kind))


def usual_set_up(kind: PrintedDocument) -> SetUp:
    """As this kind of document was set up last; else the shop's paper and the last printer."""
    last = queries.last_set_up(kind.key)
    if last is not None and last.stock in stocks.sheets():
        return replace(last, copies=1)
    printer, feed = queries.last_printer()
    paper = stocks.local_paper(settings.settings().currency)
    design = kind.designs[0].key if kind.designs else ""
    return SetUp(kind.default_stock(paper), printer, feed, design)


def become(ctx: Context, item: Item, key: str) -> object:
    """Another document of the same things; its stock stays where it holds that one too."""
    kind = document(key)
    usual, now = usual_set_up(kind), item.set_up
    holds = [one.key for one in kind.stocks()]
    stock = now.stock if now.stock in holds else usual.stock
    designs = [one.key for one in kind.designs]
    design = now.design if now.design in designs else usual.design
    name = kind.name_of(item.subject, ctx.now())
    wanted = replace(now, stock=stock, design=design)
    return tray.become(ctx, item.id, key, name, wanted)


def add_title(ctx: Context, title_id: int, title: str, current: Item | None) -> Added:
    """A film that was scanned on the print screen: its card joins those that wait already."""
    open_item = _open_cards(current)
    if open_item is None:
        return put_in(ctx, "shelf-cards", {"titles": [title_id]})
    titles = list(dict.fromkeys([*open_item.subject["titles"], title_id]))
    done = tray.widen(ctx, open_item.id, {"titles": titles}, open_item.name, title)
    return Added(done, open_item.id)


def _open_cards(current: Item | None) -> Item | None:
    """The cards that a further film may join: those in hand, else the newest unprinted ones."""
    waiting = [
        item
        for item in queries.items()
        if item.document == "shelf-cards" and item.printed_at is None and "titles" in item.subject
    ]
    for item in waiting:
        if current is not None and item.id == current.id:
            return item
    return waiting[-1] if waiting else None


def acting(key: str, subject: Subject) -> partial[Added]:
    """`put_in` for ``Desk.perform``."""
    return partial(put_in, key=key, subject=subject)


def putting(key: str, subject: Subject, how: SetUp) -> partial[Added]:
    """`put_in` with a set-up of its own, for ``Desk.perform``."""
    return partial(put_in, key=key, subject=subject, how=how)
