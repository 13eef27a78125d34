"""The counter's own words: rules that say no, headings, dates. Fee sentences are app's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from app.members.queries import Account, RenterRow
from app.rentals.queries import OutRow
from app.rentals.rules import Block, BlockCode
from app.shop import settings, words
from ui.amounts import money
from ui.counter.visit import Look


def tr(text: str) -> str:
    """Translates a sentence of the counter."""
    return QCoreApplication.translate("counter", text)


def long_date(day: date) -> str:
    """``30 June 2026``."""
    return f"{day.day} {QLocale(QLocale.Language.English).monthName(day.month)} {day.year}"


def short_date(day: date, today: date) -> str:
    """``4 Oct``; the year too where it is another one."""
    made = f"{day.day} {words.SHORT_MONTHS[day.month - 1]}"
    return made if day.year == today.year else f"{made} {day.year}"


# -- who -----------------------------------------------------------------------------------------


def account_lines(account: Account) -> tuple[str, str]:
    """Under the name: number and since when; until when the card is good."""
    first = tr("Account {number}").format(number=account.number)
    if account.joined_on is not None:
        first += tr(", member since {year}").format(year=account.joined_on.year)
    if account.expires_on is None:
        return first, tr("Card good without end")
    return first, tr("Card good until {date}").format(date=long_date(account.expires_on))


def age_words(renter: RenterRow) -> str:
    """``15 years``, or that nobody wrote the birth date down."""
    if renter.age is None:
        return tr("birth date not known")
    return tr("1 year") if renter.age == 1 else tr("{age} years").format(age=renter.age)


def out_words(look: Look) -> str:
    """``Out: 3 now, 6 with this visit, 8 allowed``."""
    if look.head is None:
        return ""
    now, more, most = look.head.out, len(look.allowed), look.head.max_out
    made = tr("Out: {now} now").format(now=now)
    if more:
        made += tr(", {sum} with this visit").format(sum=now + more)
    made += tr(", {most} allowed").format(most=most)
    return made + tr(": too many") if now + more > most else made


def standing_words(row: OutRow, now: datetime) -> str:
    """``back by 10 pm Tuesday``, ``late since Fri 10 pm``."""
    if row.due_at >= now:
        return row.due_words
    local = settings.calendar().local(row.due_at)
    dated = now - row.due_at >= timedelta(days=6)
    return tr("late since {moment}").format(moment=words.moment_words(local, dated=dated))


# -- the visit -----------------------------------------------------------------------------------


def count_words(look: Look) -> str:
    """``1 back, 3 out, 1 blocked``."""
    parts = []
    if look.back:
        parts.append(tr("{n} back").format(n=len(look.back)))
    if look.account is None:
        if look.going:
            parts.append(tr("{n} waiting").format(n=len(look.going)))
        return ", ".join(parts)
    if look.allowed:
        parts.append(tr("{n} out").format(n=len(look.allowed)))
    if look.blocked:
        parts.append(tr("{n} blocked").format(n=len(look.blocked)))
    return ", ".join(parts)


def film_words(count: int) -> str:
    """``1 film``, ``3 films``."""
    return tr("1 film") if count == 1 else tr("{n} films").format(n=count)


def late_words(days: int) -> str:
    """``Late 2 days``."""
    return tr("Late 1 day") if days == 1 else tr("Late {n} days").format(n=days)


# -- rules that say no ---------------------------------------------------------------------------


def refusal_heading(blocks: Sequence[Block], renter: str) -> str:
    """``Not for Mia yet: two rules say no``."""
    if renter:
        who = tr("Not for {renter} yet").format(renter=renter)
    else:
        who = tr("Not to this account yet")
    if len(blocks) == 1:
        return who + tr(": one rule says no")
    return who + tr(": {n} rules say no").format(n=words.number_words(len(blocks)))


def rule_words(block: Block, today: date) -> tuple[str, str]:
    """A rule's label and what it says, with where it comes from."""
    label, sentence = _RULES[block.code]
    facts = dict(block.facts)
    return (
        tr(label).format_map(_Facts(facts)),
        sentence(facts, today) if callable(sentence) else tr(sentence).format_map(_Facts(facts)),
    )


class _Facts(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "–"


def _suspended(facts: Mapping[str, Any], today: date) -> str:
    return _with_reason(tr("Suspended"), facts)


def _closed(facts: Mapping[str, Any], today: date) -> str:
    return _with_reason(tr("Closed"), facts)


def _with_reason(what: str, facts: Mapping[str, Any]) -> str:
    reason = str(facts.get("reason") or "").strip().rstrip(".")
    return f"{what}: {reason}." if reason else f"{what}."


def _expired(facts: Mapping[str, Any], today: date) -> str:
    return tr("Was good until {date}. Shop rule").format(date=long_date(facts["expires_on"]))


def _over_limit(facts: Mapping[str, Any], today: date) -> str:
    return tr("Owes {owed}, up to {limit} is allowed. Pay first, or ask for a reason").format(
        owed=money(facts["balance_cents"]), limit=money(facts["limit_cents"])
    )


def _not_rentable(facts: Mapping[str, Any], today: date) -> str:
    state, purpose = str(facts.get("state", "")), str(facts.get("purpose", "rental"))
    if state in _STATES:
        made = tr(_STATES[state])
        if facts.get("since") is not None:
            day = settings.calendar().local_date(facts["since"])
            made += tr(" since {date}").format(date=short_date(day, today))
    else:
        made = tr(_PURPOSES.get(purpose, "Not for rent"))
    note = str(facts.get("note") or "").strip().rstrip(".")
    return f"{made}: {note}." if note else f"{made}."


_STATES = {
    "missing": "Marked missing",
    "damaged": "Damaged",
    "repair": "In repair",
    "sold": "Sold",
    "retired": "Retired",
}
_PURPOSES = {"sale": "For sale, not for rent", "display": "On display only, not for rent"}


def _under_age(facts: Mapping[str, Any], today: date) -> str:
    return tr("{certificate} is from {minimum_age} and {renter} is {age}. Shop rule").format(
        **facts
    )


def _curtained(facts: Mapping[str, Any], today: date) -> str:
    return tr("{section} is from {minimum_age} and {renter} is {age}. Shop rule").format(**facts)


def _age_unknown(facts: Mapping[str, Any], today: date) -> str:
    what = facts.get("section") or facts.get("certificate")
    return tr(
        "{what} is from {minimum_age} and the birth date of {renter} is not known. Shop rule"
    ).format(what=what, minimum_age=facts["minimum_age"], renter=facts["renter"])


def _ceiling(facts: Mapping[str, Any], today: date) -> str:
    made = tr("Up to {ceiling}.").format(ceiling=facts["ceiling"])
    by, on = facts.get("set_by"), facts.get("set_on")
    if by and isinstance(on, date):
        dated = f"{on.day} {words.SHORT_MONTHS[on.month - 1]} {on.year}"
        return made + tr(" Set by {name} {date}").format(name=by, date=dated)
    return made + (tr(" Set by {name}").format(name=by) if by else "")


def _held(facts: Mapping[str, Any], today: date) -> str:
    who = facts.get("held_for") or tr("another member")
    made = tr("Waits on the hold shelf for {who}").format(who=who)
    until = facts.get("until")
    if isinstance(until, datetime):
        made += tr(" until {moment}").format(
            moment=words.moment_words(settings.calendar().local(until))
        )
    return made + "."


def _deposit(facts: Mapping[str, Any], today: date) -> str:
    return tr("{deposit} is asked, {missing} of it not paid yet. Rental class").format(
        deposit=money(facts["deposit_cents"]), missing=money(facts["missing"])
    )


_RULES: dict[BlockCode, tuple[str, str | Callable[[Mapping[str, Any], date], str]]] = {
    BlockCode.SUSPENDED: ("Account", _suspended),
    BlockCode.CLOSED: ("Account", _closed),
    BlockCode.EXPIRED: ("Card", _expired),
    BlockCode.OVER_LIMIT: ("Balance", _over_limit),
    BlockCode.TOO_MANY_OUT: ("Too many out", "Out with this visit: {out}. Allowed: {max_out}."),
    BlockCode.COPY_OUT: ("This copy", "It is out."),
    BlockCode.NOT_RENTABLE: ("This copy", _not_rentable),
    BlockCode.HELD: ("Hold", _held),
    BlockCode.UNDER_AGE: ("Certificate", _under_age),
    BlockCode.CURTAINED: ("Curtained", _curtained),
    BlockCode.AGE_UNKNOWN: ("Age", _age_unknown),
    BlockCode.ABOVE_CEILING: ("{renter}’s ceiling", _ceiling),
    BlockCode.DEPOSIT: ("Deposit", _deposit),
}


REASONS = (
    "Parent at the counter",
    "Showed an ID",
    "The owner said yes",
)
"""Reasons for an override, the common ones first; own words are always possible."""

WAIVER_REASONS = ("Our mistake", "The disc did not play", "A goodwill gesture")
