"""The first start: two doors, and what to do where a shop's file cannot be opened."""

from ui.first_start.page import FirstStartPage

__all__ = ["FirstStartPage"]
