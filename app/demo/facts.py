"""What the small demo shop is made of, read from `resources/demo`: films, members, the shop."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import resources


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """One title as the builder wants it, real or generated."""

    name: str
    original: str = ""
    sort: str = ""
    kind: str = "film"
    series: str = ""
    season: int | None = None
    year: int | None = None
    countries: str = ""
    language: str = ""
    runtime: int | None = None
    certificate: str = ""
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = "Drama"
    formats: tuple[str, ...] = ("DVD",)
    discs: int = 1
    staff_pick: str = ""
    tagline: str = ""
    cover: str = ""
    released_home: int | None = None


@dataclass(frozen=True, slots=True)
class RenterFacts:
    """A person on an account."""

    name: str
    born: date | None
    ceiling: str
    pays: bool
    keeps_history: bool


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """An account and its people. Money in cents; `limit_cents` None is the shop's own limit."""

    number: str
    name: str
    phone: str
    email: str
    address: str
    joined: date | None
    note: str
    limit_cents: int | None
    status: str
    renters: tuple[RenterFacts, ...]


def shop() -> dict[str, Any]:
    """`shop.toml`: name, zone, hours, staff, sections, rental classes, certificates, formats."""
    return tomllib.loads(_text("shop.toml"))


def board() -> dict[str, Any]:
    """`board.toml`: boards, what hangs and hung on them, what was said."""
    return tomllib.loads(_text("board.toml"))


def titles() -> Iterator[TitleFacts]:
    """The real films, in the order of the file."""
    for row in csv.DictReader(io.StringIO(_text("films.csv"))):
        yield TitleFacts(
            name=row["title"],
            original=row["original_title"],
            sort=row["sort_title"],
            kind=row["kind"] or "film",
            series=row["series"],
            season=_number(row["season"]),
            year=_number(row["year"]),
            countries=", ".join(_list(row["countries"])),
            language=row["language"],
            runtime=_number(row["runtime"]),
            certificate=row["certificate"],
            directors=_list(row["directors"]),
            cast=_list(row["cast"]),
            genres=_list(row["genres"]),
            tags=_list(row["tags"]),
            section=row["section"],
            formats=_list(row["formats"]) or ("DVD",),
            discs=_number(row["discs"]) or 1,
            staff_pick=row["staff_pick"],
            tagline=row["tagline"],
            cover=row["key"],
            released_home=_number(row["released_home"]),
        )


def members() -> Iterator[MemberFacts]:
    """The invented households."""
    renters: dict[str, list[RenterFacts]] = {}
    for row in csv.DictReader(io.StringIO(_text("members_renters.csv"))):
        born = date.fromisoformat(row["birth"]) if row["birth"] else None
        renters.setdefault(row["number"], []).append(
            RenterFacts(
                row["name"], born, row["ceiling"], _yes(row["pays"]), _yes(row["keeps_history"])
            )
        )
    for row in csv.DictReader(io.StringIO(_text("members.csv"))):
        yield MemberFacts(
            row["number"],
            row["name"],
            row["phone"],
            row["email"],
            row["address"],
            date.fromisoformat(row["joined"]) if row["joined"] else None,
            row["note"],
            _number(row["limit_cents"]),
            row["status"] or "active",
            tuple(renters.get(row["number"], ())),
        )


def cover_bytes(key: str) -> bytes | None:
    """The drawn cover of a demo film, or None where there is none."""
    path = resources.path("demo", "covers") / f"{key}.png"
    return path.read_bytes() if path.is_file() else None


def _text(name: str) -> str:
    return resources.path("demo", name).read_text(encoding="utf-8-sig")


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _number(cell: str) -> int | None:
    return int(cell) if cell.strip() else None


def _yes(cell: str) -> bool:
    return cell.strip().lower() in ("yes", "1", "true")
