"""`python -m ui` is `all-thumbs`."""

import sys

from ui.main import main

if __name__ == "__main__":
    sys.exit(main())
