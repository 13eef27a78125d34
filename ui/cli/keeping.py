"""Backups, the check, the tour."""

from __future__ import annotations

from app import wings as _wings  # noqa: F401  their checks join in
from app.store import backups, shopfile
from app.store import check as checks
from app.store.errors import StorageProblem, Trouble
from ui.cli.desk import CommandDesk, Told

_STORAGE = 3
_BAD_BACKUP = {
    Trouble.MISSING: "is not there",
    Trouble.EMPTY: "is empty (0 bytes)",
    Trouble.FOREIGN: "is no shop's backup",
    Trouble.DAMAGED: "is damaged: it is not what was backed up",
}


def backup(desk: CommandDesk) -> None:
    """`backup [FILE]`: into the shop's own folder, or a named file."""
    made = backups.back_up(desk.path, "by hand", desk.now(), desk.options.file)
    document = {"file": str(made.path), "size": made.size, "sha256": made.sha256}
    desk.answer(document, [f"Backed up to {made.path}"])


def restore(desk: CommandDesk) -> None:
    """`restore FILE`: verified first; what stood there before is kept."""
    _verify(desk)
    kept = backups.restore(desk.options.file, desk.path)
    document = {"shop": str(desk.path), "kept": None if kept is None else str(kept)}
    lines = [f"Restored {desk.path} from {desk.options.file}"]
    if kept is not None:
        lines.append(f"What was there before is kept: {kept}")
    desk.answer(document, lines)


def _verify(desk: CommandDesk) -> None:
    """Says of the backup, not of the shop, what is wrong with it; raises `StorageProblem`."""
    try:
        backups.verify(desk.options.file)
    except StorageProblem as problem:
        if problem.trouble in _BAD_BACKUP:
            why = f"{desk.options.file} {_BAD_BACKUP[problem.trouble]}. Nothing was restored."
            newest = [f"The newest backup is {one.path}" for one in backups.listed(desk.path)[:1]]
            raise Told(_STORAGE, [why, *newest]) from problem
        raise


def check(desk: CommandDesk) -> int:
    """`check`: exit 3 with the findings where it fails; a file that does not open is one too."""
    try:
        shopfile.open_shop(desk.path)
        findings = checks.run()
    except StorageProblem as problem:
        if desk.options.json:
            found = {"check": "open", "count": 1, "detail": str(problem.trouble)}
            desk.answer({"ok": False, "findings": [found]}, [])
        raise
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
