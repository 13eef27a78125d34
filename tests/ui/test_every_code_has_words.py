"""Whatever `app` refuses or does, the window has a sentence for it.

The codes and intents are read from the source of `app`, so that a new one without words fails here
and not before a customer. One that is put together at run time is spelled out below by hand.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.importing.fields import Kind
from ui import messages, sentences, told

_ROOT = Path(__file__).resolve().parents[2] / "app"
_REFUSALS = {"RuleViolation", "NotFound", "Fault", "_bad"}

_IN_ORDER = ("certificate", "format", "condition")
_LISTED = ("genre", "tag")

#: What an expression in a module may come to.
_SPELLED_OUT: dict[tuple[str, str], tuple[str, ...]] = {
    ("catalog/bulk_plan.py", "f'{name}.gone'"): (
        "section.gone",
        "condition.gone",
        "certificate.gone",
    ),
    ("catalog/bulk_plan.py", "f\"{name.split('_')[0]}.no_name\""): ("tag.no_name", "genre.no_name"),
    ("catalog/copies.py", "intent"): ("copies.add", "copies.receive"),
    **{
        ("catalog/shortlists.py", f"f'{{kind}}.{what}'"): tuple(f"{kind}.{what}" for kind in kinds)
        for what, kinds in (
            ("order", _IN_ORDER),
            ("edit", _IN_ORDER),
            ("rename", _LISTED),
            ("in_use", _IN_ORDER),
            ("add", _IN_ORDER + _LISTED),
            ("remove", _IN_ORDER + _LISTED),
            ("gone", _IN_ORDER + _LISTED),
            ("no_name", _IN_ORDER + _LISTED),
            ("name_taken", _IN_ORDER + _LISTED),
        )
    },
    ("importing/names.py", "f'import.{kind}_unknown'"): tuple(
        f"import.{kind}_unknown" for kind in ("section", *_IN_ORDER)
    ),
    ("importing/parsing.py", "code"): (
        "import.date_unclear",
        "import.date_bad",
        "import.barcode_bad",
    ),
    ("importing/reading.py", "code"): ("import.nul", "import.cell_too_long"),
    ("importing/running.py", "f'import.{file_map.kind}'"): tuple(f"import.{k}" for k in Kind),
    ("importing/running.py", "row.fault.code"): (),  # a Fault, whose code stands where it is made
    ("members/actions.py", "intent"): ("member.suspend", "member.close", "member.reinstate"),
    ("members/actions.py", "f'member.{column}_taken'"): (
        "member.number_taken",
        "member.card_taken",
    ),
    ("members/rules.py", "code"): ("member.no_name", "renter.no_name"),
    ("shop/undo.py", "code"): ("undo.changed", "undo.in_use"),
}


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(_ROOT.rglob("*.py")):
        if "demo" in path.parts:
            continue  # it builds a shop before anybody looks
        yield path.relative_to(_ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.expr, int]]:
    """(what is called, its code or intent, line) of refusals and operations."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func, node.args:
            case ast.Name(id=name), [code, *_] if name in _REFUSALS:
                yield "code", code, node.lineno
            case ast.Attribute(value=ast.Name(id="operations" | "long_work"), attr="begin"), [
                _,
                intent,
                *_,
            ]:
                yield "intent", intent, node.lineno


def _values(module: str, expression: ast.expr, line: int) -> tuple[str, ...]:
    match expression:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.IfExp(body=one, orelse=other):
            return _values(module, one, line) + _values(module, other, line)
    try:
        return _SPELLED_OUT[module, ast.unparse(expression)]
    except KeyError:
        pytest.fail(f"app/{module}:{line}: spell out what {ast.unparse(expression)} may be")


def _found(kind: str) -> dict[str, str]:
    """Every code or intent, with a place where it is."""
    return {
        value: f"app/{module}:{line}"
        for module, tree in _sources()
        for what, expression, line in _calls(tree)
        if what == kind
        for value in _values(module, expression, line)
    }


@pytest.fixture(autouse=True)
def _all_sentences() -> None:
    sentences.load()


def test_every_code_has_words() -> None:
    found = _found("code")
    assert len(found) > 100
    missing = {
        code: where
        for code, where in found.items()
        if code not in messages.TEXTS
        and not any(text.startswith(f"{code}.") for text in messages.TEXTS)
    }
    assert not missing


def test_every_intent_has_words() -> None:
    found = _found("intent")
    assert len(found) > 50
    assert not {intent: where for intent, where in found.items() if not told.known(intent)}
