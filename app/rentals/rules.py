"""The rules of renting and coming back: pure functions, in one place to import from."""

from app.members.rules import age_on
from app.rentals.blocks import (
    AccountFacts,
    Block,
    BlockCode,
    CopyFacts,
    RenterFacts,
    account_blocks,
    age_blocks,
    checkout_blocks,
)
from app.rentals.due import (
    END_OF_DAY_SECONDS,
    Due,
    DueMoment,
    due_at,
    due_in_force,
    due_moment,
    due_words,
    effective_instant,
    first_due,
    moved_words,
    when_words,
)
from app.rentals.fee_words import FeePart, FeePartKind, compose
from app.rentals.late_fees import Back, LateFee, late_fee
from app.rentals.reckoning import Line, Reckoning, reckon
from app.rentals.terms import (
    CapKind,
    DueKind,
    LateMode,
    Terms,
    check_terms,
    grace_words,
    period_words,
    terms_sentence,
)

__all__ = [
    "END_OF_DAY_SECONDS",
    "AccountFacts",
    "Back",
    "Block",
    "BlockCode",
    "CapKind",
    "CopyFacts",
    "Due",
    "DueKind",
    "DueMoment",
    "FeePart",
    "FeePartKind",
    "LateFee",
    "LateMode",
    "Line",
    "Reckoning",
    "RenterFacts",
    "Terms",
    "account_blocks",
    "age_blocks",
    "age_on",
    "check_terms",
    "checkout_blocks",
    "compose",
    "due_at",
    "due_in_force",
    "due_moment",
    "due_words",
    "effective_instant",
    "first_due",
    "grace_words",
    "late_fee",
    "moved_words",
    "period_words",
    "reckon",
    "terms_sentence",
    "when_words",
]
