"""What a screen reader says of the counter's lines: all that the row shows, in reading order."""

from __future__ import annotations

from datetime import date

from ui.amounts import money
from ui.counter import words
from ui.counter.visit import Back, Going, Look
from ui.counter.words import tr


def back_line(back: Back, theirs: str) -> tuple[str, str]:
    """Name and detail of a film that came back; ``theirs``: whose it was, where not this account's.

    ``Juno is back, late 2 days. Due Thu 10 pm. ... Fee 2.00.`` and ``2007, DVD, PG-13, 10000493``.
    """
    taken = back.back
    late = words.late_words(taken.late_days) if taken.late_days else tr("On time")
    said = tr("{title} is back, {late}. {sentence}").format(
        title=taken.title, late=late[:1].lower() + late[1:], sentence=taken.sentence
    )
    if back.fee.waived_cents:
        said += " " + tr("Waived {sum}.").format(sum=money(back.fee.waived_cents))
    detail = (_year(taken.year), taken.format, back.fee.certificate, taken.barcode, theirs)
    return said, _listed(*detail)


def going_line(going: Going, today: date) -> tuple[str, str]:
    """Name and detail of a film that is to go out.

    ``Juno, back by 10 pm Thursday, 3.00``; what says no stands in the name: it is what counts.
    """
    line = going.line
    title = line.title or line.barcode
    if line.problem:
        return _listed(title, tr("This copy cannot be rented as it stands")), line.barcode
    said = _listed(title, line.due_words, money(line.price_cents))
    if going.rules:
        rules = (". ".join(words.rule_words(each, today)) for each in going.rules)
        heading = words.refusal_heading(going.rules, going.renter)
        said = f"{said}. {heading}. " + " ".join(_closed(rule) for rule in rules)
    elif going.reason:
        said = f"{said}. " + tr("Allowed: {why}.").format(why=going.reason.rstrip("."))
    terms = _listed(line.class_name, line.period_words)
    return said, _listed(_year(line.year), line.format, line.certificate, terms, line.barcode)


def who(look: Look) -> str:
    """The account of the visit, for the column as a whole."""
    if look.account is None:
        return tr("No account yet: scan a member card")
    renter = look.renter.name if look.renter is not None else tr("nobody")
    return _listed(
        look.account.display_name,
        *words.account_lines(look.account),
        tr("renting: {renter}").format(renter=renter),
    )


def to_pay(look: Look | None) -> str:
    """``To pay 6.00`` after each scan; empty while there is no account."""
    if look is None or look.account is None:
        return ""
    return tr("To pay {sum}").format(sum=money(look.to_pay_cents))


def _year(year: int | None) -> str:
    return str(year or "")


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
