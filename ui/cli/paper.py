"""Documents of the print room, into a file."""

from __future__ import annotations

from app.catalog import card_facts, finding, stock_list
from app.catalog.barcodes import normalise
from app.catalog.stock_query import StockQuery
from app.shop import settings
from app.shop.errors import NotFound
from app.store.errors import mapped
from ui.cli.desk import CommandDesk, WrongWords
from ui.printing.cards import note_words, shelf_cards_of

DOCUMENTS = {"shelf-cards": "what stands in front of a film"}


def run(desk: CommandDesk) -> int:
    """`print DOCUMENT --out FILE.pdf [--stock S] [--start N] [--all|--where T|CODE...]`."""
    from reports import shelf_cards, stock

    options = desk.options
    if options.list:
        listed = [{"document": name, "what": what} for name, what in DOCUMENTS.items()]
        desk.answer(listed, [f"{name}  {what}" for name, what in DOCUMENTS.items()])
        return 0
    if options.document is None or options.out is None:
        raise WrongWords("print needs a document and --out FILE.pdf (print --list names them)")
    try:
        sheet = stock.shipped(options.stock)
    except (KeyError, stock.StockProblem) as error:
        raise WrongWords(f"There is no stock called {options.stock}") from error
    cards = shelf_cards_of(card_facts.card_facts(_titles(desk)))
    if not cards:
        raise NotFound("print.nothing")
    with mapped(options.out):
        report = shelf_cards.build(
            cards,
            options.out,
            stock=sheet,
            start=options.start,
            mono=options.mono,
            language=settings.settings().language,
        )
    for note in (*report.shortened, *report.missing, *report.refused):
        desk.tell(note_words(note).replace("*", ""))
    document = {
        "file": str(options.out),
        "pages": report.pages,
        "cards": report.printed,
        "shortened": [note.title for note in report.shortened],
        "missing": [note.title for note in report.missing],
        "refused": [note.title for note in report.refused],
    }
    said = f"{document['cards']} shelf cards on {report.pages} sheets: {options.out}"
    desk.answer(document, [said])
    return 0


def _titles(desk: CommandDesk) -> list[int]:
    """The titles that were named: all, those that match a text, or codes and barcodes."""
    options = desk.options
    if options.all or options.where:
        query = StockQuery(text=options.where or "")
        return list(stock_list.ids(query, desk.now()))
    found = []
    for code in options.codes:
        title_id = finding.title_by_code(code.strip())
        if title_id is None:
            copy = finding.copy_by_barcode(normalise(code))
            title_id = copy.title_id if copy is not None else None
        if title_id is None:
            raise NotFound("title.none", code=code[:60])
        found.append(title_id)
    return found
