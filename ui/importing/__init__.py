"""Bringing in a list: file, columns and dry run on one page."""
