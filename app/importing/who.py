"""Accounts and renters by the numbers that files name."""

from __future__ import annotations

from app.importing.run import rows_in


def read_members(
    numbers: set[str],
) -> tuple[dict[str, int], dict[int, list[tuple[int, str]]]]:
    """Account ids by number, and each one's renters (id, folded name), who pays first."""
    members = dict(rows_in("SELECT number, id FROM member WHERE number IN ({})", numbers))
    renters: dict[int, list[tuple[int, str]]] = {}
    sql = (
        "SELECT member_id, id, key FROM renter WHERE member_id IN ({})"
        " ORDER BY pays DESC, position, id"
    )
    for member_id, renter_id, key in rows_in(sql, members.values()):
        renters.setdefault(member_id, []).append((renter_id, key))
    return members, renters
