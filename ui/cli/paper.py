"""Documents of the print room, into a file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.shop import settings
from app.shop.errors import NotFound
from app.shop.money import parse_amount
from app.store.errors import StorageProblem, mapped
from ui.cli.desk import CommandDesk, WrongWords

_STORAGE = 3

if TYPE_CHECKING:
    from ui.printing.documents import Options, Piece, PrintedDocument


def run(desk: CommandDesk) -> int:
    """`print DOCUMENT --out FILE.pdf [--stock S] [--start N] [--all|--where T|CODE...]`."""
    from ui.printing.documents import Wanted, documents

    options = desk.options
    if options.list:
        listed = [
            {"document": one.key, "what": one.tr(one.what)} for one in documents().values()
        ]  # fmt: skip
        desk.answer(listed, [f"{row['document']}  {row['what']}" for row in listed])
        return 0
    if options.document is None or options.out is None:
        raise WrongWords("print needs a document and --out FILE.pdf (print --list names them)")
    if options.document not in documents():
        raise WrongWords(f"There is no document {options.document} (print --list names them)")
    document = documents()[options.document]
    how = _how(desk, document)
    wanted = Wanted(options.all, options.where or "", tuple(options.codes), _told(desk))
    gathered = document.gather(document.subject(wanted, desk.now()), desk.now())
    if not gathered.pieces:
        raise NotFound("print.nothing")
    return _print(desk, document, gathered.pieces, replace(how, title=gathered.name))


def _told(desk: CommandDesk) -> dict[str, str]:
    """The words of a sign: days as ISO dates, money in cents."""
    options = desk.options
    told = {
        "name": options.name,
        "tagline": options.tagline,
        "from": options.since,
        "to": options.until,
        "drawing": options.drawing,
    }
    for key in ("from", "to"):
        if told[key]:
            try:
                told[key] = date.fromisoformat(told[key]).isoformat()
            except ValueError as error:
                raise WrongWords(f"--{key} is a day such as 2025-12-13") from error
    if told["from"] and told["to"] and told["to"] < told["from"]:
        raise WrongWords("--to is before --from")
    if options.price is not None:
        money = settings.settings().money
        told["price"] = str(parse_amount(options.price, money, field="price"))
    return {key: text for key, text in told.items() if text is not None}


def _how(desk: CommandDesk, document: PrintedDocument) -> Options:
    """Stock, design and ink as they were asked for, or the document's own."""
    from ui.printing import stocks
    from ui.printing.documents import Options

    options = desk.options
    now_set = settings.settings()
    key = options.stock or document.default_stock(stocks.local_paper(now_set.currency))
    try:
        sheet = stocks.named(key)
    except KeyError as error:
        raise WrongWords(f"There is no stock called {options.stock}") from error
    designs = [one.key for one in document.designs]
    design = options.design or (designs[0] if designs else "")
    if designs and design not in designs:
        raise WrongWords(f"{document.key} comes as {', '.join(designs)}")
    if options.design and not designs:
        raise WrongWords(f"{document.key} comes in one design only")
    if sheet.labels is None and document.on_labels:
        raise WrongWords(f"{document.key} is printed on labels, not on {sheet.name}")
    if sheet.labels is not None and not document.on_labels and not document.holds(sheet):
        raise WrongWords(f"{document.key} is printed on whole sheets, not on {sheet.name}")
    return Options(
        sheet,
        design=design,
        mono=options.mono,
        start=options.start,
        language=now_set.language,
    )


def _print(
    desk: CommandDesk, document: PrintedDocument, pieces: tuple[Piece, ...], how: Options
) -> int:
    """Builds it, writes it, and says what had to be shortened or kept back."""
    from app.printing.stocks import does_not_fit
    from reports.stock import StockProblem
    from ui.printing.notes import note_words

    buffer = io.BytesIO()
    try:
        report = document.build(pieces, buffer, how)
    except StockProblem as problem:
        raise does_not_fit(problem.code, problem.facts) from problem
    out = desk.options.out
    if report.pages:
        try:
            with mapped(out):
                out.write_bytes(buffer.getvalue())
        except StorageProblem as problem:
            desk.tell(f"{out} cannot be written. Nothing was printed. ({problem.detail})")
            return _STORAGE
    for note in (*report.shortened, *report.missing, *report.refused):
        desk.tell(note_words(note).replace("*", ""))
    answer = {
        "file": str(out) if report.pages else None,
        "pages": report.pages,
        "cards": report.printed,
        "shortened": [note.title for note in report.shortened],
        "missing": [note.title for note in report.missing],
        "refused": [note.title for note in report.refused],
    }
    what = document.pieces_words(report.printed)
    sheets = "one sheet" if report.pages == 1 else f"{report.pages} sheets"
    line = f"{what[:1].upper()}{what[1:]} on {sheets}: {out}"
    desk.answer(answer, [line] if report.pages else [])
    if not report.pages:
        raise NotFound("print.nothing")
    return 0
