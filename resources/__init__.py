"""The shelf of files: fonts, icons, drawings. Nothing here computes; callers ask where one lies."""

from __future__ import annotations

from pathlib import Path

_SHELF = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Where a shipped file lies: `path("fonts", "Inter-Bold.ttf")`. Raises FileNotFoundError."""
    found = _SHELF.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"resources has no {'/'.join(parts)}")
    return found


def read_bytes(*parts: str) -> bytes:
    """The content of a shipped file. Raises FileNotFoundError."""
    return path(*parts).read_bytes()
