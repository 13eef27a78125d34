"""Finding, showing, bringing in and writing out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from app.catalog import finding, title_detail
from app.catalog.barcodes import normalise
from app.importing import export as exporting
from app.importing import files, running
from app.importing.fields import Kind
from app.importing.report import Report
from app.members import queries as members
from app.rentals import accounts
from app.shop.errors import NotFound
from ui import sentences
from ui.amounts import money
from ui.cli import answers
from ui.cli.desk import CommandDesk, WrongWords, iso, moment
from ui.importing.sentences import why


def find(desk: CommandDesk) -> int:
    """`find TEXT [--kind K] [--limit N]`: best first; exit 1 where nothing is found."""
    options = desk.options
    document = found(options.text, options.kind, max(1, options.limit))
    lines = [f"{one['kind']:6}  {one['code']}  {one['text']}  {one['detail']}" for one in document]
    desk.answer(document, lines)
    if not document:
        desk.tell("Nothing here is called that.")
    return 0 if document else 1


def found(text: str, kind: str | None, limit: int) -> list[dict[str, Any]]:
    """What the scan bar finds: exact codes first, then members and titles."""
    rows = []
    if kind in (None, "member"):
        hit = members.by_code(text)
        hits = [hit] if hit is not None else list(members.find(text, limit))
        rows += [(_member(one), hit is not None) for one in hits]
    if kind != "member":
        kinds = (kind,) if kind else ("copy", "title")
        for one in finding.find(text, limit=limit, kinds=kinds):
            row = {"kind": one.kind, "code": one.code, "text": one.text, "detail": one.detail}
            rows.append((row, one.kind == "copy"))
    rows.sort(key=_inexact)
    return [row for row, _ in rows][:limit]


def _inexact(row: tuple[dict[str, Any], bool]) -> int:
    """Exact codes, then titles and copies by text, then members by name."""
    what, exact = row
    return 0 if exact else 2 if what["kind"] == "member" else 1


def _member(hit: members.MemberHit) -> dict[str, Any]:
    return {"kind": "member", "code": hit.number, "text": hit.name, "detail": hit.detail}


def show(desk: CommandDesk) -> None:
    """`show copy|member|title CODE`: one thing whole."""
    _SHOW[desk.options.kind](desk, desk.options.code)


def _show_title(desk: CommandDesk, code: str) -> None:
    title_id = finding.title_by_code(code.strip())
    if title_id is None:
        raise NotFound("title.none", code=code)
    detail = title_detail.title_detail(title_id, desk.now())
    lines = [f"{detail.name} ({detail.year or 'year unknown'})", f"Code {detail.code}"]
    lines += [f"Directed by {', '.join(p.name for p in detail.directors)}"] * bool(detail.directors)
    for edition in detail.editions:
        lines.append(f"{edition.format} {edition.upc or ''}".rstrip())
        lines += [
            f"  {copy.barcode}  {copy.state}, {copy.section}"
            f"{', due ' + moment(copy.due_at) if copy.due_at else ''}"
            for copy in edition.copies
        ]
    desk.answer(_plain(detail), lines)


def _show_copy(desk: CommandDesk, code: str) -> None:
    ref = finding.copy_by_barcode(normalise(code))
    if ref is None:
        raise NotFound("copy.unknown", barcode=code)
    whole = title_detail.copy_detail(ref.copy_id, desk.now())
    copy = whole.copy
    lines = [f"{whole.title}, {copy.barcode}", f"{copy.state}, {copy.section}"]
    if copy.due_at:
        lines.append(f"Due {moment(copy.due_at)}")
    desk.answer(_plain(whole), lines)


def _show_member(desk: CommandDesk, code: str) -> None:
    hit = members.by_code(code)
    if hit is None:
        raise NotFound("member.none", code=code)
    detail = accounts.detail(hit.member_id, desk.now())
    account = detail.account
    lines = [f"{account.name}, {account.number}", f"Owes {money(detail.balance_cents)}"]
    lines += [f"  {renter.name}" for renter in account.renters]
    lines += [f"  out: {row.title} ({row.barcode}), due {moment(row.due_at)}" for row in detail.out]
    desk.answer(_plain(detail), lines)


_SHOW: dict[str, Callable[[CommandDesk, str], None]] = {
    "title": _show_title,
    "copy": _show_copy,
    "member": _show_member,
}


def _plain(value: Any) -> Any:
    """A frozen row as JSON has it: fields by name, instants in ISO."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, list | tuple | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "astimezone"):
        return iso(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


# -- CSV -------------------------------------------------------------------------------------------


def bring_in(desk: CommandDesk) -> None:
    """`import KIND FILE [--map M] [--dry-run] [--set FIELD=VALUE]`.

    Refused rows are told in the report and are no failure; a file that is no CSV exits 1. Names
    that the shop does not have are asked about on standard error; `--put` and `--make` answer.
    """
    options = desk.options
    opened = files.guess(options.file, Kind(options.kind), source=options.map)
    file_map = opened.file_map
    for setting in options.set:
        field, equals, value = setting.partition("=")
        if not equals:
            raise WrongWords(f"--set {setting} needs FIELD=VALUE")
        file_map = file_map.with_constants({field.strip(): value})
    file_map = answers.with_makes(file_map, options.make)
    made = answers.decisions(options.put, options.make)
    if options.dry_run:
        report = running.dry_run(desk.context(), opened.table, file_map, decisions=made)
    else:
        report = running.run(desk.context(), opened.table, file_map, decisions=made).report
    _tell_report(desk, report, dry=options.dry_run)
    for line in answers.hints(report):
        desk.tell(line)


def _tell_report(desk: CommandDesk, report: Report, *, dry: bool) -> None:
    sentences.load()
    document = {
        "read": report.read,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": report.refused,
        "errors": [{"line": one.line, "why": why(one)} for one in report.refusals],
    }
    would = "would be " if dry else ""
    counts = (
        f"{report.read} rows read: {report.added} {would}added, {report.updated} {would}updated,"
        f" {report.unchanged} unchanged, {report.refused} refused."
    )
    lines = [counts]
    lines += [f"  line {one.line}: {why(one)}" for one in report.refusals]
    desk.answer(document, lines)


def export(desk: CommandDesk) -> None:
    """`export KIND FILE [--where TEXT]`."""
    options = desk.options
    path: Path = options.file
    count = exporting.export(desk.context(), Kind(options.kind), path, where=options.where or "")
    desk.answer({"rows": count, "file": str(path)}, [f"{count} rows written to {path}"])
