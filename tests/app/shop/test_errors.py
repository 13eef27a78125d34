"""Refusals carry codes and facts, and keep a member's data out of logs."""

from __future__ import annotations

from app.shop.errors import NotFound, RuleViolation


def test_carries_code_field_and_facts() -> None:
    refused = RuleViolation("copy.held", field="barcode", held_for="Priya Raman", code="10027741")
    assert (refused.code, refused.field) == ("copy.held", "barcode")
    assert refused.facts == {"held_for": "Priya Raman", "code": "10027741"}


def test_its_string_names_facts_but_shows_none() -> None:
    words = str(RuleViolation("copy.held", field="barcode", held_for="Priya Raman"))
    assert words == "copy.held at barcode (held_for)"


def test_what_is_gone_is_a_refusal_too() -> None:
    assert issubclass(NotFound, RuleViolation)
