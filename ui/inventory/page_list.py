"""The pages of the inventory, in the order of the switch (Ctrl+G goes round)."""

from __future__ import annotations

from ui.inventory.covers_page import CoversPage
from ui.inventory.list_page import ListPage
from ui.inventory.pages import StockPage
from ui.inventory.sections_page import SectionsPage

PAGES: tuple[type[StockPage], ...] = (ListPage, CoversPage, SectionsPage)
