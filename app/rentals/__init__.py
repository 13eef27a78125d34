"""Renting and coming back: classes, due moments, late fees, check-out, ledger."""
