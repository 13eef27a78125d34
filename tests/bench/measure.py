"""How a figure is taken and judged."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2025, 12, 13, 19, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Figure:
    """One line of the report. `floor` is the least that the same machine needs in the same run.

    `ratio` is value to floor; `target` is in `unit`, `most_ratio` (where set) must hold as well.
    """

    name: str
    unit: str
    value: float
    target: float
    floor: float | None = None
    most_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def ok(self) -> bool:
        ratio = self.ratio
        within = self.most_ratio is None or ratio is None or ratio <= self.most_ratio
        return self.value <= self.target and within

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "unit": self.unit,
            "value": round(self.value, 3),
            "floor": None if self.floor is None else round(self.floor, 3),
            "ratio": None if self.ratio is None else round(self.ratio, 2),
            "target": self.target,
            "ok": self.ok,
        }

    def line(self) -> str:
        floor = "" if self.floor is None else f"  floor {self.floor:.2f}, {self.ratio:.1f} times"
        verdict = "ok  " if self.ok else "OVER"
        return f"{verdict} {self.name}: {self.value:.2f} {self.unit} (at most {self.target}){floor}"


def peak_megabytes() -> float:
    """The most memory this process held. Linux keeps a parent's peak in a child's rusage, so the
    kernel's own mark is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def each(works: Iterable[Callable[[], object]]) -> list[float]:
    """How long each call takes, in milliseconds."""
    return [milliseconds(work) for work in works]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: Sequence[float]) -> float:
    return percentile(values, 0.5)
