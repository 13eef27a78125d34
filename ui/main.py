"""The start: a command for the command line, or the window over the shop."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `all-thumbs`; returns the exit code of cli.md.

    The command line is parsed first and without Qt, so that scripts start fast; without a command
    the window opens.
    """
    from ui import cli

    given = list(sys.argv[1:] if arguments is None else arguments)
    options = cli.parse(given)
    if options.command is not None:
        return cli.run(options)
    from ui import opening

    return opening.open_window(shop=options.shop, now=options.now, staff=options.staff)


if __name__ == "__main__":
    sys.exit(main())
