"""From what the shop knows to what the print room draws."""
