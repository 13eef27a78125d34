"""The pages of the inventory, in the order of the switch (Ctrl+G goes round)."""

from __future__ import annotations

from ui.inventory.list_page import ListPage
from ui.inventory.pages import StockPage

PAGES: tuple[type[StockPage], ...] = (ListPage,)
