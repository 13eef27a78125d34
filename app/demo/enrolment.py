"""Puts the members of a demo shop on its books."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

from app.catalog.folding import fold
from app.demo.facts import MemberFacts, RenterFacts
from app.demo.rows import Rows
from app.demo.trade import Household
from app.store import database as store
from app.store.fields import to_ms

_ADULT = 18


class Enrolment:
    """Turns member facts into rows and into households that trade."""

    def __init__(self, rng: random.Random, today: date) -> None:
        self._random = rng
        self._today = today
        self._member = self._renter = 0
        self._certificates = dict(store.rows("SELECT code, id FROM certificate"))
        self._ages = dict(store.rows("SELECT code, minimum_age FROM certificate"))
        self.rows = Rows(
            member="id, number, card, name, key, phone, phone_digits, email, address, joined_on,"
            " expires_on, status, status_reason, limit_cents, max_out, note, note_by, note_at",
            renter="id, member_id, name, key, born_on, ceiling_id, ceiling_by, ceiling_on, pays,"
            " keeps_history, card, position, active",
        )

    def add(self, member: MemberFacts) -> Household:
        """One account with its renters; suspended and closed ones do not trade."""
        self._member += 1
        joined = min(member.joined or self._today, self._today)
        digits = "".join(letter for letter in member.phone if letter.isdigit())
        self.rows.add(
            "member", self._member, member.number, f"M{member.number}", member.name,
            fold(member.name), member.phone, digits, member.email, member.address,
            joined.isoformat(), self._good_until(joined).isoformat(), member.status, "",
            member.limit_cents, None, member.note, "Dana" if member.note else "",
            self._noted_at(joined) if member.note else None,
        )  # fmt: skip
        holder = next((each.name for each in member.renters if each.pays), "the shop")
        renters = tuple(
            self._add_renter(renter, position, joined, holder)
            for position, renter in enumerate(member.renters)
        )
        keen = self._random.paretovariate(1.6) if member.status == "active" else 0.0
        return Household(self._member, renters, min(keen, 12.0))

    def _add_renter(
        self, renter: RenterFacts, position: int, joined: date, holder: str
    ) -> tuple[int, int]:
        self._renter += 1
        ceiling = self._certificates.get(renter.ceiling)
        self.rows.add(
            "renter", self._renter, self._member, renter.name, fold(renter.name),
            renter.born.isoformat() if renter.born else None, ceiling,
            holder if ceiling else "", joined.isoformat() if ceiling else None,
            int(renter.pays), int(renter.keeps_history), None, position, 1,
        )  # fmt: skip
        age = _ADULT - 1 if renter.born is None else _age(renter.born, self._today)
        # What they may see: their age, or what their ceiling lets through.
        seen = age if ceiling is None else min(age, int(self._ages[renter.ceiling]))
        return self._renter, seen

    def _noted_at(self, joined: date) -> int:
        """At noon of a day of the last months, the same one in every demo."""
        day = max(joined, self._today - timedelta(days=20 + self._member * 37 % 200))
        return to_ms(datetime.combine(day, time(12), UTC))

    def _good_until(self, joined: date) -> date:
        """Memberships run for a year from the month of joining; some are about to end."""
        ahead = self._random.randrange(5, 400)
        return date.fromordinal(self._today.toordinal() + ahead)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
