"""What a file of each kind may say: its fields, what other programs call them, how cells are read.

A field's name is its heading in an export. The order here is the order of an export's columns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from app.importing import parsing
from app.importing.parsing import Reading

Parser = Callable[[str, Reading], Any]


class Kind(StrEnum):
    """What the rows of a file are."""

    TITLES = "titles"
    COPIES = "copies"
    MEMBERS = "members"
    RENTALS = "rentals"
    PAYMENTS = "payments"


class Shape(StrEnum):
    """What a field's cells look like; guesses by values and export go by it."""

    TEXT = "text"
    LONG = "long"
    LIST = "list"
    PEOPLE = "people"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"
    FLAG = "flag"
    CODE = "code"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `synonyms` are headings of other programs, `sample` fills the empty sheet."""

    name: str
    shape: Shape
    parse: Parser
    synonyms: tuple[str, ...] = ()
    sample: str = ""


def _field(name: str, shape: Shape, parse: Parser, synonyms: str = "", sample: str = "") -> Field:
    return Field(name, shape, parse, tuple(synonyms.split("|")) if synonyms else (), sample)


def _text(name: str, synonyms: str = "", sample: str = "") -> Field:
    return _field(name, Shape.TEXT, parsing.text, synonyms, sample)


def _long(name: str, synonyms: str = "", sample: str = "") -> Field:
    return _field(name, Shape.LONG, parsing.long_text, synonyms, sample)


def _list(name: str, synonyms: str = "", sample: str = "", *, people: bool = False) -> Field:
    return _field(name, Shape.PEOPLE if people else Shape.LIST, parsing.long_text, synonyms, sample)


def _number(
    name: str, synonyms: str = "", sample: str = "", parse: Parser = parsing.whole
) -> Field:
    return _field(name, Shape.NUMBER, parse, synonyms, sample)


def _money(
    name: str, synonyms: str = "", sample: str = "", parse: Parser = parsing.amount
) -> Field:
    return _field(name, Shape.MONEY, parse, synonyms, sample)


def _date(name: str, synonyms: str = "", sample: str = "") -> Field:
    return _field(name, Shape.DATE, parsing.day, synonyms, sample)


def _instant(name: str, synonyms: str = "", sample: str = "") -> Field:
    return _field(name, Shape.INSTANT, parsing.instant, synonyms, sample)


def _flag(name: str, synonyms: str = "", sample: str = "") -> Field:
    return _field(name, Shape.FLAG, parsing.yes_or_no, synonyms, sample)


def _code(
    name: str, synonyms: str = "", sample: str = "", parse: Parser = parsing.barcode
) -> Field:
    return _field(name, Shape.CODE, parse, synonyms, sample)


_TITLE = (
    _text("code", "title code|film id|movie id|title id", ""),
    _text("title", "name|film|movie|movie title|film title|titel|titre", "Ghost World"),
    _text("original_title", "orig title|original name|originaltitel"),
    _text("sort_title", "sort name|title sort|sorttitle"),
    _number(
        "year", "yr|production year|release year|movie release year|jahr", "2001", parsing.year
    ),
    _text("kind", "", "film"),
    _text("series", "show"),
    _number("season"),
    _list("directors", "director|dir|directed by|regie|regisseur", "Terry Zwigoff", people=True),
    _list("cast", "actors|actor|starring|stars", "Thora Birch; Scarlett Johansson", people=True),
    _list("genres", "genre|category|categories", "Comedy; Drama"),
    _list("tags", "tag|keywords|labels"),
    _text("certificate", "cert|mpaa|rating|certification|audience rating|rated|bbfc|fsk", "R"),
    _number("runtime", "length|running time|minutes|mins|duration", "111", parsing.minutes),
    _text("countries", "country|nationality", "USA"),
    _text("language", "languages|original language", "English"),
    _long("synopsis", "plot|plot summary|description|summary|overview"),
    _text("tagline", "tag line"),
    _text("staff_pick"),
)
_EDITION = (
    _text("format", "media|medium|media type|disc type", "DVD"),
    _code("upc", "ean|upc ean|gtin|barcode", "027616864918", parsing.upc),
    _text("edition", "edition title|release|version"),
    _number("discs", "nr discs|disc count|number of discs|nr of discs", "1", parsing.positive),
    _date("released_on", "release date"),
)
_RULE = (
    _money("price"),
    _number("nights"),
    _number("hours"),
    _text("due_kind"),
    _field("due_time", Shape.CLOCK, parsing.clock),
    _text("late_mode"),
    _money("late_rate"),
    _flag("closed_days_count"),
    _number("grace_minutes"),
    _text("cap_kind"),
    _money("cap"),
    _money("deposit"),
)

CLASS_PREFIX = "class_"
"""Before the fields of a rule that is said of a copy's class, not of a rental."""

_CLASS = (
    _text("rental_class", "class|price class|rental rule", "Catalogue"),
    *(replace(field, name=f"{CLASS_PREFIX}{field.name}") for field in _RULE),
    _money("replacement", "replacement cost|replacement price", "20.00"),
)

TITLES = (
    *_TITLE,
    _long("note", "notes|comments|remarks"),
    _instant("added_at", "added|date added"),
    *_EDITION,
    _long("edition_note"),
    *_CLASS,
)

COPIES = (
    _code(
        "barcode", "item no|item number|item|copy|copy id|inventory id|inventory number", "10000001"
    ),
    *_TITLE,
    _long("title_note"),
    *_EDITION,
    _long("edition_note"),
    _text("section", "shelf|location|area|aisle", "Drama"),
    _text("condition", "cond|grade|zustand", "Good"),
    _text("purpose", "", "rental"),
    _text("state", "status", "in"),
    _text("state_note"),
    *_CLASS,
    _money("sale_price", "sell price|selling price"),
    _money("cost", "purchase price|price paid"),
    _instant("added_at", "added|date added|purchase date|bought"),
    _flag("labelled"),
    _long("note", "notes|comments|remarks"),
)

MEMBERS = (
    _text("number", "member|member number|member no|customer id|account|account number", "10001"),
    _code("card", "card number|card barcode|membership card"),
    _text("name", "account name|customer|customer name", "Marchetti, Ruth"),
    _text("renter", "renter name|person", "Ruth Marchetti"),
    _date("born_on", "birth date|birthday|date of birth|dob|born", "1981-05-04"),
    _code("renter_card"),
    _text("ceiling"),
    _flag("pays"),
    _flag("keeps_history"),
    _text("phone", "telephone|phone number|mobile|tel", "310 555 0100"),
    _text("email", "e mail|email address|mail"),
    _long("address", "street|street address|postal address"),
    _date("joined_on", "joined|member since|create date|since"),
    _date("expires_on", "expires|expiry|valid until"),
    _text("status", "active"),
    _text("status_reason"),
    _money("balance_limit", "credit limit"),
    _number("max_out"),
    _long("note", "notes|comments|remarks"),
)

RENTALS = (
    _text("source_id", "rental id|transaction|transaction id"),
    _code("barcode", "inventory id|copy|copy id|item no|item", "10000001"),
    _text("member", "customer id|member number|account|customer", "10001"),
    _text("renter", "renter name", "Ruth Marchetti"),
    _instant("rented_at", "rental date|rented|checked out|out|start", "2025-12-01 18:30"),
    _date("due_on"),
    _instant("returned_at", "return date|returned|back|checked in", "2025-12-03 12:00"),
    _instant("scanned_at"),
    _text("returned_by"),
    _text("rental_class", "class"),
    *_RULE,
    _money("replacement"),
    _number("late_days"),
    _money("late_fee", "fee|fine"),
    _text("rented_by", "staff|clerk|staff id"),
    _text("taken_back_by"),
)

PAYMENTS = (
    _text("source_id", "payment id|transaction|transaction id"),
    _text("member", "customer id|member number|account|customer", "10001"),
    _text("rental", "rental id"),
    _text("kind", "", "payment"),
    _money("amount", "paid|payment|sum", "5.00", parsing.signed_amount),
    _instant("paid_at", "payment date|date|paid on|at", "2025-12-03 12:00"),
    _text("method", "paid by|payment method", "cash"),
    _text("text", "note|reason|comment"),
    _text("staff", "clerk|staff id"),
)

FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.TITLES: TITLES,
    Kind.COPIES: COPIES,
    Kind.MEMBERS: MEMBERS,
    Kind.RENTALS: RENTALS,
    Kind.PAYMENTS: PAYMENTS,
}


@cache
def by_name(kind: Kind) -> dict[str, Field]:
    """The fields of a kind by name."""
    return {field.name: field for field in FIELDS[kind]}


def folded(heading: str) -> str:
    """A heading as it is compared: case, accents of spacing and punctuation gone."""
    spaced = "".join(char if char.isalnum() else " " for char in heading.casefold())
    return " ".join(spaced.split())


@cache
def by_heading(kind: Kind) -> dict[str, str]:
    """Field names by folded heading: canonical names first, then synonyms in the fields' order."""
    found = {folded(field.name): field.name for field in FIELDS[kind]}
    for field in FIELDS[kind]:
        for synonym in field.synonyms:
            found.setdefault(folded(synonym), field.name)
    return found
