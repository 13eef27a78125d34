"""Runs the benchmarks named on the command line, or all; prints each figure as it comes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from tests.bench import shops
from tests.bench.measure import Figure

_NAMES = (
    "searching",
    "till",
    "printing",
    "importing",
    "table",
    "starting",
    "stillness",
    "show",
    "paper",
)


def _build() -> Iterator[Figure]:
    yield shops.build()


def main(names: list[str]) -> int:
    """Writes build/bench.json; exit 1 where a figure is over its target."""
    wanted = names or list(_NAMES)
    runs: list[Callable[[], Iterator[Figure]]] = [_build]
    runs += [import_module(f"tests.bench.{name}").run for name in wanted]
    figures = []
    for run in runs:
        for figure in run():
            print(figure.line(), flush=True)
            figures.append(figure)
    Path("build").mkdir(exist_ok=True)
    report = json.dumps([figure.as_json() for figure in figures], indent=1)
    Path("build/bench.json").write_text(report + "\n", encoding="utf-8")
    return 0 if all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
