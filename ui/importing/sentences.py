"""What an import refuses, and what it did, in the shop's words; the command line uses them too.

A reason is half a line in the list of refused rows and the ``why`` of a saved one: no full stop.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.importing.report import Refusal
from ui import messages, told
from ui.importing.words import field_inside, rows_words, tr


def why(refusal: Refusal) -> str:
    """Why a row is refused, in one line: "No section called KIDS in this shop"."""
    facts = {"field": field_inside(refusal.field), "given": refusal.value, **refusal.facts}
    made = messages.words(refusal.code, facts).rstrip(".")
    return made[:1].upper() + made[1:]


def _counted(count: int, one: str, many: str) -> str:
    return tr(one) if count == 1 else tr(many).format(n=f"{count:,}")


def _added(facts: Mapping[str, Any]) -> str:
    """``Added *24,118 titles* and *31,402 copies*. 59 rows left out.``"""
    titles, copies = int(facts.get("titles") or 0), int(facts.get("copies") or 0)
    added, updated = int(facts.get("added") or 0), int(facts.get("updated") or 0)
    refused = int(facts.get("refused") or 0)
    things = []
    if titles:
        things.append(_counted(titles, "1 title", "{n} titles"))
    if copies:
        things.append(_counted(copies, "1 copy", "{n} copies"))
    if added and not things:
        one, many = _OTHERS.get(str(facts.get("kind")), ("1 row", "{n} rows"))
        things.append(_counted(added, one, many))
    made = tr("Added *{what}*.").format(what=tr(" and ").join(things)) if things else ""
    if updated:
        made += (" " if made else "") + tr("Updated {rows}.").format(rows=rows_words(updated))
    if refused:
        made += " " + tr("{rows} left out.").format(rows=rows_words(refused))
    return made.strip() or tr("Nothing new in this file.")


_OTHERS = {
    "members": ("1 member", "{n} members"),
    "rentals": ("1 rental", "{n} rentals"),
    "payments": ("1 payment", "{n} payments"),
}

told.register(
    {
        "import.titles": _added,
        "import.copies": _added,
        "import.members": _added,
        "import.rentals": _added,
        "import.payments": _added,
        "import.map_save": "Saved the map *{name}*.",
        "import.map_remove": "Removed the map *{name}*.",
        "shop.open": "Opened *{name}*.",
    }
)

messages.register(
    {
        # the file
        "import.no_file": "There is no file {name}.",
        "import.not_csv": "This file is no CSV. Nothing of it was read.",
        "import.not_csv.empty": "This file is empty.",
        "import.not_csv.folder": "{name} is a folder; choose a file in it.",
        "import.not_csv.pdf": "This is a PDF, not a CSV. Save the list as CSV first.",
        "import.not_csv.spreadsheet": "This is a spreadsheet, not a CSV. "
        "Open it where it was made and save it as CSV.",
        "import.not_csv.database": "This is a database, not a CSV. "
        "If it is a shop, open it under Owner, Shop and backups.",
        "import.not_csv.picture": "This is a picture, not a CSV.",
        "import.not_csv.packed": "This file is packed. Unpack it and choose the CSV inside.",
        "import.not_csv.json": "This is JSON, not a CSV. Save the list as CSV first.",
        "import.not_csv.markup": "This is a web page or XML, not a CSV. "
        "Save the list as CSV first.",
        "import.not_csv.binary": "This file is not text. Save the list as CSV first.",
        "import.not_csv.prose": "This is a text and no list of rows.",
        "import.not_csv.one_line": "This file is one endless line and no list of rows.",
        "import.not_csv.no_headings": "There are no headings in that line. "
        "Choose another line, or “no headings”.",
        # maps
        "import.no_map": "There is no map called {name}.",
        "import.map_broken": "The map {name} cannot be read: {why}.",
        "import.map_kind": "The map {name} says nothing about {kind}.",
        "import.map_headings": "None of the headings of the map {name} is in this file.",
        "import.map_no_name": "The map needs a name.",
        "import.map_shipped": "{name} is a map of the program's own. Choose another name.",
        "import.no_field": "Files of {kind} have no field {name}.",
        "import.no_columns": "No column of this file is known as one of {kind}.",
        "import.two_columns": "{other} is that already. A field has one column.",
        # rows that cannot be read
        "import.nul": "A NUL character in the row",
        "import.bad_text": "Letters that this encoding does not have",
        "import.cell_too_long": "A cell of more than 1 MB",
        "import.ragged": "{found} cells, where the headings have {expected}",
        "import.text_too_long": "More than {most} characters of text",
        "import.rule_bad": "The price and days of this row make no rental rule",
        "import.unclosed_quote": "A quote that never closes",
        # cells
        "import.formula": "A formula: its result is not in the file",
        "import.year_bad": "The year is not a year",
        "import.number_bad": "The {field} is not a number",
        "import.amount_bad": "The {field} is no amount of money",
        "import.date_bad": "The {field} is no date",
        "import.date_unclear": "The {field}: day first or month first?",
        "import.time_bad": "The {field} is no time of day",
        "import.yes_no_bad": "The {field} is neither yes nor no",
        "import.word_unknown": "{given} is no {field} that the shop knows",
        "import.upc_bad": "The UPC is not a UPC",
        "import.upc_check_digit": "The UPC’s last digit does not fit the others",
        "import.barcode_bad": "The {field} is not a barcode",
        # what the shop has, or has not
        "import.section_unknown": "No section called {given} in this shop",
        "import.format_unknown": "{given} is not a format of this shop",
        "import.condition_unknown": "{given} is not a condition of this shop",
        "import.certificate_unknown": "{given} is not a certificate of this shop",
        "import.class_unknown": "No rental class called {given} in this shop",
        "import.no_format": "No format",
        "import.no_title": "No title",
        "import.no_barcode": "No barcode",
        "import.upc_taken": "This UPC is on another film already",
        "import.barcode_taken": "This barcode is on another copy already",
        "import.barcode_twice": "This barcode stands on line {first} too, for another copy",
        "import.card_taken": "This card belongs to another member already",
        "import.repeat": "The same title as on line {first}, with other facts",
        # members, rentals, payments
        "import.no_number": "No member number",
        "import.no_name": "No name",
        "import.member_number_bad": "{given} cannot be a member number",
        "import.member_repeat": "The same member as on line {first}, with other facts",
        "import.born_bad": "The birth date is no date",
        "import.unknown_copy": "No copy here has the barcode {given}",
        "import.unknown_member": "No member here has the number {given}",
        "import.unknown_renter": "{given} is no renter on this member’s account",
        "import.unknown_rental": "No rental here has the number {given}",
        "import.no_rented_at": "No date of rental",
        "import.returned_before_rented": "Returned before it was rented",
        "import.in_future": "The {field} lies in the future",
        "import.already_out": "The copy {given} is out already",
        "import.overlaps": "The copy was with somebody else then",
        "import.no_class": "The copy {given} has no rental class",
        "import.rental_differs": "This rental is here already, with other facts",
        "import.no_source": "No number of its own in the other system",
        "import.no_amount": "No amount",
        "import.no_paid_at": "No date of payment",
        "import.payment_differs": "This payment is here already, with other facts",
        "import.title_unknown": "No title has the code {given}",
        "import.which_title": "{count} titles have this name: a year would tell which",
    }
)
