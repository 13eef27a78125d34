"""Renting: classes, check-out, coming back, late fees, the ledger."""

# Whatever imports this wing has its part of `check` with it.
from app.rentals import promises as promises
