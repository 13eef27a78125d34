"""The ages that ratings ask for: numbers that the owner can change."""

from __future__ import annotations

from collections.abc import Mapping

from app.catalog.models import Certificate
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done

OLDEST = 99


def set_ages(ctx: Context, ages: Mapping[int, int]) -> Done:
    """Sets minimum ages by certificate id, in years; 0 is for everybody.

    Holds from the next rental on. Raises `certificate.age_range`, `NotFound("gone")`.
    """
    for age in ages.values():
        if not 0 <= age <= OLDEST:
            raise RuleViolation("certificate.age_range", field="minimum_age", most=OLDEST)
    with operations.begin(ctx, "certificate.ages") as work:
        changed = [
            certificate_id
            for certificate_id, age in ages.items()
            if work.update(Certificate, certificate_id, minimum_age=age)
        ]
        work.facts(count=len(changed))
        if len(changed) == 1:
            only = Certificate.get_by_id(changed[0])
            work.facts(code=only.code, age=only.minimum_age)
    return work.done
