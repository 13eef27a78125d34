"""The rules of the house, held by reading the code.

Each is here because breaking it says nothing at the time: Peewee makes wrong SQL of Python's
`and`, a lambda in `connect()` keeps a closed widget alive, `processEvents()` re-enters a sale.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_WINGS = ("app", "reports", "ui")
_MOST_LINES = 400

# Longer than a module should be. Numbers may only go down; what fits again leaves the list.
_STILL_LONG = {
    "app/importing/history.py": 410,
    "app/importing/stock.py": 405,
    "app/importing/title_book.py": 405,
    "reports/card_layout.py": 450,
    "reports/fonts.py": 430,
    "reports/signs/window_hand.py": 500,
    "ui/board/row.py": 500,
    "ui/board/screen.py": 500,
    "ui/board/wall.py": 500,
}

# The one that plays a person's day: it must let the window paint between its steps.
_TURNS_EVENTS = {"ui/tour/driver.py"}

# Whoever catches everything: what is half made goes, or a paint must not fail a thousand times.
_CATCHES_ALL = {
    "app/new_shop.py",
    "app/store/shopfile.py",
    "ui/scanning.py",
    "ui/tables.py",
    "ui/tasks.py",
}

_QUERY_WORDS = {"where", "having", "on"}
_PYTHON_ONLY = (ast.In, ast.NotIn, ast.Is, ast.IsNot)


@cache
def _modules() -> dict[str, str]:
    """Every module of the three wings by its path below the root."""
    return {
        path.relative_to(_ROOT).as_posix(): path.read_text(encoding="utf-8")
        for wing in _WINGS
        for path in sorted((_ROOT / wing).rglob("*.py"))
    }


@cache
def _nodes() -> tuple[tuple[str, ast.AST], ...]:
    return tuple(
        (name, node) for name, text in _modules().items() for node in ast.walk(ast.parse(text))
    )


def _calls(source: Iterator[tuple[str, ast.AST]]) -> Iterator[tuple[str, str, ast.Call]]:
    """(where, the called name, the call) of calls as a method or by a plain name."""
    for name, node in source:
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            yield name, node.func.attr, node
        elif isinstance(node.func, ast.Name):
            yield name, node.func.id, node


def _at(name: str, node: ast.Call | ast.ExceptHandler) -> str:
    return f"{name}:{node.lineno}"


def _lies(condition: ast.AST) -> bool:
    """Whether Python itself would answer a part of this condition, not the database."""
    for part in ast.walk(condition):
        if isinstance(part, ast.BoolOp) or (
            isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not)
        ):
            return True
        if isinstance(part, ast.Compare) and (
            len(part.ops) > 1 or isinstance(part.ops[0], _PYTHON_ONLY)
        ):
            return True
    return False


@pytest.mark.parametrize(
    ("condition", "lies"),
    [
        ("(A.x == 1) & (A.y == 2)", False),
        ("~A.x.in_(some) | A.x.is_null()", False),
        ("A.x == 1 and A.y == 2", True),
        ("A.x in some", True),
        ("not A.x", True),
        ("1 <= A.x <= 2", True),
        ("A.x is None", True),
    ],
)
def test_the_eye_for_conditions_sees_what_lies(condition: str, lies: bool) -> None:
    assert _lies(ast.parse(condition, mode="eval").body) is lies


def test_conditions_of_queries_are_words_of_the_database() -> None:
    wrong = [
        _at(name, call)
        for name, word, call in _calls(iter(_nodes()))
        if word in _QUERY_WORDS and any(_lies(argument) for argument in call.args)
    ]
    assert wrong == [], "write & | ~ .in_() .is_null() .between() in a query"


def test_no_lambda_or_partial_is_connected() -> None:
    wrong = [
        _at(name, call)
        for name, word, call in _calls(iter(_nodes()))
        if word in {"connect", "singleShot"}
        and any(_is_made_on_the_spot(argument) for argument in call.args)
    ]
    assert wrong == [], "connect a bound method: a lambda or a partial keeps its widget alive"


def _is_made_on_the_spot(argument: ast.expr) -> bool:
    """A lambda, or a call of `partial`."""
    if isinstance(argument, ast.Call):
        return ast.unparse(argument.func) in {"partial", "functools.partial"}
    return isinstance(argument, ast.Lambda)


def test_nothing_waits_in_place() -> None:
    wrong = [
        _at(name, call)
        for name, word, call in _calls(iter(_nodes()))
        if (word == "processEvents" and name not in _TURNS_EVENTS)
        or (word == "sleep")
        or (word == "exec" and name != "ui/opening.py")
    ]
    assert wrong == [], "no exec() of a dialog, no processEvents(), no sleep"


def test_only_the_named_few_catch_everything() -> None:
    wrong = [
        _at(name, node)
        for name, node in _nodes()
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
        and name not in _CATCHES_ALL
    ]
    assert wrong == [], "catch what you expect; the rest is a bug and must be told as one"


# Not an action's own call: what they give the context to tells of a disk that says no itself.
_PASS_CONTEXT_ON = {
    "ui/desk.py",
    "ui/first_start/page.py",
    "ui/front.py",
    "ui/importing/model.py",
    "ui/importing/trial_run.py",
    "ui/office/day_panel.py",
    "ui/office/day_look.py",
}


def test_a_form_that_writes_expects_a_disk_that_says_no() -> None:
    """`Desk.perform` tells of it; whoever acts without it has to, or what was typed is lost."""
    minded = {
        call
        for _, node in _nodes()
        if isinstance(node, ast.Try)
        and any("StorageProblem" in ast.unparse(each.type or node) for each in node.handlers)
        for part in node.body
        for call in ast.walk(part)
    }
    wrong = [
        _at(name, call)
        for name, word, call in _calls(iter(_nodes()))
        if word == "context"
        and not call.args
        and name.startswith("ui/")
        and not name.startswith(("ui/cli/", "ui/tour/"))
        and name not in _PASS_CONTEXT_ON
        and call not in minded
    ]
    assert wrong == [], "use desk.perform, or expect StorageProblem beside RuleViolation"


def test_ignored_types_are_named() -> None:
    bare = re.compile(r"# type: ignore(?!\[)|# noqa(?!:)")
    wrong = [
        f"{name}:{number}"
        for name, text in _modules().items()
        for number, line in enumerate(text.splitlines(), 1)
        if bare.search(line)
    ]
    assert wrong == []


def test_every_module_says_what_it_is() -> None:
    wrong = [
        name
        for name, text in _modules().items()
        if text.strip() and ast.get_docstring(ast.parse(text)) is None
    ]
    assert wrong == []


def test_modules_stay_short() -> None:
    long = {
        name: lines
        for name, text in _modules().items()
        if (lines := text.count("\n")) > _STILL_LONG.get(name, _MOST_LINES)
    }
    assert long == {}, "split it by intent"
