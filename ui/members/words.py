"""The words of the members screen: standings, days, lines of the ledger."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from app.members.queries import Account, RenterRow
from app.rentals.accounts import BackRow, LedgerRow, ListRow, Standing
from app.rentals.models import LineKind
from app.rentals.queries import OutRow
from app.shop import settings, words
from ui.amounts import money
from ui.widgets import Mark


def tr(text: str) -> str:
    """Translates a sentence of this screen."""
    return QCoreApplication.translate("members", text)


def local(at: datetime) -> datetime:
    """An instant on the shop's clock."""
    return settings.calendar().local(at)


# -- days ----------------------------------------------------------------------------------------


def day_words(day: date) -> str:
    """``4 Mar 1981``."""
    return f"{day.day} {words.SHORT_MONTHS[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """``Mar 2019``."""
    return f"{words.SHORT_MONTHS[day.month - 1]} {day.year}"


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")


_NO_YEAR = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.? (\d{1,2})")


def read_day(text: str, today: date | None = None) -> date | None:
    """A day as people write it (``4 Mar 1981``, ``March 4, 1981``, ``1981-03-04``); None if empty.

    With ``today`` the year may be missing: the last such day. Raises ``ValueError`` for anything
    else: 3/4/1981 is two days, and nobody knows which.
    """
    clean = " ".join(text.split())
    if not clean:
        return None
    if today is not None and (found := _NO_YEAR.fullmatch(clean)):
        this = date(today.year, _month(found[2] or found[3]), int(found[1] or found[4]))
        return this if this <= today else this.replace(year=today.year - 1)
    if found := _ISO.fullmatch(clean):
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _DAY_FIRST.fullmatch(clean):
        return date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(clean):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError(clean)


def _month(name: str) -> int:
    return words.SHORT_MONTHS.index(name[:3].capitalize()) + 1


# -- the list ------------------------------------------------------------------------------------


def account_count(count: int) -> str:
    """``1 account``, ``50,000 accounts``."""
    return tr("1 account") if count == 1 else tr("{n} accounts").format(n=f"{count:,}")


def row_detail(row: ListRow) -> str:
    """``20417 · 4 renters``."""
    who = tr("1 renter") if row.renters == 1 else tr("{n} renters").format(n=row.renters)
    return f"{row.number} · {who}"


def standing(row: ListRow) -> tuple[Mark | None, str, str]:
    """The worst thing first: mark, role of the words, words."""
    if row.standing is Standing.OVER_LIMIT:
        return Mark.LATE, "stop", tr("over the limit")
    if row.standing is Standing.LATE:
        made = tr("{n} late").format(n=row.late)
        if row.out > row.late:
            made += tr(", {n} out").format(n=row.out)
        return Mark.LATE, "stop", made
    if row.standing is Standing.SUSPENDED:
        return Mark.MISSING, "stop", tr(str(row.status))
    if row.standing is Standing.HOLD_READY:
        return Mark.HELD, "need", tr("hold ready")
    if row.standing is Standing.OUT:
        return Mark.OUT, "ink2", tr("{n} out").format(n=row.out)
    return None, "ink2", tr("nothing out")


# -- the account ---------------------------------------------------------------------------------


def since_words(account: Account) -> str:
    """``member since Mar 2019``."""
    if account.joined_on is None:
        return ""
    return tr("member since {month}").format(month=month_words(account.joined_on))


def contact_words(account: Account, today: date) -> str:
    """``Account 20417 · (206) 555-0142 · valid to 31 Mar 2026``."""
    parts = [tr("Account {number}").format(number=account.number)]
    if account.phone:
        parts.append(account.phone)
    if account.expires_on is not None:
        ended = account.expires_on < today
        valid = tr("expired {day}") if ended else tr("valid to {day}")
        parts.append(valid.format(day=day_words(account.expires_on)))
    return " · ".join(parts)


def age_words(renter: RenterRow) -> str:
    """``44, born 4 Mar 1981``."""
    if renter.born_on is None:
        return tr("birth date not known")
    return tr("{age}, born {day}").format(age=renter.age, day=day_words(renter.born_on))


def ceiling_words(renter: RenterRow) -> str:
    """``Up to PG-13``, ``No ceiling``."""
    if not renter.ceiling:
        return tr("No ceiling")
    return tr("Up to {certificate}").format(certificate=renter.ceiling)


def ceiling_by_words(renter: RenterRow) -> str:
    """Who set a ceiling and when; how long the history is kept for who has none."""
    if renter.ceiling and renter.ceiling_by:
        made = tr("set by {name}").format(name=renter.ceiling_by)
        if renter.ceiling_on is not None:
            made += f", {month_words(renter.ceiling_on)}"
        return made
    return tr("keeps the history") if renter.keeps_history else ""


def balance_words(cents: int) -> str:
    """``Owes 6.50``, ``Owes nothing``, ``Credit 2.00``."""
    if cents > 0:
        return tr("Owes {sum}").format(sum=money(cents))
    return tr("Credit {sum}").format(sum=money(-cents)) if cents < 0 else tr("Owes nothing")


def out_count(out: int, back: int) -> str:
    """``4, and 1 back today``."""
    made = str(out) if out else ""
    if not back:
        return made
    return (f"{made}, " + tr("and {n} back today") if made else tr("{n} back today")).format(n=back)


def due_words(row: OutRow, now: datetime) -> tuple[Mark, str, str]:
    """A case that is out, in the strip: mark, role, words."""
    due, today = local(row.due_at), local(now).date()
    if row.late:
        days = tr("Late 1 day") if row.late_days == 1 else tr("Late {n} days")
        made = days.format(n=row.late_days)
        if not row.late_days:
            made = tr("Late")
        fee = tr(", {fee} so far").format(fee=money(row.fee_cents)) if row.fee_cents else ""
        return Mark.LATE, "stop", made + fee
    clock = words.clock_words(due)
    day = words.day_of(due)
    if day == today:
        tonight = tr("Due tonight, {clock}") if due.hour >= 17 else tr("Due today, {clock}")
        return Mark.DUE, "need", tonight.format(clock=clock)
    made = tr("Due {day}, ").format(day=f"{words.day_words(day)} {day.day}")
    if row.moved_reason:
        moved = tr("{day} closed").format(day=words.day_words(row.due_on))
        return Mark.OUT, "ink", made + moved
    return Mark.OUT, "ink", made + clock


def back_words(row: BackRow) -> str:
    """``Back today, no fee``."""
    if not row.fee_cents:
        return tr("Back today, no fee")
    return tr("Back today, fee {fee}").format(fee=money(row.fee_cents))


# -- the ledger ----------------------------------------------------------------------------------

_KINDS = {
    LineKind.RENTAL: "Rental",
    LineKind.LATE_FEE: "Late fee",
    LineKind.DAMAGE: "Damage",
    LineKind.REPLACEMENT: "Replacement",
    LineKind.DEPOSIT: "Deposit",
    LineKind.SALE: "Sale",
    LineKind.MEMBERSHIP: "Membership",
    LineKind.PAYMENT: "Paid",
    LineKind.WAIVER: "Waived",
    LineKind.REFUND: "Refund",
    LineKind.CORRECTION: "Corrected",
    LineKind.OPENING: "Brought over",
}
_METHODS = {"cash": "cash", "card": "card", "credit": "credit", "punch_card": "punch card"}


def kind_words(row: LedgerRow) -> str:
    """``Rental``, ``Paid``."""
    return tr(_KINDS[row.kind])


def what_words(row: LedgerRow) -> str:
    """What a line is for, behind its kind; the fee sentence stands on a line of its own."""
    if row.kind is LineKind.LATE_FEE:
        return row.title
    if row.kind is LineKind.PAYMENT:
        method = tr(_METHODS.get(row.method or "", ""))
        return ", ".join(part for part in (method, row.text) if part)
    if row.kind in (LineKind.WAIVER, LineKind.CORRECTION, LineKind.REFUND):
        reason = words.lower_first(row.text)
        by = tr("by {name}").format(name=row.staff) if row.staff else ""
        return ", ".join(part for part in (row.title, reason, by) if part)
    return ", ".join(part for part in (row.title, row.text) if part)


def sentence_of(row: LedgerRow) -> str:
    """The fee's own sentence, unchanged; empty for every other line."""
    return row.text if row.kind is LineKind.LATE_FEE else ""


def when_words(row: LedgerRow, today: date) -> tuple[str, str]:
    """``Thu 11 Dec`` and ``5:52 pm``; of another year the year instead of the clock."""
    at = local(row.at)
    day = words.day_words(at.date(), dated=True)
    return day, words.clock_words(at) if at.year == today.year else str(at.year)


def signed(cents: int) -> str:
    """An amount with a real minus sign."""
    return money(cents) if cents >= 0 else f"−{money(-cents)}"


WAIVER_REASONS = ("Our mistake", "The disc did not play", "A goodwill gesture")
CORRECTION_REASONS = ("Entered twice", "Wrong amount", "Wrong account")
SUSPENSION_REASONS = ("Fees not paid", "Card reported lost", "Moved away")
