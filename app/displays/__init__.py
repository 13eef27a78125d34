"""Displays: fixtures with rows in millimetres, themes that stand on them, case by case."""
