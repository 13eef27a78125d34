"""What the stock's actions did, and what they refused: one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui import messages, told

_MARKED = {
    "missing": "Marked {what} missing.",
    "found": "Found {what}: back on its shelf.",
    "damaged": "Marked {what} damaged.",
    "repair": "{what} is in repair.",
    "repaired": "{what} is back from repair.",
    "hold": "Put {what} aside.",
    "release": "{what} is back on its shelf.",
    "sale": "Put {what} up for sale.",
    "rent": "{what} is to rent again.",
    "display": "{what} is on display.",
    "sold": "Sold {what}.",
    "retire": "Retired {what}.",
    "reinstate": "{what} is back in the stock.",
}


def marked(facts: Mapping[str, Any]) -> str:
    """ "Marked *Amélie*, 10041877 missing."; of several, how many."""
    count = int(facts.get("count", 1))
    if count > 1:
        what = _tr("*{n} copies*").format(n=f"{count:,}")
    else:
        what = _tr("*{title}*, {barcode}").format(**_named(facts, "title", "barcode"))
    return _tr(_MARKED.get(str(facts.get("mark")), "Marked {what}.")).format(what=what)


def added_title(facts: Mapping[str, Any]) -> str:
    """ "Added *Amélie* (2001)."."""
    year = facts.get("year")
    words = _tr("Added *{title}* ({year}).") if year else _tr("Added *{title}*.")
    return words.format(title=facts.get("title", "–"), year=year)


def deleted(facts: Mapping[str, Any]) -> str:
    """ "Deleted *Her* and its 2 copies."."""
    copies = int(facts.get("copies", 0))
    words = _tr("Deleted *{title}*.")
    if copies:
        words = _tr("Deleted *{title}* and its {n} copies.")
    if copies == 1:
        words = _tr("Deleted *{title}* and its copy.")
    return words.format(n=copies, **_named(facts, "title"))


def renamed(facts: Mapping[str, Any]) -> str:
    """ "Dramma is now *Drama* on 12 titles.": a genre or a tag."""
    words = _tr("{before} is now *{name}* on {titles}.")
    return words.format(titles=_titles(facts), **_named(facts, "before", "name"))


def removed_genre(facts: Mapping[str, Any]) -> str:
    """ "Removed the genre *Dramma* from 12 titles."."""
    words = _tr("Removed the genre *{name}* from {titles}.")
    return words.format(titles=_titles(facts), **_named(facts, "name"))


def removed_tag(facts: Mapping[str, Any]) -> str:
    """ "Removed the tag *snow* from 1 title."."""
    words = _tr("Removed the tag *{name}* from {titles}.")
    return words.format(titles=_titles(facts), **_named(facts, "name"))


def _titles(facts: Mapping[str, Any]) -> str:
    count = int(facts.get("titles", 0))
    if not count:
        return _tr("no title")
    return _tr("1 title") if count == 1 else _tr("{n} titles").format(n=f"{count:,}")


def added_copies(facts: Mapping[str, Any]) -> str:
    """ "Added a copy of *Amélie* on DVD: 10041879."."""
    return _copies(facts, _tr("Added"))


def received_copies(facts: Mapping[str, Any]) -> str:
    """ "Received a copy of *Amélie* on DVD: 10041879."."""
    return _copies(facts, _tr("Received"))


def _copies(facts: Mapping[str, Any], verb: str) -> str:
    count = int(facts.get("count", 1))
    named = _named(facts, "title", "format", "barcode")
    if count == 1:
        words = _tr("{verb} a copy of *{title}* on {format}: {barcode}.")
    else:
        words = _tr("{verb} {n} copies of *{title}* on {format}, from {barcode}.")
    return words.format(verb=verb, n=f"{count:,}", **named)


def added_edition(facts: Mapping[str, Any]) -> str:
    """ "Added *Amélie* on VHS, 2 copies."."""
    count = int(facts.get("count", 0))
    words = {
        0: _tr("Added *{title}* on {format}."),
        1: _tr("Added *{title}* on {format}: {barcode}."),
    }
    more = _tr("Added *{title}* on {format}, {n} copies from {barcode}.")
    return words.get(count, more).format(n=count, **_named(facts, "title", "format", "barcode"))


def saved_filter(facts: Mapping[str, Any]) -> str:
    """A filter kept, or kept anew."""
    words = _tr("Replaced the filter *{name}*.") if facts.get("replaced") else None
    return (words or _tr("Saved the filter *{name}*.")).format(**_named(facts, "name"))


def curtained(facts: Mapping[str, Any]) -> str:
    """A section goes behind the curtain, or comes out."""
    words = (
        _tr("*{section}* is behind the curtain: {n} titles leave window and board.")
        if facts.get("curtained")
        else _tr("*{section}* is in the open again: {n} titles.")
    )
    return words.format(n=facts.get("titles", 0), **_named(facts, "section"))


def edited_many(facts: Mapping[str, Any]) -> str:
    """ "Edited *7 titles*."."""
    titles, copies = int(facts.get("titles", 0)), int(facts.get("copies", 0))
    if titles:
        what = _tr("1 title") if titles == 1 else _tr("{n} titles").format(n=f"{titles:,}")
    else:
        what = _tr("1 copy") if copies == 1 else _tr("{n} copies").format(n=f"{copies:,}")
    return _tr("Edited *{what}*.").format(what=what)


def _named(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: facts.get(name, "–") for name in names}


def _tr(text: str) -> str:
    return QCoreApplication.translate("stock_told", text)


told.register(
    {
        "title.add": added_title,
        "title.edit": "Saved *{title}*.",
        "title.delete": deleted,
        "title.merge": "Merged *{before}* into *{title}*.",
        "title.tag": "Tagged *{title}*: {tag}.",
        "title.untag": "Took the tag {tag} off *{title}*.",
        "titles.edit": edited_many,
        "titles.merge": "Merged into *{title}*.",
        "edition.add": added_edition,
        "edition.edit": "Saved *{title}* on {format}.",
        "copies.add": added_copies,
        "copies.receive": received_copies,
        "copy.edit": "Saved {barcode}, *{title}*.",
        "copy.delete": "Took {barcode}, *{title}* out.",
        "copy.mark": marked,
        "cover.set": "*{title}* has a new cover.",
        "cover.remove": "Took the cover off *{title}*.",
        "filter.save": saved_filter,
        "filter.rename": "The filter {before} is now *{name}*.",
        "filter.remove": "Removed the filter *{name}*.",
        "section.add": "Added the section *{section}*.",
        "section.edit": "Saved the section *{section}*.",
        "section.curtain": curtained,
        "section.move": "Moved *{section}* to place {position}.",
        "section.merge": "Merged *{section}* into *{into}*: {copies} copies.",
        "section.remove": "Removed the section *{section}*.",
        "certificate.add": "Added the certificate *{name}*.",
        "certificate.edit": "Saved the certificate *{name}*.",
        "certificate.remove": "Removed the certificate *{name}*.",
        "certificate.order": "Certificates put in order.",
        "format.add": "Added the format *{name}*.",
        "format.edit": "Saved the format *{name}*.",
        "format.remove": "Removed the format *{name}*.",
        "format.order": "Formats put in order.",
        "condition.add": "Added the condition *{name}*.",
        "condition.edit": "Saved the condition *{name}*.",
        "condition.remove": "Removed the condition *{name}*.",
        "condition.order": "Conditions put in order.",
        "genre.add": "Added the genre *{name}*.",
        "tag.add": "Added the tag *{name}*.",
        "genre.rename": renamed,
        "genre.remove": removed_genre,
        "tag.rename": renamed,
        "tag.remove": removed_tag,
    }
)

_GONE_LISTS = {
    f"{kind}.gone": f"That {kind} is no longer there."
    for kind in ("certificate", "format", "condition", "genre", "tag")
}
_NAMED_LISTS = {
    f"{kind}.{what}": words.format(kind=kind, name="{name}", count="{count}")
    for kind in ("certificate", "format", "condition", "genre")
    for what, words in (
        ("no_name", "Give the {kind} a name."),
        ("name_taken", "There is already a {kind} called {name}."),
        ("in_use", "{name} is still used {count} times. Nothing was changed."),
    )
}

messages.register(
    {
        **_GONE_LISTS,
        **_NAMED_LISTS,
        "title.gone": "That title is no longer there.",
        "title.no_name": "Give it a title.",
        "title.year": "{year} is no year of a film ({first} to {last}).",
        "title.season": "{season} is no season.",
        "title.runtime": "{minutes} minutes is no running time.",
        "title.has_history": "{title} has been rented or sold: retire its copies, so that their "
        "history stays.",
        "title.itself": "That is the same title.",
        "text.too_long": "That is too long: {length} letters, {most} at most.",
        "edit.empty": "Nothing is chosen that would change.",
        "title.no_tag": "{title} has no tag {tag}.",
        "tag.no_name": "Give the tag a name.",
        "tag.there": "{title} has the tag {tag} already.",
        "tag.name_taken": "There is already a tag called {name}.",
        "edition.gone": "That edition is no longer there.",
        "edition.discs": "{discs} is no number of discs (1 to {most}).",
        "upc.taken": "{upc} is {title} already.",
        "copy.gone": "That copy is no longer there.",
        "copy.none": "Choose a copy first.",
        "copy.out": "{barcode} is out: take it back first.",
        "copy.cannot": "{barcode} cannot be marked so: it is {state}.",
        "copy.no_price": "Say for how much {barcode} is for sale: give it a price first (Edit).",
        "copy.has_history": "{barcode} has been rented or sold: retire it, so that its history "
        "stays.",
        "copy.behind_curtain": "{title} cannot go to {section}: it belongs behind the curtain.",
        "copies.count": "{count} is no number of copies (1 to {most}).",
        "barcode.taken": "{barcode} is a copy of {title} already.",
        "barcode.repeated": "{barcode} is there twice.",
        "barcode.is_upc": "{barcode} is a UPC, the same on every case of its edition. "
        "Leave the field empty for the next number.",
        "amount.negative": "An amount cannot be below zero.",
        "cover.empty": "That file is empty. The cover is as it was.",
        "cover.unknown": "That is no picture the shop can read (JPEG, PNG, GIF, BMP, WebP). "
        "The cover is as it was.",
        "cover.no_picture": "That is no picture. The cover is as it was.",
        "cover.too_large": "That picture is too large. The cover is as it was.",
        "filter.gone": "That filter is no longer there.",
        "filter.no_name": "Give the filter a name.",
        "filter.name_taken": "There is already a filter called {name}.",
        "filter.name_too_long": "That name is too long ({most} letters at most).",
        "section.gone": "That section is no longer there.",
        "section.needed": "Say which section it goes to.",
        "section.no_name": "Give the section a name.",
        "section.name_taken": "There is already a section called {name}.",
        "section.age": "{age} is no age.",
        "section.shelved_by": "A section cannot be shelved by that.",
        "section.has_copies": "{section} still has {copies} copies: merge it into another one.",
        "section.last": "{section} is the last section: a shop has at least one.",
        "section.itself": "{section} cannot be merged into itself.",
        "section.behind_curtain": "{titles} titles of {before} belong behind the curtain; "
        "{section} is in the open.",
        "certificate.age": "{age} is no age.",
        "certificate.age_range": "An age is a number from 0 to 99.",
        "format.no_short": "Give the format a short name too: labels and lists show it.",
        "format.too_many": "No more than {most} formats.",
        "format.color": "{color} is no color.",
        "format.size": "{mm} mm is no size of a case (1 to {most}).",
    }
)
