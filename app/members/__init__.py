"""Accounts and the people on them: who may rent, under which limits, and how they are found."""
