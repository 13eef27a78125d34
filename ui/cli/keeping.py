"""Backups, the check, the tour."""

from __future__ import annotations

from app import wings as _wings  # noqa: F401  their checks join in
from app.store import backups
from app.store import check as checks
from ui.cli.desk import CommandDesk

_STORAGE = 3


def backup(desk: CommandDesk) -> None:
    """`backup [FILE]`: into the shop's own folder, or a named file."""
    made = backups.back_up(desk.path, "by hand", desk.now(), desk.options.file)
    document = {"file": str(made.path), "size": made.size, "sha256": made.sha256}
    desk.answer(document, [f"Backed up to {made.path}"])


def restore(desk: CommandDesk) -> None:
    """`restore FILE`: verified first; what stood there before is kept."""
    kept = backups.restore(desk.options.file, desk.path)
    document = {"shop": str(desk.path), "kept": None if kept is None else str(kept)}
    lines = [f"Restored {desk.path} from {desk.options.file}"]
    if kept is not None:
        lines.append(f"What was there before is kept: {kept}")
    desk.answer(document, lines)


def check(desk: CommandDesk) -> int:
    """`check`: exit 3 with the findings where it fails."""
    findings = checks.run()
    document = {
        "ok": not findings,
        "findings": [
            {"check": found.check, "count": found.count, "detail": found.detail}
            for found in findings
        ],
    }
    lines = [f"{found.check}: {found.count}, {found.detail}" for found in findings]
    desk.answer(document, lines or ["The shop is whole."])
    return _STORAGE if findings else 0


def tour(desk: CommandDesk) -> int:
    """`tour FOLDER`: drives the window; needs Qt, so it is loaded only here."""
    from ui.tour import run

    code: int = run(desk.options.folder)
    return code
