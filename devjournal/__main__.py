"""`python -m devjournal`."""

import sys

from devjournal.cli import main

if __name__ == "__main__":
    sys.exit(main())
