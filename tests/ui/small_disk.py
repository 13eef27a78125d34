"""A disk of a few megabytes for tests: it can be filled, and made read-only."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

_SIZE = "6m"


@dataclass
class SmallDisk:
    """A file system of its own at ``path``."""

    path: Path

    def fill(self) -> None:
        """Not one byte more."""
        with (self.path / "films.iso").open("ab", buffering=0) as big:
            for size in (65536, 512, 1):
                try:
                    while big.write(b"\0" * size) == size:
                        pass
                except OSError:
                    continue

    def make_room(self) -> None:
        """Somebody deletes something."""
        (self.path / "films.iso").unlink()

    def set_read_only(self, read_only: bool) -> None:
        """The little switch at the side of the card. No file may be open for writing."""
        _mount("-o", f"remount,{'ro' if read_only else 'rw'}", str(self.path))

    def take_away(self) -> None:
        """Unmounted."""
        subprocess.run(["umount", "-l", str(self.path)], check=False, capture_output=True)


def put_in(folder: Path) -> SmallDisk:
    """Mounts one at ``folder``; skips where this computer does not allow it."""
    folder.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small disk can be mounted here (that takes root on Linux)")
    return SmallDisk(folder)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True, timeout=20)
