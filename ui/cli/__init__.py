"""The same shop without the window: for scripts, for the scheduler, for a till whose screen broke.

`parse` reads the words, `run` does what they say and returns the exit code: 0 done, 1 the shop's
rules said no, 2 the words are off, 3 storage. Text for people by default; with `--json` one JSON
document on standard output and nothing else. Messages go to standard error.
"""

from ui.cli.options import Options, parse
from ui.cli.run import run

__all__ = ["Options", "parse", "run"]
