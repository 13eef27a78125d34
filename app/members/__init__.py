"""Accounts and the people on them: who may rent, under which limits, and how they are found."""

# Whatever imports this wing has its search index kept and checked with it.
from app.members import search as search
