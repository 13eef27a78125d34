"""Printing through CUPS' own commands, and through Qt into a file."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.shop.errors import RuleViolation
from reports import shelf_cards, stock
from reports.cards import ShelfCard
from ui.printing.qt_spooler import QtSpooler
from ui.printing.spooler import CupsSpooler, Job, system_spooler
from ui.tasks import Cancel

_LPSTAT = """#!/bin/sh
case "$1" in
-p) echo "printer Laser is idle.  enabled since Sat 13 Dec 2025 09:00:00"
    echo "printer Wide_inkjet disabled since Sat 13 Dec 2025 10:31:00 -"
    echo "	Paused";;
-d) echo "system default destination: Laser";;
esac
"""
_LPOPTIONS = """#!/bin/sh
echo "PageSize/Media Size: *Letter A4"
[ "$2" = Laser ] && echo "InputSlot/Media Source: *Tray1 Manual"
exit 0
"""
_LP = """#!/bin/sh
echo "$@" >> "{folder}/words"
[ -e "{folder}/full" ] && echo "lp: spool is full" >&2 && exit 1
cat > "{folder}/job.pdf"
"""


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of commands that answer as CUPS does."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, text in (("lpstat", _LPSTAT), ("lpoptions", _LPOPTIONS), ("lp", _LP)):
        path = folder / name
        path.write_text(text.replace("{folder}", str(folder)))
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def _pdf(sheets: int = 1) -> bytes:
    out = io.BytesIO()
    cards = [
        ShelfCard(f"Film {number}", barcode=f"2010{number:04}") for number in range(10 * sheets)
    ]
    shelf_cards.build(cards, out, stock=stock.shipped("5371"))
    return out.getvalue()


def _job(printer: str = "Laser", feed: str = "Manual", sheets: int = 1) -> Job:
    return Job(_pdf(sheets), "-Shelf cards\n", printer, feed, 612, 792, sheets, 2)


def _no(done: int, total: int) -> None:
    return None


def _never() -> bool:
    return False


def _at_once() -> bool:
    return True


def test_printers_and_their_feeds_are_found(cups: Path) -> None:
    laser, inkjet = CupsSpooler().printers()
    assert (laser.name, laser.default, laser.off) == ("Laser", True, False)
    assert [(feed.key, feed.text) for feed in laser.feeds] == [
        ("Tray1", "tray 1"),
        ("Manual", "manual feed"),
    ]
    assert inkjet.off
    assert isinstance(system_spooler(), CupsSpooler)


def test_the_pdf_itself_goes_to_cups(cups: Path) -> None:
    job = _job()
    CupsSpooler().send(job, _no, _never)
    assert (cups / "job.pdf").read_bytes() == job.pdf
    words = (cups / "words").read_text().split()
    assert words[:4] == ["-d", "Laser", "-n", "2"]
    assert words[4:7] == ["-t", "Shelf", "cards"]
    assert {"media=Letter", "InputSlot=Manual", "print-scaling=none"} <= set(words)


def test_each_paper_of_a_file_is_a_job_of_its_own(cups: Path) -> None:
    both: Any = pypdfium2.PdfDocument.new()
    for width, height in ((1224, 792), (612, 792), (612, 792), (612, 396)):
        both.new_page(width, height)
    out = io.BytesIO()
    both.save(out)
    done: list[int] = []
    job = Job(out.getvalue(), "The whole window", "Laser", "", 1224, 792, 4)
    CupsSpooler().send(job, partial(_note, done), _never)
    media = re.findall(r"media=(\S+)", (cups / "words").read_text())
    assert media == ["Tabloid", "Letter", "Statement"]
    assert done == [0, 1, 3, 4]
    (last,) = pypdfium2.PdfDocument((cups / "job.pdf").read_bytes())
    assert last.get_size() == (612, 396)


def _note(done: list[int], sheets: int, total: int) -> None:
    done.append(sheets)


@pytest.mark.parametrize(
    ("printer", "code"), [("Gone", "print.printer_gone"), ("Wide_inkjet", "print.printer_off")]
)
def test_a_printer_that_cannot_is_named(cups: Path, printer: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        CupsSpooler().send(_job(printer), _no, _never)
    assert refused.value.code == code
    assert refused.value.facts["printer"] == printer


def test_what_the_spooler_refuses_is_told_in_its_words(cups: Path) -> None:
    (cups / "full").touch()
    with pytest.raises(RuleViolation) as refused:
        CupsSpooler().send(_job(), _no, _never)
    assert refused.value.code == "print.not_taken"
    assert "spool is full" in str(refused.value.facts["detail"])


def test_cancelled_before_it_is_sent_nothing_goes(cups: Path) -> None:
    with pytest.raises(Cancel):
        CupsSpooler().send(_job(), _no, _at_once)
    assert not (cups / "job.pdf").exists()


def test_a_print_system_that_does_not_answer_has_no_printers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert CupsSpooler().printers() == ()


def test_qt_prints_at_the_printers_dots(qapp: object, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    told: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        told.append((done, total))

    QtSpooler(out).send(_job(sheets=2), report, _never)
    document = pypdfium2.PdfDocument(str(out))
    assert len(document) == 2
    assert document[0].get_size() == pytest.approx((612, 792), abs=1)
    printed = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    wanted = pypdfium2.PdfDocument(_pdf(2))
    drawn = wanted[0].render(scale=2).to_pil().convert("L")
    wanted.close()
    dark = [sum(1 for dot in one.tobytes() if dot < 128) for one in (printed, drawn)]
    assert dark[0] == pytest.approx(dark[1], rel=0.05)
    assert told == [(1, 2), (2, 2)]


def test_qt_gives_each_page_its_own_paper(qapp: object, tmp_path: Path) -> None:
    out, made = tmp_path / "printed.pdf", io.BytesIO()
    canvas = Canvas(made)
    for size in ((1224, 792), (612, 792), (612, 396)):
        canvas.setPageSize(size)
        canvas.drawString(72, 72, "A sign")
        canvas.showPage()
    canvas.save()
    job = replace(_job(sheets=3), pdf=made.getvalue(), width=1224, height=792)
    QtSpooler(out).send(job, _no, _never)
    document = pypdfium2.PdfDocument(str(out))
    sizes = [document[at].get_size() for at in range(3)]
    document.close()
    assert sizes[0] == pytest.approx((1224, 792), abs=1)
    assert sizes[1] == pytest.approx((612, 792), abs=1)
    assert sizes[2] == pytest.approx((612, 396), abs=1)


def test_qt_stops_between_two_pages(qapp: object, tmp_path: Path) -> None:
    with pytest.raises(Cancel):
        QtSpooler(tmp_path / "printed.pdf").send(_job(sheets=2), _no, _at_once)


def test_qt_tells_of_a_printer_that_is_gone(qapp: object) -> None:
    with pytest.raises(RuleViolation) as refused:
        QtSpooler().send(_job("No such printer"), _no, _never)
    assert refused.value.code == "print.printer_gone"
