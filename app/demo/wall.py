"""The demo shop's ratings board: what `board.toml` tells, or made up for the large shops."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from app.demo.rows import Rows
from app.shop.calendar import OpeningCalendar, to_utc
from app.store import database as store
from app.store.fields import to_ms

_JUST_NOW = timedelta(minutes=3)
_MADE_UP_UP = 6
_SEATS = 5


class WallBuilder:
    """Writes boards, films, hangings, thumbs and reviews; `titles` is key to title id.

    Days of the facts count back from today in the shop; nothing is later than now.
    """

    def __init__(self, now: datetime, calendar: OpeningCalendar, titles: dict[str, int]) -> None:
        self._now = now
        self._calendar = calendar
        self._today = calendar.local_date(now)
        self._titles = titles
        self._films: dict[str, int] = {}
        self._quoted: set[int] = set()
        self._boards: dict[str, tuple[int, Sequence[str]]] = {}
        self._next = {table: count(1) for table in ("film", "entry")}
        self._rows = Rows(
            board="id, name, position, shown, retired, seat_1, seat_2, seat_3, seat_4, seat_5",
            rated_film="id, title_id, name, year, directors",
            board_entry="id, board_id, film_id, position, up_at, down_at",
            thumb="entry_id, seat, who, at",
            review="film_id, author, source, quote, on_date, thumbs, on_card",
        )

    def build(self, told: dict[str, Any]) -> None:
        """All that the file tells; call inside a transaction."""
        store.connection().execute("DELETE FROM board")
        for position, board in enumerate(told["board"], 1):
            self._boards[board["name"]] = (position, board["seats"])
            self._rows.add("board", position, board["name"], position, 1, 0, *board["seats"])
            for row, hanging in enumerate(board["up"], 1):
                self._hang(board["name"], row, hanging)
        for name, lines in told["history"].items():
            for line in lines.strip().splitlines():
                film, up, down, given = line.split()
                self._close(name, self._film({"film": film}), int(up), int(down), given)
        for review in told["review"]:
            self._review(review)
        self._rows.flush()

    def make_up(self, rng: random.Random, closed: int) -> None:
        """Six films up on the first board and a history of so many, of titles taken at random."""
        columns = "id, seat_1, seat_2, seat_3, seat_4, seat_5"
        [(board_id, *names)] = store.rows(f"SELECT {columns} FROM board LIMIT 1")
        self._boards["made up"] = (board_id, names)
        chosen = rng.sample(sorted(self._titles), min(len(self._titles), closed + _MADE_UP_UP))
        for row, key in enumerate(chosen[:_MADE_UP_UP], 1):
            thumbs = [f"{row * 3} 18:00" if rng.random() < 0.6 else "" for _ in range(_SEATS)]
            self._hang("made up", row, {"film": key, "since": f"{row * 4} 12:00", "thumbs": thumbs})
        for number, key in enumerate(chosen[_MADE_UP_UP:]):
            down = 5 + number % 700
            given = "".join(rng.choice("0111") for _ in range(_SEATS))
            self._close("made up", self._film({"film": key}), down + 25, down, given)
        self._rows.flush()

    # -- films ---------------------------------------------------------------------------------

    def _film(self, facts: dict[str, Any]) -> int:
        """The film of a key, or of a name that the catalogue does not have."""
        key = facts.get("film") or facts["name"]
        if key not in self._films:
            self._films[key] = film_id = next(self._next["film"])
            whole = self._of_title(self._titles[key]) if "film" in facts else _of_name(facts)
            self._rows.add("rated_film", film_id, *whole)
        return self._films[key]

    def _of_title(self, title_id: int) -> tuple[Any, ...]:
        [(name, year)] = store.rows("SELECT name, year FROM title WHERE id = ?", (title_id,))
        directors = store.rows(
            "SELECT p.name FROM credit d JOIN person p ON p.id = d.person_id"
            " WHERE d.title_id = ? AND d.role = 'director' ORDER BY d.position, d.id",
            (title_id,),
        )
        return title_id, name, year, _json([row[0] for row in directors])

    # -- hangings ------------------------------------------------------------------------------

    def _hang(self, board: str, row: int, facts: dict[str, Any]) -> None:
        board_id, seats = self._boards[board]
        entry_id = next(self._next["entry"])
        up = self._at(facts["since"])
        self._rows.add("board_entry", entry_id, board_id, self._film(facts), row, to_ms(up), None)
        for seat, given in enumerate(facts["thumbs"]):
            if given:
                at = max(up, self._at(given))
                self._rows.add("thumb", entry_id, seat, seats[seat], to_ms(at))

    def _close(self, board: str, film_id: int, up: int, down: int, given: str) -> None:
        board_id, seats = self._boards[board]
        entry_id = next(self._next["entry"])
        self._rows.add(
            *("board_entry", entry_id, board_id, film_id, None),
            *(to_ms(self._at(f"{up} 12:30")), to_ms(self._at(f"{down} 11:20"))),
        )
        for seat in (place for place, thumb in enumerate(given) if thumb == "1"):
            # Within the first days: each seat sees it on an evening of its own.
            at = self._at(f"{up - 1 - 2 * seat} 19:{seat}5")
            self._rows.add("thumb", entry_id, seat, seats[seat], to_ms(at))

    def _review(self, facts: dict[str, Any]) -> None:
        film_id = self._film(facts)
        day = self._today - timedelta(days=facts["days"])
        self._rows.add(
            *("review", film_id, facts["by"], facts["source"], facts["quote"], day.isoformat()),
            *(facts.get("thumbs"), int(film_id not in self._quoted)),
        )
        self._quoted.add(film_id)

    def _at(self, told: str) -> datetime:
        """`7 18:40`: seven days ago at that time of the shop; `now`, or later: minutes ago."""
        if told == "now":
            return self._now - _JUST_NOW
        days, clock = told.split()
        return min(self._now - _JUST_NOW, self._local(int(days), time.fromisoformat(clock)))

    def _local(self, days: int, clock: time) -> datetime:
        """On the day told, or the last open one before it: nobody is here on a Sunday."""
        day: date = self._today - timedelta(days=days)
        while not self._calendar.is_open_day(day):
            day -= timedelta(days=1)
        return to_utc(datetime.combine(day, clock), self._calendar.tz)


def _of_name(facts: dict[str, Any]) -> tuple[Any, ...]:
    return None, facts["name"], facts.get("year"), _json(facts.get("directors", []))


def _json(names: list[str]) -> str:
    return json.dumps(names, ensure_ascii=False)
