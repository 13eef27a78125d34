"""Files of titles and copies: what is added, gained, the same, refused; and what can be decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.catalog import titles
from app.importing.decisions import Action, Decision, ReasonKey
from app.importing.fields import Kind
from app.importing.report import Report
from app.shop import undo
from app.shop.clock import Context
from app.store import check
from app.store import database as store

BringIn = Callable[..., Report]

TITLES = """title,year,directors,genres,certificate,runtime
Ghost World,2001,Terry Zwigoff,Comedy; Drama,R,111
The Master,2012,Paul Thomas Anderson,Drama,R,137
"""


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.read, report.added, report.updated, report.unchanged, report.refused


def codes(report: Report) -> list[tuple[int, str]]:
    return [(refusal.line, refusal.code) for refusal in report.refusals]


def one(sql: str) -> Any:
    return store.value(sql)


def test_titles_are_added_once_and_read_again_without_a_change(bring_in: BringIn) -> None:
    assert counts(bring_in(Kind.TITLES, TITLES)) == (2, 2, 0, 0, 0)
    assert counts(bring_in(Kind.TITLES, TITLES)) == (2, 0, 0, 2, 0)
    assert one("SELECT sort_name FROM title WHERE year = 2012") == "Master, The"
    assert one("SELECT count(*) FROM credit") == 2
    assert check.run() == []


def test_nothing_new_leaves_no_operation(bring_in: BringIn) -> None:
    bring_in(Kind.TITLES, TITLES)
    before = one("SELECT count(*) FROM operation")
    bring_in(Kind.TITLES, TITLES)
    assert one("SELECT count(*) FROM operation") == before
    last = undo.last_undoable()
    assert last is not None
    assert (last.intent, last.facts["added"]) == ("import.titles", 2)


def test_an_import_is_undone_as_one_step(bring_in: BringIn, ctx: Context) -> None:
    bring_in(Kind.TITLES, TITLES)
    undo.undo(ctx)
    assert one("SELECT count(*) FROM title") == 0
    assert one("SELECT count(*) FROM person") == 0
    assert check.run() == []


def test_case_accents_and_articles_make_no_other_film(bring_in: BringIn) -> None:
    bring_in(Kind.TITLES, "title,year\nAmélie,2001\nThe Master,2012\n")
    report = bring_in(Kind.TITLES, 'title,year\nAMELIE,2001\n"Master, The",2012\n')
    assert counts(report) == (2, 0, 0, 2, 0)


def test_two_films_of_one_name_and_year_are_told_apart_by_their_people(bring_in: BringIn) -> None:
    both = "title,year,cast\nCarmen,1915,Geraldine Farrar; Wallace Reid\nCarmen,1915,Theda Bara\n"
    assert counts(bring_in(Kind.TITLES, both)) == (2, 2, 0, 0, 0)
    assert counts(bring_in(Kind.TITLES, both)) == (2, 0, 0, 2, 0)
    report = bring_in(Kind.TITLES, "title,year,runtime\nCarmen,1915,60\n")
    assert codes(report) == [(2, "import.which_title")]


def test_a_second_row_that_says_otherwise_is_refused_with_the_first_ones_line(
    bring_in: BringIn,
) -> None:
    report = bring_in(
        Kind.TITLES, "title,year,runtime\nFargo,1996,98\nHeat,1995,170\nFargo,1996,99\n"
    )
    assert codes(report) == [(4, "import.repeat")]
    assert report.refusals[0].facts["first"] == 2
    again = bring_in(Kind.TITLES, "title,year,runtime\nFargo,1996,98\nFargo,1996,98\n")
    assert counts(again) == (2, 0, 0, 2, 0)


def test_a_file_of_titles_is_right_about_the_title(bring_in: BringIn) -> None:
    bring_in(Kind.TITLES, TITLES)
    changed = TITLES.replace("Comedy; Drama", "Comedy").replace("111", "112")
    report = bring_in(Kind.TITLES, changed)
    assert counts(report) == (2, 0, 1, 1, 0)
    assert report.gained == {"runtime_minutes": 1, "genres": 1}
    assert one("SELECT runtime_minutes FROM title WHERE name = 'Ghost World'") == 112
    assert one("SELECT count(*) FROM title_genre") == 2
    assert check.run() == []


def test_an_update_is_undone(bring_in: BringIn, ctx: Context) -> None:
    bring_in(Kind.TITLES, TITLES)
    bring_in(Kind.TITLES, TITLES.replace("Terry Zwigoff", "Daniel Clowes"))
    assert one("SELECT count(*) FROM credit c JOIN person p ON p.id = c.person_id"
               " WHERE p.name = 'Daniel Clowes'") == 1  # fmt: skip
    undo.undo(ctx)
    assert one("SELECT p.name FROM credit c JOIN person p ON p.id = c.person_id"
               " ORDER BY c.title_id LIMIT 1") == "Terry Zwigoff"  # fmt: skip
    assert check.run() == []


def test_an_empty_cell_takes_nothing_away(bring_in: BringIn) -> None:
    bring_in(Kind.TITLES, TITLES)
    report = bring_in(Kind.TITLES, "title,year,directors,runtime\nGhost World,2001,,\n")
    assert counts(report) == (1, 0, 0, 1, 0)


COPIES = """barcode,title,year,format,upc,section,condition
1001,Ghost World,2001,DVD,027616864918,Drama,Good
1002,Ghost World,2001,DVD,027616864918,Drama,B
1003,Ghost World,2001,VHS,,Drama,
"""


def test_copies_make_their_titles_and_editions(bring_in: BringIn) -> None:
    report = bring_in(Kind.COPIES, COPIES)
    assert counts(report) == (3, 3, 0, 0, 0)
    assert (report.titles, report.copies, report.made["edition"]) == (1, 3, 2)
    assert counts(bring_in(Kind.COPIES, COPIES)) == (3, 0, 0, 3, 0)
    assert one("SELECT count(DISTINCT condition_id) FROM copy WHERE barcode < '1003'") == 1
    assert check.run() == []


def test_copies_only_add_to_a_title_what_it_lacks(bring_in: BringIn) -> None:
    bring_in(Kind.TITLES, "title,year,runtime\nGhost World,2001,111\n")
    text = COPIES.replace("condition\n", "condition,runtime,tagline\n")
    text = text.replace("Good\n", "Good,99,Accentuate the negative.\n")
    text = text.replace(",B\n", ",B,98,Other.\n").replace("VHS,,Drama,\n", "VHS,,Drama,,,\n")
    report = bring_in(Kind.COPIES, text)
    assert counts(report) == (3, 3, 0, 0, 0)
    assert store.rows("SELECT runtime_minutes, tagline FROM title") == [
        (111, "Accentuate the negative.")
    ]
    assert counts(bring_in(Kind.COPIES, text)) == (3, 0, 0, 3, 0)


def test_a_copy_takes_class_and_price_from_its_edition(bring_in: BringIn) -> None:
    bring_in(
        Kind.TITLES, "title,year,format,rental_class,replacement\nFargo,1996,DVD,Catalogue,18.50\n"
    )
    bring_in(Kind.COPIES, "barcode,title,year\n7,Fargo,1996\n")
    assert store.rows("SELECT rental_class_id, replacement_cents FROM copy") == [(1, 1850)]


def test_a_barcode_of_another_copy_is_refused_or_given_anew(bring_in: BringIn) -> None:
    bring_in(Kind.COPIES, COPIES)
    stolen = "barcode,title,year,format\n1001,Solaris,1972,DVD\n"
    report = bring_in(Kind.COPIES, stolen)
    assert codes(report) == [(2, "import.barcode_taken")]
    assert report.refusals[0].facts["other"] == "Ghost World"
    assert one("SELECT count(*) FROM title") == 1  # a refused row leaves nothing behind
    reason = report.by_reason()[0]
    assert reason.actions[0] is Action.NEW_BARCODE
    again = bring_in(Kind.COPIES, stolen, decided={reason.key: Decision(Action.NEW_BARCODE)})
    assert counts(again) == (1, 1, 0, 0, 0)
    assert one("SELECT barcode FROM copy ORDER BY id DESC LIMIT 1") == "10000001"


def test_one_barcode_twice_in_a_file(bring_in: BringIn) -> None:
    report = bring_in(Kind.COPIES, COPIES + "1001,Ghost World,2001,DVD,,Drama,Fair\n")
    assert codes(report) == [(5, "import.barcode_twice")]


def test_an_unknown_section_is_a_question(bring_in: BringIn) -> None:
    text = "barcode,title,year,format,section\n1,Totoro,1988,DVD,KIDS\n2,Ponyo,2008,DVD,KIDS\n"
    report = bring_in(Kind.COPIES, text)
    reason = report.by_reason()[0]
    assert (reason.count, reason.asks, reason.suggestion) == (2, True, "Drama")
    assert reason.key == ReasonKey("import.section_unknown", "section", "KIDS")
    put = {reason.key: Decision(Action.PUT, "Drama")}
    tried = bring_in(Kind.COPIES, text, decided=put, dry=True)
    assert (tried.added, tried.decided[reason.key]) == (2, 2)
    make = {reason.key: Decision(Action.MAKE)}
    assert bring_in(Kind.COPIES, text, decided=make).added == 2
    assert one("SELECT count(*) FROM section WHERE name = 'KIDS'") == 1


def test_faults_of_a_file_can_be_left_out(bring_in: BringIn) -> None:
    text = (
        "barcode,title,year,format,upc,certificate\n"
        "1,Naked Lunch,1991,VHS,086162118063,R\n"
        "2,Serenity,2005,HD DVD,,PG-13\n"
        "3,,1999,DVD,,\n"
        "4,Amores perros,2OOO,DVD,,\n"
        "5,Salo,1975,DVD,,FSK 18\n"
        ",Brazil,1985,DVD,,R\n"
    )
    report = bring_in(Kind.COPIES, text)
    assert codes(report) == [
        (2, "import.upc_check_digit"),
        (3, "import.format_unknown"),
        (4, "import.no_title"),
        (5, "import.year_bad"),
        (6, "import.certificate_unknown"),
        (7, "import.no_barcode"),
    ]
    assert [refusal.title for refusal in report.refusals][:2] == ["Naked Lunch", "Serenity"]
    decided = {reason.key: Decision(reason.actions[0]) for reason in report.by_reason()}
    again = bring_in(Kind.COPIES, text, decided=decided)
    assert codes(again) == [(4, "import.no_title"), (5, "import.year_bad")]
    assert one("SELECT count(*) FROM format WHERE name = 'HD DVD'") == 1
    assert check.run() == []


def test_a_upc_of_another_film_is_refused_or_left_out(bring_in: BringIn) -> None:
    bring_in(Kind.COPIES, COPIES)
    text = "barcode,title,year,format,upc\n9,Fargo,1996,DVD,027616864918\n"
    report = bring_in(Kind.COPIES, text)
    assert codes(report) == [(2, "import.upc_taken")]
    decided = {report.by_reason()[0].key: Decision(Action.LEAVE_OUT)}
    assert bring_in(Kind.COPIES, text, decided=decided).added == 1


def test_a_upc_alone_says_which_film(bring_in: BringIn) -> None:
    bring_in(Kind.COPIES, COPIES)
    report = bring_in(Kind.COPIES, "barcode,upc,format\n1004,027616864918,DVD\n")
    assert counts(report) == (1, 1, 0, 0, 0)
    assert one("SELECT count(*) FROM title") == 1


@pytest.mark.parametrize("name", ["x" * 500, "Z", "الرسالة", "<unrated>", "'Til Death", "300"])
def test_titles_of_any_kind(bring_in: BringIn, name: str) -> None:
    text = f"title,year\n{name},1999\n"
    assert counts(bring_in(Kind.TITLES, text)) == (1, 1, 0, 0, 0)
    assert one("SELECT name FROM title") == name
    assert counts(bring_in(Kind.TITLES, text)) == (1, 0, 0, 1, 0)


def test_a_formula_cell_is_a_reason(bring_in: BringIn) -> None:
    report = bring_in(Kind.TITLES, 'title,year\n"=HYPERLINK(""x"")",1999\n-30-,1959\n')
    assert codes(report) == [(2, "import.formula")]
    assert report.added == 1


def test_a_copy_that_is_out_keeps_its_state(bring_in: BringIn) -> None:
    bring_in(Kind.COPIES, COPIES)
    with store.write():
        store.connection().execute(
            "UPDATE copy SET state = 'out', due_at = 1 WHERE barcode = '1001'"
        )
    report = bring_in(Kind.COPIES, "barcode,state\n1001,missing\n1002,lost\n1003,out\n")
    assert counts(report) == (3, 0, 1, 2, 0)
    assert store.rows("SELECT barcode, state FROM copy ORDER BY 1") == [
        ("1001", "out"), ("1002", "missing"), ("1003", "in"),
    ]  # fmt: skip


def test_constants_fill_every_row(bring_in: BringIn) -> None:
    report = bring_in(
        Kind.COPIES, "barcode,title\n1,Fargo\n", constants={"format": "DVD", "section": "Drama"}
    )
    assert counts(report) == (1, 1, 0, 0, 0)


def test_the_shipped_sources_are_recognised(bring_in: BringIn) -> None:
    tellico = (
        "Title,Medium,Production Year,Certification,Genre,Cast,Director,Running Time\n"
        '"Brazil","DVD","1985","R (USA)","Comedy; Drama",'
        '"Pryce, Jonathan::Sam; De Niro, Robert::Tuttle","Gilliam, Terry","132"\n'
    )
    assert bring_in(Kind.TITLES, tellico).added == 1
    assert store.rows("SELECT name FROM person ORDER BY id") == [
        ("Jonathan Pryce",), ("Robert De Niro",), ("Terry Gilliam",),
    ] or one("SELECT count(*) FROM person") == 3  # fmt: skip
    clz = "Title,Format,Barcode,Nr Discs,Release Year\nHeat,Blu-ray,883929637,2,1995\n"
    report = bring_in(Kind.TITLES, clz)
    assert codes(report) == [(2, "import.upc_bad")]
    box = "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Juno,2007,https://x,4.5\n"
    assert bring_in(Kind.TITLES, box).added == 1
    assert one("SELECT certificate_id FROM title WHERE name = 'Juno'") is None


def test_text_is_cleaned_measured_and_never_empty(bring_in: BringIn) -> None:
    rows = [f"Fargo\x01 \x7f 2,1996,{'n' * 20_001}", "\x01,1999,", "y" * 1001 + ",1999,"]
    report = bring_in(Kind.TITLES, "title,year,note\n" + "\n".join(rows) + "\nHeat\x02,1995,\n")
    assert codes(report) == [
        (2, "import.text_too_long"),
        (3, "import.no_title"),
        (4, "import.text_too_long"),
    ]
    assert one("SELECT name FROM title") == "Heat"


def test_new_barcodes_pass_over_those_of_the_file(bring_in: BringIn) -> None:
    text = "barcode,title,format\n10000001,Fargo,DVD\n,Heat,DVD\n"
    key = ReasonKey("import.no_barcode", "barcode")
    assert bring_in(Kind.COPIES, text, decided={key: Decision(Action.NEW_BARCODE)}).added == 2
    assert store.rows("SELECT barcode FROM copy ORDER BY id") == [("10000001",), ("10000002",)]


def test_undo_leaves_the_people_that_somebody_else_names_by_now(
    bring_in: BringIn, ctx: Context
) -> None:
    bring_in(Kind.TITLES, TITLES)
    imported = one("SELECT max(id) FROM operation")
    titles.add_title(ctx, "Bad Santa", year=2003, directors=["Terry Zwigoff"])
    undo.undo(ctx, imported)
    assert store.rows("SELECT name FROM person") == [("Terry Zwigoff",)]
    assert store.rows("SELECT name FROM title") == [("Bad Santa",)]
    assert check.run() == []


def test_a_file_that_never_speaks_of_formats_means_the_first(bring_in: BringIn) -> None:
    assert bring_in(Kind.COPIES, "barcode,title,year\n1,Fargo,1996\n").added == 1
    assert one("SELECT f.name FROM edition e JOIN format f ON f.id = e.format_id") == "DVD"
    report = bring_in(Kind.COPIES, "barcode,title,year,format\n2,Heat,1995,\n")
    assert codes(report) == [(2, "import.no_format")]
