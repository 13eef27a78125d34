"""Files made on the spot, and imported in one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.importing import files, running
from app.importing.decisions import Decision, Decisions, ReasonKey
from app.importing.fields import Kind
from app.importing.report import Report
from app.shop.clock import Context

BringIn = Callable[..., Report]


@pytest.fixture
def bring_in(shop: Path, ctx: Context, tmp_path: Path) -> BringIn:
    """Writes text to a file and imports it: tried first, then done; both must say the same."""

    def bring_in(
        kind: Kind,
        text: str | Path,
        *,
        source: str | None = None,
        decided: Mapping[ReasonKey, Decision] | None = None,
        constants: Mapping[str, str] | None = None,
        dry: bool = False,
        **columns: str,
    ) -> Report:
        path = text if isinstance(text, Path) else tmp_path / "file.csv"
        if isinstance(text, str):
            path.write_text(text, encoding="utf-8", newline="")
        guess = files.guess(path, kind, source=source)
        file_map = guess.file_map
        for heading, name in columns.items():
            file_map = file_map.with_column(heading, name)
        file_map = file_map.with_constants(constants or {})
        decisions = Decisions(decided or {})
        tried = running.dry_run(ctx, guess.table, file_map, decisions=decisions)
        if dry:
            return tried
        done = running.run(ctx, guess.table, file_map, decisions=decisions, back_up=False).report
        assert _counts(tried) == _counts(done)
        return done

    return bring_in


def _counts(report: Report) -> dict[str, Any]:
    reasons = {reason.key: reason.count for reason in report.by_reason()}
    made = {table: count for table, count in report.made.items() if count}
    return {**report.as_json(), "made": made, "gained": report.gained, "reasons": reasons}
