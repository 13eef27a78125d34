"""The command line as scripts use it: words in, exit codes and JSON out."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.store import database as store
from app.store import shopfile
from ui.main import main

NOW = "2025-12-13T19:05:00Z"


class Shop:
    """A shop file and the command line over it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capsys = capsys

    def run(self, *words: str, now: str = NOW) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self._capsys.readouterr()
        code = main(["--shop", str(self.path), "--now", now, "--staff", "Dana", *words])
        told = self._capsys.readouterr()
        return code, told.out, told.err

    def json(self, *words: str, now: str = NOW) -> Any:
        """The one document of a command that must succeed."""
        code, out, err = self.run(*words, "--json", now=now)
        assert code == 0, err
        return json.loads(out)


@pytest.fixture
def shop(template_shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    path = tmp_path / "shop.db"
    shutil.copyfile(template_shop, path)
    found = Shop(path, capsys)
    (tmp_path / "copies.csv").write_text(
        "barcode,title,year,format,certificate,section,director,upc\n"
        "10000001,Her,2013,DVD,R,Drama,Spike Jonze,\n"
        "10000002,Her,2013,DVD,R,Drama,Spike Jonze,\n"
        "10000003,Junebug,2005,DVD,R,Drama,Phil Morrison,\n"
        "10000004,WALL·E,2008,DVD,G,Drama,Andrew Stanton,\n",
        encoding="utf-8",
    )
    assert found.run("import", "copies", str(tmp_path / "copies.csv"))[0] == 0
    (tmp_path / "members.csv").write_text(
        'number,name,renter,born_on,pays\n11870,"Whitlock, Dana",Dana,1981-03-04,yes\n',
        encoding="utf-8",
    )
    assert found.run("import", "members", str(tmp_path / "members.csv"))[0] == 0
    return found


def test_new_makes_a_shop_and_never_overwrites(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = Shop(tmp_path / "new.db", capsys)
    words = ("new", "--name", "Corner", "--time-zone", "Europe/London", "--currency", "GBP")
    assert shop.run(*words)[0] == 0
    before = shop.path.read_bytes()
    code, _, err = shop.run(*words)
    assert code == 3
    assert "already" in err
    assert shop.path.read_bytes() == before


def test_new_refuses_a_zone_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = Shop(tmp_path / "new.db", capsys)
    code, _, err = shop.run("new", "--name", "X", "--time-zone", "Mars/Base", "--currency", "USD")
    assert code == 1
    assert "Mars/Base" in err
    assert not shop.path.exists()


def test_one_films_whole_way(shop: Shop) -> None:
    rented = shop.json("rent", "11870", "10000001")
    assert rented["charged_cents"] == 300
    assert shop.json("balance", "11870") == [{"member": "11870", "balance_cents": 300}]
    code, _, err = shop.run("rent", "11870", "10000001")
    assert code == 1
    assert "Her" in err
    late = shop.json("overdue", now="2025-12-21T12:00:00-08:00")
    assert [(row["barcode"], row["late_days"], row["fee_cents"]) for row in late] == [
        ("10000001", 3, 300)
    ]
    back = shop.json("return", "10000001", now="2025-12-20T21:00:00-08:00")
    assert back[0]["late_days"] == 2
    assert back[0]["fee_cents"] == 200
    assert back[0]["sentence"].endswith("Fee 2.00.")
    after = "2025-12-20T21:05:00-08:00"
    assert shop.json("balance", "11870", now=after)[0]["balance_cents"] == 500
    assert shop.json("balance", "11870", "--at", NOW, now=after)[0]["balance_cents"] == 300
    paid = shop.json("pay", "11870", "5.00", "--method", "cash", now=after)
    assert paid[0]["balance_cents"] == 0
    shop.json("undo", now=after)
    assert shop.json("balance", "11870", now=after)[0]["balance_cents"] == 500


def test_several_returns_are_all_or_nothing(shop: Shop) -> None:
    shop.json("rent", "11870", "10000001")
    code, _, err = shop.run("return", "10000001", "10000002")
    assert code == 1
    assert "Her" in err
    assert shop.json("show", "copy", "10000001")["copy"]["state"] == "out"


def test_the_night_drop_answers_line_by_line(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.json("rent", "11870", "10000001", "10000003")
    later = "2025-12-19T11:05:00-08:00"
    monkeypatch.setattr(sys, "stdin", io.StringIO("10000001\n"))
    code, _, err = shop.run("nightdrop", "scan", now=later)
    assert code == 1
    assert "session" in err
    assert shop.json("nightdrop", "open", now=later)["since"] == "2025-12-19T06:00:00+00:00"
    lines = "10000001\n 1000 0004 \n9999\n10000001\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    code, out, _ = shop.run("nightdrop", "scan", "--json", now=later)
    assert code == 0
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["outcome"] for answer in answers] == ["returned", "not_out", "unknown", "repeat"]
    assert set(answers[0]) == {
        "barcode", "outcome", "tray", "title", "member", "rental_id", "effective", "scanned",
        "late_days", "fee_cents", "sentence",
    }  # fmt: skip
    assert answers[0]["sentence"] == (
        "Due Thu 10 pm. Box emptied Fri 11:05, counted as Thu close. No fee."
    )
    assert answers[2]["tray"] == 4
    assert shop.run("nightdrop", "close", "--counted", "9", now=later)[0] == 1
    closed = shop.json("nightdrop", "close", "--counted", "9", "--why", "miscounted", now=later)
    assert closed["closed"] is not None
    assert shop.run("check")[0] == 0


def test_find_is_best_first_and_says_when_there_is_nothing(shop: Shop) -> None:
    assert shop.json("find", "her", "--kind", "title")[0]["text"] == "Her"
    assert shop.json("find", "wall e")[0]["text"] == "WALL·E"
    assert shop.json("find", "whitlock")[0] == {
        "kind": "member", "code": "11870", "text": "Whitlock, Dana", "detail": "",
    }  # fmt: skip
    code, out, _ = shop.run("find", "nothing like it", "--json")
    assert (code, json.loads(out)) == (1, [])


def test_the_same_file_again_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    again = shop.json("import", "copies", str(tmp_path / "copies.csv"))
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 4)


def test_refused_rows_are_told_with_their_line(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("barcode,title,format,section\n10000009,Solaris,DVD,Kids\n,,,\nx,,DVD,Drama\n")
    report = shop.json("import", "copies", str(path), "--dry-run")
    assert report["refused"] == 2
    assert [error["line"] for error in report["errors"]] == [2, 4]
    assert "Kids" in report["errors"][0]["why"]
    assert shop.run("find", "solaris")[0] == 1


UNKNOWN = (
    "barcode,title,format,section\n"
    "10000009,Solaris,DVD,Dramas\n10000010,Stalker,DVD,Dramas\n10000011,Mirror,DVD,Kids\n"
)


def test_names_that_the_shop_lacks_are_asked_about(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(UNKNOWN)
    code, out, err = shop.run("import", "copies", str(path), "--dry-run")
    assert code == 0
    assert "3 refused" in out
    assert "2 rows: No section called Dramas in this shop." in err
    assert "--put section:Dramas=Drama" in err
    assert "--make section:Kids  (all: --make section)" in err


def test_what_was_asked_is_answered_on_the_command_line(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(UNKNOWN)
    put = ("--put", "section:Dramas=Drama")
    report = shop.json("import", "copies", str(path), *put)
    assert (report["added"], report["refused"]) == (2, 1)
    assert shop.json("show", "copy", "10000009")["copy"]["section"] == "Drama"
    report = shop.json("import", "copies", str(path), *put, "--make", "section:Kids")
    assert (report["added"], report["unchanged"], report["refused"]) == (1, 2, 0)
    assert shop.json("show", "copy", "10000011")["copy"]["section"] == "Kids"


def test_all_sections_of_a_file_can_be_made(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(UNKNOWN)
    report = shop.json("import", "copies", str(path), "--make", "section")
    assert (report["added"], report["refused"]) == (3, 0)


@pytest.mark.parametrize(
    "words",
    [
        ("--put", "section:Kids"),
        ("--put", "section=Drama"),
        ("--put", "title:Her=Him"),
        ("--make", "certificate"),
        ("--make", "rental_class:Weekly"),
    ],
)
def test_an_answer_that_is_none_changes_nothing(
    shop: Shop, tmp_path: Path, words: tuple[str, str]
) -> None:
    path = tmp_path / "more.csv"
    path.write_text(UNKNOWN)
    code, _, err = shop.run("import", "copies", str(path), *words)
    assert code == 2
    assert words[0] in err
    assert shop.run("find", "solaris")[0] == 1


def test_export_round_trips_with_formulas_made_harmless(shop: Shop, tmp_path: Path) -> None:
    source = tmp_path / "evil.csv"
    source.write_text('title,year\n"=HYPERLINK(""x"")",2001\n\'Round Midnight,1986\n')
    shop.json("import", "titles", str(source))
    out = tmp_path / "out.csv"
    shop.json("export", "titles", str(out))
    assert not any(
        cell.startswith("=") for line in out.read_text().splitlines() for cell in line.split(",")
    )
    again = shop.json("import", "titles", str(out))
    assert (again["added"], again["updated"]) == (0, 0)


def test_cards_print_with_codes_that_were_asked_for(shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "cards.pdf"
    told = shop.json("print", "shelf-cards", "--out", str(out), "10000001", "10000003")
    assert told["cards"] == 2
    document = pypdfium2.PdfDocument(str(out))
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "HER" in text.upper()
    assert "JUNEBUG" in text.upper()
    assert "shelf-cards" in [row["document"] for row in shop.json("print", "--list")]
    assert shop.run("print", "shelf-cards", "--out", str(out), "nope")[0] == 1
    assert shop.run("print", "shelf-cards")[0] == 2
    assert shop.run("print", "shelf-carbs", "--out", str(out), "--all")[0] == 2
    assert (
        shop.run("print", "shelf-cards", "--out", str(tmp_path / "no" / "x.pdf"), "--all")[0] == 3
    )
    small = shop.run("print", "shelf-cards", "--out", str(out), "--stock", "5160", "--all")
    assert small[0] == 1
    assert "smaller than the card" in "".join(map(str, small))


def test_backup_restore_and_check(shop: Shop, tmp_path: Path) -> None:
    made = shop.json("backup", str(tmp_path / "kept.db"))
    shop.json("rent", "11870", "10000001")
    shop.json("restore", made["file"])
    assert shop.json("show", "copy", "10000001")["copy"]["state"] == "in"
    assert shop.json("check")["ok"] is True


def test_check_tells_a_broken_promise_with_exit_3(shop: Shop) -> None:
    shopfile.open_shop(shop.path)
    store.connection().execute(
        "UPDATE copy SET state = 'out', due_at = 1 WHERE barcode = '10000001'"
    )
    shopfile.close_shop()
    code, out, _ = shop.run("check", "--json")
    assert code == 3
    assert json.loads(out)["findings"]


def test_classes_and_hours(shop: Shop) -> None:
    shop.json("class", "set", "New Release", "--price", "4.50", "--nights", "1", "--cap", "12.00")
    classes = {row["name"]: row for row in shop.json("class", "list")}
    assert classes["New Release"]["price_cents"] == 450
    assert classes["New Release"]["cap_cents"] == 1200
    shop.json("hours", "close", "2025-12-24", "--reason", "snow")
    assert shop.json("hours", "list")["exceptions"][0]["reason"] == "snow"
    rented = shop.json("rent", "11870", "10000001", now="2025-12-19T12:00:00-08:00")
    assert rented["rentals"][0]["due"] == "2025-12-26T06:00:00+00:00"
    shop.json("hours", "open", "2025-12-24")
    assert shop.json("hours", "list")["exceptions"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["rent"],
        ["frobnicate"],
        ["nightdrop", "open", "--since", "yesterday"],
        ["hours", "close", "Christmas"],
        ["class", "set", "X", "--due", "25 o'clock"],
        ["balance", "--at", "soon"],
    ],
)
def test_words_that_are_off_exit_2(shop: Shop, words: list[str]) -> None:
    try:
        code, _, err = shop.run(*words)
    except SystemExit as stopped:
        code, err = int(str(stopped.code)), "usage"
    assert code == 2
    assert err


@pytest.mark.parametrize("content", [b"", b"not a shop at all, really" * 20])
def test_storage_trouble_exits_3_and_touches_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(content)
    code, out, err = Shop(path, capsys).run("balance")
    assert (code, out) == (3, "")
    assert err.strip()
    assert path.read_bytes() == content


def test_options_may_stand_after_the_command_and_no_window_is_loaded(shop: Shop) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ui", "balance", "--json", "--shop",
         str(shop.path)],
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [{"member": "11870", "balance_cents": 0}]
    assert "PySide6.QtWidgets" not in done.stderr
    assert "reportlab" not in done.stderr


def test_a_refused_rental_says_every_rule_and_how_it_is_overridden(shop: Shop) -> None:
    shop.json("rent", "11870", "10000001")
    code, out, err = shop.run("rent", "11870", "10000001")
    assert (code, out) == (1, "")
    assert "copy_out: It is out. No reason helps here." in err.splitlines()
    shop.path.with_name("mia.csv").write_text(
        'number,name,renter,born_on\n11871,"Berg, Mia",Mia,2011-05-05\n', encoding="utf-8"
    )
    shop.json("import", "members", str(shop.path.with_name("mia.csv")))
    code, _, err = shop.run("rent", "11871", "10000003")
    assert code == 1
    assert "under_age: R is from 17 and Mia is 14. Shop rule" in err.splitlines()
    assert "--override under_age --reason" in err
    told = shop.json(
        "rent", "11871", "10000003", "--override", "under_age", "--reason", "Her mother was here"
    )
    assert told["charged_cents"] == 300


def test_nothing_found_is_told_to_standard_error(shop: Shop) -> None:
    code, out, err = shop.run("find", "nothing like it")
    assert (code, out) == (1, "")
    assert err == "Nothing here is called that.\n"


def test_check_of_a_file_that_does_not_open_is_a_document_too(shop: Shop) -> None:
    shop.path.write_bytes(b"")
    code, out, err = shop.run("check", "--json")
    assert code == 3
    assert json.loads(out) == {
        "ok": False,
        "findings": [{"check": "open", "count": 1, "detail": "empty"}],
    }
    assert "0 bytes" in err


def test_a_backup_that_is_not_whole_is_not_taken_for_the_shop(shop: Shop, tmp_path: Path) -> None:
    made = Path(shop.json("backup", str(tmp_path / "kept.db"))["file"])
    before = shop.path.read_bytes()
    whole = bytearray(made.read_bytes())
    whole[-9] ^= 1
    made.write_bytes(bytes(whole))
    code, _, err = shop.run("restore", str(made))
    assert code == 3
    assert err.startswith(f"{made} is damaged: it is not what was backed up. Nothing was restored.")
    assert shop.path.read_bytes() == before
    code, _, err = shop.run("restore", str(tmp_path / "none.db"))
    assert code == 3
    assert err.startswith(f"{tmp_path / 'none.db'} is not there. Nothing was restored.")
