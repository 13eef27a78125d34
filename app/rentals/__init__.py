"""Renting: classes, check-out, coming back, late fees, the ledger."""

# Whatever imports this wing has what it keeps fresh and its part of `check` with it.
from app.rentals import due_kept as due_kept
from app.rentals import promises as promises
