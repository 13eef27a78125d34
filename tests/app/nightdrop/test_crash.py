"""The till is killed in the middle of a box: every scan that was answered is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.nightdrop import queries
from app.nightdrop.actions import close, scan
from app.nightdrop.rules import Outcome
from app.rentals.checkout import check_out
from app.store import check, shopfile
from tests.app.till import Stock, on

MONDAY = "2025-12-15 11:01"
CODES = [f"B{number}" for number in range(60)]

SCANNER = """
import sys
from pathlib import Path
from app.nightdrop.actions import open_session, scan
from app.store import shopfile
from tests.app.till import on

shopfile.open_shop(Path(sys.argv[1]))
session = open_session(on(sys.argv[2])).session.session_id
for code in sys.stdin.read().split():
    result = scan(on(sys.argv[2]), session, code)
    print(result.row.barcode, result.outcome, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a signal that nothing can catch")
@pytest.mark.parametrize("answers", [1, 7, 23])
def test_every_answered_scan_survives(shop: Path, stock: Stock, answers: int) -> None:
    for code in CODES:
        stock.add(code, f"Film {code}")
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, CODES[:5])
    shopfile.close_shop()
    with subprocess.Popen(
        [sys.executable, "-c", SCANNER, str(shop), MONDAY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": "."},
    ) as till:
        assert till.stdin is not None
        assert till.stdout is not None
        till.stdin.write("\n".join(CODES))
        till.stdin.close()
        answered = [till.stdout.readline().split()[0] for _ in range(answers)]
        till.send_signal(signal.SIGKILL)
    shopfile.open_shop(shop)
    assert check.run() == []
    session = queries.last_open()
    saved = [row.barcode for row in reversed(queries.scans(session.session_id))]
    assert saved[:answers] == answered == CODES[:answers]
    # The session goes on where it was: what was answered is a repeat, the rest is new.
    outcomes = [scan(on(MONDAY), session.session_id, code).outcome for code in CODES]
    assert outcomes[: len(saved)] == [Outcome.REPEAT] * len(saved)
    assert Outcome.REPEAT not in outcomes[len(saved) :]
    sheet = close(on(MONDAY), session.session_id, counted=len(CODES)).sheet
    assert sheet.counts.scanned == len(CODES)
