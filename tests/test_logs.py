"""The watch on every log: what it lets pass and what it complains of."""

from __future__ import annotations

import logging

import pytest

from tests.logs import LogWatch

_log = logging.getLogger("shop.test")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> LogWatch:
    """A watch of its own over a logger that the others do not hear."""
    made = LogWatch()
    monkeypatch.setattr(_log, "propagate", False)
    monkeypatch.setattr(_log, "handlers", [made])
    return made


def test_a_warning_that_nobody_declared_is_complained_of(watch: LogWatch) -> None:
    _log.info("Opened.")
    assert watch.complaints() == []
    _log.warning("no backup on closing: %s", "disk full")
    watch.expect("shop.other", "no backup")
    assert watch.complaints() == [
        "logged by shop.test, WARNING: no backup on closing: disk full",
        "never logged by shop.other: no backup",
    ]


def test_what_was_declared_may_come_often_and_must_come_once(watch: LogWatch) -> None:
    watch.expect("shop.test", "a bug")
    assert watch.complaints() == ["never logged by shop.test: a bug"]
    for _ in range(2):
        _log.error("a bug", exc_info=ValueError("of ours"))
    assert watch.complaints() == []


def test_an_error_is_told_with_what_was_raised(watch: LogWatch) -> None:
    _log.error("a bug", exc_info=ValueError("of ours"))
    [complaint] = watch.complaints()
    assert "ValueError: of ours" in complaint


def test_every_test_is_watched(request: pytest.FixtureRequest) -> None:
    watch = request.getfixturevalue("_log_watch")
    _log.warning("heard by the root")
    [complaint] = watch.complaints()
    assert "heard by the root" in complaint
    watch.expect("shop.test", "heard by the root")
