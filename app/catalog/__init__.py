"""The stock: titles, editions, copies, people, sections, search.

Whoever touches the stock keeps its derived tables: `cards` and `search` register themselves with
the operations, with opening a shop and with `check`.
"""

from app.catalog import cards as cards
from app.catalog import search as search
